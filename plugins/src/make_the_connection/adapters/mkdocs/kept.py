"""Files of earlier builds, each with the names of what was read for it: it is as it was while none has another value.

An index is kept beside the files, in which names have numbers, so that a file need not be read to ask whether it is
still as it was; nor to write it again where it was last written, if what is seen there is what was seen then.
"""

import json
import sys
import zlib
from array import array
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from make_the_connection.cache import Store, contents, digest, program
from make_the_connection.site import FACTS, Reads, Site, Values

_INDEX, _NUMBERS = "index", "numbers"
_LARGE = 1 << 20
"""Of how many bytes on a file is packed: pages are not, since unpacking them would take as long as reading them."""

_NOT_IN_PAGES = frozenset({"config_file_path", "dev_addr", "site_dir", "strict", "watch"})
"""Options of MkDocs that decide where pages are written and when, not what is in them."""


@dataclass
class _File:
    """What is known of a file that is kept: the numbers of its names, and what was seen where it was last written."""

    numbers: "array[int]"
    is_packed: bool = False
    seen: str = ""


@dataclass
class _Index:
    """The names in the order of their numbers, each with its value, and the files by their path.

    A number that is free has no name. `facts` is the value of all facts.
    """

    names: list[str] = field(default_factory=list)
    values: list[str] = field(default_factory=list)
    files: dict[str, _File] = field(default_factory=dict)
    facts: str = ""

    @classmethod
    def of(cls, store: Store) -> "_Index":
        """That of a store. The numbers of all files, which are hundreds of thousands, stand behind one another."""
        head, rest = store.get(_INDEX), store.get(_NUMBERS)
        if head is None or rest is None:
            return cls()
        names, values, facts, files = json.loads(head)
        numbers, index, start = array("I", rest), cls(names.split("\n"), values.split("\n"), facts=facts), 0
        for path, count, is_packed, seen in files:
            index.files[path] = _File(numbers[start : start + count], is_packed, seen)
            start += count
        return index

    def put(self, store: Store) -> None:
        """Keep it in a store. No name has the end of a line in it."""
        files = [(path, len(file.numbers), file.is_packed, file.seen) for path, file in self.files.items()]
        head = json.dumps(("\n".join(self.names), "\n".join(self.values), self.facts, files), separators=(",", ":"))
        store.put(_INDEX, head.encode())
        store.put(_NUMBERS, b"".join(file.numbers.tobytes() for file in self.files.values()))

    @property
    def told(self) -> dict[str, str]:
        """The value of each name."""
        return {name: value for name, value in zip(self.names, self.values, strict=True) if name}


class Kept:
    """Files by their path. What is kept is not there before `save`."""

    def __init__(self, store: Store, values: Values) -> None:
        self.store = store
        self.values = values
        self._index = _Index.of(store)
        before = self._index.told
        self._numbers = {name: number for number, name in enumerate(self._index.names) if name}
        self._free = [number for number, name in enumerate(self._index.names) if not name]
        values.foresee(before, self._index.facts)
        self._changed = self._since(before)
        self._asked: set[str] = set()

    def again(self, values: Values) -> None:
        """Go on with the values of another build in the same process: what this one has asked for was kept before."""
        before, self.values = self.values, values
        self._index.files = {path: file for path, file in self._index.files.items() if path in self._asked}
        self._changed = self._since({name: _value(before, name) for name in self._numbers})
        self._asked = set()

    def _since(self, before: Mapping[str, str | None]) -> set[int]:
        """The numbers of the names that have another value than before."""
        return {self._numbers[name] for name, value in before.items() if _value(self.values, name) != value}

    def holds(self, path: str) -> bool:
        """Whether the file at a path is as it was: nothing has changed that was read for it."""
        file = self._index.files.get(path)
        if file is None or not self._changed.isdisjoint(file.numbers):
            return False
        self.store.use(path)
        self._asked.add(path)
        return True

    def get(self, path: str) -> bytes | None:
        """The file at a path, or None where it is to be made."""
        row = self.store.get(path) if self.holds(path) else None
        return zlib.decompress(row) if row is not None and self._index.files[path].is_packed else row

    def keep(self, path: str, made: bytes, names: Collection[str]) -> None:
        """Keep a file, for which all of this was read."""
        file = _File(array("I", sorted(map(self._number, names))), is_packed=len(made) >= _LARGE)
        self._index.files[path] = file
        self._asked.add(path)
        self.store.put(path, zlib.compress(made, 1) if file.is_packed else made)

    def made(self, path: str, reads: Reads, make: Callable[[], bytes]) -> bytes:
        """The file at a path, made now unless nothing has changed that was read for it: who is given it reads that."""
        found = self.get(path)
        if found is None:
            with reads.taken() as names:
                found = make()
            self.keep(path, found, names)
        else:
            reads.note_all(self._index.names[number] for number in self._index.files[path].numbers)
        return found

    def seen(self, path: str) -> str:
        """What was seen where a file that is kept was last written, or nothing."""
        return self._index.files[path].seen if path in self._asked else ""

    def see(self, path: str, seen: str) -> None:
        """Note what is seen where a file stands that has just been written, if it is kept."""
        if path in self._asked:
            self._index.files[path].seen = seen

    def save(self, *, stays: bool = False) -> None:
        """Let go of what this build has not asked for, and of the store unless it `stays` open for another."""
        files = {path: file for path, file in self._index.files.items() if path in self._asked}
        used = set(chain.from_iterable(file.numbers for file in files.values()))
        names = [name if number in used else "" for number, name in enumerate(self._index.names)]
        values = [self.values.of(name) if name else "" for name in names]
        _Index(names, values, files, self.values.of(FACTS)).put(self.store)
        self.store.save(stays=stays)

    def _number(self, name: str) -> int:
        if name not in self._numbers:
            if self._free:
                self._numbers[name] = self._free.pop()
                self._index.names[self._numbers[name]] = name
            else:
                self._numbers[name] = len(self._index.names)
                self._index.names.append(name)
        return self._numbers[name]


class Shelf:
    """What one process keeps of each kind of file in each language, from one build to the next, while it serves."""

    def __init__(self) -> None:
        self.is_new = True
        self._edition = ""
        self._values: Values | None = None
        self._kept: dict[tuple[str, str], Kept] = {}

    def begin(self, values: Values, edition: str) -> None:
        """Begin a build: with what was told of the site in the one before, unless it has been configured anew."""
        if edition != self._edition:
            self._edition, self._kept = edition, {}
        elif self._values:
            values.follow(self._values)
        self._values = values

    def kept(self, kind: str, code: str, values: Values) -> Kept:
        """Those of a kind in a language, for the build that has begun."""
        kept = self._kept.get((kind, code))
        if kept is None:
            kept = Kept(store_of(kind, code, values.site, self._edition, serving=True), values)
            self._kept[kind, code] = kept
        else:
            kept.again(values)
        return kept

    def built(self) -> None:
        """Keep what the first build has made for other processes, too: it is most of all."""
        if self.is_new:
            self.save(stays=True)
        self.is_new = False

    def save(self, *, stays: bool = False) -> None:
        """Keep all for other processes."""
        for kept in self._kept.values():
            kept.save(stays=stays)


def _value(values: Values, name: str) -> str | None:
    try:
        return values.of(name)
    except LookupError:
        return None


def store_of(kind: str, code: str, site: Site, edition: str, *, serving: bool) -> Store:
    """The store of a kind of file in a language. Pages that are served have more in them."""
    return Store.opened(site.configuration.root, f"{kind}-{code}-serving" if serving else f"{kind}-{code}", edition)


def values_before(site: Site, code: str, edition: str, told: dict[str, str], *, serving: bool) -> bool:
    """Find the values that a pass in a language will ask for, since others will, too; whether there has been one."""
    index = _Index.of(store_of("pages", code, site, edition, serving=serving))
    values, before = Values(site, told), index.told
    values.foresee(before, index.facts)
    for name in before:
        # What a site knows nothing of, a pass tells of itself.
        with suppress(LookupError):
            values.of(name)
    return bool(before)


def edition(site: Site, config: MkDocsConfig, *, serving: bool) -> str:
    """What every file follows from, besides what is read of the site: the program, and how the site is configured."""
    root, options = Path(config.config_file_path).resolve().parent, site.configuration.options
    theme: Any = config.theme
    folders = [root / options.language_packs] if options.language_packs else []
    folders += [Path(theme.custom_dir)] if theme.custom_dir else []
    files = [Path(config.config_file_path), root / options.model, *(hook for hook in map(Path, config.hooks))]
    configured = {name: value for name, value in config.items() if name not in _NOT_IN_PAGES}
    plugins = {name: dict(plugin.config) for name, plugin in config.plugins.items()}
    everything = {**configured, "theme": dict(theme), "plugins": plugins}
    # The same site in another folder is the same.
    told = json.dumps(everything, default=_told, sort_keys=True).replace(json.dumps(str(root))[1:-1], "")
    return digest(
        *(program(), sys.byteorder, told, theme.name or "", str(config.use_directory_urls), str(serving)),
        *(part for folder in folders for part in contents(folder)),
        *(path.read_bytes() for path in files if path.is_file()),
    )


def _told(value: object) -> object:
    """Settings by their names, and what has been read as an object of Python by its own."""
    if isinstance(value, Mapping):
        return dict(value)
    named = value if hasattr(value, "__qualname__") else type(value)
    return f"{named.__module__}.{named.__qualname__}"
