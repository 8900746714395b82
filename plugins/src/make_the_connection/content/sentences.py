"""The sentences of words, as plain text with their citations and links to entries in their places.

Where a sentence ends is told from its full stop, question or exclamation mark and from what follows; a pack names the
abbreviations whose full stop ends none. Labels of locators (`p.`) and initials (`J. Jones`) are known besides.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from markdown_it.token import Token

from make_the_connection.content.citation import TOKEN, Cluster, cluster_from_values, cluster_in_values
from make_the_connection.content.inspection import Mention, mentioned
from make_the_connection.diagnostics import Location
from make_the_connection.languages import Language


@dataclass(frozen=True)
class Foreign:
    """Words that are marked as being in another language."""

    text: str
    language: str


Sentence = tuple[str | Cluster | Mention | Foreign, ...]
"""Text, citations where they stand in it, links to entries where their words begin, and words of other languages."""


def sentence_in_values(sentence: Sentence) -> list[Any]:
    """A sentence as values of JSON: a text, or a list that begins with what its piece is."""
    return [piece if isinstance(piece, str) else _piece_in_values(piece) for piece in sentence]


def _piece_in_values(piece: Cluster | Mention | Foreign) -> list[Any]:
    match piece:
        case Cluster():
            return ["cluster", cluster_in_values(piece)]
        case Mention():
            return ["mention", piece.type, piece.id, piece.anchor]
    return ["foreign", piece.text, piece.language]


def sentence_from_values(values: Any) -> Sentence:
    """The sentence of such values. Places in files are no part of it."""
    return tuple(each if isinstance(each, str) else _piece(*each) for each in values)


def _piece(kind: str, *said: Any) -> Cluster | Mention | Foreign:
    if kind == "cluster":
        return cluster_from_values(said[0])
    if kind == "mention":
        type_, id_, anchor = said
        return Mention(type_, id_, anchor, Location(""))
    return Foreign(*said)


# Control characters cannot stand in any file of a site.
_BEHIND = "\x02"
"""Stands for a citation in brackets: after a full stop it belongs to what it follows."""
_SPOKEN = "\x03"
"""Stands for a citation whose author stands in the sentence, and may begin it."""
_LINKED = "\x04"
"""Stands where the words of a link to an entry begin."""
_FOREIGN = "\x05"
"""Stands for words of another language."""
_PLACES = re.compile(f"([{_BEHIND}{_SPOKEN}{_LINKED}{_FOREIGN}])")

_CLOSING = r"[”’»“\"')\]*]*"
# Begun by what it looks for, and not by what may not stand before it, an expression is found in a fifth of the time.
_END = re.compile(
    rf"[.!?…](?<![.!?…][.!?…])[.!?…]*{_CLOSING}(?:\s*{_BEHIND})*(?=\s+[“‘„«\"'(\[{_LINKED}]*(?P<next>\S))"
)
_INITIAL = re.compile(r"(?:[^\W\d_]\.)+")
_NO_LETTERS = re.compile(r"^[^\w§¶]+")
_LAST_WORD = 60
"""No further than this, so that a page of opening brackets, or of one word, takes no hours."""
OF_GUIDES = re.compile(r"\{\{.{0,1000}?\}\}|\{%.{0,1000}?%\}|\{:? ?[^{}\s][^{}]*\}")
"""What a guide page's own grammar reads: macros and attributes."""


def sentences(block: Token, language: Language) -> Iterator[Sentence]:
    """The sentences of a block of words, in order."""
    text, placed = _flat(block.children or ())
    waiting = iter(placed)
    for part in _divided(text, language):
        flat = " ".join(part.split())
        pieces = _PLACES.split(flat) if placed else [flat]
        yield tuple(next(waiting) if _PLACES.match(piece) else piece for piece in pieces if piece)


def _flat(tokens: Sequence[Token]) -> tuple[str, list[Cluster | Mention | Foreign]]:
    text: list[str] = []
    placed: list[Cluster | Mention | Foreign] = []
    end = -1
    for number, token in enumerate(tokens):
        if number <= end:
            continue
        if token.nesting == 1 and "lang" in token.attrs:
            end = next(n for n in range(number + 1, len(tokens)) if tokens[n].level == token.level)
            inside = "".join(each.content or " " for each in tokens[number + 1 : end] if each.nesting == 0)
            placed.append(Foreign(inside, str(token.attrs["lang"])))
            text.append(_FOREIGN)
        elif token.type == TOKEN:
            cluster = token.meta["cluster"]
            placed.append(cluster)
            text.append(_SPOKEN if cluster.in_text else _BEHIND)
        elif token.type == "link_open":
            if mention := mentioned(str(token.attrs["href"]), Location("")):
                placed.append(mention)
                text.append(_LINKED)
        elif token.type in {"softbreak", "hardbreak"}:
            text.append(" ")
        elif token.type in {"text", "code_inline"}:
            text.append(OF_GUIDES.sub("", token.content) if "{" in token.content else token.content)
    return "".join(text), placed


def _divided(text: str, language: Language) -> Iterator[str]:
    start = 0
    for end in _END.finditer(text):
        if not end["next"].islower() and not _is_short(text, end.start(), language):
            yield text[start : end.end()]
            start = end.end()
    if text[start:].strip():
        yield text[start:]


def _is_short(text: str, end: int, language: Language) -> bool:
    """Whether a full stop belongs to an abbreviation or an initial."""
    if text[end] != ".":
        return False
    # What is put behind is a part of the last word, or one of its own behind a space.
    word = _NO_LETTERS.sub("", f"{text[max(0, end - _LAST_WORD) : end]}.".split()[-1].removesuffix(".")) + "."
    return word in language.abbreviations or _INITIAL.fullmatch(word) is not None
