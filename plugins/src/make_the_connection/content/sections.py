"""Named sections: the tokens of a page divided at its level-two headings, and ids for the headings in them.

Anchors, parity and everything that compares two languages rest on the ids, not on positions or translated words.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from markdown_it.token import Token

from make_the_connection.content.body import Body, Parsed
from make_the_connection.content.inspection import Inspection
from make_the_connection.content.model import SectionDeclaration
from make_the_connection.content.validation import nearest
from make_the_connection.diagnostics import Location

_HEADING_ID = re.compile(r"(?<!\s)\s*\{#([^{}]*)\}$")
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

RULES = {"headingId": _HEADING_ID.pattern, "id": _ID.pattern}
"""What headings are read by, for a browser that does the same."""


@dataclass(frozen=True)
class Section:
    """A named section: its heading and the ids of the headings in it. `words` is how many stand in it."""

    id: str
    heading: str
    location: Location
    anchors: tuple[str, ...]
    words: int
    body: Body = field(repr=False, compare=False)

    @property
    def tokens(self) -> tuple[Token, ...]:
        """Its tokens, never changed."""
        return self.body.parsed.sections[self.id]


@dataclass(frozen=True)
class Written:
    """A named section as it has been divided from others, with its tokens."""

    heading: str
    location: Location
    anchors: tuple[str, ...]
    words: int
    tokens: tuple[Token, ...]


def divided(
    tokens: Sequence[Token], declared: Mapping[str, SectionDeclaration], page: Inspection
) -> dict[str, Written]:
    """The sections of a page, in order; what is wrong with them goes to the inspection of the page."""
    sections: dict[str, Written] = {}
    runs = tuple(_by_section(tokens))
    present = {_heading(head)[1] for head, _ in runs if head}
    for head, body in runs:
        for token in body:
            page.inspect(token)
        if head is None:
            if body:
                page.report(page.location(body[0]), "text-before-section")
            continue
        page.inspect(head)
        heading, id_ = _heading(head)
        location = page.location(head)
        if id_ is None or id_ not in declared:
            _unknown(heading, id_, [key for key in declared if key not in present], declared, location, page)
            continue
        if id_ in sections:
            page.report(location, "duplicate-section", name=id_, line=sections[id_].location.line)
            continue
        anchored, anchors = _anchored(body, id_, page)
        sections[id_] = Written(heading, location, anchors, word_count(body), anchored)
    _complete(sections, declared, page)
    return sections


def notes_apart(tokens: Sequence[Token]) -> tuple[Sequence[Token], tuple[Token, ...]]:
    """The text, and the notes that the parser puts behind it."""
    start = next((n for n, token in enumerate(tokens) if token.type == "footnote_block_open"), len(tokens))
    return tokens[:start], tuple(tokens[start:])


def of_guide(tokens: Sequence[Token], page: Inspection) -> dict[str, Written]:
    """The sections of a guide page, each begun by a level-two heading with an id; the first, without one, by the page.

    A heading that has no id stands in the section before it.
    """
    heads = {"": ("", Location(page.shown, page.first_line))}
    bodies: dict[str, list[Token]] = {"": []}
    current, position = "", 0
    while position < len(tokens):
        token = tokens[position]
        text, id_ = _heading(tokens[position + 1]) if token.type == "heading_open" else ("", None)
        if id_ is None or id_ in heads or token.tag != "h2" or token.level:
            bodies[current].append(replace(token, attrs={"id": id_}) if id_ else token)
            position += 1
            continue
        current = id_
        heads[id_], bodies[id_] = (text, page.location(token)), []
        position += 3
    return {
        id_: Written(text, location, (), word_count(bodies[id_]), tuple(bodies[id_]))
        for id_, (text, location) in heads.items()
    }


def parsed(sections: Mapping[str, Written], notes: tuple[Token, ...], **found: Any) -> tuple[Parsed, dict[str, Any]]:
    """A text that has been divided; beside it what else one pass over its tokens yields."""
    small = [
        (id_, each.heading, each.location.line, each.location.column, each.anchors, each.words)
        for id_, each in sections.items()
    ]
    return Parsed({id_: each.tokens for id_, each in sections.items()}, notes), {"sections": small, **found}


def sections_of(body: Body, found: Any, path: str) -> dict[str, Section]:
    """The sections of a text by what one pass over its tokens has found."""
    return {
        id_: Section(id_, heading, Location(path, line, column), tuple(anchors), words, body)
        for id_, heading, line, column, anchors, words in found["sections"]
    }


def word_count(tokens: Sequence[Token]) -> int:
    return sum(len(token.content.split()) for token in tokens if token.type == "inline")


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
    """The words of a heading without their marks, and its id."""
    text = "".join(child.content for child in inline.children or () if child.type in {"text", "code_inline"})
    match = _HEADING_ID.search(text)
    return (text[: match.start()], match[1]) if match else (text, None)


def _unknown(
    heading: str,
    id_: str | None,
    absent: Sequence[str],
    declared: Mapping[str, SectionDeclaration],
    location: Location,
    page: Inspection,
) -> None:
    if id_ is not None:
        page.report(location, "unknown-section", name=id_, choices=", ".join(declared), **nearest(id_, declared))
        return
    by_label = {label.casefold(): key for key, section in declared.items() for label in section.label.values()}
    close = nearest(heading.casefold(), by_label)
    suggestion = by_label[close["nearest"]] if close else next(iter(absent), "…")
    page.report(location, "section-without-id", heading=heading, suggestion=suggestion)


def _anchored(body: Sequence[Token], section: str, page: Inspection) -> tuple[tuple[Token, ...], tuple[str, ...]]:
    """The tokens with an id on each heading, shared by the languages: the author's, or the section's with a number.

    Ids begin with the section's, so that no author can take an id that a page needs for itself.
    """
    anchors: dict[str, None] = {}
    headings = 0
    tokens = list(body)
    for position, written in enumerate(body):
        if written.type != "heading_open":
            continue
        token = tokens[position] = written.copy()
        inline = tokens[position + 1] = tokens[position + 1].copy()
        text, id_ = _heading(inline)
        if id_ is not None:
            inline.content = _HEADING_ID.sub("", inline.content)
            inline.children = _without_id(inline.children or [])
        headings += 1
        anchor = f"{section}-{id_ or headings}"
        # What is refused gets another id all the same: a page that is served shows it.
        if id_ is not None and not _ID.fullmatch(id_):
            page.report(page.location(inline), "bad-id", name=text, value=id_)
            anchor = f"{section}--{headings}"
        elif anchor in anchors:
            page.report(page.location(inline), "duplicate-id", value=anchor.removeprefix(f"{section}-"))
            anchor = f"{section}--{headings}"
        anchors[anchor] = None
        token.attrs = {**token.attrs, "id": anchor}
    return tuple(tokens), tuple(anchors)


def _without_id(children: Sequence[Token]) -> list[Token]:
    copies = [child.copy() for child in children]
    copies[-1].content = _HEADING_ID.sub("", copies[-1].content)
    return copies


def _complete(sections: Mapping[str, Written], declared: Mapping[str, SectionDeclaration], page: Inspection) -> None:
    for id_, declaration in declared.items():
        section = sections.get(id_)
        if section is None:
            if declaration.required:
                page.report(Location(page.shown, page.first_line), "missing-section", name=id_)
        elif not section.tokens:
            page.report(section.location, "empty-text", name=id_)
        elif declaration.words:
            least, most = declaration.words
            code = "too-few-words" if section.words < least else "too-many-words" if section.words > most else None
            if code:
                page.report(section.location, code, name=id_, words=section.words, least=least, most=most)
