"""WebP: chunks in a RIFF file (RFC 9649; VP8 in RFC 6386, 9.1)."""

import struct
from collections.abc import Iterable, Iterator

from make_the_connection.content.pictures.picture import Found, Picture, UnreadablePictureError

_FRAME = frozenset({b"ALPH", b"VP8 ", b"VP8L"})
_STILL = _FRAME | {b"ICCP"}
_ANIMATED = _STILL | {b"ANIM", b"ANMF"}
_FRAME_HEADER = 16
_HAS_EXIF, _IS_ANIMATED = 0x08, 0x02
# An ICC profile, transparency, an animation: not EXIF, not XMP, and not what means nothing yet.
_KEPT_FLAGS = 0x32


def webp(data: bytes) -> Picture:
    """The picture in a WebP file; raises `UnreadablePictureError`."""
    end = 8 + int.from_bytes(data[4:8], "little")
    if end > len(data):
        raise UnreadablePictureError
    chunks = list(_chunks(data[:end], 12))
    extended = chunks[0][1] if chunks and chunks[0][0] == b"VP8X" and len(chunks[0][1]) >= 10 else b""
    animated = bool(extended) and bool(extended[0] & _IS_ANIMATED)
    found = Found()
    kept = _kept(chunks[1:] if extended else chunks, _ANIMATED if animated else _STILL, found)
    found.left_out(data[end:])
    sizes = [size for chunk in _chunks(kept, 0) for size in _sizes(*chunk)]
    canvas = _canvas(extended) if extended else next(iter(sizes), (0, 0))
    if not sizes or not (animated or sizes == [canvas]):
        raise UnreadablePictureError
    found.sized(*canvas)
    if extended:
        flags = extended[0] & _KEPT_FLAGS | _HAS_EXIF * any(name == b"EXIF" for name, _ in _chunks(kept, 0))
        kept = _chunk(b"VP8X", bytes([flags, 0, 0, 0]) + extended[4:10]) + kept
    return found.picture(b"RIFF" + struct.pack("<I", len(kept) + 4) + b"WEBP" + kept)


def _chunks(data: bytes, position: int) -> Iterator[tuple[bytes, bytes]]:
    """The chunks from a position to the end; each begins at an even place."""
    while position < len(data):
        end = position + 8 + int.from_bytes(data[position + 4 : position + 8], "little")
        if end > len(data):
            raise UnreadablePictureError
        yield data[position : position + 4], data[position + 8 : end]
        position = end + end % 2


def _kept(chunks: Iterable[tuple[bytes, bytes]], names: frozenset[bytes], found: Found) -> bytes:
    """The chunks of these names; of frames, what shows; of EXIF, which side is up."""
    kept = []
    for name, body in chunks:
        if name == b"ANMF" and name in names:
            shown = _kept(_chunks(body, _FRAME_HEADER), _FRAME, found)
            kept.append(_chunk(name, body[:_FRAME_HEADER] + shown))
        elif name in names:
            kept.append(_chunk(name, body))
        elif name == b"EXIF" and names != _FRAME:
            minimal = found.exif(body.removeprefix(b"Exif\0\0"))
            kept += [_chunk(name, minimal)] if minimal else []
        else:
            found.left_out(name + body)
    return b"".join(kept)


def _sizes(name: bytes, body: bytes) -> Iterator[tuple[int, int]]:
    """The sizes of the pictures in a chunk, in px, as their own headers have them."""
    if name == b"VP8 " and len(body) >= 10 and not body[0] & 1 and body[3:6] == b"\x9d\x01\x2a":
        width, height = struct.unpack("<HH", body[6:10])
        yield width & 0x3FFF, height & 0x3FFF
    elif name == b"VP8L" and len(body) >= 5 and body[0] == 0x2F:
        bits = int.from_bytes(body[1:5], "little")
        yield (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    elif name == b"ANMF":
        for chunk in _chunks(body, _FRAME_HEADER):
            yield from _sizes(*chunk)


def _canvas(extended: bytes) -> tuple[int, int]:
    return int.from_bytes(extended[4:7], "little") + 1, int.from_bytes(extended[7:10], "little") + 1


def _chunk(name: bytes, body: bytes) -> bytes:
    return name + struct.pack("<I", len(body)) + body + bytes(len(body) % 2)
