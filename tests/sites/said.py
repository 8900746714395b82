"""Everything that a finished site says to people, each text with the language in which it is said to be.

Read are the words of pages and their attributes, what styles add, data for programs (JSON-LD and the files under
`data/`), the data that scripts carry, and drawings. Text that names no language of its own is in that of its page, and
a page's that of the folder it stands in. What is shown of a program or a file, as `code`, is in no language.
"""

import csv
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import lxml.etree
import lxml.html

PROGRAM = "program"
"""The language of what stands in a program, which is the same file in every language and may say nothing in any."""

NOT_WORDS = {
    "about", "action", "aria-atomic", "aria-controls", "accept", "aria-current", "aria-describedby", "aria-expanded",
    "aria-hidden", "aria-labelledby", "aria-live", "aria-pressed", "autocomplete", "charset", "class", "colspan",
    "data-at", "data-later",
    "defer", "dir", "dy", "fill", "for", "height", "hidden", "href", "hreflang", "http-equiv", "id", "lang",
    "loading", "media", "method", "name", "open", "property", "rel", "role", "rowspan", "scope", "selected", "sizes",
    "src", "start", "style", "tabindex", "target", "type", "viewbox", "width", "xmlns",
}  # fmt: skip
"""Attributes that nobody reads. All others are read, so that a new one is not forgotten."""

WORDS = {"abbr", "alt", "aria-description", "aria-label", "aria-roledescription", "label", "placeholder", "title"}
"""Attributes of which even a single word in small letters is one for people."""

NOT_WORDS_FOR_PROGRAMS = {
    # schema.org
    "@context", "@id", "@type", "@language", "encodingFormat", "identifier", "inLanguage", "isbn", "issn", "sameAs",
    "termCode", "url", "targetUrl", "dateModified", "datePublished", "startDate", "endDate",
}  # fmt: skip

CODE = {"code", "kbd", "pre", "samp"}
WORDS_OF_META = {"description", "author", "keywords", "og:description", "og:image:alt"}
TITLES_OF_META = {"og:title", "og:site_name"}
PUSHED = {"submit", "button", "reset"}

_KEY = re.compile(r"[a-z0-9@.:/_#?=&%+-]*")
_LITERAL = re.compile(r'"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'')
_SENTENCE = re.compile(r"[^\W\d_]{2,}[,.]? +[^\W\d_]{2,}[^{}<>=\[\]#|]*")
_GENERATED = re.compile(r"content:\s*((?:\"[^\"]*\"|'[^']*')\s*)+")
_WORD = re.compile(r"[^\W\d_]{2,}")
_DATA_SCRIPT = re.compile(r"^\(window\.(?P<name>\w+)=.*?\)\[\"[^\"]*\"\]=(?P<data>[\[{].*[\]}]);?\s*$", re.DOTALL)
_SVG = "{http://www.w3.org/2000/svg}"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, order=True)
class Said:
    """A text; `where` tells in which part of the file it stands, `lang` is empty where nothing says a language."""

    path: str
    where: str
    lang: str
    words: str


def said_by_site(folder: Path, codes: Sequence[str]) -> Iterator[Said]:
    """Everything that a site with these languages says, file by file."""
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        lang = name.partition("/")[0]
        yield from said_by_file(path, name, lang if lang in codes else "", codes)


def said_by_file(path: Path, name: str, lang: str, codes: Sequence[str]) -> Iterator[Said]:
    """What one file says; `lang` is the language of its folder."""
    if path.suffix not in {".html", ".js", ".css", ".svg", ".json", ".jsonld", ".csv"} or _are_records(path):
        return
    if path.parent.name == "vendor":  # what others wrote tells programmers of their mistakes, in English
        return
    text = path.read_text(encoding="utf-8-sig")
    if path.suffix == ".html":
        yield from _Page(name, codes).said(text)
    elif path.suffix == ".js":
        yield from _by_script(text, name, lang)
    elif path.suffix == ".css":
        yield from _by_style(text, name)
    elif path.suffix == ".svg":
        yield from _by_drawing(text, name, lang)
    elif path.suffix == ".csv":
        yield from _by_table(text, name, codes)
    elif not name.endswith(".schema.json"):  # what a schema says of its fields is for programmers, in English
        yield from by_languages(json.loads(text), name, "data", codes)


def _are_records(path: Path) -> bool:
    """Whether a file holds records of works to be taken away: what they say of languages is their formats'."""
    return path.name == "records.js" or (path.with_suffix(".ris").is_file() and path.suffix == ".json")


class _Page:
    def __init__(self, path: str, codes: Sequence[str]) -> None:
        self.path = path
        self.codes = codes

    def said(self, html: str) -> Iterator[Said]:
        page = lxml.html.document_fromstring(html)
        yield from self._titled(page)
        yield from self._below(page, "")

    def fragment(self, html: str, lang: str, where: str) -> Iterator[Said]:
        """What a piece of HTML says that a script puts on a page."""
        for said in self._below(lxml.html.fragment_fromstring(html, create_parent="div"), lang):
            yield Said(said.path, f"{where} {said.where}", said.lang, said.words)

    def _titled(self, page: Any) -> Iterator[Said]:
        """The parts of the page's title, where no element can stand: what repeats a heading is in its language."""
        headings = {}
        for heading in page.iter("h1"):
            said = list(self._below(heading, _lang(heading)))
            headings |= {each.words: each.lang for each in said}
            headings |= {" ".join(each.words for each in said): each.lang for each in said[:1]}
        titles = [("title", title.text, _lang(title)) for title in page.iterfind("head/title")]
        titles += [
            (meta.get("property"), meta.get("content"), _lang(meta)) for meta in page.iter("meta")
            if meta.get("property") in TITLES_OF_META
        ]  # fmt: skip
        for where, title, lang in titles:
            for part in _plain(title).split(" · "):
                # What tells it apart from others that are called the same stands behind it in brackets.
                heading = part if part in headings else part.rpartition(" (")[0]
                yield Said(self.path, where, headings.get(heading, lang), part)

    def _below(self, element: Any, outer: str) -> Iterator[Said]:
        """What an element says and all in it; `outer` is the language around it."""
        if not isinstance(element.tag, str):
            yield from self._tail(element, outer)
            return
        lang = element.get("lang", outer)
        yield from self._attributes(element, lang)
        if element.tag == "script":
            yield from self._script(element, lang)
        elif element.tag == "style":
            yield from _by_style(element.text or "", self.path)
        elif element.tag not in CODE and (element.tag != "title" or element.getparent().tag != "head"):
            if words := _plain(element.text):
                yield Said(self.path, f"<{element.tag}>", lang, words)
            for child in element:
                yield from self._below(child, lang)
        yield from self._tail(element, outer)

    def _tail(self, element: Any, lang: str) -> Iterator[Said]:
        parent = element.getparent()
        if parent is not None and (words := _plain(element.tail)):
            yield Said(self.path, f"<{parent.tag}>", lang, words)

    def _script(self, element: Any, lang: str) -> Iterator[Said]:
        if element.get("type") == "application/ld+json":
            yield from _linked_data(json.loads(element.text), self.path, lang)
        else:
            yield from _by_script(element.text or "", self.path, lang)

    def _attributes(self, element: Any, lang: str) -> Iterator[Said]:
        for name, value in element.attrib.items():
            where = f"<{element.tag} {name}>"
            if name == "title" and element.get("class") == "Z3988":
                continue  # a record, for reference managers
            if name == "content":
                if (element.get("name") or element.get("property")) in WORDS_OF_META:
                    yield Said(self.path, where, lang, _plain(value))
            elif name == "value":
                if element.tag in {"button", "input"} and element.get("type") in PUSHED:
                    yield Said(self.path, where, lang, _plain(value))
            elif value[:1] in {"{", "["}:
                data = json.loads(value)
                # What a form writes in each language.
                sections = data.pop("sections", {}) if name == "data-contribution" else {}
                yield from by_languages(sections, self.path, where, self.codes)
                for words in _strings(data):
                    yield from self.fragment(words, lang, where)
            elif name in WORDS or not (name in NOT_WORDS or _is_key(value) or _is_drawing(element)):
                yield Said(self.path, where, lang, _plain(value))


def _lang(element: Any) -> str:
    while element is not None:
        if element.get("lang"):
            return str(element.get("lang"))
        element = element.getparent()
    return ""


def _plain(text: str | None) -> str:
    return " ".join((text or "").split())


def _is_key(value: str) -> bool:
    """Whether a value is an id or an address, made for programs."""
    return bool(_KEY.fullmatch(value))


def _is_drawing(element: Any) -> bool:
    """Whether an element is a line or an area of a drawing."""
    return element.tag in {"circle", "g", "line", "path", "rect", "tspan", "text", "use"}


def _strings(value: Any) -> Iterator[str]:
    """The strings of some data that are more than a key."""
    if isinstance(value, str):
        if not _is_key(value):
            yield value
    elif isinstance(value, dict):
        for child in value.values():
            yield from _strings(child)
    elif isinstance(value, list):
        for child in value:
            yield from _strings(child)


def _linked_data(value: Any, path: str, lang: str) -> Iterator[Said]:
    """What JSON-LD in a page says. What a part calls itself is in the language that it names, or in the page's."""
    if isinstance(value, list):
        for child in value:
            yield from _linked_data(child, path, lang)
    elif isinstance(value, dict):
        own = str(value.get("@language") or value.get("inLanguage") or lang)
        for name, child in value.items():
            if name in NOT_WORDS_FOR_PROGRAMS:
                continue
            if isinstance(child, str):
                yield Said(path, f"JSON-LD {name}", own, _plain(child))
            else:
                yield from _linked_data(child, path, lang)


def _by_script(text: str, path: str, lang: str) -> Iterator[Said]:
    """Data carry words of their page's language; a program may carry none."""
    if match := _DATA_SCRIPT.match(text):
        data = json.loads(match["data"])
        if match["name"] == "mtcSearch":
            data = _of_search(data)
        if match["name"] == "mtcRules":
            yield from _by_rules(data, path, lang)
            return
        for words in _strings(data):
            yield from _Page(path, ()).fragment(words, lang, "script")
        return
    for literal in _LITERAL.findall(re.sub(r"(?m)(?<![:\"'])//.*$|/\*.*?\*/", "", text)):
        if _SENTENCE.fullmatch(literal[1:-1]):
            yield Said(path, "script", PROGRAM, literal[1:-1])


def _of_search(part: Any) -> list[Any]:
    """What search says itself. Its other parts hold words of the pages, which are read there with their languages."""
    return [part[name] for name in ("words", "form", "facets") if name in part] if isinstance(part, dict) else []


def _by_rules(rules: dict[str, Any], path: str, lang: str) -> Iterator[Said]:
    """The sentences and names in the rules by which a form checks; the rest are patterns and names of fields."""
    for words in _strings([rules[name] for name in ("codes", "nearest", "kinds", "languages")]):
        yield Said(path, "script", lang, words)
    for entries in rules["entries"].values():
        for _, title, summary, own in entries:
            yield from (Said(path, "script", own or lang, words) for words in (title, summary))
    for section in rules["sections"]:
        yield from (Said(path, "script", code, words) for code, words in section["label"].items())


def _by_style(text: str, path: str) -> Iterator[Said]:
    for match in _GENERATED.finditer(text):
        if _WORD.search(re.sub(r"\\[0-9a-fA-F]+|^content", "", match[0])):
            yield Said(path, "style", PROGRAM, match[0])


def _by_drawing(text: str, path: str, lang: str) -> Iterator[Said]:
    for element in lxml.etree.fromstring(text.encode()).iter(f"{_SVG}title", f"{_SVG}desc", f"{_SVG}text"):
        inner = next((each.get("lang") or each.get(_LANG) for each in (element, *element.iterancestors())
                      if each.get("lang") or each.get(_LANG)), lang)  # fmt: skip
        yield Said(path, f"<{element.tag.removeprefix(_SVG)}>", inner, _plain("".join(element.itertext())))


def _by_table(text: str, path: str, codes: Sequence[str]) -> Iterator[Said]:
    """A column whose name ends in a language's code is in that language."""
    for row in csv.DictReader(text.splitlines()):
        for column, value in row.items():
            code = next((code for code in codes if column.endswith(f"_{code}")), "")
            if code and value and not _is_key(value):
                yield Said(path, column, code, _plain(value))


def by_languages(value: Any, path: str, where: str, codes: Sequence[str]) -> Iterator[Said]:
    """Texts that data give by language: under its code, or in a record that names it."""
    if isinstance(value, list):
        for child in value:
            yield from by_languages(child, path, where, codes)
    elif isinstance(value, dict):
        named = value.get("@language") or value.get("language") or value.get("lang")
        for name, child in value.items():
            if name in codes:
                yield from (Said(path, where, name, _plain(words)) for words in _strings(child))
            elif isinstance(child, str) and named in codes and not _is_key(child):
                yield Said(path, f"{where} {name}", str(named), _plain(child))
            else:
                yield from by_languages(child, path, name, codes)


def not_marked(said: Iterable[Said], codes: Sequence[str]) -> Iterator[Said]:
    """What says nothing of its language, and what a program says by itself."""
    return (each for each in said if each.words and each.lang not in codes and _WORD.search(each.words))
