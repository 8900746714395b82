"""The folder of a built site holds what was written and nothing else, and what it had already is not written again."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from make_the_connection.adapters.mkdocs.target import Target, clear, put
from make_the_connection.cache import seen


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """What an earlier build has left."""
    for path, text in {"a.html": "old", "b/c.html": "old", "b/d.html": "old", ".hidden": "old"}.items():
        (tmp_path / "site" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / path).write_text(text, encoding="utf-8")
    return tmp_path / "site"


def held(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.rglob("*") if path.is_file()
    }


def test_it_holds_what_was_written_here_and_by_mkdocs_and_what_is_hidden(site: Path) -> None:
    target = Target(site)
    target.write("a.html", b"new")
    target.write("b/c.html", b"old")
    Path(target.of_mkdocs, "assets").mkdir()
    Path(target.of_mkdocs, "assets", "e.css").write_bytes(b"styles")
    target.finish()
    assert held(site) == {"a.html": "new", "b/c.html": "old", "assets/e.css": "styles", ".hidden": "old"}
    assert not Path(target.of_mkdocs).exists()


def test_a_folder_in_which_nothing_is_left_goes_with_it(site: Path) -> None:
    target = Target(site)
    target.write("a.html", b"new")
    target.finish()
    assert [path.name for path in site.iterdir() if path.is_dir()] == []


def test_what_is_there_already_is_not_written_again(site: Path) -> None:
    before = (site / "a.html").stat()
    put(site / "a.html", b"old")
    after = (site / "a.html").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


@pytest.mark.parametrize("content", [b"", b"ol", b"older", b"odl"])
def test_whatever_differs_is_written(site: Path, content: bytes) -> None:
    put(site / "a.html", content)
    assert (site / "a.html").read_bytes() == content


def test_what_was_linked_with_a_file_stays_as_it_was(site: Path, tmp_path: Path) -> None:
    os.link(site / "a.html", tmp_path / "copy.html")
    (site / "link.html").symlink_to(tmp_path / "copy.html")
    put(site / "a.html", b"new")
    put(site / "link.html", b"newer")
    assert (tmp_path / "copy.html").read_bytes() == b"old"
    assert not (site / "link.html").is_symlink()


def test_a_file_takes_the_place_of_a_folder_and_a_folder_that_of_a_file(site: Path) -> None:
    put(site / "b", b"a file now")
    put(site / "a.html/e/f.html", b"in folders now")
    assert held(site) == {"b": "a file now", "a.html/e/f.html": "in folders now", ".hidden": "old"}


def test_a_build_that_fails_leaves_the_folder_as_it_was(site: Path) -> None:
    target = Target(site)
    Path(target.of_mkdocs, "e.css").write_bytes(b"styles")
    before = held(site)
    target.abandon()
    assert held(site) == before
    assert not Path(target.of_mkdocs).exists()


def test_what_is_left_stands_as_it_was(site: Path) -> None:
    target = Target(site)
    target.leave("b/c.html")
    target.finish()
    assert held(site) == {"b/c.html": "old", ".hidden": "old"}


def rewritten(path: Path) -> None:
    """Of the same size, and of the same time as far as a program can set it."""
    was = path.stat()
    path.write_bytes(b"new")
    os.utime(path, ns=(was.st_atime_ns, was.st_mtime_ns))


def replaced(path: Path) -> None:
    was = path.stat()
    path.rename(path.with_name("other.html"))
    path.write_bytes(b"old")
    os.utime(path, ns=(was.st_atime_ns, was.st_mtime_ns))


@pytest.mark.parametrize("change", [rewritten, replaced, lambda path: path.write_bytes(b"longer"), Path.unlink])
def test_every_change_of_a_file_is_seen(site: Path, change: Callable[[Path], object]) -> None:
    before = seen(site / "a.html")
    assert before == seen(str(site / "a.html"))
    # The clock of a file system may stand still for some milliseconds.
    time.sleep(0.02)
    change(site / "a.html")
    assert seen(site / "a.html") != before


def test_nothing_is_seen_where_there_is_no_file(site: Path) -> None:
    (site / "link.html").symlink_to(site / "a.html")
    assert [seen(site / name) for name in ("b", "link.html", "none.html", "a.html/none")] == [""] * 4


def test_what_is_no_longer_written_is_removed_from_a_folder_and_what_is_hidden_stays(site: Path) -> None:
    clear(site, {"b/c.html"})
    assert held(site) == {"b/c.html": "old", ".hidden": "old"}
    clear(site / "none", ())
