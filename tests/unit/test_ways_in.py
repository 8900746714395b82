"""Questions by who asks them, and the paths that answer them."""

import json
import re
from collections.abc import Callable, Mapping
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from make_the_connection.api import load
from make_the_connection.render import LISTINGS, Reader, entry_page
from make_the_connection.site import Site

Plant = Callable[[Mapping[str, str | bytes | None]], Path]

GARDEN = Path(__file__).parent / "garden"

OF_WORRIES = """  worry:
    label:
      en: {one: worry, other: worries}
      cy: {zero: pryder, one: pryder, two: bryder, few: phryder, many: phryder, other: pryder, plural: pryderon}
    folder: docs/worries
    order: order
    fields:
      order: {kind: number, required: true, label: {en: Order, cy: Trefn}}
      whose:
        kind: choice
        many: true
        required: true
        label: {en: Whose, cy: Gan bwy}
        choices:
          visitor: {en: a visitor, cy: ymwelydd}
          digger: {en: 'a digger & a weeder', cy: palwr}
          nobody: {en: nobody, cy: neb}
      way:
        kind: record
        many: true
        label: {en: Where to look, cy: Ble i edrych}
        fields:
          page: {kind: entry, required: true, label: {en: Page, cy: Tudalen}}
          why: {kind: text, required: true, label: {en: Why, cy: Pam}}
    page:
      - id: way
        label: {en: Where to look, cy: Ble i edrych}
        facts: [way]
"""


def worry(number: int, title: str, facts: str) -> dict[str, str]:
    words = f"---\ntitle: '{title}'\nsummary: Look first, then dig.\n---\n"
    folder = f"docs/worries/w{number}"
    return {f"{folder}/facts.yml": f"order: {number}\n{facts}", f"{folder}/en.md": words, f"{folder}/cy.md": words}


@pytest.fixture
def worried(planted: Plant) -> Site:
    way = """way:
  - page: source:owen-2018
    why: {en: Begin with a <book>., cy: Dechreuwch gyda <llyfr>.}
  - page: plant:rose
    why: {en: Mind the thorns., cy: Gwyliwch y drain.}
"""
    guide = "---\ntitle: Worries\nsummary: All of them.\n---\n"
    files: dict[str, str | bytes | None] = {
        "model.yml": (GARDEN / "model.yml").read_text(encoding="utf-8") + OF_WORRIES,
        "docs/worries/en.md": guide,
        "docs/worries/cy.md": guide,
        **worry(2, "What bites?", f"whose: [digger, visitor]\n{way}"),
        **worry(1, "Where <am> I?", "whose: [visitor]\n"),
    }
    loaded = load(planted(files))
    assert loaded.site is not None
    assert not loaded.errors
    return loaded.site


def ways(site: Site, code: str = "en", address: str = "index", *more: Any, beside: str = "") -> str:
    return str(LISTINGS["ways_in"](Reader(site, code, address, beside), "worry", "whose", "way", *more))


def told(html: str) -> list[str]:
    """What each question says before it is opened."""
    found = re.findall(r"<summary>(.*?)</summary>", html, re.DOTALL)
    return [" ".join(unescape(re.sub(r"<[^>]*>", "", words)).split()) for words in found]


class TestWithoutAScript:
    def test_every_question_is_there_in_order_and_says_who_asks_it(self, worried: Site) -> None:
        assert told(ways(worried)) == [
            "Where <am> I? Whose: a visitor",
            "What bites? Whose: a digger & a weeder, a visitor",
        ]

    def test_the_form_is_not(self, worried: Site) -> None:
        assert re.search(r"<form [^>]*hidden>", ways(worried))

    def test_an_opened_question_has_its_answer_its_path_and_the_way_to_its_page(self, worried: Site) -> None:
        html = ways(worried).rpartition("<details>")[2]
        assert "<p>Look first, then dig.</p>" in html
        steps = re.findall(r'<li class="step">(.*?)</li>', html, re.DOTALL)
        kinds = [re.findall(r'<a href="([^"]*)">.*<span class="kind">([^<]*)</span>', step)[0] for step in steps]
        assert kinds == [("sources/owen-2018.html", "Source"), ("plants/rose.html", "Plant")]
        assert '<p class="step-why">Begin with a &lt;book&gt;.</p>' in steps[0]
        assert '<a href="worries/w2.html">' in html


class TestTheForm:
    def test_offers_those_who_ask_something_in_the_order_of_the_choices_and_anyone(self, worried: Site) -> None:
        html = ways(worried, "cy")
        assert re.findall(r'name="whose" value="([^"]*)" data-label="([^"]*)"', html) == [
            ("visitor", "ymwelydd"), ("digger", "palwr"), ("", "unrhyw un"),
        ]  # fmt: skip
        assert re.search(r'value=""[^>]* checked>', html)

    def test_narrows_the_list_by_what_each_question_says_of_itself(self, worried: Site) -> None:
        html = ways(worried)
        (list_,) = re.findall(r'data-list="([^"]*)"', html)
        assert f'<ul class="ways" id="{list_}">' in html
        values = [json.loads(unescape(value)) for value in re.findall(r"data-values='([^']*)'", html)]
        assert values == [{"whose": ["visitor"]}, {"whose": ["digger", "visitor"]}]

    def test_has_the_sentences_that_are_announced(self, worried: Site) -> None:
        (words,) = re.findall(r"data-words='([^']*)'", ways(worried))
        read = json.loads(unescape(words))
        assert read["showing"].replace("{choice}", "a visitor") == "Whose: a visitor."
        assert {"part", "shown", "everything", "unknown", "separator"} <= read.keys()

    def test_is_not_in_a_column(self, worried: Site) -> None:
        html = ways(worried, "cy", "side-by-side/index", beside="en")
        assert "<form" not in html
        assert "<script" not in html
        assert 'id="' not in html
        assert 'href="../../cy/worries/w2.html"' in html


class TestALimit:
    def test_leads_to_the_list_of_all(self, worried: Site) -> None:
        html = ways(worried, "en", "index", 1)
        assert len(told(html)) == 1
        assert '<a href="worries.html">See all the questions (2)</a>' in html
        assert "<form" not in html, "one person asks what is left"

    def test_says_nothing_where_all_are_shown(self, worried: Site) -> None:
        assert "See all" not in ways(worried, "en", "index", 2)


class TestThePageOfAQuestion:
    def test_shows_its_path_in_numbers_and_what_each_page_is(self, worried: Site) -> None:
        html = entry_page(worried, "en", "worry:w2").html
        assert '<ol class="steps">' in html
        assert re.findall(r'<span class="kind">([^<]*)</span>', html) == ["Source", "Plant"]
        assert html.count("Where to look") == 1, "a label repeats no heading"

    def test_leads_up_to_the_list_of_questions(self, worried: Site) -> None:
        assert '<a href="../worries.html">Worries</a>' in entry_page(worried, "en", "worry:w2").html
