"""A site as one frozen value."""

from make_the_connection.site.assembly import assemble, by_itself
from make_the_connection.site.facets import NOT_STATED, facet_field, facet_label, facet_labels, facet_values
from make_the_connection.site.phrase import Phrase, Said
from make_the_connection.site.reads import Keep, Made, Reads, made_now, remembered
from make_the_connection.site.recommendations import recommended
from make_the_connection.site.related import Near
from make_the_connection.site.site import Site
from make_the_connection.site.tables import PartsRow, PartsTable, declared_tables, parts_table
from make_the_connection.site.uses import Use
from make_the_connection.site.values import FACTS, Values
from make_the_connection.site.watched import watched

__all__ = [
    "FACTS",
    "NOT_STATED",
    "Keep",
    "Made",
    "Near",
    "PartsRow",
    "PartsTable",
    "Phrase",
    "Reads",
    "Said",
    "Site",
    "Use",
    "Values",
    "assemble",
    "by_itself",
    "declared_tables",
    "facet_field",
    "facet_label",
    "facet_labels",
    "facet_values",
    "made_now",
    "parts_table",
    "recommended",
    "remembered",
    "watched",
]
