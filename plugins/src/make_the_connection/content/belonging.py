"""What lies in the folders of content and does not belong there."""

import os
from collections.abc import Collection, Iterator
from pathlib import Path, PurePath

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
    holders = _holders(folder, entries)
    of_entries = frozenset(map(str, entries))
    for parent in sorted({folder, *map(Path, holders), *entries}):
        is_entry = str(parent) in of_entries
        for each in sorted(os.scandir(parent), key=lambda each: each.name):
            if each.name.startswith(".") or each.is_symlink() or each.path in holders or each.path in of_entries:
                continue
            if each.is_dir():
                strays = any(files for _, _, files in os.walk(each.path))
            else:
                belongs = is_entry and (each.name in names or PurePath(each.name).suffix.lower() in endings)
                strays = not belongs and parent != folder
            if strays:
                where = Location(f"{shown}/{Path(each.path).relative_to(folder).as_posix()}")
                yield Diagnostic.at(where, "stray-file", name=each.name, **nearest(each.name, names))


def _holders(folder: Path, entries: Collection[Path]) -> frozenset[str]:
    """The folders below a folder in which those of entries stand."""
    found: set[str] = set()
    for parent in {entry.parent for entry in entries}:
        while parent != folder and str(parent) not in found and folder in parent.parents:
            found.add(str(parent))
            parent = parent.parent  # noqa: PLW2901
    return frozenset(found)
