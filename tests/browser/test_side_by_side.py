"""Languages side by side in a real browser: in columns, one after the other on a phone, and on paper."""

from collections.abc import Callable

import pytest
from keyboard import by_keyboard, by_pointer
from playwright.sync_api import Locator, Page, expect
from samples import DESK, ENGLISH, PHONE, WELSH, Words, in_both, page_of

pytestmark = pytest.mark.browser

# px: the width of A4 at 96 dots to the inch, without its usual margins.
PORTRAIT, LANDSCAPE = 718, 1047

ROWS = """() => [...document.querySelectorAll(".sides")].map(row =>
  [...row.querySelectorAll(":scope > .side")].map(side => {
    const {left, right, top, bottom} = side.getBoundingClientRect(), label = side.querySelector(".side-language");
    const says = label && label.checkVisibility() && label.getBoundingClientRect().height > 1;
    const said = says ? label.textContent : "", wide = side.scrollWidth > side.clientWidth + 1;
    return {left, right, top, bottom, lang: side.lang, said, wide};
  }))"""


def section(page: Page, id_: str) -> Locator:
    return page.locator(f"section:has(> .sides [id='{id_}'])")


@pytest.mark.parametrize("width", [DESK, 800])
@in_both
def test_where_there_is_room_the_languages_stand_in_columns(
    visit: Callable[..., Page], language: Words, width: int
) -> None:
    for row in visit(page_of("side by side", language), width).evaluate(ROWS):
        assert [side["lang"] for side in row] == [language.code, language.other.code]
        one, other = row
        assert one["top"] == other["top"]
        assert one["right"] <= other["left"] + 1
        assert one["right"] - one["left"] == pytest.approx(other["right"] - other["left"], abs=1)


@pytest.mark.parametrize("width", [PHONE, 320])
@in_both
def test_on_a_phone_they_alternate_and_each_part_says_its_language(
    visit: Callable[..., Page], language: Words, width: int
) -> None:
    page = visit(page_of("side by side", language), width)
    for one, other in page.evaluate(ROWS):
        assert one["left"] == other["left"]
        assert one["bottom"] <= other["top"]
    said = [[side["said"] for side in row] for row in page.evaluate(ROWS)]
    titled, labelled = said[:2], said[2:]
    assert titled == [["", ""]] * 2, "the links back and the titles speak for themselves"
    assert labelled == [[language.language, language.other.language]] * len(labelled)


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_what_needs_the_whole_width_stands_one_below_the_other_and_says_its_language(
    visit: Callable[..., Page], width: int
) -> None:
    page = visit(page_of("guide side by side", ENGLISH), width)
    expect(page.get_by_role("table")).to_have_count(2)
    tables = [row for row in page.evaluate(ROWS) if row[0]["bottom"] <= row[1]["top"] and row[0]["said"]]
    assert ["English", "Cymraeg"] in [[side["said"] for side in row] for row in tables]


@pytest.mark.parametrize("width", [PORTRAIT, LANDSCAPE])
@pytest.mark.parametrize("name", ["side by side", "guide side by side"])
def test_on_paper_no_column_is_cut_off(visit: Callable[..., Page], name: str, width: int) -> None:
    page = visit(page_of(name, WELSH), width)
    page.emulate_media(media="print")
    rows = page.evaluate(ROWS)
    sides = [side for row in rows for side in row]
    assert [side for side in sides if side["wide"] or side["right"] > width + 1] == []
    assert [side["said"] for side in rows[0]] == ["Cymraeg", "English"]
    beside = [row for row in rows if row[0]["top"] == row[1]["top"]]
    assert len(rows) - len(beside) == (1 if name == "guide side by side" else 0)
    expect(page.get_by_role("link", name=WELSH.only)).to_have_count(0)


@pytest.mark.parametrize("hand", [by_pointer, by_keyboard])
@in_both
def test_from_a_page_to_all_its_languages_and_to_the_other_one(
    open_page: Callable[..., Page], site: str, language: Words, hand: Callable[[Locator], None]
) -> None:
    page = open_page(f"{site}{page_of('hallmark', language)}")
    hand(page.get_by_role("link", name=language.side_by_side))
    expect(page.locator("html")).to_have_attribute("lang", language.code)
    for words in (language, language.other):
        expect(page.get_by_role("heading", level=1)).to_contain_text(words.hallmark)
    hand(page.get_by_role("link", name=language.other.only))
    expect(page.locator("html")).to_have_attribute("lang", language.other.code)
    expect(page.get_by_role("heading", level=1)).to_have_text(language.other.hallmark)


@in_both
def test_a_section_has_the_same_place_as_on_the_page_itself(visit: Callable[..., Page], language: Words) -> None:
    page = visit(f"{page_of('side by side', language)}#questions")
    expect(section(page, "questions").get_by_role("heading", level=2).first).to_be_in_viewport()


@in_both
def test_the_switch_keeps_them_side_by_side(visit: Callable[..., Page], language: Words) -> None:
    page = visit(page_of("side by side", language))
    page.get_by_role("banner").get_by_role("link", name=language.other.language).click()
    expect(page.locator("html")).to_have_attribute("lang", language.other.code)
    assert {row[0]["lang"] for row in page.evaluate(ROWS)} == {language.other.code}


def test_without_scripts_it_is_all_there(visit_without_scripts: Callable[..., Page]) -> None:
    page = visit_without_scripts(page_of("hallmark", ENGLISH))
    page.get_by_role("link", name=ENGLISH.side_by_side).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(WELSH.hallmark)
    expect(section(page, "questions").get_by_role("heading", level=2)).to_have_count(2)
