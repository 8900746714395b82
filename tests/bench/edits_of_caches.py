"""What happens to a cache besides being used, or to what was built: damaged, old, gone, in another program's hands."""

import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path


def _files(cache: Path) -> list[Path]:
    return sorted(path for path in cache.rglob("*") if path.is_file())


def damaged(cache: Path, _older: list[Path], chance: random.Random) -> str:
    """Each of its files is cut short, emptied, overwritten in one place or in all, replaced by a folder, or left."""
    done = []
    for path in _files(cache):
        content = bytearray(path.read_bytes())
        how = chance.choice(["left", "cut", "empty", "some bytes", "rubbish", "a folder"])
        if how == "some bytes":
            for _ in range(20):
                content[chance.randrange(len(content))] = chance.randrange(256)
        changed = {
            "left": bytes(content),
            "cut": bytes(content[: chance.randrange(1 + len(content))]),
            "empty": b"",
            "some bytes": bytes(content),
            "rubbish": chance.randbytes(len(content)),
        }
        if how == "a folder":
            path.unlink()
            path.mkdir()
        else:
            path.write_bytes(changed[how])
        done.append(f"{path.name[:12]}: {how}")
    return ", ".join(done) or "there is none"


def older(cache: Path, olders: list[Path], chance: random.Random) -> str:
    """Some of its files, or all, are those of an earlier build, as where a cache is brought back."""
    if not olders or not _files(cache):
        return "there is none"
    which = chance.randrange(len(olders))
    done = []
    for path in _files(cache):
        was = olders[which] / path.name
        if was.is_file() and chance.random() < 0.7:
            shutil.copy(was, path)
            done.append(path.name[:12])
    return f"{', '.join(done)} of {len(olders) - which} builds ago"


def gone(cache: Path, _older: list[Path], chance: random.Random) -> str:
    """All of it, or one of its files."""
    files = _files(cache)
    if files and chance.random() < 0.5:
        path = chance.choice(files)
        path.unlink()
        return path.name[:12]
    shutil.rmtree(cache, ignore_errors=True)
    return "all of it"


def spoilt(out: Path, chance: random.Random) -> str:
    """Of what the last build made, some files are gone, changed, cut short or folders, and some are more."""
    files = _files(out)
    done = []
    for path in chance.sample(files, min(8, len(files))):
        how = chance.choice(["gone", "changed", "cut", "a folder", "one more", "linked"])
        content = path.read_bytes()
        if how in ("gone", "a folder", "linked"):
            path.unlink()
        if how == "changed":
            path.write_bytes(content.replace(b"e", b"a"))
        elif how == "cut":
            path.write_bytes(content[: len(content) // 2])
        elif how == "a folder":
            path.mkdir()
        elif how == "one more":
            path.with_name(f"more-{path.name}").write_bytes(content)
        elif how == "linked":
            path.symlink_to(chance.choice([each for each in files if each.is_file()]))
        done.append(f"{path.relative_to(out).as_posix()}: {how}")
    return ", ".join(done)


@contextmanager
def held(cache: Path) -> Iterator[None]:
    """While another program is writing each of its files."""
    held_ = []
    for path in _files(cache):
        with suppress(sqlite3.Error):
            connection = sqlite3.connect(path, isolation_level=None)
            connection.execute("BEGIN EXCLUSIVE")
            held_.append(connection)
    try:
        yield
    finally:
        for connection in held_:
            connection.close()


@contextmanager
def in_the_way(cache: Path) -> Iterator[None]:
    """While a file stands where its folder should; it is brought back then."""
    aside = cache.with_name("aside")
    if cache.is_dir():
        cache.rename(aside)
    cache.write_bytes(b"no folder")
    try:
        yield
    finally:
        cache.unlink()
        if aside.is_dir():
            aside.rename(cache)


def mended(cache: Path) -> None:
    """Take out what a damage left there that no build can: folders in place of files."""
    for path in cache.glob("*") if cache.is_dir() else ():
        if path.is_dir():
            path.rmdir()


HAPPENINGS: Mapping[str, Callable[[Path, list[Path], random.Random], str]] = {
    "the cache is damaged": damaged,
    "an older cache is back": older,
    "the cache is gone": gone,
}
