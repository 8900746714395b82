"""CSL-JSON 1.0.2, as citation processors and reference managers take and give it."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, get_args

from make_the_connection.content.csl import CslType
from make_the_connection.content.identifiers import doi
from make_the_connection.diagnostics import Diagnostic, Location
from make_the_connection.references.formats import values
from make_the_connection.references.formats.record import (
    FIELDS,
    NAMES,
    FoundRecord,
    Record,
    checked,
    compact,
    for_readers,
    unsaid,
)

_TYPES: Mapping[str, str] = {
    # CSL's own, by the nearest that we have
    "bill": "legislation",
    "classic": "book",
    "entry": "entry-encyclopedia",
    "entry-dictionary": "entry-encyclopedia",
    "hearing": "legislation",
    "legal_case": "legislation",
    "pamphlet": "book",
    "regulation": "legislation",
    "review-book": "review",
    "treaty": "legislation",
    # Crossref's
    "journal-article": "article-journal",
    "journal": "periodical",
    "journal-issue": "periodical",
    "book-chapter": "chapter",
    "book-part": "chapter",
    "book-section": "chapter",
    "edited-book": "book",
    "monograph": "book",
    "reference-book": "book",
    "book-series": "book",
    "reference-entry": "entry-encyclopedia",
    "proceedings-article": "paper-conference",
    "proceedings": "book",
    "posted-content": "article",
    "dissertation": "thesis",
    "report-series": "report",
    "report-component": "report",
}
_OWN_TYPES = frozenset(get_args(CslType))
_BETWEEN = re.compile(r"[\s,]*")
_PARTS = ("family", "given", "dropping-particle", "non-dropping-particle", "suffix", "literal")
_OTHER_NAMES = {"event": "event-title", "name": "literal", "url": "URL", "doi": "DOI"}
_IGNORED = frozenset({"id", "custom", "citation-key", "schema"})
"""What says nothing of a work."""


def csl_json(records: Mapping[str, Record], language: str) -> str:
    """The records by id; what differs by language stands whole in `custom`, which CSL leaves to its users."""
    items = [_item(key, record, language) for key, record in records.items()]
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def _item(key: str, record: Record, language: str) -> dict[str, Any]:
    item: dict[str, Any] = {"id": key, **for_readers(record, language)}
    if "issued" in item:
        item["issued"] = {"date-parts": [[int(part) for part in item["issued"].split("-")]]}
    custom = unsaid(record, _record(item)[0])
    return {**item, "custom": custom} if custom else item


def read_csl_json(source: str, shown: str, found: list[Diagnostic]) -> list[FoundRecord]:
    """The records of a file: a list of items, one item, or what Crossref and Zotero put round them."""
    records = []
    line, counted = 1, 0
    try:
        for offset, item in _items(source):
            line, counted = line + source.count("\n", counted, offset), offset
            record, left_out = _record(item)
            own = item.get("custom")
            if isinstance(own, Mapping):
                record = compact({**record, **{name: checked(name, own[name]) for name in FIELDS if name in own}})
            records.append(FoundRecord(record, Location(shown, line), left_out))
    except json.JSONDecodeError as error:
        found.append(Diagnostic.at(Location(shown, error.lineno, error.colno), "import-syntax", format="JSON"))
        return []
    except (ValueError, RecursionError):
        found.append(Diagnostic.at(Location(shown), "import-syntax", format="JSON"))
        return []
    return records


def _items(source: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """Each item of a file with its offset there. Raises `ValueError`, or `RecursionError` where too much is nested."""
    start = len(source) - len(source.lstrip())
    whole = json.loads(source)
    if isinstance(whole, Mapping):
        message = whole.get("message", whole)
        items = message.get("items", [message]) if isinstance(message, Mapping) else []
        yield from ((start, item) for item in items if isinstance(item, dict))
        return
    decoder = json.JSONDecoder()
    place = start + 1
    for _ in whole:
        place = _BETWEEN.match(source, place).end()  # type: ignore[union-attr]
        item, end = decoder.raw_decode(source, place)
        if isinstance(item, dict):
            yield place, item
        place = end


def _record(item: Mapping[str, Any]) -> tuple[dict[str, Any], tuple[str, ...]]:
    """What an item says in CSL's own fields, and the names of those that we do not carry."""
    record: dict[str, Any] = {}
    left_out: list[str] = []
    for written, value in item.items():
        name = _OTHER_NAMES.get(written, written)
        if name in _IGNORED or value in (None, "", [], {}) or (name == "subtitle" and _text(item.get("title"))):
            continue
        if name in ("volume", "issue") and not values.fact(_text(value)):
            continue
        told = _value(name, value) if name in FIELDS and name not in record else ""
        if told:
            record[name] = told
        if not told or _shortened(name, value):
            left_out.append(written)
    if str(item.get("type")) not in _OWN_TYPES | _TYPES.keys():
        left_out.append(f"type: {values.text(str(item.get('type', '')))}")
    if record.get("title") and (subtitle := _text(item.get("subtitle"))):
        record["title"] = values.with_subtitle(record["title"], subtitle)
    if record.get("URL") and not record.get("DOI"):
        record["DOI"] = values.doi_in(record["URL"])
    return compact({"type": "document", **record}), tuple(left_out)


def _shortened(name: str, value: object) -> bool:
    return name in ("ISBN", "ISSN", "title") and isinstance(value, list) and len(value) > 1


def _value(name: str, value: Any) -> Any:
    if name in NAMES:
        return [person for each in value if (person := _person(each))] if isinstance(value, list) else ""
    if name == "issued":
        return _date(value)
    told = _text(value)
    match name:
        case "type":
            return told if told in _OWN_TYPES else _TYPES.get(told, "")
        case "page":
            return values.page_range(told)
        case "DOI":
            return doi(told)
        case "ISBN" | "ISSN":
            isbns, issns, others = values.numbers([told])
            return next(iter((isbns if name == "ISBN" else issns) or others), "")
        case "language":
            return values.language(told)
    return told


def _text(value: object) -> str:
    """The text of a value; of a list, as Crossref has them, the first."""
    if isinstance(value, list):
        return _text(value[0]) if value else ""
    return values.text(str(value)) if isinstance(value, (str, int, float)) and not isinstance(value, bool) else ""


def _person(value: object) -> dict[str, str]:
    if not isinstance(value, Mapping):
        return {}
    named = {_OTHER_NAMES.get(name, name): _text(part) for name, part in value.items()}
    person = {part: named[part] for part in _PARTS if named.get(part)}
    return person if "family" in person or "literal" in person or not person else {"family": " ".join(person.values())}


def _date(value: object) -> str:
    if not isinstance(value, Mapping):
        return values.date(_text(value))
    parts = value.get("date-parts")
    first = parts[0] if isinstance(parts, list) and parts else None
    if isinstance(first, list) and first and first[0]:
        year, month, day = [*(_text(part) for part in first), "", "", ""][:3]
        return values.date(year.rjust(4, "0"), month, day)
    return values.date(next((_text(value[name]) for name in ("edtf", "raw", "literal") if name in value), ""))
