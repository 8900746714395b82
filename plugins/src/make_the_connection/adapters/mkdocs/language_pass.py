"""One pass of MkDocs over one language: what it sets up, what templates see, and what it writes at its end."""

import gc
import posixpath
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from markdown import Extension
from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils import get_theme_dir

from make_the_connection.adapters.mkdocs.blocks import Blocks
from make_the_connection.adapters.mkdocs.kept import Kept, Shelf, store_of
from make_the_connection.adapters.mkdocs.sheet import Sheet, address_of, page_title
from make_the_connection.adapters.mkdocs.target import Target, clear, put
from make_the_connection.adapters.mkdocs.titles import told_apart
from make_the_connection.adapters.mkdocs.view import Twin, View
from make_the_connection.api import Loaded, publication
from make_the_connection.cache import seen
from make_the_connection.content.withdrawal import Withdrawn
from make_the_connection.content.words import version_for
from make_the_connection.contribute.form import contribution
from make_the_connection.contribute.repository import GitHub
from make_the_connection.crosswalk import Cell
from make_the_connection.downloads.keep import keep
from make_the_connection.downloads.page import age, downloads
from make_the_connection.downloads.root_files import WORKER, root_files
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
from make_the_connection.search.parts import page_for_search, search_scripts
from make_the_connection.site import Keep, Site, Values, watched

STRICT_PARITY = "MAKE_THE_CONNECTION_STRICT_PARITY"
"""The environment variable that lets languages that do not correspond stop the build."""

_SOMETIMES_ABOVE = frozenset({"sitemap.xml", "robots.txt", WORKER})
"""Files above the languages that follow from how a site is configured: one of another time would lead astray."""
_PUBLISHED = ("data", "poster")
"""The folders of the files for other systems."""

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
    """A pass over the site in the language `code`, written below `base`.

    `edition` stands for all that its files follow from besides what is read of the site; `told` is what is known of
    that already, and `watching` the site watched, if somebody watches it already. What is kept while serving is on the
    `shelf`.
    """

    loaded: Loaded
    code: str
    base: str
    serving: bool
    edition: str = ""
    told: dict[str, str] = field(default_factory=dict)
    watching: Site | None = None
    shelf: Shelf | None = None
    site_url: str | None = None
    stores: list[Kept] = field(default_factory=list)
    target: Target = field(init=False)

    @property
    def readable(self) -> bool:
        """Whether there is a site at all: its configuration and content model could be read."""
        return self.loaded.site is not None

    @cached_property
    def site(self) -> Site:
        """The site, whose `reads` are noted: all that makes pages reads this one. As `all`."""
        return self.watching or watched(self.all)

    @property
    def all(self) -> Site:
        """The site as it was read. Raises `LookupError` where it is not `readable`."""
        if self.loaded.site is None:
            raise LookupError("the site could not be read")
        return self.loaded.site

    @cached_property
    def values(self) -> Values:
        """What stands under each name that the reads of this pass are noted by."""
        values = Values(self.all, self.told)
        # What every page of the pass has, besides what stands around it.
        values.more["pass"] = lambda _: (self.age, self.search_page, self.site_url)
        return values

    def of_language(self, code: str) -> "LanguagePass":
        """The pass of another language over the same site."""
        return replace(self, code=code, stores=[])

    def kept(self, kind: str) -> Kept:
        """What earlier builds have kept of a kind for this pass."""
        if self.shelf is None:
            return self._opened(kind)
        return self.shelf.kept(kind, self.code, self.values)

    def _opened(self, kind: str) -> Kept:
        """What is kept of a kind in a file, until `save`."""
        store = store_of(kind, self.code, self.all, self.edition, serving=self.serving)
        self.stores.append(Kept(store, self.values))
        return self.stores[-1]

    @cached_property
    def searched(self) -> Kept:
        """What earlier builds have kept of what the index needs of each page."""
        return self._opened("search")

    def search(self, key: str) -> None:
        """Prepare what the index needs of a page, while its text is at hand."""
        if self.search_page and not self.serving and not self.searched.holds(key):
            self.searched.made(key, self.site.reads, partial(page_for_search, self.site, self.code, key))

    @cached_property
    def files(self) -> Kept:
        """What earlier builds have kept of the files of this pass that are no pages."""
        return self.kept("files")

    @cached_property
    def blocks(self) -> Blocks:
        """The HTML of the macros of this pass's pages."""
        return Blocks()

    @cached_property
    def entries(self) -> dict[str, str]:
        """The key of the entry at each address."""
        return {entry.address: entry.key for entry in self.all.entries.values()} if self.readable else {}

    @cached_property
    def cells(self) -> dict[str, Cell]:
        """The cell of the crosswalk at each address."""
        return {cell_address(cell): cell for cell in self.all.cells} if self.readable else {}

    @cached_property
    def concepts(self) -> dict[str, str]:
        """The key of the concept whose connections stand at each address."""
        return {connected_address(key): key for key in self.all.explanations.concepts} if self.readable else {}

    @cached_property
    def found(self) -> Mapping[str, Found]:
        """The plain page of a finder at each address."""
        return finder_pages(self.site, self.code) if self.readable else {}

    @cached_property
    def withdrawn(self) -> Mapping[str, Withdrawn]:
        """What has been taken down from each address."""
        return withdrawn_addresses(self.all) if self.readable else {}

    @cached_property
    def guides(self) -> dict[str, str]:
        """The id of the guide page at each address."""
        return {guide.address: guide.id for guide in self.all.guides.values()} if self.readable else {}

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
        self.target = Target(Path(self.base) / self.code)
        config.site_dir = self.target.of_mkdocs
        if config.site_url:
            config.site_url = f"{config.site_url.rstrip('/')}/{self.code}/"
        config.theme["language"] = self.code
        # Pages are made of our templates and the site's own. A theme has thousands of files, which would all be listed.
        named = {get_theme_dir(config.theme.name)} if config.theme.name else set()
        *own, of_mkdocs = (folder for folder in config.theme.dirs if folder not in named)
        config.theme.dirs[:] = [*own, str(_THEME), of_mkdocs]
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

    def view_of(self, page: MkDocsPage | Sheet, *, around: bool = False) -> View | None:
        """What the templates see of a page; for what stands `around` it, without what costs most."""
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
        is_cited = not around and self.is_cited(page)
        cite = self.citations.cited(reader, page_title(page)) if is_cited else Markup("")
        search = reader.url(self.search_page) if self.search_page else ""
        return View(
            reader=reader,
            site_title=title,
            source=source,
            foreign=foreign,
            twins=twins,
            parity=parity,
            title_lang=title_lang,
            told_apart=told_apart(reader, self._keys(reader.address)),
            side_by_side=side_by_side,
            cite=cite,
            search=search,
            search_page=self.search_page,
            facts=self._facts(guide, reader),
            next=next_steps(key, reader) if key else Markup(""),
            report=self._report(page, reader) if key else Markup(""),
            age=self.age,
        )

    def _keys(self, address: str) -> tuple[str, ...]:
        """What a page of ours is about, in one language or in all: an entry, or the two of a cell."""
        address = self.sides.get(address, address)
        cell = self.cells.get(address)
        key = self.entries.get(address) or self.concepts.get(address)
        return (cell.row, cell.column) if cell else (key,) if key else ()

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
        return search_page(self.all)

    @cached_property
    def age(self) -> Markup:
        """The line that says how old a page is: the same on each."""
        return age(Reader(self.all, self.code, "index"))

    @cached_property
    def citations(self) -> PageCitations:
        """How the pages of this pass are cited."""
        return PageCitations(self.site, self.code, self._keeping(self.files))

    def _keeping(self, kept: Kept) -> Keep:
        """Files of a kind, given as they were kept, or made and kept."""
        return lambda name, make: kept.made(name, self.site.reads, make)

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

    def finish(self, config: MkDocsConfig, *, above: bool) -> None:
        """Write what is no page, and what stands above the languages; give MkDocs back its own folder."""
        config.site_dir, config.site_url = self.base, self.site_url
        if not self.serving:
            for name, script in self._scripts():
                self.target.write(name, script)
        self.target.finish()
        if above and self.readable and "home" in self.all.guides:
            path = urlsplit(self.site_url or "").path.rstrip("/")
            pages = (("index.html", choice_page(self.all)), ("404.html", not_found_page(self.all, f"{path}/")))
            written = (*pages, *crawling_files(self.all), *hosting_files(self.all), *root_files(self.all))
            for name, text in written:
                put(Path(self.base) / name, text.encode())
            for name in _SOMETIMES_ABOVE.difference(name for name, _ in written):
                (Path(self.base) / name).unlink(missing_ok=True)
        if not self.serving:
            # To tell what all of this follows from is what takes most memory.
            gc.collect()
        for store in self.stores:
            store.save()

    def _scripts(self) -> Iterator[tuple[str, bytes]]:
        """The files of the index of this language."""
        if self.readable and self.search_page:
            for name, script in search_scripts(self.site, self.code, self._keeping(self.searched)):
                yield name, script.encode()

    def serve_search(self) -> None:
        """Write the index of this language, for a browser that asks for it."""
        for name, script in self._scripts():
            put(Path(self.base, self.code, name), script)
        for store in self.stores:
            store.save()

    def publish(self) -> None:
        """Write the files for other systems, which stand above the languages."""
        reads, kept = self.site.reads, self.kept("published")
        with reads.taken() as common:
            published = published_files(self.site, publication(self.site))
        for name, make in published.items():

            def whole(make: Callable[[], bytes] = make) -> bytes:
                for read in common:
                    reads.note(read)
                return make()

            target = Path(self.base) / name
            if not kept.holds(name) or kept.seen(name) != seen(target):
                put(target, kept.made(name, reads, whole))
                kept.see(name, seen(target))
        for folder in _PUBLISHED:
            prefix = f"{folder}/"
            clear(
                Path(self.base) / folder, {name.removeprefix(prefix) for name in published if name.startswith(prefix)}
            )
        kept.save()

    def watched(self, root: Path) -> Iterator[Path]:
        """The folders of entries and of language packs outside of the guides' folder, which MkDocs watches itself."""
        if not self.readable:
            return
        options = self.site.configuration.options
        folders = [declared.folder for declared in self.site.model.types.values()]
        for folder in (root / each for each in (*folders, options.language_packs) if each):
            if folder.is_dir() and root / options.guides not in folder.parents:
                yield folder
