"""The entries that belong to an entry because they name it, on its page."""

from collections.abc import Iterable, Iterator

from markupsafe import Markup

from make_the_connection.content.model import TypeDeclaration
from make_the_connection.content.reading import Entry
from make_the_connection.render.cards import Card, card_of
from make_the_connection.render.environment import rendered
from make_the_connection.render.reader import Reader


def parts(types: Iterable[str], whole: Entry, reader: Reader) -> Markup:
    """The parts of an entry that are of these types, by what they are; empty where it has none."""
    found = [(type_, groups) for type_ in types if (groups := tuple(groups_of(type_, whole, reader)))]
    return rendered("parts.html", reader=reader, types=found)


def groups_of(type_: str, whole: Entry, reader: Reader) -> Iterator[tuple[str, tuple[Card, ...]]]:
    """The parts of a type by the first field of its card in which each makes one choice, in the order of the choices.

    Those that make none have no heading, and come last.
    """
    found = reader.site.parts(whole.key, type_, reader.code)
    declared = reader.site.model.types[type_]
    field = _grouping(declared)
    choices = declared.fields[field].choices if field else {}
    for value in (*choices, None):
        cards = tuple(
            card_of(part, reader, field) for part in found if (getattr(part.facts, field) if field else None) == value
        )
        if cards:
            label = reader.own(choices[value]) if value else ""
            yield label[:1].upper() + label[1:], cards


def _grouping(declared: TypeDeclaration) -> str | None:
    fields = ((name, declared.fields[name]) for name in declared.card)
    return next((name for name, field in fields if field.kind == "choice" and not field.many), None)
