"""YAML text to plain values, every value knowing its line.

Size, control characters, bracket depth and nesting are bounded before libyaml sees the text: 100,000 nested brackets
crash it. Plain scalars load by the core schema of YAML 1.2 (`on`, `no` and `12:30` are words). Aliases and tags are
refused.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

import yaml

from make_the_connection.diagnostics import Diagnostic, Location

MAX_BYTES = 512 * 1024
MAX_DEPTH = 40

Key = str | int
Place = tuple[Key, ...]

_BaseLoader: type[yaml.BaseLoader] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_NULL = frozenset({"", "~", "null", "Null", "NULL"})
_TRUE = frozenset({"true", "True", "TRUE"})
_FALSE = frozenset({"false", "False", "FALSE"})
_INTEGER = re.compile(r"[-+]?[0-9]{1,18}")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]{1,3})?")
_PLAIN_TAGS = frozenset({None, "tag:yaml.org,2002:str", "tag:yaml.org,2002:seq", "tag:yaml.org,2002:map"})


@dataclass(frozen=True)
class Positions:
    """Where each value, and each key of a mapping, stands in a file."""

    path: str
    values: Mapping[Place, Location] = field(default_factory=dict)
    keys: Mapping[Place, Location] = field(default_factory=dict)

    def value(self, *place: Key) -> Location:
        """Where a value stands; where it is absent, the nearest thing that holds it."""
        while place and place not in self.values:
            place = place[:-1]
        return self.values.get(place, Location(self.path))

    def key(self, *place: Key) -> Location:
        """Where the key of a mapping stands; where it is absent, its value's place."""
        return self.keys.get(place) or self.value(*place)


@dataclass(frozen=True)
class YamlDocument:
    """A mapping read from YAML, and where everything in it stands."""

    value: Mapping[str, object]
    positions: Positions


def read_text(path: Path, shown: str, found: list[Diagnostic]) -> str | None:
    """The text of a file in UTF-8 with Unix line ends, or None with a diagnostic saying why not."""
    try:
        if path.is_symlink():
            found.append(Diagnostic.at(Location(shown), "symbolic-link"))
            return None
        data = path.read_bytes()
    except OSError:
        found.append(Diagnostic.at(Location(shown), "missing-file"))
        return None
    if len(data) > MAX_BYTES:
        found.append(Diagnostic.at(Location(shown), "too-large", limit=MAX_BYTES // 1024))
        return None
    try:
        text = data.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line_start = before.rfind(b"\n") + 1
        location = Location(shown, before.count(b"\n") + 1, len(before[line_start:].decode("utf-8", "replace")) + 1)
        found.append(Diagnostic.at(location, "not-utf-8"))
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if match := _CONTROL.search(text):
        found.append(
            Diagnostic.at(locate(shown, text, match.start()), "control-character", character=f"U+{ord(match[0]):04X}")
        )
        return None
    return text


def locate(shown: str, text: str, offset: int) -> Location:
    """The line and column of an offset in a text."""
    return Location(shown, text.count("\n", 0, offset) + 1, offset - (text.rfind("\n", 0, offset) + 1) + 1)


def read_yaml(text: str, shown: str, found: list[Diagnostic], first_line: int = 1) -> YamlDocument | None:
    """A YAML mapping, or None with diagnostics. `first_line` is the line of the file on which the text begins."""
    if (deep := _too_deep(text)) is not None:
        found.append(Diagnostic.at(Location(shown, first_line + deep), "too-deep", limit=MAX_DEPTH))
        return None
    try:
        node = yaml.compose(text, Loader=_BaseLoader)
    except yaml.YAMLError as error:
        found.append(_syntax(error, shown, first_line))
        return None
    if not isinstance(node, yaml.MappingNode):
        found.append(Diagnostic.at(Location(shown, first_line), "yaml-not-a-mapping"))
        return None
    reader = _Reader(shown, first_line)
    value = reader.read(node, ())
    found.extend(reader.found)
    if reader.found or not isinstance(value, dict):
        return None
    positions = Positions(shown, MappingProxyType(reader.values), MappingProxyType(reader.keys))
    return YamlDocument(MappingProxyType(value), positions)


def _too_deep(text: str) -> int | None:
    depth = 0
    for number, line in enumerate(text.split("\n")):
        depth = max(0, depth + line.count("[") + line.count("{") - line.count("]") - line.count("}"))
        run = max((len(opening) for opening in re.findall(r"[\[{]+", line)), default=0)
        indent = len(line) - len(line.lstrip(" -?:"))
        if max(depth, run) > MAX_DEPTH or indent > 4 * MAX_DEPTH:
            return number
    return None


def _syntax(error: yaml.YAMLError, shown: str, first_line: int) -> Diagnostic:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    location = Location(shown, first_line + mark.line, mark.column + 1) if mark else Location(shown, first_line)
    problem = str(getattr(error, "problem", ""))
    if "mapping values are not allowed" in problem:
        return Diagnostic.at(location, "yaml-colon")
    if "cannot start any token" in problem:
        return Diagnostic.at(location, "yaml-tab")
    if "undefined alias" in problem:
        return Diagnostic.at(location, "yaml-alias")
    return Diagnostic.at(location, "yaml-syntax")


class _Reader:
    """One pass over the nodes of a document."""

    def __init__(self, shown: str, first_line: int) -> None:
        self.shown = shown
        self.first_line = first_line
        self.found: list[Diagnostic] = []
        self.values: dict[Place, Location] = {}
        self.keys: dict[Place, Location] = {}
        self._seen: set[int] = set()

    def location(self, node: yaml.Node) -> Location:
        return Location(self.shown, self.first_line + node.start_mark.line, node.start_mark.column + 1)

    def read(self, node: yaml.Node, place: Place) -> object:
        self.values[place] = self.location(node)
        if id(node) in self._seen:
            self.found.append(Diagnostic.at(self.location(node), "yaml-alias"))
            return None
        self._seen.add(id(node))
        if node.tag not in _PLAIN_TAGS:
            self.found.append(Diagnostic.at(self.location(node), "yaml-tag", tag=node.tag))
            return None
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, place)
        if isinstance(node, yaml.SequenceNode):
            return [self.read(item, (*place, number)) for number, item in enumerate(node.value)]
        return _scalar(node)

    def _mapping(self, node: yaml.MappingNode, place: Place) -> dict[str, object]:
        mapping: dict[str, object] = {}
        for key_node, value_node in node.value:
            location = self.location(key_node)
            if not isinstance(key_node, yaml.ScalarNode):
                self.found.append(Diagnostic.at(location, "yaml-syntax"))
                continue
            key = str(key_node.value)
            if key in mapping:
                first = self.keys[(*place, key)].line
                self.found.append(Diagnostic.at(location, "duplicate-key", name=key, line=first))
                continue
            self.keys[(*place, key)] = location
            mapping[key] = self.read(value_node, (*place, key))
        return mapping


def _scalar(node: yaml.Node) -> str | int | float | bool | None:
    text = str(node.value)
    if getattr(node, "style", None):
        return text
    if text in _NULL:
        return None
    if text in _TRUE or text in _FALSE:
        return text in _TRUE
    if _INTEGER.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text):
        return float(text)
    return text
