"""A bibliographic record in CSL's terms, and what of it may differ by language.

Source of the names: CSL 1.0.2, Appendix III and IV. `title` and `URL` may be mappings by language: one work with two
titles and two addresses is one record.
"""

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

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


def csl_record(name: object, address: object, date: object) -> type[BaseModel]:
    """The class of bibliographic records for a site: `name`, `address` and `date` are its annotations for those kinds."""
    from pydantic import create_model

    text = (str | None, None)
    people = (tuple[Person, ...], ())
    return create_model(
        "CslRecord",
        __base__=_Part,
        type=(CslType, ...),
        title=(name, ...),
        author=people,
        editor=people,
        issued=(date | None, None),  # type: ignore[operator]
        container_title=(str | None, Field(None, alias="container-title")),
        collection_title=(str | None, Field(None, alias="collection-title")),
        publisher=text,
        publisher_place=(str | None, Field(None, alias="publisher-place")),
        event_title=(str | None, Field(None, alias="event-title")),
        genre=text,
        number=text,
        volume=text,
        issue=text,
        page=text,
        number_of_pages=(str | None, Field(None, alias="number-of-pages")),
        edition=text,
        DOI=(Annotated[str, AfterValidator(_doi)] | None, None),
        ISBN=text,
        ISSN=text,
        URL=(address | None, None),  # type: ignore[operator]
        language=text,
        status=text,
    )


def _doi(value: str) -> str:
    from pydantic_core import PydanticCustomError

    if not value.startswith("10.") or "/" not in value or " " in value:
        raise PydanticCustomError("bad-id", "a DOI begins with 10. and has a slash", {"value": value})
    return value
