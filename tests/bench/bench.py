"""Builds the same records by plain MkDocs and by this generator, in turn, and prints what each costs, as ratios.

`python3 tests/bench/bench.py` writes the records twice (`records.py`): as a site of MkDocs, Material and
mkdocs-static-i18n (`plain_site.py`), and as entries of ours (`entry_site.py`). What both show is compared with the
records before anything is said about time (`outputs.py`). CPU is user and system time of every process of a build.

The seconds of two machines cannot be compared, nor those of two hours; ratios of builds made in turn can.
"""

import argparse
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from costs import ROOT, Cost, built, environment, in_environment

EXTRA = ROOT / ".venv-bench"
"""Where the packages stand that only the plain site needs."""
NEEDS = ROOT / "requirements" / "bench.txt"
CACHE = ".cache"
SENTENCE = " Yma ac acw."
"""What one edit adds to the words of a case study."""


@dataclass(frozen=True)
class Series:
    """The builds of one kind, in the order in which they were made."""

    name: str
    costs: tuple[Cost, ...]

    def median(self, which: str) -> float:
        return statistics.median(getattr(cost, which) for cost in self.costs)

    def over(self, other: "Series", which: str) -> tuple[float, float, float]:
        """The ratio of each build to the other's of the same turn: the median, the least and the most."""
        pairs = zip(self.costs, other.costs, strict=True)
        ratios = [getattr(mine, which) / getattr(its, which) for mine, its in pairs]
        return statistics.median(ratios), min(ratios), max(ratios)


@dataclass(frozen=True)
class Goal:
    """A figure, and the most that it is to be."""

    name: str
    figure: float
    most: float

    @property
    def is_met(self) -> bool:
        return self.figure <= self.most


def main() -> int:
    parser = argparse.ArgumentParser(description="Compare builds of the same records, as ratios.")
    parser.add_argument("--sizes", type=int, nargs="+", default=[200, 2000], help="numbers of case studies")
    parser.add_argument("--pairs", type=int, default=3, help="how many times each is built (default: 3)")
    parser.add_argument("--ours", type=int, nargs="*", default=[], metavar="SIZE", help="sizes for ours alone")
    parser.add_argument("--keep", type=Path, help="a folder for sources and sites (default: one that is deleted)")
    parser.add_argument("--json", type=Path, help="write the figures to a file, too")
    parser.add_argument("--strict", action="store_true", help="fail where a goal is not met")
    options = parser.parse_args()
    in_environment(__file__)
    _extra_packages()
    with tempfile.TemporaryDirectory() as temporary:
        folder = (options.keep or Path(temporary)).resolve()
        measured = {size: compared(size, folder / str(size), options.pairs) for size in options.sizes}
        alone = {size: alone_of(size, folder / str(size)) for size in options.ours}
    goals = list(goals_of(measured))
    print(told(measured, alone, goals))
    if options.json:
        options.json.write_text(json.dumps(as_json(measured, alone, goals), indent=1) + "\n", "utf-8")
    return 1 if options.strict and not all(goal.is_met for goal in goals) else 0


@dataclass(frozen=True)
class Measured:
    """What was measured at a size: series by name, and the weights of both sites."""

    series: Mapping[str, Series]
    weights: Mapping[str, Mapping[str, int]]


def compared(size: int, folder: Path, pairs: int) -> Measured:
    """Build both sites in turn. Raises SystemExit where one does not show what it should."""
    from entry_site import words_of, write_entries
    from outputs import OURS, PLAIN, weights, wrong
    from plain_site import plain_source, write_plain
    from records import LANGUAGES, records

    made = records(size)
    shutil.rmtree(folder, ignore_errors=True)
    default, without_square = write_plain(made, folder / "plain")
    ours = write_entries(made, folder / "ours")
    sites = {name: folder / f"{name}-site" for name in ("plain", "without", "ours")}
    costs: dict[str, list[Cost]] = {}

    def build(name: str, configuration: Path, site: Path, *more: str) -> None:
        told = f"{size:,}: {name}, {len(costs.get(name, [])) + 1} of {pairs}"
        print(told, file=sys.stderr, flush=True)
        costs.setdefault(name, []).append(_built(configuration, site, *more))

    for _ in range(pairs):
        if size <= _DEFAULT_UP_TO:
            build("plain", default, sites["plain"])
        build("plain, without its square", without_square, sites["without"])
        shutil.rmtree(ours.parent / CACHE, ignore_errors=True)
        shutil.rmtree(sites["ours"], ignore_errors=True)
        build("ours", ours, sites["ours"])
    for name, shape in (("without", PLAIN), ("ours", OURS)):
        found = list(wrong(made, sites[name], shape))
        if found:
            raise SystemExit("\n".join([f"{name} at {size} is not what the records say:", *found[:10]]))
    found_weights = {name: weights(sites[name], shape) for name, shape in (("without", PLAIN), ("ours", OURS))}
    edited = {
        "plain, one edit (--dirty; its search index breaks)": (
            plain_source(folder / "plain", "case-00001", LANGUAGES[0]),
            lambda name: build(name, without_square, sites["without"], "--dirty"),
        ),
        "ours, one edit": (
            words_of(folder / "ours", "case-00001", LANGUAGES[0]),
            lambda name: build(name, ours, sites["ours"]),
        ),
    }
    for _ in range(pairs):
        for name, (source, rebuild) in edited.items():
            source.write_text(source.read_text("utf-8").rstrip() + f"{SENTENCE}\n", "utf-8")
            rebuild(name)
    return Measured({name: Series(name, tuple(each)) for name, each in costs.items()}, found_weights)


_DEFAULT_UP_TO = 500
"""Beyond it the plain site is built only without the step that grows with the square: it would take minutes."""


def alone_of(size: int, folder: Path) -> Measured:
    """Build ours alone, once."""
    from entry_site import write_entries
    from outputs import OURS, weights, wrong
    from records import records

    made = records(size)
    shutil.rmtree(folder, ignore_errors=True)
    configuration, site = write_entries(made, folder / "ours"), folder / "ours-site"
    cost = _built(configuration, site)
    if found := list(wrong(made, site, OURS)):
        raise SystemExit("\n".join([f"ours at {size} is not what the records say:", *found[:10]]))
    return Measured({"ours": Series("ours", (cost,))}, {"ours": weights(site, OURS)})


def _built(configuration: Path, site: Path, *more: str) -> Cost:
    return built(configuration, site, "-q", *more, PYTHONPATH=str(EXTRA))[0]


def goals_of(measured: Mapping[int, Measured]) -> Iterator[Goal]:
    """The goals that these sizes can tell of."""
    small, large = measured.get(200), measured.get(2000)
    if small:
        ours, plain = small.series["ours"], small.series["plain"]
        yield Goal("cold CPU / plain MkDocs, N = 200", ours.over(plain, "cpu")[0], 0.45)
        yield Goal("cold wall / plain MkDocs, N = 200", ours.over(plain, "wall")[0], 0.35)
    if large:
        ours, plain = large.series["ours"], large.series["plain, without its square"]
        edit = large.series["ours, one edit"]
        yield Goal("cold CPU / plain without its square, N = 2,000", ours.over(plain, "cpu")[0], 0.45)
        yield Goal("one edit / own cold CPU, N = 2,000", edit.median("cpu") / ours.median("cpu"), 0.05)
        yield Goal("peak memory of a process, MB, N = 2,000", ours.median("memory"), 300)
        yield Goal("cold page by gzip, kB", large.weights["ours"]["cold page, gzip"] / 1e3, 80)
    if small and large:
        bytes_of = [each.weights["ours"]["cold page"] for each in (small, large)]
        yield Goal("cold page at both sizes, difference", abs(bytes_of[1] - bytes_of[0]) / bytes_of[0], 0.01)
        growth = large.series["ours"].median("cpu") / small.series["ours"].median("cpu")
        yield Goal("growth of CPU for 7.3 times the pages", growth, 8)


def told(measured: Mapping[int, Measured], alone: Mapping[int, Measured], goals: Sequence[Goal]) -> str:
    lines = []
    for size, found in [*measured.items(), *alone.items()]:
        base = found.series.get("plain") or found.series.get("plain, without its square")
        lines += ["", f"{size:,} case studies", _row("", "CPU s", "wall s", "MB", "CPU / plain", "wall / plain")]
        for name, series in found.series.items():
            ratios = [_ratio(series, base, which) for which in ("cpu", "wall")] if base else ["", ""]
            figures = (f"{series.median(which):.1f}" for which in ("cpu", "wall", "memory"))
            lines.append(_row(name, *figures, *ratios))
        for name, weights in found.weights.items():
            weighed = ", ".join(f"{what} {number:,}" for what, number in weights.items())
            cpu = found.series["ours" if name == "ours" else "plain, without its square"].median("cpu")
            lines.append(f"  {name}: {weighed}; CPU ms a page {1000 * cpu / weights['pages']:.1f}")
    lines += ["", "Goals"]
    lines += [
        f"  {'met ' if goal.is_met else 'OVER'} {goal.figure:8.3f} (at most {goal.most:g})  {goal.name}"
        for goal in goals
    ]
    return "\n".join(lines[1:])


def _row(name: str, *cells: str) -> str:
    return f"  {name:<52}" + "".join(f"{cell:>22}" if "[" in cell or "/" in cell else f"{cell:>9}" for cell in cells)


def _ratio(series: Series, base: Series, which: str) -> str:
    median, least, most = series.over(base, which)
    return f"{median:.2f} [{least:.2f}–{most:.2f}]"


def as_json(measured: Mapping[int, Measured], alone: Mapping[int, Measured], goals: Sequence[Goal]) -> object:
    sizes = {
        str(size): {
            "builds": {name: [asdict(cost) for cost in series.costs] for name, series in found.series.items()},
            "weights": dict(found.weights),
        }
        for size, found in {**measured, **alone}.items()
    }
    return {"sizes": sizes, "goals": [{**asdict(goal), "is_met": goal.is_met} for goal in goals]}


def _extra_packages() -> None:
    stamp = EXTRA / "made-of.txt"
    if stamp.is_file() and stamp.read_bytes() == NEEDS.read_bytes():
        return
    shutil.rmtree(EXTRA, ignore_errors=True)
    command = [
        str(environment.PYTHON),
        "-m",
        "pip",
        "install",
        "-q",
        "--disable-pip-version-check",
        "--target",
        str(EXTRA),
    ]
    subprocess.run([*command, *environment.PINNED, str(NEEDS)], check=True)
    stamp.write_bytes(NEEDS.read_bytes())


if __name__ == "__main__":
    sys.exit(main())
