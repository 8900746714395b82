"""The format of `crosswalk.json`: its parts and its JSON Schema.

What may be relied on: within a major version no member goes away, changes its meaning, or takes a kind of value or a
word that it did not take before. A minor version may add members; whoever reads passes over those it does not know.
"""

import datetime
import json
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from make_the_connection.content.annotations import ENTRY_KEY
from make_the_connection.crosswalk import State

SCHEMA = "crosswalk.schema.json"
VERSION = "1.0"
UNDETERMINED = "und"
"""The language (BCP 47) of a text that is the same in every language."""

Key = Annotated[str, StringConstraints(pattern=f"^{ENTRY_KEY.pattern}$")]
Urn = Annotated[str, StringConstraints(pattern="^urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")]
Date = Annotated[
    str, StringConstraints(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$"), Field(description="A day, a month or a year.")
]
ByLanguage = dict[str, str]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore", populate_by_name=True)


class LanguagePart(_Part):
    """A language of the site."""

    code: str = Field(description="BCP 47.")
    name: str = Field(description="Its name in itself.")


class RolePart(_Part):
    """A role that makes or reviews links. No person is named."""

    key: str
    label: ByLanguage


class FrameworkPart(_Part):
    """An edition of a framework; the ids of its entries begin with its key."""

    key: str
    identifier: Urn
    type: str
    title: ByLanguage
    edition: str
    note: ByLanguage
    replaced_by: str | None = Field(description="The key of the edition that has taken its place.")


class TypePart(_Part):
    """A type of entry."""

    key: str
    label: dict[str, ByLanguage] = Field(description="By language and plural form (CLDR), its name.")
    framework: bool = Field(description="Whether its entries belong to editions of a framework.")


class RelationPart(_Part):
    """A word for a link, read from its subject to its object; `inverse` reads it from the other end."""

    key: str
    label: ByLanguage
    inverse: str
    explained: ByLanguage


class ReviewPart(_Part):
    """Who, by role, reviewed something, and when."""

    by: str
    on: Date


class WordsPart(_Part):
    """What an entry is called in one language."""

    title: str
    title_status: Literal["published", "proposed", "own"] = Field(
        description="As a source words it; our proposal, where no published wording was found; or a title of our own."
    )
    title_note: str | None = None
    short: str | None = None
    summary: str | None = None
    translation: Literal["draft", "reviewed"] | None = Field(
        None, description="Of a translation: whether an editor of that language has reviewed it."
    )
    reviewed: ReviewPart | None = Field(None, description="Who reviewed the translation, and when.")


class EntryPart(_Part):
    """An entry. `words` has the languages it has been written in."""

    key: Key
    type: str
    id: str
    identifier: Urn
    formerly: list[Key] = Field(description="The keys that it had before, the oldest first. Its identifier has stayed.")
    framework: str | None = Field(description="The key of the edition that it belongs to.")
    replaces: list[Key] = Field(description="The entries of earlier editions that it has taken the place of.")
    original: str | None = Field(description="The language it was first written in; null for a bibliographic record.")
    words: dict[str, WordsPart]
    pages: ByLanguage = Field(description="By language, the address of its page from the root of the site.")


class _LinkPart(_Part):
    identifier: Urn
    subject: Key
    object: Key
    relation: str
    why: ByLanguage = Field(description="The reason, in every language of the site.")
    strength: Literal["central", "supporting"]
    review: ReviewPart | None = Field(description="Null while nobody else has looked at it.")


class PublishedLinkPart(_LinkPart):
    """A link that a source states."""

    basis: Literal["published"]
    source: str = Field(description="Where it is printed: an address, or the key of an entry.")
    wording: ByLanguage = Field(description="As printed. A text that is the same in all languages has the code und.")


class EditorialLinkPart(_LinkPart):
    """A link that is the judgement of a role."""

    basis: Literal["editorial"]
    by: str
    on: Date


class UnrelatedPart(_Part):
    """A pair of entries that a role looked at and found unrelated."""

    identifier: Urn
    pair: tuple[Key, Key]
    why: ByLanguage
    by: str
    on: Date


class JoinPart(_Part):
    """An entry that joins a row and a column, and the identifiers of the two links by which it does."""

    entry: Key
    row_link: Urn
    column_link: Urn
    published: bool = Field(description="Whether both links are published ones.")


class CellPart(_Part):
    """A row and a column, and what joins them."""

    row: Key
    column: Key
    state: State
    joins: list[JoinPart]


class TablePart(_Part):
    """The table of one pair of editions; `null` for the edition of entries that belong to none."""

    row_framework: str | None
    column_framework: str | None
    rows: list[Key]
    columns: list[Key]
    cells: list[CellPart]


class DerivedPart(_Part):
    """Worked out from the links and the unrelated pairs; nobody has asserted any of it."""

    row_type: str
    column_type: str
    tables: list[TablePart] = Field(description="Those of the editions in force come first.")


class Crosswalk(_Part):
    """A crosswalk: entries, the links between them with their reasons, and what follows from those.

    Readers pass over members that they do not know: a later minor version may add some.
    """

    schema_: str = Field(alias="$schema")
    version: Annotated[str, StringConstraints(pattern=r"^1\.(0|[1-9][0-9]*)$")]
    as_of: datetime.date = Field(description="The day that the content is of.")
    address: str | None = Field(description="The public address of the site; null while it has none.")
    publisher: ByLanguage | None = Field(description="Null while nobody has been appointed.")
    title: ByLanguage
    languages: list[LanguagePart]
    roles: list[RolePart]
    frameworks: list[FrameworkPart]
    types: list[TypePart]
    relations: list[RelationPart]
    entries: list[EntryPart]
    links: list[Annotated[PublishedLinkPart | EditorialLinkPart, Field(discriminator="basis")]]
    unrelated: list[UnrelatedPart]
    derived: DerivedPart


def schema_bytes() -> bytes:
    """The JSON Schema of `crosswalk.json`. It is the same for every site."""
    schema: dict[str, Any] = Crosswalk.model_json_schema(mode="serialization")
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
    return (json.dumps(schema, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
