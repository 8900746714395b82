"""The pages and scripts that say how two entries are connected, of the garden with a few more links in it."""

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from make_the_connection.api import load
from make_the_connection.render import LISTINGS, Page, Reader, connected_page, connected_scripts, entry_page
from make_the_connection.site import Site

Plant = Callable[[Mapping[str, str | bytes | None]], Path]

SPRING, WINTER = "season:plan-2020/spring", "season:plan-2020/winter"
CLAY, SAND = "soil:soils-1/clay", "soil:soils-1/sand"
GUIDE = "---\ntitle: How?\nsummary: Link by link.\n---\n\n{{ connected() }}\n"


def link(other: str, why: str) -> str:
    return (
        f"  - {{to: {other}, relation: suits, why: {{en: {why}, cy: {why}}}, basis: editorial, by: gardener, on: 2024, "
        "strength: central, review: not-yet}\n"
    )


# Winter leads to clay, that to spring and sand leads nowhere but to a plant.
SOWN: dict[str, str | bytes | None] = {
    "docs/connected/en.md": GUIDE,
    "docs/connected/cy.md": GUIDE,
    "docs/soils/soils-1/clay/facts.yml": f"order: 1\nlinks:\n{link(SPRING, 'It thaws.')}",
    "docs/seasons/plan-2020/winter/facts.yml": f"order: 2\nlinks:\n{link(CLAY, 'It freezes.')}",
}


@pytest.fixture
def sown(planted: Plant) -> Site:
    return loaded(planted, {})


def loaded(planted: Plant, changes: Mapping[str, str | bytes | None]) -> Site:
    site = load(planted({**SOWN, **changes})).site
    assert site is not None
    return site


def page_of(site: Site, key: str, code: str = "en") -> Page:
    return connected_page(site, code, key)


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def pair_of(page: Page, id_: str) -> str:
    """The part of a page that is about one of the others."""
    return page.html.partition(f'<section class="pair" aria-labelledby="{id_}">')[2].partition("</section>")[0]


def scripts(site: Site, code: str = "en") -> dict[str, str]:
    return dict(connected_scripts(site, code))


def data(text: str) -> Any:
    return json.loads(text.partition("]=")[2].removesuffix(";\n"))


class TestThePageOfAConcept:
    def test_leads_to_every_other_concept_the_nearest_first(self, sown: Site) -> None:
        page = page_of(sown, WINTER)
        ids = re.findall(r'<h[23] id="([^"]+)"', page.html)
        assert ids == [
            "on-this-page",
            *("direct", "soil-soils-1-clay"),
            *("two-steps", "season-plan-2020-spring"),
            *("no-steps", "soil-soils-1-sand"),
        ]
        assert {heading.id for heading in page.headings} == {id_ for id_ in ids if id_.count("-") > 1} - {
            "on-this-page"
        }

    def test_says_each_step_with_its_relation_its_reason_and_whose_word_it_is(self, sown: Site) -> None:
        steps = re.findall(
            r'<li class="step">.*?</li>', pair_of(page_of(sown, WINTER), "season-plan-2020-spring"), re.DOTALL
        )
        first, second = map(words, steps)
        assert first == "“ Winter ” suits “ Clay ”. editorial central It freezes."
        assert second == "“ Clay ” suits “ Spring ”. editorial central It thaws."

    def test_reads_the_same_from_the_other_end_by_the_words_that_lead_there(self, sown: Site) -> None:
        steps = words(pair_of(page_of(sown, SPRING), "season-plan-2020-winter"))
        assert "“ Spring ” is suited by “ Clay ”" in steps
        assert "“ Clay ” is suited by “ Winter ”" in steps

    def test_explains_every_word_for_a_link(self, sown: Site) -> None:
        sections = page_of(sown, SPRING, "cy").html.split("<h2 ")[2:]
        assert len(sections) == 3
        for section in sections[:2]:
            assert "Mae’n ffynnu yno." in words(section)

    def test_says_where_a_link_comes_from_and_leads_there_from_longer_ways(self, sown: Site) -> None:
        page = page_of(sown, WINTER)
        assert "Made by the gardeners, 2024." in words(pair_of(page, "soil-soils-1-clay"))
        longer = pair_of(page, "season-plan-2020-spring")
        assert '<a href="#soil-soils-1-clay">suits</a>' in longer
        assert '<a href="soil-soils-1-clay.html#season-plan-2020-spring">suits</a>' in longer

    def test_names_what_is_linked_with_both_and_the_cell_about_the_two(self, sown: Site) -> None:
        part = pair_of(page_of(sown, SPRING), "soil-soils-1-clay")
        assert "Linked with both: 1 plant." in words(part)
        assert 'href="../plants/rose.html"' in part
        assert 'href="../crosswalk/plan-2020-spring--soils-1-clay.html"' in part

    def test_says_so_where_no_steps_lead_to_another(self, sown: Site) -> None:
        assert "No steps lead from one to the other so far." in words(
            pair_of(page_of(sown, WINTER), "soil-soils-1-sand")
        )

    def test_counts_the_ways_that_it_does_not_show(self, planted: Plant) -> None:
        others = "".join(link(f"plant-bed:b{n}", "Row.") for n in range(5))
        model = (Path(__file__).parent / "garden/model.yml").read_text(encoding="utf-8")
        bed = model[model.index("  soil:") : model.index("  source:")].replace("  soil:", "  plant-bed:")
        bed = bed.replace("docs/soils", "beds").replace("framework: true", "framework: false")
        changes: dict[str, str | bytes | None] = {
            "model.yml": model.replace("  source:", f"{bed}  source:"),
            "docs/soils/soils-1/clay/facts.yml": f"order: 1\nlinks:\n{others}",
            "docs/soils/soils-1/sand/facts.yml": f"order: 2\nlinks:\n{others}",
        }
        for number in range(5):
            bed_words = f"---\ntitle: Bed {number}\nsummary: Dug.\n---\n\n## About {{#about}}\n\nDug.\n"
            changes |= {f"beds/b{number}/{code}.md": bed_words for code in ("en", "cy")}
            changes[f"beds/b{number}/facts.yml"] = f"order: {number}\n"
        part = pair_of(page_of(loaded(planted, changes), CLAY), "soil-soils-1-sand")
        assert part.count('<ol class="steps">') == 3
        assert "Other ways, just as short: 4" in words(part)
        assert "Only the best of them are shown" in words(part)

    def test_has_an_address_of_its_own(self, sown: Site) -> None:
        addresses = [page_of(sown, key).address for key in sown.explanations.concepts]
        assert addresses[0] == "connected/season-plan-2020-spring"
        assert len(set(addresses)) == len(addresses) == 4


class TestThePageOfAnEntry:
    def test_leads_from_a_concept_to_its_own_page(self, sown: Site) -> None:
        assert 'href="../../connected/season-plan-2020-spring.html"' in entry_page(sown, "en", SPRING).html

    def test_leads_from_what_is_contributed_to_the_choice_with_it_chosen(self, sown: Site) -> None:
        assert 'href="../connected.html?one=plant:rose"' in entry_page(sown, "en", "plant:rose").html

    def test_leads_nowhere_from_what_has_no_links_or_where_nobody_can_choose(self, sown: Site, garden: Site) -> None:
        for site, key in ((sown, "plant:swede"), (sown, "source:owen-2018"), (garden, "plant:rose")):
            assert "entry-connected" not in entry_page(site, "en", key).html


class TestTheChoice:
    def test_is_hidden_until_a_script_can_answer(self, sown: Site) -> None:
        html = LISTINGS["connected"](Reader(sown, "en", "connected"))
        before, _, after = html.partition("<form")
        assert re.search(r'<section class="chooser"[^>]* hidden>', before)
        assert "</section>" in after
        assert "<button" not in after.partition("</section>")[2]

    def test_has_lists_in_the_alphabet_of_the_reader(self, sown: Site) -> None:
        html = LISTINGS["connected"](Reader(sown, "cy", "connected"))
        titles = re.findall(r"<option value=\"[^\"]+\">([^<]+)", html.partition("</select>")[0])
        assert titles == ["Gaeaf", "Gwanwyn", "Clai", "Tywod"]

    def test_leads_to_the_page_of_every_concept(self, sown: Site) -> None:
        html = LISTINGS["connected"](Reader(sown, "en", "connected"))
        for key in sown.explanations.concepts:
            assert f'href="{page_of(sown, key).address}.html"' in html


class TestTheScripts:
    def test_are_not_there_where_nobody_can_choose(self, garden: Site) -> None:
        assert scripts(garden) == {}

    def test_are_one_for_all_concepts_one_of_titles_and_one_for_each_entry(self, sown: Site) -> None:
        assert list(scripts(sown)) == [
            f"connected/{name}.js"
            for name in (
                *("concepts", "contributed"),
                *("season-plan-2020-spring", "season-plan-2020-winter", "soil-soils-1-clay", "soil-soils-1-sand"),
                *("plant-cumin", "plant-rose"),
            )
        ]

    def test_hold_the_ways_between_concepts_by_their_links(self, sown: Site) -> None:
        found = data(scripts(sown)["connected/concepts.js"])
        place = [key for key, _ in found["concepts"]]
        assert place == list(sown.explanations.concepts)
        for number, key in enumerate(place):
            for earlier, ways in zip(place[:number], found["ways"][number], strict=True):
                explanation = sown.explanations.between(earlier, key)
                count, *paths = ways or [0]
                assert count == explanation.number
                for path, steps in zip(paths, explanation.paths, strict=True):
                    ends = [found["links"][at]["ends"] for at in path]
                    assert ends == [[step.link.subject, step.link.object] for step in steps]

    def test_of_concepts_do_not_change_with_what_is_contributed(self, sown: Site) -> None:
        before = scripts(sown)
        facts = Path(sown.configuration.root / "plants/swede/facts.yml")
        facts.write_text(f"links:\n{link(SPRING, 'It grows.')}{link(SAND, 'It grows.')}", encoding="utf-8")
        more = load(sown.configuration.root / "mkdocs.yml").site
        assert more is not None
        after = scripts(more)
        assert after["connected/concepts.js"] == before["connected/concepts.js"]
        assert set(after) - set(before) == {"connected/plant-swede.js"}

    def test_of_what_is_contributed_hold_its_own_links_alone(self, sown: Site) -> None:
        found = data(scripts(sown)["connected/plant-rose.js"])
        assert found["link"] == '<a href="plants/rose.html">Rose</a>'
        assert [each["ends"] for each in found["links"]] == [["plant:rose", SPRING], ["plant:rose", CLAY]]
        assert [each["why"] for each in found["links"]] == ["It is planted then.", "Clay holds water."]

    def test_hold_what_is_linked_with_two_concepts_once(self, sown: Site) -> None:
        found = scripts(sown)
        assert "plants/rose.html" in data(found["connected/season-plan-2020-spring.js"])["joined"][CLAY]
        assert SPRING not in data(found["connected/soil-soils-1-clay.js"])["joined"]

    def test_keep_titles_in_the_alphabet_and_say_their_language(self, sown: Site) -> None:
        ((label, titles),) = data(scripts(sown, "cy")["connected/contributed.js"])["groups"]
        assert (label, titles) == ("Planhigion", [["plant:cumin", "Cwmin", ""], ["plant:rose", "Rhosyn", ""]])

    def test_let_no_words_out_of_their_quotes(self, planted: Plant) -> None:
        hostile = "</script><img src=x onerror=alert(1)>"
        facts = f"order: 1\nlinks:\n{link(SPRING, chr(39) + hostile + chr(39))}"
        rose = f"---\ntitle: '{hostile}'\nsummary: Red.\n---\n\n## Growing {{#growing}}\n\nSlowly.\n"
        site = loaded(planted, {"docs/soils/soils-1/clay/facts.yml": facts, "plants/rose/en.md": rose})
        for name, text in scripts(site).items():
            assert "<" not in text, name
        assert data(scripts(site)["connected/plant-rose.js"])["link"] == (
            '<a href="plants/rose.html">&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;</a>'
        )
        assert hostile not in page_of(site, CLAY).html

    def test_are_the_same_every_time(self, sown: Site) -> None:
        again = load(sown.configuration.root / "mkdocs.yml").site
        assert again is not None
        assert scripts(again) == scripts(sown)
        assert page_of(again, CLAY) == page_of(sown, CLAY)
