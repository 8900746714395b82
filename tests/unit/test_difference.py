"""What a change does to the crosswalk: entries, links and cells compared, never text."""

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from make_the_connection.crosswalk import Broken, Graph, Link, State, Unrelated, crosswalk_table
from make_the_connection.crosswalk.difference import Difference, Snapshot, difference_of, pair_of
from make_the_connection.diagnostics import Location

ROWS = ("row:a", "row:b")
COLUMNS = ("column:a", "column:b")
KEYS = (*ROWS, *COLUMNS, "plant:a", "plant:b", "story:a")
PAIRS = tuple(combinations(KEYS, 2))
INVERSES = {"suits": "suited-by", "suited-by": "suits", "goes-with": "goes-with"}
HERE = Location("facts.yml")
EMPTY = Snapshot((), Graph((), (), INVERSES), (), ())
LINK = Link("plant:a", "row:a", "suits", {"en": "Because."}, "editorial", "central", HERE, by="gardener", on="2024")


def snapshot(*links: Link, unrelated: tuple[Unrelated, ...] = (), entries: tuple[str, ...] = KEYS) -> Snapshot:
    graph = Graph(links, unrelated, INVERSES)
    rows, columns = ([key for key in keys if key in entries] for keys in (ROWS, COLUMNS))
    return Snapshot(entries, graph, tuple(crosswalk_table(graph, rows, columns).cells.values()), ())


def between(before: Snapshot, after: Snapshot) -> Difference:
    return difference_of(before, after, {})


@st.composite
def links(draw: st.DrawFn, subject: str, object_: str) -> Link:
    return replace(
        LINK,
        subject=subject,
        object=object_,
        relation=draw(st.sampled_from(sorted(INVERSES))),
        why={"en": draw(st.sampled_from("ab"))},
        basis=draw(st.sampled_from(("published", "editorial"))),
        reviewed=draw(st.sampled_from((None, ("gardener", "2025")))),
    )


@st.composite
def snapshots(draw: st.DrawFn) -> Snapshot:
    """Some of the entries above, links between them and pairs found unrelated; no pair is both."""
    entries = tuple(key for key in KEYS if draw(st.integers(0, 5)))
    there = [pair for pair in PAIRS if set(pair) <= set(entries)]
    pairs = draw(st.lists(st.sampled_from(there), unique=True, max_size=14)) if there else []
    turned = [pair if draw(st.booleans()) else pair[::-1] for pair in pairs]
    cut = draw(st.integers(0, len(turned)))
    unrelated = (
        Unrelated(frozenset(pair), {"en": draw(st.sampled_from("ab"))}, "gardener", "2024") for pair in turned[cut:]
    )
    made = snapshot(*(draw(links(*pair)) for pair in turned[:cut]), unrelated=tuple(unrelated), entries=entries)
    broken = draw(st.lists(st.sampled_from(entries), unique=True)) if entries else []
    return replace(made, broken=tuple(Broken("rule", key, "plant", "", 0, 1, HERE) for key in broken))


@pytest.mark.slow
class TestAnyDifference:
    @given(snapshots())
    def test_of_a_state_with_itself_is_empty(self, state: Snapshot) -> None:
        assert between(state, state) == between(EMPTY, EMPTY)

    @given(snapshots(), snapshots())
    def test_adds_one_way_what_it_removes_the_other_way(self, one: Snapshot, other: Snapshot) -> None:
        there, back = between(one, other), between(other, one)
        assert (there.entries_added, there.entries_removed) == (back.entries_removed, back.entries_added)
        for changes, undone in ((there.links, back.links), (there.unrelated, back.unrelated)):
            assert (changes.added, changes.removed) == (undone.removed, undone.added)
            for change, taken_back in zip(changes.changed, undone.changed, strict=True):
                assert (change.before, change.after) == (taken_back.after, taken_back.before)
                fields = {(each.name, each.before, each.after) for each in change.fields}
                assert fields == {(each.name, each.after, each.before) for each in taken_back.fields}
        cells = {(c.row, c.column, c.before, c.after, frozenset(c.joined), frozenset(c.parted)) for c in there.cells}
        assert cells == {
            (c.row, c.column, c.after, c.before, frozenset(c.parted), frozenset(c.joined)) for c in back.cells
        }
        assert (there.broken, there.mended) == (back.mended, back.broken)

    @given(snapshots(), snapshots())
    def test_added_to_the_first_and_taken_from_it_gives_the_second(self, one: Snapshot, other: Snapshot) -> None:
        found = between(one, other)
        links = {pair_of(link): link for link in one.graph.links}
        for link in found.links.removed:
            del links[pair_of(link)]
        links |= {pair_of(link): link for link in found.links.added}
        links |= {change.pair: change.after for change in found.links.changed}
        same = {pair_of(link): link for link in other.graph.links}
        assert links.keys() == same.keys()
        states = {(cell.row, cell.column): cell.state for cell in other.cells}
        for cell in found.cells:
            assert cell.after == states.get((cell.row, cell.column))

    @given(snapshots(), snapshots(), st.data())
    def test_is_the_same_whatever_the_order_of_links(self, one: Snapshot, other: Snapshot, data: st.DataObject) -> None:
        shuffled = replace(other.graph, links=tuple(data.draw(st.permutations(other.graph.links))))
        assert between(one, replace(other, graph=shuffled)) == between(one, other)


class TestALink:
    def test_is_the_same_link_whichever_end_holds_it(self) -> None:
        turned = replace(LINK, subject="row:a", object="plant:a", relation="suited-by", location=Location("row.yml"))
        assert between(snapshot(LINK), snapshot(turned)) == between(EMPTY, EMPTY)

    @pytest.mark.parametrize(
        ("changed", "expected"),
        [
            ({"relation": "goes-with"}, [("relation", "suits", "goes-with")]),
            ({"why": {"en": "Because.", "cy": "Am hynny."}}, [("why.cy", None, "Am hynny.")]),
            ({"strength": "supporting"}, [("strength", "central", "supporting")]),
            ({"reviewed": ("gardener", "2025")}, [("review.by", None, "gardener"), ("review.on", None, "2025")]),
            (
                {"basis": "published", "by": None, "on": None, "source": "source:a", "wording": {"": "As printed."}},
                [
                    ("basis", "editorial", "published"),
                    ("by", "gardener", None),
                    ("on", "2024", None),
                    ("source", None, "source:a"),
                    ("wording", None, "As printed."),
                ],
            ),
        ],
        ids=["relation", "reason in one language", "strength", "review", "basis"],
    )
    def test_that_has_changed_says_in_which_fields(self, changed: dict[str, object], expected: list[object]) -> None:
        (change,) = between(snapshot(LINK), snapshot(replace(LINK, **changed))).links.changed
        assert change.pair == ("plant:a", "row:a")
        assert [(field.name, field.before, field.after) for field in change.fields] == expected

    def test_of_which_only_the_relation_reads_another_way_has_changed_in_that_alone(self) -> None:
        turned = replace(LINK, subject="row:a", object="plant:a", relation="suits")
        (change,) = between(snapshot(LINK), snapshot(turned)).links.changed
        assert [(field.name, field.before, field.after) for field in change.fields] == [
            ("relation", "suits", "suited-by")
        ]

    def test_that_is_new_and_not_reviewed_is_listed_as_such(self) -> None:
        reviewed = replace(LINK, object="row:b", reviewed=("gardener", "2025"))
        old = replace(LINK, object="column:a")
        found = between(snapshot(old), snapshot(old, LINK, reviewed))
        assert found.not_reviewed == (LINK,)


class TestACell:
    ROW, COLUMN = LINK, replace(LINK, object="column:a")

    def test_is_newly_joined_by_its_first_join(self) -> None:
        (cell,) = between(snapshot(self.ROW), snapshot(self.ROW, self.COLUMN)).cells
        assert (cell.row, cell.column) == ("row:a", "column:a")
        assert (cell.before, cell.after) == (State.NOT_LOOKED_AT, State.EDITORIAL)
        assert (cell.joined, cell.parted) == (("plant:a",), ())
        assert (cell.newly_joined, cell.newly_parted) == (True, False)

    def test_is_no_longer_joined_without_its_last(self) -> None:
        (cell,) = between(snapshot(self.ROW, self.COLUMN), snapshot(self.ROW)).cells
        assert (cell.joined, cell.parted) == ((), ("plant:a",))
        assert (cell.newly_joined, cell.newly_parted) == (False, True)

    def test_may_be_joined_by_another_and_stay_joined(self) -> None:
        other = (replace(self.ROW, subject="plant:b"), replace(self.COLUMN, subject="plant:b"))
        (cell,) = between(snapshot(self.ROW, self.COLUMN), snapshot(*other)).cells
        assert (cell.before, cell.after) == (State.EDITORIAL, State.EDITORIAL)
        assert (cell.joined, cell.parted) == (("plant:b",), ("plant:a",))
        assert not cell.newly_joined
        assert not cell.newly_parted

    def test_may_have_been_looked_at(self) -> None:
        before = snapshot(replace(LINK, object="row:b"), self.COLUMN)
        looked = snapshot(
            *before.graph.links, unrelated=(Unrelated(frozenset(("plant:a", "row:a")), {"en": "No."}, "x", "2024"),)
        )
        cells = between(before, looked).cells
        assert [(cell.row, cell.column) for cell in cells] == [("row:a", "column:a"), ("row:a", "column:b")]
        assert {(cell.before, cell.after) for cell in cells} == {(State.NOT_LOOKED_AT, State.NONE)}

    def test_that_is_new_and_empty_says_nothing_that_its_row_does_not(self) -> None:
        fewer = tuple(key for key in KEYS if key != "row:b")
        found = between(snapshot(entries=fewer), snapshot())
        assert found.entries_added == ("row:b",)
        assert found.cells == ()

    def test_that_is_gone_was_joined_and_is_in_no_table(self) -> None:
        fewer = tuple(key for key in KEYS if key != "row:a")
        (cell,) = between(snapshot(self.ROW, self.COLUMN), snapshot(self.COLUMN, entries=fewer)).cells
        assert (cell.before, cell.after, cell.parted) == (State.EDITORIAL, None, ("plant:a",))


class TestARule:
    BROKEN = Broken("rule", "row:a", "plant", "", 0, 2, HERE)

    def test_is_newly_broken_where_it_was_kept(self) -> None:
        found = between(snapshot(), replace(snapshot(), broken=(self.BROKEN,)))
        assert (found.broken, found.mended) == ((self.BROKEN,), ())

    def test_broken_as_before_is_no_difference_whatever_the_number_and_the_line(self) -> None:
        other = replace(self.BROKEN, has=1, location=Location("facts.yml", 9))
        found = between(replace(snapshot(), broken=(self.BROKEN,)), replace(snapshot(), broken=(other,)))
        assert (found.broken, found.mended) == ((), ())

    def test_of_links_stays_broken_whichever_end_holds_the_link(self) -> None:
        one, other = (
            Broken("rule", "row:a", "plant:a", "", 0, 1, HERE),
            Broken("rule", "plant:a", "row:a", "", 0, 1, HERE),
        )
        found = between(replace(snapshot(), broken=(one,)), replace(snapshot(), broken=(other,)))
        assert (found.broken, found.mended) == ((), ())


class TestARenamedEntry:
    def test_keeps_its_links_its_joins_and_what_it_breaks(self) -> None:
        def state(plant: str) -> Snapshot:
            ends = ("row:a", "column:a")
            made = snapshot(
                *(replace(LINK, subject=plant, object=end) for end in ends),
                unrelated=(Unrelated(frozenset((plant, "row:b")), {"en": "No."}, "x", "2024"),),
                entries=(*ROWS, *COLUMNS, plant),
            )
            return replace(made, broken=(Broken("rule", plant, "story", "", 0, 1, HERE),))

        found = difference_of(state("plant:a"), state("plant:z"), {"plant:a": "plant:z"})
        assert found.entries_renamed == (("plant:a", "plant:z"),)
        assert replace(found, entries_renamed=()) == between(EMPTY, EMPTY)

    def test_keeps_what_leads_to_it_its_row_and_what_it_is_the_source_of(self) -> None:
        def state(row: str, column: str, source: str) -> Snapshot:
            links = [replace(LINK, object=end, basis="published", source=source) for end in (row, column)]
            table = crosswalk_table(Graph(tuple(links), (), INVERSES), [row], [column])
            made = snapshot(*links, entries=("plant:a", row, column, source))
            broken = (Broken("rule", "plant:a", row, "", 0, 1, HERE),)
            return replace(made, cells=tuple(table.cells.values()), broken=broken)

        names = {"row:a": "row:z", "column:a": "column:z", "source:a": "source:z"}
        found = difference_of(state(*names), state(*names.values()), names)
        assert found.entries_renamed == tuple(names.items())
        assert replace(found, entries_renamed=()) == between(EMPTY, EMPTY)
