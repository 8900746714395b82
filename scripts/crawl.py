"""Reads a finished site from its files, as a browser would that opens every page by double click.

An address must lead to a file, not to a folder: without a server nobody looks for the `index.html` inside.
"""

import posixpath
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from crawled_page import FOLD, Page, Written, css_addresses, found_in, read_page

_OF_A_FEED = re.compile(r"""<(?:link|icon|logo)\b[^>]*?\bhref=["']([^"']*)|<(?:loc|icon|logo)>([^<]*)<""")
_OF_A_CALENDAR = re.compile(r"^(?:URL|ATTACH|SOURCE|IMAGE)\b[^:\r\n]*:(\S*)", re.MULTILINE)


class Finding(NamedTuple):
    """What is wrong in a file of the site, and what to do about it. `line` from 1."""

    path: str
    line: int
    words: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.words}"


class Pages(Mapping[str, Page]):
    """The pages of a folder by their paths, each read when it is first looked at."""

    def __init__(self, folder: Path, paths: Iterable[str]) -> None:
        self._folder = folder
        self._read: dict[str, Page | None] = dict.fromkeys(paths)

    def __getitem__(self, path: str) -> Page:
        page = self._read[path] or read_page(self._folder, path)
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
        self.drawings = Pages(folder, (path for path in sorted(self.files) if path.endswith(".svg")))

    def pages_of(self, language: str) -> set[str]:
        """The addresses of a language's pages, below its folder."""
        return {path.removeprefix(f"{language}/") for path in self.pages if path.startswith(f"{language}/")}

    def broken(self) -> Iterator[Finding]:
        """Every link, picture, script or style that leads nowhere."""
        for path, addresses in self._every():
            for address in addresses:
                why = self._why_broken(path, address)
                if why:
                    yield Finding(path, address.line, f"{address or 'an empty address'} leads nowhere: {why}")
        for path, page in self.pages.items():
            places = {posixpath.dirname(path), path.partition("/")[0], ""}
            for name in page.told:
                if not any(posixpath.normpath(posixpath.join(place, name)) in self.files for place in places):
                    yield Finding(path, name.line, f"a script is told of {name}, and there is no such file")

    def elsewhere(self) -> Iterator[Finding]:
        """Everything that a browser would fetch from another host."""
        for path, addresses in self._loaded():
            for address in addresses:
                if not self._own(address):
                    yield Finding(path, address.line, f"{address} is fetched from elsewhere: bring it into the site")

    def absolute(self) -> Iterator[Finding]:
        """Every link and whatever is fetched that leads from a copy back to where the site stands.

        What a head says of its page to others, feeds, calendars and sitemaps have to name the host.
        """
        links = ((path, page.links) for path, page in (*self.pages.items(), *self.drawings.items()))
        for path, addresses in (*links, *self._loaded()):
            for address in addresses:
                if self._is_absolute(address):
                    yield Finding(path, address.line, f"{address} is absolute: say the way to it from this file")

    def repeated_ids(self) -> Iterator[Finding]:
        """Every id that stands twice on a page."""
        for path, page in self.pages.items():
            for id_, count in Counter(page.ids).items():
                if count > 1:
                    line = [each for each in page.ids if each == id_][1].line
                    yield Finding(path, line, f"the id {id_} stands {count} times on this page: each needs its own")

    def counted(self) -> dict[str, int]:
        """How much was looked at: pages, addresses within the site, and those of them that name a place on a page."""
        within = [
            address for _, all_ in self._every() for address in all_ if self._own(address) and address[:5] != "data:"
        ]
        told = sum(len(page.told) for page in self.pages.values())
        return {
            "pages": len(self.pages),
            "links": len(within) + told,
            "anchors": sum("#" in address for address in within),
        }

    def _every(self) -> Iterator[tuple[str, list[Written]]]:
        for path, page in (*self.pages.items(), *self.drawings.items()):
            yield path, page.links + page.metadata + page.loads
        yield from self._styles()
        for path in sorted(self.files):
            pattern = {".xml": _OF_A_FEED, ".ics": _OF_A_CALENDAR}.get(posixpath.splitext(path)[1])
            if pattern:
                text = (self.folder / path).read_text(encoding="utf-8")
                # Lines of a calendar go on after a line break and a space.
                yield path, found_in(pattern, re.sub(r"\r?\n[ \t]", FOLD, text) if path.endswith(".ics") else text)

    def _loaded(self) -> Iterator[tuple[str, list[Written]]]:
        for path, page in (*self.pages.items(), *self.drawings.items()):
            yield path, page.loads
        yield from self._styles()

    def _styles(self) -> Iterator[tuple[str, list[Written]]]:
        for path in sorted(self.files):
            if path.endswith(".css"):
                yield path, css_addresses((self.folder / path).read_text(encoding="utf-8"))

    def _is_absolute(self, address: str) -> bool:
        parts = urlsplit(address)
        if not parts.netloc:
            return address.startswith("/")
        return parts.netloc == self.address.netloc and f"{parts.path}/".startswith(f"{self.address.path}/")

    def _own(self, address: str) -> bool:
        parts = urlsplit(address)
        if parts.scheme in {"data", ""} and not parts.netloc:
            return True
        return bool(self.address.netloc) and parts[:2] == self.address[:2]

    def leads_to(self, path: str, address: str) -> str | None:
        """The path that an address in a file stands for, though nothing may be there; None if it is of another site."""
        parts = urlsplit(address)
        if not self._own(address) or parts.scheme == "data":
            return None
        if parts.netloc and not parts.path.startswith(f"{self.address.path}/"):
            return None
        return self._target(path, unquote(parts.path))

    def _why_broken(self, path: str, address: str) -> str:
        target = self.leads_to(path, address)
        if target is None:
            return ""
        if target not in self.files:
            return "there is no such file"
        anchor, document = unquote(urlsplit(address).fragment), self.pages.get(target) or self.drawings.get(target)
        if anchor and document and anchor not in document.ids:
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


def address_of(site: Site) -> str:
    """The address that a site was built for, as its pages tell it to search engines; none if they do not."""
    for path, page in site.pages.items():
        for address in page.metadata:
            if address.startswith("http") and unquote(address).endswith(f"/{path}"):
                return unquote(address).removesuffix(path)
    return ""
