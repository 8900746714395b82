"""The page of a cell: what joins two entries, in sentences, what that rests on, and what to read next."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from make_the_connection.api import load
from make_the_connection.render import cell_page
from make_the_connection.site import Site

Plant = Callable[[Mapping[str, str | bytes | None]], Path]

GARDEN = Path(__file__).parent / "garden"
MODEL = (GARDEN / "model.yml").read_text(encoding="utf-8")


@pytest.fixture
def tended(planted: Plant) -> Site:
    """The garden, whose plants are its own gardeners' work, with one more plant that joins spring and clay."""
    cumin = (GARDEN / "plants/cumin/facts.yml").read_text(encoding="utf-8")
    also = cumin.partition("unrelated:")[0].replace("soils-1/sand", "soils-1/clay")
    loaded = load(
        planted({"model.yml": MODEL.replace("    contributed: true\n", ""), "plants/cranberry/facts.yml": also})
    )
    assert loaded.errors == ()
    assert loaded.site is not None
    return loaded.site


def page(site: Site, season: str, soil: str, code: str = "en") -> str:
    cell = site.table.cells[f"season:plan-2020/{season}", f"soil:soils-1/{soil}"]
    return cell_page(site, code, cell).html


def words(html: str) -> str:
    return " ".join(re.sub("<.*?>", " ", html).split())


def part(html: str, id_: str) -> str:
    """The words of a section; nothing where there is none."""
    found = re.search(rf'<section class="block" aria-labelledby="{id_}">.*?</section>', html, re.DOTALL)
    return words(found[0]) if found else ""


class TestACellThatIsJoined:
    def test_says_at_once_what_joins_it(self, garden: Site) -> None:
        assert "Spring and Clay are joined by 1 plant." in words(page(garden, "spring", "clay"))

    def test_says_whose_word_that_is(self, garden: Site) -> None:
        assert "Each of these is linked with both by published links." in words(page(garden, "spring", "clay"))
        assert "at least one of the two links is our own judgement" in words(page(garden, "spring", "sand"))

    def test_counts_published_links_and_links_of_ours_apart(self, tended: Site) -> None:
        said = words(page(tended, "spring", "clay"))
        assert "by published links alone: 1 plant." in said
        assert "our own judgement: 1 plant." in said

    def test_gives_both_reasons_as_sentences_with_whose_word_each_is(self, garden: Site) -> None:
        said = part(page(garden, "spring", "clay"), "by-plant")
        assert "… suits Spring published central It is planted then." in said
        assert "… suits Clay published Clay holds water." in said

    def test_explains_the_words_for_its_links(self, garden: Site) -> None:
        assert "“suits”: It thrives there." in part(page(garden, "spring", "clay"), "by-plant")
        assert "“yn addas i”: Mae’n ffynnu yno." in part(page(garden, "spring", "clay", "cy"), "by-plant")

    def test_lists_where_its_published_links_are_printed(self, garden: Site) -> None:
        said = part(page(garden, "spring", "clay"), "sources")
        assert "soil.example/roses" in said
        assert "Jones" in said
        assert part(page(garden, "spring", "sand"), "sources") == ""

    def test_lists_what_the_pages_that_join_it_cite_but_not_the_works_of_strangers(
        self, garden: Site, tended: Site
    ) -> None:
        assert "Owen" in part(page(tended, "spring", "clay"), "sources")
        assert "Owen" not in part(page(garden, "spring", "clay"), "sources")

    def test_says_what_to_read_next(self, tended: Site) -> None:
        said = part(page(tended, "spring", "clay"), "read-next")
        assert "page of its own: Spring ; Clay ." in said
        assert "(central to one of the two)" in said
        assert "Spring is also joined here: Spring × Sand : 1 plant" in said
        assert "Clay is also joined here" not in said
        assert "Next in the crosswalk: Spring × Sand" in said

    def test_has_nothing_after_the_last(self, garden: Site) -> None:
        assert "Next in the crosswalk" not in page(garden, "winter", "sand")


class TestACellThatNothingJoins:
    @pytest.mark.parametrize(
        ("soil", "sentence"),
        [
            ("clay", "Everything that could join the two has been looked at, and nothing does."),
            ("sand", "Nothing joins the two so far, and not everything that could has been looked at."),
        ],
    )
    def test_says_so_and_what_a_reader_can_do(self, garden: Site, soil: str, sentence: str) -> None:
        said = words(page(garden, "winter", soil))
        assert sentence in said
        assert "If you know of something that does join them, tell us." in said
        assert "is also joined here" in said

    def test_shows_what_was_looked_at(self, garden: Site) -> None:
        assert "It sleeps." in part(page(garden, "winter", "clay"), "ruled-out")
        assert part(page(garden, "winter", "sand"), "ruled-out") == ""


@pytest.mark.parametrize("code", ["en", "cy"])
def test_every_id_is_on_a_page_once_and_its_contents_lead_to_each_part(garden: Site, code: str) -> None:
    for cell in garden.cells:
        made = cell_page(garden, code, cell)
        ids = re.findall(r' id="([^"]+)"', made.html)
        assert len(set(ids)) == len(ids)
        assert {heading.id for heading in made.headings} | {"on-this-page"} >= set(ids)
