"""The bench compares sites of the same records, and sees where one does not show them."""

import shutil
import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[1] / "bench"))
from entry_site import entry_crosswalk, entry_page, key_of, write_entries
from outputs import OURS, wrong
from records import CONCEPTS, LANGUAGES, NAMED, Records, records

from make_the_connection.api import load
from make_the_connection.crosswalk import Cell
from make_the_connection.diagnostics import Severity

pytestmark = pytest.mark.slow

NUMBER = 12


@pytest.fixture(scope="module")
def made() -> Records:
    return records(NUMBER)


@pytest.fixture(scope="module")
def shown(made: Records, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Pages as poor as can be that show all that the records say."""
    site = tmp_path_factory.mktemp("shown")
    for code in LANGUAGES:
        for case in made.case_studies.values():
            put(site / entry_page(code, "case-study", case.id), f"<h1>{case.title[code]}</h1>")
        for concept in made.concepts.values():
            back = "".join(f'<a href="../case-studies/{id_}.html">x</a>' for id_ in concept.named_by)
            put(site / entry_page(code, concept.type, concept.id), f"<h1>{concept.title[code]}</h1>{back}")
        rows = made.of_type("standard"), made.of_type("dimension")
        counts = [made.joining(row.id, column.id) for row in rows[0] for column in rows[1]]
        put(site / entry_crosswalk(code), "".join(f"<td>{count or 'none'}</td>" for count in counts))
    return site


def put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def test_the_records_are_the_same_every_time(made: Records) -> None:
    assert records(NUMBER) == made
    assert len(made.case_studies) == NUMBER
    assert {type_: len(made.of_type(type_)) for type_ in CONCEPTS} == CONCEPTS
    for case in made.case_studies.values():
        assert all(least <= len(case.names[type_]) <= most for type_, (least, most) in NAMED.items())
        assert all(400 < sum(len(text.split()) for text in each.values()) < 560 for each in case.sections.values())


def test_they_are_a_site_without_mistakes_that_says_the_same(made: Records, tmp_path: Path) -> None:
    loaded = load(write_entries(made, tmp_path))
    assert [each for each in loaded.diagnostics if each.severity is not Severity.NOTICE] == []
    assert loaded.site is not None
    assert len(loaded.site.entries) == NUMBER + sum(CONCEPTS.values())
    cells: dict[tuple[str, str], Cell] = {(cell.row, cell.column): cell for cell in loaded.site.cells}
    for row in made.of_type("standard"):
        for column in made.of_type("dimension"):
            cell = cells[key_of("standard", row.id), key_of("dimension", column.id)]
            assert len(cell.joins) == made.joining(row.id, column.id)


def test_a_site_that_shows_the_records_is_right(made: Records, shown: Path) -> None:
    assert list(wrong(made, shown, OURS)) == []


def test_what_is_missing_or_wrong_is_seen(made: Records, shown: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(shown, site)
    case = next(iter(made.case_studies.values()))
    first = entry_page("en", "case-study", case.id)
    (site / first).unlink()
    other = entry_page("cy", "hallmark", next(each for each in made.of_type("hallmark") if each.named_by).id)
    put(site / other, (site / other).read_text("utf-8").replace('href="', 'title="', 1))
    crosswalk = entry_crosswalk("en")
    put(site / crosswalk, (site / crosswalk).read_text("utf-8") + "<td>7</td>")
    found = "\n".join(wrong(made, site, OURS))
    assert f"{first} is missing" in found
    assert f"{other} leads back to" in found
    assert f"{crosswalk} counts" in found
    assert len(found.splitlines()) == 3
