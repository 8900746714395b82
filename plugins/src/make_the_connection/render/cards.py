"""Cards: entries in a list, each with its summary and the facts that its type puts there."""

from collections.abc import Iterator
from dataclasses import dataclass

from make_the_connection.content.finding import FinderDeclaration
from make_the_connection.content.reading import Entry
from make_the_connection.render.facts import Fact, facts_of
from make_the_connection.render.reader import Reader
from make_the_connection.site import facet_label


@dataclass(frozen=True)
class Card:
    """An entry, the address of its mark, if any, its facts, and what a list by time says of it."""

    entry: Entry
    mark: str
    facts: tuple[Fact, ...]
    timing: str = ""


def card_of(entry: Entry, reader: Reader, said: str | None = None) -> Card:
    """The card of an entry. `said` is the field that the heading above the card has said already."""
    declared = reader.site.declaration(entry)
    mark = getattr(entry.facts, "mark", None)
    names = (name for name in declared.card if name != said)
    facts = (*facts_of(entry.facts, declared.fields, names, reader, entry), *_linked(entry, declared.finder, reader))
    return Card(entry, reader.file(f"{entry.address}/{mark}") if mark else "", facts)


def _linked(entry: Entry, finder: FinderDeclaration | None, reader: Reader) -> Iterator[Fact]:
    """The linked entries by which entries of its type are found, by their short titles."""
    for facet in finder.facets.values() if finder else ():
        linked = reader.site.graph.connections(entry.key, facet.linked) if facet.linked else ()
        if keys := dict.fromkeys(each.other for each in linked):
            label = facet_label(reader.site, [entry.type], facet, reader.code)
            yield Fact(label, reader.text("list.separator").join(map(reader.short, keys)))
