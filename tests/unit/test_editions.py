"""Editions of a framework side by side: what became of each entry, the links that are still open, and old addresses.

`pytest tests/golden tests/unit/test_editions.py --update-goldens` writes what is said of the garden's later edition
into `editions/`. Read it.
"""

import json
import re
from collections.abc import Callable, Mapping
from itertools import combinations
from pathlib import Path

import pytest
from building import copied
from hypothesis import given
from hypothesis import strategies as st

from make_the_connection.api import load
from make_the_connection.cli import main
from make_the_connection.crosswalk import Change, EntryChange, Graph, Link, Succession, Unrelated, succession
from make_the_connection.diagnostics import Location
from make_the_connection.render import LISTINGS, Reader, entry_page, moved_pages
from make_the_connection.site import Site

GARDEN = Path(__file__).parent / "garden"
GOLDEN = Path(__file__).parent / "editions"

Plant = Callable[[Mapping[str, str | bytes | None]], Path]

OLD = ("season:1/a", "season:1/b", "season:1/c", "season:1/d")
NEW = ("season:2/a", "season:2/b", "season:2/c", "season:2/d")
OTHERS = ("plant:a", "plant:b")
PAIRS = tuple(combinations((*OLD, *NEW, *OTHERS), 2))


def link(one: str, other: str) -> Link:
    return Link(one, other, "suits", {"en": "Because."}, "editorial", "central", Location("facts.yml"))


def unrelated(one: str, other: str) -> Unrelated:
    return Unrelated(frozenset((one, other)), {"en": "No."}, "gardener", "2024")


def graph(*links: tuple[str, str], ruled_out: tuple[tuple[str, str], ...] = ()) -> Graph:
    return Graph(
        tuple(link(*pair) for pair in links),
        tuple(unrelated(*pair) for pair in ruled_out),
        {"suits": "suits"},
    )


def titled(**titles: str) -> dict[str, tuple[str, ...]]:
    """An edition: its entries in order, each with its title in one language. `old_a` is the key `season:old/a`."""
    return {f"season:{name.replace('_', '/')}": (title,) for name, title in titles.items()}


def became(found: Succession) -> dict[str, Change]:
    return {change.old: change.change for change in found.changes if change.old}


class Between:
    """Two made-up editions, and everything that is between them."""

    def __init__(self, draw: st.DrawFn) -> None:
        titles = st.sampled_from(["Spring", "Winter", "Sowing"])
        self.old = {key: (draw(titles),) for key in draw(st.lists(st.sampled_from(OLD), unique=True))}
        self.new = {key: (draw(titles),) for key in draw(st.lists(st.sampled_from(NEW), unique=True))}
        follows = st.lists(st.sampled_from(sorted(self.new)), unique=True, max_size=2) if self.new else st.just([])
        self.successors = {key: tuple(draw(follows)) for key in self.old}
        pairs = draw(st.lists(st.sampled_from(PAIRS), unique=True, max_size=25))
        cut = draw(st.integers(0, len(pairs)))
        self.graph = graph(*pairs[:cut], ruled_out=tuple(pairs[cut:]))
        self.found = succession(self.graph, self.old, self.new, self.successors)

    def linked(self, one: str, other: str) -> bool:
        return any({each.subject, each.object} == {one, other} for each in self.graph.links)

    def ruled_out(self, one: str, other: str) -> bool:
        return any(each.pair == {one, other} for each in self.graph.unrelated)


@st.composite
def between(draw: st.DrawFn) -> Between:
    return Between(draw)


class TestWhatBecameOfAnEntry:
    @given(between())
    def test_is_one_thing_for_each_old_entry_and_for_each_new_one_that_follows_none(self, two: Between) -> None:
        followed = {key for keys in two.successors.values() for key in keys}
        assert [change.old for change in two.found.changes if change.old] == list(two.old)
        assert [change for change in two.found.changes if change.old is None] == [
            EntryChange(Change.NEW, None, (key,)) for key in two.new if key not in followed
        ]

    @given(between())
    def test_names_its_successors_in_their_order(self, two: Between) -> None:
        for change in two.found.changes:
            if change.old:
                assert change.new == tuple(key for key in two.new if key in two.successors[change.old])

    @given(between())
    def test_follows_from_how_many_follow_how_many(self, two: Between) -> None:
        for change in two.found.changes:
            alone = [key for key in two.old if change.new and change.new[0] in two.successors[key]] == [change.old]
            same = alone and two.old[change.old] == two.new[change.new[0]]
            assert (change.change is Change.DROPPED) == (change.old is not None and not change.new)
            assert (change.change is Change.SPLIT) == (len(change.new) > 1)
            assert (change.change is Change.MERGED) == (change.old is not None and len(change.new) == 1 and not alone)
            assert (change.change is Change.REPLACED) == (len(change.new) == 1 and alone and not same)
            assert (change.change in {Change.KEPT, Change.MOVED}) == (len(change.new) == 1 and same)

    @given(between())
    def test_calls_as_few_entries_moved_as_can_be(self, two: Between) -> None:
        places = list(two.new)
        stay = [change for change in two.found.changes if change.change in {Change.KEPT, Change.MOVED}]
        kept = [places.index(change.new[0]) for change in stay if change.change is Change.KEPT]
        every = [places.index(change.new[0]) for change in stay]
        assert kept == sorted(kept)
        assert not any(list(more) == sorted(more) for more in combinations(every, len(kept) + 1))

    def test_is_that_the_first_stays_where_two_change_places(self) -> None:
        old, new = titled(old_a="Spring", old_b="Winter"), titled(new_b="Winter", new_a="Spring")
        follow = {"season:old/a": ("season:new/a",), "season:old/b": ("season:new/b",)}
        assert became(succession(graph(), old, new, follow)) == {
            "season:old/a": Change.KEPT,
            "season:old/b": Change.MOVED,
        }

    @pytest.mark.parametrize(("order", "moved"), [("bca", "a"), ("acdbe", "b"), ("badc", "bd"), ("abc", "")])
    def test_is_that_as_many_stay_as_can_be(self, order: str, moved: str) -> None:
        old = titled(**{f"old_{each}": each for each in sorted(order)})
        new = titled(**{f"new_{each}": each for each in order})
        follow = {f"season:old/{each}": (f"season:new/{each}",) for each in order}
        assert became(succession(graph(), old, new, follow)) == {
            f"season:old/{each}": Change.MOVED if each in moved else Change.KEPT for each in order
        }

    def test_may_lead_through_editions_between(self) -> None:
        old, new = titled(old_a="Spring"), titled(new_a="Spring", new_b="Sowing")
        follow = {"season:old/a": ("season:mid/a",), "season:mid/a": ("season:new/a", "season:new/b")}
        (change,) = succession(graph(), old, new, follow).changes
        assert change == EntryChange(Change.SPLIT, "season:old/a", ("season:new/a", "season:new/b"))

    def test_asks_for_the_same_title_in_every_language(self) -> None:
        follow = {"season:old/a": ("season:new/a",)}
        old, new = {"season:old/a": ("Spring", "Gwanwyn")}, {"season:new/a": ("Spring", "Y gwanwyn")}
        assert became(succession(graph(), old, new, follow)) == {"season:old/a": Change.REPLACED}


class TestALinkThatNeedsAnotherLook:
    @given(between())
    def test_is_one_of_an_old_entry_that_no_successor_has_and_that_nobody_has_ruled_out(self, two: Between) -> None:
        expected = set()
        for key in two.old:
            for other in {*two.old, *two.new, *OTHERS, *OLD, *NEW} - {key}:
                ends = (other, *two.successors.get(other, ()))
                following = two.successors[key]
                linked = any(two.linked(follower, end) for follower in following for end in ends)
                out = following and all(any(two.ruled_out(each, end) for end in ends) for each in following)
                if two.linked(key, other) and not linked and not out:
                    expected.add((key, other))
        found = [(each.connection.here, each.connection.other) for each in two.found.open_links]
        assert set(found) == expected
        assert len(found) == len(expected)

    @given(between())
    def test_has_the_successors_as_candidates(self, two: Between) -> None:
        followers = {change.old: change.new for change in two.found.changes}
        for each in two.found.open_links:
            assert each.candidates == followers[each.connection.here]

    def test_is_every_link_of_an_entry_that_was_dropped(self) -> None:
        found = succession(graph(("plant:a", "season:old/a")), titled(old_a="Spring"), {}, {})
        assert [(each.connection.other, each.candidates) for each in found.open_links] == [("plant:a", ())]

    def test_is_none_where_both_ends_went_over_together(self) -> None:
        old, new = titled(old_a="Spring", old_b="Winter"), titled(new_a="Spring", new_b="Winter")
        follow = {"season:old/a": ("season:new/a",), "season:old/b": ("season:new/b",)}
        links = graph(("season:old/a", "season:old/b"), ("season:new/b", "season:new/a"))
        assert succession(links, old, new, follow).open_links == ()


def season(id_: str, order: int, title: str, *more: str) -> dict[str, str]:
    """The files of an entry; its Welsh title says no more than that it is the Welsh one."""
    folder = f"docs/seasons/{id_}"
    words = "---\ntitle: {}\nsummary: A season.\n---\n\n## About {{#about}}\n\nThings happen.\n"
    return {
        f"{folder}/facts.yml": "\n".join([f"order: {order}", *more]) + "\n",
        f"{folder}/en.md": words.format(title),
        f"{folder}/cy.md": words.format(f"{title} (cy)"),
    }


def replaces(*ids: str) -> str:
    return f"replaces: [{', '.join(f'season:plan-2020/{id_}' for id_ in ids)}]"


def ties(*tos: str) -> str:
    head = "relation: suits, why: {en: It does., cy: Mae.}, basis: editorial, by: gardener, on: 2024"
    return "".join(f"  - {{to: '{to}', {head}, strength: central, review: not-yet}}\n" for to in tos)


def ruled_out(*tos: str) -> str:
    return "".join(f"  - {{to: '{to}', why: {{en: It does not., cy: Nid.}}, by: gardener, on: 2024}}\n" for to in tos)


MODEL = (GARDEN / "model.yml").read_text(encoding="utf-8")
ROSE = (GARDEN / "plants" / "rose" / "facts.yml").read_text(encoding="utf-8")
LATER = """replaced_by: plan-2021
  plan-2021:
    title: {en: The planting plan, cy: Y cynllun plannu}
    edition: '2021'
    type: season
    note: {en: Made up., cy: Dychmygol.}
  soils-1:"""

FILES: dict[str, str] = {
    "model.yml": MODEL.replace("  soils-1:", f"  {LATER}", 1).replace("  replaced_by", "    replaced_by", 1),
    **season("plan-2020/sowing", 3, "Sowing"),
    **season("plan-2020/planting", 4, "Planting"),
    **season("plan-2020/frost", 5, "Frost"),
    **season("plan-2020/rest", 6, "Rest"),
    **season("plan-2020/care", 7, "Care"),
    **season("plan-2020/waiting", 8, "Waiting"),
    **season("plan-2021/rest", 1, "Rest", replaces("rest")),
    **season("plan-2021/spring", 2, "Spring", replaces("spring")),
    **season("plan-2021/winter", 3, "Winter", replaces("winter")),
    **season("plan-2021/beds", 4, "Beds", replaces("sowing", "planting")),
    **season("plan-2021/ice", 5, "Ice", replaces("frost"), "formerly: [plan-2021/cold]"),
    **season("plan-2021/pruning", 6, "Pruning", replaces("care")),
    **season("plan-2021/watering", 7, "Watering", replaces("care")),
    **season("plan-2021/bees", 8, "<Bees> *and* “friends”"),
    "plants/rose/facts.yml": ROSE.replace("links:\n", f"links:\n{ties('season:plan-2021/spring')}", 1),
    "plants/swede/facts.yml": "formerly: [turnip]\nlinks:\n"
    + ties("season:plan-2020/care", "season:plan-2021/ice", "soil:soils-1/sand")
    + f"unrelated:\n{ruled_out('season:plan-2021/pruning')}",
    "plants/loofah/facts.yml": f"links:\n{ties('season:plan-2020/waiting')}",
    "plants/weeds/facts.yml": f"links:\n{ties('season:plan-2020/frost')}"
    f"unrelated:\n{ruled_out('season:plan-2021/ice')}",
    "docs/seasons/plan-2020/spring/cy.md": season("", 1, "Spring")["docs/seasons//cy.md"],
    "docs/seasons/plan-2020/winter/cy.md": season("", 1, "Winter")["docs/seasons//cy.md"],
}


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The garden with the later edition; no test here writes into it."""
    root = copied(GARDEN, tmp_path_factory.mktemp("later") / "garden")
    for name, text in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8", newline="\n")
    return root / "mkdocs.yml"


@pytest.fixture(scope="module")
def site(config: Path) -> Site:
    loaded = load(config)
    assert loaded.site is not None
    assert loaded.errors == ()
    return loaded.site


class TestTheGardensLaterEdition:
    def test_shows_every_change_that_there_is(self, site: Site) -> None:
        found = site.succession("plan-2020", "plan-2021")
        assert {change.change for change in found.changes} == set(Change)
        assert {key.rpartition("/")[2]: change for key, change in became(found).items()} == {
            "spring": Change.KEPT,
            "winter": Change.KEPT,
            "sowing": Change.MERGED,
            "planting": Change.MERGED,
            "frost": Change.REPLACED,
            "rest": Change.MOVED,
            "care": Change.SPLIT,
            "waiting": Change.DROPPED,
        }

    def test_leaves_those_links_open_that_nobody_has_decided_on(self, site: Site) -> None:
        found = site.succession("plan-2020", "plan-2021").open_links
        assert [(each.connection.here, each.connection.other) for each in found] == [
            ("season:plan-2020/spring", "plant:cumin"),
            ("season:plan-2020/care", "plant:swede"),
            ("season:plan-2020/waiting", "plant:loofah"),
        ]

    @pytest.mark.parametrize("language", ["en", "cy"])
    @pytest.mark.parametrize(("form", "ending"), [("text", "txt"), ("markdown", "md"), ("json", "json")])
    def test_is_told_word_for_word(
        self,
        config: Path,
        capsys: pytest.CaptureFixture[str],
        pytestconfig: pytest.Config,
        language: str,
        form: str,
        ending: str,
    ) -> None:
        options = ("--format", form, "--language", language)
        assert main(["diff", "-f", str(config), "--editions", "plan-2020", "plan-2021", *options]) == 0
        said = capsys.readouterr().out
        path = GOLDEN / (f"garden.{ending}" if form == "json" else f"garden.{language}.{ending}")
        if pytestconfig.getoption("--update-goldens", default=False):
            path.write_text(said, encoding="utf-8", newline="\n")
        assert said == path.read_text(encoding="utf-8")

    def test_is_told_in_every_language_unless_one_is_asked_for(
        self, config: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        main(["diff", "-f", str(config), "--editions", "plan-2020", "plan-2021"])
        assert capsys.readouterr().out == "\n".join(
            (GOLDEN / f"garden.{language}.txt").read_text(encoding="utf-8") for language in ("en", "cy")
        )

    def test_is_data_that_names_what_exists(self, site: Site) -> None:
        data = json.loads((GOLDEN / "garden.json").read_text(encoding="utf-8"))
        named = [key for change in data["changes"] for key in (change["old"], *change["new"]) if key]
        named += [key for each in data["links"] for key in (each["old"], each["other"], *each["candidates"])]
        assert set(named) == set(data["titles"])
        assert set(named) <= set(site.entries)


class TestTheCommand:
    @pytest.mark.parametrize(
        ("old", "new", "words"),
        [
            ("plan-1999", "plan-2021", "There is no edition “plan-1999”."),
            ("plan-2020", "plan-2033", "There is no edition “plan-2033”."),
            ("plan-2021", "plan-2020", "“plan-2020” is not declared"),
            ("plan-2020", "plan-2020", "“plan-2020” is not declared"),
            ("plan-2020", "soils-1", "“soils-1” is not declared"),
        ],
    )
    def test_says_in_one_sentence_what_cannot_be_compared(
        self, config: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, words: str
    ) -> None:
        assert main(["diff", "-f", str(config), "--language", "en", "--editions", old, new]) == 2
        said = capsys.readouterr()
        assert said.out == ""
        assert said.err.startswith(words)
        assert said.err.count("\n") == 1

    def test_reports_the_errors_of_a_site_that_has_some(
        self, planted: Plant, capsys: pytest.CaptureFixture[str]
    ) -> None:
        config = planted({**FILES, "plants/swede/facts.yml": "formerly: [rose]\n"})
        assert main(["diff", "-f", str(config), "--editions", "plan-2020", "plan-2021"]) == 1
        said = capsys.readouterr()
        assert said.out == ""
        assert "error[former-id-taken]" in said.err


class TestTheSite:
    def test_leaves_out_what_cannot_be_a_successor(self, planted: Plant) -> None:
        """While serving, pages are made of a site with mistakes."""
        ice = season("plan-2021/ice", 5, "Ice", "replaces: [season:plan-2021/ice, season:plan-2020/no, plant:rose]")
        site = load(planted({**FILES, **ice})).site
        assert site is not None
        assert site.predecessors("season:plan-2021/ice") == ()
        assert set(site.successors) <= {key for key in site.entries if key.startswith("season:plan-2020/")}

    def test_puts_the_table_in_force_first(self, site: Site) -> None:
        assert {row.partition("/")[0] for row in site.table.rows} == {"season:plan-2021"}
        assert [table.rows[0].partition("/")[0] for table in site.tables] == ["season:plan-2021", "season:plan-2020"]


def words_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", "", html).split())


class TestPages:
    def page(self, site: Site, key: str, language: str = "en") -> str:
        return words_of(entry_page(site, language, key).html)

    def test_of_a_superseded_edition_say_what_took_its_place(self, site: Site) -> None:
        html = entry_page(site, "en", "season:plan-2020/care").html
        assert "A later edition has taken the place of this one: The planting plan (2021)." in html
        assert '<a href="../plan-2021/pruning.html">Pruning</a>, <a href="../plan-2021/watering.html">' in html
        welsh = self.page(site, "season:plan-2020/care", "cy")
        assert "Mae argraffiad diweddarach wedi cymryd lle’r un hwn: Y cynllun plannu (2021)." in welsh

    def test_say_where_nothing_did(self, site: Site) -> None:
        assert "Nothing in it takes the place of what is on this page." in self.page(site, "season:plan-2020/waiting")

    def test_of_a_successor_say_what_it_replaces(self, site: Site) -> None:
        words = self.page(site, "season:plan-2021/beds")
        assert "Takes the place of: Sowing (edition 2020), Planting (edition 2020)." in words
        assert "A later edition" not in words

    def test_say_nothing_of_editions_where_there_is_one(self, site: Site, garden: Site) -> None:
        assert "edition" not in self.page(site, "soil:soils-1/clay").replace("edition 20", "")
        assert "edition" not in self.page(garden, "season:plan-2020/spring")
        assert "Takes the place of" not in self.page(site, "season:plan-2021/bees")

    def test_name_the_edition_of_what_is_linked(self, site: Site) -> None:
        words = self.page(site, "plant:rose")
        assert "Spring (edition 2020)" in words
        assert "Spring (edition 2021)" in words


class TestLists:
    def reader(self, site: Site) -> Reader:
        return Reader(site, "en", "seasons")

    def test_put_superseded_editions_under_a_heading_of_their_own(self, site: Site) -> None:
        html = LISTINGS["cards"](self.reader(site), "season")
        headings = re.findall(r"<(h\d)[^>]*>(.*?)</h\d>", html)
        editions = [text for tag, text in headings if tag == "h3"]
        assert editions == ["The planting plan (2021)", "The planting plan (2020)"]
        assert headings.index(("h3", editions[0])) == 0
        assert {tag for tag, text in headings if text not in editions} == {"h4"}

    def test_have_no_such_heading_where_there_is_one_edition(self, site: Site) -> None:
        html = LISTINGS["cards"](self.reader(site), "soil")
        assert {tag for tag, _ in re.findall(r"<(h\d)[^>]*>(.*?)</h\d>", html)} == {"h3"}

    def test_count_the_entries_in_force(self, site: Site) -> None:
        assert LISTINGS["count"](self.reader(site), "season") == "8 seasons"

    def test_tell_entries_of_the_same_title_apart(self, site: Site) -> None:
        words = words_of(LISTINGS["a_to_z"](self.reader(site)))
        assert "Spring Season (edition 2020)" in words
        assert "Spring Season (edition 2021)" in words

    def test_have_a_table_for_each_pair_of_editions_with_an_id_of_its_own(self, site: Site) -> None:
        html = LISTINGS["crosswalk"](self.reader(site))
        ids, headings = zip(*re.findall(r'<h3 id="([^"]+)">(.*?)</h3>', html), strict=True)
        assert list(headings) == ["The planting plan (2021) × Soils (1)", "The planting plan (2020) × Soils (1)"]
        captions = re.findall(r'<caption id="([^"]+)"', html)
        assert len(set(captions)) == len(captions) == 2
        assert re.findall(r'role="region" aria-labelledby="([^"]+)"', html) == list(ids)

    def test_have_one_table_without_a_heading_where_there_is_one_pair(self, garden: Site) -> None:
        html = LISTINGS["crosswalk"](Reader(garden, "en", "crosswalk"))
        assert "<h3" not in html
        assert html.count("<caption") == 1


class TestOldAddresses:
    def test_of_an_entry_lead_to_where_it_is_now(self, site: Site) -> None:
        for code, words in (("en", "This page has moved"), ("cy", "Mae’r dudalen hon wedi symud")):
            page = moved_pages(site, code)["plants/turnip"]
            assert '<meta http-equiv="refresh" content="0; url=swede.html">' in page
            assert '<meta name="robots" content="noindex">' in page
            assert 'rel="canonical"' not in page
            assert '<a href="swede.html">' in page
            assert words in page

    def test_lead_to_the_public_address_where_the_site_has_one(self, planted: Plant) -> None:
        plugins = (GARDEN / "mkdocs.yml").read_text(encoding="utf-8")
        site = load(planted({**FILES, "mkdocs.yml": f"site_url: https://garden.example/g/\n{plugins}"})).site
        assert site is not None
        page = moved_pages(site, "en")["plants/turnip"]
        assert '<link rel="canonical" href="https://garden.example/g/en/plants/swede.html">' in page
        assert "noindex" not in page

    def test_of_a_row_s_cells_and_connections_lead_on_too(self, site: Site) -> None:
        pages = moved_pages(site, "en")
        assert sorted(pages) == [
            "connected/season-plan-2021-cold",
            "crosswalk/plan-2021-cold--soils-1-clay",
            "crosswalk/plan-2021-cold--soils-1-sand",
            "plants/turnip",
            "seasons/plan-2021/cold",
            "side-by-side/crosswalk/plan-2021-cold--soils-1-clay",
            "side-by-side/crosswalk/plan-2021-cold--soils-1-sand",
            "side-by-side/plants/turnip",
            "side-by-side/seasons/plan-2021/cold",
        ]
        cell = pages["crosswalk/plan-2021-cold--soils-1-clay"]
        assert '<a href="plan-2021-ice--soils-1-clay.html">Ice × Clay</a>' in cell

    def test_of_a_link_stay_on_its_page(self, site: Site) -> None:
        html = entry_page(site, "en", "plant:swede").html
        ids = re.findall(r' id="(link-season--plan-2021--[^"]+)"', html)
        assert ids == ["link-season--plan-2021--ice", "link-season--plan-2021--cold"]

    def test_never_stand_in_place_of_a_page_that_is_there(self, planted: Plant) -> None:
        cold = season("plan-2021/cold", 9, "Cold")
        site = load(planted({**FILES, **cold})).site
        assert site is not None
        assert sorted(moved_pages(site, "en")) == [
            "connected/season-plan-2021-cold",
            "plants/turnip",
            "side-by-side/plants/turnip",
        ]
