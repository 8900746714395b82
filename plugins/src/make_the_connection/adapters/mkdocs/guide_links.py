"""Links from guide pages to entries and terms by id; and citations.

Where such a link leads is known and has been checked, so MkDocs, which knows only pages that have a file, does not see
it before it is an address.
"""

from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.treeprocessors import Treeprocessor

from make_the_connection.adapters.mkdocs.guide_citations import add_citations
from make_the_connection.content.inspection import mentioned
from make_the_connection.content.terms import TERM
from make_the_connection.diagnostics import Location
from make_the_connection.render import Reader, button_attributes, term_anchor
from make_the_connection.site import Site

_AFTER_MKDOCS_OWN = -10
_NOWHERE = Location("")


class GuideLinks(Extension):
    """Rewrites `type:id#anchor` on the elements of a page, never in its text, and cites the works that its text names.

    Guide pages all stand at the top of their language's folder, so an entry's address is its path from them. Links to
    terms are followed by the button that explains them to readers of the language `code`.
    """

    def __init__(self, site: Site | None, code: str) -> None:
        super().__init__()
        self.reader = Reader(site, code, "") if site else None

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Markdown's own name
        if self.reader is not None:
            md.treeprocessors.register(Rewriter(self.reader), "guide-links", _AFTER_MKDOCS_OWN)
            add_citations(md, self.reader)


class Rewriter(Treeprocessor):
    """Gives links by id their addresses, for a reader."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader
        self.site = reader.site
        self.withdrawn = {key for each in reader.site.withdrawn for key in each.keys}

    def run(self, root: Element) -> None:
        for parent in list(root.iter()):
            for element in [child for child in parent if child.tag == "a"]:
                mention = mentioned(element.get("href", ""), _NOWHERE)
                if mention and mention.type == TERM:
                    self._term(element, parent, mention.id)
                elif mention and self.site.has(mention.key):
                    element.set("href", self.reader.url(mention.key, mention.anchor))
                elif mention and mention.key in self.withdrawn:
                    element.tag = "span"
                    del element.attrib["href"]

    def _term(self, link: Element, parent: Element, id_: str) -> None:
        link.set("class", "term")
        link.attrib.pop("href")
        if self.site.glossary and id_ in self.site.terms.terms:
            link.set("href", self.reader.url(self.site.glossary, term_anchor(id_)))
        if attributes := button_attributes(id_, self.reader):
            button = Element("button", dict(attributes))
            button.tail, link.tail = link.tail, ""
            parent.insert(list(parent).index(link) + 1, button)
