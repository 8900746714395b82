"""The address of a link: its place on the page of the entry that holds it, wherever the link is shown."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import urldefrag, urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from make_the_connection.api import load
from make_the_connection.crosswalk import Link
from make_the_connection.diagnostics import Location
from make_the_connection.render import Reader, cell_page, entry_page
from make_the_connection.render.reader import link_anchor
from make_the_connection.site import Site

Plant = Callable[[Mapping[str, str | bytes | None]], Path]

MODEL = (Path(__file__).parent / "garden" / "model.yml").read_text(encoding="utf-8")
HOST = "https://garden.example/en/"

NAMES = st.from_regex(r"[a-z0-9]+(-[a-z0-9]+){0,2}", fullmatch=True)
KEYS = st.tuples(NAMES, st.lists(NAMES, min_size=1, max_size=3).map("/".join)).map(":".join)


def link(to: str) -> Link:
    return Link("plant:rose", to, "suits", {"en": "Because."}, "editorial", "central", Location("facts.yml"))


def addresses(page_address: str, html: str) -> set[str]:
    """Where the addresses of links on a page lead, below the folder of its language."""
    found = re.findall(r'<p class="permalink"><a href="([^"]+)">', html)
    return {urljoin(f"{HOST}{page_address}.html", href).removeprefix(HOST) for href in found}


def ids(html: str) -> list[str]:
    return re.findall(r' id="(link-[^"]+)"', html)


class TestTheAddressOfALink:
    @pytest.mark.slow
    @given(one=KEYS, other=KEYS)
    def test_is_its_own(self, one: str, other: str) -> None:
        assert (link_anchor(link(one)) == link_anchor(link(other))) == (one == other)

    @given(to=KEYS)
    def test_is_an_id_that_can_stand_in_an_address_as_it_is(self, to: str) -> None:
        assert re.fullmatch(r"link-[a-z0-9-]+", link_anchor(link(to)))

    @pytest.mark.parametrize("code", ["en", "cy"])
    def test_is_a_place_on_one_page_and_the_same_from_both_ends(self, garden: Site, code: str) -> None:
        for each in garden.graph.links:
            home = garden.entries[each.subject].address
            address = f"{home}.html#{link_anchor(each)}"
            assert ids(entry_page(garden, code, each.subject).html).count(link_anchor(each)) == 1
            for end in (each.subject, each.object):
                page = entry_page(garden, code, end)
                assert address in addresses(page.address, page.html)
            assert ids(entry_page(garden, code, each.object).html) == []

    def test_is_given_with_each_reason_of_a_cell(self, garden: Site) -> None:
        for cell in garden.cells:
            page = cell_page(garden, "en", cell)
            expected = {
                urldefrag(Reader(garden, "en", "index").link_url(reason))
                for join in cell.joins
                for reason in (join.row, join.column)
            }
            assert {urldefrag(address) for address in addresses(page.address, page.html)} == expected

    def test_is_there_however_many_an_entry_holds(self, planted: Plant, beds) -> None:
        site = load(planted(beds([("editorial", "supporting")] * 50))).site
        assert site is not None
        assert len(ids(entry_page(site, "en", "plant:swede").html)) == 50

    def test_is_given_once_where_two_parts_of_a_page_show_it(self, planted: Plant) -> None:
        twice = MODEL.replace(
            "      - id: references",
            "      - {id: again, label: {en: Again, cy: Eto}, connections: [soil]}\n      - id: references",
            1,
        )
        site = load(planted({"model.yml": twice})).site
        assert site is not None
        html = entry_page(site, "en", "plant:rose").html
        assert html.count("Clay holds water.") == 2
        assert ids(html).count("link-soil--soils-1--clay") == 1


class TestALinkThatNoPageShows:
    @pytest.mark.parametrize(("shown", "codes"), [("season, soil", []), ("season", ["link-not-shown"] * 2)])
    def test_is_reported(self, planted: Plant, shown: str, codes: list[str]) -> None:
        model = MODEL.replace("connections: [season, soil]", f"connections: [{shown}]")
        found = load(planted({"model.yml": model})).diagnostics
        assert [d.code for d in found if d.code != "missing-translation"] == codes
