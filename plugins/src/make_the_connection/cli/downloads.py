"""`make-the-connection downloads`: what there is of a built site to take away, put into that site."""

import argparse
import datetime
import json
import re
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from make_the_connection.api import load
from make_the_connection.cli.book_check import BookCheckError, faults_of
from make_the_connection.cli.options import add_config_file
from make_the_connection.cli.writing import put
from make_the_connection.diagnostics import printable
from make_the_connection.downloads.making import SIDE_FILE, SUMS, Download, Made, checksums, downloads_of, side_file
from make_the_connection.downloads.release import RELEASE_FILE, Release, release_of
from make_the_connection.downloads.site_zip import FOLDER
from make_the_connection.languages import Language, in_words

_RELEASE = re.compile(r"var mtcRelease = (\{.*\});\n")
_SUM = re.compile(r"[0-9a-f]{64}  ([A-Za-z0-9-][A-Za-z0-9./-]*)")
_AT_ONCE = 2
"""What typesets and what packs lets other threads run meanwhile."""


def add_options(making: argparse.ArgumentParser) -> None:
    """Add what the command can be told."""
    making.add_argument("site", type=Path, metavar="SITE", help="the folder that the site was built into")
    making.add_argument("--check", action="store_true", help="have epubcheck judge the e-books (needs Java)")
    add_config_file(making)
    making.set_defaults(run=lambda given: downloads(given.config_file, given.site, check=given.check))


def downloads(path: Path, built: Path, *, check: bool) -> int:
    """Make every download of a site. Returns 1 when one was not made or is not valid; all others are there then."""
    began = time.monotonic()
    release = _release_in(built)
    loaded = load(path, as_of=datetime.date.fromisoformat(release.day) if release else None)
    readers = loaded.readers
    if loaded.site is None or loaded.errors:
        print("\n".join(in_words(diagnostic, readers) for diagnostic in loaded.diagnostics), file=sys.stderr)
        return 1
    options, now = loaded.site.configuration.options.downloads, release_of(loaded.site)
    if options is None:
        return _refused(readers, "downloads.none")
    if release is None:
        return _refused(readers, "downloads.no-site", folder=built)
    if release != now:
        return _refused(readers, "downloads.other-release", folder=built, built=release.name, now=now.name)
    folder = built / FOLDER
    wanted = tuple(downloads_of(loaded.site, options, built))
    try:
        made = tuple(_making(wanted, folder, readers))
        _finish(folder, release, made)
    except OSError as error:
        return _refused(readers, "downloads.not-written", name=error.filename or folder, reason=error.strerror)
    sound = not check or _sound([folder / each.download.path for each in made if each.download.kind == "epub"], readers)
    size, seconds = _megabytes(sum(each.size for each in made), readers), round(time.monotonic() - began)
    _say(readers, "downloads.total", number=len(made), size=size, seconds=seconds)
    return 0 if sound and len(made) == len(wanted) else 1


def _release_in(built: Path) -> Release | None:
    """The release that a built site says it is; None where there is no site."""
    try:
        said = _RELEASE.fullmatch((built / RELEASE_FILE).read_text(encoding="utf-8"))
        release = Release(**json.loads(said[1])) if said else None
        if release:
            datetime.date.fromisoformat(release.day)
    except (OSError, ValueError, TypeError):
        return None
    return release


def _making(wanted: Sequence[Download], folder: Path, readers: Sequence[Language]) -> Iterator[Made]:
    """Make and put in place each download, and print a line for it. Raises `OSError` where one cannot be written."""
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        futures = [pool.submit(_timed, download) for download in wanted]
        for download, future in zip(wanted, futures, strict=True):
            try:
                data, seconds = future.result()
            except ImportError as error:
                way = {"path": download.path, "name": error.name or error.msg}
                _say(readers, "downloads.missing-tool", **way)
            except (RuntimeError, ValueError) as error:
                # What typesetting and XML refuse. The others are still made.
                _say(readers, "downloads.not-made", path=download.path, reason=printable(str(error)))
            else:
                put(folder / download.path, data)
                print(f"{download.path}  {_megabytes(len(data), readers)} MB  {seconds:.1f} s", flush=True)
                yield Made.of(download, data)


def _timed(download: Download) -> tuple[bytes, float]:
    began = time.monotonic()
    return download.make(), time.monotonic() - began


def _finish(folder: Path, release: Release, made: Sequence[Made]) -> None:
    """Write what is said of the downloads, and take away those of an earlier time that are no longer made."""
    sums = folder / SUMS
    former = set(_SUM.findall(sums.read_text(encoding="utf-8"))) if sums.is_file() else set()
    put(sums, checksums(made).encode())
    put(folder / SIDE_FILE, side_file(release, made).encode())
    for path in former - {each.download.path for each in made}:
        if ".." not in Path(path).parts:
            (folder / path).unlink(missing_ok=True)


def _sound(books: Sequence[Path], readers: Sequence[Language]) -> bool:
    """Whether epubcheck finds nothing wrong with any book; what it finds is said."""
    try:
        faults = [fault for book in books for fault in faults_of(book)]
    except BookCheckError as error:
        _say(readers, f"downloads.no-{error.missing}")
        return False
    for fault in faults:
        print(fault, file=sys.stderr)
    return not faults


def _megabytes(size: int, readers: Sequence[Language]) -> str:
    return readers[0].number(round(size / 1_000_000, 2 if size < 1_000_000 else 1))


def _refused(readers: Sequence[Language], key: str, **values: object) -> int:
    _say(readers, key, **values)
    return 1


def _say(readers: Sequence[Language], key: str, **values: object) -> None:
    print("\n".join(language.text(key, **values) for language in readers), file=sys.stderr, flush=True)
