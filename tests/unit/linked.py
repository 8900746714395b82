"""Links between made-up entries, for tests of the graph."""

from make_the_connection.crosswalk import Link
from make_the_connection.diagnostics import Location


def link(one: str, other: str, *, published: bool = False, central: bool = False) -> Link:
    return Link(
        subject=one,
        object=other,
        relation="helps",
        why={"en": "Because."},
        basis="published" if published else "editorial",
        strength="central" if central else "supporting",
        location=Location("facts.yml"),
    )
