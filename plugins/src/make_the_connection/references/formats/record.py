"""A bibliographic record as plain data: CSL's names of fields, each with the value that a facts file gives it."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from make_the_connection.content.reading import Entry
from make_the_connection.diagnostics import Location
from make_the_connection.references.works import in_language

Record = Mapping[str, Any]
"""`title` and `URL` are texts, or mappings by language; names are lists of mappings; `issued` is YYYY[-MM[-DD]]."""

NAMES = ("author", "editor", "translator")
FIELDS = (
    "type",
    "genre",
    *NAMES,
    "issued",
    "title",
    "container-title",
    "collection-title",
    "event-title",
    "number",
    "volume",
    "issue",
    "page",
    "number-of-pages",
    "edition",
    "publisher",
    "publisher-place",
    "DOI",
    "ISBN",
    "ISSN",
    "URL",
    "language",
    "status",
)
"""What a record is made of, in the order in which files have it."""

_BY_LANGUAGE = ("title", "URL")
_BY_NAME = {name.casefold(): name for name in FIELDS}
_VERSION = re.compile(r"(title|url)_(.*)", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True)
class FoundRecord:
    """A record in a file, where it begins there, and the names there of what it says that we do not carry."""

    record: Record
    location: Location
    left_out: tuple[str, ...]


def record_of(work: Entry) -> dict[str, Any]:
    """The record of a work."""
    return compact(work.facts.csl.model_dump(by_alias=True, exclude_none=True))  # type: ignore[attr-defined]


def compact(record: Record) -> dict[str, Any]:
    """A record in its order, without what is empty; a text that is the same in all languages is no mapping."""
    kept: dict[str, Any] = {}
    for name in FIELDS:
        value = record.get(name)
        if value:
            same = name in _BY_LANGUAGE and isinstance(value, Mapping) and set(value) == {""}
            kept[name] = value[""] if same else list(value) if name in NAMES else value
    return kept


def for_readers(record: Record, language: str) -> dict[str, Any]:
    """A record with the title and address for readers of a language alone, and the language of that title."""
    whole = compact(record)
    told = {name: in_language(each, language)[0] if isinstance(each, Mapping) else each for name, each in whole.items()}
    if isinstance(whole.get("title"), Mapping):
        code = in_language(whole["title"], language)[1]
        own = str(whole.get("language", ""))
        if code and own.partition("-")[0] != code.partition("-")[0]:  # en-GB says more than en
            told["language"] = code
    return compact(told)


def unsaid(record: Record, read: Record) -> dict[str, Any]:
    """What of a record is not what a format's own fields, read again, say of it; empty for what it has not at all.

    A format says this once more in fields of ours, so that nothing of a record is lost in it.
    """
    record, read = compact(record), compact(read)
    return {name: record.get(name, "") for name in FIELDS if record.get(name) != read.get(name)}


def own_fields(unsaid: Record) -> Iterator[tuple[str, str]]:
    """Names and texts of fields of ours: versions of the title as `title_cy`; names of persons as JSON."""
    for name, value in unsaid.items():
        if isinstance(value, Mapping):
            yield from ((f"{name}_{code}", text) for code, text in value.items())
        else:
            yield name, json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value


def is_own_field(name: str) -> bool:
    return name.casefold() in _BY_NAME or bool(_VERSION.fullmatch(name))


def with_own_fields(read: Record, own: Mapping[str, str]) -> dict[str, Any]:
    """A record with what fields of ours say of it, in place of what it says itself. Raises `ValueError`."""
    record = dict(read)
    versions: dict[str, dict[str, str]] = {}
    for name, text in own.items():
        if match := _VERSION.fullmatch(name):
            versions.setdefault(_BY_NAME[match[1].casefold()], {})[language_tag(match[2])] = text
        else:
            field = _BY_NAME[name.casefold()]
            record[field] = checked(field, json.loads(text) if field in NAMES and text else text)
    return compact({**record, **versions})


def checked(name: str, value: object) -> object:
    """The value of a field of ours, or `ValueError` where it is of another kind than the field's."""
    texts = list(value.values()) if isinstance(value, dict) and name in _BY_LANGUAGE else [value]
    if name in NAMES and isinstance(value, list) and all(isinstance(each, dict) for each in value):
        texts = [text for each in value for text in each.values()]
    if not all(isinstance(text, str) for text in texts):
        raise ValueError(name)
    return value


def language_tag(code: str) -> str:
    """A language's code in the letters that BCP 47 recommends: programs write names of fields in small ones."""
    first, *others = code.replace("_", "-").split("-")
    return "-".join([first.lower(), *(other.upper() if len(other) == 2 else other for other in others)])
