"""A site that is edited and built, each time twice: where it is, with its cache, and as a copy without one."""

import os
import random
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from costs import DAY, BuildFailed, Cost, build_command, build_variables, built
from edits_of_caches import HAPPENINGS, held, in_the_way, mended, spoilt
from edits_of_entries import KINDS as OF_ENTRIES
from edits_of_sites import KINDS as OF_SITES
from edits_of_words import KINDS as OF_WORDS
from edits_of_words import Edited, Kind
from sources import CONFIGURATION, Sources, write_files

CACHE = ".cache"
KINDS: dict[str, Kind] = {**OF_WORDS, **OF_ENTRIES, **OF_SITES}
SAME_TIME = "a word of the same length, at the same time"
NOTHING, UNDONE, TWO, KILLED, MOVED = (
    "nothing",
    "undone",
    "two edits at once",
    "a build is killed",
    "the folder has another name",
)
HELD, IN_THE_WAY, AT_ONCE = "the cache is held", "a file is in the cache's way", "two builds at once"
SPOILT = "what was built is spoilt"
ALL = (*KINDS, NOTHING, UNDONE, TWO, KILLED, MOVED, HELD, IN_THE_WAY, AT_ONCE, SPOILT, *HAPPENINGS)
_TIMELY = ("Cleaning site directory", "Building documentation to directory", "Documentation built in")
_KEPT_CACHES = 4


@dataclass(frozen=True)
class Result:
    """An edit and both its builds. `different` says what differs; a cost is None where the build failed."""

    kind: str
    what: str
    warm: Cost | None
    cold: Cost | None
    different: tuple[str, ...]
    refusal: str = ""

    @property
    def is_refused(self) -> bool:
        """Whether the site cannot be built any more, as both builds say."""
        return not self.warm and not self.cold and not self.different

    @property
    def ratio(self) -> float | None:
        return self.warm.cpu / self.cold.cpu if self.warm and self.cold else None


class Bench:
    """A site in a folder, which is edited and built there."""

    kinds: Mapping[str, Kind] = KINDS

    def __init__(self, folder: Path, first: Sources, chance: random.Random) -> None:
        self.folder, self.chance = folder, chance
        self.site, self.generator = folder / "site", folder / "generator"
        self.out, self.out_cold = folder / "warm", folder / "cold"
        self.history = [first]
        self.on_disk = first
        self.wall = 0.0
        self.number = 0
        write_files(self.site, first.files)
        write_files(self.generator, first.generator)

    @property
    def now(self) -> Sources:
        return self.history[-1]

    @property
    def cache(self) -> Path:
        return self.site / CACHE

    def begin(self) -> Cost:
        """The first build, which leaves the cache. Raises BuildFailed."""
        cost, _ = built(self.site / CONFIGURATION, self.out, **self._variables())
        self.wall = cost.wall
        return cost

    def end(self) -> None:
        """Let go of whatever stays between builds."""

    def tried(self, kind: str) -> Result | None:
        """An edit of a kind, and both builds; None where there is nothing to edit so."""
        drawn = self._drawn(kind)
        return self.built(kind, *drawn) if drawn else None

    def built(self, kind: str, what: str, sources: Sources) -> Result:
        """Both builds after an edit to these sources."""
        self.number += 1
        with ExitStack() as during:
            if kind == AT_ONCE:
                what = f"{self._beside(during):.1f} s apart; {what}"
            self._put(sources, same_time=kind == SAME_TIME)
            what = self._happening(kind, what, during)
            warm, said = self._build(self.site, self.out)
        mended(self.cache)
        copy = self.folder / f"copy {self.number}" / "elsewhere"
        write_files(copy, self.on_disk.files)
        shutil.rmtree(self.out_cold, ignore_errors=True)
        cold, said_cold = self._build(copy, self.out_cold)
        shutil.rmtree(copy.parent)
        refusal = next((line for line in said_cold if line.startswith("ERROR")), said_cold[-1] if said_cold else "")
        result = Result(kind, what, warm, cold, tuple(self._different(warm, cold, said, said_cold)), refusal)
        if result.is_refused:
            self._put(self.now)
        else:
            self.history.append(self.on_disk)
            self.wall = warm.wall if warm else self.wall
            self._keep_cache()
        return result

    def _drawn(self, kind: str) -> Edited | None:
        if kind in KINDS:
            return KINDS[kind](self.now, self.chance)
        if kind == UNDONE:
            return ("two edits ago", self.history[-3]) if len(self.history) > 2 else None
        if kind in (NOTHING, MOVED):
            return "", self.now
        first = self._any(self.now)
        if kind == TWO and first:
            second = self._any(first[1])
            return (f"{first[0]}; {second[0]}", second[1]) if second else None
        return first

    def _any(self, sources: Sources) -> Edited | None:
        name = self.chance.choice(list(self.kinds))
        edited = self.kinds[name](sources, self.chance)
        return (f"{name}: {edited[0]}", edited[1]) if edited else None

    def _happening(self, kind: str, what: str, during: ExitStack) -> str:
        """Let happen what a kind says besides an edit: what it was."""
        if kind in HAPPENINGS:
            older = sorted((self.folder / "caches").glob("*"), key=lambda path: int(path.name))
            return f"{HAPPENINGS[kind](self.cache, older, self.chance)}; {what}"
        if kind == SPOILT:
            return f"{spoilt(self.out, self.chance)}; {what}"
        if kind == HELD:
            during.enter_context(held(self.cache))
        elif kind == IN_THE_WAY:
            during.enter_context(in_the_way(self.cache))
        elif kind == KILLED:
            after = self._killed()
            if self.chance.random() < 0.5:
                self._put(self.now)
                what = f"undone, {what}"
            return f"after {after:.1f} s; {what}"
        elif kind == MOVED:
            other_name = self.folder / f"site {self.number}"
            self.site.rename(other_name)
            self.site = other_name
            return other_name.name
        return what

    def _beside(self, during: ExitStack) -> float:
        """Begin a build of the sources as they are, which may end after the one that is tried: how long to wait."""
        other = self._started(self.folder / "beside")
        during.callback(other.wait)
        apart = self.chance.uniform(0, self.wall)
        time.sleep(apart)
        return apart

    def _started(self, out: Path) -> subprocess.Popen[bytes]:
        command, variables = build_command(self.site / CONFIGURATION, out), build_variables(**self._variables())
        nothing = subprocess.DEVNULL
        return subprocess.Popen(command, stdout=nothing, stderr=nothing, env=variables, start_new_session=True)

    def _killed(self) -> float:
        """Begin a build and kill all its processes before it ends: after how many seconds."""
        after = self.chance.uniform(0.2, max(0.4, self.wall))
        process = self._started(self.out)
        try:
            process.wait(after)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        return after

    def _put(self, sources: Sources, *, same_time: bool = False) -> None:
        """Make the folder hold these sources; `same_time` leaves the times of changed files as they were."""
        changed = (path for path in sources.files if sources.files[path] != self.on_disk.files.get(path))
        times = {path: (self.site / path).stat() for path in changed if same_time}
        write_files(self.site, sources.files, self.on_disk.files)
        write_files(self.generator, sources.generator, self.on_disk.generator)
        for path, stat in times.items():
            os.utime(self.site / path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
        self.on_disk = sources

    def _build(self, site: Path, out: Path) -> tuple[Cost | None, list[str]]:
        """What a build cost and said, the lines in order and without what is another each time."""
        try:
            cost, words = built(site / CONFIGURATION, out, **self._variables())
        except BuildFailed as failed:
            cost, words = None, failed.words
        lines = words.replace(str(out), "OUT").replace(str(site), "SITE").splitlines()
        return cost, sorted(line for line in lines if not any(each in line for each in _TIMELY))

    def _variables(self) -> dict[str, str]:
        variables = {"SOURCE_DATE_EPOCH": str(DAY + self.on_disk.day * 86400)}
        return {**variables, "PYTHONPATH": str(self.generator)} if self.on_disk.generator else variables

    def _different(self, warm: Cost | None, cold: Cost | None, said: list[str], said_cold: list[str]) -> Iterator[str]:
        if bool(warm) != bool(cold):
            yield f"the {'cold' if warm else 'warm'} build failed: {' '.join((said_cold if warm else said)[-3:])}"
        elif warm:
            yield from different_files(self.out, self.out_cold)
        if said != said_cold:
            only = sorted({*said} ^ {*said_cold})
            yield f"what was said: {' | '.join(only[:3]) or 'how often'}"

    def _keep_cache(self) -> None:
        """Keep what the cache is now, and of earlier builds only some."""
        if self.cache.is_dir():
            shutil.copytree(self.cache, self.folder / "caches" / str(self.number), dirs_exist_ok=True)
        for old in (self.folder / "caches").glob("*"):
            if int(old.name) <= self.number - _KEPT_CACHES:
                shutil.rmtree(old)


def different_files(one: Path, other: Path) -> list[str]:
    """The files of two folders that are not the same in both, each with where it first differs."""
    return [
        each
        for path in sorted(_paths(one) | _paths(other))
        if (each := _difference(path, one / path, other / path)) is not None
    ]


def _paths(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def _difference(shown: str, one: Path, other: Path) -> str | None:
    if not one.is_file() or not other.is_file():
        return f"{shown} is only in the {'warm' if one.is_file() else 'cold'} one"
    here, there = one.read_bytes(), other.read_bytes()
    if here == there:
        return None
    at = next(
        (n for n, pair in enumerate(zip(here, there, strict=False)) if pair[0] != pair[1]), min(len(here), len(there))
    )
    words = (each[max(0, at - 20) : at + 40].decode("utf-8", "replace") for each in (here, there))
    return f"{shown} at {at}: {' / '.join(' '.join(each.split()) for each in words)}"
