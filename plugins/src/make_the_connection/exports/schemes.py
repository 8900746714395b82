"""What other systems take for concepts, and the schemes that these stand in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from make_the_connection.content.reading import Entry
from make_the_connection.exports.crosswalk_format import UNDETERMINED, WordsPart
from make_the_connection.exports.crosswalk_json import words_of
from make_the_connection.exports.identity import framework_name
from make_the_connection.site import Site

UNKNOWN = UNDETERMINED
"""The language (BCP 47) of a title whose language nobody has recorded."""


@dataclass(frozen=True)
class Scheme:
    """An edition of a framework, or the entries of a type that has none, in their order.

    `name` is what its identifier is made from, `key` the edition's or the type's. In a scheme of `concepts` stand all
    entries; in any other (what strangers contribute, works) only those that a link has an end at.
    """

    name: str
    key: str
    type: str
    title: Mapping[str, str]
    concepts: bool
    entries: tuple[Entry, ...]
    edition: str = ""
    note: Mapping[str, str] | None = None
    replaced_by: str | None = None


def schemes(site: Site) -> tuple[Scheme, ...]:
    """The schemes of a site in the order of its model."""
    linked = frozenset(end for link in site.graph.links for end in (link.subject, link.object))
    return tuple(scheme for type_ in site.model.types for scheme in _of_type(site, type_, linked))


def is_concept(site: Site, type_: str) -> bool:
    """Whether entries of a type are ideas, and not accounts from others or works."""
    declared = site.model.types[type_]
    return not declared.contributed and declared.title != "csl"


def titles(site: Site, entry: Entry) -> dict[str, WordsPart]:
    """What an entry is called, by language, the one it was first written in before all others."""
    words = words_of(site, entry)
    if UNDETERMINED in words:
        return {entry.facts.csl.language or UNKNOWN: words[UNDETERMINED]}  # type: ignore[attr-defined]
    return dict(sorted(words.items(), key=lambda item: item[0] != entry.facts.original))


def replacements(site: Site) -> Iterator[tuple[str, str]]:
    """An entry of an earlier edition and what has taken its place, by their keys."""
    return ((old, new) for old, entries in site.successors.items() for new in entries)


def _of_type(site: Site, type_: str, linked: frozenset[str]) -> Iterator[Scheme]:
    concepts = is_concept(site, type_)
    taking_part = {key.partition(":")[0] for key in linked} | {site.model.crosswalk.rows, site.model.crosswalk.columns}
    if type_ not in taking_part and not site.model.types[type_].framework:
        return
    editions: dict[str, list[Entry]] = {
        key: [] for key, framework in site.model.frameworks.items() if framework.type == type_
    }
    others: list[Entry] = []
    for entry in site.of_type(type_):
        if concepts or entry.key in linked:
            editions.get(site.model.edition_of(entry.id) or "", others).append(entry)
    for key, entries in editions.items():
        declared = site.model.frameworks[key]
        yield Scheme(
            name=framework_name(key),
            key=key,
            type=type_,
            title={code: declared.title[code] for code in site.languages},
            concepts=concepts,
            entries=tuple(entries),
            edition=declared.edition,
            note=declared.note,
            replaced_by=declared.replaced_by,
        )
    if others:
        title = {code: type_title(site, type_, code) for code in site.languages}
        yield Scheme(type_name(type_), type_, type_, title, concepts, tuple(others))


def type_name(type_: str) -> str:
    """The name of all entries of a type together, for its identifier."""
    return f"type|{type_}"


def type_title(site: Site, type_: str, code: str, form: str = "plural") -> str:
    """The name of a type as a heading: in the plural, or in another form."""
    text = site.model.types[type_].word(code, form)
    return text[:1].upper() + text[1:]
