"""Makes and renews `.venv`, the environment that both commands run in, from the pinned requirement files.

Only the standard library, and only syntax of Python 3.8, so that a Python too old for the rest can still say so.
"""

from __future__ import annotations

import codecs
import hashlib
import locale
import os
import re
import shutil
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Callable, Iterator

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PROGRAMS = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = PROGRAMS / ("python.exe" if os.name == "nt" else "python")

OLDEST = (3, 11)
OURS = VENV / ".made-by-scripts"

NO_NETWORK = re.compile(
    "NewConnectionError|NameResolutionError|ConnectTimeout|ReadTimeout|Max retries|ProxyError|CERTIFICATE_VERIFY_FAILED"
    "|Connection (refused|reset)|Network is unreachable"
)


@dataclass(frozen=True)
class Part:
    """Something that `.venv` holds: finished when its stamp bears the hash of the file that describes it."""

    what: str
    described_in: Path
    arguments: tuple[str, ...]

    @property
    def stamp(self) -> Path:
        return VENV / f".{self.described_in.stem}-stamp"

    def wanted(self) -> str:
        # An environment does not survive being moved: its programs name its folder.
        return hashlib.sha256(str(VENV).encode() + b"\0" + self.described_in.read_bytes()).hexdigest()

    def finished(self) -> bool:
        return self.stamp.is_file() and self.stamp.read_text() == self.wanted()


# Only ready-made packages: building one would run code and fetch tools that nothing here pins.
PINNED = ("--require-hashes", "--only-binary", ":all:", "--no-deps", "--requirement")
SITE_NEEDS, TESTS_NEED = ROOT / "requirements" / "run.txt", ROOT / "requirements" / "test.txt"
PACKAGE = ROOT / "plugins"

BASE = Part("what the site needs", SITE_NEEDS, (*PINNED, str(SITE_NEEDS)))
OWN = Part(
    "this package",
    PACKAGE / "pyproject.toml",
    ("--no-index", "--no-deps", "--no-build-isolation", "--editable", str(PACKAGE)),
)
TESTS = Part("what the tests need", TESTS_NEED, (*PINNED, str(TESTS_NEED)))


class Trouble(Exception):
    """Something that stops the command, in words for the person who typed it."""


class Ticker:
    """One line of a terminal that each new text replaces; silent where there is no terminal."""

    def __init__(self) -> None:
        self.on = sys.stderr.isatty()

    def show(self, text: str) -> None:
        if self.on:
            # Spaces, because not every Windows console knows the code that clears a line.
            width = shutil.get_terminal_size().columns - 1
            sys.stderr.write("\r" + text[:width].ljust(width) + "\r")
            sys.stderr.flush()

    def clear(self) -> None:
        self.show("")


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def speak_plainly() -> None:
    """Lets a console that cannot show every letter show the others, instead of ending in an error."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors="replace")


def prepare(*, tests: bool = False) -> None:
    """Makes `.venv`, or renews it, where it is missing, half-made or out of date.

    The usual case, where nothing is to be done, only hashes a few small files. Raises Trouble where it cannot be made.
    """
    _refuse_old_python()
    _let_children_write_utf8()
    parts = (BASE, OWN, TESTS) if tests else (BASE, OWN)
    if _ready(parts):
        return
    _refuse_foreign()
    _refuse_without_venv()
    VENV.mkdir(exist_ok=True)
    with exclusive(OURS, "Another run is preparing .venv; waiting for it …"):
        began = time.monotonic()
        if not _ready((BASE,)):
            say("Renewing .venv: what it should hold has changed …" if BASE.stamp.exists() else "Making .venv, once …")
            _make_empty()
        for part in parts:
            if not part.finished():
                say(f"  {part.what} …")
                part.stamp.unlink(missing_ok=True)
                _pip(part)
                part.stamp.write_text(part.wanted())
        say(f".venv is ready ({time.monotonic() - began:.0f} s).")


def inside(work: Callable[[], int], *, tests: bool = True, stopped: str = "Stopped.") -> int:
    """Does the work of a script in `.venv`, which is made first, and gives its code: in another Python, by that one.

    What stops it, Ctrl-C too, is said in words.
    """
    try:
        prepare(tests=tests)
        if Path(sys.prefix).resolve() != VENV.resolve():
            return subprocess.run([str(PYTHON), *sys.argv], check=False).returncode
        return work()
    except Trouble as trouble:
        say(str(trouble))
        return 1
    except KeyboardInterrupt:
        say(f"\n{stopped}")
        return 130


def _ready(parts: tuple[Part, ...]) -> bool:
    return PYTHON.exists() and all(part.finished() for part in parts)


def program(name: str) -> str:
    """The path of a program that a package put into `.venv`."""
    return str(PROGRAMS / (name + ".exe" if os.name == "nt" else name))


def _refuse_old_python() -> None:
    if sys.version_info[:2] >= OLDEST:
        return
    wanted, found = ".".join(map(str, OLDEST)), ".".join(map(str, sys.version_info[:2]))
    newer = next((name for minor in range(20, 10, -1) if starts(name := f"python3.{minor}")), None)
    way_out = f"This machine has {newer}: use that in place of python3." if newer else "Install it from python.org."
    raise Trouble(f"This needs Python {wanted} or newer, and this is Python {found}. {way_out}")


def _let_children_write_utf8() -> None:
    """Gives what is started from here letters beyond ASCII, which paths may hold, where the locale has none.

    Python gives itself UTF-8 then, but what tells it where packages are is read and written in the locale's encoding.
    """
    if sys.platform.startswith("linux") and codecs.lookup(locale.getencoding()).name != "utf-8":
        os.environ["LC_ALL"] = "C.UTF-8"


def _refuse_foreign() -> None:
    if VENV.exists() and not OURS.exists() and (not VENV.is_dir() or any(VENV.iterdir())):
        raise Trouble(
            "There is a .venv here that this script did not make, so it is left alone.\n"
            "Move it away or delete it, then run this again."
        )


def _refuse_without_venv() -> None:
    if find_spec("venv") and find_spec("ensurepip"):
        return
    if Path("/etc/debian_version").exists():
        package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
        way_out = f"Install it with: sudo apt install {package}"
    else:
        way_out = "Install the package that holds `venv` and `ensurepip`, or Python from python.org."
    raise Trouble(f"This Python came without the part that makes environments. {way_out}")


def _make_empty() -> None:
    """Makes `.venv` from nothing: what an interrupted or older run left there goes first, its stamps before all."""
    for child in sorted(VENV.iterdir(), key=lambda child: not child.name.endswith("-stamp")):
        if child != OURS:
            _remove(child)
    # Asked from inside .venv itself, the Python below it must do this.
    base = getattr(sys, "_base_executable", None) or sys.executable
    made = subprocess.run([base, "-m", "venv", str(VENV)], capture_output=True, text=True, check=False)
    if made.returncode:
        raise Trouble("Python could not make .venv. Its words:\n" + (made.stdout + made.stderr).strip())


def _remove(path: Path) -> None:
    try:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()
    except OSError as error:
        raise Trouble(f"{path} could not be removed ({error.strerror}). Is a program in it running?") from None


def _pip(part: Part) -> None:
    """Runs `pip install`, naming on a terminal each package as its turn comes."""
    quietly = ["--disable-pip-version-check", "--no-input", "--progress-bar", "off"]
    lines, ticker = [], Ticker()
    with subprocess.Popen(
        [str(PYTHON), "-m", "pip", "install", *quietly, *part.arguments],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        env={**os.environ, "PYTHONUTF8": "1"},
    ) as pip:
        try:
            for line in pip.stdout or ():
                lines.append(line.rstrip())
                if line.startswith(("Collecting", "Installing", "WARNING: Retrying")):
                    ticker.show(f"    {line.split(' (from')[0].strip()}")
        except BaseException:
            pip.kill()
            raise
        finally:
            ticker.clear()
    if pip.returncode:
        raise Trouble(_explain(part.what, lines))


def _explain(what: str, lines: list[str]) -> str:
    text = "\n".join(lines)
    if NO_NETWORK.search(text):
        return f"Could not fetch {what}: the package index did not answer. Is this machine online? Then run this again."
    if "DO NOT MATCH THE HASHES" in text:
        return f"Could not install {what}: what came is not what requirements/ pins. Nothing of it was used."
    if "No space left on device" in text:
        return f"Could not install {what}: the disk is full."
    last = "\n".join("  " + line for line in lines if line.strip())[-2000:]
    return f"Could not install {what}. The last words of pip:\n{last}"


def starts(command: str) -> bool:
    """Whether there is such a program and it works: some are only scripts that say how to install it."""
    try:
        return subprocess.run([command, "--version"], capture_output=True, timeout=60, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


@contextmanager
def exclusive(path: Path, waiting: str) -> Iterator[None]:
    """Holds the lock on `path`, after waiting for whoever has it. The system frees it when its holder dies."""
    with path.open("a") as file:
        if not _lock(file.fileno()):
            say(waiting)
            while not _lock(file.fileno()):
                time.sleep(0.2)
        yield


def _lock(descriptor: int) -> bool:
    try:
        if sys.platform == "win32":
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
