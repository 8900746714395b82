"""Builds a site the way a person does who has only MkDocs, or only ProperDocs."""

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

from make_the_connection.api import Held, Loaded, load, load_configured
from make_the_connection.cache import FOLDER
from make_the_connection.content.configuration import read_configuration

ROOT = Path(__file__).resolve().parents[2]
ORCHARD = Path(__file__).resolve().parent / "orchard"
PACKAGE = ROOT / "plugins" / "src" / "make_the_connection"


def run(*command: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a module of this Python from a folder that is no site, in UTF-8 on every system."""
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=Path(sys.executable).parent,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1", **variables},
        check=False,
    )


def copied(site: Path, folder: Path, *left_out: str) -> Path:
    """Copy the sources of a site without what others, who read them at the same time, keep there meanwhile."""
    return Path(shutil.copytree(site, folder, ignore=shutil.ignore_patterns(FOLDER, *left_out)))


@cache
def loaded(config: Path) -> Loaded:
    """What the sources of a site say that nobody changes, read once by all tests of a process."""
    return load(config)


def loaded_again(config: Path, held: Held | None) -> Loaded:
    """What the sources of a site say, read by a process that may hold what it has read of them before."""
    configuration = read_configuration(config, [])
    assert configuration is not None
    return load_configured(config.parent, configuration.options.model_dump(mode="json", exclude_unset=True), held=held)


def grown_old(folder: Path) -> None:
    """Let all files be as old as those that nobody has changed just now."""
    for path in folder.rglob("*"):
        os.utime(path, (1_000_000_000, 1_000_000_000))


def build(config: Path, folder: Path, program: str = "mkdocs") -> Path:
    """Build strictly into a folder, and give the folder back."""
    done = run(program, "build", "--strict", "-f", str(config), "-d", str(folder))
    assert done.returncode == 0, done.stderr
    return folder
