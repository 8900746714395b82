"""What could help with a statement: only where links lead, the nearest and best attested first, never what is over."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from linked import link
from relinking import read

from make_the_connection.api import load
from make_the_connection.content.evaluation import EvaluationDeclaration
from make_the_connection.crosswalk import Graph, Link
from make_the_connection.site import Site, recommended
from make_the_connection.site.recommendations import MOST, best_ways

TARGETS = ("story:a", "story:b", "story:c", "story:d", "story:e")
CONCEPTS = ("aim:a", "aim:b", "skill:a", "skill:b")
GARDEN = Path(__file__).parent / "garden"
PAIRS = tuple(combinations((*CONCEPTS, *TARGETS), 2))
SOURCE = "aim:a"


def graph(*links: Link) -> Graph:
    return Graph(links, (), {"helps": "helped-by"})


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    pairs = draw(st.lists(st.sampled_from(PAIRS), unique=True, max_size=24))
    turned = [pair if draw(st.booleans()) else pair[::-1] for pair in pairs]
    return graph(*(link(*pair, published=draw(st.booleans()), central=draw(st.booleans())) for pair in turned))


def found(linked: Graph) -> list[str]:
    return [path[-1].other for path in best_ways(linked, SOURCE, CONCEPTS, TARGETS)]


class TestTheBestWays:
    @given(graphs())
    def test_are_links_that_exist_one_after_another(self, linked: Graph) -> None:
        for path in best_ways(linked, SOURCE, CONCEPTS, TARGETS):
            assert path[0].here == SOURCE
            assert len(path) <= 2
            assert all(step in linked.connections(step.here) for step in path)
            assert all(before.other == after.here for before, after in pairwise(path))
            assert all(step.other in CONCEPTS for step in path[:-1])

    @given(graphs())
    def test_lead_to_different_entries_and_never_back(self, linked: Graph) -> None:
        keys = [path[-1].other for path in best_ways(linked, SOURCE, CONCEPTS, (*TARGETS, SOURCE))]
        assert len(keys) == len(set(keys)) <= MOST
        assert SOURCE not in keys

    @given(graphs(), st.data())
    def test_do_not_depend_on_the_order_of_links(self, linked: Graph, data: st.DataObject) -> None:
        shuffled = graph(*data.draw(st.permutations(linked.links)))
        assert best_ways(shuffled, SOURCE, CONCEPTS, TARGETS) == best_ways(linked, SOURCE, CONCEPTS, TARGETS)

    @given(graphs())
    def test_leave_out_only_what_is_no_nearer(self, linked: Graph) -> None:
        ways = best_ways(linked, SOURCE, CONCEPTS, TARGETS)
        direct = {step.other for step in linked.connections(SOURCE) if step.other in TARGETS}
        assert sum(len(path) == 1 for path in ways) == min(len(direct), MOST)

    def test_go_through_nothing_that_may_not_lie_between(self) -> None:
        assert found(graph(link(SOURCE, "story:a"), link("story:a", "story:b"))) == ["story:a"]

    def test_come_by_distance_then_by_sources_then_by_weight_then_in_order(self) -> None:
        linked = graph(
            link(SOURCE, "skill:a", published=True, central=True),
            link("skill:a", "story:a", published=True, central=True),
            link(SOURCE, "story:e"),
            link(SOURCE, "story:d", central=True),
            link(SOURCE, "story:c", published=True),
        )
        assert found(linked) == ["story:c", "story:d", "story:e"]
        assert found(replace(linked, links=linked.links[:3])) == ["story:e", "story:a"]
        assert found(graph(link(SOURCE, "story:b"), link(SOURCE, "story:a"))) == ["story:a", "story:b"]

    def test_by_two_roads_to_one_entry_are_the_better_road(self) -> None:
        linked = graph(
            link(SOURCE, "skill:a"),
            link("skill:a", "story:a"),
            link(SOURCE, "skill:b", published=True),
            link("skill:b", "story:a"),
        )
        ((first, _),) = best_ways(linked, SOURCE, CONCEPTS, TARGETS)
        assert first.other == "skill:b"


EVALUATION = EvaluationDeclaration.model_validate(
    {
        "label": {"en": "Soils", "cy": "Priddoedd"},
        "of": ["soil"],
        "levels": {
            name: {"label": {"en": name, "cy": name}, "explained": {"en": "So.", "cy": "Felly."}}
            for name in ("no", "yes")
        },
        "leads_to": ["plant", "season"],
    }
)


def keys(ways: Mapping[str, tuple[tuple[object, ...], ...]]) -> dict[str, list[str]]:
    return {type_: [path[-1].other for path in paths] for type_, paths in ways.items()}  # type: ignore[attr-defined]


class TestOnASite:
    def test_are_found_for_every_type_that_a_result_leads_on_to(self, garden: Site) -> None:
        for soil in garden.of_type("soil"):
            for type_, paths in recommended(garden, EVALUATION, soil.key).items():
                assert type_ in EVALUATION.leads_to
                assert paths
                assert all(path[-1].other.startswith(f"{type_}:") for path in paths)

    def test_never_go_on_from_what_strangers_contribute(self, garden: Site) -> None:
        """A plant is linked with soils and with seasons; no soil leads to a season by way of one."""
        assert all("season" not in recommended(garden, EVALUATION, soil.key) for soil in garden.of_type("soil"))

    def test_pass_over_what_is_over(self, planted: Callable[..., Path]) -> None:
        declared = "      walk: {kind: session, label: {en: Walk, cy: Taith}}\n"
        walk = "{name: {en: Roses, cy: Rhosod}, on: '2026-01-02', online: true}"
        model, rose = (GARDEN / name for name in ("model.yml", "plants/rose/facts.yml"))
        changes = {
            "model.yml": model.read_text(encoding="utf-8").replace("      height: {", declared + "      height: {", 1),
            "plants/rose/facts.yml": f"walk: {walk}\n{rose.read_text(encoding='utf-8')}",
        }
        last_day = load(planted(changes), as_of=datetime.date(2026, 1, 2)).site
        assert last_day is not None
        day_after = replace(last_day, as_of=datetime.date(2026, 1, 3))
        clay = "soil:soils-1/clay"
        assert "plant:rose" in keys(recommended(last_day, EVALUATION, clay))["plant"]
        assert "plant:rose" not in keys(recommended(day_after, EVALUATION, clay)).get("plant", [])


@pytest.fixture
def orchard() -> Site:
    return read("orchard")


def test_pass_over_an_edition_that_another_has_replaced(orchard: Site) -> None:
    leading = orchard.model.evaluations["habitats"].model_copy(update={"leads_to": ("skill",)})
    ways = [
        path
        for aim in orchard.of_type("habitat-aim")
        for path in recommended(orchard, leading, aim.key).get("skill", ())
    ]
    assert ways
    assert not any("skills-1" in step.other for path in ways for step in path)
