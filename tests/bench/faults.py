"""Kill builds at random moments, and look at what stands there afterwards.

    python3 tests/bench/faults.py --kills 100

The made-up site of the tests is edited, and built with all that there is to take away, over the site that was built
before. At a random moment `kill -9` ends the whole build, only `scripts/build.py`, or one of the processes that it
started. What has been published must be the old site or the new one, byte for byte, and at no moment no site; a build
that is told that a part of it was killed must say so. Then a build without faults, with the cache as it was left, must
make what one from nothing makes, and leave nothing beside the site. Linux and macOS.
"""

import argparse
import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from costs import DAY, ROOT

MADE_UP = ROOT / "tests" / "sites" / "orchard"
EDITED, WORD, OTHER_WORD = "stories/alter-birnbaum/de.md", "Birnbaum", "Apfelbaum"
WHOLE, SCRIPT, PART = "the whole build", "scripts/build.py alone", "one of its processes"
OLD, NEW = "the old site", "the new site"


@dataclass(frozen=True)
class Killed:
    """What was killed, after how many seconds, what was found then, and what is wrong with it."""

    mode: str
    after: float
    found: str
    wrong: tuple[str, ...]


class Faults:
    """The made-up site in a folder, in two versions, and what a build from nothing makes of each."""

    def __init__(self, folder: Path, chance: random.Random) -> None:
        self.folder, self.chance = folder, chance
        self.source, self.site = folder / "source", folder / "published" / "site"
        shutil.copytree(MADE_UP, self.source, ignore=shutil.ignore_patterns(".cache"))
        self.site.parent.mkdir()
        self.expected: dict[bool, str] = {}
        self.wall = 0.0

    def begin(self) -> None:
        """Build both versions from nothing; the second is then the published one. Raises SystemExit."""
        for edited in (False, True):
            self._edit(edited)
            shutil.rmtree(self.source / ".cache", ignore_errors=True)
            began = time.monotonic()
            code, words = self._built()
            if code:
                raise SystemExit(f"The first build failed:\n{words[-2000:]}")
            self.wall = time.monotonic() - began
            self.expected[edited] = fingerprint(self.site)
        if self.expected[False] == self.expected[True]:
            raise SystemExit("The edit changes nothing: this would prove nothing.")

    def killed(self, number: int) -> Killed:
        """One edit, one kill, and a build after it."""
        edited = bool(number % 2)
        old, new = self.expected[not edited], self.expected[edited]
        mode = self.chance.choice((WHOLE, SCRIPT, PART))
        # Beyond the usual end, too: what is killed then has been published.
        after = self.chance.uniform(0, self.wall * 1.05)
        self._edit(edited)
        wrong = []
        with always_there(self.site / "index.html") as missed:
            code, words = self._killed(mode, after)
        if missed:
            wrong.append(f"there was no site at {len(missed)} moments")
        found = {old: OLD, new: NEW}.get(fingerprint(self.site), "something else")
        if found not in (OLD, NEW):
            wrong.append("what is published is neither the old site nor the new one")
        if mode == PART and code and "Traceback" in words:
            wrong.append(f"a traceback: {words[-300:]}")
        if mode == PART and code and found == OLD and "as it was" not in words:
            wrong.append(f"nobody said that the site is as it was: {words[-300:]}")
        code, words = self._built()
        if code:
            wrong.append(f"the build after it failed: {words[-300:]}")
        if fingerprint(self.site) != new:
            wrong.append("the build after it made something else than one from nothing")
        left = [path.name for path in self.site.parent.iterdir() if path != self.site]
        if left and not self._is_busy():
            wrong.append(f"left beside the site: {', '.join(left)}")
        return Killed(mode, after, found, tuple(wrong))

    def _edit(self, edited: bool) -> None:
        path = self.source / EDITED
        text = (MADE_UP / EDITED).read_text(encoding="utf-8")
        path.write_text(text.replace(WORD, OTHER_WORD) if edited else text, encoding="utf-8")

    def _started(self, said: int) -> subprocess.Popen[bytes]:
        command = [sys.executable, str(ROOT / "scripts" / "build.py"), "--downloads"]
        command += ["-f", str(self.source / "mkdocs.yml"), "-d", str(self.site)]
        variables = {**os.environ, "SOURCE_DATE_EPOCH": str(DAY)}
        return subprocess.Popen(command, stdout=said, stderr=said, env=variables, start_new_session=True)

    def _built(self) -> tuple[int, str]:
        with tempfile.TemporaryFile() as said:
            code = self._started(said.fileno()).wait()
            said.seek(0)
            return code, said.read().decode("utf-8", "replace")

    def _killed(self, mode: str, after: float) -> tuple[int, str]:
        """Begin a build and kill some of it: how it ended, and what it said."""
        with tempfile.TemporaryFile() as said:
            process = self._started(said.fileno())
            with suppress(subprocess.TimeoutExpired):
                process.wait(after)
            if process.poll() is None:
                below = descendants(process.pid)
                chosen = [process.pid] if mode == SCRIPT else [process.pid, *below]
                if mode == PART:
                    chosen = [self.chance.choice(below)] if below else []
                for number in chosen:
                    with suppress(ProcessLookupError):
                        os.kill(number, signal.SIGKILL)
            code = process.wait()
            said.seek(0)
            return code, said.read().decode("utf-8", "replace")

    def _is_busy(self) -> bool:
        """Whether what a killed `scripts/build.py` had started is still at work."""
        listed = subprocess.run(["ps", "-A", "-o", "args="], capture_output=True, text=True, check=True).stdout
        return str(self.site.parent) in listed


def descendants(process: int) -> list[int]:
    """The processes that a process has started, and those that they have."""
    listed = subprocess.run(["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    parents = dict(tuple(map(int, line.split())) for line in listed.splitlines())
    found = [process]
    for above in found:
        found += [number for number, parent in parents.items() if parent == above]
    return found[1:]


@contextmanager
def always_there(path: Path) -> Iterator[list[float]]:
    """Looks for a file again and again; gives the moments at which it was not there."""
    missed: list[float] = []
    ended = threading.Event()

    def look() -> None:
        while not ended.wait(0.0005):
            if not path.is_file():
                missed.append(time.monotonic())

    looking = threading.Thread(target=look)
    looking.start()
    try:
        yield missed
    finally:
        ended.set()
        looking.join()


def fingerprint(folder: Path) -> str:
    """What all files of a folder come to: their names and their bytes."""
    summed = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            summed.update(f"{path.relative_to(folder).as_posix()}\0{path.stat().st_size}\0".encode())
            summed.update(path.read_bytes())
    return summed.hexdigest()


def main() -> int:
    parser = argparse.ArgumentParser(description="Kill builds at random moments, and look at what stands there.")
    parser.add_argument("--kills", type=int, default=100, help="how many (default: 100)")
    parser.add_argument("--seed", type=int, default=1, help="another kills at other moments (default: 1)")
    options = parser.parse_args()
    found: Counter[tuple[str, str]] = Counter()
    wrong = 0
    # Whoever stops this early gets what there is.
    with suppress(KeyboardInterrupt), tempfile.TemporaryDirectory(prefix="faults-") as folder:
        faults = Faults(Path(folder), random.Random(options.seed))
        faults.begin()
        print(f"Builds from nothing take {faults.wall:.1f} s.\n")
        for number in range(options.kills):
            killed = faults.killed(number)
            found[killed.mode, killed.found] += 1
            wrong += bool(killed.wrong)
            if killed.wrong:
                print(f"{number}: {killed.mode} after {killed.after:.2f} s: {'; '.join(killed.wrong)}", flush=True)
    for mode in (WHOLE, SCRIPT, PART):
        print(f"{mode:<24} killed {sum(found[mode, each] for each in (OLD, NEW)):>3} times, then found: ", end="")
        print(f"{OLD} {found[mode, OLD]}, {NEW} {found[mode, NEW]}")
    print(f"\n{found.total()} builds killed and built again: {wrong} with something wrong.")
    return 1 if wrong or not found else 0


if __name__ == "__main__":
    sys.exit(main())
