"""Lists that guide pages ask for by name: cards, the crosswalk's table, the A–Z, what entries state.

Each function takes a reader and returns HTML for the place where the guide page asks for it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from make_the_connection.crosswalk import State, Table
from make_the_connection.render.agenda import calendar_files, coming, over
from make_the_connection.render.bibliography import bibliography
from make_the_connection.render.cards import Card, card_of
from make_the_connection.render.combining import combining
from make_the_connection.render.connected import connected
from make_the_connection.render.coverage import coverage
from make_the_connection.render.environment import rendered
from make_the_connection.render.evaluation import evaluation
from make_the_connection.render.facts import facts_of
from make_the_connection.render.feeds import feed
from make_the_connection.render.filters import Filter
from make_the_connection.render.finder import finder
from make_the_connection.render.parity import parity
from make_the_connection.render.paths import ways_in
from make_the_connection.render.poster import FORMS, poster_languages
from make_the_connection.render.published import carried, data_files
from make_the_connection.render.reader import Reader, slug
from make_the_connection.render.tables import table
from make_the_connection.render.terms import glossary
from make_the_connection.render.tested import access_tested


@dataclass(frozen=True)
class Listing:
    """One line of the A–Z."""

    key: str
    sort_key: object
    letter: str
    kind: str


def cards(reader: Reader, type_: str) -> Markup:
    """A card for each entry of a type, in reading order; where the type has several editions, those in force first."""
    model = reader.site.model
    groups: dict[str | None, list[Card]] = {edition: [] for edition in model.editions_of(type_)}
    for entry in reader.site.in_reading_order(type_, reader.code):
        groups.setdefault(model.edition_of(entry.id), []).append(card_of(entry, reader))
    shown = [(edition, model.editions_after(edition)[:1], cards) for edition, cards in groups.items() if cards]
    return rendered("cards.html", reader=reader, type=type_, groups=shown)


def count(reader: Reader, type_: str) -> str:
    """How many entries of a type there are in the editions in force, with the type's name."""
    superseded = reader.site.model.is_superseded
    return reader.counted(type_, sum(not superseded(entry.id) for entry in reader.site.of_type(type_)))


def crosswalk(reader: Reader) -> Markup:
    """The tables of the crosswalk: each cell says what joins its row and its column, and leads there."""
    site = reader.site
    return rendered(
        "crosswalk.html",
        reader=reader,
        tables=[(table, *_editions(table, reader)) for table in site.tables or (site.table,)],
        crosswalk=site.model.crosswalk,
        states=State,
        filter=Filter(reader),
    )


def _editions(table: Table, reader: Reader) -> tuple[Markup, tuple[str, ...]]:
    """What the editions of a table are called, and those that have taken the place of one."""
    model = reader.site.model
    names: dict[str, str] = {}
    later: list[str] = []
    for end, keys in (("row", table.rows), ("column", table.columns)):
        edition = model.edition_of(keys[0].partition(":")[2]) if keys else None
        names[end] = reader.edition_title(edition) if edition else ""
        later += model.editions_after(edition)[:1]
    return reader.text("cell.title", **names), tuple(later)


def a_to_z(reader: Reader) -> Markup:
    """Every entry and guide page by the letters of the language."""
    alphabet = reader.language.alphabet
    keys = [(entry.key, reader.type(entry.type)) for entry in reader.site.entries.values()]
    keys += [(guide.key, "") for guide in reader.site.guides.values()]
    listings = []
    for key, kind in keys:
        title = reader.site.title(key, reader.code).text
        listings.append(Listing(key, alphabet.sort_key(title), alphabet.first_letter(title), kind))
    listings.sort(key=lambda listing: (listing.sort_key, listing.key))
    letters = [(letter, tuple(group)) for letter, group in groupby(listings, key=lambda listing: listing.letter)]
    return rendered("a_to_z.html", reader=reader, letters=letters)


def stated(reader: Reader, type_: str, field: str) -> Markup:
    """What the entries of a type state in a field, each under its title; those that do not are left out."""
    fields, entries = reader.site.model.types[type_].fields, reader.site.in_reading_order(type_, reader.code)
    found = [
        (entry, fact)
        for entry in entries
        if getattr(entry.facts, field) not in (None, ())
        for fact in facts_of(entry.facts, fields, [field], reader, entry)
    ]
    return rendered("stated.html", reader=reader, field=field, stated=found, slug=slug)


def posters(reader: Reader) -> Markup:
    """The posters of the crosswalk, by language and form."""
    shown = []
    for name, codes in poster_languages(reader.site):
        names = reader.listed(reader.language.name_of(code) for code in codes)
        shown.append(
            (names[:1].upper() + names[1:], [(form, reader.file(f"../poster/{name}.{form}")) for form in FORMS])
        )
    return rendered("posters.html", posters=shown)


def publisher(reader: Reader) -> str:
    """Who publishes the site, or that nobody has been appointed."""
    named = reader.site.configuration.options.publisher
    return reader.own(named) if named else reader.language.text("publisher.none")


def contact(reader: Reader) -> Markup:
    """The address for reports and offers, or that nobody has been appointed."""
    address = reader.site.configuration.options.contact
    if address is None:
        return reader.text("contact.none")
    return Markup('<a href="{}">{}</a>').format(address, address.removeprefix("mailto:"))


LISTINGS: Mapping[str, Callable[..., str]] = {
    listing.__name__: listing
    for listing in (
        cards,
        coming,
        over,
        calendar_files,
        count,
        coverage,
        crosswalk,
        connected,
        a_to_z,
        access_tested,
        bibliography,
        stated,
        posters,
        parity,
        data_files,
        carried,
        glossary,
        evaluation,
        combining,
        table,
        feed,
        finder,
        ways_in,
        publisher,
        contact,
    )
}
"""What a guide page may ask for, by name."""
