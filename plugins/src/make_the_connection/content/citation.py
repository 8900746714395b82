"""Citations in Pandoc's syntax: `[see @key, p. 3; @other]`, `[-@key]` without its author, `@key` in the sentence.

A work in the sentence may have a place in brackets, and works behind it: `@key [p. 3; see also @other]`.

Locators are parsed here, by the labels of the page's language, and kept as label and number: left in the text, a
citation processor reads `p. 3` as a verse under some locales.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

TOKEN = "citation"
# Ids are in small letters with hyphens; what is written otherwise is read too, so that it can be reported.
KEY = r"[A-Za-z0-9]+(?:[-_][A-Za-z0-9]+)*"
MOST = 1000  # characters between brackets, so that a page of opening brackets takes no hours

_ITEM = re.compile(rf"^(?P<before>[^@]*)@(?P<key>{KEY})(?:\s*,\s*(?P<rest>.*))?$", re.DOTALL)
_IN_TEXT = re.compile(rf"@({KEY})")
_BEHIND = re.compile(r" \[(?P<inside>[^\[\]]+)\](?![(\[])")
_NUMBER = r"[0-9ivxlcdm]+[a-z]?(?:\s*[-–,]\s*[0-9ivxlcdm]+[a-z]?)*"

RULES = {
    "key": KEY,
    "most": MOST,
    "item": _ITEM.pattern,
    "behind": _BEHIND.pattern,
    "number": _NUMBER,
}
"""What citations are read by, for a browser that does the same."""


@dataclass(frozen=True)
class Citation:
    """One work cited. `locator` is a pair of a CSL label and a number, or None."""

    key: str
    prefix: str = ""
    locator: tuple[str, str] | None = None
    suffix: str = ""
    suppress_author: bool = False


@dataclass(frozen=True)
class Cluster:
    """Works cited together; `in_text` when the author stands in the sentence."""

    citations: tuple[Citation, ...]
    in_text: bool = False


def cluster_in_values(cluster: Cluster) -> list[Any]:
    """A cluster as values of JSON."""
    cited = [(each.key, each.prefix, each.locator, each.suffix, each.suppress_author) for each in cluster.citations]
    return [cluster.in_text, cited]


def cluster_from_values(values: Any) -> Cluster:
    """The cluster of such values."""
    return Cluster(
        tuple(
            Citation(key, prefix, (locator[0], locator[1]) if locator else None, suffix, alone)
            for key, prefix, locator, suffix, alone in values[1]
        ),
        values[0],
    )


def parse_cluster(text: str, labels: Mapping[str, str]) -> Cluster | None:
    """The cluster written between square brackets, or None when the text is no citation."""
    citations = []
    for part in text.split(";"):
        match = _ITEM.match(part.strip())
        before = match["before"].removesuffix("-") if match else ""
        if not match or before[-1:].isalnum() or before.endswith("\\"):
            return None  # without a space before it, an @ is part of an e-mail address; behind a backslash, a sign
        locator, suffix = _locator(match["rest"] or "", labels)
        citations.append(Citation(match["key"], before.strip(), locator, suffix, match["before"].endswith("-")))
    return Cluster(tuple(citations))


def _locator(rest: str, labels: Mapping[str, str]) -> tuple[tuple[str, str] | None, str]:
    written = "|".join(re.escape(label) for label in sorted(labels, key=len, reverse=True))
    match = re.match(
        rf"(?:(?P<label>{written})\s*)?(?P<number>{_NUMBER})(?:\s*,?\s*(?P<suffix>.*))?$", rest.strip(), re.DOTALL
    )
    if not match or not (match["label"] or match["number"][:1].isdigit()):
        return None, rest.strip()
    return (labels.get(match["label"] or "", "page"), match["number"]), (match["suffix"] or "").strip()


def _in_sentence(key: str, inside: str, labels: Mapping[str, str]) -> tuple[Citation, ...]:
    """A work in the sentence and those behind it; none where the brackets do not begin with a place in the work."""
    place, _, others = inside.partition(";")
    locator, suffix = _locator(place, labels)
    cluster = parse_cluster(others, labels) if others else Cluster(())
    return (Citation(key, locator=locator, suffix=suffix), *cluster.citations) if locator and cluster else ()


def citation_plugin(markdown: MarkdownIt, labels: Mapping[str, str]) -> None:
    """Make a `citation` token, with a `Cluster` as its `meta["cluster"]`, of every citation."""

    def bracketed(state: StateInline, silent: bool) -> bool:
        if state.src[state.pos] != "[" or (end := state.src.find("]", state.pos, state.pos + MOST)) < 0:
            return False
        inside = state.src[state.pos + 1 : end]
        if "@" not in inside or "[" in inside or state.src[end + 1 : end + 2] in {"(", "["}:
            return False
        cluster = parse_cluster(inside, labels)
        return cluster is not None and _push(state, silent, cluster, end + 1)

    def in_text(state: StateInline, silent: bool) -> bool:
        if state.src[state.pos] != "@" or (state.pos and state.src[state.pos - 1].isalnum()):
            return False
        if state.linkLevel:
            return False  # a link within a link leads nowhere
        match = _IN_TEXT.match(state.src, state.pos)
        if not match or state.src[match.end() : match.end() + 1] in {"@", "_"}:
            return False
        behind = _BEHIND.match(state.src, match.end(), match.end() + MOST)
        citations = _in_sentence(match[1], behind["inside"], labels) if behind else ()
        if behind and citations:
            return _push(state, silent, Cluster(citations, in_text=True), behind.end())
        return _push(state, silent, Cluster((Citation(match[1]),), in_text=True), match.end())

    markdown.inline.ruler.before("link", "bracketed_citation", bracketed)
    markdown.inline.ruler.before("link", "in_text_citation", in_text)


def _push(state: StateInline, silent: bool, cluster: Cluster, end: int) -> bool:
    if not silent:
        token = state.push(TOKEN, "", 0)
        token.meta = {"cluster": cluster}
        token.content = state.src[state.pos : end]
    state.pos = end
    return True
