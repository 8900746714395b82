"""What the crosswalk still lacks, for the page that shows it and the command that prints it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from markupsafe import Markup

from make_the_connection.content.model import Model
from make_the_connection.content.rule import EntryRule
from make_the_connection.crosswalk import Broken, Cell, Side, State, TableCoverage
from make_the_connection.render.environment import rendered
from make_the_connection.render.reader import Reader

_MOST = 48
"""How many things a list on the page shows; the others are counted."""


@dataclass(frozen=True)
class Item:
    """An entry, the two ends of a link, or a cell; and what is to be said of it."""

    keys: tuple[str, ...]
    detail: str = ""
    cell: Cell | None = None


@dataclass(frozen=True)
class Gap:
    """Something that is asked for, how far it is there, and where it is not."""

    label: str
    status: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Group:
    """Gaps under one title: those of a table, with the number of its cells in each state, or of the whole site."""

    gaps: tuple[Gap, ...]
    title: str = ""
    states: Mapping[State, int] = field(default_factory=dict)


def coverage(reader: Reader, part: str) -> Markup:
    """A part of the coverage page: one of `LISTS`, or `links`."""
    if part == "links":
        links = reader.site.coverage.links
        return rendered("coverage_links.html", reader=reader, links=links, sorts=SORTS, side_name=side_name)
    return rendered("coverage.html", reader=reader, groups=tuple(LISTS[part](reader)), most=_MOST)


def side_name(side: Side | None, reader: Reader) -> str:
    """The name of the entries of a side, with their edition, inside a sentence; of all links where there is none."""
    if side is None:
        return reader.language.text("coverage.links.all")
    name = reader.types_within(side.type)
    return f"{name} ({reader.site.model.frameworks[side.edition].edition})" if side.edition else name


def _rules(reader: Reader) -> Iterator[Group]:
    """Each rule of the site, and what does not keep it."""
    model, broken = reader.site.model, reader.site.broken
    gaps = []
    for name, rule in model.rules.items():
        items = tuple(_broken([each for each in broken if each.rule == name], model, reader))
        status = reader.language.text("coverage.broken", number=reader.language.number(len(items)))
        gaps.append(Gap(reader.own(rule.label), status if items else reader.language.text("coverage.kept"), items))
    yield Group(tuple(gaps))


def _broken(broken: Iterable[Broken], model: Model, reader: Reader) -> Iterator[Item]:
    for (key, other), group in groupby(broken, key=lambda each: (each.key, each.other)):
        details = []
        for each in group:
            rule = model.rules[each.rule]
            if not isinstance(rule, EntryRule):
                yield Item((key, other))
                continue
            numbers = {"has": reader.language.number(each.has), "asked": reader.language.number(each.asked)}
            has = reader.language.text("coverage.has", **numbers)
            declared = model.types[other].fields[rule.in_each] if rule.in_each else None
            details.append(f"{reader.own(declared.choices[each.choice])} ({has})" if declared else has)
        if details:
            yield Item((key,), reader.listed(details))


def _cells(reader: Reader) -> Iterator[Group]:
    """For each table the cells by state, and those that nothing joins."""
    for table in reader.site.coverage.tables:
        empty = tuple(
            Item((cell.row, cell.column), reader.language.text(f"state.{cell.state}"), cell=cell)
            for cell in table.empty
        )
        gap = _gap(reader.language.text("coverage.empty"), empty, reader)
        yield Group((gap,), _table_name(table, reader), table.states)


def _one_sided(reader: Reader) -> Iterator[Group]:
    """For each table of editions in force the entries that are linked with one of its sides only."""
    for table in reader.site.coverage.tables:
        rows, columns = side_name(table.rows, reader), side_name(table.columns, reader)
        gaps = (
            _gap(
                reader.language.text("coverage.one-sided", here=here, there=there),
                (Item((key,)) for key in keys),
                reader,
            )
            for here, there, keys in ((rows, columns, table.rows_only), (columns, rows, table.columns_only))
        )
        if not table.superseded:
            yield Group(tuple(gaps), _table_name(table, reader))


def _without(reader: Reader) -> Iterator[Group]:
    """The entries whose pages have a place for what others contribute, and nothing in it."""
    gaps = [
        _gap(
            reader.language.text("coverage.without", types=reader.types(type_), contributed=reader.types_within(other)),
            (Item((key,)) for key in keys),
            reader,
        )
        for type_, other, keys in ((each.type, each.contributed, each.entries) for each in reader.site.coverage.without)
    ]
    yield Group(tuple(gaps))


def _gap(label: str, items: Iterable[Item], reader: Reader) -> Gap:
    items = tuple(items)
    number = reader.language.text("coverage.number", number=reader.language.number(len(items)))
    return Gap(label, number if items else reader.language.text("coverage.none"), items)


def _table_name(table: TableCoverage, reader: Reader) -> str:
    rows, columns = side_name(table.rows, reader), side_name(table.columns, reader)
    return reader.language.text("cell.title", row=rows, column=columns)


LISTS: Mapping[str, Callable[[Reader], Iterator[Group]]] = {
    "rules": _rules,
    "cells": _cells,
    "one-sided": _one_sided,
    "without": _without,
}
"""The parts of the page and of the report that are lists, by name and in order."""

SORTS: Mapping[str, str] = {
    "links": "coverage.links",
    "published": "basis.published",
    "editorial": "basis.editorial",
    "central": "strength.central",
    "unreviewed": "coverage.unreviewed",
}
"""The sorts of links that are counted, and the key of what each is called."""
