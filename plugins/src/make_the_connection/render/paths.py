"""Paths through a site: entries in an order, each with the reason to go there, and the questions that lead to them."""

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from make_the_connection.content.model import FieldDeclaration
from make_the_connection.content.reading import Entry
from make_the_connection.render.environment import rendered
from make_the_connection.render.reader import Reader


@dataclass(frozen=True)
class Step:
    """The key of an entry, and why to read it."""

    key: str
    why: str


@dataclass(frozen=True)
class Way:
    """A way in: an entry with the names of those who ask it, and its path."""

    entry: Entry
    asked_by: tuple[str, ...]
    steps: Markup


def is_path(field: FieldDeclaration) -> bool:
    """Whether a field of records leads to entries of any type, with words about each."""
    kinds = [(inner.kind, inner.many, inner.of) for inner in field.fields.values()]
    return field.many and kinds == [("entry", False, None), ("text", False, None)]


def steps(records: Iterable[object], field: FieldDeclaration, reader: Reader) -> Markup:
    """A path as a numbered list, which says of each page what it is."""
    page, why = field.fields
    shown = [Step(getattr(record, page), reader.own(getattr(record, why))) for record in records]
    return rendered("steps.html", reader=reader, steps=shown)


def ways_in(reader: Reader, type_: str, who: str, path: str, most: int | None = None) -> Markup:
    """The questions of a type, each with who asks it and a short path to follow; a script narrows them to one person's.

    `who` and `path` are its fields. At most so many are shown: then a link leads to the list of all of them.
    """
    fields = reader.site.model.types[type_].fields
    entries = reader.site.in_reading_order(type_, reader.code)
    ways = [
        Way(entry, _choices(entry, who), steps(getattr(entry.facts, path) or (), fields[path], reader))
        for entry in entries[:most]
    ]
    asking = {name for way in ways for name in way.asked_by}
    sentences = reader.language.catalogue.sentences
    label = reader.own(fields[who].label)
    return rendered(
        "ways_in.html",
        reader=reader,
        ways=ways,
        field=who,
        label=label,
        names={name: reader.own(text) for name, text in fields[who].choices.items() if name in asking},
        words={
            "part": "{value}",
            "separator": "",
            "showing": reader.text("ways.showing", label=label, choice="{choice}"),
            **{name: sentences[key] for name, key in _SENTENCES.items()},
        },
        total=len(entries),
        list=reader.site.list_of(type_),
    )


_SENTENCES = {"shown": "ways.shown", "everything": "filter.everything", "unknown": "filter.unknown"}


def _choices(entry: Entry, field: str) -> tuple[str, ...]:
    value = getattr(entry.facts, field)
    return (value,) if isinstance(value, str) else value or ()
