"""What is found in the pages of a built site, and what is left in peace: tiny sites, each with one thing in it."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from crawl import Site
from inspected_pages import LANGUAGE, above_languages, of_pages

ADDRESS = "https://garden.example/plot"


def page(head: str = "", body: str = "<h1>Roses</h1>", lang: str = "en", title: str = "Roses") -> str:
    return f'<!doctype html>\n<html lang="{lang}">\n<title>{title}</title>\n{head}\n{body}\n'


@pytest.fixture
def found(tmp_path: Path) -> Callable[[Mapping[str, str]], list[str]]:
    """What is found in a site of two languages and these pages."""

    def inspected(pages: Mapping[str, str]) -> list[str]:
        home = {"en/index.html": page(title="Home"), "cy/index.html": page(title="Hafan", lang="cy")}
        for path, text in {**home, **pages}.items():
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(text, encoding="utf-8")
        return [str(each) for each in of_pages(Site(tmp_path, ADDRESS))]

    return inspected


Found = Callable[[Mapping[str, str]], list[str]]


def link(code: str, path: str) -> str:
    return f'<link rel="alternate" hreflang="{code}" href="{ADDRESS}/{path}">'


def canonical(address: str) -> str:
    return f'<link rel="canonical" href="{address}">'


PAIR = link("en", "en/a.html") + link("cy", "cy/a.html")

WRONG = {
    "a page without a language": ({"en/a.html": page().replace(' lang="en"', "")}, 2, "has no lang"),
    "a page in the folder of another language": ({"en/a.html": page(lang="cy")}, 2, "in the folder of en"),
    "a page above the folders in a language that the site lacks": ({"a.html": page(lang="fr")}, 2, "has cy, en"),
    "a part in no language": ({"en/a.html": page(body='<h1>A</h1>\n<p lang="en_GB">')}, 6, "en_GB is no tag"),
    "a page without a title": ({"en/a.html": page(title=" ")}, 3, "has no title"),
    "two titles that only capitals tell apart": (
        {"en/a.html": page(title="Roses"), "en/b/c.html": page(title="ROSES")},
        3,
        "is also that of en/a.html",
    ),
    "a page without a heading": ({"en/a.html": page(body="<h2>A</h2>")}, 1, "no h1"),
    "two headings of a page": ({"en/a.html": page(body="<h1>A</h1>\n\n<h1>B</h1>")}, 7, "one h1 too many"),
    "JSON-LD that is no JSON": (
        {"en/a.html": page('<script type="application/ld+json">\n{"@context": "x",\n "a": }</script>')},
        6,
        "is no JSON",
    ),
    "JSON-LD with what only Python calls a number": (
        {"en/a.html": page('<script type="application/ld+json">{"@context": "x", "a": NaN}</script>')},
        4,
        "NaN is no value",
    ),
    "JSON-LD without a context": (
        {"en/a.html": page('<script type="application/ld+json">{"a": 1}</script>')},
        4,
        "no @context",
    ),
    "JSON-LD of nothing": ({"en/a.html": page('<script type="application/ld+json">[]</script>')}, 4, "says nothing"),
    "a canonical address on another site": (
        {"en/a.html": page(canonical("https://elsewhere.example/a.html"))},
        4,
        "on another site",
    ),
    "a canonical address of a page that names another": (
        {
            "en/a.html": page(canonical(f"{ADDRESS}/en/b.html")),
            "en/b.html": page(canonical(f"{ADDRESS}/en/index.html"), title="B"),
        },
        4,
        "which itself names another",
    ),
    "a page of another language that is not there": (
        {"en/a.html": page(link("cy", "cy/a.html"))},
        4,
        "leads to no page",
    ),
    "a page of another language that is in this one": (
        {"en/a.html": page(link("cy", "en/b.html")), "en/b.html": page(link("en", "en/a.html"), title="B")},
        4,
        "whose lang is en",
    ),
    "a page of another language that does not name this one": (
        {"en/a.html": page(PAIR), "cy/a.html": page(link("cy", "cy/a.html"), lang="cy")},
        4,
        "does not name this page back",
    ),
    "a page of another language that names none": (
        {"en/a.html": page(PAIR), "cy/a.html": page(lang="cy")},
        4,
        "names no other language",
    ),
    "a link to a disk": ({"en/a.html": page(body='<h1>A</h1>\n<a href="file:///srv/a.html">')}, 6, "the machine of"),
    "a link to a server of one’s own": (
        {"en/a.html": page(body='<h1>A</h1>\n<a href="http://localhost:8000/">')},
        6,
        "the machine of",
    ),
}

RIGHT = {
    "a page": {"en/a.html": page()},
    "parts in other languages": {
        "en/a.html": page(body='<h1>A</h1><p lang="cy"><p lang="fr-CH"><p lang="zh-Hant-TW"><p lang="">')
    },
    "one title in two languages": {"en/a.html": page(), "cy/a.html": page(lang="cy")},
    "a page for all languages, with a heading in each": {
        "404.html": page(body='<h1>Not here</h1><h1 lang="cy">Nid yma</h1>')
    },
    "JSON-LD, of one thing and of several": {
        "en/a.html": page('<script type="application/ld+json">{"@context": "x"}</script>'),
        "en/b.html": page('<script type="application/ld+json">[{"@context": "x"}]</script>', title="B"),
    },
    "pages that name each other, and a choice between them": {
        "en/a.html": page(canonical(f"{ADDRESS}/en/a.html") + PAIR + link("x-default", "index.html")),
        "cy/a.html": page(canonical(f"{ADDRESS}/cy/a.html") + PAIR, lang="cy"),
        "index.html": page(title="Choose"),
    },
    "a page that names itself as another is found": {
        "en/a.html": page(canonical(f"{ADDRESS}/en/b.html")),
        "en/b.html": page(canonical(f"{ADDRESS}/en/b.html"), title="B"),
    },
    "one title of a page, of one that leads to it, and of one that nobody is to find": {
        "en/a.html": page(),
        "en/b.html": page('<meta http-equiv="refresh" content="0; url=a.html">'),
        "en/c.html": page('<meta name="robots" content="noindex">'),
    },
    "words about a machine": {"en/a.html": page(body="<h1>A</h1><p>http://localhost:8000 and file:///a")},
}


@pytest.mark.parametrize("name", WRONG)
def test_is_found_with_its_line(name: str, found: Found) -> None:
    pages, line, words = WRONG[name]
    (finding,) = [each for each in found(pages) if words in each]
    assert finding.split(":")[1] == str(line)


@pytest.mark.parametrize("name", WRONG)
def test_finds_nothing_else_there(name: str, found: Found) -> None:
    pages, _, words = WRONG[name]
    assert [each for each in found(pages) if words not in each] == []


@pytest.mark.parametrize("name", RIGHT)
def test_finds_nothing_where_nothing_is_wrong(name: str, found: Found) -> None:
    assert found(RIGHT[name]) == []


def test_only_the_page_for_what_is_missing_may_name_the_root(tmp_path: Path) -> None:
    for path in ("404.html", "index.html"):
        (tmp_path / path).write_text(page(), encoding="utf-8")
    assert above_languages(Site(tmp_path)) == {"404.html"}


@pytest.mark.parametrize("tag", ["en", "cy-GB", "zh-Hant", "de-CH-1996", "es-419", "x-default", "en-u-co-phonebk"])
def test_a_tag_of_a_language_is_one(tag: str) -> None:
    assert LANGUAGE.fullmatch(tag)


@pytest.mark.parametrize("tag", ["english", "en_GB", "en-", "e", "en--GB", "en GB"])
def test_what_is_no_tag_of_a_language_is_none(tag: str) -> None:
    assert not LANGUAGE.fullmatch(tag)
