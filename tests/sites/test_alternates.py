"""What machines are told about languages: which pages say the same in another, and at which addresses."""

from dataclasses import replace
from pathlib import Path

import building
import lxml.etree
import lxml.html
import pytest
from building import copied

from make_the_connection.api import load
from make_the_connection.render import crawling_files

ADDRESS = "https://orchard.example/garten/"
LOCALES = {"de": "de_DE", "fr-CH": "fr_CH"}
SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


class Head:
    """The head of a page, by what machines look for in it. `sends_on`: nobody reads the page itself."""

    def __init__(self, page: Path) -> None:
        self.document = lxml.html.fromstring(page.read_bytes())
        self.sends_on = bool(self.document.xpath("//meta[@http-equiv='refresh']"))
        self.hidden = bool(self.document.xpath("//meta[@name='robots'][@content='noindex']"))
        self.canonical = self.document.xpath("//head/link[@rel='canonical']/@href")
        self.alternates = [
            (link.get("hreflang"), link.get("href"))
            for link in self.document.xpath("//head/link[@rel='alternate'][not(@type='application/atom+xml')]")
        ]

    def graph(self, name: str) -> list[str]:
        """What Open Graph says under a name."""
        return self.document.xpath(f"//head/meta[@property='og:{name}']/@content")


def heads_of(folder: Path) -> dict[str, Head]:
    return {path.relative_to(folder).as_posix(): Head(path) for path in sorted(folder.rglob("*.html"))}


@pytest.fixture(scope="module")
def heads(built_orchard: Path) -> dict[str, Head]:
    return heads_of(built_orchard)


@pytest.fixture(scope="module")
def read(heads: dict[str, Head]) -> dict[str, Head]:
    """The pages that are there to be found."""
    return {path: head for path, head in heads.items() if not head.sends_on and not head.hidden}


class TestASiteWithAnAddress:
    def test_tells_of_every_page_its_own_address(self, read: dict[str, Head]) -> None:
        assert {path: head.canonical for path, head in read.items()} == {path: [ADDRESS + path] for path in read}
        assert {path: head.graph("url") for path, head in read.items()} == {path: [ADDRESS + path] for path in read}

    def test_tells_of_every_page_that_moved_where_it_is_now(
        self, heads: dict[str, Head], read: dict[str, Head]
    ) -> None:
        moved = [head for head in heads.values() if head.sends_on]
        assert moved
        for head in moved:
            (now,) = head.canonical
            assert now.removeprefix(ADDRESS) in read
            assert not head.hidden
            assert head.alternates == []

    def test_keeps_what_was_not_found_out_of_every_index(self, heads: dict[str, Head]) -> None:
        assert heads["404.html"].hidden
        assert heads["404.html"].canonical == heads["404.html"].alternates == []

    def test_names_every_page_in_every_language_itself_included(self, read: dict[str, Head]) -> None:
        for path, head in read.items():
            assert [code for code, _ in head.alternates] == [*LOCALES, "x-default"], path
            for code, address in head.alternates:
                page = address.removeprefix(ADDRESS)
                assert page in read
                assert code == "x-default" or read[page].document.get("lang") == code

    def test_is_told_the_same_by_every_page_that_is_named(self, read: dict[str, Head]) -> None:
        for head in read.values():
            for _, address in head.alternates:
                other = read[address.removeprefix(ADDRESS)]
                # The entrance is one of the home pages' alternates, and they are its own.
                assert other.alternates == head.alternates

    def test_asks_who_reads_none_of_its_languages_at_the_entrance(self, read: dict[str, Head]) -> None:
        default = {path: dict(head.alternates)["x-default"].removeprefix(ADDRESS) for path, head in read.items()}
        homes = {"index.html", *(f"{code}/index.html" for code in LOCALES)}
        assert {path for path, page in default.items() if page == "index.html"} == homes
        assert all(default[path] == f"de/{path.partition('/')[2]}" for path in read.keys() - homes)

    def test_says_to_social_media_what_each_page_is_and_in_which_languages(self, read: dict[str, Head]) -> None:
        for path, head in read.items():
            here = head.document.get("lang")
            assert head.graph("locale") == [LOCALES[here]]
            assert head.graph("locale:alternate") == [name for code, name in LOCALES.items() if code != here]
            assert head.graph("title") != [""], path
            assert head.graph("title")[0] in head.document.findtext(".//title")
            assert head.graph("type") == ["website" if path.endswith("index.html") else "article"]
            assert head.graph("image") == []

    def test_describes_every_page_of_a_language(self, read: dict[str, Head]) -> None:
        for path, head in read.items():
            described = head.document.xpath("//head/meta[@name='description']/@content")
            assert head.graph("description") == described, path

    @pytest.mark.parametrize("code", LOCALES)
    def test_has_a_sitemap_of_exactly_the_pages_of_each_language(
        self, built_orchard: Path, read: dict[str, Head], code: str
    ) -> None:
        sitemap = lxml.etree.parse(built_orchard / code / "sitemap.xml")
        listed = {}
        for url in sitemap.iterfind("s:url", SITEMAP):
            links = url.findall("x:link", SITEMAP)
            assert {link.get("rel") for link in links} == {"alternate"}
            path = url.findtext("s:loc", "", SITEMAP).removeprefix(ADDRESS)
            assert path not in listed
            listed[path] = [(link.get("hreflang"), link.get("href")) for link in links]
        assert listed == {path: head.alternates for path, head in read.items() if path.startswith(f"{code}/")}

    def test_names_its_sitemaps_in_one(self, built_orchard: Path) -> None:
        index = lxml.etree.parse(built_orchard / "sitemap.xml")
        listed = [place.text for place in index.iterfind("s:sitemap/s:loc", SITEMAP)]
        assert listed == [f"{ADDRESS}{code}/sitemap.xml" for code in LOCALES]

    def test_needs_its_address_nowhere_but_in_heads(self, heads: dict[str, Head]) -> None:
        for path, head in heads.items():
            asked = head.document.xpath("//body//@href | //body//@src")
            assert [address for address in asked if address.startswith(ADDRESS)] == [], path


@pytest.fixture(scope="module")
def own_heads(built_site: Path) -> dict[str, Head]:
    return heads_of(built_site)


class TestASiteWithoutAnAddress:
    def test_says_nothing_that_would_need_one(self, own_heads: dict[str, Head], built_site: Path) -> None:
        for path, head in own_heads.items():
            assert head.canonical == head.alternates == head.graph("url") == [], path
        assert not list(built_site.rglob("sitemap.xml*"))
        assert not (built_site / "robots.txt").exists()

    def test_leads_to_the_other_language_all_the_same(self, own_heads: dict[str, Head]) -> None:
        for path, head in own_heads.items():
            for code in {"en", "cy"} - {path.partition("/")[0]} if "/" in path else ():
                assert head.document.xpath(f"//body//a[@hreflang='{code}']"), path

    def test_says_in_which_languages_each_page_is(self, own_heads: dict[str, Head]) -> None:
        locales = {"en": ("en_GB", "cy_GB"), "cy": ("cy_GB", "en_GB")}
        for path, head in own_heads.items():
            if "/" in path and not head.sends_on:
                here, there = locales[path.partition("/")[0]]
                assert (head.graph("locale"), head.graph("locale:alternate")) == ([here], [there]), path


class TestWhatAStrangerWrote:
    TITLE = '&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt; "quoted" & more'
    SUMMARY = '0;url=https://elsewhere.example/" http-equiv="refresh'

    def test_stays_words_in_the_head(self, tmp_path: Path) -> None:
        copy = copied(building.ORCHARD, tmp_path / "orchard")
        words = copy / "stories" / "premier-bocal" / "fr-CH.md"
        _, _, text = words.read_text(encoding="utf-8").split("---\n", 2)
        words.write_text(f"---\ntitle: '{self.TITLE}'\nsummary: '{self.SUMMARY}'\n---\n{text}", encoding="utf-8")
        built = building.build(copy / "mkdocs.yml", tmp_path / "built")
        for code in LOCALES:
            head = Head(built / code / "stories" / "premier-bocal.html")
            assert not head.sends_on
            run = head.document.xpath("//script[not(@type='application/ld+json')]/text()")
            assert [script for script in run if "alert" in script] == []
            assert head.graph("description") == [self.SUMMARY]
            assert '"quoted" & more' in head.graph("title")[0]


class TestTheWayForSearchEngines:
    @pytest.mark.parametrize(
        ("address", "names"),
        [
            (None, []),
            ("https://orchard.example/garten/", ["sitemap.xml"]),
            ("https://orchard.example/", ["sitemap.xml", "robots.txt"]),
            ("https://orchard.example", ["sitemap.xml", "robots.txt"]),
        ],
    )
    def test_is_named_where_search_engines_look(self, address: str | None, names: list[str]) -> None:
        site = load(building.ORCHARD / "mkdocs.yml").site
        assert site is not None
        files = dict(crawling_files(replace(site, configuration=replace(site.configuration, address=address))))
        assert list(files) == names
        if "robots.txt" in files:
            assert "Sitemap: https://orchard.example/sitemap.xml\n" in files["robots.txt"]
