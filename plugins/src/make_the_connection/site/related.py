"""Works near to a work, each with what brings them together."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from make_the_connection.content.reading import Entry
from make_the_connection.references import people_of
from make_the_connection.site.uses import Use

MOST = 6
"""More would be a list of the whole subject."""


@dataclass(frozen=True)
class Near:
    """A work near to another: whose they both are, where both are used, and the journal or series that both are in.

    `sections` are pairs of an entry's or guide page's key and the id of a section of it; `pages` are the keys of pages
    that use both, in other sections each.
    """

    work: Entry
    people: tuple[str, ...]
    sections: tuple[tuple[str, str], ...]
    pages: tuple[str, ...]
    series: tuple[str, ...]

    @property
    def rank(self) -> tuple[int, int, int, int, str]:
        """Those who share most people come first, then most sections, most pages, the series; then by id."""
        return -len(self.people), -len(self.sections), -len(self.pages), -len(self.series), self.work.id


def related(work: Entry, works: Sequence[Entry], uses: Mapping[str, tuple[Use, ...]]) -> tuple[Near, ...]:
    """At most six works near to one, the nearest first."""
    near = (_near(work, other, uses) for other in works if other.key != work.key)
    return tuple(sorted((one for one in near if any(one.rank[:4])), key=lambda one: one.rank)[:MOST])


def _near(work: Entry, other: Entry, uses: Mapping[str, tuple[Use, ...]]) -> Near:
    mine, yours = uses.get(work.id, ()), uses.get(other.id, ())
    there = {(use.key, use.section) for use in yours}
    sections = tuple(dict.fromkeys(place for use in mine if (place := (use.key, use.section)) in there))
    joined = {key for key, _ in sections}
    pages = {use.key for use in yours} - joined
    return Near(
        other,
        tuple(name for name in people_of(work) if name in people_of(other)),
        sections,
        tuple(dict.fromkeys(use.key for use in mine if use.key in pages)),
        tuple(name for name in _series(work) if name in set(_series(other))),
    )


def _series(work: Entry) -> Iterator[str]:
    record = work.facts.csl  # type: ignore[attr-defined]
    yield from dict.fromkeys(filter(None, [record.container_title, record.collection_title]))
