"""The file that a person keeps of an evaluation, as it is described; and what a page gives to its scripts."""

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from relinking import read

from make_the_connection.api import load
from make_the_connection.exports import FILES
from make_the_connection.exports.evaluation_file import LARGEST, LONGEST
from make_the_connection.render import LISTINGS, Reader
from make_the_connection.render.combining import FEWEST
from make_the_connection.render.evaluation_file import asked
from make_the_connection.site import Site

ROOT = Path(__file__).parents[2]
GARDEN = Path(__file__).parent / "garden"
EVALUATION = """
evaluations:
  beds:
    label: {en: How the beds are, cy: Sut mae’r gwelyau}
    of: [plant]
    levels:
      bare: {label: {en: Bare, cy: Moel}, explained: {en: Nothing grows., cy: Nid oes dim yn tyfu.}}
      green: {label: {en: Green, cy: Gwyrdd}, explained: {en: It grows., cy: Mae’n tyfu.}}
"""


@pytest.fixture
def beds(planted: Callable[[Mapping[str, str]], Path]) -> Site:
    """The garden with an evaluation of its plants, of which one was called something else before."""
    rose = (GARDEN / "plants" / "rose" / "facts.yml").read_text(encoding="utf-8")
    model = (GARDEN / "model.yml").read_text(encoding="utf-8")
    site = load(planted({"model.yml": model + EVALUATION, "plants/rose/facts.yml": f"formerly: [briar]\n{rose}"})).site
    assert site is not None
    return site


@pytest.fixture(scope="session")
def schema(garden: Site) -> Any:
    return json.loads(FILES["evaluation.schema.json"](garden, None))


class TestTheSchema:
    def test_is_one(self, schema: Any) -> None:
        jsonschema.Draft202012Validator.check_schema(schema)

    @pytest.mark.parametrize("code", ["en", "cy"])
    @pytest.mark.slow
    def test_fits_the_example_of_the_data_page(self, schema: Any, code: str) -> None:
        text = (ROOT / "docs" / "data" / f"{code}.md").read_text(encoding="utf-8")
        (example,) = [json.loads(block) for block in re.findall(r"```json\n(.*?)```", text, re.DOTALL)]
        jsonschema.validate(example, schema, jsonschema.Draft202012Validator)
        site = read("this site")
        assert example["site"] == str(site.model.namespace)
        declared = site.model.evaluations[example["evaluation"]]
        for key, answer in example["answers"].items():
            assert key in site.entries
            assert answer["level"] in declared.levels

    @pytest.mark.parametrize("code", ["en", "cy"])
    def test_has_the_limits_that_the_data_page_names(self, code: str) -> None:
        text = (ROOT / "docs" / "data" / f"{code}.md").read_text(encoding="utf-8")
        assert f" {LARGEST // 1024} kB" in text
        assert f" {LONGEST} " in text

    @pytest.mark.parametrize(
        "wrong",
        [
            {"format": "another"},
            {"version": 2},
            {"copy": "me"},
            {"about": "in a sentence"},
            {"answers": {"__proto__": {}}},
            {"answers": {"plant:rose": {"level": 3}}},
        ],
    )
    def test_refuses_what_a_page_refuses(self, schema: Any, wrong: dict[str, Any]) -> None:
        right = {
            "format": "make-the-connection/evaluation",
            "version": 1,
            "site": "a012b2cc-b187-4382-81af-1010a7baec23",
            "evaluation": "beds",
            "copy": "00000000-0000-4000-8000-000000000000",
            "written": "2026-03-02",
            "answers": {"plant:rose": {"level": "bare", "of_another_program": 1}},
        }
        validator = jsonschema.Draft202012Validator(schema)
        assert validator.is_valid(right)
        assert not validator.is_valid({**right, **wrong})


class TestWhatAPageAsks:
    def test_is_said_by_key_and_former_key(self, beds: Site) -> None:
        said = asked(Reader(beds, "en", "beds"), "beds")
        assert ["plant:rose", "plant:briar"] in said["statements"]
        assert {key for key, *_ in said["statements"]} == {entry.key for entry in beds.of_type("plant")}
        assert said["site"] == "a012b2cc-b187-4382-81af-1010a7baec23"
        assert said["levels"] == ["bare", "green"]
        assert said["labels"] == [["beds", "How the beds are"]]

    def test_comes_with_words_of_the_language(self, beds: Site) -> None:
        english, welsh = (asked(Reader(beds, code, "beds"), "beds")["words"] for code in ("en", "cy"))
        assert english.keys() == welsh.keys()
        assert not set(english.values()) & set(welsh.values())


class TestPuttingFilesTogether:
    def test_says_the_rules_without_a_script(self, beds: Site) -> None:
        html = LISTINGS["combining"](Reader(beds, "en", "beds"), "beds")
        before, _, after = html.partition('<div class="combining-here" hidden>')
        assert f"no group of fewer than {FEWEST} people" in before
        assert "needs JavaScript" in before
        assert '<div class="combined" hidden>' in after

    def test_has_a_row_for_each_statement(self, beds: Site) -> None:
        html = LISTINGS["combining"](Reader(beds, "en", "beds"), "beds")
        rows = re.findall(r'<tr data-statement="(.+?)"><th scope="row"><a href="(.+?)">', html)
        assert ("plant:rose", "plants/rose.html") in rows
        assert len(rows) == len(beds.of_type("plant"))

    def test_offers_nothing_where_languages_stand_side_by_side(self, beds: Site) -> None:
        html = LISTINGS["combining"](Reader(beds, "cy", "side-by-side/beds", beside="en"), "beds")
        assert "<button" not in html
        assert "<script" not in html
        assert "id=" not in html
