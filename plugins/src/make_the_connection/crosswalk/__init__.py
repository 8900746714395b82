"""The crosswalk: links as records, the graph they make, and its table. Works on typed entries; reads no files."""

from make_the_connection.crosswalk.coverage import Coverage, LinkCoverage, Side, TableCoverage, Without, coverage_of
from make_the_connection.crosswalk.editions import Change, EntryChange, OpenLink, Succession, succession
from make_the_connection.crosswalk.explanations import Explanation, Explanations, Path
from make_the_connection.crosswalk.filtering import Filtering, Share, filtering_of
from make_the_connection.crosswalk.graph import Connection, Graph
from make_the_connection.crosswalk.links import Link, Unrelated, links_of
from make_the_connection.crosswalk.rules import Broken, broken_rules, reported
from make_the_connection.crosswalk.table import Cell, Join, State, Table, crosswalk_table

__all__ = [
    "Broken",
    "Cell",
    "Change",
    "Connection",
    "Coverage",
    "EntryChange",
    "Explanation",
    "Explanations",
    "Filtering",
    "Graph",
    "Join",
    "Link",
    "LinkCoverage",
    "OpenLink",
    "Path",
    "Share",
    "Side",
    "State",
    "Succession",
    "Table",
    "TableCoverage",
    "Unrelated",
    "Without",
    "broken_rules",
    "coverage_of",
    "crosswalk_table",
    "filtering_of",
    "links_of",
    "reported",
    "succession",
]
