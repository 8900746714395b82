"""Citing a page takes one click: its reference is copied, and its record goes to a reference manager."""

import json
from collections.abc import Callable

import pytest
import rispy
from playwright.sync_api import Page, expect
from samples import DESK, PAGES, PHONE, Words, in_both, page_of

pytestmark = pytest.mark.browser

CITE = {"en": "Cite this page", "cy": "Dyfynnu’r dudalen hon"}
COPY = {"en": "Copy the reference", "cy": "Copïo’r cyfeiriad"}
COPIED = {"en": "Copied.", "cy": "Wedi’i gopïo."}


def opened(page: Page, language: Words) -> Page:
    page.get_by_text(CITE[language.code]).click()
    return page


@in_both
class TestCitingAPage:
    @pytest.mark.parametrize("width", [DESK, PHONE])
    def test_copies_its_reference(self, visit: Callable[..., Page], language: Words, width: int) -> None:
        page = opened(visit(page_of("hallmark", language), width), language)
        page.get_by_role("button", name=COPY[language.code]).press("Enter")
        expect(page.get_by_role("status").filter(has_text=COPIED[language.code])).to_have_count(1)
        chosen = page.evaluate("getSelection().toString()")
        assert language.hallmark in chosen
        assert "2026" in chosen

    @pytest.mark.parametrize(("name", "suffix"), [("RIS", "ris"), ("CSL-JSON", "json"), ("BibTeX", "bib")])
    def test_gives_its_record(self, visit: Callable[..., Page], language: Words, name: str, suffix: str) -> None:
        page = opened(visit(page_of("guide", language), DESK), language)
        with page.expect_download() as download:
            page.get_by_role("group").get_by_role("link", name=name, exact=True).click()
        assert download.value.suggested_filename == f"about.{suffix}"
        text = download.value.path().read_text(encoding="utf-8")
        title = page.get_by_role("heading", level=1).inner_text()
        if suffix == "json":
            assert json.loads(text)[0]["title"] == title
        elif suffix == "ris":
            assert rispy.loads(text)[0]["title"] == title
        else:
            assert title in text

    def test_is_there_without_a_script(self, visit_without_scripts: Callable[..., Page], language: Words) -> None:
        page = opened(visit_without_scripts(page_of("crosswalk", language), DESK), language)
        expect(page.locator("#cite-page")).to_be_visible()
        expect(page.get_by_role("button", name=COPY[language.code])).to_be_hidden()

    def test_stands_on_paper(self, visit: Callable[..., Page], language: Words) -> None:
        page = visit(page_of("hallmark", language), DESK)
        page.emulate_media(media="print")
        expect(page.locator("#cite-page")).to_be_visible()
        expect(page.get_by_text(CITE[language.code])).to_be_hidden()


@in_both
def test_a_work_is_taken_away_from_its_page(open_page: Callable[..., Page], over_http: str, language: Words) -> None:
    # Out of a folder browsers show such a file, whatever the link says.
    page = open_page(f"{over_http}{page_of('reference', language)}", DESK)
    with page.expect_download() as download:
        page.get_by_role("link", name="RIS", exact=True).click()
    (record,) = rispy.loads(download.value.path().read_text(encoding="utf-8"))
    assert record["id"] == PAGES["reference"].rpartition("/")[2]
