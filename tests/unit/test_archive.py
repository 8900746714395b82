"""The bytes of a zip follow from what is in it, and every program that unpacks zips can read it."""

import datetime
import io
import zipfile

import pytest

from make_the_connection.downloads.archive import Member, archive

DAY = datetime.date(2026, 11, 22)
MEMBERS = (
    Member("mimetype", b"application/epub+zip", stored=True),
    Member("en/tŷ – a b.html", b"<p>" * 500),
    Member("picture.PNG", b"\x89PNG" * 500),
)


def read(data: bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(data))


def test_what_goes_in_comes_out_in_the_same_order() -> None:
    with read(archive(MEMBERS, DAY)) as packed:
        assert packed.testzip() is None
        assert packed.namelist() == [member.path for member in MEMBERS]
        assert [packed.read(member.path) for member in MEMBERS] == [member.data for member in MEMBERS]


def test_the_same_members_of_the_same_day_are_the_same_bytes() -> None:
    assert archive(MEMBERS, DAY, "of today") == archive(iter(MEMBERS), DAY, "of today")


@pytest.mark.parametrize(
    "other",
    [
        archive(MEMBERS[1:], DAY),
        archive(reversed(MEMBERS), DAY),
        archive(MEMBERS, DAY + datetime.timedelta(days=1)),
        archive(MEMBERS, DAY, "a comment"),
    ],
)
def test_any_others_are_other_bytes(other: bytes) -> None:
    assert other != archive(MEMBERS, DAY)


def test_what_is_small_already_or_has_to_be_found_as_it_is_is_not_packed() -> None:
    with read(archive(MEMBERS, DAY)) as packed:
        kinds = {each.filename: each.compress_type for each in packed.infolist()}
        packed_size = packed.getinfo(MEMBERS[1].path).compress_size
    assert kinds == {
        "mimetype": zipfile.ZIP_STORED,
        "en/tŷ – a b.html": zipfile.ZIP_DEFLATED,
        "picture.PNG": zipfile.ZIP_STORED,
    }
    assert packed_size < len(MEMBERS[1].data) / 10
    # An e-book is known by these bytes.
    assert archive(MEMBERS, DAY)[30:58] == b"mimetypeapplication/epub+zip"


def test_every_file_is_of_its_day_and_for_all_to_read_wherever_it_was_packed() -> None:
    with read(archive(MEMBERS, DAY)) as packed:
        assert {each.date_time for each in packed.infolist()} == {(2026, 11, 22, 0, 0, 0)}
        assert {each.external_attr >> 16 for each in packed.infolist()} == {0o100644}
        assert {each.create_system for each in packed.infolist()} == {3}


def test_no_day_is_too_early_for_a_zip() -> None:
    with read(archive(MEMBERS, datetime.date(1979, 5, 1))) as packed:
        assert packed.infolist()[0].date_time == (1980, 5, 1, 0, 0, 0)


def test_its_comment_is_there_for_whoever_looks() -> None:
    with read(archive(MEMBERS, DAY, "2026-11-22 ŵ")) as packed:
        assert packed.comment.decode() == "2026-11-22 ŵ"
