"""What must be true of every page of a finished site: its language, its title, what it says of others."""

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from crawl import Finding, Site
from crawled_page import Page, Written

LANGUAGE = re.compile(
    r"[a-z]{2,3}(-[a-z]{3}){0,3}(-[a-z]{4})?(-([a-z]{2}|[0-9]{3}))?(-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*"
    r"(-[a-wyz0-9](-[a-z0-9]{2,8})+)*(-x(-[a-z0-9]{1,8})+)?|x(-[a-z0-9]{1,8})+",
    re.IGNORECASE,
)
"""A well-formed tag of a language, by RFC 5646, section 2.1, without the tags of old that it grandfathers."""

THIS_MACHINE = {"localhost", "127.0.0.1", "0.0.0.0", "[::1]"}  # noqa: S104 - nothing listens there


def language_folders(site: Site) -> list[str]:
    """The folders that each hold the whole site in one language, named by its code."""
    return sorted(path.removesuffix("/index.html") for path in site.pages if re.fullmatch(r"[^/]+/index\.html", path))


def above_languages(site: Site) -> set[str]:
    """The pages at the root that are shown for any address, and so must name the root itself."""
    return {"404.html"} & set(site.pages)


def of_pages(site: Site) -> Iterator[Finding]:
    """All findings about pages, besides where their addresses lead."""
    folders = language_folders(site)
    for path, page in site.pages.items():
        yield from _language(path, page, folders)
        yield from _heading(path, page, 1 if path.partition("/")[0] in folders else len(folders) or 1)
        yield from _data(path, page)
        yield from _canonical(site, path, page)
        yield from _alternates(site, path, page)
        yield from _here(path, page)
    for path, page in site.drawings.items():
        yield from _parts(path, page)
    yield from _titles(site.pages)


def _language(path: str, page: Page, folders: list[str]) -> Iterator[Finding]:
    folder = path.partition("/")[0]
    if not page.lang:
        yield Finding(path, page.lang.line, "<html> has no lang: say the language of the page there")
    elif folder in folders and page.lang != folder:
        yield Finding(path, page.lang.line, f"lang is {page.lang}, in the folder of {folder}: say {folder}, or move it")
    elif folder not in folders and page.lang not in folders and folders:
        known = ", ".join(folders)
        yield Finding(path, page.lang.line, f"lang is {page.lang}, and the site has {known}: say one of these")
    yield from _parts(path, page)


def _parts(path: str, page: Page) -> Iterator[Finding]:
    # An empty lang is allowed: it says that nobody knows.
    for lang in (page.lang, *page.langs, *(Written(code, address.line) for code, address in page.alternates)):
        if lang and lang != "x-default" and not LANGUAGE.fullmatch(lang):
            yield Finding(path, lang.line, f"{lang} is no tag of a language: write it as in en, cy-GB or zh-Hant")


def _heading(path: str, page: Page, most: int) -> Iterator[Finding]:
    """One h1; where a page speaks all languages, above their folders, one for each."""
    if not page.headings:
        yield Finding(path, 1, "the page has no h1: give it one that says what it is about")
    for heading in page.headings[most:]:
        yield Finding(path, heading.line, "this is one h1 too many for the page: make it an h2, or less")


def _data(path: str, page: Page) -> Iterator[Finding]:
    for block in page.data:
        try:
            value = json.loads(block, parse_constant=_refused)
        except ValueError as error:
            line = block.line + getattr(error, "lineno", 1) - 1
            yield Finding(path, line, f"this JSON-LD is no JSON ({error}): mend what writes it")
            continue
        if not isinstance(value, dict | list) or not value:
            yield Finding(path, block.line, "this JSON-LD says nothing: it must be an object, or a list of them")
        elif not all(isinstance(each, dict) and "@context" in each for each in _listed(value)):
            yield Finding(path, block.line, "this JSON-LD has no @context: nobody can tell what its names mean")


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _refused(name: str) -> None:
    raise ValueError(f"{name} is no value of JSON")


def _canonical(site: Site, path: str, page: Page) -> Iterator[Finding]:
    if not page.canonical:
        return
    target = site.leads_to(path, page.canonical)
    if target is None:
        yield Finding(path, page.canonical.line, f"canonical is {page.canonical}, on another site: say this page’s own")
        return
    other = site.pages.get(target)
    if other and other.canonical and site.leads_to(target, other.canonical) != target:
        yield Finding(path, page.canonical.line, f"canonical is {target}, which itself names another: say that one")


def _alternates(site: Site, path: str, page: Page) -> Iterator[Finding]:
    """Each page that is named as this one in a language must be in that language, and must name this one in return."""
    for code, address in page.alternates:
        target = site.leads_to(path, address)
        other = site.pages.get(target or "")
        if other is None or target is None:
            # Where there is no such file, the link is a broken one besides.
            yield Finding(path, address.line, f"hreflang={code} leads to no page of this site: {address}")
            continue
        if code not in {"x-default", other.lang}:
            yield Finding(path, address.line, f"hreflang={code} leads to {target}, whose lang is {other.lang}")
        if other.alternates and path not in {site.leads_to(target, back) for _, back in other.alternates}:
            yield Finding(path, address.line, f"hreflang={code} leads to {target}, which does not name this page back")
        elif not other.alternates and code != "x-default":
            yield Finding(path, address.line, f"hreflang={code} leads to {target}, which names no other language")


def _here(path: str, page: Page) -> Iterator[Finding]:
    for address in (*page.links, *page.loads, *page.metadata):
        parts = urlsplit(address)
        if parts.scheme == "file" or (parts.hostname or "") in THIS_MACHINE:
            yield Finding(path, address.line, f"{address} leads to the machine of whoever reads: say a public address")


def _titles(pages: Mapping[str, Page]) -> Iterator[Finding]:
    """Of pages of one folder of a language, no two may be called the same; pages above the folders are one group.

    What nobody is to find, and what leads elsewhere at once, needs a title, but need not be told from others.
    """
    called: dict[tuple[str, str], list[str]] = defaultdict(list)
    for path, page in pages.items():
        if not page.title:
            yield Finding(path, page.title.line, "the page has no title: give it one that no other page has")
            continue
        if page.left:
            continue
        group = path.partition("/")[0] if "/" in path else ""
        called[group, page.title.casefold()].append(path)
    for paths in called.values():
        for path in paths[1:]:
            title = pages[path].title
            yield Finding(path, title.line, f"the title “{title}” is also that of {paths[0]}: give each page its own")
