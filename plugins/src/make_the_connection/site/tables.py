"""Tables of parts, as the pages of entries declare them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from make_the_connection.content.model import Model, TableDeclaration
from make_the_connection.content.reading import Entry
from make_the_connection.site.site import Site


@dataclass(frozen=True)
class PartsRow:
    """A row, and for each column what stands in its cell: entries that name the row, in the order of their type."""

    entry: Entry
    cells: Mapping[str, tuple[Entry, ...]]

    @property
    def points(self) -> tuple[Entry, ...]:
        return tuple(entry for cell in self.cells.values() for entry in cell)


@dataclass(frozen=True)
class PartsGroup:
    """Rows with the same `value` in the field that groups them; None where that is not stated, or nothing does."""

    value: Any
    rows: tuple[PartsRow, ...]


@dataclass(frozen=True)
class PartsTable:
    """The table of the entry `owner`; a group stands where the first of its rows does."""

    owner: Entry
    declared: TableDeclaration
    columns: tuple[str, ...]
    groups: tuple[PartsGroup, ...]

    @property
    def rows(self) -> tuple[PartsRow, ...]:
        return tuple(row for group in self.groups for row in group.rows)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Each entry of the table once, as it is read, after the one that owns it."""
        read = [self.owner, *(entry for row in self.rows for entry in (row.entry, *row.points))]
        return tuple({entry.key: entry for entry in read}.values())


def declared_tables(model: Model) -> Iterator[tuple[str, TableDeclaration]]:
    """Every table that a type declares for the pages of its entries, with that type."""
    for type_, declared in model.types.items():
        yield from ((type_, block.table) for block in declared.page if block.table)


def parts_table(site: Site, owner: Entry, declared: TableDeclaration, language: str | None = None) -> PartsTable:
    """The table of an entry; for readers of a language in the order in which they expect what is ordered by title."""
    columns = tuple(site.model.types[declared.cells].fields[declared.columns].choices)
    groups: dict[Any, list[PartsRow]] = defaultdict(list)
    for entry in site.parts(owner.key, declared.rows, language):
        points = site.parts(entry.key, declared.cells, language)
        cells = {
            column: tuple(point for point in points if getattr(point.facts, declared.columns) == column)
            for column in columns
        }
        groups[getattr(entry.facts, declared.groups) if declared.groups else None].append(PartsRow(entry, cells))
    return PartsTable(owner, declared, columns, tuple(PartsGroup(value, tuple(rows)) for value, rows in groups.items()))
