"""Tables of parts: the rows of an entry, what stands in their cells, and the form that narrows them.

A table stays a table where it is shown as cards: its elements say by their roles what they are.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup, escape

from make_the_connection.content.model import TableDeclaration
from make_the_connection.content.reading import Entry
from make_the_connection.content.words import version_for
from make_the_connection.render.cards import Card, card_of
from make_the_connection.render.environment import rendered
from make_the_connection.render.facets import Facet, Values, facet, facet_form
from make_the_connection.render.reader import Reader, part_anchor, slug
from make_the_connection.site import PartsRow, PartsTable, Phrase, declared_tables, parts_table

_LIST = "tables--all"
_OWNER = "owner"
_SENTENCES = (("table", "linked"), ("list", "separator"))


@dataclass(frozen=True)
class Shown:
    """An entry in a table: its place there, and what it is linked with of what the table can be narrowed by."""

    card: Card
    anchor: str
    linked: Values
    status: str
    note: Phrase


@dataclass(frozen=True)
class Row:
    """A row with the points of each column. What one of its points is linked with, it is found by."""

    head: Shown
    cells: tuple[tuple[Markup, tuple[Shown, ...]], ...]
    values: Values


@dataclass(frozen=True)
class Table:
    """A table as it is shown. `heading` is the id of what names its entry above it, empty on that entry's own page.

    `status` says what the titles of all that stands in it rest on; empty where they differ or nobody would ask. `notes`
    are what is noted of all titles of a type alike, with that type. Neither is said of each entry again.
    """

    of: PartsTable
    heading: str
    caption: str
    columns: tuple[Markup, ...]
    groups: tuple[tuple[str, tuple[Row, ...]], ...]
    status: str
    notes: Mapping[str, Phrase]


def table_of(entry: Entry, declared: TableDeclaration, reader: Reader) -> Markup:
    """The table on the page of an entry; empty where the entry has no rows."""
    shown = parts_table(reader.site, entry, declared, reader.code)
    return _tables([_Setter(reader, shown).table("")], reader) if shown.rows else Markup("")


def table(reader: Reader, type_: str) -> Markup:
    """The tables of all entries of a type, each under its entry's title."""
    site = reader.site
    declared = next((table for owner, table in declared_tables(site.model) if owner == type_), None)
    owners = site.in_reading_order(type_, reader.code) if declared else ()
    found = [parts_table(site, owner, declared, reader.code) for owner in owners if declared]
    shown = [_Setter(reader, each).table(f"{slug(each.owner.key)}--table") for each in found if each.rows]
    return _tables(shown, reader) if shown else Markup("<p>{}</p>").format(reader.text("stated.none"))


def _tables(tables: Sequence[Table], reader: Reader) -> Markup:
    rows = [row for table in tables for _, rows in table.groups for row in rows]
    facets = tuple(_facets([row.values for row in rows], [table.of.owner for table in tables], reader))
    alone = not reader.beside
    return rendered(
        "tables.html",
        reader=reader,
        tables=tables,
        list=_LIST if alone and facets else "",
        form=facet_form(reader, _LIST, facets, len(rows), "table.shown") if alone else Markup(""),
        words={name: reader.language.catalogue.sentences[f"{of}.{name}"] for of, name in _SENTENCES},
        files={each.of.declared.file: reader.file(f"../data/{each.of.declared.file}.csv") for each in tables},
    )


def _facets(rows: Collection[Values], owners: Sequence[Entry], reader: Reader) -> Iterator[Facet]:
    site = reader.site
    titles = {owner.key.partition(":")[2]: site.short(owner.key, reader.code) for owner in owners}
    yield from facet(_OWNER, reader.type(owners[0].type), titles, rows)
    for type_ in _crosswalked(reader):
        entries = site.in_reading_order(type_, reader.code)
        labels = {entry.id: _labelled(entry, reader) for entry in entries}
        yield from facet(f"by-{type_}", reader.type(type_), labels, rows)


def _labelled(entry: Entry, reader: Reader) -> Phrase:
    """The short title of an entry, with its edition where there are several."""
    short = reader.site.short(entry.key, reader.code)
    return Phrase(f"{short.text}{reader.edition(entry.key).striptags()}", short.lang)


def _crosswalked(reader: Reader) -> Collection[str]:
    crosswalk = reader.site.model.crosswalk
    return dict.fromkeys((crosswalk.rows, crosswalk.columns))


@dataclass(frozen=True)
class _Setter:
    """Sets out one table for a reader."""

    reader: Reader
    table_: PartsTable

    def table(self, heading: str) -> Table:
        reader, declared = self.reader, self.table_.declared
        choices = reader.site.model.types[declared.cells].fields[declared.columns].choices
        labels = {column: reader.own(choices[column]) for column in self.table_.columns}
        columns = {column: escape(label[:1].upper() + label[1:]) for column, label in labels.items()}
        groups = tuple(
            (self._group(group.value), tuple(self._row(row, columns) for row in group.rows))
            for group in self.table_.groups
        )
        caption = reader.language.text(
            "table.caption",
            owner=reader.site.title(self.table_.owner.key, reader.code).text,
            rows=reader.types_within(declared.rows),
        )
        id_ = reader.anchor(heading) if heading else ""
        return Table(self.table_, id_, caption, tuple(columns.values()), groups, self._alike, self._notes)

    @cached_property
    def _alike(self) -> str:
        statuses = {self._status(entry) for entry in self.table_.entries[1:]}
        return statuses.pop() if len(statuses) == 1 else ""

    @cached_property
    def _notes(self) -> Mapping[str, Phrase]:
        found: dict[str, set[Phrase]] = {}
        for entry in self.table_.entries[1:]:
            found.setdefault(entry.type, set()).add(self._note(entry))
        return {
            type_: next(iter(notes)) for type_, notes in found.items() if len(notes) == 1 and next(iter(notes)).text
        }

    def _group(self, value: object) -> str:
        reader, declared = self.reader, self.table_.declared
        if value is None or declared.groups is None:
            return ""
        field = reader.site.model.types[declared.rows].fields[declared.groups]
        if field.kind == "choice":
            label = reader.own(field.choices[str(value)])
            return label[:1].upper() + label[1:]
        return reader.language.text("table.group", label=reader.own(field.label), value=value)

    def _row(self, row: PartsRow, columns: Mapping[str, Markup]) -> Row:
        declared = self.table_.declared
        head = self._shown(row.entry, None)
        cells = tuple(
            (label, tuple(self._shown(point, declared.columns) for point in row.cells[column]))
            for column, label in columns.items()
        )
        linked = [head.linked, *(point.linked for _, points in cells for point in points)]
        values = {name: tuple(dict.fromkeys(value for each in linked for value in each[name])) for name in head.linked}
        return Row(head, cells, {_OWNER: (self.table_.owner.id,), **values})

    def _shown(self, entry: Entry, said: str | None) -> Shown:
        reader = self.reader
        connections = reader.site.graph.connections
        linked = {
            f"by-{type_}": tuple(dict.fromkeys(each.other.partition(":")[2] for each in connections(entry.key, type_)))
            for type_ in _crosswalked(reader)
        }
        status = "" if self._alike else self._status(entry)
        note = Phrase("") if entry.type in self._notes else self._note(entry)
        return Shown(card_of(entry, reader, said), reader.anchor(part_anchor(entry.key)), linked, status, note)

    def _note(self, entry: Entry) -> Phrase:
        words = version_for(entry.words, self.reader.code)
        note = words.front.title_note if words else None
        return Phrase(note or "", words.language if words and note and words.language != self.reader.code else "")

    def _status(self, entry: Entry) -> str:
        """What the title of an entry rests on, where the table is of a framework, which may be published."""
        types, declared = self.reader.site.model.types, self.table_.declared
        words = version_for(entry.words, self.reader.code)
        asked = types[declared.rows].framework or types[declared.cells].framework
        return words.front.title_status if asked and words else ""
