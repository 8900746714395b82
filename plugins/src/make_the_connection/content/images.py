"""The images in the folder of an entry: which of them are pictures, of what size, and what else they tell."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePath

from make_the_connection.content.annotations import FILE_NAME
from make_the_connection.content.pictures import ENDINGS, Picture, UnreadablePictureError, kind_of, read_picture
from make_the_connection.diagnostics import Diagnostic, Location

SVG = ".svg"
IMAGES = frozenset({*ENDINGS, SVG})
"""The endings of the names of images."""

_ENDINGS = tuple(IMAGES)

Images = Mapping[str, tuple[int, int] | None]
"""The names of the images of an entry, each with its width and height in px where they are known."""

MOST_BYTES = 3_000_000
MOST_ACROSS = 6000
MOST_PIXELS = 24_000_000
"""A browser keeps four bytes for each pixel of a picture, whatever the file's own size."""


def images_of(folder: Path, names: Iterable[str], shown: str, found: list[Diagnostic], *, contributed: bool) -> Images:
    """The images of an entry, among all names in its folder. `contributed`: strangers may have brought them."""
    files = sorted(folder / name for name in names if name.lower().endswith(_ENDINGS) and PurePath(name).suffix)
    kept: dict[str, tuple[int, int] | None] = {}
    for path in files:
        where = Location(f"{shown}/{path.name}")
        refused = _refused(path, contributed=contributed)
        found.extend(Diagnostic.at(where, code) for code in refused)
        if contributed and not FILE_NAME.fullmatch(path.name):
            found.append(Diagnostic.at(where, "bad-file-name", value=path.name))
        # To MkDocs a backslash is the end of a folder's name.
        if not refused and "\\" not in path.name:
            kept[path.name] = _size(path, where, found, contributed=contributed)
    return kept


def pictures_among(images: Iterable[str]) -> tuple[str, ...]:
    """The images that may show people: all but drawings."""
    return tuple(name for name in images if not name.lower().endswith(SVG))


def _refused(path: Path, *, contributed: bool) -> tuple[str, ...]:
    """Why a file is not looked into at all. An SVG file can run scripts, so strangers may not bring one."""
    if path.is_symlink():
        return ("symbolic-link",)
    if not path.is_file():
        return ("picture-not-readable",)
    return ("svg-from-contributor",) if contributed and path.suffix.lower() == SVG else ()


def _size(path: Path, where: Location, found: list[Diagnostic], *, contributed: bool) -> tuple[int, int] | None:
    """How large a picture is shown, where it can be read; what is wrong with it is added to `found`."""
    expected = ENDINGS.get(path.suffix.lower())
    if expected is None:
        return None
    if (size := path.stat().st_size) > MOST_BYTES:
        found.append(_too_large(where, f"{size // 1000} kB", f"{MOST_BYTES // 1000} kB"))
        return None
    data = path.read_bytes()
    kind = kind_of(data)
    if kind not in {expected, None}:
        found.append(Diagnostic.at(where, "picture-of-another-kind", value=kind, expected=expected))
    try:
        picture = read_picture(data)
    except UnreadablePictureError:
        if kind in {expected, None}:
            found.append(Diagnostic.at(where, "picture-not-readable"))
        return None
    found.extend(_wrong_with(picture, where, contributed=contributed))
    return picture.upright


def _wrong_with(picture: Picture, where: Location, *, contributed: bool) -> Iterator[Diagnostic]:
    """What is wrong with a picture, and what a stranger's tells beside what it shows."""
    across, pixels = max(picture.width, picture.height), picture.width * picture.height
    if across > MOST_ACROSS:
        yield _too_large(where, f"{across} px", f"{MOST_ACROSS} px")
    elif pixels > MOST_PIXELS:
        yield _too_large(where, f"{picture.width} × {picture.height} px", f"{MOST_PIXELS // 1_000_000} Mpx")
    if contributed and picture.place:
        yield Diagnostic.at(where, "picture-place")
    if contributed and picture.camera:
        yield Diagnostic.at(where, "picture-camera")


def _too_large(where: Location, size: str, limit: str) -> Diagnostic:
    return Diagnostic.at(where, "picture-too-large", size=size, limit=limit)
