"""A site as one frozen value."""

from make_the_connection.site.assembly import assemble
from make_the_connection.site.phrase import Phrase, Said
from make_the_connection.site.recommendations import recommended
from make_the_connection.site.related import Near
from make_the_connection.site.site import Site
from make_the_connection.site.tables import PartsRow, PartsTable, declared_tables, parts_table
from make_the_connection.site.uses import Use

__all__ = [
    "Near",
    "PartsRow",
    "PartsTable",
    "Phrase",
    "Said",
    "Site",
    "Use",
    "assemble",
    "declared_tables",
    "parts_table",
    "recommended",
]
