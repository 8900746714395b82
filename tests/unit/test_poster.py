"""The poster: the whole crosswalk on one page, in each language and in all of them."""

import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from make_the_connection.crosswalk import State
from make_the_connection.render.poster import poster_data, poster_files, poster_languages
from make_the_connection.site import Site


@pytest.fixture(scope="module")
def files(garden: Site) -> dict[str, bytes]:
    return {name: make() for name, make in poster_files(garden).items()}


def texts(found: object) -> list[str]:
    """Every text that a poster shows."""
    match found:
        case {"text": str(text)}:
            return [text]
        case dict():
            return [text for value in found.values() for text in texts(value)]
        case list():
            return [text for value in found for text in texts(value)]
    return []


def test_there_is_one_for_each_language_and_one_for_all_of_them(garden: Site, files: dict[str, bytes]) -> None:
    assert dict(poster_languages(garden)) == {"en": ("en",), "cy": ("cy",), "en-cy": ("en", "cy")}
    assert set(files) == {f"{name}.{form}" for name in ("en", "cy", "en-cy") for form in ("pdf", "svg")}


@pytest.mark.parametrize("name", ["en", "cy", "en-cy"])
def test_a_pdf_is_one_page_of_a3_that_a_screen_reader_can_read(files: dict[str, bytes], name: str) -> None:
    pdf = files[f"{name}.pdf"]
    assert pdf.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1
    (box,) = re.findall(rb"/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)\s*\]", pdf)
    assert [round(float(side) * 25.4 / 72) for side in box] == [420, 297]
    assert b"/StructTreeRoot" in pdf
    assert re.search(rb"/Lang\s*\(%s" % name[:2].encode(), pdf)


@pytest.mark.parametrize("name", ["en", "cy", "en-cy"])
def test_an_svg_is_one_page_of_a3_with_a_title_and_without_anything_from_elsewhere(
    garden: Site, files: dict[str, bytes], name: str
) -> None:
    svg = ElementTree.fromstring(files[f"{name}.svg"])  # noqa: S314 - made here
    assert [round(float(svg.get(side).removesuffix("pt")) * 25.4 / 72) for side in ("width", "height")] == [420, 297]
    codes = name.split("-")
    said = {title.get("lang"): title.text for title in svg.findall("{http://www.w3.org/2000/svg}title")}
    assert said == {code: each["text"] for code, each in zip(codes, poster_data(garden, codes)["title"], strict=True)}
    assert svg.get("lang") == codes[0]
    links = [value for element in svg.iter() for key, value in element.attrib.items() if key.endswith("href")]
    assert all(link.startswith("#") for link in links)


@pytest.mark.slow
def test_the_same_site_gives_the_same_bytes(garden: Site, files: dict[str, bytes]) -> None:
    assert {name: make() for name, make in poster_files(garden).items()} == files


def test_every_cell_shows_its_state_and_what_joins_it(garden: Site) -> None:
    data = poster_data(garden, ["en"])
    table = garden.table
    cells = [table.cells[row, column] for row in table.rows for column in table.columns]
    shown = [cell for row in data["cells"] for cell in row]
    assert [cell["state"] for cell in shown] == [cell.state for cell in cells]
    numbers = {item["number"] for group in data["key"] for item in group["items"]}
    contributed = {key for key, declared in garden.model.types.items() if declared.contributed}
    for cell, each in zip(cells, shown, strict=True):
        joins = [join for join in cell.joins if join.key.split(":")[0] not in contributed]
        assert [mark["published"] for mark in each["marks"]].count(True) == sum(join.published for join in joins)
        assert {mark["number"] for mark in each["marks"]} <= numbers
        assert len(each["marks"]) == len(joins)
        assert bool(each["words"]) == (len(joins) < len(cell.joins) or cell.state in (State.NONE, State.NOT_LOOKED_AT))


def test_each_language_of_the_poster_is_said_and_no_other(garden: Site) -> None:
    both, welsh = poster_data(garden, ["en", "cy"]), poster_data(garden, ["cy"])
    assert set(texts(welsh)) <= set(texts(both))
    assert {said["lang"] for said in both["foot"]} == {"en", "cy"}
    assert {said["lang"] for said in welsh["foot"]} == {"cy"}


@pytest.mark.slow
def test_a_large_table_still_takes_one_page(garden: Site) -> None:
    first = garden.of_type(garden.model.crosswalk.rows)[0]
    more = [replace(first, id=f"{first.id}-{number}") for number in range(60)]
    large = replace(garden, entries={**garden.entries, **{entry.key: entry for entry in more}})
    assert len(large.table.rows) > 60
    assert len(re.findall(rb"/Type\s*/Page\b", poster_files(large)["en.pdf"]())) == 1
