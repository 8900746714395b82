"""The crosswalk: links as records, the graph they make, and its table. Works on typed entries; reads no files."""

from make_the_connection.crosswalk.graph import Connection, Graph
from make_the_connection.crosswalk.links import Link, Unrelated, links_of
from make_the_connection.crosswalk.table import Cell, Join, State, Table, crosswalk_table

__all__ = [
    "Cell",
    "Connection",
    "Graph",
    "Join",
    "Link",
    "State",
    "Table",
    "Unrelated",
    "crosswalk_table",
    "links_of",
]
