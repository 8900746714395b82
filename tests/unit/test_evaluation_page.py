"""A page on which people weigh where they stand: whole without scripts, its help made of links, never a score."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from relinking import read

from make_the_connection.adapters import mkdocs
from make_the_connection.api import load
from make_the_connection.render import LISTINGS, Reader
from make_the_connection.site import Site, recommended

GARDEN = Path(__file__).parent / "garden"
SCRIPTS = Path(mkdocs.__file__).parent / "theme" / "assets" / "make-the-connection"

MODEL = """
evaluations:
  soils:
    label: {en: Our soils, cy: Ein priddoedd}
    of: [soil]
    asks: asks
    parts: [tool]
    levels:
      poor: {label: {en: Poor, cy: Gwael}, explained: {en: 'It shows <b>.', cy: 'Mae’n dangos <b>.'}}
      rich: {label: {en: Rich, cy: Cyfoethog}, explained: {en: All grows., cy: Mae popeth yn tyfu.}}
    leads_to: [plant]
"""
TOOL = """
  tool:
    label:
      en: {one: tool, other: tools}
      cy: {zero: offeryn, one: offeryn, two: offeryn, few: offeryn, many: offeryn, other: offeryn, plural: offer}
    folder: tools
    fields:
      soil: {kind: entry, of: soil, required: true, label: {en: Soil, cy: Pridd}}
      size:
        kind: choice
        label: {en: Size, cy: Maint}
        choices: {big: {en: big ones, cy: rhai mawr}, small: {en: small ones, cy: rhai bach}}
    card: [size]
    page: [{facts: [soil, size]}]
"""


@pytest.fixture
def dug(planted: Callable[..., Path]) -> Site:
    """The garden with an evaluation of its soils, each of which asks something; tools belong to the clay."""
    model = (GARDEN / "model.yml").read_text(encoding="utf-8")
    asks = "      asks: {kind: text, required: true, label: {en: Asks, cy: Gofyn}}\n"
    model = model.replace("\ntypes:", f"{MODEL}\ntypes:", 1).replace("\n  source:", f"{TOOL}\n  source:", 1)
    before, soil, after = model.partition(
        "    folder: docs/soils\n    order: order\n    framework: true\n    fields:\n"
    )
    changes = {"model.yml": before + soil + asks + after}
    for entry in (GARDEN / "docs" / "soils").rglob("facts.yml"):
        text = entry.read_text(encoding="utf-8")
        name = entry.relative_to(GARDEN).as_posix()
        changes[name] = f"asks: {{en: 'Is <it> good?', cy: 'A yw’n dda?'}}\n{text}"
    for tool, size in (("fork", "big"), ("hoe", "small"), ("spade", "big"), ("string", None)):
        chosen = f"size: {size}\n" if size else ""
        changes[f"tools/{tool}/facts.yml"] = f"soil: soil:soils-1/clay\n{chosen}"
        for code in ("en", "cy"):
            changes[f"tools/{tool}/{code}.md"] = f"---\ntitle: The {tool}\nsummary: It digs.\n---\n"
    loaded = load(planted(changes))
    assert not loaded.errors, loaded.errors
    assert loaded.site is not None
    return loaded.site


@pytest.fixture
def orchard() -> Site:
    return read("orchard")


def page(site: Site, name: str, code: str, beside: str = "") -> str:
    return str(LISTINGS["evaluation"](Reader(site, code, "standing", beside), name))


def statements(html: str) -> list[str]:
    return html.partition('<section class="evaluation-gone"')[0].split('<li class="statement"')[1:]


class TestAStatement:
    def test_is_the_question_that_its_entry_asks_and_leads_to_the_entry(self, dug: Site) -> None:
        shown = statements(page(dug, "soils", "en"))
        assert len(shown) == len(dug.of_type("soil"))
        for soil, statement in zip(dug.of_type("soil"), shown, strict=True):
            assert "<h3>Is &lt;it&gt; good?</h3>" in statement
            assert f'<a href="{soil.address}.html">More about this' in statement

    def test_is_a_title_where_nothing_is_asked_and_only_of_the_edition_in_force(self, orchard: Site) -> None:
        assert re.findall(r"<h3>(.*)</h3>\n<p class=\"statement-first", page(orchard, "habitats", "de")) == [
            orchard.title(aim.key, "de").text for aim in orchard.of_type("habitat-aim")
        ]

    def test_shows_what_describes_it_by_its_choice(self, dug: Site) -> None:
        clay, *others = statements(page(dug, "soils", "en"))
        found = re.findall(
            r'<p class="help-type">(.*?)</p>|<a href="tools/(\w+)\.html">', clay.partition("More about")[0]
        )
        assert ["".join(each) for each in found] == ["Big ones", "fork", "spade", "Small ones", "hoe", "string"]
        assert not any("tools/" in statement for statement in others)

    def test_says_what_each_answer_means_and_has_none_chosen(self, dug: Site) -> None:
        clay, *_ = statements(page(dug, "soils", "en"))
        assert re.findall(r'type="radio" name="[\w-]+" value="(\w+)"', clay) == ["poor", "rich"]
        assert "It shows &lt;b&gt;." in clay
        assert "checked" not in clay

    @pytest.mark.parametrize("code", ["de", "fr-CH"])
    def test_leads_to_what_could_help_with_the_reasons_on_the_way(self, orchard: Site, code: str) -> None:
        declared = orchard.model.evaluations["habitats"]
        shown = statements(page(orchard, "habitats", code))
        assert any("statement-help" in statement for statement in shown)
        for aim, statement in zip(orchard.of_type("habitat-aim"), shown, strict=True):
            ways = [path for paths in recommended(orchard, declared, aim.key).values() for path in paths]
            folded = statement.partition('<details class="statement-help">')[2]
            for path in ways:
                assert f'href="{orchard.address(path[-1].other)}.html"' in folded
                assert all(f'<p class="help-why">{step.link.why[code]}' in folded for step in path)


class TestThePage:
    def test_is_whole_without_a_script_and_says_so(self, orchard: Site) -> None:
        html = page(orchard, "habitats", "de")
        plain = html.partition('<div class="evaluation-plain">')[2].partition('<div class="evaluation-head" hidden>')[0]
        for level in orchard.model.evaluations["habitats"].levels.values():
            assert f"<dt>{level.label['de']}</dt><dd>{level.explained['de']}</dd>" in plain
        for team in orchard.of_type("team"):
            assert orchard.title(team.key, "de").text in plain
            assert all(step.why["de"] in plain for step in team.facts.first)
        before, *answers = html.split('<div class="statement-answer" hidden>')
        assert len(answers) == len(orchard.of_type("habitat-aim"))
        assert "<textarea" not in before

    def test_gives_every_control_a_name(self, orchard: Site) -> None:
        html = page(orchard, "habitats", "fr-CH")
        fields = re.findall(r'<(?:textarea|select|input)[^>]* id="([\w-]+)"', html)
        assert sorted(fields) == sorted(set(fields)) == sorted(re.findall(r'<label for="([\w-]+)"', html))
        described = {
            id_ for ids in re.findall(r'aria-(?:describedby|labelledby)="([^"]+)"', html) for id_ in ids.split()
        }
        assert described <= set(re.findall(r'\bid="([\w-]+)"', html))

    def test_asks_nothing_in_a_column_of_a_page_in_two_languages(self, orchard: Site) -> None:
        html = page(orchard, "habitats", "de", beside="fr-CH")
        assert not re.search("<(form|textarea|input|select|button|script)", html)
        assert 'class="sheet"' not in html
        assert 'id="asks-habitat-aim-habitat-2024-wasser--de"' in html
        assert len(statements(html)) == len(orchard.of_type("habitat-aim"))

    def test_has_room_to_write_on_paper_for_every_statement(self, orchard: Site) -> None:
        sheet = page(orchard, "habitats", "de").partition('<section class="sheet">')[2]
        assert sheet.count('<span class="sheet-text" data-field=') == 2 * len(orchard.of_type("habitat-aim"))
        assert sheet.count("data-level=") == 3 * len(orchard.of_type("habitat-aim"))

    def test_tells_its_scripts_what_it_asks(self, dug: Site) -> None:
        html = page(dug, "soils", "cy")
        asked = json.loads(re.search("data-asked='([^']+)'", html)[1])  # type: ignore[index]
        assert asked["evaluation"] == "soils"
        assert [keys[0] for keys in asked["statements"]] == re.findall(
            r'class="statement" .* data-statement="(.*)"', html
        )
        assert json.loads(re.search("data-days='([^']+)'", html)[1])[9] == "{day} Hydref {year}"  # type: ignore[index]

    @pytest.mark.parametrize("script", ["evaluation", "evaluation_results", "evaluation_keeping"])
    def test_has_every_sentence_that_its_scripts_say(self, dug: Site, script: str) -> None:
        text = (SCRIPTS / f"{script}.js").read_text(encoding="utf-8")
        words = json.loads(re.search("data-words='([^']+)'", page(dug, "soils", "en"))[1])  # type: ignore[index]
        said = {dotted or quoted for dotted, quoted in re.findall(r'\bwords(?:\.(\w+)|\["([\w.-]+)"\])', text)}
        assert said <= set(words)
