"""What the values of a record are: the annotations that its class is built from."""

import datetime
import re
from collections.abc import Iterable, Mapping
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

from make_the_connection.content.validation import by_language
from make_the_connection.content.yaml_source import as_written

_ID = r"[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)*"
ENTRY_KEY = re.compile(rf"[a-z][a-z0-9-]*:{_ID}")
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
# The first part without a dot: otherwise half a megabyte of dots takes hours.
ADDRESS = re.compile(r"https?://[^\s/.<>\"'{}\\]+\.[^\s<>\"'{}\\]+")
_FILE = re.compile(r"[a-z0-9]+([-_][a-z0-9]+)*\.(jpg|jpeg|png|webp|svg)")


Written = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


def checked(pattern: re.Pattern[str], code: str) -> AfterValidator:
    def check(value: str) -> str:
        if not pattern.fullmatch(value):
            raise PydanticCustomError(code, "not of the form", {"value": value})
        return value

    return AfterValidator(check)


def _date(value: object) -> str:
    written = as_written(value)
    try:
        if not _DATE.fullmatch(written):
            raise ValueError
        parts = [int(part) for part in written.split("-")]
        datetime.date(*[*parts, 1, 1][:3])
    except ValueError:
        raise PydanticCustomError("bad-date", "not a date", {"value": written}) from None
    return written


EntryKey = Annotated[str, checked(ENTRY_KEY, "bad-id")]
PartialDate = Annotated[
    str, BeforeValidator(_date), WithJsonSchema({"type": ["string", "integer"], "pattern": f"^{_DATE.pattern}$"})
]
Address = Annotated[str, checked(ADDRESS, "bad-address")]
FileName = Annotated[str, checked(_FILE, "bad-file-name")]
FormerId = Annotated[str, checked(re.compile(_ID), "bad-id")]


def in_languages(languages: tuple[str, ...], item: Any, *, whole: bool) -> Any:
    """Text by language: `whole` asks for all of the site's languages, otherwise for one at least."""

    def check(value: dict[str, str]) -> Mapping[str, str]:
        missing = [language for language in languages if language not in value]
        if missing and (whole or len(missing) == len(languages)):
            raise PydanticCustomError("missing-language", "a language is missing", {"language": missing[0]})
        return value

    code = one_of(languages)
    schema = {
        "type": "object",
        "properties": {language: {"type": "string"} for language in languages},
        "additionalProperties": False,
        "required": list(languages) if whole else [],
        "minProperties": 1,
    }
    return Annotated[mapping(code, item), BeforeValidator(by_language), AfterValidator(check), WithJsonSchema(schema)]


def or_plain(languages: tuple[str, ...], item: Any) -> Any:
    """Text by language, or one text that is the same in all: kept as a mapping either way.

    The key of a text that is the same in all languages is the empty string.
    """

    def plain(value: object) -> object:
        return {"": value} if not isinstance(value, dict) else value

    def named(value: dict[str, str]) -> Mapping[str, str]:
        if not value:
            raise PydanticCustomError("empty-text", "nothing in any language")
        return value

    code = one_of(("", *languages))
    schema = {
        "anyOf": [
            {"type": "string"},
            {
                "type": "object",
                "properties": {language: {"type": "string"} for language in languages},
                "additionalProperties": False,
                "minProperties": 1,
            },
        ]
    }
    return Annotated[mapping(code, item), BeforeValidator(plain), AfterValidator(named), WithJsonSchema(schema)]


def one_of(values: Iterable[str]) -> Any:
    """The annotation of a word that is one of these."""
    return Literal.__getitem__(tuple(values))


def mapping(key: Any, value: Any) -> Any:
    """The annotation of a mapping."""
    return dict.__class_getitem__((key, value))
