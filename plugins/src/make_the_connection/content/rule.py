"""Rules over the whole graph, as a content model declares them."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Discriminator, Field, Tag
from pydantic_core import PydanticCustomError

from make_the_connection.content.declaration import Declaration, Text
from make_the_connection.content.validation import TAG

_OF_ENTRIES = f"{TAG}rule-of-entries"
_OF_LINKS = f"{TAG}rule-of-links"


def _one_or_more(value: object) -> object:
    if type(value) is int and value > 0:
        return value
    raise PydanticCustomError("wrong-kind", "no number of links to ask for", {"expected_kind": "one-or-more"})


class _RuleDeclaration(Declaration):
    """What every rule over the whole graph has: a sentence that says it, and how much it matters."""

    label: Text
    severity: Literal["error", "warning", "notice"] = "warning"


class EntryRule(_RuleDeclaration):
    """A rule of entries: each entry of a type is linked with so many of another, whichever end holds the links.

    `where` narrows the entries that are asked to those with one of these choices in each field. `in_each` names a field
    of the other type: then so many are asked for each of its choices, or for those `among` them.
    """

    each: str
    linked_with: str
    at_least: Annotated[int, BeforeValidator(_one_or_more)] = 1
    basis: Literal["published", "editorial"] | None = None
    where: dict[str, Annotated[tuple[str, ...], Field(min_length=1)]] = Field(default_factory=dict)
    in_each: str | None = None
    among: tuple[str, ...] = ()


class LinkRule(_RuleDeclaration):
    """A rule of links: each of them, or each that has an end of these types, is as it must be."""

    each: Literal["link"]
    must: Literal["current-edition", "reviewed", "published"]
    of: str | None = None
    linked_with: str | None = None


def _form_of_rule(value: object) -> str:
    given = value if isinstance(value, dict) else {}
    return _OF_LINKS if "must" in given or given.get("each") == "link" else _OF_ENTRIES


RuleDeclaration = Annotated[
    Annotated[EntryRule, Tag(_OF_ENTRIES)] | Annotated[LinkRule, Tag(_OF_LINKS)], Discriminator(_form_of_rule)
]
"""A rule over the whole graph, of one of the two forms."""
