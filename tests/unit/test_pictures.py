"""What the container of a picture tells, and the same picture without what a camera wrote into it."""

import os
import struct
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pictured import (
    COLOURS,
    DAY,
    GPS_IN_XMP,
    GPS_VERSION,
    LATITUDE,
    MAKE,
    ORIENTATION,
    WEBP_CHUNK,
    XMP,
    chunk,
    exif,
    extended,
    frame,
    in_jpeg,
    jfif,
    jpeg,
    lossless,
    lossy,
    png,
    riff,
    scan,
    segment,
    webp,
)

from make_the_connection.api import load
from make_the_connection.content.annotations import FILE_NAME
from make_the_connection.content.images import MOST_ACROSS, MOST_BYTES, MOST_PIXELS
from make_the_connection.content.pictures import UnreadablePictureError, kind_of, read_picture, stripped

TURNED = exif((ORIENTATION, 6))
TOLD = exif((ORIENTATION, 6), (MAKE, 1), details=((DAY, 1),), place=((GPS_VERSION, 2), (LATITUDE, 1)))
ICC = b"ICC_PROFILE\0\1\1 a profile"
ADOBE = b"Adobe\0\x64\0\0\0\0\1"

PICTURES = {
    "a JPEG": jpeg(30, 20),
    "a JPEG with all that may stay": jpeg(
        30, 20, jfif(), in_jpeg(TURNED), segment(0xE2, ICC), segment(0xEE, ADOBE), scans=scan(b"\1\xff\0\xff\xd0\2")
    ),
    "a progressive JPEG": jpeg(30, 20, frame=0xC2, scans=scan() * 10),
    "a PNG": png(30, 20),
    "a PNG with all that may stay": png(30, 20, chunk(b"gAMA", b"\0\0\xb1\x8f"), chunk(b"eXIf", TURNED)),
    "a moving PNG": png(30, 20, chunk(b"acTL", bytes(8)), chunk(b"fcTL", bytes(26)), chunk(b"fdAT", bytes(9))),
    "a lossy WebP": webp(lossy(30, 20)),
    "a lossless WebP": webp(lossless(30, 20)),
    "a WebP with all that may stay": webp(
        extended(0x38, 30, 20), riff(b"ICCP", b"odd"), riff(b"ALPH", b"a"), lossy(30, 20), riff(b"EXIF", TURNED)
    ),
    "a moving WebP": webp(extended(0x02, 30, 20), riff(b"ANIM", bytes(6)), frame(lossy(8, 8)), frame(lossless(9, 9))),
}

GPS = XMP % GPS_IN_XMP
CARRYING = {
    "EXIF in a JPEG": (jpeg(8, 8, in_jpeg(TOLD)), jpeg(8, 8, in_jpeg(TURNED)), True),
    "EXIF of another order of bytes": (jpeg(8, 8, in_jpeg(exif((MAKE, 1), order="<"))), jpeg(8, 8), False),
    "the day among further details": (jpeg(8, 8, in_jpeg(exif(details=((DAY, 1),)))), jpeg(8, 8), False),
    "a second EXIF": (jpeg(8, 8, in_jpeg(TURNED), in_jpeg(TURNED)), jpeg(8, 8, in_jpeg(TURNED)), False),
    "a smaller picture in EXIF": (jpeg(8, 8, in_jpeg(exif(following=500))), jpeg(8, 8), False),
    "EXIF that is none": (jpeg(8, 8, in_jpeg(b"a camera of its own")), jpeg(8, 8), False),
    "a smaller picture in JFIF": (jpeg(8, 8, jfif(b"rgb")), jpeg(8, 8, jfif()), False),
    "XMP": (jpeg(8, 8, segment(0xE1, XMP % b"")), jpeg(8, 8), False),
    "the place in XMP": (jpeg(8, 8, segment(0xE1, GPS)), jpeg(8, 8), True),
    "IPTC": (jpeg(8, 8, segment(0xED, b"Photoshop 3.0\x008BIM\4\4")), jpeg(8, 8), False),
    "a comment": (jpeg(8, 8, segment(0xFE, b"Taken by nobody")), jpeg(8, 8), False),
    "more behind what a decoder needs": (
        jpeg(8, 8, segment(0xEE, ADOBE + b"!")), jpeg(8, 8, segment(0xEE, ADOBE)), False
    ),
    "another picture behind the end": (jpeg(8, 8, after=jpeg(8, 8, in_jpeg(TOLD))), jpeg(8, 8), False),
    "EXIF in a PNG": (png(1, 1, chunk(b"eXIf", TOLD)), png(1, 1, chunk(b"eXIf", TURNED)), True),
    "words in a PNG": (png(1, 1, chunk(b"tEXt", b"Author\0Nobody")), png(), False),
    "shortened words in a PNG": (png(1, 1, chunk(b"zTXt", b"Raw profile type exif\0\0")), png(), False),
    "XMP in a PNG": (png(1, 1, chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + GPS_IN_XMP)), png(), True),
    "the time of a PNG": (png(1, 1, chunk(b"tIME", bytes(7))), png(), False),
    "what nobody knows in a PNG": (png(1, 1, chunk(b"abCd", b"?")), png(), False),
    "a program behind a PNG": (png(after=b"PK\3\4"), png(), False),
    "EXIF and XMP in a WebP": (
        webp(extended(0x0C), WEBP_CHUNK, riff(b"EXIF", TOLD), riff(b"XMP ", b"<x/>")),
        webp(extended(0x08), WEBP_CHUNK, riff(b"EXIF", TURNED)),
        True,
    ),
    "EXIF as in a JPEG in a WebP": (
        webp(extended(0x08), WEBP_CHUNK, riff(b"EXIF", b"Exif\0\0" + exif((MAKE, 1)))),
        webp(extended(0), WEBP_CHUNK),
        False,
    ),
    "the place in XMP of a WebP": (
        webp(extended(4), WEBP_CHUNK, riff(b"XMP ", GPS)), webp(extended(0), WEBP_CHUNK), True
    ),
    "what nobody knows in a WebP": (webp(WEBP_CHUNK, riff(b"abcd", b"")), webp(), False),
    "what nobody knows in a frame": (
        webp(extended(2), frame(WEBP_CHUNK, riff(b"EXIF", TOLD))),
        webp(extended(2), frame(WEBP_CHUNK)),
        False,
    ),
    "a program behind a WebP": (webp(after=b"<script>"), webp(), False),
}  # fmt: skip


class TestAPicture:
    @pytest.mark.parametrize("data", PICTURES.values(), ids=PICTURES.keys())
    def test_tells_its_size_and_is_published_as_it_stands_where_it_carries_nothing(self, data: bytes) -> None:
        picture = read_picture(data)
        assert (picture.width, picture.height) == (30, 20)
        assert not picture.place
        assert not picture.camera
        assert picture.stripped == data

    @pytest.mark.parametrize(("data", "left", "place"), CARRYING.values(), ids=CARRYING.keys())
    def test_loses_what_it_carries_and_nothing_else(self, data: bytes, left: bytes, place: bool) -> None:
        picture = read_picture(data)
        assert picture.stripped == left
        assert picture.place == place
        assert picture.camera or picture.place

    @pytest.mark.parametrize("tags", [(), ((ORIENTATION, 1),), ((0x011A, 72), (0x0128, 2))])
    def test_is_not_said_to_carry_what_tells_nothing_of_anyone(self, tags: tuple[tuple[int, int], ...]) -> None:
        picture = read_picture(jpeg(8, 8, in_jpeg(exif(*tags, details=((COLOURS, 1),), place=((GPS_VERSION, 2),)))))
        assert (picture.place, picture.camera, picture.stripped) == (False, False, jpeg(8, 8))

    @pytest.mark.parametrize("orientation", range(1, 9))
    @pytest.mark.parametrize("order", "<>")
    def test_stays_upright(self, orientation: int, order: str) -> None:
        upright = exif((ORIENTATION, orientation))
        data = jpeg(30, 20, in_jpeg(exif((ORIENTATION, orientation), (MAKE, 7), order=order)))
        assert stripped(data) == (jpeg(30, 20, in_jpeg(upright)) if orientation > 1 else jpeg(30, 20))
        assert read_picture(data).upright == ((20, 30) if orientation >= 5 else (30, 20))

    @pytest.mark.parametrize("orientation", [0, 9, 65535])
    def test_is_not_turned_as_nothing_can_be(self, orientation: int) -> None:
        assert stripped(jpeg(8, 8, in_jpeg(exif((ORIENTATION, orientation))))) == jpeg(8, 8)


BROKEN = {
    "nothing": b"",
    "words": b"not a picture",
    "a GIF": b"GIF89a" + bytes(20),
    "no size in a JPEG": b"\xff\xd8" + scan() + b"\xff\xd9",
    "two sizes in a JPEG": jpeg(8, 8, segment(0xC0, b"\x08\0\x08\0\x08\1\1\x11\0")),
    "a JPEG without pixels": jpeg(scans=b""),
    "a JPEG of no height": jpeg(8, 0),
    "a JPEG that only old programs read": jpeg(frame=0xC9),
    "a segment longer than the file": b"\xff\xd8\xff\xe1\xff\xff",
    "a segment shorter than its own length": b"\xff\xd8\xff\xe1\0\1" + jpeg()[2:],
    "something between two segments": jpeg(8, 8, b"?"),
    "a JPEG of more scans than anyone needs": jpeg(frame=0xC2, scans=scan() * 101),
    "a chunk that has been changed": png().replace(b"IDAT", b"IDAt"),
    "a PNG without pixels": png()[:33] + chunk(b"IEND", b""),
    "a PNG that begins with something else": png()[:8] + chunk(b"CgBI", bytes(4)) + png()[8:],
    "a PNG that begins twice": png(1, 1, png()[8:33]),
    "a PNG of a part that nobody knows": png(1, 1, chunk(b"CODE", b"")),
    "a PNG of no width": png(0, 1),
    "a WebP without pixels": webp(extended(0)),
    "a WebP that says two sizes": webp(extended(0, 9, 9), WEBP_CHUNK),
    "a WebP of two pictures": webp(WEBP_CHUNK, WEBP_CHUNK),
    "a WebP of a frame that does not move": webp(extended(0), frame(WEBP_CHUNK)),
    "a WebP of no width": webp(lossy(0, 1)),
    "a WebP longer than the file": webp()[:4] + struct.pack("<I", 5000) + webp()[8:],
    "a chunk longer than the WebP": webp(b"VP8L\xff\xff\xff\xff"),
}  # fmt: skip


class TestWhatIsNoPicture:
    @pytest.mark.parametrize("data", BROKEN.values(), ids=BROKEN.keys())
    def test_is_not_read_and_nothing_of_it_is_published(self, data: bytes) -> None:
        with pytest.raises(UnreadablePictureError):
            read_picture(data)
        assert stripped(data) == b""

    @pytest.mark.parametrize("data", PICTURES.values(), ids=PICTURES.keys())
    def test_is_a_picture_cut_off_anywhere(self, data: bytes) -> None:
        for end in range(len(data)):
            assert stripped(data[:end]) == b""

    @pytest.mark.parametrize(
        ("data", "kind"),
        [
            (b"<!DOCTYPE html><svg>", "HTML"),
            (b"\xef\xbb\xbf <?xml version='1.0'?><!-- -->\n<svg xmlns=", "SVG"),
            (b"II*\0", "TIFF"),
            (b"\0\0\0\x1cftypavif", "AVIF"),
            (b"\0\0\0\x1cftypheic", "HEIC"),
            (b"BM" + bytes(8), "BMP"),
            (b"%PDF-1.7", "PDF"),
            (b"PK\3\4", "ZIP"),
            (b"a < b", None),
        ],
    )
    def test_is_called_what_it_is(self, data: bytes, kind: str | None) -> None:
        assert kind_of(data) == kind


wholes = st.sampled_from([*PICTURES.values(), *(data for data, _, _ in CARRYING.values())])


class TestAnyBytes:
    @given(st.one_of(st.binary(), st.builds(bytes.__add__, wholes.map(lambda data: data[:12]), st.binary())))
    def test_are_read_or_refused(self, data: bytes) -> None:
        self.holds(data)

    @given(wholes, st.data())
    def test_in_place_of_some_of_a_picture_are_read_or_refused(self, data: bytes, drawn: st.DataObject) -> None:
        start = drawn.draw(st.integers(0, len(data)))
        end = start + drawn.draw(st.integers(0, 4))
        self.holds(data[:start] + drawn.draw(st.binary(max_size=8)) + data[end:])

    @given(st.binary(), st.sampled_from("<>"))
    def test_in_exif_are_left_out_or_turn_the_picture(self, data: bytes, order: str) -> None:
        head = {">": b"MM\0*\0\0\0\x08", "<": b"II*\0\x08\0\0\0"}[order]
        left = stripped(jpeg(8, 8, in_jpeg(head + data)))
        assert left in {jpeg(8, 8), *(jpeg(8, 8, in_jpeg(exif((ORIENTATION, turned)))) for turned in range(2, 9))}

    def holds(self, data: bytes) -> None:
        left = stripped(data)
        assert stripped(left) == left
        if left:
            before, after = read_picture(data), read_picture(left)
            assert (after.width, after.height) == (before.width, before.height)
            assert (after.place, after.camera) == (False, False)
            assert kind_of(left) == kind_of(data)


class TestAnImageInAnEntry:
    @pytest.fixture
    def codes(self, planted: Callable[[Mapping[str, bytes]], Path]) -> Callable[..., list[str]]:
        def check(name: str, data: bytes) -> list[str]:
            path = planted({name: data})
            return [d.code for d in load(path).diagnostics if d.location.path == name]

        return check

    @pytest.mark.parametrize(
        ("data", "expected"),
        [
            (png(MOST_ACROSS, MOST_PIXELS // MOST_ACROSS), []),
            (png(MOST_ACROSS + 1, 1), ["picture-too-large"]),
            (png(5000, MOST_PIXELS // 5000 + 1), ["picture-too-large"]),
            (png(2**31 - 1, 2**31 - 1), ["picture-too-large"]),
            (bytes(MOST_BYTES), ["picture-not-readable"]),
            (bytes(MOST_BYTES + 1), ["picture-too-large"]),
        ],
        ids=["at the limit", "too wide", "too many pixels", "a bomb", "as many bytes as may be", "too many bytes"],
    )
    def test_has_a_size_that_browsers_can_bear(
        self, codes: Callable[..., list[str]], data: bytes, expected: list[str]
    ) -> None:
        assert codes("plants/rose/bud.png", data) == expected

    def test_has_a_name_that_is_the_same_everywhere(self) -> None:
        names = [
            "sky.php.jpg",
            "Sky.jpg",
            "sky.JPG",
            "the sky.jpg",
            "../sky.jpg",
            "aux.png",
            "sky.gif",
            ".jpg",
            "awyr-glâs.png",
        ]
        assert [name for name in (*names, "sky-2_b.jpeg", "auxiliary.webp") if FILE_NAME.fullmatch(name)] == [
            "sky-2_b.jpeg",
            "auxiliary.webp",
        ]

    @pytest.mark.skipif(os.name == "nt", reason="no such name there")
    def test_has_no_name_that_could_lead_elsewhere(self, planted: Callable[[Mapping[str, bytes]], Path]) -> None:
        loaded = load(planted({"plants/rose/..\\bud.png": png()}))
        assert loaded.site is not None
        assert list(loaded.site.entries["plant:rose"].images) == ["rose.png"]
        assert [d.code for d in loaded.errors] == ["bad-file-name"]

    def test_is_a_file(self, planted: Callable[[Mapping[str, bytes]], Path]) -> None:
        found = load(planted({"plants/rose/bud.png/leaf.txt": b""})).diagnostics
        assert "picture-not-readable" in {d.code for d in found if d.location.path == "plants/rose/bud.png"}
