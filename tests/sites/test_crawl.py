"""The crawler finds what it is there to find."""

from pathlib import Path

import pytest

from crawl import Site, address_of

ADDRESS = "https://garden.example/plot"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "a b.html").write_text('<p id="é">there</p>', encoding="utf-8")
    (tmp_path / "picture.png").touch()
    (tmp_path / "style.css").write_text("", encoding="utf-8")
    (tmp_path / "drawing.svg").write_text('<svg><path id="line"/></svg>', encoding="utf-8")
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
        '<video poster="missing.png"></video>',
        '<form action="missing.html"></form>',
        '<meta http-equiv="refresh" content="0; url=missing.html">',
        '<button data-later="style.css missing.js">' + '<p data-url="en/page.html">',
        '<svg><use xlink:href="../drawing.svg#nowhere"/></svg>',
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
        '<p data-at="facts/told" data-type="text/csv" data-script="finder/" data-later="style.css en/page.html">',
        '<svg><use xlink:href="../drawing.svg#line"/></svg>',
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
    (found,) = site(folder, '<p id="a"></p>\n<p id="b"></p>\n<p id="a"></p>').repeated_ids()
    assert str(found) == "en/page.html:3: the id a stands 2 times on this page: each needs its own"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("drawing.svg", '<svg><a xlink:href="missing.html"/><use href="drawing.svg"/></svg>'),
        ("drawing.svg", '<svg><use href="#nowhere"/></svg>'),
        ("feed.xml", '<feed><link rel="self" href="feed.xml"/><link href="missing.html"/></feed>'),
        ("sitemap.xml", f"<loc>{ADDRESS}/en/page.html</loc><loc>{ADDRESS}/missing.html</loc>"),
        ("days.ics", f"URL;VALUE=URI:{ADDRESS}/en/pa\r\n ge.html\r\nURL:missing.html\r\n"),
    ],
)
def test_a_way_out_of_a_file_that_is_no_page_is_followed(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text, encoding="utf-8", newline="")
    (broken,) = site(folder, "<p>").broken()
    assert broken.path == name


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("en/page.html", '<p>\n<a\nhref="missing.html">', 2),
        ("en/page.html", "<style>\np {\nbackground: url(missing.png) }</style>", 3),
        ("style.css", "p {}\nq { background: url(missing.png) }", 2),
        ("feed.xml", '<feed>\n\n<link href="missing.html"/></feed>', 3),
        ("days.ics", "SUMMARY:long\r\n er\r\nURL:missing.html\r\n", 3),
    ],
)
def test_the_line_of_what_leads_nowhere_is_known(folder: Path, name: str, text: str, line: int) -> None:
    (folder / name).write_text(text, encoding="utf-8", newline="")
    (broken,) = Site(folder, ADDRESS).broken()
    assert (broken.path, broken.line) == (name, line)


class TestWhatLeadsFromACopyBackToTheWeb:
    @pytest.mark.parametrize(
        "html",
        [
            f'<a href="{ADDRESS}/en/page.html">',
            '<a href="//garden.example/plot/en/page.html">',
            '<a href="/plot/en/page.html">',
            f'<img src="{ADDRESS}/picture.png" alt="">',
            f'<p style="background: url({ADDRESS}/picture.png)">',
        ],
    )
    def test_is_found(self, folder: Path, html: str) -> None:
        assert len(list(site(folder, html).absolute())) == 1

    @pytest.mark.parametrize(
        "html",
        [
            '<a href="page.html">',
            '<a href="https://elsewhere.example/"><a href="https://garden.example/plots/">',
            f'<link rel="canonical" href="{ADDRESS}/en/page.html"><meta property="og:url" content="{ADDRESS}/">',
            f"<p>{ADDRESS}/en/page.html</p>",
            f'<a href="mailto:nobody@garden.example?body={ADDRESS}/en/page.html">',
        ],
    )
    def test_is_not_found_where_there_is_nothing(self, folder: Path, html: str) -> None:
        assert list(site(folder, html).absolute()) == []

    def test_need_not_be_told_where_the_site_stands(self, folder: Path) -> None:
        canonical = f'<link rel="canonical" href="{ADDRESS}/en/page.html">'
        assert address_of(site(folder, canonical)) == f"{ADDRESS}/"
        assert address_of(site(folder, "<p>")) == ""
