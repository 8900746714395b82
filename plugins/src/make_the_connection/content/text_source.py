"""The text of a file, and places in it."""

import errno
import os
import re
from pathlib import Path

from make_the_connection.diagnostics import Diagnostic, Location

MAX_BYTES = 128 * 1024

_NOT_ELSEWHERE = getattr(os, "O_NOFOLLOW", 0)
"""With which a system refuses to open a link, in the time of opening a file. Not all can."""

_TAGS = "\U000e0020-\U000e007f"
# C0 and C1 without tab and newline, marks of writing direction, line ends that editors do not count, letters that take
# no room, and what is no character at all.
_HIDDEN = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164"
    "\ufeff\uffa0\ufff9-\ufffb\ufffe\uffff\U000e0001"
)
# All these; and tags, but for those behind a black flag that make it that of a country.
CONTROL = re.compile(f"[{_HIDDEN}]|(?<![\U0001f3f4\U000e0020-\U000e007e])[{_TAGS}]")
_SIGN = re.compile(f"[{_HIDDEN}{_TAGS}]")
"""Found wherever the other is, in a quarter of the time: hardly any text has either."""


def read_text(path: Path, shown: str, found: list[Diagnostic], most: int = MAX_BYTES) -> str | None:
    """The text of a file in UTF-8 with Unix line ends, or None with a diagnostic saying why not. `most` is in bytes."""
    data = read_data(path, shown, found, most)
    return text_of(data, shown, found) if data is not None else None


def read_data(path: Path, shown: str, found: list[Diagnostic], most: int = MAX_BYTES) -> bytes | None:
    """What is in a file, or None with a diagnostic saying why not."""
    try:
        if not _NOT_ELSEWHERE and path.is_symlink():
            raise OSError(errno.ELOOP, "a link", shown)
        with open(path, "rb", opener=lambda name, flags: os.open(name, flags | _NOT_ELSEWHERE)) as file:
            data = file.read(most + 1)
    except OSError:
        found.append(Diagnostic.at(Location(shown), "symbolic-link" if path.is_symlink() else "missing-file"))
        return None
    if len(data) > most:
        found.append(Diagnostic.at(Location(shown), "too-large", limit=most // 1024))
        return None
    return data


def text_of(data: bytes, shown: str, found: list[Diagnostic], *, clean: bool = False) -> str | None:
    """The text of what is in a file. `clean`: it has been looked at before, and nothing was wrong with it."""
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line_start = before.rfind(b"\n") + 1
        location = Location(shown, before.count(b"\n") + 1, len(before[line_start:].decode("utf-8", "replace")) + 1)
        found.append(Diagnostic.at(location, "not-utf-8"))
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not clean and (hidden := control_character(text)):
        found.append(Diagnostic.at(locate(shown, text, hidden[0]), "control-character", character=hidden[1]))
        return None
    return text


def control_character(text: str) -> tuple[int, str] | None:
    """Where the first character stands that nobody can see, and its name (`U+202E`)."""
    match = CONTROL.search(text) if _SIGN.search(text) else None
    return (match.start(), f"U+{ord(match[0]):04X}") if match else None


def locate(shown: str, text: str, offset: int, first_line: int = 1) -> Location:
    """The line and column of an offset in a text that begins on a line of its file."""
    return Location(shown, first_line + text.count("\n", 0, offset), offset - (text.rfind("\n", 0, offset) + 1) + 1)
