"""Builds of one process that stays, as `mkdocs serve` makes them: each must be what one makes that has just begun.

Started with a configuration and a folder, this builds the site there whenever it reads a line, and answers with the
number of mistakes.
"""

import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from costs import Cost, build_variables, environment
from sources import CONFIGURATION, PLUGIN
from warm_and_cold import KINDS, NOTHING, TWO, UNDONE, Bench

_NOT_SERVED = ("generator", "another day")
"""What a process that has begun does not notice."""
SERVED = {kind: edit for kind, edit in KINDS.items() if not any(each in kind for each in _NOT_SERVED)}
ALL_SERVED = (*SERVED, NOTHING, UNDONE, TWO)
_ADDRESS = "http://127.0.0.1:8000/"


class _Process:
    """A process that builds a site again and again. What it says of that is shown with what it could not do."""

    def __init__(self, site: Path, out: Path, variables: dict[str, str]) -> None:
        command = [str(environment.PYTHON), __file__, str(site / CONFIGURATION), str(out)]
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(command, stdin=pipe, stdout=pipe, env=build_variables(**variables), text=True)

    def mistakes(self) -> int:
        """Build the site: how many mistakes are in it. Raises SystemExit where the process ends meanwhile."""
        if self._process.stdin is None or self._process.stdout is None:
            raise TypeError("it has been started without pipes")
        self._process.stdin.write("\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        if not answer:
            raise SystemExit("The process that serves has ended.")
        return int(answer)

    def end(self) -> None:
        self._process.communicate()


class Served(Bench):
    """A site that is served where it is, and as a copy by a process of its own, until `end`.

    An edit with mistakes is undone. Costs are seconds of the clock.
    """

    kinds = SERVED
    _stays: _Process | None = None

    def begin(self) -> Cost:
        cost, _ = self._build(self.site, self.out)
        if cost is None:
            raise SystemExit("There are mistakes in the site to begin with.")
        return cost

    def end(self) -> None:
        if self._stays:
            self._stays.end()

    def _build(self, site: Path, out: Path) -> tuple[Cost | None, list[str]]:
        if site == self.site:
            process = self._stays = self._stays or _Process(site, out, self._variables())
        else:
            process = _Process(site, out, self._variables())
        began = time.monotonic()
        mistakes = process.mistakes()
        seconds = time.monotonic() - began
        if process is not self._stays:
            process.end()
        return None if mistakes else Cost(seconds, seconds, 0), []


def main(configuration: str, out: str) -> None:
    import logging

    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    answers = sys.stdout
    sys.stdout = sys.stderr
    logging.getLogger("mkdocs").setLevel(logging.CRITICAL)
    config = load_config(configuration, site_dir=out)
    config.plugins.on_startup(command="serve", dirty=False)
    for number, _ in enumerate(sys.stdin):
        if number:
            config = load_config(configuration, site_dir=out)
        config.site_url = _ADDRESS
        build(config, serve_url=_ADDRESS)
        plugin: Any = config.plugins[PLUGIN]
        for write in plugin.served.left.values():
            write()
        print(len(plugin.current.loaded.errors), file=answers, flush=True)
    config.plugins.on_shutdown()


if __name__ == "__main__":
    main(*sys.argv[1:])
