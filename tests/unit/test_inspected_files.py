"""What is found in the files of a built site that are no pages, and in any file of the machine that made it."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest

from crawl import Site
from inspected_files import Machine, of_files

ADDRESS = "https://garden.example/plot"
MACHINE = Machine(("/srv/gardener/plot", "/workroom"), "rosalind", "shed-4711")

FEED = """<feed xmlns="http://www.w3.org/2005/Atom"><id>urn:a</id><title>A</title><updated>2026-11-01T00:00:00Z</updated>
<entry><id>urn:b</id><title>B</title><updated>2026-11-01T00:00:00+01:00</updated></entry>
</feed>"""
EVENT = ("BEGIN:VEVENT", "UID:a", "DTSTAMP:20261101T000000Z", "DTSTART:20261102T000000Z", "SUMMARY:A", "END:VEVENT")
SITEMAP = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n<url><loc>{}</loc></url></urlset>'


def calendar(*lines: str) -> str:
    return "\r\n".join(("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:a", *lines, "END:VCALENDAR", ""))


Found = Callable[[str, str | bytes], list[str]]


@pytest.fixture
def found(tmp_path: Path) -> Found:
    """What is found in a site of one page and this file."""

    def inspected(name: str, content: str | bytes) -> list[str]:
        (tmp_path / "index.html").write_text("<p>", encoding="utf-8")
        (tmp_path / name).write_bytes(content.encode() if isinstance(content, str) else content)
        return [str(each) for each in of_files(Site(tmp_path, ADDRESS), MACHINE)]

    return inspected


def packed(text: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("chapter.xhtml", text)
    return buffer.getvalue()


def printed(author: str) -> bytes:
    buffer, writer = io.BytesIO(), pypdf.PdfWriter()
    writer.add_blank_page(10, 10)
    # As hexadecimal figures, so that the file itself does not say it.
    writer.add_metadata({"/Author": pypdf.generic.TextStringObject(f"{author} ŵ")})
    writer.write(buffer)
    return buffer.getvalue()


WRONG = {
    "a feed that is no XML": ("feed.xml", FEED.replace("</entry>", ""), 3, "is no XML"),
    "an entry of a feed without an id": ("feed.xml", FEED.replace("<id>urn:b</id>", ""), 2, "no id"),
    "two parts of a feed with one id": ("feed.xml", FEED.replace("urn:b", "urn:a"), 2, "urn:a stands twice"),
    "a day in a feed": ("feed.xml", FEED.replace("T00:00:00+01:00", ""), 2, "no time as RFC 3339"),
    "a time in a feed without a zone": ("feed.xml", FEED.replace("+01:00", ""), 2, "no time as RFC 3339"),
    "a drawing that is no XML": ("a.svg", "<svg>\n<g></svg>", 2, "is no XML"),
    "data that are no JSON": ("a.json", '{\n"a": }', 2, "is no JSON"),
    "linked data that are no JSON": ("a.jsonld", "", 1, "is no JSON"),
    "a calendar that is none": ("a.ics", "BEGIN:VCALENDAR\r\nwhat\r\n", 1, "no calendar"),
    "an event without a time": ("a.ics", calendar(*EVENT[:3], *EVENT[4:]), 1, "no DTSTART"),
    "two events with one name": ("a.ics", calendar(*EVENT, *EVENT), 1, "UID a stands twice"),
    "a long line of a calendar": ("a.ics", calendar(*EVENT[:5], f"LOCATION:{'a' * 70}", EVENT[5]), 9, "75 bytes"),
    "a sitemap that names what is not there": ("a.xml", SITEMAP.format(f"{ADDRESS}/a.html"), 2, "no page of this"),
    "a sitemap that names another site": ("a.xml", SITEMAP.format("https://elsewhere.example/"), 2, "no page of this"),
    "a sitemap without the host": ("a.xml", SITEMAP.format("index.html"), 2, "no page of this"),
    "a script that fetches from elsewhere": ("a.js", "\nfetch('https://x.example/a')", 2, "asks another host"),
    "a script that loads a picture from elsewhere": ("a.js", 'p.src = "//x.example/a"', 1, "asks another host"),
    "a script that opens a request to elsewhere": ("a.js", 'r.open("GET", "http://x.example/")', 1, "another host"),
    "a folder of the machine": ("a.css", "/**/\n/* /workroom/a.css */", 2, "/workroom"),
    "the name of the machine": ("a.js", "// made on shed-4711.", 1, "shed-4711"),
    "who used the machine": ("a.txt", "rosalind@shed-4711", 1, "rosalind@shed-4711"),
    "the home of anybody": ("a.json", '"/home/someone/a.md"', 1, "/home/someone/"),
    "the home of anybody on another system": ("a.map", r'"C:\\Users\\someone"', 1, "C:"),
    "an address on a disk": ("a.css", "@import 'file:///srv/a.css'", 1, "file:///srv/"),
    "a folder for what passes": ("a.svg", "<svg><!-- /tmp/typst-1 --></svg>", 1, "typst-1"),
    "a folder of the machine in a book": ("a.epub", packed("<p>/srv/gardener/plot/a.md</p>"), 1, "chapter.xhtml"),
    "a folder of the machine in what a PDF says of itself": ("a.pdf", printed("/home/someone/"), 1, "/Author"),
}

RIGHT = {
    "a feed": ("feed.xml", FEED),
    "a calendar": ("a.ics", calendar(*EVENT)),
    "a drawing": ("a.svg", "<svg/>"),
    "data": ("a.json", '{"a": 1}'),
    "a sitemap": ("a.xml", SITEMAP.format(f"{ADDRESS}/index.html")),
    "a script that asks its own host": ("a.js", "fetch('data.json'); open(); p.src = 'a.png'"),
    "a script that only names another": ("a.js", 'const namespace = "http://www.w3.org/2000/svg"'),
    "an address on the web that looks like a home": ("a.txt", "https://x.example/home/a/b and //x/tmp/a"),
    "a path that a guide explains": ("a.txt", "/home/<name>/site"),
    "a word that is part of another": ("a.txt", "/workrooms/a rosalind shed"),
    "a book": ("a.epub", packed("<p>A</p>")),
    "a PDF": ("a.pdf", printed("Rosalind")),
}


@pytest.mark.parametrize("name", WRONG)
def test_is_found_with_its_line(name: str, found: Found) -> None:
    file, content, line, words = WRONG[name]
    (finding,) = found(file, content)
    assert finding.startswith(f"{file}:{line}: ")
    assert words in finding


@pytest.mark.parametrize("name", RIGHT)
def test_finds_nothing_where_nothing_is_wrong(name: str, found: Found) -> None:
    assert found(*RIGHT[name]) == []


def test_the_machine_is_the_one_that_this_runs_on() -> None:
    here = Machine.this()
    assert str(Path.home()) in here.folders
    assert [*here.traces(f'"{Path(__file__).resolve()}"'.encode())]


def test_a_name_of_a_machine_that_may_be_a_word_is_no_trace() -> None:
    assert [*Machine((), "a", "runner").traces(b"a runner in a garden")] == []
