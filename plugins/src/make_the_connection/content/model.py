"""The content model that a site declares: entry types, their fields and sections, relations, frameworks and rules."""

import re
from functools import cached_property
from typing import Annotated, Literal
from uuid import UUID

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
)
from pydantic_core import PydanticCustomError

from make_the_connection.content.declaration import Declaration, Name, Text, in_all_languages
from make_the_connection.content.evaluation import EvaluationDeclaration
from make_the_connection.content.finding import FacetDeclaration, FinderDeclaration
from make_the_connection.content.following import StepAfterEntry, StepAfterGuide
from make_the_connection.content.rule import RuleDeclaration

_FOLDER = re.compile(r"[a-z0-9_-]+(/[a-z0-9_-]+)*")


def _counted(value: dict[str, dict[str, str]]) -> dict[str, dict[str, str]]:
    for forms in value.values():
        for form in ("one", "other"):
            if form not in forms:
                raise PydanticCustomError("missing-field", "a form for a number is missing", {"name": form})
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


Kind = Literal[
    "text",
    "name",
    "number",
    "flag",
    "choice",
    "date",
    "address",
    "entry",
    "image",
    "record",
    "csl",
    "session",
    "period",
    "consent",
]
"""The kinds of field. `text` has a version in every language; `name` is the same in all unless it says otherwise.

A `session` is what people can come to on a day; a `period` the days from which and until which something can be done;
`consent` says who agreed to publication, its `choices` are the roles in which they may.
"""

ASKABLE = frozenset({"text", "name", "number", "flag", "choice", "date", "address", "record", "consent"})
"""The kinds of field that a contributor can be asked."""


class FieldDeclaration(Declaration):
    """A field of an entry's facts.

    `required_where`: it is required where another field, one of choices, has one of these. `not_stated`: when absent,
    its absence is shown to readers. `quoted`: what it says are another's words. `prompt` helps people to fill it in.
    """

    kind: Kind
    label: Text
    prompt: Text | None = None
    required: bool = False
    required_where: dict[Name, tuple[str, ...]] = Field(default_factory=dict)
    many: bool = False
    not_stated: bool = False
    quoted: bool = False
    choices: dict[Name, Text] = Field(default_factory=dict)
    fields: dict[Name, "FieldDeclaration"] = Field(default_factory=dict)
    of: str | None = None

    @property
    def is_askable(self) -> bool:
        """Whether a form can ask it of someone who knows neither ids nor records of works."""
        return self.kind in ASKABLE and all(inner.is_askable for inner in self.fields.values())


class SectionDeclaration(Declaration):
    """A named section of an entry's words.

    `words`: the least and the most words it should have. `prompt` helps people to write it.
    `sheet`: a script offers to print it alone, with room for notes below each item of its lists.
    """

    label: Text
    prompt: Text | None = None
    required: bool = False
    sheet: bool = False
    words: Annotated[tuple[int, int] | None, BeforeValidator(_least_and_most)] = None


class TableDeclaration(Declaration):
    """A table of an entry's page: its rows are the entries of a type that name the entry in a field of theirs.

    What stands in the cells are the entries of another type that name a row. `columns` is a field of choices of theirs,
    with a column for each choice; `groups` a field of the rows, whose values stand together. `file` is the table's name
    where it is taken away as a file, without what tells its form.
    """

    rows: str
    cells: str
    columns: str
    groups: str | None = None
    file: Name


class BlockDeclaration(Declaration):
    """One block of an entry's page: a written section, or something made from the graph or the facts.

    `map`: what it connects is drawn as well, but for what strangers contribute, of which there is no end. `parts` are
    the types whose entries stand here where they name this one in a field of theirs; `table` sets them out. The last
    five are of works: what uses them, what they say that matters here, where they can be read, which others are near to
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
    parts: tuple[str, ...] = ()
    table: TableDeclaration | None = None
    references: bool = False
    cited_by: bool = False
    annotation: bool = False
    availability: bool = False
    related: bool = False
    take_away: bool = False


class LinkAsked(Declaration):
    """The links that a contributor is asked for with entries of a type: by which relation, and the fewest of them."""

    relation: str
    least: Annotated[int, Field(ge=0)] = 0


class ContributionDeclaration(Declaration):
    """What a person is asked who contributes an entry.

    `given` are the choices that every contribution has made already; `asks` the fields of the facts, in this order;
    `links` the types of the entries that it can be linked with; `by` the role in which a contributor gives reasons.
    """

    given: dict[Name, str] = Field(default_factory=dict)
    asks: tuple[str, ...] = ()
    links: dict[Name, LinkAsked] = Field(default_factory=dict)
    by: str


class TypeDeclaration(Declaration):
    """A type of entry.

    `folder` holds one folder per entry; `order` is `title` or the name of a field; `card` names the fields that stand
    on an entry's card, of a record as `published.on`. `filters` are the types by whose entries a list of works can be
    narrowed to those that they use.
    `contributed`: strangers write its entries; `contribution` is what the form asks them.
    `feed`: readers can be told of new entries, which say on which day they were added. `finder`: by what they are found
    among many. `next`: what their readers can do after them.
    """

    label: Annotated[dict[str, dict[str, str]], AfterValidator(in_all_languages), AfterValidator(_counted)]
    folder: Annotated[str, AfterValidator(_folder)]
    order: str = "title"
    title: Literal["words", "csl"] = "words"
    contributed: bool = False
    contribution: ContributionDeclaration | None = None
    framework: bool = False
    feed: bool = False
    fields: dict[Name, FieldDeclaration] = Field(default_factory=dict)
    sections: dict[Name, SectionDeclaration] = Field(default_factory=dict)
    card: tuple[str, ...] = ()
    filters: tuple[str, ...] = ()
    finder: FinderDeclaration | None = None
    next: tuple[StepAfterEntry, ...] = ()
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


class RelationDeclaration(Declaration):
    """A word for a link, the word that reads it from the other end, and what it means."""

    label: Text
    inverse: str
    explained: Text


class FrameworkDeclaration(Declaration):
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


class SettingDeclaration(Declaration):
    """What makes a reader's own setting: choices among the facts of the entries of a type."""

    type: str
    fields: Annotated[tuple[str, ...], Field(min_length=1)]


class CrosswalkDeclaration(Declaration):
    """The two types that the crosswalk's table sets against each other, and the setting that it can be filtered to.

    `through`: the types whose entries join a row and a column; all, where it names none.
    """

    rows: str
    columns: str
    through: tuple[str, ...] = ()
    setting: SettingDeclaration | None = None


class Model(Declaration):
    """Everything a site declares about its content.

    From `namespace` come the identifiers in what other systems read (UUID version 5, RFC 9562), so that they stay the
    same wherever the site is published. `search`: what the results of a search can be narrowed by. `next`:
    what readers can do after guide pages, by the id of the page.
    """

    namespace: Annotated[UUID, BeforeValidator(_uuid)]
    types: dict[Name, TypeDeclaration] = Field(min_length=1)
    relations: dict[Name, RelationDeclaration] = Field(min_length=1)
    frameworks: dict[Name, FrameworkDeclaration] = Field(default_factory=dict)
    crosswalk: CrosswalkDeclaration
    roles: dict[Name, Text] = Field(min_length=1)
    rules: dict[Name, RuleDeclaration] = Field(default_factory=dict)
    evaluations: dict[Name, EvaluationDeclaration] = Field(default_factory=dict)
    search: dict[Name, FacetDeclaration] = Field(default_factory=dict)
    next: dict[Name, tuple[StepAfterGuide, ...]] = Field(default_factory=dict)

    def naming(self, type_: str, named: str) -> str | None:
        """The field in which entries of a type name one of another type, or None."""
        fields = self.types[type_].fields.items()
        return next((name for name, field in fields if field.kind == "entry" and field.of == named), None)

    @cached_property
    def parts(self) -> frozenset[str]:
        """The types whose entries stand on the pages of those that they name, as parts of them."""
        blocks = [block for declared in self.types.values() for block in declared.page]
        cells = [block.table.cells for block in blocks if block.table]
        return frozenset([type_ for block in blocks for type_ in block.parts] + cells)

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
