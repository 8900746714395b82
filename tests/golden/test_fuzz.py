"""Whatever a file holds, `check` ends and says where in it something is wrong."""

import functools
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from building import copied
from hypothesis import given, settings
from hypothesis import strategies as st
from laying import HERE

from make_the_connection.api import load
from make_the_connection.diagnostics import CODES
from make_the_connection.languages import in_words

pytestmark = pytest.mark.slow

BASE = HERE / "base"
FACTS = "activities/pond/facts.yml"
WORDS = "activities/pond/en.md"

many = settings.get_profile("wild")
few = settings(many, max_examples=max(many.max_examples // 4, 1))

signs = "[]{}:-#&*!|>'\"%@`,?\\<>()~=_^.\n\t 0aé\u2028\x00\U0001f3f4"
marks = [
    "---\n", "## a {#b}\n", "### a\n", "!!! note\n    ", "| a |\n|---|\n", "<b>", "{{", "{%", "{#", "](",
    "[@", "[^1]: ", "^[", "activity:", "://", "~", "on: ",
]  # fmt: skip
scraps = st.text(signs, max_size=30) | st.sampled_from(marks)
scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.text(signs, max_size=8)
values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3)
)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return copied(BASE, tmp_path / "site")


def check(site: Path, path: str, content: bytes) -> None:
    """Load a site when one of its files holds this, and look at every report."""
    (site / path).write_bytes(content)
    loaded = load(site / "mkdocs.yml")
    lines = content.replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n") + 1
    for diagnostic in loaded.diagnostics:
        assert diagnostic.code in CODES
        assert diagnostic.location.path != path or 1 <= diagnostic.location.line <= lines
        for language in loaded.readers:
            text = in_words(diagnostic, [language])
            assert text.count("\n") == 1
            assert text.replace("\n", "").isprintable()


def mutations(path: str) -> st.SearchStrategy[bytes]:
    """The text of a file of the base site with a piece of it replaced by something else."""
    text = (BASE / path).read_text(encoding="utf-8")
    ends = st.integers(0, len(text))
    return st.builds(
        lambda start, length, scrap: (text[:start] + scrap + text[start + length :]).encode(),
        ends,
        st.integers(0, 9),
        scraps,
    )


front = "---\ntitle: a\nsummary: b\n---\n## What to do {#what-to-do}\n"
compositions = st.lists(scraps, max_size=12).map(lambda parts: (front + "".join(parts)).encode())


def nodes(value: object, place: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    yield place
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        yield from nodes(item, (*place, key))


def replaced(value: Any, place: tuple[str | int, ...], new: object) -> Any:
    if not place:
        return new
    copy = value.copy()
    copy[place[0]] = replaced(value[place[0]], place[1:], new)
    return copy


def replacements(path: str) -> st.SearchStrategy[bytes]:
    """The values of a YAML file of the base site with one of them replaced by any other, as JSON."""
    whole = yaml.safe_load((BASE / path).read_text(encoding="utf-8"))
    changed = st.builds(functools.partial(replaced, whole), st.sampled_from(list(nodes(whole))), values)
    return changed.map(lambda value: json.dumps(value, default=str).encode())


@pytest.mark.parametrize("path", [FACTS, WORDS, "works/example-2020/facts.yml", "docs/about/cy.md"])
@many
@given(data=st.data())
def test_nothing_in_a_file_of_content_makes_the_check_fail(site: Path, path: str, data: st.DataObject) -> None:
    others = replacements(path) if path.endswith(".yml") else compositions
    check(site, path, data.draw(st.binary(max_size=60) | mutations(path) | others))


@pytest.mark.parametrize("path", ["mkdocs.yml", "model.yml"])
@few
@given(data=st.data())
def test_nothing_in_a_declaration_makes_the_check_fail(site: Path, path: str, data: st.DataObject) -> None:
    check(site, path, data.draw(st.binary(max_size=60) | mutations(path) | replacements(path)))
