"""Handouts: an entry on one page of A4, with the way to its page."""

import io
import re
import struct
import zlib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from zxingcpp import read_barcodes

from make_the_connection.api import load
from make_the_connection.content.body import Body, Parsed
from make_the_connection.content.reading import Entry
from make_the_connection.content.sections import Section
from make_the_connection.downloads.handout import handout, handout_data, page_address
from make_the_connection.site import Site

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
KEY = "technique:winterschnitt"


@pytest.fixture(scope="module")
def orchard() -> Site:
    site = load(ROOT / "tests/sites/orchard/mkdocs.yml").site
    assert site is not None
    return site


def pages(pdf: bytes) -> list[str]:
    """The text of each page, in one line."""
    return [re.sub(r"\s+", " ", page.extract_text()) for page in PdfReader(io.BytesIO(pdf)).pages]


def with_entry(site: Site, entry: Entry) -> Site:
    return replace(site, entries={**site.entries, entry.key: entry})


def told(entry: Entry, times: int, **front: str) -> Entry:
    """An entry with its words said several times, and some of its front matter changed."""

    def longer(section: Section) -> Section:
        parsed = Parsed({section.id: section.tokens * times}, ())
        return replace(section, body=Body(lambda: (parsed, {})))

    words = {
        code: replace(
            words,
            front=words.front.model_copy(update={"summary": " ".join([words.front.summary] * times), **front}),
            sections={id_: longer(section) for id_, section in words.sections.items()},
        )
        for code, words in entry.words.items()
    }
    return replace(entry, words=words)


def is_one_page(site: Site) -> None:
    assert site.configuration.options.downloads is not None
    for code in site.languages:
        for entry in site.of_type(str(site.configuration.options.downloads.handouts)):
            read = PdfReader(io.BytesIO(handout(site, code, entry.key)))
            (page,) = read.pages
            assert [round(float(side) * 25.4 / 72) for side in page.mediabox[2:]] == [210, 297]
            root: Any = read.trailer["/Root"]
            assert root["/Lang"].lower() == code.lower()
            assert root["/MarkInfo"]["/Marked"]
            assert read.metadata is not None
            assert read.metadata.title == site.title(entry.key, code).text


def test_each_is_one_tagged_page_of_a4_in_its_language(orchard: Site) -> None:
    is_one_page(orchard)


def test_each_of_the_real_site_is_one_page() -> None:
    site = load(ROOT / "mkdocs.yml").site
    assert site is not None
    is_one_page(site)


@pytest.mark.parametrize("times", [3, 16])
def test_what_is_long_is_still_one_page_that_says_there_is_more(orchard: Site, times: int) -> None:
    entry = orchard.entries[KEY]
    (page,) = pages(handout(with_entry(orchard, told(entry, times)), "de", KEY))
    (short,) = pages(handout(orchard, "de", KEY))
    more = "mehr"
    assert orchard.title(KEY, "de").text in page
    assert page_address(orchard, "de", KEY) in page
    assert (more in page, more in short) == (times > 3, False)


def test_it_says_what_the_entry_is_linked_with_the_closest_first(orchard: Site) -> None:
    data = handout_data(orchard, "fr-CH", KEY)
    (page,) = pages(handout(orchard, "fr-CH", KEY))
    for group in data["connections"]:
        central = [item["central"] for item in group["items"]]
        assert central == sorted(central, reverse=True)
        for item in group["items"]:
            assert item["title"]["text"] in page
            assert item["strength"] in page
            assert item["why"] in page
    shown = {item["title"]["text"] for group in data["connections"] for item in group["items"]}
    types = {orchard.model.crosswalk.rows, orchard.model.crosswalk.columns}
    linked = {each.other for type_ in types for each in orchard.graph.connections(KEY, type_)}
    assert shown == {orchard.title(key, "fr-CH").text for key in linked}
    assert data["inspired"][0]["items"][0]["title"]["text"] in page


def test_the_items_of_its_lists_have_numbers(orchard: Site) -> None:
    data = handout_data(orchard, "de", "technique:einmachen")
    assert [piece["number"] for piece in data["sections"][0]["pieces"]] == [1, 2, 3]
    assert "3 Heiß einfüllen" in pages(handout(orchard, "de", "technique:einmachen"))[0]


def reds(png: bytes) -> memoryview:
    """The red of every pixel of a PNG, row by row: each channel is filtered by itself (PNG, 9.2)."""
    width, height, depth, kind = struct.unpack(">IIBB", png[16:26])
    assert (depth, kind) in {(8, 2), (8, 6)}
    channels = 3 if kind == 2 else 4
    packed, position = b"", 8
    while position < len(png):
        size, name = struct.unpack(">I4s", png[position : position + 8])
        packed += png[position + 8 : position + 8 + size] if name == b"IDAT" else b""
        position += size + 12
    data, stride = zlib.decompress(packed), 1 + width * channels
    rows, above = bytearray(), bytes(width)
    for start in range(0, height * stride, stride):
        row, left, corner = bytearray(data[start + 1 : start + stride : channels]), 0, 0
        filtered = data[start]
        for x in range(width) if filtered and (filtered != 2 or any(row)) else ():
            up = above[x]
            if filtered == 4:
                distances = [abs(up - corner), abs(left - corner), abs(left + up - 2 * corner)]
                base = (left, up, corner)[distances.index(min(distances))]
            else:
                base = (0, left, up, (left + up) // 2)[filtered]
            left = row[x] = (row[x] + base) % 256
            corner = up
        above = above if filtered == 2 and not any(row) else bytes(row)
        rows += above
    return memoryview(rows).cast("B", (height, width))


def test_its_code_leads_to_the_page(orchard: Site) -> None:
    (code,) = read_barcodes(reds(handout(orchard, "de", KEY, "png")))
    assert code.text == page_address(orchard, "de", KEY)
    assert code.text == "https://orchard.example/garten/de/techniques/winterschnitt.html"
    assert code.text in pages(handout(orchard, "de", KEY))[0]


def test_a_site_without_a_public_address_has_no_code_and_says_where_the_page_is(orchard: Site) -> None:
    nowhere = replace(orchard, configuration=replace(orchard.configuration, address=None))
    read = PdfReader(io.BytesIO(handout(nowhere, "de", KEY)))
    (page,) = read.pages
    assert "http" not in page.extract_text()
    assert "/Annots" not in page
    assert "Obstgarten" in page.extract_text()


def test_it_says_that_words_await_an_editor(orchard: Site) -> None:
    notice = "Diese Übersetzung"
    assert notice not in pages(handout(orchard, "de", KEY))[0]
    draft = with_entry(orchard, told(orchard.entries[KEY], 1, translation="draft"))
    assert notice in pages(handout(draft, "de", KEY))[0]


def test_hostile_words_stand_there_as_they_are(orchard: Site) -> None:
    hostile = '#import "x.typ" $x^2$ <script> \\u{202e} *a* _b_ #panic()'
    site = with_entry(orchard, told(orchard.entries[KEY], 1, title=hostile, summary=hostile))
    (page,) = pages(handout(site, "de", KEY))
    assert page.count(hostile) >= 2


def test_the_same_site_gives_the_same_bytes(orchard: Site) -> None:
    assert handout(orchard, "de", KEY) == handout(orchard, "de", KEY)
