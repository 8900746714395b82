"""A difference of two sites as plain text, as Markdown for a pull request, and as data."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from make_the_connection.cli.comparison import Compared
from make_the_connection.cli.difference_words import Section, Told, Writing
from make_the_connection.crosswalk import Broken, Link, Unrelated
from make_the_connection.crosswalk.difference import Difference, RecordChanges, pair_of
from make_the_connection.diagnostics import printable
from make_the_connection.exports.crosswalk_format import UNDETERMINED
from make_the_connection.languages import Language

VERSION = 1
"""Of the JSON: goes up when a member of it goes away or changes its meaning."""

LONGEST = 65_536
"""Characters that GitHub takes in a comment."""

_ROOM = 500
"""Characters kept for the sentence that says how much is not shown."""

_SIGNS = re.compile(r"[\\`*_\[\]<>&~|$#+=!:{}]|^-|(?<=\d)[.)]|(?<=www)\.", re.IGNORECASE)
"""What Markdown could read as more than a letter, in a text that may begin a line."""

_CALLS = re.compile(r"@|\\#(?=\d)|\bgh-(?=\d)", re.IGNORECASE)
"""What GitHub turns into a call to a person or into a mention of another issue, escaped or not."""

_PLAIN_ADDRESS = re.compile(r"https?://[!-;=?-~]+")


def _line(text: str) -> str:
    return " ".join(printable(text).split())


def escaped(text: str) -> str:
    """The words of an author in Markdown as nothing but words, on one line.

    A character without width stands between `@` and a name: GitHub looks for those in the finished text.
    """
    return _CALLS.sub(r"\g<0>&#8203;", _SIGNS.sub(r"\\\g<0>", _line(text)))


def _address(text: str) -> str:
    return f"<{text}>" if _PLAIN_ADDRESS.fullmatch(text) else escaped(text)


PLAIN = Writing(_line, _line)
MARKDOWN = Writing(escaped, _address)


def as_text(told: Told) -> str:
    """The summary, then each section with its items indented."""
    lines = [" ".join(told.summary), *told.cautions]
    for section in told.sections:
        lines += ["", section.heading]
        for item in section.items:
            lines += [f"  {item.head}", *(f"    {detail}" for detail in item.details)]
    return "\n".join(lines) + "\n"


def as_markdown(told: Told, longest: int = LONGEST) -> str:
    """A part of a comment, not longer than this: what does not fit is counted."""
    paragraphs = (" ".join(told.summary), *told.cautions)
    return in_markdown(told.language.text("diff.title"), paragraphs, told.sections, told.language, longest)


def in_markdown(
    title: str, paragraphs: Iterable[str], sections: Iterable[Section], language: Language, longest: int
) -> str:
    """A part of a comment, not longer than this: what does not fit is counted."""
    text = "\n\n".join([f"## {title}", *paragraphs]) + "\n"
    pieces = list(_pieces(sections))
    for number, piece in enumerate(pieces):
        if len(text) + len(piece) > longest - _ROOM:
            return f"{text}\n{language.text('diff.more', number=len(pieces) - number)}\n"
        text += piece
    return text


def _pieces(sections: Iterable[Section]) -> Iterator[str]:
    """The items, each with its details; the first of a section with its heading."""
    for section in sections:
        before = f"\n### {section.heading}\n\n"
        for item in section.items:
            yield f"{before}- {item.head}\n" + "".join(f"  - {detail}\n" for detail in item.details)
            before = ""


def as_data(compared: Compared) -> str:
    """Everything there is to know of a difference, as JSON. Titles are by key and language."""
    found = compared.found
    data = {
        "version": VERSION,
        "base": compared.base,
        "errors": dict(zip(("before", "after"), compared.errors, strict=True)),
        "entries": {
            "added": found.entries_added,
            "removed": found.entries_removed,
            "renamed": [{"before": before, "after": after} for before, after in found.entries_renamed],
        },
        "links": _changes(found.links),
        "unrelated": _changes(found.unrelated),
        "cells": [asdict(cell) for cell in found.cells],
        "rules": {"broken": list(map(_broken, found.broken)), "mended": list(map(_broken, found.mended))},
        "titles": {key: _titles(key, compared) for key in sorted(set(_keys(found)))},
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _changes(changes: RecordChanges[Link] | RecordChanges[Unrelated]) -> dict[str, Any]:
    return {
        "added": list(map(_record, changes.added)),
        "removed": list(map(_record, changes.removed)),
        "changed": [{"pair": change.pair, "fields": list(map(asdict, change.fields))} for change in changes.changed],
    }


def _record(record: Link | Unrelated) -> dict[str, Any]:
    """A link from the end that holds it, or a pair."""
    if isinstance(record, Unrelated):
        return {"pair": pair_of(record), "why": record.why, "by": record.by, "on": record.on}
    values = {name: value for name, value in vars(record).items() if name not in ("location", "wording", "reviewed")}
    wording = record.wording and {code or UNDETERMINED: text for code, text in record.wording.items()}
    review = record.reviewed and {"by": record.reviewed[0], "on": record.reviewed[1]}
    return {**values, "wording": wording, "review": review}


def _broken(broken: Broken) -> dict[str, Any]:
    return {**asdict(broken), "location": str(broken.location)}


def _keys(found: Difference) -> Iterator[str]:
    """Every entry that a difference names."""
    yield from (*found.entries_added, *found.entries_removed, *(after for _, after in found.entries_renamed))
    for changes in (found.links, found.unrelated):
        for record in (*changes.added, *changes.removed):
            yield from pair_of(record)
        for change in changes.changed:
            yield from change.pair
    for cell in found.cells:
        yield from (cell.row, cell.column, *cell.joined, *cell.parted)
    for broken in (*found.broken, *found.mended):
        yield from (key for key in (broken.key, broken.other) if ":" in key)


def _titles(key: str, compared: Compared) -> dict[str, str]:
    site = compared.site_of(key)
    return {code: site.title(key, code).text for code in site.languages} if site else {}
