"""Where things stand in the book, and the reader whose links lead there instead of to pages."""

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from make_the_connection.content.configuration import Downloads
from make_the_connection.content.reading import Entry
from make_the_connection.content.resolving import GUIDE
from make_the_connection.render import Reader, cell_address
from make_the_connection.render.citations import reference_anchor
from make_the_connection.render.reader import part_anchor, slug
from make_the_connection.site import Site

# No id has two hyphens together, so these are never the names of entries.
CROSSWALK, TERMS, WORKS, KEY = "the--crosswalk", "the--terms", "the--works", "the--key"

NOWHERE = ""
"""The address of what is not in the book, on a site that has not been told its public address."""

PICTURES = {".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png", ".webp": "image/webp"}
"""The media type by the ending of a picture's name; no other pictures are in the book."""


@dataclass(frozen=True)
class Places:
    """What stands in the book: the chapter and the id there of each page, by its address, and of each picture's file.

    `names` are the chapters of entries and guide pages by key, in the order of the book.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    pages: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    pictures: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class BookReader(Reader):
    """A reader of the book. What is not in it is read at its public address, if there is one."""

    places: Places = field(default_factory=Places)

    def to(self, address: str, anchor: str = "") -> str:
        if address in self.places.pages:
            name, place = self.places.pages[address]
            return link_to(name, place or anchor)
        public = self._public(f"{self.code}/{address}.html")
        return f"{public}#{anchor}" if public and anchor else public

    def file(self, path: str) -> str:
        if path in self.places.pictures:
            return f"pictures/{self.places.pictures[path]}"
        return self._public(posixpath.normpath(f"{self.code}/{path}"))

    def url_in(self, code: str, key: str, anchor: str = "") -> str:
        public = self._public(f"{code}/{self.site.address(key)}.html")
        return f"{public}#{anchor}" if public and anchor else public

    def _public(self, path: str) -> str:
        root = self.site.configuration.address
        return f"{root.rstrip('/')}/{path}" if root else NOWHERE


def link_to(name: str, anchor: str = "") -> str:
    """The address of a chapter, or of a place in it."""
    return f"{name}.xhtml#{place_id(name, anchor)}"


def place_id(name: str, anchor: str = "") -> str:
    """The id in the book of what has an id on its page. No name of a chapter holds a full stop."""
    return f"{name}.{anchor}" if anchor else name


def part_name(type_: str) -> str:
    """The chapter that begins the part of a type."""
    return f"part--{type_}"


def row_name(row: str, table: int) -> str:
    """The chapter of a row of the crosswalk, in one of its tables."""
    return f"row--{table}--{slug(row)}"


def column_anchor(column: str) -> str:
    """The id of a cell in the chapter of its row."""
    return slug(column)


def places_of(site: Site, options: Downloads, code: str) -> Places:
    """Where everything stands in the book that a site wants in a language."""
    names: dict[str, str] = {}
    for key in _keys(site, options, code):
        name = slug(key)
        names[key] = part_anchor(key) if name in names.values() else name
    pages = {**dict(_made(site, options)), **{site.address(key): (name, "") for key, name in names.items()}}
    entries = [site.entries[key] for key in names if key in site.entries]
    return Places(names, pages, {path: name for entry in entries for path, name in _pictures(entry, names[entry.key])})


def _keys(site: Site, options: Downloads, code: str) -> Iterator[str]:
    for held in options.book:
        if held.startswith(f"{GUIDE}:"):
            yield from [held] if site.has(held) else []
        elif held in site.model.types:
            yield from (entry.key for entry in site.in_reading_order(held, code))


def _made(site: Site, options: Downloads) -> Iterator[tuple[str, tuple[str, str]]]:
    """The pages in whose place something of the book stands that is made from the whole site."""
    for guide in site.guides.values():
        calls = {call.name for words in guide.words.values() for call in words.calls}
        if "crosswalk" in calls:
            yield guide.address, (CROSSWALK, "")
        elif "bibliography" in calls:
            yield guide.address, (WORKS, "")
    for type_ in reversed([held for held in options.book if held in site.model.types]):
        if key := site.list_of(type_):
            yield site.address(key), (part_name(type_), "")
    if site.glossary and site.terms.terms:
        yield site.address(site.glossary), (TERMS, "")
    for number, table in enumerate(site.tables):
        for cell in table.cells.values():
            yield cell_address(cell), (row_name(cell.row, number), column_anchor(cell.column))
    for work in site.works:
        yield work.address, (WORKS, reference_anchor(work.id))


def _pictures(entry: Entry, name: str) -> Iterator[tuple[str, str]]:
    """The pictures of an entry by their addresses on the site. Their names in the book hold nothing of the author's."""
    for number, image in enumerate(sorted(entry.images), start=1):
        ending = PurePosixPath(image).suffix.lower()
        if ending in PICTURES:
            yield f"{entry.address}/{image}", f"{name}-{number}{ending}"
