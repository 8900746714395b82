"""What entries are told apart by: the values of a facet that an entry has, and what readers of a language call them."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from make_the_connection.content.finding import FacetDeclaration
from make_the_connection.content.model import FieldDeclaration
from make_the_connection.content.reading import Entry
from make_the_connection.languages import Language
from make_the_connection.site.phrase import Phrase
from make_the_connection.site.site import Site

NOT_STATED = "not-stated"
"""The value of an entry that could state it and does not."""

_LONGEST = 48  # characters, of up to four bytes each: file systems allow a name 255 bytes


def facet_values(site: Site, entry: Entry, facet: FacetDeclaration) -> tuple[str, ...]:
    """The values that an entry has, by their names in addresses; none where its type knows nothing of the facet."""
    if facet.linked:
        linked = (each.other for each in site.graph.connections(entry.key, facet.linked))
        return tuple(dict.fromkeys(key.partition(":")[2].replace("/", "-") for key in linked))
    if facet_field(site, entry.type, facet) is None:
        return ()
    found = _found(entry.facts, facet)
    return tuple(dict.fromkeys(_value(each, facet) for each in found)) or (NOT_STATED,)


def facet_field(site: Site, type_: str, facet: FacetDeclaration) -> FieldDeclaration | None:
    """The field of a type that a facet is of, or None."""
    fields: Mapping[str, FieldDeclaration] = site.model.types[type_].fields
    field = None
    for name in facet.path:
        field = fields.get(name)
        fields = field.fields if field else {}
    return field


def facet_label(site: Site, types: Iterable[str], facet: FacetDeclaration, code: str) -> str:
    """What readers of a language call a facet of these types, as a title."""
    if facet.label:
        label = facet.label[code]
    elif facet.linked:
        label = site.model.types[facet.linked].word(code, "one")
    else:
        fields = (facet_field(site, type_, facet) for type_ in types)
        label = next(field.label[code] for field in fields if field)
    return label[:1].upper() + label[1:]


def facet_labels(site: Site, entries: Collection[Entry], facet: FacetDeclaration, code: str) -> dict[str, Phrase]:
    """The values that any of these entries has, as readers of a language expect them, and what they call each.

    Choices and linked entries stand in their own order, names in that of the alphabet, bands upwards and years
    downwards; what is not stated stands last.
    """
    language = site.languages[code]
    present = {value for entry in entries for value in facet_values(site, entry, facet)}
    fields = [facet_field(site, type_, facet) for type_ in dict.fromkeys(entry.type for entry in entries)]
    labels: dict[str, Phrase] = {}
    if facet.linked:
        linked = site.in_reading_order(facet.linked, code)
        labels = {each.id.replace("/", "-"): site.short(each.key, code) for each in linked}
    for field in filter(None, fields):
        if field.kind == "choice":
            labels |= {name: Phrase(text[code]) for name, text in field.choices.items()}
        elif field.kind == "name":
            labels |= _names(site, entries, facet, code)
        elif field.kind == "number":
            labels |= {f"{n}": Phrase(_band(n, facet.bands, language)) for n in range(len(facet.bands) + 1)}
        else:
            labels |= {year: Phrase(year) for year in sorted(present - {NOT_STATED}, reverse=True)}
    labels[NOT_STATED] = Phrase(language.text("fact.not-stated"))
    return {value: _capital(label) for value, label in labels.items() if value in present}


def _found(record: Any, facet: FacetDeclaration) -> Iterable[Any]:
    for name in facet.path:
        record = getattr(record, name, None)
    if record is None:
        return ()
    return record if isinstance(record, tuple) else (record,)


def _value(stated: Any, facet: FacetDeclaration) -> str:
    if isinstance(stated, Mapping):
        return _slug(next(iter(stated.values())))
    if isinstance(stated, int):
        return str(sum(stated >= begins for begins in facet.bands))
    # A date is as exact as it was written, and a choice holds no digit where a year would stand.
    return str(stated[:4] if stated[:4].isdecimal() else stated)


def _slug(name: str) -> str:
    """A name in addresses. File names have an end, and what has neither letters nor digits still stands somewhere."""
    plain = "".join(each for each in unicodedata.normalize("NFKD", name) if not unicodedata.combining(each))
    return "-".join(re.findall(r"[^\W_]+", plain.lower()))[:_LONGEST].strip("-") or "_"


def _names(site: Site, entries: Iterable[Entry], facet: FacetDeclaration, code: str) -> dict[str, Phrase]:
    named = {_value(each, facet): site.named(each, code) for entry in entries for each in _found(entry.facts, facet)}
    sort_key = site.languages[code].alphabet.sort_key
    return {value: named[value] for value in sorted(named, key=lambda value: (sort_key(named[value].text), value))}


def _band(number: int, bands: tuple[int, ...], language: Language) -> str:
    begins = language.number(bands[number - 1]) if number else ""
    ends = language.number(bands[number] - (1 if number else 0)) if number < len(bands) else ""
    key = "between" if begins and ends else "from" if begins else "under"
    return language.text(f"band.{key}", begins=begins, ends=ends)


def _capital(label: Phrase) -> Phrase:
    return Phrase(label.text[:1].upper() + label.text[1:], label.lang)
