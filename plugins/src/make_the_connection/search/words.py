"""What the scripts of search say."""

WORDS = (
    "search.at-most", "search.called", "search.found", "search.hint", "search.ignored", "search.loading",
    "search.meant", "search.missing", "search.nothing", "search.offered", "search.partial", "search.shown",
    "filter.nothing", "filter.option", "filter.part", "list.separator",
)  # fmt: skip
"""Keys of the catalogues. The scripts know those of search by what follows `search.`."""
