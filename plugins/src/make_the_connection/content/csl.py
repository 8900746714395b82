"""A bibliographic record in CSL's terms, and what of it may differ by language.

Source of the names: CSL 1.0.2, Appendix III and IV. `title` and `URL` may be mappings by language: one work with two
titles and two addresses is one record.
"""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, create_model
from pydantic_core import PydanticCustomError

CslType = Literal[
    "article",
    "article-journal",
    "article-magazine",
    "article-newspaper",
    "book",
    "chapter",
    "collection",
    "document",
    "entry-encyclopedia",
    "legislation",
    "manuscript",
    "paper-conference",
    "periodical",
    "post",
    "post-weblog",
    "report",
    "review",
    "speech",
    "standard",
    "thesis",
    "webpage",
]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Person(_Part):
    """A person (`family`, `given`) or a body (`literal`)."""

    family: str | None = None
    given: str | None = None
    literal: str | None = None


def _doi(value: str) -> str:
    if not value.startswith("10.") or "/" not in value or " " in value:
        raise PydanticCustomError("bad-doi", "a DOI begins with 10. and has a slash", {"value": value})
    return value


class CslRecord(_Part):
    """A record without the three fields whose kinds a site's languages decide; `csl_record` adds those."""

    type: CslType
    author: tuple[Person, ...] = ()
    editor: tuple[Person, ...] = ()
    container_title: str | None = Field(None, alias="container-title")
    collection_title: str | None = Field(None, alias="collection-title")
    publisher: str | None = None
    publisher_place: str | None = Field(None, alias="publisher-place")
    event_title: str | None = Field(None, alias="event-title")
    genre: str | None = None
    number: str | None = None
    volume: str | None = None
    issue: str | None = None
    page: str | None = None
    number_of_pages: str | None = Field(None, alias="number-of-pages")
    edition: str | None = None
    DOI: Annotated[str, AfterValidator(_doi)] | None = None
    ISBN: str | None = None
    ISSN: str | None = None
    language: str | None = None
    status: str | None = None


def csl_record(name: Any, address: Any, date: Any) -> type[CslRecord]:
    """The class of a site's bibliographic records, from its annotations for names, addresses and dates."""
    return create_model(
        "CslRecord", __base__=CslRecord, title=(name, ...), URL=(address | None, None), issued=(date | None, None)
    )
