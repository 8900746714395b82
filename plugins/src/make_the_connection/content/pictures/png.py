"""PNG: chunks with checksums (W3C, third edition)."""

import struct
import zlib

from make_the_connection.content.pictures.picture import Found, Picture, UnreadablePictureError

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_CRITICAL = frozenset({b"IHDR", b"PLTE", b"IDAT", b"IEND"})
_KEPT = _CRITICAL | {
    b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"cICP", b"mDCV", b"cLLI", b"bKGD", b"pHYs",
    b"acTL", b"fcTL", b"fdAT",
}  # fmt: skip


def png(data: bytes) -> Picture:
    """The picture in a PNG file; raises `UnreadablePictureError`."""
    found = Found([_SIGNATURE])
    names = set[bytes]()
    position = len(_SIGNATURE)
    while b"IEND" not in names:
        name, body = _chunk_at(data, position)
        _may_stand(name, body, names)
        if name == b"IHDR":
            found.sized(*struct.unpack(">II", body[:8]))
        if name == b"eXIf":
            minimal = found.exif(body)
            found.kept += [_chunk(name, minimal)] if minimal else []
        elif name in _KEPT:
            found.kept.append(_chunk(name, body))
        else:
            found.left_out(body)
        names.add(name)
        position += 12 + len(body)
    found.left_out(data[position:])
    return found.picture(b"".join(found.kept))


def _chunk_at(data: bytes, position: int) -> tuple[bytes, bytes]:
    end = position + 12 + int.from_bytes(data[position : position + 4], "big")
    checksum = int.from_bytes(data[end - 4 : end], "big")
    if end > len(data) or zlib.crc32(data[position + 4 : end - 4]) != checksum:
        raise UnreadablePictureError
    return data[position + 4 : position + 8], data[position + 8 : end - 4]


def _may_stand(name: bytes, body: bytes, before: set[bytes]) -> None:
    """Refuse what browsers refuse: a part that they must know and do not, and a wrong beginning or end."""
    unknown = name[:1].isupper() and name not in _CRITICAL
    wrong_start = (name == b"IHDR") == bool(before) or (name == b"IHDR" and len(body) != 13)
    wrong_end = name == b"IEND" and (bool(body) or b"IDAT" not in before)
    if unknown or wrong_start or wrong_end:
        raise UnreadablePictureError


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
