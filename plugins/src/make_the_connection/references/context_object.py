"""A work as a context object of OpenURL (ANSI/NISO Z39.88-2004), which reference managers find in a page (COinS).

The keys are those of the formats for journals, books, dissertations and Dublin Core in OpenURL's registry.
"""

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

from make_the_connection.content.reading import Entry
from make_the_connection.references.authors import spoken_name
from make_the_connection.references.works import in_language, work_title

_FORMAT = "info:ofi/fmt:kev:mtx:"
_GENRES: Mapping[str, tuple[str, str]] = {
    "article-journal": ("journal", "article"),
    "article-magazine": ("journal", "article"),
    "article-newspaper": ("journal", "article"),
    "review": ("journal", "article"),
    "book": ("book", "book"),
    "collection": ("book", "book"),
    "chapter": ("book", "bookitem"),
    "entry-encyclopedia": ("book", "bookitem"),
    "paper-conference": ("book", "proceeding"),
    "report": ("book", "report"),
    "thesis": ("dissertation", ""),
}
"""The format and the genre of each CSL type; any other is told in Dublin Core."""


def context_object(work: Entry, code: str) -> str:
    """The `title` of the element that carries a work, for readers of a language."""
    record = work.facts.csl  # type: ignore[attr-defined]
    format_, genre = _GENRES.get(record.type, ("dc", ""))
    title = work_title(work, code)[0]
    if format_ == "dc":
        described = tuple(_dublin_core(record, title))
    else:
        described = ((f"rft.{_title_key(format_, genre)}", title), *_within(record, format_), *_names(record))
    pairs: tuple[tuple[str, str | None], ...] = (
        ("ctx_ver", "Z39.88-2004"),
        ("rft_val_fmt", _FORMAT + format_),
        ("rft.genre", genre),
        *described,
        ("rft.date", record.issued),
        ("rft.language", record.language),
        *(("rft_id", address) for address in _addresses(record, code)),
    )
    return urlencode([(key, value) for key, value in pairs if value])


def _title_key(format_: str, genre: str) -> str:
    if format_ == "dissertation":
        return "title"
    return "btitle" if format_ == "book" and genre in ("book", "report") else "atitle"


def _within(record: Any, format_: str) -> Iterator[tuple[str, str | None]]:
    yield ("rft.jtitle" if format_ == "journal" else "rft.btitle"), record.container_title
    yield "rft.volume", record.volume
    yield "rft.issue", record.issue
    yield "rft.pages", record.page
    yield "rft.issn", record.ISSN
    yield "rft.isbn", record.ISBN
    yield "rft.edition", record.edition
    yield "rft.series", record.collection_title
    yield "rft.tpages", record.number_of_pages
    yield ("rft.inst" if format_ == "dissertation" else "rft.pub"), record.publisher
    yield "rft.place", record.publisher_place


def _names(record: Any) -> Iterator[tuple[str, str | None]]:
    first = next(iter(record.author), None)
    if first and first.literal:
        yield "rft.aucorp", first.literal
    elif first:
        yield "rft.aulast", first.family
        yield "rft.aufirst", first.given
    yield from (("rft.au", spoken_name(person)) for person in record.author)


def _dublin_core(record: Any, title: str) -> Iterator[tuple[str, str | None]]:
    yield "rft.title", title
    yield "rft.type", record.type
    yield from (("rft.creator", spoken_name(person)) for person in record.author)
    yield "rft.publisher", record.publisher or record.container_title


def _addresses(record: Any, code: str) -> Iterator[str]:
    if record.DOI:
        yield f"info:doi/{record.DOI}"
    yield in_language(record.URL, code)[0]
