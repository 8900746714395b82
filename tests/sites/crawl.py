"""Reads a finished site from its files, as a browser would that opens every page by double click.

An address must lead to a file, not to a folder: without a server nobody looks for the `index.html` inside. As a command
it says what it found in a folder or in a zip, and fails where a way leads nowhere or back to the web.
"""

import argparse
import posixpath
import re
import sys
import tempfile
import zipfile
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

FOLLOWED = {("a", "href"), ("area", "href"), ("form", "action"), ("button", "formaction"), ("input", "formaction")}

LOADED_RELATIONS = {
    "apple-touch-icon", "dns-prefetch", "icon", "manifest", "modulepreload", "preconnect", "prefetch", "preload",
    "shortcut", "stylesheet",
}  # fmt: skip

_CSS_ADDRESS = re.compile(
    r"""url\(\s*(?P<quote>['"]?)(?P<inside>.*?)(?P=quote)\s*\)|@import\s+['"](?P<import>[^'"]+)"""
)


_FILE = re.compile(r"(?![/#])[^\s:?#]+\.(?:css|html|ics|js|json|png|svg|xml)")
"""What a script is told of in an attribute, and puts the way to the root, or to the language's folder, before."""

_OF_A_FEED = re.compile(r"""<(?:link|icon|logo)\b[^>]*?\bhref=["']([^"']*)|<(?:loc|icon|logo)>([^<]*)<""")
_OF_A_CALENDAR = re.compile(r"^(?:URL|ATTACH|SOURCE|IMAGE)\b[^:\r\n]*:(\S*)", re.MULTILINE)


@dataclass
class Page:
    """One page, or one drawing. `words` is its text without markup, one space between words.

    `metadata` are the links of its head that no browser follows; `told` the files that its scripts are told of.
    """

    path: str
    lang: str = ""
    title: str = ""
    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    metadata: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
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
        self.drawings = Pages(folder, (path for path in sorted(self.files) if path.endswith(".svg")))

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
        for path, page in self.pages.items():
            places = {posixpath.dirname(path), path.partition("/")[0], ""}
            for name in page.told:
                if not any(posixpath.normpath(posixpath.join(place, name)) in self.files for place in places):
                    yield f"{path}: {name} (there is no such file)"

    def elsewhere(self) -> Iterator[str]:
        """A line for everything that a browser would fetch from another host."""
        for path, page in (*self.pages.items(), *self.drawings.items()):
            yield from (f"{path}: {address}" for address in page.loads if not self._own(address))
        for path, addresses in self._styles():
            yield from (f"{path}: {address}" for address in addresses if not self._own(address))

    def absolute(self) -> Iterator[str]:
        """A line for every link and whatever is fetched that leads from a copy back to where the site stands.

        What a head says of its page to others, feeds, calendars and sitemaps have to name the host.
        """
        for path, page in (*self.pages.items(), *self.drawings.items()):
            yield from (f"{path}: {address}" for address in page.links + page.loads if self._is_absolute(address))
        for path, addresses in self._styles():
            yield from (f"{path}: {address}" for address in addresses if self._is_absolute(address))

    def repeated_ids(self) -> Iterator[str]:
        """A line for every id that stands twice on a page."""
        for path, page in self.pages.items():
            yield from (f"{path}: {id_}" for id_ in sorted({id_ for id_ in page.ids if page.ids.count(id_) > 1}))

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

    def _every(self) -> Iterator[tuple[str, list[str]]]:
        for path, page in (*self.pages.items(), *self.drawings.items()):
            yield path, page.links + page.metadata + page.loads
        yield from self._styles()
        for path in sorted(self.files):
            pattern = {".xml": _OF_A_FEED, ".ics": _OF_A_CALENDAR}.get(posixpath.splitext(path)[1])
            if pattern:
                # Lines of a calendar go on after a line break and a space.
                text = re.sub(r"\r?\n[ \t]", "", (self.folder / path).read_text(encoding="utf-8"))
                yield path, ["".join(match.groups(default="")) for match in pattern.finditer(text)]

    def _styles(self) -> Iterator[tuple[str, list[str]]]:
        for path in sorted(self.files):
            if path.endswith(".css"):
                yield path, _css_addresses((self.folder / path).read_text(encoding="utf-8"))

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

    def _why_broken(self, path: str, address: str) -> str:
        if not self._own(address) or address.startswith("data:"):
            return ""
        parts = urlsplit(address)
        if parts.netloc and not parts.path.startswith(f"{self.address.path}/"):
            return ""
        target = self._target(path, unquote(parts.path))
        if target not in self.files:
            return "there is no such file"
        anchor, document = unquote(parts.fragment), self.pages.get(target) or self.drawings.get(target)
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
        for name, value in values.items():
            plain = name.removeprefix("xlink:")
            self.page.links += [value or ""] if (tag, plain) in FOLLOWED else []
            self.page.loads += [value or ""] if (tag, plain) in LOADED else []
            if name.startswith("data-"):
                self.page.told += [part for part in (value or "").split() if _FILE.fullmatch(part)]
        self.page.loads += [part.split()[0] for part in (values.get("srcset") or "").split(",") if part.strip()]
        self.page.loads += _css_addresses(values.get("style") or "")
        if tag == "meta" and (values.get("http-equiv") or "").lower() == "refresh":
            self.page.links += re.findall(r"url=['\"]?([^'\"]+)", values.get("content") or "", re.IGNORECASE)
        if tag == "link":
            loaded = LOADED_RELATIONS & set((values.get("rel") or "").split())
            (self.page.loads if loaded else self.page.metadata).append(values.get("href") or "")

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


def address_of(site: Site) -> str:
    """The address that a site was built for, as its pages tell it to search engines; none if they do not."""
    for path, page in site.pages.items():
        for address in page.metadata:
            if address.startswith("http") and unquote(address).endswith(f"/{path}"):
                return unquote(address).removesuffix(path)
    return ""


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Follow every link of a finished site, from file to file.")
    parser.add_argument("site", type=Path, metavar="FOLDER|ZIP")
    parser.add_argument("--address", metavar="URL", help="where the site will stand (default: what its pages say)")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        place = options.site
        if place.is_file():
            with zipfile.ZipFile(place) as packed:
                packed.extractall(folder)
            place = Path(folder)
        address = address_of(Site(place)) if options.address is None else options.address
        site = Site(place, address)
        found = {"broken": [*site.broken()], "absolute": [*site.absolute()], "elsewhere": [*site.elsewhere()]}
        numbers = site.counted() | {name: len(lines) for name, lines in found.items()}
    for name, lines in found.items():
        sys.stdout.writelines(f"{name}: {line}\n" for line in lines)
    sys.stdout.write(", ".join(f"{name} {number:,}" for name, number in numbers.items()) + "\n")
    return int(any(found.values()))


if __name__ == "__main__":
    sys.exit(main())
