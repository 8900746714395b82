"""The record of the last test of how far everybody can use the pages; a command writes it, the statement shows it."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, StrictBool, StrictInt, create_model

from make_the_connection.content.annotations import PartialDate, Written, in_languages, mapping, of_form, one_of
from make_the_connection.content.known import Memory
from make_the_connection.content.known_facts import read_known
from make_the_connection.content.records import Record
from make_the_connection.content.validation import validated
from make_the_connection.diagnostics import Diagnostic

Scheme = Literal["light", "dark"]
Rule: Any = of_form(re.compile(r"[a-z][a-z0-9-]*"), "bad-id")
Address: Any = of_form(re.compile(r"[a-z0-9][a-z0-9/-]*"), "bad-id")


class Count(Record):
    """What was tried in one language at one width (px), and in how many places a rule was broken, by scheme."""

    language: str
    width: StrictInt
    pages: StrictInt
    states: StrictInt
    violations: Mapping[Scheme, StrictInt]


class Failure(Record):
    """A rule that is broken: in how many places, on how many pages, and the address of the first from the root."""

    rule: Rule
    number: StrictInt
    pages: StrictInt
    first: Address


class Tested(Record):
    """What was tried and what was found; texts by language."""

    on: PartialDate
    whole: StrictBool = Field(description="Whether every page and every state was tried.")
    axe: Written
    rules: tuple[Written, ...]
    only_colours_in: tuple[Scheme, ...] = Field((), description="The schemes in which only colours were judged.")
    browser: Written
    system: Written
    all_pages: Mapping[str, StrictInt] = Field(description="The pages that there are, by language.")
    counts: tuple[Count, ...]
    states: tuple[Mapping[str, str], ...] = ()
    violations: tuple[Failure, ...] = ()
    besides: tuple[Mapping[str, str], ...] = Field((), description="What is tested by other means.")


def tested_class(languages: tuple[str, ...]) -> type[Tested]:
    """The class of a record in these languages."""
    code, text = one_of(languages), in_languages(languages, Written, whole=True)
    count: Any = create_model("Count", __base__=Count, language=(code, ...))
    texts: Any = (tuple.__class_getitem__((text, ...)), ())
    return create_model(
        "Tested",
        __base__=Tested,
        all_pages=(mapping(code, StrictInt), ...),
        counts=(tuple[count, ...], ...),
        states=texts,
        besides=texts,
    )


def read_tested(
    root: Path, path: str | None, languages: tuple[str, ...], found: list[Diagnostic], memory: Memory
) -> Tested | None:
    """Read the record at a path from the root of the site; None where the site has none, or with diagnostics."""
    document = read_known(root / path, path, found, memory) if path else None
    return validated(tested_class(languages), document, found) if document else None
