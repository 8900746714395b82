"""Whether a built site shows what the records say, and what it weighs."""

import gzip
import html
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from entry_site import entry_crosswalk, entry_page
from plain_site import plain_crosswalk, plain_page
from records import LANGUAGES, Records

MOST = 48
"""The most back-links that a page of ours lists: it says how many more there are, and leads to them."""

_HREF = re.compile(r'href="([^"]+)"')
_CASE = re.compile(r"\bcase-\d{5}\b")
_CELL = re.compile(r"<td[^>]*>(.*?)</td>", re.DOTALL)
_COUNT = re.compile(r'(?:^|class="cell-count">)\s*(\d+)')
_TAG_THAT_LOADS = re.compile(r"<(?:script|link)\b[^>]*>")
_ADDRESS = re.compile(r'\b(?:src|href)="([^"]+)"')


@dataclass(frozen=True)
class Shape:
    """Where a generator puts what: a record's page by language, type and id, the crosswalk's by language.

    `most` is the most back-links that it lists on a page; None where it lists all.
    """

    page: Callable[[str, str, str], str]
    crosswalk: Callable[[str], str]
    most: int | None


PLAIN = Shape(plain_page, plain_crosswalk, None)
OURS = Shape(entry_page, entry_crosswalk, MOST)


def wrong(records: Records, site: Path, shape: Shape) -> Iterator[str]:
    """What is not as the records say, in words."""
    for code in LANGUAGES:
        for case in records.case_studies.values():
            yield from _titled(site / shape.page(code, "case-study", case.id), case.title[code])
        for concept in records.concepts.values():
            path = site / shape.page(code, concept.type, concept.id)
            yield from _titled(path, concept.title[code])
            yield from _back_links(path, concept.named_by, shape.most)
        yield from _crosswalk(records, site / shape.crosswalk(code))


def _titled(path: Path, title: str) -> Iterator[str]:
    if not path.is_file():
        yield f"{path} is missing"
    elif title not in html.unescape(path.read_text("utf-8")):
        yield f"{path} lacks its title"


def _back_links(path: Path, named_by: tuple[str, ...], most: int | None) -> Iterator[str]:
    text = path.read_text("utf-8") if path.is_file() else ""
    linked = {id_ for href in _HREF.findall(text) for id_ in _CASE.findall(href.split("#")[0])}
    expected = len(named_by[:most])
    if not linked <= set(named_by) or len(linked) != expected:
        yield f"{path} leads back to {len(linked)} case studies; {expected} of {len(named_by)} were to be led to"


def _crosswalk(records: Records, path: Path) -> Iterator[str]:
    if not path.is_file():
        yield f"{path} is missing"
        return
    found = map(_COUNT.search, _CELL.findall(path.read_text("utf-8")))
    shown = [int(count[1]) for count in found if count]
    counts = [
        records.joining(row.id, column.id)
        for row in records.of_type("standard")
        for column in records.of_type("dimension")
    ]
    # Where nothing joins a cell ours says so in words.
    if shown not in (counts, [count for count in counts if count]):
        yield f"{path} counts {shown[:7]}…; {counts[:7]}… were to be counted"


def weights(site: Path, shape: Shape) -> Mapping[str, int]:
    """Pages and bytes of a site; bytes of a case study's page with all that it loads, raw and by gzip."""
    files = [path for path in site.rglob("*") if path.is_file()]
    page = site / shape.page(LANGUAGES[0], "case-study", "case-00001")
    loaded = {page, *_loaded(page)}
    return {
        "pages": sum(path.suffix == ".html" for path in files),
        "bytes": sum(path.stat().st_size for path in files),
        "cold page": sum(path.stat().st_size for path in loaded),
        "cold page, gzip": sum(len(gzip.compress(path.read_bytes(), 6)) for path in loaded),
    }


def _loaded(page: Path) -> Iterator[Path]:
    """The scripts and style sheets that a page asks for from the start."""
    for tag in _TAG_THAT_LOADS.findall(page.read_text("utf-8")):
        found = _ADDRESS.search(tag)
        address = html.unescape(found[1]).split("?")[0] if found else ""
        path = (page.parent / address).resolve()
        if path.suffix in {".js", ".css"} and "://" not in address and path.is_file():
            yield path
