"""Guide pages without a site generator, from the same tokens that checks and search read.

A guide page is Markdown with macros. A paragraph with a macro that is not answered is left out, as is HTML that only
lays a page out.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeAlias

from markdown_it.token import Token
from markupsafe import Markup, escape

from make_the_connection.content.guides import GuideWords
from make_the_connection.content.macros import calls_in
from make_the_connection.render.listings import LISTINGS
from make_the_connection.render.page import Block
from make_the_connection.render.reader import Reader
from make_the_connection.render.words import section_html

Macros: TypeAlias = Mapping[str, Callable[..., str]]

WITHIN_SENTENCES: Macros = {name: LISTINGS[name] for name in ("count", "publisher", "contact")}
"""The macros that say something within a sentence; all others make whole blocks."""

_CALL = re.compile(r"\{\{[-+]? *(?P<name>\w+)\((?P<given>[^(){}]*)\) *[-+]?\}\}")
_MACRO = re.compile(r"\{[{%]")
_ATTRIBUTES = re.compile(r"\s*\{:? *[.#][^{}]*\}")
_STOOD = re.compile("\x03([0-9]+)\x03")


def guide_blocks(words: GuideWords, reader: Reader, macros: Macros) -> Iterator[Block]:
    """The sections of a guide page, and its notes; the first may have neither id nor title."""
    for section in words.sections.values():
        if html := _html(section.tokens, reader, macros):
            yield Block(section.id, section.heading, html)
    if words.notes:
        yield Block("notes", reader.language.text("page.notes"), _html(words.notes, reader, macros))


def _html(tokens: Sequence[Token], reader: Reader, macros: Macros) -> Markup:
    said: list[Markup] = []
    html = section_html(list(_whole(tokens, lambda match: _answer(match, reader, macros, said))), reader)
    return Markup(_STOOD.sub(lambda match: str(said[int(match[1])]), html))  # noqa: S704 - cleaned, and our own


def _whole(tokens: Sequence[Token], answer: Callable[[re.Match[str]], str]) -> Iterator[Token]:
    """The tokens of what can be said whole, with a mark for each answer of a macro."""
    left_out = -1
    for position, token in enumerate(tokens):
        if position <= left_out or token.type == "html_block":
            continue
        if token.type not in ("paragraph_open", "heading_open", "inline"):
            yield token
            continue
        inline = token if token.type == "inline" else tokens[position + 1]
        answered = _answered(inline, answer)
        if token.type == "inline":
            yield answered or token.copy(children=[], content="")
        elif answered is None:
            left_out = position + 2
        else:
            yield token


def _answered(inline: Token, answer: Callable[[re.Match[str]], str]) -> Token | None:
    """A line with answers in place of its macros; None where one of them makes more than words."""
    children = []
    for child in inline.children or ():
        if child.type == "html_inline":
            continue
        if child.type == "text":
            content = _CALL.sub(answer, child.content)
            child = child.copy(content=_ATTRIBUTES.sub("", content))  # noqa: PLW2901 - tokens are never changed
            if _MACRO.search(child.content):
                return None
        children.append(child)
    return inline.copy(children=children)


def _answer(match: re.Match[str], reader: Reader, macros: Macros, said: list[Markup]) -> str:
    """The mark of an answer, which goes to `said`."""
    if match["name"] not in macros:
        return match[0]
    (call,) = calls_in(match[0], "", 1)
    said.append(escape(macros[call.name](reader, *(value for value, _ in call.arguments))))
    return f"\x03{len(said) - 1}\x03"
