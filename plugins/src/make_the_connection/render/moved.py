"""The pages at addresses that follow from ids which entries once had: each leads on to where the page is now."""

import posixpath
from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from markupsafe import Markup

from make_the_connection.render.environment import rendered
from make_the_connection.render.reader import Reader, cell_address, connected_address, side_by_side_address
from make_the_connection.render.root_pages import apart
from make_the_connection.site import Site


def moved_pages(site: Site, code: str) -> dict[str, str]:
    """Whole pages for readers of a language, by their addresses."""
    pages = {}
    concepts = {connected_address(key) for key in site.explanations.concepts}
    for former, (address, title) in moved(site, code).items():
        pages[former] = _page(Reader(site, code, former), address, title, address)
        if address not in concepts:
            beside = side_by_side_address(former)
            pages[beside] = _page(Reader(site, code, beside), side_by_side_address(address), title, address)
    return pages


def moved(site: Site, code: str) -> dict[str, tuple[str, Markup]]:
    """By each address that follows from an id that is no more: the address of the page now, and its title."""
    found: dict[str, tuple[str, Markup]] = {}
    taken = {entry.address for entry in site.entries.values()}
    taken.update(cell_address(cell) for cell in site.cells)
    taken.update(connected_address(key) for key in site.explanations.concepts)
    for former, address, title in (*_entries(site, code), *_cells(site, code), *_concepts(site, code)):
        if former not in taken:
            taken.add(former)
            found[former] = address, title
    return found


def _entries(site: Site, code: str) -> Iterator[tuple[str, str, Markup]]:
    for entry in site.entries.values():
        title = Reader(site, code, "").title(entry.key)
        for id_ in entry.facts.formerly:
            yield f"{site.declaration(entry).address}/{id_}", entry.address, title


def _cells(site: Site, code: str) -> Iterator[tuple[str, str, Markup]]:
    """The cells of a row or column that has had another id, at every address that follows from one."""
    reader = Reader(site, code, "")
    for cell in site.cells:
        for row, column in product(_keys(site, cell.row), _keys(site, cell.column)):
            former = cell_address(replace(cell, row=row, column=column))
            title = reader.text("cell.title", row=reader.short(cell.row), column=reader.short(cell.column))
            yield former, cell_address(cell), title


def _concepts(site: Site, code: str) -> Iterator[tuple[str, str, Markup]]:
    reader = Reader(site, code, "")
    for key in site.explanations.concepts:
        title = reader.text("connected.title", title=reader.title(key))
        for former in _keys(site, key):
            yield connected_address(former), connected_address(key), title


def _keys(site: Site, key: str) -> tuple[str, ...]:
    """The key of an entry, then those that it has had."""
    entry = site.entries[key]
    return (key, *(f"{entry.type}:{id_}" for id_ in entry.facts.formerly))


def _page(reader: Reader, address: str, title: Markup, found: str) -> str:
    """The page that leads on to an address; what search engines are to find is at `found`."""
    up = posixpath.relpath(".", posixpath.dirname(reader.address))
    twins = [
        (code, language.name, f"{up}/../{code}/{reader.address}.html")
        for code, language in reader.site.languages.items()
        if code != reader.code
    ]
    url = reader.to(address)
    public = reader.site.configuration.address
    canonical = f"{public.rstrip('/')}/{reader.code}/{found}.html" if public else ""
    return str(rendered("moved.html", reader=reader, title=title, url=url, canonical=canonical, twins=twins, **apart()))
