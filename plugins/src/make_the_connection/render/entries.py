"""The page of an entry, block by block as its type declares."""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from make_the_connection.content.model import BlockDeclaration
from make_the_connection.content.reading import Entry
from make_the_connection.content.words import Words, version_for
from make_the_connection.render.environment import rendered
from make_the_connection.render.facts import facts_of
from make_the_connection.render.page import Heading, Page
from make_the_connection.render.reader import Reader
from make_the_connection.render.words import inline_html, reference_anchor, section_html
from make_the_connection.site import Site


@dataclass(frozen=True)
class Block:
    """A part of a page under its own heading; one without an id stands under the title."""

    id: str
    title: str
    html: Markup
    lang: str = ""


def entry_page(site: Site, code: str, key: str) -> Page:
    """The page of an entry for readers of a language."""
    entry = site.entries[key]
    reader = Reader(site, code, entry.address)
    words = version_for(entry.words, code)
    blocks = tuple(_blocks(entry, words, reader))
    html = rendered(
        "entry.html",
        reader=reader,
        entry=entry,
        words=words,
        foreign=_foreign(words, reader) if words else "",
        blocks=blocks,
        declared=site.declaration(entry),
    )
    return Page(
        address=entry.address,
        title=site.title(key, code).text,
        description=site.summary(key, code).text,
        html=str(html),
        headings=tuple(Heading(block.id, block.title) for block in blocks if block.id),
        source=words.path if words else f"{entry.folder}/facts.yml",
    )


def _blocks(entry: Entry, words: Words | None, reader: Reader) -> Iterator[Block]:
    page = reader.site.declaration(entry).page
    last_written = max((n for n, declared in enumerate(page) if declared.section), default=-1)
    for number, declared in enumerate(page):
        if declared.section:
            yield from _written(declared.section, entry, words, reader)
        elif html := _made(declared, entry, words, reader):
            yield Block(declared.id or "", reader.own(declared.label) if declared.label else "", html)
        if number == last_written and words and words.notes:
            html = section_html(words.notes, reader, entry)
            yield Block("notes", reader.language.text("page.notes"), html, _foreign(words, reader))


def _written(section_id: str, entry: Entry, words: Words | None, reader: Reader) -> Iterator[Block]:
    if words and (section := words.sections.get(section_id)):
        html = section_html(section.tokens, reader, entry)
        yield Block(section.id, section.heading, html, _foreign(words, reader))


def _foreign(words: Words, reader: Reader) -> str:
    """The language of words that are not in the reader's own."""
    return "" if words.language == reader.code else words.language


def _made(declared: BlockDeclaration, entry: Entry, words: Words | None, reader: Reader) -> Markup:
    parts = []
    if declared.text:
        parts.append(inline_html(reader.own(declared.text), reader))
    if declared.connections:
        parts.append(_connections(declared, entry, reader))
    if declared.cells:
        cells = [cell for cell in reader.site.cells if entry.key in (cell.row, cell.column)]
        parts.append(rendered("cells.html", reader=reader, entry=entry, cells=cells))
    if declared.facts:
        fields = reader.site.declaration(entry).fields
        facts = tuple(facts_of(entry.facts, fields, declared.facts, reader, entry))
        parts.append(rendered("facts.html", facts=facts) if facts else Markup(""))
    if declared.references and words:
        parts.append(_references(words, reader))
    if declared.cited_by:
        keys = reader.site.cited_by.get(entry.id, ())
        parts.append(rendered("cited_by.html", reader=reader, keys=keys))
    return Markup("").join(parts)


def _connections(declared: BlockDeclaration, entry: Entry, reader: Reader) -> Markup:
    groups = [(type_, reader.site.graph.connections(entry.key, type_)) for type_ in declared.connections]
    groups = [(type_, connections) for type_, connections in groups if connections]
    return rendered("connections.html", reader=reader, groups=groups, alone=len(declared.connections) == 1)


def _references(words: Words, reader: Reader) -> Markup:
    keys = [citation.key for cluster, _ in words.citations for citation in cluster.citations]
    works = reader.site.processor(reader.code).listed(keys)
    return rendered("references.html", reader=reader, works=works, anchor=reference_anchor) if works else Markup("")
