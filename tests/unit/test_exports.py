"""The files for other systems: `crosswalk.json` is the graph, `crosswalk.csv` is a link a row."""

import csv
import datetime
import io
import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from relinking import EVERY_SITE, SITES, read

from make_the_connection.api import load, publication
from make_the_connection.crosswalk import Graph, Link, Unrelated
from make_the_connection.diagnostics import Location
from make_the_connection.exports import FILES, Publication
from make_the_connection.exports.crosswalk_csv import crosswalk_csv
from make_the_connection.exports.crosswalk_json import crosswalk_json, crosswalk_schema, read_crosswalk
from make_the_connection.exports.identity import framework_name, identifier, link_name
from make_the_connection.site import Site

Plant = Callable[[Mapping[str, str | bytes | None]], Path]

PUBLICATION = Publication(datetime.date(2024, 2, 29), "https://garden.example/plot/")

words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)
by_language = st.fixed_dictionaries({"en": words, "cy": words})
as_printed = st.one_of(
    st.fixed_dictionaries({"": words}), st.dictionaries(st.sampled_from(["en", "cy"]), words, min_size=1)
)
dates = st.sampled_from(["2024", "2024-02", "2024-02-29"])
reviews = st.none() | st.tuples(st.just("gardener"), dates)


def made(config: Path) -> Site:
    site = load(config).site
    assert site is not None
    return site


@pytest.fixture(scope="module", params=EVERY_SITE)
def site(request: pytest.FixtureRequest) -> Site:
    return read(request.param)


@st.composite
def links(draw: st.DrawFn, pair: tuple[str, str]) -> Link:
    common: dict[str, Any] = {
        "subject": pair[0],
        "object": pair[1],
        "relation": draw(st.sampled_from(["suits", "suited-by"])),
        "why": draw(by_language),
        "strength": draw(st.sampled_from(["central", "supporting"])),
        "location": Location("facts.yml"),
        "reviewed": draw(reviews),
    }
    if draw(st.booleans()):
        source = draw(st.sampled_from(["https://soil.example/roses", "source:jones-2020"]))
        return Link(**common, basis="published", source=source, wording=draw(as_printed))
    return Link(**common, basis="editorial", by="gardener", on=draw(dates))


@st.composite
def gardens(draw: st.DrawFn) -> Site:
    """The garden with other links between its entries, and other pairs found unrelated."""
    garden = read("garden")
    pairs = draw(st.lists(st.sampled_from(list(combinations(garden.entries, 2))), unique=True, max_size=12))
    turned = [pair if draw(st.booleans()) else pair[::-1] for pair in pairs]
    cut = draw(st.integers(0, len(turned)))
    graph = Graph(
        tuple(draw(links(pair)) for pair in turned[:cut]),
        tuple(Unrelated(frozenset(pair), draw(by_language), "gardener", draw(dates)) for pair in turned[cut:]),
        garden.graph.inverses,
    )
    return replace(garden, graph=graph)


def document(site: Site) -> dict[str, Any]:
    return json.loads(crosswalk_json(site, PUBLICATION))


def rows(site: Site) -> list[dict[str, str]]:
    """The rows as a program reads them that takes one apostrophe off each cell."""
    text = io.StringIO(crosswalk_csv(site, PUBLICATION).decode("utf-8-sig"), newline="")
    return [{name: cell.removeprefix("'") for name, cell in row.items()} for row in csv.DictReader(text, strict=True)]


def validate(crosswalk: Mapping[str, Any]) -> None:
    schema = json.loads(FILES["crosswalk.schema.json"](read("garden"), PUBLICATION))
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER).validate(crosswalk)


@pytest.fixture(scope="module")
def again() -> Site:
    return made(SITES["orchard"] / "mkdocs.yml")


class TestEveryFile:
    @pytest.mark.slow
    @pytest.mark.parametrize("name", FILES)
    def test_is_the_same_whenever_it_is_made(self, again: Site, name: str) -> None:
        assert FILES[name](again, PUBLICATION) == FILES[name](read("orchard"), PUBLICATION)


class TestIdentifiers:
    def test_are_made_in_the_namespace_that_the_site_declares(self, garden: Site) -> None:
        assert identifier(garden, "plant:rose") == UUID("a6421f7e-4a51-52d5-88d4-863e7f02832e")

    def test_of_a_link_stay_when_it_moves_to_its_other_end(self, garden: Site) -> None:
        link = garden.graph.links[0]
        assert link_name(link) == link_name(replace(link, subject=link.object, object=link.subject))

    def test_of_an_entry_and_its_links_stay_when_it_is_given_another_id(self, garden: Site, planted: Plant) -> None:
        rose = {
            f"plants/rose/{name}": (SITES["garden"] / "plants" / "rose" / name).read_bytes()
            for name in ("en.md", "cy.md", "facts.yml", "rose.png")
        }
        renamed = {name.replace("/rose/", "/briar/"): data for name, data in rose.items()}
        renamed["plants/briar/facts.yml"] = b"formerly: [rose]\n" + renamed["plants/briar/facts.yml"]
        again = made(planted({**dict.fromkeys(rose), **renamed}))
        assert identifier(again, "plant:briar") == identifier(garden, "plant:rose")
        before, after = ({part["identifier"] for part in document(site)["links"]} for site in (garden, again))
        assert after == before

    def test_are_never_shared(self, site: Site) -> None:
        crosswalk = document(site)
        parts = (*crosswalk["entries"], *crosswalk["links"], *crosswalk["unrelated"], *crosswalk["frameworks"])
        assert len({part["identifier"] for part in parts}) == len(parts)

    def test_of_an_edition_and_of_an_entry_with_its_name_differ(self, garden: Site) -> None:
        assert identifier(garden, framework_name("soils-1")) != identifier(garden, "framework:soils-1")

    def test_do_not_depend_on_where_the_site_is_published(self, garden: Site) -> None:
        elsewhere = Publication(PUBLICATION.as_of, "https://elsewhere.example/")
        moved = json.loads(crosswalk_json(garden, elsewhere))
        assert moved == {**document(garden), "address": elsewhere.address}


class TestCrosswalkJson:
    def test_is_the_graph_again_when_it_is_read(self, site: Site) -> None:
        assert site.graph.links
        assert read_crosswalk(crosswalk_json(site, PUBLICATION)) == site.graph

    @pytest.mark.slow
    @given(gardens())
    @settings(suppress_health_check=[HealthCheck.too_slow])
    def test_is_the_graph_again_whatever_the_graph(self, garden: Site) -> None:
        assert read_crosswalk(crosswalk_json(garden, PUBLICATION)) == garden.graph

    def test_is_told_from_that_of_another_graph(self, garden: Site) -> None:
        link = garden.graph.links[0]
        changed = replace(garden.graph, links=(replace(link, why={**link.why, "cy": "Am."}), *garden.graph.links[1:]))
        assert read_crosswalk(crosswalk_json(replace(garden, graph=changed), PUBLICATION)) != garden.graph

    def test_is_valid_by_its_own_schema(self, site: Site) -> None:
        validate(document(site))

    @pytest.mark.slow
    @pytest.mark.parametrize("member", ["why", "basis", "strength", "review", "relation", "identifier"])
    def test_is_not_valid_without_a_field_of_a_link(self, garden: Site, member: str) -> None:
        crosswalk = document(garden)
        del crosswalk["links"][0][member]
        with pytest.raises(ValidationError):
            validate(crosswalk)

    def test_asks_a_published_link_for_its_source(self, garden: Site) -> None:
        crosswalk = document(garden)
        published = next(link for link in crosswalk["links"] if link["basis"] == "published")
        del published["source"]
        with pytest.raises(ValidationError):
            validate(crosswalk)

    def test_of_a_later_minor_version_is_valid_and_read_all_the_same(self, garden: Site) -> None:
        later = {**document(garden), "version": "1.7", "weather": "fine"}
        validate(later)
        assert read_crosswalk(json.dumps(later).encode()) == garden.graph

    @pytest.mark.parametrize("version", ["2.0", "1", "0.9", "1.00"])
    def test_of_another_major_version_is_refused(self, garden: Site, version: str) -> None:
        with pytest.raises(ValueError, match="version"):
            read_crosswalk(json.dumps({**document(garden), "version": version}).encode())

    @pytest.mark.parametrize("data", [b"", b"[]", b"{}", b"\xff"])
    def test_is_not_read_out_of_something_else(self, data: bytes) -> None:
        with pytest.raises(ValueError, match="Crosswalk"):
            read_crosswalk(data)

    def test_names_its_schema_and_its_day(self, garden: Site) -> None:
        crosswalk = document(garden)
        assert (crosswalk["$schema"], crosswalk["as_of"]) == ("crosswalk.schema.json", "2024-02-29")
        assert crosswalk["$schema"] in FILES

    @pytest.mark.slow
    def test_says_whose_words_a_title_is_in(self) -> None:
        entries = {entry["key"]: entry for entry in document(read("this site"))["entries"]}
        hallmark = entries["hallmark:bespoke"]["words"]
        assert {code: words["title_status"] for code, words in hallmark.items()} == {
            "en": "proposed",
            "cy": "published",
        }
        assert hallmark["cy"]["translation"] == "draft"

    def test_has_no_words_in_a_language_that_nobody_has_written(self, garden: Site) -> None:
        (nettle,) = (entry for entry in document(garden)["entries"] if entry["key"] == "plant:nettle")
        assert list(nettle["words"]) == ["en"]
        assert nettle["pages"] == {"en": "en/plants/nettle.html", "cy": "cy/plants/nettle.html"}

    def test_has_the_title_of_a_work_in_the_languages_of_its_record(self, garden: Site) -> None:
        titles = {
            entry["id"]: {code: words["title"] for code, words in entry["words"].items()}
            for entry in document(garden)["entries"]
            if entry["type"] == "source"
        }
        assert titles == {
            "jones-2020": {"en": "Roses & thorns", "cy": "Rhosod a drain"},
            "owen-2018": {"und": "Syrups"},
        }

    def test_keeps_what_follows_from_the_links_apart(self, site: Site) -> None:
        derived = document(site)["derived"]
        assert [(table["rows"], table["columns"]) for table in derived["tables"]] == [
            (list(table.rows), list(table.columns)) for table in site.tables
        ]
        assert [(cell["row"], cell["column"], cell["state"]) for t in derived["tables"] for cell in t["cells"]] == [
            (cell.row, cell.column, cell.state) for cell in site.cells
        ]

    def test_explains_every_join_by_two_links_of_its_own(self, site: Site) -> None:
        crosswalk = document(site)
        ends = {link["identifier"]: {link["subject"], link["object"]} for link in crosswalk["links"]}
        cells = [cell for table in crosswalk["derived"]["tables"] for cell in table["cells"]]
        assert any(cell["joins"] for cell in cells)
        for cell in cells:
            for join in cell["joins"]:
                assert ends[join["row_link"]] == {join["entry"], cell["row"]}
                assert ends[join["column_link"]] == {join["entry"], cell["column"]}

    def test_names_the_edition_that_has_taken_the_place_of_another(self, garden: Site) -> None:
        frameworks = dict(garden.model.frameworks)
        frameworks["soils-1"] = frameworks["soils-1"].model_copy(update={"replaced_by": "soils-2"})
        model = garden.model.model_copy(update={"frameworks": frameworks})
        listed = document(replace(garden, model=model))["frameworks"]
        assert {each["key"]: each["replaced_by"] for each in listed} == {"plan-2020": None, "soils-1": "soils-2"}

    def test_says_that_nobody_publishes_the_site_rather_than_invent_someone(self, garden: Site) -> None:
        assert document(garden)["publisher"] is None
        assert document(read("orchard"))["publisher"]["de"] == "die Gartengruppe, die es nicht gibt"


class TestCrosswalkCsv:
    def test_has_a_row_for_each_link(self, site: Site) -> None:
        assert [(row["subject"], row["relation"], row["object"]) for row in rows(site)] == [
            (link.subject, link.relation, link.object) for link in site.graph.links
        ]

    def test_gives_the_reason_in_every_language_that_it_has(self, site: Site) -> None:
        for row, link in zip(rows(site), site.graph.links, strict=True):
            assert {code: row[f"why_{code}"] for code in site.languages if row[f"why_{code}"]} == dict(link.why)

    @given(gardens())
    @settings(suppress_health_check=[HealthCheck.too_slow])
    def test_keeps_every_field_of_every_link_whatever_it_holds(self, garden: Site) -> None:
        for row, link in zip(rows(garden), garden.graph.links, strict=True):
            kept = {name: row[name] for name in ("subject", "relation", "object", "basis", "strength")}
            assert kept == {name: getattr(link, name) for name in kept}
            assert {code: row[f"why_{code}"] for code in garden.languages} == link.why
            assert (row["source"], row["by"], row["on"]) == (link.source or "", link.by or "", link.on or "")
            wording = {"": row["wording"], "en": row["wording_en"], "cy": row["wording_cy"]}
            assert {code: text for code, text in wording.items() if text} == (link.wording or {})
            assert (row["reviewed_by"], row["reviewed_on"]) == (link.reviewed or ("", ""))

    @pytest.mark.slow
    def test_has_the_titles_of_both_ends_and_says_whose_words_they_are(self) -> None:
        row = next(row for row in rows(read("this site")) if row["subject"] == "hallmark:bespoke")
        assert row["subject_title_en"] == "Bespoke to and driven by practitioners"
        assert (row["subject_title_status_en"], row["subject_title_status_cy"]) == ("proposed", "published")

    def test_begins_with_a_mark_that_tells_a_spreadsheet_of_utf_8(self, garden: Site) -> None:
        assert crosswalk_csv(garden, PUBLICATION).startswith(b"\xef\xbb\xbfidentifier,subject,")

    def test_ends_lines_as_rfc_4180_says(self, garden: Site) -> None:
        data = crosswalk_csv(garden, PUBLICATION)
        assert data.count(b"\r\n") == data.count(b"\n") == len(garden.graph.links) + 1
        assert data.endswith(b"\r\n")

    @given(words)
    def test_has_no_cell_that_a_spreadsheet_takes_for_a_formula(self, text: str) -> None:
        garden = read("garden")
        for formula in (f"={text}", f"+{text}", f"-{text}", f"@{text}", f"\t={text}", f" ={text}", f"＝{text}"):
            link = replace(garden.graph.links[0], why={"en": formula, "cy": text})
            site = replace(garden, graph=replace(garden.graph, links=(link,)))
            data = io.StringIO(crosswalk_csv(site, PUBLICATION).decode("utf-8-sig"), newline="")
            (row,) = csv.DictReader(data, strict=True)
            assert row["why_en"] == f"'{formula}"
            assert not row["why_cy"].lstrip().startswith(("=", "+", "-", "@"))

    def test_leaves_other_cells_as_they_are(self, garden: Site) -> None:
        assert b"'" not in crosswalk_csv(garden, PUBLICATION)


class TestAPublication:
    def test_is_of_the_day_that_is_asked_for(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
        site = load(SITES["garden"] / "mkdocs.yml", as_of=datetime.date(2024, 2, 29)).site
        assert site is not None
        assert publication(site).as_of == datetime.date(2024, 2, 29)

    def test_is_of_the_day_of_the_source_otherwise(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "86399")
        site = load(SITES["garden"] / "mkdocs.yml").site
        assert site is not None
        assert publication(site).as_of == datetime.date(1970, 1, 1)

    def test_has_the_address_that_the_configuration_gives(self, garden: Site) -> None:
        assert publication(garden).address is None
        assert publication(read("orchard")).address == "https://orchard.example/garten/"

    @pytest.mark.parametrize("tag", ["!ENV ADDRESS", "!ENV [ADDRESS, 'https://garden.example/']"])
    def test_has_none_where_the_configuration_leaves_it_to_a_tag(self, planted: Plant, tag: str) -> None:
        text = (SITES["garden"] / "mkdocs.yml").read_text(encoding="utf-8")
        assert publication(made(planted({"mkdocs.yml": f"site_url: {tag}\n{text}"}))).address is None


@pytest.mark.slow
def test_the_schema_is_the_same_for_every_site() -> None:
    assert crosswalk_schema(read("orchard"), PUBLICATION) == crosswalk_schema(read("this site"), PUBLICATION)
