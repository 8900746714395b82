"""YAML text to plain values, every value knowing its line.

libyaml is asked for events and never for nodes: making nodes of 100,000 nested brackets crashes it, and following
aliases can fill any memory. Reading stops where the nesting gets too deep. Plain scalars load by the core schema of
YAML 1.2 (`on`, `no` and `12:30` are words). Aliases and tags are refused.
"""

import math
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice
from types import MappingProxyType

import yaml

from make_the_connection.content.disguises import disguises
from make_the_connection.content.text_source import control_character
from make_the_connection.diagnostics import Diagnostic, Location, Severity

MAX_DEPTH = 40
_TOO_DEEP = "nested too deeply"

Key = str | int
Place = tuple[Key, ...]

_BaseLoader: type[yaml.BaseLoader] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_NULL = frozenset({"", "~", "null", "Null", "NULL"})
_TRUE = frozenset({"true", "True", "TRUE"})
_FALSE = frozenset({"false", "False", "FALSE"})
_INTEGER = re.compile(r"[-+]?[0-9]{1,18}")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]{1,3})?")
_YAML_TAGS = "tag:yaml.org,2002:"


@dataclass(frozen=True)
class Positions:
    """Where each value, and each key of a mapping, stands in a file."""

    path: str
    values: Mapping[Place, Location] = field(default_factory=dict)
    keys: Mapping[Place, Location] = field(default_factory=dict)

    def value(self, *place: Key) -> Location:
        """Where a value stands; where it is absent, the nearest thing that holds it."""
        while (found := self.values.get(place)) is None and place:
            place = place[:-1]
        return found or Location(self.path)

    def key(self, *place: Key) -> Location:
        """Where the key of a mapping stands; where it is absent, its value's place."""
        return self.keys.get(place) or self.value(*place)

    def without(self, items: Iterable[Place]) -> "Positions":
        """Where everything stands once these items of lists are taken out: those behind them count from less."""
        gone: dict[Place, list[int]] = defaultdict(list)
        for *holder, number in items:
            gone[tuple(holder)].append(int(number))
        return Positions(self.path, _renumbered(self.values, gone), _renumbered(self.keys, gone))


def _renumbered(places: Mapping[Place, Location], gone: Mapping[Place, Collection[int]]) -> Mapping[Place, Location]:
    left = {}
    for place, location in places.items():
        before = [gone.get(place[:depth], ()) for depth in range(len(place))]
        if not any(key in numbers for key, numbers in zip(place, before, strict=True)):
            moved = zip(place, before, strict=True)
            left[tuple(key - sum(n < key for n in ns) if isinstance(key, int) else key for key, ns in moved)] = location
    return MappingProxyType(left)


@dataclass(frozen=True)
class YamlDocument:
    """A mapping read from YAML, and where everything in it stands."""

    value: Mapping[str, object]
    positions: Positions


def as_written(value: object) -> str:
    """A value in a sentence: as YAML writes it, and no more of a list or a mapping than that it is one."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return "{…}"
    return "[…]" if isinstance(value, (list, tuple)) else str(value)


def read_yaml(
    text: str, shown: str, found: list[Diagnostic], first_line: int = 1, *, refuse_tags: bool = True
) -> YamlDocument | None:
    """A YAML mapping, or None with diagnostics. `first_line` is the line of the file on which the text begins."""
    reader = _Reader(text, shown, first_line, refuse_tags=refuse_tags)
    try:
        value = reader.document()
    except yaml.MarkedYAMLError as error:
        found.append(_syntax(error, text, shown, first_line))
        return None
    if not isinstance(value, dict):
        found.append(Diagnostic.at(reader.values.get((), Location(shown, first_line)), "yaml-not-a-mapping"))
        return None
    found.extend(reader.found)
    if any(diagnostic.severity is Severity.ERROR for diagnostic in reader.found):
        return None
    positions = Positions(shown, MappingProxyType(reader.values), MappingProxyType(reader.keys))
    return YamlDocument(MappingProxyType(value), positions)


def _located(mark: object, shown: str, first_line: int) -> Location:
    return Location(shown, first_line + getattr(mark, "line", 0), getattr(mark, "column", 0) + 1)


def _syntax(error: yaml.MarkedYAMLError, text: str, shown: str, first_line: int) -> Diagnostic:
    context, problem = str(error.context), str(error.problem)
    last = text.rstrip().count("\n")
    # What is never closed is noticed at the end of the file, and a missing colon on the next line.
    at_end = getattr(error.problem_mark, "line", 0) > last
    late = at_end or "could not find expected ':'" in problem or "an alias" in context
    mark = (late and error.context_mark) or error.problem_mark or error.context_mark
    location = _located(mark, shown, first_line)
    if location.line > first_line + last:
        location = Location(shown, first_line + last)
    if problem == _TOO_DEEP:
        return Diagnostic.at(location, "too-deep", limit=MAX_DEPTH)
    if "mapping values are not allowed" in problem:
        return Diagnostic.at(location, "yaml-colon")
    if "cannot start any token" in problem or "tab character" in problem:
        return Diagnostic.at(location, "yaml-tab")
    if "an alias" in context or "an anchor" in context:
        return Diagnostic.at(location, "yaml-alias")
    if "a tag" in context or "tag handle" in problem:
        return Diagnostic.at(location, "yaml-tag", tag="!")
    return Diagnostic.at(location, "yaml-syntax")


class _Reader:
    """One pass over the events of a document."""

    def __init__(self, text: str, shown: str, first_line: int, *, refuse_tags: bool) -> None:
        self.shown = shown
        self.first_line = first_line
        self.refuse_tags = refuse_tags
        self.found: list[Diagnostic] = []
        self.values: dict[Place, Location] = {}
        self.keys: dict[Place, Location] = {}
        # An escape in double quotation marks is a way round the first look at the text.
        self.escaped = "\\" in text or control_character(text) is not None
        self.disguised = self.escaped or any(disguises(text))
        self._next: Callable[[], yaml.Event] = _BaseLoader(text).get_event

    def document(self) -> object:
        """The value of the one document; None where there is none. Raises `yaml.MarkedYAMLError`."""
        self._next()  # the stream begins
        if isinstance(self._next(), yaml.StreamEndEvent):
            return None
        value = self._value(self._next(), ())
        self._next()  # the document ends
        after = self._next()
        if not isinstance(after, yaml.StreamEndEvent):
            self._report(after, "yaml-syntax")
        return value

    def _location(self, event: yaml.Event) -> Location:
        return _located(event.start_mark, self.shown, self.first_line)

    def _report(self, event: yaml.Event, code: str, /, **parameters: object) -> None:
        self.found.append(Diagnostic.at(self._location(event), code, **parameters))

    def _value(self, event: yaml.Event, place: Place) -> object:
        if isinstance(event, yaml.CollectionStartEvent) and len(place) >= MAX_DEPTH:
            raise yaml.MarkedYAMLError(problem=_TOO_DEEP, problem_mark=event.start_mark)  # type: ignore[arg-type]
        self.values[place] = self._location(event)
        if getattr(event, "anchor", None):
            self._report(event, "yaml-alias")
        tag = getattr(event, "tag", None)
        if tag and self.refuse_tags:
            self._report(event, "yaml-tag", tag=tag.replace(_YAML_TAGS, "!!"))
        if isinstance(event, yaml.ScalarEvent):
            return _scalar(self._text(event), plain=not event.style)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(place)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(place)
        return None

    def _sequence(self, place: Place) -> list[object]:
        values: list[object] = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            values.append(self._value(event, (*place, len(values))))
        return values

    def _mapping(self, place: Place) -> dict[str, object]:
        mapping: dict[str, object] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            location = self._location(event)
            key = self._text(event) if isinstance(event, yaml.ScalarEvent) else self._value(event, (*place, ""))
            if not isinstance(key, str):
                self._report(event, "yaml-syntax")
                key = ""
            elif key in mapping:
                self._report(event, "duplicate-key", name=key, line=self.keys[*place, key].line)
            else:
                self.keys[*place, key] = location
            value = self._value(self._next(), (*place, key))
            mapping.setdefault(key, value)
        return mapping

    def _text(self, event: yaml.ScalarEvent) -> str:
        text = str(event.value)
        if self.escaped and (hidden := control_character(text)):
            self._report(event, "control-character", character=hidden[1])
        for code, word in islice(disguises(text), 1) if self.disguised else ():
            self._report(event, code, name=word)
        return text


def _scalar(text: str, *, plain: bool) -> str | int | float | bool | None:
    if not plain:
        return text
    if text in _NULL:
        return None
    if text in _TRUE or text in _FALSE:
        return text in _TRUE
    if _INTEGER.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text) and math.isfinite(float(text)):
        return float(text)
    return text
