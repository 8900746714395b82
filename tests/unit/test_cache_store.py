"""The store of what earlier runs worked out: kept, forgotten, and never a reason to stop."""

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from make_the_connection.cache import FOLDER, Store, digest

MANY = 500


def opened(root: Path, kind: str = "pages", edition: str = "1") -> Store:
    return Store.opened(root, kind, edition)


def keep(root: Path, values: dict[str, bytes], kind: str = "pages", edition: str = "1") -> None:
    store = opened(root, kind, edition)
    for key, value in values.items():
        store.put(key, value)
    store.save()


def kept(root: Path, *keys: str, kind: str = "pages", edition: str = "1") -> list[bytes | None]:
    """What a later run would find, which it leaves as it is."""
    store = opened(root, kind, edition)
    return [store.get(key) for key in keys]


def file_of(root: Path) -> Path:
    (path,) = (root / FOLDER).glob("*.sqlite")
    return path


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A site for which two values are kept."""
    keep(tmp_path, {"a": b"first", "b": b"second"})
    return tmp_path


def test_a_value_is_kept_once_it_is_saved(root: Path) -> None:
    assert kept(root, "a", "b", "c") == [b"first", b"second", None]


def test_a_value_can_be_asked_for_before_it_is_saved(tmp_path: Path) -> None:
    store = opened(tmp_path)
    store.put("a", b"first")

    assert store.get("a") == b"first"


def test_a_value_takes_the_place_of_an_earlier_one(root: Path) -> None:
    keep(root, {"a": b"new"})

    assert kept(root, "a") == [b"new"]


def test_what_a_run_has_not_asked_for_is_forgotten(root: Path) -> None:
    store = opened(root)
    store.get("a")
    store.save()

    assert kept(root, "a", "b") == [b"first", None]


def test_a_run_that_ends_before_it_saves_leaves_what_was_there(root: Path) -> None:
    store = opened(root)
    store.put("a", b"new")
    store.put("c", b"third")
    del store

    assert kept(root, "a", "b", "c") == [b"first", b"second", None]


def test_a_run_that_is_killed_leaves_what_was_there(root: Path) -> None:
    script = (
        "import os, pathlib, signal, sys\n"
        "from make_the_connection.cache import Store\n"
        "store = Store.opened(pathlib.Path(sys.argv[1]), 'pages', '1')\n"
        f"for n in range({MANY}): store.put(str(n), os.urandom(20_000))\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    # More than SQLite holds in memory, so that the file has been written to.
    assert subprocess.run([sys.executable, "-c", script, str(root)], check=False).returncode < 0

    assert kept(root, "a", "b", "0") == [b"first", b"second", None]
    keep(root, {"c": b"third"})
    assert kept(root, "c") == [b"third"]


def test_a_store_that_has_been_saved_keeps_and_finds_nothing_more(root: Path) -> None:
    store = opened(root)
    store.get("a")
    store.put("b", b"new")
    store.save()

    store.put("c", b"third")
    store.save()

    assert store.get("a") is None
    assert kept(root, "a", "b", "c") == [b"first", b"new", None]


def test_another_edition_finds_nothing_and_deletes_what_the_last_one_kept(root: Path) -> None:
    before = file_of(root)

    assert kept(root, "a", edition="2") == [None]
    assert not before.exists()


def test_kinds_do_not_touch_each_other_though_one_begins_like_another(root: Path) -> None:
    keep(root, {"a": b"other"}, kind="pages-fr")
    keep(root, {"a": b"another"}, kind="pages-fr-CH")

    keep(root, {"a": b"changed"}, kind="pages", edition="2")

    assert kept(root, "a", kind="pages-fr") == [b"other"]
    assert kept(root, "a", kind="pages-fr-CH") == [b"another"]


def test_a_repository_does_not_see_it(root: Path) -> None:
    subprocess.run(["git", "init", "--quiet"], cwd=root, check=True)

    seen = subprocess.run(["git", "status", "--porcelain"], cwd=root, check=True, capture_output=True)

    assert seen.stdout == b""


def test_a_site_without_its_folder_begins_again(root: Path) -> None:
    shutil.rmtree(root / FOLDER)

    assert kept(root, "a") == [None]
    keep(root, {"a": b"again"})
    assert kept(root, "a") == [b"again"]


@pytest.mark.parametrize("content", [b"", b"rubbish " * 1000, b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_file_that_is_no_database_begins_again(root: Path, content: bytes) -> None:
    file_of(root).write_bytes(content)

    assert kept(root, "a") == [None]
    keep(root, {"a": b"again"})
    assert kept(root, "a") == [b"again"]


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_file_that_is_cut_short_gives_what_is_right_or_nothing_and_is_mended(tmp_path: Path, share: float) -> None:
    values = {str(n): digest(str(n)).encode() * 100 for n in range(MANY)}
    keep(tmp_path, values)
    content = file_of(tmp_path).read_bytes()
    file_of(tmp_path).write_bytes(content[: int(len(content) * share)])

    store = opened(tmp_path)
    assert all(store.get(key) in (None, value) for key, value in values.items())
    store.save()

    keep(tmp_path, values)
    assert kept(tmp_path, *values) == list(values.values())


@pytest.mark.parametrize("at", range(10, 100, 20))
def test_bytes_that_have_changed_give_what_is_right_or_nothing(tmp_path: Path, at: int) -> None:
    values = {str(n): digest(str(n)).encode() * 20 for n in range(100)}
    keep(tmp_path, values)
    content = bytearray(file_of(tmp_path).read_bytes())
    first = len(content) * at // 100
    content[first : first + 50] = b"\x07" * 50
    file_of(tmp_path).write_bytes(content)

    store = opened(tmp_path)
    assert all(store.get(key) in (None, value) for key, value in values.items())
    store.save()


@pytest.mark.parametrize("stored", [b"", b"first", "text", 7, None, b"\0" * 16 + b"first"])
def test_a_value_without_its_checksum_is_none(root: Path, stored: object) -> None:
    connection = sqlite3.connect(file_of(root), isolation_level=None)
    connection.execute("DROP TABLE kept")
    connection.execute("CREATE TABLE kept (key TEXT PRIMARY KEY, value)")
    connection.execute("INSERT INTO kept VALUES ('a', ?)", (stored,))
    connection.close()

    assert kept(root, "a") == [None]


def test_a_value_that_belongs_to_another_key_is_none(root: Path) -> None:
    connection = sqlite3.connect(file_of(root), isolation_level=None)
    connection.execute("UPDATE kept SET value = (SELECT value FROM kept WHERE key = 'a') WHERE key = 'b'")
    connection.close()

    assert kept(root, "a", "b") == [b"first", None]


def test_a_database_of_another_layout_is_no_error(root: Path) -> None:
    connection = sqlite3.connect(file_of(root), isolation_level=None)
    connection.execute("DROP TABLE kept")
    connection.execute("CREATE TABLE kept (other)")
    connection.close()

    keep(root, {"a": b"again"})
    assert kept(root, "a") in ([None], [b"again"])


def test_a_file_where_the_folder_should_be_is_no_error(tmp_path: Path) -> None:
    (tmp_path / FOLDER).write_text("no folder")

    keep(tmp_path, {"a": b"first"})

    assert kept(tmp_path, "a") == [None]
    assert (tmp_path / FOLDER).read_text() == "no folder"


def test_a_folder_where_the_file_should_be_is_no_error(root: Path) -> None:
    path = file_of(root)
    path.unlink()
    path.mkdir()

    keep(root, {"a": b"first"})

    assert kept(root, "a") == [None]


@pytest.fixture
def read_only() -> Iterator[Path]:
    """A site for which one value is kept, seen by someone who may write none of its files."""
    if sys.platform == "win32":
        pytest.skip("folders cannot be made read-only like this")
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        keep(root, {"a": b"first"})
        places = [root, root / FOLDER, file_of(root)]
        for path in places:
            path.chmod(0o555)
        user = os.geteuid()
        if user == 0:
            os.seteuid(65534)
        try:
            yield root
        finally:
            if user == 0:
                os.seteuid(user)
            for path in places:
                path.chmod(0o755)


def test_a_folder_that_cannot_be_written_is_read_and_no_error(read_only: Path) -> None:
    store = opened(read_only)
    store.put("b", b"second")

    assert store.get("a") == b"first"
    store.save()
    assert kept(read_only, "a", "b") == [b"first", None]


def test_a_folder_that_cannot_be_made_is_no_error(read_only: Path) -> None:
    keep(read_only / FOLDER, {"a": b"first"})

    assert kept(read_only / FOLDER, "a") == [None]


def test_a_run_sees_nothing_that_another_keeps_meanwhile(root: Path) -> None:
    one, other = opened(root), opened(root)

    other.put("a", b"other")
    other.put("c", b"other")
    other.save()

    assert [one.get("a"), one.get("b"), one.get("c")] == [b"first", b"second", None]


def test_of_two_runs_at_once_the_last_to_end_is_kept_alone(root: Path) -> None:
    one, other = opened(root), opened(root)
    one.get("a")
    other.put("b", b"other")
    other.save()

    one.put("c", b"one")
    one.save()

    assert kept(root, "a", "b", "c") == [b"first", None, b"one"]


def test_of_two_runs_that_write_at_once_the_first_is_kept_alone(root: Path) -> None:
    one, other = opened(root), opened(root)
    one.put("a", b"one")
    other.put("a", b"other")
    other.put("c", b"other")

    assert other.get("b") == b"second"
    other.save()
    one.save()

    assert kept(root, "a", "b", "c") == [b"one", None, None]


def test_a_run_that_could_not_write_keeps_nothing_though_it_could_later(root: Path) -> None:
    """Each try would take patience, and a part of what it has made is of no use."""
    one, other = opened(root), opened(root)
    one.put("a", b"one")
    other.put("b", b"other")
    one.save()

    other.put("c", b"other")
    other.save()

    assert kept(root, "c") == [None]


def test_a_file_that_another_is_writing_when_it_is_opened_is_no_error(root: Path) -> None:
    holding = sqlite3.connect(file_of(root), isolation_level=None)
    holding.execute("BEGIN EXCLUSIVE")

    keep(root, {"a": b"new"})

    holding.close()
    assert kept(root, "a") == [b"first"]


def test_nothing_in_a_file_is_made_into_anything_but_bytes(root: Path) -> None:
    connection = sqlite3.connect(file_of(root))
    (kind,) = connection.execute("SELECT DISTINCT typeof(value) FROM kept").fetchone()
    connection.close()

    assert kind == "blob"
    assert all(type(value) is bytes for value in kept(root, "a", "b"))


@given(values=st.dictionaries(st.text(max_size=200), st.binary(max_size=5000), max_size=8))
@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_is_a_key_and_any_bytes_are_a_value(
    values: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = tmp_path_factory.mktemp("any")
    keep(root, values)

    assert kept(root, *values) == list(values.values())


@given(texts=st.lists(st.text() | st.binary(), max_size=4), others=st.lists(st.text() | st.binary(), max_size=4))
def test_a_digest_stands_for_its_texts_alone(texts: list[str | bytes], others: list[str | bytes]) -> None:
    def as_bytes(each: list[str | bytes]) -> list[bytes]:
        return [one if isinstance(one, bytes) else one.encode() for one in each]

    assert (digest(*texts) == digest(*others)) == (as_bytes(texts) == as_bytes(others))


def test_texts_are_not_the_same_where_they_are_divided_elsewhere() -> None:
    assert digest("ab", "c") != digest("a", "bc")
    assert digest("ab") != digest("ab", "")
