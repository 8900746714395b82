"""A table of parts: rows that name an entry, cells that name a row, and what they are narrowed by."""

import html
import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from tabled import MODEL, ROSE, laid, part, read

from make_the_connection.render import Reader, entry_columns, entry_page
from make_the_connection.render.tables import table
from make_the_connection.site import Site, declared_tables, parts_table

Plant = Callable[[Mapping[str, str | bytes | None]], Path]


@pytest.fixture(scope="module")
def tabled(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return read(laid(tmp_path_factory.mktemp("tabled") / "garden"))


def shape(site: Site, language: str | None = None) -> list[tuple[object, list[tuple[str, dict[str, list[str]]]]]]:
    _, declared = next(declared_tables(site.model))
    found = parts_table(site, site.entries["plant:rose"], declared, language)
    return [
        (
            group.value,
            [
                (row.entry.id[7:], {name: [entry.id for entry in cell] for name, cell in row.cells.items()})
                for row in group.rows
            ],
        )
        for group in found.groups
    ]


def page(site: Site, code: str = "en", key: str = "plant:rose") -> str:
    return entry_page(site, code, key).html


def values(text: str) -> list[dict[str, list[str]]]:
    return [json.loads(html.unescape(found)) for found in re.findall(r"data-values='([^']*)'", text)]


class TestParts:
    def test_are_what_names_an_entry_in_the_order_of_their_type(self, tabled: Site) -> None:
        names = [entry.id for entry in tabled.parts("plant:rose", "cutting")]
        assert names == ["cuts-1/early", "cuts-1/middle", "cuts-1/late", "cuts-1/loose"]

    def test_are_ordered_by_title_for_readers_of_a_language(self, tabled: Site) -> None:
        found = {
            code: [e.id for e in tabled.parts("cutting:cuts-1/middle", "leaf", code)] for code in (None, "en", "cy")
        }
        assert found == {None: ["a", "b", "c"], "en": ["b", "c", "a"], "cy": ["a", "c", "b"]}

    def test_are_none_where_nothing_names_it(self, tabled: Site) -> None:
        assert tabled.parts("plant:swede", "cutting") == ()
        assert tabled.parts("plant:rose", "leaf") == ()


class TestATable:
    def test_has_groups_of_rows_with_cells_by_column(self, tabled: Site) -> None:
        assert shape(tabled) == [
            (2, [("early", {"green": ["d"], "dry": []})]),
            (1, [("middle", {"green": ["c"], "dry": ["a", "b"]}), ("late", {"green": [], "dry": []})]),
            (None, [("loose", {"green": [], "dry": []})]),
        ]

    def test_follows_the_alphabet_of_its_readers_where_a_type_is_ordered_by_title(self, tabled: Site) -> None:
        orders = {code: shape(tabled, code)[1][1][0][1]["dry"] for code in ("en", "cy")}
        assert orders == {"en": ["b", "a"], "cy": ["a", "b"]}

    def test_lists_each_entry_once_as_it_is_read(self, tabled: Site) -> None:
        _, declared = next(declared_tables(tabled.model))
        found = [entry.id for entry in parts_table(tabled, tabled.entries["plant:rose"], declared).entries]
        assert found == [
            "rose", "cuts-1/early", "d", "cuts-1/middle", "c", "a", "b", "cuts-1/late", "cuts-1/loose",
        ]  # fmt: skip


class TestOnItsPage:
    def test_is_a_table_with_headers_that_keep_their_roles(self, tabled: Site) -> None:
        text = page(tabled)
        assert '<table class="parts-table" role="table"' in text
        assert ">Rose: cuttings</caption>" in text
        heads = re.findall(r'<th scope="col" role="columnheader">([^<]*)</th>', text)
        assert heads == ["Cutting", "Green", "Dry"]
        groups = re.findall(r'<th scope="rowgroup" role="rowheader" colspan="3">([^<]*)</th>', text)
        assert groups == ["Bed 2", "Bed 1"]
        assert text.count('scope="row" role="rowheader"') == 4
        assert text.count('<td role="cell"') == 8

    def test_leads_to_each_page_and_has_a_place_for_each_entry(self, tabled: Site) -> None:
        text = page(tabled)
        assert '<a href="../leaves/a.html">Zinnia</a>' in text
        for anchor in ("cutting--cuts-1--middle", "leaf--a", "leaf--b", "leaf--c", "leaf--d"):
            assert text.count(f'id="{anchor}"') == 1

    def test_says_the_facts_of_a_card_but_not_the_column_again(self, tabled: Site) -> None:
        text = page(tabled)
        assert "<dt>Pot</dt><dd>&lt;b&gt;clay&lt;/b&gt;</dd>" in text
        assert "<dt>State</dt>" not in text
        assert "&lt;i&gt;Green&lt;/i&gt;" in text

    def test_has_the_name_of_its_column_in_each_cell_for_narrow_windows(self, tabled: Site) -> None:
        assert re.findall(r'parts-column" aria-hidden="true">(\w+)<', page(tabled)) == ["Green", "Green", "Dry"]

    def test_is_not_there_without_rows(self, tabled: Site) -> None:
        assert 'id="cuttings"' not in page(tabled, key="plant:swede")

    def test_is_narrowed_by_what_a_row_or_a_point_in_it_is_linked_with(self, tabled: Site) -> None:
        text = page(tabled)
        assert re.findall(r'<select name="([^"]*)"', text) == ["by-season", "by-soil"]
        assert values(text) == [
            {"owner": ["rose"], "by-season": ["plan-2020/spring"], "by-soil": ["soils-1/clay"]},
            {"owner": ["rose"], "by-season": ["plan-2020/spring"], "by-soil": []},
            {"owner": ["rose"], "by-season": [], "by-soil": []},
            {"owner": ["rose"], "by-season": [], "by-soil": []},
        ]

    def test_stands_in_the_columns_of_all_languages_without_a_form(self, tabled: Site) -> None:
        columns = [str(column.blocks) for column in entry_columns(tabled, "en", "plant:rose")]
        assert ['id="leaf--a"' in text or 'id="leaf--a--cy"' in text for text in columns] == [True, True]
        assert not any("<form" in text or "data-values" in text or "data-linked" in text for text in columns)


class TestWhatTitlesRestOn:
    def test_is_said_once_where_it_is_the_same_for_all(self, tabled: Site) -> None:
        text = page(tabled)
        assert text.count("in our own words, not in those of the published text") == 1
        assert "part-status" not in text

    def test_is_said_of_each_where_it_differs(self, planted: Plant) -> None:
        facts = "order: 3\nplant: plant:rose\nbed: 1\n"
        text = page(read(planted(ROSE | part("cuttings/cuts-1/late", facts, "Late", status="published"))))
        assert text.count("in our words</span>") == 7
        assert text.count("as published</span>") == 1

    def test_is_not_asked_of_what_is_of_no_framework(self, planted: Plant) -> None:
        frames = ("    order: order\n    framework: true\n", "    order: order\n")
        head, _, tail = MODEL.partition("  cutting:\n")
        loose = re.sub(r"  cuts-1:\n(    .*\n)+", "", head) + "  cutting:\n" + tail.replace(*frames)
        assert "in our own words" not in page(read(planted({**ROSE, "model.yml": loose})))


class TestAllTables:
    def test_stand_under_the_titles_of_their_entries_after_one_form(self, planted: Plant) -> None:
        more = part("cuttings/cuts-1/other", "order: 1\nplant: plant:swede\nbed: 1\n", "Other")
        site = read(planted({**ROSE, **more}))
        text = str(table(Reader(site, "en", "index"), "plant"))
        assert re.findall(r'<h3 id="([^"]*)"><a href="([^"]*)">([^<]*)<', text) == [
            ("plant-rose--table", "plants/rose.html", "Rose"),
            ("plant-swede--table", "plants/swede.html", "Swede"),
        ]
        assert text.count("<form") == 1
        assert re.findall(r'<select name="([^"]*)"', text) == ["owner", "by-season", "by-soil"]
        assert [each["owner"] for each in values(text)] == [["rose"]] * 4 + [["swede"]]
        assert text.count("cuttings.csv</a>") == 1

    def test_of_a_type_without_any_say_so(self, tabled: Site) -> None:
        assert table(Reader(tabled, "en", "index"), "soil") == "<p>Nothing has been stated yet.</p>"
