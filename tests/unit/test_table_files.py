"""The file of a table for spreadsheets: everything goes out, and comes back."""

import csv
import io
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tabled import laid, read

from make_the_connection.cache import FOLDER
from make_the_connection.cli import main
from make_the_connection.exports.table_cells import read_lines
from make_the_connection.exports.table_csv import facts_as_written, formats_of, table_csv, words_as_written
from make_the_connection.references.new_entries import facts_text, in_yaml
from make_the_connection.site import Site

pytestmark = pytest.mark.slow

Captured = pytest.CaptureFixture[str]
Bring = Callable[..., int]

FOLDERS = ("cuttings", "leaves")
FULL = """order: 2
plant: plant:rose
bed: 1
pot: {en: Clay, cy: Clai}
alive: true
seen: ['2026-03', '2026-03-01']
told: {en: =1+1, cy: "'tis"}
made: {by: A}
added: '2026-03-01'
formerly: [cuts-1/mid]
links:
  - to: soil:soils-1/clay
    relation: suits
    why: {en: "One, two", cy: Un}
    basis: published
    source: source:owen-2018
    wording: {cy: Fel hyn}
    strength: supporting
    review: {by: gardener, on: '2026'}
  - to: season:plan-2020/spring
    relation: suits
    why: {en: Two, cy: Dau}
    basis: published
    source: https://example.org/page
    wording: Whatever
    strength: central
    review: not-yet
unrelated:
  - to: leaf:d
    why: {en: No, cy: Na}
    by: gardener
    on: '2026-01'
"""
LEAF = "---\ntitle: A leaf\nsummary: Long.\ntranslation: reviewed\nreviewed: {by: the editor, on: '2026'}\n---\n"


@pytest.fixture
def config(tmp_path: Path) -> Path:
    made = laid(tmp_path / "garden")
    root = made.parent
    (root / "cuttings/cuts-1/middle/facts.yml").write_text(FULL, encoding="utf-8")
    (root / "leaves/b/cy.md").write_text(f'{LEAF}\n## Golwg {{#look}}\n\n- =A\n\n  "b", c;\n', encoding="utf-8")
    return made


def value_of(site: Site | None) -> dict[str, Any]:
    """Everything that is recorded of each entry, wherever it stands."""
    assert site is not None
    words = {key: {c: words_as_written(w) for c, w in each.words.items()} for key, each in site.entries.items()}
    return {key: (facts_as_written(each.facts), words[key]) for key, each in site.entries.items()}


def written(config: Path) -> bytes:
    return table_csv(formats_of(read(config))["cuttings"])


@pytest.fixture
def bring(tmp_path: Path) -> Bring:
    def run(config: Path, data: bytes, *arguments: str) -> int:
        file = tmp_path / "cuttings.csv"
        file.write_bytes(data)
        return main(["tables", "import", str(file), "-f", str(config), "--language", "en", *arguments])

    return run


def lines(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def as_file(rows: list[dict[str, str]], separator: str = ",") -> bytes:
    """Lines as Excel saves them where it is set to this separator."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(rows[0]), delimiter=separator, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def files(root: Path) -> dict[str, bytes]:
    """What is in each file below a folder, but for what commands keep for themselves."""
    below = {path.relative_to(root): path for path in sorted(root.rglob("*")) if path.is_file()}
    return {name.as_posix(): path.read_bytes() for name, path in below.items() if name.parts[0] != FOLDER}


def without_parts(root: Path) -> None:
    for folder in FOLDERS:
        shutil.rmtree(root / folder)


class TestTheFile:
    def test_has_a_line_for_each_entry_and_for_each_further_link(self, config: Path) -> None:
        found = [(line["id"], line["links.to"]) for line in lines(written(config))]
        middle = [("cuts-1/middle", "soil:soils-1/clay"), ("cuts-1/middle", "season:plan-2020/spring")]
        assert [pair for pair in found if pair[0] == "cuts-1/middle"] == middle
        assert found[0][0] == "rose"
        assert {line["type"] for line in lines(written(config))} == {"plant", "cutting", "leaf"}

    def test_has_nothing_that_a_spreadsheet_makes_something_else_of(self, config: Path) -> None:
        middle = next(line for line in lines(written(config)) if line["id"] == "cuts-1/middle")
        told = [middle[f"facts.{name}"] for name in ("told.en", "told.cy", "added", "bed", "alive", "seen")]
        assert told == ["'=1+1", "''tis", "'2026-03-01", "1", "true", '["2026-03", "2026-03-01"]']

    def test_is_published_under_its_name(self, config: Path, tmp_path: Path) -> None:
        assert main(["export", "-f", str(config), "-d", str(tmp_path / "out"), "--only", "cuttings.csv"]) == 0
        assert (tmp_path / "out" / "data" / "cuttings.csv").read_bytes() == written(config)


class TestTheWayBack:
    def test_gives_all_of_it_again(self, config: Path, bring: Bring, capsys: Captured) -> None:
        before, data = value_of(read(config)), written(config)
        graph = read(config).graph
        without_parts(config.parent)
        assert bring(config, data) == 0
        assert "New: 8. Changed: 0." in capsys.readouterr().out
        assert value_of(read(config)) == before
        assert (read(config).graph.links, read(config).graph.unrelated) == (graph.links, graph.unrelated)
        assert written(config) == data
        head = (config.parent / "cuttings/cuts-1/early/facts.yml").read_text("utf-8").splitlines()[0]
        assert head == "# yaml-language-server: $schema=../../facts.schema.json"

    def test_leaves_every_byte_of_what_is_as_it_was(self, config: Path, bring: Bring, capsys: Captured) -> None:
        before = files(config.parent)
        assert bring(config, written(config)) == 0
        assert "New: 0. Changed: 0." in capsys.readouterr().out
        assert files(config.parent) == before

    def test_changes_what_was_changed_and_no_other_file(self, config: Path, bring: Bring, capsys: Captured) -> None:
        before, rows = files(config.parent), lines(written(config))
        early = next(row for row in rows if row["id"] == "cuts-1/early")
        early.update({"cy.title": "Cynnar", "facts.bed": ""})
        assert bring(config, as_file(rows, ";")) == 0
        after = files(config.parent)
        changed = [name for name in after if after[name] != before.get(name)]
        assert changed == ["cuttings/cuts-1/early/cy.md", "cuttings/cuts-1/early/facts.yml"]
        assert "changed: cuttings/cuts-1/early/cy.md" in capsys.readouterr().out
        assert read(config).entries["cutting:cuts-1/early"].facts.bed is None  # type: ignore[attr-defined]

    def test_adds_what_is_new_and_names_what_is_not_in_the_file(
        self, config: Path, bring: Bring, capsys: Captured
    ) -> None:
        rows = [row for row in lines(written(config)) if row["id"] != "d"]
        new = dict.fromkeys(rows[0], "") | {"type": "leaf", "id": "e", "facts.cutting": "cutting:cuts-1/new"}
        new |= {"facts.state": "dry", "en.title": "E", "en.summary": "E.", "en.text": "## Look {#look}\n\nBrown."}
        cutting = dict.fromkeys(rows[0], "") | {"type": "cutting", "id": "cuts-1/new", "facts.plant": "plant:rose"}
        cutting |= {"facts.order": "9", "en.title": "New", "en.summary": "New."}
        assert bring(config, as_file([new, *rows, cutting])) == 0
        out = capsys.readouterr().out
        assert "cuttings.csv:2: “E” is new: leaves/e" in out
        assert "Not in the file, and left as it is: leaves/d" in out
        assert "New: 2. Changed: 0." in out
        assert (config.parent / "leaves/e/en.md").read_text("utf-8") == (
            "---\ntitle: E\nsummary: E.\n---\n\n## Look {#look}\n\nBrown.\n"
        )
        assert {e.id for e in read(config).parts("cutting:cuts-1/new", "leaf")} == {"e"}

    @pytest.mark.parametrize(
        "wrong", [{"facts.state": "wet"}, {"facts.cutting": "cutting:cuts-1/none"}, {"id": "../up"}]
    )
    def test_writes_nothing_where_anything_is_wrong(
        self, wrong: dict[str, str], config: Path, bring: Bring, capsys: Captured
    ) -> None:
        before, rows = files(config.parent), lines(written(config))
        rows[0]["en.title"] = "Changed"
        next(row for row in rows if row["id"] == "d").update(wrong)
        assert bring(config, as_file(rows)) == 1
        assert "error[" in capsys.readouterr().out
        assert files(config.parent) == before

    def test_writes_nothing_in_a_dry_run(self, config: Path, bring: Bring, capsys: Captured) -> None:
        data = written(config)
        without_parts(config.parent)
        before = files(config.parent)
        assert bring(config, data, "--dry-run") == 0
        assert "Nothing was written" in capsys.readouterr().out
        assert files(config.parent) == before

    def test_leaves_all_as_it_was_where_something_cannot_be_written(
        self, config: Path, bring: Bring, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        rows = lines(written(config))
        without_parts(config.parent)
        rows[0]["en.title"] = "Changed"
        before, rename = files(config.parent), Path.rename

        def failing(self: Path, target: Path) -> Path:
            if target.name == "b":
                raise OSError(28, "No space left", str(target))
            return rename(self, target)

        monkeypatch.setattr(Path, "rename", failing)
        assert bring(config, as_file(rows)) == 1
        assert files(config.parent) == before

    def test_does_not_repair_a_site_that_is_wrong_elsewhere(self, config: Path, bring: Bring, capsys: Captured) -> None:
        data = written(config)
        (config.parent / "plants/swede/facts.yml").write_text("height: tall\n", encoding="utf-8")
        assert bring(config, data) == 1
        assert "plants/swede/facts.yml:1:9" in capsys.readouterr().err

    def test_asks_which_table_where_there_is_no_such_one(self, config: Path, bring: Bring, capsys: Captured) -> None:
        assert bring(config, written(config), "--table", "roses") == 2
        assert "Tables of this site: cuttings." in capsys.readouterr().err


CELLS = st.lists(
    st.lists(
        st.text(st.sampled_from('ab ",;\n\t\'=')),
        min_size=2, max_size=3,
    ), min_size=1, max_size=4,
)  # fmt: skip


@given(CELLS, st.sampled_from(",;\t"))
def test_cells_are_read_as_they_were_written(rows: list[list[str]], separator: str) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows([["type", "id"], *rows])
    found: list[Any] = []
    read_back = [[cell.text for cell in line] for line in read_lines(out.getvalue(), "x.csv", found)]
    assert found == []
    assert read_back[1:] == [row for row in rows if any(cell.strip() for cell in row)]


TEXT = st.builds(
    str.__add__,
    st.sampled_from(["", "=", "'", "''", "-", "1/2", "@", "true", "{", '"']),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp", "Cn", "Co"]), max_size=12),
).map(str.strip).filter(bool)  # fmt: skip


@settings(max_examples=3, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_the_words_are_they_come_back(data: st.DataObject, tmp_path: Path, capsys: Captured) -> None:
    shutil.rmtree(tmp_path, ignore_errors=True)
    tmp_path.mkdir()
    config = laid(tmp_path / "garden")
    for number in range(8):
        folder = config.parent / "cuttings" / "cuts-1" / f"n{number}"
        folder.mkdir(parents=True)
        facts: dict[str, Any] = {"order": data.draw(st.integers(-5, 99)), "plant": "plant:rose"}
        facts |= data.draw(st.fixed_dictionaries({}, optional={
            "pot": TEXT | st.fixed_dictionaries({"cy": TEXT}),
            "alive": st.booleans(),
            "told": st.fixed_dictionaries({"en": TEXT, "cy": TEXT}),
            "made": st.fixed_dictionaries({"by": TEXT}),
        }))  # fmt: skip
        (folder / "facts.yml").write_text(facts_text(facts), encoding="utf-8")
        for code in ("en", "cy"):
            front = data.draw(st.fixed_dictionaries({"title": TEXT, "summary": TEXT}, optional={"short": TEXT}))
            (folder / f"{code}.md").write_text(f"---\n{in_yaml(front)}---\n", encoding="utf-8")
    before, csv_before = value_of(read(config)), written(config)
    without_parts(config.parent)
    file = tmp_path / "cuttings.csv"
    file.write_bytes(csv_before)
    assert main(["tables", "import", str(file), "-f", str(config)]) == 0, capsys.readouterr().out
    assert value_of(read(config)) == before
    assert written(config) == csv_before
