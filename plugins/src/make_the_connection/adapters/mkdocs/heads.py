"""What the head of each page says of it to programs."""

import posixpath
from collections.abc import Callable

from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup
from mkdocs.structure.pages import Page as MkDocsPage

from make_the_connection.adapters.mkdocs.language_pass import LanguagePass, address_of
from make_the_connection.content.resolving import GUIDE
from make_the_connection.exports.schema_org import Head, head_data


def json_ld(current: LanguagePass, page: MkDocsPage) -> Markup:
    """The JSON-LD of a page, safe inside of a `script`; nothing while the site cannot be read."""
    if not current.readable or not current.is_found(page):
        return Markup("")
    address = address_of(page)
    cell, guide = current.cells.get(address), current.guides.get(address)
    head = Head(
        site=current.site,
        code=current.code,
        address=address,
        title=str(page.title or ""),
        description=str(page.meta.get("description") or page.meta.get("summary") or ""),
        address_of=_addresses(current, address),
        subject=f"{GUIDE}:{guide}" if guide else current.entries.get(address, ""),
        about=(cell.row, cell.column) if cell else tuple(filter(None, [current.concepts.get(address)])),
    )
    return htmlsafe_json_dumps(head_data(head), ensure_ascii=False, separators=(",", ":"))


def alternates(current: LanguagePass, page: MkDocsPage) -> tuple[tuple[str, str], ...]:
    """The address of a page in each language, itself included, then that for readers of none of them (`x-default`).

    They are nothing unless absolute (https://developers.google.com/search/docs/specialty/international/localized-versions),
    so there are none while the site has no address. Who reads none of the languages is asked at the entrance, and finds
    any other page in the first.
    """
    if not current.readable or not current.site_url or not current.is_found(page):
        return ()
    root = current.site_url.rstrip("/")
    found = [(code, f"{root}/{code}/{page.url}") for code in current.site.languages]
    default = f"{root}/index.html" if page.is_homepage else found[0][1]
    return (*found, ("x-default", default))


def _addresses(current: LanguagePass, here: str) -> Callable[[str, str], str]:
    """The address of a page, from a language and an address below its folder: relative where the site has none."""
    folder = posixpath.dirname(f"{current.code}/{here}")
    root = current.site_url.rstrip("/") if current.site_url else None

    def to(code: str, address: str) -> str:
        path = f"{code}/{address}.html"
        return f"{root}/{path}" if root else posixpath.relpath(path, folder)

    return to
