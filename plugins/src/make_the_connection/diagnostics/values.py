"""Diagnostics of one file as values of JSON, and back."""

from collections.abc import Iterable
from typing import Any

from make_the_connection.diagnostics.codes import CODES
from make_the_connection.diagnostics.diagnostic import Diagnostic, Location

_SHORT = 4
"""As long is what is said of a place in the file itself; of another file its path stands behind."""


def in_values(diagnostics: Iterable[Diagnostic], path: str) -> list[Any]:
    """Diagnostics that have the severity of their codes, most of them in the file at a path."""
    return [
        [each.location.line, each.location.column, each.code, each.parameters]
        + ([each.location.path] if each.location.path != path else [])
        for each in diagnostics
    ]


def from_values(values: Iterable[Any], path: str) -> list[Diagnostic]:
    """The diagnostics of such values, which were made for the file at that path."""
    return [
        Diagnostic(
            Location(each[_SHORT] if len(each) > _SHORT else path, each[0], each[1]),
            each[2],
            tuple((name, value) for name, value in each[3]),
            CODES[each[2]],
        )
        for each in values
    ]
