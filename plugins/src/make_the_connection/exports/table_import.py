"""What becomes of the entries of a file from a spreadsheet: new ones, changed ones, and those that are as they were.

What is wrong is reported where it stands in that file, in the same words as if it stood in the files of an entry.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from make_the_connection.content.annotations import ENTRY_FOLDER
from make_the_connection.content.front_matter import FrontMatter
from make_the_connection.content.reading import FACTS, Content, Entry
from make_the_connection.content.records import Facts, RecordClasses, record_classes
from make_the_connection.content.text_source import MAX_BYTES
from make_the_connection.content.validation import nearest, validated
from make_the_connection.content.words import Words, words_of
from make_the_connection.content.yaml_source import read_yaml
from make_the_connection.diagnostics import Diagnostic, Severity
from make_the_connection.exports.table_csv import (
    LISTED,
    TEXT,
    TableFormat,
    facts_as_written,
    front_as_written,
    words_as_written,
)
from make_the_connection.exports.table_reading import FoundEntry
from make_the_connection.references.new_entries import facts_text, in_yaml
from make_the_connection.site import Site, assemble


@dataclass(frozen=True)
class Outcome:
    """What becomes of an entry of the file. `files` are the texts to write, by their names in its `folder`."""

    what: Literal["added", "changed", "same"]
    found: FoundEntry
    folder: str
    title: str
    files: Mapping[str, str]


@dataclass(frozen=True)
class TableImport:
    """What a file comes to: an outcome for each of its entries, and those of the site that it lacks."""

    outcomes: tuple[Outcome, ...]
    lacking: tuple[Entry, ...]


def table_import(format_: TableFormat, entries: Iterable[FoundEntry], found: list[Diagnostic]) -> TableImport:
    """What a file comes to. With any diagnostic nothing of it is to be used."""
    site = format_.site
    given = {entry.key: entry for entry in entries}
    reader = _Reader(format_, record_classes(site.model, tuple(site.languages)), found)
    read = {key: new for key, each in given.items() if (new := reader.entry(each))}
    if not found:
        found.extend(errors_together(site, read))
    outcomes = tuple(reader.outcome(given[key], entry) for key, entry in read.items()) if not found else ()
    return TableImport(outcomes, tuple(entry for entry in format_.entries if entry.key not in given))


def errors_together(site: Site, read: Mapping[str, Entry]) -> tuple[Diagnostic, ...]:
    """What is wrong with a site as a whole once these entries stand in it; not what is wrong with a file of its own."""
    types = list(site.model.types)
    entries = sorted({**site.entries, **read}.values(), key=lambda entry: (types.index(entry.type), entry.id))
    content = Content(tuple(entries), tuple(site.guides.values()), site.unread, site.terms, site.withdrawn)
    found: list[Diagnostic] = []
    # Without the record of what was translated, which is never an error.
    assemble(site.configuration, site.model, dict(site.languages), content, None, site.as_of, found)
    return tuple(_errors(found))


def _errors(found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    yield from (diagnostic for diagnostic in found if diagnostic.severity is Severity.ERROR)


@dataclass(frozen=True)
class _Reader:
    format: TableFormat
    classes: RecordClasses
    found: list[Diagnostic]

    def entry(self, each: FoundEntry) -> Entry | None:
        """The entry that a file describes, or None with diagnostics."""
        if not self._is_possible(each):
            return None
        site = self.format.site
        declared = site.model.types[each.type]
        facts = validated(self.classes.facts[each.type], each.facts, self.found)
        words = dict(self._words(each)) if declared.title == "words" else {}
        known = site.entries.get(each.key)
        if known:
            words = {**known.words, **words}
        if facts is None:
            return None
        if declared.title == "words" and facts.original not in words:
            name = f"{facts.original}.title"
            self.found.append(Diagnostic.at(each.location, "missing-field", name=name))
        folder = known.folder if known else f"{declared.folder}/{each.id}"
        images = known.images if known else {}
        address = f"{declared.address}/{each.id}"
        return Entry(each.type, each.id, folder, facts, each.facts.positions, words, images, address)

    def _is_possible(self, each: FoundEntry) -> bool:
        """Whether there can be an entry of this type and id."""
        model, types = self.format.site.model, self.format.types
        wrong: list[Diagnostic] = []
        if each.type not in types:
            choices = {"choices": ", ".join(types), **nearest(each.type, types)}
            wrong.append(Diagnostic.at(each.location, "not-one-of", name="type", value=each.type, **choices))
        elif not ENTRY_FOLDER.fullmatch(each.id):
            wrong.append(Diagnostic.at(each.location, "bad-folder-name", name=each.id))
        elif model.types[each.type].framework and model.edition_of(each.id) not in (
            editions := model.editions_of(each.type)
        ):
            close = nearest(each.id.partition("/")[0], editions)
            wrong.append(Diagnostic.at(each.location, "unknown-framework", name=each.id, **close))
        elif each.key in {withdrawn.key for withdrawn in self.format.site.withdrawn}:
            # An older file must not bring back what has been taken down since.
            wrong.append(Diagnostic.at(each.location, "link-to-withdrawn", name=each.key))
        self.found.extend(wrong)
        return not wrong

    def _words(self, each: FoundEntry) -> Iterator[tuple[str, Words]]:
        site = self.format.site
        sections = site.model.types[each.type].sections
        for code, document in each.fronts.items():
            front = validated(FrontMatter, document, self.found)
            if front:
                cell = each.texts.get(code)
                where = cell.location if cell else document.positions.value()
                text = _page(dict(document.value), cell.text if cell else "")
                parts = (front, cell.text if cell else "", where.line)
                wrong: list[Diagnostic] = []
                yield code, words_of(where.path, text, parts, site.languages[code], sections, wrong)
                self.found.extend(_errors(wrong))

    def outcome(self, each: FoundEntry, entry: Entry) -> Outcome:
        known = self.format.site.entries.get(each.key)
        texts = dict(self._texts(each, entry, known))
        for text in texts.values():
            if len(text.encode()) > MAX_BYTES:
                self.found.append(Diagnostic.at(each.location, "too-large", limit=MAX_BYTES // 1024))
        title = next((words.front.title for words in entry.words.values()), each.id)
        what: Literal["added", "changed", "same"] = "added" if known is None else "changed" if texts else "same"
        return Outcome(what, each, entry.folder, title, texts)

    def _texts(self, each: FoundEntry, entry: Entry, known: Entry | None) -> Iterator[tuple[str, str]]:
        """The files that are not as the file from the spreadsheet has them."""
        if known is None or facts_as_written(known.facts) != facts_as_written(entry.facts):
            yield FACTS, self._facts(each, entry.facts)
        for code, document in each.fronts.items():
            text = each.texts[code].text if code in each.texts else ""
            now = {**front_as_written(entry.words[code].front), TEXT: text.strip("\n")}
            if known is None or code not in known.words or words_as_written(known.words[code]) != now:
                yield f"{code}.md", _page(dict(document.value), text)

    def _facts(self, each: FoundEntry, facts: Facts) -> str:
        """The facts file of an entry, which reads as what was read."""
        value = dict(each.facts.value)
        listed = {name: value.pop(name) for name in LISTED if name in value}
        text = facts_text({**value, **listed}, depth=each.id.count("/") + 1)
        wrong: list[Diagnostic] = []
        document = read_yaml(text, each.key, wrong)
        again = validated(type(facts), document, wrong) if document else None
        if again is not None and facts_as_written(again) != facts_as_written(facts):
            wrong.append(Diagnostic.at(each.location, "yaml-syntax"))
        self.found.extend(replace(diagnostic, location=each.location) for diagnostic in wrong)
        return text


def _page(front: Mapping[str, Any], text: str) -> str:
    """The file of a page of words."""
    body = text.strip("\n")
    return f"---\n{in_yaml(front)}---\n" + (f"\n{body}\n" if body else "")
