"""Sites with other links: what must hold of every graph is tried on graphs that nobody thought of."""

from dataclasses import replace
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest
from building import loaded
from hypothesis import strategies as st

from make_the_connection.crosswalk import Graph, Link
from make_the_connection.diagnostics import Location
from make_the_connection.site import Site

REPOSITORY = Path(__file__).parents[2]
SITES = {
    "garden": REPOSITORY / "tests/unit/garden",
    "orchard": REPOSITORY / "tests/sites/orchard",
    "this site": REPOSITORY,
}
EVERY_SITE = ["garden", "orchard", pytest.param("this site", marks=pytest.mark.slow)]
"""Their names for tests of what holds of each of them. Ours is the largest."""


@cache
def read(name: str) -> Site:
    """One of these sites as it is."""
    site = loaded(SITES[name] / "mkdocs.yml").site
    assert site is not None
    return site


# What a file of a site can hold: no surrogates, and of control characters only those of white space.
texts = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\t\n"), min_size=1, max_size=20)
dates = st.sampled_from(["2024", "2024-02", "2024-02-29"])
addresses = st.sampled_from(["https://a.example/b?c=d#e", "https://a.example/{x}|y^z`\\", "https://ŵ.example/â"])


@st.composite
def relinked(draw: st.DrawFn, site: Site) -> Site:
    """The site with links drawn anew, between entries of any type, each pair once."""
    pairs = draw(st.lists(st.sampled_from(list(combinations(site.entries, 2))), unique=True, max_size=12))
    links = [draw(_link(site, *(pair if draw(st.booleans()) else pair[::-1]))) for pair in pairs]
    links.sort(key=lambda link: (link.subject, link.object))
    return replace(site, graph=Graph(tuple(links), (), site.graph.inverses))


@st.composite
def _link(draw: st.DrawFn, site: Site, subject: str, object_: str) -> Link:
    role = st.sampled_from(sorted(site.model.roles))
    published = draw(st.booleans())
    works = [entry.key for entry in site.works]
    return Link(
        subject=subject,
        object=object_,
        relation=draw(st.sampled_from(sorted(site.model.relations))),
        why={code: draw(texts) for code in site.languages},
        basis="published" if published else "editorial",
        strength=draw(st.sampled_from(["central", "supporting"])),
        location=Location("facts.yml"),
        source=draw(st.sampled_from(works) | addresses) if published else None,
        wording=draw(st.dictionaries(st.sampled_from(["", *site.languages]), texts, min_size=1)) if published else None,
        by=None if published else draw(role),
        on=None if published else draw(dates),
        reviewed=draw(st.none() | st.tuples(role, dates)),
    )


def retitled(site: Site, key: str, title: str) -> Site:
    """The site with an entry that has this title in every language that it is written in."""
    entry = site.entries[key]
    words = {
        code: replace(each, front=each.front.model_copy(update={"title": title})) for code, each in entry.words.items()
    }
    return replace(site, entries={**site.entries, key: replace(entry, words=words)})
