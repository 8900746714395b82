"""Names in the file of a content model that it does not declare: the diagnostics that say so."""

from collections.abc import Iterable, Iterator, Mapping

from make_the_connection.content.model import FieldDeclaration, Model, TypeDeclaration
from make_the_connection.content.validation import nearest
from make_the_connection.content.yaml_source import Key, Positions
from make_the_connection.diagnostics import Diagnostic


def unknown_type(name: str, model: Model, positions: Positions, place: tuple[Key, ...]) -> Diagnostic:
    return Diagnostic.at(positions.value(*place), "unknown-type", name=name, **nearest(name, model.types))


def choice_fields(declared: TypeDeclaration) -> dict[str, Iterable[str]]:
    return {name: field.choices for name, field in declared.fields.items() if field.kind == "choice"}


def path_fields(declared: TypeDeclaration) -> list[str]:
    """The fields that hold entries, and a text of each."""
    return [
        name
        for name, field in declared.fields.items()
        if field.many and [inner.kind for inner in field.fields.values()] == ["entry", "text"]
    ]


def fields_within(fields: Mapping[str, FieldDeclaration]) -> Iterator[str]:
    """The fields, and after each that is a single record those of it (`published.on`)."""
    for name, field in fields.items():
        yield name
        if field.kind == "record" and not field.many:
            yield from (f"{name}.{inner}" for inner in fields_within(field.fields))


def unknown_choices(
    name: str, values: Iterable[str], choices: Iterable[str], positions: Positions, place: tuple[Key, ...]
) -> Iterator[Diagnostic]:
    for number, value in enumerate(values):
        if value not in choices:
            yield not_one_of(name, value, choices, positions, (*place, number))


def named_fields(
    by: str, names: Iterable[str], declared: TypeDeclaration, positions: Positions, place: tuple[Key, ...]
) -> Iterator[Diagnostic]:
    yield from unknown_choices(by, names, declared.fields, positions, place)


def not_one_of(
    name: str, value: str, choices: Iterable[str], positions: Positions, place: tuple[Key, ...]
) -> Diagnostic:
    choices = tuple(choices)
    close = nearest(value, choices)
    return Diagnostic.at(
        positions.value(*place), "not-one-of", name=name, value=value, choices=", ".join(choices), **close
    )
