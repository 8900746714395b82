"""Entries that have been taken down: `withdrawn: true` in their facts.

Whoever takes one down is in a hurry. So one line is enough: whatever else is in the folder, right or wrong, is neither
read nor published.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, TypeVar

from pydantic import BaseModel

from make_the_connection.content.annotations import ENTRY_KEY
from make_the_connection.content.yaml_source import Place, Positions, YamlDocument
from make_the_connection.diagnostics import Diagnostic

WITHDRAWN = "withdrawn"
_FORMERLY = "formerly"
_NOTICE = "withdrawn-files"

_Facts = TypeVar("_Facts", bound=BaseModel)


@dataclass(frozen=True)
class Withdrawn:
    """An entry that has been taken down; `formerly` are the ids that it had before, as far as they are any."""

    type: str
    id: str
    folder: str
    address: str
    formerly: tuple[str, ...]

    @property
    def key(self) -> str:
        return f"{self.type}:{self.id}"

    @property
    def keys(self) -> tuple[str, ...]:
        """Every name that it has had: none of them leads anywhere any more."""
        return (self.key, *(f"{self.type}:{id_}" for id_ in self.formerly))


def is_withdrawn(document: YamlDocument) -> bool:
    return document.value.get(WITHDRAWN) is True


def former_ids(document: YamlDocument) -> tuple[str, ...]:
    """The former ids that the facts of a withdrawn entry name, without what is none."""
    named = document.value.get(_FORMERLY)
    return tuple(id_ for id_ in (named if isinstance(named, list) else ()) if ENTRY_KEY.fullmatch(f"x:{id_}"))


def files_left(folder: Path, document: YamlDocument) -> Iterator[Diagnostic]:
    """A notice of what is still in the folder of a withdrawn entry: whoever has the repository can read it."""
    facts = Path(document.positions.path).name
    others = {path for path in folder.iterdir() if path.is_dir() and any(path.rglob(facts))}
    left = sorted(path.name for path in folder.iterdir() if path not in others and not path.name.startswith("."))
    if set(document.value) <= {WITHDRAWN, _FORMERLY}:
        left.remove(facts)
    if left:
        where = document.positions.key(WITHDRAWN)
        yield Diagnostic.at(where, _NOTICE, files=", ".join(left))


def still_to_mend(
    found: Iterable[Diagnostic], withdrawn: Collection[str], folders: Iterable[str]
) -> Iterator[Diagnostic]:
    """What is wrong, without what is in the folders of withdrawn entries; `folders` are those of all entries."""
    all_ = frozenset(folders)
    for diagnostic in found:
        above = (parent.as_posix() for parent in PurePosixPath(diagnostic.location.path).parents)
        if diagnostic.code == _NOTICE or next((one for one in above if one in all_), None) not in withdrawn:
            yield diagnostic


def left_of(facts: _Facts, positions: Positions, gone: Collection[str]) -> tuple[_Facts, Positions]:
    """Facts without what names one of these entries, and where the rest of them stands.

    A record that names one goes whole: what it says is said of that entry. A field that names one and nothing else
    has no value then, even where its type requires one.
    """
    taken_out: list[Place] = []
    changed: dict[str, Any] = {}
    for name, value in facts:
        left = _left(value, (name,), gone, taken_out)
        if left is not value:
            changed[name] = left
    return (facts.model_copy(update=changed), positions.without(taken_out)) if changed else (facts, positions)


def _left(value: object, place: Place, gone: Collection[str], taken_out: list[Place]) -> object:
    """What is left of a value, itself where nothing is missing, and None where nothing is left."""
    if isinstance(value, str):
        return None if value in gone else value
    if isinstance(value, tuple):
        items = [_left(item, (*place, number), gone, taken_out) for number, item in enumerate(value)]
        taken_out += [(*place, number) for number, item in enumerate(items) if item is None]
        same = all(item is was for item, was in zip(items, value, strict=True))
        return value if same else tuple(item for item in items if item is not None)
    if isinstance(value, BaseModel):
        fields = {name: (was, _left(was, (*place, name), gone, taken_out)) for name, was in value}
        if any(left is None and was is not None for was, left in fields.values()):
            return None
        changed = {name: left for name, (was, left) in fields.items() if left is not was}
        return value.model_copy(update=changed) if changed else value
    return value
