"""Record classes for a site's facts, built from its content model; their JSON Schemas are the editors' schemas."""

import dataclasses
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    StrictBool,
    StrictInt,
    Tag,
    create_model,
)
from pydantic_core import PydanticCustomError

from make_the_connection.content.annotations import (
    ADDRESS,
    ENTRY_KEY,
    Address,
    EntryKey,
    FileName,
    FormerId,
    PartialDate,
    Written,
    in_languages,
    one_of,
    or_plain,
)
from make_the_connection.content.consent import consent_record
from make_the_connection.content.csl import csl_record
from make_the_connection.content.model import FieldDeclaration, Model, TypeDeclaration
from make_the_connection.content.sessions import Day, Period, session_record
from make_the_connection.content.validation import TAG, nearest
from make_the_connection.content.yaml_source import YamlDocument
from make_the_connection.diagnostics import Diagnostic

_ADDED = "The day on which it was first published on this site."
_NOT_YET = "not-yet"
_WORD = f"{TAG}word"
_RECORD = f"{TAG}record"


class Record(BaseModel):
    """A record of facts: immutable, and without unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Facts(Record):
    """What every entry's facts have; the declared fields of its type are added by `RecordClasses`."""

    original: str
    formerly: tuple[FormerId, ...] = Field(
        (), description="The ids that the entry had before, the oldest first: their addresses stay."
    )
    links: tuple[Any, ...] = ()
    unrelated: tuple[Any, ...] = ()
    withdrawn: StrictBool = Field(
        False, description="True takes the entry down: nothing else is then required, read or published."
    )
    added: Day | None = Field(None, description=_ADDED)
    changed: Day | None = Field(None, description="The day of its last change that readers should hear of.")


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


class RecordClasses:
    """The record classes of one site."""

    def __init__(self, model: Model, languages: tuple[str, ...]) -> None:
        self.model = model
        self.languages = languages
        self.text = in_languages(languages, Written, whole=True)
        self.name = or_plain(languages, Written)
        self.address = or_plain(languages, Address)
        self.csl = csl_record(self.name, self.address, PartialDate)
        self.session = session_record(self.text, self.name)
        self.link = self._link_class(self.text)
        self.contributed_link = self._link_class(in_languages(languages, Written, whole=False))
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

    def _link_class(self, why: Any) -> Any:
        review = create_model("Review", __base__=Record, by=(self._role, ...), on=(PartialDate, ...))
        word: Any = Annotated[one_of([_NOT_YET]), BeforeValidator(_not_yet), Tag(_WORD)]
        record: Any = Annotated[review, Tag(_RECORD)]
        common: dict[str, Any] = {
            "to": (EntryKey, Field(description="The id of the other entry, as type:id.")),
            "relation": (one_of(self.model.relations), ...),
            "why": (why, Field(description="One plain sentence that readers see.")),
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
        # Whoever contributes an entry need write one language only.
        link = self.contributed_link if declared.contributed else self.link
        return create_model(
            name,
            __base__=base,
            original=(one_of(self.languages), self.languages[0]),
            links=(tuple[link, ...], ()),  # type: ignore[valid-type]
            unrelated=(tuple[self.unrelated, ...], ()),  # type: ignore[name-defined]
            **self._added(declared),
            **self._fields(declared.fields, name),
        )

    def _added(self, declared: TypeDeclaration) -> dict[str, Any]:
        """Readers who are told of new entries are told when they were added."""
        return {"added": (Day, Field(description=_ADDED))} if declared.feed else {}

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
            case "consent":
                return consent_record(field.choices)
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
            "session": self.session,
            "period": Period,
        }[field.kind]

    def json_schema(self, type_: str) -> dict[str, Any]:
        """The schema that editors of facts.yml files of a type complete and check with."""
        schema = self.facts[type_].model_json_schema()
        where = [
            {
                "if": {"properties": {other: {"enum": list(choices)}}, "required": [other]},
                "then": {"required": [name]},
            }
            for name, field in self.model.types[type_].fields.items()
            for other, choices in field.required_where.items()
        ]
        conditions = {"allOf": where} if where else {}
        return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, **conditions}


@dataclasses.dataclass(frozen=True)
class _Declared:
    """A model by what it declares: one that has been read again from the same file is no other."""

    written: str
    model: Model = dataclasses.field(compare=False)


def record_classes(model: Model, languages: tuple[str, ...]) -> RecordClasses:
    """The record classes of a site, made once: making them can take longer than reading its entries."""
    return _made(_Declared(repr(model), model), languages)


@lru_cache(maxsize=8)
def _made(declared: _Declared, languages: tuple[str, ...]) -> RecordClasses:
    return RecordClasses(declared.model, languages)


def missing_where(declared: TypeDeclaration, document: YamlDocument) -> Iterator[Diagnostic]:
    """The fields that an entry's other facts require, and that it has not."""
    for name, field in declared.fields.items():
        required = any(document.value.get(other) in choices for other, choices in field.required_where.items())
        if required and name not in document.value:
            yield Diagnostic.at(document.positions.value(), "missing-field", name=name)
        elif required and document.value[name] is None:
            yield Diagnostic.at(document.positions.value(name), "empty-text", name=name)


def _word_or_record(value: object) -> str:
    return _WORD if isinstance(value, (str, type(None))) else _RECORD


def _not_yet(value: object) -> object:
    if value in (_NOT_YET, None):
        return value
    choices = f"{_NOT_YET}, {{by: …, on: …}}"
    context = {"value": value, "choices": choices, **nearest(str(value), [_NOT_YET])}
    raise PydanticCustomError("not-one-of", "no review", context)


def _source(value: str) -> str:
    if ENTRY_KEY.fullmatch(value) or ADDRESS.fullmatch(value):
        return value
    raise PydanticCustomError("bad-source", "neither an address nor an id", {"value": value})
