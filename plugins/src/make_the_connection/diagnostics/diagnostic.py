"""One thing that is wrong, and where."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from make_the_connection.diagnostics.codes import CODES, Severity


def printable(text: str) -> str:
    """A text on one line in which nothing can command a terminal."""
    return (
        text
        if text.isprintable()
        else "".join(
            character if character.isprintable() else " " if character.isspace() else repr(character)[1:-1]
            for character in text
        )
    )


@dataclass(frozen=True, order=True)
class Location:
    """A place in a file: a path from the root of the site with `/` between folders, a line and a column from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{printable(self.path)}:{self.line}:{self.column}"


@dataclass(frozen=True, order=True)
class Diagnostic:
    """One thing that is wrong.

    `parameters` are the values named in the sentences of the language packs, sorted by name. Values are shown to
    people as they stand; a value that is a key of a catalogue is looked up by the parameter's own name (see
    `languages.phrasing`). The severity is the code's own, unless a site has declared another for what it checks.
    """

    location: Location
    code: str
    parameters: tuple[tuple[str, str], ...] = field(default=())
    severity: Severity = Severity.ERROR

    @classmethod
    def at(cls, location: Location, code: str, /, **parameters: object) -> "Diagnostic":
        """Make a diagnostic; raises `KeyError` for a code that is not in `CODES`."""
        values = tuple(sorted((name, str(value)) for name, value in parameters.items()))
        return cls(location, code, values, CODES[code])


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Each diagnostic once, by path, line, column and code."""
    # A stranger’s file can hold tens of thousands, and records compare slowly.
    return tuple(sorted(set(diagnostics), key=_place_first))


def _place_first(each: Diagnostic) -> tuple[object, ...]:
    place = each.location
    return (place.path, place.line, place.column, each.code, each.parameters, each.severity)
