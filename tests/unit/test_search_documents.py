"""What search finds: each page in parts that readers can be led to, as plain text, with what it says and no more."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from make_the_connection.api import load
from make_the_connection.render import LISTINGS, Reader, entry_page
from make_the_connection.search.documents import Document, Run, Unit, documents
from make_the_connection.search.folding import compounds_of, fold, words_of
from make_the_connection.site import Site

MODEL = (Path(__file__).parent / "garden" / "model.yml").read_text("utf-8")
LIST = """\
sources: {almanac: {title: {en: An almanac, cy: Almanac}}}
terms:
  loam:
    name: {en: loam, cy: lôm}
    status: ours
    explained: {en: Good earth., cy: Pridd da.}
"""
HOME = """\
---
title: A garden
summary: What grows here.
---

Written for *pawb*{lang=cy}. {{ cards("plant") }}

{{ cards("plant") }}

## Welcome {#welcome}

See [the rose](plant:rose), as [@jones-2020, p. 3] says and @owen-2018
does not. <span>Mind</span> the `spade`.
{.lead}

| Bed | Plant |
|-----|-------|
| One | Rose  |

- First[^1]

!!! note "Careful"
    It stings.

[^1]: By day.
"""
FACTS = """\
height: 1200
names: [{en: Dog rose, cy: Rhosyn y cŵn}]
light: sun
fed: true
sown: 2024-05
shop: https://shop.example/secret
care: {en: Prune it., cy: Tociwch ef.}
uses:
  - {place: The hedge, why: {en: It keeps goats out., cy: Mae’n cadw geifr allan.}}
"""
FIELDS = """\
      height: {kind: number, label: {en: Height, cy: Uchder}}
      light: {kind: choice, label: {en: Light, cy: Golau}, choices: {sun: {en: full sun, cy: haul}}}
      names: {kind: name, many: true, label: {en: Names, cy: Enwau}}
      fed: {kind: flag, label: {en: Fed, cy: Wedi’i fwydo}}
      sown: {kind: date, label: {en: Sown, cy: Heuwyd}}
      shop: {kind: address, label: {en: Shop, cy: Siop}}
      care: {kind: text, label: {en: Care, cy: Gofal}}
      hidden: {kind: name, label: {en: Hidden, cy: Cudd}}
      uses:
        kind: record
        many: true
        label: {en: Uses, cy: Defnydd}
        fields:
          place: {kind: name, label: {en: Place, cy: Lle}}
          why: {kind: text, label: {en: Why, cy: Pam}}
"""


def found(site: Site, key: str, code: str = "en") -> Document:
    return next(page for page in documents(site, code) if page.key == key)


@pytest.fixture(scope="module")
def rose(garden: Site) -> Document:
    return found(garden, "plant:rose")


class TestAPage:
    def test_begins_with_its_title_and_summary(self, rose: Document) -> None:
        assert rose.units[0] == Unit("", "Rose", ("A thorny shrub.", "120"))

    def test_has_a_part_for_each_section_with_its_own_heading(self, rose: Document) -> None:
        assert [(unit.anchor, unit.heading) for unit in rose.units] == [
            ("", "Rose"),
            ("growing", "Growing it"),
            ("uses", "Uses"),
            ("connections", "Connections"),
        ]

    def test_leads_to_places_that_are_there(self, garden: Site) -> None:
        for page in documents(garden, "cy"):
            html = entry_page(garden, "cy", page.key).html if page.key in garden.entries else ""
            for unit in page.units[1:] if html else ():
                assert f'id="{unit.anchor}"' in html

    def test_says_the_words_of_links_and_pictures_and_no_mark_address_or_citation(self, rose: Document) -> None:
        assert rose.units[1].blocks == (
            "Plant it with cumin, as says; water it.",
            "A red rose",
            "Water",
            "See the start and the shop.",
        )
        assert rose.units[2].blocks == ("… makes syrup.",)

    def test_says_why_it_is_linked_at_either_end(self, garden: Site, rose: Document) -> None:
        assert rose.units[3].blocks == ("It is planted then.", "Clay holds water.")
        assert found(garden, "soil:soils-1/clay").units[-1] == Unit("plants", "Plants", ("Clay holds water.",))
        assert found(garden, "soil:soils-1/clay", "cy").units[-1].blocks == ("Mae clai’n dal dŵr.",)

    def test_is_found_by_the_words_that_it_is_shown_with(self, garden: Site) -> None:
        nettle = found(garden, "plant:nettle", "cy")
        assert (nettle.title.text, nettle.title.lang) == ("Nettle", "en")
        foreign = (Run(0, 0, 10, "en"), Run(1, 0, 9, "en"))
        assert nettle.units[1] == Unit("growing", "Growing it", ("It grows.",), foreign)


class TestAWork:
    def test_is_found_by_its_title_and_who_wrote_and_published_it_and_when(self, garden: Site) -> None:
        assert found(garden, "source:jones-2020", "cy").units == (
            Unit("", "Rhosod a drain", ("Ann Jones · Bryn Evans", "Garden Press · 2020")),
        )

    def test_has_its_title_in_the_language_that_it_is_in(self, garden: Site) -> None:
        assert found(garden, "source:owen-2018", "cy").title.lang == "en"

    def test_says_what_of_it_matters_here(self, planted: Callable[[Mapping[str, str]], Path]) -> None:
        facts = "annotation: {en: Sweet things., cy: Pethau melys.}\ncsl: {type: book, title: Jam, language: en}\n"
        page = "      - {id: matters, label: {en: What matters, cy: Pwysig}, annotation: true}\n      - id: cited-by"
        model = MODEL.replace("      - id: cited-by", page)
        site = load(planted({"model.yml": model, "sources/jam/facts.yml": facts})).site
        assert site is not None
        assert found(site, "source:jam").units == (
            Unit("", "Jam", ()),
            Unit("matters", "What matters", ("Sweet things.",)),
        )


class TestFacts:
    @pytest.fixture
    def rose(self, planted: Callable[[Mapping[str, str]], Path]) -> Document:
        model = MODEL.replace("      height: {kind: number, label: {en: Height in cm, cy: Uchder mewn cm}}\n", FIELDS)
        shown = "[height, light, names, fed, sown, shop, care, uses]"
        model = model.replace("- facts: [height]", f"- facts: {shown}")
        facts = FACTS + "hidden: Nobody sees this\n"
        site = load(planted({"model.yml": model, "plants/rose/facts.yml": facts})).site
        assert site is not None
        return found(site, "plant:rose")

    def test_are_said_in_the_words_and_numbers_that_readers_see(self, rose: Document) -> None:
        assert "1200 · full sun · Dog rose" in rose.units[0].blocks

    def test_have_texts_and_records_by_themselves(self, rose: Document) -> None:
        assert {"Prune it.", "It keeps goats out.", "The hedge"} <= set(rose.units[0].blocks)

    def test_are_no_addresses_and_nothing_that_the_page_does_not_show(self, rose: Document) -> None:
        said = " ".join(rose.units[0].blocks)
        assert "secret" not in said
        assert "Nobody" not in said
        assert "2024" not in said


class TestAGuidePage:
    @pytest.fixture
    def home(self, planted: Callable[[Mapping[str, str]], Path]) -> Document:
        site = load(planted({"docs/home/en.md": HOME})).site
        assert site is not None
        return found(site, "guide:home")

    def test_begins_with_what_stands_before_its_sections(self, home: Document) -> None:
        written_for = Unit("", "A garden", ("What grows here.", "Written for pawb."), (Run(2, 12, 16, "cy"),))
        assert home.units[0] == written_for

    def test_keeps_code_rows_boxes_and_notes_and_leaves_macros_attributes_and_html_out(self, home: Document) -> None:
        assert home.units[1] == Unit(
            "welcome",
            "Welcome",
            (
                "See the rose, as says and … does not. Mind the spade.",
                "Bed · Plant",
                "One · Rose",
                "First",
                "Careful",
                "It stings.",
                "By day.",
            ),
        )

    def test_of_the_terms_has_a_part_for_each_where_it_stands(
        self, planted: Callable[[Mapping[str, str]], Path]
    ) -> None:
        options = "plugins:\n  - make-the-connection: {languages: [en, cy], terms: docs/words/terms.yml}\n"
        glossary = "---\ntitle: Words\nsummary: All of them.\n---\n\n{{ glossary() }}\n"
        pages = {f"docs/words/{code}.md": glossary for code in ("en", "cy")}
        site = load(planted({"mkdocs.yml": options, "docs/words/terms.yml": LIST, **pages})).site
        assert site is not None
        term = found(site, "guide:words", "cy").units[1]
        assert term == Unit("term-loam", "lôm", ("loam", "Pridd da."), (Run(1, 0, 4, "en"),))
        assert f'id="{term.anchor}"' in LISTINGS["glossary"](Reader(site, "cy", "words"))


def spoken(document: Document) -> list[tuple[str, str, str]]:
    """What of a page is in other languages: the part that it stands in, the words and the language."""
    return [
        (unit.anchor, _cut((unit.heading, *unit.blocks)[run.of], run), run.lang)
        for unit in document.units
        for run in unit.foreign
    ]


def _cut(block: str, run: Run) -> str:
    return block.encode("utf-16-le")[2 * run.start : 2 * run.end].decode("utf-16-le")


class TestWordsOfAnotherLanguage:
    def test_are_those_that_the_page_marks(self, planted: Callable[[Mapping[str, str]], Path]) -> None:
        words = """\
---
title: Rose
summary: A thorny shrub.
---

## Growing it {#growing}

🌱 Say *rhosyn **gwyllt***{lang=cy} or [rosa](season:spring){lang=la} to it, *not*{lang=en} more.

| Name | Language |
|------|----------|
| *drain*{lang=cy} [@jones-2020] | Welsh |

## Uses {#uses}

None.
"""
        site = load(planted({"plants/rose/en.md": words})).site
        assert site is not None
        assert spoken(found(site, "plant:rose")) == [
            ("growing", "rhosyn gwyllt", "cy"),
            ("growing", "rosa", "la"),
            ("growing", "drain", "cy"),
        ]

    def test_are_all_that_a_page_borrows_but_for_what_that_has_of_the_readers(
        self, planted: Callable[[Mapping[str, str]], Path]
    ) -> None:
        words = "---\ntitle: Nettle\nshort: Sting\nsummary: It stings.\n---\n\n## Growing it {#growing}\n\n"
        site = load(planted({"plants/nettle/en.md": f"{words}A *danadl*{{lang=cy}} and *ortie*{{lang=fr}}.\n"})).site
        assert site is not None
        assert spoken(found(site, "plant:nettle", "cy")) == [
            ("", "It stings.", "en"),
            ("", "Sting", "en"),
            ("growing", "Growing it", "en"),
            ("growing", "A ", "en"),
            ("growing", " and ", "en"),
            ("growing", "ortie", "fr"),
            ("growing", ".", "en"),
        ]

    def test_are_names_and_reasons_that_have_no_other(self, planted: Callable[[Mapping[str, str]], Path]) -> None:
        model = MODEL.replace("      height: {kind: number, label: {en: Height in cm, cy: Uchder mewn cm}}\n", FIELDS)
        model = model.replace("- facts: [height]", "- facts: [height, light, names, uses]")
        site = load(
            planted({"model.yml": model, "plants/rose/facts.yml": FACTS.replace(", cy: Rhosyn y cŵn", "")})
        ).site
        assert site is not None
        rose = found(site, "plant:rose", "cy")
        assert "1200 · haul · Dog rose" in rose.units[0].blocks
        assert spoken(rose) == [("", "Dog rose", "en")]

    def test_are_names_in_the_record_of_a_work_but_not_those_of_people(
        self, planted: Callable[[Mapping[str, str]], Path]
    ) -> None:
        facts = """\
csl:
  type: article-journal
  title: Jam
  language: en
  author: [{family: Jones, given: Ann}, {literal: Jam Makers}]
  container-title: Sweet things
  issued: 2019
"""
        site = load(planted({"sources/jam/facts.yml": facts})).site
        assert site is not None
        jam = found(site, "source:jam", "cy")
        assert jam.units[0].blocks == ("Ann Jones · Jam Makers", "Sweet things · 2019")
        assert spoken(jam) == [("", "Jam Makers", "en"), ("", "Sweet things", "en")]
        assert spoken(found(site, "source:jam")) == []


class TestAllOfThem:
    def test_are_guide_pages_and_then_entries_with_what_is_contributed_last(self, garden: Site) -> None:
        types = [page.type for page in documents(garden, "en")]
        assert list(dict.fromkeys(types)) == ["guide", "season", "soil", "source", "plant"]

    def test_stand_in_the_order_of_the_readers_alphabet(self, garden: Site) -> None:
        plants = [page.title.text for page in documents(garden, "cy") if page.type == "plant"]
        assert plants == ["Cwmin", "Chwyn", "Lwffa", "Llugaeron", "Nettle", "Rwdan", "Rhosyn"]


class TestFolding:
    @pytest.mark.parametrize(
        ("written", "folded"),
        [
            ("Tŷ", "ty"),
            ("TY\u0302", "ty"),
            ("gwëydd", "gweydd"),
            ("ﬁnd", "find"),
            ("straße", "straße"),
            ("Ὀδός", "οδος"),
        ],
    )
    def test_leaves_marks_and_capitals_out(self, written: str, folded: str) -> None:
        assert fold(written) == folded

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("i’r ysgol", ["i", "r", "ysgol"]),
            ("o'u gwaith-maes", ["o", "u", "gwaith", "maes"]),
            ("snake_case, 2026/27", ["snake", "case", "2026", "27"]),
            ("“Tŷ” – a’r ‘cŵn’", ["ty", "a", "r", "cwn"]),
            ("Привет, мир", ["привет", "мир"]),
            ("", []),
        ],
    )
    def test_divides_at_whatever_is_neither_letter_nor_digit(self, text: str, words: list[str]) -> None:
        assert words_of(text) == words

    def test_joins_what_hyphens_join_into_one_word_whatever_its_letters_stand_for(self) -> None:
        assert compounds_of("Ar-lein, ½-day tŷ") == ["arlein", "12day"]
        assert not any(" " in form for form in compounds_of("learning-\ufdfa"))
