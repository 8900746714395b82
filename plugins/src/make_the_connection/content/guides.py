"""Guide pages: trusted Markdown in the guides' folder, one folder a page.

Their HTML is left to the site generator. What is read here, by the grammar of entries, are their titles, their
sections, the entries that they link to and the works that they cite.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from markdown_it.token import Token

from make_the_connection.content.body import Body, Parsed
from make_the_connection.content.citation import Cluster
from make_the_connection.content.front_matter import FrontMatter, known_front_matter
from make_the_connection.content.grammar import markdown
from make_the_connection.content.inspection import Inspection, Mention, citations_from, mentions_from
from make_the_connection.content.known import Known, Memory
from make_the_connection.content.macros import Call, calls_in
from make_the_connection.content.sections import Section, notes_apart, of_guide, parsed, sections_of
from make_the_connection.diagnostics import Diagnostic, Location
from make_the_connection.languages import Language

HOME = "home"
_ANCHOR = re.compile(r"\{[^{}\n]{0,100}#([A-Za-z0-9_-]{1,100})[^{}\n]{0,100}\}")


@dataclass(frozen=True)
class GuideWords:
    """A guide page in one language: its front matter, its sections, the entries it links to and what it asks for.

    What stands before its first section is the section without an id. `first_line` and `file` are as those of `Words`.
    """

    path: str
    language: str
    front: FrontMatter
    first_line: int
    file: str
    sections: Mapping[str, Section]
    citations: tuple[tuple[Cluster, Location], ...]
    mentions: tuple[Mention, ...]
    calls: tuple[Call, ...]
    anchors: frozenset[str]
    body: Body = field(repr=False, compare=False)
    known: Known = field(repr=False, compare=False)

    @property
    def notes(self) -> tuple[Token, ...]:
        """The tokens of its footnotes."""
        return self.body.parsed.notes


@dataclass(frozen=True)
class Guide:
    """A guide page. `id` is the name of its folder with hyphens."""

    id: str
    folder: str
    words: Mapping[str, GuideWords]

    @property
    def key(self) -> str:
        return f"guide:{self.id}"

    @property
    def original(self) -> str:
        """The language that it was first written in: the first whose front matter does not say that it translates."""
        return next((code for code, words in self.words.items() if not words.front.translation), next(iter(self.words)))

    @property
    def address(self) -> str:
        """The page's address below the language's folder, without `.html`."""
        return "index" if self.id == HOME else self.id


def read_guide(
    folder: Path,
    shown: str,
    languages: Mapping[str, Language],
    found: list[Diagnostic],
    memory: Memory | None = None,
) -> Guide:
    """Read a guide page in each language that it has."""
    memory = memory or Memory()
    words = {}
    for code, language in languages.items():
        if (folder / f"{code}.md").exists():
            guide = _read(folder / f"{code}.md", f"{shown}/{code}.md", language, found, memory)
            if guide:
                words[code] = guide
        else:
            found.append(Diagnostic.at(Location(f"{shown}/{code}.md"), "missing-translation", language=code))
    return Guide(folder.name.replace("_", "-"), shown, words)


def _read(path: Path, shown: str, language: Language, found: list[Diagnostic], memory: Memory) -> GuideWords | None:
    read = memory.read(path, shown, "", found)
    if read is None:
        return None
    text, known = read
    parts = known_front_matter(known, text, found)
    if parts is None:
        return None
    front, written, first_line = parts
    body = Body(lambda: _parsed(shown, written, first_line, language))
    values = known.once("guide", lambda: body.found)
    return GuideWords(
        shown,
        language.code,
        front,
        first_line,
        text,
        sections_of(body, values, shown),
        citations_from(values, shown),
        tuple(mention for mention in mentions_from(values, shown) if mention.type),
        tuple(calls_in(written, shown, first_line)),
        frozenset(_ANCHOR.findall(written)),
        body,
        known,
    )


def _parsed(shown: str, written: str, first_line: int, language: Language) -> tuple[Parsed, dict[str, Any]]:
    page = Inspection(shown, first_line, written)
    tokens, notes = notes_apart(markdown(language).parse(written))
    for token in (*tokens, *notes):
        page.inspect(token)
    return parsed(of_guide(tokens, page), notes, **page.in_values())
