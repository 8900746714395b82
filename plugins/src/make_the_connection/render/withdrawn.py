"""What stands in the place of an entry that has been taken down: that it was, and the way on."""

from collections.abc import Mapping

from make_the_connection.content.withdrawal import Withdrawn
from make_the_connection.render.environment import rendered
from make_the_connection.render.page import Page
from make_the_connection.render.reader import Reader, side_by_side_address
from make_the_connection.site import Site


def withdrawn_addresses(site: Site) -> Mapping[str, Withdrawn]:
    """What has been taken down, by each address at which it, or an id that it had, could be read."""
    taken = {entry.address for entry in site.entries.values()}
    found: dict[str, Withdrawn] = {}
    for each in site.withdrawn:
        folder = site.model.types[each.type].address
        for address in (each.address, *(f"{folder}/{id_}" for id_ in each.formerly)):
            if address not in taken:
                found |= {address: each, side_by_side_address(address): each}
    return found


def withdrawn_page(reader: Reader, withdrawn: Withdrawn) -> Page:
    """The page at such an address: it says neither what stood there nor why it does not any more."""
    text = reader.language.text
    lists = (reader.site.list_of(withdrawn.type), "guide:home")
    html = rendered(
        "withdrawn.html",
        reader=reader,
        type=withdrawn.type,
        ways=[key for key in dict.fromkeys(lists) if key and reader.site.has(key)],
    )
    words = text("withdrawn.words", type=reader.type_within(withdrawn.type))
    return Page(reader.address, text("withdrawn.title"), words, str(html), ())
