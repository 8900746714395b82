"""Ways in: a person says who they are, opens a question, and follows its path to somebody who has tried it."""

from collections.abc import Callable

import pytest
from keyboard import IS_FOCUSED, by_keyboard, comes_to, tab_to
from playwright.sync_api import Locator, Page, expect
from samples import DESK, PHONE, WELSH, page_of
from test_access import EVERY_STATE, NARROWEST, TOO_WIDE, in_states

from make_the_connection.site import Site

pytestmark = pytest.mark.browser

HEAD, GOVERNOR = "pennaeth", "llywodraethwr"
EVERYTHING = "Dangosir popeth."
UNKNOWN = "gofyn am rywbeth nad yw’n hysbys yma"


def questions(page: Page) -> Locator:
    return page.get_by_role("main").locator("summary").filter(has=page.locator(".way-question"))


def asked_by(site: Site, choice: str) -> list[str]:
    """The titles of the questions of a person, in Welsh."""
    return [
        site.title(entry.key, "cy").text
        for entry in site.of_type("question")
        if choice in entry.facts.asked_by  # type: ignore[attr-defined]
    ]


def shown(page: Page) -> list[str]:
    return questions(page).filter(visible=True).locator(".way-question").all_text_contents()


def test_from_who_i_am_to_a_school_that_has_tried_it_by_keyboard_on_a_phone_out_of_a_folder(
    open_page: Callable[..., Page], from_folder: str, known: Site, axe: str
) -> None:
    page = open_page(f"{from_folder}{page_of('home', WELSH)}", PHONE)
    group = page.get_by_role("group", name="Pwy ydych chi?")
    said = page.get_by_role("main").get_by_role("status")
    comes_to(page, shown, [known.title(entry.key, "cy").text for entry in known.of_type("question")])

    # A group of radio buttons is one stop, and the arrows choose.
    tab_to(group.get_by_role("radio", checked=True))
    page.keyboard.press("ArrowDown")
    while not group.get_by_role("radio", name=HEAD).evaluate(IS_FOCUSED):
        page.keyboard.press("ArrowDown")
    mine = asked_by(known, "headteacher")
    expect(group.get_by_role("radio", name=HEAD)).to_be_checked()
    expect(said).to_have_text(
        f"Pwy sy’n ei ofyn: {HEAD}. Cwestiynau a ddangosir: {len(mine)} o {len(known.of_type('question'))}."
    )
    comes_to(page, shown, mine)
    assert page.url.endswith("?asked_by=headteacher")

    tab_to(questions(page).filter(visible=True).first)
    page.keyboard.press("Enter")
    opened = page.get_by_role("main").locator("details[open]")
    expect(opened.get_by_role("list")).to_be_visible()
    assert in_states(page, axe, EVERY_STATE) == []
    page.set_viewport_size({"width": NARROWEST, "height": 800})
    assert page.evaluate(TOO_WIDE) == []
    page.set_viewport_size({"width": PHONE, "height": 800})

    # Whoever reloads is still the same person, and so is whoever reads on in the other language.
    page.reload()
    comes_to(page, shown, mine)
    page.get_by_role("banner").get_by_role("link", name=WELSH.other.language).click()
    expect(page.get_by_role("radio", name="a headteacher")).to_be_checked()
    page.get_by_role("banner").get_by_role("link", name=WELSH.language).click()

    tab_to(questions(page).filter(visible=True).first)
    page.keyboard.press("Enter")
    step = opened.get_by_role("listitem").filter(has_text="Astudiaeth achos").get_by_role("link").first
    title = step.inner_text()
    by_keyboard(step)
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    expect(page.get_by_role("link", name="Astudiaethau achos").first).to_be_visible()


def test_an_address_says_who_asks_and_anyone_sees_all_again(visit: Callable[..., Page], known: Site) -> None:
    page = visit(f"{page_of('questions', WELSH)}?asked_by=governor", DESK)
    comes_to(page, shown, asked_by(known, "governor"))
    page.get_by_role("radio", name=GOVERNOR).press("ArrowUp")
    page.get_by_role("radio", name="unrhyw un").check()
    expect(page.get_by_role("main").get_by_role("status")).to_have_text(EVERYTHING)
    comes_to(page, lambda page: len(shown(page)), len(known.of_type("question")))
    assert "asked_by" not in page.url

    page = visit(f"{page_of('questions', WELSH)}?asked_by=nobody", DESK)
    expect(page.get_by_role("main").get_by_role("status")).to_contain_text(UNKNOWN)
    comes_to(page, lambda page: len(shown(page)), len(known.of_type("question")))


def test_without_scripts_every_question_opens_and_says_who_asks_it(
    visit_without_scripts: Callable[..., Page], known: Site
) -> None:
    page = visit_without_scripts(page_of("home", WELSH), PHONE)
    expect(page.get_by_role("radio")).to_have_count(0)
    assert questions(page).filter(visible=True).count() == len(known.of_type("question")) >= 12
    first = questions(page).first
    expect(first).to_contain_text(HEAD)
    by_keyboard(first)
    expect(page.get_by_role("main").locator("details[open]").get_by_role("list")).to_be_visible()
