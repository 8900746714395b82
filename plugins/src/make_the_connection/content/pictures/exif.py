"""What a camera writes into a picture: the tags of EXIF, in the form of a TIFF file (Exif 3.0, TIFF 6.0)."""

from collections.abc import Iterator
from dataclasses import dataclass

_ORIENTATION, _DETAILS, _PLACE = 0x0112, 0x8769, 0x8825
_SHORT = 3
# Resolution, how colours are to be read, the size in pixels and versions of formats: they tell nothing of anyone.
_HARMLESS = frozenset(
    {0x0100, 0x0101, 0x011A, 0x011B, 0x0128, 0x0213, 0x9000, 0x9101, 0xA000, 0xA001, 0xA002, 0xA003, 0xA005}
)
_GPS_VERSION = 0
_MOST_TAGS = 1000


ON_ITS_SIDE = range(5, 9)
"""The orientations of a picture that is to be turned by a quarter."""


@dataclass(frozen=True)
class Exif:
    """How a picture is to be turned (1 to 8, and 1 is as it stands), and whether more is written of it.

    `place`: where it was taken; `camera`: anything else that tells something of a device, a day or a person.
    """

    orientation: int
    place: bool
    camera: bool

    @property
    def minimal(self) -> bytes:
        """All of it that a picture needs to be shown upright; nothing where it is upright as it stands."""
        if self.orientation == 1:
            return b""
        return b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0" + bytes([self.orientation]) + bytes(6)


def read_exif(data: bytes) -> Exif:
    """The tags of a TIFF file. What cannot be read is taken for what a camera wrote."""
    tiff = _Tiff(data, "big" if data[:2] == b"MM" else "little")
    if data[:4] not in {b"MM\0*", b"II*\0"}:
        return Exif(1, place=False, camera=True)
    first = tiff.number(4, 4)
    orientation, place, camera = 1, False, tiff.follows(first)
    for tag, type_, entry in tiff.tags(first):
        if tag == _ORIENTATION:
            orientation = tiff.number(entry, 2) if type_ == _SHORT else 1
        elif tag == _PLACE:
            place = any(each != _GPS_VERSION for each, _, _ in tiff.tags(tiff.number(entry, 4)))
        elif tag == _DETAILS:
            camera |= any(each not in _HARMLESS for each, _, _ in tiff.tags(tiff.number(entry, 4)))
        else:
            camera |= tag not in _HARMLESS
    return Exif(orientation if orientation in range(1, 9) else 1, place, camera)


@dataclass(frozen=True)
class _Tiff:
    """A TIFF file. What lies behind its end reads as zero."""

    data: bytes
    order: str

    def number(self, start: int, length: int) -> int:
        return int.from_bytes(self.data[start : start + length], self.order)  # type: ignore[arg-type]

    def tags(self, directory: int) -> Iterator[tuple[int, int, int]]:
        """The tags of a directory: number, type and where the value stands."""
        for entry in range(directory + 2, self._end(directory), 12):
            yield self.number(entry, 2), self.number(entry + 2, 2), entry + 8

    def follows(self, directory: int) -> bool:
        """Whether another directory follows: that of a smaller picture, which may show what was cut off."""
        return self.number(self._end(directory), 4) != 0

    def _end(self, directory: int) -> int:
        there = max(0, (len(self.data) - directory - 2) // 12)
        return directory + 2 + 12 * min(self.number(directory, 2), there, _MOST_TAGS)
