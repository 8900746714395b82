"""The page of downloads names every file and links to none, so that it is right wherever it stands."""

import re
from pathlib import Path

import lxml.html
import pytest
from building import ORCHARD, loaded

from crawl import crawled
from make_the_connection.content.configuration import Downloads
from make_the_connection.downloads.making import SUMS, downloads_of
from make_the_connection.site import Site

LANGUAGES = ("de", "fr-CH")


@pytest.fixture
def orchard() -> Site:
    site = loaded(ORCHARD / "mkdocs.yml").site
    assert site is not None
    return site


@pytest.fixture
def options(orchard: Site) -> Downloads:
    found = orchard.configuration.options.downloads
    assert found is not None
    return found


def page(built: Path, path: str) -> lxml.html.HtmlElement:
    return lxml.html.fromstring((built / path).read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", [*(f"{code}/downloads.html" for code in LANGUAGES), "de/side-by-side/downloads.html"])
def test_every_file_is_named_and_none_is_a_link(
    built_orchard: Path, orchard: Site, options: Downloads, path: str
) -> None:
    found = page(built_orchard, path)
    names = {each.path for each in downloads_of(orchard, options, built_orchard)} | {SUMS}
    assert len(names) > len(LANGUAGES) * 2 + 2
    assert set(found.xpath("//*[@class='download']/@data-path")) == names
    assert {name for name in names if name in found.text_content()} == names
    assert found.xpath("//*[contains(@class, 'downloads')]//a/@href") == []


def test_the_site_says_that_there_is_nothing_before_anything_was_made(built_orchard: Path) -> None:
    script = (built_orchard / "downloads" / "downloads.js").read_text(encoding="utf-8")
    assert script == 'var mtcDownloads = {"files": []};\n'
    built = crawled(built_orchard)
    for code in LANGUAGES:
        loads = built.pages[f"{code}/downloads.html"].loads
        assert "../downloads/downloads.js" in loads
        # What is read must be there before what reads it.
        names = [re.sub(r".*/", "", each) for each in loads]
        assert names.index("release.js") < names.index("age.js") < len(names) - 1 - names[::-1].index("downloads.js")


def test_no_page_carries_its_release(built_orchard: Path) -> None:
    release = re.search(r'"commit": "(\w+)', (built_orchard / "release.js").read_text(encoding="utf-8"))
    assert release is not None
    pages = sorted(built_orchard.rglob("*.html"))
    assert [each for each in pages if release[1] in each.read_text(encoding="utf-8")] == []
    assert all(page(built_orchard, f"{code}/about.html").xpath("//footer//p[@class='age']") for code in LANGUAGES)
