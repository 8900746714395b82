"""Pictures are published without what cameras, telephones and programs wrote into them."""

from pathlib import Path

import pytest
from building import ORCHARD, copied
from mkdocs.config import load_config
from mkdocs.structure.files import Files

from make_the_connection.adapters.mkdocs.language_pass import LanguagePass
from make_the_connection.adapters.mkdocs.mounting import mount
from make_the_connection.api import load
from make_the_connection.content.pictures import read_picture, stripped

CARRYING = "techniques/einmachen/glas.jpg"
TOLD = [b"GPSLatitude", b"Aufgenommen von niemandem", b"dahinter"]


@pytest.fixture(scope="module")
def source() -> bytes:
    return (ORCHARD / CARRYING).read_bytes()


class TestAPicture:
    @pytest.mark.parametrize("language", ["de", "fr-CH"])
    def test_is_published_without_what_it_carried_and_upright(
        self, built_orchard: Path, source: bytes, language: str
    ) -> None:
        published = (built_orchard / language / CARRYING).read_bytes()
        assert all(told in source for told in TOLD)
        assert not any(told in published for told in TOLD)
        before, after = read_picture(source), read_picture(published)
        assert (before.place, before.camera) == (True, True)
        assert (after.place, after.camera) == (False, False)
        assert (after.width, after.height) == (before.width, before.height)
        assert published.count(b"Exif\0") == 1

    @pytest.mark.parametrize("root", ["built_site", "built_orchard"])
    def test_carries_nothing_on_any_page_of_an_entry(self, root: str, request: pytest.FixtureRequest) -> None:
        built = request.getfixturevalue(root)
        files = [path for path in built.rglob("*/*/*") if path.is_file() and "assets" not in path.parts]
        pictures = [path for path in files if path.suffix in {".jpg", ".jpeg", ".png", ".webp"}]
        assert [path for path in pictures if stripped(path.read_bytes()) != path.read_bytes()] == []
        assert root == "built_site" or {path.name for path in pictures} == {"birnbaum.png", "glas.jpg"}

    def test_is_shown_no_other_way_while_serving_and_not_at_all_where_it_is_broken(
        self, source: bytes, tmp_path: Path
    ) -> None:
        root = copied(ORCHARD, tmp_path / "orchard")
        (root / "techniques/einmachen/bruch.jpg").write_bytes(source[:200])
        loaded = load(root / "mkdocs.yml")
        assert [diagnostic.code for diagnostic in loaded.errors] == ["picture-not-readable"]
        current = LanguagePass(loaded, "de", str(tmp_path / "built"), serving=True)
        config = load_config(str(root / "mkdocs.yml"))
        config.plugins._current_plugin = None  # as MkDocs has it while it asks for files
        files = mount(current, Files([]), config)
        shown = {path: file.content_bytes for path, file in files.src_uris.items() if path.endswith(".jpg")}
        assert shown == {CARRYING: stripped(source), "techniques/einmachen/bruch.jpg": b""}
