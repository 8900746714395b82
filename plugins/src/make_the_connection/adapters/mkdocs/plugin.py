"""The events of MkDocs, each handed to the module that does its work.

MkDocs makes one language in a pass. Copies of the process make the further languages beside the first, and the files
for other systems; where there are none, this process makes them in turn, languages in builds inside that of the first.
"""

import gc
import os
from functools import partial
from pathlib import Path

import click
from jinja2 import Environment
from mkdocs.commands.build import build
from mkdocs.config import config_options as c
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from make_the_connection.adapters.mkdocs import heads, mounting, reporting
from make_the_connection.adapters.mkdocs.children import Children
from make_the_connection.adapters.mkdocs.compiled import COMPILED
from make_the_connection.adapters.mkdocs.guide_links import GuideLinks
from make_the_connection.adapters.mkdocs.guide_pages import GuidePages
from make_the_connection.adapters.mkdocs.kept import Shelf, edition, values_before
from make_the_connection.adapters.mkdocs.language_pass import STRICT_PARITY, LanguagePass
from make_the_connection.adapters.mkdocs.made_pages import write_pages
from make_the_connection.adapters.mkdocs.served import Served, unhurried
from make_the_connection.api import Held, load_configured
from make_the_connection.content.configuration import Options
from make_the_connection.parity import LOCK
from make_the_connection.render import REFERRER, compile_templates, content_policy
from make_the_connection.site import Values, watched

PUBLISHED = "files for other systems"
"""The part of a build that belongs to no language. It takes seconds, which nobody waits for while writing."""


class MakeTheConnection(BasePlugin):  # type: ignore[type-arg]
    """Ties the entries of a site together in every language."""

    config_scheme = tuple((name, c.Optional(c.Type(object))) for name in Options.model_fields)

    serving = False
    inner: LanguagePass | None = None
    held: Held | None = None
    shelf: Shelf | None = None
    served: Served
    children: Children
    current: LanguagePass
    env: Environment
    nav: Navigation
    files: Files
    guides: GuidePages

    @property
    def is_first(self) -> bool:
        """Whether this is the pass of the first language, which writes what stands above them all."""
        return self.inner is None and not self.children.copied

    def on_startup(self, *, command: str, dirty: bool) -> None:
        context = click.get_current_context(silent=True)
        # Where nothing is watched the site is built once and for all.
        self.serving = command == "serve" and (context is None or context.params.get("livereload") is not False)
        # Whoever makes a mistake while serving sees it above pages that are as they were.
        self.held = Held() if self.serving else None
        self.shelf = Shelf() if self.serving else None
        self.served = Served()

    @event_priority(100)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        self.children = Children(self.serving)
        self.current = self.inner or self._read(config)
        return self.current.configure(config, GuideLinks(self.current.loaded.site, self.current.code))

    def _read(self, config: MkDocsConfig) -> LanguagePass:
        """Read the site; the pass of the first language, or in a copy of this process that of its own."""
        # Of a build after an edit looking for garbage takes a tenth. `made_pages` looks where much is made.
        gc.disable()
        options = {name: value for name, value in dict(self.config).items() if value is not None}
        root = Path(config.config_file_path).parent
        strict = STRICT_PARITY in os.environ
        loaded = load_configured(root, options, config.site_url, strict_parity=strict, held=self.held)
        reporting.report(loaded, serving=self.serving)
        code = loaded.readers[0].code
        if loaded.site is None:
            return LanguagePass(loaded, code, config.site_dir, self.serving)
        known = edition(loaded.site, config, serving=self.serving)
        current = LanguagePass(loaded, code, config.site_dir, self.serving, known, {}, watched(loaded.site), self.shelf)
        parts = tuple(loaded.languages)[1:]
        is_again = self.shelf is not None and not self.shelf.is_new
        if self.shelf:
            self.shelf.begin(Values(loaded.site, current.told), known)
        if not is_again and not values_before(loaded.site, code, known, current.told, serving=self.serving):
            loaded.site.work_out()
            compile_templates()
        if not self.serving:
            # All this stays to the end: nobody need look again and again whether it is still needed.
            gc.freeze()
            parts += (PUBLISHED,)
        self.children = Children.start(parts, serving=self.serving, may_copy=not is_again)
        if self.children.copied == PUBLISHED:
            current.publish()
            self.children.end()
        return current.of_language(self.children.copied) if self.children.copied else current

    def on_env(self, env, *, config: MkDocsConfig, files: Files):  # type: ignore[no-untyped-def]
        env.auto_reload = False
        env.bytecode_cache = COMPILED
        env.globals["is_found"] = self.current.is_found
        env.globals["alternates"] = partial(heads.alternates, self.current)
        env.globals["scholarly"] = partial(heads.scholarly, self.current)
        # While serving, MkDocs puts a script of its own into each page.
        env.globals["content_policy"] = "" if self.serving else content_policy()
        env.globals["referrer_policy"] = REFERRER
        env.globals["feeds"] = partial(heads.feeds, self.current)
        self.env, self.files = env, files
        return env

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        self.nav = nav
        self.guides = GuidePages(self.current, config, files, nav)
        return nav

    @event_priority(100)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        return mounting.mount(self.current, files, config)

    @event_priority(100)
    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        return self.guides.markdown(page, markdown)

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        return self.guides.content(page, html)

    def on_page_context(self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav) -> TemplateContext:  # type: ignore[no-untyped-def]
        return self.guides.context(page, context)

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        return self.guides.whole(page, output)

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        write_pages(self.current, config, self.files, self.nav, self.env, self.guides)
        self.guides.finish()
        self.current.finish(config, above=self.is_first)
        if self.children.copied and self.shelf:
            self.shelf.save()
        self.children.end()
        self.children.wait()
        self._in_turn(config)
        if self.is_first and self.shelf:
            self.shelf.built()
            loaded = self.current.loaded
            self.served.above = {each.code: reporting.problems(loaded, each) for each in loaded.readers}
            self.served.left = {each.code: self.current.of_language(each.code).serve_search for each in loaded.readers}
        elif self.is_first:
            gc.enable()

    def _in_turn(self, config: MkDocsConfig) -> None:
        """Make the parts for which there is no copy of this process."""
        mine = self.current, self.children
        for code in self.children.left:
            if code == PUBLISHED:
                self.current.publish()
                continue
            inner = load_config(config.config_file_path, site_dir=config.site_dir, strict=config.strict)
            inner.site_url = config.site_url
            self.inner = self.current.of_language(code)
            try:
                build(inner)
            finally:
                self.inner = None
                self.current, self.children = mine

    def on_build_error(self, *, error: Exception) -> None:
        told = None
        if "current" in vars(self):
            self.current.target.abandon()
            told = reporting.refused(error, self.current.loaded)
        self.children.end(told or error)
        self.children.stop()
        if not self.serving:
            gc.enable()
        if told:
            reporting.log(told)
            raise Abort("Aborted: the system refused.") from None

    def on_shutdown(self) -> None:
        if self.shelf:
            self.shelf.save()

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder) -> LiveReloadServer:  # type: ignore[no-untyped-def]
        root = Path(config.config_file_path).parent
        server.watch(str(root / (self.config["model"] or Options.model_fields["model"].default)))
        if (root / LOCK).is_file():
            server.watch(str(root / LOCK))
        for path in self.current.watched(root):
            server.watch(str(path))
        return unhurried(server, self.served)
