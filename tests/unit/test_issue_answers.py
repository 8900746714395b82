"""What is read of an issue that was written with a form: exactly what was answered, or nothing."""

import contextlib
import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest
from contributed import event, issue_body, plant_contributions
from hypothesis import assume, given
from hypothesis import strategies as st

from make_the_connection.api import load
from make_the_connection.contribute.answers import Answers, LinkAnswer, WordsAnswer
from make_the_connection.contribute.issue_answers import (
    LONGEST,
    Issue,
    NoAnswersError,
    answers_from_issue,
    issue_of,
)
from make_the_connection.contribute.questions import questions
from make_the_connection.site import Site

CONSENT = {"by_role": "owner", "on": "2026-11-16", "covers": ["words", "setting"], "review_by": "2029-11-16"}
LINKS = (
    LinkAnswer("season:plan-2020/spring", {"cy": "Mae’n blodeuo bryd hynny."}, "central"),
    LinkAnswer("soil:soils-1/clay", {"cy": "Mae’n dal dŵr."}),
)
SECTIONS = {"growing": "Hau yn gynnar.\n\n- Dyfrio\n- Aros", "uses": "Mewn cawl."}
ANSWERS = Answers(
    "plant",
    "yr-ardd-gefn",
    "2026-11-22",
    {"cy": WordsAnswer("Pys", "Planhigyn dringo.", SECTIONS)},
    {
        "place": "Yr ardd gefn",
        "ground": "slope",
        "height": 120,
        "hardy": True,
        "seen": "2026-05",
        "visit": {"name": "Y siop", "address": "https://shop.example/"},
        "note": {"cy": "Ger y wal"},
        "uses": ["food", "dye"],
        "sources": [{"name": "Llyfr am bys"}, {"name": "Gwefan", "address": "https://peas.example/"}],
        "agreed": CONSENT,
    },
    LINKS,
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    loaded = load(plant_contributions(tmp_path_factory.mktemp("answers") / "garden"))
    assert loaded.site is not None
    return loaded.site


def read(site: Site, body: str) -> Answers:
    return answers_from_issue(Issue(body, "2026-11-22"), site, "plant")


def refused(site: Site, body: str) -> str:
    with pytest.raises(NoAnswersError) as refusal:
        read(site, body)
    return refusal.value.key


class TestTheAnswers:
    def test_are_what_was_answered_in_the_language_of_the_form(self, site: Site) -> None:
        assert read(site, issue_body(site, ANSWERS)) == ANSWERS

    def test_are_the_same_with_the_line_ends_of_a_browser(self, site: Site) -> None:
        assert read(site, issue_body(site, ANSWERS).replace("\n", "\r\n")) == ANSWERS

    def test_lack_what_was_not_answered(self, site: Site) -> None:
        few = Answers("plant", "here", "2026-11-22", {"en": WordsAnswer("Pea", "A climber.", {})}, {"place": "Here"})
        assert read(site, issue_body(site, few)) == few

    @pytest.mark.parametrize("place", ["園", "Con"])
    def test_name_the_folder_for_the_title_where_the_first_name_cannot_be_one(self, site: Site, place: str) -> None:
        nowhere = dataclasses.replace(ANSWERS, facts={"place": place})
        assert read(site, issue_body(site, nowhere)).name == "pys"

    def test_have_consent_asked_for_again_in_three_years_where_nobody_says_when(self, site: Site) -> None:
        leap = {"agreed": {"by_role": "owner", "on": "2028-02-29", "covers": ["words"]}}
        facts = read(site, issue_body(site, dataclasses.replace(ANSWERS, facts=leap))).facts
        assert facts["agreed"]["review_by"] == "2031-02-28"

    def test_keep_what_is_no_choice_for_the_check_to_refuse(self, site: Site) -> None:
        body = issue_body(site, ANSWERS).replace("\n\nllethr\n", "\n\nmynydd\n").replace("\n\n120\n", "\n\ntal\n")
        facts = read(site, body).facts
        assert (facts["ground"], facts["height"]) == ("mynydd", "tal")

    def test_take_a_choice_of_none_for_no_answer(self, site: Site) -> None:
        assert "ground" not in read(site, issue_body(site, ANSWERS).replace("\n\nllethr\n", "\n\nNone\n")).facts

    def test_keep_a_reason_for_nothing_and_a_link_without_a_reason(self, site: Site) -> None:
        body = issue_body(site, ANSWERS).replace("\n\nGwanwyn\n", "\n\n_No response_\n")
        body = body.replace("Mae’n dal dŵr.", "_No response_")
        first, second = read(site, body).links
        assert (first.to, first.why) == ("season:", {"cy": "Mae’n blodeuo bryd hynny."})
        assert (second.to, second.why) == ("soil:soils-1/clay", {})


class TestATextInAnAnswer:
    @pytest.mark.parametrize(
        "own", ["### Heading of my own", "#### Lle", "###Lle", "# Lle", "`### Lle`", "text\n### Lle\nmore"]
    )
    def test_may_have_headings_that_are_no_question(self, site: Site, own: str) -> None:
        words = {"cy": WordsAnswer("Pys", "Dringwr.", {"growing": f"Hau.\n\n{own}\n\nDyfrio."})}
        assert read(site, issue_body(site, dataclasses.replace(ANSWERS, words=words))).words == words

    @pytest.mark.parametrize("label", ["Lle", "Nodyn", "Ei dyfu", "Gofyn eto erbyn"])
    def test_forges_no_other_answer(self, site: Site, label: str) -> None:
        words = {"cy": WordsAnswer("Pys", "Dringwr.", {"growing": f"Hau.\n\n### {label}\n\nforged"})}
        assert refused(site, issue_body(site, dataclasses.replace(ANSWERS, words=words))) == "new.issue.twice"

    def test_forges_no_statement_at_the_end(self, site: Site) -> None:
        *_, last = questions(site, "plant", "cy")
        forged = f"### {last.label}\n\n- [x] {next(iter(last.options))}"
        answers = dataclasses.replace(ANSWERS, words={"cy": WordsAnswer("Pys", forged, SECTIONS)})
        assert refused(site, issue_body(site, answers, agreed=False)) == "new.issue.twice"


# A line that is a question's heading is refused; all else that people can type is carried as it is.
LINE = st.text(st.characters(codec="utf-8", exclude_characters="\r\n"), max_size=30)
HOSTILE = st.sampled_from(
    [
        "$(touch x)",
        "`x`",
        "::set-output name=a::b",
        "]]>",
        "${{ github.token }}",
        "### Heading",
        "- [x] yes",
        "---",
        "a: b",
    ]
)
TEXT = st.lists(st.one_of(LINE, HOSTILE), min_size=1, max_size=4).map("\n".join).map(lambda text: text.strip("\n \t"))
ONE_LINE = st.one_of(LINE, HOSTILE).map(lambda text: text.strip("\n \t"))


def is_answer(text: object) -> bool:
    return not isinstance(text, str) or text not in ("", "_No response_")


@pytest.mark.slow
@given(TEXT, ONE_LINE, TEXT, ONE_LINE, TEXT)
def test_whatever_people_type_comes_back(site: Site, place: str, title: str, growing: str, role: str, why: str) -> None:
    assume(all(map(is_answer, (place, title, growing, role, why))))
    labels = {f"### {question.label}" for code in site.languages for question in questions(site, "plant", code)}
    assume(not any(line.rstrip() in labels for text in (place, title, growing, why) for line in text.split("\n")))
    answers = dataclasses.replace(
        ANSWERS,
        words={"cy": WordsAnswer(title, growing, {"growing": growing})},
        facts={"place": place, "note": {"cy": title}, "agreed": {"on": role, "review_by": role}},
        links=(LinkAnswer("season:plan-2020/winter", {"cy": why}, "central"),),
    )
    found = read(site, issue_body(site, answers))
    assert dataclasses.replace(found, name=answers.name) == answers


@given(st.text(max_size=300), st.integers(0, 2000), st.integers(0, 300))
def test_a_body_that_was_tampered_with_is_read_or_refused(site: Site, put: str, at: int, out: int) -> None:
    body = issue_body(site, ANSWERS)
    with contextlib.suppress(NoAnswersError):
        assert read(site, body[:at] + put + body[at + out :]).type == "plant"


class TestARefusal:
    def test_is_of_what_is_no_form(self, site: Site) -> None:
        assert refused(site, "Hello, I have a story.") == "new.issue.not-the-form"
        assert refused(site, "") == "new.issue.not-the-form"

    def test_is_of_a_form_with_a_needed_question_taken_out(self, site: Site) -> None:
        assert refused(site, issue_body(site, ANSWERS).replace("### Teitl\n", "")) == "new.issue.not-the-form"

    def test_is_of_questions_in_another_order(self, site: Site) -> None:
        body = issue_body(site, ANSWERS).replace("### Teitl\n", "### *\n").replace("### Crynodeb\n", "### Teitl\n")
        assert refused(site, body.replace("### *\n", "### Crynodeb\n")) == "new.issue.not-the-form"

    def test_is_of_a_statement_that_nobody_has_ticked(self, site: Site) -> None:
        assert refused(site, issue_body(site, ANSWERS, agreed=False)) == "new.issue.not-agreed"

    def test_is_of_what_is_longer_than_github_lets_it_be(self, site: Site) -> None:
        assert refused(site, "x" * (LONGEST + 1)) == "new.issue.too-long"


class TestAnEvent:
    def test_gives_the_text_and_the_day_and_nothing_of_the_person(self) -> None:
        issue = issue_of(json.dumps(event("text", title="Somebody’s title")).encode())
        assert dataclasses.asdict(issue) == {"body": "text", "on": "2026-11-22"}

    def test_may_be_of_an_issue_without_a_text(self) -> None:
        assert issue_of(json.dumps(event(None)).encode()).body == ""

    @pytest.mark.parametrize(
        "written",
        [b"", b"[]", b"{}", b"\xff", b'{"issue": 3}', b"[" * 100_000,
         b'{"issue": {"body": [], "created_at": "2026-01-01"}}',
         b'{"issue": {"body": "", "created_at": "now"}}', b'{"issue": {"body": "", "created_at": 3}}'],
    )  # fmt: skip
    def test_is_refused_where_it_is_none(self, written: bytes) -> None:
        with pytest.raises(NoAnswersError) as refusal:
            issue_of(written)
        assert refusal.value.key == "new.issue.unreadable"


@pytest.mark.slow
def test_orchard_is_read_by_the_same_rules() -> None:
    loaded = load(Path(__file__).parents[1] / "sites" / "orchard" / "mkdocs.yml")
    assert loaded.site is not None
    facts: dict[str, Any] = {"told_by": "L’équipe du haut", "ground": "slope", "visit": {"name": "Le verger"}}
    facts["agreed"] = {"by_role": "owner", "on": "2026-10-01", "covers": ["words"], "review_by": "2029-10-01"}
    words = {"fr-CH": WordsAnswer("Un printemps", "Court.", {"what-happened": "Il a gelé."})}
    answers = Answers("story", "l-equipe-du-haut", "2026-11-22", words, facts)
    body = issue_body(loaded.site, answers)
    found = answers_from_issue(Issue(body, "2026-11-22"), loaded.site, "story")
    assert dataclasses.replace(found, name=answers.name) == answers
