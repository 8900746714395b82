"""How long readers of `mkdocs serve` wait for an edit, and for a mistake to show and to be gone.

`python3 tests/bench/serving.py` serves the bench's entries (`entry_site.py`) and edits the words of a case study in one
language, which the pages of both languages show side by side. Then it states a fact of it that cannot be, until these
pages and the terminal say so, and puts it right, until no page says so. Pages are loaded when MkDocs tells those that
are open to load again. After each edit nobody writes for a moment. Seconds are those of the clock: they hold for a
machine that does nothing else.
"""

import argparse
import json
import os
import random
import re
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from costs import build_variables, environment, in_environment

if __name__ == "__main__":
    in_environment(__file__)

from entry_site import entry_page, words_of, write_entries
from records import LANGUAGES, records
from sources import made_up

CASE = "case-00001"
GOALS = {200: 1.0, 2000: 2.0}
"""The most seconds that an edit is to take, by the number of case studies."""
_PATIENCE, _OFTEN = 300.0, 0.02  # seconds: for what never comes, and between two looks at the terminal
_MOMENT = 2.0  # seconds
_ASKS = re.compile(r"livereload\((\d+), (\d+)\)")


@dataclass(frozen=True)
class Edit:
    """A text for a file, and what pages have and lack once they show it."""

    file: Path
    text: str
    has: str
    lacks: str

    def is_on(self, page: str) -> bool:
        return self.has in page and self.lacks not in page


class NeverShown(SystemExit):
    """Something that should be seen while serving and is not."""


@dataclass(frozen=True)
class Served:
    """A site that is being served: its address, and the file with all that the terminal shows."""

    address: str
    terminal: Path

    def get(self, path: str) -> str:
        """What stands at a path, or nothing where there is none."""
        try:
            with urllib.request.urlopen(urllib.parse.urljoin(self.address, path), timeout=_PATIENCE) as answer:  # noqa: S310 - our own
                return str(answer.read().decode())
        except urllib.error.HTTPError:
            return ""

    def said(self) -> str:
        return self.terminal.read_text("utf-8", "replace")

    def seconds(self, path: str, pages: Collection[str], edit: Edit) -> dict[str, float]:
        """The seconds until each page shows an edit, while the page at `path` is open. Raises `NeverShown`."""
        asks = _ASKS.search(self.get(path))
        if not asks:
            raise NeverShown(f"{path} has no script that loads it again.")
        epoch, found, began = asks[1], dict[str, float](), time.monotonic()
        edit.file.write_text(edit.text, "utf-8")
        while len(found) < len(pages):
            # It is answered when all has been built anew, or after a minute.
            epoch = self.get(f"/livereload/{epoch}/{asks[2]}")
            for page in pages:
                if page not in found and edit.is_on(self.get(page)):
                    found[page] = time.monotonic() - began
            if time.monotonic() - began > _PATIENCE:
                raise NeverShown(f"Of {pages} only {[*found]} change. The terminal:\n{self.said()[-2000:]}")
        return found

    def until_said(self, words: str, after: int) -> None:
        """Wait until the terminal says something new. Raises `NeverShown`."""
        began = time.monotonic()
        while words not in self.said()[after:]:
            if time.monotonic() - began > _PATIENCE:
                raise NeverShown(f"The terminal never says: {words}")
            time.sleep(_OFTEN)


@contextmanager
def served(configuration: Path, terminal: Path) -> Iterator[Served]:
    """Serve a site on a port that is free, until the block ends. Raises `NeverShown` where it is not served."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [str(environment.PYTHON), "-m", "mkdocs", "serve", "-f", str(configuration), "-a", f"127.0.0.1:{port}"]
    variables = build_variables(PYTHONUNBUFFERED="1")
    with terminal.open("wb") as words:
        process = subprocess.Popen(command, stdout=words, stderr=words, env=variables, start_new_session=True)
    try:
        while not (found := re.search(r"Serving on (http://\S+)\s", terminal.read_text("utf-8", "replace"))):
            if process.poll() is not None:
                raise NeverShown(f"The site is not served. The terminal:\n{terminal.read_text('utf-8')[-2000:]}")
            time.sleep(_OFTEN)
        yield Served(found[1], terminal)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGINT)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def measured(site: Served, folder: Path, times: int) -> Mapping[str, list[float]]:
    """Seconds by what was waited for. Raises `NeverShown`."""
    words, chance = words_of(folder, CASE, LANGUAGES[0]), random.Random(0)
    facts = words.with_name("facts.yml")
    own = entry_page(LANGUAGES[0], "case-study", CASE)
    whole = [entry_page(code, "case-study", CASE) for code in LANGUAGES]
    shown = [own]
    shown += [
        entry_page(code, "case-study", CASE).replace(f"{code}/", f"{code}/side-by-side/", 1) for code in LANGUAGES
    ]
    found = defaultdict[str, list[float]](list)

    for _ in range(times):
        new, text, right, before = made_up(chance, 12), words.read_text("utf-8"), facts.read_text("utf-8"), site.said()
        wrong = f"wrong-{new}"
        broken = re.sub(r"^phase: .*$", f"phase: {wrong}", right, flags=re.MULTILINE)
        edits = [
            ("words", shown, Edit(words, f"{text.rstrip()}\n\n{new}.\n", new, wrong)),
            ("mistake", whole, Edit(facts, broken, wrong, "\0")),
            ("mended", whole, Edit(facts, right, "</html>", wrong)),
        ]
        for what, pages, edit in edits:
            # Not always when whoever looks for changes has just looked.
            time.sleep(_MOMENT + chance.random())
            began = time.monotonic()
            for page, seconds in site.seconds(own, pages, edit).items():
                found[f"{what}: {page}"].append(seconds)
            if what == "mistake":
                site.until_said(wrong, len(before))
                found["mistake: terminal, at the latest"].append(time.monotonic() - began)
    if "Traceback" in site.said():
        raise NeverShown(f"Something was raised while serving:\n{site.said()[-2000:]}")
    return found


def told(size: int, found: Mapping[str, list[float]], goal: float | None) -> str:
    lines = [f"{size:,} case studies", f"  {'seconds until they are seen':<58} median   least    most"]
    for what, seconds in found.items():
        middle = statistics.median(seconds)
        met = "" if goal is None else "met" if middle <= goal else f"OVER {goal:g}"
        lines.append(f"  {what:<58} {middle:6.2f}  {min(seconds):6.2f}  {max(seconds):6.2f}  {met}".rstrip())
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure how long an edit takes to show while a site is served.")
    parser.add_argument("--size", type=int, default=200, help="case studies (default: 200)")
    parser.add_argument("--times", type=int, default=3, help="how many edits (default: 3)")
    parser.add_argument("--json", type=Path, help="write the seconds to a file, too")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "site"
        configuration = write_entries(records(options.size), folder)
        began = time.monotonic()
        with served(configuration, Path(temporary) / "terminal.txt") as site:
            print(f"Served after {time.monotonic() - began:.1f} s.", file=sys.stderr, flush=True)
            found = measured(site, folder, options.times)
    print(told(options.size, found, GOALS.get(options.size)))
    if options.json:
        options.json.write_text(json.dumps({"size": options.size, "seconds": found}, indent=1) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
