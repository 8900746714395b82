"""The pages that stand above the languages: the choice of one, and the page for what was not found."""

from collections.abc import Sequence

from make_the_connection.render.environment import rendered
from make_the_connection.render.reader import Reader
from make_the_connection.site import Site


def choice_page(site: Site) -> str:
    """`index.html`: the browser's language, or a plain choice for those without JavaScript."""
    return str(rendered("choice.html", readers=_readers(site)))


def not_found_page(site: Site, base: str) -> str:
    """`404.html`, in every language. `base` is the path of the site on its host, with a slash at both ends."""
    return str(rendered("not_found.html", readers=_readers(site), base=base))


def _readers(site: Site) -> Sequence[Reader]:
    return [Reader(site, code, "index") for code in site.languages]
