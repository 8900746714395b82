"""What can be found of a site in a language: its entries and guide pages, in parts that readers can be led to.

All of it comes from the tokens that were parsed once, from facts and from links, as the page shows them; nothing is
read from HTML. The parts of an entry that are entries of their own are found there.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from make_the_connection.content.guides import Guide, GuideWords
from make_the_connection.content.model import BlockDeclaration, FieldDeclaration
from make_the_connection.content.reading import Entry
from make_the_connection.content.resolving import GUIDE
from make_the_connection.content.words import Words, version_for
from make_the_connection.references import people_of
from make_the_connection.render.connections import shown_groups
from make_the_connection.render.terms import term_anchor
from make_the_connection.search.plain_text import APART, section_text
from make_the_connection.site import Phrase, Site

HEAD = ""
"""The anchor of what a page begins with."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A part of a page that readers can be led to: the anchor, what stands over it, and its blocks of plain text."""

    anchor: str
    heading: str
    blocks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A page that can be found: an entry, or a guide page. Its first unit is its head.

    `address` is that below the language's folder, without `.html`.
    """

    key: str
    type: str
    address: str
    title: Phrase
    units: tuple[Unit, ...]


def documents(site: Site, code: str) -> tuple[Document, ...]:
    """Guide pages first, then entries by type, what is contributed last; within a type in reading order."""
    types = sorted(site.model.types, key=lambda type_: site.model.types[type_].contributed)
    written = [(guide, version_for(guide.words, code)) for guide in site.guides.values()]
    guides = [_guide(guide, words, site, code) for guide, words in written if words]
    entries = [_entry(entry, site, code) for type_ in types for entry in site.in_reading_order(type_, code)]
    return (*guides, *entries)


def _guide(guide: Guide, words: GuideWords, site: Site, code: str) -> Document:
    title = site.title(guide.key, code)
    texts = {section.id: tuple(section_text(section, words)) for section in words.sections.values()}
    head = Unit(HEAD, title.text, (words.front.summary, *texts.pop(HEAD)))
    written = [Unit(id_, words.sections[id_].heading, blocks) for id_, blocks in texts.items()]
    terms = _terms(site, code) if guide.key == site.glossary else ()
    return Document(guide.key, GUIDE, guide.address, title, (head, *written, *terms))


def _terms(site: Site, code: str) -> Iterator[Unit]:
    for id_, term in site.terms.terms.items():
        others = APART.join(name for other, name in term.name.items() if other != code)
        explained = (term.explained[code],) if term.explained else ()
        yield Unit(term_anchor(id_), term.name[code], (others, *explained))


def _entry(entry: Entry, site: Site, code: str) -> Document:
    words = version_for(entry.words, code)
    title = site.title(entry.key, code)
    front = (
        [site.summary(entry.key, code).text, site.short(entry.key, code).text] if words else _work(entry, site, code)
    )
    head = [text for text in front if text != title.text]
    units: list[Unit] = []
    for block in site.declaration(entry).page:
        if block.section:
            units.extend(_written(block.section, words))
            continue
        made = tuple(_made(block, entry, site, code))
        if block.id is None:
            head.extend(made)
        elif made:
            units.append(Unit(block.id, block.label[code] if block.label else "", made))
    return Document(
        entry.key, entry.type, entry.address, title, (Unit(HEAD, title.text, tuple(filter(None, head))), *units)
    )


def _written(section_id: str, words: Words | None) -> Iterator[Unit]:
    if words and (section := words.sections.get(section_id)):
        yield Unit(section.id, section.heading, tuple(section_text(section, words)))


def _work(work: Entry, site: Site, code: str) -> list[str]:
    """Who wrote a work, where and when it appeared."""
    record = work.facts.csl  # type: ignore[attr-defined]
    known_as = site.bodies[code]
    people = APART.join(known_as.get(name, name) for name in people_of(work))
    appeared = (record.container_title, record.publisher and known_as.get(record.publisher, record.publisher))
    return [people, APART.join(filter(None, (*appeared, record.issued and record.issued[:4])))]


def _made(block: BlockDeclaration, entry: Entry, site: Site, code: str) -> Iterator[str]:
    """What a block says that nobody wrote for the page: why the entry is linked, its facts, what a work says."""
    if block.annotation:
        said = (entry.facts.doubt, entry.facts.annotation)  # type: ignore[attr-defined]
        yield from (site.named(text, code).text for text in said if text)
    for group in shown_groups(block, entry, site):
        yield from (site.named(connection.link.why, code).text for connection in group.shown)
    yield from _facts(entry.facts, site.declaration(entry).fields, block.facts, site, code)


def _facts(
    record: Any, declared: Mapping[str, FieldDeclaration], names: Iterable[str], site: Site, code: str
) -> Iterator[str]:
    """The words of these facts: texts and each record by itself, what is short together."""
    short = []
    for name in names:
        field, value = declared[name], getattr(record, name)
        for stated in value if field.many else (value,):
            if stated is None:
                continue
            if field.kind == "record":
                yield from _facts(stated, field.fields, field.fields, site, code)
            elif field.kind == "text":
                yield site.named(stated, code).text
            else:
                short.append(_short(stated, field, site, code))
    if any(short):
        yield APART.join(filter(None, short))


def _short(stated: Any, field: FieldDeclaration, site: Site, code: str) -> str:
    """What a fact says in a few words; nothing where it is an address, a day or an agreement, or leads elsewhere."""
    match field.kind:
        case "choice":
            return field.choices[stated][code]
        case "name":
            return site.named(stated, code).text
        case "number":
            return str(stated)
        case "session":
            texts = (stated.name, stated.place, stated.note)
            return APART.join(filter(None, (site.named(text, code).text for text in texts)))
    return ""
