"""Runs every check of this repository, all of them whatever fails, and says at the end what failed.

What follows `--` goes to pytest: `python3 scripts/test.py --fast -- -k crosswalk`.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import environment
from environment import PYTHON, ROOT, Ticker, Trouble, program, say, starts

# Chromium without windows first, which Playwright itself would take: the same pages for half of the work.
SHELLS = ("chromium-headless-shell", "chrome-headless-shell")
CHROMIUMS = (
    *SHELLS,
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
)
PLAYWRIGHTS_OWN = (
    "from playwright.sync_api import sync_playwright as start\nwith start() as p: print(p.chromium.executable_path)"
)
# The marks of the tests that --fast leaves out, each with the folder whose tests all have it.
SLOW = {"browser": "tests/browser", "slow": "tests/sites", "spelling": "tests/spelling", "html": "tests/html"}
# A file's tests stay together: what they share is made once. More than four processes wait for each other's sites.
# They begin in their order: the browser's, which last longest, before many small ones that even out the end.
PARALLEL = ("-n", "auto", "--maxprocesses", "4", "--dist", "loadfile", "--no-loadscope-reorder")
CLOSING = re.compile(r"^=*\s*(no tests ran|.*\d+ (passed|failed|errors?|skipped|deselected)).* in [\d.]+s.*$")


@dataclass(frozen=True)
class Result:
    name: str
    passed: bool
    seconds: float


def main(arguments: list[str] | None = None) -> int:
    environment.speak_plainly()
    # Dozens of processes read the same modules: each is compiled once, wherever that is switched off.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    parser = argparse.ArgumentParser(description="Run every check. What follows -- goes to pytest.")
    parser.add_argument("--fast", action="store_true", help="leave out the tests that are slow, and those in a browser")
    parser.add_argument("--whole", action="store_true", help="every combination in the slow tests, as for a release")
    parser.add_argument("pytest", nargs="*", metavar="-- PYTEST", help="more arguments for pytest")
    options = parser.parse_args(arguments)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        environment.prepare(tests=True)
        return run_all(options.fast, [*(["--whole"] if options.whole else []), *options.pytest])
    except Trouble as trouble:
        say(str(trouble))
        return 1
    except KeyboardInterrupt:
        say("\nStopped before all checks had run.")
        return 130


def run_all(fast: bool, more: list[str]) -> int:
    results = [
        check("lint", program("ruff"), "check", "--no-cache"),
        check("layout", program("ruff"), "format", "--check", "--no-cache"),
        check("types", program("mypy")),
        check("architecture", program("lint-imports")),
        check("schemas", str(PYTHON), "-m", "make_the_connection", "schemas", "--check"),
    ]
    left_out = list(SLOW) if fast else []
    for mark, name, make_ready in NEEDS:
        if mark in left_out:
            continue
        began = time.monotonic()
        try:
            make_ready()
            results.append(told(Result(name, True, time.monotonic() - began)))
        except Trouble as trouble:
            results.append(told(Result(name, False, time.monotonic() - began), str(trouble)))
            left_out.append(mark)
    marks = " and ".join(f"not {mark}" for mark in left_out)
    # Of these folders nothing would be left; each process is saved the time to read them.
    folders = [f"--ignore={SLOW[mark]}" for mark in left_out]
    tests, closing = run_pytest([*PARALLEL, "-m", marks, *folders, *more])
    results.append(tests)
    failed = [result.name for result in results if not result.passed]
    seconds = sum(result.seconds for result in results)
    say(f"\nFailed: {', '.join(failed)}." if failed else f"\nAll {len(results)} checks passed: {seconds:.0f} s.")
    # CI looks for the closing line of a test runner at the end.
    print(closing, flush=True)
    return 1 if failed else 0


def told(result: Result, words: str = "") -> Result:
    say(f"{result.name:<16} {'ok    ' if result.passed else 'FAILED'} {result.seconds:6.1f} s")
    if not result.passed and words.strip():
        say(words.rstrip() + "\n")
    return result


def run(*command: str, cwd: Path | None = None, **variables: str) -> subprocess.CompletedProcess[str]:
    """Runs a command to its end, all its words in one string; `variables` are added to its environment."""
    return subprocess.run(
        command,
        cwd=cwd,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        env={**os.environ, **variables},
        check=False,
    )


def check(name: str, *command: str) -> Result:
    """Runs one command and keeps its words for the case that it fails."""
    began, ticker = time.monotonic(), Ticker()
    ticker.show(f"{name} …")
    done = run(*command, cwd=ROOT, PYTHONUTF8="1")
    ticker.clear()
    return told(Result(name, done.returncode == 0, time.monotonic() - began), done.stdout)


def run_pytest(arguments: list[str]) -> tuple[Result, str]:
    """Runs pytest, its words passed on as they come, and gives its closing line besides the result."""
    began = time.monotonic()
    colour = ["--color=yes"] if sys.stdout.isatty() else []
    say("")
    with subprocess.Popen(
        [str(PYTHON), "-m", "pytest", *colour, *arguments],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1"},
    ) as process:
        output = bytearray()
        # Not by lines: pytest prints a dot for each test long before the line ends.
        while process.stdout and (part := os.read(process.stdout.fileno(), 65536)):
            sys.stdout.buffer.write(part)
            sys.stdout.flush()
            output += part
    words = re.sub(r"\x1b\[[\d;]*m", "", bytes(output[-4000:]).decode("utf-8", errors="replace"))
    closing = [line for line in words.splitlines() if CLOSING.match(line)]
    result = Result("tests", process.returncode == 0, time.monotonic() - began)
    return result, closing[-1] if closing else f"pytest ended with code {process.returncode} and no closing line"


def chromium() -> str:
    """The path of a Chromium that starts; on Debian and Ubuntu, where this runs as root, it is installed if missing."""
    asked = os.environ.get("CHROMIUM")
    if asked:
        if starts(asked):
            return asked
        raise Trouble(f"CHROMIUM names {asked}, but no browser starts there.")
    found = find_chromium()
    if may_install() and (not found or Path(found).name not in SHELLS):
        say("No Chromium without windows here yet: installing Debian's …")
        try:
            install_chromium()
        except Trouble:
            if not found:
                raise
        found = find_chromium()
    if found:
        return found
    raise Trouble(
        "No Chromium was found, so the browser tests could not run. Install one (Debian: sudo apt install chromium),\n"
        "or set CHROMIUM to the path of one, or leave these tests out with --fast."
    )


def find_chromium() -> str | None:
    for name in CHROMIUMS:
        path = shutil.which(name)
        if path and starts(path):
            return path
    asked = subprocess.run([str(PYTHON), "-c", PLAYWRIGHTS_OWN], capture_output=True, text=True, check=False)
    path = asked.stdout.strip()
    return path if path and Path(path).exists() and starts(path) else None


def may_install() -> bool:
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    return root and Path("/etc/debian_version").exists() and shutil.which("apt-get") is not None


def install_chromium() -> None:
    for arguments in (["update"], ["install", "-y", "--no-install-recommends", SHELLS[0]]):
        done = run("apt-get", *arguments, DEBIAN_FRONTEND="noninteractive")
        if done.returncode:
            raise Trouble(f"apt-get {arguments[0]} did not succeed. Its last words:\n{done.stdout[-1500:]}")


def browser() -> None:
    os.environ["CHROMIUM"] = chromium()
    install_packages("browser", "axe-core")


def dictionaries() -> None:
    install_packages("spelling", "the dictionaries")


def html_checker() -> None:
    """Of no use without Java, but then nothing is missed either: its tests leave themselves out."""
    if starts("java"):
        install_packages("html", "the HTML checker")


def install_packages(tests: str, what: str) -> None:
    """Installs what a folder of tests takes from npm, where it is missing or its lock has changed."""
    folder = ROOT / "tests" / tests
    wanted = hashlib.sha256((folder / "package-lock.json").read_bytes()).hexdigest()
    stamp = folder / "node_modules" / ".lock-stamp"
    if stamp.is_file() and stamp.read_text() == wanted:
        return
    npm = shutil.which("npm")
    if not npm:
        raise Trouble(f"The {tests} tests need npm, to install {what}: install Node.js 20 or newer.")
    done = run(npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", cwd=folder)
    if done.returncode:
        raise Trouble(f"npm could not install {what}. Its last words:\n{done.stdout[-1500:]}")
    stamp.write_text(wanted)


# What tests with a mark need, the name of the check that it is there, and what makes it so.
NEEDS = (
    ("browser", "browser at hand", browser),
    ("spelling", "dictionaries", dictionaries),
    ("html", "HTML checker", html_checker),
)


if __name__ == "__main__":
    sys.exit(main())
