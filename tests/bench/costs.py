"""Builds of sites, and what they cost: CPU is user and system time of every process of a build."""

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts"))
import environment  # noqa: E402 - it makes what the rest is imported from

DAY = 1795000000
"""The moment of every build that names no other, in seconds since 1970."""


@dataclass(frozen=True)
class Cost:
    """What a build took: seconds of CPU and of the clock, and the MB of the largest of its processes."""

    cpu: float
    wall: float
    memory: float


class BuildFailed(SystemExit):
    """A build that ended with a mistake. `words` is all that it said."""

    def __init__(self, command: list[str], words: str) -> None:
        super().__init__(f"{' '.join(command)} failed:\n{words[-2000:]}")
        self.words = words


def in_environment(script: str) -> None:
    """Go on in `.venv`, made where it is missing: in another Python, run the script in that one and end."""
    environment.prepare()
    if Path(sys.executable).resolve() != environment.PYTHON.resolve() or not find_spec("yaml"):
        raise SystemExit(subprocess.call([str(environment.PYTHON), script, *sys.argv[1:]]))


def build_command(configuration: Path, site: Path, *more: str) -> list[str]:
    python = [str(environment.PYTHON), "-m", "mkdocs", "build"]
    return [*python, "-f", str(configuration), "-d", str(site), *more]


def build_variables(**variables: str) -> dict[str, str]:
    """The environment of a build, in which it makes the same of the same sources."""
    made = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": str(DAY), "PYTHONUTF8": "1", **variables}
    # A module that is compiled anew in each process would be counted as building.
    made.pop("PYTHONDONTWRITEBYTECODE", None)
    return made


def built(configuration: Path, site: Path, *more: str, **variables: str) -> tuple[Cost, str]:
    """Run a build to its end: what it took, and what it said. Raises BuildFailed."""
    command = build_command(configuration, site, *more)
    with tempfile.TemporaryFile() as said:
        began = time.monotonic()
        process = subprocess.Popen(command, stdout=said, stderr=said, env=build_variables(**variables))
        _, status, used = os.wait4(process.pid, 0)
        wall = time.monotonic() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        words = said.read().decode("utf-8", "replace")
    if process.returncode:
        raise BuildFailed(command, words)
    # Linux gives kB, macOS bytes.
    unit = 1e3 if sys.platform.startswith("linux") else 1e6
    return Cost(used.ru_utime + used.ru_stime, wall, used.ru_maxrss / unit), words
