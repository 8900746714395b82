"""The one grammar of entries: CommonMark, tables, notes, titled boxes and citations."""

from functools import cache

from markdown_it import MarkdownIt
from mdit_py_plugins.admon import admon_plugin
from mdit_py_plugins.footnote import footnote_plugin

from make_the_connection.content.citation import citation_plugin
from make_the_connection.languages import Language


def markdown(language: Language) -> MarkdownIt:
    """The parser for words in a language. Raw HTML is parsed only to be found."""
    return _markdown(tuple(sorted(language.locators.items())))


@cache
def _markdown(labels: tuple[tuple[str, str], ...]) -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": True}).enable("table")
    # A link that markdown-it refuses would stand on the page as brackets, and nobody would be told.
    parser.validateLink = lambda _: True  # type: ignore[method-assign,assignment]
    parser.use(footnote_plugin).use(admon_plugin).use(citation_plugin, labels=dict(labels))
    return parser
