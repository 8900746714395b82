"""A change to a site, as somebody who decides about it needs to see it: its files, its entries and what is found."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from pathlib import PurePosixPath
from typing import Any

from make_the_connection.api import Loaded
from make_the_connection.cli.comparison import Compared
from make_the_connection.content.annotations import ENTRY_FOLDER
from make_the_connection.content.images import IMAGES
from make_the_connection.content.model import FieldDeclaration, Model
from make_the_connection.content.reading import FACTS, Entry
from make_the_connection.crosswalk import Link
from make_the_connection.diagnostics import Diagnostic, Severity
from make_the_connection.site import Site


@dataclass(frozen=True)
class Change:
    """What has changed since a base: `files` from the root of the repository, in which `folder` leads to the site.

    `before` and `after` are all that was loaded of the site; what it was could be read, what it is perhaps not.
    """

    base: str
    folder: str
    files: tuple[str, ...]
    before: Loaded
    after: Loaded

    @cached_property
    def compared(self) -> Compared | None:
        """The site beside what it was; None where what it is cannot be read."""
        if self.before.site is None or self.after.site is None:
            return None
        return Compared(self.base, self.before.site, self.after.site, (len(self.before.errors), len(self.after.errors)))

    @cached_property
    def entries(self) -> Mapping[str, tuple[str, ...]]:
        """The changed files of each entry, from the root of the site, by the key that it has now; sorted."""
        found: dict[str, list[str]] = {}
        for path, key in self._keys.items():
            if key is not None:
                found.setdefault(self._names.get(key, key), []).append(path.removeprefix(self.folder))
        return {key: tuple(found[key]) for key in sorted(found)}

    @cached_property
    def others(self) -> tuple[str, ...]:
        """The changed files that are no entry's, from the root of the repository."""
        return tuple(path for path, key in self._keys.items() if key is None)

    @cached_property
    def _keys(self) -> Mapping[str, str | None]:
        return {path: self._key(path) for path in self.files}

    def _key(self, path: str) -> str | None:
        """The entry that a file belongs to, as both content models have it: the later one may be the change’s own."""
        here = PurePosixPath(path.removeprefix(self.folder))
        if not path.startswith(self.folder) or not self._is_of_entries(here.name):
            return None
        for site in self._sites:
            if here.parent.parent == PurePosixPath(site.configuration.options.guides):
                return None
        keys = {_named(here.parent, site.model) for site in self._sites}
        return keys.pop() if len(keys) == 1 else None

    def _is_of_entries(self, name: str) -> bool:
        words = {f"{code}.md" for code in self.before.languages}
        return name == FACTS or name in words or PurePosixPath(name).suffix.lower() in IMAGES

    @property
    def _names(self) -> Mapping[str, str]:
        return self.compared.names if self.compared else {}

    @property
    def _sites(self) -> tuple[Site, ...]:
        return tuple(site for site in (self.before.site, self.after.site) if site is not None)

    # what is found

    @cached_property
    def findings(self) -> tuple[Diagnostic, ...]:
        """What the check finds in changed files and in the folders of changed entries, and what else it finds now."""
        return tuple(each for each in self.after.diagnostics if self._concerns(each))

    @property
    def elsewhere(self) -> Mapping[Severity, int]:
        """How much else the check finds, as it did before."""
        others = [each.severity for each in self.after.diagnostics if not self._concerns(each)]
        return {severity: others.count(severity) for severity in Severity}

    def _concerns(self, diagnostic: Diagnostic) -> bool:
        path = diagnostic.location.path
        touched = f"{self.folder}{path}" in self.files or str(PurePosixPath(path).parent) in self._folders
        return touched or diagnostic not in self._earlier

    @cached_property
    def _folders(self) -> frozenset[str]:
        return frozenset(str(PurePosixPath(path).parent) for path in chain(*self.entries.values()))

    @cached_property
    def _earlier(self) -> frozenset[Diagnostic]:
        return frozenset(self.before.diagnostics)

    # what it does to an entry

    def entry(self, key: str) -> Entry | None:
        """An entry as it is now, or None where it is gone or cannot be read."""
        return self.after.site.entries.get(key) if self.after.site else None

    def state(self, key: str) -> str:
        """What has become of an entry: `new`, `changed`, `renamed`, `unread`, `removed`, `withdrawn` or `returned`."""
        now, was = (_keys_of(loaded.site) if loaded.site else frozenset() for loaded in (self.after, self.before))
        if _is_withdrawn(self.after, key):
            return "withdrawn"
        if _is_withdrawn(self.before, key):
            return "returned" if key in now else "removed"
        if key not in now:
            return "removed" if key in was else "unread"
        if self.entry(key) is None:
            return "unread"
        return "changed" if key in was else "renamed" if key in self._names.values() else "new"

    def links(self, key: str) -> tuple[Link, ...]:
        """The new or changed links that an entry holds and nobody else has looked at."""
        if self.compared is None:
            return ()
        found = self.compared.found.links
        links = (*found.added, *(change.after for change in found.changed))
        return tuple(link for link in links if link.subject == key and link.reviewed is None)

    def addresses(self, key: str) -> tuple[str, ...]:
        """The addresses outside the site that an entry names and did not name before."""
        entry, site = self.entry(key), self.after.site
        if entry is None or site is None:
            return ()
        former = next((old for old, new in self._names.items() if new == key), key)
        before = self.before.site
        was = before.entries.get(former) if before else None
        earlier = frozenset(_addresses(before.model, was)) if before and was else ()
        return tuple(address for address in dict.fromkeys(_addresses(site.model, entry)) if address not in earlier)


def _named(folder: PurePosixPath, model: Model) -> str | None:
    """The key of the entry whose folder this would be."""
    for type_, declared in model.types.items():
        if folder.is_relative_to(declared.folder):
            id_ = folder.relative_to(declared.folder).as_posix()
            return f"{type_}:{id_}" if ENTRY_FOLDER.fullmatch(id_) else None
    return None


def _is_withdrawn(loaded: Loaded, key: str) -> bool:
    return loaded.site is not None and any(key in each.keys for each in loaded.site.withdrawn)


def _keys_of(site: Site) -> frozenset[str]:
    return frozenset(site.entries) | {unread.key for unread in site.unread}


def _addresses(model: Model, entry: Entry) -> Iterator[str]:
    yield from _of_record(entry.facts, model.types[entry.type].fields)
    for link in entry.facts.links:
        source = getattr(link, "source", None) or ""
        if source.startswith("http"):
            yield source
    for words in entry.words.values():
        blocks = chain(words.notes, *(section.tokens for section in words.sections.values()))
        for token in chain.from_iterable(block.children or () for block in blocks):
            address = str(token.attrs.get("href", ""))
            if address.startswith(("http://", "https://", "mailto:")):
                yield address


def _of_record(record: Any, declared: Mapping[str, FieldDeclaration]) -> Iterator[str]:
    for name, field in declared.items():
        value = getattr(record, name)
        values: Iterable[Any] = value if field.many else () if value is None else (value,)
        for each in values:
            if field.kind == "address":
                yield from each.values()
            elif field.kind == "record":
                yield from _of_record(each, field.fields)
