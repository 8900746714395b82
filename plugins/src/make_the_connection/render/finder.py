"""The finder of a type: its entries on cards, and what a reader narrows, orders and takes away of them.

A guide page asks for it (`{{ finder("story") }}`). Without a script it has the first cards, and links to plain pages of
ours: the rest of the list (`finder/story/all--2`) and each value of each facet (`finder/story/ground--slope`, then
`finder/story/ground--slope--2`). No id or name of a type, facet or value has two hyphens together, so that no page of
an entry is ever at such an address.

What the script finds on the page, all of it made by `finder.html`:

- `form.filter--finder`, hidden until a script shows it, with `data-list` (the id of the list), `data-type`,
  `data-script` (the address of the folder of the scripts below) and `data-words` (sentences, `_SENTENCES`). In it:
  `details.finder-part`, closed (for the script to open where there is room), with a menu for each facet, named as the
  facet, its options as those of other filters (`data-label`); `details.finder-like`, where the type says what is like
  another, with a menu `like.<facet>` for each such facet, without numbers and without "not stated"; a menu `order` of
  `title`, `newest` (where a facet is of dates) and `like` (where there are menus for it); the buttons `.filter-clear`,
  `[name=print]` and `[name=save]`.
- `.filter-result` (role status) and `.filter-nothing`, as beside other filters.
- `.finder-plain`: the links that do what the form does; to be hidden where the form is shown.
- `ul.cards`, the list: the first cards, in the order of titles. Then the `nav.pager` of `pager.html`, or an empty
  `div.pager-place` where there is one page, in whose place the script puts a pager of the same elements.

What it loads is in `finder_scripts`.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

from make_the_connection.content.finding import FinderDeclaration
from make_the_connection.content.reading import Entry
from make_the_connection.render.cards import card_of
from make_the_connection.render.environment import part, rendered
from make_the_connection.render.facets import SENTENCES, Facet, Option
from make_the_connection.render.page import Page
from make_the_connection.render.pager import PER, Paged, pages
from make_the_connection.render.reader import Reader
from make_the_connection.site import (
    NOT_STATED,
    Site,
    facet_field,
    facet_label,
    facet_labels,
    facet_values,
    remembered,
)

_ALL = "all"
_SENTENCES = (
    *("shown", "mine", "ordered", "nothing-mine", "same", "other"),
    *("page", "pages", "previous", "next", "saved", "failed"),
)


@dataclass(frozen=True)
class Finder:
    """The finder of a type for readers of a language, and the guide page that asks for it."""

    site: Site
    code: str
    type: str
    guide: str

    @property
    def declared(self) -> FinderDeclaration:
        finder = self.site.model.types[self.type].finder
        if finder is None:
            raise LookupError(f"no finder is declared for {self.type!r}")
        return finder

    @remembered
    def entries(self) -> tuple[Entry, ...]:
        """In the order of their titles."""
        site, sort_key = self.site, self.site.languages[self.code].alphabet.sort_key
        titles = {each.key: site.title(each.key, self.code).text for each in site.of_type(self.type)}
        return tuple(sorted(site.of_type(self.type), key=lambda each: (sort_key(titles[each.key]), each.id)))

    @remembered
    def values(self) -> Mapping[str, tuple[tuple[str, ...], ...]]:
        """For each facet the values of each entry."""
        facets = self.declared.facets.items()
        return {name: tuple(facet_values(self.site, each, facet) for each in self.entries) for name, facet in facets}

    @remembered
    def facets(self) -> tuple[Facet, ...]:
        """What the entries can be narrowed by; without what none of them has a value of."""
        found = []
        for name, facet in self.declared.facets.items():
            numbers = Counter(value for values in self.values[name] for value in values)
            labels = facet_labels(self.site, self.entries, facet, self.code)
            options = tuple(Option(value, label, numbers[value]) for value, label in labels.items())
            found.append(Facet(name, facet_label(self.site, [self.type], facet, self.code), options))
        return tuple(facet for facet in found if facet.options)

    @property
    def newest(self) -> str:
        """The first facet of dates, or nothing."""
        fields = {name: facet_field(self.site, self.type, facet) for name, facet in self.declared.facets.items()}
        return next((name for name, field in fields.items() if field and field.kind == "date"), "")

    def address(self, selection: str, number: int = 1) -> str:
        """The address of a plain page: its first is the guide page, where all are listed."""
        if selection == _ALL and number == 1:
            return self.site.address(self.guide)
        return f"finder/{self.type}/{selection}" + (f"--{number}" if number > 1 else "")

    def paged(self, selection: str, number: int, of: int, reader: Reader) -> Paged:
        return Paged(number, pages(of), lambda other: reader.to(self.address(selection, other)))

    @remembered
    def cards(self) -> Mapping[str, Markup]:
        """The card of each entry, by key, as it stands on plain pages, which are all in one folder."""
        reader = Reader(self.site, self.code, self.address(_ALL, 2))
        return {entry.key: card(entry, "h2", reader) for entry in self.entries}


@dataclass(frozen=True)
class Found:
    """A plain page: so many-th of those with the entries that have a value of a facet; of no facet, of all entries."""

    finder: Finder
    number: int
    entries: tuple[Entry, ...]
    facet: Facet | None = None
    option: Option | None = None

    @property
    def selection(self) -> str:
        return f"{self.facet.name}--{self.option.value}" if self.facet and self.option else _ALL

    @property
    def address(self) -> str:
        return self.finder.address(self.selection, self.number)


def finder(reader: Reader, type_: str) -> Markup:
    """The finder of a type: its first cards, links to the others and to what each value leaves, and the form."""
    of = Finder(reader.site, reader.code, type_, _guide(reader.site, type_) or "")
    first = of.entries[:PER]
    sentences = reader.language.catalogue.sentences
    words = {name: sentences[f"filter.{name}"] for name in SENTENCES}
    words |= {name: sentences[f"finder.{name}"] for name in _SENTENCES}
    return rendered(
        "finder.html",
        reader=reader,
        finder=of,
        cards=[card(entry, "h3", reader) for entry in first],
        paged=of.paged(_ALL, 1, len(of.entries), reader),
        not_stated=NOT_STATED,
        words=words | {"not-stated": reader.text("fact.not-stated"), "separator": reader.text("list.separator")},
    )


def finder_pages(site: Site, code: str) -> Mapping[str, Found]:
    """The plain pages by address: the further ones of all entries, and those of each value."""
    pages = [page for of in finders(site, code) for page in _pages(of)]
    return {page.address: page for page in pages}


def finder_page(found: Found) -> Page:
    """A plain page."""
    of = found.finder
    reader = Reader(of.site, of.code, found.address)
    facet, option, number = found.facet, found.option, reader.language.number
    heading = escape(reader.types(of.type))
    if facet and option:
        heading = reader.text("filter.part", label=facet.label, value=reader.phrase(option.label))
    paged = of.paged(found.selection, found.number, len(found.entries), reader)
    counted = reader.language.text("finder.in-all", entries=reader.counted(of.type, len(found.entries)))
    page = reader.language.text("finder.page", number=number(found.number), all=number(paged.all))
    html = rendered(
        "finder_page.html",
        reader=reader,
        finder=of,
        facet=facet,
        option=option,
        heading=heading,
        lead=f"{counted} {page}" if paged.all > 1 else counted,
        cards=[of.cards[entry.key] for entry in found.entries[(found.number - 1) * PER : found.number * PER]],
        paged=paged,
    )
    named = [reader.types(of.type), heading.striptags(), *([page.rstrip(".")] if found.number > 1 else [])]
    title = " · ".join(dict.fromkeys(named))
    return Page(found.address, title, f"{title}. {counted}", str(html), ())


def finders(site: Site, code: str) -> Iterator[Finder]:
    """The finders that a guide page asks for."""
    for type_, declared in site.model.types.items():
        guide = _guide(site, type_) if declared.finder else None
        if guide:
            yield Finder(site, code, type_, guide)


def _guide(site: Site, type_: str) -> str | None:
    for guide in site.guides.values():
        calls = (call for words in guide.words.values() for call in words.calls if call.name == finder.__name__)
        if any(value == type_ for call in calls for value, _ in call.arguments):
            return guide.key
    return None


def _pages(of: Finder) -> Iterator[Found]:
    further = range(2, pages(len(of.entries)) + 1)
    yield from (Found(of, number, of.entries) for number in further)
    for facet in of.facets:
        for option in facet.options:
            having = zip(of.entries, of.values[facet.name], strict=True)
            entries = tuple(entry for entry, values in having if option.value in values)
            yield from (Found(of, n + 1, entries, facet, option) for n in range(pages(len(entries))))


def card(entry: Entry, level: str, reader: Reader) -> Markup:
    """The card of an entry, with a heading of a level (`h3`), as an item of a list."""
    return part("card.html", "item", card_of(entry, reader), level, reader)
