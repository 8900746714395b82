"""Links from guide pages to entries by id, made into links that MkDocs checks like its own."""

from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.treeprocessors import Treeprocessor

from make_the_connection.content.inspection import mentioned
from make_the_connection.diagnostics import Location
from make_the_connection.site import Site

_BEFORE_MKDOCS_OWN = 10
_NOWHERE = Location("")


class GuideLinks(Extension):
    """Rewrites `type:id#anchor` on the elements of a page, never in its text.

    Guide pages all stand at the top of their language's folder, so an entry's address is its path from them.
    """

    def __init__(self, site: Site | None) -> None:
        super().__init__()
        self.site = site

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Markdown's own name
        if self.site is not None:
            md.treeprocessors.register(_Rewriter(self.site), "guide-links", _BEFORE_MKDOCS_OWN)


class _Rewriter(Treeprocessor):
    def __init__(self, site: Site) -> None:
        super().__init__()
        self.site = site

    def run(self, root: Element) -> None:
        for element in root.iter("a"):
            mention = mentioned(element.get("href", ""), _NOWHERE)
            key = mention.key if mention else ""
            if mention and self.site.has(key):
                anchor = f"#{mention.anchor}" if mention.anchor else ""
                element.set("href", f"{self.site.address(key)}.md{anchor}")
