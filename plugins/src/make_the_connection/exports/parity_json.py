"""`parity.json`: how far the languages of each page correspond.

What may be relied on is as for `crosswalk.json`: within a major version no member goes away or changes its meaning.
"""

import datetime
import json
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from make_the_connection.exports.published import Publication
from make_the_connection.parity import PageState, State, VersionState
from make_the_connection.site import Site

SCHEMA = "parity.schema.json"
VERSION = "1.0"


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore", populate_by_name=True)


class StaleSectionPart(_Part):
    """A translated section that was made from another version of its original than the one that stands there now."""

    section: str | None = Field(description="Its id; null for the title, the summary and what begins the page.")
    since: datetime.date | None = Field(
        description="The day on which it was last accepted as a translation; null where it never was."
    )


class DifferencePart(_Part):
    """Something that the page lacks in this language and has in another, at the line where it is missed."""

    code: str = Field(description="The code of the diagnostic that reports it.")
    path: str
    line: int
    language: str = Field(description="The language that has it.")


class VersionPart(_Part):
    """A page in a language that it is written in."""

    states: list[State] = Field(description="A draft may be complete, and a stale page may be a draft.")
    translation: Literal["draft", "reviewed"] | None = Field(description="Null for the original.")
    stale: list[StaleSectionPart]
    differences: list[DifferencePart]


class PagePart(_Part):
    """A page that has words: an entry, as type:id, or a guide page, as guide:id."""

    key: str
    original: str = Field(description="The language that the others translate.")
    addresses: dict[str, str] = Field(description="By language, the page's address from the root of the site.")
    versions: dict[str, VersionPart] = Field(description="By language. A language without one is missing.")


class TallyPart(_Part):
    """The pages of a type in a language: how many there are, and how many are in each state."""

    type: str
    language: str
    pages: int
    states: dict[State, int]


class ParityFile(_Part):
    """The state of a site. Readers pass over members that they do not know: a later minor version may add some."""

    schema_: str = Field(alias="$schema")
    version: Annotated[str, StringConstraints(pattern=r"^1\.(0|[1-9][0-9]*)$")]
    as_of: datetime.date = Field(description="The day that the content is of.")
    address: str | None = Field(description="The public address of the site; null while it has none.")
    languages: list[str] = Field(description="BCP 47, in the order of the site.")
    recorded: bool = Field(description="Whether the site records what translations were made from; else none is stale.")
    tallies: list[TallyPart]
    pages: list[PagePart]


def parity_schema(_site: Site, _publication: Publication) -> bytes:
    """The JSON Schema of `parity.json`, the same for every site."""
    schema = ParityFile.model_json_schema(mode="serialization")
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
    return (json.dumps(schema, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def parity_json(site: Site, publication: Publication) -> bytes:
    """The state of every page that has words, in the order of the content model, and of the guide pages."""
    found = site.parity
    file = ParityFile(
        schema_=SCHEMA,
        version=VERSION,
        as_of=publication.as_of,
        address=publication.address,
        languages=list(found.languages),
        recorded=found.lock is not None,
        tallies=[
            TallyPart(type=each.type, language=each.language, pages=each.pages, states=dict(each.states))
            for each in found.tallies
        ],
        pages=[_page(site, page) for page in found.pages.values()],
    )
    return (file.model_dump_json(indent=1, by_alias=True, ensure_ascii=False) + "\n").encode()


def _page(site: Site, page: PageState) -> PagePart:
    return PagePart(
        key=page.key,
        original=page.original,
        addresses={code: f"{code}/{site.address(page.key)}.html" for code in site.languages},
        versions={code: _version(page.versions[code]) for code in site.languages if code in page.versions},
    )


def _version(version: VersionState) -> VersionPart:
    return VersionPart(
        states=[state for state in State if state in version.states],
        translation=version.translation,
        stale=[StaleSectionPart(section=each.id or None, since=each.since) for each in version.stale],
        differences=[
            DifferencePart(
                code=each.code,
                path=each.location.path,
                line=each.location.line,
                language=dict(each.parameters)["language"],
            )
            for each in version.differences
        ],
    )
