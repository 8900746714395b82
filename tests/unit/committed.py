"""The garden in a repository: put there, changed, and what is said of it held against a file."""

import subprocess
from pathlib import Path

import pytest
from building import copied

GARDEN = Path(__file__).parent / "garden"


def repository_of(folder: Path) -> Path:
    """The garden, not committed yet, in a folder of a repository that is to be; gives the garden's folder."""
    garden = folder / "repository" / "sites" / "garden"
    copied(GARDEN, garden)
    (folder / "repository" / "README.md").write_text("Two sites.\n")
    return garden


def committed(garden: Path) -> Path:
    """The garden as it is, committed as `before`."""
    repository = garden.parents[1]
    git(repository, "init", "--quiet")
    git(repository, "add", ".")
    git(repository, "commit", "--quiet", "--message", "The garden")
    git(repository, "tag", "before")
    return garden


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, check=True)


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def golden(path: Path, said: str, config: pytest.Config) -> None:
    """What is said is what the file has; or it is written there, where that is asked for."""
    if config.getoption("--update-goldens", default=False):
        path.parent.mkdir(exist_ok=True)
        path.write_text(said, encoding="utf-8", newline="\n")
    assert said == path.read_text(encoding="utf-8")
