"""One pass of MkDocs over one language: what it sets up, what templates see, and what it writes at its end."""

import posixpath
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from markdown import Extension
from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page as MkDocsPage

from make_the_connection.adapters.mkdocs.blocks import Blocks
from make_the_connection.adapters.mkdocs.sheet import Sheet, address_of, page_title
from make_the_connection.adapters.mkdocs.view import Twin, View
from make_the_connection.api import Loaded, publication
from make_the_connection.content.withdrawal import Withdrawn
from make_the_connection.content.words import version_for
from make_the_connection.contribute.form import contribution
from make_the_connection.contribute.repository import GitHub
from make_the_connection.crosswalk import Cell
from make_the_connection.downloads.keep import keep
from make_the_connection.downloads.page import age, downloads
from make_the_connection.downloads.root_files import root_files
from make_the_connection.languages import Language, in_words
from make_the_connection.render import (
    LISTINGS,
    Found,
    PageCitations,
    Reader,
    cell_address,
    choice_page,
    connected_address,
    crawling_files,
    finder_pages,
    hosting_files,
    next_steps,
    not_found_page,
    page_facts,
    parity_notice,
    published_files,
    report,
    side_by_side_address,
    withdrawn_addresses,
)
from make_the_connection.search.page import search, search_page
from make_the_connection.search.parts import search_scripts
from make_the_connection.site import Site

LANGUAGE = "MAKE_THE_CONNECTION_LANGUAGE"
"""The environment variable by which a pass tells a child which language to make."""

SERVING = "MAKE_THE_CONNECTION_SERVING"
"""The environment variable by which a pass that serves tells its children so."""

STRICT_PARITY = "MAKE_THE_CONNECTION_STRICT_PARITY"
"""The environment variable that lets languages that do not correspond stop the build."""

_THEME = Path(__file__).parent / "theme"
MACROS: Mapping[str, Callable[..., str]] = {
    **LISTINGS,
    **{macro.__name__: macro for macro in (contribution, downloads, keep, search)},
}


class ColumnPage(MkDocsPage):
    """A guide page as a column of one on which languages stand side by side."""

    def __init__(self, reader: Reader, file: File, config: MkDocsConfig) -> None:
        super().__init__(None, file, config)
        self.reader = reader


@dataclass
class LanguagePass:
    """A pass over the site in the language `code`, written below `base`."""

    loaded: Loaded
    code: str
    base: str
    serving: bool
    site_url: str | None = None

    @property
    def readable(self) -> bool:
        """Whether there is a site at all: its configuration and content model could be read."""
        return self.loaded.site is not None

    @property
    def site(self) -> Site:
        """The site. Raises `LookupError` where it is not `readable`."""
        if self.loaded.site is None:
            raise LookupError("the site could not be read")
        return self.loaded.site

    @property
    def language(self) -> Language | None:
        return self.loaded.languages.get(self.code)

    @cached_property
    def blocks(self) -> Blocks:
        """The HTML of the macros of this pass's pages."""
        return Blocks()

    @cached_property
    def entries(self) -> dict[str, str]:
        """The key of the entry at each address."""
        return {entry.address: entry.key for entry in self.site.entries.values()} if self.readable else {}

    @cached_property
    def cells(self) -> dict[str, Cell]:
        """The cell of the crosswalk at each address."""
        return {cell_address(cell): cell for cell in self.site.cells} if self.readable else {}

    @cached_property
    def concepts(self) -> dict[str, str]:
        """The key of the concept whose connections stand at each address."""
        return {connected_address(key): key for key in self.site.explanations.concepts} if self.readable else {}

    @cached_property
    def found(self) -> Mapping[str, Found]:
        """The plain page of a finder at each address."""
        return finder_pages(self.site, self.code) if self.readable else {}

    @cached_property
    def withdrawn(self) -> Mapping[str, Withdrawn]:
        """What has been taken down from each address."""
        return withdrawn_addresses(self.site) if self.readable else {}

    @cached_property
    def guides(self) -> dict[str, str]:
        """The id of the guide page at each address."""
        return {guide.address: guide.id for guide in self.site.guides.values()} if self.readable else {}

    @cached_property
    def sides(self) -> dict[str, str]:
        """The address of the page that stands in all its languages at each address."""
        return {side_by_side_address(address): address for address in (*self.entries, *self.cells, *self.guides)}

    @property
    def made(self) -> tuple[str, ...]:
        """The address of every page that is not MkDocs' own."""
        return (*self.entries, *self.cells, *self.concepts, *self.found, *self.withdrawn, *self.sides)

    def configure(self, config: MkDocsConfig, links: Extension) -> MkDocsConfig:
        """Point MkDocs at this language's folder, our theme and our macros."""
        self.site_url = config.site_url
        config.site_dir = str(Path(self.base) / self.code)
        if config.site_url:
            config.site_url = f"{config.site_url.rstrip('/')}/{self.code}/"
        config.theme["language"] = self.code
        config.theme.dirs.insert(max(0, len(config.theme.dirs) - 2), str(_THEME))
        config.theme.static_templates -= {"404.html", "sitemap.xml"}
        config.markdown_extensions.append(links)  # type: ignore[arg-type]
        self._register_macros(config)
        return config

    def _register_macros(self, config: MkDocsConfig) -> None:
        macros: Any = config.plugins.get("macros")
        if macros is None or not self.readable:
            return
        if self.serving:
            macros.config["on_error_fail"] = False

        def listing(name: str) -> Callable[..., str]:
            return lambda *arguments: self.blocks.kept(MACROS[name](self.reader_of(macros.page), *arguments))

        macros.register_macros({name: listing(name) for name in MACROS})

    def reader_of(self, page: MkDocsPage | Sheet) -> Reader:
        """The reader of a page of this pass."""
        if isinstance(page, ColumnPage):
            return page.reader
        return Reader(self.site, self.code, address_of(page))

    def view_of(self, page: MkDocsPage | Sheet) -> View | None:
        """What the templates see of a page."""
        if not self.readable:
            return None
        reader = self.reader_of(page)
        up = posixpath.relpath(".", posixpath.dirname(reader.address) or ".")
        twins = tuple(
            Twin(code, language.name, posixpath.normpath(f"{up}/../{code}/{reader.address}.html"))
            for code, language in self.site.languages.items()
            if code != self.code
        )
        source, foreign = (page.source, "") if isinstance(page, Sheet) else self._guide_source(reader.address)
        title = self.site.title("guide:home", self.code).text if "home" in self.site.guides else ""
        guide = self.guides.get(reader.address)
        parity = parity_notice(reader, self.site.guides[guide].key) if guide else Markup("")
        key = self.entries.get(reader.address) or (self.site.guides[guide].key if guide else "")
        title_lang = self.site.title(key, self.code).lang if key else ""
        beside = side_by_side_address(reader.address)
        side_by_side = reader.to(beside) if beside in self.sides else ""
        cite = self.citations.cited(reader, page_title(page)) if self.is_cited(page) else Markup("")
        search = reader.url(self.search_page) if self.search_page else ""
        return View(
            reader=reader,
            site_title=title,
            source=source,
            foreign=foreign,
            twins=twins,
            parity=parity,
            title_lang=title_lang,
            side_by_side=side_by_side,
            cite=cite,
            search=search,
            search_page=self.search_page,
            facts=self._facts(guide, reader),
            next=next_steps(key, reader) if key else Markup(""),
            report=self._report(page, reader) if key else Markup(""),
            age=self.age,
        )

    def _facts(self, guide: str | None, reader: Reader) -> Markup:
        """What the head of a guide page says of it; an entry's own page says so itself."""
        words = version_for(self.site.guides[guide].words, self.code) if guide else None
        return page_facts(words, reader) if words else Markup("")

    def _report(self, page: MkDocsPage | Sheet, reader: Reader) -> Markup:
        """How to report a mistake on a page, by its public address or, without one, its place below the site's."""
        address = page.canonical_url or f"{self.code}/{reader.address}.html"
        repository = GitHub.of(self.site.configuration.options.repository)
        return report(reader, page_title(page), address, repository.blank_issue if repository else "")

    @cached_property
    def search_page(self) -> str | None:
        """The key of the page on which readers search."""
        return search_page(self.site)

    @cached_property
    def age(self) -> Markup:
        """The line that says how old a page is: the same on each."""
        return age(Reader(self.site, self.code, "index"))

    @cached_property
    def citations(self) -> PageCitations:
        """How the pages of this pass are cited."""
        return PageCitations(self.site, self.code)

    def is_cited(self, page: MkDocsPage | Sheet) -> bool:
        """Whether a page is cited as a page of this site: that of a work is where the work is recorded."""
        if not self.readable or not self.is_found(page):
            return False
        key = self.entries.get(address_of(page))
        return key is None or self.site.declaration(self.site.entries[key]).title == "words"

    def is_found(self, page: MkDocsPage | Sheet) -> bool:
        """Whether search engines are to find a page.

        What stands beside itself in another language is found there; where something was taken down nothing is.
        """
        address = address_of(page)
        return not self.readable or (address not in self.sides and address not in self.withdrawn)

    def _guide_source(self, address: str) -> tuple[str, str]:
        """The file of a guide page, and the language that it is in where that is another."""
        guide = self.site.guides.get(self.guides.get(address, ""))
        words = version_for(guide.words, self.code) if guide else None
        if words is None:
            return "", ""
        return words.path, "" if words.language == self.code else words.language

    @cached_property
    def problems(self) -> tuple[str, ...]:
        """The errors to show on every page while serving."""
        if not self.serving:
            return ()
        return tuple(in_words(diagnostic, self.loaded.readers) for diagnostic in self.loaded.errors)

    def finish(self, config: MkDocsConfig, *, above: bool) -> None:
        """Write the pages above the languages, and give MkDocs back its own folder."""
        config.site_dir, config.site_url = self.base, self.site_url
        if above and self.readable and "home" in self.site.guides:
            path = urlsplit(self.site_url or "").path.rstrip("/")
            (Path(self.base) / "index.html").write_text(choice_page(self.site), encoding="utf-8", newline="\n")
            (Path(self.base) / "404.html").write_text(
                not_found_page(self.site, f"{path}/"), encoding="utf-8", newline="\n"
            )
            for name, text in (*crawling_files(self.site), *hosting_files(self.site), *root_files(self.site)):
                (Path(self.base) / name).parent.mkdir(exist_ok=True)
                (Path(self.base) / name).write_text(text, encoding="utf-8", newline="\n")
        if self.readable and self.search_page:
            self._index()
        if above and self.readable and not self.serving:
            self._publish()

    def _index(self) -> None:
        """Write what search reads: many small files, of which MkDocs need not know."""
        folder = Path(self.base) / self.code
        (folder / "search").mkdir(parents=True, exist_ok=True)
        for path, script in search_scripts(self.site, self.code):
            (folder / path).write_text(script, encoding="utf-8", newline="\n")

    def _publish(self) -> None:
        """Write the files that stand above the languages. They take seconds, which nobody waits for while writing."""
        for name, make in published_files(self.site, publication(self.site)).items():
            target = Path(self.base) / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(make())

    def watched(self, root: Path) -> Iterator[Path]:
        """The folders of entries outside of the guides' folder, which MkDocs watches itself."""
        if not self.readable:
            return
        guides = root / self.site.configuration.options.guides
        for declared in self.site.model.types.values():
            folder = root / declared.folder
            if folder.is_dir() and guides not in folder.parents:
                yield folder
