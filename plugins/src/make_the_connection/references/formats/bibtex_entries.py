"""The entries of a BibTeX file, each with what it inherits from others."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pybtex.database.input.bibtex import LowLevelParser, SkipEntry, UndefinedMacro, month_names
from pybtex.scanner import PrematureEOF, PybtexSyntaxError
from pybtex.utils import CaseInsensitiveDict

from make_the_connection.references.formats.bibtex_fields import OWN

_SPACES = re.compile(r"[ \t\r\n]+")
_KEY = re.compile(r"(?!\w+(?:\s+=|=[\s{\"\d]))[^,{}\"\n]*")
"""A key, which may be empty or have spaces in it; none where the first field stands."""

_OPENED = re.compile(r"\s*[A-Za-z]{1,40}\s*[({]")
_LONG_LINE = 200
_MOST_PARENTS = 20
"""More than files of people have: no file takes long to read."""

_DATES = frozenset({"date", "year", "month", "day"})
_INHERITED = (
    *("editor", "translator", "publisher", "institution", "organization", "address", "location", "isbn", "issn"),
    *("series", "volume", "edition", "eventtitle", "language", "langid"),
)
"""What is said of the whole and holds of its parts; a DOI or an address is of the whole alone."""

_WITHIN: Mapping[str, tuple[str, ...]] = {
    "booktitle": ("incollection", "inproceedings", "conference", "inbook", "bookinbook", "suppbook", "inreference"),
    "journaltitle": ("article", "review"),
}
"""The field in which entries of a type name what they are a part of."""


@dataclass
class BibtexEntry:
    """An entry with its fields in LaTeX, and the line in which it begins."""

    type: str
    key: str
    line: int
    fields: dict[str, str] = field(default_factory=dict)


class _Parser(LowLevelParser):  # type: ignore[misc]
    """A parser that does not need keys, and passes over what is no entry, such as addresses of e-mail."""

    pos: int

    def parse_command(self) -> Any:
        before = self.text[max(0, self.command_start - _LONG_LINE) : self.command_start].rpartition("\n")[2].strip()
        if before and not before.endswith(("}", ")")) and not _OPENED.match(self.text, self.pos):
            raise SkipEntry
        return super().parse_command()

    def parse_entry_body(self, _: Any) -> None:
        self.eat_whitespace()
        match = _KEY.match(self.text, self.pos)
        self.current_entry_key, self.pos = (match[0].strip(), match.end()) if match else ("", self.pos)
        self.parse_entry_fields()


def entries_of(source: str) -> tuple[list[BibtexEntry], tuple[int, str] | None]:
    """The entries of a file, or where it is wrong: the line, and the abbreviation that is not defined, if one is."""
    errors: list[PybtexSyntaxError] = []
    parser = _Parser(source, macros=CaseInsensitiveDict(month_names), handle_error=errors.append)
    entries = []
    line, counted = 1, 0
    for command, body in parser:
        line, counted = line + source.count("\n", counted, parser.command_start), parser.command_start
        if command.lower() not in ("string", "preamble", "comment") and not errors:
            entries.append(BibtexEntry(command.lower(), body[0] or "", line, _fields(body[1])))
    if errors:
        begins, line, _ = errors[0].error_context_info
        if isinstance(errors[0], PrematureEOF):  # what is never closed is noticed at the end of the file
            line = source.count("\n", 0, begins) + 1
        return [], (line, str(errors[0].args[0]) if isinstance(errors[0], UndefinedMacro) else "")
    return _with_parents(entries), None


def _fields(written: list[tuple[str, list[str]]]) -> dict[str, str]:
    """The value of each field, in LaTeX; of one that stands twice, the first."""
    fields: dict[str, str] = {}
    for name, pieces in written:
        value = _SPACES.sub(" ", "".join(pieces)).strip(" ")
        key = name if name.lower().startswith(("title_", "url_")) else name.lower()
        if value or key.startswith(OWN):
            fields.setdefault(key, value)
    return fields


def _with_parents(entries: list[BibtexEntry]) -> list[BibtexEntry]:
    by_key: dict[str, BibtexEntry] = {}
    for entry in entries:
        by_key.setdefault(entry.key.casefold(), entry)
    by_key.pop("", None)
    seen: set[int] = set()
    for entry in entries:
        _inherit(entry, by_key, seen)
    return [entry for entry in entries if entry.type != "xdata"]


def _inherit(entry: BibtexEntry, by_key: Mapping[str, BibtexEntry], seen: set[int]) -> None:
    """Give an entry what it lacks and its parents have. A parent that is not in the file stays named in its field."""
    below = [] if id(entry) in seen else [entry]
    while below:  # parents before their children, however deep, and none twice
        child = below[-1]
        seen.add(id(child))
        parents = [(name, by_key[key]) for name in ("xdata", "crossref") for key in _keys(child, name) if key in by_key]
        waiting = next((parent for _, parent in parents if id(parent) not in seen), None)
        if waiting:
            below.append(waiting)
            continue
        for name, parent in parents:
            child.fields = {**(parent.fields if name == "xdata" else _of_whole(parent, child)), **child.fields}
            child.fields.pop(name, None)
        below.pop()


def _keys(entry: BibtexEntry, name: str) -> list[str]:
    return [key.strip() for key in entry.fields.get(name, "").casefold().split(",")[:_MOST_PARENTS]]


def _of_whole(parent: BibtexEntry, child: BibtexEntry) -> dict[str, str]:
    names = [*_INHERITED, *([] if _DATES & child.fields.keys() else _DATES)]
    inherited = {name: parent.fields[name] for name in names if name in parent.fields}
    within = next((name for name, types in _WITHIN.items() if child.type in types), "")
    if within and not {within, "journal"} & child.fields.keys():
        inherited |= {
            name: parent.fields[whole]
            for name, whole in ((within, "title"), (within.replace("title", "subtitle"), "subtitle"))
            if whole in parent.fields
        }
    return inherited
