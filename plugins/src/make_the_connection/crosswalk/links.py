"""Links as records, read out of the facts of entries."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pydantic import BaseModel

from make_the_connection.content.reading import Entry
from make_the_connection.diagnostics import Diagnostic, Location

PUBLISHED = "published"
CENTRAL = "central"


@dataclass(frozen=True)
class Link:
    """One tie between two entries, as its author recorded it: `subject` is the entry that holds it.

    `why` has every language of the site. A published link has a `source` and its `wording` there; an editorial one
    says who made it (`by`, a role) and when (`on`). `reviewed` is a role and a date, or None while nobody has.
    Links are equal wherever they are written down.
    """

    subject: str
    object: str
    relation: str
    why: Mapping[str, str]
    basis: str
    strength: str
    location: Location = field(compare=False)
    source: str | None = None
    wording: Mapping[str, str] | None = None
    by: str | None = None
    on: str | None = None
    reviewed: tuple[str, str] | None = None

    @property
    def published(self) -> bool:
        return self.basis == PUBLISHED

    @property
    def central(self) -> bool:
        return self.strength == CENTRAL


@dataclass(frozen=True)
class Unrelated:
    """A pair of entries that someone looked at and found unrelated."""

    pair: frozenset[str]
    why: Mapping[str, str]
    by: str
    on: str


def links_of(entries: Iterable[Entry], found: list[Diagnostic]) -> tuple[tuple[Link, ...], tuple[Unrelated, ...]]:
    """Every link, by subject and object, and every pair recorded as unrelated.

    An entry paired with itself, or two entries that are recorded twice, is a diagnostic.
    """
    seen: dict[frozenset[str], Location] = {}
    links: list[Link] = []
    unrelated: list[Unrelated] = []
    for entry in entries:
        for number, record in enumerate(entry.facts.links):
            location = entry.positions.value("links", number, "to")
            if _is_new(entry.key, record.to, location, seen, found):
                links.append(_link(entry.key, record, location))
    for entry in entries:
        for number, record in enumerate(entry.facts.unrelated):
            if _is_new(entry.key, record.to, entry.positions.value("unrelated", number, "to"), seen, found):
                unrelated.append(Unrelated(frozenset((entry.key, record.to)), record.why, record.by, record.on))
    return tuple(sorted(links, key=lambda link: (link.subject, link.object))), tuple(unrelated)


def _is_new(
    one: str, other: str, location: Location, seen: dict[frozenset[str], Location], found: list[Diagnostic]
) -> bool:
    pair = frozenset((one, other))
    if one == other:
        found.append(Diagnostic.at(location, "self-link", name=other))
    elif pair in seen:
        found.append(Diagnostic.at(location, "duplicate-link", name=other, place=seen[pair]))
    else:
        seen[pair] = location
        return True
    return False


def _link(subject: str, record: BaseModel, location: Location) -> Link:
    values = dict(vars(record))
    review = values.pop("review")
    return Link(
        subject=subject,
        object=values.pop("to"),
        location=location,
        reviewed=None if isinstance(review, str) else (review.by, review.on),
        **values,
    )
