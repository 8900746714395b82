"""Files of earlier builds, each with the names of what was read for it: it is as it was while none has another value.

Names have numbers, in the order of a list that is kept beside the files, so that asking whether a file is still as it
was takes as little time as it can.
"""

import json
import sys
import zlib
from array import array
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from make_the_connection.cache import Store, contents, digest, program
from make_the_connection.site import Reads, Site, Values

_NAMES = "names"
_WIDTH = array("I").itemsize
_LARGE = 1 << 20
"""Of how many bytes on a file is packed: pages are not, since unpacking them would take as long as reading them."""

_NOT_IN_PAGES = frozenset({"config_file_path", "dev_addr", "site_dir", "strict", "watch"})
"""Options of MkDocs that decide where pages are written and when, not what is in them."""


class Kept:
    """Files by their path. What is kept is not there before `save`."""

    def __init__(self, store: Store, values: Values) -> None:
        self.store = store
        self.values = values
        self._names = _read(store.get(_NAMES))
        self._numbers = {name: number for number, (name, _) in enumerate(self._names) if name}
        self._free = [number for number, (name, _) in enumerate(self._names) if not name]
        self._changed = {
            number for name, number in self._numbers.items() if self._value(name) != self._names[number][1]
        }
        self._used: set[int] = set()

    def get(self, path: str) -> bytes | None:
        """The file at a path, or None where it is to be made."""
        row = self.store.get(path)
        if row is None:
            return None
        is_packed, count = array("I", row[: 2 * _WIDTH])
        end = _WIDTH * (2 + count)
        numbers = array("I", row[2 * _WIDTH : end])
        if not self._changed.isdisjoint(numbers):
            return None
        self._used.update(numbers)
        return zlib.decompress(row[end:]) if is_packed else row[end:]

    def keep(self, path: str, made: bytes, names: Collection[str]) -> None:
        """Keep a file, for which all of this was read."""
        numbers = array("I", sorted(map(self._number, names)))
        self._used.update(numbers)
        is_packed = len(made) >= _LARGE
        head = array("I", [is_packed, len(numbers)]) + numbers
        self.store.put(path, head.tobytes() + (zlib.compress(made, 1) if is_packed else made))

    def made(self, path: str, reads: Reads, make: Callable[[], bytes]) -> bytes:
        """The file at a path, made now unless nothing has changed that was read for it."""
        found = self.get(path)
        if found is None:
            with reads.taken() as names:
                found = make()
            self.keep(path, found, names)
        return found

    def save(self) -> None:
        """Let go of what this build has not asked for."""
        named = ((name if number in self._used else "") for number, (name, _) in enumerate(self._names))
        self.store.put(_NAMES, json.dumps([(name, self.values.of(name) if name else "") for name in named]).encode())
        self.store.save()

    def _number(self, name: str) -> int:
        if name not in self._numbers:
            if self._free:
                self._names[self._free[-1]] = (name, "")
                self._numbers[name] = self._free.pop()
            else:
                self._numbers[name] = len(self._names)
                self._names.append((name, ""))
        return self._numbers[name]

    def _value(self, name: str) -> str | None:
        try:
            return self.values.of(name)
        except LookupError:
            return None


def store_of(kind: str, code: str, site: Site, edition: str, *, serving: bool) -> Store:
    """The store of a kind of file in a language. Pages that are served have more in them."""
    return Store.opened(site.configuration.root, f"{kind}-{code}-serving" if serving else f"{kind}-{code}", edition)


def values_before(site: Site, code: str, edition: str, told: dict[str, str], *, serving: bool) -> bool:
    """Find the values that a pass in a language will ask for, since others will, too; whether there has been one."""
    names = _read(store_of("pages", code, site, edition, serving=serving).get(_NAMES))
    values = Values(site, told)
    for name, _ in names:
        # What a site knows nothing of, a pass tells of itself.
        with suppress(LookupError):
            values.of(name)
    return bool(names)


def _read(names: bytes | None) -> list[tuple[str, str]]:
    return [(name, value) for name, value in json.loads(names)] if names else []


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
