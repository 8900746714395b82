"""The files of a site as a value, so that an edit makes another value and what was before is still there.

Entries, fields and words are found by what the site's own model and options say, never by what they are called.
"""

import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

CONFIGURATION, FACTS, PLUGIN = "mkdocs.yml", "facts.yml", "make-the-connection"
OVERRIDES = "overrides"
"""The folder in which a site's own templates stand."""
_FRONT = re.compile(r"\A---[ \t]*\n(.*?)^---[ \t]*$\n?", re.DOTALL | re.MULTILINE)
_NOT_PLAIN = frozenset("[]{}<>#|`!@^:*$_\\")
_KINDS = {"bool": (r"true|false", "tf"), "int": (r"-?(?:0|[1-9][0-9]*)", "-0123456789"), "null": (r"null|~|", "n~ ")}


class _Loader(yaml.SafeLoader):
    """YAML in which only numbers, true, false and null are no texts: `on`, days and hours stay as they are written."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012 - PyYAML's own


for _kind, (_form, _first) in _KINDS.items():
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{_kind}", re.compile(f"^(?:{_form})$"), list(_first))


@dataclass(frozen=True)
class Folder:
    """Where an entry is: its type, its id, and its folder below the site's root."""

    type: str
    id: str
    path: str

    @property
    def key(self) -> str:
        return f"{self.type}:{self.id}"


@dataclass(frozen=True)
class Sources:
    """What a build is made of: the bytes of the site's files and of the generator's, each by path, and the day.

    `away` are translations that have been taken out.
    """

    files: Mapping[str, bytes]
    generator: Mapping[str, bytes] = field(default_factory=lambda: MappingProxyType({}))
    day: int = 0
    away: Mapping[str, bytes] = field(default_factory=lambda: MappingProxyType({}))

    def text(self, path: str) -> str:
        return self.files[path].decode("utf-8")

    def yaml(self, path: str) -> Any:
        """The value of a file, to be changed at will."""
        return read_yaml(self.text(path))

    def with_text(self, path: str, text: str) -> "Sources":
        return self.with_bytes(path, text.encode("utf-8"))

    def with_bytes(self, path: str, content: bytes) -> "Sources":
        return replace(self, files={**self.files, path: content})

    def with_yaml(self, path: str, value: Any) -> "Sources":
        return self.with_text(path, written_yaml(value))

    def without(self, folder: str) -> "Sources":
        """Without a file, or a folder and all that is in it."""
        left = {path: each for path, each in self.files.items() if path != folder and not path.startswith(f"{folder}/")}
        return replace(self, files=left)

    @cached_property
    def options(self) -> Mapping[str, Any]:
        plugins = self.yaml(CONFIGURATION)["plugins"]
        return next(each[PLUGIN] for each in plugins if isinstance(each, dict) and PLUGIN in each)

    @cached_property
    def languages(self) -> tuple[str, ...]:
        return tuple(self.options["languages"])

    @property
    def model_path(self) -> str:
        return str(self.options.get("model", "model.yml"))

    @cached_property
    def model(self) -> Mapping[str, Any]:
        return self.yaml(self.model_path)  # type: ignore[no-any-return]

    @cached_property
    def entries(self) -> tuple[Folder, ...]:
        """All entries that have not been withdrawn, in an order that is always the same."""
        return tuple(sorted(self._entries(), key=lambda each: each.path))

    def _entries(self) -> Iterator[Folder]:
        for type_, declared in self.model["types"].items():
            above = f"{declared['folder']}/"
            for path in self.files:
                if path.startswith(above) and path.endswith(f"/{FACTS}") and not self._is_withdrawn(path):
                    folder = path.removesuffix(f"/{FACTS}")
                    yield Folder(type_, folder.removeprefix(above), folder)

    def _is_withdrawn(self, facts: str) -> bool:
        return b"withdrawn: true" in self.files[facts]

    def facts(self, entry: Folder) -> Any:
        return self.yaml(f"{entry.path}/{FACTS}") or {}

    def with_facts(self, entry: Folder, facts: Any) -> "Sources":
        return self.with_yaml(f"{entry.path}/{FACTS}", facts)

    def fields(self, entry: Folder) -> Mapping[str, Any]:
        return self.model["types"][entry.type].get("fields") or {}

    def words(self, entry: Folder) -> list[str]:
        """The files of an entry's words."""
        paths = (f"{entry.path}/{code}.md" for code in self.languages)
        return [path for path in paths if path in self.files]

    @cached_property
    def guides(self) -> tuple[str, ...]:
        """The files of guide pages."""
        form = re.compile(rf"{re.escape(self.options.get('guides', 'docs'))}/[^/]+/({'|'.join(self.languages)})\.md")
        return tuple(sorted(path for path in self.files if form.fullmatch(path)))

    @cached_property
    def pages(self) -> tuple[str, ...]:
        """The files of words of all entries and guide pages."""
        return tuple(sorted([*self.guides, *(path for entry in self.entries for path in self.words(entry))]))

    def front(self, path: str) -> tuple[dict[str, Any], str]:
        """The front matter of a file of words, and what stands below it."""
        match = _FRONT.match(self.text(path))
        return (read_yaml(match[1]) or {}, self.text(path)[match.end() :]) if match else ({}, self.text(path))

    def with_front(self, path: str, front: Mapping[str, Any], body: str) -> "Sources":
        return self.with_text(path, f"---\n{written_yaml(front)}---\n{body}")


def read_yaml(text: str) -> Any:
    return yaml.load(text, _Loader)  # noqa: S506 - it is a safe one


def written_yaml(value: Any) -> str:
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=1000)


def plain_lines(body: str) -> list[int]:
    """Which lines are a paragraph's plain words, without anything that Markdown or a macro would read."""
    lines = body.splitlines()
    return [
        n for n, line in enumerate(lines) if len(line.split()) > 4 and line[0].isalpha() and not _NOT_PLAIN & {*line}
    ]


def made_up(chance: random.Random, length: int = 0) -> str:
    """A word that stands nowhere, of so many letters where it is said how many."""
    word = "".join(chance.choice("bdfglmnrtvz") + chance.choice("aeiou") for _ in range(max(4, (length + 1) // 2)))
    return word[:length] if length else word


def read_folder(folder: Path, within: str = "") -> dict[str, bytes]:
    """The files of a folder by their paths below it, without what programs leave there."""
    found = {}
    for path in sorted((folder / within).rglob("*")):
        place = path.relative_to(folder)
        left_there = any(part.startswith(".") or part == "__pycache__" for part in place.parts[:-1])
        if path.is_file() and not left_there:
            found[place.as_posix()] = path.read_bytes()
    return found


def write_files(folder: Path, files: Mapping[str, bytes], before: Mapping[str, bytes] | None = None) -> list[Path]:
    """Make a folder hold these files where it holds those: what was written."""
    before, written = before or {}, []
    for place in before.keys() - files.keys():
        path = folder / place
        path.unlink()
        while path.parent != folder and not any(path.parent.iterdir()):
            path = path.parent
            path.rmdir()
    for place, content in files.items():
        if before.get(place) != content:
            path = folder / place
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            written.append(path)
    return written
