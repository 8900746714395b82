"""Whether two records are of one work, or of editions of it in two languages."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from make_the_connection.content.identifiers import comparable_doi, isbn
from make_the_connection.references.formats.record import Record

Why = Literal["doi", "isbn", "title"]

_PARTS = frozenset({"chapter", "entry-encyclopedia", "paper-conference"})
"""What has the ISBN of the whole that it is a part of."""

_WHOLES = frozenset(
    {"book", "collection", "document", "manuscript", "post", "post-weblog", "report", "standard", "webpage"}
)
"""What stands by itself: programs and people call one work by several of these."""

_SUBTITLE = re.compile(r"\s*[:?!]\s|\s+[–—-]+\s+|\.\s|\s+\(")
_SHORTEST = 3
"""Words of a title that may stand for a title and subtitle."""
_INITIALS = 3
"""Letters that are initials where all are capitals."""


_WHYS: tuple[Why, ...] = ("doi", "isbn", "title", "title")
_SURE: Mapping[str, int] = {"doi": 0, "isbn": 1, "whole": 2, "part": 3}
"""What tells that two records are of one work, the surest first: a title with its subtitle, or without."""


@dataclass(frozen=True)
class Known:
    """A record, and what reports call it."""

    name: str
    record: Record


@dataclass
class Shelf:
    """Records in which others are looked for: those of a site, and those of a file so far.

    `bodies` gives bodies one name by those that they have in all languages.
    """

    bodies: Mapping[str, str] = field(default_factory=dict)
    _places: dict[tuple[str, str], list[Known]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.bodies = {comparable(name): comparable(one) for name, one in self.bodies.items()}

    def add(self, known: Known) -> None:
        for key in (*_keys(known.record), *self._origin(known.record)):
            self._places.setdefault(key, []).append(known)

    def same(self, record: Record) -> tuple[Known, Why] | None:
        """The record of the same work, and by what it is known: the surest first."""
        found = [
            (_SURE[kind], _distance(record, known.record), known.name, known)
            for kind, place in _sought(record)
            for known in self._places.get(place, ())
            if kind in ("doi", "isbn") or self._alike(record, known.record)
        ]
        if not found:
            return None
        sure, _, _, known = min(found, key=lambda each: each[:3])
        return known, _WHYS[sure]

    def other_editions(self, record: Record, languages: Iterable[str]) -> list[Known]:
        """The records that may be of this work in another of these languages."""
        languages = tuple(languages)
        code = _language(record, languages)
        near = self._near(record) if code else ()
        return [known for known in near if self._is_other_edition(record, known.record, code, languages)]

    def claims(self, known: Record, code: str, languages: Iterable[str]) -> list[Record]:
        """The records that may be of a known work in the language `code`."""
        languages = tuple(languages)
        near = [each.record for each in self._near(known) if _language(each.record, languages) == code]
        return [record for record in near if self._is_other_edition(record, known, code, languages)]

    def _near(self, record: Record) -> list[Known]:
        places = (*_identifiers(record), *self._origin(record))
        return list({known.name: known for place in places for known in self._places.get(place, ())}.values())

    def _origin(self, record: Record) -> Iterator[tuple[str, str]]:
        """The year and creators of a work, which its editions in other languages have too."""
        year, names = str(record.get("issued", ""))[:4], [name for name, _ in self._creators(record)]
        if year and names:
            yield "origin", "|".join([year, *names])

    def _creators(self, record: Record) -> list[tuple[str, str]]:
        """The families and given names of persons, and the names of bodies."""
        people = record.get("author") or record.get("editor") or []
        named = [(comparable(each.get("literal") or each.get("family", "")), each.get("given", "")) for each in people]
        return [(name if given else self.bodies.get(name, name), given) for name, given in named]

    def _alike(self, one: Record, other: Record) -> bool:
        """Whether records with the same title can be of one work: they are as old, and by the same people."""
        if _distance(one, other) > 1 or contradict(one, other):
            return False
        mine, others = self._creators(one), self._creators(other)
        return not mine or not others or any(_can_be_one(each, another) for each in mine for another in others)

    def _is_other_edition(self, record: Record, known: Record, code: str, languages: tuple[str, ...]) -> bool:
        title = known.get("title")
        held = set(title) if isinstance(title, Mapping) else {_language(known, languages)}
        if code in held or "" in held:
            return False
        return share_number(record, known) or (_kind(record) == _kind(known) and self._same_origin(record, known))

    def _same_origin(self, one: Record, other: Record) -> bool:
        origin = [*self._origin(one)]
        return (
            bool(origin)
            and origin == [*self._origin(other)]
            and all(map(_can_be_one, self._creators(one), self._creators(other)))
        )


def site_language(code: str, languages: Iterable[str]) -> str:
    """The language of a site that a record means by its code: `en-GB` is read by those who read `en`."""
    languages = tuple(languages)
    base = code.partition("-")[0]
    return (
        code if code in languages else next((each for each in languages if base and each.partition("-")[0] == base), "")
    )


def titles(record: Record) -> list[str]:
    """Every title that a record has."""
    title = record.get("title", "")
    return list(title.values()) if isinstance(title, Mapping) else [title]


def comparable(text: str) -> str:
    """A text without what different people write differently: capitals, accents, punctuation."""
    letters = unicodedata.normalize("NFKD", re.sub(r"['’‘ʼ`´]", "", text)).casefold().replace("&", " and ")
    return " ".join(re.findall(r"[^\W_]+", "".join(each for each in letters if not unicodedata.combining(each))))


def _main_title(title: str) -> str:
    """A title without its subtitle, or nothing where it is too short to mean one work."""
    main = comparable(_SUBTITLE.split(" ".join(title.split()), maxsplit=1)[0])
    return main if len(main.split()) >= _SHORTEST else ""


def _keys(record: Record) -> Iterator[tuple[str, str]]:
    """Under what a record is found: its numbers, and each title whole and without its subtitle."""
    yield from _identifiers(record)
    for title in titles(record):
        if comparable(title):
            yield "whole", comparable(title)
        if _main_title(title):
            yield "main", _main_title(title)


def _sought(record: Record) -> Iterator[tuple[str, tuple[str, str]]]:
    """What tells that another record is of the same work, and under what that one is found."""
    yield from ((kind, (kind, key)) for kind, key in _identifiers(record))
    for title in titles(record):
        whole, main = comparable(title), _main_title(title)
        yield from [("whole", ("whole", whole)), ("part", ("main", whole)), ("part", ("whole", main))]


def _identifiers(record: Record) -> Iterator[tuple[str, str]]:
    if "DOI" in record:
        yield "doi", comparable_doi(record["DOI"])
    if "ISBN" in record and record["type"] not in _PARTS:
        yield "isbn", isbn(record["ISBN"]) or record["ISBN"]


def share_number(one: Record, other: Record) -> bool:
    """Whether records have the same DOI or ISBN."""
    return bool(set(_identifiers(one)) & set(_identifiers(other)))


def contradict(one: Record, other: Record) -> bool:
    """Whether records say what is not said of one work: another number, journal, volume, issue or first page."""
    return any(
        name in one and name in other and not agree(one[name], other[name]) for name, agree in _AGREEMENTS.items()
    )


def _is_short_for(one: str, other: str) -> bool:
    """Whether the title of a journal abbreviates another: its words begin the other's, in their order."""
    short, long = sorted((comparable(one), comparable(other)), key=len)
    words = iter(long.split())
    return all(any(word.startswith(start) for word in words) for start in short.split())


def _after(form: Callable[[str], object]) -> Callable[[str, str], bool]:
    return lambda one, other: form(one) == form(other)


_AGREEMENTS: Mapping[str, Callable[[str, str], bool]] = {
    "DOI": _after(comparable_doi),
    "ISBN": _after(lambda text: isbn(text) or text),
    "container-title": _is_short_for,
    "volume": _after(comparable),
    "issue": _after(comparable),
    "page": _after(lambda text: comparable(text).split()[:1]),
}


def _kind(record: Record) -> str:
    return "whole" if record["type"] in _WHOLES else str(record["type"])


def _language(record: Record, languages: Iterable[str]) -> str:
    return site_language(str(record.get("language", "")), languages)


def _distance(one: Record, other: Record) -> int:
    """How many years are between them, as far as they say."""
    years = [int(record["issued"][:4]) for record in (one, other) if str(record.get("issued", ""))[:4].isdecimal()]
    return abs(years[0] - years[-1]) if years else 0


def _can_be_one(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether names may be one person's or body's: given names of which each begins the other's."""
    pairs = zip(_given(one[1]), _given(other[1]), strict=False)
    return one[0] == other[0] and all(mine.startswith(yours) or yours.startswith(mine) for mine, yours in pairs)


def _given(text: str) -> list[str]:
    """Given names; initials that stand together, as in `JP`, one by one."""
    initials = text.isalpha() and text.isupper() and len(text) <= _INITIALS
    return list(comparable(text)) if initials else comparable(text).split()
