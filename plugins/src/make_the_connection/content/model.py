"""The content model that a site declares: entry types, their fields and sections, relations and frameworks."""

import re
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo
from pydantic_core import PydanticCustomError

from make_the_connection.content.validation import by_language

_NAME = re.compile(r"[a-z][a-z0-9]*([-_][a-z0-9]+)*")
_FOLDER = re.compile(r"[a-z0-9_-]+(/[a-z0-9_-]+)*")


def _in_all_languages(value: dict[str, object], info: ValidationInfo) -> dict[str, object]:
    for language in info.context or ():
        if language not in value:
            raise PydanticCustomError("missing-language", "a language is missing", {"language": language})
    return value


def _counted(value: dict[str, dict[str, str]]) -> dict[str, dict[str, str]]:
    for forms in value.values():
        for form in ("one", "other"):
            if form not in forms:
                raise PydanticCustomError("missing-field", "a form for a number is missing", {"name": form})
    return value


def _name(value: str) -> str:
    if not _NAME.fullmatch(value):
        raise PydanticCustomError("bad-name", "not a name", {"value": value})
    return value


def _folder(value: str) -> str:
    if not _FOLDER.fullmatch(value):
        raise PydanticCustomError("bad-folder-name", "not a folder of the site", {"name": value})
    return value


def _uuid(value: object) -> UUID:
    try:
        return UUID(str(value))
    except ValueError:
        raise PydanticCustomError("wrong-kind", "no UUID", {"expected_kind": "uuid"}) from None


def _least_and_most(value: object) -> object:
    if value is None or (isinstance(value, list) and [type(number) for number in value] == [int, int]):
        return value
    raise PydanticCustomError("wrong-kind", "not two numbers", {"expected_kind": "range"})


Name = Annotated[str, AfterValidator(_name)]
"""What the declarations call something."""

Text = Annotated[dict[str, str], BeforeValidator(by_language), AfterValidator(_in_all_languages)]
"""A text in every language of the site, by language code. The languages are the context of the validation."""

Kind = Literal["text", "name", "number", "flag", "choice", "date", "address", "entry", "image", "record", "csl"]
"""The kinds of field. `text` has a version in every language; `name` is the same in all unless it says otherwise."""


class _Declaration(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class FieldDeclaration(_Declaration):
    """A field of an entry's facts. `not_stated`: when absent, its absence is shown to readers."""

    kind: Kind
    label: Text
    required: bool = False
    many: bool = False
    not_stated: bool = False
    choices: dict[Name, Text] = Field(default_factory=dict)
    fields: dict[Name, "FieldDeclaration"] = Field(default_factory=dict)
    of: str | None = None


class SectionDeclaration(_Declaration):
    """A named section of an entry's words. `words`: the least and the most words it should have."""

    label: Text
    required: bool = False
    words: Annotated[tuple[int, int] | None, BeforeValidator(_least_and_most)] = None


class BlockDeclaration(_Declaration):
    """One block of an entry's page: a written section, or something made from the graph or the facts."""

    section: str | None = None
    id: str | None = None
    label: Text | None = None
    text: Text | None = None
    facts: tuple[str, ...] = ()
    connections: tuple[str, ...] = ()
    cells: bool = False
    references: bool = False
    cited_by: bool = False


class TypeDeclaration(_Declaration):
    """A type of entry.

    `folder` holds one folder per entry; `order` is `title` or the name of a field; `card` names the fields that stand
    on an entry's card.
    """

    label: Annotated[dict[str, dict[str, str]], AfterValidator(_in_all_languages), AfterValidator(_counted)]
    folder: Annotated[str, AfterValidator(_folder)]
    order: str = "title"
    title: Literal["words", "csl"] = "words"
    contributed: bool = False
    framework: bool = False
    fields: dict[Name, FieldDeclaration] = Field(default_factory=dict)
    sections: dict[Name, SectionDeclaration] = Field(default_factory=dict)
    card: tuple[str, ...] = ()
    page: tuple[BlockDeclaration, ...]

    @property
    def address(self) -> str:
        """The folder of its pages on the site."""
        return address_of(self.folder)


class RelationDeclaration(_Declaration):
    """A word for a link, the word that reads it from the other end, and what it means."""

    label: Text
    inverse: str
    explained: Text


class FrameworkDeclaration(_Declaration):
    """An edition of a framework; the ids of its entries begin with its key.

    `replaced_by` is the key of the edition that has taken its place.
    """

    title: Text
    edition: str
    type: str
    note: Text
    replaced_by: str | None = None


class CrosswalkDeclaration(_Declaration):
    """The two types that the crosswalk's table sets against each other."""

    rows: str
    columns: str


class Model(_Declaration):
    """Everything a site declares about its content.

    From `namespace` come the identifiers in what other systems read (UUID version 5, RFC 9562), so that they stay the
    same wherever the site is published.
    """

    namespace: Annotated[UUID, BeforeValidator(_uuid)]
    types: dict[Name, TypeDeclaration] = Field(min_length=1)
    relations: dict[Name, RelationDeclaration] = Field(min_length=1)
    frameworks: dict[Name, FrameworkDeclaration] = Field(default_factory=dict)
    crosswalk: CrosswalkDeclaration
    roles: dict[Name, Text] = Field(min_length=1)

    def edition_of(self, id_: str) -> str | None:
        """The key of the edition that an id belongs to, or None."""
        key = id_.split("/", maxsplit=1)[0]
        return key if key in self.frameworks else None

    def is_superseded(self, id_: str) -> bool:
        """Whether an id belongs to an edition that another has replaced."""
        edition = self.edition_of(id_)
        return edition is not None and self.frameworks[edition].replaced_by is not None


def address_of(folder: str) -> str:
    """The folder of pages for a folder of content: `docs/two_words` is published under `two-words`."""
    return folder.removeprefix("docs/").replace("_", "-")
