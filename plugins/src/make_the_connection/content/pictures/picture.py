"""What a walk over the parts of a picture finds."""

from dataclasses import dataclass, field

from make_the_connection.content.pictures.exif import ON_ITS_SIDE, read_exif


class UnreadablePictureError(ValueError):
    """A picture is cut off, damaged, or none of the kinds that browsers show."""


@dataclass(frozen=True)
class Picture:
    """A picture in its container. Width and height are in px, before it is turned upright.

    `place`: it says where it was taken; `camera`: it carries anything else that is no part of how it looks.
    `stripped` is the same picture without either.
    """

    width: int
    height: int
    place: bool
    camera: bool
    stripped: bytes
    is_turned: bool = False

    @property
    def upright(self) -> tuple[int, int]:
        """Width and height in px as readers see it."""
        return (self.height, self.width) if self.is_turned else (self.width, self.height)


@dataclass
class Found:
    """What a walk has found so far; `kept` are the parts that the picture cannot do without."""

    kept: list[bytes] = field(default_factory=list)
    size: tuple[int, int] | None = None
    place: bool = False
    camera: bool = False
    has_exif: bool = False
    is_turned: bool = False

    def sized(self, width: int, height: int) -> None:
        if self.size is not None or not width or not height:
            raise UnreadablePictureError
        self.size = (width, height)

    def left_out(self, part: bytes) -> None:
        self.camera |= bool(part)
        self.place |= b"GPSL" in part  # latitude and longitude in XMP

    def exif(self, tiff: bytes) -> bytes:
        """What of EXIF is kept. Browsers look at the first alone."""
        exif = read_exif(tiff)
        self.place |= exif.place
        self.camera |= exif.camera or self.has_exif
        minimal = b"" if self.has_exif else exif.minimal
        self.is_turned |= not self.has_exif and exif.orientation in ON_ITS_SIDE
        self.has_exif = True
        return minimal

    def picture(self, stripped: bytes) -> Picture:
        if self.size is None:
            raise UnreadablePictureError
        return Picture(*self.size, self.place, self.camera, stripped, self.is_turned)
