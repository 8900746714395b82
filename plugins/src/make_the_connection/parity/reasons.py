"""Reasons of links that are there in some of the languages only, as contributors may leave them."""

from collections.abc import Iterable, Iterator

from make_the_connection.content.reading import Entry
from make_the_connection.diagnostics import Diagnostic


def untranslated(entries: Iterable[Entry], languages: Iterable[str]) -> Iterator[Diagnostic]:
    """Each language that a reason awaits, at the reason."""
    wanted = tuple(languages)
    for entry in entries:
        for number, link in enumerate(entry.facts.links):
            where = entry.positions.key("links", number, "why")
            for language in wanted:
                if language not in link.why:
                    yield Diagnostic.at(where, "untranslated-text", name="why", language=language)
