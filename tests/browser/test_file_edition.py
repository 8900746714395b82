"""The whole site out of its unpacked zip, with the network off, as a reader has it who was handed a stick.

`pytest tests/browser --opened-from zip` runs the other tests in a browser the same way.
"""

from collections.abc import Callable

import pytest
from keyboard import comes_to
from playwright.sync_api import Locator, Page, expect
from samples import DESK, ENGLISH, PAGES, ROOT_PAGES, WELSH, Words, page_of
from test_contribution import box, form
from test_finding import menu, shown
from test_journeys import arrive, from_the_menu, link, switch_and_return
from test_privacy import Watch
from test_search import SEARCH, pages_found, search

pytestmark = pytest.mark.browser

ASKED = {"en": "coaching", "cy": "hyfforddi"}
TITLE = {"en": "Title", "cy": "Teitl"}


def click(locator: Locator) -> None:
    locator.click()


# What differs between the languages is tried by the tests of each part, out of the same zip.
@pytest.mark.parametrize("language", [WELSH, pytest.param(ENGLISH, marks=pytest.mark.whole)], ids=["cy", "en"])
def test_everything_works_and_nothing_is_asked_of_anyone(  # noqa: PLR0915 - one journey, as a person makes it
    open_page: Callable[..., Page], from_folder: str, language: Words
) -> None:
    code = language.code
    page = open_page("about:blank", DESK, offline=True)
    watch = Watch(page)

    # From the file that is double-clicked into a language, to an entry, and to and fro between languages.
    page.goto(f"{from_folder}index.html")
    link(page, language.language).click()
    arrive(page, language, language.home)
    link(page.get_by_role("main"), language.hallmark).click()
    arrive(page, language, language.hallmark)
    expect(page.locator(".map").filter(visible=True).first).to_be_visible()
    switch_and_return(page, language, click)

    # Search.
    page.get_by_role("banner").get_by_role("link", name=SEARCH[code], exact=True).click()
    search(page, language, ASKED[code])
    expect(pages_found(page).first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("main").get_by_role("heading", level=1)).to_be_visible()
    page.wait_for_function("() => !document.querySelector('dialog[open]')")
    assert page.url.startswith(f"{from_folder}{code}/")

    # The finder, and a filter on the crosswalk, whose table leads on.
    page.goto(f"{from_folder}{page_of('list of case studies', language)}")
    every = shown(page)
    menu(page, "phase").select_option("nursery")
    comes_to(page, lambda page: 0 < len(shown(page)) < len(every), expected=True)
    from_the_menu(page, language, language.crosswalk, click)
    arrive(page, language, language.crosswalk)
    page.locator("form.filter select").first.select_option(index=1)
    expect(page.locator(".filter-result")).not_to_be_empty()
    link(page.get_by_role("table"), language.cell, exact=False).click()
    arrive(page, language, language.cell)

    # How two are connected.
    page.goto(f"{from_folder}{code}/connected.html")
    chooser = page.locator(".chooser")
    for each, key in enumerate(("hallmark:bespoke", "audience:leaders")):
        chooser.get_by_role("combobox").nth(each).select_option(key)
    chooser.locator("[type=submit]").press("Enter")
    expect(chooser.get_by_role("status")).to_contain_text("2")

    # What is written and answered is there again.
    page.goto(f"{from_folder}{page_of('contribution', language)}")
    box(page, TITLE[code]).fill("Ŵyn ar y bryn")
    expect(form(page).locator(".contribution-kept")).not_to_be_empty()
    page.reload()
    expect(box(page, TITLE[code])).to_have_value("Ŵyn ar y bryn")
    page.goto(f"{from_folder}{page_of('evaluation', language)}")
    page.locator(".statement").first.get_by_role("radio").nth(1).check()
    page.reload()
    expect(page.locator(".statement").first.get_by_role("radio").nth(1)).to_be_checked()

    # A page of each kind.
    for name in list(PAGES)[language is WELSH :: 2]:
        page.goto(f"{from_folder}{page_of(name, language)}")
        page.keyboard.press("End")
        page.wait_for_timeout(30)
    page.goto(f"{from_folder}{ROOT_PAGES['not found']}")
    link(page, language.home).click()
    arrive(page, language, language.home)

    assert [each for each in watch.asked if not each.startswith((from_folder, "data:", "blob:"))] == []
    assert watch.missing == []
    assert watch.complaints == []
