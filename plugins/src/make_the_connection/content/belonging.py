"""What lies in the folders of content and does not belong there."""

import os
from collections.abc import Collection, Iterator
from pathlib import Path

from make_the_connection.content.validation import nearest
from make_the_connection.diagnostics import Diagnostic, Location


def symbolic_links(root: Path, folders: Collection[str]) -> Iterator[str]:
    """The links in folders below the root, or on the way to them, as paths from it; what they lead to is not read.

    What begins with a dot is a program's own, and never published.
    """
    for folder in folders:
        if way := link_to(root, folder):
            yield way
            continue
        for parent, names, files in os.walk(root / folder):
            names[:] = [name for name in names if not name.startswith(".")]
            for name in (*names, *files):
                path = f"{parent}/{name}"
                if not name.startswith(".") and os.path.islink(path):  # noqa: PTH114 - making paths takes longer
                    yield Path(path).relative_to(root).as_posix()


def link_to(root: Path, folder: str) -> str | None:
    """The first part of the way to a folder that is a link, or None."""
    parts = folder.split("/")
    ways = ("/".join(parts[:number]) for number in range(1, len(parts) + 1))
    return next((way for way in ways if (root / way).is_symlink()), None)


def stray_files(
    folder: Path, shown: str, entries: Collection[Path], names: Collection[str], endings: Collection[str]
) -> Iterator[Diagnostic]:
    """What is in the folders of a type's entries beside files of these names and endings, and folders of no entry."""
    holders = {parent for entry in entries for parent in entry.parents if folder in parent.parents}
    of_entries = frozenset(entries)
    for parent in sorted({folder, *holders, *entries}):
        for path in sorted(parent.iterdir()):
            if path.name.startswith(".") or path.is_symlink() or path in holders or path in of_entries:
                continue
            if path.is_dir():
                strays = any(files for _, _, files in os.walk(path))
            else:
                belongs = parent in of_entries and (path.name in names or path.suffix.lower() in endings)
                strays = not belongs and parent != folder
            if strays:
                where = Location(f"{shown}/{path.relative_to(folder).as_posix()}")
                yield Diagnostic.at(where, "stray-file", name=path.name, **nearest(path.name, names))
