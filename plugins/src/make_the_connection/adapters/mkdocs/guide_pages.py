"""Guide pages on their way through MkDocs, which makes them; one for which nothing has changed passes by as it was.

What MkDocs makes of a guide page follows from its text, from what its macros read, from the menu and from what files
there are. Where it may follow from more, as from macros or plugins of the site's own, nothing is kept.
"""

import logging
import re
from collections.abc import Mapping
from contextlib import ExitStack
from html import escape
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import _TocToken, get_toc
from mkdocs.utils import CountHandler
from mkdocs.utils.templates import TemplateContext

from make_the_connection.adapters.mkdocs import heads
from make_the_connection.adapters.mkdocs.language_pass import LanguagePass
from make_the_connection.adapters.mkdocs.served import ABOVE
from make_the_connection.adapters.mkdocs.sheet import address_of
from make_the_connection.content.guides import GuideWords
from make_the_connection.content.macros import MACROS
from make_the_connection.content.words import version_for
from make_the_connection.render import guide_foot

_KNOWN_PLUGINS = frozenset({"macros", "make-the-connection"})
_CALL = re.compile(r"\{\{[-+]?\s*\w+\([^(){}]*\)\s*[-+]?\}\}")
_SNIPPET = "8<"


class GuidePages:
    """The guide pages of a pass. Its methods are called in their order, each for every page."""

    def __init__(self, current: LanguagePass, config: MkDocsConfig, files: Files, nav: Navigation) -> None:
        self.current = current
        self.reads = current.site.reads if current.readable else None
        self.mark = ABOVE if current.serving else ""
        self._is_known = _is_known(config)
        self._warnings = CountHandler()
        self._warnings.setLevel(logging.WARNING)
        self._noting = ExitStack()
        self._names: dict[str, set[str]] = {}
        self._whole: dict[str, bytes] = {}
        logging.getLogger("mkdocs").addHandler(self._warnings)
        if current.readable:
            # Titles are not known yet. Those of guide pages are on their cards.
            named = [(item.title if item.is_link else "", getattr(item, "url", "")) for item in nav]
            paths = sorted((file.src_uri, file.dest_uri) for file in files)
            current.values.more |= {"menu": lambda _: named, "paths": lambda _: paths}
            self._kept = current.kept("guides")

    def keeps(self, key: str) -> bool:
        """Whether what MkDocs makes of the versions of a page follows from nothing but what is noted."""
        versions: Mapping[str, Any] = self.current.all.words(key)
        return self._is_known and all(map(_is_plain, versions.values()))

    def note(self, key: str) -> None:
        """Note what MkDocs makes the versions of a page of, besides what their macros read."""
        for code in self.current.all.words(key):
            self.current.site.reads.note(f"text {key} {code}")
        for name in (f"card {key}", "guides", "menu", "paths", "pass"):
            self.current.site.reads.note(name)

    def markdown(self, page: MkDocsPage, text: str) -> str:
        """The text of a page for MkDocs: none of one that is to be as it was.

        Only a guide page of the site may use macros, whatever its front matter says.
        """
        key = self._key(page)
        if key is None:
            page.meta["render_macros"] = False
            return text
        if self.keeps(key) and (whole := self._kept.get(page.file.dest_uri)) is not None:
            self._whole[page.file.dest_uri] = whole
            page.meta["render_macros"] = False
            return ""
        self._begin(page)
        self.note(key)
        return text

    def content(self, page: MkDocsPage, html: str) -> str:
        """The HTML of a page: what MkDocs made of it, and what stands behind it."""
        key = self._key(page)
        if key is None or page.file.dest_uri in self._whole:
            return self.mark + html
        words = version_for(self.current.site.words(key), self.current.code)
        foot, headings = guide_foot(words, self.current.reader_of(page)) if words else ("", ())  # type: ignore[arg-type]
        page.toc.items.extend(get_toc([_toc_token(heading.id, heading.title) for heading in headings]).items)
        self._noting.close()
        return "".join([self.mark, self.current.blocks.filled(html), foot])

    def context(self, page: MkDocsPage, context: TemplateContext) -> TemplateContext:
        """What the templates see of a page."""
        if page.file.dest_uri in self._whole:
            return context
        self._begin(page)
        context["mtc"] = self.current.view_of(page)  # type: ignore[typeddict-unknown-key]
        context["json_ld"] = heads.json_ld(self.current, page)  # type: ignore[typeddict-unknown-key]
        return context

    def whole(self, page: MkDocsPage, output: str) -> str:
        """The whole page."""
        path = page.file.dest_uri
        found = self._whole.get(path)
        if found is None:
            self._noting.close()
            found = self._whole[path] = output.encode()
        return found.decode()

    def finish(self) -> None:
        """Keep what was made, unless somebody is to be warned of it: a warning comes back until it is heeded."""
        logging.getLogger("mkdocs").removeHandler(self._warnings)
        for path, names in self._names.items():
            key = self.current.guides.get(path.removesuffix(".html"))
            if key and path in self._whole and self.keeps(f"guide:{key}") and not self._warnings.get_counts():
                self._kept.keep(path, self._whole[path], names)

    def _key(self, page: MkDocsPage) -> str | None:
        id_ = self.current.guides.get(address_of(page))
        return f"guide:{id_}" if id_ else None

    def _begin(self, page: MkDocsPage) -> None:
        """Note what is read until `_noting` is closed."""
        if self.reads:
            names = self._names.setdefault(page.file.dest_uri, set())
            self._noting.callback(names.update, self._noting.enter_context(self.reads.taken()))


def _is_known(config: MkDocsConfig) -> bool:
    """Whether nobody but MkDocs and those known here makes anything of a page, or looks into others for it."""
    macros: Any = config.plugins.get("macros")
    module = Path(config.config_file_path).parent / macros.config["module_name"] if macros else None
    own = module is not None and (module.is_dir() or module.with_name(f"{module.name}.py").exists())
    # Of a page that passes by MkDocs does not learn which places it has, and would warn of links to them.
    warns = config.validation.links.anchors > logging.INFO
    return set(config.plugins) <= _KNOWN_PLUGINS and not config.hooks and not own and not warns


def _is_plain(words: GuideWords) -> bool:
    """Whether a page asks for nothing but macros of ours, by names and numbers, and takes in no other file."""
    text, known = words.file, [call for call in words.calls if call.name in MACROS]
    named = [call for call in known if all(value is not None for value, _ in call.arguments)]
    # Of macros there may be more than are found: then some are not whole, or are part of something else.
    all_known = text.count("{{") == len(named) == len(_CALL.findall(text))
    return all_known and "{%" not in text and _SNIPPET not in text


def _toc_token(id_: str, name: str) -> _TocToken:
    return {"level": 2, "id": id_, "name": escape(name), "children": []}
