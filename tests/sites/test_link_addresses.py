"""Every link of both sites has its address on the built pages, in both languages, and nobody is sent to another."""

from pathlib import Path

import building
import pytest

from crawl import Site, crawled
from make_the_connection.api import Loaded
from make_the_connection.render.reader import link_anchor


@pytest.fixture(params=["root", "orchard"])
def sources(request: pytest.FixtureRequest) -> Loaded:
    folder = building.ROOT if request.param == "root" else building.ORCHARD
    return building.loaded(folder / "mkdocs.yml")


@pytest.fixture
def built(request: pytest.FixtureRequest, sources: Loaded) -> Site:
    assert sources.site is not None
    is_root = sources.site.configuration.root == building.ROOT
    folder: Path = request.getfixturevalue("built_site" if is_root else "built_orchard")
    return crawled(folder)


def test_every_link_has_its_place_in_both_languages(sources: Loaded, built: Site) -> None:
    assert sources.site is not None
    places = [
        (f"{code}/{sources.site.entries[link.subject].address}.html", link_anchor(link))
        for code in sources.site.languages
        for link in sources.site.graph.links
    ]
    assert len(places) > 10
    assert [(path, place) for path, place in places if built.pages[path].ids.count(place) != 1] == []


def test_no_link_is_held_where_no_page_would_show_it(sources: Loaded) -> None:
    assert [str(found.location) for found in sources.diagnostics if found.code == "link-not-shown"] == []


def test_a_page_gives_the_address_of_each_link_that_it_shows(sources: Loaded, built: Site) -> None:
    assert sources.site is not None
    for code in sources.site.languages:
        for link in sources.site.graph.links:
            home = built.pages[f"{code}/{sources.site.entries[link.subject].address}.html"]
            assert f"#{link_anchor(link)}" in home.links
