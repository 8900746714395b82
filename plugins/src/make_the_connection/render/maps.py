"""The map of an entry: what it is linked with, drawn.

There are two drawings of it, of which a style sheet shows one: for a narrow place a stem with a branch to each
neighbour, for a wide one the entry in the middle. Both say what the list of the same links says, in the same order, and
nothing more. Lengths are in units of a drawing: about a pixel, and at least 0.86 of one where notes are smallest.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from make_the_connection.crosswalk import Connection
from make_the_connection.render.environment import rendered
from make_the_connection.render.lettering import REGULAR, wrapped
from make_the_connection.render.reader import Reader

MOST = 24
"""The most neighbours on a map."""

NARROW, WIDE = 328, 700
TITLE, NOTE = 16, 14
"""The size of the letters. Their lines are 4 higher."""

_PAD, _GAP, _BEND = 10, 12, 20
_INDENT = 18
"""From the edge of a card to its words: the end of a line stands on that edge."""

Groups = Sequence[tuple[str, Sequence[Connection]]]
"""What an entry is linked with, by type, in the order of its page."""

Place = tuple[int, int]
"""The left edge of a column, and its width."""


@dataclass(frozen=True)
class Heading:
    """The name of a type, above its cards."""

    lines: tuple[str, ...]
    x: int
    y: int

    @property
    def height(self) -> int:
        return len(self.lines) * (NOTE + 4)


@dataclass(frozen=True)
class Card:
    """An entry: its short title, in the language `lang` where that is not the page's, and a note below."""

    title: tuple[str, ...]
    lang: str
    note: tuple[str, ...]
    x: int
    y: int
    width: int

    @property
    def height(self) -> int:
        return 2 * _PAD + len(self.title) * (TITLE + 4) + len(self.note) * (NOTE + 4)

    @property
    def middle(self) -> int:
        return self.y + self.height // 2


@dataclass(frozen=True)
class Neighbour(Card):
    """An entry that the one in focus is linked with."""

    connection: Connection


@dataclass(frozen=True)
class Edge:
    """The line of a link, as the data of an SVG path, to its end on the edge of the neighbour's card."""

    connection: Connection
    path: str
    x: int
    y: int


Column = tuple[Heading | Neighbour, ...]


@dataclass(frozen=True)
class Drawing:
    """A map for one width. `stem` is what the lines of a narrow one grow from."""

    name: str
    width: int
    height: int
    focus: Card
    parts: Column
    edges: tuple[Edge, ...]
    stem: str = ""


def entry_map(key: str, groups: Groups, reader: Reader) -> Markup:
    """The map of an entry for readers of a language; nothing where it has no neighbour to draw."""
    types = reader.site.model.types
    shown, more = _most_telling([group for group in groups if not types[group[0]].contributed])
    if not shown:
        return Markup("")
    drawings = (_narrow(key, shown, reader), _wide(key, shown, reader))
    return rendered("map.html", reader=reader, key=key, drawings=drawings, more=more)


def _most_telling(groups: Groups) -> tuple[Groups, int]:
    """As many as a map holds, published before editorial and central before supporting; how many are left out."""
    every = sorted((connection for _, connections in groups for connection in connections), key=lambda c: c.sort_key)
    kept = {connection.other for connection in every[:MOST]}
    shown = [(type_, [c for c in connections if c.other in kept]) for type_, connections in groups]
    return [group for group in shown if group[1]], len(every) - len(kept)


def _narrow(key: str, groups: Groups, reader: Reader) -> Drawing:
    stem, left = 20, 52
    focus = _focus(key, (0, NARROW), reader)
    column = _lowered(_column(groups, (left, NARROW - left), reader), focus.height + 2 * _GAP)
    cards = _neighbours(column)
    edges = tuple(
        Edge(card.connection, f"M{stem} {card.middle - _BEND}q0 {_BEND} {_BEND} {_BEND}H{left}", left, card.middle)
        for card in cards
    )
    path = f"M{stem} {focus.height}V{cards[-1].middle - _BEND}"
    return Drawing("narrow", NARROW, _bottom(column), focus, column, edges, path)


def _wide(key: str, groups: Groups, reader: Reader) -> Drawing:
    """The entry in the middle; on the left where all that it is linked with is of one type."""
    first, last = _sides(groups)
    middle, right = ((264, 172), (496, 204)) if first else ((0, 230), (360, 340))
    columns = [_column(first, (0, 204), reader), _column(last, right, reader)]
    focus = _focus(key, middle, reader)
    height = max(focus.height, *map(_bottom, columns))
    focus = replace(focus, y=(height - focus.height) // 2)
    columns = [_lowered(column, (height - _bottom(column)) // 2) for column in columns]
    edges = tuple(edge for column in columns for edge in _fan(focus, _neighbours(column)))
    return Drawing("wide", WIDE, height, focus, columns[0] + columns[1], edges)


def _sides(groups: Groups) -> tuple[Groups, Groups]:
    """The groups on the left and on the right, in order, neither side longer than need be."""

    def longest(cut: int) -> int:
        return max(sum(len(connections) for _, connections in side) for side in (groups[:cut], groups[cut:]))

    cut = min(range(1, len(groups)), key=longest, default=0)
    return groups[:cut], groups[cut:]


def _fan(focus: Card, cards: Sequence[Neighbour]) -> Iterator[Edge]:
    """A curve to each card, from places spread along the side of the focus."""
    room = focus.height - 2 * _PAD
    for number, card in enumerate(cards, 1):
        y = focus.y + _PAD + room * number // (len(cards) + 1)
        start, end = (focus.x, card.x + card.width) if card.x < focus.x else (focus.x + focus.width, card.x)
        bend = (start + end) // 2
        yield Edge(
            card.connection, f"M{start} {y}C{bend} {y} {bend} {card.middle} {end} {card.middle}", end, card.middle
        )


def _column(groups: Groups, place: Place, reader: Reader) -> Column:
    """The types, one below the other, each with its cards."""
    parts: list[Heading | Neighbour] = []
    y = 0
    for type_, connections in groups:
        parts.append(Heading(wrapped(reader.types(type_), place[1], NOTE), place[0], y))
        y += parts[-1].height + _GAP // 2
        for connection in connections:
            parts.append(_neighbour(connection, place, y, reader))
            y += parts[-1].height + _GAP
        y += _GAP
    return tuple(parts)


def _neighbour(connection: Connection, place: Place, y: int, reader: Reader) -> Neighbour:
    link = connection.link
    note = f"{reader.text(f'basis.{link.basis}')} · {reader.text(f'strength.{link.strength}')}"
    return Neighbour(*_words(connection.other, note, place, reader), place[0], y, place[1], connection)


def _focus(key: str, place: Place, reader: Reader) -> Card:
    return Card(*_words(key, reader.type(key.partition(":")[0]), place, reader), place[0], 0, place[1])


def _words(key: str, note: str, place: Place, reader: Reader) -> tuple[tuple[str, ...], str, tuple[str, ...]]:
    room = place[1] - _INDENT - _PAD
    title = reader.site.short(key, reader.code)
    named = f"{title.text} {reader.edition(key).striptags()}"
    return wrapped(named, room, TITLE), title.lang, wrapped(note, room, NOTE, REGULAR)


def _neighbours(column: Column) -> tuple[Neighbour, ...]:
    return tuple(part for part in column if isinstance(part, Neighbour))


def _lowered(column: Column, by: int) -> Column:
    return tuple(replace(part, y=part.y + by) for part in column)


def _bottom(column: Column) -> int:
    return max((part.y + part.height for part in column), default=0)
