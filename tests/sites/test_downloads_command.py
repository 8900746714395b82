"""What there is of a site to take away: made by one command, all of it or, where a tool is missing, all the others."""

import hashlib
import json
import shutil
import sys
from pathlib import Path

import pytest
from building import ORCHARD, loaded

from make_the_connection.cli import main
from make_the_connection.downloads.release import RELEASE_FILE, Release, release_of, release_script

CONFIG = str(ORCHARD / "mkdocs.yml")
BOOKS = [f"orchard-{code}.{form}" for form in ("epub", "pdf") for code in ("de", "fr-CH")]
HANDOUTS = [f"orchard-{slug}-{code}.pdf" for code in ("de", "fr-CH") for slug in ("einmachen", "winterschnitt")]


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def side_file(folder: Path) -> dict[str, object]:
    text = (folder / "downloads.js").read_text(encoding="utf-8")
    value: dict[str, object] = json.loads(text.removeprefix("var mtcDownloads = ").removesuffix(";\n"))
    return value


@pytest.fixture(scope="module")
def made(built_orchard: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The orchard with its downloads. Tests leave it as it is."""
    site = shutil.copytree(built_orchard, tmp_path_factory.mktemp("made") / "site")
    # Whoever changes something while the tests run has another commit by now.
    orchard, said = loaded(ORCHARD / "mkdocs.yml").site, site / RELEASE_FILE
    assert orchard is not None
    built = json.loads(said.read_text(encoding="utf-8").removeprefix("var mtcRelease = ").removesuffix(";\n"))
    said.write_text(release_script(Release(built["day"], release_of(orchard).commit)), encoding="utf-8")
    assert main(["downloads", str(site), "-f", CONFIG]) == 0
    return site


@pytest.fixture
def site(made: Path, tmp_path: Path) -> Path:
    """The orchard with its downloads, to change."""
    return shutil.copytree(made, tmp_path / "site")


class TestDownloads:
    def test_are_the_site_and_a_book_and_handouts_in_each_language(self, made: Path) -> None:
        names = set(files(made / "downloads"))
        assert names == {"orchard.zip", *BOOKS, *HANDOUTS, "SHA256SUMS", "downloads.js"}

    def test_have_sums_that_are_right(self, made: Path) -> None:
        sums = (made / "downloads" / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
        found = dict(reversed(line.split("  ")) for line in sums)
        there = files(made / "downloads")
        assert found == {name: hashlib.sha256(there[name]).hexdigest() for name in found}
        assert set(found) == set(there) - {"SHA256SUMS", "downloads.js"}

    def test_are_told_of_in_the_side_file(self, made: Path) -> None:
        release = (made / "release.js").read_text(encoding="utf-8")
        told = side_file(made / "downloads")
        assert json.loads(release.removeprefix("var mtcRelease = ").removesuffix(";\n")) == told["release"]
        there = files(made / "downloads")
        assert {(each["path"], each["bytes"]) for each in told["files"]} == {
            (name, len(data)) for name, data in there.items() if name not in ("SHA256SUMS", "downloads.js")
        }

    def test_are_the_same_bytes_each_time(self, made: Path, site: Path) -> None:
        shutil.rmtree(site / "downloads")
        assert main(["downloads", str(site), "-f", CONFIG]) == 0
        assert files(site / "downloads") == files(made / "downloads")


class TestWhatCannotBeMade:
    def test_is_named_and_the_others_are_made(
        self, site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setitem(sys.modules, "typst", None)
        assert main(["downloads", str(site), "-f", CONFIG]) == 1
        said = capsys.readouterr().err
        assert "orchard-de.pdf wurde nicht gemacht, weil das Paket typst fehlt" in said
        assert "orchard-de.pdf n’a pas été fait, car le paquet typst manque" in said
        assert set(files(site / "downloads")) == {"orchard.zip", *BOOKS[:2], "SHA256SUMS", "downloads.js"}

    def test_is_said_of_what_judges_e_books(
        self, site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setattr("shutil.which", lambda *_, **__: None)
        assert main(["downloads", str(site), "-f", CONFIG, "--check"]) == 1
        said = capsys.readouterr().err
        assert "weil Java fehlt" in said
        assert "nicht gemacht" not in said
        assert set(BOOKS) < set(files(site / "downloads"))

    def test_is_anything_of_a_site_of_another_release(self, site: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (site / "release.js").write_text('var mtcRelease = {"day": "2020-02-29", "commit": "0123456789ab"};\n')
        before = files(site / "downloads")
        assert main(["downloads", str(site), "-f", CONFIG]) == 1
        assert "2020-02-29 0123456789ab" in capsys.readouterr().err
        assert files(site / "downloads") == before

    @pytest.mark.parametrize("text", [None, "", "var mtcRelease = [];\n", 'var mtcRelease = {"day": "soon"};\n'])
    def test_is_anything_of_what_is_no_site(self, text: str | None, tmp_path: Path) -> None:
        if text is not None:
            (tmp_path / "release.js").write_text(text, encoding="utf-8")
        assert main(["downloads", str(tmp_path), "-f", CONFIG]) == 1
        assert not (tmp_path / "downloads").exists()
