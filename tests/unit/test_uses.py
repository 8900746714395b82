"""What uses a work: where, how, and in which words; which works are near to it; and what its page says of all that."""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from building import copied
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from make_the_connection.api import load
from make_the_connection.content.citation import Cluster
from make_the_connection.render import entry_page
from make_the_connection.site import Site, Use

Plant = Callable[[Mapping[str, str | bytes | None]], Path]

HEAD = "---\ntitle: A\nsummary: B\n---\n\n"
RECORD = "csl:\n  type: book\n  title: {title}\n  issued: {year}\n  author: [{author}]\n"


def record(title: str, year: int, author: str, more: str = "") -> str:
    return RECORD.format(title=title, year=year, author=author) + more


def laid(plant: Plant, changes: Mapping[str, str | bytes | None]) -> Site:
    site = load(plant(changes)).site
    assert site is not None
    return site


def places(site: Site, work: str) -> list[tuple[str, str, str]]:
    return [(use.key, use.how, use.section) for use in site.uses[work]]


class TestUses:
    def test_are_the_places_that_cite_a_work_and_the_links_that_rest_on_it(self, garden: Site) -> None:
        assert places(garden, "jones-2020") == [
            ("plant:rose", "cited", "growing"),
            ("plant:rose", "source", "connections"),
        ]
        assert places(garden, "owen-2018") == [("plant:rose", "cited", "uses")]

    def test_say_the_sentence_to_each_reader_with_its_citation(self, garden: Site) -> None:
        (use,) = garden.uses["owen-2018"]
        assert garden.said(use, "en").text == "Owen (2018) makes syrup."
        assert garden.said(use, "cy").text == "Mae Owen (2018) yn gwneud surop."
        cited, source = garden.uses["jones-2020"]
        assert garden.said(cited, "cy").text == (
            "Plannwch ef gyda chwmin, fel y dywed (Jones & Evans, 2020, t. 3); dyfrhewch ef."
        )
        assert garden.said(source, "en").text == "It is planted then."

    def test_are_the_same_in_both_languages_where_they_are_as_many_th_in_their_section(self, planted: Plant) -> None:
        site = laid(
            planted,
            {
                "plants/rose/en.md": HEAD
                + "## G {#growing}\n\nOne [@owen-2018]. Two [@owen-2018].\n\n- Three: @owen-2018.\n",
                "plants/rose/cy.md": HEAD + "## T {#growing}\n\nUn [@owen-2018].\n\nDau [@owen-2018].\n",
            },
        )
        uses = site.uses["owen-2018"]
        assert [{code: site.said(use, code).text for code in use.sentences} for use in uses] == [
            {"en": "One (Owen, 2018).", "cy": "Un (Owen, 2018)."},
            {"en": "Two (Owen, 2018).", "cy": "Dau (Owen, 2018)."},
            {"en": "Three: Owen (2018)."},
        ]
        assert site.said(uses[2], "cy").lang == "en"

    def test_stand_in_the_order_of_the_page_whatever_language_they_are_in(self, planted: Plant) -> None:
        site = laid(
            planted,
            {
                "plants/rose/en.md": HEAD
                + "## G {#growing}\n\nOne.[^1]\n\n## U {#uses}\n\n@owen-2018.\n\n[^1]: @owen-2018.\n",
                "plants/rose/cy.md": HEAD + "## T {#growing}\n\n@owen-2018.\n\n## D {#uses}\n\nDau.\n",
            },
        )
        assert [use.section for use in site.uses["owen-2018"]] == ["growing", "uses", "notes"]

    def test_are_found_in_guide_pages_as_citations_and_as_links(self, planted: Plant) -> None:
        guide = (
            HEAD
            + "At first [@owen-2018].[^1]\n\n## More {{#more}}\n\nRead [{0}](source:owen-2018). [^1]: @owen-2018.\n"
        )
        site = laid(planted, {"docs/shed/en.md": guide.format("it"), "docs/shed/cy.md": guide.format("ef")})
        assert [place for place in places(site, "owen-2018") if place[0] == "guide:shed"] == [
            ("guide:shed", "cited", ""),
            ("guide:shed", "linked", "more"),
            ("guide:shed", "cited", "more"),
        ]
        linked = next(use for use in site.uses["owen-2018"] if use.how == "linked")
        assert site.said(linked, "en").text == "Read it."

    def test_are_found_in_lists_of_facts_with_the_reason(self, planted: Plant) -> None:
        model = (Path(__file__).parent / "garden" / "model.yml").read_text(encoding="utf-8")
        reading = (
            "      reading:\n        kind: record\n        many: true\n        label: {en: Reading, cy: Darllen}\n"
            "        fields:\n          work: {kind: entry, label: {en: Work, cy: Gwaith}}\n"
            "          why: {kind: text, label: {en: Why, cy: Pam}}\n"
        )
        height = "      height: {kind: number, label: {en: Height in cm, cy: Uchder mewn cm}}\n"
        block = "      - facts: [height]\n"
        shown = "      - {id: reading, label: {en: Reading, cy: Darllen}, facts: [reading]}\n"
        site = laid(
            planted,
            {
                "model.yml": model.replace(height, height + reading).replace(block, block + shown),
                "plants/swede/facts.yml": "reading:\n"
                "  - {work: source:owen-2018, why: {en: It is short., cy: Mae’n fyr.}}\n"
                "  - {work: plant:rose, why: {en: It is no work., cy: Nid gwaith mohono.}}\n",
            },
        )
        (use,) = [use for use in site.uses["owen-2018"] if use.how == "listed"]
        assert (use.key, use.section) == ("plant:swede", "reading")
        assert site.said(use, "cy").text == "Mae’n fyr."
        page = entry_page(site, "en", "source:owen-2018").html
        assert 'Listed: <a href="../plants/swede.html#reading">Reading</a>' in page
        assert "<blockquote><p>It is short.</p></blockquote>" in page

    def test_with_an_unknown_work_still_say_the_sentence(self, planted: Plant) -> None:
        site = laid(planted, {"plants/rose/en.md": HEAD + "## G {#growing}\n\nSo [@owen-2018; @nobody-1999].\n"})
        use = next(use for use in site.uses["owen-2018"] if "en" in use.sentences)
        assert site.said(use, "en").text == "So [@owen-2018; @nobody-1999]."


def cited(use: Use, code: str, work: str) -> bool:
    clusters = (piece for piece in use.sentences[code] if isinstance(piece, Cluster))
    return any(citation.key == work for cluster in clusters for citation in cluster.citations)


citations = st.sampled_from(["[@jones-2020]", "@owen-2018", "[see @owen-2018, p. 3; -@jones-2020]", "[@nobody]"])
sentence = st.tuples(st.sampled_from(["So", "“As” Dr. Owen et al. say", "e.g. it"]), citations).map(" ".join)
paragraphs = st.lists(st.tuples(sentence, st.sampled_from([". ", "? ", "; ", ".\n\n", ".\n"])).map("".join), max_size=6)


@pytest.mark.slow
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
@given(
    bodies=st.fixed_dictionaries(
        {(code, section): paragraphs.map("".join) for code in ("en", "cy") for section in ("growing", "uses")}
    )
)
def test_every_citation_in_words_is_in_exactly_one_use(
    bodies: dict[tuple[str, str], str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = tmp_path_factory.mktemp("site") / "garden"
    copied(Path(__file__).parent / "garden", root)
    for code in ("en", "cy"):
        text = "".join(f"## A {{#{section}}}\n\n{bodies[code, section]}\n\n" for section in ("growing", "uses"))
        (root / "plants/rose" / f"{code}.md").write_text(HEAD + text, encoding="utf-8")
    site = load(root / "mkdocs.yml").site
    assert site is not None
    for code, words in site.entries["plant:rose"].words.items():
        written = Counter(citation.key for cluster, _ in words.citations for citation in cluster.citations)
        found = Counter(
            work
            for work, uses in site.uses.items()
            for use in uses
            if use.how == "cited" and use.key == "plant:rose" and code in use.sentences
        )
        assert found == written
        for work, uses in site.uses.items():
            assert all(cited(use, code, work) for use in uses if use.how == "cited" and code in use.sentences)


NEAR: dict[str, str | bytes | None] = {
    "sources/same-author/facts.yml": record("A", 2019, "{family: Owen, given: Carys}"),
    "sources/same-section/facts.yml": record("B", 2019, "{family: Ash, given: Ann}"),
    "sources/same-page/facts.yml": record("C", 2019, "{family: Birch, given: Bo}"),
    "sources/same-series/facts.yml": record("D", 2019, "{family: Elm, given: Ed}", "  container-title: Syrups today\n"),
    "sources/far/facts.yml": record("E", 2019, "{family: Fir, given: Flo}"),
    "sources/owen-2018/facts.yml": record(
        "Syrups", 2018, "{family: Owen, given: Carys}", "  container-title: Syrups today\n"
    ),
    "plants/rose/en.md": HEAD + "## G {#growing}\n\n@same-page.\n\n## U {#uses}\n\n[@owen-2018; @same-section].\n",
    "plants/rose/cy.md": HEAD + "## T {#growing}\n\n@same-page.\n\n## D {#uses}\n\n[@owen-2018; @same-section].\n",
}


class TestRelatedWorks:
    def test_share_authors_then_sections_then_pages_then_a_series(self, planted: Plant) -> None:
        site = laid(planted, NEAR)
        near = site.related(site.entries["source:owen-2018"])
        assert [one.work.id for one in near] == [
            "same-author",
            "same-section",
            "jones-2020",
            "same-page",
            "same-series",
        ]
        assert [(one.people, one.sections, one.pages, one.series) for one in near] == [
            (("Carys Owen",), (), (), ()),
            ((), (("plant:rose", "uses"),), (), ()),
            ((), (), ("plant:rose",), ()),
            ((), (), ("plant:rose",), ()),
            ((), (), (), ("Syrups today",)),
        ]

    def test_are_six_at_the_most_and_by_id_where_nothing_else_tells_them_apart(self, planted: Plant) -> None:
        more = {f"sources/more-{n}/facts.yml": record("M", 2019, "{family: Owen, given: Carys}") for n in range(9)}
        site = laid(planted, more)
        near = site.related(site.entries["source:owen-2018"])
        assert [one.work.id for one in near] == [f"more-{n}" for n in range(6)]


BLOCKS = """      - {id: matters, label: {en: Matters, cy: Pwysig}, annotation: true}
      - {id: read, label: {en: Read, cy: Darllen}, availability: true}
      - {id: near, label: {en: Near, cy: Agos}, related: true}
"""


def page(plant: Plant, facts: str, language: str = "en", changes: Mapping[str, str | bytes | None] = {}) -> str:
    """The page of a work with these facts, without its head; its tags and line ends are left out."""
    model = (Path(__file__).parent / "garden" / "model.yml").read_text(encoding="utf-8").rstrip() + "\n" + BLOCKS
    owen = record("Syrups", 2018, "{family: Owen, given: Carys}")
    site = laid(plant, {**changes, "model.yml": model, "sources/owen-2018/facts.yml": owen + facts})
    html = entry_page(site, language, "source:owen-2018").html
    return re.sub(r"\s+", " ", re.sub(r"<(?!/?(?:a|blockquote|span)\b)[^>]*>", " ", html.split('id="cited-by"')[-1]))


class TestThePageOfAWork:
    @pytest.mark.parametrize(
        ("language", "expected"),
        [
            ("en", ">Rose</a> (plant) Cited: {}Uses</a> <blockquote> Owen (2018) makes syrup. </blockquote>"),
            ("cy", ">Rhosyn</a> (planhigyn) Dyfyniad: {}Defnydd</a> <blockquote> Mae Owen (2018) yn gwneud"),
        ],
    )
    def test_says_which_pages_use_it_in_which_section_and_sentence(
        self, planted: Plant, language: str, expected: str
    ) -> None:
        assert expected.format('<a href="../plants/rose.html#uses">') in page(planted, "", language)

    def test_says_why_it_is_kept_where_nothing_uses_it(self, planted: Plant) -> None:
        words = {f"plants/rose/{code}.md": HEAD + "## G {#growing}\n\nNothing.\n" for code in ("en", "cy")}
        shown = page(planted, "kept: {en: A <b>classic</b>., cy: Clasur.}\n", "en", words)
        assert "No page of this site uses it yet. Why its record is kept: A &lt;b&gt;classic&lt;/b&gt;." in shown

    def test_says_what_matters_and_before_it_what_is_doubtful(self, planted: Plant) -> None:
        facts = (
            "annotation: {en: It is sweet., cy: Mae’n felys.}\ndoubt: {en: No year is printed., cy: Heb flwyddyn.}\n"
        )
        shown = page(planted, facts)
        assert 0 < shown.index("Only probable. No year is printed.") < shown.index("It is sweet.")

    def test_of_a_doubtful_work_is_named_as_probable_wherever_it_is_near(self, planted: Plant) -> None:
        other = record("A", 2019, "{family: Owen, given: Carys}") + "doubt: {en: So., cy: Felly.}\n"
        shown = page(planted, "", "en", {"sources/other/facts.yml": other})
        assert '>A</a> <span class="badge badge--probable">probable</span>' in shown
        assert "Also by: Carys Owen" in shown

    @pytest.mark.slow
    @pytest.mark.parametrize(
        ("facts", "expected"),
        [
            ("", "We know of no address where it can be read."),
            ("  URL: https://a.example/b\n", "The address was last seen working nobody has tried it since"),
            ("  URL: https://a.example/b\nlast_seen: 2026-03-01\n", "The address was last seen working 1 March 2026"),
            ("  DOI: 10.1000/182\n  URL: https://doi.org/10.1000/182\n", 'DOI <a href="https://doi.org/10.1000/182" '),
            ("  URL: https://a.example/b\nopen_copy: https://a.example/b\n", "Read Free to read <a"),
            ("open_copy: {cy: 'https://a.example/c'}\n", "a.example/c</a> (Welsh)"),
        ],
    )  # fmt: skip
    def test_says_where_it_can_be_read(self, planted: Plant, facts: str, expected: str) -> None:
        assert expected in page(planted, facts)

    def test_gives_the_archived_copy_first_once_the_address_is_gone(self, planted: Plant) -> None:
        facts = "  URL: https://a.example/b\narchived: https://archive.example/b\nlast_seen: 2025\n"
        before = page(planted, facts)
        assert before.index("a.example/b</a>") < before.index("archive.example/b</a>")

    def test_says_since_when_the_address_is_gone(self, planted: Plant) -> None:
        facts = "  URL: https://a.example/b\narchived: https://archive.example/b\ngone_since: 2026-02\n"
        shown = page(planted, facts, "cy")
        assert shown.index("Copi mewn archif") < shown.index(">a.example/b</a>")
        assert "gwelwyd hynny gyntaf Chwefror 2026" in shown
        assert "nid oes neb wedi rhoi cynnig" not in shown
