"""How two entries are connected: always the shortest way, only by links that exist, the same from either end."""

from itertools import combinations, pairwise, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from linked import link

from make_the_connection.crosswalk import Connection, Explanations, Graph, Link
from make_the_connection.site import Site

CONCEPTS = ("aim:a", "aim:b", "skill:a", "skill:b", "skill:c", "task:a")
STORIES = ("story:a", "story:b", "story:c")
INVERSES = {"helps": "helped-by", "helped-by": "helps"}
PAIRS = tuple(combinations((*CONCEPTS, *STORIES), 2))

Path = tuple[Connection, ...]


def explained(*links: Link) -> Explanations:
    return Explanations(Graph(links, (), INVERSES), CONCEPTS, STORIES)


@st.composite
def explanations(draw: st.DrawFn) -> Explanations:
    pairs = draw(st.lists(st.sampled_from(PAIRS), unique=True, max_size=22))
    turned = [pair if draw(st.booleans()) else pair[::-1] for pair in pairs]
    return explained(*(link(*pair, published=draw(st.booleans()), central=draw(st.booleans())) for pair in turned))


def keys(path: Path) -> list[str]:
    return [path[0].here, *(step.other for step in path)]


def ends(path: Path) -> tuple[str, ...]:
    """A way in short: the second part of each id on it."""
    return tuple(keys(path))


def naive(found: Explanations, one: str, other: str) -> list[Path]:
    """Every shortest way whose inner entries are concepts, the best first: by trying all of them."""
    for length in range(len(CONCEPTS) + 1):
        ways = []
        for inner in permutations([key for key in CONCEPTS if key not in (one, other)], length):
            steps = [
                [step for step in found.graph.connections(here) if step.other == there]
                for here, there in pairwise((one, *inner, other))
            ]
            if all(steps):
                ways.append(tuple(step for (step,) in steps))
        if ways:
            return sorted(ways, key=order)
    return []


def order(path: Path) -> tuple[int, int, list[str]]:
    links = [step.link for step in path]
    return sum(not each.published for each in links), sum(not each.central for each in links), sorted(keys(path)[1:-1])


class TestAnExplanation:
    @given(explanations(), st.sampled_from(PAIRS))
    def test_is_what_trying_every_way_would_find(self, found: Explanations, pair: tuple[str, str]) -> None:
        ways = naive(found, *pair)
        explanation = found.between(*pair)
        assert explanation.paths == tuple(ways[:3])
        assert explanation.number == len(ways)
        assert explanation.steps == (len(ways[0]) if ways else 0)

    @given(explanations(), st.sampled_from(PAIRS))
    def test_from_the_other_end_is_the_same_reversed(self, found: Explanations, pair: tuple[str, str]) -> None:
        there, back = found.between(*pair), found.between(*reversed(pair))
        assert [[step.link for step in path] for path in there.paths] == [
            [step.link for step in reversed(path)] for path in back.paths
        ]
        assert [keys(path) for path in there.paths] == [keys(path)[::-1] for path in back.paths]
        assert (there.number, there.joins) == (back.number, back.joins)

    @given(explanations(), st.sampled_from(PAIRS))
    def test_leads_from_one_to_the_other_by_links_that_exist(self, found: Explanations, pair: tuple[str, str]) -> None:
        for path in found.between(*pair).paths:
            assert (path[0].here, path[-1].other) == pair
            for step in path:
                assert step in found.graph.connections(step.here)
            for before, after in pairwise(path):
                assert before.other == after.here

    @given(explanations(), st.data())
    def test_does_not_depend_on_the_order_of_links(self, found: Explanations, data: st.DataObject) -> None:
        shuffled = explained(*data.draw(st.permutations(found.graph.links)))
        for pair in PAIRS:
            assert shuffled.between(*pair) == found.between(*pair)

    @given(explanations())
    def test_between_concepts_never_changes_with_what_is_contributed(self, found: Explanations) -> None:
        own = [each for each in found.graph.links if not {each.subject, each.object} & set(STORIES)]
        alone = explained(*own)
        for pair in combinations(CONCEPTS, 2):
            assert alone.between(*pair).paths == found.between(*pair).paths

    def test_prefers_a_link_that_a_source_prints_then_a_central_one_then_the_ids(self) -> None:
        found = explained(
            link("aim:a", "skill:a"),
            link("skill:a", "aim:b"),
            link("aim:a", "skill:b", central=True),
            link("skill:b", "aim:b"),
            link("aim:a", "skill:c", published=True),
            link("task:a", "aim:a"),
            link("aim:b", "skill:c"),
            link("aim:b", "task:a"),
        )
        explanation = found.between("aim:a", "aim:b")
        assert [keys(path)[1] for path in explanation.paths] == ["skill:c", "skill:b", "skill:a"]
        assert explanation.number == 4

    def test_reads_each_link_by_the_word_that_leads_on(self) -> None:
        found = explained(link("aim:a", "skill:a"), link("aim:b", "skill:a"))
        (path,) = found.between("aim:a", "aim:b").paths
        assert [step.relation for step in path] == ["helps", "helped-by"]

    @pytest.mark.parametrize("pair", [("aim:a", "aim:b"), ("aim:a", "story:a"), ("story:a", "story:b")])
    def test_is_empty_where_nothing_connects_the_two(self, pair: tuple[str, str]) -> None:
        explanation = explained(link("aim:a", "skill:a"), link("aim:b", "story:a")).between(*pair)
        assert (explanation.paths, explanation.number, explanation.steps) == ((), 0, 0)


class TestWhatIsContributed:
    def test_is_connected_with_a_concept_by_its_own_link(self) -> None:
        found = explained(link("story:a", "aim:a"), link("story:a", "skill:a"), link("skill:a", "aim:a"))
        assert [keys(path) for path in found.between("story:a", "aim:a").paths] == [["story:a", "aim:a"]]

    def test_or_by_a_link_and_the_explanation_from_its_other_end(self) -> None:
        found = explained(link("story:a", "skill:a"), link("aim:a", "skill:a"), link("aim:a", "aim:b"))
        assert [keys(path) for path in found.between("story:a", "aim:b").paths] == [
            ["story:a", "skill:a", "aim:a", "aim:b"]
        ]

    def test_two_of_it_by_the_concepts_that_they_share(self) -> None:
        found = explained(
            *(link(story, aim) for story in ("story:a", "story:b") for aim in ("aim:a", "aim:b")),
            link("story:a", "skill:a", published=True),
            link("skill:b", "story:b"),
            link("skill:a", "skill:b"),
        )
        assert [keys(path) for path in found.between("story:a", "story:b").paths] == [
            ["story:a", "aim:a", "story:b"],
            ["story:a", "aim:b", "story:b"],
        ]

    def test_two_of_it_by_their_own_link_before_any_concept(self) -> None:
        found = explained(link("story:a", "story:b"), link("story:a", "aim:a"), link("story:b", "aim:a"))
        explanation = found.between("story:a", "story:b")
        assert [keys(path) for path in explanation.paths] == [["story:a", "story:b"]]
        assert (explanation.number, explanation.steps) == (1, 1)

    def test_never_stands_inside_a_way(self) -> None:
        found = explained(link("aim:a", "story:a"), link("story:a", "story:b"), link("story:a", "aim:b"))
        assert found.between("aim:a", "aim:b").paths == ()
        assert found.between("aim:a", "story:b").paths == ()

    @given(explanations())
    def test_joins_two_concepts_where_it_is_linked_with_both(self, found: Explanations) -> None:
        linked = {story: {step.other for step in found.graph.connections(story)} for story in STORIES}
        for pair in combinations(CONCEPTS, 2):
            assert set(found.between(*pair).joins) == {story for story in STORIES if linked[story] >= set(pair)}

    def test_with_published_links_comes_first_then_with_central_ones_then_by_id(self) -> None:
        found = explained(
            *(link(story, "aim:a", central=story == "story:b") for story in STORIES),
            *(link("aim:b", story, published=story == "story:c") for story in STORIES),
        )
        assert found.between("aim:a", "aim:b").joins == ("story:c", "story:b", "story:a")


class TestOfTheGarden:
    def test_concepts_are_what_is_linked_and_not_contributed(self, garden: Site) -> None:
        assert garden.explanations.concepts == ("season:plan-2020/spring", "soil:soils-1/clay", "soil:soils-1/sand")
        assert all(garden.graph.connections(key) for key in garden.explanations.contributed)
        assert {key.partition(":")[0] for key in garden.explanations.contributed} == {"plant"}

    def test_a_season_and_a_soil_have_only_plants_between_them(self, garden: Site) -> None:
        explanation = garden.explanations.between("season:plan-2020/spring", "soil:soils-1/clay")
        assert (explanation.paths, explanation.joins) == ((), ("plant:rose",))
