"""Identifiers that stay the same wherever the site is published and whatever its entries come to be called.

UUIDs of version 5 (RFC 9562): a name within the namespace that the content model declares. The host has no part in
them. The name of an entry is its key; other names are made of several parts with a `|` between them, which no id holds.
"""

from uuid import UUID, uuid5

from make_the_connection.crosswalk import Link, Unrelated
from make_the_connection.site import Site

_LINK = "link"


def identifier(site: Site, name: str) -> UUID:
    """The identifier of what has this name. An entry keeps the one that it had under its first id."""
    parts = [site.first_keys.get(part, part) for part in name.split("|")]
    if parts[0] == _LINK:
        parts[1:] = sorted(parts[1:])
    return uuid5(site.model.namespace, "|".join(parts))


def urn(site: Site, name: str) -> str:
    """The identifier as an address of its own kind: `urn:uuid:…`."""
    return identifier(site, name).urn


def link_name(link: Link | Unrelated) -> str:
    """The name of a link: its two ends, whichever of them holds it. A pair is recorded once."""
    ends = (link.subject, link.object) if isinstance(link, Link) else link.pair
    return "|".join((_LINK, *sorted(ends)))


def framework_name(key: str) -> str:
    """The name of an edition of a framework."""
    return f"framework|{key}"
