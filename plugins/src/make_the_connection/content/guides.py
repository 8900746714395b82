"""Guide pages: trusted Markdown in the guides' folder, one folder a page.

Their words are left to the site generator; what is read here are their titles and the entries that they link to.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from make_the_connection.content.front_matter import FrontMatter, read_front_matter
from make_the_connection.content.inspection import Mention, mentions_in
from make_the_connection.content.text_source import locate, read_text
from make_the_connection.diagnostics import Diagnostic, Location
from make_the_connection.languages import Language

HOME = "home"
# Macros that list the entries of a type. They are only looked for here: a guide page's macros are not ours to run.
_LISTS = re.compile(r"\{\{-?\s*(?:cards|count)\(\s*([\"'])([^\"']*)\1\s*\)")
_ANCHOR = re.compile(r"\{[^{}\n]{0,100}#([A-Za-z0-9_-]{1,100})[^{}\n]{0,100}\}")


@dataclass(frozen=True)
class GuideWords:
    """A guide page in one language: its front matter, and the entries it links to or lists by type."""

    path: str
    language: str
    front: FrontMatter
    mentions: tuple[Mention, ...]
    lists: tuple[tuple[str, Location], ...]
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
    if parts is None:
        return None
    front, body, first_line = parts
    lists = tuple((match[2], locate(shown, body, match.start(2), first_line)) for match in _LISTS.finditer(body))
    mentions = mentions_in(body, shown, first_line, language)
    return GuideWords(shown, language.code, front, mentions, lists, frozenset(_ANCHOR.findall(body)))
