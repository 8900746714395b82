"""A site's folders to typed entries and guide pages."""

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from make_the_connection.content.configuration import Configuration
from make_the_connection.content.guides import Guide, read_guide
from make_the_connection.content.model import Model, TypeDeclaration, address_of
from make_the_connection.content.records import Facts, RecordClasses
from make_the_connection.content.terms import Terms, read_terms
from make_the_connection.content.text_source import read_text
from make_the_connection.content.validation import nearest, validated
from make_the_connection.content.words import Words, read_words
from make_the_connection.content.yaml_source import Positions, YamlDocument, read_yaml
from make_the_connection.diagnostics import Diagnostic, Location
from make_the_connection.languages import Language

FACTS = "facts.yml"
SCHEMA = "facts.schema.json"
ENTRY_FOLDER = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)*")
_IMAGES = frozenset({".jpg", ".jpeg", ".png", ".webp", ".svg"})


@dataclass(frozen=True)
class Entry:
    """One entry. `words` holds the languages it has been written in; `folder` starts from the root of the site."""

    type: str
    id: str
    folder: str
    facts: Facts
    positions: Positions
    words: Mapping[str, Words]
    images: tuple[str, ...]
    address: str

    @property
    def key(self) -> str:
        """`type:id`, the name that links use."""
        return f"{self.type}:{self.id}"


@dataclass(frozen=True)
class Unread:
    """An entry that is there, but whose facts or words could not be read.

    `facts` is what of them is YAML at all. Naming such an entry is no mistake; its own are reported with all others.
    """

    type: str
    id: str
    address: str
    facts: YamlDocument | None
    words: Mapping[str, Words]
    images: tuple[str, ...]

    @property
    def key(self) -> str:
        return f"{self.type}:{self.id}"


@dataclass(frozen=True)
class Content:
    """Everything found: entries by type in the model's order and then by id, and guide pages by id.

    `terms` is None where the list of them could not be read.
    """

    entries: tuple[Entry, ...]
    guides: tuple[Guide, ...]
    unread: tuple[Unread, ...]
    terms: Terms | None


def read_content(
    configuration: Configuration, model: Model, languages: Mapping[str, Language], found: list[Diagnostic]
) -> Content:
    """Read every entry and guide page; what cannot be read is left out, with a diagnostic."""
    classes = RecordClasses(model, tuple(languages))
    reader = _EntryReader(configuration.root, model, classes, languages, found)
    found_entries = [entry for key, declared in model.types.items() for entry in reader.read_type(key, declared)]
    entries = tuple(entry for entry in found_entries if isinstance(entry, Entry))
    unread = tuple(entry for entry in found_entries if isinstance(entry, Unread))
    guides = [
        read_guide(folder, shown, languages, found)
        for folder, shown in _guide_folders(configuration.root, configuration.options.guides, languages)
    ]
    terms = read_terms(configuration.root, configuration.options.terms, tuple(languages), found)
    return Content(entries, tuple(guides), unread, terms)


@dataclass(frozen=True)
class _EntryReader:
    root: Path
    model: Model
    classes: RecordClasses
    languages: Mapping[str, Language]
    found: list[Diagnostic]

    def read_type(self, key: str, declared: TypeDeclaration) -> Iterator[Entry | Unread]:
        for folder in entry_folders(self.root / declared.folder, self.languages):
            id_ = folder.relative_to(self.root / declared.folder).as_posix()
            shown = f"{declared.folder}/{id_}"
            if folder.is_symlink():
                self.found.append(Diagnostic.at(Location(shown), "symbolic-link"))
            elif not ENTRY_FOLDER.fullmatch(id_):
                self.found.append(Diagnostic.at(Location(f"{shown}/{FACTS}"), "bad-folder-name", name=id_))
            else:
                yield self._read(folder, shown, key, declared, id_)

    def _read(self, folder: Path, shown: str, key: str, declared: TypeDeclaration, id_: str) -> Entry | Unread:
        text = read_text(folder / FACTS, f"{shown}/{FACTS}", self.found)
        document = read_yaml(text, f"{shown}/{FACTS}", self.found) if text is not None else None
        facts = validated(self.classes.facts[key], document, self.found) if document else None
        words = self._words(folder, shown, declared, facts) if declared.title == "words" else {}
        if declared.framework:
            self._check_framework(shown, key, id_)
        images = self._images(folder, shown, declared)
        address = f"{declared.address}/{id_}"
        if facts is None or document is None or (declared.title == "words" and not words):
            return Unread(key, id_, address, document, words, images)
        return Entry(key, id_, shown, facts, document.positions, words, images, address)

    def _check_framework(self, shown: str, key: str, id_: str) -> None:
        editions = [name for name, framework in self.model.frameworks.items() if framework.type == key]
        named = id_.split("/", maxsplit=1)[0]
        if named not in editions:
            where = Location(f"{shown}/{FACTS}")
            self.found.append(Diagnostic.at(where, "unknown-framework", name=id_, **nearest(named, editions)))

    def _images(self, folder: Path, shown: str, declared: TypeDeclaration) -> tuple[str, ...]:
        """The names of an entry's images. An SVG file can run scripts, so strangers may not bring one."""
        files = sorted(path for path in folder.iterdir() if path.suffix.lower() in _IMAGES)
        refused = [
            path for path in files if path.is_symlink() or (declared.contributed and path.suffix.lower() == ".svg")
        ]
        for path in refused:
            code = "symbolic-link" if path.is_symlink() else "svg-from-contributor"
            self.found.append(Diagnostic.at(Location(f"{shown}/{path.name}"), code))
        return tuple(path.name for path in files if path not in refused)

    def _words(self, folder: Path, shown: str, declared: TypeDeclaration, facts: Facts | None) -> dict[str, Words]:
        words = {}
        for code, language in self.languages.items():
            path = folder / f"{code}.md"
            if path.exists() or path.is_symlink():
                read = read_words(path, f"{shown}/{code}.md", language, declared.sections, self.found)
                if read:
                    words[code] = read
            elif facts is not None and code == facts.original:
                self.found.append(Diagnostic.at(Location(f"{shown}/{code}.md"), "missing-file"))
            else:
                self.found.append(Diagnostic.at(Location(f"{shown}/{code}.md"), "missing-translation", language=code))
        return words


def entry_folders(folder: Path, languages: Iterable[str]) -> list[Path]:
    """The folders below a type's folder that hold any file of an entry, and links to folders, sorted.

    What begins with a dot is a program's own and no entry.
    """
    names = {FACTS, *(f"{code}.md" for code in languages)}
    found: list[Path] = []
    for parent, folders, files in os.walk(folder, followlinks=False):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(parent)] if names & set(files) else []
        found += [path for name in folders if (path := Path(parent) / name).is_symlink()]
    return sorted(path for path in found if path != folder)


def _guide_folders(root: Path, guides: str, languages: Mapping[str, Language]) -> Iterator[tuple[Path, str]]:
    if not (root / guides).is_dir():
        return
    for folder in sorted((root / guides).iterdir(), key=lambda path: address_of(path.name)):
        if folder.is_dir() and any((folder / f"{code}.md").is_file() for code in languages):
            yield folder, f"{guides}/{folder.name}"
