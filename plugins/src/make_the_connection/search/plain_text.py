"""Tokens of words as plain text: what a reader of the page reads, and no mark, address or citation.

Words of another language carry a mark, until `told_apart` takes it out.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from markdown_it.token import Token

from make_the_connection.content.citation import TOKEN
from make_the_connection.content.guides import GuideWords
from make_the_connection.content.sections import Section
from make_the_connection.content.sentences import OF_GUIDES
from make_the_connection.content.words import Words
from make_the_connection.parity.outline import with_notes
from make_the_connection.site import Phrase

APART = " · "
"""Stands between what is short and belongs together: the cells of a row, the facts of a record."""

_TAG = re.compile(r"<[^<>]*>")
_FROM_HERE = "\x02"
"""Stands before and behind the language that words are in from there on; empty for that of all around them. No file
of a site can hold it."""


def spoken(phrase: Phrase) -> str:
    """A text, with the mark of its language where that is another."""
    return f"{_spoken_in(phrase.lang)}{phrase.text}{_spoken_in('')}" if phrase.lang and phrase.text else phrase.text


def _spoken_in(language: str) -> str:
    return f"{_FROM_HERE}{language}{_FROM_HERE}"


def told_apart(text: str, language: str) -> list[Phrase]:
    """The runs of a text in a language, each with the language that it is in, without marks."""
    if _FROM_HERE not in text:
        return [Phrase(text, language)] if text else []
    first, *marked = text.split(_FROM_HERE)
    runs = [(language, first), *((code or language, run) for code, run in zip(marked[::2], marked[1::2], strict=False))]
    by_language = groupby((run for run in runs if run[1]), key=itemgetter(0))
    return [Phrase("".join(text for _, text in together), code) for code, together in by_language]


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
    text, languages = "", [""]
    for token in tokens:
        before = languages[-1]
        if token.nesting > 0:
            languages.append(str(token.attrs.get("lang", before)))
        elif token.nesting < 0:
            languages.pop()
        if languages[-1] != before:
            text += _spoken_in(languages[-1])
        match token.type:
            case "text" | "code_inline" | "image":
                text += token.content
            case "softbreak" | "hardbreak":
                text += " "
            case name if name == TOKEN:
                # Whoever is named in the sentence leaves a gap in it; brackets behind it leave none.
                text = text + "…" if token.meta["cluster"].in_text else text.rstrip()
    return text
