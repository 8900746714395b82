"""The crosswalk's table: what joins each row with each column.

A cell is never asserted. It is worked out from the entries that are linked with both its row and its column, and
shows them.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from make_the_connection.crosswalk.graph import Graph
from make_the_connection.crosswalk.links import Link


class State(StrEnum):
    """What is known of a cell."""

    PUBLISHED = "published"
    EDITORIAL = "editorial"
    NONE = "none"
    NOT_LOOKED_AT = "not-looked-at"


@dataclass(frozen=True)
class Join:
    """An entry that is linked with both the row and the column, and the two links."""

    key: str
    row: Link
    column: Link

    @property
    def published(self) -> bool:
        return self.row.published and self.column.published


@dataclass(frozen=True)
class Cell:
    """One row and one column, and the entries that join them: published joins first, then by id."""

    row: str
    column: str
    state: State
    joins: tuple[Join, ...]

    def of_type(self, type_: str) -> tuple[Join, ...]:
        return tuple(join for join in self.joins if join.key.startswith(f"{type_}:"))


@dataclass(frozen=True)
class Table:
    """Rows and columns, each of one edition where they belong to a framework, in its order; a cell for each pair."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: Mapping[tuple[str, str], Cell]

    def cells_of(self, key: str) -> tuple[Cell, ...]:
        """The cells of one row or one column, in order."""
        return tuple(cell for pair, cell in self.cells.items() if key in pair)


def crosswalk_table(graph: Graph, rows: Sequence[str], columns: Sequence[str], through: Collection[str] = ()) -> Table:
    """Work out every cell from the links of a graph. Where `through` names types, only their entries join any."""
    candidates = graph.linked_with({key.split(":")[0] for key in (*rows, *columns)})
    candidates = tuple(key for key in candidates if not through or key.split(":")[0] in through)
    links = {key: {c.other: c.link for c in graph.connections(key)} for key in candidates}
    cells = {}
    for row in rows:
        for column in columns:
            joins = [
                Join(key, linked[row], linked[column])
                for key, linked in links.items()
                if row in linked and column in linked
            ]
            joins.sort(key=lambda join: (not join.published, join.key))
            cells[row, column] = Cell(row, column, _state(joins, graph, candidates, row, column), tuple(joins))
    return Table(tuple(rows), tuple(columns), cells)


def _state(joins: Sequence[Join], graph: Graph, candidates: Sequence[str], row: str, column: str) -> State:
    if joins:
        return State.PUBLISHED if any(join.published for join in joins) else State.EDITORIAL
    pairs = graph.unrelated_pairs
    ruled_out = all(frozenset((key, row)) in pairs or frozenset((key, column)) in pairs for key in candidates)
    return State.NONE if candidates and ruled_out else State.NOT_LOOKED_AT
