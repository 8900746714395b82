"""Whether files are still as they were, without reading them."""

import os
import stat
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

_JUST_NOW = 2_000_000_000
"""Nanoseconds: some file systems count time in steps of two seconds, and within one a file can change unseen."""


def seen(path: Path | str) -> str:
    """What the system says of a file that changes with every change of it; nothing where there is no file."""
    with suppress(OSError):
        found = os.lstat(path)
        if stat.S_ISREG(found.st_mode):
            return _said(found)
    return ""


def settled(paths: Iterable[str]) -> str:
    """What the system says of these files, or nothing where that is not to be relied on.

    One may be no file, or may have been changed just now: it could be again, unseen.
    """
    said, latest = [], time.time_ns() - _JUST_NOW
    with suppress(OSError):
        for path in paths:
            found = os.lstat(path)
            if not stat.S_ISREG(found.st_mode) or found.st_mtime_ns > latest:
                return ""
            said.append(f"{path} {_said(found)}")
        return "\n".join(said)
    return ""


def _said(found: os.stat_result) -> str:
    return f"{found.st_ino} {found.st_size} {found.st_mtime_ns} {found.st_ctime_ns}"
