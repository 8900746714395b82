"""A bibliographic record in CSL's terms, and what of it may differ by language.

Source of the names: CSL 1.0.2, Appendix III and IV. `title` and `URL` may be mappings by language: one work with two
titles and two addresses is one record.
"""

import re
from collections.abc import Callable, Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, create_model, model_validator
from pydantic_core import PydanticCustomError

from make_the_connection.content.identifiers import is_doi, isbn, issn, pages

_SPACES = re.compile(r"[ \t\r\n]+")

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


FIRST_YEAR = 1450
"""When printing with movable type began in Europe: no work is issued before it."""


def _in_one_line(value: str) -> str:
    return _SPACES.sub(" ", value).strip(" ")


def _each_in_one_line(value: str | Mapping[str, str]) -> str | dict[str, str]:
    if isinstance(value, str):
        return _in_one_line(value)
    return {code: _in_one_line(text) for code, text in value.items()}


def _written(value: str) -> str:
    if not value.strip():
        raise PydanticCustomError("empty-text", "nothing there")
    return value


def _checked(code: str, form: Callable[[str], str | None]) -> AfterValidator:
    """Refuse what has no form at all."""

    def check(value: str) -> str:
        if not form(value):
            raise PydanticCustomError(code, "not of the form", {"value": value})
        return value

    return AfterValidator(check)


def _pages(value: str) -> str:
    form = pages(value)
    if form is None:
        raise PydanticCustomError("bad-page-range", "no pages, or in no order", {"value": value})
    return form


def _year(value: str) -> str:
    if int(value[:4]) < FIRST_YEAR:
        raise PydanticCustomError("bad-year", "before printing", {"value": value, "first": FIRST_YEAR})
    return value


_Text = Annotated[str, AfterValidator(_in_one_line), AfterValidator(_written)]


class Person(_Part):
    """A person (`family`, `given`) or a body (`literal`).

    Particles are those of `Ludwig van Beethoven`, which is dropped where only the family name is written, and of
    `Anne de la Cruz`, which is not; a suffix is that of `Martin Luther King Jr.`
    """

    family: _Text | None = None
    given: _Text | None = None
    dropping_particle: _Text | None = Field(None, alias="dropping-particle")
    non_dropping_particle: _Text | None = Field(None, alias="non-dropping-particle")
    suffix: _Text | None = None
    literal: _Text | None = None

    @model_validator(mode="after")
    def _named(self) -> Self:
        if self.family is None and self.literal is None:
            raise PydanticCustomError("missing-field", "nobody", {"name": "family"})
        return self


class CslRecord(_Part):
    """A record without the three fields whose kinds a site's languages decide; `csl_record` adds those."""

    type: CslType
    author: tuple[Person, ...] = ()
    editor: tuple[Person, ...] = ()
    translator: tuple[Person, ...] = ()
    container_title: _Text | None = Field(None, alias="container-title")
    collection_title: _Text | None = Field(None, alias="collection-title")
    publisher: _Text | None = None
    publisher_place: _Text | None = Field(None, alias="publisher-place")
    event_title: _Text | None = Field(None, alias="event-title")
    genre: _Text | None = None
    number: _Text | None = None
    volume: _Text | None = None
    issue: _Text | None = None
    page: Annotated[_Text, AfterValidator(_pages)] | None = None
    number_of_pages: _Text | None = Field(None, alias="number-of-pages")
    edition: _Text | None = None
    DOI: Annotated[_Text, _checked("bad-doi", lambda value: value if is_doi(value) else None)] | None = None
    ISBN: Annotated[_Text, _checked("bad-isbn", isbn)] | None = None
    ISSN: Annotated[_Text, _checked("bad-issn", issn)] | None = None
    language: _Text | None = None
    status: _Text | None = None


def csl_record(name: Any, address: Any, date: Any) -> type[CslRecord]:
    """The class of a site's bibliographic records, from its annotations for names, addresses and dates."""
    title = Annotated[name, AfterValidator(_each_in_one_line)]
    issued = Annotated[date, AfterValidator(_year)]
    return create_model(
        "CslRecord", __base__=CslRecord, title=(title, ...), URL=(address | None, None), issued=(issued | None, None)
    )
