"""A site as one frozen value."""

from make_the_connection.site.assembly import assemble
from make_the_connection.site.related import Near
from make_the_connection.site.site import Phrase, Said, Site
from make_the_connection.site.uses import Use

__all__ = ["Near", "Phrase", "Said", "Site", "Use", "assemble"]
