"""The page of a cell of the crosswalk: what joins its row and its column, with both reasons, and what to read next."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from markupsafe import Markup

from make_the_connection.content.reading import Entry
from make_the_connection.content.words import version_for
from make_the_connection.crosswalk import Cell, Connection, Join, State
from make_the_connection.render.connections import MOST
from make_the_connection.render.environment import part, rendered
from make_the_connection.render.filters import Filter
from make_the_connection.render.listings import contact
from make_the_connection.render.page import Block, Heading, Page
from make_the_connection.render.reader import Reader, cell_address
from make_the_connection.site import Made, Site

_PARTS = "cell_parts.html"
FIRST = 3
"""The most entries that are named as the first to read."""


@dataclass(frozen=True)
class Group:
    """The entries of a type that join a cell, each with the links as they read from it, and how many are left out."""

    type: str
    joins: tuple[tuple[Join, tuple[Connection, ...]], ...]
    more: int

    @property
    def relations(self) -> tuple[str, ...]:
        """The words for its links, each once."""
        return tuple(dict.fromkeys(connection.relation for _, reasons in self.joins for connection in reasons))


@dataclass(frozen=True)
class Onward:
    """What to read after a cell.

    `first` are the joins with the most central links; `along` the row and the column with their other joined cells;
    `following` is the next cell in reading order.
    """

    first: tuple[Join, ...]
    along: tuple[tuple[str, tuple[Cell, ...]], ...]
    following: Cell | None


@dataclass(frozen=True)
class Sources:
    """What a cell rests on: where its published links are printed, and the works that the joining entries cite."""

    addresses: tuple[str, ...]
    works: tuple[Entry, ...]
    cited: tuple[Entry, ...]

    def __bool__(self) -> bool:
        return bool(self.addresses or self.works or self.cited)


class Reasons:
    """The links of what joins cells, in HTML: most join several, so each is made once for all that are given this."""

    def __init__(self) -> None:
        self.made: Made[tuple[str, str, str, int], Markup] = {}

    def __call__(self, reason: Connection, reader: Reader) -> Markup:
        # Cells have pages in one folder, and those on which languages stand side by side in another.
        which = (reader.code, reader.beside, reason.here, id(reason.link))
        return reader.site.reads.once(self.made, which, lambda: part(_PARTS, "reason", reason, reader))


def cell_page(site: Site, code: str, cell: Cell, reasons: Reasons | None = None) -> Page:
    """The page of a cell for readers of a language."""
    reader = Reader(site, code, cell_address(cell))
    title, blocks = cell_words("title", cell, reader), tuple(cell_blocks(cell, reader, reasons or Reasons()))
    html = rendered("cell.html", reader=reader, title=title, lead=cell_lead(cell, reader), blocks=blocks)
    headings = tuple(Heading(block.id, block.title) for block in blocks if block.id)
    return Page(reader.address, title, cell_words("description", cell, reader), str(html), headings)


def cell_words(which: str, cell: Cell, reader: Reader) -> str:
    """The title of a cell's page, or its description."""
    row, column = (reader.site.short(key, reader.code).text for key in (cell.row, cell.column))
    return reader.language.text(f"cell.{which}", row=row, column=column)


def cell_lead(cell: Cell, reader: Reader) -> Markup:
    """The sentence under the title of a cell's page."""
    return part(_PARTS, "lead", cell, reader)


def cell_blocks(cell: Cell, reader: Reader, reasons: Reasons) -> Iterator[Block]:
    """The parts of a cell's page."""
    site, filter_ = reader.site, Filter(reader)
    form = filter_.form(cell.joins) if cell.joins else Markup("")
    states = part(_PARTS, "states", cell, _counts_by_basis(cell, reader), contact(reader), form, reader)
    yield Block("", "", states)
    for number, group in enumerate(_groups(site, cell)):
        html = part(_PARTS, "group", group, filter_, number == 0, reasons, reader)
        yield Block(f"by-{group.type}", reader.types(group.type), html)
    if ruled_out := site.graph.unrelated_with((cell.row, cell.column)) if cell.state is State.NONE else ():
        html = part(_PARTS, "ruled_out", ruled_out[:MOST], reader)
        yield Block("ruled-out", reader.language.text("unrelated.title"), html)
    if sources := _sources(cell, reader.host):
        html = part(_PARTS, "sources", sources, reader.host)
        yield Block("sources", reader.language.text("cell.sources"), html, once=True)
    html = part(_PARTS, "read_next", cell, _onward(site, cell), reader)
    yield Block("read-next", reader.language.text("cell.next"), html)


def _groups(site: Site, cell: Cell) -> Iterator[Group]:
    read = site.graph.read_from
    for type_ in site.model.types:
        joins = cell.of_type(type_)
        if joins:
            shown = tuple((join, (read(join.key, join.row), read(join.key, join.column))) for join in joins[:MOST])
            yield Group(type_, shown, len(joins) - len(shown))


def _counts_by_basis(cell: Cell, reader: Reader) -> dict[str, str]:
    """How many join the cell by published links alone, and how many with one of ours, in words."""
    joins = {
        State.PUBLISHED: tuple(join for join in cell.joins if join.published),
        State.EDITORIAL: tuple(join for join in cell.joins if not join.published),
    }
    return {state: reader.counts(replace(cell, joins=of_state)) for state, of_state in joins.items() if of_state}


def _sources(cell: Cell, reader: Reader) -> Sources:
    site = reader.site
    printed = {link.source for join in cell.joins for link in (join.row, join.column) if link.source}
    works = [key.partition(":")[2] for key in sorted(printed) if site.has(key)]
    cited = [
        citation.key
        for join in _lasting(site, cell)
        if (words := version_for(site.entries[join.key].words, reader.code))
        for cluster, _ in words.citations
        for citation in cluster.citations
    ]
    listed = site.processor(reader.code).listed
    addresses = tuple(sorted(source for source in printed if not site.has(source)))
    return Sources(addresses, listed(works), listed(cited))


def _lasting(site: Site, cell: Cell) -> tuple[Join, ...]:
    """The joins but for what strangers contribute, of which there is no end."""
    return tuple(join for join in cell.joins if not site.declaration(site.entries[join.key]).contributed)


def _onward(site: Site, cell: Cell) -> Onward:
    first = sorted(
        (join for join in _lasting(site, cell) if _central(join)),
        key=lambda join: (-_central(join), not join.published, join.key),
    )
    along = ((key, tuple(_others(key, cell, site))) for key in (cell.row, cell.column))
    return Onward(tuple(first[:FIRST]), tuple(pair for pair in along if pair[1]), site.following_cell(cell))


def _central(join: Join) -> int:
    """How many of the two links are central."""
    return join.row.central + join.column.central


def _others(key: str, cell: Cell, site: Site) -> Iterable[Cell]:
    """The other joined cells of a row or a column."""
    return (other for other in site.cells_along(cell, key) if other.joins and other != cell)
