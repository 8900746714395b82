"""A page on paper: all of its words within the sheet, the addresses that its links lead to, and nothing to press."""

import io
import re
import unicodedata
from collections.abc import Callable

import pypdf
import pytest
from playwright.sync_api import Page, expect
from samples import ENGLISH, PAGES, WELSH, Words, in_both, page_of

pytestmark = pytest.mark.browser

PAPER = 657
"""How wide the words of a sheet of A4 may be within its margins, in px at 96 to the inch."""

BEYOND = f"""() => {{
  const cut = element => element.closest(".visually-hidden, svg, thead");
  return [...document.querySelectorAll("body *")].filter(element => {{
    const box = element.getBoundingClientRect();
    return box.width && box.height && !cut(element) && (box.right > {PAPER} + 1 || box.left < -1);
  }}).map(element => element.outerHTML.slice(0, 120));
}}"""
CUT = """() => [...document.querySelectorAll("main *")].filter(element => {
  const style = getComputedStyle(element), field = ".visually-hidden, textarea, input, select";
  return element.checkVisibility() && element.clientWidth > 1 && !element.closest(field)
    && style.clipPath === "none" && style.overflow !== "visible" && element.scrollWidth > element.clientWidth + 1;
}).map(element => element.outerHTML.slice(0, 120))"""
ADDRESSES = """() => [...document.querySelectorAll("main :is(p, li, dd, td) a[href^=http]")]
  .filter(link => link.checkVisibility()).map(link => link.href)"""
INK = "() => [document.documentElement, document.body].map(e => getComputedStyle(e)).map(s => [s.color, s.colorScheme])"


def on_paper(page: Page) -> str:
    """The text of what a printer would get, without the spaces and line breaks that only its width makes."""
    read = pypdf.PdfReader(io.BytesIO(page.pdf(format="A4", prefer_css_page_size=True)))
    # Letters that are joined in print are themselves again.
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", "".join(sheet.extract_text() for sheet in read.pages)))


# What is wide, or a form, or drawn; the others are words in one column.
SHEETS = (
    "home", "hallmark", "crosswalk", "cell", "coverage", "connections of a concept", "list of case studies",
    "case study", "table of parts", "all tables", "references", "a to z", "downloads", "glossary",
    "evaluation with paths", "contribution", "guide with pictures", "side by side",
)  # fmt: skip


@pytest.mark.parametrize(
    ("name", "language"),
    [
        pytest.param(name, words, id=f"{name}, {words.code}", marks=() if name in SHEETS else pytest.mark.whole)
        for place, name in enumerate(PAGES)
        for words in ((ENGLISH, WELSH), (WELSH, ENGLISH))[place % 2]
    ],
)
def test_a_page_is_no_wider_than_the_paper(visit: Callable[..., Page], name: str, language: Words) -> None:
    page = visit(page_of(name, language), PAPER, scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate(BEYOND) == []
    assert page.evaluate(CUT) == []
    assert page.evaluate(INK) == [["rgb(0, 0, 0)", "light"]] * 2


@in_both
@pytest.mark.parametrize("name", ["hallmark", "case study", "crosswalk", "glossary"])
def test_a_sheet_has_the_address_of_every_link_to_elsewhere_and_no_navigation(
    visit: Callable[..., Page], name: str, language: Words
) -> None:
    page = visit(page_of(name, language), scheme="dark")
    menu = page.get_by_role("navigation", name=language.main_menu).get_by_role("link").all_inner_texts()
    page.emulate_media(media="print", color_scheme="dark")
    addresses = {address.removesuffix("/") for address in page.evaluate(ADDRESSES)}
    assert addresses
    text = on_paper(page)
    bare = [re.sub(r"^https?://", "", address) for address in addresses]
    assert [address for address in bare if address not in text] == []
    assert "".join(menu).replace(" ", "") not in text
    for words in (language.skip, language.dark, language.side_by_side):
        assert re.sub(r"\s", "", words) not in text


@in_both
def test_what_is_printed_names_its_page_and_its_release(visit: Callable[..., Page], language: Words) -> None:
    page = visit(page_of("hallmark", language))
    page.emulate_media(media="print")
    foot = page.get_by_role("contentinfo")
    expect(foot.locator(".age")).to_contain_text(re.compile(r"20\d\d"))
    text = on_paper(page)
    assert re.sub(r"\s", "", foot.locator(".age").inner_text()) in text
    expect(page.locator(".cite-page .reference")).to_contain_text(language.hallmark)
    assert text.count(re.sub(r"\s", "", language.hallmark)) >= 2


def test_no_explained_word_leaves_room_for_what_is_not_printed(visit: Callable[..., Page]) -> None:
    page = visit(page_of("hallmark", ENGLISH))
    page.emulate_media(media="print")
    term = page.get_by_role("main").locator(".term:has(+ .explain)").first
    assert term.evaluate("term => getComputedStyle(term).marginInlineEnd") == "0px"


def test_the_names_of_columns_are_repeated_on_every_sheet(visit: Callable[..., Page]) -> None:
    page = visit(page_of("data", WELSH))
    page.emulate_media(media="print")
    page.locator("main table").last.evaluate(
        "table => table.tBodies[0].append(...Array.from({length: 3}, () => [...table.tBodies[0].rows])"
        ".flat().map(row => row.cloneNode(true)))"
    )
    names = page.locator("main table").last.locator("thead th").all_inner_texts()
    assert on_paper(page).count("".join("".join(names).split())) > 1
