"""Who agreed that an account may be published, to what, and when they are to be asked again.

People are named by their role and never by their name. The fields are those that guidance on pictures and accounts of
other people asks to be kept: who confirmed it, on which day, for what, and until when.
"""

import datetime
from collections.abc import Iterable
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationInfo, create_model
from pydantic_core import PydanticCustomError

from make_the_connection.content.annotations import one_of
from make_the_connection.content.model import TypeDeclaration
from make_the_connection.content.sessions import Day

COVERED = ("words", "setting", "images")
"""What can be agreed to: that the account is published, that its setting is named in it, and its pictures."""


def _after(value: str, info: ValidationInfo) -> str:
    first = info.data.get("on")
    if first is not None and value <= first:
        raise PydanticCustomError("ends-too-early", "before it was given", {"value": value, "first": first})
    return value


class Consent(BaseModel):
    """A record of consent; `consent_record` says which roles may have given it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    by_role: str
    on: Day = Field(description="The day on which it was given.")
    covers: Annotated[tuple[Literal[COVERED], ...], Field(min_length=1)]  # type: ignore[valid-type]
    review_by: Annotated[Day, AfterValidator(_after)] = Field(
        description="The day by which they are asked again.", json_schema_extra={"x-after": "on"}
    )

    def is_due(self, as_of: datetime.date) -> bool:
        """Whether the day is past by which it was to be asked for again."""
        return self.review_by < as_of.isoformat()


def consent_record(roles: Iterable[str]) -> Any:
    """The class of records of consent that people in these roles can give."""
    return create_model("Consent", __base__=Consent, by_role=(one_of(roles), ...))


def consents_of(facts: object, declared: TypeDeclaration) -> dict[str, Consent]:
    """The records of consent among an entry's facts, by the names of their fields."""
    named = {name: getattr(facts, name) for name, field in declared.fields.items() if field.kind == "consent"}
    return {name: consent for name, consent in named.items() if consent is not None}
