"""Facts to typed records: what each kind of field accepts and refuses, and where a mistake is said to be."""

import json
import re
from collections.abc import Callable, Mapping
from types import SimpleNamespace
from typing import Any

import pytest
from pydantic import ValidationError

from make_the_connection.content.records import RecordClasses

Facts = Callable[[str], SimpleNamespace]

LINK = (
    "to: soil:clay, relation: suits, why: {en: It likes it., cy: Mae’n ei hoffi.}, strength: central, review: not-yet"
)
PUBLISHED = f"{LINK}, basis: published, source: source:jones-2020, wording: As printed."
EDITORIAL = f"{LINK}, basis: editorial, by: gardener, on: 2024-05-01"

ACCEPTED = [
    ("text: {en: a, cy: b}", {"en": "a", "cy": "b"}),
    ("text: {en: '  a ', cy: b}", {"en": "a", "cy": "b"}),
    ("name: Ysgol y Ddraig", {"": "Ysgol y Ddraig"}),
    ("name: {cy: Ysgol}", {"cy": "Ysgol"}),
    ("number: 3", 3),
    ("number: -3", -3),
    ("flag: true", True),
    ("choice: shade", "shade"),
    ("date: 2018", "2018"),
    ("date: '2018'", "2018"),
    ("date: 2018-05", "2018-05"),
    ("date: 2024-02-29", "2024-02-29"),
    ("address: https://soil.example/a?b=c#d", {"": "https://soil.example/a?b=c#d"}),
    (
        "address: {en: https://a.example, cy: http://b.example/x}",
        {"en": "https://a.example", "cy": "http://b.example/x"},
    ),
    ("entry: plant:rose", "plant:rose"),
    ("entry: soil:soils-1/clay", "soil:soils-1/clay"),
    ("image: red-rose_2.webp", "red-rose_2.webp"),
    ("many: [a, {cy: b}]", ({"": "a"}, {"cy": "b"})),
    ("many: []", ()),
]

REFUSED = [
    # text: a version in every language
    ("text: {en: a}", "missing-language"),
    ("text: a", "wrong-kind"),
    ("text: {en: a, cy: ''}", "empty-text"),
    ("text: {en: a, cy: '  '}", "empty-text"),
    ("text: {en: a, cy: 3}", "wrong-kind"),
    ("text: {en: a, cy: b, fr: c}", "unknown-field"),
    ("text: [a]", "wrong-kind"),
    # name: the same in all languages unless it says otherwise
    ("name: ''", "empty-text"),
    ("name: 7", "wrong-kind"),
    ("name: {fr: c}", "unknown-field"),
    ("name: [a]", "wrong-kind"),
    # number
    ("number: 3.5", "wrong-kind"),
    ("number: '3'", "wrong-kind"),
    ("number: true", "wrong-kind"),
    ("number: many", "wrong-kind"),
    # flag
    ("flag: yes", "wrong-kind"),
    ("flag: 1", "wrong-kind"),
    ("flag: 'true'", "wrong-kind"),
    # choice
    ("choice: moon", "not-one-of"),
    ("choice: Sun", "not-one-of"),
    ("choice: [sun]", "not-one-of"),
    # date
    ("date: 2018-13", "bad-date"),
    ("date: 2018-02-30", "bad-date"),
    ("date: 2018-2-3", "bad-date"),
    ("date: 21/11/2018", "bad-date"),
    ("date: 18", "bad-date"),
    ("date: 2018.5", "bad-date"),
    ("date: May 2018", "bad-date"),
    # address
    ("address: soil.example", "bad-address"),
    ("address: ftp://soil.example", "bad-address"),
    ("address: javascript:alert(1)", "bad-address"),
    ("address: //soil.example", "bad-address"),
    ("address: https://soil", "bad-address"),
    ("address: 'https://soil.example/a b'", "bad-address"),
    ("address: 'https://soil.example/\"onload'", "bad-address"),
    # entry
    ("entry: rose", "bad-id"),
    ("entry: plant:Rose", "bad-id"),
    ("entry: plant:../rose", "bad-id"),
    ("entry: plant:rose/", "bad-id"),
    ("entry: plant:rose#x", "bad-id"),
    # image
    ("image: ../rose.png", "bad-file-name"),
    ("image: Rose.png", "bad-file-name"),
    ("image: rose", "bad-file-name"),
    ("image: rose.exe", "bad-file-name"),
    ("image: a/rose.png", "bad-file-name"),
    # record
    ("record: {year: 2018}", "missing-field"),
    ("record: {place: Bala, yeer: 2018}", "unknown-field"),
    ("record: Bala", "wrong-kind"),
    # many
    ("many: a", "wrong-kind"),
    ("many: [a, '']", "empty-text"),
    # bibliographic record
    ("csl: {title: Roses}", "missing-field"),
    ("csl: {type: bok, title: Roses}", "not-one-of"),
    ("csl: {type: book, title: Roses, DOI: roses}", "bad-doi"),
    ("csl: {type: book, title: Roses, autor: []}", "unknown-field"),
    ("csl: {type: book, title: Roses, author: [{famly: Jones}]}", "unknown-field"),
    # links
    (f"links: [{{{LINK}}}]", "missing-field"),
    (f"links: [{{{LINK}, basis: rumour}}]", "not-one-of"),
    (f"links: [{{{PUBLISHED.replace('source:jones-2020', 'a book')}}}]", "bad-source"),
    (f"links: [{{{PUBLISHED}, by: gardener}}]", "unknown-field"),
    (f"links: [{{{EDITORIAL.replace('suits', 'suit')}}}]", "not-one-of"),
    (f"links: [{{{EDITORIAL.replace('central', '0.9')}}}]", "not-one-of"),
    (f"links: [{{{EDITORIAL.replace('gardener', 'somebody')}}}]", "not-one-of"),
    (f"links: [{{{EDITORIAL.replace('not-yet', 'done')}}}]", "not-one-of"),
    (f"links: [{{{EDITORIAL.replace('not-yet', '{by: gardener}')}}}]", "missing-field"),
    (f"links: [{{{EDITORIAL.replace(', cy: Mae’n ei hoffi.', '')}}}]", "missing-language"),
    ("links: [soil:clay]", "wrong-kind"),
    ("unrelated: [{to: soil:clay, by: gardener, on: 2024, why: {en: a}}]", "missing-language"),
    # the whole
    ("original: fr", "not-one-of"),
    ("colour: red", "unknown-field"),
]

# What an editor's schema leaves to the build: the form of single words, and the calendar.
LEFT_TO_THE_BUILD = {"bad-address", "bad-source", "bad-id", "bad-doi", "bad-file-name", "empty-text"}
CALENDAR = {"date: 2018-13", "date: 2018-02-30", "date: 18"}
IN_THE_SCHEMA = [text for text, code in REFUSED if code not in LEFT_TO_THE_BUILD and text not in CALENDAR]


class TestEveryKindOfField:
    @pytest.mark.parametrize(("text", "value"), ACCEPTED, ids=[text for text, _ in ACCEPTED])
    def test_accepts_what_is_right(self, facts: Facts, text: str, value: object) -> None:
        read = facts(text)
        assert read.codes == []
        assert getattr(read.value, text.partition(":")[0]) == value

    @pytest.mark.parametrize(("text", "code"), REFUSED, ids=[text for text, _ in REFUSED])
    def test_refuses_what_is_wrong_and_says_so_once(self, facts: Facts, text: str, code: str) -> None:
        read = facts(text)
        assert read.value is None
        assert read.codes == [code]

    @pytest.mark.parametrize(("text", "code"), REFUSED, ids=[text for text, _ in REFUSED])
    def test_names_what_is_wrong_as_its_author_wrote_it(self, facts: Facts, text: str, code: str) -> None:
        (diagnostic,) = facts(text).found
        name = dict(diagnostic.parameters)["name"]
        assert name, code
        assert not re.search(r"\[|→|literal|None", name)


class TestRecords:
    def test_a_record_is_a_record_of_its_own(self, facts: Facts) -> None:
        record = facts("record: {place: Bala, year: 2018}").value.record
        assert (record.place, record.year) == ({"": "Bala"}, "2018")

    def test_cannot_be_changed(self, facts: Facts) -> None:
        value = facts("number: 3").value
        with pytest.raises(ValidationError):
            value.number = 4

    def test_an_absent_field_is_none_and_an_absent_list_is_empty(self, facts: Facts) -> None:
        value = facts("number: 3").value
        assert (value.name, value.many, value.links, value.unrelated) == (None, (), (), ())

    def test_the_first_language_of_the_site_is_the_original_unless_said_otherwise(self, facts: Facts) -> None:
        assert facts("number: 3").value.original == "en"
        assert facts("original: cy").value.original == "cy"

    def test_a_bibliographic_record_may_have_a_title_in_each_language(self, facts: Facts) -> None:
        value = facts("csl: {type: book, title: {en: Roses, cy: Rhosod}, container-title: C, issued: 2020}").value
        assert value.csl.title == {"en": "Roses", "cy": "Rhosod"}
        assert value.csl.container_title == "C"


class TestLinks:
    def test_a_published_link_has_a_source_and_its_wording(self, facts: Facts) -> None:
        (link,) = facts(f"links: [{{{PUBLISHED}}}]").value.links
        assert (link.basis, link.source, link.wording) == ("published", "source:jones-2020", {"": "As printed."})

    def test_an_editorial_link_says_who_made_it_and_when(self, facts: Facts) -> None:
        (link,) = facts(f"links: [{{{EDITORIAL}}}]").value.links
        assert (link.basis, link.by, link.on) == ("editorial", "gardener", "2024-05-01")

    def test_a_link_says_who_reviewed_it_or_that_nobody_has_yet(self, facts: Facts) -> None:
        (link,) = facts(f"links: [{{{EDITORIAL.replace('not-yet', '{by: gardener, on: 2025}')}}}]").value.links
        assert (link.review.by, link.review.on) == ("gardener", "2025")

    @pytest.mark.parametrize("missing", ["to", "relation", "why", "strength", "review"])
    @pytest.mark.parametrize("whole", [PUBLISHED, EDITORIAL])
    def test_every_part_of_a_link_is_needed(self, facts: Facts, whole: str, missing: str) -> None:
        without = re.sub(rf"\b{missing}: (\{{.*?\}}|[^,]*)(, )?", "", whole, count=1)
        (diagnostic,) = facts(f"links: [{{{without}}}]").found
        assert (diagnostic.code, dict(diagnostic.parameters)["name"]) == ("missing-field", missing)


class TestMistakes:
    def test_all_are_found_at_once_each_at_its_line(self, facts: Facts) -> None:
        read = facts("number: three\ncolour: red\ntext:\n  en: a\ndate: May\nchoice: sunn\n")
        assert sorted((d.location.line, d.location.column, d.code) for d in read.found) == [
            (1, 9, "wrong-kind"),
            (2, 1, "unknown-field"),
            (3, 1, "missing-language"),
            (5, 7, "bad-date"),
            (6, 9, "not-one-of"),
        ]

    def test_a_mistake_deep_inside_is_found_at_its_line(self, facts: Facts) -> None:
        read = facts(
            """\
links:
  - to: soil:clay
    relation: suits
    why: {en: It likes it., cy: Mae’n ei hoffi.}
    strength: strong
    review:
      by: gardener
      on: May
    basis: editorial
    by: gardener
    on: 2024
"""
        )
        assert sorted((d.location.line, d.code) for d in read.found) == [(5, "not-one-of"), (8, "bad-date")]

    @pytest.mark.parametrize(
        ("text", "nearest"),
        [
            ("nmber: 3", "number"),
            ("choice: shad", "shade"),
            ("record: {place: a, yeer: 1}", "year"),
            (f"links: [{{{EDITORIAL.replace('suits', 'suit')}}}]", "suits"),
        ],
    )
    def test_the_likeliest_right_word_is_offered(self, facts: Facts, text: str, nearest: str) -> None:
        (diagnostic,) = facts(text).found
        assert dict(diagnostic.parameters)["nearest"] == nearest

    def test_a_word_that_is_like_nothing_gets_no_offer(self, facts: Facts) -> None:
        assert "nearest" not in dict(facts("xyzzy: 3").found[0].parameters)

    def test_the_choices_there_are_are_named(self, facts: Facts) -> None:
        assert dict(facts("choice: moon").found[0].parameters)["choices"] == "sun, shade"


@pytest.fixture(scope="module")
def schema(every_kind: RecordClasses) -> Mapping[str, Any]:
    return every_kind.json_schema("plant")


class TestTheEditorsSchema:
    @pytest.mark.parametrize("text", [text for text, _ in ACCEPTED])
    def test_accepts_what_the_build_accepts(self, schema: Mapping[str, Any], facts: Facts, text: str) -> None:
        assert list(complaints(facts(text).yaml, schema, schema)) == []

    @pytest.mark.parametrize("link", [PUBLISHED, EDITORIAL])
    def test_accepts_both_kinds_of_link(self, schema: Mapping[str, Any], facts: Facts, link: str) -> None:
        assert list(complaints(facts(f"links: [{{{link}}}]").yaml, schema, schema)) == []

    @pytest.mark.parametrize("text", IN_THE_SCHEMA)
    def test_refuses_what_the_build_refuses(self, schema: Mapping[str, Any], facts: Facts, text: str) -> None:
        assert list(complaints(facts(text).yaml, schema, schema)) != []

    def test_is_plain_json_and_names_its_dialect(self, schema: Mapping[str, Any]) -> None:
        assert json.loads(json.dumps(schema)) == schema
        assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"

    def test_lets_no_unknown_field_pass_anywhere(self, schema: Mapping[str, Any]) -> None:
        for node in (schema, *schema["$defs"].values()):
            assert node.get("additionalProperties", node.get("enum")) is not True
            if "properties" in node:
                assert node["additionalProperties"] is False


def complaints(value: Any, node: Mapping[str, Any], schema: Mapping[str, Any]) -> list[str]:
    """What is wrong with a value by the keywords of JSON Schema that our schemas use; any other keyword raises."""
    checks = {
        "$ref": lambda ref: complaints(value, schema["$defs"][ref.rpartition("/")[2]], schema),
        "type": lambda names: [] if any(_is(value, name) for name in _listed(names)) else [f"{value} is no {names}"],
        "enum": lambda values: [] if value in values else [f"{value} is none of {values}"],
        "const": lambda one: [] if value == one else [f"{value} is not {one}"],
        "pattern": lambda pattern: [] if not isinstance(value, str) or re.search(pattern, value) else [f"{value}?"],
        "minLength": lambda least: [] if not isinstance(value, str) or len(value) >= least else ["too short"],
        "minProperties": lambda least: [] if not isinstance(value, dict) or len(value) >= least else ["too few"],
        "minItems": lambda least: [] if not isinstance(value, list) or len(value) >= least else ["too few"],
        "required": lambda names: [f"no {n}" for n in names if isinstance(value, dict) and n not in value],
        "items": lambda item: (
            [c for v in value for c in complaints(v, item, schema)] if isinstance(value, list) else []
        ),
        "properties": lambda fields: [
            c
            for name, below in fields.items()
            if isinstance(value, dict) and name in value
            for c in complaints(value[name], below, schema)
        ],
        "additionalProperties": lambda more: [
            f"unknown {name}"
            for name in (value if isinstance(value, dict) else ())
            if more is False and name not in node.get("properties", {})
        ],
        "anyOf": lambda nodes: (
            [] if any(not complaints(value, below, schema) for below in nodes) else ["none of these"]
        ),
        "oneOf": lambda nodes: (
            [] if sum(not complaints(value, below, schema) for below in nodes) == 1 else ["not one of these"]
        ),
    }
    silent = {"$schema", "$defs", "title", "description", "default", "discriminator", "format"}
    said = {keyword: given for keyword, given in node.items() if keyword not in silent and not keyword.startswith("x-")}
    return [c for keyword, given in said.items() for c in checks[keyword](given)]


def _listed(names: str | list[str]) -> list[str]:
    return [names] if isinstance(names, str) else names


def _is(value: object, name: str) -> bool:
    kinds = {"object": dict, "array": list, "string": str, "boolean": bool, "null": type(None), "integer": int}
    return isinstance(value, kinds[name]) and not (name == "integer" and isinstance(value, bool))
