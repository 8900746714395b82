"""The front matter of a page of words: its title, its summary, and how far its translation has come."""

import re
from typing import Literal

from pydantic import BaseModel, ConfigDict

from make_the_connection.content.annotations import PartialDate, Written
from make_the_connection.content.known import Known
from make_the_connection.content.validation import validated
from make_the_connection.content.yaml_source import Positions, YamlDocument, read_yaml
from make_the_connection.diagnostics import Diagnostic, Location, from_values, in_values

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)^---[ \t]*$\n?", re.DOTALL | re.MULTILINE)


class Review(BaseModel):
    """Who, by role, read a translation, and when."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    by: Written
    on: PartialDate


class FrontMatter(BaseModel):
    """The front matter of a page of words.

    `title_status`: `published` as a source words it; `proposed` by us for want of a published wording; `own` otherwise.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: Written
    short: Written | None = None
    summary: Written
    title_status: Literal["published", "proposed", "own"] = "own"
    title_note: Written | None = None
    translation: Literal["draft", "reviewed"] | None = None
    reviewed: Review | None = None


def front_matter_positions(text: str, shown: str) -> Positions:
    """Where each field stands of a front matter that has been read."""
    match = _FRONT_MATTER.match(text)
    document = read_yaml(match[1], shown, [], first_line=2) if match else None
    return document.positions if document else Positions(shown)


def read_front_matter(text: str, shown: str, found: list[Diagnostic]) -> tuple[FrontMatter, str, int] | None:
    """The front matter, the text after it, and the line of the file on which that text begins."""
    match = _FRONT_MATTER.match(text)
    if not match:
        found.append(Diagnostic.at(Location(shown), "front-matter"))
        return None
    empty = YamlDocument({}, Positions(shown))
    document = read_yaml(match[1], shown, found, first_line=2) if match[1].strip() else empty
    front = validated(FrontMatter, document, found) if document else None
    return (front, text[match.end() :], 1 + text.count("\n", 0, match.end())) if front else None


def known_front_matter(known: Known, text: str, found: list[Diagnostic]) -> tuple[FrontMatter, str, int] | None:
    """As `read_front_matter`, of a file of which more may be known."""
    read, begins, first_line, wrong = known.once("front", lambda: _in_values(text, known.path))
    found.extend(from_values(wrong, known.path))
    return (FrontMatter.model_validate(read), text[begins:], first_line) if read is not None else None


def _in_values(text: str, shown: str) -> tuple[object, int, int, list[object]]:
    wrong: list[Diagnostic] = []
    parts = read_front_matter(text, shown, wrong)
    values = in_values(wrong, shown)
    if parts is None:
        return None, 0, 0, values
    front, written, first_line = parts
    return front.model_dump(mode="json", exclude_unset=True), len(text) - len(written), first_line, values
