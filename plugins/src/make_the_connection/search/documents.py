"""What can be found of a site in a language: its entries and guide pages, in parts that readers can be led to.

All of it comes from the tokens that were parsed once, from facts and from links, as the page shows them; nothing is
read from HTML. The parts of an entry that are entries of their own are found there.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from make_the_connection.content.guides import Guide, GuideWords
from make_the_connection.content.model import BlockDeclaration, FieldDeclaration
from make_the_connection.content.reading import Entry
from make_the_connection.content.resolving import GUIDE
from make_the_connection.content.words import Words, version_for
from make_the_connection.references import foreign_names, people_of
from make_the_connection.render.connections import shown_groups
from make_the_connection.render.terms import term_anchor
from make_the_connection.search.plain_text import APART, section_text, spoken, told_apart
from make_the_connection.site import Phrase, Site

HEAD = ""
"""The anchor of what a page begins with."""


class Run(NamedTuple):
    """Words in another language than the page’s: in block `of`, from `start` to `end` as JavaScript counts letters.

    Block 0 is what stands over the blocks.
    """

    of: int
    start: int
    end: int
    lang: str


@dataclass(frozen=True, slots=True)
class Unit:
    """A part of a page that readers can be led to: the anchor, what stands over it, and its blocks of plain text.

    `foreign` is what of it is in other languages. A page’s title says its own (`Document`).
    """

    anchor: str
    heading: str
    blocks: tuple[str, ...]
    foreign: tuple[Run, ...] = ()


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
    return tuple(document(site, code, key) for key in found_keys(site, code))


def found_keys(site: Site, code: str) -> Iterator[str]:
    """The keys of these pages."""
    types = sorted(site.model.types, key=lambda type_: site.model.types[type_].contributed)
    yield from (guide.key for guide in site.guides.values() if guide.words)
    yield from (entry.key for type_ in types for entry in site.in_reading_order(type_, code))


def document(site: Site, code: str, key: str) -> Document:
    """What can be found of a page."""
    if key in site.entries:
        return _entry(site.entries[key], site, code)
    guide = site.guides[key.partition(":")[2]]
    return _guide(guide, guide.words.get(code) or next(iter(guide.words.values())), site, code)


def _guide(guide: Guide, words: GuideWords, site: Site, code: str) -> Document:
    title = site.title(guide.key, code)
    texts = {section.id: tuple(section_text(section, words)) for section in words.sections.values()}
    head = _unit(code, HEAD, title.text, (words.front.summary, *texts.pop(HEAD)), words.language)
    written = [_unit(code, id_, words.sections[id_].heading, blocks, words.language) for id_, blocks in texts.items()]
    terms = _terms(site, code) if guide.key == site.glossary else ()
    return Document(guide.key, GUIDE, guide.address, title, (head, *written, *terms))


def _terms(site: Site, code: str) -> Iterator[Unit]:
    for id_, term in site.terms.terms.items():
        others = APART.join(spoken(Phrase(name, other)) for other, name in term.name.items() if other != code)
        explained = (term.explained[code],) if term.explained else ()
        yield _unit(code, term_anchor(id_), term.name[code], (others, *explained))


def _entry(entry: Entry, site: Site, code: str) -> Document:
    words = version_for(entry.words, code)
    title = site.title(entry.key, code)
    front = (
        [spoken(site.summary(entry.key, code)), spoken(site.short(entry.key, code))]
        if words
        else _work(entry, site, code)
    )
    head = [text for text in front if text != spoken(title)]
    units: list[Unit] = []
    for block in site.declaration(entry).page:
        if block.section:
            units.extend(_written(block.section, words, code))
            continue
        made = tuple(_made(block, entry, site, code))
        if block.id is None:
            head.extend(made)
        elif made:
            units.append(_unit(code, block.id, block.label[code] if block.label else "", made))
    first = _unit(code, HEAD, title.text, filter(None, head))
    return Document(entry.key, entry.type, entry.address, title, (first, *units))


def _written(section_id: str, words: Words | None, code: str) -> Iterator[Unit]:
    if words and (section := words.sections.get(section_id)):
        yield _unit(code, section.id, section.heading, section_text(section, words), words.language)


def _unit(code: str, anchor: str, heading: str, blocks: Iterable[str], written_in: str = "") -> Unit:
    """A unit of texts that may carry marks of languages; `written_in` is that of all the rest."""
    texts = [told_apart(text, written_in or code) for text in (heading, *blocks)]
    runs = (run for number, pieces in enumerate(texts) for run in _runs(number, pieces))
    over, *below = ("".join([piece.text for piece in pieces]) for pieces in texts)
    return Unit(anchor, over, tuple(below), tuple(run for run in runs if run.lang != code and (anchor or run.of)))


def _runs(number: int, pieces: Iterable[Phrase]) -> Iterator[Run]:
    end = 0
    for piece in pieces:
        start, end = end, end + len(piece.text.encode("utf-16-le")) // 2
        yield Run(number, start, end, piece.lang)


def _work(work: Entry, site: Site, code: str) -> list[str]:
    """Who wrote a work, where and when it appeared; names in the language of its record, as its reference has them."""
    record = work.facts.csl  # type: ignore[attr-defined]
    known_as = site.bodies[code]
    foreign = foreign_names(work, code)

    def named(name: str) -> str:
        return spoken(Phrase(name, foreign.get(name, "")))

    people = APART.join(named(known_as.get(name, name)) for name in people_of(work))
    publisher = record.publisher and known_as.get(record.publisher, record.publisher)
    appeared = [named(name) for name in (record.container_title, publisher) if name]
    return [people, APART.join([*appeared, *filter(None, [record.issued and record.issued[:4]])])]


def _made(block: BlockDeclaration, entry: Entry, site: Site, code: str) -> Iterator[str]:
    """What a block says that nobody wrote for the page: why the entry is linked, its facts, what a work says."""
    if block.annotation:
        said = (entry.facts.doubt, entry.facts.annotation)  # type: ignore[attr-defined]
        yield from (spoken(site.named(text, code)) for text in said if text)
    for group in shown_groups(block, entry, site):
        yield from (spoken(site.named(connection.link.why, code)) for connection in group.shown)
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
                yield spoken(site.named(stated, code))
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
            return spoken(site.named(stated, code))
        case "number":
            return str(stated)
        case "session":
            texts = (stated.name, stated.place, stated.note)
            return APART.join(filter(None, (spoken(site.named(text, code)) for text in texts)))
    return ""
