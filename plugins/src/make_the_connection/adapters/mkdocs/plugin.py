"""The events of MkDocs, each handed to the module that does its work.

MkDocs makes one language in a pass. The pass of the first language starts a process for each further language and waits
for them at its end, so that `mkdocs build` and `mkdocs serve` make them all.
"""

import gc
import os
from functools import partial
from pathlib import Path

from jinja2 import Environment
from mkdocs.config import config_options as c
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from make_the_connection.adapters.mkdocs import heads, mounting, reporting
from make_the_connection.adapters.mkdocs.children import Children
from make_the_connection.adapters.mkdocs.guide_links import GuideLinks
from make_the_connection.adapters.mkdocs.language_pass import LANGUAGE, SERVING, STRICT_PARITY, LanguagePass
from make_the_connection.adapters.mkdocs.made_pages import write_pages
from make_the_connection.api import load_configured
from make_the_connection.content.configuration import Options
from make_the_connection.parity import LOCK
from make_the_connection.render import REFERRER, compile_templates, content_policy


class MakeTheConnection(BasePlugin):  # type: ignore[type-arg]
    """Ties the entries of a site together in every language."""

    config_scheme = tuple((name, c.Optional(c.Type(object))) for name in Options.model_fields)

    serving = False
    children: Children | None = None
    current: LanguagePass
    env: Environment
    nav: Navigation
    files: Files

    @property
    def is_first(self) -> bool:
        """Whether this is the pass of the first language, which writes what stands above them all."""
        return LANGUAGE not in os.environ and not (self.children and self.children.copied)

    def on_startup(self, *, command: str, dirty: bool) -> None:
        self.serving = command == "serve" or SERVING in os.environ

    @event_priority(100)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        options = {name: value for name, value in dict(self.config).items() if value is not None}
        root = Path(config.config_file_path).parent
        loaded = load_configured(root, options, config.site_url, strict_parity=STRICT_PARITY in os.environ)
        inherited = os.environ.get(LANGUAGE)
        if inherited is None:
            reporting.report(loaded, serving=self.serving)
        code = inherited or loaded.readers[0].code
        self.children = None
        if inherited is None and loaded.site is not None:
            if not self.serving:
                loaded.site.work_out()
                compile_templates()
                # All this stays to the end: nobody need look again and again whether it is still needed.
                gc.freeze()
            self.children = Children.start(config, tuple(loaded.languages)[1:], serving=self.serving)
            code = self.children.copied or code
        self.current = LanguagePass(loaded, code, config.site_dir, self.serving)
        return self.current.configure(config, GuideLinks(loaded.site, code))

    def on_env(self, env, *, config: MkDocsConfig, files: Files):  # type: ignore[no-untyped-def]
        env.auto_reload = False
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
        return nav

    @event_priority(100)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        return mounting.mount(self.current, files, config)

    @event_priority(100)
    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        return mounting.prepare(self.current, page, markdown)

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        return mounting.fill(self.current, page, html)

    def on_page_context(self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav) -> TemplateContext:  # type: ignore[no-untyped-def]
        context["mtc"] = self.current.view_of(page)  # type: ignore[typeddict-unknown-key]
        context["json_ld"] = heads.json_ld(self.current, page)  # type: ignore[typeddict-unknown-key]
        return context

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        write_pages(self.current, config, self.files, self.nav, self.env)
        self.current.finish(config, above=self.is_first)
        if self.children:
            self.children.end()
            self.children.wait()

    def on_build_error(self, *, error: Exception) -> None:
        if self.children:
            self.children.end(error)
            self.children.stop()

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder) -> LiveReloadServer:  # type: ignore[no-untyped-def]
        root = Path(config.config_file_path).parent
        server.watch(str(root / (self.config["model"] or Options.model_fields["model"].default)))
        if (root / LOCK).is_file():
            server.watch(str(root / LOCK))
        for path in self.current.watched(root):
            server.watch(str(path))
        return server
