"""The words of an entry in one language: front matter, and Markdown in named sections of tokens.

Nothing later parses the rendered HTML: pages, checks and everything that reads sections start from these tokens.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from markdown_it.token import Token

from make_the_connection.content.body import Body, Parsed
from make_the_connection.content.citation import Cluster
from make_the_connection.content.front_matter import FrontMatter, known_front_matter
from make_the_connection.content.grammar import markdown
from make_the_connection.content.inspection import (
    Inspection,
    Mention,
    citations_from,
    images_from,
    mentions_from,
)
from make_the_connection.content.known import Known, Memory
from make_the_connection.content.model import SectionDeclaration
from make_the_connection.content.sections import Section, divided, notes_apart, parsed, sections_of
from make_the_connection.diagnostics import Diagnostic, Location, from_values
from make_the_connection.languages import Language

_Version = TypeVar("_Version")


@dataclass(frozen=True)
class Words:
    """An entry's words in one language, in the order in which they were written.

    `first_line` is the line of the file on which the text after the front matter begins; `file` is all that is in it.
    """

    path: str
    language: str
    front: FrontMatter
    first_line: int
    file: str
    sections: Mapping[str, Section]
    citations: tuple[tuple[Cluster, Location], ...]
    mentions: tuple[Mention, ...]
    images: tuple[tuple[str, Location], ...]
    body: Body = field(repr=False, compare=False)
    known: Known = field(repr=False, compare=False)

    @property
    def notes(self) -> tuple[Token, ...]:
        """The tokens of its footnotes."""
        return self.body.parsed.notes


def read_words(
    path: Path,
    shown: str,
    language: Language,
    sections: Mapping[str, SectionDeclaration],
    found: list[Diagnostic],
    memory: Memory | None = None,
    type_: str = "",
) -> Words | None:
    """Read one language's file of an entry of a type, or None with diagnostics."""
    read = (memory or Memory()).read(path, shown, type_, found)
    if read is None:
        return None
    text, known = read
    parts = known_front_matter(known, text, found)
    return words_of(shown, text, parts, language, sections, found, known) if parts else None


def words_of(
    shown: str,
    text: str,
    parts: tuple[FrontMatter, str, int],
    language: Language,
    sections: Mapping[str, SectionDeclaration],
    found: list[Diagnostic],
    known: Known | None = None,
) -> Words:
    """The words of a text that stands in a file, of its front matter, what follows, and the line that begins on."""
    front, written, first_line = parts
    known = known or Known(shown)
    # Two copies of each text would be half of what a large site takes.
    begins = len(text) - len(written) if text.endswith(written) else None
    rest = None if begins is not None else written
    body = Body(lambda: _parsed(shown, text[begins:] if rest is None else rest, first_line, language, sections))
    values = known.once("words", lambda: body.found)
    found.extend(from_values(values["wrong"], shown))
    return Words(
        shown,
        language.code,
        front,
        first_line,
        text,
        sections_of(body, values, shown),
        citations_from(values, shown),
        mentions_from(values, shown),
        images_from(values, shown),
        body,
        known,
    )


def _parsed(
    shown: str, written: str, first_line: int, language: Language, sections: Mapping[str, SectionDeclaration]
) -> tuple[Parsed, dict[str, Any]]:
    page = Inspection(shown, first_line, written)
    tokens, notes = notes_apart(markdown(language).parse(written))
    runs = divided(tokens, sections, page)
    for token in notes:
        page.inspect(token)
    return parsed(runs, notes, **page.in_values())


def version_for(words: Mapping[str, _Version], code: str) -> _Version | None:
    """The version that readers of a language get: their own, else the first there is; None where nothing is written."""
    return words.get(code) or next(iter(words.values()), None)
