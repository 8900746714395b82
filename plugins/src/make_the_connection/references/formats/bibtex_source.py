"""Records from BibTeX and biblatex."""

import re
from collections.abc import Mapping
from typing import Any

from pybtex.bibtex.utils import split_name_list, split_tex_string
from pybtex.database import Person
from pybtex.exceptions import PybtexError

from make_the_connection.content.identifiers import doi
from make_the_connection.diagnostics import Diagnostic, Location
from make_the_connection.references.formats import values
from make_the_connection.references.formats.bibtex_entries import entries_of
from make_the_connection.references.formats.bibtex_fields import (
    OWN,
    READ_TYPES,
    SUBTYPES,
    VERBATIM,
    fields_of,
)
from make_the_connection.references.formats.latex import unescaped, unescaped_address
from make_the_connection.references.formats.names import is_rest, named, small_after
from make_the_connection.references.formats.record import NAMES, FoundRecord, compact, is_own_field, with_own_fields

_OTHER_FIELDS: Mapping[str, tuple[str, ...]] = {
    "container-title": ("journal", "journaltitle", "booktitle", "howpublished"),
    "publisher": ("publisher", "institution", "school", "organization"),
    "publisher-place": ("location", "address"),
    "number-of-pages": ("pagetotal", "numpages"),
    "language": ("language", "langid"),
    "issue": ("issue",),
    "number": ("number", "eid"),
}
"""Where else files have what a field of ours holds."""

_DATES = frozenset({"date", "year", "month", "day"})
_GENRES = {"phdthesis": "PhD thesis", "mastersthesis": "Master’s thesis"}
_SUBTITLES: Mapping[str, tuple[str, ...]] = {
    "subtitle": ("title",),
    "booksubtitle": ("booktitle",),
    "journalsubtitle": ("journaltitle", "journal"),
}
"""biblatex's fields for subtitles, and the fields of what they belong to."""

_PART = re.compile(r"\s*\"?(family|given|prefix|suffix|useprefix)\s*=(.*)", re.DOTALL)


def read_bibtex(source: str, shown: str, found: list[Diagnostic]) -> list[FoundRecord]:
    """The records of a file."""
    entries, wrong = entries_of(source)
    if wrong:
        line, abbreviation = wrong
        named_ = f"BibTeX (@string {abbreviation})" if abbreviation else "BibTeX"
        found.append(Diagnostic.at(Location(shown, line), "import-syntax", format=named_))
    records = []
    for entry in entries:
        record, left_out = record_from(entry.type, entry.fields)
        records.append(FoundRecord(record, Location(shown, entry.line), left_out))
    return records


def record_from(command: str, fields: Mapping[str, str]) -> tuple[dict[str, Any], tuple[str, ...]]:
    """What the fields of an entry say, in LaTeX, and the names of those that we do not carry."""
    entry = _BibtexEntry(command.lower(), dict(fields))
    return entry.record(), (*entry.rest, *entry.fields)


class _BibtexEntry:
    """The fields of one entry, which are taken one by one."""

    def __init__(self, type_: str, fields: dict[str, str]) -> None:
        self.type = type_
        self.fields = fields
        self.rest: list[str] = []

    def record(self) -> dict[str, Any]:
        self._join_subtitles()
        record: dict[str, Any] = {"type": self._type(), "issued": self._date()}
        own = self._own()
        record |= {name: self._people(name) for name in NAMES}
        for name, field in fields_of(self.type).items():
            record[name] = self._said(name, field)
        record["genre"] = record["genre"] or _GENRES.get(self.type, "")
        self._mend(record)
        try:
            return with_own_fields(compact(record), own)
        except ValueError:
            self.rest.append(OWN)
            return compact(record)

    def _join_subtitles(self) -> None:
        for name, wholes in _SUBTITLES.items():
            whole = next((each for each in wholes if each in self.fields), "")
            if whole and name in self.fields:
                self.fields[whole] = values.with_subtitle(self.fields[whole], self.fields.pop(name))

    def _type(self) -> str:
        subtype = self.fields.pop("entrysubtype", "")
        if subtype in SUBTYPES:
            return SUBTYPES[subtype]
        if self.type not in READ_TYPES:
            self.rest.append(f"@{self.type}")
        if subtype:
            self.rest.append("entrysubtype")
        return READ_TYPES.get(self.type, "document")

    def _own(self) -> dict[str, str]:
        own = {}
        for field in list(self.fields):
            name = field.removeprefix(OWN)
            if (name != field or "_" in name) and is_own_field(name):
                own[name] = _plain(field, self.fields.pop(field))
        return own

    def _said(self, name: str, field: str) -> str:
        """What the field says, or another in its place; another that says something else besides stays."""
        for other in (field, *_OTHER_FIELDS.get(name, ())):
            if other in self.fields and not (name == "issue" and other == "number" and self.type != "article"):
                return values.text(_plain(other, self.fields.pop(other)))
        return ""

    def _date(self) -> str:
        said = {name: unescaped(self.fields.pop(name)) for name in _DATES & self.fields.keys()}
        self.rest += [name for name in ("date", "year") if values.is_no_year(said.get(name, ""))]
        whole = values.date(said["date"]) if "date" in said else ""
        return whole or values.date(said.get("year", ""), said.get("month", ""), said.get("day", ""))

    def _people(self, name: str) -> list[dict[str, str]]:
        people = []
        for written in split_name_list(self.fields.pop(name, "")):
            if is_rest(written):
                self.rest.append(f"{name}: {written}")
            elif found := read_name(written):
                people.append(found)
        return people

    def _mend(self, record: dict[str, Any]) -> None:
        """Put in one form what is written in many."""
        self.fields.pop("langid", "")
        record["page"] = values.page_range(record["page"])
        record["language"] = values.language(record["language"])
        record |= {name: values.fact(record[name]) for name in ("volume", "issue")}
        for name in ("ISBN", "ISSN"):
            isbns, issns, others = values.numbers([record[name]])
            right = isbns if name == "ISBN" else issns
            record[name] = next(iter([*right, *others]), "")
            if len(right) > 1:
                self.rest.append(name.lower())
        if record["container-title"].startswith(("http://", "https://")):
            record["URL"] = record["URL"] or record["container-title"]
            record["container-title"] = ""
        record["DOI"] = doi(record["DOI"]) or values.doi_in(record["URL"])


def _plain(field: str, written: str) -> str:
    verbatim = field.removeprefix(OWN).partition("_")[0].lower() in VERBATIM
    return unescaped_address(written) if verbatim else unescaped(written)


def read_name(written: str) -> dict[str, str]:
    """A name in LaTeX: `{van der} Berg, Jr., Jan`; in braces or in one word it is a body's.

    Or as biblatex has it with names for the parts: `family=Berg, given=Jan, prefix=van der, useprefix=true`.
    """
    if _PART.match(written):
        return _in_parts(written)
    try:
        person = Person(written)
    except PybtexError:
        return named({"literal": _words([written])})
    particle, last, given = person.prelast_names, person.last_names, person.first_names + person.middle_names
    if len(last) > 1 and _is_group(last[0]):
        particle, last = [*particle, last[0]], last[1:]
    if not (particle or given or person.lineage_names):
        return named({"literal": _words(last)})
    end = len(given) - small_after(given)
    return named(
        {
            "family": _words(last),
            "given": _words(given[:end]),
            "dropping-particle": _words(given[end:]),
            "non-dropping-particle": _words(particle),
            "suffix": _words(person.lineage_names),
        }
    )


def _in_parts(written: str) -> dict[str, str]:
    pieces = [piece.strip(' "') for piece in split_tex_string(written, ",")]
    said = {match[1]: _words([match[2]]).strip(' "') for piece in pieces if (match := _PART.fullmatch(piece))}
    family, given = said.get("family", ""), said.get("given", "")
    if not family or set(said) <= {"family", "useprefix"}:
        return named({"literal": family or given})
    particle = "non-dropping-particle" if said.get("useprefix") == "true" else "dropping-particle"
    whole = {"family": family, "given": given, particle: said.get("prefix", ""), "suffix": said.get("suffix", "")}
    return named(whole)


def _is_group(token: str) -> bool:
    return token.startswith("{") and token.endswith("}") and not token.startswith("{\\")


def _words(tokens: list[str]) -> str:
    return values.text(unescaped(" ".join(tokens)))
