"""A table of parts: narrowed by keyboard, shown as cards on a phone, and taken away as a file."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from keyboard import focused, has_focus, tab_to
from playwright.sync_api import Locator, Page, expect
from samples import DESK, ENGLISH, PHONE, WELSH, Words, in_both, page_of
from test_access import EVERY_STATE, NARROWEST, TOO_WIDE, in_states

from make_the_connection.exports.table_csv import formats_of, table_csv
from make_the_connection.site import Site, declared_tables, parts_table

pytestmark = pytest.mark.browser

STANDARD = "ps-2017/professional-learning"
LINKED = {"en": "linked with", "cy": "yn gysylltiedig â’r dewis"}
SHOWN = {"en": "Rows shown: {} of {}.", "cy": "Rhesi a ddangosir: {} o {}."}
TABLE = "table of parts"


def rows(page: Page) -> Locator:
    return page.get_by_role("table").first.get_by_role("row").filter(has=page.get_by_role("cell"))


def linked(site: Site, standard: str) -> tuple[int, int, int]:
    """How many rows there are, how many a standard leaves, and how many entries of the table it is linked with."""
    owner, declared = next(declared_tables(site.model))
    tables = [parts_table(site, entry, declared) for entry in site.of_type(owner)]
    all_rows = [row for table in tables for row in table.rows]
    key = f"standard:{standard}"
    ends = {connection.other for connection in site.graph.connections(key)}
    left = [row for row in all_rows if ends & {row.entry.key, *(point.key for point in row.points)}]
    marked = [entry for row in left for entry in (row.entry, *row.points) if entry.key in ends]
    return len(all_rows), len(left), len(marked)


@in_both
def test_is_narrowed_by_keyboard_and_says_what_fits(
    open_page: Callable[..., Page], site: str, known: Site, axe: str, language: Words
) -> None:
    page = open_page(f"{site}{page_of(TABLE, language)}", DESK if language is ENGLISH else PHONE)
    every, left, marked = linked(known, STANDARD)
    assert 0 < left < every
    expect(rows(page)).to_have_count(every)

    standards = page.get_by_role("form").get_by_role("combobox").first
    tab_to(standards)
    assert focused(page)["trouble"] == []
    page.keyboard.type(known.short(f"standard:{STANDARD}", language.code).text)
    assert has_focus(standards)
    expect(rows(page)).to_have_count(left)
    said = page.get_by_role("main").get_by_role("status").first
    expect(said).to_contain_text(SHOWN[language.code].format(left, every))
    expect(page.locator(".part-linked").filter(visible=True, has_text=LINKED[language.code])).to_have_count(marked)

    page.reload()
    expect(rows(page)).to_have_count(left)
    if language is ENGLISH:
        found = in_states(page, axe, EVERY_STATE)
        assert not found, "\n".join(found)
    standards.press("Home")
    expect(rows(page)).to_have_count(every)
    expect(page.locator(".part-linked").filter(visible=True)).to_have_count(0)


@pytest.mark.parametrize("width", [NARROWEST, PHONE])
def test_is_cards_on_a_phone_and_still_a_table(visit: Callable[..., Page], width: int) -> None:
    page = visit(page_of(TABLE, WELSH), width)
    assert page.evaluate(TOO_WIDE) == []
    table = page.get_by_role("table").first
    expect(table.get_by_role("columnheader")).to_have_count(3)
    cells = rows(page).first.get_by_role("cell")
    boxes = [cell.bounding_box() for cell in cells.all()]
    assert all(box and box["width"] > width * 0.7 for box in boxes), "one below the other"
    expect(page.locator(".parts-column").first).to_be_visible()
    page.set_viewport_size({"width": DESK, "height": 800})
    expect(page.locator(".parts-column").first).to_be_hidden()


def test_is_whole_without_scripts_and_can_be_taken_away(
    visit_without_scripts: Callable[..., Page], visit: Callable[..., Page], known: Site
) -> None:
    every, _, _ = linked(known, STANDARD)
    page = visit_without_scripts(f"{page_of(TABLE, ENGLISH)}?by-standard={STANDARD}")
    expect(rows(page)).to_have_count(every)
    expect(page.get_by_role("form")).to_have_count(0)
    page = visit(page_of(TABLE, ENGLISH))
    with page.expect_download() as download:
        page.get_by_role("link", name="entitlements.csv").press("Enter")
    taken = Path(download.value.path()).read_bytes()
    assert taken == table_csv(formats_of(known)["entitlements"])
    lines = list(csv.DictReader(io.StringIO(taken.decode("utf-8-sig"), newline="")))
    assert {line["type"] for line in lines} == {"role-group", "statement", "practice"}


def test_leads_to_a_point_in_it(visit: Callable[..., Page], known: Site) -> None:
    point = known.of_type("practice")[0]
    page = visit(f"{page_of(TABLE, ENGLISH)}#practice--{point.id}")
    target = page.locator(":target")
    expect(target).to_be_in_viewport()
    expect(target).to_contain_text(known.title(point.key, "en").text)
