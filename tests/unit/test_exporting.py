"""`make-the-connection export`: files for other systems, each put in place whole."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from make_the_connection.cli import main
from make_the_connection.exports import FILES

Plant = Callable[[Mapping[str, str | bytes | None]], Path]

GARDEN = Path(__file__).parent / "garden" / "mkdocs.yml"


def export(folder: Path, *arguments: str, config: Path = GARDEN) -> int:
    return main(["export", "-f", str(config), "-d", str(folder), "--as-of", "2024-02-29", *arguments])


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


class TestExport:
    def test_writes_every_file_and_names_it(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert export(tmp_path) == 0
        assert {f"data/{name}" for name in FILES} < names(tmp_path)
        assert sorted(capsys.readouterr().out.splitlines()) == sorted(str(tmp_path / name) for name in names(tmp_path))

    def test_writes_only_what_is_asked_for(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert export(tmp_path, "--only", "crosswalk.csv", "crosswalk.json") == 0
        assert names(tmp_path) == {"data/crosswalk.csv", "data/crosswalk.json"}
        assert len(capsys.readouterr().out.splitlines()) == 2

    def test_gives_the_day_that_is_asked_for(self, tmp_path: Path) -> None:
        export(tmp_path, "--only", "crosswalk.json")
        assert '"as_of": "2024-02-29"' in (tmp_path / "data" / "crosswalk.json").read_text(encoding="utf-8")

    def test_takes_the_place_of_what_was_written_before(self, tmp_path: Path) -> None:
        (tmp_path / "data").mkdir()
        (tmp_path / "data" / "crosswalk.csv").write_text("old")
        assert export(tmp_path, "--only", "crosswalk.csv") == 0
        assert (tmp_path / "data" / "crosswalk.csv").read_bytes().startswith(b"\xef\xbb\xbfidentifier")

    def test_names_the_files_that_there_are_where_one_is_unknown(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert export(tmp_path, "--only", "crosswalk.csv", "crosswalk.xml") == 2
        error = capsys.readouterr().err
        assert "“crosswalk.xml”" in error
        assert all(name in error for name in FILES)
        assert names(tmp_path) == set()

    def test_writes_nothing_while_the_site_has_errors(
        self, planted: Plant, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        broken = planted({"plants/rose/facts.yml": "height: tall\n"})
        assert export(tmp_path / "export", config=broken) == 1
        assert "plants/rose/facts.yml:1:9: error[wrong-kind]" in capsys.readouterr().err
        assert not (tmp_path / "export").exists()

    def test_writes_nothing_where_there_is_no_site(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert export(tmp_path / "export", config=tmp_path / "mkdocs.yml") == 1
        assert "error[missing-file]" in capsys.readouterr().err
        assert not (tmp_path / "export").exists()

    def test_says_which_file_could_not_be_written(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (tmp_path / "data").write_text("a file where a folder is to be")
        assert export(tmp_path, "--only", "crosswalk.csv") == 1
        assert str(tmp_path / "data" / "crosswalk.csv") in capsys.readouterr().err

    def test_leaves_what_was_there_where_the_new_file_cannot_be_put_in_its_place(self, tmp_path: Path) -> None:
        standing = tmp_path / "data" / "crosswalk.csv" / "kept"
        standing.mkdir(parents=True)
        assert export(tmp_path, "--only", "crosswalk.csv") == 1
        assert list((tmp_path / "data").iterdir()) == [standing.parent]

    @pytest.mark.parametrize("day", ["yesterday", "2024-02-30"])
    def test_asks_for_a_day_that_there_is(self, day: str, capsys: pytest.CaptureFixture[str]) -> None:
        with pytest.raises(SystemExit) as ended:
            main(["export", "--as-of", day])
        assert ended.value.code == 2
        assert f"'{day}' is not a date" in capsys.readouterr().err
