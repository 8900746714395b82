"""What a list on a page can be narrowed by. A script narrows it; without one there is no form and all is shown."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from make_the_connection.render.environment import rendered
from make_the_connection.render.reader import Reader
from make_the_connection.site import Phrase

SENTENCES = ("option", "part", "showing", "everything", "unknown")
"""What every script that narrows a list says, by the names of its sentences."""


@dataclass(frozen=True)
class Option:
    """What can be chosen: its name in addresses, and how many items of the list have it."""

    value: str
    label: Phrase
    number: int


@dataclass(frozen=True)
class Facet:
    """One choice of the form, with what can be chosen in the order in which it is shown."""

    name: str
    label: str
    options: tuple[Option, ...]


Values = Mapping[str, Collection[str]]
"""What an item of a list has of each facet, by the facet's name."""


def facet(name: str, label: str, labels: Mapping[str, Phrase], items: Collection[Values]) -> Iterator[Facet]:
    """The facet that narrows these items by values with these labels; none where no choice would leave any item out."""
    numbers = Counter(value for item in items for value in item[name])
    options = tuple(Option(value, label, numbers[value]) for value, label in labels.items() if numbers[value])
    if any(option.number < len(items) for option in options):
        yield Facet(name, label, options)


def facet_form(reader: Reader, list_: str, facets: Iterable[Facet], total: int, shown: str) -> Markup:
    """The form that narrows the list with this id. `shown` is the key of the sentence that counts what is left."""
    sentences = reader.language.catalogue.sentences
    words = {name: sentences[f"filter.{name}"] for name in SENTENCES}
    words |= {"shown": sentences[shown], "separator": reader.language.text("list.separator")}
    return rendered("facets.html", reader=reader, list=list_, facets=tuple(facets), total=total, words=words)
