"""The file of an evaluation and the picture of several, as the scripts make them, on a page with nothing else."""

import json
import random
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import combinations, pairwise
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from playwright.sync_api import Browser, Page

import make_the_connection
from make_the_connection.exports import FILES
from make_the_connection.exports.evaluation_file import LARGEST, LONGEST
from make_the_connection.render.combining import FEWEST
from make_the_connection.site import Site

pytestmark = pytest.mark.browser

ASSETS = "adapters/mkdocs/theme/assets/make-the-connection"
ASKED = {
    "site": "a012b2cc-b187-4382-81af-1010a7baec23",
    "evaluation": "beds",
    "labels": [["beds", "How the beds are"], ["paths", "How the paths are"]],
    "statements": [["plant:rose", "plant:briar", "plant:thorn"], ["plant:cumin"], ["plant:swede"]],
    "levels": ["bare", "green", "lush"],
    "paths": [["season:spring", "season:lent"]],
    "largest": LARGEST,
    "longest": LONGEST,
    "language": "en",
    "words": {"twice": "It says {name} twice.", "unasked": "Not asked: {number}."},
}
COPY = "00000000-0000-4000-8000-000000000000"
FILE = {
    "format": "make-the-connection/evaluation",
    "version": 1,
    "site": ASKED["site"],
    "evaluation": "beds",
    "copy": COPY,
    "written": "2026-03-02",
    "about": {"text": "Y gwely isaf", "lang": "cy"},
    "path": "season:spring",
    "answers": {
        "plant:rose": {"level": "green", "evidence": {"text": "Dau flodyn", "lang": "cy"}, "next": None},
        "plant:cumin": {"level": None, "evidence": None, "next": {"text": "Sow it", "lang": "en"}},
    },
}


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    for name in ("evaluation_file", "combining"):
        page.add_script_tag(path=f"{make_the_connection.__path__[0]}/{ASSETS}/{name}.js")
    page.evaluate("asked => { window.asked = asked; window.file = mtcEvaluationFile; }", ASKED)
    yield page
    page.close()


def read(page: Page, written: object) -> dict[str, Any]:
    """What reading makes of a text, or of something as JSON."""
    text = written if isinstance(written, str) else json.dumps(written)
    return page.evaluate("text => file.read(text, new Blob([text]).size, asked)", text)


def saved_again(page: Page, written: object) -> dict[str, Any]:
    """What is in a file that has been read and saved without a change."""
    return page.evaluate(
        "text => JSON.parse(file.write(file.read(text, text.length, asked).file, asked))", json.dumps(written)
    )


def with_answers(answers: Mapping[str, object]) -> dict[str, object]:
    return {**FILE, "answers": answers}


class TestAFile:
    def test_comes_back_as_it_was_saved(self, page: Page) -> None:
        result = read(page, FILE)
        assert result["notes"] == []
        state = result["file"]
        assert {name: state[name] for name in ("copy", "written", "about", "path", "answers")} == {
            name: FILE[name] for name in ("copy", "written", "about", "path", "answers")
        }
        assert saved_again(page, FILE) == FILE

    def test_fits_the_published_schema(self, page: Page, known: Site) -> None:
        validator = Draft202012Validator(json.loads(FILES["evaluation.schema.json"](known, None)))
        unusual = with_answers({"plant:gone": {"level": "x"}, "plant:rose": {"level": "wilted", "colour": "red"}})
        for each in (FILE, unusual):
            validator.validate(saved_again(page, each))
        made = page.evaluate("() => file.write({...file.fresh(asked), written: file.day()}, asked)")
        validator.validate(json.loads(made))
        assert made.endswith("}\n")

    def test_leaves_out_what_is_blank(self, page: Page) -> None:
        blank = {"text": " \n", "lang": "en"}
        answers = {"plant:rose": {"level": None, "evidence": blank, "next": None}}
        written = saved_again(page, {**with_answers(answers), "about": blank})
        assert written["about"] is None
        assert written["answers"] == {}

    def test_begins_under_a_mark_that_nobody_has_had(self, page: Page) -> None:
        copies = page.evaluate("() => Array.from({length: 200}, () => file.fresh(asked).copy)")
        assert len(set(copies)) == 200
        found = page.evaluate(
            "([all, f]) => all.map(copy => file.read(JSON.stringify({...f, copy}), 1, asked).file.copy)",
            [copies, FILE],
        )
        assert found == copies

    @pytest.mark.parametrize(
        ("moment", "day"), [("2026, 0, 1, 0, 0", "2026-01-01"), ("2026, 11, 31, 23, 59", "2026-12-31")]
    )
    def test_has_the_day_where_the_reader_is(self, page: Page, moment: str, day: str) -> None:
        assert page.evaluate(f"() => file.day(new Date({moment}))") == day
        date.fromisoformat(page.evaluate("() => file.day()"))

    def test_is_called_by_what_it_answers_and_its_day(self, page: Page) -> None:
        assert page.evaluate("() => file.name({written: '2026-03-02'}, asked)") == "How the beds are 2026-03-02.json"
        named = "() => file.name({}, {...asked, labels: [['beds', 'Where/how?']]})"
        assert page.evaluate(named) == "Where how.json"

    def test_may_begin_with_a_mark_of_its_encoding(self, page: Page) -> None:
        assert "file" in read(page, "\ufeff" + json.dumps(FILE))


class TestAFileOfAnEarlierEdition:
    def test_answers_under_former_keys(self, page: Page) -> None:
        state = read(page, with_answers({"plant:thorn": {"level": "lush"}}))["file"]
        assert state["answers"] == {"plant:rose": {"level": "lush", "evidence": None, "next": None}}
        assert saved_again(page, with_answers({"plant:thorn": {"level": "lush"}}))["answers"] == state["answers"]
        assert read(page, {**FILE, "path": "season:lent"})["file"]["path"] == "season:spring"

    def test_counts_the_answer_under_the_key_of_today(self, page: Page) -> None:
        answers = {"plant:thorn": {"level": "lush"}, "plant:rose": {"level": "bare"}}
        result = read(page, with_answers(answers))
        assert result["file"]["answers"]["plant:rose"]["level"] == "bare"
        assert [(note["note"], note["keys"]) for note in result["notes"]] == [("unasked", ["plant:thorn"])]
        assert saved_again(page, with_answers(answers))["answers"]["plant:thorn"] == {"level": "lush"}

    def test_keeps_what_is_no_longer_asked(self, page: Page) -> None:
        gone = {"level": "bare", "evidence": {"text": "None", "lang": "en"}, "weight": 3}
        result = read(page, {**with_answers({"plant:leek": gone}), "path": "season:monsoon"})
        assert result["file"]["answers"] == {}
        assert result["file"]["path"] is None
        assert page.evaluate("result => file.notes(result, asked)", result) == ["Not asked: 1."]
        written = saved_again(page, {**with_answers({"plant:leek": gone}), "path": "season:monsoon"})
        assert written["answers"] == {"plant:leek": gone}
        assert written["path"] == "season:monsoon"

    def test_keeps_a_level_that_is_not_known_until_another_is_chosen(self, page: Page) -> None:
        text = json.dumps(with_answers({"plant:rose": {"level": "wilted", "next": {"text": "Water", "lang": "en"}}}))
        result = read(page, text)
        assert result["file"]["answers"]["plant:rose"]["level"] is None
        assert result["file"]["answers"]["plant:rose"]["next"]["text"] == "Water"
        assert [note["note"] for note in result["notes"]] == ["unknown-level"]
        assert saved_again(page, json.loads(text))["answers"]["plant:rose"]["level"] == "wilted"
        chosen = page.evaluate(
            """text => { const state = file.read(text, 1, asked).file; state.answers["plant:rose"].level = "lush";
            return JSON.parse(file.write(state, asked)); }""",
            text,
        )
        assert chosen["answers"]["plant:rose"]["level"] == "lush"

    def test_keeps_fields_that_are_not_known(self, page: Page) -> None:
        unknown = {"later": {"added": [1, 2]}}
        written = {**with_answers({"plant:rose": {"level": "bare", "colour": "red"}}), **unknown}
        again = saved_again(page, written)
        assert again["later"] == unknown["later"]
        assert again["answers"]["plant:rose"]["colour"] == "red"

    def test_keeps_the_whole_of_a_long_text(self, page: Page) -> None:
        long = {"text": "é" * (LONGEST + 1), "lang": "cy"}
        result = read(page, with_answers({"plant:rose": {"evidence": long}}))
        assert result["file"]["answers"]["plant:rose"]["evidence"] == long
        assert [note["note"] for note in result["notes"]] == ["long"]
        assert read(page, with_answers({"plant:rose": {"evidence": {**long, "text": "é" * LONGEST}}}))["notes"] == []


def deep(depth: int) -> str:
    return json.dumps(FILE)[:-1] + ', "x": ' + "[" * depth + "]" * depth + "}"


WHOLE = json.dumps(FILE)
REFUSED = {
    "an empty file": ("", "damaged"),
    "one cut short": (WHOLE[:-30], "damaged"),
    "one cut to its first letter": ("{", "damaged"),
    "a picture": ("\x89PNG\r\n", "foreign"),
    "a list": ("[]", "foreign"),
    "a number": ("3", "foreign"),
    "another program's": ('{"name": "x", "version": "1.0.0"}', "foreign"),
    "another program's, deep": ("[" * 100_000 + "]" * 100_000, "foreign"),
    "a newer one": (json.dumps({**FILE, "version": 2, "answers": [[[[[[[[[[]]]]]]]]]]}), "newer"),
    "one of no version": (json.dumps({**FILE, "version": "1"}), "misshapen"),
    "one of a version before the first": (json.dumps({**FILE, "version": 0}), "misshapen"),
    "another site's": (json.dumps({**FILE, "site": COPY}), "other-site"),
    "another evaluation's": (json.dumps({**FILE, "evaluation": "paths"}), "other-evaluation"),
    "an unknown evaluation's": (json.dumps({**FILE, "evaluation": "toString"}), "unknown-evaluation"),
    "one with a prototype": (WHOLE.replace('"plant:rose"', '"__proto__"'), "unsafe"),
    "one with a hidden prototype": (WHOLE.replace('"plant:rose"', '"\\u005f_proto__"'), "unsafe"),
    "one with a constructor": (WHOLE.replace('"about"', '"constructor"'), "unsafe"),
    "an answer twice": (WHOLE.replace("plant:cumin", "plant:rose"), "twice"),
    "an answer twice, once in disguise": (WHOLE.replace("plant:cumin", "plant:r\\u006fse"), "twice"),
    "a deep one": (deep(8), "too-deep"),
    "a very deep one": (deep(100_000), "too-deep"),
}
MISSHAPEN: dict[str, dict[str, object]] = {
    "site": {"site": "here"},
    "evaluation": {"evaluation": 3},
    "copy": {"copy": None},
    "written": {"written": "2026-02-30"},
    "about": {"about": "in a sentence"},
    "path": {"path": "<b>"},
    "answers": {"answers": []},
    "answers › rose": {"answers": {"rose": {}}},
    "answers › plant:rose": {"answers": {"plant:rose": "green"}},
    "answers › plant:rose › level": {"answers": {"plant:rose": {"level": 2}}},
    "answers › plant:rose › evidence": {"answers": {"plant:rose": {"evidence": {"text": "x"}}}},
    "answers › plant:rose › next": {"answers": {"plant:rose": {"next": {"text": "x", "lang": '"><b>'}}}},
}


class TestWhatIsRefused:
    @pytest.mark.parametrize(("text", "problem"), REFUSED.values(), ids=REFUSED)
    def test_says_what_is_wrong_and_gives_nothing(self, page: Page, text: str, problem: str) -> None:
        result = read(page, text)
        assert result["problem"] == problem
        assert "file" not in result

    @pytest.mark.parametrize(("place", "changed"), MISSHAPEN.items(), ids=MISSHAPEN)
    def test_says_where_the_shape_is_wrong(self, page: Page, place: str, changed: dict[str, object]) -> None:
        result = read(page, {**FILE, **changed})
        assert (result["problem"], result.get("place")) == ("misshapen", place)

    def test_is_what_is_too_large_before_it_is_read(self, page: Page) -> None:
        room = LARGEST - len(WHOLE)
        assert "file" in read(page, WHOLE + " " * room)
        assert read(page, WHOLE + " " * (room + 1))["problem"] == "too-large"
        unread = """async size => await file.open({size, text: () => { throw new Error("read"); }}, asked)"""
        assert page.evaluate(unread, LARGEST + 1)["problem"] == "too-large"
        assert page.evaluate(unread, LARGEST)["problem"] == "unreadable"

    def test_is_nothing_that_is_only_wide(self, page: Page) -> None:
        many = {f"plant:x{number}": {"level": "bare"} for number in range(6_000)}
        result = read(page, json.dumps(with_answers(many), separators=(",", ":")))
        assert result["notes"][0]["number"] == 6_000

    def test_is_no_text_for_what_it_holds(self, page: Page) -> None:
        hostile = '</script><img src=x onerror=alert(1)> "quoted\\" : \\\\" { [ {__proto__}'
        written = with_answers({"plant:rose": {"level": "bare", "evidence": {"text": hostile, "lang": "en"}}})
        assert read(page, written)["file"]["answers"]["plant:rose"]["evidence"]["text"] == hostile

    def test_is_said_in_few_words(self, page: Page) -> None:
        said = page.evaluate("name => file.say({problem: 'twice', name}, asked)", "x" * 5_000)
        assert said.startswith("It says xxx")
        assert len(said) < 120

    def test_leaves_objects_as_they_are(self, page: Page) -> None:
        read(page, WHOLE.replace('"plant:rose": {', '"plant:rose": {"toString": 1, "valueOf": {"polluted": 1},'))
        read(page, REFUSED["one with a prototype"][0])
        assert page.evaluate(
            "() => ({}).polluted === undefined && ({}).level === undefined && `${{}}` === '[object Object]'"
        )

    def test_is_told_from_what_is_not_whatever_is_cut_or_changed(self, page: Page) -> None:
        chance = random.Random(5)  # noqa: S311 - the same texts every time
        texts = [WHOLE[:end] for end in range(0, len(WHOLE), 7)]
        for _ in range(400):
            at = chance.randrange(len(WHOLE))
            texts.append(WHOLE[:at] + chance.choice('{}[]",:\\x0') + WHOLE[at + chance.randrange(3) :])
        results = page.evaluate("texts => texts.map(text => file.read(text, text.length, asked))", texts)
        assert all(("file" in result) != ("problem" in result) for result in results)
        assert all("problem" in result for result in results[: len(range(0, len(WHOLE), 7))])


def pictures(page: Page, counted: list[list[int]]) -> list[dict[str, Any]]:
    return page.evaluate("([all, fewest]) => all.map(each => mtcCombining.standing(each, fewest))", [counted, FEWEST])


def chance_counts(number: int) -> list[list[int]]:
    """How many people gave no answer, then each level, the lowest first."""
    chance = random.Random(6)  # noqa: S311 - the same numbers every time
    return [[chance.choice([0, 0, 1, 2, 3, 4, 5, 6, 11]) for _ in range(chance.randint(3, 6))] for _ in range(number)]


def most_groups(counts: list[int]) -> int:
    """The most runs that these can be cut into, each of enough people, by trying all."""
    places = range(1, len(counts))
    for cuts in range(len(counts) - 1, -1, -1):
        for chosen in combinations(places, cuts):
            ends = [0, *chosen, len(counts)]
            if all(sum(counts[one:two]) >= FEWEST for one, two in pairwise(ends)):
                return cuts + 1
    return 0


def without_a_few(counts: list[int], shown: dict[str, Any]) -> list[int]:
    """Other answers of as many people, in which nobody or at least five stand at each place, and the same is shown."""
    other = [0] * len(counts)
    if "few" in shown:
        other[0] = sum(counts)
    elif len(shown["groups"]) == 1:
        other[shown["middle"]] = sum(counts)
    else:
        for group in shown["groups"]:
            reached, at = 0, group["to"] + 1
            while reached < FEWEST:
                at -= 1
                reached += counts[at]
            other[at] = group["number"]
    return other


class TestAPicture:
    def test_shows_no_group_under_five_and_everybody_once_in_order(self, page: Page) -> None:
        counted = chance_counts(2_000)
        for counts, shown in zip(counted, pictures(page, counted), strict=True):
            if sum(counts[1:]) < FEWEST:
                assert shown == {"few": True}
                continue
            groups = shown["groups"]
            assert all(group["number"] >= FEWEST for group in groups)
            assert [group["number"] for group in groups] == [sum(counts[g["from"] : g["to"] + 1]) for g in groups]
            assert [0, *[group["to"] + 1 for group in groups]] == [*[group["from"] for group in groups], len(counts)]
            assert len(groups) == most_groups(counts)

    def test_could_always_have_come_of_answers_without_a_few_of_a_kind(self, page: Page) -> None:
        counted = chance_counts(2_000)
        shown = pictures(page, counted)
        others = [without_a_few(*each) for each in zip(counted, shown, strict=True)]
        told = [other for other, each in zip(others, shown, strict=True) if "few" not in each]
        assert {number for other in told for number in other}.isdisjoint(range(1, FEWEST))
        assert [sum(other) for other in others] == [sum(counts) for counts in counted]
        assert pictures(page, others) == shown

    def test_does_not_tell_whether_the_last_of_six_answered(self, page: Page) -> None:
        all_six, five_of_six = pictures(page, [[0, 1, 0, 5], [1, 0, 0, 5]])
        assert all_six == five_of_six == {"groups": [{"from": 0, "to": 3, "number": 6}], "middle": 3}

    @pytest.mark.parametrize(
        ("counts", "shown"),
        [
            pytest.param([0, 0, 0, 5], {"groups": [(0, 3, 5)], "middle": 3}, id="five who agree"),
            pytest.param([0, 2, 1, 2], {"groups": [(0, 3, 5)], "middle": 2}, id="five who do not"),
            pytest.param([0, 3, 0, 3], {"groups": [(0, 3, 6)], "middle": 1}, id="the lower of two in the middle"),
            pytest.param([6, 0, 0, 4], "few", id="four answers of ten people"),
            pytest.param([0, 5, 0, 5], {"groups": [(0, 2, 5), (3, 3, 5)]}, id="two camps"),
            pytest.param([7, 0, 6, 9], {"groups": [(0, 1, 7), (2, 2, 6), (3, 3, 9)]}, id="enough without an answer"),
            pytest.param([1, 2, 6, 9], {"groups": [(0, 2, 9), (3, 3, 9)]}, id="a few at the low end"),
            pytest.param([0, 9, 6, 2], {"groups": [(0, 1, 9), (2, 3, 8)]}, id="a few at the high end"),
        ],
    )  # fmt: skip
    def test_puts_neighbours_together(self, page: Page, counts: list[int], shown: Any) -> None:
        (found,) = pictures(page, [counts])
        if shown == "few":
            assert found == {"few": True}
            return
        groups = [{"from": low, "to": high, "number": number} for low, high, number in shown["groups"]]
        assert found == {**shown, "groups": groups}

    def test_counts_a_person_once_by_the_latest_file(self, page: Page) -> None:
        states = [
            {"copy": copy, "written": written, "mark": mark}
            for mark, (copy, written) in enumerate(
                [
                    ("a", "2026-03-02"),
                    ("b", "2026-03-01"),
                    ("a", "2026-02-01"),
                    ("b", "2026-03-01"),
                    ("c", "2026-01-01"),
                ]
            )
        ]
        found = page.evaluate("states => [...mtcCombining.latest(states).values()].map(state => state.mark)", states)
        assert sorted(found) == [0, 3, 4]

    def test_is_of_every_statement_and_of_no_more_than_places(self, page: Page) -> None:
        text = {"text": "SECRET", "lang": "en"}
        states = [
            {"copy": str(number), "written": "2026-03-02", "about": text, "path": "season:spring",
             "answers": {"plant:rose": {"level": "green", "evidence": text, "next": text}}}
            for number in range(FEWEST)
        ]  # fmt: skip
        found = page.evaluate("([states, fewest]) => mtcCombining.picture(states, asked, fewest)", [states, FEWEST])
        assert found == [
            {"key": "plant:rose", "groups": [{"from": 0, "to": 3, "number": 5}], "middle": 2},
            {"key": "plant:cumin", "few": True},
            {"key": "plant:swede", "few": True},
        ]
        assert page.evaluate("states => mtcCombining.picture(states, asked, 5)", states[1:]) is None
