"""What an entry is linked with: a list with the reason for each link and its address, and a map of it."""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from make_the_connection.content.model import BlockDeclaration
from make_the_connection.content.reading import Entry
from make_the_connection.crosswalk import Connection
from make_the_connection.render.environment import rendered
from make_the_connection.render.maps import entry_map
from make_the_connection.render.reader import Reader, link_anchor
from make_the_connection.site import Site

MOST = 48
"""The most links of a type in a list. An entry's own are shown whatever their number: this is where they have their
address."""


@dataclass(frozen=True)
class Group:
    """The links with entries of a type, and how many are left out.

    Those that the entry holds have their address here if they are `anchored`: once on a page.
    """

    type: str
    shown: tuple[Connection, ...]
    more: int
    anchored: bool


def connections(declared: BlockDeclaration, entry: Entry, reader: Reader) -> Markup:
    """The links that a block of an entry's page shows, and its map where the block has one."""
    groups = tuple(shown_groups(declared, entry, reader.site))
    every = [(group.type, reader.site.graph.connections(entry.key, group.type)) for group in groups]
    return rendered(
        "connections.html",
        reader=reader,
        groups=groups,
        alone=len(declared.connections) == 1,
        anchor=lambda link: reader.anchor(link_anchor(link)),
        map=entry_map(entry.key, every, reader) if declared.map and not reader.beside else "",
    )


def shown_groups(declared: BlockDeclaration, entry: Entry, site: Site) -> Iterator[Group]:
    """The links of a block of an entry's page, by the type of what they lead to; no group is empty."""
    page = site.declaration(entry).page
    for type_ in dict.fromkeys(declared.connections):
        every = site.graph.connections(entry.key, type_)
        shown = tuple(c for number, c in enumerate(every) if number < MOST or c.link.subject == entry.key)
        first = next(block for block in page if type_ in block.connections)
        if every:
            yield Group(type_, shown, len(every) - len(shown), anchored=first is declared)
