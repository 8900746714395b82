"""What could help with an entry: where its links lead, at once or through one entry between."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from make_the_connection.content.evaluation import EvaluationDeclaration
from make_the_connection.crosswalk import Graph, Path
from make_the_connection.site.site import Site

MOST = 3
"""Of each type: more would be a list to choose from, and whoever asks wants to begin."""


def recommended(site: Site, evaluation: EvaluationDeclaration, key: str) -> Mapping[str, tuple[Path, ...]]:
    """The best ways from a statement of an evaluation to entries of each type that its results lead on to.

    Types without any are left out, and so is what is over or has been replaced. What lies between is never contributed:
    a stranger's links lead to what they tell of, and vouch for nothing further on.
    """
    model, entries = site.model, site.entries
    between = [concept for concept in site.explanations.concepts if not model.is_superseded(entries[concept].id)]
    ways = {
        type_: best_ways(site.graph, key, between, [e.key for e in site.of_type(type_) if _is_on(site, e.key)])
        for type_ in evaluation.leads_to
    }
    return {type_: found for type_, found in ways.items() if found}


def _is_on(site: Site, key: str) -> bool:
    entry = site.entries[key]
    return not site.is_over(entry) and not site.model.is_superseded(entry.id)


def best_ways(graph: Graph, source: str, between: Collection[str], targets: Sequence[str]) -> tuple[Path, ...]:
    """The best way to each of the three best targets: those that one link leads to, then those that two do.

    Published links come before editorial ones and central before supporting; the rest is decided by the order of the
    targets.
    """
    order = {key: number for number, key in enumerate(targets) if key != source}
    best: dict[str, Path] = {}
    for path in sorted(_ways(graph, source, frozenset(between), order), key=lambda path: _rank(path, order)):
        best.setdefault(path[-1].other, path)
    return tuple(best.values())[:MOST]


def _ways(graph: Graph, source: str, between: Collection[str], targets: Collection[str]) -> Iterator[Path]:
    for first in graph.connections(source):
        if first.other in targets:
            yield (first,)
        if first.other in between:
            yield from ((first, then) for then in graph.connections(first.other) if then.other in targets)


def _rank(path: Path, order: Mapping[str, int]) -> tuple[int, int, int, int, str]:
    links = [step.link for step in path]
    editorial, supporting = sum(not link.published for link in links), sum(not link.central for link in links)
    return len(path), editorial, supporting, order[path[-1].other], path[0].other
