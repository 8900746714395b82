"""The published table of what each format carries says what is so: whatever a format carries shows when it changes."""

import datetime
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import rdflib

from make_the_connection.api import load
from make_the_connection.content.front_matter import Review
from make_the_connection.crosswalk import Link
from make_the_connection.exports import FILES, Publication
from make_the_connection.exports.carried import CARRIED, FORMATS, Carried
from make_the_connection.exports.schema_org import Head, head_data
from make_the_connection.site import Site

Change = Callable[[Site], Site]

PUBLICATION = Publication(datetime.date(2024, 2, 29), "https://garden.example/")
FILE_OF = {
    "crosswalk.json": "crosswalk.json",
    "crosswalk.csv": "crosswalk.csv",
    "1EdTech CASE": "crosswalk.case.json",
    "SKOS": "crosswalk.ttl",
}


def published(link: Link) -> bool:
    return link.published


def editorial(link: Link) -> bool:
    return not link.published


def any_link(_: Link) -> bool:
    return True


def of_link(which: Callable[[Link], bool], **changed: Any) -> Change:
    """Change the first link of a kind."""

    def change(site: Site) -> Site:
        found = next(link for link in site.graph.links if which(link))
        links = tuple(replace(link, **changed) if link is found else link for link in site.graph.links)
        return replace(site, graph=replace(site.graph, links=links))

    return change


def of_words(code: str, key: str = "plant:rose", **changed: Any) -> Change:
    """Change the front matter of an entry."""

    def change(site: Site) -> Site:
        entry = site.entries[key]
        words = replace(entry.words[code], front=entry.words[code].front.model_copy(update=changed))
        entry = replace(entry, words={**entry.words, code: words})
        return replace(site, entries={**site.entries, entry.key: entry})

    return change


def of_model(name: str, key: str, **changed: Any) -> Change:
    """Change what the model declares under a key."""

    def change(site: Site) -> Site:
        declared = getattr(site.model, name)
        declared = {**declared, key: declared[key].model_copy(update=changed)}
        return replace(site, model=site.model.model_copy(update={name: declared}))

    return change


def without_a_link(site: Site) -> Site:
    return replace(site, graph=replace(site.graph, links=site.graph.links[1:]))


def with_a_link_between_terms(site: Site) -> Site:
    ends = {"subject": "season:plan-2020/spring", "object": "soil:soils-1/clay"}
    return replace(site, graph=replace(site.graph, links=(*site.graph.links, replace(site.graph.links[0], **ends))))


def without_an_unrelated_pair(site: Site) -> Site:
    return replace(site, graph=replace(site.graph, unrelated=site.graph.unrelated[1:]))


def without_a_table(site: Site) -> Site:
    changed = replace(site)
    vars(changed)["tables"] = site.tables[1:]  # in place of the property that works it out
    return changed


def at_another_address(site: Site) -> Site:
    entry = replace(site.entries["plant:rose"], address="plants/a-rose")
    return replace(site, entries={**site.entries, entry.key: entry})


BECAUSE = {"en": "Because.", "cy": "Am."}
CHANGES: Mapping[str, tuple[Change, ...]] = {
    "pairs": (without_a_link, with_a_link_between_terms),
    "relation": (of_link(any_link, relation="suited-by"),),
    "relation-words": tuple(of_model("relations", "suits", **{field: BECAUSE}) for field in ("label", "explained")),
    "why": tuple(of_link(any_link, why={**BECAUSE, code: "Just so."}) for code in BECAUSE),
    "basis": (of_link(published, basis="editorial", by="gardener", on="2024", source=None, wording=None),),
    "source": (of_link(published, source="https://soil.example/elsewhere"),),
    "wording": (of_link(published, wording={"en": "Roses!"}), of_link(published, wording={"": "Roses!"})),
    "maker": (of_link(editorial, by="neighbour"), of_link(editorial, on="1999")),
    "strength": (of_link(lambda link: not link.central, strength="central"),),
    "review": (of_link(lambda link: not link.reviewed, reviewed=("gardener", "1999")),),
    "unrelated": (without_an_unrelated_pair,),
    "cells": (without_a_table,),
    "titles": (of_words("en", title="A rose"), of_words("cy", title="Y rhosyn")),
    "title-status": tuple(of_words("en", title_status=status) for status in ("published", "proposed")),
    "summaries": (of_words("en", summary="It pricks."), of_words("cy", summary="Mae’n pigo.")),
    "translation": (
        of_words("cy", translation="draft"),
        of_words("cy", translation="reviewed", reviewed=Review(by="gardener", on="1999")),
    ),
    "editions": (of_model("frameworks", "soils-1", title=BECAUSE), of_model("frameworks", "soils-1", edition="2")),
    "replaced": (of_model("frameworks", "soils-1", replaced_by="soils-2"),),
    "pages": (at_another_address,),
}


@cache
def garden() -> Site:
    """The garden, with a second edition of its soils."""
    site = load(Path(__file__).parent / "garden" / "mkdocs.yml").site
    assert site is not None
    later = site.model.frameworks["soils-1"].model_copy(update={"edition": "2"})
    frameworks = {**site.model.frameworks, "soils-2": later}
    return replace(site, model=site.model.model_copy(update={"frameworks": frameworks}))


def without_extensions(value: Any) -> Any:
    """A CASE package as a system reads it that knows no extension of ours."""
    if isinstance(value, dict):
        return {name: without_extensions(each) for name, each in value.items() if name != "extensions"}
    return [without_extensions(each) for each in value] if isinstance(value, list) else value


def without_our_terms(turtle: bytes) -> frozenset[str]:
    """The statements of a graph that are made in the vocabularies of others."""
    graph = rdflib.Graph().parse(data=turtle, format="turtle")
    ours = dict(graph.namespaces())["mtc"]
    return frozenset(" ".join(part.n3() for part in triple) for triple in graph if not triple[1].startswith(ours))


def without_order(value: Any) -> Any:
    """JSON-LD as it is meant: the order of a list says nothing."""
    if isinstance(value, dict):
        return {name: without_order(each) for name, each in value.items()}
    return sorted(map(without_order, value), key=json.dumps) if isinstance(value, list) else value


def heads_of(site: Site) -> Iterator[Head]:
    """The heads of the pages of all entries."""
    for code in site.languages:
        for entry in site.entries.values():
            title, summary = site.title(entry.key, code).text, site.summary(entry.key, code).text
            yield Head(site, code, entry.address, title, summary, "{}/{}.html".format, subject=entry.key)


def views(format_: str, site: Site) -> tuple[object, object]:
    """All that a format says of a site, and what of it is plain to those who do not know our terms."""
    if format_ == "schema.org":
        heads = [without_order(head_data(head)) for head in heads_of(site)]
        return heads, heads
    data = FILES[FILE_OF[format_]](site, PUBLICATION)
    match format_:
        case "1EdTech CASE":
            return data, without_extensions(json.loads(data))
        case "SKOS":
            return data, without_our_terms(data)
    return data, data


@cache
def unchanged(format_: str) -> tuple[object, object]:
    return views(format_, garden())


def how_far(format_: str, changes: tuple[Change, ...]) -> Carried:
    seen = [views(format_, change(garden())) for change in changes]
    shows, is_plain = ([view[number] != unchanged(format_)[number] for view in seen] for number in range(2))
    if all(is_plain):
        return Carried.WHOLE
    if all(shows):
        return Carried.OWN if not any(is_plain) else Carried.PART
    return Carried.PART if any(shows) else Carried.NONE


def test_the_table_speaks_of_everything_that_can_change() -> None:
    assert list(CARRIED) == list(CHANGES)


@pytest.mark.parametrize("what", CARRIED)
@pytest.mark.parametrize("format_", FORMATS)
def test_a_format_carries_what_the_table_says(format_: str, what: str) -> None:
    assert how_far(format_, CHANGES[what]) == CARRIED[what][format_]
