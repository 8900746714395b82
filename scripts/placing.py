"""Puts a finished site in its place whole, and never in the place of anything else."""

from __future__ import annotations

import ctypes
import os
import shutil
import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import Iterator

from environment import ROOT, Trouble

MARKER = ".make-the-connection"
MARKER_TEXT = "scripts/build.py built this folder and replaces all of it at the next build.\n"


def short(path: Path) -> str:
    """The path as a person here would type it."""
    try:
        return os.path.relpath(path)
    except ValueError:  # another drive of Windows
        return str(path)


def refuse(target: Path, config: Path, *, own: bool) -> None:
    """Raises Trouble where replacing `target` could cost somebody their files.

    A folder that the configuration names (`own`) may also come from plain `mkdocs build`, which writes no marker.
    """
    for kept in (ROOT, config.resolve().parent, Path.home().resolve()):
        if target == kept or target in kept.parents:
            raise Trouble(f"The site would replace all of {target}, and {kept} is there: choose another folder.")
    if target == Path.cwd() or target in Path.cwd().parents:
        raise Trouble(f"You are inside {target}, which the build replaces: go to another folder, then run this again.")
    if target.exists() and not target.is_dir():
        raise Trouble(f"{short(target)} is a file: choose a folder for the site.")
    if not target.exists() or not any(target.iterdir()):
        return
    if (target / "index.html").is_file() and (own or (target / MARKER).is_file()):
        return
    raise Trouble(
        f"{short(target)} holds something that is not a site built here, and all of it would be replaced.\n"
        "Choose another folder, or empty this one if nothing in it is needed."
    )


def beside(target: Path, role: str) -> Path:
    """The folder of this process for `role`: on the same disk as `target`, so that a rename is enough."""
    return target.with_name(f".{target.name}.{role}-{os.getpid()}")


def clear_leftovers(target: Path) -> None:
    """Removes what killed builds left beside `target`; a site caught between the two renames is put back first."""
    for role in ("old", "building"):
        for folder in sorted(target.parent.glob(f".{target.name}.{role}-*")):
            number = folder.name.rpartition("-")[2]
            # A container often gives the same number again: what bears ours was left by another before us.
            if not number.isdigit() or (int(number) != os.getpid() and alive(int(number))):
                continue
            if role == "old" and not target.exists():
                folder.rename(target)
            else:
                shutil.rmtree(folder, ignore_errors=True)


def alive(process: int) -> bool:
    if sys.platform == "win32":
        # os.kill would end the process on Windows.
        listed = subprocess.run(["tasklist", "/FI", f"PID eq {process}", "/NH"], capture_output=True, check=False)
        return str(process).encode() in listed.stdout
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


def exchanged(one: Path, other: Path) -> bool:
    """Whether two folders have changed places in one step, as Linux (renameat2) and macOS (renamex_np) can.

    Both must be there, and not every file system can do it.
    """
    if sys.platform == "win32":
        return False
    library = ctypes.CDLL(None)
    names = os.fsencode(one), os.fsencode(other)
    here, exchange = -100, 2  # AT_FDCWD; RENAME_EXCHANGE, and RENAME_SWAP is the same
    if hasattr(library, "renameat2"):
        return bool(library.renameat2(here, names[0], here, names[1], exchange) == 0)
    return hasattr(library, "renamex_np") and bool(library.renamex_np(*names, exchange) == 0)


def swap(staging: Path, target: Path) -> None:
    """Puts `staging` in the place of `target` by renames alone, so that nobody ever finds half a site there.

    Where the system can exchange two folders there is never a moment without a site; else one of a few milliseconds.

    Where another build puts its own site there in the same moment, this one follows it. Raises Trouble, with the old
    site in its place, where the folder cannot be replaced.
    """
    (staging / MARKER).write_text(MARKER_TEXT, encoding="utf-8")
    if exchanged(staging, target):
        shutil.rmtree(staging, ignore_errors=True)
        return
    old = beside(target, "old")
    for _ in range(100):
        try:
            target.rename(old)
        except FileNotFoundError:
            pass
        except OSError as error:
            raise Trouble(f"{short(target)} cannot be replaced ({error.strerror}). Is it open elsewhere?") from None
        try:
            staging.rename(target)
        except OSError as error:
            if not target.exists():
                if old.exists():
                    old.rename(target)
                raise Trouble(f"The new site could not take its place ({error.strerror}); the old one stays.") from None
        else:
            shutil.rmtree(old, ignore_errors=True)
            return
        shutil.rmtree(old, ignore_errors=True)
    raise Trouble(f"Other builds keep replacing {short(target)}; this one gives way to them.")


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Ignores Ctrl-C and its like for the few milliseconds of the swap."""
    numbers = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {number: signal.signal(number, signal.SIG_IGN) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
