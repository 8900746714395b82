"""A release is told by its day and its commit, in one small script at the root of a site."""

import json
import subprocess
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from committed import committed, git, repository_of

from make_the_connection.downloads.release import Release, release_of, release_script
from make_the_connection.site import Site

pytestmark = pytest.mark.usefixtures("git_of_nobody")

DAY = date(2026, 11, 22)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return repository_of(tmp_path)


def commit(folder: Path) -> str:
    """Commit everything; the name of the commit."""
    told = subprocess.run(
        ["git", "rev-parse", "HEAD"], cwd=committed(folder), capture_output=True, text=True, check=True
    )
    return told.stdout.strip()


def release(folder: Path) -> Release:
    # Of a site only its day and its folder are asked.
    return release_of(cast("Site", SimpleNamespace(as_of=DAY, configuration=SimpleNamespace(root=folder))))


class TestARelease:
    def test_has_the_day_of_the_site_and_the_beginning_of_its_commit(self, folder: Path) -> None:
        revision = commit(folder)
        found = release(folder)
        assert found.day == "2026-11-22"
        assert found.commit == revision[:12]
        assert found.name == f"2026-11-22 {revision[:12]}"

    def test_says_so_where_something_is_not_committed(self, folder: Path) -> None:
        revision = commit(folder)
        with (folder / "mkdocs.yml").open("a", encoding="utf-8") as configuration:
            configuration.write("# changed\n")
        assert release(folder).commit == f"{revision[:12]}+"

    def test_is_told_by_its_commit_whatever_tags_there_are(self, folder: Path) -> None:
        revision = commit(folder)
        git(folder, "tag", "-a", "-m", "a name", "release-2026-11")
        assert release(folder).commit == revision[:12]

    def test_is_that_of_the_folder_and_not_of_a_repository_that_called(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        revision = commit(folder)
        monkeypatch.setenv("GIT_DIR", str(Path(__file__).parents[2] / ".git"))
        assert release(folder).commit == revision[:12]

    def test_has_only_a_day_outside_of_a_repository(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        assert release(folder) == Release("2026-11-22", "")
        monkeypatch.setenv("PATH", str(folder))
        assert release(folder).name == "2026-11-22"

    def test_is_a_script_that_sets_one_value(self) -> None:
        said = release_script(Release("2026-11-22", "0123456789ab"))
        assert said.startswith("var mtcRelease = ")
        assert json.loads(said.removeprefix("var mtcRelease = ").removesuffix(";\n")) == {
            "day": "2026-11-22",
            "commit": "0123456789ab",
        }
