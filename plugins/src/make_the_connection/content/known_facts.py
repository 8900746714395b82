"""Facts that have been read from YAML once: their values, and where each stands, which is hardly ever asked."""

import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from make_the_connection.content.known import Known, Memory
from make_the_connection.content.yaml_source import Place, Positions, YamlDocument, read_yaml
from make_the_connection.diagnostics import Diagnostic, Location, from_values, in_values


class Places(Mapping[Place, Location]):
    """Where each value stands, or the key of each: as text, which takes a twentieth of the room.

    The text is of lists of JSON: a place, the line and column of its value, and of its key or twice 0.
    """

    def __init__(self, path: str, written: str, *, of_keys: bool) -> None:
        self.path = path
        self.written = written
        self.of_keys = of_keys

    def __repr__(self) -> str:
        return f"Places({self.path!r}, {self.written!r}, of_keys={self.of_keys})"

    def get(self, place: Place, default: Any = None) -> Any:
        at = self._all.get(place)
        return default if at is None else Location(self.path, *at)

    def __getitem__(self, place: Place) -> Location:
        return Location(self.path, *self._all[place])

    def __contains__(self, place: object) -> bool:
        return place in self._all

    def __iter__(self) -> Iterator[Place]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)

    @property
    def _all(self) -> Mapping[Place, tuple[int, int]]:
        return _places(self.written)[self.of_keys]


# Those of one file are asked for one after another.
@lru_cache(maxsize=16)
def _places(written: str) -> tuple[Mapping[Place, tuple[int, int]], Mapping[Place, tuple[int, int]]]:
    rows = json.loads(written)
    values = {tuple(row[:-4]): (row[-4], row[-3]) for row in rows}
    return values, {tuple(row[:-4]): (row[-2], row[-1]) for row in rows if row[-1]}


def read_known(path: Path, shown: str, found: list[Diagnostic], memory: Memory) -> YamlDocument | None:
    """The YAML mapping in a file of which more may be known, or None with diagnostics."""
    read = memory.read(path, shown, "", found)
    return known_facts(read[1], read[0], found) if read else None


def known_facts(known: Known, text: str, found: list[Diagnostic]) -> YamlDocument | None:
    """As `read_yaml`, of a file of which more may be known."""
    value, places, wrong = known.once("facts", lambda: _in_values(text, known.path))
    found.extend(from_values(wrong, known.path))
    if value is None:
        return None
    positions = Positions(
        known.path, Places(known.path, places, of_keys=False), Places(known.path, places, of_keys=True)
    )
    return YamlDocument(MappingProxyType(value), positions)


def _in_values(text: str, shown: str) -> tuple[object, str, list[Any]]:
    wrong: list[Diagnostic] = []
    document = read_yaml(text, shown, wrong)
    values = in_values(wrong, shown)
    if document is None:
        return None, "", values
    keys, none = document.positions.keys, Location(shown, 0, 0)
    places = (
        (*place, at.line, at.column, keys.get(place, none).line, keys.get(place, none).column)
        for place, at in document.positions.values.items()
    )
    return dict(document.value), json.dumps(list(places), separators=(",", ":")), values
