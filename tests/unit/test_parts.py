"""What belongs to an entry stands on its page, by what it is."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from make_the_connection.api import load
from make_the_connection.render import Reader, entry_columns, entry_page
from make_the_connection.render.parts import parts
from make_the_connection.site import Site

Plant = Callable[[Mapping[str, str | bytes | None]], Path]

GARDEN = Path(__file__).parent / "garden"

OF_PARTS = """  cutting:
    label:
      en: {one: cutting, other: cuttings}
      cy: {zero: toriad, one: toriad, two: doriad, few: thoriad, many: thoriad, other: toriad, plural: toriadau}
    folder: cuttings
    order: order
    fields:
      order: {kind: number, required: true, label: {en: Order, cy: Trefn}}
      plant: {kind: entry, of: plant, required: true, label: {en: Plant, cy: Planhigyn}}
      state:
        kind: choice
        label: {en: State, cy: Cyflwr}
        choices: {rooted: {en: rooted, cy: wedi gwreiddio}, fresh: {en: fresh, cy: ffres}}
      pot: {kind: name, label: {en: Pot, cy: Pot}}
    card: [pot, state]
    page: []
  label:
    label:
      en: {one: label, other: labels}
      cy: {zero: label, one: label, two: label, few: label, many: label, other: label, plural: labeli}
    folder: labels
    fields:
      plant: {kind: entry, of: plant, required: true, label: {en: Plant, cy: Planhigyn}}
    page: []
"""
MODEL = (GARDEN / "model.yml").read_text(encoding="utf-8").replace(
    "      - section: uses\n",
    "      - section: uses\n      - id: parts\n        label: {en: From it, cy: Ohono}\n        parts: [cutting]\n",
) + OF_PARTS


def part(folder: str, title: str, facts: str) -> dict[str, str]:
    words = f"---\ntitle: {title}\nsummary: One of them.\n---\n"
    return {f"{folder}/facts.yml": facts, f"{folder}/en.md": words, f"{folder}/cy.md": words}


@pytest.fixture
def cut(planted: Plant) -> Site:
    """The garden with cuttings of the rose, and one of the swede that no choice has been made for."""
    files: dict[str, str | bytes | None] = {
        "model.yml": MODEL,
        **part("cuttings/a", "A", "order: 3\nplant: plant:rose\nstate: fresh\npot: <b>clay</b>\n"),
        **part("cuttings/b", "B", "order: 2\nplant: plant:rose\nstate: fresh\n"),
        **part("cuttings/c", "C", "order: 1\nplant: plant:rose\n"),
        **part("cuttings/d", "D", "order: 4\nplant: plant:rose\nstate: rooted\n"),
        **part("cuttings/e", "E", "order: 5\nplant: plant:swede\n"),
        **part("labels/f", "F", "plant: plant:rose\n"),
    }
    loaded = load(planted(files))
    assert loaded.site is not None
    assert not loaded.errors
    return loaded.site


def outline(html: str) -> list[tuple[str, str]]:
    """The headings, with their levels and in their order."""
    return [(level, re.sub(r"<[^>]*>", "", words)) for level, words in re.findall(r"<(h[2-6])[^>]*>(.*?)</\1>", html)]


class TestParts:
    def test_stand_under_their_choices_in_the_order_of_those_and_then_in_their_own(self, cut: Site) -> None:
        html = parts(["cutting"], cut.entries["plant:rose"], Reader(cut, "cy", "plants/rose"))
        assert outline(html) == [
            ("h3", "Wedi gwreiddio"), ("h4", "D"), ("h3", "Ffres"), ("h4", "B"), ("h4", "A"), ("h3", "C"),
        ]  # fmt: skip

    def test_stand_under_the_names_of_their_types_where_there_are_several(self, cut: Site) -> None:
        html = parts(["label", "cutting"], cut.entries["plant:rose"], Reader(cut, "en", "plants/rose"))
        assert outline(html)[:4] == [("h3", "Labels"), ("h4", "F"), ("h3", "Cuttings"), ("h4", "Rooted")]

    def test_lead_to_their_pages_with_their_summaries_and_the_facts_of_their_cards(self, cut: Site) -> None:
        html = parts(["cutting"], cut.entries["plant:rose"], Reader(cut, "en", "plants/rose"))
        assert '<a href="../cuttings/a.html">A</a>' in html
        assert '<p class="card-summary">One of them.</p>' in html
        assert "<dt>Pot</dt><dd>&lt;b&gt;clay&lt;/b&gt;</dd>" in html
        assert "<dt>State</dt>" not in html, "the heading has said it"


class TestAPage:
    def test_has_a_block_of_its_parts(self, cut: Site) -> None:
        page = entry_page(cut, "en", "plant:rose")
        assert ("h2", "From it") in outline(page.html)
        assert ("h4", "A") in outline(page.html)

    def test_says_nothing_of_parts_where_it_has_none(self, cut: Site) -> None:
        page = entry_page(cut, "en", "plant:cumin")
        assert "From it" not in page.html
        assert "parts" not in [heading.id for heading in page.headings]

    def test_has_them_in_each_language_side_by_side(self, cut: Site) -> None:
        mine, other = entry_columns(cut, "en", "plant:rose")
        for column, label in ((mine, "Fresh"), (other, "Ffres")):
            (block,) = [block for block in column.blocks if block.id == "parts"]
            assert ("h3", label) in outline(block.html)
        assert '<a href="../../../cy/cuttings/a.html">' in block.html
