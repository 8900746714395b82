"""A site as one reader sees it: in a language, from a page."""

import posixpath
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from markupsafe import Markup, escape

from make_the_connection.content.model import FrameworkDeclaration
from make_the_connection.content.reading import Entry
from make_the_connection.crosswalk import Cell, Connection, Link
from make_the_connection.languages import Language
from make_the_connection.references import foreign_names, in_their_languages, linked
from make_the_connection.site import Phrase, Site


@dataclass(frozen=True)
class Reader:
    """`address` is that of the page being read, below its language's folder, without `.html`.

    `beside` is the language of that page where these words are one of its columns; empty on a page of one language.
    """

    site: Site
    code: str
    address: str
    beside: str = ""

    @cached_property
    def language(self) -> Language:
        return self.site.languages[self.code]

    def text(self, key: str, /, **parameters: object) -> Markup:
        """A sentence of the interface; parameters are escaped unless they are markup already."""
        safe = {name: escape(value) for name, value in parameters.items()}
        # What a `Markup` formats by itself takes five times as long, and these parameters are escaped already.
        return Markup(self.language.catalogue.sentences[key].format_map(safe))  # noqa: S704 - our own catalogue

    def date(self, written: str) -> str:
        return self.language.date(written)

    def listed(self, items: Iterable[str]) -> str:
        return self.language.listed(items)

    # addresses

    def to(self, address: str, anchor: str = "") -> str:
        """The relative address of another page of this language, or of a place on it."""
        if address == self.address and anchor:
            return f"#{anchor}"
        relative = self.file(f"{address}.html")
        return f"{relative}#{anchor}" if anchor else relative

    def file(self, path: str) -> str:
        """The relative address of a file of this language's folder."""
        folder = f"../{self.code}/" if self.is_guest else ""
        return _relative(f"{folder}{path}", posixpath.dirname(self.address))

    def url(self, key: str, anchor: str = "") -> str:
        """The relative address of an entry's or guide's page."""
        return self.to(self.site.address(key), anchor)

    def url_in(self, code: str, key: str, anchor: str = "") -> str:
        """The relative address of an entry's or guide's page in another language."""
        relative = self.file(f"../{code}/{self.site.address(key)}.html")
        return f"{relative}#{anchor}" if anchor else relative

    def pair_url(self, one: str, other: str) -> str:
        """The relative address of the explanation from one concept to another."""
        return self.to(connected_address(one), slug(other))

    def cell_url(self, cell: Cell) -> str:
        return self.to(cell_address(cell))

    def link_url(self, link: Link) -> str:
        """The address of a link: its place on the page of the entry that holds it."""
        return self.url(link.subject, link_anchor(link))

    def former_anchors(self, link: Link) -> list[str]:
        """The ids that a link has had on its page: they follow from those of the entry at its other end."""
        entry = self.site.entries[link.object]
        return [link_anchor(replace(link, object=f"{entry.type}:{id_}")) for id_ in entry.facts.formerly]

    def anchor(self, id_: str) -> str:
        """An id as it stands on the page: once on a page that has the same words in several languages."""
        return f"{id_}--{self.code}" if self.is_guest else id_

    @property
    def is_guest(self) -> bool:
        """Whether the page being read is one of another language."""
        return self.beside not in ("", self.code)

    @property
    def host(self) -> "Reader":
        """The reader of the page itself, where these words are one of its columns."""
        return replace(self, code=self.beside) if self.is_guest else self

    # words of the content

    def phrase(self, phrase: Phrase) -> Markup:
        """A text, with its language marked where it is another."""
        if phrase.lang:
            return Markup('<span lang="{}">{}</span>').format(phrase.lang, phrase.text)
        return escape(phrase.text)

    def title(self, key: str) -> Markup:
        return self.phrase(self.site.title(key, self.code))

    def short(self, key: str) -> Markup:
        return self.phrase(self.site.short(key, self.code))

    def summary(self, key: str) -> Markup:
        return self.phrase(self.site.summary(key, self.code))

    def named(self, text: Mapping[str, str] | None) -> Markup:
        return self.phrase(self.site.named(text, self.code))

    def link(self, key: str) -> Markup:
        """The title of an entry, leading to its page; its id where there is none, as while serving with mistakes.

        Its edition stands beside it where another has taken the place of that one.
        """
        if not self.site.has(key):
            return escape(key)
        superseded = self.site.model.is_superseded(key.partition(":")[2])
        edition = self.edition(key) if superseded else ""
        return Markup('<a href="{}">{}</a>{}').format(self.url(key), self.title(key), edition)

    def reference(self, work: Entry) -> Markup:
        """A work's entry in a list of references, with its address as a link and what is in another language marked.

        Its form is that of the page's language, in every column: it is said once.
        """
        code = self.host.code
        formatted = self.site.processor(code).entries[work.id]
        entry = linked(in_their_languages(formatted, foreign_names(work, code)))
        lang = Markup(' lang="{}"').format(code) if self.is_guest else ""
        return Markup('<span class="reference"{}>{}</span>').format(lang, Markup(entry))  # noqa: S704 - cleaned by the processor

    def probable(self, key: str) -> Markup:
        """The mark of a work whose record is only probable, to stand behind its title or reference wherever it does."""
        if not getattr(self.site.entries[key].facts, "doubt", None):
            return Markup("")
        return Markup(' <span class="badge badge--probable">{}</span>').format(self.text("work.probable"))

    def own(self, text: Mapping[str, str]) -> str:
        """A text that has every language."""
        return text[self.code]

    def types(self, type_: str) -> str:
        """The name of a type in the plural, as a heading."""
        return _capital(self.types_within(type_))

    def type(self, type_: str) -> str:
        """The name of a type in the singular, as a heading."""
        return _capital(self.type_within(type_))

    def types_within(self, type_: str) -> str:
        """The name of a type in the plural, inside a sentence: capitals are the language's own."""
        return self.site.model.types[type_].word(self.code, "plural")

    def type_within(self, type_: str) -> str:
        """The name of a type in the singular, inside a sentence: capitals are the language's own."""
        return self.site.model.types[type_].word(self.code, "one")

    def counted(self, type_: str, number: int) -> str:
        """A number of entries of a type: `3 stories`."""
        word = self.site.model.types[type_].word(self.code, self.language.plural_form(number))
        return f"{self.language.number(number)} {word}"

    def relation(self, connection: Connection) -> str:
        return self.own(self.site.model.relations[connection.relation].label)

    def role(self, role: str) -> str:
        return self.own(self.site.model.roles[role])

    def framework(self, entry: Entry) -> FrameworkDeclaration | None:
        """The edition of a framework that an entry belongs to, or None."""
        edition = self.site.model.edition_of(entry.id)
        return self.site.model.frameworks[edition] if edition else None

    def edition(self, key: str) -> Markup:
        """Which edition an entry belongs to, in brackets after its title, where its type has several."""
        type_, _, id_ = key.partition(":")
        edition = self.site.model.edition_of(id_)
        if edition is None or len(self.site.model.editions_of(type_)) < 2:
            return Markup("")
        label = self.text("edition.label", edition=self.site.model.frameworks[edition].edition)
        return Markup(' <span class="edition">({})</span>').format(label)

    def links(self, keys: Iterable[str]) -> Markup:
        """Several entries as links."""
        return self.text("list.separator").join(map(self.link, keys))

    def edition_title(self, edition: str) -> str:
        """The title of an edition, with what it is called among the others."""
        declared = self.site.model.frameworks[edition]
        return f"{self.own(declared.title)} ({declared.edition})"

    def source(self, link: Link) -> Markup:
        """Where a published link is printed, as a link."""
        if link.source is None:
            return Markup("")
        if self.site.has(link.source):
            return self.link(link.source)
        return self.outside(link.source)

    def outside(self, address: str, title: str = "") -> Markup:
        """A link to another site, under its title or its address without what all addresses begin with.

        Words alone where it would run something: the check lets no such address pass, and no page relies on that.
        """
        if not address.startswith(("https://", "http://")):
            return escape(title or address)
        shown = title or address.removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")
        return Markup('<a href="{}" rel="noopener">{}</a>').format(address, shown)

    def counts(self, cell: Cell) -> str:
        """What joins a cell, in words: `3 techniques and 5 stories`."""
        types = dict.fromkeys(join.key.split(":")[0] for join in cell.joins)
        order = [type_ for type_ in self.site.model.types if type_ in types]
        return self.listed(self.counted(type_, len(cell.of_type(type_))) for type_ in order)


@lru_cache(maxsize=65_536)
def _relative(path: str, folder: str) -> str:
    """A path as it is written on pages of a folder: the same few are, on most pages."""
    return posixpath.relpath(path, folder or ".")


def cell_address(cell: Cell) -> str:
    """The address of a cell's page."""
    row, column = (key.partition(":")[2].replace("/", "-") for key in (cell.row, cell.column))
    return f"crosswalk/{row}--{column}"


def connected_address(key: str) -> str:
    """The address of the page that connects a concept with all the others."""
    return f"connected/{slug(key)}"


def side_by_side_address(address: str) -> str:
    """Where the languages of the page at an address stand side by side."""
    return f"side-by-side/{address}"


def slug(key: str) -> str:
    """An entry's name in addresses and ids."""
    return key.replace(":", "-").replace("/", "-")


def link_anchor(link: Link) -> str:
    """The id of a link on the page of the entry that holds it."""
    return "link-" + part_anchor(link.object)


def part_anchor(key: str) -> str:
    """The id of what a page says of one entry among others. No id of an entry has two hyphens together."""
    return key.replace(":", "--").replace("/", "--")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
