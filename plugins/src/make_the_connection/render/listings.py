"""Lists that guide pages ask for by name: cards, the crosswalk's table, the A–Z, the list of works.

Each function takes a reader and returns HTML for the place where the guide page asks for it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from make_the_connection.crosswalk import State
from make_the_connection.render.environment import rendered
from make_the_connection.render.facts import facts_of
from make_the_connection.render.reader import Reader


@dataclass(frozen=True)
class Listing:
    """One line of the A–Z."""

    key: str
    sort_key: object
    letter: str
    kind: str


def cards(reader: Reader, type_: str) -> Markup:
    """A card for each entry of a type, in reading order."""
    declared = reader.site.model.types[type_]
    shown = []
    for entry in reader.site.in_reading_order(type_, reader.code):
        facts = facts_of(entry.facts, declared.fields, declared.card, reader, entry)
        mark = getattr(entry.facts, "mark", None)
        shown.append((entry, reader.file(f"{entry.address}/{mark}") if mark else "", tuple(facts)))
    return rendered("cards.html", reader=reader, type=type_, cards=shown)


def count(reader: Reader, type_: str) -> str:
    """How many entries of a type there are, with the type's name."""
    return reader.counted(type_, len(reader.site.of_type(type_)))


def crosswalk(reader: Reader) -> Markup:
    """The table of the crosswalk: each cell says what joins its row and its column, and leads there."""
    site = reader.site
    return rendered("crosswalk.html", reader=reader, table=site.table, crosswalk=site.model.crosswalk, states=State)


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


def bibliography(reader: Reader) -> Markup:
    """Every work, formatted, leading to its own page."""
    processor = reader.site.processor(reader.code)
    return rendered("references.html", reader=reader, works=processor.listed(processor.works), anchor=None)


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
    listing.__name__: listing for listing in (cards, count, crosswalk, a_to_z, bibliography, publisher, contact)
}
"""What a guide page may ask for, by name."""
