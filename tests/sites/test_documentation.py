"""What the pages tell contributors to write is what the check accepts."""

import re
import textwrap
from pathlib import Path

import pytest
from building import loaded

from make_the_connection.content.records import RecordClasses
from make_the_connection.content.validation import validated
from make_the_connection.content.yaml_source import read_yaml
from make_the_connection.diagnostics import Diagnostic
from make_the_connection.site import Site

ROOT = Path(__file__).parents[2]
SAMPLE = re.compile(r"^    # yaml-language-server.*?(?=^\S)", re.DOTALL | re.MULTILINE)


@pytest.fixture(scope="module")
def site() -> Site:
    site = loaded(ROOT / "mkdocs.yml").site
    assert site is not None
    return site


@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_case_study_shown_on_the_join_in_page_is_a_valid_one(site: Site, language: str) -> None:
    page = (ROOT / f"docs/join-in/{language}.md").read_text(encoding="utf-8")
    match = SAMPLE.search(page)
    assert match, "the page shows a facts.yml"
    found: list[Diagnostic] = []
    document = read_yaml(textwrap.dedent(match[0]), "facts.yml", found)
    assert document is not None
    validated(RecordClasses(site.model, tuple(site.languages)).facts["case-study"], document, found)
    assert found == []


@pytest.mark.parametrize("page", ["README.md", "docs/engineering/commands.md"])
def test_every_file_that_a_page_names_is_there(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    named = {path.split("<")[0] for path in re.findall(r"`(?:[\w./]*python3? )?([a-z_.]+/[^` ]*)", text)}
    assert named
    missing = sorted(
        path for path in named if "my-school" not in path and not (ROOT / path).exists() and "site/" not in path
    )
    assert missing == []
