"""Tokens of words as plain text: what a reader of the page reads, and no mark, address or citation."""

import re
from collections.abc import Iterable, Iterator, Sequence

from markdown_it.token import Token

from make_the_connection.content.citation import TOKEN
from make_the_connection.content.guides import GuideWords
from make_the_connection.content.sections import Section
from make_the_connection.content.sentences import OF_GUIDES
from make_the_connection.content.words import Words
from make_the_connection.parity.outline import with_notes

APART = " · "
"""Stands between what is short and belongs together: the cells of a row, the facts of a record."""

_TAG = re.compile(r"<[^<>]*>")


def section_text(section: Section, words: Words | GuideWords) -> Iterator[str]:
    """The paragraphs, items, rows and boxes of a section, and the notes that it refers to; none is empty."""
    tokens = with_notes(section.tokens, words.notes) if words.notes else section.tokens
    blocks = _rows_joined(tokens)
    if isinstance(words, GuideWords):
        blocks = (OF_GUIDES.sub("", block) if "{" in block else block for block in blocks)
    return filter(None, (" ".join(block.split()) for block in blocks))


def _rows_joined(tokens: Iterable[Token]) -> Iterator[str]:
    row: list[str] | None = None
    for token in tokens:
        match token.type:
            case "inline" if row is not None:
                row.append(_inline(token.children or ()))
            case "inline":
                yield _inline(token.children or ())
            case "tr_open":
                row = []
            case "tr_close":
                yield APART.join(filter(None, row or ()))
                row = None
            case "fence" | "code_block":
                yield token.content
            case "html_block":
                yield _TAG.sub(" ", token.content)


def _inline(tokens: Sequence[Token]) -> str:
    text = ""
    for token in tokens:
        match token.type:
            case "text" | "code_inline" | "image":
                text += token.content
            case "softbreak" | "hardbreak":
                text += " "
            case name if name == TOKEN:
                # Whoever is named in the sentence leaves a gap in it; brackets behind it leave none.
                text = text + "…" if token.meta["cluster"].in_text else text.rstrip()
    return text
