"""Maps for every reader: by keyboard, on a phone, on paper, in other colours, and without scripts."""

import re
from collections.abc import Callable

import pytest
from keyboard import focused, has_focus, tab_to
from playwright.sync_api import Locator, Page, expect
from samples import DESK, ENGLISH, PHONE, WELSH, Words, at_both_widths, in_both, page_of

pytestmark = pytest.mark.browser

with_a_map = pytest.mark.parametrize("name", ["hallmark", "standard", "dimension"])

NARROWEST = 320
PAPER = 718  # A4 less its margins, at 96 dots to the inch
SMALLEST = 12

# The size of letters as they are seen: an SVG grows and shrinks with its place.
SIZES = """map => [...map.querySelectorAll("tspan")]
  .map(line => parseFloat(getComputedStyle(line).fontSize) * line.getScreenCTM().a)"""

# Words that stick out of their card, or are wider than the drawing.
OUTSIDE = """map => [...map.querySelectorAll("text")].filter(text => {
  const frame = (text.parentNode.querySelector(":scope > rect") || map).getBoundingClientRect();
  const words = text.getBoundingClientRect();
  return words.left < frame.left || words.right > frame.right + 1 || words.bottom > frame.bottom + 1;
}).map(text => text.textContent)"""

HIGHS = "map => [...map.querySelectorAll('a')].map(card => card.getBoundingClientRect().height)"
HREFS = "links => links.map(link => new URL(link.href.baseVal, document.baseURI).href)"


def map_of(page: Page) -> Locator:
    """The one map that this reader meets; it says what it is in both languages."""
    return page.get_by_role("main").get_by_role("group", name=re.compile("^Map o"))


def list_beside(page: Page) -> list[str]:
    """Where the links of the list lead that is in the same part of the page as the map, in its order."""
    part = map_of(page).locator("xpath=ancestor::section")
    return part.locator(".connection-title > a").evaluate_all("links => links.map(link => link.href)")


@with_a_map
@at_both_widths
def test_the_keyboard_goes_from_card_to_card_in_the_order_of_the_list_and_follows_one(
    visit: Callable[..., Page], name: str, width: int
) -> None:
    language = WELSH if width == PHONE else ENGLISH
    page = visit(page_of(name, language), width)
    expect(map_of(page)).to_have_count(1)
    cards = map_of(page).get_by_role("link")
    addresses = cards.evaluate_all(HREFS)
    assert addresses == list_beside(page) != []

    tab_to(cards.first)
    for number, card in enumerate(cards.all()):
        if number:
            page.keyboard.press("Tab")
        assert has_focus(card)
        assert focused(page)["trouble"] == []

    page.keyboard.press("Enter")
    expect(page).to_have_url(addresses[-1])
    expect(page.get_by_role("heading", level=1)).to_be_visible()


@with_a_map
@in_both
@pytest.mark.parametrize("width", [NARROWEST, PHONE, 700, DESK])
def test_its_words_can_be_read_and_stay_in_their_cards_at_every_width(
    visit: Callable[..., Page], name: str, language: Words, width: int
) -> None:
    drawing = map_of(visit(page_of(name, language), width))
    assert min(drawing.evaluate(SIZES)) >= SMALLEST
    assert drawing.evaluate(OUTSIDE) == []
    assert min(drawing.evaluate(HIGHS)) >= 44


@in_both
def test_says_of_each_link_in_words_what_its_line_says(visit: Callable[..., Page], language: Words) -> None:
    page = visit(page_of("hallmark", language), PHONE)
    card = map_of(page).get_by_role("link").first
    basis, strength = ("editorial", "central") if language is ENGLISH else ("golygyddol", "canolog")
    expect(card).to_have_accessible_name(f"{language.standard} {basis} · {strength}")


@with_a_map
def test_is_on_paper(visit: Callable[..., Page], name: str) -> None:
    page = visit(page_of(name, ENGLISH), PAPER, "dark")
    page.emulate_media(media="print", color_scheme="dark")
    drawing = map_of(page)
    expect(drawing).to_be_visible()
    assert drawing.evaluate("map => map.getBoundingClientRect().right <= document.documentElement.clientWidth")
    assert min(drawing.evaluate(SIZES)) >= SMALLEST


@at_both_widths
def test_needs_no_script(visit_without_scripts: Callable[..., Page], width: int) -> None:
    page = visit_without_scripts(page_of("hallmark", ENGLISH), width)
    card = map_of(page).get_by_role("link", name=ENGLISH.standard)
    expect(card).to_be_visible()
    card.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(ENGLISH.standard)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_has_lines_that_stand_out_from_the_page_in_either_scheme(visit: Callable[..., Page], scheme: str) -> None:
    """WCAG 2.2, 1.4.11: three to one."""
    page = visit(page_of("hallmark", ENGLISH), PHONE, scheme)
    page_colour = page.evaluate("() => getComputedStyle(document.body).backgroundColor")
    lines = (
        map_of(page)
        .locator(".map-edge, .map-end")
        .evaluate_all("found => [...new Set(found.map(line => getComputedStyle(line).stroke))]")
    )
    assert [line for line in lines if contrast(line, page_colour) < 3] == []


def contrast(one: str, other: str) -> float:
    """How far two colours of the form `rgb(1, 2, 3)` stand apart, as WCAG reckons it."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@in_both
def test_the_address_of_a_link_leads_from_a_cell_to_its_place_and_shows_it(
    visit: Callable[..., Page], language: Words
) -> None:
    page = visit(page_of("cell", language), PHONE)
    address = page.get_by_role("main").locator(".permalink a").first
    place = address.get_attribute("href").partition("#")[2]
    tab_to(address)
    page.keyboard.press("Enter")
    shown = page.locator(f"[id='{place}']")
    expect(shown).to_be_in_viewport()
    other = page.locator(f".connection:not([id='{place}'])").first
    look = "item => getComputedStyle(item).boxShadow"
    assert shown.evaluate(look) != other.evaluate(look) == "none"
    # The same place is meant in the other language.
    page.get_by_role("banner").get_by_role("link", name=language.other.language, exact=True).click()
    expect(page.locator("html")).to_have_attribute("lang", language.other.code)
    expect(page.locator(f"[id='{place}']")).to_be_in_viewport()
