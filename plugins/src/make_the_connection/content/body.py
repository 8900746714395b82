"""The tokens of a text, packed until they are asked for: unpacked they take fifty times the room of the text."""

import marshal
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from markdown_it.token import Token

_HELD = 64
"""How many texts are held with their tokens, those that were asked for last: about 4 MB."""

_Meta = list[dict[Any, Any]]


@dataclass(frozen=True)
class Parsed:
    """The tokens (never changed) of a text: those of each section by its id, and those of its notes."""

    sections: Mapping[str, tuple[Token, ...]]
    notes: tuple[Token, ...]


class Body:
    """A text by what parses it, which gives its tokens and what else one pass over them finds, as values of JSON."""

    def __init__(self, parse: Callable[[], tuple[Parsed, Mapping[str, Any]]]) -> None:
        self._parse = parse
        self._packed: _Packed | None = None

    @property
    def found(self) -> Mapping[str, Any]:
        """What one pass over the tokens finds. The text is parsed for it."""
        parsed, found = self._parse()
        self._packed = _Packed.of(parsed)
        return found

    @property
    def parsed(self) -> Parsed:
        return _held(self)

    def read(self) -> Parsed:
        """The tokens, parsed the first time and unpacked from then on, which takes a tenth of the time."""
        if self._packed is None:
            parsed, _ = self._parse()
            self._packed = _Packed.of(parsed)
            return parsed
        return self._packed.parsed()


@lru_cache(maxsize=_HELD)
def _held(body: Body) -> Parsed:
    return body.read()


@dataclass(frozen=True)
class _Packed:
    """Tokens as bytes. What plugins keep in them may be objects of any kind, so it stands beside."""

    tokens: bytes
    meta: tuple[dict[Any, Any], ...]

    @classmethod
    def of(cls, parsed: Parsed) -> "_Packed":
        meta: _Meta = []
        sections = [(id_, _values(tokens, meta)) for id_, tokens in parsed.sections.items()]
        values = marshal.dumps((sections, _values(parsed.notes, meta)))
        return cls(zlib.compress(values, 1), tuple(meta))

    def parsed(self) -> Parsed:
        sections, notes = marshal.loads(zlib.decompress(self.tokens))  # noqa: S302 - packed by this very process
        meta = list(reversed(self.meta))
        unpacked = {id_: tuple(_tokens(values, meta)) for id_, values in sections}
        return Parsed(unpacked, tuple(_tokens(notes, meta)))


def _values(tokens: Sequence[Token], meta: _Meta) -> list[tuple[Any, ...]]:
    """The tokens as values that can be packed; what they have in `meta` is added to that, in their order."""
    values = []
    for t in tokens:
        own = bool(t.meta)
        if own:
            meta.append(t.meta)
        children = None if t.children is None else _values(t.children, meta)
        before = (t.type, t.tag, t.nesting, t.attrs, t.map, t.level)
        values.append((*before, children, t.content, t.markup, t.info, own, t.block, t.hidden))
    return values


def _tokens(values: list[tuple[Any, ...]], meta: _Meta) -> list[Token]:
    """The tokens of such values; `meta` has what belongs to them, the next at its end."""
    tokens = []
    for type_, tag, nesting, attrs, lines, level, within, content, markup, info, has_meta, block, hidden in values:
        own = meta.pop() if has_meta else {}
        children = None if within is None else _tokens(within, meta)
        rest = (content, markup, info, own, block, hidden)
        tokens.append(Token(type_, tag, nesting, attrs, lines, level, children, *rest))
    return tokens
