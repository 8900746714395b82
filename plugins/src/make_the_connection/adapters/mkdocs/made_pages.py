"""The pages that no file of MkDocs stands behind. They are written one by one: none waits in memory.

A page for which nothing has changed since an earlier build is written as it was.
"""

import gc
import posixpath
from collections.abc import Callable, Iterator
from functools import partial

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage

from make_the_connection.adapters.mkdocs import heads
from make_the_connection.adapters.mkdocs.frame import Frame
from make_the_connection.adapters.mkdocs.guide_pages import GuidePages
from make_the_connection.adapters.mkdocs.language_pass import LanguagePass
from make_the_connection.adapters.mkdocs.sheet import Sheet
from make_the_connection.adapters.mkdocs.side_by_side import columns
from make_the_connection.cache import seen
from make_the_connection.render import (
    Found,
    Page,
    Reader,
    Reasons,
    Steps,
    cell_page,
    connected_page,
    entry_page,
    finder_page,
    side_by_side_address,
    side_by_side_page,
    withdrawn_page,
)

_GARBAGE_OF = 20
"""Of how many pages what is no longer needed may lie about. Of one it is about a tenth of a megabyte."""


def write_pages(
    current: LanguagePass, config: MkDocsConfig, files: Files, nav: Navigation, env: Environment, guides: GuidePages
) -> None:
    """Write every page of ours in this pass's language, below MkDocs' folder of it, and the list of all its pages."""
    listed: list[MkDocsPage | Sheet] = [file.page for file in files.documentation_pages() if file.page]
    if current.readable:
        writing = _Writing(current, config, files, nav, env, guides)
        listed += [writing.write(address, make) for address, make in writing.pages()]
    if config.site_url:
        sitemap = env.get_template("partials/sitemap.html").render(pages=listed)
        current.target.write("sitemap.xml", sitemap.encode())


class _Writing:
    """The pages of one pass on their way to its folder."""

    def __init__(
        self,
        current: LanguagePass,
        config: MkDocsConfig,
        files: Files,
        nav: Navigation,
        env: Environment,
        guides: GuidePages,
    ) -> None:
        self.current, self.config, self.files, self.nav, self.guides = current, config, files, nav, guides
        self.template = env.get_template("main.html")
        self.frame = Frame(current, config, nav, env)
        current.values.more["around"] = self._around
        self.kept = current.kept("pages")
        self.made = 0

    def pages(self) -> Iterator[tuple[str, Callable[[], Page]]]:
        """The address of each page, and what makes it: after a page the one on which it stands in all languages."""
        current = self.current
        site, code, reasons, steps = current.site, current.code, Reasons(), Steps()
        for address, key in current.entries.items():
            yield address, partial(entry_page, site, code, key)
            yield self._beside(address, reasons)
            current.search(key)
        for address, cell in current.cells.items():
            yield address, partial(cell_page, site, code, cell, reasons)
            yield self._beside(address, reasons)
        for address, key in current.concepts.items():
            yield address, partial(connected_page, site, code, key, steps)
        for address, found in current.found.items():
            yield address, partial(_found_page, found)
        for address, withdrawn in current.withdrawn.items():
            yield address, partial(withdrawn_page, Reader(site, code, address), withdrawn)
        for address in current.guides:
            yield self._beside(address, reasons)

    def _beside(self, address: str, reasons: Reasons) -> tuple[str, Callable[[], Page]]:
        """The page on which the languages of another stand side by side."""
        made = partial(columns, self.current, address, self.config, self.files, reasons)
        return side_by_side_address(address), lambda: side_by_side_page(made())

    def write(self, address: str, make: Callable[[], Page]) -> Sheet:
        """Write a page; what the list of all pages says of it."""
        path, target = f"{address}.html", self.current.target
        guide = self.current.guides.get(self.current.sides.get(address, ""))
        is_kept = guide is None or self.guides.keeps(f"guide:{guide}")
        if is_kept and self.kept.holds(path) and self.kept.seen(path) == self._seen(path):
            target.leave(path)
        else:
            if is_kept:
                written = self.kept.made(path, self.current.site.reads, lambda: self._noted(address, make, guide))
            else:
                written = self._whole(make())
            target.write(path, written)
            self.kept.see(path, self._seen(path))
            self._look_for_garbage()
        return Sheet.of(Page(address, "", "", "", ()), self.config.site_url)

    def _look_for_garbage(self) -> None:
        """Look for it now and then, unless somebody waits for the page: then between builds."""
        self.made += 1
        if not self.current.serving and self.made % _GARBAGE_OF == 0:
            gc.collect()

    def _seen(self, path: str) -> str:
        """What is seen where a page stands."""
        return seen(self.current.target.where(path))

    def _noted(self, address: str, make: Callable[[], Page], guide: str | None) -> bytes:
        """A page; what stands around it and what it is of are noted with what it has read."""
        note = self.current.site.reads.note
        note("pass")
        note(f"around {posixpath.dirname(address)}")
        cell = self.current.cells.get(self.current.sides.get(address, address))
        if cell:
            note(f"cell {cell.row} {cell.column}")
        if address in self.current.withdrawn:
            note("withdrawn")
        if guide:
            self.guides.note(f"guide:{guide}")
        return self._whole(make())

    def _whole(self, page: Page) -> bytes:
        sheet = Sheet.of(page, self.config.site_url, self.guides.mark)
        html = self.template.render(
            config=self.config,
            nav=self.nav,
            page=sheet,
            base_url=sheet.base_url,
            around=self.frame.around(sheet),
            mtc=self.current.view_of(sheet),
            json_ld=heads.json_ld(self.current, sheet),
        )
        return html.encode()

    def _around(self, folder: str) -> object:
        return self.frame.around(Sheet.of(Page(posixpath.join(folder, "_"), "", "", "", ()), self.config.site_url))


def _found_page(found: Found) -> Page:
    """A plain page of a finder. Which entries stand on it follows from what the finder has read of all of them."""
    _ = found.finder.facets, found.finder.values
    return finder_page(found)
