"""A walk with the Tab key, picture by picture, that stays out of the repository."""

import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Browser

import walk
from environment import Trouble

pytestmark = pytest.mark.browser

PAGE = """<!doctype html><style>:focus-visible { outline: 3px solid }</style>
<a href=x>First &amp; foremost</a><input type=date aria-label=Day><button style="outline: none">Bare</button>"""


def test_there_is_a_picture_of_each_stop_with_what_it_is_and_what_is_wrong(browser: Browser, tmp_path: Path) -> None:
    page, folder = tmp_path / "page.html", tmp_path / "walk"
    page.write_text(PAGE)
    stops = walk.walked(browser, page.as_uri(), 360, folder)
    assert stops[0].role == "link “First & foremost”"
    assert stops[-1].role == "button “Bare”"
    assert stops[-1].trouble == ("shows no focus",)
    assert sorted(folder.glob("*.png")) == [folder / stop.picture for stop in stops]

    leaf = walk.leaf("A page", stops)
    assert leaf.count("<img ") == len(stops)
    assert f'{len(stops)} of {len(stops)}: button “Bare” <span class="trouble">shows no focus</span>' in leaf
    assert "First &amp; foremost" in leaf


def test_pictures_stay_out_of_the_repository(tmp_path: Path) -> None:
    root = tmp_path / "repository"
    root.mkdir()
    subprocess.run(["git", "init", "--quiet"], cwd=root, check=True)
    (root / ".gitignore").write_text("/site/\n")
    for allowed in (tmp_path / "elsewhere", root / "site" / "walk"):
        assert walk.kept_out(allowed, root) == allowed
    for refused in (root, root / "docs"):
        with pytest.raises(Trouble, match="part of the repository"):
            walk.kept_out(refused, root)
