"""Where the feed of a type is told of: on its list, on its entries and at home."""

from collections.abc import Iterator

from markupsafe import Markup

from make_the_connection.content.guides import HOME
from make_the_connection.content.resolving import GUIDE
from make_the_connection.exports.feeds import MEDIA_TYPE, feed_path, feed_title, feed_types
from make_the_connection.render.reader import Reader


def feed(reader: Reader, type_: str) -> Markup:
    """A link to the feed of a type; empty while there is none."""
    if type_ not in feed_types(reader.site):
        return Markup("")
    href = reader.file(feed_path(reader.site.model.types[type_]))
    words = reader.text("feed.link", types=reader.types_within(type_))
    return Markup('<a href="{}" type="{}">{}</a>').format(href, MEDIA_TYPE, words)


def feeds_of_page(reader: Reader) -> Iterator[tuple[str, str]]:
    """What the head of a page names: the title and address of each feed that its readers may want to follow."""
    site = reader.site
    for type_ in feed_types(site):
        declared = site.model.types[type_]
        pages = {site.address(key) for key in (f"{GUIDE}:{HOME}", site.list_of(type_)) if key}
        if reader.address in pages or reader.address.startswith(f"{declared.address}/"):
            yield feed_title(site, type_, reader.code), reader.file(feed_path(declared))
