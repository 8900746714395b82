"""The filter of the crosswalk: counts that say exactly what the graph says, whatever is chosen."""

import html
import json
import re
from collections import Counter
from itertools import product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from relinking import read

from make_the_connection.crosswalk import Cell, Filtering, Graph, Link, crosswalk_table, filtering_of
from make_the_connection.diagnostics import Location
from make_the_connection.languages import Language
from make_the_connection.render import LISTINGS, Reader, cell_page, entry_page
from make_the_connection.render.filters import Filter
from make_the_connection.site import Site

ROWS, COLUMNS = ("row:a", "row:b"), ("column:a", "column:b")
PLANTS, STORIES = ("plant:a", "plant:b"), ("story:a", "story:b", "story:c")
SETTING = {"phase": ("young", "old"), "place": ("hill", "dale")}
PAIRS = (*product((*PLANTS, *STORIES), (*ROWS, *COLUMNS)), *product(STORIES, PLANTS))

settings_of_stories = st.fixed_dictionaries(
    {
        key: st.fixed_dictionaries({field: st.sampled_from(("", *values)) for field, values in SETTING.items()})
        for key in STORIES
    }
)
choices = st.tuples(
    st.sampled_from(("", *PLANTS)), *(st.sampled_from(("", *values)) for values in SETTING.values())
).filter(any)


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    """Plants and stories linked with rows and columns, and stories with plants."""
    links = (
        _link(*pair, draw(st.booleans())) for pair in draw(st.lists(st.sampled_from(PAIRS), unique=True, min_size=12))
    )
    return Graph(tuple(links), (), {"suits": "suits"})


def _link(one: str, other: str, published: bool) -> Link:
    basis = "published" if published else "editorial"
    return Link(one, other, "suits", {"en": "Because."}, basis, "supporting", Location("facts.yml"))


def cells_of(graph: Graph) -> tuple[Cell, ...]:
    return tuple(crosswalk_table(graph, ROWS, COLUMNS).cells.values())


def filtering(graph: Graph, stated: dict[str, dict[str, str]]) -> Filtering:
    return filtering_of(cells_of(graph), graph, PLANTS, SETTING, stated)


def fitting(cell: Cell, graph: Graph, stated: dict[str, dict[str, str]], choice: tuple[str, ...]) -> list[str]:
    """What is left of a cell, join by join, without any count."""
    through, *values = choice
    return [
        join.key
        for join in cell.joins
        if (not through or join.key == through or (join.key in STORIES and _linked(graph, join.key, through)))
        and all(
            not value or stated.get(join.key, {}).get(field) == value
            for field, value in zip(SETTING, values, strict=True)
        )
    ]


def _linked(graph: Graph, one: str, other: str) -> bool:
    return any({link.subject, link.object} == {one, other} for link in graph.links)


class TestTheCounts:
    @given(graphs(), settings_of_stories, choices)
    def test_say_what_is_left_of_every_cell(
        self, graph: Graph, stated: dict[str, dict[str, str]], choice: tuple[str, ...]
    ) -> None:
        made = filtering(graph, stated)
        through, *values = choice
        assume(not through or through in made.through)
        wanted = {field: value for field, value in zip(SETTING, values, strict=True) if value}
        for cell in cells_of(graph):
            shares = [
                share
                for share in made.shares(cell.joins)
                if share.through == through
                and all(
                    field in made.setting and share.setting[list(made.setting).index(field)] == value
                    for field, value in wanted.items()
                )
            ]
            left = fitting(cell, graph, stated, choice)
            counted: Counter[str] = Counter()
            for share in shares:
                counted[share.type] += share.number
            assert counted == Counter(key.split(":")[0] for key in left)
            published = any(join.published for join in cell.joins if join.key in left)
            assert published == any(share.published for share in shares)

    @given(graphs(), settings_of_stories)
    def test_offer_what_leaves_something_and_nothing_else(
        self, graph: Graph, stated: dict[str, dict[str, str]]
    ) -> None:
        made = filtering(graph, stated)
        cells = cells_of(graph)
        a_plant_joins = any(join.key in PLANTS for cell in cells for join in cell.joins)
        for key in PLANTS:
            some = any(fitting(cell, graph, stated, (key, "", "")) for cell in cells)
            assert (key in made.through) == (some and a_plant_joins)
        for number, (field, values) in enumerate(SETTING.items()):
            for value in values:
                choice = ["", "", ""]
                choice[1 + number] = value
                some = any(fitting(cell, graph, stated, tuple(choice)) for cell in cells)
                assert (value in made.setting.get(field, ())) == some

    @given(graphs(), settings_of_stories)
    def test_are_sorted_and_never_count_one_thing_twice(self, graph: Graph, stated: dict[str, dict[str, str]]) -> None:
        made = filtering(graph, stated)
        for cell in cells_of(graph):
            shares = made.shares(cell.joins)
            assert list(shares) == sorted(shares)
            assert sum(share.number for share in shares if not share.through) == len(cell.joins)

    @given(graphs(), settings_of_stories)
    def test_know_the_most_of_each_type_that_join_one_cell(
        self, graph: Graph, stated: dict[str, dict[str, str]]
    ) -> None:
        numbers = [Counter(join.key.split(":")[0] for join in cell.joins) for cell in cells_of(graph)]
        types = {type_ for number in numbers for type_ in number}
        assert filtering(graph, stated).most == {type_: max(number[type_] for number in numbers) for type_ in types}

    def test_offer_an_entry_that_joins_nothing_only_where_one_of_its_type_does(self) -> None:
        told = tuple(_link("story:a", other, False) for other in ("plant:b", "row:a", "column:a"))
        joined = tuple(_link("plant:a", other, False) for other in ("row:a", "column:a"))
        assert filtering(Graph(told, (), {"suits": "suits"}), {}).through == ()
        assert filtering(Graph((*told, *joined), (), {"suits": "suits"}), {}).through == PLANTS

    def test_say_nothing_of_a_setting_that_is_not_stated(self) -> None:
        links = tuple(_link(story, end, False) for story in STORIES[:2] for end in ("row:a", "column:a"))
        made = filtering(Graph(links, (), {"suits": "suits"}), {"story:a": {"phase": "old"}})
        assert made.stated == {"story:a": ("old",), "story:b": ("",)}
        assert (made.through, made.setting) == ((), {"phase": ("old",)})
        assert made, "there is a setting to choose by, if no entry"

    def test_do_not_grow_with_the_entries_that_they_count(self, garden: Site) -> None:
        (cell, *_) = (cell for cell in garden.cells if cell.joins)
        many = cell.joins * 1000
        few, more = garden.filtering.shares(cell.joins), garden.filtering.shares(many)
        assert len(more) == len(few)
        assert [share.number for share in more] == [share.number * 1000 for share in few]


class TestASite:
    def test_without_a_setting_and_with_nothing_but_contributions_has_no_filter(self, garden: Site) -> None:
        assert not garden.filtering
        reader = Reader(garden, "en", "crosswalk")
        assert Filter(reader).form() == ""
        assert Filter(reader).data(garden.cells[0].joins) == ""
        assert "filter" not in LISTINGS["crosswalk"](reader)

    def test_is_filtered_to_what_it_declares(self, orchard: Site) -> None:
        assert orchard.filtering.through == ("technique:winterschnitt",)
        assert orchard.filtering.setting == {"ground": ("slope",)}


@pytest.fixture
def orchard() -> Site:
    return read("orchard")


@pytest.fixture(params=["de", "fr-CH"])
def reader(request: pytest.FixtureRequest, orchard: Site) -> Reader:
    return Reader(orchard, request.param, "crosswalk")


def words_of(page: str) -> dict[str, object]:
    (found,) = re.findall(r"data-words='([^']*)'", page)
    return json.loads(html.unescape(found))


class TestTheForm:
    def test_names_each_choice_in_the_words_of_the_reader(self, reader: Reader) -> None:
        form = Filter(reader).form()
        assert re.findall(r'<option value="([^"]+)" data-number="(\d+)">([^<]+)<', form) == [
            ("technique:winterschnitt", "1", str(reader.short("technique:winterschnitt"))),
            ("slope", "1", {"de": "Hang", "fr-CH": "pente"}[reader.code]),
        ]
        assert re.findall(r'<select name="([^"]+)"', form) == ["through", "ground"]

    def test_waits_for_the_script(self, reader: Reader) -> None:
        (tag,) = re.findall(r"<form[^>]*>", Filter(reader).form())
        assert tag.endswith(" hidden>")

    def test_stands_on_the_table_on_each_of_its_ends_and_on_what_is_joined(self, orchard: Site) -> None:
        (joined, *_) = (cell for cell in orchard.cells if cell.joins)
        (empty, *_) = (cell for cell in orchard.cells if not cell.joins)
        pages = [
            LISTINGS["crosswalk"](Reader(orchard, "de", "crosswalk")),
            entry_page(orchard, "de", joined.row).html,
            entry_page(orchard, "de", joined.column).html,
            cell_page(orchard, "de", joined).html,
        ]
        assert [page.count('<form class="filter"') for page in pages] == [1, 1, 1, 1]
        assert '<form class="filter"' not in cell_page(orchard, "de", empty).html

    def test_of_a_cell_has_the_counts_of_that_cell(self, orchard: Site) -> None:
        (cell, *_) = (cell for cell in orchard.cells if len(cell.joins) > 1)
        page = cell_page(orchard, "de", cell).html
        counts = Filter(Reader(orchard, "de", "crosswalk")).counts
        (tag,) = re.findall(r"<form[^>]*>", page)
        assert f'data-joins="{counts(cell.joins)}"' in tag
        for join in cell.joins:
            assert f'<li class="connection" data-joins="{counts([join])}">' in page

    def test_counts_are_numbers_of_what_can_be_chosen(self, orchard: Site) -> None:
        cells = {(cell.row.rpartition("/")[2], cell.column.rpartition("/")[2]): cell for cell in orchard.cells}
        counts = Filter(Reader(orchard, "de", "crosswalk")).counts
        # One technique and one story that trains it, on a slope; what both links of the technique say is not published.
        assert counts(cells["schneiden", "bluete"].joins) == "0,0:0,1:1,1;1,1:0,1:1,1"
        assert counts(cells["schneiden", "totholz"].joins) == "0,0:0,-1:1,-1"
        assert counts(cells["schneiden", "wasser"].joins) == ""


class TestTheWords:
    @pytest.mark.slow
    @pytest.mark.parametrize("code", ["en", "cy"])
    def test_have_each_number_in_the_form_that_the_language_gives_it(self, code: str) -> None:
        site = read("this site")
        reader = Reader(site, code, "crosswalk")
        words = words_of(LISTINGS["crosswalk"](reader))
        types = Filter(reader)._types
        assert len(types) == len(words["types"])
        for type_, (usual, others) in zip(types, words["types"], strict=True):
            most = max(len(cell.of_type(type_)) for cell in site.cells)
            for number in range(1, most + 1):
                assert f"{number} {others.get(str(number), usual)}" == reader.counted(type_, number)

    def test_of_welsh_are_not_all_alike(self, welsh: Language) -> None:
        assert [welsh.plural_form(number) for number in (1, 2, 3, 6, 8)] == ["one", "two", "few", "many", "other"]

    def test_a_script_cannot_end_its_attribute(self, reader: Reader) -> None:
        (found,) = re.findall(r"data-words='([^']*)'", Filter(reader).form())
        assert not set("<>'") & set(found)
