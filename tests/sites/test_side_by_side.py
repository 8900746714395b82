"""Any page can be read with its languages side by side, in every language's part of two quite different sites."""

import posixpath
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import lxml.html
import pytest

SITES = {"built_site": ("en", "cy"), "built_orchard": ("de", "fr-CH")}
# A form is for one language alone.
NOT_READ = "ancestor::nav or ancestor::form or ancestor::*[@hidden]"
HEADINGS = f"//article//*[self::h2 or self::h3 or self::h4][@id][not({NOT_READ})]"
ELSEWHERE = "ancestor::*[contains(@class, 'notice--parts')] or ancestor::ul[@class='gaps']"
LANGUAGES = tuple(f"{code}/" for codes in SITES.values() for code in codes)
OTHER_WAYS = {
    "connected/": "every pair of entries has its own place there",
    "finder/": "it is a list of cards",
    "side-by-side/": "it is such a page",
}
"""The pages that are not set side by side, and why."""


LANDMARKS = {
    "navigation": "//nav",
    "region": "//section[not(@role)] | //*[@role='region']",
    "form": "//form[not(@role)]",
    "search": "//*[@role='search']",
}


class Pages:
    """The pages of a finished site, each read once."""

    def __init__(self, folder: Path, codes: tuple[str, ...]) -> None:
        self.folder = folder
        self.codes = codes
        self.read = {
            path.relative_to(folder).as_posix(): lxml.html.fromstring(path.read_bytes())
            for code in codes
            for path in sorted((folder / code).rglob("*.html"))
        }

    def of(self, code: str) -> Iterator[str]:
        """The addresses of a language's pages that are to be read, below its folder."""
        for path, page in self.read.items():
            if path.startswith(f"{code}/") and not page.xpath("//meta[@http-equiv='refresh']"):
                yield path.removeprefix(f"{code}/")

    def both(self) -> Iterator[tuple[str, str]]:
        """Each page that can be read side by side, in each language. What was withdrawn is not to be read."""
        for code in self.codes:
            for address in self.of(code):
                withdrawn = self.read[f"{code}/{address}"].xpath("//meta[@name='robots'][@content='noindex']")
                if not withdrawn and not address.startswith(tuple(OTHER_WAYS)):
                    yield code, address


@pytest.fixture(scope="module", params=SITES)
def pages(request: pytest.FixtureRequest) -> Pages:
    return Pages(request.getfixturevalue(request.param), SITES[request.param])


def called(page: lxml.html.HtmlElement, element: lxml.html.HtmlElement) -> str:
    """What an element is called by its own attributes, as a screen reader says it."""
    by = (element.get("aria-labelledby") or "").split()
    words = [found.text_content() for id_ in by for found in page.xpath(f"//*[@id='{id_}']")]
    return " ".join(" ".join(words or [element.get("aria-label") or ""]).split()).casefold()


def led_to(path: str, href: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), href.partition("#")[0]))


def test_every_page_offers_it_and_it_leads_back(pages: Pages) -> None:
    for code, address in pages.both():
        path, beside = f"{code}/{address}", f"{code}/side-by-side/{address}"
        offered = pages.read[path].xpath("//p[@class='side-by-side']/a/@href")
        assert [led_to(path, href) for href in offered] == [beside]
        back = pages.read[beside].xpath("//article//a[@rel='alternate']")
        order = sorted(pages.codes, key=lambda each: each != code)
        assert [(link.get("hreflang"), led_to(beside, link.get("href"))) for link in back] == [
            (each, f"{each}/{address}") for each in order
        ]


def test_no_other_page_offers_it(pages: Pages) -> None:
    for code in pages.codes:
        for address in pages.of(code):
            if address.startswith(tuple(OTHER_WAYS)):
                assert not pages.read[f"{code}/{address}"].xpath("//p[@class='side-by-side']"), address


def test_every_heading_of_each_language_is_in_its_column(pages: Pages) -> None:
    for code, address in pages.both():
        page = pages.read[f"{code}/side-by-side/{address}"]
        for column in pages.codes:
            suffix = "" if column == code else f"--{column}"
            own = pages.read[f"{column}/{address}"].xpath(f"{HEADINGS}[ancestor-or-self::*[@lang][1]/@lang='{column}']")
            for heading in own:
                (found,) = page.xpath(f"//*[@id='{heading.get('id')}{suffix}']")
                (side,) = found.xpath("ancestor-or-self::*[contains(@class, 'side')][@lang][1]")
                assert side.get("lang") == column
                assert found.text_content() == heading.text_content()


def test_what_is_named_by_words_is_named_by_those_of_its_column(pages: Pages) -> None:
    for code, address in pages.both():
        page = pages.read[f"{code}/side-by-side/{address}"]
        for side in page.xpath("//div[@class='side']"):
            for ids in side.xpath(".//@aria-labelledby"):
                assert all(side.xpath(f".//*[@id='{id_}']") for id_ in ids.split()), (address, ids)


def test_no_two_landmarks_of_a_page_are_called_the_same(pages: Pages) -> None:
    for path, page in pages.read.items():
        # A section without a name is no landmark.
        found = [
            (role, name)
            for role, landmarks in LANDMARKS.items()
            for each in page.xpath(landmarks)
            if (name := called(page, each))
        ]
        assert len(set(found)) == len(found), (path, [each for each in found if found.count(each) > 1])


def test_no_column_leads_to_a_page_of_another_language(pages: Pages) -> None:
    for code, address in pages.both():
        path = f"{code}/side-by-side/{address}"
        # What a language has not got or has changed is to be read in the other.
        for link in pages.read[path].xpath(f"//*[@class='side']//a[@href][not({ELSEWHERE})]"):
            href = urlsplit(link.get("href"))
            if href.path and not href.scheme and led_to(path, href.path).startswith(LANGUAGES):
                (side,) = link.xpath("ancestor::*[@class='side']")
                assert led_to(path, href.path).startswith(f"{side.get('lang')}/"), (path, link.get("href"))


def test_search_engines_are_sent_to_the_page_in_one_language(pages: Pages) -> None:
    for code, address in pages.both():
        page = pages.read[f"{code}/side-by-side/{address}"]
        assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
        assert not page.xpath("//script[@type='application/ld+json']")
        assert not pages.read[f"{code}/{address}"].xpath("//meta[@name='robots']")
    for code in pages.codes:
        sitemap = pages.folder / code / "sitemap.xml"
        assert not sitemap.exists() or "side-by-side" not in sitemap.read_text(encoding="utf-8")


def test_nothing_on_it_waits_for_a_script(pages: Pages) -> None:
    for code, address in pages.both():
        page = pages.read[f"{code}/side-by-side/{address}"]
        # What only the clock can tell is told by a script on any page, for readers of an old copy.
        waiting = "//article//*[@hidden][not(@data-since or @data-until)]"
        assert not page.xpath(f"//article//form | //article//script | {waiting}"), address


def test_addresses_that_an_entry_once_had_lead_on_to_where_it_stands_side_by_side(built_orchard: Path) -> None:
    for code in SITES["built_orchard"]:
        moved = lxml.html.fromstring((built_orchard / code / "side-by-side/stories/birnbaum.html").read_bytes())
        assert moved.xpath("//main//li[1]/a/@href") == ["alter-birnbaum.html"]
        (found,) = moved.xpath("//link[@rel='canonical']/@href")
        assert found.endswith(f"/{code}/stories/alter-birnbaum.html")
