"""What lies in the folders of content and does not belong there."""

import os
from collections.abc import Collection, Iterator
from pathlib import Path, PurePath

from make_the_connection.content.folders import Folders
from make_the_connection.content.validation import nearest
from make_the_connection.diagnostics import Diagnostic, Location


def symbolic_links(root: Path, folders: Collection[str], read: Folders) -> Iterator[str]:
    """The links in folders below the root, or on the way to them, as paths from it; what they lead to is not read."""
    for folder in folders:
        if way := link_to(root, folder):
            yield way
            continue
        for _, listed in read.below(root / folder):
            for each in listed:
                if each.is_symlink():
                    yield Path(each.path).relative_to(root).as_posix()


def link_to(root: Path, folder: str) -> str | None:
    """The first part of the way to a folder that is a link, or None."""
    parts = folder.split("/")
    ways = ("/".join(parts[:number]) for number in range(1, len(parts) + 1))
    return next((way for way in ways if (root / way).is_symlink()), None)


def stray_files(
    folder: Path,
    shown: str,
    entries: Collection[Path],
    names: Collection[str],
    endings: Collection[str],
    read: Folders,
) -> Iterator[Diagnostic]:
    """What is in the folders of a type's entries beside files of these names and endings, and folders of no entry."""
    holders = _holders(folder, entries)
    of_entries = frozenset(map(str, entries))
    for parent in (str(folder), *holders, *of_entries):
        is_entry = parent in of_entries
        for each in read.listed(parent):
            if each.name.startswith(".") or each.is_symlink() or each.path in holders or each.path in of_entries:
                continue
            if each.is_dir():
                strays = any(files for _, _, files in os.walk(each.path))
            else:
                belongs = is_entry and (each.name in names or PurePath(each.name).suffix.lower() in endings)
                strays = not belongs and parent != str(folder)
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
