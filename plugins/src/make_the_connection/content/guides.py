"""Guide pages: trusted Markdown in the guides' folder, one folder a page.

Their HTML is left to the site generator. What is read here, by the grammar of entries, are their titles, their
sections, the entries that they link to and the works that they cite.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from markdown_it.token import Token

from make_the_connection.content.citation import Cluster
from make_the_connection.content.front_matter import FrontMatter, read_front_matter
from make_the_connection.content.grammar import markdown
from make_the_connection.content.inspection import Inspection, Mention
from make_the_connection.content.macros import Call, calls_in
from make_the_connection.content.sections import Section, notes_apart, of_guide
from make_the_connection.content.text_source import read_text
from make_the_connection.diagnostics import Diagnostic, Location
from make_the_connection.languages import Language

HOME = "home"
_ANCHOR = re.compile(r"\{[^{}\n]{0,100}#([A-Za-z0-9_-]{1,100})[^{}\n]{0,100}\}")


@dataclass(frozen=True)
class GuideWords:
    """A guide page in one language: its front matter, its sections, the entries it links to and what it asks for.

    What stands before its first section is the section without an id. `first_line`, `file` and `notes` are as those of
    `Words`.
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
    calls: tuple[Call, ...]
    anchors: frozenset[str]


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


def read_guide(folder: Path, shown: str, languages: Mapping[str, Language], found: list[Diagnostic]) -> Guide:
    """Read a guide page in each language that it has."""
    words = {}
    for code, language in languages.items():
        if (folder / f"{code}.md").exists():
            guide = _read(folder / f"{code}.md", f"{shown}/{code}.md", language, found)
            if guide:
                words[code] = guide
        else:
            found.append(Diagnostic.at(Location(f"{shown}/{code}.md"), "missing-translation", language=code))
    return Guide(folder.name.replace("_", "-"), shown, words)


def _read(path: Path, shown: str, language: Language, found: list[Diagnostic]) -> GuideWords | None:
    text = read_text(path, shown, found)
    parts = read_front_matter(text, shown, found) if text is not None else None
    if text is None or parts is None:
        return None
    front, body, first_line = parts
    calls = tuple(calls_in(body, shown, first_line))
    page = Inspection(shown, first_line, body)
    tokens, notes = notes_apart(markdown(language).parse(body))
    for token in (*tokens, *notes):
        page.inspect(token)
    mentions = tuple(mention for mention in page.mentions if mention.type)
    anchors = frozenset(_ANCHOR.findall(body))
    sections = of_guide(tokens, page)
    return GuideWords(
        shown,
        language.code,
        front,
        first_line,
        text,
        sections,
        notes,
        tuple(page.citations),
        mentions,
        calls,
        anchors,
    )
