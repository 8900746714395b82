"""What stands above the languages: the choice of one, the page for what was not found, the way for search engines."""

from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from markupsafe import Markup

from make_the_connection.exports.schema_org import choice_data
from make_the_connection.render.environment import rendered
from make_the_connection.render.policies import REFERRER, content_policy, header_files
from make_the_connection.render.reader import Reader
from make_the_connection.site import Site


def choice_page(site: Site) -> str:
    """`index.html`: the browser's language, or a plain choice for those without JavaScript."""
    root = (site.configuration.address or "").rstrip("/")
    script = _choice(site)
    given = {"readers": _readers(site), "data": choice_data(site), "root": root, "script": script, **apart(script)}
    return str(rendered("choice.html", **given))


def not_found_page(site: Site, base: str) -> str:
    """`404.html`, in every language. `base` is the path of the site on its host, with a slash at both ends."""
    return str(rendered("not_found.html", readers=_readers(site), base=base, **apart()))


def crawling_files(site: Site) -> Iterator[tuple[str, str]]:
    """Names and texts of what leads search engines to every page; nothing while the site has no address.

    They look for `robots.txt` at the top of a host and nowhere else.
    """
    root = (site.configuration.address or "").rstrip("/")
    if root:
        yield "sitemap.xml", str(rendered("sitemaps.xml", site=site, root=root))
    if root and not urlsplit(root).path:
        yield "robots.txt", f"User-agent: *\nAllow: /\nSitemap: {root}/sitemap.xml\n"


def hosting_files(site: Site) -> Iterator[tuple[str, str]]:
    """Names and texts of what tells hosts the policies of all pages: those of the choice, which carries most."""
    return header_files(apart(_choice(site))["policy"])


def apart(*scripts: str) -> dict[str, Markup | str]:
    """What the template of a page that loads no style is given: its style, and policies that allow these scripts."""
    style = rendered("root.css")
    return {"style": style, "policy": content_policy(scripts, [style]), "referrer": REFERRER}


def _choice(site: Site) -> Markup:
    return rendered("choice.js", codes=list(site.languages))


def _readers(site: Site) -> Sequence[Reader]:
    return [Reader(site, code, "index") for code in site.languages]
