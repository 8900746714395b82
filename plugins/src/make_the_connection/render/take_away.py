"""The records of the works on a page, as files beside it that reference managers read."""

from collections.abc import Iterator

from make_the_connection.content.reading import Entry
from make_the_connection.content.words import version_for
from make_the_connection.references import FORMATS, written
from make_the_connection.render.citations import works_cited
from make_the_connection.render.reader import Reader
from make_the_connection.site import Site


def taken_away(site: Site, code: str) -> Iterator[tuple[str, str]]:
    """The files for readers of a language: the path of each from the language's folder, and its text."""
    for address, works in _lists(site, code):
        for suffix in FORMATS if works else ():
            yield f"{address}.{suffix}", written(suffix, works, site.processor(code))


def _lists(site: Site, code: str) -> Iterator[tuple[str, tuple[Entry, ...]]]:
    """The works on each page that offers them."""
    for entry in site.entries.values():
        declared = site.declaration(entry)
        if declared.title == "csl" and any(block.take_away for block in declared.page):
            yield entry.address, (entry,)
        elif any(block.references for block in declared.page) and (words := version_for(entry.words, code)):
            yield entry.address, works_cited([words], Reader(site, code, entry.address))
    for guide in site.guides.values():
        if version := version_for(guide.words, code):
            yield guide.address, works_cited([version], Reader(site, code, guide.address))
