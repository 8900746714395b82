"""Citations in guide pages, which go through Python-Markdown, by the grammar of entries."""

import re
from collections.abc import Callable
from functools import partial
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.util import ETX, INLINE_PLACEHOLDER_RE, STX

from make_the_connection.content.citation import KEY, MOST, Citation, Cluster, parse_cluster
from make_the_connection.render import Reader, citation_html

# Behind code, links, addresses and HTML, none of which is there any more to be taken for a citation.
_AFTER_HTML = 85
_BRACKETED = rf"\[([^\[\]]{{0,{MOST}}}@[^\[\]]{{0,{MOST}}})\](?![\[(])"
_IN_TEXT = rf"(?<![^\W_])@({KEY})(?![@_])"
_ESCAPED = re.compile(f"{STX}([0-9]+){ETX}")


def add_citations(md: Markdown, reader: Reader) -> None:
    """Let Markdown know citations, each leading to its work in the page's list."""
    md.ESCAPED_CHARS.append("@")
    bracketed = _Cited(_BRACKETED, md, reader, partial(_bracketed, md, reader))
    md.inlinePatterns.register(bracketed, "bracketed-citation", _AFTER_HTML)
    md.inlinePatterns.register(_Cited(_IN_TEXT, md, reader, _in_text), "in-text-citation", _AFTER_HTML - 1)


class _Cited(InlineProcessor):
    """Citations of one of the two ways, of which `read` makes works cited together."""

    ANCESTOR_EXCLUDES = ("a",)

    def __init__(self, pattern: str, md: Markdown, reader: Reader, read: Callable[[str], Cluster | None]) -> None:
        super().__init__(pattern, md)
        self.reader = reader
        self.read = read

    def handleMatch(  # type: ignore[override]  # noqa: N802 - Markdown's own name
        self, m: re.Match[str], data: str
    ) -> tuple[Element | str | None, int | None, int | None]:
        cluster = self.read(m[1])
        works = self.reader.site.processor(self.reader.code).works
        # A work that is not there is reported, and stays as it was written.
        if cluster is None or any(citation.key not in works for citation in cluster.citations):
            return None, None, None
        return self.md.htmlStash.store(str(citation_html(cluster, self.reader))), m.start(), m.end()


def _bracketed(md: Markdown, reader: Reader, written: str) -> Cluster | None:
    """Works between brackets: `[see @key, p. 3; @other]`."""
    stash = md.treeprocessors["inline"].stashed_nodes  # type: ignore[attr-defined]

    def as_written(placed: re.Match[str]) -> str:
        """The backslash and the sign that Markdown has put away; anything else is left in its place."""
        escaped = _ESCAPED.fullmatch(node) if isinstance(node := stash.get(placed[1]), str) else None
        return f"\\{chr(int(escaped[1]))}" if escaped else placed[0]

    text = INLINE_PLACEHOLDER_RE.sub(as_written, written)
    return None if STX in text else parse_cluster(text, reader.language.locators)


def _in_text(written: str) -> Cluster:
    """A work whose author stands in the sentence: `@key`."""
    return Cluster((Citation(written),), in_text=True)
