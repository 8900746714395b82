"""What the form says of answers is what the command line says of their files, to the letter and in both languages."""

import json
import random
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from building import copied

from make_the_connection.adapters import mkdocs
from make_the_connection.api import load
from make_the_connection.cli import main
from make_the_connection.cli.workflow_commands import workflow_command
from make_the_connection.content.front_matter import read_front_matter
from make_the_connection.content.words import words_of
from make_the_connection.contribute.answers import answers_from, folder_name
from make_the_connection.contribute.entry_files import entry_files
from make_the_connection.contribute.rules import MET, contribution_scripts
from make_the_connection.diagnostics import PARITY, Diagnostic, Severity
from make_the_connection.languages import sentence, way_out
from make_the_connection.site import Site

HERE = Path(__file__).parent
BASE = HERE.parent / "golden" / "base"
ASSETS = Path(mkdocs.__file__).parent / "theme" / "assets" / "make-the-connection"
SCRIPTS = (
    "vendor/markdown-it.umd.min.js",
    "vendor/markdown-it-footnote.min.js",
    "contribution_files.js",
    "contribution_grammar.js",
    "contribution_schema.js",
    "contribution_words.js",
    "contribution_rules.js",
)
VENDORED = {
    "fflate.umd.min.js": "fflate/umd/index.js",
    "markdown-it.umd.min.js": "markdown-it/dist/browser/markdown-it.umd.min.js",
    "markdown-it-footnote.min.js": "markdown-it-footnote/dist/markdown-it-footnote.min.js",
}
MODEL = {
    "asks: [place, season, agreed]": ("asks: [order, intro, place, outdoors, season, agreed, tried, page, equipment]"),
    "    order: order\n": "    order: order\n    feed: true\n",
}
RULE = """
rules:
  trains:
    label: {en: Each of them trains., cy: Mae pob un yn meithrin.}
    each: activity
    linked_with: skill
"""
TABLE = yaml.load((HERE / "contributions.yml").read_bytes(), yaml.CSafeLoader)

Said = tuple[str, str, str, str]


@dataclass(frozen=True)
class Row:
    purpose: str
    draft: Mapping[str, Any]
    finds: tuple[str, ...]
    later: tuple[str, ...]
    only: bool
    at: tuple[Any, ...]


def row(purpose: str, finds: list[str], set: Mapping[str, Any] | None = None, **more: Any) -> Row:  # noqa: A002
    draft = deepcopy(TABLE["draft"])
    for place, value in (set or {}).items():
        *holders, last = (int(key) if key.isdecimal() else key for key in place.split("/"))
        holder = draft
        for key in holders:
            holder = holder[key]
        if isinstance(holder, list) and last == len(holder):
            holder.append(value)
        else:
            holder[last] = value
    if "long" in more:
        draft["words"]["cy"]["sections"]["what-to-do"] = "gair " * (more["long"] // 5)
    return Row(
        purpose, draft, tuple(finds), tuple(more.get("later", ())), more.get("only", False), tuple(more.get("at", ()))
    )


ROWS = [row(**each) for each in TABLE["rows"]]


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The base site of the golden cases, which asks its contributors for a field of every kind that a form can ask."""
    root = tmp_path_factory.mktemp("contributions") / "site"
    copied(BASE, root)
    text = (root / "model.yml").read_text(encoding="utf-8")
    for old, new in MODEL.items():
        text = text.replace(old, new, 1)
    (root / "model.yml").write_text(text + RULE, encoding="utf-8")
    for name in ("pond", "weather"):
        facts = root / "activities" / name / "facts.yml"
        facts.write_text(f"added: 2024-05-01\n{facts.read_text(encoding='utf-8')}", encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def known(ground: Path) -> Site:
    loaded = load(ground / "mkdocs.yml")
    assert loaded.diagnostics == ()
    assert loaded.site is not None
    return loaded.site


@pytest.fixture(scope="module")
def asked(known: Site) -> Callable[[list[Any]], list[Any]]:
    """What the scripts of the form say of drafts, all of them at once."""
    rules = {code: dict(contribution_scripts(known, code))["contribution/activity.js"] for code in known.languages}

    def ask(drafts: list[Any]) -> list[Any]:
        given = {
            "scripts": [str(ASSETS / name) for name in SCRIPTS],
            "rules": rules,
            "type": "activity",
            "drafts": drafts,
        }
        done = subprocess.run(
            ["node", str(HERE / "contribution.js")], input=json.dumps(given).encode(), capture_output=True, check=True
        )
        answers = json.loads(done.stdout)
        assert [each["error"] for each in answers if "error" in each] == []
        return answers

    return ask


@pytest.fixture(scope="module")
def form(asked: Callable[[list[Any]], list[Any]]) -> Mapping[str, Any]:
    return {each.purpose: said for each, said in zip(ROWS, asked([each.draft for each in ROWS]), strict=True)}


@pytest.fixture(scope="module")
def told(ground: Path, known: Site) -> Callable[[Row], tuple[Diagnostic, ...]]:
    """What the check says of a contribution in its folder."""

    @cache
    def check(purpose: str) -> tuple[Diagnostic, ...]:
        draft = next(each.draft for each in ROWS if each.purpose == purpose)
        folder = laid(draft, ground, known)
        found = load(ground / "mkdocs.yml").diagnostics
        shutil.rmtree(folder)
        assert {diagnostic.location.path.rpartition("/")[0] for diagnostic in found} <= {f"activities/{draft['name']}"}
        return tuple(each for each in found if each.code not in PARITY or each.code in MET)

    return lambda row: check(row.purpose)


def laid(draft: Mapping[str, Any], ground: Path, known: Site) -> Path:
    folder = ground / "activities" / draft["name"]
    folder.mkdir()
    for name, text in entry_files(answers_from(draft, known.languages), known.model).items():
        (folder / name).write_bytes(text.encode())
    for image in draft["images"]:
        shutil.copy(BASE / "activities" / "pond" / "pond.png", folder / image["name"])
    return folder


def in_words(found: tuple[Diagnostic, ...], known: Site, code: str) -> Counter[Said]:
    language = known.languages[code]
    return Counter((str(each.severity), each.code, sentence(each, language), way_out(each, language)) for each in found)


def said_by(form: Mapping[str, Any], row: Row, code: str) -> Counter[Said]:
    findings = form[row.purpose]["findings"][code]
    return Counter((each["severity"], each["code"], each["sentence"], each["hint"]) for each in findings)


IDS = [each.purpose for each in ROWS]


@pytest.mark.parametrize("row", ROWS, ids=IDS)
class TestEachContribution:
    def test_is_told_the_same_in_the_form_and_on_the_command_line(self, row, form, told, known) -> None:
        found = told(row)
        shown = [each.code for each in found if each.severity is not Severity.NOTICE]
        assert sorted(shown) == sorted(row.finds)
        for code in known.languages:
            line, page = in_words(found, known, code), said_by(form, row, code)
            assert line - page == Counter()
            further = [each for each in (page - line).elements() if not row.only]
            assert {each[1] for each in further} <= {*row.later, "untranslated-text"}

    def test_has_the_same_files(self, row, form, known) -> None:
        assert entry_files(answers_from(row.draft, known.languages), known.model) == form[row.purpose]["files"]

    def test_is_told_the_same_on_github(self, row, form, told, known) -> None:
        commands = [workflow_command(each, known.languages.values(), "") for each in told(row)]
        for finding, welsh in zip(*form[row.purpose]["findings"].values(), strict=True):
            words = "%0A%0A".join(f"{each['sentence']}%0A{each['hint']}" for each in (finding, welsh)).replace(
                "%", "%25"
            )
            whole = f"::{words.replace('%250A', '%0A')}"
            is_later = row.only or finding["code"] in {*row.later, "untranslated-text"}
            assert is_later or any(f" {finding['severity']}"[1:] in each and each.endswith(whole) for each in commands)

    def test_says_where(self, row, form) -> None:
        places = [each["where"] for each in form[row.purpose]["findings"]["cy"] if each["code"] in row.finds]
        assert not row.at or places == list(row.at)


def test_there_are_many_wrong_contributions() -> None:
    assert len([each for each in ROWS if each.finds]) >= 60
    assert len(set(IDS)) == len(IDS)


def test_the_command_itself_says_it_on_github(ground, known, form, capsys) -> None:
    wrong = next(each for each in ROWS if "unknown-entry" in each.finds)
    folder = laid(wrong.draft, ground, known)
    assert main(["check", "--format", "github", "-f", str(ground / "mkdocs.yml")]) == 1
    shutil.rmtree(folder)
    printed = capsys.readouterr().out
    for code in known.languages:
        (finding,) = (each for each in form[wrong.purpose]["findings"][code] if each["code"] == "unknown-entry")
        assert f"{finding['sentence']}%0A{finding['hint']}" in printed


def test_what_can_be_told_is_told_of_some_contribution() -> None:
    never = {"bad-file-name", "self-link", "text-before-section"}
    personal = {"personal-handle", "personal-number", "named-person", "small-group"}
    notices = {"missing-translation", "untranslated-text"}
    assert {code for each in ROWS for code in each.finds} == set(MET) - never - personal - notices


PIECES = [*TABLE["pieces"], "\ud800"]


def chance(number: int) -> Iterator[dict[str, Any]]:
    """Contributions of pieces of Markdown and of YAML: the same every time."""
    dice = random.Random(number)  # noqa: S311

    def text() -> str:
        return "".join(dice.choice(PIECES) for _ in range(dice.randint(0, 14)))

    for _ in range(number):
        draft = deepcopy(TABLE["draft"])
        sections = {"what-to-do": text(), "afterwards": text()}
        draft["words"] = {"cy": {"title": text(), "summary": "Un.", "sections": sections}}
        draft["facts"] = {
            **draft["facts"],
            "place": text(),
            "equipment": [{"name": text()}, {"name": text(), "number": 1}],
        }
        yield {**draft, "on": "2026-11-22", "links": [{**draft["links"][0], "why": {"cy": text(), "en": text()}}]}


OF_SITES = frozenset({"unknown-citation", "missing-image", "bad-file-name"})


def test_words_of_every_kind_are_read_alike_and_written_alike(asked, known) -> None:
    drafts = list(chance(150))
    for draft, said in zip(drafts, asked(drafts), strict=True):
        answers = answers_from(draft, known.languages)
        files = entry_files(answers, known.model)
        assert files == said["files"]
        assert folder_name(answers.words["cy"].title) == said["folder"]
        found: list[Diagnostic] = []
        parts = read_front_matter(files["cy.md"], "cy.md", found)
        if parts is not None:
            sections = known.model.types["activity"].sections
            words_of("cy.md", files["cy.md"], parts, known.languages["cy"], sections, found)
            findings = [each for each in said["findings"]["cy"] if each["where"]["file"] == "cy.md"]
            wanted = [
                each for each in findings if each["code"] not in OF_SITES and not each["code"].startswith("personal-")
            ]
            line = Counter({key[1:]: n for key, n in in_words(tuple(set(found)), known, "cy").items()})
            assert line == Counter((each["code"], each["sentence"], each["hint"]) for each in wanted), files["cy.md"]


@pytest.mark.parametrize("name", VENDORED)
def test_what_others_wrote_is_as_they_published_it(name: str) -> None:
    assert (ASSETS / "vendor" / name).read_bytes() == (HERE / "node_modules" / VENDORED[name]).read_bytes()
