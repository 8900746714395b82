"""The two pages above the languages: the one that chooses, and the one for what was not found."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from samples import ENGLISH, PHONE, WORDS, Words, in_both, page_of

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("locale", "code"), [("cy-GB", "cy"), ("en-GB", "en")])
def test_the_first_page_follows_the_language_of_the_browser(
    open_page: Callable[..., Page], site: str, locale: str, code: str
) -> None:
    page = open_page(f"{site}index.html", locale=locale)
    expect(page).to_have_url(f"{site}{code}/index.html")
    expect(page.get_by_role("heading", level=1)).to_have_text(WORDS[code].home)


def test_the_choice_does_not_stand_in_the_way_back(open_page: Callable[..., Page], opened_from: str) -> None:
    page = open_page(f"{opened_from}{page_of('guide', ENGLISH)}", locale="cy-GB")
    page.goto(f"{opened_from}index.html")
    expect(page).to_have_url(f"{opened_from}cy/index.html")
    page.go_back()
    expect(page).to_have_url(f"{opened_from}{page_of('guide', ENGLISH)}")


def test_a_reader_of_neither_language_is_asked(open_page: Callable[..., Page], site: str) -> None:
    page = open_page("about:blank", PHONE, locale="fr-FR")
    for language in WORDS.values():
        page.goto(f"{site}index.html")
        assert page.url == f"{site}index.html"
        expect(page.get_by_role("heading", name=language.home)).to_have_attribute("lang", language.code)
        choice = page.get_by_role("link", name=language.language, exact=True)
        expect(choice).to_have_attribute("lang", language.code)
        choice.click()
        expect(page).to_have_url(f"{site}{language.code}/index.html")


@in_both
@pytest.mark.parametrize("path", ["nothing-here.html", "cy/hallmarks/nothing-here.html", "en/a/b/c/"])
def test_what_is_not_found_is_said_in_both_languages_with_a_way_on(
    open_page: Callable[..., Page], over_http: str, language: Words, path: str
) -> None:
    page = open_page(f"{over_http}{path}", PHONE)
    part = page.locator(f"section[lang={language.code}]")
    expect(part.get_by_role("heading")).to_have_count(1)
    expect(part.get_by_role("paragraph")).not_to_be_empty()
    part.get_by_role("link", name=language.home).click()
    expect(page).to_have_url(f"{over_http}{language.code}/index.html")


def test_a_missing_address_answers_that_it_is_missing(open_page: Callable[..., Page], over_http: str) -> None:
    page = open_page("about:blank")
    assert page.goto(f"{over_http}cy/nothing-here.html").status == 404
