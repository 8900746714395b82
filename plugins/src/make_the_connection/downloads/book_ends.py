"""The parts of the book that are made from the whole site: how to read it, the crosswalk, the terms and the works."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from markupsafe import Markup

from make_the_connection.crosswalk import Cell, State, Table
from make_the_connection.downloads.book_markup import BookPage, rendered
from make_the_connection.downloads.book_places import (
    CROSSWALK,
    KEY,
    TERMS,
    WORKS,
    BookReader,
    column_anchor,
    link_to,
    row_name,
)
from make_the_connection.render.citations import reference_anchor
from make_the_connection.render.terms import glossary
from make_the_connection.site import Phrase

_STRENGTHS = ("central", "supporting")


def key_page(reader: BookReader) -> BookPage:
    """How to read what the book says of links and of the cells of the crosswalk."""
    title = Phrase(reader.language.text("book.key"))
    html = rendered("key.xhtml", reader=reader, strengths=_STRENGTHS, states=State, joined=bool(reader.site.cells))
    return BookPage(KEY, title, 1, html)


def said_once(reader: BookReader) -> frozenset[str]:
    """The sentences on links that the key of the book says for all of them."""
    strengths = (reader.language.text(f"strength.{each}.explained") for each in _STRENGTHS)
    relations = (reader.own(relation.explained) for relation in reader.site.model.relations.values())
    legend = reader.language.text("connections.legend")
    return frozenset(" ".join(sentence.split()) for sentence in (legend, *strengths, *relations))


def crosswalk_pages(reader: BookReader) -> Iterator[BookPage]:
    """The crosswalk: a chapter for each row, whose table has a row for each column; nothing where there is no cell."""
    tables = [(number, table) for number, table in enumerate(reader.site.tables) if table.cells]
    if not tables:
        return
    title = _title(reader)
    parts = [(_editions(table, reader), [(row, row_name(row, n)) for row in table.rows]) for n, table in tables]
    html = rendered("crosswalk.xhtml", reader=reader, title=title, parts=parts, link_to=link_to)
    yield BookPage(CROSSWALK, title, 1, html)
    for number, table in tables:
        for row in table.rows:
            yield _row(row, number, table, reader)


def _row(row: str, number: int, table: Table, reader: BookReader) -> BookPage:
    cells = [(column, table.cells[row, column]) for column in table.columns]
    html = rendered(
        "crosswalk_row.xhtml",
        reader=reader,
        row=row,
        cells=[(column, cell, _joins(cell, reader)) for column, cell in cells],
        anchor=column_anchor,
    )
    return BookPage(row_name(row, number), reader.site.short(row, reader.code), 2, html)


def _joins(cell: Cell, reader: BookReader) -> Sequence[tuple[str, object]]:
    """What joins a cell, by type, in the order of the model."""
    types = reader.site.model.types
    return [(type_, joins) for type_ in types if (joins := cell.of_type(type_))]


def _editions(table: Table, reader: BookReader) -> str:
    """What the editions of a table are called, where there are several tables."""
    if len(reader.site.tables) < 2:
        return ""
    model = reader.site.model
    named = [model.edition_of(keys[0].partition(":")[2]) for keys in (table.rows, table.columns)]
    return " × ".join(reader.edition_title(edition) for edition in named if edition)


def terms_page(reader: BookReader) -> BookPage | None:
    """The list of terms; None where the site has no page of them."""
    site = reader.site
    if not (site.glossary and site.terms.terms):
        return None
    title = site.title(site.glossary, reader.code)
    return BookPage(TERMS, title, 1, rendered("terms.xhtml", reader=reader, title=title, terms=glossary(reader)))


def works_page(keys: Collection[str], cited: Mapping[str, Sequence[Markup]], reader: BookReader) -> BookPage | None:
    """The list of these works by id, each with links back to what cites it; None where there are none."""
    works = reader.site.processor(reader.code).listed(sorted(keys))
    if not works:
        return None
    title = Phrase(reader.language.text("page.references"))
    html = rendered(
        "works.xhtml",
        reader=reader,
        title=title,
        works=works,
        cited=cited,
        separator=Markup("; "),
        anchor=reference_anchor,
    )
    return BookPage(WORKS, title, 1, html)


def _title(reader: BookReader) -> Phrase:
    """The title of the guide page that shows the crosswalk, or else what the crosswalk sets against each other."""
    for guide in reader.site.guides.values():
        if any(call.name == "crosswalk" for words in guide.words.values() for call in words.calls):
            return reader.site.title(guide.key, reader.code)
    ends = reader.site.model.crosswalk
    row, column = reader.types(ends.rows), reader.types_within(ends.columns)
    return Phrase(reader.language.text("cell.title", row=row, column=column))
