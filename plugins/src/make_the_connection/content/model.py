"""The content model that a site declares: entry types, their fields and sections, relations, frameworks and rules."""

import re
from typing import Annotated, Literal
from uuid import UUID

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    Tag,
    ValidationInfo,
)
from pydantic_core import PydanticCustomError

from make_the_connection.content.validation import TAG, by_language

_NAME = re.compile(r"[a-z][a-z0-9]*([-_][a-z0-9]+)*")
_FOLDER = re.compile(r"[a-z0-9_-]+(/[a-z0-9_-]+)*")
_OF_ENTRIES = f"{TAG}rule-of-entries"
_OF_LINKS = f"{TAG}rule-of-links"


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


def _one_or_more(value: object) -> object:
    if type(value) is int and value > 0:
        return value
    raise PydanticCustomError("wrong-kind", "no number of links to ask for", {"expected_kind": "one-or-more"})


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
    """A field of an entry's facts.

    `not_stated`: when absent, its absence is shown to readers. `quoted`: what it says are another's words.
    """

    kind: Kind
    label: Text
    required: bool = False
    many: bool = False
    not_stated: bool = False
    quoted: bool = False
    choices: dict[Name, Text] = Field(default_factory=dict)
    fields: dict[Name, "FieldDeclaration"] = Field(default_factory=dict)
    of: str | None = None


class SectionDeclaration(_Declaration):
    """A named section of an entry's words. `words`: the least and the most words it should have."""

    label: Text
    required: bool = False
    words: Annotated[tuple[int, int] | None, BeforeValidator(_least_and_most)] = None


class BlockDeclaration(_Declaration):
    """One block of an entry's page: a written section, or something made from the graph or the facts.

    `map`: what it connects is drawn as well, but for what strangers contribute, of which there is no end. The last five
    are of works: what uses them, what they say that matters here, where they can be read, which others are near to
    them, and how to take their records away.
    """

    section: str | None = None
    id: str | None = None
    label: Text | None = None
    text: Text | None = None
    facts: tuple[str, ...] = ()
    connections: tuple[str, ...] = ()
    map: bool = False
    cells: bool = False
    references: bool = False
    cited_by: bool = False
    annotation: bool = False
    availability: bool = False
    related: bool = False
    take_away: bool = False


class TypeDeclaration(_Declaration):
    """A type of entry.

    `folder` holds one folder per entry; `order` is `title` or the name of a field; `card` names the fields that stand
    on an entry's card. `filters` are the types by whose entries a list of works can be narrowed to those that they use.
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
    filters: tuple[str, ...] = ()
    page: tuple[BlockDeclaration, ...]

    @property
    def address(self) -> str:
        """The folder of its pages on the site."""
        return address_of(self.folder)

    def word(self, code: str, form: str) -> str:
        """What it is called in a language, in a form (CLDR, or `plural`); in the form `other` where it lacks that."""
        label = self.label[code]
        return label.get(form, label["other"])

    @property
    def connected(self) -> frozenset[str]:
        """The types whose links its pages show."""
        return frozenset(type_ for block in self.page for type_ in block.connections)


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


THROUGH = "through"
"""What addresses call the choice of one entry; the other choices have the names of fields."""


class SettingDeclaration(_Declaration):
    """What makes a reader's own setting: choices among the facts of the entries of a type."""

    type: str
    fields: Annotated[tuple[str, ...], Field(min_length=1)]


class CrosswalkDeclaration(_Declaration):
    """The two types that the crosswalk's table sets against each other, and the setting that it can be filtered to."""

    rows: str
    columns: str
    setting: SettingDeclaration | None = None


class _RuleDeclaration(_Declaration):
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
    rules: dict[Name, RuleDeclaration] = Field(default_factory=dict)

    def edition_of(self, id_: str) -> str | None:
        """The key of the edition that an id belongs to, or None."""
        key = id_.split("/", maxsplit=1)[0]
        return key if key in self.frameworks else None

    def is_superseded(self, id_: str) -> bool:
        """Whether an id belongs to an edition that another has replaced."""
        edition = self.edition_of(id_)
        return edition is not None and self.frameworks[edition].replaced_by is not None

    def editions_after(self, edition: str | None) -> tuple[str, ...]:
        """The editions that have taken the place of one, one after another: the next of them first."""
        after: list[str] = []
        while edition is not None and (edition := self.frameworks[edition].replaced_by) is not None:
            after.append(edition)
        return tuple(after)

    def editions_of(self, type_: str) -> tuple[str, ...]:
        """The editions that entries of a type belong to: what nothing has replaced first, then the latest."""
        editions = [key for key, framework in self.frameworks.items() if framework.type == type_]
        return tuple(sorted(editions, key=lambda edition: len(self.editions_after(edition))))


def address_of(folder: str) -> str:
    """The folder of pages for a folder of content: `docs/two_words` is published under `two-words`."""
    return folder.removeprefix("docs/").replace("_", "-")
