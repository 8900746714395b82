"""The walks that the site is made for, in both languages, on a desk and on a phone, on the web and from a folder."""

from collections.abc import Callable

import pytest
from keyboard import Hand, by_keyboard, by_pointer, has_focus
from playwright.sync_api import Locator, Page, expect
from samples import (
    DESK,
    ENGLISH,
    PHONE,
    ROOT_PAGES,
    WELSH,
    WORDS,
    Words,
    at_both_widths,
    in_both,
    of_a_language,
    page_of,
    twin_of,
)

pytestmark = pytest.mark.browser


def link(place: Page | Locator, name: str, *, exact: bool = True) -> Locator:
    return place.get_by_role("link", name=name, exact=exact).first


def switch(page: Page, words: Words) -> Locator:
    """The language that is not this one, as a word in the head of the page."""
    return page.get_by_role("banner").get_by_role("link", name=words.language, exact=True)


def arrive(page: Page, language: Words, heading: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    expect(page.locator("html")).to_have_attribute("lang", language.code)


def switch_and_return(page: Page, language: Words, use: Hand) -> None:
    """To the same page's twin and back to exactly the address the reader came from."""
    here = page.url
    use(switch(page, language.other))
    expect(page).to_have_url(twin_of(here))
    expect(page.locator("html")).to_have_attribute("lang", language.other.code)
    use(switch(page, language))
    expect(page).to_have_url(here)
    expect(page.locator("html")).to_have_attribute("lang", language.code)


def from_the_menu(page: Page, language: Words, name: str, use: Hand) -> None:
    """Follows a link of the main menu, opening the menu first where it is closed."""
    menu = page.get_by_role("banner").get_by_role("button", name=language.menu)
    page.wait_for_load_state()
    if menu.is_visible():
        use(menu)
        expect(menu).to_have_attribute("aria-expanded", "true")
    use(link(page.get_by_role("navigation", name=language.main_menu), name))


@pytest.mark.parametrize(
    ("place", "language", "width", "use"),
    [
        pytest.param("opened_from", ENGLISH, DESK, by_pointer, id="web, English, desk"),
        pytest.param("from_folder", WELSH, PHONE, by_keyboard, id="folder, Welsh, phone, keyboard only"),
        pytest.param("opened_from", WELSH, DESK, by_keyboard, id="web, Welsh, desk, keyboard only"),
        pytest.param("from_folder", ENGLISH, PHONE, by_pointer, id="folder, English, phone"),
    ],
)
def test_from_home_to_a_hallmark_to_a_standard_and_back_by_the_crosswalk(
    request: pytest.FixtureRequest,
    open_page: Callable[..., Page],
    place: str,
    language: Words,
    width: int,
    use: Hand,
) -> None:
    site = request.getfixturevalue(place)
    page = open_page(f"{site}{page_of('home', language)}", width)
    arrive(page, language, language.home)
    switch_and_return(page, language, use)

    use(link(page.get_by_role("main"), language.hallmark))
    arrive(page, language, language.hallmark)
    hallmark = page.url
    switch_and_return(page, language, use)

    use(link(page.get_by_role("region", name=language.crosswalk), language.standard))
    arrive(page, language, language.standard)
    switch_and_return(page, language, use)

    from_the_menu(page, language, language.crosswalk, use)
    arrive(page, language, language.crosswalk)
    switch_and_return(page, language, use)

    use(link(page.get_by_role("table"), language.cell, exact=False))
    arrive(page, language, language.cell)
    switch_and_return(page, language, use)

    use(link(page.get_by_role("main"), language.hallmark))
    arrive(page, language, language.hallmark)
    expect(page).to_have_url(hallmark)


@in_both
def test_a_standard_leads_straight_to_where_it_meets_a_dimension(visit: Callable[..., Page], language: Words) -> None:
    page = visit(page_of("standard", language))
    _, dimension = language.cell.split(" × ")
    by_keyboard(link(page.get_by_role("main").get_by_role("listitem"), dimension, exact=False))
    arrive(page, language, language.cell)
    by_keyboard(link(page.get_by_role("main"), language.hallmark))
    arrive(page, language, language.hallmark)


@of_a_language
def test_the_switch_is_a_visible_word_and_leads_to_the_twin(
    visit: Callable[..., Page], name: str, language: Words
) -> None:
    page = visit(page_of(name, language), PHONE if language is ENGLISH else DESK)
    here = page.url
    word = switch(page, language.other)
    expect(word).to_have_text(language.other.language)
    expect(word).to_be_in_viewport(ratio=1)
    # A voice that reads the page must say this word in the language it names.
    expect(word).to_have_attribute("lang", language.other.code)
    word.click()
    expect(page.locator("html")).to_have_attribute("lang", language.other.code)
    expect(page).to_have_url(twin_of(here))


@pytest.mark.parametrize(("name", "section"), [("hallmark", "questions"), ("guide", "not-found")])
def test_the_switch_keeps_the_section_and_so_does_the_way_back(
    visit: Callable[..., Page], name: str, section: str
) -> None:
    page = visit(f"{page_of(name, ENGLISH)}#{section}")
    here = page.url
    for language in (ENGLISH, WELSH):
        switch(page, language.other).click()
        expect(page.locator("html")).to_have_attribute("lang", language.other.code)
        expect(page).to_have_url(twin_of(here) if language is ENGLISH else here)
        expect(page.locator(f"#{section}")).to_be_in_viewport()


@at_both_widths
@in_both
def test_the_skip_link_is_the_first_stop_of_the_keyboard_and_skips(
    visit: Callable[..., Page], language: Words, width: int
) -> None:
    page = visit(page_of("home", language), width)
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name=language.skip)
    assert has_focus(skip)
    expect(skip).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    first = page.get_by_role("main").get_by_role("link").first
    assert has_focus(first), "the next stop is the first link of the content"


@in_both
def test_the_name_of_the_site_leads_home_from_the_deepest_page(visit: Callable[..., Page], language: Words) -> None:
    page = visit(page_of("standard", language), PHONE)
    by_keyboard(link(page.get_by_role("banner"), language.home))
    arrive(page, language, language.home)


def test_the_choice_of_language_leads_into_the_site_by_keyboard(visit: Callable[..., Page]) -> None:
    for language in WORDS.values():
        page = visit(ROOT_PAGES["choice of language"], PHONE)
        by_keyboard(link(page, language.language))
        arrive(page, language, language.home)
