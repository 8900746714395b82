"""The book as an EPUB 3.3 file (https://www.w3.org/TR/epub-33/), with what EPUB Accessibility 1.1 asks it to say."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from make_the_connection.content.configuration import Options
from make_the_connection.downloads.archive import Member, archive
from make_the_connection.downloads.book import Book, Chapter
from make_the_connection.downloads.book_markup import rendered
from make_the_connection.downloads.cover import cover_picture
from make_the_connection.downloads.narrow_tables import narrowed
from make_the_connection.downloads.release import release_of
from make_the_connection.exports.identity import urn
from make_the_connection.render import Reader
from make_the_connection.site import Site

_FOLDER = "EPUB"
_MIMETYPE = b"application/epub+zip"


@dataclass(frozen=True)
class _Branch:
    """A part of the table of contents: a chapter, and the chapters in it."""

    chapter: Chapter
    within: Sequence[Chapter]


def epub(book: Book, site: Site, code: str) -> bytes:
    """The bytes of the book as an e-book. `mimetype` comes first and as it is, as the format asks."""
    members = [Member("mimetype", _MIMETYPE, stored=True)]
    members += [Member(path, data) for path, data in _files(book, site, code)]
    return archive(members, site.as_of)


def _files(book: Book, site: Site, code: str) -> Iterator[tuple[str, bytes]]:
    reader = Reader(site, code, "index")
    release = release_of(site)
    values = {
        "book": book,
        "reader": reader,
        "tree": _tree(book.chapters),
        "publisher": _publisher(site.configuration.options, reader),
        "identifier": urn(site, f"book|{code}"),
        "release": release.name,
        "modified": f"{release.day}T00:00:00Z",
    }
    yield "META-INF/container.xml", _rendered("container.xml", folder=_FOLDER)
    for name in ("package.opf", "nav.xhtml", "title.xhtml", "cover.xhtml"):
        yield f"{_FOLDER}/{name}", _rendered(f"epub_{name}".replace(".opf", ".xml"), **values)
    yield f"{_FOLDER}/cover.svg", cover_picture(book, site, code)
    yield f"{_FOLDER}/book.css", _rendered("epub.css")
    for chapter in book.chapters:
        body = Markup(narrowed(chapter.body))  # noqa: S704 - made as XHTML
        page = _rendered("epub_chapter.xhtml", book=book, chapter=chapter, body=body)
        yield f"{_FOLDER}/{chapter.name}.xhtml", page
    for picture in book.pictures:
        yield f"{_FOLDER}/pictures/{picture.name}", picture.data


def _tree(chapters: Sequence[Chapter]) -> Sequence[_Branch]:
    """The chapters as a tree of two levels. One that stands in no part is a branch of its own."""
    branches: list[tuple[Chapter, list[Chapter]]] = []
    for chapter in chapters:
        if chapter.depth == 1 or not branches:
            branches.append((chapter, []))
        else:
            branches[-1][1].append(chapter)
    return [_Branch(chapter, within) for chapter, within in branches]


def _publisher(options: Options, reader: Reader) -> str:
    return reader.own(options.publisher) if options.publisher else ""


def _rendered(template: str, **values: object) -> bytes:
    return rendered(template, **values).encode()
