"""A store of results by what they were worked out from.

Each kind of result has a file of its own, an SQLite database below `.cache/`. All that a run reads and keeps is one
transaction, which ends with `save`: a run that is interrupted leaves what was there, and none sees what another has
kept since it began. What a run has not asked for is forgotten then, so a store is never larger than what one run needs.

Values are bytes, of JSON or HTML and never a pickle: the folder may have come from elsewhere, and nothing in it may
run. Each is kept with its checksum, without which it is none.
"""

import hashlib
import re
import sqlite3
import zlib
from contextlib import suppress
from pathlib import Path
from typing import Self

FOLDER = ".cache"
"""The folder of the stores, below the root of a site."""

_LAYOUT = "CREATE TABLE IF NOT EXISTS kept (key TEXT PRIMARY KEY, value BLOB NOT NULL)"
_PATIENCE = 0.2  # seconds: a build that writes takes longer, and this one can do without
_CHECKSUM = 4  # bytes


def digest(*parts: str | bytes) -> str:
    """What stands for these texts, in their order, in keys: 32 hexadecimal digits."""
    found = hashlib.blake2b(digest_size=16)
    for part in parts:
        encoded = part if isinstance(part, bytes) else part.encode("utf-8", "surrogatepass")
        found.update(len(encoded).to_bytes(8, "big"))
        found.update(encoded)
    return found.hexdigest()


class Store:
    """Results of one kind. None of its methods raises for what is in its file, or for a file that cannot be used.

    Without a file, and where another process uses it, it keeps nothing. A process that is copied opens it afterwards.
    """

    def __init__(self, connection: sqlite3.Connection | None = None, path: Path | None = None) -> None:
        self._connection, self._path = connection, path
        self._writes: bool | None = None  # whether it can: None until it is tried
        self._used: set[str] = set()

    @classmethod
    def opened(cls, root: Path, kind: str, edition: str) -> Self:
        """The store of a kind.

        `edition` stands for everything that all its values follow from, versions of packages among it. Those of other
        editions are deleted.
        """
        path = _path(root, kind, edition)
        # Another kind's name may begin with all of this one's.
        of_kind = re.compile(rf"{re.escape(kind)}-[0-9a-f]{{32}}\.sqlite.*")
        with suppress(OSError, sqlite3.Error):
            path.parent.mkdir(exist_ok=True)
            # To a repository of a site it is as if the folder were not there.
            if not (ignored := path.parent / ".gitignore").exists():
                ignored.write_text("*\n", encoding="ascii")
            for other in path.parent.iterdir():
                if of_kind.fullmatch(other.name) and not other.name.startswith(path.name):
                    other.unlink()
            return cls(_connected(path), path)
        return cls()

    @staticmethod
    def is_there(root: Path, kind: str, edition: str) -> bool:
        """Whether anything may have been kept of a kind in an edition."""
        return _path(root, kind, edition).is_file()

    def get(self, key: str) -> bytes | None:
        """The value of a key, or None."""
        row = None
        if self._connection:
            try:
                row = self._connection.execute("SELECT value FROM kept WHERE key = ?", (key,)).fetchone()
            except sqlite3.Error as error:
                self._give_up(error)
        if row is None or not isinstance(row[0], bytes):
            return None
        value = row[0][_CHECKSUM:]
        if _checksum(key, value) != row[0][:_CHECKSUM]:
            return None
        self._used.add(key)
        return value

    def use(self, key: str) -> None:
        """Go on keeping the value of a key, if there is one, without reading it."""
        self._used.add(key)

    def put(self, key: str, value: bytes) -> None:
        """Keep a value from the next `save` on."""
        if self._connection and self._writes is not False:
            try:
                row = (key, _checksum(key, value) + value)
                self._connection.execute("INSERT OR REPLACE INTO kept VALUES (?, ?)", row)
            except sqlite3.Error:
                # Another process is writing, or nobody can. Each further try would wait as long; reading goes on.
                self._writes = False
            else:
                self._writes = True
                self._used.add(key)

    def save(self, *, stays: bool = False) -> None:
        """Write what is new, forget what this run has not asked for, and let go of the file unless it `stays` open."""
        if self._connection is None:
            return
        try:
            forgotten = {key for (key,) in self._connection.execute("SELECT key FROM kept")} - self._used
            if self._writes is not False:
                self._connection.executemany("DELETE FROM kept WHERE key = ?", [(key,) for key in forgotten])
                self._connection.execute("COMMIT")
                if stays:
                    self._connection.execute("BEGIN")
                    self._writes = None
                    return
        except sqlite3.Error as error:
            self._give_up(error)
        self._let_go()

    def __del__(self) -> None:
        # A connection that is left to the garbage collector would keep others from writing until then.
        self._let_go()

    def _give_up(self, error: sqlite3.Error) -> None:
        """Do without the file from here on: each further try would take as long. A damaged one is deleted."""
        self._let_go()
        if type(error) is sqlite3.DatabaseError and self._path:
            with suppress(OSError):
                self._path.unlink()

    def _let_go(self) -> None:
        if self._connection:
            with suppress(sqlite3.Error):
                self._connection.close()
        self._connection = None


def _path(root: Path, kind: str, edition: str) -> Path:
    return root / FOLDER / f"{kind}-{digest(edition)}.sqlite"


def _connected(path: Path) -> sqlite3.Connection:
    """A connection to a file with the table in it; one that is no database begins again."""
    try:
        return _prepared(path)
    except sqlite3.DatabaseError as error:
        if type(error) is not sqlite3.DatabaseError:
            raise
        path.unlink()
        return _prepared(path)


def _prepared(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)
    try:
        connection.execute(_LAYOUT)
        connection.execute("BEGIN")
        connection.execute("SELECT key FROM kept LIMIT 1").fetchone()  # what is there now is what this run sees
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _checksum(key: str, value: bytes) -> bytes:
    return zlib.crc32(value, zlib.crc32(key.encode("utf-8", "surrogatepass"))).to_bytes(_CHECKSUM, "big")
