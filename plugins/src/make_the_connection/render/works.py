"""The parts of a work's page: what it says that matters here, where to read it, what uses it, and works near to it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

from make_the_connection.content.model import BlockDeclaration
from make_the_connection.content.reading import Entry
from make_the_connection.content.words import version_for
from make_the_connection.references import foreign_names
from make_the_connection.render.citations import in_languages
from make_the_connection.render.environment import rendered
from make_the_connection.render.facts import Fact, addresses
from make_the_connection.render.reader import Reader
from make_the_connection.site import Near, Phrase, Said, Use
from make_the_connection.site.uses import NOTES

_DOI = "https://doi.org/"


def parts_of_work(declared: BlockDeclaration, work: Entry, reader: Reader) -> Iterator[Markup]:
    """What a block declares of a work; nothing of what is none."""
    parts = (
        (declared.annotation, annotation),
        (declared.availability, availability),
        (declared.cited_by, cited_by),
        (declared.related, related),
    )
    yield from (part(work, reader) for is_declared, part in parts if is_declared)


def annotation(work: Entry, reader: Reader) -> Markup:
    """What the work says that matters here, and before it why its record may be another's."""
    return rendered("annotation.html", reader=reader, facts=work.facts)


def availability(work: Entry, reader: Reader) -> Markup:
    """Where the work can be read, and whether its address still works: else the copy in an archive comes first."""
    facts = tuple(_availability(work.facts, reader))
    return (
        rendered("facts.html", facts=facts, heading="")
        if facts
        else Markup("<p>{}</p>").format(reader.text("work.no-address"))
    )


def _availability(facts: Any, reader: Reader) -> Iterator[Fact]:
    record = facts.csl
    doi = f"{_DOI}{record.DOI}" if record.DOI else ""
    own_address = record.URL if record.URL and set(record.URL.values()) != {doi} else None
    archived = [Fact(reader.text("work.archived"), addresses(facts.archived, reader))] if facts.archived else []
    if facts.gone_since:
        yield from archived
    if facts.open_copy:
        yield Fact(reader.text("work.open-copy"), addresses(facts.open_copy, reader))
    if own_address and own_address != facts.open_copy:
        yield Fact(reader.text("work.address"), addresses(own_address, reader))
    if doi:
        yield Fact("DOI", reader.outside(doi, record.DOI))
    if own_address or doi:
        yield from _last_tried(facts, reader)
    if not facts.gone_since:
        yield from archived


def _last_tried(facts: Any, reader: Reader) -> Iterator[Fact]:
    if facts.gone_since:
        yield Fact(reader.text("work.gone-since"), escape(reader.date(facts.gone_since)))
    if facts.last_seen or not facts.gone_since:
        seen = escape(reader.date(facts.last_seen)) if facts.last_seen else reader.text("work.not-tried")
        yield Fact(reader.text("work.last-seen"), seen)


@dataclass(frozen=True)
class _Place:
    """A section that uses a work, in one way, and what it says there."""

    place: Markup
    said: tuple[Markup, ...]


def cited_by(work: Entry, reader: Reader) -> Markup:
    """Every page that uses the work, with each section and sentence; or that none does, and why it is kept."""
    pages: dict[str, list[Use]] = {}
    for use in reader.site.uses.get(work.id, ()):
        pages.setdefault(use.key, []).append(use)
    shown = [(key, tuple(_places(key, uses, reader))) for key, uses in pages.items()]
    return rendered("cited_by.html", reader=reader, pages=shown, kept=work.facts.kept)  # type: ignore[attr-defined]


def _places(key: str, uses: Iterable[Use], reader: Reader) -> Iterator[_Place]:
    by_place: dict[tuple[str, str], dict[Markup, None]] = {}
    for use in uses:
        said = _quoted(reader.site.said(use, reader.code), reader)
        by_place.setdefault((use.how, use.section), {})[said] = None
    for (how, section), sentences in by_place.items():
        link = Markup('<a href="{}">{}</a>').format(reader.url(key, section), section_heading(key, section, reader))
        yield _Place(reader.text(f"work.{how}", section=link), tuple(filter(None, sentences)))


def _quoted(said: Said, reader: Reader) -> Markup:
    """A sentence, with the languages of its words and of the names in its citations."""
    words = Markup("").join(
        in_languages(phrase.text, foreign_names(work, reader.code)) if work else reader.phrase(phrase)
        for phrase, work in said.pieces
    )
    return Markup('<span lang="{}">{}</span>').format(said.lang, words) if said.lang else words


def section_heading(key: str, section: str, reader: Reader) -> Markup:
    """The heading of a section of an entry or guide page; words for its beginning where that is no section."""
    if not section:
        return reader.text("work.beginning")
    if key in reader.site.entries:
        blocks = reader.site.declaration(reader.site.entries[key]).page
        label = next((block.label for block in blocks if block.id == section and block.label), None)
        if label or section == NOTES:
            return escape(reader.own(label)) if label else reader.text("page.notes")
    versions = reader.site.words(key)
    words = version_for({code: words for code, words in versions.items() if section in words.sections}, reader.code)
    if words is None:
        return reader.title(key)
    lang = "" if words.language == reader.code else words.language
    return reader.phrase(Phrase(words.sections[section].heading, lang))


def related(work: Entry, reader: Reader) -> Markup:
    """The works nearest to one, each with the reason."""
    shown = [(near.work, tuple(_reasons(near, reader))) for near in reader.site.related(work)]
    return rendered("related.html", reader=reader, works=shown) if shown else Markup("")


def _reasons(near: Near, reader: Reader) -> Iterator[Markup]:
    foreign, bodies = foreign_names(near.work, reader.code), reader.site.bodies[reader.code]
    if near.people:
        names = (in_languages(bodies.get(name, name), foreign) for name in near.people)
        yield reader.text("related.people", names=_listed(names))
    if near.sections:
        places = (_section(key, section, reader) for key, section in near.sections)
        yield reader.text("related.sections", places=_listed(places))
    if near.pages:
        yield reader.text("related.pages", pages=_listed(map(reader.link, near.pages)))
    if near.series:
        yield reader.text("related.series", names=_listed(in_languages(name, foreign) for name in near.series))


def _section(key: str, section: str, reader: Reader) -> Markup:
    """The title of a page and the heading of a section of it, leading there."""
    heading = section_heading(key, section, reader)
    return Markup('<a href="{}">{} ({})</a>').format(reader.url(key, section), reader.title(key), heading)


def _listed(items: Iterable[object]) -> Markup:
    """Names and titles, which may hold commas themselves."""
    return Markup("; ").join(map(escape, items))
