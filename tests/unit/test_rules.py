"""The rules over the whole graph: what they ask, of whom, and what keeps them."""

import re
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from make_the_connection.content.model import Model
from make_the_connection.content.reading import Entry
from make_the_connection.content.rule import EntryRule, LinkRule, RuleDeclaration
from make_the_connection.content.yaml_source import Positions
from make_the_connection.crosswalk import Broken, Graph, Link, broken_rules, reported
from make_the_connection.diagnostics import Location, Severity

INVERSES = {"suits": "suited-by", "suited-by": "suits"}
WORD = {"en": "word", "cy": "gair"}
NAME = {"en": {"one": "one", "other": "many"}, "cy": {"one": "un", "other": "llawer"}}


def model(**rules: dict[str, object]) -> Model:
    """Beds of two editions, of which the second is in force, and plants with a colour."""
    colour = {"kind": "choice", "label": WORD, "choices": {"red": WORD, "white": WORD, "blue": WORD}}
    edition = {"title": WORD, "edition": "1", "type": "bed", "note": WORD}
    return Model.model_validate(
        {
            "namespace": "8ea5b0b3-4dc2-4d0f-9a5e-0d1c5a4e6f53",
            "types": {
                "plant": {"label": NAME, "folder": "plants", "page": [], "fields": {"colour": colour}},
                "bed": {"label": NAME, "folder": "beds", "page": [], "framework": True},
            },
            "frameworks": {"old": {**edition, "replaced_by": "new"}, "new": edition},
            "relations": {
                "suits": {"label": WORD, "inverse": "suited-by", "explained": WORD},
                "suited-by": {"label": WORD, "inverse": "suits", "explained": WORD},
            },
            "crosswalk": {"rows": "plant", "columns": "bed"},
            "roles": {"gardener": WORD},
            "rules": {name: {"label": WORD, **rule} for name, rule in rules.items()},
        },
        context=("en", "cy"),
    )


def entry(key: str, colour: str | tuple[str, ...] | None = None) -> Entry:
    type_, _, id_ = key.partition(":")
    facts = SimpleNamespace(colour=colour)
    positions = Positions(f"{id_}/facts.yml", keys={("links",): Location(f"{id_}/facts.yml", 7)} if colour else {})
    return Entry(type_, id_, id_, facts, positions, {}, (), "")  # type: ignore[arg-type]


ENTRIES = {
    each.key: each
    for each in (
        entry("plant:rose", "red"),
        entry("plant:lily", "white"),
        entry("plant:moss"),
        entry("bed:old/north"),
        entry("bed:new/north"),
        entry("bed:new/south"),
    )
}
PAIRS = tuple(combinations(ENTRIES, 2))


def link(one: str, other: str, *, published: bool = False, reviewed: bool = False) -> Link:
    return Link(
        subject=one,
        object=other,
        relation="suits",
        why=WORD,
        basis="published" if published else "editorial",
        strength="central",
        location=Location(f"{one.partition(':')[2]}/facts.yml", 8, 9),
        reviewed=("gardener", "2024") if reviewed else None,
    )


def graph(*links: Link) -> Graph:
    return Graph(tuple(sorted(links, key=lambda each: (each.subject, each.object))), (), INVERSES)


def broken(declared: Model, *links: Link) -> list[tuple[str, str, str]]:
    return [(each.key, each.other, each.choice) for each in broken_rules(declared, ENTRIES, graph(*links))]


def test_an_entry_that_has_several_choices_is_asked_for_any_of_them() -> None:
    declared = model(whitish={"each": "plant", "linked_with": "bed", "where": {"colour": ["white", "blue"]}})
    several = {**ENTRIES, "plant:rose": entry("plant:rose", ("red", "white"))}
    assert [each.key for each in broken_rules(declared, several, graph())] == ["plant:lily", "plant:rose"]


links_between = st.lists(st.sampled_from(PAIRS), unique=True, max_size=12).flatmap(
    lambda pairs: st.tuples(
        *(
            st.builds(lambda turned, how, pair=pair: link(*(pair[::-1] if turned else pair), **how), st.booleans(), HOW)
            for pair in pairs
        )
    )
)
HOW = st.fixed_dictionaries({"published": st.booleans(), "reviewed": st.booleans()})

EVERY_FORM = model(
    beds={"each": "bed", "linked_with": "plant", "at_least": 2},
    coloured={"each": "bed", "linked_with": "plant", "in_each": "colour"},
    printed={"each": "plant", "linked_with": "bed", "basis": "published", "where": {"colour": ["red", "white"]}},
    among={"each": "plant", "linked_with": "plant", "in_each": "colour", "among": ["white", "red"]},
)
OF_LINKS = model(
    current={"each": "link", "must": "current-edition"},
    reviewed={"each": "link", "must": "reviewed", "of": "plant"},
    published={"each": "link", "must": "published", "of": "bed", "linked_with": "plant"},
)


def test_the_rules_shown_to_editors_are_rules() -> None:
    page = Path(__file__).parents[2] / "docs" / "engineering" / "writing-entries.md"
    shown = re.search(r"^```yaml\nrules:\n.*?^```", page.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    assert shown
    declared = yaml.safe_load(shown[0].removeprefix("```yaml").removesuffix("```"))["rules"]
    rules = TypeAdapter(dict[str, RuleDeclaration]).validate_python(declared, context=("en", "cy"))
    assert [type(rule) for rule in rules.values()] == [EntryRule, LinkRule]


class TestRulesOfEntries:
    def test_ask_for_so_many_links_from_whichever_end(self) -> None:
        declared = model(beds={"each": "bed", "linked_with": "plant", "at_least": 2})
        one, other = link("plant:rose", "bed:new/north"), link("bed:new/north", "plant:lily")
        assert broken(declared, one, other) == [("bed:new/south", "plant", "")]
        assert broken(declared, one) == [("bed:new/north", "plant", ""), ("bed:new/south", "plant", "")]

    def test_ask_nothing_of_a_superseded_edition_and_do_not_count_it(self) -> None:
        declared = model(
            beds={"each": "bed", "linked_with": "plant"}, plants={"each": "plant", "linked_with": "bed", "at_least": 1}
        )
        found = broken(declared, link("plant:rose", "bed:old/north"), link("plant:lily", "bed:new/north"))
        assert found == [("bed:new/south", "plant", ""), ("plant:moss", "bed", ""), ("plant:rose", "bed", "")]

    def test_may_ask_for_each_choice_in_the_order_it_is_declared_in(self) -> None:
        declared = model(beds={"each": "bed", "linked_with": "plant", "in_each": "colour"})
        found = broken(declared, link("plant:rose", "bed:new/north"), link("plant:moss", "bed:new/north"))
        assert found[:2] == [("bed:new/north", "plant", "white"), ("bed:new/north", "plant", "blue")]

    def test_may_ask_for_some_choices_only(self) -> None:
        declared = model(beds={"each": "bed", "linked_with": "plant", "in_each": "colour", "among": ["red"]})
        assert broken(declared, link("plant:rose", "bed:new/north")) == [("bed:new/south", "plant", "red")]

    def test_may_ask_only_entries_with_some_choices(self) -> None:
        declared = model(plants={"each": "plant", "linked_with": "bed", "where": {"colour": ["red", "blue"]}})
        assert broken(declared) == [("plant:rose", "bed", "")]

    @pytest.mark.parametrize(("basis", "kept"), [("published", True), ("editorial", False)])
    def test_may_count_links_of_one_basis_only(self, basis: str, kept: bool) -> None:
        declared = model(plants={"each": "plant", "linked_with": "bed", "basis": basis, "where": {"colour": ["red"]}})
        assert (broken(declared, link("plant:rose", "bed:new/north", published=True)) == []) is kept

    def test_ask_nothing_while_something_could_not_be_read(self) -> None:
        assert broken_rules(EVERY_FORM, ENTRIES, graph(), whole=False) == ()
        superseded = graph(link("plant:rose", "bed:old/north"))
        assert len(broken_rules(OF_LINKS, ENTRIES, superseded, whole=False)) == 3

    @given(links_between)
    def test_are_not_broken_by_one_link_more(self, links: tuple[Link, ...]) -> None:
        whole = {each.identity for each in broken_rules(EVERY_FORM, ENTRIES, graph(*links))}
        for left_out in links:
            fewer = graph(*(each for each in links if each is not left_out))
            assert whole <= {each.identity for each in broken_rules(EVERY_FORM, ENTRIES, fewer)}

    @given(links_between)
    def test_ask_the_same_whichever_end_holds_the_links(self, links: tuple[Link, ...]) -> None:
        turned = [replace(each, subject=each.object, object=each.subject) for each in links]
        assert broken(EVERY_FORM, *links) == broken(EVERY_FORM, *turned)

    @given(links_between)
    def test_are_broken_by_having_fewer_than_are_asked(self, links: tuple[Link, ...]) -> None:
        found = broken_rules(EVERY_FORM, ENTRIES, graph(*links))
        assert all(0 <= each.has < each.asked for each in found)
        assert len({each.identity for each in found}) == len(found)


class TestRulesOfLinks:
    def test_ask_that_no_end_belongs_to_a_superseded_edition(self) -> None:
        declared = model(current={"each": "link", "must": "current-edition"})
        old, new = link("plant:rose", "bed:old/north"), link("plant:rose", "bed:new/north")
        assert broken(declared, old, new) == [("plant:rose", "bed:old/north", "")]

    @pytest.mark.parametrize("must", ["reviewed", "published"])
    def test_ask_that_links_are_reviewed_or_published(self, must: str) -> None:
        declared = model(rule={"each": "link", "must": must})
        good = link("plant:rose", "bed:new/north", **{must: True})
        assert broken(declared, good, link("plant:lily", "bed:new/north")) == [("plant:lily", "bed:new/north", "")]

    @pytest.mark.parametrize(
        ("ends", "asked"),
        [
            ({"of": "bed"}, True),
            ({"of": "bed", "linked_with": "plant"}, True),
            ({"of": "plant", "linked_with": "bed"}, True),
            ({"linked_with": "plant"}, True),
            ({"of": "plant", "linked_with": "plant"}, False),
        ],
    )
    def test_may_ask_only_links_of_some_types(self, ends: dict[str, object], asked: bool) -> None:
        declared = model(rule={"each": "link", "must": "reviewed", **ends})
        assert bool(broken(declared, link("plant:rose", "bed:new/north"))) is asked

    @given(links_between)
    def test_name_each_link_that_does_not_keep_them_and_no_other(self, links: tuple[Link, ...]) -> None:
        found = {each.identity for each in broken_rules(OF_LINKS, ENTRIES, graph(*links))}
        for each in links:
            ends = sorted(key.partition(":")[0] for key in (each.subject, each.object))
            expected = {
                "current": "bed:old/north" in (each.subject, each.object),
                "reviewed": "plant" in ends and not each.reviewed,
                "published": ends == ["bed", "plant"] and not each.published,
            }
            for rule, is_broken in expected.items():
                assert ((rule, each.subject, each.object, "") in found) is is_broken


class TestWhatIsReported:
    def test_is_one_diagnostic_for_all_the_choices_that_an_entry_lacks(self) -> None:
        declared = model(beds={"each": "bed", "linked_with": "plant", "in_each": "colour", "severity": "notice"})
        found = broken_rules(declared, ENTRIES, graph(link("plant:rose", "bed:new/north")))
        north, south = reported(declared, found)
        assert (north.code, north.severity) == ("too-few-links-in-each", Severity.NOTICE)
        assert dict(north.parameters)["choices"] == "white (0), blue (0)"
        assert dict(south.parameters)["choices"] == "red (0), white (0), blue (0)"

    def test_stands_at_the_links_of_an_entry_or_at_the_top_of_its_file(self) -> None:
        declared = model(plants={"each": "plant", "linked_with": "bed"})
        places = {
            dict(each.parameters)["name"]: each.location
            for each in reported(declared, broken_rules(declared, ENTRIES, graph()))
        }
        assert places["plant:rose"] == Location("rose/facts.yml", 7)
        assert places["plant:moss"] == Location("moss/facts.yml", 1)

    def test_of_a_link_stands_at_the_link(self) -> None:
        links = graph(link("plant:rose", "bed:old/north"))
        found = list(reported(OF_LINKS, broken_rules(OF_LINKS, ENTRIES, links)))
        assert {each.location for each in found} == {Location("rose/facts.yml", 8, 9)}
        assert [each.code for each in found] == ["link-with-superseded", "link-not-reviewed", "link-not-published"]

    def test_matters_as_much_as_the_rule_says(self) -> None:
        for severity in Severity:
            declared = model(plants={"each": "plant", "linked_with": "bed", "severity": str(severity)})
            found = reported(declared, broken_rules(declared, ENTRIES, graph()))
            assert {each.severity for each in found} == {severity}

    def test_of_one_that_is_mended_says_the_same_as_before_of_the_others(self) -> None:
        before = broken_rules(EVERY_FORM, ENTRIES, graph())
        after = broken_rules(EVERY_FORM, ENTRIES, graph(link("plant:rose", "plant:lily")))
        mended: set[Broken] = set(before) - set(after)
        assert {each.identity for each in mended} == {
            ("among", "plant:lily", "plant", "red"),
            ("among", "plant:rose", "plant", "white"),
        }
