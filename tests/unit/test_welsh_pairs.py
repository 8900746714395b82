"""The lists of queries and pages that the search is measured by are true of the pages, and try every kind of word."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from make_the_connection.api import load
from make_the_connection.site import Site

ROOT = Path(__file__).parents[2]
LISTS = ROOT / "tests" / "bench"
WORD = re.compile(r"[^\W_]+")
COMMON = {"plural", "verb", "irregular", "accent", "clitic", "two words", "phrase", "term", "name", "prefix", "slip"}
KINDS = {
    "welsh_search": COMMON | {"soft", "nasal", "aspirate", "h", "radical", "ambiguous"},
    "english_search": COMMON | {"spelling"},
}


@pytest.fixture(scope="module")
def site() -> Site:
    loaded = load(ROOT / "mkdocs.yml").site
    assert loaded is not None
    return loaded


def pairs(name: str) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = yaml.load((LISTS / f"{name}.yml").read_bytes(), yaml.CSafeLoader)
    return listed


def said(pair: dict[str, Any]) -> list[list[str]]:
    """The forms of each word of a query."""
    return pair["forms"] if isinstance(pair["forms"][0], list) else [pair["forms"]]


def words(text: str) -> str:
    """The words of a text with a space before and behind each, without case and accents."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.category(c).startswith("M"))
    return f" {' '.join(WORD.findall(plain.lower()))} "


def by_address(site: Site) -> dict[str, str]:
    keys = [*(guide.key for guide in site.guides.values()), *site.entries]
    return {site.address(key): key for key in keys}


def source(site: Site, key: str, language: str) -> str:
    """All that stands in the files of a page for readers of a language: words, facts, reasons of links, terms."""
    found = [site.title(key, language).text]
    if language in (versions := site.words(key)):
        version = versions[language]
        found += [version.front.short or "", version.front.summary or ""]
        for section in version.sections.values():
            found += [section.heading, *map(written, section.tokens)]
        found += map(written, version.notes)
    if key in site.entries:
        found += strings(site.entries[key].facts.model_dump(exclude={"links", "unrelated"}), site, language)
        found += [link.why.get(language, "") for link in site.entries[key].facts.links]
    if key == site.glossary:
        found += strings([(term.name, term.explained) for term in site.terms.terms.values()], site, language)
    return words(" ".join(found))


def written(block: Any) -> str:
    return "".join(" " if each.type == "softbreak" else each.content for each in block.children or ())


def strings(value: object, site: Site, language: str) -> Iterator[str]:
    """Every string of facts, of texts by language that of one."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        is_text = bool(value) and value.keys() <= site.languages.keys()
        for each in [value[language]] if is_text and language in value else value.values():
            yield from strings(each, site, language)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from strings(each, site, language)


@pytest.mark.parametrize(("name", "least"), [("welsh_search", 200), ("english_search", 60)])
def test_every_kind_is_tried_and_nothing_twice(name: str, least: int) -> None:
    listed = pairs(name)
    assert len(listed) >= least
    assert {pair["kind"] for pair in listed} == KINDS[name]
    assert [query for query, times in Counter(pair["query"] for pair in listed).items() if times > 1] == []
    for pair in listed:
        assert list(pair) == ["query", "kind", "pages", "forms"]
        assert 1 <= len(pair["pages"]) <= 4
        assert all(said(pair))


@pytest.mark.slow
@pytest.mark.parametrize(("language", "name"), [("cy", "welsh_search"), ("en", "english_search")])
def test_the_pages_hold_what_is_looked_for(site: Site, language: str, name: str) -> None:
    keys = by_address(site)
    text = {page: source(site, keys[page], language) for pair in pairs(name) for page in pair["pages"] if page in keys}
    assert [
        (pair["query"], page, forms)
        for pair in pairs(name)
        for page in pair["pages"]
        for forms in said(pair)
        if not any(words(form) in text.get(page, "") for form in forms)
    ] == []
