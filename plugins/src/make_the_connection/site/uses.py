"""What uses each work: sentences that cite it or lead to it, records that list it, published links that rest on it."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from make_the_connection.content.citation import Cluster
from make_the_connection.content.guides import Guide, GuideWords
from make_the_connection.content.inspection import Mention
from make_the_connection.content.model import FieldDeclaration, Model, TypeDeclaration
from make_the_connection.content.reading import Entry
from make_the_connection.content.sentences import Sentence, sentence_from_values, sentence_in_values, sentences
from make_the_connection.content.words import Words
from make_the_connection.diagnostics import Diagnostic
from make_the_connection.languages import Language

How = Literal["cited", "linked", "listed", "source"]

NOTES = "notes"
"""The section of the footnotes of an entry."""


@dataclass(frozen=True)
class Use:
    """One place that uses a work.

    `key` is the entry's or guide page's; `how` is `cited` in its words, `linked` from them, `listed` in a record of its
    facts, or `source` of one of its published links. `section` is an id on its page, or empty for the page's beginning.
    `sentences` are by language: the one in which the work is cited, or why it is listed, or why there is a link;
    `Site.said` makes plain text of one.
    """

    key: str
    how: How
    section: str
    sentences: Mapping[str, Sentence] = field(default_factory=dict)


def uses_of(
    model: Model, languages: Mapping[str, Language], entries: Iterable[Entry], guides: Iterable[Guide]
) -> Mapping[str, tuple[Use, ...]]:
    """For each work's id, what uses it: entries in their order and then guide pages, each from its top to its end.

    A citation is one use in all languages: it is the same where it is as many-th of its work in its section.
    """
    found: dict[str, list[Use]] = defaultdict(list)
    works = works_of(model)
    for entry in entries:
        declared = model.types[entry.type]
        cited = _cited(entry, works, languages)
        for id_, use in (*cited, *_listed(entry, works, declared), *_sources(entry, declared)):
            found[id_].append(use)
    for guide in guides:
        for id_, use in _cited(guide, works, languages):
            found[id_].append(use)
    return {id_: tuple(uses) for id_, uses in found.items()}


def works_of(model: Model) -> tuple[str, ...]:
    """The types of works."""
    return tuple(type_ for type_, declared in model.types.items() if declared.title == "csl")


def _cited(page: Entry | Guide, works: Collection[str], languages: Mapping[str, Language]) -> Iterator[tuple[str, Use]]:
    versions = {code: placed(words, works, languages[code]) for code, words in page.words.items()}
    sections = list(dict.fromkeys(section for words in page.words.values() for section in (*words.sections, NOTES)))
    places = dict.fromkeys(place for version in versions.values() for place in version)
    for place in sorted(places, key=lambda place: sections.index(place[0])):
        section, how, id_, _ = place
        said = {code: version[place] for code, version in versions.items() if place in version}
        # The notes of a guide page are the site generator's, without an id.
        yield id_, Use(page.key, how, "" if isinstance(page, Guide) and section == NOTES else section, said)


_Place = tuple[str, How, str, int]
"""A section, a work, how it is used, and a number: which of such uses in the section this is."""


def placed(words: Words | GuideWords, works: Collection[str], language: Language) -> dict[_Place, Sentence]:
    """The sentences of a text that use works, by their places."""

    def found() -> list[Any]:
        # A sentence may use many works, and each many times.
        return [(sentence_in_values(said), places) for said, places in _placed(words, works, language)]

    kept = words.known.once("uses", found, " ".join(works))
    said_at = ((sentence_from_values(said), places) for said, places in kept)
    return {(section, how, id_, number): said for said, places in said_at for section, how, id_, number in places}


def _placed(
    words: Words | GuideWords, works: Collection[str], language: Language
) -> Iterator[tuple[Sentence, list[_Place]]]:
    if not any(mark in words.file for mark in ("@", *works)):
        return
    runs = {**{section.id: section.tokens for section in words.sections.values()}, NOTES: words.notes}
    for section, tokens in runs.items():
        counted: Counter[tuple[How, str]] = Counter()
        for block in tokens:
            if not any(mark in block.content for mark in ("@", *works)):
                continue
            for sentence in sentences(block, language):
                places: list[_Place] = []
                for how, id_ in _used(sentence, works):
                    places.append((section, how, id_, counted[how, id_]))
                    counted[how, id_] += 1
                if places:
                    yield sentence, places


def _used(sentence: Sentence, works: Collection[str]) -> Iterator[tuple[How, str]]:
    for piece in sentence:
        if isinstance(piece, Cluster):
            yield from (("cited", citation.key) for citation in piece.citations)
        elif isinstance(piece, Mention) and piece.type in works:
            yield "linked", piece.id


def _listed(entry: Entry, works: Collection[str], declared: TypeDeclaration) -> Iterator[tuple[str, Use]]:
    for name, kind in declared.fields.items():
        section = next((block.id or "" for block in declared.page if name in block.facts), "")
        for key, said in _named(getattr(entry.facts, name), kind, {}):
            type_, _, id_ = key.partition(":")
            if type_ in works:
                yield id_, Use(entry.key, "listed", section, {code: (text,) for code, text in said.items()})


def _named(value: object, kind: FieldDeclaration, said: Mapping[str, str]) -> Iterator[tuple[str, Mapping[str, str]]]:
    """The entries that a field names, each with the first text of the record in which it stands."""
    items = value if isinstance(value, tuple) else (value,)
    for item in items if value is not None else ():
        if kind.kind == "entry":
            yield item, said
        elif kind.kind == "record":
            texts = [getattr(item, name) for name, inner in kind.fields.items() if inner.kind == "text"]
            for name, inner in kind.fields.items():
                yield from _named(getattr(item, name), inner, next(filter(None, texts), {}))


def _sources(entry: Entry, declared: TypeDeclaration) -> Iterator[tuple[str, Use]]:
    for link in entry.facts.links:
        source = vars(link).get("source")
        if source and not source.startswith("http"):
            type_ = link.to.partition(":")[0]
            section = next((block.id or "" for block in declared.page if type_ in block.connections), "")
            why = {code: (text,) for code, text in link.why.items()}
            yield source.partition(":")[2], Use(entry.key, "source", section, why)


def needed(works: Iterable[Entry], uses: Mapping[str, tuple[Use, ...]]) -> Iterator[Diagnostic]:
    """Each work that nothing uses and that does not say why it is kept, or that says so although something uses it."""
    for work in works:
        kept = work.facts.kept  # type: ignore[attr-defined]
        if kept and work.id in uses:
            yield Diagnostic.at(work.positions.key("kept"), "needless-kept", name=work.key)
        elif not kept and work.id not in uses:
            yield Diagnostic.at(work.positions.value(), "unused-work", name=work.key, citation=f"@{work.id}")
