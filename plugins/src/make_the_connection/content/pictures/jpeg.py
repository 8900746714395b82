"""JPEG: segments behind markers (ITU-T T.81, annex B; JFIF 1.02)."""

import re
import struct

from make_the_connection.content.pictures.picture import Found, Picture, UnreadablePictureError

_START, _END = b"\xff\xd8", b"\xff\xd9"
_SCAN = 0xDA
_SIZED = frozenset({0xC0, 0xC1, 0xC2})  # baseline, extended, progressive: what browsers decode
_TABLES = frozenset({0xC4, 0xDB, 0xDC, 0xDD})  # Huffman, quantization, number of lines, restart interval
_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
# A progressive picture is decoded whole for every scan; ten are usual.
_MOST_SCANS = 100


def jpeg(data: bytes) -> Picture:
    """The picture in a JPEG file; raises `UnreadablePictureError`."""
    found = Found([_START])
    position, scans = len(_START), 0
    while True:
        marker, start = _marker(data, position)
        if marker == _END[1]:
            break
        position = start + int.from_bytes(data[start : start + 2], "big")
        if position < start + 2 or position > len(data):
            raise UnreadablePictureError
        kept = _segment(marker, data[start + 2 : position], found)
        found.kept += [] if kept is None else [struct.pack(">BBH", 0xFF, marker, len(kept) + 2), kept]
        if marker == _SCAN:
            scans += 1
            after = _MARKER.search(data, position)
            if after is None or scans > _MOST_SCANS:
                raise UnreadablePictureError
            found.kept.append(data[position : after.start()])
            position = after.start()
    found.left_out(data[start:].strip(b"\0"))
    if not scans:
        raise UnreadablePictureError
    return found.picture(b"".join([*found.kept, _END]))


def _marker(data: bytes, position: int) -> tuple[int, int]:
    """The marker at a position, behind any bytes that fill, and where what it marks begins."""
    start = position
    while data[start : start + 1] == b"\xff":
        start += 1
    if start == position or start >= len(data):
        raise UnreadablePictureError
    return data[start], start + 1


def _segment(marker: int, body: bytes, found: Found) -> bytes | None:
    """What of a segment is kept; None for nothing."""
    if marker in _SIZED and len(body) > 5:
        height, width = struct.unpack(">HH", body[1:5])
        found.sized(width, height)
        return body
    if marker in _TABLES or marker == _SCAN:
        return body
    if 0xE0 <= marker <= 0xEF or marker == 0xFE:
        return _application(marker, body, found)
    raise UnreadablePictureError


def _application(marker: int, body: bytes, found: Found) -> bytes | None:
    """What is kept of what programs say: how large its pixels are, what their colours mean, which side is up."""
    if marker == 0xE0 and body[:5] == b"JFIF\0" and len(body) >= 14:
        found.left_out(body[14:])  # a smaller picture
        return body[:12] + b"\0\0"
    if marker == 0xE1 and body[:5] == b"Exif\0":
        minimal = found.exif(body[6:])
        return b"Exif\0\0" + minimal if minimal else None
    if marker == 0xE2 and body[:12] == b"ICC_PROFILE\0":
        return body
    if marker == 0xEE and body[:5] == b"Adobe" and len(body) >= 12:
        found.left_out(body[12:])
        return body[:12]
    found.left_out(body)
    return None
