"""A site's folders to typed entries and guide pages."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from types import MappingProxyType

from make_the_connection.content.annotations import ENTRY_FOLDER
from make_the_connection.content.belonging import link_to, stray_files, symbolic_links
from make_the_connection.content.configuration import Configuration
from make_the_connection.content.contributions import lacking
from make_the_connection.content.folders import Folders
from make_the_connection.content.guides import Guide, read_guide
from make_the_connection.content.images import IMAGES, Images, images_of
from make_the_connection.content.known import Known, Memory
from make_the_connection.content.known_facts import known_facts
from make_the_connection.content.model import Model, TypeDeclaration, address_of
from make_the_connection.content.records import Facts, RecordClasses, missing_where, record_classes
from make_the_connection.content.terms import Terms
from make_the_connection.content.tested import Tested, read_tested
from make_the_connection.content.validation import nearest, validated
from make_the_connection.content.withdrawal import (
    Withdrawn,
    files_left,
    former_ids,
    is_withdrawn,
    still_to_mend,
)
from make_the_connection.content.words import Words, read_words
from make_the_connection.content.yaml_source import Positions, YamlDocument
from make_the_connection.diagnostics import Diagnostic, Location
from make_the_connection.languages import Language

FACTS = "facts.yml"
SCHEMA = "facts.schema.json"


@dataclass(frozen=True)
class Entry:
    """One entry. `words` holds the languages it has been written in; `folder` starts from the root of the site.

    `known` is what is known of its facts.
    """

    type: str
    id: str
    folder: str
    facts: Facts
    positions: Positions
    words: Mapping[str, Words]
    images: Images
    address: str
    known: Known = field(default_factory=Known, repr=False, compare=False)

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
    images: Images

    @property
    def key(self) -> str:
        return f"{self.type}:{self.id}"


Look = Callable[[Entry | Guide], Iterable[Diagnostic]]
"""What finds something wrong with a page by itself."""


@dataclass(frozen=True)
class Content:
    """Everything found: entries by type in the model's order and then by id, and guide pages by id.

    `withdrawn` are those that have been taken down; `terms` is None where the list of them could not be read, `tested`
    where there is no record of a test.
    """

    entries: tuple[Entry, ...]
    guides: tuple[Guide, ...]
    unread: tuple[Unread, ...]
    terms: Terms | None = None
    withdrawn: tuple[Withdrawn, ...] = ()
    tested: Tested | None = None


def read_content(
    configuration: Configuration,
    model: Model,
    languages: Mapping[str, Language],
    found: list[Diagnostic],
    memory: Memory,
    look: Callable[[Entry | Guide], None],
    before: Mapping[str, Entry] = MappingProxyType({}),
) -> Content:
    """Read every entry and guide page, but not the terms; what cannot be read is left out, with a diagnostic.

    `look` is shown each page that has been read, while the tokens of its words are held. An entry that cannot be read
    is among the entries, too, if it was there `before`: as it was.
    """
    classes = record_classes(model, tuple(languages))
    folders_read = Folders()
    reader = _EntryReader(configuration.root, model, classes, languages, found, memory, folders_read)
    guides_folder = configuration.options.guides
    whole = [guides_folder, *(declared.folder for declared in model.types.values())]
    links = symbolic_links(configuration.root, whole, folders_read)
    found.extend(Diagnostic.at(Location(path), "symbolic-link") for path in links)
    found_entries = []
    for key, declared in model.types.items():
        for entry in reader.read_type(key, declared):
            found_entries.append(entry)
            if isinstance(entry, Entry):
                look(entry)
    as_read = (before.get(entry.key) if isinstance(entry, Unread) else entry for entry in found_entries)
    entries = tuple(entry for entry in as_read if isinstance(entry, Entry))
    unread = tuple(entry for entry in found_entries if isinstance(entry, Unread))
    withdrawn = tuple(entry for entry in found_entries if isinstance(entry, Withdrawn))
    folders = {entry.key: f"{model.types[entry.type].folder}/{entry.id}" for entry in found_entries}
    found[:] = still_to_mend(found, {each.folder for each in withdrawn}, folders.values())
    guides = []
    for folder, shown in _guide_folders(configuration.root, guides_folder, languages):
        guides.append(read_guide(folder, shown, languages, found, memory))
        look(guides[-1])
    tested = read_tested(configuration.root, configuration.options.access, tuple(languages), found, memory)
    return Content(entries, tuple(guides), unread, withdrawn=withdrawn, tested=tested)


@dataclass(frozen=True)
class _EntryReader:
    root: Path
    model: Model
    classes: RecordClasses
    languages: Mapping[str, Language]
    found: list[Diagnostic]
    memory: Memory
    folders: Folders

    def read_type(self, key: str, declared: TypeDeclaration) -> Iterator[Entry | Unread | Withdrawn]:
        if link_to(self.root, declared.folder):
            return
        folders = entry_folders(self.root / declared.folder, self.languages, self.folders)
        if declared.contributed:
            names = (FACTS, *(f"{code}.md" for code in self.languages))
            whole = self.root / declared.folder
            self.found.extend(stray_files(whole, declared.folder, folders, names, IMAGES, self.folders))
        for folder in folders:
            id_ = folder.relative_to(self.root / declared.folder).as_posix()
            shown = f"{declared.folder}/{id_}"
            if not ENTRY_FOLDER.fullmatch(id_):
                self.found.append(Diagnostic.at(Location(f"{shown}/{FACTS}"), "bad-folder-name", name=id_))
            else:
                as_seen = self.folders.seen(folder) if self.memory.stays else ""
                read = partial(self._read, folder, shown, key, declared, id_)
                yield self.memory.folder(shown, as_seen, self.found, read)

    def _read(
        self, folder: Path, shown: str, key: str, declared: TypeDeclaration, id_: str
    ) -> Entry | Unread | Withdrawn:
        read = self.memory.read(folder / FACTS, f"{shown}/{FACTS}", key, self.found)
        text, known = read or ("", Known())
        document = known_facts(known, text, self.found) if read else None
        address = f"{declared.address}/{id_}"
        if document and is_withdrawn(document):
            self.found.extend(files_left(folder, document))
            return Withdrawn(key, id_, shown, address, former_ids(document))
        facts = validated(self.classes.facts[key], document, self.found) if document else None
        if document:
            self.found.extend([*missing_where(declared, document), *lacking(declared, document)])
        names = [each.name for each in self.folders.listed(folder)]
        words = self._words(folder, names, shown, key, facts) if declared.title == "words" else {}
        if declared.framework:
            self._check_framework(shown, key, id_)
        images = images_of(folder, names, shown, self.found, contributed=declared.contributed)
        if facts is None or document is None or (declared.title == "words" and not words):
            return Unread(key, id_, address, document, words, images)
        return Entry(key, id_, shown, facts, document.positions, words, images, address, known)

    def _check_framework(self, shown: str, key: str, id_: str) -> None:
        editions = [name for name, framework in self.model.frameworks.items() if framework.type == key]
        named = id_.split("/", maxsplit=1)[0]
        if named not in editions:
            where = Location(f"{shown}/{FACTS}")
            self.found.append(Diagnostic.at(where, "unknown-framework", name=id_, **nearest(named, editions)))

    def _words(
        self, folder: Path, names: Collection[str], shown: str, type_: str, facts: Facts | None
    ) -> dict[str, Words]:
        declared = self.model.types[type_]
        words = {}
        for code, language in self.languages.items():
            if f"{code}.md" in names:
                path, file = folder / f"{code}.md", f"{shown}/{code}.md"
                read = read_words(path, file, language, declared.sections, self.found, self.memory, type_)
                if read:
                    words[code] = read
            elif facts is not None and code == facts.original:
                self.found.append(Diagnostic.at(Location(f"{shown}/{code}.md"), "missing-file"))
            else:
                self.found.append(Diagnostic.at(Location(f"{shown}/{code}.md"), "missing-translation", language=code))
        return words


def entry_folders(folder: Path, languages: Iterable[str], read: Folders) -> list[Path]:
    """The folders below a type's folder that hold any file of an entry, sorted."""
    names = {FACTS, *(f"{code}.md" for code in languages)}
    found = [
        Path(path)
        for path, listed in read.below(folder)
        if any(each.name in names and not each.is_dir() for each in listed)
    ]
    # To compare paths themselves takes many times as long.
    return sorted((path for path in found if path != folder), key=lambda path: path.parts)


def _guide_folders(root: Path, guides: str, languages: Mapping[str, Language]) -> Iterator[tuple[Path, str]]:
    if link_to(root, guides) or not (root / guides).is_dir():
        return
    for folder in sorted((root / guides).iterdir(), key=lambda path: address_of(path.name)):
        if folder.is_dir() and not folder.is_symlink() and any((folder / f"{code}.md").is_file() for code in languages):
            yield folder, f"{guides}/{folder.name}"
