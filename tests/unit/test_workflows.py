"""What runs on GitHub: by its own schemas, by a linter that knows how workflows are abused, and by our own rules."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

GITHUB = Path(__file__).parents[2] / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*"))
FORMS = sorted(path for path in (GITHUB / "ISSUE_TEMPLATE").glob("*") if path.stem != "config")
PROGRAMS = Path(sys.executable).parent

KNOWN = {
    "actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1": "v7.0.1",
    "actions/setup-python@5fda3b95a4ea91299a34e894583c3862153e4b97": "v7.0.0",
    "actions/setup-node@48b55a011bda9f5d6aeb4c2d9c7362e8dae4041e": "v6.4.0",
    "actions/cache@9255dc7a253b0ccc959486e2bca901246202afeb": "v5.0.1",
    "actions/upload-artifact@043fb46d1a93c77aae656e7c1c64a875d1fc6a0a": "v7.0.1",
    "actions/download-artifact@3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c": "v8.0.1",
    "actions/deploy-pages@cd2ce8fcbc39b97be8ca5fce6e763baed58fa128": "v5.0.0",
    "actions/labeler@b8dd2d9be0f68b860e7dae5dae7d772984eacd6d": "v6.2.0",
    "actions/github-script@3a2844b7e9c422d3c10d287c895573f7108da1b3": "v9.0.0",
}
"""The actions that may be used, each at a commit that was seen in public workflows, with the version that this is."""

EXPRESSION = re.compile(r"\$\{\{(.*?)\}\}", re.DOTALL)
WHAT_RUNS = ("run", "script")


def read(path: Path) -> dict[str, Any]:
    """A workflow as GitHub reads it: `on` is a word there."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - makes texts only


def values(node: object, name: str) -> Iterator[Any]:
    """Every value of this name, at any depth."""
    for key, value in node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ():
        if key == name:
            yield value
        yield from values(value, name)


@pytest.fixture(params=WORKFLOWS, ids=[path.name for path in WORKFLOWS])
def path(request: pytest.FixtureRequest) -> Path:
    return request.param


@pytest.fixture
def workflow(path: Path) -> dict[str, Any]:
    return read(path)


class TestAWorkflow:
    def test_starts_from_no_permission(self, workflow: dict[str, Any]) -> None:
        assert workflow["permissions"] == {}
        assert all("permissions" in job for job in workflow["jobs"].values()), "each job says what it needs"

    def test_lets_nothing_of_a_fork_near_a_secret(self, path: Path, workflow: dict[str, Any]) -> None:
        events = set(workflow["on"]) if not isinstance(workflow["on"], str) else {workflow["on"]}
        assert not events & {"pull_request_target", "workflow_run"}
        if "pull_request" in events:
            assert all(set(each.values()) == {"read"} for each in values(workflow, "permissions") if each)
            assert not [found for found in EXPRESSION.findall(path.read_text(encoding="utf-8")) if "secrets" in found]

    def test_uses_known_actions_at_known_commits_alone(self, path: Path, workflow: dict[str, Any]) -> None:
        assert set(values(workflow, "uses")) <= set(KNOWN)
        for action, version in re.findall(r"uses: (\S+) *(?:# *(\S+))?", path.read_text(encoding="utf-8")):
            assert version == KNOWN[action]

    def test_keeps_no_credentials_in_what_it_checks_out(self, workflow: dict[str, Any]) -> None:
        steps = [step for job in workflow["jobs"].values() for step in job["steps"]]
        for step in steps:
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] == "false"
                assert "ref" not in step["with"]

    def test_puts_no_text_of_anyone_into_what_is_run(self, workflow: dict[str, Any]) -> None:
        scripts = [script for name in WHAT_RUNS for script in values(workflow, name)]
        assert scripts
        assert not [found for script in scripts for found in EXPRESSION.findall(script)]

    def test_ends(self, workflow: dict[str, Any]) -> None:
        assert all(0 < int(job["timeout-minutes"]) <= 60 for job in workflow["jobs"].values())
        assert "concurrency" in workflow


class TestTheCheck:
    def test_is_of_every_change(self) -> None:
        check = read(GITHUB / "workflows" / "check.yml")
        assert set(check["on"]) == {"pull_request", "push", "workflow_dispatch"}
        scripts = "\n".join(values(check, "run"))
        for command in (
            "check --format github",
            "review 'HEAD^1'",
            "scripts/build.py",
            "scripts/inspect_site.py",
            "scripts/test.py",
        ):
            assert command in scripts

    def test_lets_the_summary_and_the_preview_come_where_something_is_wrong(self) -> None:
        steps = read(GITHUB / "workflows" / "check.yml")["jobs"]["content"]["steps"]
        checked = next(number for number, step in enumerate(steps) if "check --format" in step.get("run", ""))
        assert all("!cancelled()" in step["if"] for step in steps[checked + 1 :])

    @pytest.mark.slow
    def test_gives_the_runner_no_command_out_of_what_the_build_prints(self, tmp_path: Path) -> None:
        """The script of the step, with a build in its place that prints what a stranger wrote, and fails."""
        steps = read(GITHUB / "workflows" / "check.yml")["jobs"]["content"]["steps"]
        (script,) = [step["run"] for step in steps if step.get("id") == "build"]
        (tmp_path / "scripts").mkdir()
        (tmp_path / "scripts" / "build.py").write_text("print('::add-mask::a')\nraise SystemExit(3)\n")
        command = ["bash", "-e", "-o", "pipefail", "-c", script]
        ran = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        first, middle, last = ran.stdout.splitlines()
        assert ran.returncode == 3
        assert middle == "::add-mask::a"
        assert re.fullmatch("::stop-commands::[0-9a-f]{64}", first)
        assert last == f"::{first.removeprefix('::stop-commands::')}::"


class TestTheSite:
    def test_is_published_whole_or_not_at_all(self) -> None:
        jobs = read(GITHUB / "workflows" / "site.yml")["jobs"]
        assert jobs["publish"]["needs"] == "build"
        assert "scripts/inspect_site.py" in "\n".join(values(jobs["build"], "run"))
        assert "--strict" not in "\n".join(values(jobs, "run")), "a remark about content must not keep a site back"

    def test_is_published_by_a_job_that_runs_nothing_of_the_repository(self) -> None:
        publish = read(GITHUB / "workflows" / "site.yml")["jobs"]["publish"]
        assert publish["permissions"] == {"pages": "write", "id-token": "write"}
        assert not list(values(publish, "run"))
        assert not [step for step in publish["steps"] if step["uses"].startswith("actions/checkout@")]


class TestTheLinks:
    """Asked once a week, by a job that may write nothing; what may write runs nothing that is in the repository."""

    def test_are_asked_once_a_week_and_by_hand(self) -> None:
        events = read(GITHUB / "workflows" / "links.yml")["on"]
        assert set(events) == {"schedule", "workflow_dispatch"}
        assert [re.fullmatch(r"\d+ \d+ \* \* \d", each["cron"]) is not None for each in events["schedule"]] == [True]

    def test_are_asked_and_proposed_with_different_permissions(self) -> None:
        jobs = read(GITHUB / "workflows" / "links.yml")["jobs"]
        assert jobs["ask"]["permissions"] == {"contents": "read"}
        assert "scripts/links.py" in "".join(values(jobs["ask"], "run"))
        assert not re.search(r"scripts/|\.venv|python", "".join(values(jobs["propose"], "run")))


@pytest.mark.slow
class TestPrograms:
    def test_know_every_workflow_as_one(self) -> None:
        self.agree("check-jsonschema", "--builtin-schema", "vendor.github-workflows", *WORKFLOWS)

    def test_know_every_form_as_one(self) -> None:
        assert FORMS
        self.agree("check-jsonschema", "--builtin-schema", "vendor.github-issue-forms", *FORMS)

    def test_find_nothing_that_a_stranger_could_abuse(self) -> None:
        self.agree("zizmor", "--offline", "--no-config", "--persona", "auditor", *WORKFLOWS)

    def agree(self, program: str, *arguments: str | Path) -> None:
        ran = subprocess.run([PROGRAMS / program, *arguments], capture_output=True, text=True, check=False)
        assert ran.returncode == 0, ran.stdout + ran.stderr
