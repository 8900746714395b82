"""What the head of each page says of it to programs."""

import posixpath
from collections.abc import Callable

from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup
from mkdocs.structure.pages import Page as MkDocsPage

from make_the_connection.adapters.mkdocs.language_pass import LanguagePass
from make_the_connection.adapters.mkdocs.sheet import Sheet, address_of, page_title
from make_the_connection.content.resolving import GUIDE
from make_the_connection.exports.schema_org import Head, head_data
from make_the_connection.render import feeds_of_page


def json_ld(current: LanguagePass, page: MkDocsPage | Sheet) -> Markup:
    """The JSON-LD of a page, safe inside of a `script`; nothing while the site cannot be read."""
    if not current.readable or not current.is_found(page):
        return Markup("")
    address = address_of(page)
    cell, guide = current.cells.get(address), current.guides.get(address)
    head = Head(
        site=current.site,
        code=current.code,
        address=address,
        title=page_title(page),
        description=str(page.meta.get("description") or page.meta.get("summary") or ""),
        address_of=_addresses(current, address),
        subject=f"{GUIDE}:{guide}" if guide else current.entries.get(address, ""),
        about=(cell.row, cell.column) if cell else tuple(filter(None, [current.concepts.get(address)])),
    )
    return htmlsafe_json_dumps(head_data(head), ensure_ascii=False, separators=(",", ":"))


def scholarly(current: LanguagePass, page: MkDocsPage | Sheet) -> tuple[tuple[str, str], ...]:
    """What reference managers and indexes of scholarship read in the head of a page, as names and contents.

    The names are those of Highwire Press, as Google Scholar's guidelines for webmasters list them, and of Dublin Core.
    """
    if not current.is_cited(page):
        return ()
    work = current.citations.work("page", page_title(page), page.canonical_url or "").facts.csl  # type: ignore[attr-defined]
    author = work.author[0].literal if work.author else None
    issued = work.issued or ""
    found = (
        ("citation_title", work.title[""]),
        ("citation_author", author),
        ("citation_publication_date", issued.replace("-", "/")),
        ("citation_language", current.code),
        ("citation_public_url", page.canonical_url),
        ("DC.title", work.title[""]),
        ("DC.creator", author),
        ("DC.publisher", author),
        ("DC.date", issued),
        ("DC.language", current.code),
        ("DC.type", "Text"),
        ("DC.identifier", page.canonical_url),
        ("DC.relation.isPartOf", work.container_title),
    )
    return tuple((name, content) for name, content in found if content)


def alternates(current: LanguagePass, page: MkDocsPage | Sheet) -> tuple[tuple[str, str], ...]:
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


def feeds(current: LanguagePass, page: MkDocsPage | Sheet) -> tuple[tuple[str, str], ...]:
    """The title and address of each feed by which readers of a page hear of what is new."""
    return tuple(feeds_of_page(current.reader_of(page))) if current.readable else ()


def _addresses(current: LanguagePass, here: str) -> Callable[[str, str], str]:
    """The address of a page, from a language and an address below its folder: relative where the site has none."""
    folder = posixpath.dirname(f"{current.code}/{here}")
    root = current.site_url.rstrip("/") if current.site_url else None

    def to(code: str, address: str) -> str:
        path = f"{code}/{address}.html"
        return f"{root}/{path}" if root else posixpath.relpath(path, folder)

    return to
