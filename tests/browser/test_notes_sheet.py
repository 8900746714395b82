"""A section that a team talks over: printed alone, on one sheet, with room for notes below each of its questions."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

SHEETS = {"en": "Print “Questions", "cy": "Argraffu “Cwestiynau"}


@pytest.mark.parametrize("language", SHEETS)
def test_the_questions_are_printed_alone_on_one_sheet_with_room_for_notes(
    open_page: Callable[..., Page], built_site: Path, language: str
) -> None:
    page = open_page("about:blank")
    page.add_init_script("window.print = () => {}")
    page.goto(f"{built_site.as_uri()}/{language}/hallmarks/bespoke.html")
    page.get_by_role("button", name=SHEETS[language]).focus()
    page.keyboard.press("Enter")

    page.emulate_media(media="print")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator(".notes-sheet li").first).to_be_visible()
    expect(page.get_by_text("hallmarks/bespoke.html")).to_be_visible()
    expect(page.locator(".connections").first).to_be_hidden()

    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))) == 1
    expect(page.locator(".connections").first, "what the page prints otherwise is back").to_be_visible()


def test_without_scripts_nothing_offers_what_they_do(visit_without_scripts: Callable[..., Page]) -> None:
    page = visit_without_scripts("en/hallmarks/bespoke.html")

    expect(page.locator(".notes-offer")).to_be_hidden()
    expect(page.get_by_role("navigation", name="What to do next").get_by_role("link")).to_have_count(3)
