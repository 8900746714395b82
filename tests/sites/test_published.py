"""The files above the languages are published with the site, and the command makes the same."""

import json
from pathlib import Path

import pytest
from building import ORCHARD, ROOT, loaded

from crawl import crawled
from make_the_connection.cli import main
from make_the_connection.exports import FILES, work_files
from make_the_connection.exports.crosswalk_json import read_crosswalk
from make_the_connection.exports.table_csv import table_files


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


class TestPublishedFiles:
    @pytest.fixture(params=[(ROOT, "built_site"), (ORCHARD, "built_orchard")], ids=["this site", "orchard"])
    def source(self, request: pytest.FixtureRequest) -> tuple[Path, Path]:
        root, built = request.param
        return root, request.getfixturevalue(built)

    def test_hold_the_graph_of_the_site(self, source: tuple[Path, Path]) -> None:
        root, built = source
        site = loaded(root / "mkdocs.yml").site
        assert site is not None
        assert read_crosswalk((built / "data" / "crosswalk.json").read_bytes()) == site.graph

    def test_are_linked_from_the_page_about_them_in_every_language(self, source: tuple[Path, Path]) -> None:
        site = loaded(source[0] / "mkdocs.yml").site
        assert site is not None
        built = crawled(source[1])
        languages = json.loads((source[1] / "data" / "crosswalk.json").read_bytes())["languages"]
        for language in languages:
            links = built.pages[f"{language['code']}/data.html"].links
            names = [link.removeprefix("../data/") for link in links if link.startswith("../data/")]
            assert names[: len(FILES)] == list(FILES)
            assert sorted(names[len(FILES) :]) == sorted([*work_files(site), *table_files(site)])

    def test_are_those_that_the_command_makes_of_the_same_day(self, built_orchard: Path, tmp_path: Path) -> None:
        as_of = json.loads((built_orchard / "data" / "crosswalk.json").read_bytes())["as_of"]
        assert main(["export", "-f", str(ORCHARD / "mkdocs.yml"), "-d", str(tmp_path), "--as-of", as_of]) == 0
        made = files(tmp_path)
        assert set(made) > {f"data/{name}" for name in FILES}
        assert made == {name: data for name, data in files(built_orchard).items() if name in made}
        orchard = loaded(ORCHARD / "mkdocs.yml").site
        assert orchard is not None
        data = {f"data/{name}" for name in (*FILES, *work_files(orchard), *table_files(orchard))}
        assert {name for name in files(built_orchard) if name.startswith("data/")} == data
