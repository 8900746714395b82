"""Folders of content are listed once in a run, and no link leads out of them."""

from pathlib import Path

import pytest

from make_the_connection.content.folders import Folders


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for path in ("b/c/d.md", "b/a.md", ".hidden/e.md", ".f", "g.md"):
        (tmp_path / "whole" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "whole" / path).touch()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "h.md").touch()
    (tmp_path / "whole" / "link").symlink_to(tmp_path / "elsewhere")
    return tmp_path / "whole"


def test_all_that_is_in_one_is_listed_by_name(folder: Path) -> None:
    assert [each.name for each in Folders().listed(folder)] == [".f", ".hidden", "b", "g.md", "link"]


def test_it_is_listed_once(folder: Path) -> None:
    folders = Folders()
    before = folders.listed(folder)
    (folder / "i.md").touch()
    assert folders.listed(str(folder)) is before


def test_those_below_are_found_but_not_what_is_hidden_or_behind_a_link(folder: Path) -> None:
    found = {path: [each.name for each in listed] for path, listed in Folders().below(folder)}
    assert found == {
        str(folder): ["b", "g.md", "link"],
        str(folder / "b"): ["a.md", "c"],
        str(folder / "b" / "c"): ["d.md"],
    }


@pytest.mark.parametrize("name", ["none", "g.md"])
def test_nothing_is_in_what_is_no_folder(folder: Path, name: str) -> None:
    assert Folders().listed(folder / name) == []
