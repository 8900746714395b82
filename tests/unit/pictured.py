"""Small pictures, written part by part, with whatever a camera or a stranger may put between the parts."""

import base64
import struct
import zlib

# Grey, and one bit for each of its two codes: eight pixels by eight are two bits.
_TABLE = b"\1" + bytes(16)
BLOCK = b"\x3f"
WEBP_CHUNK = base64.b64decode("VlA4TA0AAAAvAAAAEAcQERGIiP4HAA==")
"""One pixel, as the encoder of the format's authors writes it, without loss."""

XMP = b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>%s</x:xmpmeta>"
GPS_IN_XMP = b"<exif:GPSLatitude>0,0.0N</exif:GPSLatitude>"


def segment(marker: int, body: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body


def jfif(thumbnail: bytes = b"") -> bytes:
    return segment(0xE0, b"JFIF\0\1\2\1\0\x48\0\x48" + bytes([len(thumbnail) // 3, bool(thumbnail)]) + thumbnail)


def in_jpeg(tiff: bytes) -> bytes:
    return segment(0xE1, b"Exif\0\0" + tiff)


def scan(data: bytes = BLOCK) -> bytes:
    return segment(0xDA, b"\1\1\0\0\x3f\0") + data


def jpeg(
    width: int = 8, height: int = 8, *parts: bytes, frame: int = 0xC0, scans: bytes | None = None, after: bytes = b""
) -> bytes:
    """A JPEG file with these segments behind its start."""
    sized = segment(frame, struct.pack(">BHHB", 8, height, width, 1) + b"\1\x11\0")
    tables = segment(0xDB, b"\0" + b"\1" * 64) + sized
    tables += segment(0xC4, b"\0" + _TABLE) + segment(0xC4, b"\x10" + _TABLE)
    return b"\xff\xd8" + b"".join(parts) + tables + (scan() if scans is None else scans) + b"\xff\xd9" + after


def chunk(name: bytes, body: bytes) -> bytes:
    """A chunk of a PNG file."""
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png(width: int = 1, height: int = 1, *parts: bytes, after: bytes = b"") -> bytes:
    """A PNG file with these chunks behind its header. Whatever it says of its size, its data are those of one pixel."""
    header = chunk(b"IHDR", struct.pack(">II", width, height) + b"\x08\0\0\0\0")
    data = chunk(b"IDAT", zlib.compress(b"\0\x80", 9)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + header + b"".join(parts) + data + after


def riff(name: bytes, body: bytes) -> bytes:
    """A chunk of a WebP file."""
    return name + struct.pack("<I", len(body)) + body + bytes(len(body) % 2)


def webp(*parts: bytes, after: bytes = b"") -> bytes:
    """A WebP file of these chunks, or of one pixel."""
    body = b"WEBP" + (b"".join(parts) or WEBP_CHUNK)
    return b"RIFF" + struct.pack("<I", len(body)) + body + after


def extended(flags: int = 0, width: int = 1, height: int = 1) -> bytes:
    """The first chunk of a WebP file that has more than its pixels."""
    size = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return riff(b"VP8X", bytes([flags, 0, 0, 0]) + size)


def lossy(width: int, height: int) -> bytes:
    """A chunk that begins as lossy pixels do; nobody decodes it here."""
    return riff(b"VP8 ", b"\x10\0\0\x9d\1\x2a" + struct.pack("<HH", width, height) + bytes(4))


def lossless(width: int, height: int) -> bytes:
    """A chunk that begins as lossless pixels do."""
    return riff(b"VP8L", b"\x2f" + struct.pack("<I", (width - 1) | (height - 1) << 14) + bytes(4))


def frame(*parts: bytes) -> bytes:
    """A picture of an animation in a WebP file."""
    return riff(b"ANMF", bytes(16) + b"".join(parts))


def exif(
    *tags: tuple[int, int],
    details: tuple[tuple[int, int], ...] = (),
    place: tuple[tuple[int, int], ...] = (),
    order: str = ">",
    following: int = 0,
) -> bytes:
    """What a camera writes: tags and their values (16 bits), further directories, and where the next one stands."""
    first = [(tag, 3, value) for tag, value in tags]
    start = 8
    end = start + 6 + 12 * (len(first) + bool(details) + bool(place))
    further = b""
    for pointer, inner in ((0x8769, details), (0x8825, place)):
        if inner:
            first.append((pointer, 4, end + len(further)))
            further += _directory([(tag, 3, value) for tag, value in inner], 0, order)
    head = {">": b"MM\0*", "<": b"II*\0"}[order] + struct.pack(f"{order}I", start)
    return head + _directory(first, following, order) + further


def _directory(tags: list[tuple[int, int, int]], following: int, order: str) -> bytes:
    entries = b"".join(
        struct.pack(f"{order}HHI", tag, type_, 1)
        + (struct.pack(f"{order}Hxx", value) if type_ == 3 else struct.pack(f"{order}I", value))
        for tag, type_, value in sorted(tags)
    )
    return struct.pack(f"{order}H", len(tags)) + entries + struct.pack(f"{order}I", following)


ORIENTATION, MAKE, DAY, COLOURS = 0x0112, 0x010F, 0x9003, 0xA001
LATITUDE, GPS_VERSION = 0x0002, 0x0000
