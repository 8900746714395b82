"""How far the languages of each page correspond: what is missing, stale or built differently."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from itertools import chain
from typing import Literal

from make_the_connection.content.guides import Guide
from make_the_connection.content.reading import Content, Entry
from make_the_connection.diagnostics import Diagnostic, Location
from make_the_connection.parity.fingerprint import FRONT, fingerprints
from make_the_connection.parity.lock import Accepted, Lock, Place
from make_the_connection.parity.outline import Version
from make_the_connection.parity.structure import lacking

FRONT_NAME = "front"
"""What people call the section without an id."""


class State(StrEnum):
    """A state that a page may be in in a language. A draft may be complete, and a stale page may be a draft."""

    COMPLETE = "complete"
    REVIEWED = "reviewed"
    DRAFT = "draft"
    STALE = "stale"
    DIFFERENT = "different"
    MISSING = "missing"


@dataclass(frozen=True)
class StaleSection:
    """A translated section whose original has changed since the day on which it was accepted; None: it never was."""

    id: str
    since: str | None


@dataclass(frozen=True)
class VersionState:
    """A page in one language: `stale` and `translation` are of translations only; `differences` are what it lacks."""

    language: str
    translation: Literal["draft", "reviewed"] | None
    stale: tuple[StaleSection, ...]
    differences: tuple[Diagnostic, ...]

    @cached_property
    def states(self) -> frozenset[State]:
        holds = {
            State.COMPLETE: not self.stale and not self.differences,
            State.REVIEWED: self.translation == "reviewed",
            State.DRAFT: self.translation == "draft",
            State.STALE: bool(self.stale),
            State.DIFFERENT: bool(self.differences),
        }
        return frozenset(state for state, is_so in holds.items() if is_so)

    @property
    def lacks(self) -> tuple[str, ...]:
        """The sections that it lacks altogether."""
        found = (dict(each.parameters)["name"] for each in self.differences if each.code == "parity-section")
        return tuple(dict.fromkeys(found))


@dataclass(frozen=True)
class PageState:
    """A page; `original` is the language that the others of `versions` translate."""

    key: str
    original: str
    versions: Mapping[str, VersionState]

    def states(self, language: str) -> frozenset[State]:
        return self.versions[language].states if language in self.versions else frozenset({State.MISSING})


@dataclass(frozen=True)
class Tally:
    """How many pages of a type there are, and how many of them are in each state in a language."""

    type: str
    language: str
    pages: int
    states: Mapping[State, int]


@dataclass(frozen=True)
class Parity:
    """The state in the site's languages of every page that has words, entries first.

    `current` is the fingerprint of the original of each translated section; `lock` what was accepted, None where
    nothing is recorded; `obsolete` what of it is of sections that are no longer there.
    """

    languages: tuple[str, ...] = ()
    pages: Mapping[str, PageState] = field(default_factory=dict)
    current: Mapping[Place, str] = field(default_factory=dict)
    lock: Lock | None = None
    obsolete: tuple[Place, ...] = ()

    @property
    def tallies(self) -> tuple[Tally, ...]:
        """The numbers for each type and language, in the order of the pages and of the languages."""
        by_type: dict[str, list[PageState]] = defaultdict(list)
        for key, page in self.pages.items():
            by_type[key.partition(":")[0]].append(page)
        return tuple(
            Tally(type_, code, len(pages), {state: numbers[state] for state in State})
            for type_, pages in by_type.items()
            for code in self.languages
            for numbers in [Counter(chain.from_iterable(page.states(code) for page in pages))]
        )

    def in_state(self, state: State, language: str) -> tuple[str, ...]:
        """The keys of the pages that are in a state in a language."""
        return tuple(key for key, page in self.pages.items() if state in page.states(language))

    def accept(self, places: Collection[Place], on: datetime.date) -> Lock:
        """The lock in which these sections are accepted as translations of what stands there now."""
        before = self.lock or {}
        return {
            place: before[place]
            if place in before and (place not in places or before[place].fingerprint == now)
            else Accepted(now, on.isoformat())
            for place, now in self.current.items()
            if place in before or place in places
        }

    def is_stale(self, place: Place) -> bool:
        """Whether a section was accepted in another version, or never."""
        accepted = (self.lock or {}).get(place)
        return accepted is None or accepted.fingerprint != self.current[place]


def parity_of(content: Content, languages: Iterable[str], lock: Lock | None) -> Parity:
    """Compare the languages of everything that was read."""
    written = {page.key: page for page in _pages(content) if page.words}
    current = {place: now for page in written.values() for place, now in _originals(page)}
    unread = {each.key for each in content.unread}
    obsolete = tuple(place for place in lock or () if place not in current and place.page not in unread)
    parity = Parity(tuple(languages), {}, current, lock, obsolete)
    return replace(parity, pages={key: _state(page, parity) for key, page in written.items()})


def _pages(content: Content) -> tuple[Entry | Guide, ...]:
    return (*content.entries, *content.guides)


def _original(page: Entry | Guide) -> str:
    """The language that the others of a page translate: one that it is written in."""
    original = page.facts.original if isinstance(page, Entry) else page.original
    return original if original in page.words else next(iter(page.words))


def _originals(page: Entry | Guide) -> Iterator[tuple[Place, str]]:
    """Each translated section of a page, and the version of its original that stands there."""
    first = _original(page)
    original: Version = page.words[first]
    prints = fingerprints(original)
    for code, version in page.words.items():
        for id_ in dict.fromkeys((FRONT, *version.sections)):
            if code != first and id_ in prints:
                yield Place(page.key, id_, code), prints[id_]


def _state(page: Entry | Guide, parity: Parity) -> PageState:
    first = _original(page)
    original: Version = page.words[first]
    versions = {}
    for code, version in page.words.items():
        others = [original] if code != first else [other for name, other in page.words.items() if name != first]
        differences = chain.from_iterable(lacking(version, other) for other in others)
        stale = tuple(_stale(version, page.key, parity)) if code != first and parity.lock is not None else ()
        translation = version.front.translation if code != first else None
        versions[code] = VersionState(code, translation, stale, tuple(dict.fromkeys(differences)))
    return PageState(page.key, first, versions)


def _stale(version: Version, key: str, parity: Parity) -> Iterator[StaleSection]:
    for id_ in dict.fromkeys((FRONT, *version.sections)):
        place = Place(key, id_, version.language)
        if place in parity.current and parity.is_stale(place):
            accepted = (parity.lock or {}).get(place)
            yield StaleSection(id_, accepted.on if accepted else None)


def reported(parity: Parity, content: Content, wrong: Collection[str]) -> Iterator[Diagnostic]:
    """A diagnostic for everything stale, and for every difference.

    Pages with mistakes in one of these files are compared when those are mended: until then most of it would be noise.
    """
    for page in _pages(content):
        state = parity.pages.get(page.key)
        if state is None or any(version.path in wrong for version in page.words.values()):
            continue
        for code, version in page.words.items():
            yield from state.versions[code].differences
            for stale in state.versions[code].stale:
                yield _about(stale, page.key, state.original, version)


def _about(stale: StaleSection, key: str, original: str, version: Version) -> Diagnostic:
    section = version.sections[stale.id] if stale.id else None
    where = section.location if section else Location(version.path)
    named = {
        "name": section.heading if section else version.front.title,
        "language": original,
        "page": key,
        "section": stale.id or FRONT_NAME,
    }
    if stale.since is None:
        return Diagnostic.at(where, "unrecorded-section", **named)
    return Diagnostic.at(where, "stale-section", on=stale.since, **named)
