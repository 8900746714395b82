"""While a site is served, only what has changed is read again, and an entry that cannot be read stays as it was."""

from pathlib import Path

import pytest
from building import copied, grown_old, loaded_again

from make_the_connection.api import Held, Loaded
from make_the_connection.cache import seen, settled

GARDEN = Path(__file__).parent / "garden"
ROSE = "plant:rose"


@pytest.fixture
def garden_folder(tmp_path: Path) -> Path:
    return copied(GARDEN, tmp_path / "garden")


def read(folder: Path, held: Held | None = None) -> Loaded:
    return loaded_again(folder / "mkdocs.yml", held)


def changed(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_it_is_as_it_was_and_what_is_wrong_is_said(garden_folder: Path) -> None:
    held = Held()
    before = read(garden_folder, held).site
    assert before is not None
    changed(garden_folder / "plants" / "rose" / "facts.yml", "height: 120", "height: tall")

    after = read(garden_folder, held)

    assert after.site is not None
    assert after.site is held.site
    assert list(after.site.entries) == list(before.entries)
    assert after.site.entries[ROSE] is before.entries[ROSE]
    assert after.site.graph == before.graph
    assert [unread.key for unread in after.site.unread] == [ROSE]
    assert [each.code for each in after.errors] == ["wrong-kind"]


def test_it_is_gone_where_it_was_not_there_before(garden_folder: Path) -> None:
    changed(garden_folder / "plants" / "rose" / "facts.yml", "height: 120", "height: tall")
    after = read(garden_folder, Held())
    assert after.site is not None
    assert ROSE not in after.site.entries


def test_it_is_read_again_once_it_is_mended(garden_folder: Path) -> None:
    held = Held()
    read(garden_folder, held)
    changed(garden_folder / "plants" / "rose" / "facts.yml", "height: 120", "height: tall")
    read(garden_folder, held)
    changed(garden_folder / "plants" / "rose" / "facts.yml", "height: tall", "height: 130")

    after = read(garden_folder, held)

    assert after.site is not None
    assert after.errors == ()
    assert after.site.unread == ()
    assert after.site.entries[ROSE].facts.height == 130  # type: ignore[attr-defined]


def test_it_is_gone_once_it_is_withdrawn(garden_folder: Path) -> None:
    held = Held()
    read(garden_folder, held)
    (garden_folder / "plants" / "rose" / "facts.yml").write_text("withdrawn: true\n", encoding="utf-8")
    after = read(garden_folder, held)
    assert after.site is not None
    assert ROSE not in after.site.entries


def test_facts_of_another_model_are_not_kept(garden_folder: Path) -> None:
    held = Held()
    read(garden_folder, held)
    changed(garden_folder / "plants" / "rose" / "facts.yml", "height: 120", "height: tall")
    changed(garden_folder / "model.yml", "en: Height in cm", "en: Height")
    after = read(garden_folder, held)
    assert after.site is not None
    assert ROSE not in after.site.entries


def test_only_entries_in_whose_folder_something_has_changed_are_read_again(garden_folder: Path) -> None:
    held = Held()
    grown_old(garden_folder)
    before = read(garden_folder, held)
    assert before.site is not None
    changed(garden_folder / "plants" / "rose" / "en.md", "title:", "title: Another")

    after = read(garden_folder, held)

    assert after.site is not None
    again = [key for key, entry in after.site.entries.items() if entry is not before.site.entries[key]]
    assert again == [ROSE]
    assert after.site.title(ROSE, "en").text.startswith("Another")
    assert after.diagnostics == read(garden_folder).diagnostics


def test_what_is_wrong_with_an_entry_is_said_again_though_it_is_not_read_again(garden_folder: Path) -> None:
    held = Held()
    changed(garden_folder / "plants" / "rose" / "facts.yml", "height: 120", "height: tall")
    grown_old(garden_folder)
    assert read(garden_folder, held).diagnostics == read(garden_folder, held).diagnostics != ()


def test_what_changed_just_now_may_change_again_unseen(garden_folder: Path) -> None:
    held = Held()
    for path in garden_folder.rglob("*"):
        path.touch()
    before, after = read(garden_folder, held).site, read(garden_folder, held).site
    assert before is not None
    assert after is not None
    assert all(entry is not before.entries[key] for key, entry in after.entries.items())


def test_a_file_more_or_fewer_is_noticed(garden_folder: Path) -> None:
    held, words = Held(), garden_folder / "plants" / "rose" / "cy.md"
    grown_old(garden_folder)
    read(garden_folder, held)
    written = words.read_bytes()
    words.unlink()
    fewer = read(garden_folder, held)
    words.write_bytes(written)
    more = read(garden_folder, held)
    assert fewer.site is not None
    assert more.site is not None
    assert [*fewer.site.entries[ROSE].words] == ["en"]
    assert [*more.site.entries[ROSE].words] == ["en", "cy"]


@pytest.mark.parametrize("change", ["size", "time", "gone", "link", "folder"])
def test_what_the_system_says_of_files_tells_every_change(tmp_path: Path, change: str) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    for path in (one, other):
        path.write_bytes(b"as it was")
    grown_old(tmp_path)
    before, before_one = settled([str(one), str(other)]), seen(one)
    assert before

    match change:
        case "size":
            one.write_bytes(b"longer than it was")
        case "time":
            one.write_bytes(b"as it is ")
        case "gone":
            one.unlink()
        case "link":
            one.unlink()
            one.symlink_to(other)
        case "folder":
            one.unlink()
            one.mkdir()
    grown_old(tmp_path)

    assert seen(one) != before_one
    assert settled([str(one), str(other)]) != before
