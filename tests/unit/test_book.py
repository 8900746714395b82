"""The text of the book: what stands in it, that it is XHTML, and that all it leads to is there."""

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from make_the_connection.api import load
from make_the_connection.downloads.book import Book, Chapter
from make_the_connection.downloads.book_text import book_of
from make_the_connection.site import Site

Plant = Callable[[Mapping[str, str | bytes | None]], Path]

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
GARDEN = Path(__file__).parent / "garden"
CONFIGS = {"orchard": ROOT / "tests/sites/orchard/mkdocs.yml", "real": ROOT / "mkdocs.yml"}
WITH_BOOK = (GARDEN / "mkdocs.yml").read_text(encoding="utf-8") + (
    "      downloads: {name: garden, book: ['guide:home', plant, soil]}\n"
)
ROSE = {name: (GARDEN / "plants/rose" / name).read_text(encoding="utf-8") for name in ("en.md", "facts.yml")}
X = "{http://www.w3.org/1999/xhtml}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
HEADINGS = tuple(f"{X}h{level}" for level in range(1, 7))


@pytest.fixture(scope="module", params=["orchard", "real"])
def site(request: pytest.FixtureRequest) -> Site:
    read = load(CONFIGS[request.param]).site
    assert read is not None
    return read


@pytest.fixture(scope="module")
def books(site: Site) -> dict[str, Book]:
    return {code: book_of(site, code) for code in site.languages}


@pytest.fixture(scope="module")
def trees(books: dict[str, Book]) -> dict[str, dict[str, Any]]:
    """By language, the chapters by name."""
    return {code: {each.name: etree.fromstring(each.body) for each in book.chapters} for code, book in books.items()}


def planted_book(path: Path, code: str = "en") -> Book:
    site = load(path).site
    assert site is not None
    return book_of(site, code)


def chapter(book: Book, name: str) -> Chapter:
    return next(each for each in book.chapters if each.name == name)


def said(chapter: Chapter) -> str:
    return " ".join("".join(etree.fromstring(chapter.body).itertext()).split())


def links(trees: Mapping[str, Any]) -> Iterator[tuple[Any, str, str]]:
    """Every link within a book, and the chapter and id that it leads to."""
    for tree in trees.values():
        for link in tree.iter(f"{X}a"):
            name, mark, id_ = link.get("href").partition(".xhtml#")
            if mark:
                yield link, name, id_


class TestTheBookOfASite:
    def test_holds_what_the_site_names_in_its_order_and_then_the_crosswalk_the_terms_and_the_works(
        self, site: Site, books: dict[str, Book]
    ) -> None:
        downloads = site.configuration.options.downloads
        assert downloads is not None
        for code, book in books.items():
            expected = []
            for held in downloads.book:
                if held.startswith("guide:"):
                    expected.append((1, site.title(held, code).text))
                elif entries := site.in_reading_order(held, code):
                    plural = site.model.types[held].word(code, "plural")
                    expected.append((1, plural[:1].upper() + plural[1:]))
                    expected += [(2, site.title(entry.key, code).text) for entry in entries]
            assert [
                (each.depth, each.title) for each in book.chapters if not each.name.startswith(("the-", "row-"))
            ] == (expected)
            rows = [each.name for each in book.chapters if each.name.startswith("row--")]
            assert len(rows) == sum(len(table.rows) for table in site.tables)
            assert [each.name for each in book.chapters][-len(rows) - 3 :] == [
                "the--crosswalk",
                *rows,
                "the--terms",
                "the--works",
            ]

    def test_names_each_chapter_once_and_each_place_once(self, trees: dict[str, dict[str, Any]]) -> None:
        for chapters in trees.values():
            for name, tree in chapters.items():
                ids = [each.get("id") for each in tree.iter() if each.get("id")]
                assert ids[0] == name
                assert all(id_ == name or id_.startswith(f"{name}.") for id_ in ids)
                assert len(ids) == len(set(ids))

    def test_has_no_link_within_it_that_leads_nowhere(self, trees: dict[str, dict[str, Any]]) -> None:
        for chapters in trees.values():
            ids = {name: {each.get("id") for each in tree.iter()} for name, tree in chapters.items()}
            assert [(name, id_) for _, name, id_ in links(chapters) if id_ not in ids.get(name, ())] == []

    def test_leads_elsewhere_by_whole_addresses_alone(self, trees: dict[str, dict[str, Any]]) -> None:
        for chapters in trees.values():
            addresses = [each.get("href") for tree in chapters.values() for each in tree.iter(f"{X}a")]
            outside = [each for each in addresses if ".xhtml#" not in each or ":" in each]
            assert [each for each in outside if not each.startswith(("https://", "http://", "mailto:"))] == []
            assert outside

    def test_leads_from_each_citation_to_its_work_and_back(self, trees: dict[str, dict[str, Any]]) -> None:
        for chapters in trees.values():
            citations = [found for found in links(chapters) if "citation" in (found[0].get("class") or "").split()]
            works = {each.get("id") for each in chapters["the--works"].iter(f"{X}li")}
            assert citations
            assert {(name, id_ in works) for _, name, id_ in citations} == {("the--works", True)}
            back = {id_ for link, _, id_ in links({"": chapters["the--works"]}) if "cites-" in id_}
            assert back == {link.get("id") for link, *_ in citations if link.get("id")}

    def test_has_headings_that_say_something_and_leave_no_level_out(
        self, books: dict[str, Book], trees: dict[str, dict[str, Any]]
    ) -> None:
        for code, book in books.items():
            before = 0
            for each in book.chapters:
                tree = trees[code][each.name]
                headings = list(tree.iter(*HEADINGS))
                assert tree[0] is headings[0]
                assert headings[0].tag == f"{X}h{each.depth}"
                assert all("".join(heading.itertext()).strip() for heading in headings)
                for heading in headings:
                    level = int(heading.tag[-1])
                    assert level <= before + 1
                    before = level

    def test_loads_nothing_and_runs_nothing(self, trees: dict[str, dict[str, Any]]) -> None:
        active = {"script", "style", "link", "form", "input", "button", "iframe", "object", "svg", "template"}
        for chapters in trees.values():
            every = [each for tree in chapters.values() for each in tree.iter()]
            assert {etree.QName(each).localname for each in every} & active == set()
            assert {name for each in every for name in each.attrib if name.startswith(("on", "data", "style"))} == set()
            assert all(each.get("src", "pictures/").startswith("pictures/") for each in every)

    def test_has_the_pictures_that_it_shows_and_describes_each(
        self, books: dict[str, Book], trees: dict[str, dict[str, Any]]
    ) -> None:
        for code, book in books.items():
            shown = [each for tree in trees[code].values() for each in tree.iter(f"{X}img")]
            assert {each.get("src") for each in shown} == {f"pictures/{each.name}" for each in book.pictures}
            assert all(each.get("alt") for each in shown)
            assert all(each.data for each in book.pictures)

    def test_says_of_foreign_words_which_language_they_are_in_to_all_who_read_xml(
        self, trees: dict[str, dict[str, Any]]
    ) -> None:
        for code, chapters in trees.items():
            foreign = [each for tree in chapters.values() for each in tree.iter() if each.get("lang")]
            assert {each.get("lang") for each in foreign} - {code}
            assert all(each.get("lang") == each.get(LANG) for each in foreign)

    def test_sets_out_the_crosswalk_as_a_table_for_each_row_that_says_what_joins_it(
        self, site: Site, trees: dict[str, dict[str, Any]]
    ) -> None:
        for code, chapters in trees.items():
            tables = [tree.find(f".//{X}table") for name, tree in chapters.items() if name.startswith("row--")]
            lines = [line for table in tables for line in table.find(f"{X}tbody")]
            assert all(table.find(f"{X}caption") is not None for table in tables)
            for cell, line in zip(site.cells, lines, strict=True):
                head, joined = line
                assert (head.tag, head.get("scope")) == (f"{X}th", "row")
                assert site.title(cell.column, code).text in "".join(head.itertext())
                assert str(site.languages[code].text(f"state.{cell.state}")) in "".join(joined.itertext())
                assert len(list(joined.iter(f"{X}li"))) == len(cell.joins)

    def test_keeps_every_letter_of_its_titles(self, books: dict[str, Book], trees: dict[str, dict[str, Any]]) -> None:
        for code, book in books.items():
            titles = "".join(each.title for each in book.chapters)
            assert re.search("[^\0-\x7f’–“”]", titles)
            for each in book.chapters:
                heading = "".join(trees[code][each.name][0].itertext())
                assert heading.startswith(each.title)


class TestAGuidePage:
    def test_says_what_its_macros_say_within_a_sentence(self, planted: Plant) -> None:
        words = "Of {{ count('soil') }}, by {{ publisher() }}."
        path = planted({"mkdocs.yml": WITH_BOOK, "docs/home/en.md": f"---\ntitle: T\nsummary: S.\n---\n{words}\n"})
        assert "Of 2 soils, by not yet appointed." in said(chapter(planted_book(path), "guide-home"))

    @pytest.mark.parametrize("macro", ["{{ cards('soil') }}", "Seven is {{ 3 + 4 }}.", "{% if true %}Seven{% endif %}"])
    def test_leaves_out_a_paragraph_with_any_other(self, planted: Plant, macro: str) -> None:
        words = f"---\ntitle: T\nsummary: S.\n---\nBefore.\n\n{macro}\n\n<div>\n\nAfter *tŷ*{{lang=cy}}.\n\n</div>\n"
        path = planted({"mkdocs.yml": WITH_BOOK, "docs/home/en.md": words})
        about = chapter(planted_book(path), "guide-home")
        assert said(about) == "T S. Before. After tŷ."
        assert '<em lang="cy" xml:lang="cy">tŷ</em>' in about.body


def test_what_has_been_taken_down_is_nowhere_in_it(planted: Plant) -> None:
    down = {"mkdocs.yml": WITH_BOOK, "plants/rose/facts.yml": ROSE["facts.yml"] + "withdrawn: true\n"}
    book = planted_book(planted(down))
    trace = re.compile(r"\brose\b|rhosyn|thorny|Clay holds water", re.IGNORECASE)
    # The guide page names it in words of its own.
    assert [each.name for each in book.chapters if each.name != "guide-home" and trace.search(each.body)] == []
    assert "<a " not in chapter(book, "guide-home").body
    assert book.pictures == ()


def test_what_would_have_shown_that_is_there_before(planted: Plant) -> None:
    book = planted_book(planted({"mkdocs.yml": WITH_BOOK}))
    assert {"plant-rose", "soil-soils-1-clay", "the--works"} <= {each.name for each in book.chapters}
    assert [each.media for each in book.pictures] == ["image/png"]


def test_words_that_look_like_code_stay_words(planted: Plant) -> None:
    hostile = "<script>alert(1)</script> & ]]> &amp; <b"
    words = (
        ROSE["en.md"].replace("title: Rose", f"title: '{hostile}'").replace("@owen-2018", "<img src=x onerror=y> ]]>")
    )
    rose = chapter(planted_book(planted({"mkdocs.yml": WITH_BOOK, "plants/rose/en.md": words})), "plant-rose")
    assert rose.title == hostile
    assert "".join(etree.fromstring(rose.body)[0].itertext()) == hostile
    assert "<img src=x onerror=y> ]]> makes syrup." in said(rose)


def test_a_page_that_is_not_in_it_is_a_link_only_where_the_site_has_an_address(planted: Plant) -> None:
    path = planted({"mkdocs.yml": WITH_BOOK})
    assert "season:plan-2020/spring" in path.parent.joinpath("plants/rose/facts.yml").read_text(encoding="utf-8")
    spring = re.compile(r"<(a|span)[^>]*>Spring<")
    assert spring.findall(chapter(planted_book(path), "plant-rose").body) == ["span"]
    path.write_text(f"site_url: https://garden.example/all/\n{path.read_text(encoding='utf-8')}", encoding="utf-8")
    rose = chapter(planted_book(path), "plant-rose").body
    assert 'href="https://garden.example/all/en/seasons/plan-2020/spring.html"' in rose


def test_a_site_without_downloads_has_none(garden: Site) -> None:
    with pytest.raises(ValueError, match="no downloads"):
        book_of(garden, "en")
