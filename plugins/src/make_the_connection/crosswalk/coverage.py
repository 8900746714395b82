"""How much of the crosswalk has been written down: what is linked, what has been looked over, and what is missing.

Everything here is counted from links and entries; nothing of it is a judgement of what they describe.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from make_the_connection.content.model import Model
from make_the_connection.content.reading import Entry
from make_the_connection.crosswalk.graph import Graph
from make_the_connection.crosswalk.links import Link
from make_the_connection.crosswalk.table import Cell, State, Table


@dataclass(frozen=True)
class Side:
    """Entries that belong together: those of a type, and of one edition of a framework where they have one."""

    type: str
    edition: str | None


@dataclass(frozen=True)
class TableCoverage:
    """One table: how many cells are in each state, the cells that nothing joins, and the one-sided entries.

    An entry is one-sided when it is linked with a row but with no column (`rows_only`), or the reverse; where an
    edition has been `superseded` nobody is asked for the other side. All are in order.
    """

    rows: Side
    columns: Side
    superseded: bool
    states: Mapping[State, int]
    empty: tuple[Cell, ...]
    rows_only: tuple[str, ...]
    columns_only: tuple[str, ...]


@dataclass(frozen=True)
class Without:
    """The entries of a type whose pages have a place for entries of a contributed type, and which have none."""

    type: str
    contributed: str
    entries: tuple[str, ...]


@dataclass(frozen=True)
class LinkCoverage:
    """The links of one side, or of the whole site (None): how many there are, and how many of which sort.

    A link is counted at each of its ends. `oldest` is the one that was reviewed longest ago.
    """

    side: Side | None
    links: int
    published: int
    central: int
    reviewed: int
    oldest: Link | None

    @property
    def editorial(self) -> int:
        return self.links - self.published

    @property
    def unreviewed(self) -> int:
        return self.links - self.reviewed


@dataclass(frozen=True)
class Coverage:
    """One table each for the pairs of editions; the links of the whole site first, then those of each side."""

    tables: tuple[TableCoverage, ...]
    without: tuple[Without, ...]
    links: tuple[LinkCoverage, ...]


def coverage_of(model: Model, entries: Mapping[str, Entry], graph: Graph, tables: Iterable[Table]) -> Coverage:
    """Count everything. Order is the model's, then that of keys."""
    sides: dict[Side, list[Link]] = {side: [] for side in _sides(model, entries)}
    for link in graph.links:
        for side in dict.fromkeys(_side(key, model) for key in (link.subject, link.object)):
            sides[side].append(link)
    return Coverage(
        tables=tuple(_table(table, model, entries, graph) for table in tables),
        without=tuple(_without(model, entries, graph)),
        links=(_counted(None, graph.links), *(_counted(side, links) for side, links in sides.items() if links)),
    )


def _side(key: str, model: Model) -> Side:
    type_, _, id_ = key.partition(":")
    return Side(type_, model.edition_of(id_))


def _sides(model: Model, entries: Iterable[str]) -> tuple[Side, ...]:
    """Every side that has entries, by type and edition as the model declares them."""
    types, editions = list(model.types), [None, *model.frameworks]
    found = {_side(key, model) for key in entries}
    return tuple(sorted(found, key=lambda side: (types.index(side.type), editions.index(side.edition))))


def _table(table: Table, model: Model, entries: Mapping[str, Entry], graph: Graph) -> TableCoverage:
    cells = table.cells.values()
    rows, columns = (_side(keys[0], model) for keys in (table.rows, table.columns))
    superseded = any(model.is_superseded(keys[0].partition(":")[2]) for keys in (table.rows, table.columns))
    in_rows, in_columns = frozenset(table.rows), frozenset(table.columns)
    others = {
        key: {connection.other for connection in graph.connections(key)}
        for key, entry in sorted(entries.items())
        if entry.type not in (rows.type, columns.type) and not superseded
    }
    return TableCoverage(
        rows=rows,
        columns=columns,
        superseded=superseded,
        states={state: sum(cell.state is state for cell in cells) for state in State},
        empty=tuple(cell for cell in cells if not cell.joins),
        rows_only=tuple(key for key in others if others[key] & in_rows and not others[key] & in_columns),
        columns_only=tuple(key for key in others if others[key] & in_columns and not others[key] & in_rows),
    )


def _without(model: Model, entries: Mapping[str, Entry], graph: Graph) -> Iterator[Without]:
    contributed = [type_ for type_, declared in model.types.items() if declared.contributed]
    for type_, declared in model.types.items():
        asked = [key for key, entry in entries.items() if entry.type == type_ and not model.is_superseded(entry.id)]
        shown = {name for block in declared.page for name in block.connections}
        for other in contributed:
            if other in shown:
                yield Without(type_, other, tuple(sorted(key for key in asked if not graph.connections(key, other))))


def _counted(side: Side | None, links: Sequence[Link]) -> LinkCoverage:
    reviews = sorted((link.reviewed[1], number) for number, link in enumerate(links) if link.reviewed)
    return LinkCoverage(
        side=side,
        links=len(links),
        published=sum(link.published for link in links),
        central=sum(link.central for link in links),
        reviewed=len(reviews),
        oldest=links[reviews[0][1]] if reviews else None,
    )
