"""Files that are put in place whole, and all together or not at all."""

import errno
import os
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory


def put(path: Path, data: bytes) -> None:
    """Put a file in place whole, or leave what is there as it is. Raises `OSError`."""
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.part")
    try:
        beside.write_bytes(data)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def put_all(root: Path, folders: Mapping[str, Mapping[str, str]], files: Mapping[str, str]) -> None:
    """Put new folders with their files, and files of other folders, in place, or leave everything as it was.

    All by their paths from the root of a site. Raises `OSError`.
    """
    before = {path: (root / path).read_bytes() if (root / path).exists() else None for path in files}
    # Beside the content, where nothing that is left of a run that was killed is read.
    with TemporaryDirectory(prefix=".import-", dir=root) as beside:
        made = {folder: Path(beside) / str(number) for number, folder in enumerate(folders)}
        for folder, place in made.items():
            place.mkdir()
            for name, text in folders[folder].items():
                (place / name).write_bytes(text.encode())
        try:
            for folder, place in made.items():
                (root / folder).parent.mkdir(parents=True, exist_ok=True)
                place.rename(root / folder)
            for path, text in files.items():
                put(root / path, text.encode())
        except BaseException:
            for folder, place in made.items():
                if not place.exists():
                    shutil.rmtree(root / folder, ignore_errors=True)
            for path, data in before.items():
                _restore(root / path, data)
            raise


def put_folder(folder: Path, files: Iterable[tuple[str, bytes]]) -> None:
    """Put a folder of these files, by their paths in it, in the place of what is there, or leave that as it is.

    Raises `OSError`.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    # Beside the folder, on the same disk, so that a rename is enough.
    with TemporaryDirectory(prefix=f".{folder.name}.", dir=folder.parent) as beside:
        made, old = Path(beside) / "new", Path(beside) / "old"
        made.mkdir()
        for path, data in files:
            (made / path).parent.mkdir(parents=True, exist_ok=True)
            (made / path).write_bytes(data)
        if folder.exists():
            folder.rename(old)
        try:
            made.rename(folder)
        except BaseException:
            if old.exists() and not folder.exists():
                old.rename(folder)
            raise


def _restore(path: Path, data: bytes | None) -> None:
    if data is None:
        path.unlink(missing_ok=True)
    else:
        put(path, data)
