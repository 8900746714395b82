"""The rules that the form goes by: complete, the same every time, and no others than the build's."""

import json
import re
import unicodedata
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from make_the_connection.api import load
from make_the_connection.content.front_matter import read_front_matter
from make_the_connection.content.records import record_classes
from make_the_connection.content.safeguarding import detectors
from make_the_connection.content.text_source import control_character
from make_the_connection.content.validation import validated
from make_the_connection.content.yaml_source import Positions, YamlDocument, read_yaml
from make_the_connection.contribute.answers import Answers, LinkAnswer, WordsAnswer, answers_from, draft_of, folder_name
from make_the_connection.contribute.entry_files import entry_files
from make_the_connection.contribute.rules import MET, contribution_scripts, rules
from make_the_connection.diagnostics import CODES, Diagnostic
from make_the_connection.site import Site

ROOT = Path(__file__).parents[2]
SITES = (ROOT / "tests" / "golden" / "base" / "mkdocs.yml", ROOT / "tests" / "sites" / "orchard" / "mkdocs.yml")
LARGEST = 60_000


@pytest.fixture(scope="module")
def base() -> Site:
    site = load(SITES[0]).site
    assert site is not None
    return site


@pytest.fixture(scope="module")
def activity(base: Site) -> dict[str, Any]:
    return rules(base, "activity", "en")


def spelt(pattern: str, pieces: list[str]) -> str:
    return re.sub(r"~(\d+)~", lambda match: spelt(pieces[int(match[1])], pieces), pattern)


class TestTheRules:
    def test_are_plain_json_and_the_same_every_time(self, base: Site, activity: dict[str, Any]) -> None:
        assert json.dumps(activity) == json.dumps(rules(base, "activity", "en"))
        assert json.loads(json.dumps(activity)) == json.loads(json.dumps(rules(base, "activity", "en")))

    @pytest.mark.parametrize("path", SITES, ids=["base", "orchard"])
    @pytest.mark.slow
    def test_have_a_sentence_and_a_way_out_for_all_that_can_be_told(self, path: Path) -> None:
        site = load(path).site
        assert site is not None
        for name in [name for name, declared in site.model.types.items() if declared.contribution]:
            for code in site.languages:
                told = rules(site, name, code)["codes"]
                assert list(told) == list(MET)
                assert all(severity == CODES[each] and all(words) for each, (severity, *words) in told.items())

    def test_are_in_a_script_that_no_word_of_a_site_can_end(self, base: Site) -> None:
        ((address, script),) = contribution_scripts(base, "cy")
        assert address == "contribution/activity.js"
        assert "<" not in script
        assert control_character(script) is None

    def test_name_what_can_be_linked_to_with_its_words(self, activity: dict[str, Any]) -> None:
        assert activity["entries"] == {"skill": [["skill:s-2020/observing", "Observing", "To look and to wait.", ""]]}

    def test_list_nothing_that_strangers_contribute_but_the_names_that_are_taken(
        self, base: Site, activity: dict[str, Any]
    ) -> None:
        assert activity["unlisted"] == ["activity"]
        assert "activity" not in activity["known"]
        assert activity["taken"] == sorted(entry.id for entry in base.of_type("activity"))

    def test_have_the_detectors_word_for_word(self, base: Site, activity: dict[str, Any]) -> None:
        made = detectors(base.languages.values(), [work.id for work in base.works])
        assert not any("~" in each.pattern + each.aside for each in made)
        pieces = activity["pieces"]
        found = [(code, spelt(pattern, pieces), spelt(aside, pieces)) for code, pattern, aside in activity["detectors"]]
        assert found == [(each.code, each.pattern, each.aside) for each in made]

    def test_hold_no_field_that_no_contribution_has(self, activity: dict[str, Any]) -> None:
        assert set(activity["facts"]["properties"]) == {
            "original",
            "added",
            "told",
            "place",
            "season",
            "agreed",
            "links",
        }

    @pytest.mark.slow
    def test_are_of_a_size_that_a_telephone_can_load(self) -> None:
        site = load(ROOT / "mkdocs.yml").site
        assert site is not None
        for code in site.languages:
            assert all(len(text.encode()) < LARGEST for _, text in contribution_scripts(site, code))


VALUES: dict[str, list[tuple[object, bool]]] = {
    "order": [(3, True), ("3", False), (2.5, False), (None, False)],
    "place": [("Here", True), ({"en": "Here"}, True), ({}, False), (" ", False), (5, False), ({"de": "Hier"}, False)],
    "intro": [
        ({"en": "One", "cy": "Un"}, True),
        ({"en": "One"}, False),
        ("One", False),
        ({"en": "", "cy": "Un"}, False),
    ],
    "outdoors": [(True, True), ("yes", False)],
    "season": [("spring", True), ("sprung", False), (["spring"], False)],
    "tried": [("2024", True), ("2024-05-01", True), ("24", False), ("2024-5", False)],
    "page": [("https://example.org/a", True), ("example.org", False), ("https://a@example.org", False)],
    "picture": [("pond.png", True), ("Pond.png", False), ("../pond.png", False), ("pond.exe", False)],
    "needs_skill": [(["skill:a/b"], True), ([], True), (["skill:A"], False), ("skill:a", False)],
    "equipment": [([{"name": "Net"}], True), ([{"number": 1}], False), ([{"name": "Net", "of": 1}], False)],
    "agreed": [
        ({"by_role": "leader", "on": "2024-05-01", "covers": ["words"], "review_by": "2025-05-01"}, True),
        ({"by_role": "leader", "on": "2024-05", "covers": ["words"], "review_by": "2025-05-01"}, False),
        ({"by_role": "leader", "on": "2024-05-01", "covers": [], "review_by": "2025-05-01"}, False),
        ({"by_role": "me", "on": "2024-05-01", "covers": ["words"], "review_by": "2025-05-01"}, False),
        ({"by_role": "leader", "on": "2024-05-01", "covers": ["words"]}, False),
    ],
    "original": [("cy", True), ("de", False)],
    "formerly": [(["a/b"], True), (["A"], False)],
    "withdrawn": [(True, True), ("true", False)],
}
CASES = [(field, value, right) for field, values in VALUES.items() for value, right in values]


@pytest.mark.parametrize(("field", "value", "right"), CASES, ids=[f"{field}: {value!r}" for field, value, _ in CASES])
def test_the_schema_refuses_what_the_build_refuses(base: Site, field: str, value: object, right: bool) -> None:
    classes = record_classes(base.model, tuple(base.languages))
    facts = {"order": 1, "place": "Here", field: value}
    found: list[Diagnostic] = []
    validated(classes.facts["activity"], YamlDocument(facts, Positions("facts.yml")), found)
    schema = jsonschema.Draft202012Validator(classes.json_schema("activity"))
    assert (not found, schema.is_valid(facts)) == (right, right)


TEXT = st.text(
    st.sampled_from("a \t\n\r\"'\\:#{}[]-–“é\u0301\u0302😀\u00a0,&*!|>%@`0~\ud800") | st.characters(), max_size=40
)
A_FACT = re.compile(r'\s*(- )?[a-z_]+:( ([a-z0-9:/-]+|"([^"\\]|\\.)*"))?')


def answered(text: str) -> Answers:
    words = {"en": WordsAnswer(text, text, {"what-to-do": text}), "cy": WordsAnswer("Teitl", text, {})}
    link = LinkAnswer("skill:s-2020/observing", {"en": text})
    return Answers("activity", "hedge", "2026-11-22", words, {"place": text, "season": "spring"}, (link,))


class TestTheFiles:
    @given(text=TEXT)
    def test_read_back_as_what_was_answered(self, base: Site, text: str) -> None:
        files = entry_files(answered(text), base.model)
        if control_character("".join(files.values())):
            return
        written = " ".join(re.split(r"[ \t\r\n]+", unicodedata.normalize("NFC", text))).strip(" ")
        found: list[Diagnostic] = []
        facts = read_yaml(files["facts.yml"], "facts.yml", found)
        if not control_character(written) and "\ud800" not in written:
            assert facts is not None
            assert facts.value.get("place", "") == written
            front = read_front_matter(files["en.md"], "en.md", found)
            assert front is None or front[0].title == written.strip()

    @given(text=TEXT)
    def test_hold_nothing_that_ends_its_own_line(self, base: Site, text: str) -> None:
        files = entry_files(answered(text), base.model)
        assert all(A_FACT.fullmatch(line) for line in files["facts.yml"].split("\n")[1:-1])
        assert files["en.md"].split("\n")[3] == "---"
        assert "".join(files.values()).encode()

    def test_come_of_a_draft_as_of_the_answers_that_it_keeps(self, base: Site) -> None:
        answers = answered("A hedge")
        again = answers_from(json.loads(json.dumps(draft_of(answers))), base.languages)
        assert again == answers
        assert entry_files(again, base.model) == entry_files(answers, base.model)

    def test_leave_out_a_language_in_which_nothing_was_written(self, base: Site) -> None:
        draft = draft_of(answered("A hedge"))
        draft["words"]["cy"] = {"title": " ", "summary": "", "sections": {"what-to-do": "\n"}}
        assert list(answers_from(draft, base.languages).words) == ["en"]

    @pytest.mark.parametrize("change", [{"original": "de"}, {"words": {}}, {"links": ["skill:a"]}, {"name": None}])
    def test_come_of_no_draft_that_is_none(self, base: Site, change: dict[str, Any]) -> None:
        with pytest.raises(ValueError, match=r"original|Answers"):
            answers_from({**draft_of(answered("A hedge")), **change}, base.languages)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Planting a hedge", "planting-a-hedge"),
        ("Tŷ’r Ysgol: “gwrych”!", "tyr-ysgol-gwrych"),
        ("--", ""),
        ("ab " * 40, "-".join(["ab"] * 20)),
    ],
)
def test_a_folder_is_named_in_small_letters(title: str, name: str) -> None:
    assert folder_name(title) == name
