"""A page in all its languages, side by side: a row for each of its parts, a column for each language.

Every part stands in every column: where a language has not got it, its column says so. The page around the columns is
in the language that the reader came from, and that language's column comes first.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup, escape

from make_the_connection.crosswalk import Cell
from make_the_connection.render.cells import Reasons, cell_blocks, cell_lead, cell_words
from make_the_connection.render.citations import guide_references
from make_the_connection.render.entries import entry_blocks
from make_the_connection.render.environment import rendered
from make_the_connection.render.page import Block, Heading, Page
from make_the_connection.render.parity import parity_notice
from make_the_connection.render.popovers import popovers
from make_the_connection.render.reader import Reader, cell_address, side_by_side_address
from make_the_connection.render.timing import over_notice
from make_the_connection.site import Site

_SHORT = 1200  # characters: about a third of a printed page in two columns


@dataclass(frozen=True)
class Column:
    """A page in one language: `address` is that of the page in it alone, `front` what stands under its title."""

    reader: Reader
    address: str
    title: Markup
    front: Markup
    blocks: tuple[Block, ...]
    popovers: str = ""

    @cached_property
    def lang(self) -> Markup:
        """The attributes of what is in this language."""
        language = self.reader.language
        return Markup('lang="{}" dir="{}"').format(language.code, language.direction)


@dataclass(frozen=True)
class Row:
    """A part of the page: as each column has it, None where it has not; said below all of them where that is `once`."""

    id: str
    cells: tuple[tuple[Column, Block | None], ...]

    @property
    def present(self) -> tuple[tuple[Column, Block], ...]:
        return tuple((column, block) for column, block in self.cells if block)

    @property
    def once(self) -> Markup:
        return next((block.html for _, block in self.present if block.once), Markup(""))

    @property
    def short(self) -> bool:
        """Whether it is better moved to the next sheet of paper than parted."""
        return all(len(block.html) <= _SHORT or len(block.html.striptags()) <= _SHORT for _, block in self.present)


def column_readers(site: Site, code: str, address: str) -> Iterator[Reader]:
    """The readers of the columns beside one another, those of the language `code` first."""
    for own in sorted(site.languages, key=lambda each: each != code):
        yield Reader(site, own, side_by_side_address(address), beside=code)


def side_by_side_page(columns: Sequence[Column]) -> Page:
    """The page of these columns, for readers of the first."""
    first = columns[0]
    rows = rows_of(columns)
    html = rendered("side_by_side.html", reader=first.reader, columns=columns, rows=rows)
    what = first.reader.language.text("side-by-side.title")
    headings = tuple(Heading(row.id, row.present[0][1].title) for row in rows if row.id)
    return Page(first.reader.address, f"{first.title.striptags()} · {what}", what, str(html), headings)


def rows_of(columns: Sequence[Column]) -> tuple[Row, ...]:
    """Every part of every column once, in the order of the first; what only another has stands where it has it."""
    parts = [dict(_identified(column.blocks)) for column in columns]
    order: list[str] = []
    for found in parts:
        after = 0
        for id_ in found:
            if id_ not in order:
                order.insert(after, id_)
            after = order.index(id_) + 1
    cells = (tuple((column, found.get(id_)) for column, found in zip(columns, parts, strict=True)) for id_ in order)
    return tuple(Row(id_ if "." not in id_ else "", row) for id_, row in zip(order, cells, strict=True))


def _identified(blocks: Iterable[Block]) -> Iterator[tuple[str, Block]]:
    """Each part by its id; those without one by their number among them, which no id looks like."""
    number = 0
    for block in blocks:
        number += not block.id
        yield block.id or f".{number}", block


def entry_columns(site: Site, code: str, key: str) -> tuple[Column, ...]:
    """An entry in each language, for readers of one."""
    return tuple(_entry_column(reader, key) for reader in column_readers(site, code, site.address(key)))


def _entry_column(reader: Reader, key: str) -> Column:
    site = reader.site
    entry = site.entries[key]
    words = entry.words.get(reader.code)
    blocks = list(entry_blocks(entry, words, reader))
    framework = reader.framework(entry) if site.declaration(entry).framework else None
    if framework:
        note = Markup('<p class="entry-note">{}</p>').format(reader.own(framework.note))
        blocks.append(Block("", "", note))
    front = _front(reader, key, later=next(iter(site.model.editions_after(site.model.edition_of(entry.id))), ""))
    closed = popovers(words, reader) if words else ""
    return Column(reader, entry.address, reader.title(key), front, tuple(blocks), closed)


def guide_column(reader: Reader, key: str, blocks: Iterable[Block]) -> Column:
    """A guide page as a column, of parts that its Markdown has become."""
    versions = reader.site.words(key)
    words = versions.get(reader.code)
    listed = guide_references(versions.values(), reader)
    parts = (*blocks, *filter(None, [listed]))
    closed = popovers(words, reader) if words else ""
    return Column(reader, reader.site.address(key), reader.title(key), _front(reader, key), parts, closed)


def _front(reader: Reader, key: str, later: str = "") -> Markup:
    """The summary of a page, and what its readers are to know first."""
    site, versions = reader.site, reader.site.words(key)
    return rendered(
        "side_by_side_front.html",
        reader=reader,
        key=key,
        words=versions.get(reader.code),
        only_in=reader.listed(reader.language.name_of(code) for code in versions),
        later=later,
        successors=site.successors.get(key, ()),
        parity=parity_notice(reader, key),
        over=over_notice(site.entries[key], reader) if key in site.entries else "",
    )


def cell_columns(site: Site, code: str, cell: Cell, reasons: Reasons | None = None) -> tuple[Column, ...]:
    """A cell of the crosswalk in each language, for readers of one."""
    address, made = cell_address(cell), reasons or Reasons()
    return tuple(_cell_column(reader, address, cell, made) for reader in column_readers(site, code, address))


def _cell_column(reader: Reader, address: str, cell: Cell, reasons: Reasons) -> Column:
    front = Markup('<p class="entry-summary">{}</p>').format(cell_lead(cell, reader))
    return Column(
        reader, address, escape(cell_words("title", cell, reader)), front, tuple(cell_blocks(cell, reader, reasons))
    )
