"""A table of parts as a file for spreadsheets (RFC 4180, UTF-8 with a byte order mark), from which it is read again.

Everything is carried that is recorded of the entries in it, but for their images. Each has a line, and further lines
for its further links and for further entries that it was found unrelated to. A column is called after the file and the
field that it is of: `facts.order`, `en.title`, `links.why.en`; `en.text` is what follows the front matter. What has
parts of its own, as a list has, stands in one cell as JSON.

A cell that a spreadsheet would take for a formula, a date or a number, or that begins with an apostrophe, is given one
apostrophe in front; taking one apostrophe off every cell that begins with one gives the text back.
"""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any, Literal

from make_the_connection.content.front_matter import FrontMatter
from make_the_connection.content.model import FieldDeclaration, TableDeclaration
from make_the_connection.content.reading import Entry
from make_the_connection.content.records import Facts, record_classes
from make_the_connection.content.withdrawal import WITHDRAWN
from make_the_connection.content.words import Words
from make_the_connection.exports.crosswalk_csv import harmless
from make_the_connection.site import Site, declared_tables, parts_table

FACTS = "facts"
TEXT = "text"
LISTED = ("links", "unrelated")
"""The facts that are lists of records, with a line for each."""

_Kind = Literal["word", "number", "flag", "json"]
_KINDS: Mapping[str, _Kind] = {
    "number": "number",
    "flag": "flag",
    "record": "json",
    "csl": "json",
    "session": "json",
    "period": "json",
}
_COMMON = {
    "original": "choice",
    "added": "date",
    "changed": "date",
    "annotation": "text",
    "doubt": "text",
    "kept": "text",
    "open_copy": "address",
    "archived": "address",
    "last_seen": "date",
    "gone_since": "date",
}
"""The kinds of the fields that no type declares; the others are lists."""
_FRONT = ("title", "short", "summary", "title_status", "title_note", "translation", "reviewed.by", "reviewed.on")
_OF_LINKS: Mapping[str, str] = {
    "to": "entry",
    "relation": "choice",
    "why": "text",
    "basis": "choice",
    "source": "choice",
    "wording": "name",
    "by": "choice",
    "on": "date",
    "strength": "choice",
    "review": "choice",
    "review.by": "choice",
    "review.on": "date",
}
_OF_UNRELATED = ("to", "why", "by", "on")
_MISTAKEN = 20
"""The most characters of what a spreadsheet takes for a date or a number."""


@dataclass(frozen=True)
class Column:
    """A column: what it is of (`facts`, `links`, a language), where its value stands there, and how it is written."""

    of: str
    place: tuple[str, ...]
    kind: _Kind = "word"

    @property
    def name(self) -> str:
        return ".".join((self.of, *self.place))

    def written(self, record: object) -> str:
        """The value of a record in this column, empty where it has none."""
        value = record
        for key in self.place:
            value = value.get(key) if isinstance(value, Mapping) else None
        if self.kind == "json":
            return harmless(json.dumps(value, ensure_ascii=False)) if value is not None else ""
        if isinstance(value, Mapping):
            value = value.get("")
        if self.kind == "flag" and value is not None:
            return str(value).lower()
        text = "" if value is None else str(value)
        return text if self.kind == "number" else _as_text(text)


@dataclass(frozen=True)
class TableFormat:
    """The file of a table: the types of its entries, its owner's first, and its columns but `type` and `id`."""

    site: Site
    owner: str
    declared: TableDeclaration

    @property
    def types(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((self.owner, self.declared.rows, self.declared.cells)))

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        languages = tuple(self.site.languages)
        classes = record_classes(self.site.model, languages)
        kinds: dict[str, str] = {}
        for type_ in self.types:
            declared = self.site.model.types[type_].fields
            named = (name for name in classes.facts[type_].model_fields if name not in (*LISTED, WITHDRAWN))
            for name in named:
                # Where two of the types mean different things by a name, its cells say of what form each value is.
                kind = _kind_of(name, declared)
                kinds[name] = kind if kinds.get(name, kind) == kind else "record"
        made = [column for name, kind in kinds.items() for column in _columns(FACTS, (name,), kind, languages)]
        made += [Column(code, tuple(name.split("."))) for code in languages for name in (*_FRONT, TEXT)]
        for of, fields in zip(LISTED, (_OF_LINKS, {name: _OF_LINKS[name] for name in _OF_UNRELATED}), strict=True):
            for name, kind in fields.items():
                made += _columns(of, tuple(name.split(".")), kind, languages)
        return tuple(made)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Its entries, each once: table by table as they are read, then rows and cells that stand in none."""
        site = self.site
        tables = (parts_table(site, owner, self.declared) for owner in site.of_type(self.owner))
        read = [entry for table in tables if table.rows for entry in table.entries]
        rest = (entry for type_ in (self.declared.rows, self.declared.cells) for entry in site.of_type(type_))
        return tuple({entry.key: entry for entry in (*read, *rest)}.values())


def formats_of(site: Site) -> Mapping[str, TableFormat]:
    """The files of a site's tables, by the names that these have in the content model."""
    return {declared.file: TableFormat(site, owner, declared) for owner, declared in declared_tables(site.model)}


def table_file(name: str) -> str:
    return f"{name}.csv"


def table_files(site: Site) -> Mapping[str, Callable[[], bytes]]:
    """What makes the file of each table, by its name."""
    return {table_file(name): partial(table_csv, format_) for name, format_ in formats_of(site).items()}


def table_csv(format_: TableFormat) -> bytes:
    """The file of a table."""
    columns = format_.columns
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(["type", "id", *(column.name for column in columns)])
    for entry in format_.entries:
        writer.writerows([entry.type, _as_text(entry.id), *line] for line in _lines(entry, columns))
    return written.getvalue().encode("utf-8-sig")


def facts_as_written(facts: Facts) -> dict[str, Any]:
    """Facts as a file would state them: nothing that is only assumed, and no text by language that all share."""
    stated = _stated(facts.model_dump(by_alias=True, exclude_unset=True, exclude={WITHDRAWN}))
    return stated if isinstance(stated, dict) else {}


def words_as_written(words: Words) -> dict[str, Any]:
    """The front matter and the text of a page of words."""
    return {**front_as_written(words.front), TEXT: body_of(words)}


def front_as_written(front: FrontMatter) -> dict[str, Any]:
    return front.model_dump(exclude_unset=True, exclude_none=True)


def body_of(words: Words) -> str:
    """What follows the front matter, without the empty lines around it."""
    return "\n".join(words.file.split("\n")[words.first_line - 1 :]).strip("\n")


def _lines(entry: Entry, columns: Sequence[Column]) -> Iterator[list[str]]:
    facts = facts_as_written(entry.facts)
    whole = {FACTS: facts, **{code: words_as_written(words) for code, words in entry.words.items()}}
    listed = {of: facts.get(of, []) for of in LISTED}
    for number in range(max(1, *map(len, listed.values()))):
        line = {of: records[number] for of, records in listed.items() if number < len(records)}
        held = line if number else {**whole, **line}
        yield [column.written(held.get(column.of)) for column in columns]


def _kind_of(name: str, declared: Mapping[str, FieldDeclaration]) -> str:
    """The kind of a field of facts, `record` for whatever is a list."""
    if name in declared:
        return "record" if declared[name].many else declared[name].kind
    return _COMMON.get(name, "record")


def _columns(of: str, place: tuple[str, ...], kind: str, languages: Iterable[str]) -> Iterator[Column]:
    if kind != "text":
        yield Column(of, place, _KINDS.get(kind, "word"))
    if kind in ("text", "name", "address"):
        yield from (Column(of, (*place, code)) for code in languages)


def _stated(value: object) -> object:
    if isinstance(value, Mapping):
        inner = {key: _stated(item) for key, item in value.items()}
        held = {key: item for key, item in inner.items() if item not in (None, [], {})}
        return held[""] if set(held) == {""} else held
    return [_stated(item) for item in value] if isinstance(value, (list, tuple)) else value


def _as_text(text: str) -> str:
    """A text that nothing is made of: of `2026-03-01` or `May 26` a spreadsheet makes a date of its own country."""
    is_mistaken = len(text) <= _MISTAKEN and (text[:1].isdigit() or (" " in text and text[-1:].isdigit()))
    return f"'{text}" if is_mistaken else harmless(text)
