"""Proves that a warm build makes what a cold one does: edits drawn by chance, and after each of them both builds.

`python3 tests/bench/edits.py` edits a site again and again, in the ways of the `edits_of_*.py`. After each edit the
site is built where it is, with the cache that earlier builds left there, and as a copy elsewhere without one. Both
outputs must be the same to the byte, and so must what the builds said.
With `--serving` the first of them is the build of a process that goes on serving the site, and the other that of one
that has just begun to (`served_builds.py`).
The same seed draws the same edits. An edit after which neither can be built is undone, and another is drawn.

Last it tells what a warm build costs beside a cold one, in CPU.
"""

import argparse
import json
import random
import shutil
import statistics
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from costs import ROOT, in_environment

if __name__ == "__main__":
    in_environment(__file__)

from served_builds import ALL_SERVED, Served
from sources import CONFIGURATION, PLUGIN, Sources, read_folder
from warm_and_cold import ALL, Bench, Result

_DRAWS, _SHOWN = 60, 5


def sources_of(site: str, size: int, program: Path, folder: Path) -> Sources:
    """The sources to begin with: those of the second site of the tests, or of the bench with so many case studies.

    The generator is copied, too, so that it can be edited and nobody else edits it meanwhile.
    """
    generator = read_folder(program, "make_the_connection")
    if site == "orchard":
        return Sources(read_folder(ROOT / "tests" / "sites" / "orchard"), generator)
    from entry_site import write_entries
    from records import records

    write_entries(records(size), folder)
    sources = Sources(read_folder(folder), generator)
    configuration, packs = sources.yaml(CONFIGURATION), "languages"
    next(each[PLUGIN] for each in configuration["plugins"] if PLUGIN in each)["language_packs"] = packs
    own = f"make_the_connection/{packs}/packs/{sources.languages[0]}/"
    for path in [path for path in generator if path.startswith(own)]:
        sources = sources.with_bytes(f"{packs}/{sources.languages[0]}/{path.removeprefix(own)}", generator[path])
    return sources.with_yaml(CONFIGURATION, configuration)


def edited(bench: Bench, number: int, kinds: list[str]) -> Iterator[Result]:
    """So many edits that were built, and those between them that were refused.

    Kinds come in turn, in an order drawn by chance. Raises SystemExit where nothing can be edited any more.
    """
    turn: list[str] = []
    for _ in range(number):
        for _ in range(_DRAWS):
            turn = turn or bench.chance.sample(kinds, len(kinds))
            result = bench.tried(turn.pop())
            if result:
                yield result
                if not result.is_refused:
                    break
        else:
            raise SystemExit("No edit can be built any more.")


def told(n: int, result: Result) -> str:
    costs = [f"{cost.cpu:6.1f}" if cost else "     –" for cost in (result.warm, result.cold)]
    ratio = f"{result.ratio:5.2f}" if result.ratio is not None else "    –"
    if result.is_refused:
        return f"     refused: {result.kind}: {result.what}\n       {result.refusal[:160]}"
    same = "same" if not result.different else f"DIFFERENT in {len(result.different)}"
    line = f"{n:4} {' '.join(costs)} {ratio}  {same}: {result.kind}: {result.what}"
    return "\n".join([line, *(f"       {each}" for each in result.different[:_SHOWN])])


def summary(results: list[Result]) -> str:
    built_ = [result for result in results if not result.is_refused]
    ratios = [result.ratio for result in built_ if result.ratio is not None]
    differ = [result for result in built_ if result.different]
    lines = [
        f"{len(built_)} edits, {len(differ)} after which a warm build is not a cold one",
        f"{len(results) - len(built_)} more after which nothing could be built",
        f"CPU warm / cold: median {statistics.median(ratios):.2f}, {min(ratios):.2f} to {max(ratios):.2f}"
        if ratios
        else "",
    ]
    return "\n".join([*lines, *(f"DIFFERENT: {result.kind}: {result.what}" for result in differ)])


def main() -> int:
    parser = argparse.ArgumentParser(description="Prove that a warm build makes what a cold one does.")
    parser.add_argument("--edits", type=int, default=50, help="how many (default: 50)")
    parser.add_argument("--seed", type=int, default=1, help="another draws other edits (default: 1)")
    parser.add_argument("--site", choices=["bench", "orchard"], default="orchard")
    parser.add_argument("--size", type=int, default=40, help="case studies of the bench's site (default: 40)")
    parser.add_argument("--kinds", nargs="+", choices=ALL, metavar="KIND", help="only these kinds")
    parser.add_argument("--serving", action="store_true", help="compare builds of a process that serves the site")
    parser.add_argument("--generator", type=Path, default=ROOT / "plugins" / "src", help="where the package stands")
    parser.add_argument("--json", type=Path, help="write the results to a file, too")
    parser.add_argument("--keep", type=Path, help="a new folder for sources and sites (default: one that is deleted)")
    options = parser.parse_args()
    results = []
    with tempfile.TemporaryDirectory() as temporary:
        folder = (options.keep or Path(temporary)).resolve()
        first = sources_of(options.site, options.size, options.generator, folder / "first")
        bench = (Served if options.serving else Bench)(folder, first, random.Random(options.seed))
        kinds = options.kinds or (ALL_SERVED if options.serving else ALL)
        print(f"The first build: {bench.begin().cpu:.1f} s of CPU.\n\n   n   warm   cold ratio", flush=True)
        for result in edited(bench, options.edits, list(kinds)):
            results.append(result)
            print(told(len([each for each in results if not each.is_refused]), result), flush=True)
            if result.different and options.keep:
                for out in (bench.out, bench.out_cold):
                    shutil.copytree(out, folder / "different" / str(bench.number) / out.name, dirs_exist_ok=True)
        bench.end()
    print(f"\n{summary(results)}")
    if options.json:
        options.json.write_text(json.dumps([asdict(result) for result in results], indent=1) + "\n", "utf-8")
    return 1 if any(result.different for result in results) else 0


if __name__ == "__main__":
    sys.exit(main())
