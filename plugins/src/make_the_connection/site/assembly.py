"""Content to a whole site."""

import datetime
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from urllib.parse import unquote

from make_the_connection.content.configuration import Configuration
from make_the_connection.content.consent import consents_of
from make_the_connection.content.guides import Guide
from make_the_connection.content.images import pictures_among
from make_the_connection.content.known import Known
from make_the_connection.content.long_sentences import long_sentences
from make_the_connection.content.model import Model
from make_the_connection.content.reading import Content, Entry
from make_the_connection.content.resolving import unresolved
from make_the_connection.content.safeguarding import safeguarding
from make_the_connection.content.terms import Terms
from make_the_connection.content.weekdays import wrong_weekdays
from make_the_connection.content.withdrawal import left_of
from make_the_connection.crosswalk import Graph, broken_rules, links_of, reported
from make_the_connection.diagnostics import Diagnostic, Location, Severity
from make_the_connection.languages import Language
from make_the_connection.parity import Lock, fingerprints, other_terms, outlined, parity_of, untranslated
from make_the_connection.parity import reported as reported_parity
from make_the_connection.references import author_variants, handwritten_citations
from make_the_connection.site.site import Site
from make_the_connection.site.uses import needed, placed, works_of


def assemble(
    configuration: Configuration,
    model: Model,
    languages: dict[str, Language],
    content: Content,
    lock: Lock | None,
    as_of: datetime.date,
    found: list[Diagnostic],
) -> Site:
    """Join everything that was read. Links that lead nowhere are reported, and left out of the graph."""
    found.extend(unresolved(configuration, content, model))
    content = _without_withdrawn(content)
    entries = {entry.key: entry for entry in content.entries}
    links, unrelated = links_of(content.entries, found)
    inverses = {name: relation.inverse for name, relation in model.relations.items()}
    graph = Graph(tuple(link for link in links if link.object in entries), unrelated, inverses)
    whole = not content.unread and len(graph.links) == len(links)
    broken = broken_rules(model, entries, graph, whole=whole)
    found.extend(reported(model, broken, {each.type for each in content.withdrawn}))
    guides = {guide.id: guide for guide in content.guides if guide.words}
    terms = content.terms or Terms()
    personal = safeguarding(content, model, languages)
    looks = (
        other_terms(terms, languages),
        handwritten_citations(content, model, languages),
        wrong_weekdays(model, languages),
        personal,
        long_sentences(languages),
    )
    pages: tuple[Entry | Guide, ...] = (*content.entries, *content.guides)
    seen = [each for page in pages for look in looks for each in look(page)]
    seen.extend(each for unread in content.unread for each in personal(unread))
    parity = parity_of(content, languages, lock)
    wrong = {diagnostic.location.path for diagnostic in found if diagnostic.severity is Severity.ERROR}
    found.extend(reported_parity(parity, content, wrong))
    found.extend(untranslated(content.entries, languages))
    found.extend(_consents_due(content, model, as_of))
    found.extend(_pictures_without_consent(content, model))
    found.extend(seen)
    unread, withdrawn, tested = content.unread, content.withdrawn, content.tested
    site = Site(
        configuration, model, languages, entries, guides, graph, as_of, unread, broken, parity, terms, withdrawn, tested
    )
    found.extend(author_variants(site.works, languages))
    if not content.unread:
        found.extend(needed(site.works, site.uses))
    return site


def by_itself(model: Model, languages: Mapping[str, Language], terms: Terms | None) -> Callable[[Entry | Guide], None]:
    """Works out what follows from the words of a page by themselves, just after they have been read for the first time.

    `assemble` asks for all of it. By then the tokens have been let go of, and would have to be made again.
    """
    works = works_of(model)
    looks = other_terms(terms or Terms(), languages), wrong_weekdays(model, languages), long_sentences(languages)

    def look(page: Entry | Guide) -> None:
        if not any(words.known.is_new for words in page.words.values()):
            return
        for words in page.words.values():
            outlined(words)
            fingerprints(words)
            placed(words, works, languages[words.language])
        for each in looks:
            deque(each(page), maxlen=0)

    return look


def _without_withdrawn(content: Content) -> Content:
    """The content in which no facts name what has been taken down."""
    gone = {key for each in content.withdrawn for key in each.keys} - {entry.key for entry in content.entries}

    def left(entry: Entry) -> Entry:
        facts, positions = left_of(entry.facts, entry.positions, gone)
        # What is known is known of all that its facts say.
        return entry if facts is entry.facts else replace(entry, facts=facts, positions=positions, known=Known())

    return replace(content, entries=tuple(map(left, content.entries))) if gone else content


def _consents_due(content: Content, model: Model, as_of: datetime.date) -> Iterator[Diagnostic]:
    for entry in content.entries:
        for name, consent in consents_of(entry.facts, model.types[entry.type]).items():
            if consent.is_due(as_of):
                where = entry.positions.value(name, "review_by")
                yield Diagnostic.at(where, "consent-due", value=consent.review_by)


def _pictures_without_consent(content: Content, model: Model) -> Iterator[Diagnostic]:
    """The pictures that strangers brought and that nobody is recorded as having agreed to, each where it first stands.

    A site that has no field for consent does not ask for it.
    """
    for entry in content.entries:
        declared = model.types[entry.type]
        asked = declared.contributed and any(field.kind == "consent" for field in declared.fields.values())
        if not asked or any("images" in consent.covers for consent in consents_of(entry.facts, declared).values()):
            continue
        stands: dict[str, Location] = {}
        for words in entry.words.values():
            for name, where in words.images:
                stands.setdefault(unquote(name), where)
        for name in pictures_among(entry.images):
            where = stands.get(name, Location(f"{entry.folder}/{name}"))
            yield Diagnostic.at(where, "picture-without-consent", name=name)
