"""The pages that no file of MkDocs stands behind. They are made and written one by one: none waits in memory."""

import posixpath
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage

from make_the_connection.adapters.mkdocs import heads, side_by_side
from make_the_connection.adapters.mkdocs.frame import Frame
from make_the_connection.adapters.mkdocs.language_pass import LanguagePass
from make_the_connection.adapters.mkdocs.mounting import problems
from make_the_connection.adapters.mkdocs.sheet import Sheet
from make_the_connection.render import (
    Page,
    Reader,
    Reasons,
    Steps,
    cell_page,
    connected_page,
    entry_page,
    finder_page,
    withdrawn_page,
)


def write_pages(current: LanguagePass, config: MkDocsConfig, files: Files, nav: Navigation, env: Environment) -> None:
    """Write every page of ours in this pass's language, below MkDocs' folder of it, and the list of all its pages."""
    template = env.get_template("main.html")
    frame = Frame(current, config, nav, env)
    folder, above = Path(config.site_dir), problems(current)
    listed: list[MkDocsPage | Sheet] = [file.page for file in files.documentation_pages() if file.page]
    made: set[str] = set()
    for page in _pages(current, config, files):
        sheet = Sheet.of(page, config.site_url, above)
        html = template.render(
            config=config,
            nav=nav,
            page=sheet,
            base_url=sheet.base_url,
            around=frame.around(sheet),
            mtc=current.view_of(sheet),
            json_ld=heads.json_ld(current, sheet),
        )
        within = posixpath.dirname(page.address)
        if within not in made:
            (folder / within).mkdir(parents=True, exist_ok=True)
            made.add(within)
        (folder / f"{page.address}.html").write_bytes(html.encode())
        listed.append(replace(sheet, content=""))
    if config.site_url:
        sitemap = env.get_template("partials/sitemap.html").render(pages=listed)
        (folder / "sitemap.xml").write_text(sitemap, encoding="utf-8", newline="\n")


def _pages(current: LanguagePass, config: MkDocsConfig, files: Files) -> Iterator[Page]:
    if not current.readable:
        return
    site, code = current.site, current.code
    yield from (entry_page(site, code, key) for key in current.entries.values())
    reasons, steps = Reasons(), Steps()
    yield from (cell_page(site, code, cell, reasons) for cell in current.cells.values())
    yield from (connected_page(site, code, key, steps) for key in current.concepts.values())
    yield from (finder_page(found) for found in current.found.values())
    for address, withdrawn in current.withdrawn.items():
        yield withdrawn_page(Reader(site, code, address), withdrawn)
    yield from side_by_side.pages(current, config, files, reasons)
