"""The zip of a site is the whole of it, unpacks anywhere, and is the same whenever and wherever it is made."""

import io
import os
import shutil
import zipfile
from pathlib import Path, PurePosixPath

import pytest
from building import ORCHARD, loaded

from crawl import Site as Crawled
from crawl import address_of
from make_the_connection.downloads.release import release_of
from make_the_connection.downloads.site_zip import FOLDER, NONE_HERE, site_zip
from make_the_connection.site import Site

LONGEST = 160
"""Windows refuses paths of 260 characters, and a folder of somebody's own stands before these."""
DEVICES = {"aux", "con", "nul", "prn", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))}
OTHERWISE = {NONE_HERE[0], "404.html"}
"""What in a copy has other words, because the downloads are not there, and no server."""


@pytest.fixture(scope="module")
def orchard() -> Site:
    site = loaded(ORCHARD / "mkdocs.yml").site
    assert site is not None
    return site


@pytest.fixture(scope="module")
def packed(orchard: Site, built_orchard: Path) -> bytes:
    return site_zip(orchard, built_orchard)


@pytest.fixture(scope="module")
def names(packed: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        return archive.namelist()


@pytest.fixture(scope="module")
def unpacked(packed: bytes, tmp_path_factory: pytest.TempPathFactory) -> Crawled:
    folder = tmp_path_factory.mktemp("zip") / "Mein Exemplar – à emporter"
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        archive.extractall(folder)
    return Crawled(folder, "https://orchard.example/garten/")


def test_holds_every_file_but_the_downloads(names: list[str], built_orchard: Path, unpacked: Crawled) -> None:
    built = {path.relative_to(built_orchard).as_posix() for path in built_orchard.rglob("*") if path.is_file()}
    whole = {name for name in built if not name.startswith((".", f"{FOLDER}/"))} | {NONE_HERE[0]}
    assert set(names) == whole
    there, here = (unpacked.folder, built_orchard)
    assert [name for name in whole - OTHERWISE if (there / name).read_bytes() != (here / name).read_bytes()] == []


def test_leads_nowhere_else_once_it_is_unpacked(unpacked: Crawled) -> None:
    assert address_of(unpacked) == "https://orchard.example/garten/"
    assert list(unpacked.broken()) == []
    assert list(unpacked.absolute()) == []
    assert "de/index.html" in unpacked.pages["404.html"].links
    assert list(unpacked.elsewhere()) == []


class TestItsBytes:
    def test_depend_on_nothing_but_what_the_files_hold(
        self, orchard: Site, built_orchard: Path, packed: bytes, tmp_path: Path
    ) -> None:
        assert site_zip(orchard, built_orchard) == packed
        there = [path for path in built_orchard.rglob("*") if path.is_file()]
        for number, path in enumerate(reversed(there)):
            copy = tmp_path / path.relative_to(built_orchard)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, copy)
            copy.chmod(0o600)
            os.utime(copy, (number * 100_000, number * 100_000))
        (tmp_path / FOLDER).mkdir(exist_ok=True)
        (tmp_path / FOLDER / "before.zip").write_bytes(packed)
        assert site_zip(orchard, tmp_path) == packed

    def test_change_with_any_file(self, orchard: Site, built_orchard: Path, packed: bytes, tmp_path: Path) -> None:
        copy = tmp_path / "copy"
        shutil.copytree(built_orchard, copy)
        (copy / "index.html").write_text("<p>", encoding="utf-8")
        assert site_zip(orchard, copy) != packed

    def test_name_their_release(self, orchard: Site, packed: bytes, names: list[str]) -> None:
        with zipfile.ZipFile(io.BytesIO(packed)) as archive:
            assert archive.comment.decode() == release_of(orchard).name
            assert {each.date_time[:3] for each in archive.infolist()} == {orchard.as_of.timetuple()[:3]}
        assert names == sorted(names)


class TestItsNames:
    def test_are_ones_that_every_system_can_write(self, names: list[str]) -> None:
        assert [name for name in names if len(name) > LONGEST] == []
        parts = {part for name in names for part in PurePosixPath(name).parts}
        assert [part for part in parts if part.lower().partition(".")[0] in DEVICES or part.endswith((".", " "))] == []
        assert [part for part in parts if set(part) & set('<>:"\\|?*') or not part.isprintable()] == []

    def test_differ_in_more_than_their_capitals(self, names: list[str]) -> None:
        folders = {parent.as_posix() for name in names for parent in PurePosixPath(name).parents}
        assert len({name.lower() for name in (*names, *folders)}) == len(names) + len(folders)
