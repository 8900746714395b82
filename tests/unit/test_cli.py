"""The command line: what it says, and the code it ends with."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from make_the_connection.cli import main

Plant = Callable[[Mapping[str, str | bytes | None]], Path]

REPOSITORY = Path(__file__).parents[2]


class TestCheck:
    def test_ends_well_where_nothing_is_wrong(self, planted: Plant, capsys: pytest.CaptureFixture[str]) -> None:
        words = "---\ntitle: Danadl\nsummary: Planhigyn.\n---\n\n## Ei dyfu {#growing}\n\nMae’n tyfu.\n"
        assert main(["check", "-f", str(planted({"plants/nettle/cy.md": words}))]) == 0
        said = capsys.readouterr()
        english, welsh = said.out.splitlines()
        assert english.startswith("Nothing is wrong")
        assert welsh.startswith("Nid oes dim o’i le")
        assert "13" in english, "the entries are counted"
        assert "4" in english, "the links are counted"
        assert said.err == ""

    def test_ends_well_where_there_are_only_notices(self, planted: Plant, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["check", "--strict", "-f", str(planted({}))]) == 0
        said = capsys.readouterr()
        assert "notice[missing-translation]" in said.out
        assert "Notices: 1." in said.err

    def test_ends_with_1_after_an_error(self, planted: Plant, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["check", "-f", str(planted({"plants/swede/facts.yml": "heigth: 3\n"}))]) == 1
        out = capsys.readouterr().out
        assert "plants/swede/facts.yml:1:1: error[unknown-field]" in out
        assert "Did you mean “height”?" in out

    def test_ends_with_1_after_a_warning_only_when_strict(self, planted: Plant) -> None:
        model = (Path(__file__).parent / "garden" / "model.yml").read_text(encoding="utf-8")
        wordy = model.replace(
            "label: {en: Uses, cy: Defnydd}", "label: {en: Uses, cy: Defnydd}\n        words: [50, 60]"
        )
        path = planted({"model.yml": wordy})
        assert main(["check", "-f", str(path)]) == 0
        assert main(["check", "--strict", "-f", str(path)]) == 1

    def test_speaks_every_language_of_the_site_unless_told_which(
        self, planted: Plant, capsys: pytest.CaptureFixture[str]
    ) -> None:
        path = planted({})
        main(["check", "-f", str(path)])
        both = capsys.readouterr().out
        main(["check", "--language", "cy", "-f", str(path)])
        welsh = capsys.readouterr().out
        assert "Welsh" in both
        assert "Cymraeg" in both
        assert "Welsh" not in welsh
        assert "Cymraeg" in welsh

    @pytest.mark.parametrize(
        "config", ["no/such/mkdocs.yml", "."], ids=["a file that is not there", "a folder in place of a file"]
    )
    def test_says_in_plain_words_that_there_is_no_configuration(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str], config: str
    ) -> None:
        assert main(["check", "-f", str(tmp_path / config)]) == 1
        out = capsys.readouterr().out
        assert "error[missing-file]" in out
        assert "Traceback" not in out

    @pytest.mark.parametrize(
        ("text", "code"),
        [
            ("site_name: x\n", "missing-plugin"),
            ("plugins: [search]\n", "missing-plugin"),
            ("plugins: [make-the-connection: {languages: [en]}]\n", "wrong-kind"),
            ("plugins: [make-the-connection: {languages: [en, tlh]}]\n", "unknown-language-pack"),
            ("plugins: [make-the-connection: {languages: [en, cy], modle: x}]\n", "unknown-field"),
            ("plugins: [make-the-connection: {languages: [en, cy], model: no.yml}]\n", "missing-file"),
            ("plugins: [\n", "yaml-syntax"),
        ],
    )
    def test_says_what_is_wrong_with_a_configuration(
        self, planted: Plant, capsys: pytest.CaptureFixture[str], text: str, code: str
    ) -> None:
        assert main(["check", "-f", str(planted({"mkdocs.yml": text}))]) == 1
        assert f"error[{code}]" in capsys.readouterr().out

    def test_overlooks_tags_that_only_mkdocs_knows(self, planted: Plant) -> None:
        own = "  - make-the-connection:\n      languages: [en, cy]\n"
        text = f"site_url: !ENV [URL, x]\nplugins:\n{own}markdown_extensions:\n  - x: {{y: !!python/name:a.b }}\n"
        assert main(["check", "-f", str(planted({"mkdocs.yml": text}))]) == 0


class TestSchemas:
    def test_are_written_once_and_then_clean(self, planted: Plant, capsys: pytest.CaptureFixture[str]) -> None:
        path = planted({})
        assert main(["schemas", "--check", "-f", str(path)]) == 1
        assert "plants/facts.schema.json" in capsys.readouterr().out
        assert not (path.parent / "plants" / "facts.schema.json").exists()
        assert main(["schemas", "-f", str(path)]) == 0
        assert (path.parent / "plants" / "facts.schema.json").is_file()
        capsys.readouterr()
        assert main(["schemas", "--check", "-f", str(path)]) == 0
        assert capsys.readouterr().out == ""

    def test_that_have_drifted_are_named(self, planted: Plant, capsys: pytest.CaptureFixture[str]) -> None:
        path = planted({})
        main(["schemas", "-f", str(path)])
        (path.parent / "docs" / "soils" / "facts.schema.json").write_text("{}")
        capsys.readouterr()
        assert main(["schemas", "--check", "-f", str(path)]) == 1
        assert capsys.readouterr().out.startswith("docs/soils/facts.schema.json: ")

    def test_are_not_written_where_there_is_no_configuration(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["schemas", "-f", str(tmp_path / "mkdocs.yml")]) == 1
        assert "error[missing-file]" in capsys.readouterr().err

    @pytest.mark.slow
    def test_of_this_repository_are_as_its_content_model_says(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["schemas", "--check", "-f", str(REPOSITORY / "mkdocs.yml")]) == 0, capsys.readouterr().out


class TestCommands:
    @pytest.mark.parametrize("arguments", [[], ["chekc"], ["check", "--nonsense"]])
    def test_a_wrong_command_ends_with_2(self, arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        assert ended.value.code == 2
        assert "usage:" in capsys.readouterr().err

    def test_a_language_that_nobody_has_a_pack_for_is_a_wrong_command(
        self, planted: Plant, capsys: pytest.CaptureFixture[str]
    ) -> None:
        with pytest.raises(SystemExit) as ended:
            main(["check", "--language", "tlh", "-f", str(planted({}))])
        assert ended.value.code == 2
        assert "tlh" in capsys.readouterr().err
