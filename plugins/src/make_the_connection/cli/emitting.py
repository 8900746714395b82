"""`make-the-connection emit`: the whole site as plain Markdown, for a generator that knows nothing of us."""

import argparse
import datetime
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from make_the_connection.api import load, publication
from make_the_connection.cli.options import add_config_file, day
from make_the_connection.cli.writing import put_folder
from make_the_connection.emit import emitted
from make_the_connection.languages import Language, in_words

_MARKER = ".make-the-connection"
_MARKED = b"make-the-connection emit wrote this folder and replaces all of it the next time.\n"


def add_options(emitting: argparse.ArgumentParser) -> None:
    """Add what the command can be told."""
    emitting.add_argument(
        "folder", type=Path, metavar="OUT", help="where to: a new folder, or one that this has written"
    )
    emitting.add_argument("--as-of", type=day, metavar="YYYY-MM-DD", help="the day to give (default: today)")
    add_config_file(emitting)
    emitting.set_defaults(run=lambda given: emit(given.config_file, given.folder, given.as_of))


def emit(path: Path, folder: Path, as_of: datetime.date | None) -> int:
    """Write the tree in the place of what an earlier call wrote. Returns 1 when that stays as it is."""
    loaded = load(path, as_of=as_of)
    if loaded.site is None or loaded.errors:
        print("\n".join(in_words(diagnostic, loaded.readers) for diagnostic in loaded.diagnostics), file=sys.stderr)
        return 1
    folder = Path(os.path.abspath(folder))  # noqa: PTH100 - a link stays a link, and is refused
    try:
        if not _is_ours(folder):
            return _refused("emit.refused", loaded.readers, folder=folder)
        files = [(_MARKER, _MARKED), *emitted(loaded.site, publication(loaded.site))]
        put_folder(folder, files)
    except OSError as error:
        name, reason = error.filename or folder, error.strerror or str(error)
        return _refused("emit.not-written", loaded.readers, name=name, reason=reason, folder=folder)
    number = sum(name.endswith(".md") for name, _ in files)
    counts = {"number": number, "files": len(files) - number, "folder": folder}
    print("\n".join(language.text("emit.done", **counts) for language in loaded.readers))
    return 0


def _is_ours(folder: Path) -> bool:
    """Whether a folder can be replaced: none is there yet, it is empty, or this command wrote it. Raises `OSError`."""
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        return False
    marker = folder / _MARKER
    return not folder.exists() or not any(folder.iterdir()) or (marker.is_file() and marker.read_bytes() == _MARKED)


def _refused(key: str, languages: Sequence[Language], **values: object) -> int:
    print("\n".join(language.text(key, **values) for language in languages), file=sys.stderr)
    return 1
