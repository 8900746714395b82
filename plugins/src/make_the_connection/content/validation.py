"""Pydantic's errors as diagnostics, each at its line."""

import difflib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from make_the_connection.content.yaml_source import Key, Place, Positions, YamlDocument, as_written
from make_the_connection.diagnostics import Diagnostic

_Model = TypeVar("_Model", bound=BaseModel)

TAG = "→"
"""Marks the tags by which pydantic tells alternatives apart; they are no part of a place in a file."""

_KEY = "[key]"
"""With which pydantic ends the place of a key."""

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


def validated(
    kind: type[_Model], document: YamlDocument, found: list[Diagnostic], context: object = None
) -> _Model | None:
    """A record of this kind, or None with a diagnostic for everything that is wrong with it."""
    try:
        return kind.model_validate(dict(document.value), context=context)
    except ValidationError as error:
        wrong = (details for details in error.errors(include_url=False) if not _counts_right_items(details))
        found.extend(_diagnostic(kind, details, document) for details in wrong)
        return None


def nearest(word: str, words: Iterable[str]) -> dict[str, str]:
    """The `nearest` parameter of a diagnostic: the likeliest word meant, or nothing."""
    by_letters = {known.casefold(): known for known in sorted(words, reverse=True)}
    close = difflib.get_close_matches(word.casefold(), by_letters, n=1, cutoff=0.65)
    return {"nearest": by_letters[close[0]]} if close else {}


def by_language(value: object) -> object:
    """Refuse a text that should be divided by language, before the mapping is looked for."""
    if isinstance(value, (dict, type(None))):
        return value
    raise PydanticCustomError("wrong-kind", "not by language", {"expected_kind": "by-language"})


def _counts_right_items(details: ErrorDetails) -> bool:
    """Whether a list is long enough, and pydantic says otherwise only because some of its items are wrong."""
    return details["type"] == "too_short" and len(details["input"]) >= details["ctx"]["min_length"]


def _diagnostic(kind: type[BaseModel], details: ErrorDetails, document: YamlDocument) -> Diagnostic:
    positions, location, problem = document.positions, details["loc"], details["type"]
    context: Mapping[str, Any] = details.get("ctx", {})
    if problem == "missing":
        return _missing(str(location[-1]), _place(location[:-1], document.value), positions)
    place = _place(location, document.value)
    if problem == "union_tag_invalid":
        place = (*place, str(context["discriminator"]).strip("'"))
    name, value = _name(place), _at(document.value, place)
    if problem == "union_tag_not_found" and value is not None:
        return _missing(str(context["discriminator"]).strip("'"), place, positions)
    if problem == "extra_forbidden" or (problem == "literal_error" and location[-1] == _KEY):
        close = nearest(name, _names_at(kind, place[:-1]) - {name})
        return Diagnostic.at(positions.key(*place), "unknown-field", name=name, **close)
    empty = value is None or (isinstance(value, str) and not value.strip())
    if empty or problem in {"string_too_short", "too_short"}:
        return Diagnostic.at(positions.value(*place), "empty-text", name=name)
    if problem in {"literal_error", "union_tag_invalid"}:
        return _not_one_of(place, details, document)
    if problem in _KINDS:
        return Diagnostic.at(positions.value(*place), "wrong-kind", name=name, expected_kind=_KINDS[problem])
    at_key = problem == "missing-language" or location[-1] == _KEY
    where = positions.key(*place) if at_key else positions.value(*place)
    return Diagnostic.at(where, problem, **{"name": name, **context})


def _missing(name: str, holder: Place, positions: Positions) -> Diagnostic:
    where = positions.key(*holder) if holder else positions.value()
    return Diagnostic.at(where, "missing-field", name=name)


def _not_one_of(place: Place, details: ErrorDetails, document: YamlDocument) -> Diagnostic:
    context = details.get("ctx", {})
    allowed = str(context.get("expected") or context.get("expected_tags"))
    choices = [choice.strip("' ") for choice in allowed.replace(" or ", ", ").split(",")]
    value = as_written(_at(document.value, place))
    return Diagnostic.at(
        document.positions.value(*place),
        "not-one-of",
        name=_name(place),
        value=value,
        choices=", ".join(choices),
        **nearest(value, choices),
    )


def _name(place: Place) -> str:
    """What a sentence calls a value: its field's name, and the number of an item from 1."""
    numbers: list[str] = []
    for key in reversed(place):
        if isinstance(key, str):
            return " ".join([key, *numbers])
        numbers.insert(0, str(key + 1))
    return " ".join(numbers)


def _at(value: object, place: Place) -> object:
    for key in place:
        value = _step(value, key)
    return value


def _step(value: object, key: Key) -> object:
    if isinstance(value, Mapping):
        return value.get(key)
    if isinstance(value, list) and isinstance(key, int) and key < len(value):
        return value[key]
    return None


def _place(location: tuple[Key, ...], value: object) -> Place:
    """A location of pydantic's without what stands in no file: the tags of alternatives and of keys."""
    place: list[Key] = []
    for key in location:
        holds = key in value if isinstance(value, Mapping) else isinstance(value, list) and isinstance(key, int)
        if holds and not str(key).startswith(TAG):
            place.append(key)
            value = _step(value, key)
    return tuple(place)


@cache
def _schema(kind: type[BaseModel]) -> dict[str, Any]:
    return kind.model_json_schema()


def _names_at(kind: type[BaseModel], place: Place) -> frozenset[str]:
    """Every name that a field of the mapping at a place may have."""
    schema = _schema(kind)
    nodes = list(_alternatives(schema, schema))
    for key in place:
        nodes = [open_ for node in nodes for open_ in _alternatives(_below(node, key), schema)]
    return frozenset(name for node in nodes for name in node.get("properties", {}))


def _below(node: dict[str, Any], key: Key) -> dict[str, Any]:
    fields = node.get("properties", {})
    below = node.get("items") if isinstance(key, int) else fields.get(key) or node.get("additionalProperties")
    return below if isinstance(below, dict) else {}


def _alternatives(node: dict[str, Any], schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A node of a JSON Schema, or those that it names or offers."""
    if "$ref" in node:
        node = schema["$defs"][node["$ref"].rpartition("/")[2]]
    yield node
    for other in (*node.get("anyOf", ()), *node.get("oneOf", ())):
        yield from _alternatives(other, schema)
