"""The text of a page, parsed when its tokens are asked for: they take fifty times the room of the text."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from markdown_it.token import Token

_HELD = 640
"""How many texts are held with their tokens, those that were asked for last: about 40 MB."""


@dataclass(frozen=True)
class Parsed:
    """The tokens (never changed) of a text: those of each section by its id, and those of its notes.

    `found` is what else one pass over them yields, as values of JSON.
    """

    sections: Mapping[str, tuple[Token, ...]]
    notes: tuple[Token, ...]
    found: Mapping[str, Any]


class Body:
    """A text by what parses it."""

    def __init__(self, parse: Callable[[], Parsed]) -> None:
        self.parse = parse

    @property
    def parsed(self) -> Parsed:
        return _parsed(self)


@lru_cache(maxsize=_HELD)
def _parsed(body: Body) -> Parsed:
    return body.parse()
