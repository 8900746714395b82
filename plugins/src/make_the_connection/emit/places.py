"""Where everything stands in the tree, and what leads from one place there to another."""

import posixpath
import re
from collections.abc import Collection
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from make_the_connection.emit import escaping

PAGES = "docs"
"""The folder of the pages and files in the tree."""

_DEFERRED = re.compile("\x02([^\x02\x03]*)\x02([^\x02\x03]*)\x02([^\x02\x03]*)\x03")


@dataclass
class Places:
    """The paths of pages and files below the folder of the pages. `ids` are those on each page, once it is written."""

    pages: Collection[str]
    files: Collection[str]
    ids: dict[str, Collection[str]] = field(default_factory=dict)
    led_to: set[str] = field(default_factory=set)

    def link(self, page: str, href: str) -> str:
        """The destination of a link of a page, by its address on the site; empty where it leads nowhere.

        A place on another page is known only when all are written: `settled` puts it in.
        """
        if outside := escaping.outside(href):
            return outside
        parts = urlsplit(href)
        if parts.scheme or parts.netloc or href.startswith("/"):
            return ""
        target = self._target(page, unquote(parts.path))
        if target is None:
            return ""
        self.led_to.add(target)
        relative = "" if target == page else escaping.path(posixpath.relpath(target, posixpath.dirname(page) or "."))
        return f"\x02{relative}\x02{target}\x02{parts.fragment}\x03"

    def _target(self, page: str, path: str) -> str | None:
        if not path:
            return page
        whole = posixpath.normpath(posixpath.join(posixpath.dirname(page), path))
        found = f"{whole.removesuffix('.html')}.md"
        if whole.endswith(".html") and found in self.pages:
            return found
        return whole if whole in self.files else None

    def settled(self, text: str) -> str:
        """A page whose links lead to places that there are, or else to the page where they would be."""
        return _DEFERRED.sub(self._settled, text)

    def _settled(self, found: re.Match[str]) -> str:
        relative, target, anchor = found.groups()
        if anchor and anchor in self.ids.get(target, ()):
            return f"{relative}#{anchor}"
        return relative or posixpath.basename(target)
