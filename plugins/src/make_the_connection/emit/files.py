"""The files beside the pages: what the site publishes for other systems and programs, and pictures."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

from make_the_connection.content.images import IMAGES, SVG
from make_the_connection.content.pictures import stripped
from make_the_connection.exports import Publication
from make_the_connection.exports.calendars import calendars
from make_the_connection.exports.feeds import feeds
from make_the_connection.render import published_files, taken_away
from make_the_connection.site import Site

Make = Callable[[], bytes]


def files(site: Site, publication: Publication) -> Mapping[str, Make]:
    """What makes each file that the site has whether or not a page leads there, by its path below all languages."""
    made: dict[str, Make] = dict(published_files(site, publication))
    for code in site.languages:
        made |= {f"{code}/{path}": make for path, make in _of_language(site, code)}
    return made


def _of_language(site: Site, code: str) -> Iterator[tuple[str, Make]]:
    for making in (feeds, calendars, taken_away):
        for path, text in making(site, code):
            yield path, partial(_bytes, text)
    for entry in site.entries.values():
        for name in entry.images:
            yield f"{entry.address}/{name}", partial(_picture, site.configuration.root / entry.folder / name)


def pictures_of_guides(site: Site) -> Mapping[str, Make]:
    """The pictures that guide pages may show. They are copied where one does."""
    folder = site.configuration.root / site.configuration.options.guides
    found = sorted(path for path in folder.rglob("*") if path.suffix.lower() in IMAGES)
    plain = [path for path in found if path.is_file() and not path.is_symlink()]
    return {
        f"{code}/{path.relative_to(folder).as_posix()}": partial(_picture, path)
        for code in site.languages
        for path in plain
    }


def _bytes(text: str | bytes) -> bytes:
    return text if isinstance(text, bytes) else text.encode()


def _picture(path: Path) -> bytes:
    """A picture as it is published: without what a camera wrote into it."""
    whole = path.read_bytes()
    return whole if path.suffix.lower() == SVG else stripped(whole)
