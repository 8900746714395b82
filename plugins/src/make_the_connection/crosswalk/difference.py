"""What a change does to the crosswalk: two states of it compared as entries, links and cells, never as text.

What a change adds is what taking it back removes.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from make_the_connection.crosswalk.graph import Graph
from make_the_connection.crosswalk.links import Link, Unrelated
from make_the_connection.crosswalk.rules import Broken
from make_the_connection.crosswalk.table import Cell, State

Pair = tuple[str, str]
"""Two entries by key, the lesser first: a link is the same link whichever of its ends holds it."""


@dataclass(frozen=True)
class Snapshot:
    """One state of a crosswalk: the keys of its entries, its graph, the cells of its tables and what breaks a rule."""

    entries: tuple[str, ...]
    graph: Graph
    cells: tuple[Cell, ...]
    broken: tuple[Broken, ...]


@dataclass(frozen=True)
class FieldChange:
    """A field of a link before and after; None where it is not there.

    A part of a field is named after a dot: `why.cy`, `review.on`.
    """

    name: str
    before: str | None
    after: str | None


R = TypeVar("R", Link, Unrelated)


@dataclass(frozen=True)
class RecordChange(Generic[R]):
    """A pair of entries whose record has changed. `relation` among its fields is read from the first of the pair."""

    pair: Pair
    before: R
    after: R
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True)
class RecordChanges(Generic[R]):
    """What was recorded of pairs of entries, by pair."""

    added: tuple[R, ...]
    removed: tuple[R, ...]
    changed: tuple[RecordChange[R], ...]


@dataclass(frozen=True)
class CellChange:
    """A cell of which the state or the joins have changed; a state is None where its table lacks it.

    `joined` are the entries that join it and did not, `parted` those that did and do not, each in the cell's order.
    """

    row: str
    column: str
    before: State | None
    after: State | None
    joined: tuple[str, ...]
    parted: tuple[str, ...]

    @property
    def newly_joined(self) -> bool:
        return _is_joined(self.after) and not _is_joined(self.before)

    @property
    def newly_parted(self) -> bool:
        return _is_joined(self.before) and not _is_joined(self.after)


@dataclass(frozen=True)
class Difference:
    """Entries and broken rules in the order of their site; cells as in the tables after the change, then those gone.

    A renamed entry is given by the key it had and the one it has; elsewhere only the latter is used.
    """

    entries_added: tuple[str, ...]
    entries_removed: tuple[str, ...]
    entries_renamed: tuple[tuple[str, str], ...]
    links: RecordChanges[Link]
    unrelated: RecordChanges[Unrelated]
    cells: tuple[CellChange, ...]
    broken: tuple[Broken, ...]
    mended: tuple[Broken, ...]

    @property
    def not_reviewed(self) -> tuple[Link, ...]:
        """The new links that nobody else has looked at."""
        return tuple(link for link in self.links.added if link.reviewed is None)


def difference_of(before: Snapshot, after: Snapshot, names: Mapping[str, str]) -> Difference:
    """Compare two states of a crosswalk; `names` are the later keys of entries that have been renamed."""
    old = _renamed(before, names)
    return Difference(
        entries_added=_without(after.entries, old.entries),
        entries_removed=_without(old.entries, after.entries),
        entries_renamed=tuple((key, names[key]) for key in before.entries if key in names),
        links=_changes(old.graph.links, after.graph.links, {**old.graph.inverses, **after.graph.inverses}),
        unrelated=_changes(old.graph.unrelated, after.graph.unrelated, {}),
        cells=_cells(old.cells, after.cells),
        broken=_newly(after.broken, old.broken),
        mended=_newly(old.broken, after.broken),
    )


def pair_of(record: Link | Unrelated) -> Pair:
    """The two entries that a record is about, in order."""
    one, other = sorted(record.pair if isinstance(record, Unrelated) else (record.subject, record.object))
    return one, other


def _renamed(snapshot: Snapshot, names: Mapping[str, str]) -> Snapshot:
    """The same with the later keys of entries: a link to a renamed entry is still the same link."""

    def name(key: str) -> str:
        return names.get(key, key)

    links = (
        replace(link, subject=name(link.subject), object=name(link.object), source=link.source and name(link.source))
        for link in snapshot.graph.links
    )
    unrelated = (replace(record, pair=frozenset(map(name, record.pair))) for record in snapshot.graph.unrelated)
    cells = (
        replace(
            cell,
            row=name(cell.row),
            column=name(cell.column),
            joins=tuple(replace(join, key=name(join.key)) for join in cell.joins),
        )
        for cell in snapshot.cells
    )
    return Snapshot(
        tuple(map(name, snapshot.entries)),
        replace(snapshot.graph, links=tuple(links), unrelated=tuple(unrelated)),
        tuple(cells),
        tuple(replace(each, key=name(each.key), other=name(each.other)) for each in snapshot.broken),
    )


def _without(keys: Iterable[str], others: Iterable[str]) -> tuple[str, ...]:
    known = frozenset(others)
    return tuple(key for key in keys if key not in known)


def _changes(before: Iterable[R], after: Iterable[R], inverses: Mapping[str, str]) -> RecordChanges[R]:
    old = {pair_of(record): record for record in before}
    new = {pair_of(record): record for record in after}
    changes = [
        RecordChange(pair, old[pair], new[pair], _fields(old[pair], new[pair], inverses))
        for pair in sorted(old.keys() & new.keys())
    ]
    return RecordChanges(
        tuple(new[pair] for pair in sorted(new.keys() - old.keys())),
        tuple(old[pair] for pair in sorted(old.keys() - new.keys())),
        tuple(change for change in changes if change.fields),
    )


def _fields(before: Link | Unrelated, after: Link | Unrelated, inverses: Mapping[str, str]) -> tuple[FieldChange, ...]:
    old, new = _values(before, inverses), _values(after, inverses)
    changes = [FieldChange(name, old.get(name), new.get(name)) for name in dict.fromkeys((*old, *new))]
    return tuple(change for change in changes if change.before != change.after)


def _values(record: Link | Unrelated, inverses: Mapping[str, str]) -> dict[str, str]:
    """Every field of a record that has a value. Which end holds a link, and in which file, is none."""
    values: dict[str, str | None] = {}
    if isinstance(record, Link):
        turned = record.subject > record.object
        values["relation"] = inverses[record.relation] if turned else record.relation
        values["strength"] = record.strength
        values["basis"] = record.basis
        values["source"] = record.source
        for code, text in (record.wording or {}).items():
            values[f"wording.{code}".rstrip(".")] = text
        values["review.by"], values["review.on"] = record.reviewed or (None, None)
    for code, text in record.why.items():
        values[f"why.{code}"] = text
    values["by"], values["on"] = record.by, record.on
    return {name: value for name, value in values.items() if value is not None}


def _cells(before: Iterable[Cell], after: Iterable[Cell]) -> tuple[CellChange, ...]:
    """A cell that one of the two lacks counts only where something joins it: its row or column says the rest."""
    old = {(cell.row, cell.column): cell for cell in before}
    new = {(cell.row, cell.column): cell for cell in after}
    changes = []
    for row, column in dict.fromkeys((*new, *old)):
        was, now = old.get((row, column)), new.get((row, column))
        had = tuple(join.key for join in was.joins) if was else ()
        has = tuple(join.key for join in now.joins) if now else ()
        joined, parted = _without(has, had), _without(had, has)
        if joined or parted or (was and now and was.state is not now.state):
            states = (was.state if was else None, now.state if now else None)
            changes.append(CellChange(row, column, *states, joined, parted))
    return tuple(changes)


def _newly(broken: Iterable[Broken], others: Iterable[Broken]) -> tuple[Broken, ...]:
    known = frozenset(_what(each) for each in others)
    return tuple(each for each in broken if _what(each) not in known)


def _what(broken: Broken) -> tuple[str, frozenset[str], str]:
    """What breaks which rule: whichever end holds the link, and however many are missing."""
    return broken.rule, frozenset((broken.key, broken.other)), broken.choice


def _is_joined(state: State | None) -> bool:
    return state in (State.PUBLISHED, State.EDITORIAL)
