"""Records from RIS."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from make_the_connection.content.identifiers import doi, is_doi
from make_the_connection.diagnostics import Diagnostic, Location
from make_the_connection.references.formats import values
from make_the_connection.references.formats.names import is_rest, person
from make_the_connection.references.formats.record import FoundRecord, compact, is_own_field, with_own_fields
from make_the_connection.references.formats.ris_tags import BOOKS, JOURNALS, READ_TYPES, REPORTS, WHOLE

OWN = "U1"
"""The tag of what no other tag holds, each as `name: text`."""

Lines = Iterable[tuple[str, str]]

_LINE = re.compile(r"(?P<tag>[A-Z][A-Z0-9]) {1,2}-(?: (?P<value>.*))?")
_OWN = re.compile(r"([A-Za-z-]+(?:_[A-Za-z-]*)?): ?(.*)")
_ADDRESSES = frozenset({"UR", "LK", "L1", "L2", "L3"})
_IGNORED = frozenset({"TY", "ID", "ER", "LB", "TT"})
_JOURNAL_ARTICLE = re.compile(r"(doi: .*|.*\barticle|research)", re.IGNORECASE)


def read_ris(source: str, shown: str, found: list[Diagnostic]) -> list[FoundRecord]:
    """The records of a file. One that does not end is taken to end where the next begins."""
    references: list[tuple[int, list[tuple[str, list[str]]]]] = []
    open_ = False
    for number, line in enumerate(source.split("\n"), 1):
        match = _LINE.fullmatch(line.rstrip(" \t"))
        if match and match["tag"] == "TY":
            references.append((number, []))
            open_ = True
        if match and match["tag"] == "ER":
            open_ = False
        elif match and open_:
            references[-1][1].append((match["tag"], [(match["value"] or "").strip(" \t")]))
        elif open_ and line.strip():
            references[-1][1][-1][1].append(line.strip())
        elif line.strip() and references:  # before the first, programs say who they are
            found.append(Diagnostic.at(Location(shown, number), "import-syntax", format="RIS"))
            return []
    return [_found(lines, Location(shown, number)) for number, lines in references]


def _found(lines: list[tuple[str, list[str]]], where: Location) -> FoundRecord:
    said = [(tag, " ".join(pieces).strip(" ")) for tag, pieces in lines]
    # Several addresses may stand under one tag, one in a line.
    apart = ((tag, each) for tag, value in said for each in (value.split() if tag in _ADDRESSES else [value]))
    record, left_out = record_from(apart)
    return FoundRecord(record, where, left_out)


def record_from(lines: Lines) -> tuple[dict[str, Any], tuple[str, ...]]:
    """What the lines of a reference say, and the tags of those that we do not carry."""
    reference = _Reference(lines)
    return reference.record(), reference.left_out()


class _Reference:
    """The values of one reference, which are taken tag by tag."""

    def __init__(self, lines: Lines) -> None:
        self.values: dict[str, list[str]] = {}
        self.own: dict[str, str] = {}
        self.rest: list[str] = []
        for tag, value in lines:
            match = _OWN.fullmatch(value) if tag == OWN else None
            if match and is_own_field(match[1]):
                self.own[match[1]] = match[2]
            elif value:
                self.values.setdefault(tag, []).append(value)
        self.taken = set(self.own.values())
        self.type = next(iter(self.values.get("TY", ())), "").upper()

    def record(self) -> dict[str, Any]:
        type_ = READ_TYPES.get(self.type, "document")
        if self.type not in READ_TYPES:
            self.rest.append(f"TY: {self.type}")
        record = {
            "type": type_,
            **self._names(),
            "issued": self._date(),
            "title": self._first("TI", "T1", "CT", *(["BT"] if self.type in BOOKS else [])),
            **self._within(),
            **self._numbers(),
            **self._identifiers(),
            "edition": self._first("ET"),
            "publisher": self._first("PB"),
            "publisher-place": self._first("CY", "PP"),
            "URL": self._first("UR", "LK"),
            "language": values.language(self._first("LA")),
        }
        try:
            return with_own_fields(compact(record), self.own)
        except ValueError:
            self.rest.append(OWN)
            return compact(record)

    def left_out(self) -> tuple[str, ...]:
        """What nobody took, and does not say what has been taken over again."""
        rest = [tag for tag, said in self.values.items() if tag not in _IGNORED and set(said) - self.taken]
        return tuple(dict.fromkeys([*self.rest, *rest]))

    def _first(self, *tags: str) -> str:
        for tag in tags:
            said = self.values.get(tag)
            if said:
                self.taken.add(said[0])
                return values.text(said[0])
        return ""

    def _names(self) -> dict[str, list[dict[str, str]]]:
        editors = ("A3", "ED") if self.type in BOOKS and "A3" in self.values else ("A2", "ED")
        authors: tuple[str, ...] = ("A1", "AU")
        if self.type == "EDBOOK" and not any(tag in self.values for tag in editors):
            authors, editors = (), ("A1", "AU")
        return {"author": self._people(*authors), "editor": self._people(*editors), "translator": self._people("A4")}

    def _people(self, *tags: str) -> list[dict[str, str]]:
        people = []
        for tag in tags:
            for said in self.values.get(tag, ()):
                self.taken.add(said)
                if is_rest(said):
                    self.rest.append(f"{tag}: {said}")
                elif name := read_name(values.text(said)):
                    people.append(name)
        return people

    def _date(self) -> str:
        year = self._first("PY", "Y1")
        exact = self._first("DA")
        self.rest += [tag for tag, said in (("PY", year), ("DA", exact)) if values.is_no_year(said)]
        dates = [values.date(exact), values.date(year), values.date(year, month=exact)]
        same_year = [each for each in dates if each[:4] == values.date(year)[:4] or not year]
        return max(same_year, key=len, default="")

    def _within(self) -> dict[str, str]:
        """What the work is a part of."""
        if self.type in BOOKS | REPORTS:
            return {"collection-title": self._first("T2", "T3")}
        event = {"event-title": self._first("T2")} if "C3" in self.values and self.type in ("CPAPER", "CONF") else {}
        container = self._first("C3") if event else self._first("T2", "JF", "BT", "JO", "JA", "J2")
        return {"container-title": container, "collection-title": self._first("T3"), **event}

    def _numbers(self) -> dict[str, str]:
        journal = self.type in JOURNALS
        issue = self._first("IS", "M1") if journal else self._first("IS")
        numbers = {"volume": values.fact(self._first("VL")), "issue": values.fact(issue)}
        numbers["number"] = self._first("C7") if journal else self._first("M1")
        first, last = self._first("SP"), self._first("EP")
        if self.type in WHOLE and first and not last and "-" not in first:
            return {**numbers, "number-of-pages": first}
        whole = first if not last or "-" in first or last == first else f"{first}-{last}"
        return {**numbers, "page": values.page_range(whole)}

    def _identifiers(self) -> dict[str, str]:
        said = self.values.get("SN", [])
        isbns, issns, others = values.numbers(said)
        identifiers = {"ISBN": next(iter(isbns), ""), "ISSN": next(iter(issns), "")}
        if others and self.type in REPORTS:
            identifiers["number"] = values.text(others.pop(0))
        elif others and not isbns and not issns:
            # Wrong: it is reported rather than left out.
            identifiers["ISSN" if self.type in JOURNALS else "ISBN"] = values.text(others.pop(0))
        if len(isbns) < 2 and len(issns) < 2 and not others:
            self.taken.update(said)
        kind = self._first("M3")
        if self.type in JOURNALS and _JOURNAL_ARTICLE.fullmatch(kind):
            kind = ""
        named = doi(self._first("DO", "DI"))
        named = named or next(self._dois(), "") or values.doi_in(self._first("UR", "LK"))
        return {**identifiers, "genre": "" if is_doi(doi(kind)) else kind, "DOI": named}

    def _dois(self) -> Iterator[str]:
        """Where publishers write a DOI besides."""
        for tag in ("M3", "N1", "UR", "L3"):
            for said in self.values.get(tag, ()):
                bare = doi(said)
                if is_doi(bare) and (bare != said or tag == "M3"):
                    self.taken.add(said)
                    yield bare


def read_name(text: str) -> dict[str, str]:
    """A name as `van der Berg, Jan, Jr.`; one without a comma is a body's.

    EndNote ends a body's with a comma, and doubles those within it.
    """
    if ",," in text or text.endswith(","):
        return {"literal": text.replace(",,", ",").rstrip(", ")}
    family, given, suffix, *more = [*(part.strip() for part in text.split(",")), "", ""]
    if any(more):
        return {"literal": text}
    return person(family, given, suffix)
