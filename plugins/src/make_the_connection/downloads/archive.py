"""Zip files whose bytes follow from what is in them, and not from when and where they were made."""

import datetime
import io
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass

_SMALL_ALREADY = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".woff2", ".zip", ".pdf")
_A_FILE_FOR_ALL_TO_READ = 0o100644 << 16


@dataclass(frozen=True)
class Member:
    """A file of an archive: its path, with `/` between folders, and its bytes. `stored`: left as it is."""

    path: str
    data: bytes
    stored: bool = False


def archive(members: Iterable[Member], day: datetime.date, comment: str = "") -> bytes:
    """A zip file of these, in this order. `comment` can be read by whoever looks for it in the file."""
    packed = io.BytesIO()
    # No file of an archive can be older than 1980.
    moment = (max(day.year, 1980), day.month, day.day, 0, 0, 0)
    with zipfile.ZipFile(packed, "w") as target:
        target.comment = comment.encode()
        for member in members:
            about = zipfile.ZipInfo(member.path, moment)
            # Else the operating system would stand in it.
            about.create_system = 3
            about.external_attr = _A_FILE_FOR_ALL_TO_READ
            as_it_is = member.stored or member.path.lower().endswith(_SMALL_ALREADY)
            about.compress_type = zipfile.ZIP_STORED if as_it_is else zipfile.ZIP_DEFLATED
            target.writestr(about, member.data, compresslevel=9)
    return packed.getvalue()
