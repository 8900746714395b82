"""Formatted references as HTML: their text, their addresses as links, and their names in other languages."""

import html
import re
from collections.abc import Mapping

import nh3

_TAGS = {"i", "b", "em", "strong", "sup", "sub", "span"}
# A bracket belongs to an address that has its other half: DOIs have such.
_ADDRESS = re.compile(r"https?://(?:\([^\s<()]*\)|[^\s<()])*(?:\([^\s<()]*\)|[^\s<().,;:])")


def cleaned(markup: str) -> str:
    """A formatted reference with no HTML but what a style makes of italics and the like."""
    return nh3.clean(markup, tags=_TAGS, attributes={})


def plain(markup: str) -> str:
    """The text of a formatted reference."""
    return html.unescape(nh3.clean(markup, tags=set()))


def linked(entry: str) -> str:
    """A formatted reference with its address as a link."""
    return _ADDRESS.sub(lambda match: f'<a href="{match[0]}" rel="noopener">{match[0]}</a>', entry)


def in_their_languages(formatted: str, names: Mapping[str, str]) -> str:
    """A formatted reference or citation, HTML, with the language of each of these names where it stands.

    A style may have changed the capitals of a name.
    """
    codes = {html.escape(name, quote=False).casefold(): code for name, code in names.items()}
    if not codes:
        return formatted
    longest_first = "|".join(re.escape(name) for name in sorted(codes, key=len, reverse=True))

    def marked(match: re.Match[str]) -> str:
        code = codes.get(match[0].casefold())
        return f'<span lang="{html.escape(code)}">{match[0]}</span>' if code else match[0]

    either = rf"{_ADDRESS.pattern}|(?<!\w)(?:{longest_first})(?!\w)"
    return re.sub(either, marked, formatted, flags=re.IGNORECASE)
