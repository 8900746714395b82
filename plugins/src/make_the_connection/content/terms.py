"""The list of terms: what each thing is called in every language, who says so, and what is not to be called it.

Pages link to a term as `term:id`; a check finds other words where the list has one (`parity.terms`).
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any, Literal

from pydantic import Field, create_model

from make_the_connection.content.annotations import Address, Written, in_languages, mapping, of_form, one_of
from make_the_connection.content.known import Memory
from make_the_connection.content.known_facts import read_known
from make_the_connection.content.records import Record
from make_the_connection.content.validation import nearest, validated
from make_the_connection.content.yaml_source import Positions
from make_the_connection.diagnostics import Diagnostic

TERM = "term"
"""The type by which links name a term: `term:id`."""

OURS = "ours"

TermId: Any = of_form(re.compile(r"[a-z0-9]+(-[a-z0-9]+)*"), "bad-id")


class Source(Record):
    """Where names of terms are printed: what that is called in each language, and its address if it has one."""

    title: Mapping[str, str]
    address: Address | None = Field(None, description="The web address; left out where only the place is known.")


class Term(Record):
    """A term or name, by language. What is `instead_of` it is reported unless it is a part of what it is `right_in`."""

    name: Mapping[str, str]
    status: Literal["official", "public-body", "ours"] = Field(
        description="Official: by the government. Public body: by another public body. Ours: a proposal of this site."
    )
    source: str | None = Field(None, description="The key of one of the sources; required unless the term is ours.")
    kind: Literal["term", "name"] = Field("term", description="A name keeps its exact wording; a term is inflected.")
    forms: Mapping[str, tuple[str, ...]] = Field(
        default_factory=dict, description="Plurals and other forms of the words, by language; not mutations."
    )
    explained: Mapping[str, str] | None = Field(None, description="One plain sentence for readers.")
    instead_of: Mapping[str, tuple[str, ...]] = Field(
        default_factory=dict, description="Other words, and their plurals, that the check reports; mutations are known."
    )
    right_in: Mapping[str, tuple[str, ...]] = Field(
        default_factory=dict, description="Longer wordings in which those other words are right."
    )


class Terms(Record):
    """The list, in the order of its file, and the sources that it names by their keys."""

    sources: Mapping[str, Source] = Field(default_factory=dict)
    terms: Mapping[str, Term] = Field(default_factory=dict)


def terms_class(languages: tuple[str, ...]) -> type[Terms]:
    """The class of a list of terms in these languages; its JSON Schema is the editors'."""
    text = in_languages(languages, Written, whole=True)
    words = mapping(one_of(languages), tuple[Written, ...])
    source: Any = create_model("Source", __base__=Source, title=(text, ...))
    term: Any = create_model(
        "Term",
        __base__=Term,
        name=(text, ...),
        forms=_again(Term, "forms", words),
        explained=_again(Term, "explained", text | None),
        instead_of=_again(Term, "instead_of", words),
        right_in=_again(Term, "right_in", words),
    )
    return create_model(
        "Terms",
        __base__=Terms,
        sources=_again(Terms, "sources", mapping(TermId, source)),
        terms=_again(Terms, "terms", mapping(TermId, term)),
    )


def _again(kind: type[Record], name: str, annotation: Any) -> tuple[Any, Any]:
    """A field of a class as it is there, of another kind."""
    return annotation, kind.model_fields[name]


def schema_path(path: str) -> str:
    """The file of the JSON Schema, beside the list of terms."""
    return str(PurePosixPath(path).with_suffix(".schema.json"))


def json_schema(languages: tuple[str, ...]) -> dict[str, Any]:
    """The schema that editors of the list complete and check with."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **terms_class(languages).model_json_schema()}


def read_terms(
    root: Path, path: str | None, languages: tuple[str, ...], found: list[Diagnostic], memory: Memory
) -> Terms | None:
    """Read the list at a path from the root of the site, an empty one where the site has none; or None."""
    if path is None:
        return Terms()
    document = read_known(root / path, path, found, memory)
    terms = validated(terms_class(languages), document, found) if document else None
    if terms is None or document is None:
        return None
    found.extend(_unsaid(terms, document.positions))
    return terms


def _unsaid(terms: Terms, positions: Positions) -> Iterator[Diagnostic]:
    """Who says so must be said, and be one of the sources."""
    for key, term in terms.terms.items():
        if term.source is None:
            if term.status != OURS:
                yield Diagnostic.at(positions.key("terms", key), "missing-field", name="source")
        elif term.source not in terms.sources:
            choices = ", ".join(terms.sources)
            close = nearest(term.source, terms.sources)
            where = positions.value("terms", key, "source")
            yield Diagnostic.at(where, "not-one-of", name="source", value=term.source, choices=choices, **close)
