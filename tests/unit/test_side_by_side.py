"""A page in all its languages, side by side: a row for each part, a column for each language."""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from make_the_connection.api import load
from make_the_connection.render import Block, Page, cell_columns, entry_columns, side_by_side_page
from make_the_connection.render.side_by_side import rows_of
from make_the_connection.site import Site

Plant = Callable[[Mapping[str, str | bytes | None]], Path]

PARTS = st.lists(st.sampled_from(["growing", "uses", "notes", "links", ""]), max_size=5).map(
    lambda ids: [id_ for n, id_ in enumerate(ids) if not id_ or id_ not in ids[:n]]
)
VOID = {"br", "hr", "img", "input"}


class Outline(HTMLParser):
    """What a page holds: its ids, its links, and the words in each language by the nearest `lang`."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[tuple[str, str]] = []
        self.said: dict[str, str] = {}
        self._langs = ["page"]
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        lang = values.get("lang") or self._langs[-1]
        self.ids += [values["id"] or ""] if "id" in values else []
        self.links += [(lang, values["href"] or "")] if "href" in values else []
        if tag not in VOID:
            self._langs.append(lang)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            self._langs.pop()

    def handle_data(self, data: str) -> None:
        self.said[self._langs[-1]] = " ".join([self.said.get(self._langs[-1], ""), *data.split()]).strip()


def columns_of(*languages: list[str]) -> list[SimpleNamespace]:
    blocks = [[Block(id_, id_.title(), Markup("<p>…</p>")) for id_ in ids] for ids in languages]
    return [SimpleNamespace(blocks=tuple(each)) for each in blocks]


def ids_of(*languages: list[str]) -> list[str]:
    return [row.id for row in rows_of(columns_of(*languages))]


def page_of(site: Site, key: str, code: str = "en") -> Page:
    return side_by_side_page(entry_columns(site, code, key))


@pytest.fixture
def loaded(planted: Plant) -> Callable[[Mapping[str, str | bytes | None]], Site]:
    def plant(changes: Mapping[str, str | bytes | None]) -> Site:
        site = load(planted(changes)).site
        assert site is not None
        return site

    return plant


class TestTheRows:
    @given(PARTS, PARTS, PARTS)
    def test_hold_every_part_of_every_language_once(self, one: list[str], two: list[str], three: list[str]) -> None:
        rows = rows_of(columns_of(one, two, three))
        for place, parts in enumerate((one, two, three)):
            found = [row.cells[place][1] for row in rows]
            assert sorted(block.id for block in found if block) == sorted(parts)
        named = [row.id for row in rows if row.id]
        assert len(named) == len(set(named))

    @given(PARTS, PARTS)
    def test_keep_the_order_of_the_first_language(self, one: list[str], two: list[str]) -> None:
        first = [id_ for id_ in one if id_]
        assert [id_ for id_ in ids_of(one, two) if id_ in first] == first

    def test_put_what_only_another_language_has_where_that_has_it(self) -> None:
        assert ids_of(["a", "c"], ["a", "b", "c"]) == ["a", "b", "c"]
        assert ids_of(["b"], ["a", "b", "c"]) == ["a", "b", "c"]
        assert ids_of(["a"], ["a", "b"], ["a", "b", "c"]) == ["a", "b", "c"]

    def test_pair_parts_without_a_name_by_their_place(self) -> None:
        rows = rows_of(columns_of(["", "a", ""], ["", "a", ""]))
        assert [(row.id, len(row.present)) for row in rows] == [("", 2), ("a", 2), ("", 2)]


class TestAnEntry:
    def test_stands_in_every_language_with_that_of_the_reader_first(self, garden: Site) -> None:
        for code, titles in (("en", "Rose · Rhosyn"), ("cy", "Rhosyn · Rose")):
            heading = re.search("<h1.*?</h1>", page_of(garden, "plant:rose", code).html, re.DOTALL)
            assert heading
            assert re.sub("<.*?>", "", heading[0]) == titles

    def test_says_each_languages_words_as_that_language(self, garden: Site) -> None:
        said = Outline(page_of(garden, "plant:rose").html).said
        assert "A thorny shrub." in said["en"]
        assert "Llwyn pigog." in said["cy"]
        assert "Clay holds water." in said["en"]
        assert "Mae clai’n dal dŵr." in said["cy"]
        assert "A thorny shrub." not in said["cy"]
        assert "Clay holds water." not in said["cy"]

    def test_has_the_interface_around_it_in_the_readers_language(self, garden: Site) -> None:
        assert "On this page" in Outline(page_of(garden, "plant:rose").html).said["page"]
        assert "Ar y dudalen hon" in Outline(page_of(garden, "plant:rose", "cy").html).said["page"]

    @pytest.mark.parametrize("code", ["en", "cy"])
    def test_has_every_id_once_and_no_link_to_one_that_is_not_there(self, garden: Site, code: str) -> None:
        for key in garden.entries:
            page = Outline(page_of(garden, key, code).html)
            assert [id_ for id_, number in Counter(page.ids).items() if number > 1] == []
            assert {href[1:] for _, href in page.links if href.startswith("#")} <= set(page.ids)

    def test_keeps_the_ids_of_the_page_and_has_others_for_the_further_language(self, garden: Site) -> None:
        for code, other in (("en", "cy"), ("cy", "en")):
            ids = Outline(page_of(garden, "plant:rose", code).html).ids
            for id_ in ("growing", "growing-water", "uses", "connections", "link-soil--soils-1--clay"):
                assert id_ in ids
                assert f"{id_}--{other}" in ids

    def test_leads_from_each_column_to_pages_of_its_language(self, garden: Site) -> None:
        links = Outline(page_of(garden, "plant:rose").html).links
        assert ("en", "../../plants/cumin.html") in links
        assert ("cy", "../../../cy/plants/cumin.html") in links
        assert ("en", "#growing-water") in links
        assert ("cy", "#growing-water--cy") in links
        assert [href for lang, href in links if lang == "cy" and href.endswith(".html") and "/cy/" not in href] == []

    def test_leads_back_to_the_page_in_one_language(self, garden: Site) -> None:
        links = Outline(page_of(garden, "plant:rose").html).links
        assert ("en", "../../plants/rose.html") in links
        assert ("cy", "../../../cy/plants/rose.html") in links

    def test_shows_the_picture_of_each_language(self, garden: Site) -> None:
        html = page_of(garden, "plant:rose").html
        assert '<img src="../../plants/rose/rose.png" alt="A red rose"' in html
        assert '<img src="../../../cy/plants/rose/rose.png" alt="Rhosyn coch"' in html

    def test_lists_the_works_once_and_cites_them_in_every_column(self, garden: Site) -> None:
        page = Outline(page_of(garden, "plant:rose").html)
        assert page.ids.count("reference-jones-2020") == 1
        assert ("en", "#reference-jones-2020") in page.links
        assert ("cy", "#reference-jones-2020") in page.links
        assert "References" in page.said["en"]
        assert "Cyfeiriadau" in page.said["cy"]

    def test_lists_a_work_that_one_language_alone_cites(self, loaded: Callable[..., Site]) -> None:
        words = (Path(__file__).parent / "garden/plants/rose/en.md").read_text(encoding="utf-8")
        site = loaded({"plants/rose/en.md": words.replace("@owen-2018 makes", "It makes")})
        page = Outline(page_of(site, "plant:rose").html)
        assert {lang for lang, href in page.links if href == "#reference-owen-2018"} == {"cy"}
        assert page.ids.count("reference-owen-2018") == 1

    def test_gives_the_notes_of_each_language_numbers_of_their_own(self, loaded: Callable[..., Site]) -> None:
        front = "---\ntitle: {}\nsummary: {}\n---\n\n## {} {{#growing}}\n\n{}[^1]\n\n[^1]: {}\n"
        page = page_of(
            loaded(
                {
                    "plants/nettle/en.md": front.format("Nettle", "A plant.", "Growing it", "It grows.", "Fast."),
                    "plants/nettle/cy.md": front.format("Danadl", "Planhigyn.", "Ei dyfu", "Mae’n tyfu.", "Yn gyflym."),
                }
            ),
            "plant:nettle",
        )
        outline = Outline(page.html)
        assert ("en", "#fn1") in outline.links
        assert ("cy", "#fn-cy-1") in outline.links
        assert {"fn1", "fn-cy-1", "notes", "notes--cy"} <= set(outline.ids)

    def test_says_in_its_own_language_that_a_part_has_not_been_written(self, garden: Site) -> None:
        for code, growing in (("en", "growing--cy"), ("cy", "growing")):
            outline = Outline(page_of(garden, "plant:nettle", code).html)
            assert "It grows." in outline.said["en"]
            assert "Nid yw’r rhan hon wedi’i hysgrifennu yn Gymraeg eto." in outline.said["cy"]
            assert garden.languages["cy"].text("page.only-in", language="Saesneg") in outline.said["cy"]
            assert "has not been written" not in outline.said["en"]
            assert growing in outline.ids

    def test_says_at_a_draft_and_nowhere_else_that_nobody_has_checked_it(self, loaded: Callable[..., Site]) -> None:
        words = (Path(__file__).parent / "garden/plants/rose/cy.md").read_text(encoding="utf-8")
        site = loaded({"plants/rose/cy.md": words.replace("summary:", "translation: draft\nsummary:", 1)})
        said = Outline(page_of(site, "plant:rose").html).said
        assert "Nid yw golygydd" in said["cy"]
        assert "has not yet been checked" not in said["en"]

    def test_lists_its_parts_in_the_readers_language(self, garden: Site) -> None:
        assert [heading.title for heading in page_of(garden, "plant:rose").headings] == [
            "Growing it",
            "Uses",
            "Connections",
            "References",
        ]

    def test_has_no_drawing_and_nothing_that_only_a_script_could_answer(self, garden: Site) -> None:
        for key in garden.entries:
            html = page_of(garden, key).html
            assert "<form" not in html
            assert "<svg" not in html


class TestACell:
    def test_gives_both_reasons_in_every_column(self, garden: Site) -> None:
        cell = garden.table.cells["season:plan-2020/spring", "soil:soils-1/clay"]
        page = side_by_side_page(cell_columns(garden, "cy", cell))
        said = Outline(page.html).said
        assert "It is planted then." in said["en"]
        assert "Clay holds water." in said["en"]
        assert "Caiff ei blannu bryd hynny." in said["cy"]
        assert "Mae clai’n dal dŵr." in said["cy"]
        assert page.address == "side-by-side/crosswalk/plan-2020-spring--soils-1-clay"

    @pytest.mark.parametrize("code", ["en", "cy"])
    def test_has_every_id_once(self, garden: Site, code: str) -> None:
        for cell in garden.cells:
            ids = Outline(side_by_side_page(cell_columns(garden, code, cell)).html).ids
            assert [id_ for id_, number in Counter(ids).items() if number > 1] == []
