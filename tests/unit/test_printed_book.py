"""The book as a PDF to print: what it must be for a screen reader, and that it says what the book says."""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import Destination

from make_the_connection.api import load
from make_the_connection.downloads.book import Book, Chapter, Picture
from make_the_connection.downloads.book_text import book_of
from make_the_connection.downloads.printed_book import printed_book
from make_the_connection.site import Site

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
HOSTILE = '#import "x.typ": y $x^2$ <script>alert(1)</script> \\u{202e} *a* _b_ #panic() <label> @reference // -- ~'


def chapter(name: str, inside: str, depth: int = 2, lang: str = "") -> Chapter:
    heading = f"<h{depth}>{name.title()}</h{depth}>"
    section = f'<section xmlns="http://www.w3.org/1999/xhtml" id="{name}">{heading}{inside}</section>'
    return Chapter(name, name.title(), depth, section, lang)


def book(*chapters: Chapter, pictures: tuple[Picture, ...] = ()) -> Book:
    return Book("cy", "Llyfr yr ardd", "Popeth am dyfu.", ("Rhyddhad cyntaf",), chapters, pictures)


def read(made: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(made))


def said(pdf: PdfReader) -> str:
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pdf.pages))


def outline(entries: list[Any], depth: int = 1) -> Iterator[tuple[int, str]]:
    for entry in entries:
        if isinstance(entry, Destination):
            yield depth, str(entry.title)
        else:
            yield from outline(entry, depth + 1)


def links(pdf: PdfReader) -> Iterator[str | None]:
    """The address that each link leads to; none where it leads to a page of the book."""
    known = set(pdf.named_destinations)
    numbers = {page.indirect_reference for page in pdf.pages}
    for page in pdf.pages:
        for annotation in page.get("/Annots", ()):
            link = annotation.get_object()
            action = link.get("/A", {})
            if "/URI" in action:
                yield str(action["/URI"])
                continue
            target = link.get("/Dest", action.get("/D"))
            assert (
                target in known
                if isinstance(target, str)
                else target[0].indirect_reference in numbers or target.raw_get(0) in numbers
            )
            yield None


def is_whole(pdf: PdfReader, book: Book) -> None:
    """Whether a PDF is what a screen reader needs, and holds every chapter of a book."""
    root: Any = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert str(root["/Lang"]).lower() == book.lang.lower()
    assert pdf.metadata is not None
    assert pdf.metadata.title == book.title
    found = list(outline(pdf.outline))
    for each in book.chapters:
        assert (each.depth, each.title) in [(depth, re.sub(r"\s+", " ", title)) for depth, title in found], each.name
    leads = list(links(pdf))
    assert leads.count(None) > len(book.chapters)


@pytest.fixture(scope="module")
def orchard() -> Site:
    site = load(ROOT / "tests/sites/orchard/mkdocs.yml").site
    assert site is not None
    return site


@pytest.mark.parametrize("code", ["de", "fr-CH"])
def test_it_is_tagged_and_leads_to_every_part_and_chapter(orchard: Site, code: str) -> None:
    text = book_of(orchard, code)
    is_whole(read(printed_book(text, orchard, code)), text)


@pytest.mark.whole
def test_so_is_that_of_the_real_site() -> None:
    code = "cy"
    site = load(ROOT / "mkdocs.yml").site
    assert site is not None
    text = book_of(site, code)
    pdf = read(printed_book(text, site, code))
    is_whole(pdf, text)
    assert 200 < len(pdf.pages) < 500
    shown = "".join(pdf.pages[number].extract_text() for number in range(60, 90))
    assert set("ŵŷâôî’") <= set(shown)


def test_letters_with_signs_are_in_it(garden: Site) -> None:
    words = "Gŵyl y tŷ, lôn a thân, ŵ ŷ â ê î ô û ï á Ŵ Ŷ œ ß « » “ ”"
    assert words in said(read(printed_book(book(chapter("geiriau", f"<p>{words}</p>", 1)), garden, "cy")))


def test_hostile_words_stand_there_as_they_are(garden: Site) -> None:
    escaped = HOSTILE.replace("&", "&amp;").replace("<", "&lt;")
    page = f"<p>{escaped}</p><ul><li>{escaped}</li></ul><table><tr><th>{escaped}</th></tr><tr><td>1</td></tr></table>"
    made = replace(book(chapter("geiriau", page, 1)), title=HOSTILE, about=(HOSTILE,))
    pdf = read(printed_book(made, garden, "cy"))
    assert said(pdf).count("#panic() <label> @reference // -- ~") >= 4
    assert said(pdf).count("$x^2$ <script>alert(1)</script> \\u{202e} *a* _b_") >= 4
    assert pdf.metadata is not None
    assert pdf.metadata.title == HOSTILE


def test_links_lead_within_the_book_with_their_page_and_addresses_elsewhere_are_printed_once(garden: Site) -> None:
    one = chapter(
        "one",
        '<p>See <a href="two.xhtml#two">the other</a>, <a href="two.xhtml#two.row">a row</a>, '
        '<a href="two.xhtml#two.table">a table</a> and '
        '<a href="two.xhtml#nowhere">nothing</a>.</p>'
        '<p><a href="https://example.org/a">There</a> and <a href="https://example.org/a">again</a>.</p>',
        1,
    )
    row = '<tr><td id="two.row">cell</td></tr>'
    table = f'<table id="two.table"><tr><th>head</th></tr>{row}</table>'
    two = chapter("two", f"<p>words</p>{table}<p id='two.row'>not twice</p>", 1)
    pdf = read(printed_book(book(one, two), garden, "cy"))
    shown = said(pdf)
    assert "the other (t. 4)" in shown.replace("\xa0", " ")
    assert "and nothing." in shown
    assert shown.count("example.org/a") == 1
    leads = list(links(pdf))
    assert [link for link in leads if link] == ["https://example.org/a"] * 3
    in_contents, with_page, in_words = 2, 2, 2
    assert leads.count(None) >= in_contents + with_page + in_words


def test_pictures_are_in_it_and_described(garden: Site) -> None:
    png = (ROOT / "tests/sites/orchard/stories/alter-birnbaum/birnbaum.png").read_bytes()
    shown = chapter(
        "llun", '<p><img src="pictures/a.png" alt="Coeden"/></p><p><img src="pictures/b.png" alt="Dim"/></p>', 1
    )
    pdf = read(printed_book(book(shown, pictures=(Picture("a.png", "image/png", png),)), garden, "cy"))
    assert sum(len(page.images) for page in pdf.pages) == 1
    assert "Dim" in said(pdf)
    assert "Coeden" in str([each.get_object() for each in _structure(pdf)])


def _structure(pdf: PdfReader) -> Iterator[Any]:
    """Every element of the structure that has words to be read in its place."""
    for number in range(1, len(pdf.xref[0]) + len(pdf.xref_objStm) + 1):
        try:
            found = pdf.get_object(number)
        except Exception:  # noqa: BLE001, S112 - numbers that are not used
            continue
        if isinstance(found, dict) and "/Alt" in found:
            yield found


def test_a_table_is_never_wider_than_the_page_and_repeats_its_head(garden: Site) -> None:
    head = "".join(f"<th>pennawd{number}</th>" for number in range(8))
    rows = "".join("<tr>" + "<td>gair hir-iawn-iawn arall</td>" * 8 + "</tr>" for _ in range(60))
    pdf = read(
        printed_book(
            book(chapter("tabl", f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>", 1)),
            garden,
            "cy",
        )
    )
    places: list[float] = []

    def visit(text: str, _: Any, matrix: list[float], *__: Any) -> None:
        if text.strip():
            places.append(matrix[4])

    texts = [page.extract_text(visitor_text=visit) for page in pdf.pages]
    assert sum("pennawd7" in text for text in texts) >= 2
    assert max(places) < 210 / 25.4 * 72 - 27 / 25.4 * 72


def test_a_group_of_rows_is_named_once_and_a_head_of_several_rows_can_be_parted(garden: Site) -> None:
    head = '<thead><tr><th rowspan="3">pen</th><th>un</th></tr><tr><th>dau</th></tr></thead>'
    group = '<tr><th colspan="2" scope="rowgroup">grŵp</th></tr>'
    rows = '<tr><th scope="row">gair</th><td>hir</td></tr>' * 60
    pdf = read(printed_book(book(chapter("tabl", f"<table>{head}{group}{rows}</table>", 1)), garden, "cy"))
    assert said(pdf).count("dau") >= 2
    assert said(pdf).count("grŵp") == 1


def test_what_is_nested_very_deep_is_still_said(garden: Site) -> None:
    deep = "<ul><li>" * 60 + "gwaelod" + "</li></ul>" * 60
    assert "gwaelod" in said(read(printed_book(book(chapter("dwfn", deep, 1)), garden, "cy")))


def test_the_same_book_gives_the_same_bytes(orchard: Site) -> None:
    text = book_of(orchard, "de")
    assert printed_book(text, orchard, "de") == printed_book(text, orchard, "de")
