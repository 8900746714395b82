"""The words of an entry in one language: front matter, and Markdown in named sections parsed once into tokens.

Nothing later parses the rendered HTML: pages, checks and everything that reads sections start from these tokens.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.admon import admon_plugin
from mdit_py_plugins.footnote import footnote_plugin

from make_the_connection.content.citation import TOKEN, Cluster, citation_plugin
from make_the_connection.content.front_matter import FrontMatter, read_front_matter
from make_the_connection.content.model import SectionDeclaration
from make_the_connection.content.validation import nearest
from make_the_connection.content.yaml_source import locate, read_text
from make_the_connection.diagnostics import Diagnostic, Location
from make_the_connection.languages import Language

_HEADING_ID = re.compile(r"(?<!\s)\s*\{#([^{}]*)\}$")
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_ELSEWHERE = frozenset({"http", "https", "mailto", "javascript", "vbscript", "data", "file"})
_SCHEME = re.compile(r"([a-z][a-z0-9-]*):(?!//)([^#]*)(?:#(.*))?")


@dataclass(frozen=True)
class Mention:
    """An entry or guide page that a link names: `type:id#anchor`. Type and id are empty for the page itself."""

    type: str
    id: str
    anchor: str
    location: Location


@dataclass(frozen=True)
class Section:
    """A named section: its heading, its tokens (never changed) and the ids of the headings in it."""

    id: str
    heading: str
    location: Location
    tokens: tuple[Token, ...]
    anchors: tuple[str, ...]
    words: int


@dataclass(frozen=True)
class Words:
    """An entry's words in one language, in the order in which they were written."""

    path: str
    language: str
    front: FrontMatter
    sections: Mapping[str, Section]
    citations: tuple[tuple[Cluster, Location], ...]
    mentions: tuple[Mention, ...]
    images: tuple[tuple[str, Location], ...]


def read_words(
    path: Path, shown: str, language: Language, sections: Mapping[str, SectionDeclaration], found: list[Diagnostic]
) -> Words | None:
    """Read one language's file of an entry, or None with diagnostics."""
    text = read_text(path, shown, found)
    parts = read_front_matter(text, shown, found) if text is not None else None
    if parts is None:
        return None
    front, body, first_line = parts
    page = _Page(shown, first_line, body)
    tokens = markdown(language).parse(body)
    divided = _divide(tokens, sections, page)
    _complete(divided, sections, page)
    found.extend(page.found)
    return Words(shown, language.code, front, divided, tuple(page.citations), tuple(page.mentions), tuple(page.images))


def markdown(language: Language) -> MarkdownIt:
    """The one grammar of entries: CommonMark, tables, footnotes, admonitions and citations. Raw HTML is only found."""
    return _markdown(tuple(sorted(language.locators.items())))


@cache
def _markdown(labels: tuple[tuple[str, str], ...]) -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": True}).enable("table")
    # A link that markdown-it refuses would stand on the page as brackets, and nobody would be told.
    parser.validateLink = lambda _: True  # type: ignore[method-assign,assignment]
    parser.use(footnote_plugin).use(admon_plugin).use(citation_plugin, labels=dict(labels))
    return parser


def mentions_in(body: str, shown: str, first_line: int, language: Language) -> tuple[Mention, ...]:
    """The entries and guide pages that a text links to, whatever else stands in it."""
    page = _Page(shown, first_line, body)
    for token in markdown(language).parse(body):
        page.inspect(token)
    return tuple(mention for mention in page.mentions if mention.type)


class _Page:
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

    def report(self, location: Location, code: str, /, **parameters: object) -> None:
        self.found.append(Diagnostic.at(location, code, **parameters))

    def inspect(self, block: Token) -> None:
        """Collect the citations, links and images of a block, and what may not stand in it."""
        place = _Finder(self, block)
        if block.type == "html_block":
            self.report(self.location(block), "raw-html", text=_short(block.content))
        macro = min((block.content.find(mark) for mark in ("{{", "{%") if mark in block.content), default=-1)
        if macro >= 0:
            self.report(place(block.content[macro : macro + 2]), "macro")
        for token in block.children or ():
            if token.type == "html_inline":
                self.report(place(token.content), "raw-html", text=_short(token.content))
            elif token.type == TOKEN:
                self.citations.append((token.meta["cluster"], place(token.content)))
            elif token.type == "link_open":
                href = str(token.attrs["href"])
                self._link(href, place(href))
            elif token.type == "image":
                source = str(token.attrs["src"])
                self.images.append((source, place(source)))

    def _link(self, href: str, location: Location) -> None:
        if mention := mentioned(href, location):
            self.mentions.append(mention)
        elif href.startswith("#"):
            self.mentions.append(Mention("", "", href[1:], location))
        elif not href.startswith(("https://", "http://", "mailto:")):
            self.report(location, "bad-link", address=href)


class _Finder:
    """Where texts begin that stand one after another in a block: tokens inside a paragraph do not know their lines."""

    def __init__(self, page: _Page, block: Token) -> None:
        self.page = page
        self.block = block
        self.start, end = block.map or (0, len(page.lines))
        self.text = "\n".join(page.lines[self.start : end])
        self.reached = 0

    def __call__(self, text: str) -> Location:
        first = text.split("\n", maxsplit=1)[0]
        # Markdown writes what is no ASCII in an address as %C3%A2.
        offsets = (self.text.find(form, after) for after in (self.reached, 0) for form in (first, unquote(first)))
        offset = next((offset for offset in offsets if offset >= 0), None)
        if offset is None:
            return self.page.location(self.block)
        self.reached = offset + len(first)
        found = locate(self.page.shown, self.text, offset)
        return Location(found.path, self.page.first_line + self.start + found.line - 1, found.column)


def mentioned(href: str, location: Location) -> Mention | None:
    """The entry or guide page that an address of the form `type:id#anchor` names."""
    match = _SCHEME.fullmatch(href)
    if not match or match[1] in _ELSEWHERE:
        return None
    return Mention(match[1], match[2], match[3] or "", location)


def _divide(tokens: Sequence[Token], declared: Mapping[str, SectionDeclaration], page: _Page) -> dict[str, Section]:
    sections: dict[str, Section] = {}
    runs = tuple(_by_section(tokens))
    present = {_heading(head)[1] for head, _ in runs if head}
    for head, body in runs:
        for token in body:
            page.inspect(token)
        if head is None:
            if body:
                page.report(page.location(body[0]), "text-before-section")
            continue
        heading, id_ = _heading(head)
        location = page.location(head)
        if id_ is None or id_ not in declared:
            _unknown(heading, id_, [key for key in declared if key not in present], declared, location, page)
            continue
        if id_ in sections:
            page.report(location, "duplicate-section", name=id_, line=sections[id_].location.line)
            continue
        anchored, anchors = _anchored(body, id_, page)
        words = sum(len(token.content.split()) for token in body if token.type == "inline")
        sections[id_] = Section(id_, heading, location, anchored, anchors, words)
    return sections


def _by_section(tokens: Sequence[Token]) -> Iterator[tuple[Token | None, list[Token]]]:
    """Runs of tokens, each under the inline token of its level-2 heading; the first under none."""
    head: Token | None = None
    body: list[Token] = []
    position = 0
    while position < len(tokens):
        token = tokens[position]
        if token.type == "heading_open" and token.tag in {"h1", "h2"} and token.level == 0:
            yield head, body
            head, body = tokens[position + 1], []
            position += 3
            continue
        body.append(token)
        position += 1
    yield head, body


def _heading(inline: Token) -> tuple[str, str | None]:
    match = _HEADING_ID.search(inline.content)
    return (inline.content[: match.start()], match[1]) if match else (inline.content, None)


def _unknown(
    heading: str,
    id_: str | None,
    absent: Sequence[str],
    declared: Mapping[str, SectionDeclaration],
    location: Location,
    page: _Page,
) -> None:
    if id_ is not None:
        page.report(location, "unknown-section", name=id_, choices=", ".join(declared), **nearest(id_, declared))
        return
    by_label = {label.casefold(): key for key, section in declared.items() for label in section.label.values()}
    close = nearest(heading.casefold(), by_label)
    suggestion = by_label[close["nearest"]] if close else next(iter(absent or declared), "")
    page.report(location, "section-without-id", heading=heading, suggestion=suggestion)


def _anchored(body: Sequence[Token], section: str, page: _Page) -> tuple[tuple[Token, ...], tuple[str, ...]]:
    """The tokens with an id on each heading, shared by the languages: the author's, or the section's with a number.

    Ids begin with the section's, so that no author can take an id that a page needs for itself.
    """
    anchors: list[str] = []
    tokens = [token.copy() for token in body]
    for position, token in enumerate(tokens):
        if token.type != "heading_open":
            continue
        inline = tokens[position + 1] = tokens[position + 1].copy()
        text, id_ = _heading(inline)
        if id_ is not None and not _ID.fullmatch(id_):
            page.report(page.location(inline), "bad-id", name=text, value=id_)
        if id_ is not None:
            inline.content = text
            inline.children = _without_id(inline.children or [])
        anchor = f"{section}-{id_ or len(anchors) + 1}"
        if anchor in anchors:
            page.report(page.location(inline), "duplicate-id", value=anchor.removeprefix(f"{section}-"))
        anchors.append(anchor)
        token.attrs = {**token.attrs, "id": anchor}
    return tuple(tokens), tuple(anchors)


def _without_id(children: Sequence[Token]) -> list[Token]:
    copies = [child.copy() for child in children]
    copies[-1].content = _HEADING_ID.sub("", copies[-1].content)
    return copies


def _complete(sections: Mapping[str, Section], declared: Mapping[str, SectionDeclaration], page: _Page) -> None:
    for id_, declaration in declared.items():
        section = sections.get(id_)
        if section is None:
            if declaration.required:
                page.report(Location(page.shown, page.first_line), "missing-section", name=id_)
        elif declaration.words:
            least, most = declaration.words
            code = "too-few-words" if section.words < least else "too-many-words" if section.words > most else None
            if code:
                page.report(section.location, code, name=id_, words=section.words, least=least, most=most)


def _short(text: str) -> str:
    line = text.strip().split("\n")[0]
    return line if len(line) <= 40 else line[:39] + "…"
