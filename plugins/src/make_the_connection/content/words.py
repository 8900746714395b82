"""The words of an entry in one language: front matter, and Markdown in named sections parsed once into tokens.

Nothing later parses the rendered HTML: pages, checks and everything that reads sections start from these tokens.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from markdown_it.token import Token

from make_the_connection.content.citation import Cluster
from make_the_connection.content.front_matter import FrontMatter, read_front_matter
from make_the_connection.content.grammar import markdown
from make_the_connection.content.inspection import Inspection, Mention
from make_the_connection.content.model import SectionDeclaration
from make_the_connection.content.sections import Section, divided, notes_apart
from make_the_connection.content.text_source import read_text
from make_the_connection.diagnostics import Diagnostic, Location
from make_the_connection.languages import Language

_Version = TypeVar("_Version")


@dataclass(frozen=True)
class Words:
    """An entry's words in one language, in the order in which they were written; `notes` are its footnotes.

    `first_line` is the line of the file on which the text after the front matter begins; `file` is all that is in it.
    """

    path: str
    language: str
    front: FrontMatter
    first_line: int
    file: str
    sections: Mapping[str, Section]
    notes: tuple[Token, ...]
    citations: tuple[tuple[Cluster, Location], ...]
    mentions: tuple[Mention, ...]
    images: tuple[tuple[str, Location], ...]


def read_words(
    path: Path, shown: str, language: Language, sections: Mapping[str, SectionDeclaration], found: list[Diagnostic]
) -> Words | None:
    """Read one language's file of an entry, or None with diagnostics."""
    text = read_text(path, shown, found)
    parts = read_front_matter(text, shown, found) if text is not None else None
    return words_of(shown, text, parts, language, sections, found) if text is not None and parts else None


def words_of(
    shown: str,
    text: str,
    parts: tuple[FrontMatter, str, int],
    language: Language,
    sections: Mapping[str, SectionDeclaration],
    found: list[Diagnostic],
) -> Words:
    """The words of a text that stands in a file, of its front matter, what follows, and the line that begins on."""
    front, body, first_line = parts
    page = Inspection(shown, first_line, body)
    tokens, notes = notes_apart(markdown(language).parse(body))
    written = divided(tokens, sections, page)
    for token in notes:
        page.inspect(token)
    found.extend(page.found)
    return Words(
        shown,
        language.code,
        front,
        first_line,
        text,
        written,
        notes,
        tuple(page.citations),
        tuple(page.mentions),
        tuple(page.images),
    )


def version_for(words: Mapping[str, _Version], code: str) -> _Version | None:
    """The version that readers of a language get: their own, else the first there is; None where nothing is written."""
    return words.get(code) or next(iter(words.values()), None)
