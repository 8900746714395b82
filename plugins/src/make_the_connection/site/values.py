"""What stands under each name that a watched site notes, as a short text that differs where what can be read does.

Whatever a name stands for is told whole, and in an order that is the same in every process.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from make_the_connection.cache import digest
from make_the_connection.content.reading import Entry
from make_the_connection.content.resolving import GUIDE
from make_the_connection.crosswalk import Cell, Connection, Link
from make_the_connection.site.site import Site

FACTS = "facts"
"""The name of the facts of all entries: which there are, with all that they say but for their words."""

_OF_FACTS = frozenset(
    {
        *("has", "address", "links", "unrelated", "cells", "tables", "cell", "following"),
        *("contributed", "ways", "choices", "linked", "stated", "filtering"),
    }
)
"""The first words of names for which the facts tell all, with what is the same until the site is configured anew."""

_OF_ENTRY = frozenset({FACTS, "card", "text"})
"""The first words of names for which an entry tells all, whose key stands behind them."""

Tell = Callable[["Values", str], object]
"""What tells of a name, from what stands behind its first word: something whose `repr` says everything."""


class Values:
    """The values of the names that a site's reads are noted by.

    `told` holds those that are known already, and is added to; `more` tells of names that a site knows nothing of.
    """

    def __init__(self, site: Site, told: dict[str, str] | None = None) -> None:
        self.site = site
        self.more: dict[str, Callable[[str], object]] = {}
        self._told = {} if told is None else told
        self._of_more: dict[str, str] = {}
        self._links: dict[int, str] = {}

    def of(self, name: str) -> str:
        """The value of a name. Raises `LookupError` for one that nobody notes."""
        value = self.told(name)
        if value is None:
            first, _, rest = name.partition(" ")
            told = self.more[first](rest) if first in self.more else _TELL[first](self, rest)
            value = told if isinstance(told, str) else digest(repr(told))
            (self._of_more if first in self.more else self._told)[name] = value
        return value

    def told(self, name: str) -> str | None:
        """The value of a name, if it is known already."""
        value = self._told.get(name)
        return self._of_more.get(name) if value is None else value

    def foresee(self, told: Mapping[str, str], facts: str) -> None:
        """Take over what was told at another time of names that follow from facts alone, if these were the facts."""
        if facts == self.of(FACTS):
            for name, value in told.items():
                if name.partition(" ")[0] in _OF_FACTS:
                    self._told.setdefault(name, value)

    def follow(self, before: "Values") -> None:
        """Take over what was told of another reading, where facts or the entry itself are those of that one."""
        entries, others = self.site.entries, before.site.entries
        for name, value in before._told.items():
            first, _, key = name.partition(" ")
            if first in _OF_ENTRY and key:
                entry = entries.get(key.partition(" ")[0])
                if entry is not None and entry is others.get(entry.key):
                    self._told.setdefault(name, value)
        self.foresee(before._told, before.of(FACTS))

    def cards(self, entries: Iterable[Entry]) -> list[tuple[str, str]]:
        return [(entry.key, self.of(f"card {entry.key}")) for entry in entries]

    def link(self, link: Link) -> str:
        """A link but for where in its file it stands."""
        if id(link) not in self._links:
            told = [value for name, value in vars(link).items() if name != "location"]
            self._links[id(link)] = digest(repr(told))
        return self._links[id(link)]

    def connections(self, connections: Iterable[Connection]) -> list[object]:
        return [(each.here, each.other, each.relation, self.link(each.link)) for each in connections]

    def cell(self, cell: Cell | None) -> object:
        if cell is None:
            return None
        joins = [(join.key, self.link(join.row), self.link(join.column)) for join in cell.joins]
        return cell.row, cell.column, cell.state, joins


def _card(values: Values, key: str) -> object:
    """All of a page but its text."""
    site = values.site
    type_, _, id_ = key.partition(":")
    if type_ == GUIDE:
        guide = site.guides.get(id_)
        if guide is None:
            return None
        said = [(code, words.path, words.front.model_dump_json(), words.calls) for code, words in guide.words.items()]
        return guide.folder, said
    entry = site.entries.get(key)
    if entry is None:
        return None
    words = [(code, words.path, words.front.model_dump_json()) for code, words in entry.words.items()]
    return entry.folder, entry.address, values.of(f"{FACTS} {key}"), dict(entry.images), words


def _facts(values: Values, key: str) -> object:
    entries, guides = values.site.entries, values.site.guides
    if key:
        return entries[key].facts.model_dump_json()
    told = [(entry.key, entry.address, values.of(f"{FACTS} {entry.key}")) for entry in entries.values()]
    return told, [(guide.key, guide.address) for guide in guides.values()]


def _text(values: Values, of: str) -> object:
    key, _, language = of.partition(" ")
    words = values.site.words(key).get(language) if values.site.has(key) else None
    return words and digest(words.path, words.file)


def _parts(values: Values, of: str) -> object:
    key, _, type_ = of.partition(" ")
    return values.cards(values.site.parts(key, type_))


def _choices(values: Values, key: str) -> object:
    filtering = values.site.filtering
    return filtering.linked.get(key), filtering.stated.get(key)


def _cell(values: Values, pair: str) -> object:
    one, _, other = pair.partition(" ")
    return values.cell(values.site.cell_between(one, other))


def _following(values: Values, pair: str) -> object:
    row, _, column = pair.partition(" ")
    cell = values.site.cell_between(row, column)
    return values.cell(values.site.following_cell(cell)) if cell else None


def _ways(values: Values, pair: str) -> object:
    one, _, other = pair.partition(" ")
    found = values.site.explanations.between(one, other)
    return [values.connections(path) for path in found.paths], found.number, found.joins


def _related(values: Values, key: str) -> object:
    work = values.site.entries.get(key)
    near = values.site.related(work) if work else ()
    return [
        (values.cards([each.work]), [value for name, value in vars(each).items() if name != "work"]) for each in near
    ]


def _whole(name: str) -> Tell:
    return lambda values, _: getattr(values.site, name)


def _parity(values: Values) -> Any:
    found = values.site.parity
    return found.languages, found.pages, found.current, found.lock, found.obsolete


_TELL: Mapping[str, Tell] = {
    FACTS: _facts,
    "card": _card,
    "cards": lambda values, _: values.cards(values.site.entries.values()),
    "guides": lambda values, _: [(id_, values.of(f"card {GUIDE}:{id_}")) for id_ in values.site.guides],
    "text": _text,
    "has": lambda values, key: values.site.has(key),
    "address": lambda values, key: values.site.address(key) if values.site.has(key) else None,
    "list": lambda values, type_: values.site.list_of(type_),
    "type": lambda values, type_: values.cards(values.site.of_type(type_)),
    "parts": _parts,
    "over": lambda values, key: key in values.site.entries and values.site.is_over(values.site.entries[key]),
    "works": lambda values, _: values.cards(values.site.works),
    "references": lambda values, _: (values.of("works"), values.site.bodies),
    "uses": lambda values, id_: values.site.uses.get(id_),
    "all-uses": _whole("uses"),
    "related": _related,
    "parity": lambda values, key: values.site.parity_of(key) if key else _parity(values),
    "links": lambda values, key: (
        values.connections(values.site.graph.connections(key)) if key else [*map(values.link, values.site.graph.links)]
    ),
    "unrelated": lambda values, _: [
        (sorted(each.pair), each.why, each.by, each.on) for each in values.site.graph.unrelated
    ],
    "cells": lambda values, key: [*map(values.cell, values.site.cells_of(key) if key else values.site.cells)],
    "tables": lambda values, _: [
        (table.rows, table.columns, [*map(values.cell, table.cells.values())]) for table in values.site.tables
    ],
    "cell": _cell,
    "following": _following,
    "concepts": lambda values, language: (
        values.site.concepts(language) if language else values.site.explanations.concepts
    ),
    "contributed": lambda values, _: values.site.explanations.contributed,
    "ways": _ways,
    "filtering": lambda values, _: [getattr(values.site.filtering, name) for name in ("through", "setting", "most")],
    "choices": _choices,
    "linked": lambda values, _: values.site.filtering.linked,
    "stated": lambda values, _: values.site.filtering.stated,
    **{
        name: _whole(name)
        for name in (
            *("as_of", "unread", "broken", "terms", "withdrawn", "tested"),
            *("first_keys", "glossary", "successors", "coverage", "bodies"),
        )
    },
}
