"""`make-the-connection check --format github`: what GitHub's runners read is what people are told, and nothing else."""

import re
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from make_the_connection.cli import main
from make_the_connection.cli.workflow_commands import workflow_command
from make_the_connection.diagnostics import Diagnostic, Location
from make_the_connection.languages import Language, sentence, way_out

Plant = Callable[[Mapping[str, str | bytes | None]], Path]

COMMAND = re.compile(r"::(?P<name>error|warning|notice) (?P<properties>[^:]*)::(?P<data>.*)")


@dataclass(frozen=True)
class Read:
    """A line as a runner reads it."""

    name: str
    properties: Mapping[str, str]
    message: str


def read(line: str) -> Read:
    """Read a line by the rules of a runner: a command begins a line, its end is the next `::`, then come escapes."""
    match = COMMAND.fullmatch(line)
    assert match, line
    pairs = (pair.split("=", 1) for pair in match["properties"].split(","))
    return Read(match["name"], {name: unescaped(value) for name, value in pairs}, unescaped(match["data"]))


def unescaped(text: str) -> str:
    for escape, character in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(escape, character)
    return text


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Callable[..., list[Read]]:
    """What a runner reads in what the command prints on a site."""

    def check(config: Path, *arguments: str) -> list[Read]:
        main(["check", "--format", "github", "-f", str(config), *arguments])
        return list(map(read, capsys.readouterr().out.splitlines()))

    return check


class TestAFinding:
    def test_is_named_by_its_place_and_its_code(self, planted: Plant, said: Callable[..., list[Read]]) -> None:
        (found,) = said(planted({}))
        assert found.name == "notice"
        place = {"file": "plants/nettle/cy.md", "line": "1", "col": "1", "title": "missing-translation"}
        assert found.properties == place

    @pytest.mark.parametrize("arguments", [[], ["--language", "en"], ["--language", "cy"]])
    def test_is_told_in_the_words_that_people_read(
        self, planted: Plant, said: Callable[..., list[Read]], capsys: pytest.CaptureFixture[str], arguments: list[str]
    ) -> None:
        path = planted({"plants/swede/facts.yml": "heigth: 3\nlinks: 100%\n"})
        main(["check", "-f", str(path), *arguments])
        lines = [line.strip() for line in capsys.readouterr().out.splitlines()]
        in_text = [re.sub(r"^\S+:\d+:\d+: \w+\[[a-z-]+\] ", "", line) for line in lines]
        found = said(path, *arguments)
        in_commands = [line for each in found for line in each.message.split("\n") if line]
        assert len(found) == 3
        assert in_commands == in_text

    def test_separates_the_languages_by_an_empty_line(self, english: Language, welsh: Language) -> None:
        diagnostic = Diagnostic.at(Location("a/facts.yml", 3, 5), "missing-field", name="b")
        message = read(workflow_command(diagnostic, [english, welsh], "")).message
        assert message.split("\n\n") == [
            f"{sentence(diagnostic, language)}\n{way_out(diagnostic, language)}" for language in (english, welsh)
        ]

    def test_of_a_site_in_a_folder_is_named_from_the_root_of_the_repository(
        self, planted: Plant, said: Callable[..., list[Read]], tmp_path: Path
    ) -> None:
        path = planted({})
        subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
        assert [each.properties["file"] for each in said(path)] == ["garden/plants/nettle/cy.md"]


class TestTheCommand:
    def test_ends_as_it_does_for_people(self, planted: Plant, capsys: pytest.CaptureFixture[str]) -> None:
        path = planted({})
        assert main(["check", "--format", "github", "-f", str(path)]) == 0
        assert "Notices: 1." in capsys.readouterr().err, "numbers are told beside the commands, not among them"
        (path.parent / "plants" / "swede" / "facts.yml").write_text("heigth: 3\n")
        assert main(["check", "--format", "github", "-f", str(path)]) == 1

    def test_gives_no_command_where_nothing_is_wrong(self, planted: Plant, capsys: pytest.CaptureFixture[str]) -> None:
        words = "---\ntitle: Danadl\nsummary: Planhigyn.\n---\n\n## Ei dyfu {#growing}\n\nMae’n tyfu.\n"
        assert main(["check", "--format", "github", "-f", str(planted({"plants/nettle/cy.md": words}))]) == 0
        assert "::" not in capsys.readouterr().out


HOSTILE = [
    "::error::x",
    "%0A::add-mask::a",
    "\n::add-path::/tmp",
    "\r\n::stop-commands::x",
    "\u2028::error::x",
    "\u0085##[add-mask]a",
    "##[error]x",
    "a::b,line=9,title=c::d",
    "100% of %25 and %0D",
    "\x1b[2J\x00\x0b\x0c::error::x",
]


class TestWordsOfStrangers:
    @pytest.mark.parametrize("words", HOSTILE)
    def test_are_never_a_command(self, words: str, english: Language, welsh: Language) -> None:
        for code, values in (("unknown-field", {"name": words, "nearest": words}), ("missing-image", {"name": words})):
            diagnostic = Diagnostic.at(Location(f"plants/{words}/facts.yml", 2, 7), code, **values)
            line = workflow_command(diagnostic, [english, welsh], "site,1::/")
            assert line.splitlines() == [line], "one line, whatever a program takes for the end of one"
            found = read(line)
            assert found.name == "error"
            assert list(found.properties) == ["file", "line", "col", "title"]
            assert found.properties["file"].startswith("site,1::/plants/")
            assert (found.properties["line"], found.properties["col"]) == ("2", "7")
            assert found.properties["title"] == code

    @pytest.mark.parametrize("words", ["a,b", "a:b", "100%25", "a::b"])
    def test_stand_in_names_of_files_as_they_are(self, words: str, english: Language) -> None:
        diagnostic = Diagnostic.at(Location(f"plants/{words}/facts.yml"), "missing-file")
        assert read(workflow_command(diagnostic, [english], "")).properties["file"] == f"plants/{words}/facts.yml"
