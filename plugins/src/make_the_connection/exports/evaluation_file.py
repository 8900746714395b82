"""The file that a person keeps of an evaluation: its JSON Schema. A page writes such files and reads them again.

What may be relied on: a file of an earlier version is read by every later page. Within a version nothing goes away or
changes its meaning; fields may be added, and who reads a file and saves it again keeps those that they do not know.
"""

import datetime
import json
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from make_the_connection.exports.crosswalk_format import Key
from make_the_connection.exports.published import Publication
from make_the_connection.site import Site

LARGEST = 256 * 1024
"""Bytes. A hundred statements with two long texts each take less than half of it."""
LONGEST = 400
"""Characters of a text: some five lines in print. A page takes no more; what a file has more is kept."""

Uuid = Annotated[str, StringConstraints(pattern="^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="allow")


class TextPart(_Part):
    """What a person wrote."""

    text: str
    lang: str = Field(
        description="The language that the page was in (BCP 47).", pattern="^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$"
    )


class AnswerPart(_Part):
    """Where a person stands by one statement."""

    level: str | None = Field(None, description="The name of a level of the evaluation; null while none is chosen.")
    evidence: TextPart | None = Field(None, description="How one can tell.")
    next: TextPart | None = Field(None, description="What is to be done.")


class EvaluationFile(_Part):
    """What one person, or several together, answered in an evaluation."""

    format: Literal["make-the-connection/evaluation"]
    version: Literal[1] = Field(description="Of this format.")
    site: Uuid = Field(description="The namespace of the site that asked, from its content model.")
    evaluation: str = Field(description="The name of the evaluation in the content model of the site.")
    copy_: Uuid = Field(
        alias="copy",
        description="Made by chance when the first answer was given; the same in every file that follows from it.",
    )
    written: datetime.date = Field(description="The day on which the file was saved.")
    about: TextPart | None = Field(None, description="What the answers are about.")
    path: Key | None = Field(None, description="The key of the entry that put the statements in an order.")
    answers: dict[Key, AnswerPart] = Field(
        description="By the key of the statement; one without content may be left out.",
        json_schema_extra={"additionalProperties": False},
    )


def evaluation_schema(_site: Site, _publication: Publication) -> bytes:
    """The JSON Schema of the file, the same for every site."""
    schema = EvaluationFile.model_json_schema()
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
    return (json.dumps(schema, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
