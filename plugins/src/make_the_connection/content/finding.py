"""What entries are found by, as a content model declares it: facets, and the finder of a type."""

from typing import Annotated

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from make_the_connection.content.declaration import Declaration, Name, Text

OF_FINDERS = frozenset({"all", "order", "page"})
OF_SEARCH = frozenset({"q", "type"})
"""What addresses call something else by than facets."""

TOLD_BY = frozenset({"choice", "name", "number", "date"})
"""The kinds of field that entries are told apart by."""


class FacetDeclaration(Declaration):
    """Something that entries are told apart by: a field of their facts, or the entries of a type linked with them.

    `field` may lead into a record: `published.on`. Numbers stand in bands, each of which but the first begins at one of
    `bands`; dates in their years. `label`: left out where the field or the type is called the same.
    """

    field: str | None = None
    linked: str | None = None
    bands: tuple[int, ...] = ()
    label: Text | None = None

    @model_validator(mode="after")
    def _one_of_both(self) -> "FacetDeclaration":
        if (self.field is None) == (self.linked is None):
            raise PydanticCustomError("missing-field", "neither or both", {"name": "field"})
        return self

    @property
    def path(self) -> tuple[str, ...]:
        """The names that lead to the field, the first in the facts themselves; none where it is of linked entries."""
        return tuple(self.field.split(".")) if self.field else ()


class FinderDeclaration(Declaration):
    """How entries of a type are found among many: by facets, in this order.

    `like` are those of them by which a reader can say what is like their own, and `like_label` what that is called.
    """

    facets: Annotated[dict[Name, FacetDeclaration], Field(min_length=1)]
    like: tuple[str, ...] = ()
    like_label: Text | None = None

    @model_validator(mode="after")
    def _named(self) -> "FinderDeclaration":
        if self.like and self.like_label is None:
            raise PydanticCustomError("missing-field", "nothing to call it by", {"name": "like_label"})
        return self
