"""Builds the site in every language and puts it in place whole, or serves it while it is being written.

MkDocs and its plugin do the building. What is added here: the environment they run in, a build beside the site that
takes its place only when it has succeeded, and one sentence about the result.
"""

from __future__ import annotations

import argparse
import datetime
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Iterator

import environment
from environment import ROOT, Ticker, Trouble, say
from placing import beside, clear_leftovers, refuse, short, swap, uninterrupted

# Of what MkDocs says on its way, only the notices about content stay to be read.
PASSING = re.compile(r"(INFO|DEBUG) +- +(?! *make-the-connection:)")
SERVING = re.compile(r"Serving on (http://\S+)")
SITE_DIR = re.compile(r"^site_dir:[ \t]*(?P<quote>['\"]?)(?P<path>[^'\"#\n]*?)(?P=quote)[ \t]*(?:#.*)?$", re.MULTILINE)
LANGUAGE_LINK = re.compile(r"""href=["'](?:\./)?([a-z]{2,3}(?:-[A-Za-z0-9]+)*)/""")


def main(arguments: list[str] | None = None) -> int:
    environment.speak_plainly()
    options = parse(arguments)
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.default_int_handler)
    try:
        return serve(options) if options.serve else build(options)
    except Trouble as trouble:
        say(str(trouble))
        return 1
    except KeyboardInterrupt:
        say("\nStopped." if options.serve else "\nStopped before it was done; the site is as it was.")
        return 0 if options.serve else 130


def parse(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Build the site in every language, or serve it while writing.")
    parser.add_argument("--serve", action="store_true", help="serve on this machine and reload at each change")
    parser.add_argument("--strict", action="store_true", help="let a warning stop the build")
    parser.add_argument("--strict-parity", action="store_true", help="let what a language lacks stop the build")
    parser.add_argument("--downloads", action="store_true", help="make what there is to take away, too")
    parser.add_argument("-f", "--config-file", type=Path, default=ROOT / "mkdocs.yml", help="another site's mkdocs.yml")
    parser.add_argument("-d", "--site-dir", type=Path, help="where the site goes (else as the configuration says)")
    parser.add_argument("--as-of", type=day, metavar="YYYY-MM-DD", help="what 'today' is (else the last commit's day)")
    parser.add_argument("--port", type=int, default=8000, help="for --serve (else 8000)")
    options = parser.parse_args(arguments)
    if options.serve and (options.site_dir or options.downloads):
        parser.error("--serve writes no site: leave out --site-dir and --downloads")
    if not 0 < options.port < 65536:
        parser.error("--port is a number from 1 to 65535")
    options.config_file = options.config_file.absolute()
    return options


def day(text: str) -> datetime.datetime:
    try:
        return datetime.datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=datetime.timezone.utc)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date like 2026-11-21") from None


def build(options: argparse.Namespace) -> int:
    began = time.monotonic()
    config = existing(options.config_file)
    target = site_folder(config, options.site_dir)
    refuse(target, config, own=options.site_dir is None)
    environment.prepare()
    clear_leftovers(target)
    staging = beside(target, "building")
    try:
        staging.mkdir(parents=True)
        if not run_mkdocs(["build", "-f", str(config), "-d", str(staging)], options):
            raise Trouble(f"The site was not built: the reasons are above. {standing(target)}")
        if not (staging / "index.html").is_file():
            raise Trouble(f"MkDocs wrote no index.html, so this is not a site yet. {standing(target)}")
        if options.downloads and not make_downloads(config, staging, options):
            raise Trouble(
                f"Not all that there is to take away was made: the reasons are above. {standing(target)}\n"
                "Without --downloads the site is built by itself."
            )
        with uninterrupted():
            swap(staging, target)
        # What a killed build had started may have gone on until now.
        clear_leftovers(target)
    except OSError as error:
        raise Trouble(f"{error.filename} could not be written: {error.strerror}. {standing(target)}") from None
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    print(sentence(pages(target), time.monotonic() - began, target / "index.html"))
    return 0


def existing(config: Path) -> Path:
    if config.is_dir():
        raise Trouble(f"{short(config)} is a folder: give the mkdocs.yml in it.")
    if not config.is_file():
        raise Trouble(f"There is no file {short(config)}.")
    return config


def site_folder(config: Path, asked: Path | None) -> Path:
    """Where the site goes: what `-d` says, else the configuration, else `site` beside it (as MkDocs has it)."""
    if asked:
        return asked.resolve()
    found = SITE_DIR.search(config.read_text(encoding="utf-8", errors="replace"))
    path = found["path"] if found else "site"
    if not path or path.startswith(("!", "&", "*", "|", ">")):
        raise Trouble(f"Only MkDocs can read the site_dir in {short(config)}: say where the site goes with -d.")
    return (config.parent / path).resolve()


def standing(target: Path) -> str:
    return f"{short(target)} is as it was." if target.exists() else f"Nothing was written to {short(target)}."


def pages(site: Path) -> dict[str, int]:
    """How many pages each language has, by the name of its folder."""
    folders = sorted(folder for folder in site.iterdir() if (folder / "index.html").is_file())
    return {f.name: sum(1 for page in f.rglob("*.html") if page.name != "404.html") for f in folders}


def sentence(counts: dict[str, int], seconds: float, index: Path) -> str:
    of_each = [f"{count} {'page' if count == 1 else 'pages'} in {language}" for language, count in counts.items()]
    what = " and ".join(of_each) or "the site"
    return f"Built {what} in {seconds:.1f} seconds: open {short(index)}"


def child_variables(options: argparse.Namespace) -> dict[str, str]:
    """The environment of MkDocs. 'Today' is a fixed day, so that the same commit always gives the same bytes.

    Without git (a downloaded copy) there is no such day, and the machine's own is better than a wrong one.
    """
    variables = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1"}
    if options.strict_parity:
        variables["MAKE_THE_CONNECTION_STRICT_PARITY"] = "1"
    if options.as_of:
        variables["SOURCE_DATE_EPOCH"] = str(int(options.as_of.timestamp()))
    elif "SOURCE_DATE_EPOCH" not in variables and shutil.which("git"):
        command = ["git", "-C", str(options.config_file.parent), "log", "-1", "--format=%ct"]
        asked = subprocess.run(command, capture_output=True, text=True, check=False)
        if asked.stdout.strip().isdigit():
            variables["SOURCE_DATE_EPOCH"] = asked.stdout.strip()
    return variables


@contextmanager
def started(module: str, arguments: list[str], options: argparse.Namespace) -> Iterator[subprocess.Popen[str]]:
    """A module of the environment, run in a group of its own, so that it ends together with what it starts."""
    process = subprocess.Popen(
        [str(environment.PYTHON), "-m", module, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        env=child_variables(options),
        start_new_session=True,
    )
    try:
        yield process
    finally:
        end(process)


def end(process: subprocess.Popen[str]) -> None:
    if sys.platform == "win32":
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], capture_output=True, check=False)
    else:
        for number, seconds in ((signal.SIGINT, 5), (signal.SIGKILL, None)):
            with suppress(ProcessLookupError, PermissionError, subprocess.TimeoutExpired):
                os.killpg(process.pid, number)
                process.wait(seconds)
    process.wait()
    if process.stdout:
        process.stdout.close()


def strictly(arguments: list[str], options: argparse.Namespace) -> list[str]:
    return [*arguments, *(["--strict"] if options.strict else [])]


def run_mkdocs(arguments: list[str], options: argparse.Namespace) -> bool:
    """Whether MkDocs succeeded. Its passing remarks share one line of a terminal; everything else stays on it."""
    ticker = Ticker()
    with started("mkdocs", strictly(arguments, options), options) as process:
        for line in process.stdout or ():
            if PASSING.match(line):
                ticker.show(PASSING.sub("", line.rstrip(), count=1))
            else:
                ticker.clear()
                say(line.rstrip())
        ticker.clear()
        return process.wait() == 0


def make_downloads(config: Path, site: Path, options: argparse.Namespace) -> bool:
    """Whether every file to take away was made; each is named as soon as it is there."""
    arguments = ["downloads", str(site), "-f", str(config)]
    with started("make_the_connection", arguments, options) as process:
        for line in process.stdout or ():
            say(line.rstrip())
        return process.wait() == 0


def serve(options: argparse.Namespace) -> int:
    config = existing(options.config_file)
    refuse_taken(options.port)
    environment.prepare()
    arguments = ["serve", "-f", str(config), "-a", f"127.0.0.1:{options.port}"]
    with started("mkdocs", strictly(arguments, options), options) as process:
        for line in process.stdout or ():
            say(line.rstrip())
            serving = SERVING.search(line)
            if serving:
                say("\n".join(f"  open {address}" for address in addresses(serving[1])) + "\n  Ctrl-C ends it.")
        if process.wait():
            raise Trouble("MkDocs stopped serving: the reasons are above.")
    return 0


def refuse_taken(port: int) -> None:
    with socket.socket() as probe:
        if os.name != "nt":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            way_out = f"Choose another, for example --port {port + 1 if port < 65535 else 8000}."
            raise Trouble(f"Port {port} cannot be used ({error.strerror}). {way_out}") from None


def addresses(root: str) -> list[str]:
    """One address per language, read from the page at `root` that offers them; `root` itself where it offers none."""
    with suppress(OSError):
        with urllib.request.urlopen(root, timeout=10) as answer:  # noqa: S310 - always our own server
            text = answer.read().decode("utf-8", errors="replace")
        found = sorted(set(LANGUAGE_LINK.findall(text)))
        if found:
            return [f"{root.rstrip('/')}/{language}/" for language in found]
    return [root]


if __name__ == "__main__":
    sys.exit(main())
