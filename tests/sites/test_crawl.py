"""The crawler finds what it is there to find."""

from pathlib import Path

import pytest
from crawl import Site

ADDRESS = "https://garden.example/plot"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "a b.html").write_text('<p id="é">there</p>', encoding="utf-8")
    (tmp_path / "picture.png").touch()
    (tmp_path / "style.css").write_text("", encoding="utf-8")
    return tmp_path


def site(folder: Path, html: str) -> Site:
    (folder / "en" / "page.html").write_text(html, encoding="utf-8")
    return Site(folder, ADDRESS)


@pytest.mark.parametrize(
    "html",
    [
        '<a href="missing.html">',
        '<a href="../en/">',
        '<a href="">' + '<a href="#nowhere">',
        '<a href="a%20b.html#e">',
        '<a href="/en/a%20b.html">',
        f'<a href="{ADDRESS}/missing.html">',
        '<link rel="alternate" href="../cy/page.html">',
        '<link rel="stylesheet" href="missing.css">',
        '<img src="missing.png" alt="">',
        '<img src="../picture.png" srcset="../picture.png 1x, missing.png 2x" alt="">',
        '<script src="missing.js"></script>',
        "<style>p { background: url(missing.png) }</style>",
        "<p style=\"background: url('missing.png')\">",
    ],
)
def test_a_way_that_leads_nowhere_is_found(folder: Path, html: str) -> None:
    assert len(list(site(folder, html).broken())) == 1


@pytest.mark.parametrize(
    "html",
    [
        '<a href="a%20b.html">',
        '<a href="a b.html#%C3%A9">',
        '<p id="here"><a href="#here">',
        '<a href="/plot/en/page.html">',
        f'<a href="{ADDRESS}/en/page.html">',
        '<a href="https://garden.example/another-site/">',
        '<a href="https://elsewhere.example/">',
        '<a href="mailto:nobody@garden.example">',
        '<img src="../picture.png" alt="">',
        '<img src="data:image/png;base64,AAAA" alt="">',
        '<script>document.write("<a href=missing.html>")</script>',
    ],
)
def test_a_way_that_leads_somewhere_is_not(folder: Path, html: str) -> None:
    assert list(site(folder, html).broken()) == []


@pytest.mark.parametrize(
    "html",
    [
        '<script src="https://elsewhere.example/x.js"></script>',
        '<script src="//elsewhere.example/x.js"></script>',
        '<link rel="preconnect" href="https://elsewhere.example/">',
        '<link rel="stylesheet" href="http://garden.example/style.css">',
        '<iframe src="https://elsewhere.example/"></iframe>',
        '<img src="../picture.png" srcset="https://elsewhere.example/2.png 2x" alt="">',
        '<style>@import "https://elsewhere.example/x.css";</style>',
    ],
)
def test_what_comes_from_elsewhere_is_found(folder: Path, html: str) -> None:
    assert len(list(site(folder, html).elsewhere())) == 1


@pytest.mark.parametrize(
    "rule", ["@import url(https://elsewhere.example/x.css);", "p { src: url('//elsewhere.example/f') }"]
)
def test_what_a_style_sheet_fetches_from_elsewhere_is_found(folder: Path, rule: str) -> None:
    (folder / "style.css").write_text(rule, encoding="utf-8")
    assert len(list(Site(folder, ADDRESS).elsewhere())) == 1


def test_a_link_to_elsewhere_is_nothing_that_is_fetched(folder: Path) -> None:
    assert (
        list(
            site(
                folder, '<a href="https://elsewhere.example/"><link rel="canonical" href="https://x.example/">'
            ).elsewhere()
        )
        == []
    )


def test_an_id_that_stands_twice_is_found(folder: Path) -> None:
    assert list(site(folder, '<p id="a"></p><p id="b"></p><p id="a"></p>').repeated_ids()) == ["en/page.html: a"]
