"""Sentences that have more words than a language's pack thinks easy to read.

Only running text is looked at: what stands in lists, tables, headings and quotations, and words in quotation marks, is
either short by its form or not ours to divide.
"""

import re
from collections.abc import Iterator, Mapping
from functools import partial

from markdown_it.token import Token

from make_the_connection.content.guides import Guide, GuideWords
from make_the_connection.content.inspection import Finder, Inspection
from make_the_connection.content.reading import Entry, Look
from make_the_connection.content.sentences import Foreign, Sentence, sentences
from make_the_connection.content.texts import QUOTED
from make_the_connection.content.words import Words
from make_the_connection.diagnostics import Diagnostic, Location
from make_the_connection.languages import Language

_APART = frozenset({"blockquote", "heading", "list_item", "table"})
_WORD = re.compile(r"\S*\w\S*")
_LETTERS = re.compile(r"\w+")
_KNOWN_BY = 5
"""Words by which a sentence is found in its file, whatever marks stand between them."""


def long_sentences(languages: Mapping[str, Language]) -> Look:
    """A notice for each sentence of an entry or guide page that is too long."""

    def look(page: Entry | Guide) -> Iterator[Diagnostic]:
        for words in page.words.values():
            if languages[words.language].longest_sentence:
                yield from words.known.found("long", partial(_of_words, words, languages[words.language]))

    return look


def _of_words(words: Words | GuideWords, language: Language) -> Iterator[Diagnostic]:
    most = language.longest_sentence
    body = words.file.split("\n")[words.first_line - 1 :]
    page = Inspection(words.path, words.first_line, "\n".join(body))
    for block in _running(token for section in words.sections.values() for token in section.tokens):
        if len(block.content.split()) > most:
            place = Finder(page, block)
            for sentence in sentences(block, language):
                text = _plain(sentence)
                read = QUOTED.sub(" ", text)
                # Dividing at spaces is quicker, and gives no fewer.
                length = len(_WORD.findall(read)) if len(read.split()) > most else 0
                if length > most:
                    yield Diagnostic.at(_begins(text, place), "long-sentence", words=length, most=most)


def _running(tokens: Iterator[Token]) -> Iterator[Token]:
    """The paragraphs that stand in nothing else."""
    depth = 0
    for token in tokens:
        kind = token.type.removesuffix("_open").removesuffix("_close")
        depth += token.nesting * (kind in _APART)
        if token.type == "inline" and depth == 0:
            yield token


def _plain(sentence: Sentence) -> str:
    pieces = (piece.text if isinstance(piece, Foreign) else piece for piece in sentence)
    return "".join(piece for piece in pieces if isinstance(piece, str))


def _begins(text: str, place: Finder) -> Location:
    words = _LETTERS.findall(text)[:_KNOWN_BY]
    found = re.search(r"[\W_]{1,200}".join(map(re.escape, words)), place.text)
    return place(found[0]) if found else place.page.location(place.block)
