"""What stands around every page: its head with the search, and its foot.

On pages of ours in one folder they differ by the page's own name alone, which stands in the addresses of the same page
in other languages; so they are made once for a folder.
"""

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation

from make_the_connection.adapters.mkdocs.language_pass import LanguagePass
from make_the_connection.adapters.mkdocs.sheet import Sheet

_NAME = "\x02"
"""Stands for the name of a page. No name has it, and no text of a site."""


@dataclass(frozen=True)
class Around:
    """The HTML before the words of a page and behind them."""

    head: str
    foot: str


@dataclass(frozen=True)
class Frame:
    """The frame of the pages of a pass."""

    current: LanguagePass
    config: MkDocsConfig
    nav: Navigation
    env: Environment
    made: dict[str, Around] = field(default_factory=dict)

    def around(self, sheet: Sheet) -> Around:
        folder, name = posixpath.split(sheet.address)
        if folder not in self.made:
            unnamed = replace(sheet, address=posixpath.join(folder, _NAME))
            values = {"config": self.config, "nav": self.nav, "page": unnamed, "base_url": unnamed.base_url}
            # What is read for it is no part of what a page reads, which stands between.
            with self.current.site.reads.apart():
                values["mtc"] = self.current.view_of(unnamed, around=True)
                head, foot = (self._part(name, values) for name in ("header", "footer"))
            self.made[folder] = Around(head, foot)
        around = self.made[folder]
        return Around(around.head.replace(_NAME, name), around.foot.replace(_NAME, name))

    def _part(self, name: str, values: Mapping[str, object]) -> str:
        return self.env.get_template(f"partials/{name}.html").render(values)
