"""What of a section must be the same in every language: its parts, written as in Markdown, but without their words.

Links to other sites are counted and not compared: a page in one language has its own address in another.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass, field
from typing import Any

from markdown_it.token import Token

from make_the_connection.content.citation import TOKEN
from make_the_connection.content.guides import GuideWords
from make_the_connection.content.sections import Section
from make_the_connection.content.words import Words

Version = Words | GuideWords
"""A page in one language."""

_MACRO = re.compile(r"\{\{.{0,1000}?\}\}|\{%.{0,1000}?%\}", re.DOTALL)
_OUTSIDE = ("https://", "http://", "mailto:")
_LISTS = {"bullet_list_open": "- …", "ordered_list_open": "1. …"}
_TABLE = "| … |"


@dataclass
class Sized:
    """A list with its number of items, or a table with its rows and columns; the line that it begins on in its text."""

    kind: str
    line: int
    items: int = 0
    cells: int = 0

    @property
    def size(self) -> tuple[int, ...]:
        """Items; or rows and columns. A row of a table is an item of it."""
        return (self.items, self.cells // max(self.items, 1)) if self.kind == _TABLE else (self.items,)


@dataclass
class Outline:
    """The parts of a section by how they are written, with their number; its lists, and its tables, in order."""

    parts: Counter[str] = field(default_factory=Counter)
    lists: list[Sized] = field(default_factory=list)
    tables: list[Sized] = field(default_factory=list)


def outlined(version: Version) -> dict[str, Outline]:
    """The outline of each section of a version, by its id."""
    kept = version.known.once("outlines", lambda: [*map(_in_values, _outlines(version).items())])
    return {
        id_: Outline(Counter(parts), [Sized(*each) for each in lists], [Sized(*each) for each in tables])
        for id_, parts, lists, tables in kept
    }


def _outlines(version: Version) -> dict[str, Outline]:
    return {id_: outline(section, version) for id_, section in version.sections.items()}


def _in_values(found: tuple[str, Outline]) -> tuple[str, dict[str, int], list[Any], list[Any]]:
    id_, each = found
    return id_, dict(each.parts), [*map(astuple, each.lists)], [*map(astuple, each.tables)]


def outline(section: Section, version: Version) -> Outline:
    """The outline of a section of a version, with the notes that its text refers to."""
    found = Outline()
    open_: list[Sized] = []
    for token in with_notes(section.tokens, version.notes):
        _block(token, section, found, open_)
        for child in token.children or ():
            found.parts.update(_inline(child, version.language))
        if token.type in {"inline", "html_block"}:
            found.parts.update(" ".join(macro.split()) for macro in _MACRO.findall(token.content))
    found.parts.update(each.kind for each in (*found.lists, *found.tables))
    return found


def with_notes(tokens: Sequence[Token], notes: Sequence[Token]) -> Iterator[Token]:
    """The tokens of a text, and then those of each note that it refers to, once."""
    wanted: dict[int, None] = {}
    for token in tokens:
        yield token
        wanted |= dict.fromkeys(child.meta["id"] for child in token.children or () if child.type == "footnote_ref")
    inside = False
    for token in notes:
        if token.type == "footnote_open":
            inside = token.meta["id"] in wanted
        if inside:
            yield token


def _block(token: Token, section: Section, found: Outline, open_: list[Sized]) -> None:
    """Note what a block token begins. `open_` are the lists and tables that it stands in, the innermost last."""
    match token.type:
        case "heading_open":
            found.parts[_heading(token, section)] += 1
        case "admonition_open":
            found.parts[f"!!! {token.meta['tag']}"] += 1
        case "bullet_list_open" | "ordered_list_open" | "table_open":
            sized = Sized(_LISTS.get(token.type, _TABLE), token.map[0] if token.map else 0)
            (found.tables if sized.kind == _TABLE else found.lists).append(sized)
            open_.append(sized)
        case "bullet_list_close" | "ordered_list_close" | "table_close":
            open_.pop()
        case "list_item_open" | "tr_open":
            open_[-1].items += 1
        case "td_open" | "th_open":
            open_[-1].cells += 1


def _heading(token: Token, section: Section) -> str:
    """The mark of a heading, with its id where the author has given one."""
    id_ = str(token.attrs.get("id", "")).removeprefix(f"{section.id}-")
    given = id_ and not id_.isdigit()
    return f"{'#' * int(token.tag[1])} …" + (f" {{#{id_}}}" if given else "")


def _inline(token: Token, language: str) -> Iterator[str]:
    if token.type == "link_open":
        href = str(token.attrs["href"])
        yield "[…](https://…)" if href.startswith(_OUTSIDE) else f"[…]({href})"
    elif token.type == "image":
        # A picture with words in it may have one file for each language.
        name = str(token.attrs["src"]).replace(f"-{language.lower()}.", ".")
        yield f"![{'…' if token.content.strip() else ''}]({name})"
    elif token.type == "footnote_ref":
        yield "[^…]"
    elif token.type == TOKEN:
        for citation in token.meta["cluster"].citations:
            yield f"[@{', '.join((citation.key, *filter(None, [' '.join(citation.locator or ())])))}]"
