"""Runs axe-core on every page of a built site, at four widths, in both schemes, and in the states pages can be in.

A page is loaded once. At each width all rules are asked for in light colours, and in dark ones those of
which the answer can differ. What has been tried is kept, so that --continue goes on after a stop.
"""

from __future__ import annotations

import argparse
import datetime
import fnmatch
import hashlib
import json
import platform
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import environment
from access_runs import SCHEMES, WIDTHS, Job, Journal, Plan, Runner, Tried
from axe import AXE, TAGS
from environment import ROOT, Trouble, say

RECORD = ROOT / "docs" / "accessibility" / "tested.yml"


def main(arguments: list[str] | None = None) -> int:
    environment.speak_plainly()
    parser = argparse.ArgumentParser(description="Run axe-core on every page of the built site, in every state.")
    parser.add_argument("-d", "--site-dir", type=Path, default=ROOT / "site", help="the built site (else site/)")
    parser.add_argument("--only", nargs="+", metavar="GLOB", help="only these pages, as in 'en/hallmarks/*.html'")
    parser.add_argument("--samples", action="store_true", help="only the pages that the tests take, one for a template")
    parser.add_argument("--no-states", action="store_true", help="only pages as they open")
    parser.add_argument("--processes", type=int, default=2, help="how many browsers (else 2)")
    parser.add_argument("--continue", dest="goes_on", action="store_true", help="go on where the last run stopped")
    parser.add_argument("--record", action="store_true", help=f"write the result to {RECORD.relative_to(ROOT)}")
    parser.add_argument("--as-of", type=datetime.date.fromisoformat, help="the day of the record (else today)")
    options = parser.parse_args(arguments)
    return environment.inside(lambda: run(options), stopped="Stopped. --continue goes on from here.")


def run(options: argparse.Namespace) -> int:
    import test

    test.browser()
    plan = planned(options)
    whole = not (options.only or options.samples or options.no_states)
    began = time.monotonic()
    with Journal(plan, goes_on=options.goes_on) as journal:
        version = Runner(plan, journal, options.processes).run()
    shown(plan, journal.tried, time.monotonic() - began)
    for job, reason in journal.failed:
        say(f"could not be tried: {job.path}{state_of(plan, job)}: {reason}")
    if options.record:
        if journal.failed:
            raise Trouble("Nothing was recorded, because some pages could not be tried. Run it again with --continue.")
        day = options.as_of or datetime.date.today()  # noqa: DTZ011 - the day where the person is who ran it
        write_record(plan, journal.tried, version, day, whole=whole)
    return int(bool(journal.failed) or any(each.found for each in journal.tried))


def planned(options: argparse.Namespace) -> Plan:
    import yaml

    site = options.site_dir.resolve()
    declared = yaml.safe_load(Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"))
    states = tuple(declared["states"])
    languages = tuple(states[0]["name"])
    everything = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    if not any(path.startswith(f"{languages[0]}/") for path in everything):
        raise Trouble(f"There is no site in {site}: build it first, with scripts/build.py.")
    wanted = samples(languages) if options.samples else options.only
    pages = [path for path in everything if not wanted or any(fnmatch.fnmatchcase(path, each) for each in wanted)]
    digests = {path: hashlib.sha256((site / path).read_bytes()).hexdigest() for path in everything}
    jobs = [Job(path, language_of(path, languages), digests[path]) for path in pages]
    if not options.no_states:
        found = [
            (f"{code}/{state['page']}.html", code, number) for number, state in enumerate(states) for code in languages
        ]
        absent = sorted({path for path, *_ in found if path not in digests})
        if absent:
            raise Trouble(f"Not in this site, though access.yml names them: {', '.join(absent)}")
        # Together with --only, the states of those pages.
        narrowed = [each for each in found if not options.only or each[0] in pages]
        jobs += [Job(path, code, digests[path], number, width) for path, code, number in narrowed for width in WIDTHS]
    count = Counter(language_of(path, languages) for path in everything)
    return Plan(site, tuple(jobs), {code: count[code] for code in languages}, states, AXE.read_text(encoding="utf-8"))


def samples(languages: tuple[str, ...]) -> list[str]:
    sys.path.append(str(ROOT / "tests" / "browser"))
    from samples import PAGES, ROOT_PAGES  # type: ignore[import-not-found]

    return [*ROOT_PAGES.values(), *(f"{code}/{page}.html" for page in PAGES.values() for code in languages)]


def language_of(path: str, languages: tuple[str, ...]) -> str:
    """The language of a page; those above the languages begin with the first."""
    folder = path.partition("/")[0]
    return folder if folder in languages else languages[0]


def state_of(plan: Plan, job: Job) -> str:
    return "" if job.state is None else f" ({next(iter(plan.states[job.state]['name'].values()))}, {job.width} px)"


def shown(plan: Plan, tried: list[Tried], seconds: float) -> None:
    """The table of counts, and every violation."""
    print("language  width  pages  states  violations: light  dark")
    for row in counts(plan, tried):
        light, dark = (row["violations"].get(scheme, "–") for scheme in SCHEMES)
        print(f"{row['language']:<8}  {row['width']:>5}  {row['pages']:>5}  {row['states']:>6}  {light:>17}  {dark:>4}")
    for each in tried:
        for violation in each.found:
            print(f"{each.job.path}{state_of(plan, each.job)} [{each.width} px, {each.scheme}] {violation}")
    say(f"{len({each.job.key for each in tried})} loads, {len(tried)} runs of axe, {seconds:.0f} s")


def counts(plan: Plan, tried: list[Tried]) -> Iterator[dict[str, Any]]:
    """By language and width: how many pages and states were tried, and the places where a rule is broken, by scheme."""
    for language in plan.pages:
        for width in WIDTHS:
            here = [each for each in tried if (each.job.language, each.width) == (language, width)]
            jobs = {each.job.key: each.job for each in here}.values()
            states = sum(job.state is not None for job in jobs)
            violations: Counter[str] = Counter()
            for each in here:
                violations[each.scheme] += len(each.found)
            row = {"language": language, "width": width, "pages": len(jobs) - states, "states": states}
            yield {**row, "violations": dict(violations)}


def failures(tried: list[Tried]) -> Iterator[dict[str, Any]]:
    """By rule: how often it is broken, on how many pages, and on which first."""
    by_rule: dict[str, list[str]] = {}
    for each in tried:
        for violation in each.found:
            by_rule.setdefault(violation.partition(": ")[0], []).append(each.job.path.removesuffix(".html"))
    for rule, pages in sorted(by_rule.items()):
        yield {"rule": rule, "number": len(pages), "pages": len(set(pages)), "first": pages[0]}


def write_record(plan: Plan, tried: list[Tried], browser: str, day: datetime.date, *, whole: bool) -> None:
    import yaml

    declared = yaml.safe_load(Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"))
    version = json.loads((AXE.parent / "package.json").read_text(encoding="utf-8"))["version"]
    used = sorted({each.job.state for each in tried if each.job.state is not None})
    record = {
        "on": day.isoformat(),
        "whole": whole,
        "axe": version,
        "rules": list(TAGS),
        "only_colours_in": [SCHEMES[1]],
        "browser": browser,
        "system": platform.system(),
        "all_pages": dict(plan.pages),
        "counts": list(counts(plan, tried)),
        "states": [plan.states[number]["name"] for number in used],
        "violations": list(failures(tried)),
        "besides": declared["besides"],
    }
    head = "# Written by scripts/access.py --record from its last run. The accessibility statement shows it.\n"
    text = yaml.safe_dump(record, allow_unicode=True, sort_keys=False, width=10_000, default_flow_style=None)
    RECORD.write_text(head + text, encoding="utf-8", newline="\n")
    say(f"Recorded in {RECORD.relative_to(ROOT)}.")


if __name__ == "__main__":
    sys.exit(main())
