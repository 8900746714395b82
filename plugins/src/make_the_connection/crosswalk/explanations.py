"""How two entries are connected: the shortest ways from one to the other, link by link.

Ways go through concepts only. What is contributed has no end, so nothing is worked out between contributed entries:
each enters through its own links when it is asked about. So does what is a part of another entry.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from make_the_connection.crosswalk.graph import Connection, Graph

MOST_PATHS = 3
"""Of ways equally short, as many are kept: their number can double with every step."""

Path = tuple[Connection, ...]


@dataclass(frozen=True)
class Explanation:
    """The shortest ways from one entry to another, `number` of them, and the best in `paths`.

    Of two ways the better one has more published links, then more central ones; the rest is decided by ids. `joins` are
    the contributed entries linked with both, where both are concepts, in the same order.
    """

    paths: tuple[Path, ...]
    number: int
    joins: tuple[str, ...] = ()

    @property
    def steps(self) -> int:
        """The links of each way; 0 where there is none."""
        return len(self.paths[0]) if self.paths else 0


@dataclass(frozen=True)
class Explanations:
    """Explanations over a graph, between any two of these entries, each sorted by key."""

    graph: Graph
    concepts: tuple[str, ...]
    contributed: tuple[str, ...]

    def between(self, one: str, other: str) -> Explanation:
        """How two different entries are connected. From the other end it is the same, reversed."""
        direct = tuple((connection,) for connection in self.graph.connections(one) if connection.other == other)
        if direct:
            return Explanation(direct, len(direct), self._joins.get(_pair(one, other), ()))
        found = [
            (before, way, tuple(self.graph.read_from(step.other, step.link) for step in reversed(after)))
            for start, before in self._ways_in(one)
            for end, after in self._ways_in(other)
            if (way := self._ways[start].get(end))
        ]
        shortest = min((len(before) + way.steps + len(after) for before, way, after in found), default=0)
        found = [(b, way, a) for b, way, a in found if len(b) + way.steps + len(a) == shortest]
        paths = _best(before + path + after for before, way, after in found for path in way.paths)
        return Explanation(paths, sum(way.number for _, way, _ in found), self._joins.get(_pair(one, other), ()))

    def _ways_in(self, key: str) -> Iterator[tuple[str, Path]]:
        """The concepts by which an entry enters and the way to each: itself, or those that it is linked with."""
        if key in self._ways:
            yield key, ()
        else:
            yield from ((step.other, (step,)) for step in self.graph.connections(key) if step.other in self._ways)

    @cached_property
    def _ways(self) -> Mapping[str, Mapping[str, Explanation]]:
        """From each concept to each that can be reached from it, itself among them."""
        concepts = frozenset(self.concepts)
        linked = {key: [step for step in self.graph.connections(key) if step.other in concepts] for key in concepts}
        return {key: _ways_from(key, linked) for key in self.concepts}

    @cached_property
    def _joins(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        """The contributed entries linked with both of two concepts. Each one's links are walked once."""
        found: dict[tuple[str, str], list[tuple[int, int, str]]] = defaultdict(list)
        for key in self.contributed:
            # As `_rank` has it: between the same two, what is left of it is the same.
            steps = sorted(
                (step.other, not step.link.published, not step.link.central)
                for step in self.graph.connections(key)
                if step.other in self._ways
            )
            for (one, mine, my_own), (other, yours, your_own) in combinations(steps, 2):
                found[one, other].append((mine + yours, my_own + your_own, key))
        return {pair: tuple(key for _, _, key in sorted(joins)) for pair, joins in found.items()}


def _ways_from(source: str, linked: Mapping[str, Sequence[Connection]]) -> Mapping[str, Explanation]:
    """Step by step outwards. The best ways to an entry begin with the best ways to those one step before it."""
    ways = {source: Explanation(((),), 1)}
    reached = [source]
    while reached:
        arrivals = defaultdict(list)
        for step in (step for here in reached for step in linked[here] if step.other not in ways):
            arrivals[step.other].append(step)
        for other, steps in arrivals.items():
            paths = _best((*path, step) for step in steps for path in ways[step.here].paths)
            ways[other] = Explanation(paths, sum(ways[step.here].number for step in steps))
        reached = list(arrivals)
    return ways


def _best(paths: Iterable[Path]) -> tuple[Path, ...]:
    return tuple(sorted(paths, key=_rank)[:MOST_PATHS])


def _rank(path: Path) -> tuple[int, int, list[str]]:
    """Sorts ways between the same two entries, alike from either end and alike for any part of them."""
    editorial = sum(not step.link.published for step in path)
    supporting = sum(not step.link.central for step in path)
    return editorial, supporting, sorted(step.other for step in path)


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)
