"""A site as one frozen value."""

from make_the_connection.site.assembly import assemble
from make_the_connection.site.site import Phrase, Site

__all__ = ["Phrase", "Site", "assemble"]
