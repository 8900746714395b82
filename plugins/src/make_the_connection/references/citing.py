"""Single citations, taken apart: their author, what stands behind it, and the rest."""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any

from make_the_connection.references.formatted import plain
from make_the_connection.references.records import Records, authors
from make_the_connection.references.styles import (
    AMBIGUOUS,
    DATE,
    LETTER,
    NAMES_BEGIN,
    NAMES_END,
    NUMBER,
    mark_parts,
    without_signs,
)

_SEVERAL = re.compile(r"\w\s*[-–,&]\s*\w")
_PLURAL = f"1{NUMBER}1"
"""A number that the processor takes for several, Roman ones too."""


@dataclass(frozen=True)
class Distinction:
    """How a work is told from others in citations.

    `names` are how many of its authors are named at least, 0 for as many as the style says; `given` is what stands
    before the family name of each, by its place; `letter` stands behind the year.
    """

    names: int = 0
    given: tuple[tuple[int, str], ...] = ()
    is_ambiguous: bool = False
    letter: str = ""


ALIKE = Distinction()


@dataclass(frozen=True)
class Parts:
    """A citation's author, what stands between that and the rest, and the rest. One of the two may be empty.

    `AND` or `AMPERSAND` stands between the last two names.
    """

    author: str
    between: str
    rest: str


class Citer:
    """Formats single citations of works by the layout of a style."""

    def __init__(self, style: Any, records: Records) -> None:
        self.records = records
        mark_parts(style)
        # What is said of the elements is kept as long as these are.
        self._style = style
        self._citation = style.citation
        self._citation.cites = []
        self.layout = self._citation.layout
        self.sort = self._citation.find("{*}sort")
        self._names = style.xpath("//*[local-name() = 'name']")
        self.parts = cache(self._parts)

    def option(self, name: str) -> str:
        """What the style's `<citation>` says, or an empty string."""
        return str(self._citation.get(name, ""))

    @property
    def brackets(self) -> tuple[str, str]:
        """What stands before and behind works cited together."""
        return self.layout.get("prefix", ""), self.layout.get("suffix", "")

    def initials(self, given: str) -> str:
        """A given name as the style abbreviates it, or in full if it does not."""
        for name in self._names:
            mark = name.get_option("initialize-with", self.layout)
            if mark is not None:
                return str(name.initialize(given, mark, self.layout)).strip()
        return given

    def shown(self, number: int) -> int:
        """How many of so many authors the style names."""
        options = [
            [name.get_option(option, self.layout) for option in ("et-al-min", "et-al-use-first")]
            for name in self._names[:1]
        ]
        least, first = options[0] if options else (0, 0)
        return first if least and number >= least else number

    def _parts(self, key: str, distinction: Distinction = ALIKE, label: str = "", number: str = "") -> Parts:
        """`label` and `number` are those of a locator."""
        from citeproc import Locator

        locator = Locator(label, _PLURAL if _SEVERAL.search(number) else NUMBER) if number else None
        with _said_of(self.records[key], distinction), _shown(self._names, distinction.names, self.records[key]):
            self.layout.repressed = {}
            text = plain(str(self.layout.render_children(self.records.item(key, locator)) or ""))
        text = lettered(text, distinction.letter).replace(_PLURAL, NUMBER)
        author, rest = (without_signs(part) for part in _taken_apart(text))
        between = rest[: len(rest) - len(rest.lstrip(" \u00a0,;:"))]
        return Parts(author, between, rest[len(between) :].replace(NUMBER, number.replace("-", "–")))


@contextmanager
def _said_of(reference: Any, distinction: Distinction) -> Iterator[None]:
    """A record that says for a while how its work is told from others."""
    said = {AMBIGUOUS: distinction.is_ambiguous, "year_suffix": distinction.letter}
    particles = [(name, name.get("non-dropping-particle", "")) for name in authors(reference)]
    given = dict(distinction.given)
    reference.update({name: value for name, value in said.items() if value})
    for place, (name, particle) in enumerate(particles):
        name["non-dropping-particle"] = " ".join(filter(None, (given.get(place), particle)))
    yield
    for name, particle in particles:
        name["non-dropping-particle"] = particle
    for variable in said:
        reference.pop(variable, None)


@contextmanager
def _shown(names: Iterable[Any], number: int, reference: Any) -> Iterator[None]:
    """The elements of a style for names, for a while with this number of authors; with the style's own if it is 0."""
    before = [(name, dict(name.attrib)) for name in names] if number else []
    for name, _ in before:
        name.set("et-al-min", "1000" if number >= len(authors(reference)) else "1")
        name.set("et-al-use-first", str(number))
        name.set("et-al-use-last", "false")
    yield
    for name, attributes in before:
        name.attrib.clear()
        name.attrib.update(attributes)


def lettered(text: str, letter: str) -> str:
    """A formatted text with the letter of its year behind the first year, if the style has no place for it."""
    before, sign, after = text.partition(LETTER)
    joint = "-" if letter and sign and not before[-1:].isdigit() else ""
    return before + (joint + letter if sign else "") + after.replace(LETTER, "")


def _taken_apart(text: str) -> tuple[str, str]:
    """The author and what follows: the first names, or what stands before the date if the style has no names there."""
    names = re.match(rf"\s*{NAMES_BEGIN}", text)
    if names:
        end = _end(text, names.end())
        return text[names.end() : end], text[end:]
    dated = re.search(rf"[\s,;:]*(?:{DATE}|{NUMBER})", text)
    if not dated:
        return text, ""
    return text[: dated.start()], text[dated.start() :]


def _end(text: str, start: int) -> int:
    """Where the names end that begin here; there may be names in them."""
    depth = 1
    for sign in re.finditer(f"[{NAMES_BEGIN}{NAMES_END}]", text[start:]):
        depth += 1 if sign[0] == NAMES_BEGIN else -1
        if not depth:
            return start + sign.start()
    return len(text)
