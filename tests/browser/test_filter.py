"""The crosswalk filtered to one hallmark or to my setting: what is left is what the site's own entries say."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from building import ORCHARD, loaded
from keyboard import by_keyboard, comes_to, focused, has_focus, tab_to
from playwright.sync_api import Locator, Page, expect
from samples import DESK, ENGLISH, PHONE, WELSH, Words, in_both, page_of
from test_access import NARROWEST, STATES, TOO_WIDE, in_states

from make_the_connection.crosswalk import Cell, State
from make_the_connection.render import Reader, cell_address
from make_the_connection.site import Site

pytestmark = pytest.mark.browser

BESPOKE = {"through": "hallmark:bespoke"}
PRIMARY = {"phase": "primary"}
CHOICES = (
    BESPOKE,
    {"through": "hallmark:strengthened-by-collaboration"},
    PRIMARY,
    {"country": "scotland"},
    {"medium": "welsh", "phase": "secondary"},
    {**BESPOKE, **PRIMARY, "country": "wales"},
)
TABLE = "crosswalk"
CELL = "crosswalk/ps-2017-professional-learning--slo-2017-team-learning"
STANDARD = "standards/ps-2017/professional-learning"
NOT_HERE = {"en": "none for this choice", "cy": "dim ar gyfer y dewis hwn"}
CLEAR = {"en": "Show everything", "cy": "Dangos popeth"}
EVERYTHING = {"en": "Everything is shown.", "cy": "Dangosir popeth."}
UNKNOWN = {"en": "asks for something that is not known here", "cy": "gofyn am rywbeth nad yw’n hysbys yma"}
HALLMARK = {"en": "Hallmark", "cy": "Dilysnod"}
PHASE = {"en": "Phase", "cy": "Cyfnod"}
HEIGHT = "element => element.getBoundingClientRect().height"

Choice = Mapping[str, str]


def fits(site: Site, key: str, choice: Choice) -> bool:
    """Whether what joins a cell is left by a choice: asked of the entry itself."""
    through = choice.get("through", key)
    linked = {connection.other for connection in site.graph.connections(key)}
    is_left = key == through or (site.model.types[key.split(":", maxsplit=1)[0]].contributed and through in linked)
    setting = {field: value for field, value in choice.items() if field != "through"}
    return is_left and all(getattr(site.entries[key].facts, name, None) == value for name, value in setting.items())


def left_of(site: Site, cell: Cell, choice: Choice) -> Cell:
    joins = tuple(join for join in cell.joins if fits(site, join.key, choice))
    published = any(join.published for join in joins)
    return replace(cell, joins=joins, state=State.PUBLISHED if published else State.EDITORIAL) if joins else cell


def said_of(reader: Reader, cell: Cell, choice: Choice) -> str:
    """What the link of a cell in the table is called."""
    left = left_of(reader.site, cell, choice)
    name = reader.text("cell.title", row=reader.short(cell.row), column=reader.short(cell.column))
    if cell.joins and not any(fits(reader.site, join.key, choice) for join in cell.joins):
        return f"{name}: {reader.text('filter.not-here')}"
    counts = reader.counts(left) if left.joins else reader.text("cell.nothing")
    return f"{name}: {reader.text(f'state.{left.state}')}. {counts}"


def at(page: str, language: Words, choice: Choice) -> str:
    return f"{language.code}/{page}.html?{urlencode(choice, safe=':')}"


def links_of_cells(page: Page) -> Locator:
    return page.get_by_role("table").get_by_role("cell").get_by_role("link")


def list_of(page: Page, names: Mapping[str, str], language: Words) -> Locator:
    return page.get_by_role("form").get_by_role("combobox", name=names[language.code], exact=True)


def result_of(page: Page) -> Locator:
    return page.get_by_role("main").get_by_role("status")


def asked(page: Page) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(page.url).query))


def assert_says(page: Page, site: Site, code: str, choice: Choice) -> None:
    """Every cell is a link that says what the entries say."""
    reader = Reader(site, code, TABLE)
    expected = [said_of(reader, cell, choice) for cell in site.cells]
    links = links_of_cells(page)
    expect(links).to_have_count(len(expected))
    for link, name in zip(links.all(), expected, strict=True):
        expect(link).to_have_accessible_name(name)


class TestTheTable:
    @pytest.mark.parametrize("choice", CHOICES, ids=lambda choice: "+".join(choice.values()))
    @in_both
    def test_counts_what_the_entries_say(
        self, visit: Callable[..., Page], known: Site, language: Words, choice: Choice
    ) -> None:
        page = visit(at(TABLE, language, choice))
        assert_says(page, known, language.code, choice)
        cells = known.cells
        some = sum(any(fits(known, join.key, choice) for join in cell.joins) for cell in cells)
        assert some < len(cells)
        assert f" {some} o" in result_of(page).inner_text()

    @in_both
    def test_is_whole_without_a_choice(self, visit: Callable[..., Page], known: Site, language: Words) -> None:
        page = visit(at(TABLE, language, {}))
        assert_says(page, known, language.code, {})
        expect(result_of(page)).to_be_empty()

    @in_both
    def test_leaves_out_what_the_address_asks_for_in_vain_and_says_so(
        self, visit: Callable[..., Page], known: Site, language: Words
    ) -> None:
        page = visit(at(TABLE, language, {"through": "hallmark:nobody", **PRIMARY, "utm": "x"}))
        assert_says(page, known, language.code, PRIMARY)
        expect(result_of(page)).to_contain_text(UNKNOWN[language.code])
        expect(list_of(page, HALLMARK, language)).to_have_value("")
        expect(list_of(page, PHASE, language)).to_have_value("primary")

    def test_is_whole_without_scripts_and_offers_no_form(
        self, visit_without_scripts: Callable[..., Page], known: Site
    ) -> None:
        page = visit_without_scripts(at(TABLE, ENGLISH, BESPOKE))
        expect(page.get_by_role("form")).to_have_count(0)
        reader = Reader(known, "en", TABLE)
        for link, cell in zip(links_of_cells(page).all(), known.cells, strict=True):
            expect(link).to_have_accessible_name(said_of(reader, cell, {}))


@in_both
def test_a_choice_made_by_keyboard_is_kept_wherever_the_reader_goes(
    open_page: Callable[..., Page], site: str, known: Site, language: Words
) -> None:
    page = open_page(f"{site}{page_of('crosswalk', language)}", DESK if language is ENGLISH else PHONE)
    hallmarks = list_of(page, HALLMARK, language)
    tab_to(hallmarks)
    assert focused(page)["trouble"] == []
    page.keyboard.press("ArrowDown")
    chosen = known.filtering.through[0]
    comes_to(page, asked, {"through": chosen})
    assert has_focus(hallmarks), "a choice moves nobody away from the list"
    assert_says(page, known, language.code, {"through": chosen})
    expect(result_of(page)).to_contain_text(known.short(chosen, language.code).text)

    tab_to(list_of(page, PHASE, language))
    page.keyboard.type(known.model.types["case-study"].fields["phase"].choices["primary"][language.code][:3])
    choice = {"through": chosen, "phase": "primary"}
    comes_to(page, asked, choice)
    assert_says(page, known, language.code, choice)

    page.reload()
    assert_says(page, known, language.code, choice)
    there = page.url
    (cell, *_) = (cell for cell in known.cells if any(fits(known, j.key, choice) for j in cell.joins))
    link = links_of_cells(page).nth(known.cells.index(cell))
    by_keyboard(link)
    page.wait_for_url(f"**/{cell_address(cell)}.html?**")
    comes_to(page, asked, choice)
    left = [known.title(join.key, language.code).text for join in cell.joins if fits(known, join.key, choice)]
    comes_to(page, titles, left)

    page.go_back()
    expect(page).to_have_url(there)
    assert_says(page, known, language.code, choice)
    by_keyboard(page.get_by_role("banner").get_by_role("link", name=language.other.language, exact=True))
    expect(page.locator("html")).to_have_attribute("lang", language.other.code)
    comes_to(page, asked, choice)
    assert_says(page, known, language.other.code, choice)

    tab_to(page.get_by_role("form").get_by_role("button", name=CLEAR[language.other.code]))
    page.keyboard.press("Enter")
    comes_to(page, asked, {})
    assert_says(page, known, language.other.code, {})
    expect(result_of(page)).to_have_text(EVERYTHING[language.other.code])


def titles(page: Page) -> list[str]:
    """What the page of a cell says to join it, among all that is not hidden."""
    joins = page.get_by_role("main").locator("li[data-joins]").get_by_role("heading", level=3)
    return [heading.inner_text() for heading in joins.all() if heading.is_visible()]


class TestTheCell:
    @pytest.mark.parametrize("choice", [{}, *CHOICES], ids=lambda choice: "+".join(choice.values()) or "all")
    @in_both
    def test_leaves_those_that_fit(
        self, visit: Callable[..., Page], known: Site, language: Words, choice: Choice
    ) -> None:
        page = visit(at(CELL, language, choice))
        (cell,) = (cell for cell in known.cells if cell_address(cell) == CELL)
        left = left_of(known, cell, choice)
        keys = [join.key for join in left.joins if fits(known, join.key, choice)]
        comes_to(page, lambda page: sorted(titles(page)), sorted(known.title(key, language.code).text for key in keys))
        if choice and keys:
            expect(result_of(page)).to_contain_text(Reader(known, language.code, CELL).counts(left))
        types = {key.split(":")[0] for key in keys}
        for type_ in ("hallmark", "case-study"):
            heading = page.get_by_role("heading", level=2, name=Reader(known, language.code, CELL).types(type_))
            expect(heading).to_have_count(1 if type_ in types else 0)

    def test_can_be_seen_whole_again(self, visit: Callable[..., Page]) -> None:
        page = visit(at(CELL, ENGLISH, {}))
        every = titles(page)
        page.goto(page.url.split("?")[0] + "?" + urlencode(BESPOKE, safe=":"))
        assert titles(page) != every
        by_keyboard(page.get_by_role("form").get_by_role("button", name=CLEAR["en"]))
        comes_to(page, titles, every)
        comes_to(page, asked, {})


class TestTheRowAndTheColumn:
    @in_both
    def test_are_narrowed_cell_by_cell(self, visit: Callable[..., Page], known: Site, language: Words) -> None:
        choice = {**PRIMARY, "country": "wales"}
        page = visit(at(STANDARD, language, choice))
        reader = Reader(known, language.code, STANDARD)
        for cell in known.table.cells_of("standard:ps-2017/professional-learning"):
            left = left_of(known, cell, choice)
            some = [join for join in left.joins if fits(known, join.key, choice)]
            said = f"{reader.counts(left)} {reader.text(f'state.{left.state}')}" if some else NOT_HERE[language.code]
            link = page.get_by_role("link", name=f"{reader.short(cell.column)} {said}", exact=True)
            expect(link).to_have_count(1)
            assert urlencode(choice) in link.get_attribute("href")


@pytest.mark.parametrize("code", ["de", "fr-CH"])
def test_another_site_is_filtered_by_the_same_code(
    open_page: Callable[..., Page], built_orchard: Path, code: str
) -> None:
    orchard = loaded(ORCHARD / "mkdocs.yml").site
    assert orchard is not None
    for choice in ({"ground": "slope"}, {"through": "technique:winterschnitt"}):
        page = open_page(f"{built_orchard.as_uri()}/{code}/crosswalk.html?{urlencode(choice, safe=':')}")
        assert_says(page, orchard, code, choice)


class TestForEveryReader:
    @pytest.mark.parametrize("path", [TABLE, CELL, STANDARD])
    def test_axe_finds_nothing_while_something_is_chosen(self, visit: Callable[..., Page], axe: str, path: str) -> None:
        found = in_states(visit(at(path, WELSH, {**BESPOKE, **PRIMARY})), axe, STATES["cy"])
        assert not found, "\n".join(["", *found])

    @pytest.mark.parametrize("width", [NARROWEST, PHONE])
    @pytest.mark.parametrize("path", [TABLE, CELL, STANDARD])
    @in_both
    def test_nothing_is_wider_than_a_narrow_window(
        self, visit: Callable[..., Page], language: Words, path: str, width: int
    ) -> None:
        assert visit(at(path, language, {**BESPOKE, **PRIMARY}), width).evaluate(TOO_WIDE) == []

    @in_both
    def test_all_can_be_touched_on_a_phone(self, visit: Callable[..., Page], language: Words) -> None:
        page = visit(at(TABLE, language, BESPOKE), PHONE)
        form = page.get_by_role("form")
        targets = [*form.get_by_role("combobox").all(), *form.get_by_role("button").all()]
        targets += [form.locator("summary"), *page.locator(".crosswalk .cell a, .crosswalk tbody th a").all()]
        assert [target.inner_text() for target in targets if target.evaluate(HEIGHT) < 44] == []

    def test_on_paper_the_choice_is_said_and_the_form_is_not(self, visit: Callable[..., Page]) -> None:
        page = visit(at(TABLE, ENGLISH, PRIMARY))
        page.emulate_media(media="print")
        expect(page.locator("form.filter")).to_be_hidden()
        expect(result_of(page)).to_be_visible()

    def test_no_mark_of_the_four_stands_where_nothing_is_left(self, visit: Callable[..., Page]) -> None:
        page = visit(at(TABLE, ENGLISH, {"country": "scotland"}))
        empty = links_of_cells(page).filter(has_text=NOT_HERE["en"])
        assert empty.count() > 0
        for link in empty.all():
            expect(link.locator(".state")).to_be_hidden()

    def test_pages_without_cells_do_not_carry_the_script(self, visit: Callable[..., Page]) -> None:
        for name, count in (("crosswalk", 1), ("cell", 1), ("hallmark", 0), ("home", 0)):
            page = visit(page_of(name, ENGLISH))
            expect(page.locator("script[src$='filter.js']")).to_have_count(count)
