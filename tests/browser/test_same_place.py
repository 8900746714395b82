"""The switch in a real browser: the same place in the other language, and twice back to exactly where one was."""

from collections.abc import Callable
from pathlib import Path

import pytest
from keyboard import has_focus
from playwright.sync_api import Locator, Page, expect
from samples import DESK, ENGLISH, PHONE, WELSH, Words, page_of, twin_of

pytestmark = pytest.mark.browser

ALL = "[...document.querySelectorAll('#content :is(h2, h3, h4)[id]:not(nav *)')]"
HEADINGS = f"{ALL}.filter(each => each.getClientRects().length)"
IDS = f"{HEADINGS}.map(each => each.id)"
IN_VIEW = "link => { const box = link.getBoundingClientRect(); return box.bottom > 0 && box.top < innerHeight; }"
NEAREST = f"""() => {{
  const above = {HEADINGS}.filter(each => each.getBoundingClientRect().top < innerHeight / 3);
  return above.length ? above.pop().id : "";
}}"""


def switch(page: Page, words: Words) -> Locator:
    """The one that a reader sees: that of the head, which comes along, or that of the foot."""
    below = page.get_by_role("contentinfo").get_by_role("link", name=words.language, exact=True)
    above = page.get_by_role("banner").get_by_role("link", name=words.language, exact=True)
    return above if above.evaluate(IN_VIEW) else below


def press_switch(page: Page, words: Words) -> None:
    """To the language of these words, and until the page stands still."""
    # Playwright's own click would first scroll to a link that is only partly in view.
    switch(page, words).dispatch_event("click")
    expect(page.locator("html")).to_have_attribute("lang", words.code)
    page.wait_for_load_state()
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


def height(page: Page) -> float:
    """How far down the page the window is, in px."""
    return page.evaluate("scrollY")


def scroll(page: Page, share: float) -> float:
    """Down the page by a share of its length; gives where that is, in px."""
    page.evaluate("share => scrollTo(0, share * document.documentElement.scrollHeight)", share)
    expect(page.locator(".switches")).to_have_class("switches is-along")
    return height(page)


@pytest.mark.parametrize(
    ("name", "language"),
    [
        pytest.param(name, words, id=f"{name}, {words.code}")
        for name, words in (("hallmark", ENGLISH), ("hallmark", WELSH), ("guide", WELSH), ("cell", ENGLISH))
    ],
)
def test_from_every_heading_twice_leads_back_to_it(
    visit: Callable[..., Page], name: str, language: Words, *, whole: bool
) -> None:
    page = visit(page_of(name, language))
    address = page.url
    ids = page.evaluate(IDS)
    assert len(ids) > 2
    for id_ in ids if whole else [*ids[:-1:4], ids[-1]]:
        page.goto("about:blank")
        page.goto(f"{address}#{id_}")
        began = height(page)
        press_switch(page, language.other)
        assert page.url == f"{twin_of(address)}#{id_}"
        press_switch(page, language)
        assert page.url == f"{address}#{id_}"
        assert height(page) == pytest.approx(began, abs=1)
        expect(page.locator(f"[id='{id_}']")).to_be_in_viewport()


@pytest.mark.parametrize("width", [DESK, PHONE])
@pytest.mark.parametrize("share", [0.1, 0.4, 0.7])
def test_a_reader_who_has_scrolled_stays_in_the_section_and_comes_back_to_the_line(
    open_page: Callable[..., Page], site: str, share: float, width: int
) -> None:
    page = open_page(f"{site}{page_of('hallmark', ENGLISH)}", width)
    began, section = scroll(page, share), page.evaluate(NEAREST)
    press_switch(page, WELSH)
    assert page.url == f"{site}{page_of('hallmark', WELSH)}#{section}"
    assert page.evaluate(NEAREST) == section
    press_switch(page, ENGLISH)
    assert page.url == f"{site}{page_of('hallmark', ENGLISH)}#{section}"
    assert height(page) == pytest.approx(began, abs=1)


def test_a_reader_who_has_scrolled_on_takes_that_place_along(visit: Callable[..., Page]) -> None:
    page = visit(f"{page_of('hallmark', ENGLISH)}#questions")
    scroll(page, 0.8)
    section = page.evaluate(NEAREST)
    assert section != "questions"
    press_switch(page, WELSH)
    assert page.url.endswith(f"#{section}")


def test_at_the_top_of_a_page_the_address_says_nothing_of_a_place(visit: Callable[..., Page]) -> None:
    page = visit(page_of("hallmark", ENGLISH))
    here = page.url
    press_switch(page, WELSH)
    assert page.url == twin_of(here)
    assert height(page) == 0


def test_the_choices_of_a_filter_come_along(open_page: Callable[..., Page], site: str) -> None:
    address = f"{site}{page_of('crosswalk', ENGLISH)}?through=hallmark:bespoke"
    page = open_page(address)
    began = scroll(page, 0.5)
    section = page.evaluate(NEAREST)
    for words in (WELSH, ENGLISH):
        press_switch(page, words)
        here = f"{address}#{section}"
        assert page.url == (here if words is ENGLISH else twin_of(here))
        expect(page.locator("select[name=through]")).to_have_value("hallmark:bespoke")
    assert height(page) == pytest.approx(began, abs=1)


def test_back_and_forward_lead_through_both_languages(open_page: Callable[..., Page], site: str) -> None:
    page = open_page(f"{site}{page_of('hallmark', ENGLISH)}")
    here, began = page.url, scroll(page, 0.4)
    press_switch(page, WELSH)
    there, arrived = page.url, height(page)
    page.go_back()
    assert page.url == here
    page.wait_for_function("began => Math.abs(scrollY - began) < 1", arg=began)
    page.go_forward()
    assert page.url == there
    page.wait_for_function("arrived => Math.abs(scrollY - arrived) < 1", arg=arrived)


@pytest.mark.parametrize(("id_", "shown"), [("letter-ll", "letter-l"), ("letter-th", "letter-t")])
def test_a_letter_that_english_lacks_is_found_where_it_would_be_and_back_again(
    visit: Callable[..., Page], id_: str, shown: str
) -> None:
    page = visit(f"{page_of('a to z', WELSH)}#{id_}")
    here = page.url
    press_switch(page, ENGLISH)
    expect(page.locator(f"#{shown}")).to_be_in_viewport()
    press_switch(page, WELSH)
    assert page.url == here
    expect(page.locator(f"#{id_}")).to_be_in_viewport()


def test_the_keyboard_goes_on_from_the_section(visit: Callable[..., Page]) -> None:
    page = visit(f"{page_of('hallmark', ENGLISH)}#references")
    press_switch(page, WELSH)
    page.keyboard.press("Tab")
    # The next stop is the first link below the heading.
    assert has_focus(page.locator("#references ~ * a").first)


def test_a_copied_address_is_short(visit: Callable[..., Page]) -> None:
    page = visit(page_of("hallmark", ENGLISH))
    scroll(page, 0.4)
    word = switch(page, WELSH)
    word.dispatch_event("pointerdown")
    assert word.get_attribute("href").endswith(f"bespoke.html#{page.evaluate(NEAREST)}")


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_the_switch_comes_along_between_the_head_and_the_foot_of_a_page(visit: Callable[..., Page], width: int) -> None:
    page = visit(page_of("hallmark", ENGLISH), width)
    expect(page.locator(".switches")).not_to_have_class("switches is-along")
    scroll(page, 0.5)
    expect(switch(page, WELSH)).to_be_in_viewport(ratio=1)
    box = switch(page, WELSH).bounding_box()
    assert min(box["width"], box["height"]) >= (44 if width == PHONE else 24)
    page.emulate_media(media="print")
    assert page.locator(".switches").evaluate("group => getComputedStyle(group).position") == "static"
    page.emulate_media(media="screen")
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    expect(page.locator(".switches")).not_to_have_class("switches is-along")
    expect(page.get_by_role("contentinfo").get_by_role("link", name=WELSH.language)).to_be_in_viewport(ratio=1)


def test_nothing_moves_when_the_switch_leaves_a_head_in_which_it_has_a_line_of_its_own(
    open_page: Callable[..., Page], built_orchard: Path
) -> None:
    page = open_page((built_orchard / "fr-CH" / "downloads.html").as_uri(), PHONE)
    length = "document.documentElement.scrollHeight"
    before = page.evaluate(length)
    scroll(page, 0.5)
    assert page.evaluate(length) == before


def test_without_scripts_the_switch_leads_to_the_same_page(visit_without_scripts: Callable[..., Page]) -> None:
    page = visit_without_scripts(f"{page_of('hallmark', ENGLISH)}#questions")
    here = page.url.partition("#")[0]
    switch(page, WELSH).click()
    expect(page).to_have_url(twin_of(here))


def test_nothing_is_kept_on_the_device(open_page: Callable[..., Page], opened_from: str) -> None:
    page = open_page(f"{opened_from}{page_of('hallmark', ENGLISH)}")
    scroll(page, 0.4)
    press_switch(page, WELSH)
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie, window.name]") == [0, 0, "", ""]
