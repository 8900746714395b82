"""Facts to HTML, by the kind of their fields."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

from make_the_connection.content.consent import Consent
from make_the_connection.content.model import FieldDeclaration
from make_the_connection.content.reading import Entry
from make_the_connection.render.environment import rendered
from make_the_connection.render.paths import is_path, steps
from make_the_connection.render.reader import Reader
from make_the_connection.render.timing import period_html, sessions_html


@dataclass(frozen=True)
class Fact:
    """A label and what stands beside it, or below it where that is a list of things with words about each.

    One that is not stated says so.
    """

    label: str
    html: Markup
    is_list: bool = False
    stated: bool = True


def facts_of(
    record: object, declared: Mapping[str, FieldDeclaration], names: Iterable[str], reader: Reader, entry: Entry
) -> Iterator[Fact]:
    """The facts of a record, in the order named; a name may lead into a record of it (`published.on`).

    An absent one is left out unless its absence is to be shown.
    """
    for name in names:
        field, value = found(record, declared, name)
        if value is None or value == ():
            if field.not_stated:
                yield Fact(reader.own(field.label), reader.text("fact.not-stated"), stated=False)
            continue
        if field.kind == "record" and not field.many:
            yield from facts_of(value, field.fields, field.fields, reader, entry)
        else:
            is_list = field.kind == "session" or (field.many and _kinds(field) in _ANNOTATED)
            yield Fact(reader.own(field.label), _many(value, field, reader, entry), is_list)


def found(record: Any, declared: Mapping[str, FieldDeclaration], name: str) -> tuple[FieldDeclaration, Any]:
    """The field that a name leads to, and what the record has there; None where it has not even a record for it."""
    holder, _, within = name.partition(".")
    value = getattr(record, holder, None)
    return found(value, declared[holder].fields, within) if within else (declared[holder], value)


def plain(entry: Entry, name: str, reader: Reader) -> str:
    """What an entry states in a field as plain text, nothing where it does not; several values stand in one line."""
    field, value = found(entry.facts, reader.site.declaration(entry).fields, name)
    values = (value if field.many else (value,)) if value is not None else ()
    return "; ".join(_value(each, field, reader, entry).striptags() for each in values)


_ANNOTATED: Mapping[tuple[str, ...], str] = {("entry", "text"): "ol", ("name", "text"): "ul"}
"""Lists of records that say something of an entry or a name, by the kinds of their fields: entries have an order."""


def _kinds(field: FieldDeclaration) -> tuple[str, ...]:
    return tuple(f"many {inner.kind}" if inner.many else inner.kind for inner in field.fields.values())


def _annotated(records: Iterable[object], field: FieldDeclaration, reader: Reader, entry: Entry) -> Markup:
    """A list of records of two fields: a work with its reference, or whatever else, and the words about it."""
    (about, about_field), (words, words_field) = field.fields.items()
    items = []
    for record in records:
        value = getattr(record, about)
        work = reader.site.entries.get(value) if about_field.kind == "entry" else None
        is_work = work is not None and reader.site.declaration(work).title == "csl"
        named = work if is_work else _value(value, about_field, reader, entry)
        items.append((named, _value(getattr(record, words), words_field, reader, entry)))
    return rendered("annotated.html", reader=reader, tag=_ANNOTATED[_kinds(field)], items=items)


def _many(value: Any, field: FieldDeclaration, reader: Reader, entry: Entry) -> Markup:
    if field.kind == "session":
        return sessions_html(value if field.many else (value,), reader, entry)
    if not field.many:
        return _value(value, field, reader, entry)
    if is_path(field):
        return steps(value, field, reader)
    if _kinds(field) in _ANNOTATED:
        return _annotated(value, field, reader, entry)
    items = Markup("").join(Markup("<li>{}</li>").format(_value(item, field, reader, entry)) for item in value)
    return Markup("<ul>{}</ul>").format(items)


def _value(value: Any, field: FieldDeclaration, reader: Reader, entry: Entry) -> Markup:
    shown: dict[str, Callable[[], object]] = {
        "text": lambda: reader.own(value),
        "name": lambda: reader.named(value),
        "choice": lambda: reader.own(field.choices[value]),
        "number": lambda: reader.language.number(value),
        "flag": lambda: reader.text("fact.yes" if value else "fact.no"),
        "date": lambda: reader.date(value),
        "address": lambda: addresses(value, reader),
        "entry": lambda: reader.link(value),
        "record": lambda: _record(value, field, reader, entry),
        "csl": lambda: reader.reference(entry),
        "image": lambda: value,
        "period": lambda: period_html(value, reader),
        "consent": lambda: _consent(value, field, reader),
    }
    words = escape(shown[field.kind]())
    return reader.text("fact.quoted", words=words) if field.quoted else words


def _consent(consent: Consent, field: FieldDeclaration, reader: Reader) -> Markup:
    return reader.text(
        "fact.consent",
        role=reader.own(field.choices[consent.by_role]),
        on=reader.date(consent.on),
        covers=reader.listed(reader.language.text(f"consent.{each}") for each in consent.covers),
        review_by=reader.date(consent.review_by),
    )


def _record(value: object, field: FieldDeclaration, reader: Reader, entry: Entry) -> Markup:
    """A record in one line: a name that leads to its address where it has both."""
    name, address = getattr(value, "name", None), getattr(value, "address", None)
    if name and address and set(field.fields) == {"name", "address"}:
        phrase = reader.site.named(address, reader.code)
        note = _in_language(phrase.lang, reader)
        return reader.outside(phrase.text, reader.named(name)) + note
    facts = facts_of(value, field.fields, field.fields, reader, entry)
    return Markup("; ").join(fact.html for fact in facts)


def addresses(value: Mapping[str, str], reader: Reader) -> Markup:
    """An address as links: the one for this reader first, then those for readers of other languages."""
    order = sorted(
        value, key=lambda code: (code not in (reader.code, ""), list(reader.site.languages).index(code) if code else 0)
    )
    return Markup("<br>").join(
        reader.outside(value[code]) + _in_language("" if code == reader.code else code, reader) for code in order
    )


def _in_language(code: str, reader: Reader) -> Markup:
    return Markup(" ({})").format(reader.language.name_of(code)) if code else Markup("")
