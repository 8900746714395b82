"""The cover of the book: its title over the crosswalk as a pattern, drawn as SVG in the colours of the site."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from make_the_connection.crosswalk import State
from make_the_connection.downloads.book import Book
from make_the_connection.downloads.book_markup import rendered
from make_the_connection.render import Reader
from make_the_connection.render.lettering import wrapped
from make_the_connection.site import Site

WIDTH, HEIGHT = 1600, 2400
_EDGE = 160
_TITLE, _SMALL = 150, 56
_STEP = 1.2
_TOP = 420
_BROADEST = 240
"""Between the middles of two marks."""

_RADIUS = 0.26
"""Of a mark, in steps from one to the next."""

_TOKENS: Mapping[str, str] = {
    "band": "#1f4b73",
    "band-deep": "#183c5d",
    "on-band": "#ffffff",
    "on-band-accent": "#ffc796",
}
"""The colours of a site that has none of its own, by the names of their tokens in style sheets."""

_COLOUR = r"--{}:\s*(?:light-dark\(\s*)?(#[0-9a-fA-F]{{3,8}})\b"


@dataclass(frozen=True)
class _Mark:
    """A cell of the crosswalk: the middle of its mark, and what is known of it."""

    x: float
    y: float
    state: State


def cover_picture(book: Book, site: Site, code: str) -> bytes:
    """The picture of the cover. Its words are text, so that they can be read aloud and found."""
    reader = Reader(site, code, "index")
    lines = wrapped(book.title, WIDTH - 2 * _EDGE, _TITLE)
    below = _TOP + len(lines) * _TITLE * _STEP + _EDGE
    publisher = site.configuration.options.publisher
    picture = rendered(
        "cover.xml",
        book=book,
        lines=[(line, _TOP + number * _TITLE * _STEP) for number, line in enumerate(lines)],
        width=WIDTH,
        height=HEIGHT,
        edge=_EDGE,
        title=_TITLE,
        small=_SMALL,
        rule=below - _EDGE - _TITLE * 0.5,
        marks=tuple(_marks(site, below)),
        foot=[reader.own(publisher)] if publisher else [],
        day=reader.date(site.as_of.isoformat()),
        colours=_colours(site),
        radius=_step(site, below) * _RADIUS,
    )
    return picture.encode()


def _step(site: Site, top: float) -> float:
    """From the middle of a mark to that of the next, so that the outermost stand on the edges of the title's column."""
    rows, columns = len(site.table.rows) or 1, len(site.table.columns) or 1
    across = (WIDTH - 2 * _EDGE) / (columns - 1 + 2 * _RADIUS)
    return min(across, (HEIGHT - 2.5 * _EDGE - top) / rows, _BROADEST)


def _marks(site: Site, top: float) -> Iterator[_Mark]:
    """A mark for each cell of the crosswalk, in its rows and columns."""
    step = _step(site, top)
    for y, row in enumerate(site.table.rows):
        for x, column in enumerate(site.table.columns):
            cell = site.table.cells[row, column]
            left = _EDGE + (x + _RADIUS) * step
            yield _Mark(round(left, 1), round(top + (y + 0.5) * step, 1), cell.state)


def _colours(site: Site) -> Mapping[str, str]:
    """The colours that the site's own style sheets give to its head, else those of a site without any."""
    folder = site.configuration.root / site.configuration.options.guides
    sheets = "".join(path.read_text(encoding="utf-8", errors="replace") for path in sorted(folder.rglob("*.css")))
    found = {name: re.search(_COLOUR.format(name), sheets) for name in _TOKENS}
    return {name.replace("-", "_"): match[1] if (match := found[name]) else colour for name, colour in _TOKENS.items()}
