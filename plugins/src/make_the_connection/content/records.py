"""Record classes for a site's facts, built from its content model; their JSON Schemas are the editors' schemas."""

import datetime
import re
from collections.abc import Iterable, Mapping
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    StrictBool,
    StrictInt,
    StringConstraints,
    Tag,
    WithJsonSchema,
    create_model,
)
from pydantic_core import PydanticCustomError

from make_the_connection.content.csl import csl_record
from make_the_connection.content.model import FieldDeclaration, Model, TypeDeclaration
from make_the_connection.content.validation import TAG, by_language, nearest
from make_the_connection.content.yaml_source import as_written

_ID = r"[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)*"
ENTRY_KEY = re.compile(rf"[a-z][a-z0-9-]*:{_ID}")
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
# The first part without a dot: otherwise half a megabyte of dots takes hours.
_ADDRESS = re.compile(r"https?://[^\s/.<>\"'{}\\]+\.[^\s<>\"'{}\\]+")
_FILE = re.compile(r"[a-z0-9]+([-_][a-z0-9]+)*\.(jpg|jpeg|png|webp|svg)")

_NOT_YET = "not-yet"
_WORD = f"{TAG}word"
_RECORD = f"{TAG}record"

Written = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


class Record(BaseModel):
    """A record of facts: immutable, and without unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


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
Address = Annotated[str, checked(_ADDRESS, "bad-address")]
FileName = Annotated[str, checked(_FILE, "bad-file-name")]
FormerId = Annotated[str, checked(re.compile(_ID), "bad-id")]


class Facts(Record):
    """What every entry's facts have; the declared fields of its type are added by `RecordClasses`."""

    original: str
    formerly: tuple[FormerId, ...] = Field(
        (), description="The ids that the entry had before, the oldest first: their addresses stay."
    )
    links: tuple[Any, ...] = ()
    unrelated: tuple[Any, ...] = ()


class EditionFacts(Facts):
    """What the facts of entries of a framework have besides."""

    replaces: tuple[EntryKey, ...] = Field(
        (), description="The entries of an earlier edition that this one takes the place of, as type:id."
    )


class WorkFacts(Facts):
    """What the facts of works have besides. Texts and addresses are those of the site's languages."""

    annotation: Mapping[str, str] | None = None
    doubt: Mapping[str, str] | None = None
    kept: Mapping[str, str] | None = None
    open_copy: Mapping[str, str] | None = None
    last_seen: PartialDate | None = Field(None, description="When the address of the work was last seen working.")
    gone_since: PartialDate | None = Field(None, description="When its address was first found to work no longer.")
    archived: Mapping[str, str] | None = None
    namesakes: tuple[Written, ...] = Field(
        (),
        description="Names in other records (`Family, Given`) that are nearly an author's of this one, and another "
        "person's, or perhaps so.",
    )


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


def _or_plain(languages: tuple[str, ...], item: Any) -> Any:
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


class RecordClasses:
    """The record classes of one site."""

    def __init__(self, model: Model, languages: tuple[str, ...]) -> None:
        self.model = model
        self.languages = languages
        self.text = in_languages(languages, Written, whole=True)
        self.name = _or_plain(languages, Written)
        self.address = _or_plain(languages, Address)
        self.csl = csl_record(self.name, self.address, PartialDate)
        self.link = self._link_class()
        self.unrelated = create_model(
            "Unrelated",
            __base__=Record,
            to=(EntryKey, ...),
            why=(self.text, ...),
            by=(self._role, ...),
            on=(PartialDate, ...),
        )
        self.work = self._work_class()
        self.facts = {key: self._facts_class(key, declared) for key, declared in model.types.items()}

    @property
    def _role(self) -> Any:
        return one_of(self.model.roles)

    def _link_class(self) -> Any:
        review = create_model("Review", __base__=Record, by=(self._role, ...), on=(PartialDate, ...))
        word: Any = Annotated[one_of([_NOT_YET]), BeforeValidator(_not_yet), Tag(_WORD)]
        record: Any = Annotated[review, Tag(_RECORD)]
        common: dict[str, Any] = {
            "to": (EntryKey, Field(description="The id of the other entry, as type:id.")),
            "relation": (one_of(self.model.relations), ...),
            "why": (self.text, Field(description="One plain sentence that readers see.")),
            "strength": (one_of(("central", "supporting")), ...),
            "review": (Annotated[word | record, Discriminator(_word_or_record)], ...),
        }
        published = create_model(
            "PublishedLink",
            __base__=Record,
            basis=(one_of(["published"]), ...),
            source=(
                Annotated[str, AfterValidator(_source)],
                Field(description="Where it is printed: an address, or reference:id."),
            ),
            wording=(self.name, Field(description="As printed, exactly.")),
            **common,
        )
        editorial = create_model(
            "EditorialLink",
            __base__=Record,
            basis=(one_of(["editorial"]), ...),
            by=(self._role, ...),
            on=(PartialDate, ...),
            **common,
        )
        return Annotated[published | editorial, Field(discriminator="basis")]

    def _work_class(self) -> type[WorkFacts]:
        text, address = self.text | None, self.address | None
        return create_model(
            "WorkFacts",
            __base__=WorkFacts,
            annotation=(text, Field(None, description="What it says that matters here, in our own words.")),
            doubt=(text, Field(None, description="Why the record is only probable; absent from one that is certain.")),
            kept=(text, Field(None, description="Why it is kept though nothing on the site uses it.")),
            open_copy=(address, Field(None, description="Where all of it can be read without paying or signing in.")),
            archived=(address, Field(None, description="A copy in an archive, for when its own address is gone.")),
        )

    def _facts_class(self, key: str, declared: TypeDeclaration) -> type[Facts]:
        name = key.title().replace("-", "") + "Facts"
        base = EditionFacts if declared.framework else self.work if declared.title == "csl" else Facts
        return create_model(
            name,
            __base__=base,
            original=(one_of(self.languages), self.languages[0]),
            links=(tuple[self.link, ...], ()),  # type: ignore[name-defined]
            unrelated=(tuple[self.unrelated, ...], ()),  # type: ignore[name-defined]
            **self._fields(declared.fields, name),
        )

    def _fields(self, declared: Mapping[str, FieldDeclaration], owner: str) -> dict[str, Any]:
        fields: dict[str, Any] = {}
        for name, field in declared.items():
            kind: Any = self._annotation(field, owner + name.title().replace("_", ""))
            if field.many:
                fields[name] = (tuple[kind, ...], ... if field.required else ())
            else:
                fields[name] = (kind, ...) if field.required else (kind | None, None)
        return fields

    def _annotation(self, field: FieldDeclaration, name: str) -> Any:
        match field.kind:
            case "record":
                return create_model(name, __base__=Record, **self._fields(field.fields, name))
            case "choice":
                return one_of(field.choices)
        return {
            "text": self.text,
            "name": self.name,
            "number": StrictInt,
            "flag": StrictBool,
            "date": PartialDate,
            "address": self.address,
            "entry": EntryKey,
            "image": FileName,
            "csl": self.csl,
        }[field.kind]

    def json_schema(self, type_: str) -> dict[str, Any]:
        """The schema that editors of facts.yml files of a type complete and check with."""
        schema = self.facts[type_].model_json_schema()
        return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def _word_or_record(value: object) -> str:
    return _WORD if isinstance(value, (str, type(None))) else _RECORD


def _not_yet(value: object) -> object:
    if value in (_NOT_YET, None):
        return value
    choices = f"{_NOT_YET}, {{by: …, on: …}}"
    context = {"value": value, "choices": choices, **nearest(str(value), [_NOT_YET])}
    raise PydanticCustomError("not-one-of", "no review", context)


def _source(value: str) -> str:
    if ENTRY_KEY.fullmatch(value) or _ADDRESS.fullmatch(value):
        return value
    raise PydanticCustomError("bad-source", "neither an address nor an id", {"value": value})
