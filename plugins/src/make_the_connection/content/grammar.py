"""The one grammar of entries: CommonMark, tables, notes, titled boxes, citations and words of another language."""

import re
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.admon import admon_plugin
from mdit_py_plugins.footnote import footnote_plugin

from make_the_connection.content.citation import MOST, citation_plugin
from make_the_connection.languages import Language

# Written as Python-Markdown's attr_list has it, which reads the guide pages.
_IN_LANGUAGE = re.compile(r"""\{:? *lang=["']?(?P<code>[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*)["']? *\}""")

RULES = {"inLanguage": _IN_LANGUAGE.pattern}
"""What words are read by beside CommonMark, for a browser that does the same."""


def markdown(language: Language) -> MarkdownIt:
    """The parser for words in a language. Raw HTML is parsed only to be found."""
    return _markdown(tuple(sorted(language.locators.items())))


@cache
def _markdown(labels: tuple[tuple[str, str], ...]) -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": True}).enable("table")
    # A link that markdown-it refuses would stand on the page as brackets, and nobody would be told.
    parser.validateLink = lambda _: True  # type: ignore[method-assign,assignment]
    parser.use(footnote_plugin).use(admon_plugin).use(citation_plugin, labels=dict(labels))
    parser.inline.ruler.before("bracketed_citation", "macro", _macro)
    parser.core.ruler.push("languages", _mark_languages)
    return parser


def _macro(state: StateInline, silent: bool) -> bool:
    """What a guide page's macros say is for them alone: it is text here, whatever it looks like."""
    end = {"{{": "}}", "{%": "%}", "{#": "#}"}.get(state.src[state.pos : state.pos + 2])
    after = state.src.find(end, state.pos + 2, state.pos + MOST) if end else -1
    if end is None or after < 0:
        return False
    if not silent:
        state.pending += state.src[state.pos : after + len(end)]
    state.pos = after + len(end)
    return True


def _mark_languages(state: StateCore) -> None:
    """Give emphasis and links the language that stands behind them: `*words*{lang=cy}`."""
    for token in state.tokens:
        if token.type == "inline" and token.children:
            _mark(token.children)


def _mark(tokens: list[Token]) -> None:
    opened: list[Token] = []
    closed: Token | None = None
    for token in tokens:
        if closed and token.type == "text" and (mark := _IN_LANGUAGE.match(token.content)):
            closed.attrSet("lang", mark["code"])
            token.content = token.content[mark.end() :]
        closed = None
        if token.nesting > 0:
            opened.append(token)
        elif token.nesting < 0:
            closed = opened.pop()
