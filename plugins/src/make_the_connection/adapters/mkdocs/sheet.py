"""A page of ours as the theme's template sees it: like one that MkDocs made, without being among its files."""

from dataclasses import dataclass
from urllib.parse import quote

from mkdocs.structure.pages import Page as MkDocsPage

from make_the_connection.render import Page


@dataclass(frozen=True)
class Sheet:
    """`address` is that below the language's folder, without `.html`; `url` is relative to that folder.

    The other names are those of MkDocs' own pages.
    """

    address: str
    title: str
    meta: dict[str, str]
    content: str
    canonical_url: str | None
    source: str
    is_homepage: bool = False
    toc: tuple[()] = ()

    @classmethod
    def of(cls, page: Page, site_url: str | None, problems: str = "") -> "Sheet":
        """A page as it stands below this address, which ends with a slash; `problems` stands above everything else."""
        meta = {"title": page.title, "description": page.description}
        canonical = f"{site_url}{quote(page.address)}.html" if site_url else None
        return cls(page.address, page.title, meta, problems + page.html, canonical, page.source)

    @property
    def url(self) -> str:
        return quote(f"{self.address}.html")

    @property
    def base_url(self) -> str:
        """The way up to the language's folder."""
        return "/".join([".."] * self.address.count("/")) or "."


def address_of(page: MkDocsPage | Sheet) -> str:
    """The address of a page below its language's folder, without `.html`."""
    return page.address if isinstance(page, Sheet) else page.file.src_uri.removesuffix(".md")


def page_title(page: MkDocsPage | Sheet) -> str:
    """The title of a page as plain text."""
    return str(page.title or "")
