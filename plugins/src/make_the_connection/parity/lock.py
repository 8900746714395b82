"""The record of which version of its original each translated section was made from.

One file at the root of the site, one line for each section, in order, so that two people's changes to it meet seldom:

    type:id#section cy 4f2a91c0d3b75e68 2026-11-21

The page and the section (the title, the summary and what stands before the first section have no `#`), the language of
the translation, the fingerprint of the original's section, and the day on which somebody accepted the translation as
one of that. A command keeps the file; what in it is no such line, or says again what another line says, counts as if
it were not there.
"""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from make_the_connection.content.text_source import read_text
from make_the_connection.diagnostics import Diagnostic, Location

LOCK = "parity.lock"
_MOST = 16 * 1024 * 1024  # bytes; some 200,000 sections
_HEAD = (
    "# Which version of its original each translated section was made from: see `make-the-connection parity --help`.\n"
)
_LINE = re.compile(
    r"(?P<page>[^\s#]+)(?:#(?P<section>[^\s#]+))? (?P<language>\S+)"
    r" (?P<fingerprint>[0-9a-f]{16}) (?P<on>\d{4}-\d{2}-\d{2})"
)


class Place(NamedTuple):
    """A section of a page in a language; the section without an id begins the page."""

    page: str
    section: str
    language: str

    def __str__(self) -> str:
        return f"{self.page}{'#' if self.section else ''}{self.section} {self.language}"


@dataclass(frozen=True)
class Accepted:
    """What a translated section was made from, and the day (ISO 8601) on which that was accepted."""

    fingerprint: str
    on: str


Lock = Mapping[Place, Accepted]


def read_lock(root: Path, found: list[Diagnostic]) -> Lock | None:
    """The lock of a site; None where it has none yet."""
    path = root / LOCK
    if not path.exists() and not path.is_symlink():
        return None
    text = read_text(path, LOCK, found, _MOST)
    lock: dict[Place, Accepted] = {}
    twice = set()
    for number, line in enumerate((text or "").split("\n"), start=1):
        if not line.strip() or line.startswith("# "):
            continue
        match = _LINE.fullmatch(line)
        place = Place(match["page"], match["section"] or "", match["language"]) if match else None
        if match is None or place is None or not _is_day(match["on"]) or place in lock:
            found.append(Diagnostic.at(Location(LOCK, number), "lock-line", text=line))
            twice.add(place)
        else:
            lock[place] = Accepted(match["fingerprint"], match["on"])
    return {place: accepted for place, accepted in lock.items() if place not in twice}


def lock_text(lock: Lock) -> str:
    """The text of a lock's file."""
    lines = (f"{place} {accepted.fingerprint} {accepted.on}\n" for place, accepted in sorted(lock.items()))
    return _HEAD + "".join(lines)


def _is_day(text: str) -> bool:
    try:
        return bool(datetime.date.fromisoformat(text))
    except ValueError:
        return False
