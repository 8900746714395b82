"""Reads a finished site from its files, as a browser would that opens every page by double click.

An address must lead to a file, not to a folder: without a server nobody looks for the `index.html` inside.
"""

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

LOADED = {
    ("audio", "src"), ("embed", "src"), ("iframe", "src"), ("image", "href"), ("img", "src"), ("input", "src"),
    ("object", "data"), ("script", "src"), ("source", "src"), ("track", "src"), ("use", "href"), ("video", "poster"),
    ("video", "src"),
}  # fmt: skip
"""What a browser fetches without being asked, by element and attribute."""

LOADED_RELATIONS = {
    "apple-touch-icon", "dns-prefetch", "icon", "manifest", "modulepreload", "preconnect", "prefetch", "preload",
    "shortcut", "stylesheet",
}  # fmt: skip

_CSS_ADDRESS = re.compile(
    r"""url\(\s*(?P<quote>['"]?)(?P<inside>.*?)(?P=quote)\s*\)|@import\s+['"](?P<import>[^'"]+)"""
)


@dataclass
class Page:
    """One page. `words` is its text without markup, one space between words."""

    path: str
    lang: str = ""
    title: str = ""
    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    images: list[dict[str, str | None]] = field(default_factory=list)
    words: str = ""


class Pages(Mapping[str, Page]):
    """The pages of a folder by their paths, each read when it is first looked at."""

    def __init__(self, folder: Path, paths: Iterable[str]) -> None:
        self._folder = folder
        self._read: dict[str, Page | None] = dict.fromkeys(paths)

    def __getitem__(self, path: str) -> Page:
        page = self._read[path] or _read(self._folder, path)
        self._read[path] = page
        return page

    def __iter__(self) -> Iterator[str]:
        return iter(self._read)

    def __len__(self) -> int:
        return len(self._read)

    def __contains__(self, path: object) -> bool:
        return path in self._read


class Site:
    """A finished site in a folder. `address`: where it will stand on the web, for links that name their own host."""

    def __init__(self, folder: Path, address: str = "") -> None:
        self.folder = folder
        self.address = urlsplit(address.rstrip("/"))
        self.files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
        self.pages = Pages(folder, (path for path in sorted(self.files) if path.endswith(".html")))

    def pages_of(self, language: str) -> set[str]:
        """The addresses of a language's pages, below its folder."""
        return {path.removeprefix(f"{language}/") for path in self.pages if path.startswith(f"{language}/")}

    def broken(self) -> Iterator[str]:
        """A line for every link, picture, script or style that leads nowhere."""
        for path, addresses in self._every():
            for address in addresses:
                why = self._why_broken(path, address)
                if why:
                    yield f"{path}: {address} ({why})"

    def elsewhere(self) -> Iterator[str]:
        """A line for everything that a browser would fetch from another host."""
        for path, page in self.pages.items():
            yield from (f"{path}: {address}" for address in page.loads if not self._own(address))
        for path, addresses in self._styles():
            yield from (f"{path}: {address}" for address in addresses if not self._own(address))

    def repeated_ids(self) -> Iterator[str]:
        """A line for every id that stands twice on a page."""
        for path, page in self.pages.items():
            yield from (f"{path}: {id_}" for id_ in sorted({id_ for id_ in page.ids if page.ids.count(id_) > 1}))

    def _every(self) -> Iterator[tuple[str, list[str]]]:
        yield from ((path, page.links + page.loads) for path, page in self.pages.items())
        yield from self._styles()

    def _styles(self) -> Iterator[tuple[str, list[str]]]:
        for path in sorted(self.files):
            if path.endswith(".css"):
                yield path, _css_addresses((self.folder / path).read_text(encoding="utf-8"))

    def _own(self, address: str) -> bool:
        parts = urlsplit(address)
        if parts.scheme in {"data", ""} and not parts.netloc:
            return True
        return bool(self.address.netloc) and parts[:2] == self.address[:2]

    def _why_broken(self, path: str, address: str) -> str:
        if not self._own(address) or address.startswith("data:"):
            return ""
        parts = urlsplit(address)
        if parts.netloc and not parts.path.startswith(f"{self.address.path}/"):
            return ""
        target = self._target(path, unquote(parts.path))
        if target not in self.files:
            return "there is no such file"
        anchor = unquote(parts.fragment)
        if anchor and target in self.pages and anchor not in self.pages[target].ids:
            return "there is no such place on that page"
        return ""

    def _target(self, path: str, address: str) -> str:
        if not address:
            return path
        if address.startswith("/"):
            above = f"{self.address.path}/"
            return address.removeprefix(above) if address.startswith(above) else ""
        return posixpath.normpath(posixpath.join(posixpath.dirname(path), address))


# A site that nobody changes is read once by all tests of a process.
crawled = cache(Site)


def _css_addresses(text: str) -> list[str]:
    return [match["inside"] or match["import"] or "" for match in _CSS_ADDRESS.finditer(text)]


def _read(folder: Path, path: str) -> Page:
    reader = _Reader(Page(path))
    reader.feed((folder / path).read_text(encoding="utf-8"))
    reader.close()
    reader.page.words = " ".join("".join(reader.text).split())
    reader.page.title = " ".join("".join(reader.titles).split())
    return reader.page


class _Reader(HTMLParser):
    def __init__(self, page: Page) -> None:
        super().__init__(convert_charrefs=True)
        self.page = page
        self.text: list[str] = []
        self.titles: list[str] = []
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag if tag in {"script", "style", "title"} else self._inside
        values = dict(attrs)
        if tag == "html":
            self.page.lang = values.get("lang") or ""
        if tag == "img":
            self.page.images.append(values)
        if "id" in values:
            self.page.ids.append(values["id"] or "")
        self.page.links += [values[name] or "" for name in ("href",) if tag in {"a", "area"} and name in values]
        self.page.loads += [value or "" for name, value in attrs if (tag, name) in LOADED]
        self.page.loads += [part.split()[0] for part in (values.get("srcset") or "").split(",") if part.strip()]
        self.page.loads += _css_addresses(values.get("style") or "")
        if tag == "link":
            loaded = LOADED_RELATIONS & set((values.get("rel") or "").split())
            (self.page.loads if loaded else self.page.links).append(values.get("href") or "")

    def handle_endtag(self, tag: str) -> None:
        self._inside = "" if tag == self._inside else self._inside
        self.text.append(" " if tag in {"p", "li", "dt", "dd", "div", "td", "th", "h1", "h2", "h3"} else "")

    def handle_data(self, data: str) -> None:
        if self._inside == "style":
            self.page.loads += _css_addresses(data)
        elif self._inside == "title":
            self.titles.append(data)
        elif not self._inside:
            self.text.append(data)
