"""`new`: a folder with every question in it, through which `check` leads, or with what an issue answers."""

import dataclasses
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from contributed import event_file, issue_body, plant_contributions
from test_issue_answers import ANSWERS as WHOLE

from make_the_connection.api import load
from make_the_connection.cache import FOLDER
from make_the_connection.cli import main
from make_the_connection.contribute.answers import Answers, LinkAnswer, WordsAnswer
from make_the_connection.contribute.entry_files import entry_files
from make_the_connection.diagnostics import Severity
from make_the_connection.languages import sentence, way_out

Run = Callable[..., int]

# A text that has to stand in every language is more than whoever writes in one can answer.
ANSWERS = dataclasses.replace(WHOLE, facts={name: fact for name, fact in WHOLE.facts.items() if name != "note"})


def files_of(site: Path) -> list[Path]:
    """All that is below a site's root, but for what commands keep for themselves."""
    return sorted(path for path in site.rglob("*") if FOLDER not in path.parts)


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return plant_contributions(tmp_path_factory.mktemp("new") / "garden").parent


@pytest.fixture
def config(original: Path, tmp_path: Path) -> Path:
    shutil.copytree(original, tmp_path / "garden")
    return tmp_path / "garden" / "mkdocs.yml"


@pytest.fixture
def plants(config: Path) -> Path:
    return config.parent / "plants"


@pytest.fixture
def run(config: Path) -> Run:
    def run(*arguments: str | Path) -> int:
        return main(["new", "plant", *map(str, arguments), "-f", str(config)])

    return run


@pytest.fixture
def errors(config: Path) -> Callable[[], list[str]]:
    def errors() -> list[str]:
        return [
            f"{each.location.path.removeprefix('plants/')}:{each.location.line} {each.code}"
            for each in load(config).errors
        ]

    return errors


class TestASkeleton:
    def test_has_every_question_in_it_and_is_wrong_wherever_an_answer_is_missing(
        self, run: Run, plants: Path, errors: Callable[[], list[str]]
    ) -> None:
        assert run("pea", "--language", "cy") == 0
        assert sorted(path.name for path in (plants / "pea").iterdir()) == ["cy.md", "facts.yml"]
        lines = (plants / "pea" / "facts.yml").read_text(encoding="utf-8").split("\n")
        assert "# Lle: Ble y mae’n tyfu." in lines
        assert "#   season:plan-2020/spring  Gwanwyn" in [line.strip() for line in lines]
        empty = [
            f"pea/facts.yml:{number}"
            for number, line in enumerate(lines, start=1)
            if re.fullmatch(r" *-? ?[a-z_]+:( \[\])?", line)
        ]
        parents = [f"pea/facts.yml:{lines.index(parent) + 1}" for parent in ("agreed:", "links:", "    why:")]
        assert {each.split(" ")[0] for each in errors()} == {*empty, "pea/cy.md:3", "pea/cy.md:5"} - {*parents}
        assert {each.split(" ")[1] for each in errors()} == {"empty-text"}

    def test_is_clean_once_everything_is_answered(
        self, run: Run, plants: Path, errors: Callable[[], list[str]]
    ) -> None:
        run("pea", "--language", "cy")
        facts, words = plants / "pea" / "facts.yml", plants / "pea" / "cy.md"
        text = facts.read_text(encoding="utf-8")
        for empty, answer in {
            "\nplace:": " Yr ardd",
            "by_role:": " owner",
            "\n  on:": " 2026-11-16",
            "review_by:": " 2029-11-16",
            "- to:": " season:plan-2020/spring",
            "      cy:": " Mae’n blodeuo bryd hynny.",
        }.items():
            assert f"{empty}\n" in text
            text = text.replace(f"{empty}\n", f"{empty}{answer}\n", 1)
        facts.write_text(text.replace("covers: []", "covers: [words]"), encoding="utf-8")
        text = words.read_text(encoding="utf-8")
        words.write_text(
            text.replace("title:\n", "title: Pys\n").replace("summary:\n", "summary: Dringwr.\n"), encoding="utf-8"
        )
        assert [each.split(" ")[1] for each in errors()] == ["empty-text", "empty-text"], "the sections are left"
        text = words.read_text(encoding="utf-8")
        words.write_text(re.sub(r"(## .*\})\n", r"\1\n\nGeiriau.\n", text), encoding="utf-8")
        assert errors() == []

    def test_is_right_once_what_is_optional_is_uncommented_and_filled_in(self, run: Run, plants: Path) -> None:
        run("pea")
        facts = plants / "pea" / "facts.yml"
        text = facts.read_text(encoding="utf-8")
        text = text.replace("#height:", "height: 12").replace("#sources:\n#  - name:", "sources:\n  - name: A book")
        facts.write_text(text.replace("#visit:\n#  name:", "visit:\n  name: The shop"), encoding="utf-8")
        found = [each for each in load(plants.parent / "mkdocs.yml").errors if each.code != "empty-text"]
        assert found == []

    def test_says_what_to_do_next(self, run: Run, capsys: pytest.CaptureFixture[str]) -> None:
        run("pea")
        said = capsys.readouterr().out
        assert "plants/pea is there." in said
        assert "Mae plants/pea yno." in said
        run("--language", "en")
        said = capsys.readouterr().out
        assert said.startswith("plants/plant is there.")
        assert "The name of the folder ends the address" in said

    def test_takes_the_place_of_nothing(self, run: Run, plants: Path, capsys: pytest.CaptureFixture[str]) -> None:
        before = (plants / "rose" / "facts.yml").read_bytes()
        assert run("rose") == 1
        assert (plants / "rose" / "facts.yml").read_bytes() == before
        assert "plants/rose is there already" in capsys.readouterr().err
        assert [run(), run()] == [0, 0]
        assert (plants / "plant-2").is_dir()

    def test_whose_name_is_too_long_for_a_folder_is_refused(
        self, run: Run, plants: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        before = files_of(plants.parent)
        assert run("pea" * 100) == 1
        assert f"plants/{'pea' * 100}" in capsys.readouterr().err
        assert files_of(plants.parent) == before

    @pytest.mark.parametrize("name", ["Pea", "con", "../pea", "a b", "/pea", "pea/", "é", "pea\n"])
    def test_has_a_name_that_can_be_an_address(
        self, run: Run, plants: Path, capsys: pytest.CaptureFixture[str], name: str
    ) -> None:
        before = sorted(plants.rglob("*"))
        assert run(name) == 2
        assert "error[bad-folder-name]" in capsys.readouterr().err
        assert sorted(plants.rglob("*")) == before

    def test_is_of_a_type_that_is_contributed(self, config: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["new", "season", "-f", str(config)]) == 2
        assert "contribute here: plant." in capsys.readouterr().err


@pytest.mark.slow
class TestAnIssue:
    @pytest.fixture
    def take(self, run: Run, config: Path, tmp_path: Path) -> Callable[..., int]:
        def take(answers: Answers, **more: object) -> int:
            site = load(config).site
            assert site is not None
            path = event_file(tmp_path, issue_body(site, answers), **more)
            return run("--from-issue", path, "--out-summary", tmp_path / "summary.md")

        return take

    @pytest.fixture
    def summary(self, tmp_path: Path) -> Callable[[], str]:
        return lambda: (tmp_path / "summary.md").read_text(encoding="utf-8")

    def test_becomes_the_files_that_its_answers_make(
        self,
        take: Callable[..., int],
        summary: Callable[[], str],
        config: Path,
        plants: Path,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        assert take(ANSWERS) == 0
        assert capsys.readouterr().out == "plants/yr-ardd-gefn\n"
        written = {path.name: path.read_text(encoding="utf-8") for path in (plants / "yr-ardd-gefn").iterdir()}
        site = load(config).site
        assert site is not None
        assert written == entry_files(ANSWERS, site.model)
        assert summary().startswith("Diolch. Mae eich atebion wedi dod yn gais tynnu")

    def test_takes_the_place_of_nothing(self, take: Callable[..., int], plants: Path) -> None:
        assert [take(ANSWERS), take(ANSWERS)] == [0, 0]
        assert (plants / "yr-ardd-gefn-2").is_dir()

    def test_tells_nothing_of_the_person_and_takes_nothing_of_the_title(
        self, take: Callable[..., int], plants: Path
    ) -> None:
        assert take(ANSWERS, title="Title of the issue", user={"login": "somebody"}) == 0
        text = "".join(path.read_text(encoding="utf-8") for path in (plants / "yr-ardd-gefn").iterdir())
        assert "somebody" not in text
        assert "Title of the issue" not in text

    def test_with_wrong_answers_is_told_what_check_says_under_each_question(
        self,
        take: Callable[..., int],
        summary: Callable[[], str],
        config: Path,
        plants: Path,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        wrong = dataclasses.replace(
            ANSWERS,
            facts={**ANSWERS.facts, "seen": "last May", "agreed": {"by_role": "owner", "on": "16/11/2026"}},
            links=(LinkAnswer("season:plan-2020/spring", {}),),
            words={"cy": WordsAnswer("Pys", "Dringwr.", {"growing": "<script>alert(1)</script>"})},
        )
        assert take(wrong) == 1
        assert capsys.readouterr().out == ""
        assert not (plants / "yr-ardd-gefn").exists(), "nothing is left behind"
        site = load(config).site
        assert site is not None
        (plants / "yr-ardd-gefn").mkdir()
        for name, text in entry_files(wrong, site.model).items():
            (plants / "yr-ardd-gefn" / name).write_text(text, encoding="utf-8")
        welsh = site.languages["cy"]
        found = load(config).errors
        assert {each.code for each in found} >= {"bad-date", "bad-day", "missing-field", "raw-html"}
        plain = summary().replace("\\", "")
        for each in found:
            assert f"{sentence(each, welsh)} {way_out(each, welsh)}" in plain
        for label in ("Gwelwyd", "Ar ba ddiwrnod", "I gyhoeddi beth", "Tymor 1", "Ei dyfu"):
            assert f"- **{label}**: " in plain
        assert "<script>" not in summary()

    def test_with_something_to_look_at_again_is_taken_and_says_so(
        self, take: Callable[..., int], summary: Callable[[], str], config: Path
    ) -> None:
        words = {"cy": WordsAnswer("Pys", "Dringwr.", {"growing": "Ysgrifennwch at pea@garden.example."})}
        assert take(dataclasses.replace(ANSWERS, words=words)) == 0
        (warning,) = [each for each in load(config).diagnostics if each.code == "personal-email"]
        assert warning.severity is Severity.WARNING
        assert "- **Ei dyfu**: " in summary()
        assert "@" not in summary().replace("@&#8203;", "")

    @pytest.mark.parametrize("body", [None, "I would like to tell you of my peas."])
    def test_whose_summary_cannot_be_written_leaves_nothing_behind(
        self, run: Run, plants: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], body: str | None
    ) -> None:
        loaded = load(plants.parent / "mkdocs.yml")
        assert loaded.site is not None
        before = files_of(plants.parent)
        path = event_file(tmp_path, body or issue_body(loaded.site, ANSWERS))
        assert run("--from-issue", path, "--out-summary", tmp_path) == 1
        said = capsys.readouterr()
        assert (said.out, str(tmp_path) in said.err) == ("", True)
        assert files_of(plants.parent) == before

    def test_that_is_no_form_is_told_so_in_every_language(
        self, run: Run, plants: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        before = sorted(plants.rglob("*"))
        path = event_file(tmp_path, "I would like to tell you of my peas. @everybody ![](https://a.example/x.png)")
        assert run("--from-issue", path, "--out-summary", tmp_path / "summary.md") == 1
        said = capsys.readouterr()
        assert said.out == ""
        assert "These are not the answers to the form" in said.err
        assert "Nid atebion i’r ffurflen yw’r rhain" in said.err
        text = (tmp_path / "summary.md").read_text(encoding="utf-8")
        assert "These are not the answers to the form" in text
        assert "Nid atebion i’r ffurflen yw’r rhain" in text
        assert sorted(plants.rglob("*")) == before

    @pytest.mark.parametrize("written", [None, "not JSON", "{}"])
    def test_that_cannot_be_read_is_a_wrong_command(self, run: Run, tmp_path: Path, written: str | None) -> None:
        path = tmp_path / "event.json"
        if written is not None:
            path.write_text(written, encoding="utf-8")
        assert run("--from-issue", path, "--out-summary", tmp_path / "summary.md") == 2
        assert not (tmp_path / "summary.md").exists()
