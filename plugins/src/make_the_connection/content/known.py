"""What each file of content yields by itself, kept between runs: everything here follows from its path and its text.

Values are what JSON has: lists, mappings with texts for keys, texts, numbers, flags and None.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from make_the_connection.cache import Store, contents, digest, program
from make_the_connection.content.configuration import Configuration
from make_the_connection.content.text_source import read_data, text_of
from make_the_connection.diagnostics import Diagnostic, from_values, in_values

_KIND = "texts"


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
    """What is known of the files of a site, for one run."""

    def __init__(self, store: Store | None = None) -> None:
        self._store = store or Store()
        self._files: dict[str, Known] = {}

    @classmethod
    def of_site(cls, configuration: Configuration) -> "Memory":
        """What earlier runs left below the site's root: while program, packs, options and model are as they were."""
        root, options = configuration.root, configuration.options
        packs = contents(root / options.language_packs) if options.language_packs else ()
        edition = digest(program(), options.model_dump_json(), *packs, *_bytes_of(root / options.model))
        return cls(Store.opened(root, _KIND, edition))

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

    def save(self) -> None:
        """Keep what is new for the next run, and hold none of it any longer."""
        for key, known in self._files.items():
            if known.is_new:
                self._store.put(key, _in_lines(known.all).encode())
            known.all = {}
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
