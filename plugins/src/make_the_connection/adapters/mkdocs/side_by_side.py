"""Pages on which the languages stand side by side, with guide pages in every language in one pass.

What MkDocs makes of a guide page in the pass of its own language is out of reach here, so each column's Markdown goes
through macros and MkDocs once more: links lead to the column's own language, and ids are those of a column.
"""

import re
from collections.abc import Collection, Iterator
from copy import copy
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree.ElementTree import Comment, Element

from markdown import Extension, Markdown
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from make_the_connection.adapters.mkdocs.guide_citations import add_citations
from make_the_connection.adapters.mkdocs.guide_links import GuideLinks, Rewriter
from make_the_connection.adapters.mkdocs.language_pass import ColumnPage, LanguagePass
from make_the_connection.content.guides import Guide
from make_the_connection.render import (
    Block,
    Column,
    Reader,
    Reasons,
    cell_columns,
    column_readers,
    entry_columns,
    guide_column,
)

_BEFORE_MKDOCS_OWN, _AFTER_MKDOCS_OWN, _LAST = 10, -10, -20
_SECTION = re.compile(r"<!--section:([^<>]*)-->")


def columns(
    current: LanguagePass, address: str, config: MkDocsConfig, files: Files, reasons: Reasons
) -> tuple[Column, ...]:
    """The page at an address in each language."""
    site, code = current.site, current.code
    if address in current.guides:
        guide = site.guides[current.guides[address]]
        return tuple(
            _guide_column(current, reader, guide, config, files) for reader in column_readers(site, code, address)
        )
    if address in current.cells:
        return cell_columns(site, code, current.cells[address], reasons)
    return entry_columns(site, code, current.entries[address])


def _guide_column(current: LanguagePass, reader: Reader, guide: Guide, config: MkDocsConfig, files: Files) -> Column:
    words = guide.words.get(reader.code)
    if words is None:
        return guide_column(reader, guide.key, ())
    source = str(Path(config.config_file_path).parent / words.path)
    page = ColumnPage(reader, File.generated(config, f"{reader.address}.md", abs_src_path=source), config)
    page.read_source(config)
    macros = config.plugins.get("macros")
    if macros is not None:
        page.markdown = macros.on_page_markdown(page.markdown, page=page, config=config, files=files)
    page.render(_for_column(config, reader, words.sections), files)
    parts = _SECTION.split(current.blocks.filled(page.content or ""))
    headed = zip(parts[1::2], parts[2::2], strict=True)
    blocks = [Block(id_, words.sections[id_].heading, Markup(html)) for id_, html in headed]  # noqa: S704 - trusted
    first = [Block("", "", Markup(parts[0]))] if parts[0].strip() else []  # noqa: S704 - trusted
    return guide_column(reader, guide.key, (*first, *blocks))


def _for_column(config: MkDocsConfig, reader: Reader, sections: Collection[str]) -> MkDocsConfig:
    """The configuration with which Markdown becomes a column."""
    changed = copy(config)
    extensions = [each for each in config.markdown_extensions if not isinstance(each, GuideLinks)]
    changed["markdown_extensions"] = [*extensions, _ColumnOfAPage(reader, sections)]
    return changed


class _ColumnOfAPage(Extension):
    def __init__(self, reader: Reader, sections: Collection[str]) -> None:
        super().__init__()
        self.reader = reader
        self.sections = sections

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Markdown's own name
        add_citations(md, self.reader)
        md.treeprocessors.register(_Paths(self.reader), "column-paths", _BEFORE_MKDOCS_OWN)
        md.treeprocessors.register(Rewriter(self.reader), "column-links", _AFTER_MKDOCS_OWN)
        md.treeprocessors.register(_Sections(self.reader, self.sections), "column-sections", _LAST)


class _Paths(Treeprocessor):
    """Leads the paths that a guide page writes from where it stands, at the top, to the same files from its column."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.up = "../" * reader.address.count("/")

    def run(self, root: Element) -> None:
        for element in root.iter():
            for name in {"a": ("href",), "img": ("src",)}.get(str(element.tag), ()):
                parts = urlsplit(element.get(name, ""))
                if parts.path and not parts.scheme and not parts.netloc and not parts.path.startswith("/"):
                    element.set(name, f"{self.up}{parts.geturl()}")


class _Sections(Treeprocessor):
    """Leaves a mark in place of the heading of each section, and gives ids as they stand in the column."""

    def __init__(self, reader: Reader, sections: Collection[str]) -> None:
        super().__init__()
        self.reader = reader
        self.sections = sections

    def run(self, root: Element) -> None:
        for number, element in enumerate(root):
            if element.tag == "h2" and element.get("id") in self.sections:
                root[number] = Comment(f"section:{element.get('id')}")
        for element in root.iter():
            for name, value in self._anchored(element):
                element.set(name, value)

    def _anchored(self, element: Element) -> Iterator[tuple[str, str]]:
        if id_ := element.get("id"):
            yield "id", self.reader.anchor(id_)
        if (href := element.get("href", "")).startswith("#"):
            yield "href", f"#{self.reader.anchor(href[1:])}"
        for name in ("aria-labelledby", "aria-describedby"):
            if ids := element.get(name):
                yield name, " ".join(map(self.reader.anchor, ids.split()))
