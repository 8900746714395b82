"""While a site is served, an entry that can no longer be read stays as it was until it is mended."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from building import copied

from make_the_connection.api import Loaded, load_configured
from make_the_connection.site import Site

GARDEN = Path(__file__).parent / "garden"
ROSE = "plant:rose"


@pytest.fixture
def garden_folder(tmp_path: Path) -> Path:
    return copied(GARDEN, tmp_path / "garden")


def read(folder: Path, before: Site | None = None) -> Loaded:
    configured: Any = yaml.safe_load((folder / "mkdocs.yml").read_text(encoding="utf-8"))
    return load_configured(folder, configured["plugins"][0]["make-the-connection"], before=before)


def changed(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_it_is_as_it_was_and_what_is_wrong_is_said(garden_folder: Path) -> None:
    before = read(garden_folder).site
    assert before is not None
    changed(garden_folder / "plants" / "rose" / "facts.yml", "height: 120", "height: tall")

    after = read(garden_folder, before)

    assert after.site is not None
    assert list(after.site.entries) == list(before.entries)
    assert after.site.entries[ROSE] is before.entries[ROSE]
    assert after.site.graph == before.graph
    assert [unread.key for unread in after.site.unread] == [ROSE]
    assert [each.code for each in after.errors] == ["wrong-kind"]


def test_it_is_gone_where_it_was_not_there_before(garden_folder: Path) -> None:
    changed(garden_folder / "plants" / "rose" / "facts.yml", "height: 120", "height: tall")
    after = read(garden_folder)
    assert after.site is not None
    assert ROSE not in after.site.entries


def test_it_is_read_again_once_it_is_mended(garden_folder: Path) -> None:
    before = read(garden_folder).site
    changed(garden_folder / "plants" / "rose" / "facts.yml", "height: 120", "height: tall")
    wrong = read(garden_folder, before).site
    changed(garden_folder / "plants" / "rose" / "facts.yml", "height: tall", "height: 130")

    after = read(garden_folder, wrong)

    assert after.site is not None
    assert after.errors == ()
    assert after.site.unread == ()
    assert after.site.entries[ROSE].facts.height == 130  # type: ignore[attr-defined]


def test_it_is_gone_once_it_is_withdrawn(garden_folder: Path) -> None:
    before = read(garden_folder).site
    (garden_folder / "plants" / "rose" / "facts.yml").write_text("withdrawn: true\n", encoding="utf-8")
    after = read(garden_folder, before)
    assert after.site is not None
    assert ROSE not in after.site.entries


def test_facts_of_another_model_are_not_kept(garden_folder: Path) -> None:
    before = read(garden_folder).site
    changed(garden_folder / "plants" / "rose" / "facts.yml", "height: 120", "height: tall")
    changed(garden_folder / "model.yml", "en: Height in cm", "en: Height")
    after = read(garden_folder, before)
    assert after.site is not None
    assert ROSE not in after.site.entries
