"""The entries that a file from a spreadsheet describes, every value with its place in that file."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from make_the_connection.content.validation import nearest
from make_the_connection.content.yaml_source import Place, Positions, YamlDocument
from make_the_connection.diagnostics import Diagnostic, Location
from make_the_connection.exports.table_cells import NAMES, Cell, original, read_lines
from make_the_connection.exports.table_csv import FACTS, LISTED, TEXT, Column, TableFormat

_INTEGER = re.compile(r"-?[0-9]{1,18}")
_FLAGS = {"true": True, "false": False}


@dataclass(frozen=True)
class FoundEntry:
    """An entry as a file has it: its facts, and for each language in which it has words their front matter and text."""

    type: str
    id: str
    location: Location
    facts: YamlDocument
    fronts: Mapping[str, YamlDocument]
    texts: Mapping[str, Cell]

    @property
    def key(self) -> str:
        return f"{self.type}:{self.id}"


def read_table(text: str, shown: str, format_: TableFormat, found: list[Diagnostic]) -> tuple[FoundEntry, ...]:
    """The entries of a file in the order of their first lines. What is wrong with its form is a diagnostic."""
    lines = read_lines(text, shown, found)
    if not lines:
        found.extend([] if found else [Diagnostic.at(Location(shown), "import-empty")])
        return ()
    columns = _columns(lines[0], format_, shown, found)
    if columns is None:
        return ()
    entries: dict[tuple[str, str], _Gathered] = {}
    for line in lines[1:]:
        cells = _cells(line, columns, found)
        key = tuple(original(cells[name].text).strip() if name in cells else "" for name in NAMES)
        for name, value in zip(NAMES, key, strict=True):
            if not value:
                found.append(Diagnostic.at(line[0].location, "missing-field", name=name))
        if all(key):
            type_, id_ = key
            gathered = entries.setdefault((type_, id_), _Gathered(f"{type_}:{id_}", line[0].location))
            gathered.add(cells, format_.columns, line[0].location, found)
    return tuple(gathered.entry(type_, id_, shown) for (type_, id_), gathered in entries.items())


def _columns(head: Sequence[Cell], format_: TableFormat, shown: str, found: list[Diagnostic]) -> dict[int, str] | None:
    """The name of each column by its number; None with diagnostics where they are not those of the table."""
    known = [*NAMES, *(column.name for column in format_.columns)]
    names: dict[str, int] = {}
    wrong: list[Diagnostic] = []
    for number, cell in enumerate(head):
        name = original(cell.text).strip()
        if name in names:
            wrong.append(Diagnostic.at(cell.location, "duplicate-key", name=name, line=cell.location.line))
        elif name and name not in known:
            wrong.append(Diagnostic.at(cell.location, "unknown-field", name=name, **nearest(name, known)))
        elif name:
            names[name] = number
    if missing := [name for name in known if name not in names]:
        wrong.append(Diagnostic.at(Location(shown), "missing-field", name=", ".join(missing)))
    found.extend(wrong)
    return None if wrong else {number: name for name, number in names.items()}


def _cells(line: Sequence[Cell], columns: Mapping[int, str], found: list[Diagnostic]) -> dict[str, Cell]:
    """The cells of a line in which something stands, by the names of their columns."""
    held = {number: cell for number, cell in enumerate(line) if cell.text.strip()}
    for number, cell in held.items():
        if number not in columns:
            found.append(Diagnostic.at(cell.location, "import-syntax", format="CSV"))
    return {columns[number]: cell for number, cell in held.items() if number in columns}


@dataclass
class _Document:
    """A mapping that is put together value by value."""

    value: dict[str, Any] = field(default_factory=dict)
    positions: dict[Place, Location] = field(default_factory=dict)

    def put(self, place: Sequence[str | int], value: object, location: Location) -> None:
        """Put a value where it belongs. One that is the same in all languages stands under no language's name."""
        self.positions.setdefault((), location)
        held: Any = self.value
        for depth, key in enumerate(place[:-1]):
            self.positions.setdefault(tuple(place[: depth + 1]), location)
            if isinstance(held, list):
                held.extend({} for _ in range(len(held), int(key) + 1))
            elif not isinstance(held.get(key), (dict, list)):
                held[key] = [] if isinstance(place[depth + 1], int) else {"": held[key]} if key in held else {}
            held = held[key]
        self.positions.setdefault(tuple(place), location)
        held[place[-1]] = value

    def document(self, shown: str, where: Location) -> YamlDocument:
        return YamlDocument(self.value, Positions(shown, {(): where, **self.positions}, self.positions))


@dataclass
class _Gathered:
    """What the lines of an entry say so far. `main` is the line that says what is said once."""

    key: str
    first: Location
    main: Location | None = None
    documents: dict[str, _Document] = field(default_factory=dict)
    texts: dict[str, Cell] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)

    def add(
        self, cells: Mapping[str, Cell], columns: Sequence[Column], where: Location, found: list[Diagnostic]
    ) -> None:
        held = [(column, cells[column.name]) for column in columns if column.name in cells]
        if any(column.of not in LISTED for column, _ in held):
            if self.main is not None:
                found.append(Diagnostic.at(where, "duplicate-key", name=self.key, line=self.main.line))
                return
            self.main = where
        numbers = {of: self.numbers.get(of, 0) for of in LISTED}
        for column, cell in held:
            if column.place == (TEXT,) and column.of != FACTS:
                self.texts[column.of] = replace(cell, text=original(cell.text))
            elif column.of in LISTED:
                self.numbers[column.of] = numbers[column.of] + 1
                self._put(FACTS, (column.of, numbers[column.of], *column.place), _value(column, cell, found), cell)
            else:
                self._put(column.of, column.place, _value(column, cell, found), cell)

    def _put(self, of: str, place: Sequence[str | int], value: object, cell: Cell) -> None:
        self.documents.setdefault(of, _Document()).put(place, value, cell.location)

    def entry(self, type_: str, id_: str, shown: str) -> FoundEntry:
        where = self.main or self.first
        made = {of: document.document(shown, where) for of, document in self.documents.items()}
        facts = made.pop(FACTS, _Document().document(shown, where))
        fronts = made | {
            code: _Document().document(shown, cell.location) for code, cell in self.texts.items() if code not in made
        }
        return FoundEntry(type_, id_, where, facts, fronts, self.texts)


def _value(column: Column, cell: Cell, found: list[Diagnostic]) -> object:
    text = original(cell.text).strip()
    if column.kind == "number":
        return int(text) if _INTEGER.fullmatch(text) else text
    if column.kind == "flag":
        return _FLAGS.get(text.casefold(), text)
    return text if column.kind == "word" else _json(text, cell, found)


def _json(text: str, cell: Cell, found: list[Diagnostic]) -> object:
    try:
        value = json.loads(text, parse_constant=_refused)
        json.dumps(value, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        found.append(Diagnostic.at(cell.location, "import-syntax", format="JSON"))
        return text
    return value


def _refused(constant: str) -> None:
    """What Python reads beyond JSON: `NaN`, `Infinity`."""
    raise ValueError(constant)
