"""Every file there is to take away, what makes it, and what is said of them all beside them."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from functools import cache, partial
from pathlib import Path
from typing import Literal

from make_the_connection.content.configuration import Downloads
from make_the_connection.downloads.book import Book
from make_the_connection.downloads.release import Release
from make_the_connection.downloads.site_zip import site_zip
from make_the_connection.site import Site

Kind = Literal["site", "epub", "pdf", "handout"]

SUMS = "SHA256SUMS"
SIDE_FILE = "downloads.js"


@dataclass(frozen=True)
class Download:
    """A file to take away, by its path in the folder of downloads. `key` is the entry that it is about, if one."""

    path: str
    kind: Kind
    make: Callable[[], bytes]
    language: str = ""
    key: str = ""


@dataclass(frozen=True)
class Made:
    """What was made of a download: its size in bytes, and its SHA-256 in hexadecimal digits."""

    download: Download
    size: int
    sha256: str

    @classmethod
    def of(cls, download: Download, data: bytes) -> "Made":
        return cls(download, len(data), hashlib.sha256(data).hexdigest())


def downloads_of(site: Site, options: Downloads, built: Path) -> Iterator[Download]:
    """What there is of a site that was built into a folder. Nothing is made yet, nor is what makes it imported."""
    books = {code: cache(partial(_book, site, code)) for code in site.languages if options.book}
    yield Download(f"{options.name}.zip", "site", partial(site_zip, site, built))
    for code, book in books.items():
        yield Download(f"{options.name}-{code}.epub", "epub", partial(_epub, site, code, book), code)
    for code, book in books.items():
        yield Download(f"{options.name}-{code}.pdf", "pdf", partial(_pdf, site, code, book), code)
    for code in site.languages if options.handouts else ():
        for entry in site.of_type(str(options.handouts)):
            path = f"{options.name}-{entry.key.partition(':')[2].replace('/', '-')}-{code}.pdf"
            yield Download(path, "handout", partial(_handout, site, code, entry.key), code, entry.key)


def _book(site: Site, code: str) -> Book:
    from make_the_connection.downloads.book_text import book_of

    return book_of(site, code)


def _epub(site: Site, code: str, book: Callable[[], Book]) -> bytes:
    from make_the_connection.downloads.epub import epub

    return epub(book(), site, code)


def _pdf(site: Site, code: str, book: Callable[[], Book]) -> bytes:
    from make_the_connection.downloads.printed_book import printed_book

    return printed_book(book(), site, code)


def _handout(site: Site, code: str, key: str) -> bytes:
    from make_the_connection.downloads.handout import handout

    return handout(site, code, key)


def checksums(made: Iterable[Made]) -> str:
    """The sums as `sha256sum --check` reads them."""
    return "".join(f"{each.sha256}  {each.download.path}\n" for each in made)


def side_file(release: Release, made: Iterable[Made]) -> str:
    """What pages show of the downloads: a script, because pages out of a folder can read nothing else."""
    files = [
        {
            "path": each.download.path,
            "kind": each.download.kind,
            "language": each.download.language,
            "key": each.download.key,
            "bytes": each.size,
            "sha256": each.sha256,
        }
        for each in made
    ]
    value = {"release": asdict(release), "files": files}
    return f"var mtcDownloads = {json.dumps(value, ensure_ascii=False)};\n"
