"""`withdrawn: true`: one line takes an entry off the whole site, and leaves a page that says so in its place."""

import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import markdown
import pytest
from building import copied
from tabled import laid, read

from make_the_connection.adapters.mkdocs.guide_links import GuideLinks
from make_the_connection.api import Loaded, load, publication
from make_the_connection.cli import main
from make_the_connection.content.records import RecordClasses
from make_the_connection.content.withdrawal import left_of
from make_the_connection.content.yaml_source import read_yaml
from make_the_connection.diagnostics import Severity
from make_the_connection.exports.calendars import calendars
from make_the_connection.exports.feeds import feeds
from make_the_connection.exports.table_csv import formats_of, table_csv
from make_the_connection.parity import lock_text
from make_the_connection.render import (
    LISTINGS,
    Reader,
    cell_page,
    connected_page,
    connected_scripts,
    crawling_files,
    entry_columns,
    entry_page,
    moved_pages,
    published_files,
    record_scripts,
    side_by_side_page,
    taken_away,
    withdrawn_addresses,
    withdrawn_page,
)
from make_the_connection.site import Site

Plant = Callable[[Mapping[str, str | bytes | None]], Path]

GARDEN = Path(__file__).parent / "garden"
ROSE = (GARDEN / "plants" / "rose" / "facts.yml").read_text(encoding="utf-8")
BUSH = "formerly: [old-bush]\n"
LINE = "withdrawn: true\n"
TRACE = re.compile(r"\brose\b|rhosyn|thorny|makes syrup|old.bush|Clay holds water|It is planted then", re.IGNORECASE)
"""What only the rose has: its id, its former id, its title, words of its own and reasons of its links."""

LISTS = [
    ("a_to_z",),
    ("crosswalk",),
    ("connected",),
    *((name, type_) for name in ("cards", "count", "feed") for type_ in ("plant", "soil", "season", "source")),
    *(("parity", part) for part in ("counts", "missing", "complete")),
    *(("coverage", part) for part in ("cells", "rules", "one-sided", "without", "links")),
    ("bibliography",),
]
"""The lists that guide pages ask for, and with what."""


def loaded(folder: Path, line: str) -> Loaded:
    """The garden with this line at the end of the facts of its rose, which had another id once."""
    copied(GARDEN, folder)
    facts = folder / "plants" / "rose" / "facts.yml"
    facts.write_text(ROSE + BUSH + line, encoding="utf-8")
    cumin = folder / "plants" / "cumin" / "en.md"
    with cumin.open("a", encoding="utf-8") as words:
        words.write("\nNot beside [that *one*](plant:rose) or [the other](plant:old-bush).\n")
    return load(folder / "mkdocs.yml")


@pytest.fixture(scope="module")
def taken_down(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    return loaded(tmp_path_factory.mktemp("withdrawn") / "garden", LINE)


@pytest.fixture(scope="module")
def site(taken_down: Loaded) -> Site:
    assert taken_down.site is not None
    return taken_down.site


def everything(site: Site) -> Iterator[tuple[str, str]]:
    """Every page, script and file that is made of a site, but for pages that say that something is withdrawn."""
    for name, make in published_files(site, publication(site)).items():
        if not name.startswith("poster/"):
            yield name, make().decode("utf-8", "replace")
    yield from crawling_files(site)
    for code in site.languages:
        for key, entry in site.entries.items():
            yield entry.address, entry_page(site, code, key).html
            yield f"side-by-side/{entry.address}", side_by_side_page(entry_columns(site, code, key)).html
        yield from ((cell.row + cell.column, cell_page(site, code, cell).html) for cell in site.cells)
        yield from ((key, connected_page(site, code, key).html) for key in site.explanations.concepts)
        yield from moved_pages(site, code).items()
        yield from (*connected_scripts(site, code), *record_scripts(site, code))
        yield from ((name, str(text)) for name, text in taken_away(site, code))
        yield from ((name, str(text)) for name, text in (*feeds(site, code), *calendars(site, code)))
        reader = Reader(site, code, "list")
        yield from ((name, str(LISTINGS[name](reader, *given))) for name, *given in LISTS)


class TestWhatIsTakenDown:
    def test_is_nowhere_in_what_is_published(self, site: Site) -> None:
        assert [(name, found[0]) for name, text in everything(site) if (found := TRACE.search(text))] == []

    @pytest.mark.slow
    def test_would_have_been_found_in_most_of_it(self, tmp_path: Path) -> None:
        before = loaded(tmp_path / "garden", "withdrawn: false\n").site
        assert before is not None
        shows = {name for name, text in everything(before) if TRACE.search(text)}
        files = {f"data/crosswalk.{ending}" for ending in ("json", "csv", "ttl", "case.json")}
        pages = {"plants/old-bush", "side-by-side/plants/rose", "soils/soils-1/clay"}
        assert files | pages | {"a_to_z", "cards", "coverage", "parity", "data/parity.json"} <= shows

    def test_stops_nothing(self, taken_down: Loaded) -> None:
        assert taken_down.errors == ()
        assert {d.code for d in taken_down.diagnostics} >= {"link-to-withdrawn", "withdrawn-files"}

    def test_is_not_counted(self, site: Site) -> None:
        assert "plant:rose" not in site.entries
        assert all("plant:rose" not in (link.subject, link.object) for link in site.graph.links)
        assert all("plant:rose" not in record.pair for record in site.graph.unrelated)
        assert {join.key for cell in site.cells for join in cell.joins} & {"plant:rose"} == set()

    def test_is_named_by_the_page_in_its_place_alone(self, site: Site) -> None:
        assert [each.keys for each in site.withdrawn] == [("plant:rose", "plant:old-bush")]


class TestThePageInItsPlace:
    @pytest.fixture(params=["en", "cy"])
    def reader(self, site: Site, request: pytest.FixtureRequest) -> Reader:
        return Reader(site, request.param, "plants/rose")

    def test_stands_at_every_address_that_it_had(self, site: Site) -> None:
        assert list(withdrawn_addresses(site)) == [
            "plants/rose",
            "side-by-side/plants/rose",
            "plants/old-bush",
            "side-by-side/plants/old-bush",
        ]

    def test_says_what_it_is_and_leads_on(self, site: Site, reader: Reader) -> None:
        page = withdrawn_page(reader, site.withdrawn[0])
        word = {"en": "(plant)", "cy": "(planhigyn)"}[reader.code]
        assert page.title == {"en": "Withdrawn", "cy": "Tynnwyd yn ôl"}[reader.code]
        assert page.title in page.html
        assert word in page.html
        assert word in page.description
        assert 'href="../index.html"' in page.html

    def test_says_neither_what_stood_there_nor_which_file_to_edit(self, site: Site, reader: Reader) -> None:
        page = withdrawn_page(reader, site.withdrawn[0])
        assert TRACE.search(page.html + page.title + page.description) is None
        assert page.source == ""

    def test_makes_way_for_an_entry_that_has_its_former_id(self, tmp_path: Path) -> None:
        site = loaded(tmp_path / "garden", "withdrawn: true\n").site
        assert site is not None
        shutil.copytree(tmp_path / "garden" / "plants" / "swede", tmp_path / "garden" / "plants" / "old-bush")
        again = load(tmp_path / "garden" / "mkdocs.yml").site
        assert again is not None
        assert set(withdrawn_addresses(site)) - set(withdrawn_addresses(again)) == {
            "plants/old-bush",
            "side-by-side/plants/old-bush",
        }


class TestWhatLedToIt:
    def test_is_plain_words_on_the_pages_of_entries(self, site: Site) -> None:
        html = entry_page(site, "en", "plant:cumin").html
        assert "Not beside <span>that <em>one</em></span> or <span>the other</span>." in html

    def test_is_plain_words_on_guide_pages(self, site: Site) -> None:
        text = "See [the *first*](plant:rose#uses), [that](plant:old-bush) and [this](plant:cumin)."
        html = markdown.markdown(text, extensions=[GuideLinks(site, "en")])
        assert html == (
            '<p>See <span>the <em>first</em></span>, <span>that</span> and <a href="plants/cumin.html">this</a>.</p>'
        )

    def test_is_named_with_its_lines(self, taken_down: Loaded) -> None:
        found = [d.location.path for d in taken_down.diagnostics if d.code == "link-to-withdrawn"]
        assert found == ["docs/home/cy.md", "docs/home/en.md", "plants/cumin/en.md", "plants/cumin/en.md"]


class TestFactsThatNameIt:
    TEXT = """name: a
entry: plant:rose
record: {place: b}
links:
  - {to: "plant:rose", relation: suits, why: {en: a, cy: b}, basis: editorial, by: gardener, on: 2024, strength: central, review: not-yet}
  - {to: "bed:one", relation: suits, why: {en: a, cy: b}, basis: published, source: "plant:rose", wording: c, strength: central, review: not-yet}
  - {to: "bed:two", relation: suits, why: {en: a, cy: b}, basis: editorial, by: gardener, on: 2024, strength: central, review: not-yet}
unrelated:
  - {to: "bed:three", why: {en: a, cy: b}, by: gardener, on: 2024}
  - {to: "plant:rose", why: {en: a, cy: b}, by: gardener, on: 2024}
"""  # noqa: E501

    def test_lose_the_field_or_the_whole_record(self, every_kind: RecordClasses) -> None:
        document = read_yaml(self.TEXT, "facts.yml", [])
        assert document is not None
        facts = every_kind.facts["plant"].model_validate(dict(document.value))
        left, positions = left_of(facts, document.positions, {"plant:rose"})
        assert (left.entry, left.record, left.name) == (None, facts.record, facts.name)  # type: ignore[attr-defined]
        assert [link.to for link in left.links] == ["bed:two"]
        assert [record.to for record in left.unrelated] == ["bed:three"]
        assert positions.value("links", 0, "to").line == 7
        assert positions.value("unrelated", 0, "to").line == 9
        assert ("links", 1) not in positions.values

    def test_stay_the_same_where_they_name_others(self, every_kind: RecordClasses) -> None:
        document = read_yaml(self.TEXT, "facts.yml", [])
        assert document is not None
        facts = every_kind.facts["plant"].model_validate(dict(document.value))
        left, positions = left_of(facts, document.positions, {"plant:oak"})
        assert left is facts
        assert positions is document.positions


class TestWhatBelongedToIt:
    """Cuttings must say what plant they are of; their leaves, of which cutting they are."""

    @pytest.fixture
    def config(self, tmp_path: Path) -> Path:
        return laid(tmp_path / "garden")

    def take_down(self, config: Path, name: str) -> Site:
        facts = config.parent / name / "facts.yml"
        facts.write_text(LINE + facts.read_text(encoding="utf-8"), encoding="utf-8")
        found = load(config)
        assert found.errors == ()
        assert found.site is not None
        return found.site

    @pytest.mark.slow
    def test_stands_alone(self, config: Path) -> None:
        site = self.take_down(config, "plants/rose")
        assert [entry.facts.plant for entry in site.of_type("cutting")] == [None] * len(site.of_type("cutting"))
        assert [name for name, text in everything(site) if "plant:rose" in text] == []

    @pytest.mark.slow
    def test_is_in_no_file_for_spreadsheets_and_not_brought_back_by_an_older_one(
        self, config: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        older = tmp_path / "cuttings.csv"
        older.write_bytes(table_csv(formats_of(read(config))["cuttings"]))
        site = self.take_down(config, "cuttings/cuts-1/middle")
        made = table_csv(formats_of(site)["cuttings"]).decode("utf-8-sig")
        assert "cuts-1/middle" not in made
        assert "withdrawn" not in made
        before = (config.parent / "cuttings/cuts-1/middle/facts.yml").read_bytes()
        assert main(["tables", "import", str(older), "-f", str(config), "--language", "en"]) == 1
        assert "“cutting:cuts-1/middle” has been withdrawn" in capsys.readouterr().out
        assert (config.parent / "cuttings/cuts-1/middle/facts.yml").read_bytes() == before


def test_what_is_recorded_of_its_translation_is_no_finding(planted: Plant) -> None:
    config = planted({})
    before = load(config).site
    assert before is not None
    current = before.parity.current
    lock = before.parity.accept(current.keys(), before.as_of)
    (config.parent / "parity.lock").write_text(lock_text(lock), encoding="utf-8")
    (config.parent / "plants" / "rose" / "facts.yml").write_text(LINE, encoding="utf-8")
    found = load(config)
    about = [
        d for d in found.diagnostics if d.location.path == "parity.lock" or "stale" in d.code or "record" in d.code
    ]
    assert about == []
    assert [d.code for d in found.diagnostics if d.severity is Severity.ERROR] == []


@pytest.mark.slow
def test_a_comparison_says_that_it_is_withdrawn(planted: Plant, capsys: pytest.CaptureFixture[str]) -> None:
    config = planted({"plants/rose/facts.yml": LINE + ROSE})
    assert main(["diff", str(GARDEN), "-f", str(config), "--language", "en"]) == 0
    said = capsys.readouterr().out
    assert "Entries removed\n  “Rose” (plant)\n    withdrawn: a page in its place says so\n" in said
