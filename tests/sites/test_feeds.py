"""The feeds of both finished sites, as a feed reader gets them, and the pages that tell of them."""

import re
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import building
import feedparser
import pytest

from make_the_connection.exports.feeds import MOST
from make_the_connection.site import Site


@pytest.fixture(params=["root", "orchard"])
def sources(request: pytest.FixtureRequest) -> Site:
    folder = building.ROOT if request.param == "root" else building.ORCHARD
    site = building.loaded(folder / "mkdocs.yml").site
    assert site is not None
    return site


@pytest.fixture
def folder(request: pytest.FixtureRequest, sources: Site) -> Path:
    is_root = sources.configuration.root == building.ROOT
    built: Path = request.getfixturevalue("built_site" if is_root else "built_orchard")
    return built


def declared_feeds(site: Site) -> list[tuple[str, str, str]]:
    """Every feed as its language, its type and its path."""
    types = [(type_, declared.address) for type_, declared in site.model.types.items() if declared.feed]
    return [(code, type_, f"{code}/{address}/feed.xml") for code in site.languages for type_, address in types]


def test_each_is_read_by_feedparser_and_every_link_leads_to_a_page(sources: Site, folder: Path) -> None:
    root = (sources.configuration.address or "https://reader.example").rstrip("/") + "/"
    for code, type_, path in declared_feeds(sources):
        parsed = feedparser.parse((folder / path).read_bytes())
        assert not parsed.bozo, (path, parsed.get("bozo_exception"))
        assert parsed.feed.language == code
        assert len(parsed.entries) == min(len(sources.of_type(type_)), MOST) > 0
        links = [link for found in (parsed.feed, *parsed.entries) for link in found.links]
        assert {link.get("hreflang", code) for link in links} == set(sources.languages)
        for link in links:
            address = urljoin(f"{root}{path}", link.href)
            assert address.startswith(root)
            assert (folder / unquote(urlsplit(address.removeprefix(root)).path)).is_file(), (path, link.href)


def test_each_is_named_in_the_head_of_the_pages_that_it_is_of(sources: Site, folder: Path) -> None:
    for code, type_, path in declared_feeds(sources):
        for page in ("index", sources.of_type(type_)[0].address):
            html = (folder / code / f"{page}.html").read_text(encoding="utf-8")
            named = re.findall(
                r'<link rel="alternate" type="application/atom\+xml" title="[^"]+" href="([^"]+)">', html
            )
            assert path in [urlsplit(urljoin(f"https://h.example/{code}/{page}.html", url)).path[1:] for url in named]
