"""What people weigh where they stand by: statements, each with what could help, and the means to answer them."""

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from make_the_connection.content.evaluation import EvaluationDeclaration, PathsDeclaration
from make_the_connection.content.reading import Entry
from make_the_connection.crosswalk import Path
from make_the_connection.render.cards import Card
from make_the_connection.render.environment import rendered
from make_the_connection.render.evaluation_file import asked, statements
from make_the_connection.render.parts import groups_of
from make_the_connection.render.reader import Reader, slug
from make_the_connection.site import recommended

LONGEST_NAME = 120
"""Characters of what is being looked at: one line."""

_SENTENCES = (
    "in-language", "left", "cleared", "help.opened", "begin-here", "path.chosen", "path.cleared", "storage",
    "storage-again", "unread", "elsewhere", "saved", "refused", "opened", "opened.choose", "compared", "stopped",
    "again.done", "undone", "change", "then.unanswered", "then.evidence", "then.next", "moved-on", "as-before",
    "gone-back", "newly", "no-longer",
)  # fmt: skip
"""What the scripts fill in."""


@dataclass(frozen=True)
class Statement:
    """A statement as a reader meets it.

    `parts` are the groups of what describes it, each under the choice that they state; `help` holds the ways to what
    could help, by type.
    """

    entry: Entry
    asks: str | Markup
    parts: tuple[tuple[str, tuple[Card, ...]], ...]
    help: Mapping[str, tuple[Path, ...]]


def evaluation(reader: Reader, name: str) -> Markup:
    """The evaluation that the content model declares under this name.

    Without a script, and on a page on which languages stand side by side, it is there to be read and printed.
    """
    declared = reader.site.model.evaluations[name]
    shown = tuple(_statement(reader, declared, entry) for entry in statements(reader, name))
    return rendered(
        "evaluation.html",
        reader=reader,
        name=name,
        declared=declared,
        statements=shown,
        asks=(asks := {each.entry.key: each.asks for each in shown}),
        paths=tuple(_paths(reader, declared.paths, asks)) if declared.paths else (),
        asked=asked(reader, name),
        words={sentence: reader.language.catalogue.sentences[f"evaluation.{sentence}"] for sentence in _SENTENCES},
        languages={code: reader.language.name_of(code) for code in reader.site.languages},
        longest_name=LONGEST_NAME,
        slug=slug,
    )


def _statement(reader: Reader, declared: EvaluationDeclaration, entry: Entry) -> Statement:
    asks = reader.own(getattr(entry.facts, declared.asks)) if declared.asks else reader.title(entry.key)
    parts = tuple(group for type_ in declared.parts for group in groups_of(type_, entry, reader))
    return Statement(entry, asks, parts, recommended(reader.site, declared, entry.key))


def _paths(
    reader: Reader, declared: PathsDeclaration, known: Container[str]
) -> Iterator[tuple[Entry, tuple[tuple[str, str], ...]]]:
    """Each entry that puts statements in an order, with their keys and reasons."""
    site = reader.site
    (page, why) = site.model.types[declared.type].fields[declared.field].fields
    for entry in site.in_reading_order(declared.type, reader.code):
        records = getattr(entry.facts, declared.field) or ()
        steps = tuple((getattr(each, page), reader.own(getattr(each, why))) for each in records)
        if shown := tuple(step for step in steps if step[0] in known):
            yield entry, shown
