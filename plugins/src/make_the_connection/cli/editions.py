"""`make-the-connection diff --editions`: what became of the entries of an edition in a later one."""

import json
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from make_the_connection.api import load
from make_the_connection.cli.checking import languages_of
from make_the_connection.cli.difference_forms import MARKDOWN, PLAIN
from make_the_connection.cli.difference_words import Writing
from make_the_connection.crosswalk import Change, EntryChange, OpenLink, Succession
from make_the_connection.diagnostics import printable
from make_the_connection.languages import Language, in_words
from make_the_connection.site import Site

VERSION = 1
"""Of the JSON: goes up when a member of it goes away or changes its meaning."""


def edition_diff(path: Path, old: str, new: str, language: str | None, form: str) -> int:
    """Tell every change between two editions, and the links that need another look.

    Returns 1 where the site has errors, 2 where one of the editions is not declared or does not follow the other.
    """
    loaded = load(path)
    languages = languages_of(loaded, language)
    if loaded.site is None or loaded.errors:
        print("\n".join(in_words(diagnostic, languages) for diagnostic in loaded.diagnostics), file=sys.stderr)
        return 1
    site, declared = loaded.site, loaded.site.model.frameworks
    unknown = [name for name in (old, new) if name not in declared]
    if unknown:
        names = ", ".join(declared)
        lines = [each.text("editions.unknown", name=unknown[0], names=names) for each in languages]
    elif new not in site.model.editions_after(old):
        lines = [each.text("editions.not-later", old=old, new=new) for each in languages]
    else:
        print(_written(site, (old, new), languages, form), end="")
        return 0
    print("\n".join(map(printable, lines)), file=sys.stderr)
    return 2


def _written(site: Site, editions: tuple[str, str], languages: Iterable[Language], form: str) -> str:
    found = site.succession(*editions)
    if form == "json":
        return _as_data(site, editions, found)
    writing = MARKDOWN if form == "markdown" else PLAIN
    told = [_Told(site, editions, found, language, writing) for language in languages]
    return "\n".join(each.markdown() if form == "markdown" else each.text() for each in told)


@dataclass(frozen=True)
class _Told:
    """The changes between two editions in sentences of a language."""

    site: Site
    editions: tuple[str, str]
    found: Succession
    language: Language
    writing: Writing

    def text(self) -> str:
        lines = [self._title, *(f"  {sentence}" for sentence in map(self._change, self.found.changes))]
        lines += ["", self._number, *(f"  {sentence}" for sentence in map(self._link, self.found.open_links))]
        return "\n".join(lines) + "\n"

    def markdown(self) -> str:
        lines = [f"## {self._title}", "", *(f"- {sentence}" for sentence in map(self._change, self.found.changes))]
        links = [f"- {sentence}" for sentence in map(self._link, self.found.open_links)]
        return "\n".join([*lines, "", f"### {self._number}", *([""] if links else []), *links]) + "\n"

    @property
    def _title(self) -> str:
        old, new = (self.site.model.frameworks[edition] for edition in self.editions)
        names = [self.writing.words(f"{each.title[self.language.code]} ({each.edition})") for each in (old, new)]
        return self.language.text("editions.title", old=names[0], new=names[1])

    @property
    def _number(self) -> str:
        return self.language.text("editions.links", number=len(self.found.open_links))

    def _change(self, change: EntryChange) -> str:
        entries = {"old": self._entry(change.old)} if change.old else {}
        if change.change is not Change.DROPPED:
            entries["new"] = self._listed(change.new)
        return self.language.text(f"editions.{change.change}", **entries)

    def _link(self, link: OpenLink) -> str:
        ends = {"old": self._entry(link.connection.here), "other": self._entry(link.connection.other)}
        place = self.writing.words(str(link.connection.link.location))
        if not link.candidates:
            return f"{place}: {self.language.text('editions.link.dropped', **ends)}"
        return f"{place}: {self.language.text('editions.link', **ends, new=self._listed(link.candidates))}"

    def _listed(self, keys: Iterable[str]) -> str:
        return self.language.listed(map(self._entry, keys))

    def _entry(self, key: str) -> str:
        title = self.writing.words(self.site.title(key, self.language.code).text)
        return self.language.text("editions.entry", title=title, id=f"`{key}`" if self.writing is MARKDOWN else key)


def _as_data(site: Site, editions: tuple[str, str], found: Succession) -> str:
    """Everything there is to know of the changes, as JSON. Titles are by key and language."""
    links = [
        {
            "old": link.connection.here,
            "other": link.connection.other,
            "held_by": link.connection.link.subject,
            "location": str(link.connection.link.location),
            "candidates": link.candidates,
        }
        for link in found.open_links
    ]
    changes = [{"change": change.change, "old": change.old, "new": change.new} for change in found.changes]
    keys = [key for change in found.changes for key in (change.old, *change.new) if key]
    keys += [link.connection.other for link in found.open_links]
    data = {
        "version": VERSION,
        "editions": editions,
        "changes": changes,
        "links": links,
        "titles": {key: {code: site.title(key, code).text for code in site.languages} for key in sorted(set(keys))},
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"
