"""The finder of a type: what its entries are found by, and the plain pages that find them without a script."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from building import copied

from make_the_connection.api import load
from make_the_connection.content.macros import calls_in, wrong_calls
from make_the_connection.render import LISTINGS, Reader, finder_page, finder_pages, finder_scripts
from make_the_connection.render.pager import PER, Paged
from make_the_connection.site import Site

GARDEN = Path(__file__).parent / "garden"
ORCHARD = Path(__file__).parents[1] / "sites" / "orchard"

FIELDS = """
      light:
        kind: choice
        not_stated: true
        label: {en: Light, cy: Golau}
        choices: {shade: {en: shade, cy: cysgod}, sun: {en: sun, cy: haul}}
      where: {kind: name, not_stated: true, label: {en: Place, cy: Lle}}
      helps:
        kind: choice
        many: true
        not_stated: true
        label: {en: Good for, cy: Da i}
        choices: {bees: {en: bees, cy: gwenyn}, birds: {en: birds, cy: adar}}
      found:
        kind: record
        label: {en: Found, cy: Canfod}
        fields:
          on: {kind: date, not_stated: true, label: {en: Found on, cy: Dyddiad}}
          by: {kind: name, label: {en: By, cy: Gan}}
    card: [light, height, found.on, helps]
    finder:
      facets:
        light: {field: light}
        height: {field: height, bands: [50, 200]}
        where: {field: where}
        year: {field: found.on, label: {en: year, cy: blwyddyn}}
        helps: {field: helps}
        soil: {linked: soil}
      like: [light, where]
      like_label: {en: A plant like mine, cy: Planhigyn fel f’un i}
"""
FIELD = "      height: {kind: number, label: {en: Height in cm, cy: Uchder mewn cm}}\n"
GUIDE = '---\ntitle: Plants\nsummary: All.\n---\n\n## All {#all}\n\n{{ finder("plant") }}\n'
WORDS = "---\ntitle: '{}'\nsummary: {}\n---\n\n## Growing {{#growing}}\n\nWell.\n"
HOSTILE = "</script><img src=x onerror=alert(1)>"
BED = "{to: soil:soils-1/clay, relation: suits, why: {en: a, cy: b}, basis: editorial, by: gardener, on: 2024, "
BED += "strength: central, review: not-yet}"

MOOR = "{en: The moor, cy: Y rhos}"
FOUND = {
    "ash": f"light: sun\nheight: 49\nwhere: {MOOR}\nfound: {{on: 2021-05, by: Ann}}\nhelps: [bees, birds]",
    "beech": "light: sun\nheight: 50\nwhere: Llŷn\nfound: {on: 2019, by: Ann}\nhelps: [birds]",
    "cedar": f"light: shade\nheight: 200\nwhere: {MOOR}\nfound: {{by: Ann}}\nlinks: [{BED}]",
    "dock": "height: 199\nwhere: 'CON?!'\nfound: {on: 2021-12-31, by: Ann}",
    "elm": "where: '—'",
}
TITLES = {"ash": "Llwyn", "beech": "Lwfa", "cedar": "Ddu", "dock": "Dwbl", "elm": HOSTILE}


def grown(root: Path, entries: Mapping[str, str], titles: Mapping[str, str]) -> Site:
    """The garden with these plants alone, their facts and Welsh titles by id, and a page to find them on."""
    copied(GARDEN, root, "plants")
    model = (root / "model.yml").read_text(encoding="utf-8")
    (root / "model.yml").write_text(model.replace(FIELD, FIELD + FIELDS.lstrip("\n"), 1), encoding="utf-8")
    files = {f"docs/plants/{code}.md": GUIDE for code in ("en", "cy")}
    files |= {f"docs/home/{code}.md": "---\ntitle: Home\nsummary: Home.\n---\n\nHome.\n" for code in ("en", "cy")}
    for id_, facts in entries.items():
        files[f"plants/{id_}/facts.yml"] = facts + "\n"
        files[f"plants/{id_}/en.md"] = WORDS.format(id_.capitalize(), "It grows.")
        files[f"plants/{id_}/cy.md"] = WORDS.format(titles.get(id_, id_), "Mae’n tyfu.")
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    loaded = load(root / "mkdocs.yml")
    assert [str(each) for each in loaded.errors] == []
    assert loaded.site is not None
    return loaded.site


@pytest.fixture(scope="module")
def plants(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return grown(tmp_path_factory.mktemp("found") / "garden", FOUND, TITLES)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], Site]:
    """The garden with so many plants, at most 97: all in the sun."""
    root = tmp_path_factory.mktemp("many") / "garden"
    site = grown(root, {f"plant-{n:02}": "light: sun\nwhere: Here" for n in range(97)}, {})
    first = [key for key in site.entries if key.startswith("plant:")]
    others = {key: entry for key, entry in site.entries.items() if key not in first}
    return lambda number: replace(site, entries={key: site.entries[key] for key in first[:number]} | others)


def cards(html: str) -> list[str]:
    """The ids of the entries on the cards of a page, in their order."""
    return re.findall(r'class="card-title"><a href="[./]*(?:en/)?plants/([\w-]+)\.html"', html)


def links(html: str) -> list[str]:
    return re.findall(r'<a[^>]* href="([^"]+)"', html)


def loaded_by(site: Site, code: str) -> dict[str, Any]:
    """What each script gives to the page that loads it."""
    data, editions = {}, {}
    for path, text in finder_scripts(site, code):
        name = path.removeprefix("finder/").removesuffix(".js")
        given = re.fullmatch(
            r'\(window\.mtcFinder=window\.mtcFinder\|\|\{\}\)\["([\w-]+)(?:\?(\w+))?"\]=(.*);\n', text, re.DOTALL
        )
        assert given
        assert given[1] == name
        data[name], editions[name] = json.loads(given[3]), given[2]
    # All of them but the first carry the edition that it names.
    assert all(
        editions[name] == (None if "edition" in part else data[name.split("-")[0]]["edition"])
        for name, part in data.items()
    )
    return data


def valued(site: Site, code: str, facet: str) -> list[tuple[str, str, list[int]]]:
    """The values of a facet as the script has them: name, label, and the entries by their number."""
    (found,) = (each for each in loaded_by(site, code)["plant"]["facets"] if each["name"] == facet)
    numbered = list(enumerate(found["of"]))
    return [
        (value, label, [entry for entry, values in numbered if number in values])
        for number, (value, label, *_) in enumerate(found["values"])
    ]


class TestTheList:
    @pytest.mark.parametrize(
        ("number", "first", "further"),
        [(1, 1, []), (PER, PER, []), (PER + 1, PER, [1]), (2 * PER, PER, [PER]), (2 * PER + 1, PER, [PER, 1])],
    )
    @pytest.mark.slow
    def test_goes_on_after_forty_eight(
        self, many: Callable[[int], Site], number: int, first: int, further: list[int]
    ) -> None:
        site = many(number)
        html = LISTINGS["finder"](Reader(site, "en", "plants"), "plant")
        pages = finder_pages(site, "en")
        rest = [pages[address] for address in pages if "/all--" in address]
        assert len(cards(html)) == first
        assert [(page.address, len(cards(finder_page(page).html))) for page in rest] == [
            (f"finder/plant/all--{n}", count) for n, count in enumerate(further, start=2)
        ]
        assert sorted(cards(html) + [id_ for page in rest for id_ in cards(finder_page(page).html)]) == sorted(
            entry.id for entry in site.of_type("plant")
        )

    @pytest.mark.slow
    def test_and_each_of_its_pages_lead_to_one_another(self, many: Callable[[int], Site]) -> None:
        site = many(97)
        assert [href for href in links(LISTINGS["finder"](Reader(site, "en", "plants"), "plant")) if "all" in href] == [
            *("finder/plant/all--2.html", "finder/plant/all--3.html", "finder/plant/all--2.html")
        ]
        second = finder_page(finder_pages(site, "en")["finder/plant/all--2"])
        assert second.title == "Plants · Page 2 of 3"
        assert re.findall(r'<a href="([^"]+)"[^>]* aria-current="page">2</a>', second.html) == ["all--2.html"]
        assert 'rel="prev" href="../../plants.html"' in second.html
        assert 'rel="next" href="all--3.html"' in second.html
        value = finder_page(finder_pages(site, "en")["finder/plant/light--sun--3"])
        assert 'rel="prev" href="light--sun--2.html"' in value.html
        assert 'rel="next"' not in value.html
        assert len(cards(value.html)) == 1

    @pytest.mark.parametrize(
        ("code", "titles"),
        [("en", ["ash", "beech", "cedar", "dock", "elm"]), ("cy", ["dock", "cedar", "beech", "ash", "elm"])],
    )
    def test_is_in_the_order_of_the_alphabet(self, plants: Site, code: str, titles: list[str]) -> None:
        assert cards(LISTINGS["finder"](Reader(plants, code, "plants"), "plant")) == titles

    def test_names_the_first_the_last_and_the_nearest_of_many_pages(self) -> None:
        def shown(number: int, of: int) -> list[int | None]:
            return list(Paged(number, of, str).shown)

        assert shown(1, 3) == [1, 2, 3]
        assert shown(1, 40) == [1, 2, None, 40]
        assert shown(20, 40) == [1, None, 19, 20, 21, None, 40]
        assert shown(4, 40) == [1, 2, 3, 4, 5, None, 40]
        assert shown(37, 40) == [1, None, 36, 37, 38, 39, 40]


class TestACard:
    @pytest.mark.parametrize(("id_", "unstated"), [("ash", []), ("dock", ["Light", "Good for"])])
    def test_says_in_one_line_what_is_not_stated(self, plants: Site, id_: str, unstated: list[str]) -> None:
        html = LISTINGS["finder"](Reader(plants, "en", "plants"), "plant")
        (card,) = re.findall(rf'<li class="card">(?:(?!</li>).)*plants/{id_}\.html.*?</dl>', html, re.DOTALL)
        assert re.findall("<dt>not stated</dt><dd>(.*?)</dd>", card) == [", ".join(unstated)] * bool(unstated)

    def test_has_a_fact_of_a_record(self, plants: Site) -> None:
        assert "<dt>Found on</dt><dd>May 2021</dd>" in LISTINGS["finder"](Reader(plants, "en", "plants"), "plant")

    def test_names_what_it_is_linked_with(self, plants: Site) -> None:
        assert LISTINGS["finder"](Reader(plants, "cy", "plants"), "plant").count("<dt>Pridd</dt><dd>Clai</dd>") == 1


class TestAPlainPage:
    def test_is_there_for_every_value_with_exactly_what_has_it(self, plants: Site) -> None:
        pages = finder_pages(plants, "en")
        found = {
            address.removeprefix("finder/plant/"): cards(finder_page(page).html) for address, page in pages.items()
        }
        assert found == {
            "light--shade": ["cedar"],
            "light--sun": ["ash", "beech"],
            "light--not-stated": ["dock", "elm"],
            "height--0": ["ash"],
            "height--1": ["beech", "dock"],
            "height--2": ["cedar"],
            "height--not-stated": ["elm"],
            "where--_": ["elm"],
            "where--con": ["dock"],
            "where--llyn": ["beech"],
            "where--the-moor": ["ash", "cedar"],
            "year--2021": ["ash", "dock"],
            "year--2019": ["beech"],
            "year--not-stated": ["cedar", "elm"],
            "helps--bees": ["ash"],
            "helps--birds": ["ash", "beech"],
            "helps--not-stated": ["cedar", "dock", "elm"],
            "soil--soils-1-clay": ["cedar"],
        }

    def test_has_the_same_address_and_entries_in_each_language(self, plants: Site) -> None:
        english, welsh = (finder_pages(plants, code) for code in ("en", "cy"))
        assert sorted(english) == sorted(welsh)
        for address, page in english.items():
            assert {entry.key for entry in page.entries} == {entry.key for entry in welsh[address].entries}

    def test_is_linked_with_its_count_and_leads_back(self, plants: Site) -> None:
        html = LISTINGS["finder"](Reader(plants, "en", "plants"), "plant")
        assert '<a href="finder/plant/light--sun.html">Sun (2)</a>' in html
        assert '<a href="finder/plant/light--not-stated.html">Not stated (2)</a>' in html
        assert {f"{address}.html" for address in finder_pages(plants, "en")} <= set(links(html))
        page = finder_page(finder_pages(plants, "en")["finder/plant/light--sun"])
        assert page.title == "Plants · Light: Sun"
        assert page.description == "Plants · Light: Sun. In all: 2 plants."
        assert links(page.html)[0] == "../../plants.html"
        assert '<a href="light--sun.html" aria-current="page">Sun (2)</a>' in page.html

    def test_has_a_title_of_its_own(self, plants: Site) -> None:
        titles = [finder_page(page).title for page in finder_pages(plants, "cy").values()]
        assert len(set(titles)) == len(titles)

    def test_is_not_there_where_no_guide_page_asks_for_it(self, plants: Site) -> None:
        unasked = replace(plants, guides={key: each for key, each in plants.guides.items() if key != "plants"})
        assert finder_pages(unasked, "en") == {}
        assert list(finder_scripts(unasked, "en")) == []

    def test_is_there_for_a_site_of_other_types_and_languages(self) -> None:
        site = load(ORCHARD / "mkdocs.yml").site
        assert site is not None
        pages = finder_pages(site, "fr-CH")
        assert finder_page(pages["finder/story/ground--slope"]).title == "Récits · Terrain : Pente"
        assert sorted(pages) == sorted(finder_pages(site, "de"))


class TestWhatTheScriptLoads:
    def test_names_the_values_of_every_entry(self, plants: Site) -> None:
        assert valued(plants, "en", "light") == [
            *(("shade", "Shade", [2]), ("sun", "Sun", [0, 1]), ("not-stated", "Not stated", [3, 4]))
        ]
        assert [label for _, label, _ in valued(plants, "en", "height")] == [
            *("Under 50", "50 to 199", "200 or more", "Not stated")
        ]
        assert [value for value, *_ in valued(plants, "en", "year")] == ["2021", "2019", "not-stated"]
        assert valued(plants, "cy", "soil") == [("soils-1-clay", "Clai", [1])]

    def test_says_what_the_list_can_be_put_in_order_by(self, plants: Site) -> None:
        index = loaded_by(plants, "en")["plant"]
        assert (index["per"], index["number"]) == (PER, len(FOUND))
        assert (index["newest"], index["like"]) == ("year", ["light", "where"])

    def test_has_every_card_as_it_stands_on_the_page(self, plants: Site) -> None:
        html = LISTINGS["finder"](Reader(plants, "cy", "plants"), "plant")
        made = loaded_by(plants, "cy")["plant-cards-1"]
        assert len(made) == len(FOUND)
        assert all(card in html for card in made)

    @pytest.mark.slow
    def test_has_no_more_cards_in_a_script_than_on_a_page(self, many: Callable[[int], Site]) -> None:
        data = loaded_by(many(97), "en")
        assert [len(data[f"plant-cards-{n}"]) for n in (1, 2, 3)] == [PER, PER, 1]
        assert "plant-cards-4" not in data

    def test_has_a_row_for_a_table_of_each_entry(self, plants: Site) -> None:
        rows = loaded_by(plants, "en")["plant-rows"]
        assert rows["columns"] == [
            *("Title", "Address", "Light", "Height in cm", "Found on", "Good for", "Place", "Soils")
        ]
        assert rows["rows"][0] == [*("Ash", "plants/ash.html", "sun", "49", "May 2021", "bees; birds", "The moor", "")]
        assert rows["rows"][2][2:] == ["shade", "200", "not stated", "not stated", "The moor", "Clay"]

    def test_has_another_edition_once_a_card_has_changed(self, plants: Site) -> None:
        fewer = {key: entry for key, entry in plants.entries.items() if key != "plant:elm"}
        editions = {loaded_by(site, "en")["plant"]["edition"] for site in (plants, replace(plants, entries=fewer))}
        assert len(editions) == 2

    def test_leaves_the_words_of_strangers_text(self, plants: Site) -> None:
        for _, text in finder_scripts(plants, "cy"):
            assert "<" not in text
        data = loaded_by(plants, "cy")
        assert data["plant-rows"]["rows"][-1][0] == HOSTILE
        assert "&lt;img src=x" in data["plant-cards-1"][-1]
        assert "<img" not in data["plant-cards-1"][-1]


class TestTheForm:
    def test_is_hidden_until_a_script_shows_it(self, plants: Site) -> None:
        html = LISTINGS["finder"](Reader(plants, "en", "plants"), "plant")
        (form,) = re.findall(r"<form .*?</form>", html, re.DOTALL)
        assert re.match(r"<form [^>]* hidden>", form)
        assert re.findall(r'<select name="([\w.-]+)"', form) == [
            *("light", "height", "where", "year", "helps", "soil", "like.light", "like.where", "order")
        ]
        mine = form.partition("A plant like mine")[2]
        assert "not-stated" not in mine.partition("</details>")[0]

    def test_stands_on_no_page_of_two_languages(self, plants: Site) -> None:
        html = LISTINGS["finder"](Reader(plants, "en", "side-by-side/plants", beside="cy"), "plant")
        assert "<form" not in html
        assert "<script" not in html
        assert len(cards(html)) == len(FOUND)


@pytest.mark.parametrize(("asked", "code"), [("season", "not-one-of"), ("plnt", "unknown-type"), ("plant", None)])
def test_a_type_has_a_finder_only_where_it_declares_one(plants: Site, asked: str, code: str | None) -> None:
    calls = calls_in(f'{{{{ finder("{asked}") }}}}', "en.md", 1)
    assert [each.code for each in wrong_calls(calls, plants.model)] == ([code] if code else [])
