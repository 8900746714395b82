"""A build that finds what earlier ones kept makes what one does that finds nothing, whatever has been edited.

`tests/bench/edits.py` tries many more edits, of every kind, on whole sites.
"""

import random
import sys
from hashlib import blake2b
from pathlib import Path

import building
import pytest

sys.path.append(str(Path(__file__).parents[1] / "bench"))
from edits_of_entries import without_entry
from sources import Sources, read_folder
from warm_and_cold import HELD, KILLED, KINDS, SPOILT, Bench

KEPT = ("technique:", "source:", "story:alter-birnbaum", "skill:skills-2/saegen", "habitat-aim:habitat-2024/totholz")
"""The entries of the orchard that are left: fewer pages are built sooner."""
DRAWS = 10


@pytest.fixture(scope="module")
def orchard(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """A part of the orchard, built once, so that there is something to find."""
    sources = Sources(read_folder(building.ORCHARD))
    for entry in sources.entries:
        if not entry.key.startswith(KEPT):
            sources = without_entry(sources, entry)
    bench = Bench(tmp_path_factory.mktemp("warm"), sources, random.Random(5))  # noqa: S311 - the same edits every time
    bench.begin()
    return bench


def output(bench: Bench) -> dict[Path, str]:
    return {path: blake2b(path.read_bytes()).hexdigest() for path in bench.out.rglob("*") if path.is_file()}


def edited(bench: Bench, kinds: list[str]) -> Sources:
    """The sources after an edit of each kind."""
    sources = bench.now
    for kind in kinds:
        drawn = (KINDS[kind](sources, bench.chance) for _ in range(DRAWS))
        sources = next(each for each in drawn if each)[1]
    return sources


@pytest.mark.parametrize(
    "kinds",
    [["a word", "a fact"], ["what a link says", "an entry more"], ["a string", "an option"]],
    ids=" and ".join,
)
def test_after_edits_a_warm_build_makes_what_a_cold_one_does(orchard: Bench, kinds: list[str]) -> None:
    before = output(orchard)

    result = orchard.built("", "", edited(orchard, kinds))

    assert not result.is_refused, result.refusal
    assert result.different == ()
    assert output(orchard) != before, "nothing shows the edits"


@pytest.mark.whole
@pytest.mark.parametrize("kind", [KILLED, HELD, SPOILT, "the cache is damaged", "an older cache is back"])
def test_whatever_happens_to_what_is_kept_a_warm_build_makes_what_a_cold_one_does(orchard: Bench, kind: str) -> None:
    results = (orchard.tried(kind) for _ in range(DRAWS))
    result = next(result for result in results if result and not result.is_refused)

    assert result.different == (), result.what
