"""Pydantic's errors as diagnostics, each at its line."""

import difflib
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from make_the_connection.content.yaml_source import Key, Positions, YamlDocument
from make_the_connection.diagnostics import Diagnostic

_Model = TypeVar("_Model", bound=BaseModel)

TAG = "→"
"""Marks the tags by which pydantic tells alternatives apart; they are no part of a place in a file."""

_KINDS = {
    "string_type": "text",
    "int_type": "number",
    "int_from_float": "number",
    "int_parsing": "number",
    "float_type": "number",
    "bool_type": "flag",
    "bool_parsing": "flag",
    "list_type": "list",
    "tuple_type": "list",
    "dict_type": "mapping",
    "model_type": "mapping",
    "model_attributes_type": "mapping",
}


def validated(kind: type[_Model], document: YamlDocument, found: list[Diagnostic]) -> _Model | None:
    """A record of this kind, or None with a diagnostic for everything that is wrong with it."""
    try:
        return kind.model_validate(dict(document.value))
    except ValidationError as error:
        found.extend(_diagnostic(kind, details, document) for details in error.errors(include_url=False))
        return None


def nearest(word: str, words: Iterable[str]) -> dict[str, str]:
    """The `nearest` parameter of a diagnostic: the likeliest word meant, or nothing."""
    close = difflib.get_close_matches(word, sorted(words), n=1, cutoff=0.6)
    return {"nearest": close[0]} if close else {}


def _diagnostic(kind: type[BaseModel], details: ErrorDetails, document: YamlDocument) -> Diagnostic:
    positions = document.positions
    place = _place(details["loc"], document.value)
    name = str(place[-1]) if place else ""
    context: Mapping[str, Any] = details.get("ctx", {})
    match details["type"]:
        case "missing" | "union_tag_not_found":
            missing = name if details["type"] == "missing" else str(context["discriminator"]).strip("'")
            holder = place[:-1] if details["type"] == "missing" else place
            return _missing(missing, holder, positions)
        case "extra_forbidden":
            close = nearest(name, _names(kind))
            return Diagnostic.at(positions.key(*place), "unknown-field", name=name, **close)
        case "literal_error" | "union_tag_invalid":
            return _not_one_of(place, details, document)
        case "string_too_short" | "too_short":
            return Diagnostic.at(positions.value(*place), "empty-text", name=name)
        case type_ if type_ in _KINDS:
            return Diagnostic.at(positions.value(*place), "wrong-kind", name=name, expected_kind=_KINDS[type_])
        case "missing-language":
            return Diagnostic.at(positions.key(*place), "missing-language", name=name, **context)
        case own:
            return Diagnostic.at(positions.value(*place), own, **{"name": name, **context})


def _missing(name: str, holder: tuple[Key, ...], positions: Positions) -> Diagnostic:
    where = positions.key(*holder) if holder else positions.value()
    return Diagnostic.at(where, "missing-field", name=name)


def _not_one_of(place: tuple[Key, ...], details: ErrorDetails, document: YamlDocument) -> Diagnostic:
    context = details.get("ctx", {})
    if details["type"] == "union_tag_invalid":
        place = (*place, str(context["discriminator"]).strip("'"))
    allowed = str(context.get("expected") or context.get("expected_tags"))
    choices = [choice.strip("' ") for choice in allowed.replace(" or ", ", ").split(",")]
    value: object = document.value
    for key in place:
        value = _step(value, key)
    close = nearest(str(value), choices)
    return Diagnostic.at(
        document.positions.value(*place), "not-one-of", name=place[-1], value=value, choices=", ".join(choices), **close
    )


def _step(value: object, key: Key) -> object:
    if isinstance(value, Mapping):
        return value.get(key)
    if isinstance(value, list) and isinstance(key, int) and key < len(value):
        return value[key]
    return None


def _place(location: tuple[Key, ...], value: object) -> tuple[Key, ...]:
    """A location of pydantic's without the tags of alternatives."""
    place: list[Key] = []
    for number, key in enumerate(location):
        named = isinstance(key, str)
        last = number == len(location) - 1
        if named and (str(key).startswith(TAG) or (not last and isinstance(value, Mapping) and key not in value)):
            continue
        place.append(key)
        value = _step(value, key)
    return tuple(place)


@cache
def _names(kind: type[BaseModel]) -> frozenset[str]:
    """Every field name that may stand somewhere in a record of this kind."""
    schema = kind.model_json_schema()
    nodes = [schema, *schema.get("$defs", {}).values()]
    return frozenset(name for node in nodes for name in node.get("properties", {}))
