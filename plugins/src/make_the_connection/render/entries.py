"""The page of an entry, block by block as its type declares."""

from collections.abc import Iterator

from markupsafe import Markup

from make_the_connection.content.model import BlockDeclaration
from make_the_connection.content.reading import Entry
from make_the_connection.content.words import Words, version_for
from make_the_connection.render.citations import record_links, references
from make_the_connection.render.connected import connected_url
from make_the_connection.render.connections import connections
from make_the_connection.render.environment import rendered
from make_the_connection.render.facts import facts_of
from make_the_connection.render.filters import Filter
from make_the_connection.render.page import Block, Heading, Page
from make_the_connection.render.page_facts import page_facts
from make_the_connection.render.parity import parity_notice
from make_the_connection.render.parts import parts as parts_of
from make_the_connection.render.popovers import popovers
from make_the_connection.render.reader import Reader
from make_the_connection.render.tables import table_of
from make_the_connection.render.timing import over_notice
from make_the_connection.render.words import inline_html, section_html
from make_the_connection.render.works import parts_of_work
from make_the_connection.site import Site


def entry_page(site: Site, code: str, key: str) -> Page:
    """The page of an entry for readers of a language."""
    entry = site.entries[key]
    reader = Reader(site, code, entry.address)
    words = version_for(entry.words, code)
    blocks = tuple(entry_blocks(entry, words, reader))
    html = rendered(
        "entry.html",
        reader=reader,
        entry=entry,
        words=words,
        foreign=_foreign(words, reader) if words else "",
        blocks=blocks,
        declared=site.declaration(entry),
        connected=connected_url(reader, key),
        popovers=popovers(words, reader) if words else "",
        facts=page_facts(words, reader) if words else "",
        parity=parity_notice(reader, key),
        over=over_notice(entry, reader),
        later=next(iter(site.model.editions_after(site.model.edition_of(entry.id))), ""),
        successors=site.successors.get(key, ()),
        predecessors=site.predecessors(key),
    )
    return Page(
        address=entry.address,
        title=site.title(key, code).text,
        description=site.summary(key, code).text,
        html=str(html),
        headings=tuple(Heading(block.id, block.title) for block in blocks if block.id),
        source=words.path if words else f"{entry.folder}/facts.yml",
    )


def entry_blocks(entry: Entry, words: Words | None, reader: Reader) -> Iterator[Block]:
    """The parts of an entry's page, with its words in one version; only what is made where there is none."""
    page = reader.site.declaration(entry).page
    last_written = max((n for n, declared in enumerate(page) if declared.section), default=-1)
    for number, declared in enumerate(page):
        if declared.section:
            yield from _written(declared.section, entry, words, reader)
        elif html := _made(declared, entry, words, reader):
            label = reader.own(declared.label) if declared.label else ""
            yield Block(declared.id or "", label, html, once=declared.references)
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
    parts.extend(parts_of_work(declared, entry, reader))
    if declared.connections:
        parts.append(connections(declared, entry, reader))
    if declared.parts:
        parts.append(parts_of(declared.parts, entry, reader))
    if declared.table:
        parts.append(table_of(entry, declared.table, reader))
    if declared.cells:
        cells = reader.site.cells_of(entry.key)
        parts.append(rendered("cells.html", reader=reader, entry=entry, cells=cells, filter=Filter(reader)))
    if declared.facts:
        fields = reader.site.declaration(entry).fields
        facts = tuple(facts_of(entry.facts, fields, declared.facts, reader, entry))
        heading = reader.own(declared.label) if declared.label else ""
        parts.append(rendered("facts.html", facts=facts, heading=heading) if facts else Markup(""))
    if declared.take_away and not reader.beside:
        parts.append(record_links([entry], reader, "take-away.one"))
    if declared.references:
        versions = entry.words.values() if reader.beside else filter(None, [words])
        parts.append(references(versions, reader.host))
    return Markup("").join(parts)
