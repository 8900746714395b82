"""One page, or one drawing, of a finished site: what its file says, each with its line."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Self

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

FOLD = "\x00"
"""Stands for the break of a line that goes on in the next, as in calendars."""
_LINE_END = re.compile(f"[\n{FOLD}]")

_FILE = re.compile(r"(?![/#])[^\s:?#]+\.(?:css|html|ics|js|json|png|svg|xml)")
"""What a script is told of in an attribute, and puts the way to the root, or to the language's folder, before."""


class Written(str):
    """Something as a file has it, which knows its line, from 1."""

    __slots__ = ("line",)
    line: int

    def __new__(cls, text: str, line: int) -> Self:
        """Add the line to a text."""
        made = super().__new__(cls, text)
        made.line = line
        return made


@dataclass
class Page:
    """One page, or one drawing. `words` is its text without markup, one space between words.

    `metadata` are the links of its head that no browser follows; `alternates` those of them that name a language, as
    (language, address); `told` the files that its scripts are told of; `data` its blocks of JSON-LD; `langs` the
    languages of its parts; `headings` its h1; `left` whether nobody is to find it, or it leads elsewhere at once.
    """

    path: str
    lang: Written = Written("", 1)  # noqa: RUF009 - nobody changes a text
    title: Written = Written("", 1)  # noqa: RUF009 - as above
    canonical: Written = Written("", 1)  # noqa: RUF009 - as above
    langs: list[Written] = field(default_factory=list)
    headings: list[Written] = field(default_factory=list)
    ids: list[Written] = field(default_factory=list)
    links: list[Written] = field(default_factory=list)
    loads: list[Written] = field(default_factory=list)
    metadata: list[Written] = field(default_factory=list)
    alternates: list[tuple[str, Written]] = field(default_factory=list)
    told: list[Written] = field(default_factory=list)
    data: list[Written] = field(default_factory=list)
    images: list[dict[str, str | None]] = field(default_factory=list)
    words: str = ""
    left: bool = False


def css_addresses(text: str, line: int = 1) -> list[Written]:
    """The addresses in a style sheet, or in a part of a page that begins at a line."""
    return found_in(_CSS_ADDRESS, text, line)


def found_in(pattern: re.Pattern[str], text: str, line: int = 1) -> list[Written]:
    """What the groups of a pattern find, each with its line."""
    found = []
    for match in pattern.finditer(text):
        value = match[match.lastindex or 0]
        found.append(Written(value.replace(FOLD, ""), line + len(_LINE_END.findall(text, 0, match.start()))))
    return found


def read_page(folder: Path, path: str) -> Page:
    reader = _Reader(Page(path))
    reader.feed((folder / path).read_text(encoding="utf-8"))
    reader.close()
    reader.page.words = " ".join("".join(reader.text).split())
    reader.page.title = Written(" ".join("".join(reader.titles).split()), reader.title_line)
    return reader.page


class _Reader(HTMLParser):
    def __init__(self, page: Page) -> None:
        super().__init__(convert_charrefs=True)
        self.page = page
        self.text: list[str] = []
        self.titles: list[str] = []
        self.title_line = 1
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line = self.getpos()[0]
        values = {name: Written(value or "", line) for name, value in attrs}
        self._begin(tag, values, line)
        if tag == "img":
            self.page.images.append(dict(attrs))
        if "id" in values:
            self.page.ids.append(values["id"])
        for name, value in values.items():
            plain = name.removeprefix("xlink:")
            self.page.links += [value] if (tag, plain) in FOLLOWED else []
            self.page.loads += [value] if (tag, plain) in LOADED else []
            if name.startswith("data-"):
                self.page.told += [Written(part, line) for part in value.split() if _FILE.fullmatch(part)]
        candidates = values.get("srcset", "").split(",")
        self.page.loads += [Written(part.split()[0], line) for part in candidates if part.strip()]
        self.page.loads += css_addresses(values.get("style", ""), line)
        if tag == "meta" and values.get("http-equiv", "").lower() == "refresh":
            self.page.left = True
            found = re.findall(r"url=['\"]?([^'\"]+)", values.get("content", ""), re.IGNORECASE)
            self.page.links += [Written(address, line) for address in found]
        if tag == "meta" and values.get("name") == "robots":
            self.page.left |= "noindex" in values.get("content", "")
        if tag == "link":
            self._link(values)

    def _begin(self, tag: str, values: Mapping[str, Written], line: int) -> None:
        """What an element says of the page as a whole, or changes in how what follows is read."""
        if tag in {"script", "style", "title"}:
            self._inside = tag
            self.title_line = line if tag == "title" else self.title_line
        if tag == "script" and values.get("type") == "application/ld+json":
            self._inside = "data"
            self.page.data.append(Written("", line))
        if tag == "html":
            self.page.lang = values.get("lang", Written("", line))
        elif "lang" in values:
            self.page.langs.append(values["lang"])
        if tag == "h1":
            self.page.headings.append(Written(tag, line))

    def _link(self, values: Mapping[str, Written]) -> None:
        relations = set(values.get("rel", "").split())
        address = values.get("href", Written("", self.getpos()[0]))
        (self.page.loads if LOADED_RELATIONS & relations else self.page.metadata).append(address)
        if "canonical" in relations:
            self.page.canonical = address
        if "alternate" in relations and "hreflang" in values:
            self.page.alternates.append((values["hreflang"], address))

    def handle_endtag(self, tag: str) -> None:
        if tag == self._inside or (tag == "script" and self._inside == "data"):
            self._inside = ""
        self.text.append(" " if tag in {"p", "li", "dt", "dd", "div", "td", "th", "h1", "h2", "h3"} else "")

    def handle_data(self, data: str) -> None:
        if self._inside == "style":
            self.page.loads += css_addresses(data, self.getpos()[0])
        elif self._inside == "data":
            before = self.page.data[-1]
            self.page.data[-1] = Written(before + data, before.line)
        elif self._inside == "title":
            self.titles.append(data)
        elif not self._inside:
            self.text.append(data)
