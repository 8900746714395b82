"""How much of the crosswalk is written down: counted from the links, shown on a page, printed by a command."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from make_the_connection.api import load
from make_the_connection.cli import main
from make_the_connection.crosswalk import Coverage, Graph, Link, Side, State
from make_the_connection.diagnostics import Location
from make_the_connection.render import LISTINGS, Reader
from make_the_connection.site import Site

Plant = Callable[[Mapping[str, str | bytes | None]], Path]

GARDEN = Path(__file__).parent / "garden"
MODEL = (GARDEN / "model.yml").read_text(encoding="utf-8")
KEYS = tuple(
    sorted(f"{kind}:{id_}" for kind, ids in {
        "plant": ["rose", "cumin", "swede", "weeds", "loofah"],
        "season": ["plan-2020/spring", "plan-2020/winter"],
        "soil": ["soils-1/clay", "soils-1/sand"],
    }.items() for id_ in ids)
)  # fmt: skip
RULES = """
rules:
  in-spring:
    label: {en: Every soil has two plants., cy: Mae dau blanhigyn i bob pridd.}
    each: soil
    linked_with: plant
    at_least: 2
    severity: notice
  looked-over:
    label: {en: Every link was looked over., cy: Edrychwyd ar bob cysylltiad.}
    each: link
    must: reviewed
    severity: notice
"""


def link(one: str, other: str, *, basis: str = "editorial", on: str | None = None) -> Link:
    return Link(
        subject=one,
        object=other,
        relation="suits",
        why={"en": "Because.", "cy": "Achos."},
        basis=basis,
        strength="central",
        location=Location("facts.yml"),
        reviewed=("gardener", on) if on else None,
    )


links_between = st.lists(
    st.builds(
        lambda pair, basis, on: link(*pair, basis=basis, on=on),
        st.sampled_from(tuple(combinations(KEYS, 2))),
        st.sampled_from(("published", "editorial")),
        st.sampled_from((None, "2023", "2024-03", "2024-03-01")),
    ),
    unique_by=lambda each: (each.subject, each.object),
    max_size=20,
).map(tuple)


def with_links(site: Site, *links: Link) -> Site:
    graph = Graph(tuple(sorted(links, key=lambda each: (each.subject, each.object))), (), site.graph.inverses)
    return replace(site, graph=graph)


def counted(site: Site, *links: Link) -> Coverage:
    return with_links(site, *links).coverage


def shown(site: Site, part: str, language: str = "en") -> str:
    return LISTINGS["coverage"](Reader(site, language, "coverage"), part)


class TestCells:
    @given(links_between)
    def test_are_counted_once_each_by_state(self, garden: Site, links: tuple[Link, ...]) -> None:
        site = with_links(garden, *links)
        (table,) = site.coverage.tables
        assert sum(table.states.values()) == len(site.cells)
        assert len(table.empty) == table.states[State.NONE] + table.states[State.NOT_LOOKED_AT]

    @given(links_between)
    def test_are_empty_where_no_entry_is_linked_with_both_sides(self, garden: Site, links: tuple[Link, ...]) -> None:
        pairs = {frozenset((each.subject, each.object)) for each in links}
        (table,) = counted(garden, *links).tables
        for cell in table.empty:
            assert not [key for key in KEYS if {frozenset((key, end)) for end in (cell.row, cell.column)} <= pairs]


class TestOneSidedEntries:
    def test_are_told_by_side(self, garden: Site) -> None:
        links = (
            link("plant:rose", "season:plan-2020/spring"),
            link("plant:rose", "soil:soils-1/clay"),
            link("plant:cumin", "season:plan-2020/winter"),
            link("soil:soils-1/sand", "plant:swede"),
            link("season:plan-2020/winter", "soil:soils-1/sand"),
        )
        (table,) = counted(garden, *links).tables
        assert (table.rows_only, table.columns_only) == (("plant:cumin",), ("plant:swede",))

    @given(links_between)
    def test_become_none_with_one_link_to_the_other_side(self, garden: Site, links: tuple[Link, ...]) -> None:
        (table,) = counted(garden, *links).tables
        mended = [link(key, "soil:soils-1/sand") for key in table.rows_only]
        mended += [link(key, "season:plan-2020/spring") for key in table.columns_only]
        (table,) = counted(garden, *links, *mended).tables
        assert (table.rows_only, table.columns_only) == ((), ())

    def test_are_not_sought_where_an_edition_has_been_replaced(self, planted: Plant) -> None:
        later = MODEL.replace(
            "  soils-1:\n",
            "  soils-2:\n    title: {en: Soils, cy: Priddoedd}\n    edition: '2'\n    type: soil\n"
            "    note: {en: Dug again., cy: Eto.}\n  soils-1:\n    replaced_by: soils-2\n",
        )
        words = (GARDEN / "docs/soils/soils-1/clay/en.md").read_text(encoding="utf-8")
        site = load(
            planted(
                {
                    "model.yml": later,
                    "docs/soils/soils-2/clay/facts.yml": "order: 1\n",
                    "docs/soils/soils-2/clay/en.md": words,
                }
            )
        ).site
        assert site is not None
        new, old = site.coverage.tables
        assert [(table.columns, table.superseded) for table in (new, old)] == [
            (Side("soil", "soils-2"), False),
            (Side("soil", "soils-1"), True),
        ]
        both = (link("plant:rose", "soil:soils-1/clay"), link("plant:rose", "soil:soils-2/clay"))
        sides = [each.side for each in counted(site, *both).links]
        assert sides == [None, Side("plant", None), Side("soil", "soils-2"), Side("soil", "soils-1")], "as declared"
        assert new.rows_only == ("plant:cumin", "plant:rose")
        assert old.rows_only == old.columns_only == ()
        assert [each.entries for each in site.coverage.without] == [
            ("season:plan-2020/winter",),
            ("soil:soils-2/clay",),
        ]
        assert "soils (2)" in shown(site, "one-sided")
        assert "soils (1)" not in shown(site, "one-sided")
        assert "seasons (2020) × soils (1)" in shown(site, "cells")


class TestEntriesWithoutWhatOthersContribute:
    def test_are_those_whose_pages_have_a_place_for_it(self, garden: Site) -> None:
        found = {(each.type, each.contributed): each.entries for each in garden.coverage.without}
        assert found == {("season", "plant"): ("season:plan-2020/winter",), ("soil", "plant"): ()}

    def test_are_so_whatever_else_they_are_linked_with(self, garden: Site) -> None:
        found = counted(garden, link("season:plan-2020/spring", "soil:soils-1/clay")).without
        assert {each.type: each.entries for each in found} == {
            "season": ("season:plan-2020/spring", "season:plan-2020/winter"),
            "soil": ("soil:soils-1/clay", "soil:soils-1/sand"),
        }


class TestLinks:
    @given(links_between)
    def test_are_counted_for_the_site_and_at_each_end(self, garden: Site, links: tuple[Link, ...]) -> None:
        whole, *sides = counted(garden, *links).links
        assert whole.side is None
        assert whole.links == len(links) == whole.published + whole.editorial == whole.reviewed + whole.unreviewed
        for kind in ("plant", "season", "soil"):
            ends = [{key.partition(":")[0] for key in (each.subject, each.object)} for each in links]
            assert sum(side.links for side in sides if side.side and side.side.type == kind) == sum(
                kind in types for types in ends
            )

    def test_name_the_review_that_is_longest_ago_by_side(self, garden: Site) -> None:
        links = (
            link("plant:rose", "season:plan-2020/spring", on="2024-03-01"),
            link("plant:rose", "soil:soils-1/clay", on="2023"),
            link("plant:cumin", "soil:soils-1/clay"),
        )
        oldest = {each.side: each.oldest for each in counted(garden, *links).links}
        assert oldest[None] == oldest[Side("plant", None)] == oldest[Side("soil", "soils-1")] == links[1]
        assert oldest[Side("season", "plan-2020")] == links[0]
        assert [each.oldest for each in counted(garden, links[2]).links] == [None] * 3


class TestThePage:
    @pytest.fixture
    def ruled(self, planted: Plant) -> Site:
        site = load(planted({"model.yml": MODEL + RULES})).site
        assert site is not None
        return site

    def test_lists_what_keeps_no_rule_with_how_far_it_is(self, ruled: Site) -> None:
        html = shown(ruled, "rules")
        assert "Every soil has two plants." in html
        assert '<a href="soils/soils-1/clay.html">Clay</a> <span class="kind">1 of 2</span>' in html
        assert '<a href="plants/rose.html">Rose</a> · <a href="seasons/plan-2020/spring.html">Spring</a>' in html
        assert '<a href="plants/rose.html">Rose</a> · <a href="soils/soils-1/clay.html">' not in html
        assert "Mae dau blanhigyn i bob pridd." in shown(ruled, "rules", "cy")

    def test_leads_to_every_empty_cell(self, garden: Site) -> None:
        html = shown(garden, "cells")
        (table,) = garden.coverage.tables
        reader = Reader(garden, "en", "coverage")
        assert [cell for cell in table.empty if f'<a href="{reader.cell_url(cell)}">' not in html] == []
        assert "joined by published links: 1" in html

    def test_says_so_where_nothing_is_missing(self, garden: Site) -> None:
        html = shown(garden, "without")
        assert "Seasons without plants" in html
        assert '<p class="gap-label">Soils without plants</p><p class="gap-status">None.</p>' in html

    def test_counts_links_in_a_table(self, garden: Site) -> None:
        html = shown(garden, "links")
        assert '<th scope="row">seasons (2020)</th>' in html
        assert "May 2024" in html
        assert "Nobody has reviewed a link yet." in shown(with_links(garden), "links")

    def test_cuts_long_lists_and_counts_the_others(self, ruled: Site) -> None:
        broken = replace(ruled.broken[0], rule="looked-over")
        many = replace(ruled, broken=tuple(replace(broken, other=f"plant:{number}") for number in range(60)))
        html = shown(many, "rules")
        assert html.count("<li><a") == 48
        assert "Not shown here: 12 more." in html

    def test_shows_words_of_the_model_as_words(self, planted: Plant) -> None:
        site = load(planted({"model.yml": MODEL + RULES.replace("two plants.", "<b>two</b> plants.")})).site
        assert site is not None
        assert "&lt;b&gt;two&lt;/b&gt;" in shown(site, "rules")

    def test_has_no_other_part(self, garden: Site) -> None:
        with pytest.raises(KeyError):
            shown(garden, "marks")


class TestTheCommand:
    def run(self, capsys: pytest.CaptureFixture[str], config: Path, *options: str) -> str:
        assert main(["coverage", "-f", str(config), *options]) == 0
        said = capsys.readouterr()
        assert said.err == ""
        return said.out

    def test_prints_all_in_each_language(self, planted: Plant, capsys: pytest.CaptureFixture[str]) -> None:
        out = self.run(capsys, planted({"model.yml": MODEL + RULES}))
        assert "Every soil has two plants.\n    Places where it is not kept: 2.\n    - soil:soils-1/clay 1 of 2" in out
        assert "- plant:rose · season:plan-2020/spring\n" in out
        assert "seasons (2020) × soils (1)\n  joined by published links: 1" in out
        assert "Seasons without plants\n    1 in all.\n    - season:plan-2020/winter" in out
        assert "Mae dau blanhigyn i bob pridd." in out

    def test_prints_one_language_where_one_is_asked_for(
        self, planted: Plant, capsys: pytest.CaptureFixture[str]
    ) -> None:
        out = self.run(capsys, planted({}), "--language", "cy")
        assert "Cyfrifir pob un yn ei ddau ben." in out
        assert "Each is counted" not in out

    def test_prints_values_for_other_programs(self, planted: Plant, capsys: pytest.CaptureFixture[str]) -> None:
        values = json.loads(self.run(capsys, planted({"model.yml": MODEL + RULES}), "--format", "json"))
        (table,) = values["tables"]
        assert table["states"] == {"published": 1, "editorial": 1, "none": 1, "not-looked-at": 1}
        assert table["empty"][0] == {
            "row": "season:plan-2020/winter",
            "column": "soil:soils-1/clay",
            "state": "none",
        }
        assert values["links"][0] == {
            "of": None,
            "links": 4,
            "published": 2,
            "editorial": 2,
            "central": 2,
            "unreviewed": 3,
            "oldest_review": {
                "from": "plant:rose",
                "to": "soil:soils-1/clay",
                "path": "plants/rose/facts.yml",
                "line": 11,
                "on": "2024-05",
            },
        }
        assert [each["from"] for each in values["unreviewed"]] == ["plant:cumin", "plant:cumin", "plant:rose"]
        rules = {each["rule"]: each for each in values["rules"]}
        assert rules["in-spring"]["severity"] == "notice"
        assert [(each["entry"], each["has"], each["asked"]) for each in rules["in-spring"]["broken"]] == [
            ("soil:soils-1/clay", 1, 2),
            ("soil:soils-1/sand", 1, 2),
        ]
        assert len(rules["looked-over"]["broken"]) == 3

    def test_counts_nothing_where_something_could_not_be_read(
        self, planted: Plant, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["coverage", "-f", str(planted({"plants/rose/facts.yml": "height: tall\n"}))]) == 1
        said = capsys.readouterr()
        assert said.out == ""
        assert "plants/rose/facts.yml:1:9: error[wrong-kind]" in said.err

    def test_knows_only_the_languages_of_the_site(self, planted: Plant, capsys: pytest.CaptureFixture[str]) -> None:
        with pytest.raises(SystemExit) as ended:
            main(["coverage", "-f", str(planted({})), "--language", "ga"])
        assert ended.value.code == 2
        assert "there are en, cy" in capsys.readouterr().err
