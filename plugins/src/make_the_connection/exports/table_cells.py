"""The cells of a file from a spreadsheet, each with its place: RFC 4180, and what Excel makes of it elsewhere."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from make_the_connection.diagnostics import Diagnostic, Location

_SEPARATORS = ",;\t"
NAMES = ("type", "id")
"""The columns that say which entry a line is of."""


@dataclass(frozen=True)
class Cell:
    text: str
    location: Location


def read_lines(text: str, shown: str, found: list[Diagnostic]) -> tuple[tuple[Cell, ...], ...]:
    """The lines of a file that have anything in them, or none with a diagnostic. Its line ends are those of Unix."""
    separator = _separator(text)
    cell = re.compile(rf'"([^"]*(?:""[^"]*)*)"|([^"{separator}\n][^{separator}\n]*|)')
    lines: list[list[Cell]] = [[]]
    at, line, start = 0, 1, 0
    while match := cell.match(text, at):
        said = match[2] or (match[1] or "").replace('""', '"')
        lines[-1].append(Cell(said, Location(shown, line, at - start + 1)))
        at = match.end()
        if inside := match[0].count("\n"):
            line, start = line + inside, text.rindex("\n", 0, at) + 1
        after = text[at : at + 1]
        if after not in ("", "\n", separator):
            break
        at += 1
        if after == "\n":
            lines.append([])
            line, start = line + 1, at
        elif not after:
            return tuple(tuple(cells) for cells in lines if any(cell.text.strip() for cell in cells))
    found.append(Diagnostic.at(Location(shown, line, at - start + 1), "import-syntax", format="CSV"))
    return ()


def original(text: str) -> str:
    """What a cell says, without the apostrophe that keeps spreadsheets from calculating it."""
    return text.removeprefix("'")


def _separator(text: str) -> str:
    """What stands between the names of columns, which have none of these in them."""
    head = text.partition("\n")[0]
    return next(filter(lambda each: set(NAMES) <= set(_names(head, each)), _SEPARATORS), _SEPARATORS[0])


def _names(head: str, separator: str) -> Iterator[str]:
    yield from (name.strip(' "') for name in head.split(separator))
