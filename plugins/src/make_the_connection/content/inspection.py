"""What one pass over the tokens of a page finds: citations, links and images, and what may not stand there."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any
from urllib.parse import unquote

from markdown_it.common.normalize_url import normalizeLink
from markdown_it.token import Token

from make_the_connection.content.citation import TOKEN, Cluster, cluster_from_values, cluster_in_values
from make_the_connection.content.disguises import disguises
from make_the_connection.content.text_source import control_character, locate
from make_the_connection.diagnostics import Diagnostic, Location, in_values

_ELSEWHERE = frozenset({"http", "https", "mailto", "javascript", "vbscript", "data", "file"})
# What stands before an @ in an address is no part of the host, and looks like one.
_PUBLIC = re.compile(r"https?://(?![^/?#]*@)[^/?#]")
_SHOWN = re.compile(r"\s*(https?://|www\.)\S+\s*", re.IGNORECASE)
_HOST = re.compile(r"(?:https?://)?(?:www\.)?([^/?#]*)")
# Extensions of Python-Markdown's: attributes behind what they are for, and files put in.
_OF_GUIDES = re.compile(r"(?<!-)-+8<-|(?<!\{)\{(?::| *\.[A-Za-z]| *[A-Za-z][A-Za-z-]*\s*=)")
_SCHEME = re.compile(r"([a-z][a-z0-9-]*):(?!//)([^#]*)(?:#(.*))?")

RULES = {
    "elsewhere": sorted(_ELSEWHERE),
    "public": _PUBLIC.pattern,
    "shown": _SHOWN.pattern,
    "host": _HOST.pattern,
    "ofGuides": _OF_GUIDES.pattern,
    "scheme": _SCHEME.pattern,
}
"""What links and words are inspected by, for a browser that does the same: JavaScript reads these patterns alike."""


@dataclass(frozen=True)
class Mention:
    """An entry or guide page that a link names: `type:id#anchor`. Type and id are empty for the page itself."""

    type: str
    id: str
    anchor: str
    location: Location

    @property
    def key(self) -> str:
        """`type:id`, the name that links use."""
        return f"{self.type}:{self.id}"


def mentioned(href: str, location: Location) -> Mention | None:
    """The entry or guide page that an address of the form `type:id#anchor` names."""
    match = _SCHEME.fullmatch(href)
    if not match or match[1] in _ELSEWHERE:
        return None
    return Mention(match[1], match[2], match[3] or "", location)


class Inspection:
    """What one pass over the tokens of a page finds."""

    def __init__(self, shown: str, first_line: int, body: str) -> None:
        self.shown = shown
        self.first_line = first_line
        self.lines = body.split("\n")
        self.found: list[Diagnostic] = []
        self.citations: list[tuple[Cluster, Location]] = []
        self.mentions: list[Mention] = []
        self.images: list[tuple[str, Location]] = []

    def location(self, block: Token) -> Location:
        """Where the first line of a block that is not blank begins."""
        start, end = block.map or (0, 1)
        for number, line in enumerate(self.lines[start:end], start=self.first_line + start):
            if line.strip():
                return Location(self.shown, number, len(line) - len(line.lstrip()) + 1)
        return Location(self.shown, self.first_line + start)

    def in_values(self) -> dict[str, Any]:
        """What has been found, as values of JSON."""
        return {
            "wrong": in_values(self.found, self.shown),
            "citations": [(cluster_in_values(each), at.line, at.column) for each, at in self.citations],
            "mentions": [(m.type, m.id, m.anchor, m.location.line, m.location.column) for m in self.mentions],
            "images": [(source, at.line, at.column) for source, at in self.images],
        }

    def report(self, location: Location, code: str, /, **parameters: object) -> None:
        self.found.append(Diagnostic.at(location, code, **parameters))

    def inspect(self, block: Token) -> None:
        """Collect the citations, links and images of a block, and what may not stand in it."""
        if not (block.content or block.children or block.type == "admonition_open"):
            return
        place = Finder(self, block)
        if block.type == "html_block":
            self.report(self.location(block), "raw-html", text=_short(block.content))
        if block.type == "admonition_open" and '"' not in block.info:
            self.report(self.location(block), "admonition-without-title")
        macro = min((block.content.find(mark) for mark in ("{{", "{%") if mark in block.content), default=-1)
        if macro >= 0:
            self.report(place(block.content[macro : macro + 2]), "macro")
        children = block.children or ()
        # Written as &#8238; a character is none in the file.
        hides = bool(children) and ("&" in block.content or control_character(block.content) is not None)
        for number, token in enumerate(children):
            if token.type == "link_open":
                href = str(token.attrs["href"])
                self._link(href, _link_words(children, number), place(href))
            else:
                self._inline(token, place, hides=hides)

    def _inline(self, token: Token, place: "Finder", *, hides: bool) -> None:
        if token.type == "html_inline":
            self.report(place(token.content), "raw-html", text=_short(token.content))
        elif token.type == TOKEN:
            self.citations.append((token.meta["cluster"], place(token.content)))
        elif hides and (hidden := control_character(token.content)):
            where = place("&#" if "&#" in place.block.content else "&")
            self.report(where, "control-character", character=hidden[1])
        elif token.type == "image":
            source = str(token.attrs["src"])
            self._image(source, token.content, place(source))
        elif token.type == "text":
            self._text(token.content, place)

    def _text(self, text: str, place: "Finder") -> None:
        """What looks in words like other words, or would be a command on a guide page."""
        for code, word in islice(disguises(text), 1):
            self.report(place(word), code, name=word)
        if ("{" in text or "8<" in text) and (command := _OF_GUIDES.search(text)):
            self.report(place(command[0]), "not-markdown-here", text=_short(text[command.start() :]))

    def _image(self, source: str, words: str, location: Location) -> None:
        self.images.append((source, location))
        if not words.strip():
            self.report(location, "missing-alt", name=unquote(source))

    def _link(self, href: str, words: str, location: Location) -> None:
        if mention := mentioned(href, location):
            self.mentions.append(mention)
        elif href.startswith("#"):
            self.mentions.append(Mention("", "", href[1:], location))
        elif not href.startswith("mailto:") and not _PUBLIC.match(href):
            self.report(location, "bad-link", address=unquote(href))
        shown = _SHOWN.fullmatch(words)
        if shown and _host(normalizeLink(words.strip())) != _host(href):
            self.report(location, "misleading-link", shown=words.strip(), address=unquote(href))


def citations_from(values: Any, path: str) -> tuple[tuple[Cluster, Location], ...]:
    """The citations that were found in a page at a path."""
    return tuple((cluster_from_values(each), Location(path, *at)) for each, *at in values["citations"])


def mentions_from(values: Any, path: str) -> tuple[Mention, ...]:
    """The links to entries and guide pages that were found in a page at a path."""
    return tuple(Mention(type_, id_, anchor, Location(path, *at)) for type_, id_, anchor, *at in values["mentions"])


def images_from(values: Any, path: str) -> tuple[tuple[str, Location], ...]:
    """The images that were found in a page at a path."""
    return tuple((source, Location(path, *at)) for source, *at in values["images"])


class Finder:
    """Where texts begin that stand one after another in a block: tokens inside a paragraph do not know their lines."""

    def __init__(self, page: Inspection, block: Token) -> None:
        self.page = page
        self.block = block
        self.start, self.end = block.map or (0, len(page.lines))
        self.reached = 0

    @cached_property
    def text(self) -> str:
        return "\n".join(self.page.lines[self.start : self.end])

    def __call__(self, text: str) -> Location:
        first = text.split("\n", maxsplit=1)[0]
        # Markdown writes what is no ASCII in an address as %C3%A2.
        offsets = (self.text.find(form, after) for after in (self.reached, 0) for form in (first, unquote(first)))
        offset = next((offset for offset in offsets if offset >= 0), None)
        if offset is None:
            return self.page.location(self.block)
        self.reached = offset + len(first)
        return locate(self.page.shown, self.text, offset, self.page.first_line + self.start)


def _link_words(tokens: Sequence[Token], start: int) -> str:
    """The words of the link that a token opens: no link stands in another."""
    end = next((n for n in range(start, len(tokens)) if tokens[n].type == "link_close"), len(tokens))
    return "".join(token.content for token in tokens[start:end])


def _host(address: str) -> str:
    match = _HOST.match(address.lower())
    return match[1] if match else ""


def _short(text: str) -> str:
    line = text.strip().split("\n")[0]
    return line if len(line) <= 40 else line[:39] + "…"
