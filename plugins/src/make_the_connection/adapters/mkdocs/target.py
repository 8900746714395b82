"""A folder of the built site, written so that what is there already is not written again.

To make a file costs a file system much more than to read one. So MkDocs, which empties its folder before each build,
is given another, and this one is changed where it differs.
"""

import os
import shutil
import tempfile
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

_NOT_ELSEWHERE = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


class Target:
    """A folder, and beside it one for MkDocs. After `finish` it holds what has been written, and nothing else."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._written: set[str] = set()
        self._of_mkdocs = tempfile.TemporaryDirectory(prefix="make-the-connection-")

    @property
    def of_mkdocs(self) -> str:
        """The folder that MkDocs writes to."""
        return self._of_mkdocs.name

    def where(self, path: str) -> str:
        """The place of a file here. To make a path of it would take longer than to ask the system."""
        return f"{self.folder}/{path}"

    def write(self, path: str, content: bytes) -> None:
        """Write a file, at a path below the folder with slashes between its parts."""
        self._written.add(path)
        put(self.folder / path, content)

    def leave(self, path: str) -> None:
        """Leave a file as it stands here."""
        self._written.add(path)

    def finish(self) -> None:
        """Take what MkDocs has written, and remove what nobody has."""
        for found in _files(self.of_mkdocs):
            if found not in self._written:
                self.write(found, Path(self.of_mkdocs, found).read_bytes())
        self._of_mkdocs.cleanup()
        clear(self.folder, self._written)
        for parent, _, _ in os.walk(self.folder, topdown=False):
            # Of a folder that is not empty the system says so.
            with suppress(OSError):
                Path(parent).rmdir()

    def abandon(self) -> None:
        """Let go of what MkDocs has written."""
        self._of_mkdocs.cleanup()


def put(target: Path, content: bytes) -> None:
    """Write a file unless it holds this content already, and the folder that it is in."""
    try:
        with os.fdopen(os.open(target, os.O_RDWR | _NOT_ELSEWHERE), "r+b") as file:
            # One byte more than it should have shows one that is longer.
            if file.read(len(content) + 1) == content:
                return
            # What is linked with it elsewhere stays as it is.
            if os.fstat(file.fileno()).st_nlink == 1:
                file.seek(0)
                file.write(content)
                file.truncate()
                return
        target.unlink()
    except IsADirectoryError:
        shutil.rmtree(target)
    except NotADirectoryError:
        next(parent for parent in target.parents if parent.is_file()).unlink()
        target.parent.mkdir(parents=True)
    except FileNotFoundError:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError:
        # It is a link to somewhere else, or may not be written.
        target.unlink()
    target.write_bytes(content)


def clear(folder: Path, left: Collection[str]) -> None:
    """Remove all files below a folder but those at these paths."""
    for path in _files(str(folder)):
        if path not in left:
            (folder / path).unlink()


def _files(folder: str) -> list[str]:
    """The files below a folder, with slashes between the parts of their paths; hidden ones are nobody's to remove."""
    found = []
    for parent, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        below = os.path.relpath(parent, folder).replace(os.sep, "/")
        prefix = "" if below == "." else f"{below}/"
        found += [f"{prefix}{name}" for name in files if not name.startswith(".")]
    return found
