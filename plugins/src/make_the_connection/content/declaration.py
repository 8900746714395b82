"""What the declarations of a content model have in common."""

import re
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, ValidationInfo
from pydantic_core import PydanticCustomError

from make_the_connection.content.validation import by_language

_NAME = re.compile(r"[a-z][a-z0-9]*([-_][a-z0-9]+)*")


def in_all_languages(value: dict[str, object], info: ValidationInfo) -> dict[str, object]:
    for language in info.context or ():
        if language not in value:
            raise PydanticCustomError("missing-language", "a language is missing", {"language": language})
    return value


def _name(value: str) -> str:
    if not _NAME.fullmatch(value):
        raise PydanticCustomError("bad-name", "not a name", {"value": value})
    return value


Name = Annotated[str, AfterValidator(_name)]
"""What the declarations call something."""

Text = Annotated[dict[str, str], BeforeValidator(by_language), AfterValidator(in_all_languages)]
"""A text in every language of the site, by language code. The languages are the context of the validation."""


class Declaration(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")
