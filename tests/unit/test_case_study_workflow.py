"""The workflow that makes a pull request of an issue: what it may do, and what it does with an issue that means harm.

Its own steps are run here, in a clone of a small repository, with a `gh` that only writes down what it is asked.
"""

import dataclasses
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from contributed import event_file, issue_body, plant_contributions

from make_the_connection.api import load
from make_the_connection.contribute.answers import Answers, LinkAnswer, WordsAnswer
from make_the_connection.site import Site

ROOT = Path(__file__).parents[2]
WORKFLOW = ROOT / ".github" / "workflows" / "case-study.yml"
TYPE = "case-study"

GH = """
import json, pathlib, sys
log = pathlib.Path(__file__).with_name("asked.jsonl")
asked = sys.argv[1:]
if "--body-file" in asked:
    asked.append(pathlib.Path(asked[asked.index("--body-file") + 1]).read_text(encoding="utf-8"))
earlier = log.read_text(encoding="utf-8") if log.exists() else ""
log.write_text(earlier + json.dumps(asked) + "\\n", encoding="utf-8")
if asked[:2] == ["pr", "list"]:
    print(int('["pr", "create"' in earlier))
elif asked[:2] == ["pr", "view"]:
    print("https://github.example/pull/7")
"""


def workflow() -> dict[str, Any]:
    return yaml.load(WORKFLOW.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - makes texts only


def expressions(node: object) -> Iterator[str]:
    """Every text that is an expression or has one in it; `if` needs no brackets to be one."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield from [value] if key == "if" else expressions(value)
    elif isinstance(node, list):
        for value in node:
            yield from expressions(value)
    elif isinstance(node, str):
        yield from re.findall(r"\$\{\{(.*?)\}\}", node, re.DOTALL)


class TestTheWorkflow:
    def test_begins_with_issues_that_bear_the_label_of_the_form(self) -> None:
        assert workflow()["on"] == {"issues": {"types": ["opened", "edited", "labeled"]}}
        (job,) = workflow()["jobs"].values()
        assert f"contains(github.event.issue.labels.*.name, '{TYPE}')" in job["if"]
        for path in (ROOT / ".github" / "ISSUE_TEMPLATE").glob(f"{TYPE}-*.yml"):
            assert yaml.safe_load(path.read_text(encoding="utf-8"))["labels"] == [TYPE]

    def test_asks_in_expressions_for_nothing_that_somebody_wrote(self) -> None:
        named = {name for text in expressions(workflow()) for name in re.findall(r"[a-z_]+(?:\.[\w*]+)+", text)}
        assert named == {
            "github.event.action",
            "github.event.issue.labels.*.name",
            "github.event.issue.number",
            "github.event.issue.state",
            "github.event.label.name",
            "github.token",
            "steps.answers.outputs.name",
        }

    def test_gives_the_token_to_no_step_that_reads_the_issue(self) -> None:
        (job,) = workflow()["jobs"].values()
        holding = [step["name"] for step in job["steps"] if "GH_TOKEN" in step.get("env", {})]
        assert holding == ["Open the pull request, or renew it", "Answer in the issue"]
        reading = [step for step in job["steps"] if "GITHUB_EVENT_PATH" in step.get("run", "")]
        assert [step["id"] for step in reading] == ["answers"]
        assert "GH_TOKEN" not in job["env"]

    def test_may_do_no_more_than_it_has_to(self) -> None:
        (job,) = workflow()["jobs"].values()
        assert job["permissions"] == dict.fromkeys(["contents", "pull-requests", "issues", "actions"], "write")


@pytest.fixture(scope="module")
def planted_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site to which people contribute what the workflow is for: the garden, whose plants are called that."""
    config = plant_contributions(tmp_path_factory.mktemp("workflow") / "garden")
    (config.parent / "plants").rename(config.parent / "case_studies")
    for path in config.parent.rglob("*.*"):
        if path.suffix in {".md", ".yml"}:
            text = path.read_text(encoding="utf-8").replace("folder: plants", "folder: case_studies")
            path.write_text(re.sub(r"\bplant\b(?!,)", TYPE, text), encoding="utf-8")
    return config


@pytest.fixture(scope="module")
def site(planted_site: Path) -> Site:
    loaded = load(planted_site)
    assert loaded.site is not None
    assert not loaded.errors
    return loaded.site


@dataclasses.dataclass(frozen=True)
class Runner:
    """A repository, and what stands in for the machine that runs its workflow."""

    folder: Path

    @property
    def origin(self) -> Path:
        return self.folder / "origin.git"

    @property
    def programs(self) -> Path:
        return self.folder / "programs"

    def run(self, event: Path) -> subprocess.CompletedProcess[str]:
        """Run the steps in a new clone, as far as they succeed; gives the last one."""
        for path in (self.folder / "clone", self.folder / "temp"):
            subprocess.run(["rm", "-rf", path], check=True)
        (self.folder / "temp").mkdir()
        self.git("clone", "--quiet", "--depth=1", f"file://{self.origin}", "clone")
        (self.folder / "clone" / ".venv").symlink_to(ROOT / ".venv")
        with (self.folder / "clone" / ".git" / "info" / "exclude").open("a") as exclude:
            exclude.write("/.venv\n")
        (job,) = workflow()["jobs"].values()
        own = [step for step in job["steps"] if "run" in step and "prepare" not in step["run"]]
        ran = subprocess.CompletedProcess[str]([], 0)
        for step in own:
            name = self.outputs().get("name", "")
            if "if" in step and not name:
                continue
            ran = self.step(step, {"ISSUE": "12", "GITHUB_EVENT_PATH": str(event)}, name)
            if ran.returncode:
                break
        return ran

    def step(self, step: dict[str, Any], given: dict[str, str], name: str) -> subprocess.CompletedProcess[str]:
        known = {"${{ steps.answers.outputs.name }}": name, "${{ github.token }}": "token"}
        of_step = {key: known[value] for key, value in step.get("env", {}).items()}
        around = {
            "PATH": f"{self.programs}{os.pathsep}{os.environ['PATH']}",
            "RUNNER_TEMP": str(self.folder / "temp"),
            "GITHUB_OUTPUT": str(self.folder / "temp" / "output"),
            "GITHUB_REF_NAME": "main",
        }
        nobody = {name: value for name, value in os.environ.items() if not re.match("GIT_(AUTHOR|COMMITTER)_", name)}
        return subprocess.run(
            ["bash", "-e", "-c", step["run"]],
            cwd=self.folder / "clone",
            env={**nobody, **around, **given, **of_step},
            capture_output=True,
            text=True,
            check=False,
        )

    def outputs(self) -> dict[str, str]:
        path = self.folder / "temp" / "output"
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        return dict(line.split("=", 1) for line in lines)

    def asked(self, *command: str) -> list[list[str]]:
        """What `gh` was asked so far of this kind."""
        log = self.programs / "asked.jsonl"
        lines = log.read_text(encoding="utf-8").splitlines() if log.exists() else []
        return [asked for asked in map(json.loads, lines) if tuple(asked[: len(command)]) == command]

    def changed(self) -> list[str]:
        """What the branch of the issue changes, by how."""
        return self.git("diff", "--name-status", "main", "case-study-issue-12", at=self.origin).splitlines()

    def git(self, *arguments: str, at: Path | None = None) -> str:
        ran = subprocess.run(["git", *arguments], cwd=at or self.folder, capture_output=True, text=True, check=True)
        return ran.stdout


@pytest.fixture
def runner(planted_site: Path, tmp_path: Path) -> Runner:
    runner = Runner(tmp_path / "runner")
    work = runner.folder / "work"
    shutil.copytree(planted_site.parent, work)
    for command in (["init", "--quiet", "-b", "main"], ["add", "."], ["commit", "--quiet", "-m", "site"]):
        runner.git(*command, at=work)
    runner.git("clone", "--quiet", "--bare", str(work), str(runner.origin))
    runner.programs.mkdir()
    (runner.programs / "gh").write_text(f"#!{sys.executable}\n{GH}", encoding="utf-8")
    (runner.programs / "gh").chmod(0o755)
    return runner


HARM = '"; touch pwned; echo "$(touch pwned)`touch pwned`'
COMMANDS = (
    "::set-output name=name::../../evil\n##[set-env name=PATH]/evil ]]>\n\n::stop-commands::x\n\n${{{ github.token }}}"
)

ANSWERS = Answers(
    TYPE,
    "touch-pwned-echo-touch-pwned-touch-pwned",
    "2026-11-22",
    {
        "cy": WordsAnswer(
            HARM,
            "`touch pwned` @everybody name=../../evil",
            {"growing": f"{HARM}\n\n::set-output name=name::../../evil\n\n]]> ##[error]x"},
        )
    },
    {
        "place": HARM,
        "agreed": {"by_role": "owner", "on": "2026-11-16", "covers": ["words"], "review_by": "2029-11-16"},
    },
    (LinkAnswer("season:plan-2020/spring", {"cy": "$(touch pwned) yw’r rheswm."}),),
)


@pytest.mark.slow
@pytest.mark.usefixtures("git_of_nobody")
class TestTheSteps:
    def test_make_of_an_issue_that_means_harm_two_files_and_nothing_else(
        self, runner: Runner, site: Site, tmp_path: Path
    ) -> None:
        labels = [{"name": TYPE}, {"name": "$(touch pwned)"}]
        event = event_file(tmp_path, issue_body(site, ANSWERS), title=f"$(touch pwned) {HARM}", labels=labels)
        ran = runner.run(event)
        assert ran.returncode == 0, ran.stdout + ran.stderr
        folder = f"case_studies/{ANSWERS.name}"
        assert runner.changed() == [f"A\t{folder}/cy.md", f"A\t{folder}/facts.yml"]
        assert HARM in runner.git("show", f"case-study-issue-12:{folder}/cy.md", at=runner.origin)
        assert not list(tmp_path.rglob("pwned"))
        assert runner.outputs() == {"name": ANSWERS.name}

        log = runner.git("log", "-1", "--format=%an%n%B", "case-study-issue-12", at=runner.origin)
        assert log.split("\n")[:2] == ["github-actions[bot]", f"Case study from issue 12: {ANSWERS.name}"]
        (created,) = runner.asked("pr", "create")
        *words, body = created
        assert "touch pwned" not in " ".join(words)
        assert body.endswith("\nCloses #12\n")
        assert "## " in body, "the review of the change"
        assert runner.asked("workflow", "run") == [["workflow", "run", "check.yml", "--ref", "case-study-issue-12"]]
        (commented,) = runner.asked("issue", "comment")
        assert commented[-1].startswith("Diolch.")
        assert commented[-1].endswith("\nhttps://github.example/pull/7\n")

    def test_follow_what_is_edited_until_an_editor_begins(self, runner: Runner, site: Site, tmp_path: Path) -> None:
        runner.run(event_file(tmp_path, issue_body(site, ANSWERS)))
        runner.run(event_file(tmp_path, issue_body(site, ANSWERS)))
        assert len(runner.asked("workflow", "run")) == 1, "nothing was edited"
        edited = dataclasses.replace(ANSWERS, facts={**ANSWERS.facts, "place": "Ysgol y Bryn"})
        assert runner.run(event_file(tmp_path, issue_body(site, edited))).returncode == 0
        assert runner.changed() == ["A\tcase_studies/ysgol-y-bryn/cy.md", "A\tcase_studies/ysgol-y-bryn/facts.yml"]
        assert len(runner.asked("pr", "create")) == 1
        assert runner.asked("pr", "edit")[-1][3:5] == ["--title", "Case study: ysgol-y-bryn"]
        assert len(runner.asked("workflow", "run")) == 2

        work = runner.folder / "work"
        runner.git("fetch", "--quiet", str(runner.origin), "case-study-issue-12:case-study-issue-12", at=work)
        runner.git("switch", "--quiet", "case-study-issue-12", at=work)
        (work / "case_studies/ysgol-y-bryn/en.md").write_text("An editor’s translation.", encoding="utf-8")
        runner.git("add", ".", at=work)
        runner.git("commit", "--quiet", "-m", "translate", at=work)
        runner.git("push", "--quiet", str(runner.origin), "case-study-issue-12", at=work)
        assert runner.run(event_file(tmp_path, issue_body(site, ANSWERS))).returncode == 0
        assert "A\tcase_studies/ysgol-y-bryn/en.md" in runner.changed()
        assert "An editor has already worked on" in runner.asked("issue", "comment")[-1][-1]

    def test_answer_an_issue_that_is_wrong_and_open_nothing(self, runner: Runner, site: Site, tmp_path: Path) -> None:
        wrong = dataclasses.replace(ANSWERS, words={"cy": WordsAnswer("T", "C.", {"growing": COMMANDS})})
        for body in (issue_body(site, wrong), f"```\n{COMMANDS}\n```\n<script>{HARM}</script>"):
            ran = runner.run(event_file(tmp_path, body))
            assert ran.returncode == 0, ran.stdout + ran.stderr
            assert runner.outputs() == {}
        assert runner.git("branch", "--list", at=runner.origin).split() == ["*", "main"]
        assert {tuple(asked[:2]) for asked in runner.asked()} == {("issue", "comment")}
        answered = [asked[-1] for asked in runner.asked("issue", "comment")]
        assert "**Ei dyfu**" in answered[0]
        assert not any(each in text for each in ("pwned", "set-output", "<script>") for text in answered)
        assert not list(tmp_path.rglob("pwned"))

    def test_fail_where_the_event_is_none(self, runner: Runner, tmp_path: Path) -> None:
        (tmp_path / "event.json").write_text("{}", encoding="utf-8")
        assert runner.run(tmp_path / "event.json").returncode != 0
        assert runner.asked() == []
