"""What the values of a record are: the annotations that its class is built from.

Their JSON Schemas say the same again, for editors and for the form of the site. Where a keyword does not tell the code
of the diagnostic, `x-code` does; `x-kind` is what should have stood there, and `x-date` asks for a date that there is.
"""

import datetime
import re
from collections.abc import Iterable, Mapping
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, StringConstraints, TypeAdapter, WithJsonSchema
from pydantic_core import PydanticCustomError

from make_the_connection.content.validation import by_language
from make_the_connection.content.yaml_source import as_written

_ID = r"[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)*"
# Windows can make neither a folder nor a file of these names, whatever its ending.
_RESERVED = "(?:con|prn|aux|nul|com[0-9]|lpt[0-9])"
_PART = rf"(?!{_RESERVED}(?:/|$))[a-z0-9]+(?:-[a-z0-9]+)*"
ENTRY_FOLDER = re.compile(rf"{_PART}(?:/{_PART})*")
"""The id of an entry: its folder below that of its type."""
ENTRY_KEY = re.compile(rf"[a-z][a-z0-9-]*:{_ID}")
_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
# The first part without a dot: otherwise half a megabyte of dots takes hours. What stands before an @ is no part of the
# host, and looks like one.
ADDRESS = re.compile(r"""https?://(?![^/?#]*@)[^\s/.<>"'{}\\]+\.[^\s<>"'{}\\]+""")
FILE_NAME = re.compile(rf"(?!{_RESERVED}\.)[a-z0-9]+([-_][a-z0-9]+)*\.(jpg|jpeg|png|webp|svg)")
"""The name of an image."""


Written = Annotated[
    str,
    StringConstraints(min_length=1, strip_whitespace=True),
    WithJsonSchema({"type": "string", "pattern": r"\S", "x-code": "empty-text"}),
]


def of_form(pattern: re.Pattern[str], code: str) -> Any:
    """The annotation of a text that a pattern describes from end to end; a code for one that is otherwise."""

    def check(value: str) -> str:
        if not pattern.fullmatch(value):
            raise PydanticCustomError(code, "not of the form", {"value": value})
        return value

    return Annotated[str, AfterValidator(check), WithJsonSchema(schema_of_form(pattern, code))]


def schema_of_form(pattern: re.Pattern[str], code: str, **more: Any) -> dict[str, Any]:
    return {"type": "string", "pattern": f"^(?:{pattern.pattern})$", "x-code": code, **more}


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


_DATE_SCHEMA = schema_of_form(_DATE, "bad-date", **{"type": ["string", "integer"], "x-date": True})

EntryKey = of_form(ENTRY_KEY, "bad-id")
PartialDate = Annotated[str, BeforeValidator(_date), WithJsonSchema(_DATE_SCHEMA)]
Address = of_form(ADDRESS, "bad-address")
FileName = of_form(FILE_NAME, "bad-file-name")
FormerId = of_form(ENTRY_FOLDER, "bad-id")


def in_languages(languages: tuple[str, ...], item: Any, *, whole: bool) -> Any:
    """Text by language: `whole` asks for all of the site's languages, otherwise for one at least."""

    def check(value: dict[str, str]) -> Mapping[str, str]:
        missing = [language for language in languages if language not in value]
        if missing and (whole or len(missing) == len(languages)):
            raise PydanticCustomError("missing-language", "a language is missing", {"language": missing[0]})
        return value

    code = one_of(languages)
    all_of_them = {"required": list(languages)} if whole else {}
    schema = {**_by_language(languages, item), **all_of_them, "x-code": "missing-language", "x-kind": "by-language"}
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
    schema = {"anyOf": [TypeAdapter(item).json_schema(), _by_language(languages, item)]}
    return Annotated[mapping(code, item), BeforeValidator(plain), AfterValidator(named), WithJsonSchema(schema)]


def _by_language(languages: tuple[str, ...], item: Any) -> dict[str, Any]:
    of_each = TypeAdapter(item).json_schema()
    return {
        "type": "object",
        "properties": dict.fromkeys(languages, of_each),
        "additionalProperties": False,
        "minProperties": 1,
    }


def one_of(values: Iterable[str]) -> Any:
    """The annotation of a word that is one of these, in this order.

    Python takes two that differ in order for one and gives back whichever it met first; with the words beside it, not.
    """
    words = tuple(values)
    return Annotated[Literal.__getitem__(words), words]


def mapping(key: Any, value: Any) -> Any:
    """The annotation of a mapping."""
    return dict.__class_getitem__((key, value))
