"""What stands above the languages: the choice of one, the page for what was not found, the way for search engines."""

from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from make_the_connection.exports.schema_org import choice_data
from make_the_connection.render.environment import rendered
from make_the_connection.render.reader import Reader
from make_the_connection.site import Site


def choice_page(site: Site) -> str:
    """`index.html`: the browser's language, or a plain choice for those without JavaScript."""
    root = (site.configuration.address or "").rstrip("/")
    return str(rendered("choice.html", readers=_readers(site), data=choice_data(site), root=root))


def not_found_page(site: Site, base: str) -> str:
    """`404.html`, in every language. `base` is the path of the site on its host, with a slash at both ends."""
    return str(rendered("not_found.html", readers=_readers(site), base=base))


def crawling_files(site: Site) -> Iterator[tuple[str, str]]:
    """Names and texts of what leads search engines to every page; nothing while the site has no address.

    They look for `robots.txt` at the top of a host and nowhere else.
    """
    root = (site.configuration.address or "").rstrip("/")
    if root:
        yield "sitemap.xml", str(rendered("sitemaps.xml", site=site, root=root))
    if root and not urlsplit(root).path:
        yield "robots.txt", f"User-agent: *\nAllow: /\nSitemap: {root}/sitemap.xml\n"


def _readers(site: Site) -> Sequence[Reader]:
    return [Reader(site, code, "index") for code in site.languages]
