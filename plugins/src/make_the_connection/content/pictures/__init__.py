"""The containers of JPEG, PNG and WebP files: what they hold, and the same picture without what a camera wrote.

Only the lengths of their parts are followed and no pixel is decoded, so that no file can make this slow or large.
What is kept of a file are the parts that browsers need to show it; all others are left out, known or not.
"""

import re
from collections.abc import Callable

from make_the_connection.content.pictures.jpeg import jpeg
from make_the_connection.content.pictures.picture import Picture, UnreadablePictureError
from make_the_connection.content.pictures.png import png
from make_the_connection.content.pictures.webp import webp

__all__ = ["ENDINGS", "Picture", "UnreadablePictureError", "kind_of", "read_picture", "stripped"]

ENDINGS = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".webp": "WebP"}
"""The kind of picture that the ending of a name promises."""

_READERS: dict[str | None, Callable[[bytes], Picture]] = {"JPEG": jpeg, "PNG": png, "WebP": webp}
_KINDS = (
    ("JPEG", re.compile(rb"\xff\xd8\xff")),
    ("PNG", re.compile(rb"\x89PNG\r\n\x1a\n")),
    ("WebP", re.compile(rb"RIFF.{4}WEBP", re.DOTALL)),
    ("GIF", re.compile(rb"GIF8[79]a")),
    ("BMP", re.compile(rb"BM.{4}\0{4}", re.DOTALL)),
    ("TIFF", re.compile(rb"II\*\0|MM\0\*")),
    ("AVIF", re.compile(rb".{4}ftypavi[fs]", re.DOTALL)),
    ("HEIC", re.compile(rb".{4}ftyp(?:hei|hev|mif|msf)", re.DOTALL)),
    ("PDF", re.compile(rb"%PDF-")),
    ("ZIP", re.compile(rb"PK\x03\x04")),
    ("HTML", re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html|head|body|script)", re.IGNORECASE)),
    ("SVG", re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:svg|.{,1000}?<svg)", re.DOTALL | re.IGNORECASE)),
)


def kind_of(data: bytes) -> str | None:
    """The name of the kind of file that begins like this, where it is one that is taken for a picture."""
    return next((kind for kind, beginning in _KINDS if beginning.match(data)), None)


def read_picture(data: bytes) -> Picture:
    """Read the container of a picture; raises `UnreadablePictureError`."""
    read = _READERS.get(kind_of(data))
    if read is None:
        raise UnreadablePictureError
    return read(data)


def stripped(data: bytes) -> bytes:
    """The same picture without metadata, upright as before. Of what cannot be read nothing is left."""
    try:
        return read_picture(data).stripped
    except UnreadablePictureError:
        return b""
