"""The authors of works, and one author written in two ways."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from make_the_connection.content.csl import Person
from make_the_connection.content.reading import Entry
from make_the_connection.diagnostics import Diagnostic, Location
from make_the_connection.languages import Language

_ROLES = ("author", "editor", "translator")
_ALIKE = str.maketrans({"’": "'", "ʼ": "'", "‐": "-", "‑": "-", "–": "-"})


def folded(text: str) -> str:
    """A text in small letters without accents, each character in its place."""
    composed = unicodedata.normalize("NFC", text).translate(_ALIKE)
    return "".join(unicodedata.normalize("NFD", character)[0].lower()[0] for character in composed)


def family_name(person: Person) -> str:
    """The whole family name, its particles included; empty for a body."""
    return " ".join(filter(None, [person.dropping_particle, person.non_dropping_particle, person.family]))


def written_name(person: Person) -> str:
    """A person as `Family, Given`; a body as it calls itself."""
    return person.literal or ", ".join(filter(None, [family_name(person), person.given, person.suffix]))


def authors_of(work: Entry) -> tuple[Person, ...]:
    """Whom a citation of a work names: its authors, or its editors where it has none."""
    record = work.facts.csl  # type: ignore[attr-defined]
    return record.author or record.editor  # type: ignore[no-any-return]


def people_of(work: Entry) -> tuple[str, ...]:
    """Everyone who wrote or edited a work, in order and each once, as a sentence names them."""
    record = work.facts.csl  # type: ignore[attr-defined]
    return tuple(dict.fromkeys(spoken_name(person) for person in (*record.author, *record.editor)))


def spoken_name(person: Person) -> str:
    """A person as a sentence names them; a body as it calls itself."""
    return person.literal or " ".join(filter(None, [person.given, family_name(person), person.suffix]))


@dataclass(frozen=True)
class _Named:
    person: Person
    work: Entry
    location: Location

    @property
    def name(self) -> str:
        return written_name(self.person)

    @property
    def fullness(self) -> tuple[int, int, str]:
        """By which the fullest of several ways to write a name is found."""
        letters = [character for character in self.name if character.isalpha()]
        return len(letters), sum(not letter.isascii() for letter in letters), self.name


def author_variants(works: Iterable[Entry], languages: Mapping[str, Language]) -> Iterator[Diagnostic]:
    """Each name that another record has more fully, or a body's that most others have otherwise.

    Persons are alike who have the same family name and given names of which each begins the other's: `P.`, `Phil` and
    `Philip E.` Bodies are alike but for capitals, accents, articles and the word or sign for "and". A record says whom
    else it knows of nearly the same name (`namesakes`).
    """
    persons: dict[str, list[_Named]] = defaultdict(list)
    bodies: dict[tuple[str, ...], list[_Named]] = defaultdict(list)
    small = frozenset(word for language in languages.values() for word in (*language.joining, *language.articles))
    for named in _named(works):
        if named.person.literal:
            words = folded(named.person.literal).replace(",", " ").split()
            bodies[tuple(word for word in words if word not in small)].append(named)
        else:
            persons[folded(family_name(named.person))].append(named)
    for group in persons.values():
        for named in group:
            fuller = [other for other in group if _is_same(named, other) and other.fullness > named.fullness]
            if fuller:
                yield _variant(named, max(fuller, key=lambda other: other.fullness))
    for group in bodies.values():
        names = [named.name for named in group]
        usual = max(group, key=lambda named: (names.count(named.name), named.fullness))
        yield from (_variant(named, usual) for named in group if named.name != usual.name)


def _named(works: Iterable[Entry]) -> Iterator[_Named]:
    for work in works:
        for role in _ROLES:
            for number, person in enumerate(getattr(work.facts.csl, role)):  # type: ignore[attr-defined]
                yield _Named(person, work, work.positions.value("csl", role, number))


def _is_same(one: _Named, other: _Named) -> bool:
    if one.name == other.name or one.name in _namesakes(other) or other.name in _namesakes(one):
        return False
    pairs = zip(_given(one.person), _given(other.person), strict=False)
    return all(mine.startswith(yours) or yours.startswith(mine) for mine, yours in pairs)


def _namesakes(named: _Named) -> tuple[str, ...]:
    return named.work.facts.namesakes  # type: ignore[attr-defined,no-any-return]


def _given(person: Person) -> list[str]:
    return folded(person.given or "").replace(".", " ").split()


def _variant(named: _Named, other: _Named) -> Diagnostic:
    return Diagnostic.at(named.location, "author-variants", name=named.name, other=other.name, work=other.work.key)
