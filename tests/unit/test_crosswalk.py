"""The crosswalk: links that read the same from either end, and a table worked out from nothing but them."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from make_the_connection.api import load
from make_the_connection.crosswalk import Cell, Graph, Link, State, Table, Unrelated, crosswalk_table
from make_the_connection.diagnostics import Location
from make_the_connection.site import Site

Plant = Callable[[Mapping[str, str | bytes | None]], Path]

GARDEN = Path(__file__).parent / "garden"
ROWS = ("row:a", "row:b", "row:c")
COLUMNS = ("column:a", "column:b")
OTHERS = ("plant:a", "plant:b", "plant:c", "story:a", "story:b")
INVERSES = {"suits": "suited-by", "suited-by": "suits", "goes-with": "goes-with"}
PAIRS = tuple(combinations((*ROWS, *COLUMNS, *OTHERS), 2))


def link(one: str, other: str, *, published: bool = False, central: bool = False, relation: str = "suits") -> Link:
    return Link(
        subject=one,
        object=other,
        relation=relation,
        why={"en": "Because."},
        basis="published" if published else "editorial",
        strength="central" if central else "supporting",
        location=Location("facts.yml"),
    )


def unrelated(one: str, other: str) -> Unrelated:
    return Unrelated(frozenset((one, other)), {"en": "No."}, "gardener", "2024")


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    """Links and pairs found unrelated between the entries above; no pair is both, and none is there twice."""
    pairs = draw(st.lists(st.sampled_from(PAIRS), unique=True, max_size=25))
    turned = [pair if draw(st.booleans()) else pair[::-1] for pair in pairs]
    cut = draw(st.integers(0, len(turned)))
    links = tuple(
        link(
            *pair,
            published=draw(st.booleans()),
            central=draw(st.booleans()),
            relation=draw(st.sampled_from(sorted(INVERSES))),
        )
        for pair in turned[:cut]
    )
    return Graph(links, tuple(unrelated(*pair) for pair in turned[cut:]), INVERSES)


def linked(graph: Graph, one: str, other: str) -> bool:
    return any({each.subject, each.object} == {one, other} for each in graph.links)


def table(graph: Graph) -> Table:
    return crosswalk_table(graph, ROWS, COLUMNS)


def cell(graph: Graph) -> Cell:
    """The one cell of a table of one row and one column."""
    return crosswalk_table(graph, ROWS[:1], COLUMNS[:1]).cells[ROWS[0], COLUMNS[0]]


class TestRelations:
    def test_the_inverse_of_an_inverse_is_the_relation_itself(self, garden: Site) -> None:
        for relation in garden.model.relations:
            assert garden.model.relations[garden.model.relations[relation].inverse].inverse == relation

    @given(graphs())
    def test_a_link_is_read_by_its_inverse_from_the_other_end(self, graph: Graph) -> None:
        for each in graph.links:
            (there,) = [c for c in graph.connections(each.subject) if c.link is each]
            (back,) = [c for c in graph.connections(each.object) if c.link is each]
            assert (there.relation, back.relation) == (each.relation, INVERSES[each.relation])

    def test_a_relation_whose_inverse_does_not_name_it_back_is_refused(self, planted: Plant) -> None:
        model = (Path(__file__).parent / "garden" / "model.yml").read_text(encoding="utf-8")
        loaded = load(planted({"model.yml": model.replace("inverse: suited-by", "inverse: suits")}))
        assert "unknown-relation" in [diagnostic.code for diagnostic in loaded.diagnostics]


class TestNeighbours:
    @given(graphs())
    def test_an_entry_sees_another_if_and_only_if_that_one_sees_it(self, graph: Graph) -> None:
        for one, other in PAIRS:
            there = [c.link for c in graph.connections(one) if c.other == other]
            back = [c.link for c in graph.connections(other) if c.other == one]
            assert there == back

    @given(graphs())
    def test_every_link_is_seen_from_both_ends_and_nothing_else_is(self, graph: Graph) -> None:
        seen = [c.link for key in (*ROWS, *COLUMNS, *OTHERS) for c in graph.connections(key)]
        assert sorted(map(id, seen)) == sorted(id(each) for each in graph.links for _ in range(2))

    @given(graphs())
    def test_published_links_come_first_then_central_ones_then_by_id(self, graph: Graph) -> None:
        for key in OTHERS:
            connections = graph.connections(key)
            order = [(not c.link.published, not c.link.central, c.other) for c in connections]
            assert order == sorted(order)

    @given(graphs())
    def test_those_of_one_type_are_a_part_of_all(self, graph: Graph) -> None:
        every = graph.connections("plant:a")
        by_type = [c for type_ in ("row", "column", "plant", "story") for c in graph.connections("plant:a", type_)]
        assert sorted(c.other for c in by_type) == sorted(c.other for c in every)

    def test_an_entry_without_links_has_none(self) -> None:
        assert Graph((), (), INVERSES).connections("plant:a") == ()


class TestPairsFoundUnrelated:
    def test_are_those_that_one_of_the_entries_belongs_to(self) -> None:
        pairs = (("plant:a", "row:a"), ("plant:a", "row:b"), ("plant:b", "row:b"))
        one, other, third = (Unrelated(frozenset(pair), {"en": "No."}, "gardener", "2024") for pair in pairs)
        graph = Graph((), (one, other, third), {})
        assert graph.unrelated_with(["row:a", "plant:b"]) == (one, third)
        assert graph.unrelated_with(["row:c"]) == ()


class TestTheTable:
    @given(graphs())
    def test_has_a_cell_for_each_row_and_column_in_order(self, graph: Graph) -> None:
        assert list(table(graph).cells) == [(row, column) for row in ROWS for column in COLUMNS]

    @given(graphs())
    def test_the_joins_of_a_cell_are_exactly_the_entries_linked_with_both(self, graph: Graph) -> None:
        for (row, column), each in table(graph).cells.items():
            others = {key for key in (*ROWS, *COLUMNS, *OTHERS) if key not in (row, column)}
            expected = {key for key in others if linked(graph, key, row) and linked(graph, key, column)}
            assert {join.key for join in each.joins} == expected
            assert len(each.joins) == len(expected)

    @given(graphs())
    def test_every_join_is_explained_by_two_links_that_exist(self, graph: Graph) -> None:
        for each in table(graph).cells.values():
            for join in each.joins:
                assert join.row in graph.links
                assert join.column in graph.links
                assert {join.row.subject, join.row.object} == {join.key, each.row}
                assert {join.column.subject, join.column.object} == {join.key, each.column}

    @given(graphs())
    def test_a_cell_is_joined_as_published_only_by_two_published_links(self, graph: Graph) -> None:
        for each in table(graph).cells.values():
            published = [join.row.published and join.column.published for join in each.joins]
            assert (each.state is State.PUBLISHED) == any(published)
            assert (each.state is State.EDITORIAL) == (bool(published) and not any(published))

    @given(graphs())
    def test_published_joins_come_first_then_by_id(self, graph: Graph) -> None:
        for each in table(graph).cells.values():
            order = [(not join.published, join.key) for join in each.joins]
            assert order == sorted(order)

    def test_published_joins_come_first_though_their_ids_are_later(self) -> None:
        ends = ("row:a", "column:a")
        links = (
            *(link("plant:a", end) for end in ends),
            *(link("plant:b", end, published=True) for end in ends),
            *(link("story:a", end, published=True) for end in ends),
        )
        assert [join.key for join in cell(Graph(links, (), INVERSES)).joins] == ["plant:b", "story:a", "plant:a"]

    @given(graphs(), st.data())
    def test_is_the_same_whatever_the_order_of_links(self, graph: Graph, data: st.DataObject) -> None:
        shuffled = replace(
            graph,
            links=tuple(data.draw(st.permutations(graph.links))),
            unrelated=tuple(data.draw(st.permutations(graph.unrelated))),
        )
        assert table(shuffled) == table(graph)
        for key in OTHERS:
            assert shuffled.connections(key) == graph.connections(key)

    @given(graphs())
    def test_of_a_row_or_a_column_gives_its_cells(self, graph: Graph) -> None:
        whole = table(graph)
        assert [each.column for each in whole.cells_of(ROWS[0])] == list(COLUMNS)
        assert [each.row for each in whole.cells_of(COLUMNS[0])] == list(ROWS)

    @given(graphs())
    def test_a_cell_divides_its_joins_by_type(self, graph: Graph) -> None:
        for each in table(graph).cells.values():
            divided = [join for type_ in ("row", "column", "plant", "story") for join in each.of_type(type_)]
            assert sorted(join.key for join in divided) == sorted(join.key for join in each.joins)


class TestStates:
    def test_joined_by_published_links(self) -> None:
        links = (link("plant:a", "row:a", published=True), link("plant:a", "column:a", published=True))
        assert cell(Graph(links, (), INVERSES)).state is State.PUBLISHED

    @pytest.mark.parametrize("published", [(True, False), (False, True), (False, False)])
    def test_joined_with_a_link_of_ours(self, published: tuple[bool, bool]) -> None:
        links = (
            link("plant:a", "row:a", published=published[0]),
            link("plant:a", "column:a", published=published[1]),
        )
        assert cell(Graph(links, (), INVERSES)).state is State.EDITORIAL

    def test_a_direction_of_a_link_makes_no_difference(self) -> None:
        links = (link("row:a", "plant:a", published=True), link("plant:a", "column:a", published=True))
        assert cell(Graph(links, (), INVERSES)).state is State.PUBLISHED

    def test_looked_at_and_nothing_found(self) -> None:
        links = (link("plant:a", "row:b"), link("plant:a", "column:a"))
        assert cell(Graph(links, (unrelated("plant:a", "row:a"),), INVERSES)).state is State.NONE

    def test_not_looked_at_while_one_that_could_join_was_not(self) -> None:
        links = (
            link("plant:a", "row:b"),
            link("plant:a", "column:a"),
            link("plant:b", "row:b"),
            link("plant:b", "column:b"),
        )
        graph = Graph(links, (unrelated("plant:a", "row:a"),), INVERSES)
        assert cell(graph).state is State.NOT_LOOKED_AT
        looked = replace(graph, unrelated=(*graph.unrelated, unrelated("column:a", "plant:b")))
        assert cell(looked).state is State.NONE

    def test_not_looked_at_where_there_is_nothing_at_all(self) -> None:
        assert cell(Graph((), (), INVERSES)).state is State.NOT_LOOKED_AT

    @given(graphs(), st.sampled_from(PAIRS))
    def test_recording_a_pair_as_unrelated_never_takes_a_join_away(self, graph: Graph, pair: tuple[str, str]) -> None:
        assume(not linked(graph, *pair))
        more = replace(graph, unrelated=(*graph.unrelated, unrelated(*pair)))
        for key, each in table(graph).cells.items():
            after = table(more).cells[key]
            assert after.joins == each.joins
            assert after.state is each.state or (each.state, after.state) == (State.NOT_LOOKED_AT, State.NONE)

    def test_of_the_garden_are_all_four(self, garden: Site) -> None:
        states = {
            (row.rpartition("/")[2], column.rpartition("/")[2]): each.state
            for (row, column), each in garden.table.cells.items()
        }
        assert states == {
            ("spring", "clay"): State.PUBLISHED,
            ("spring", "sand"): State.EDITORIAL,
            ("winter", "clay"): State.NONE,
            ("winter", "sand"): State.NOT_LOOKED_AT,
        }


class TestLinksOfEntries:
    EDITORIAL = (
        "relation: suits, why: {en: a, cy: b}, basis: editorial, by: gardener, on: 2024, "
        "strength: central, review: not-yet"
    )

    def mistakes(self, planted: Plant, changes: dict[str, str]) -> list[tuple[str, str]]:
        found = load(planted(changes)).diagnostics
        return [(str(d.location), d.code) for d in found if d.code != "missing-translation"]

    def test_an_entry_cannot_be_linked_with_itself(self, planted: Plant) -> None:
        facts = f"links:\n  - {{to: plant:swede, {self.EDITORIAL}}}\n"
        loaded = load(planted({"plants/swede/facts.yml": facts}))
        (found,) = loaded.errors
        assert (str(found.location), found.code) == ("plants/swede/facts.yml:2:10", "self-link")
        assert dict(found.parameters) == {"name": "plant:swede"}
        assert loaded.site is not None
        assert loaded.site.graph.connections("plant:swede") == ()

    def test_two_entries_are_linked_once_whichever_of_them_says_so(self, planted: Plant) -> None:
        season = f"order: 1\nlinks:\n  - {{to: plant:rose, {self.EDITORIAL}}}\n"
        (found,) = load(planted({"docs/seasons/plan-2020/spring/facts.yml": season})).errors
        assert found.code == "duplicate-link"
        assert (str(found.location), dict(found.parameters)) == (
            "docs/seasons/plan-2020/spring/facts.yml:3:10",
            {"name": "plant:rose", "place": "plants/rose/facts.yml:3:9"},
        )

    def test_a_link_to_what_is_not_there_is_reported_and_left_out(self, planted: Plant) -> None:
        facts = f"links:\n  - {{to: soil:soils-1/clya, {self.EDITORIAL}}}\n"
        loaded = load(planted({"plants/swede/facts.yml": facts}))
        (found,) = loaded.errors
        assert (found.code, dict(found.parameters)["nearest"]) == ("unknown-entry", "soil:soils-1/clay")
        assert loaded.site is not None
        assert loaded.site.graph.connections("plant:swede") == ()

    def test_a_link_keeps_what_its_author_recorded(self, garden: Site) -> None:
        spring, clay = (each for each in garden.graph.links if each.subject == "plant:rose")
        assert (spring.object, spring.central, spring.reviewed) == ("season:plan-2020/spring", True, None)
        assert (clay.source, clay.wording, clay.reviewed) == (
            "https://soil.example/roses",
            {"": "Roses like clay."},
            ("gardener", "2024-05"),
        )

    def test_a_pair_found_unrelated_keeps_who_found_it_when_and_why(self, garden: Site) -> None:
        pair = frozenset(("plant:rose", "season:plan-2020/winter"))
        (found,) = (each for each in garden.graph.unrelated if each.pair == pair)
        assert (found.why, found.by, found.on) == ({"en": "It sleeps.", "cy": "Mae’n cysgu."}, "gardener", "2024")

    def test_a_pair_is_linked_or_found_unrelated_but_not_both(self, planted: Plant) -> None:
        facts = (GARDEN / "plants/cumin/facts.yml").read_text(encoding="utf-8")
        again = "  - {{to: {}, why: {{en: No., cy: Na.}}, by: gardener, on: 2024}}\n"
        cumin, swede = facts + again.format("season:plan-2020/spring"), "unrelated:\n" + again.format("plant:swede")
        assert self.mistakes(planted, {"plants/cumin/facts.yml": cumin, "plants/swede/facts.yml": swede}) == [
            ("plants/cumin/facts.yml:24:10", "duplicate-link"),
            ("plants/swede/facts.yml:2:10", "self-link"),
        ]


def test_only_entries_of_the_types_that_it_names_join_a_table() -> None:
    graph = Graph(
        tuple(link(one, end) for one in ("plant:a", "story:a") for end in (ROWS[0], COLUMNS[0])), (), INVERSES
    )
    for through, joined in (((), {"plant:a", "story:a"}), (("story",), {"story:a"}), (("shed",), set())):
        found = crosswalk_table(graph, ROWS, COLUMNS, through).cells[ROWS[0], COLUMNS[0]]
        assert {join.key for join in found.joins} == joined
        assert found.state is (State.EDITORIAL if joined else State.NOT_LOOKED_AT)
