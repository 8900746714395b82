"""Facts that are lists with words about each: of works to read, and of what was not identified."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from make_the_connection.api import load
from make_the_connection.render import LISTINGS, Reader, entry_page
from make_the_connection.site import Site

Plant = Callable[[Mapping[str, str | bytes | None]], Path]

GARDEN = Path(__file__).parent / "garden"
MODEL = (GARDEN / "model.yml").read_text(encoding="utf-8")

FIELDS = """      height: {kind: number, label: {en: Height in cm, cy: Uchder mewn cm}}
      shelf:
        kind: record
        many: true
        label: {en: On the shelf, cy: Ar y silff}
        fields:
          book: {kind: entry, of: source, required: true, label: {en: Book, cy: Llyfr}}
          why: {kind: text, required: true, label: {en: Why, cy: Pam}}
      friends:
        kind: record
        many: true
        label: {en: Good neighbours, cy: Cymdogion da}
        fields:
          plant: {kind: entry, of: plant, required: true, label: {en: Plant, cy: Planhigyn}}
          why: {kind: text, required: true, label: {en: Why, cy: Pam}}
      heard:
        kind: record
        many: true
        label: {en: Sayings whose author we do not know, cy: Dywediadau na wyddom pwy a’u lluniodd}
        fields:
          said: {kind: name, required: true, quoted: true, label: {en: As heard, cy: Fel y’i clywyd}}
          about: {kind: text, required: true, label: {en: Where, cy: Ble}}
"""
PAGE = """      - facts: [height]
      - id: shelf
        label: {en: On the shelf, cy: Ar y silff}
        facts: [shelf]
      - id: heard
        label: {en: Sayings, cy: Dywediadau}
        facts: [heard, friends]
"""
LISTED = MODEL.replace("      height: {kind: number, label: {en: Height in cm, cy: Uchder mewn cm}}\n", FIELDS).replace(
    "      - facts: [height]\n", PAGE
)
ROSE = (
    (GARDEN / "plants" / "rose" / "facts.yml").read_text(encoding="utf-8")
    + """
shelf:
  - book: source:owen-2018
    why: {en: For the kitchen., cy: Ar gyfer y gegin.}
  - book: source:jones-2020
    why: {en: Thorns & all., cy: Drain a’r cyfan.}
heard:
  - said: {en: A rose is a rose}
    about: {en: Over the wall., cy: Dros y wal.}
friends:
  - plant: plant:swede
    why: {en: It keeps flies away., cy: Mae’n cadw pryfed draw.}
"""
)


@pytest.fixture
def shelved(planted: Plant) -> Site:
    loaded = load(planted({"model.yml": LISTED, "plants/rose/facts.yml": ROSE}))
    assert loaded.site is not None
    assert not loaded.errors
    return loaded.site


def block(site: Site, code: str, id_: str) -> str:
    html = entry_page(site, code, "plant:rose").html
    found = re.search(rf'<section class="block block--{id_}".*?</section>', html, re.DOTALL)
    assert found
    return found[0]


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", "", html).split())


class TestAReadingList:
    def test_is_in_the_order_in_which_it_was_written(self, shelved: Site) -> None:
        html = block(shelved, "en", "shelf")
        (found,) = re.findall(r'<ol class="annotated">(.*?)</ol>', html, re.DOTALL)
        first, second = re.findall(r"<li>(.*?)</li>", found, re.DOTALL)
        assert str(Reader(shelved, "en", "plants/rose").reference(shelved.entries["source:owen-2018"])) in first
        assert '<p class="work-annotation">For the kitchen.</p>' in first
        assert '<a class="record" href="../sources/owen-2018.html">' in first
        assert "Thorns &amp; all.</p>" in second

    def test_does_not_repeat_the_heading_above_it(self, shelved: Site) -> None:
        assert block(shelved, "en", "shelf").count("On the shelf") == 1
        assert block(shelved, "cy", "shelf").count("Ar y silff") == 1

    def test_counts_as_a_use_of_each_work(self, shelved: Site) -> None:
        assert [use.key for use in shelved.uses["owen-2018"] if use.how == "listed"] == ["plant:rose"]


class TestOtherLists:
    def test_what_others_said_stands_in_quotation_marks_in_its_own_language(self, shelved: Site) -> None:
        assert "“A rose is a rose”" in words(block(shelved, "en", "heard"))
        assert "<p>Over the wall.</p>" in block(shelved, "en", "heard")
        assert '“<span lang="en">A rose is a rose</span>”' in block(shelved, "cy", "heard")

    def test_a_label_that_says_more_than_the_heading_stays(self, shelved: Site) -> None:
        assert '<p class="legend">Sayings whose author we do not know</p>' in block(shelved, "en", "heard")

    def test_an_entry_that_is_no_work_is_a_link(self, shelved: Site) -> None:
        assert '<p class="annotated-about"><a href="swede.html">Swede</a></p>' in block(shelved, "en", "heard")

    def test_what_is_no_list_keeps_its_label_beside_it(self, shelved: Site) -> None:
        html = entry_page(shelved, "en", "plant:rose").html
        assert re.search(r'<dl class="facts">\s*<div><dt>Height in cm</dt><dd>[^<]+</dd></div>\s*</dl>', html)


class TestWhatIsStated:
    def test_stands_under_the_title_of_each_entry_that_states_it(self, shelved: Site) -> None:
        html = str(LISTINGS["stated"](Reader(shelved, "en", "shelves"), "plant", "shelf"))
        assert re.findall(r'<h3 id="([^"]+)"><a href="([^"]+)">([^<]+)</a>', html) == [
            ("shelf-rose", "plants/rose.html", "Rose")
        ]
        assert '<ol class="annotated">' in html

    def test_begins_with_a_way_to_each_of_many(self, shelved: Site) -> None:
        html = str(LISTINGS["stated"](Reader(shelved, "en", "heights"), "soil", "order"))
        assert 'href="#' not in html, "two are soon seen"
        html = str(LISTINGS["stated"](Reader(shelved, "cy", "heights"), "plant", "height"))
        ids = re.findall(r'<h3 id="([^"]+)"', html)
        assert len(ids) > 3
        assert re.findall(r'<li><a href="#([^"]+)"', html) == ids

    def test_says_so_where_there_is_none(self, planted: Plant) -> None:
        site = load(planted({"model.yml": LISTED})).site
        assert site is not None
        assert "Nothing has been stated yet." in LISTINGS["stated"](Reader(site, "en", "shelves"), "plant", "shelf")

    @pytest.mark.parametrize(
        ("asked", "column", "code", "nearest"),
        [("'palnt', 'height'", 12, "unknown-type", "plant"), ('"plant", "heigth"', 21, "not-one-of", "height")],
    )
    def test_a_type_or_field_that_is_not_there_is_reported_at_its_place(
        self, planted: Plant, asked: str, column: int, code: str, nearest: str
    ) -> None:
        page = f"---\ntitle: Shelves\nsummary: All of them.\n---\n\n{{{{ stated({asked}) }}}}\n"
        loaded = load(planted({f"docs/shelves/{language}.md": page for language in ("en", "cy")}))
        assert [(str(found.location), found.code, dict(found.parameters)["nearest"]) for found in loaded.errors] == [
            (f"docs/shelves/{language}.md:6:{column}", code, nearest) for language in ("cy", "en")
        ]
