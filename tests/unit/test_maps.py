"""Maps: drawn for two widths, and saying in each what the list beside them says."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from make_the_connection.api import load
from make_the_connection.render import entry_page
from make_the_connection.render.lettering import wrapped
from make_the_connection.site import Site

Plant = Callable[[Mapping[str, str | bytes | None]], Path]

GARDEN = Path(__file__).parent / "garden"
MODEL = (GARDEN / "model.yml").read_text(encoding="utf-8")
MAPPED = MODEL.replace("connections: [season, soil]", "connections: [season, soil]\n        map: true").replace(
    "connections: [plant]", "connections: [plant]\n        map: true"
)
ROSE, CUMIN = "plant:rose", "plant:cumin"


@pytest.fixture
def grown(planted: Plant) -> Callable[[Mapping[str, str | bytes | None]], Site]:
    """The garden with maps, and with these changes."""

    def grow(changes: Mapping[str, str | bytes | None]) -> Site:
        loaded = load(planted({"model.yml": MAPPED, **changes}))
        assert loaded.errors == ()
        assert loaded.site is not None
        return loaded.site

    return grow


@pytest.fixture
def mapped(grown: Callable[[Mapping[str, str | bytes | None]], Site]) -> Site:
    return grown({})


def drawings(html: str) -> list[str]:
    return re.findall(r'<svg class="map-drawing.*?</svg>', html, re.DOTALL)


def drawn(drawing: str) -> list[tuple[str, str, bool]]:
    """Where each card of a drawing leads, and what it says of the link: its basis, and whether it is central."""
    cards = re.findall(r'<a class="map-card" href="([^"]+)">.*?class="map-note"[^>]*>(.*?)</text>', drawing, re.DOTALL)
    notes = [(href, " ".join(re.sub("<.*?>", " ", note).split())) for href, note in cards]
    return [(href, note.partition(" · ")[0], note.endswith("central")) for href, note in notes]


def lines(drawing: str) -> list[tuple[str, bool]]:
    """The same of its lines: dashed or not, and thick or thin."""
    return [
        (basis, strength == "central")
        for basis, strength in re.findall(r"map-edge map-edge--(\w+) map-edge--(\w+)", drawing)
    ]


def listed(html: str) -> list[tuple[str, str, bool]]:
    """What the list beside it says."""
    items = re.findall(r'<li class="connection connection--(\w+)".*?href="([^"]+)".*?</p>', html, re.DOTALL)
    central = ["badge--central" in item for item in re.findall(r'<p class="connection-title">.*?</p>', html)]
    return [(href, basis, weight) for (basis, href), weight in zip(items, central, strict=True)]


class TestAMap:
    @pytest.mark.parametrize("key", [ROSE, CUMIN])
    def test_says_at_both_widths_what_the_list_says_in_its_order_and_nothing_more(self, mapped: Site, key: str) -> None:
        html = entry_page(mapped, "en", key).html
        narrow, wide = drawings(html)
        assert drawn(narrow) == drawn(wide) == listed(html)
        assert lines(narrow) == lines(wide) == [said[1:] for said in listed(html)]
        assert len(listed(html)) == 2

    def test_names_the_entry_in_focus_and_the_types_of_the_others(self, mapped: Site) -> None:
        for drawing in drawings(entry_page(mapped, "cy", ROSE).html):
            words = " ".join(re.sub("<.*?>", " ", drawing).split())
            assert [name for name in ("Rhosyn", "Planhigyn", "Tymhorau", "Priddoedd") if name not in words] == []

    def test_leaves_out_what_strangers_contribute(self, mapped: Site) -> None:
        html = entry_page(mapped, "en", "soil:soils-1/clay").html
        assert listed(html)
        assert drawings(html) == []

    def test_is_not_drawn_where_nobody_asked_for_one(self, garden: Site) -> None:
        assert drawings(entry_page(garden, "en", ROSE).html) == []

    def test_is_not_drawn_of_an_entry_without_links(self, mapped: Site) -> None:
        assert drawings(entry_page(mapped, "en", "plant:swede").html) == []

    def test_stops_at_twenty_four_with_a_word_and_begins_with_published_and_central_links(self, grown, beds) -> None:
        many = [("editorial", "supporting")] * 28
        site = grown(beds([*many, ("editorial", "central"), ("published", "supporting")]))
        html = entry_page(site, "en", "plant:swede").html
        for drawing in drawings(html):
            shown = drawn(drawing)
            assert shown == listed(html)[:24]
            assert [basis for _, basis, _ in shown[:2]] == ["published", "editorial"]
            assert shown[1][2]
        assert "6 more are in the list." in html

    def test_marks_a_title_in_another_language(self, grown) -> None:
        site = grown({"docs/seasons/plan-2020/spring/cy.md": None})
        for drawing in drawings(entry_page(site, "cy", ROSE).html):
            assert len(re.findall(r'class="map-title"[^>]* lang="en"', drawing)) == 1

    def test_shows_what_an_author_wrote_and_never_runs_it(self, grown) -> None:
        words = (GARDEN / "docs/soils/soils-1/clay/en.md").read_text(encoding="utf-8")
        hostile = re.sub("title: .*", 'title: "<script>1</script>"', words)
        site = grown({"docs/soils/soils-1/clay/en.md": hostile})
        for drawing in drawings(entry_page(site, "en", ROSE).html):
            assert "<script" not in drawing
            assert "&lt;script&gt;" in drawing

    def test_has_cards_that_are_high_enough_to_touch_and_stand_apart(self, mapped: Site) -> None:
        for drawing in drawings(entry_page(mapped, "en", ROSE).html):
            found = re.findall(r'<rect x="(\d+)" y="(\d+)" width="(\d+)" height="(\d+)"', drawing)
            boxes = [tuple(map(int, box)) for box in found]
            assert min(height for *_, height in boxes) >= 44
            for number, (x, y, width, height) in enumerate(boxes):
                for other, (left, top, *_) in enumerate(boxes):
                    apart = left >= x + width or left < x or top >= y + height or top < y
                    assert apart or number == other

    def test_is_the_same_each_time(self, mapped: Site) -> None:
        assert entry_page(mapped, "en", ROSE) == entry_page(mapped, "en", ROSE)


class TestLettering:
    @given(text=st.text("aimW é-", max_size=80), width=st.integers(40, 300))
    def test_loses_no_letter_and_adds_none(self, text: str, width: int) -> None:
        assert "".join(wrapped(text, width, 16)).replace(" ", "") == text.replace(" ", "")

    @given(text=st.text("aimW é-", max_size=80), width=st.integers(40, 300))
    def test_has_no_line_that_would_have_to_be_broken_again(self, text: str, width: int) -> None:
        for line in wrapped(text, width, 16):
            assert wrapped(line, width, 16) == (line,)

    def test_keeps_words_whole_where_they_fit(self) -> None:
        assert wrapped("Learning with others", 140, 16) == ("Learning with", "others")

    def test_breaks_a_word_that_is_longer_than_a_line(self) -> None:
        assert len(wrapped("Streuobstwiesenpflege", 130, 16)) == 2

    def test_gives_more_room_to_broad_letters(self) -> None:
        assert len(wrapped("iiii iiii", 80, 16)) < len(wrapped("WWWW WWWW", 80, 16))
