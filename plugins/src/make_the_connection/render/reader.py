"""A site as one reader sees it: in a language, from a page."""

import posixpath
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup, escape

from make_the_connection.content.model import FrameworkDeclaration
from make_the_connection.content.reading import Entry
from make_the_connection.crosswalk import Cell, Connection, Link
from make_the_connection.languages import Language
from make_the_connection.references import linked
from make_the_connection.site import Phrase, Site


@dataclass(frozen=True)
class Reader:
    """`address` is that of the page being read, below its language's folder, without `.html`."""

    site: Site
    code: str
    address: str

    @cached_property
    def language(self) -> Language:
        return self.site.languages[self.code]

    def text(self, key: str, /, **parameters: object) -> Markup:
        """A sentence of the interface; parameters are escaped unless they are markup already."""
        safe = {name: escape(value) for name, value in parameters.items()}
        return Markup(self.language.catalogue.sentences[key]).format_map(safe)  # noqa: S704 - our own catalogue

    def date(self, written: str) -> str:
        return self.language.date(written)

    def listed(self, items: Iterable[str]) -> str:
        return self.language.listed(items)

    # addresses

    def to(self, address: str, anchor: str = "") -> str:
        """The relative address of another page of this language, or of a place on it."""
        if address == self.address and anchor:
            return f"#{anchor}"
        relative = posixpath.relpath(f"{address}.html", posixpath.dirname(self.address) or ".")
        return f"{relative}#{anchor}" if anchor else relative

    def file(self, path: str) -> str:
        """The relative address of a file of this language's folder."""
        return posixpath.relpath(path, posixpath.dirname(self.address) or ".")

    def url(self, key: str, anchor: str = "") -> str:
        """The relative address of an entry's or guide's page."""
        return self.to(self.site.address(key), anchor)

    def cell_url(self, cell: Cell) -> str:
        return self.to(cell_address(cell))

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
        """The title of an entry, leading to its page; its id where there is none, as while serving with mistakes."""
        if not self.site.has(key):
            return escape(key)
        return Markup('<a href="{}">{}</a>').format(self.url(key), self.title(key))

    def reference(self, work: Entry) -> Markup:
        """A work's entry in a list of references, with its address as a link and its language where it is another."""
        entry = Markup(linked(self.site.processor(self.code).entries[work.id]))  # noqa: S704 - cleaned by the processor
        lang = self.site.title(work.key, self.code).lang
        attribute = Markup(' lang="{}"').format(lang) if lang else Markup("")
        return Markup('<span class="reference"{}>{}</span>').format(attribute, entry)

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
        label = self.site.model.types[type_].label[self.code]
        return label.get("plural", label["other"])

    def type_within(self, type_: str) -> str:
        """The name of a type in the singular, inside a sentence: capitals are the language's own."""
        return self.site.model.types[type_].label[self.code]["one"]

    def counted(self, type_: str, number: int) -> str:
        """A number of entries of a type: `3 stories`."""
        label = self.site.model.types[type_].label[self.code]
        word = label.get(self.language.plural_form(number), label["other"])
        return f"{self.language.number(number)} {word}"

    def relation(self, connection: Connection) -> str:
        return self.own(self.site.model.relations[connection.relation].label)

    def role(self, role: str) -> str:
        return self.own(self.site.model.roles[role])

    def framework(self, entry: Entry) -> FrameworkDeclaration | None:
        """The edition of a framework that an entry belongs to, or None."""
        return self.site.model.frameworks.get(entry.id.split("/")[0])

    def source(self, link: Link) -> Markup:
        """Where a published link is printed, as a link."""
        if link.source is None:
            return Markup("")
        if self.site.has(link.source):
            return self.link(link.source)
        return self.outside(link.source)

    def outside(self, address: str) -> Markup:
        """A link to another site, under its address without what all addresses begin with."""
        shown = address.removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")
        return Markup('<a href="{}" rel="noopener">{}</a>').format(address, shown)

    def counts(self, cell: Cell) -> str:
        """What joins a cell, in words: `3 techniques and 5 stories`."""
        types = dict.fromkeys(join.key.split(":")[0] for join in cell.joins)
        order = [type_ for type_ in self.site.model.types if type_ in types]
        return self.listed(self.counted(type_, len(cell.of_type(type_))) for type_ in order)


def cell_address(cell: Cell) -> str:
    """The address of a cell's page."""
    row, column = (key.partition(":")[2].replace("/", "-") for key in (cell.row, cell.column))
    return f"crosswalk/{row}--{column}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
