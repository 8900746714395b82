"""What each file of content yields by itself, kept between runs: everything here follows from its path and its text.

Values are what JSON has: lists, mappings with texts for keys, texts, numbers, flags and None.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Self, TypeVar, cast

from make_the_connection.cache import Store, contents, digest, program
from make_the_connection.content.configuration import Configuration
from make_the_connection.content.text_source import read_data, text_of
from make_the_connection.diagnostics import Diagnostic, from_values, in_values

_KIND = "texts"

_Read = TypeVar("_Read")


class Known:
    """What is known of one file, by name: each as a text of JSON, which takes a quarter of the room of its value.

    No name has a tab or the end of a line, nor has what each value is about.
    """

    def __init__(self, path: str = "", known: dict[str, list[str]] | None = None) -> None:
        self.path = path
        self.all = {} if known is None else known
        self.is_new = False

    def once(self, name: str, make: Callable[[], Any], about: str = "") -> Any:
        """What has been made under a name, or is made now.

        `about` stands for whatever else it follows from: where that has changed it is made again.
        """
        kept = self.all.get(name)
        if kept is not None and kept[0] == about:
            # That nothing was found is most of what is known.
            return [] if kept[1] == "[]" else json.loads(kept[1])
        value = make()
        self.all[name] = [about, _written(value)]
        self.is_new = True
        return value

    def found(self, name: str, look: Callable[[], Iterable[Diagnostic]], about: str = "") -> Iterable[Diagnostic]:
        """What is found wrong with the file in one respect."""
        return from_values(self.once(name, lambda: in_values(look(), self.path), about), self.path)


class Memory:
    """What is known of the files of a site, for one run, or where it `stays`, for all readings of one process.

    What stays is good for one `edition`: it stands for everything that it follows from besides the files.
    """

    def __init__(self, store: Store | None = None, edition: str = "", *, stays: bool = False) -> None:
        self.edition = edition
        self._store = store or Store()
        self.stays = stays
        self._files: dict[str, Known] = {}
        self._folders: dict[str, tuple[str, object, tuple[Diagnostic, ...]]] = {}

    @classmethod
    def of_site(cls, configuration: Configuration, before: Self | None = None, *, stays: bool = False) -> Self:
        """What was known `before`, or what earlier runs left below the site's root.

        It is good while program, packs, options and model are as they were.
        """
        root, options = configuration.root, configuration.options
        packs = contents(root / options.language_packs) if options.language_packs else ()
        edition = digest(program(), options.model_dump_json(), *packs, *_bytes_of(root / options.model))
        if before is not None and before.edition == edition:
            return before
        return cls(Store.opened(root, _KIND, edition), edition, stays=stays)

    def read(self, path: Path, shown: str, type_: str, found: list[Diagnostic]) -> tuple[str, Known] | None:
        """The text of a file and what is known of it as one of a type, or None with a diagnostic saying why not."""
        data = read_data(path, shown, found)
        if data is None:
            return None
        key = digest(type_, shown, data)
        if key not in self._files:
            self._files[key] = Known(shown, _read(self._store.get(key)))
        known = self._files[key]
        # Of what is no text nothing is ever known.
        text = text_of(data, shown, found, clean=bool(known.all))
        return (text, known) if text is not None else None

    def folder(self, shown: str, as_seen: str, found: list[Diagnostic], read: Callable[[], _Read]) -> _Read:
        """What has been read of a folder while the same was seen of it, or is read now, with what is wrong with it.

        `read` adds that to `found`. Where `as_seen` is empty what is seen cannot be relied on, and nothing stays.
        """
        before = self._folders.get(shown)
        if before is not None and before[0] == as_seen:
            found.extend(before[2])
            return cast("_Read", before[1])
        first = len(found)
        value = read()
        if as_seen:
            self._folders[shown] = as_seen, value, tuple(found[first:])
        return value

    def save(self) -> None:
        """Keep what is new for the next run, and hold none of it any longer unless it stays.

        Of a memory that stays only what the first reading has found is kept.
        """
        for key, known in self._files.items():
            if known.is_new:
                self._store.put(key, _in_lines(known.all).encode())
                known.is_new = False
            if not self.stays:
                known.all = {}
        if not self.stays:
            self._files = {}
        self._store.save()


def _written(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _in_lines(known: Mapping[str, list[str]]) -> str:
    """What is known of a file: a line for each name, of which JSON has no line end and no tab."""
    return "\n".join("\t".join((name, *kept)) for name, kept in known.items())


def _read(lines: bytes | None) -> dict[str, list[str]]:
    known: dict[str, list[str]] = {}
    with suppress(ValueError):
        for line in lines.decode().split("\n") if lines else ():
            name, about, value = line.split("\t")
            known[name] = [about, value]
    return known


def _bytes_of(path: Path) -> Iterable[bytes]:
    with suppress(OSError):
        yield path.read_bytes()
