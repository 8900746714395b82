"""What of the program decides what it makes: its own files, the packages that are installed with it, and Python."""

import os
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from make_the_connection.cache.store import digest

_PACKAGE = Path(__file__).parents[1]
_PASSING = frozenset({"__pycache__"})


@cache
def program() -> str:
    """A text that differs where the program does: every file of this package, and the versions of all others."""
    installed = sorted(
        path.name for folder in map(Path, sys.path) if folder.is_dir() for path in folder.glob("*.dist-info")
    )
    return digest(sys.version, *installed, *contents(_PACKAGE))


def contents(folder: Path) -> Iterator[str | bytes]:
    """The path and the bytes of each file below a folder, in order."""
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if name not in _PASSING)
        below = os.path.relpath(parent, folder).replace(os.sep, "/")
        for name in sorted(files):
            yield f"{below}/{name}"
            with open(f"{parent}/{name}", "rb") as file:  # noqa: PTH123 - there are hundreds, and paths take longer
                yield file.read()
