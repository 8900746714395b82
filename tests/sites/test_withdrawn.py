"""What the orchard has taken down: no file of the finished site knows of it, and a page stands in its place."""

import io
import zipfile
from pathlib import Path

import pytest
from building import ORCHARD, loaded

from crawl import Site, crawled
from make_the_connection.downloads.site_zip import site_zip

STORY = ORCHARD / "stories" / "der-kirschbaum"
WISH = ORCHARD / "docs" / "wishes" / "der-zaun"
IN_ITS_PLACE = {
    f"{code}/{folder}{address}.html"
    for code in ("de", "fr-CH")
    for folder in ("", "side-by-side/")
    for address in ("stories/der-kirschbaum", "stories/kirschbaum", "wishes/der-zaun")
}
TRACES = (
    "kirschbaum",
    "cerisier",
    "der-zaun",
    "zaunplan",
    "Plan zum Zaun",
    "Wanda Niemand",
    "am Zaun",
    "près de la clôture",
    "im Winter zurückgeschnitten",
    "umgesetzt",
    "wieder eingepflanzt",
    "kleines rotes Quadrat",
    "kirsche.png",
    "zaun.png",
)
"""Ids, former ids, titles, words, facts, reasons and names of files that stand in the two folders."""


@pytest.fixture(scope="module")
def orchard(built_orchard: Path) -> Site:
    return crawled(built_orchard, "https://orchard.example/garten/")


def test_the_folders_still_hold_it() -> None:
    """Otherwise there would be nothing to find."""
    held = [path for folder in (STORY, WISH) for path in folder.rglob("*") if path.is_file()]
    text = " ".join(f"{path} " + path.read_bytes().decode("utf-8", "replace") for path in held)
    assert [trace for trace in TRACES if trace not in text] == []


def test_no_file_holds_any_of_it(orchard: Site) -> None:
    picture = (STORY / "kirsche.png").read_bytes()
    found = []
    for name in sorted(orchard.files - IN_ITS_PLACE):
        data = (orchard.folder / name).read_bytes()
        found += [(name, trace) for trace in TRACES if trace in name or trace.encode() in data]
        assert picture not in data, name
    assert found == []


def test_the_zip_to_take_away_holds_none_either(built_orchard: Path) -> None:
    site = loaded(ORCHARD / "mkdocs.yml").site
    assert site is not None
    with zipfile.ZipFile(io.BytesIO(site_zip(site, built_orchard))) as packed:
        names = packed.namelist()
        assert set(names) >= IN_ITS_PLACE
        data = {name: packed.read(name) for name in names if name not in IN_ITS_PLACE}
    assert [(name, each) for name in data for each in TRACES if each in name or each.encode() in data[name]] == []


def test_a_page_in_each_place_says_so_and_leads_on(orchard: Site) -> None:
    assert orchard.pages.keys() >= IN_ITS_PLACE
    for path in IN_ITS_PLACE:
        page = orchard.pages[path]
        html = (orchard.folder / path).read_text(encoding="utf-8")
        assert page.title.startswith({"d": "Zurückgezogen", "f": "Page retirée"}[path[0]])
        assert '<meta name="robots" content="noindex">' in html
        assert "application/ld+json" not in html
        assert "citation_title" not in html
        assert "/repository/" not in html
        assert [trace for trace in TRACES[4:] if trace in html] == []
        assert [link for link in page.links if link.endswith(("stories.html", "wishes.html"))]
        assert [link for link in page.links if link.endswith("/index.html")]


def test_search_engines_are_not_told_of_it(orchard: Site) -> None:
    maps = "".join(
        (orchard.folder / name).read_text(encoding="utf-8") for name in orchard.files if name.endswith("sitemap.xml")
    )
    assert "stories/alter-birnbaum" in maps
    assert "kirschbaum" not in maps
