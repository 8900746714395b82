"""How long explanations take to work out, and how large the scripts are that carry them.

`python tests/bench/explanations.py` measures the site of this repository, then the same concepts with 2,000 made-up
contributed entries of six links each. It prints the best of five runs, in seconds of one core.
"""

import random
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from itertools import combinations
from pathlib import Path

from make_the_connection.api import load
from make_the_connection.crosswalk import Explanations, Graph, Link
from make_the_connection.render import connected_scripts
from make_the_connection.site import Site

ROOT = Path(__file__).parents[2]
MADE_UP, LINKS, RUNS, SEED = 2000, 6, 5, 20170911


def main() -> int:
    site = load(ROOT / "mkdocs.yml").site
    if site is None:
        print("The site could not be read: run `make-the-connection check`.")
        return 1
    grown = with_made_up(site)
    report("the site", site)
    report(f"with {MADE_UP:,} made up", grown)
    few, many = between_concepts(site), between_concepts(grown)
    print(f"Each 1,000 contributed entries add {(many - few) * 1000 / MADE_UP:.3f} s.")
    return 0


def report(name: str, site: Site) -> None:
    concepts, contributed = site.explanations.concepts, site.explanations.contributed
    pairs = len(concepts) * (len(concepts) - 1) // 2
    print(f"{name}: {len(concepts)} concepts, {pairs} pairs, {len(contributed):,} contributed entries")
    print(f"  explanations between all concepts  {between_concepts(site):8.3f} s")
    print(f"  1,000 pairs with a contributed one {on_demand(site):8.3f} s")
    for code in site.languages:
        began = time.process_time()
        sizes = {path: len(text.encode()) for path, text in connected_scripts(site, code)}
        took = time.process_time() - began
        own = sum(sizes.values()) - sizes["connected/concepts.js"] - sizes["connected/contributed.js"]
        print(
            f"  scripts, {code}: {sum(sizes.values()) / 1000:,.0f} kB in {len(sizes):,} files, {took:.2f} s "
            f"(concepts {sizes['connected/concepts.js'] / 1000:.0f} kB, contributed titles "
            f"{sizes['connected/contributed.js'] / 1000:.0f} kB, others {own / (len(sizes) - 2) / 1000:.1f} kB each)"
        )


def between_concepts(site: Site) -> float:
    """Everything from the bare graph on, so that nothing found before is used again."""

    def run() -> None:
        graph = Graph(site.graph.links, site.graph.unrelated, site.graph.inverses)
        found = Explanations(graph, site.explanations.concepts, site.explanations.contributed)
        for one, other in combinations(found.concepts, 2):
            found.between(one, other)

    return best(run)


def on_demand(site: Site) -> float:
    found, chosen = site.explanations, random.Random(SEED)
    every = (*found.concepts, *found.contributed)
    pairs = [
        (one, chosen.choice([key for key in every if key != one])) for one in chosen.choices(found.contributed, k=1000)
    ]
    return best(lambda: [found.between(*pair) for pair in pairs])


def best(run: Callable[[], object]) -> float:
    times = []
    for _ in range(RUNS):
        began = time.process_time()
        run()
        times.append(time.process_time() - began)
    return min(times)


def with_made_up(site: Site) -> Site:
    """The site with contributed entries that are copies of its first, each linked with other concepts."""
    chosen = random.Random(SEED)
    model = site.entries[site.explanations.contributed[0]]
    like = next(link for link in site.graph.links if link.subject == model.key)
    entries, links = dict(site.entries), list(site.graph.links)
    for number in range(MADE_UP):
        entry = replace(model, id=f"made-up-{number}", address=f"{model.address}-{number}")
        entries[entry.key] = entry
        links += [made_up(like, entry.key, key, chosen) for key in chosen.sample(site.explanations.concepts, LINKS)]
    return replace(site, entries=entries, graph=replace(site.graph, links=tuple(links)))


def made_up(like: Link, subject: str, other: str, chosen: random.Random) -> Link:
    strength = chosen.choice(("central", "supporting"))
    return replace(like, subject=subject, object=other, strength=strength)


if __name__ == "__main__":
    sys.exit(main())
