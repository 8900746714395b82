"""What pages have of search: a field on one, what opens on all others, and what the scripts say and fill in."""

import gzip
import json
import re
from pathlib import Path

import pytest

from make_the_connection.adapters.mkdocs.language_pass import MACROS
from make_the_connection.adapters.mkdocs.mounting import script_sent
from make_the_connection.api import load
from make_the_connection.render import Reader
from make_the_connection.search.page import search, search_dialog, search_form, search_page
from make_the_connection.search.parts import search_scripts
from make_the_connection.search.words import WORDS
from make_the_connection.site import Site

ROOT = Path(__file__).parents[2]
SCRIPTS = ROOT / "plugins/src/make_the_connection/adapters/mkdocs/theme/assets/make-the-connection"
VIEW = (SCRIPTS / "search_view.js").read_text(encoding="utf-8")
FACETS = ({"name": "soil", "label": "Soil", "values": [["clay", "Clay"], ["x", "<b>", "fr"]]},)


@pytest.fixture(scope="module")
def orchard() -> Site:
    site = load(ROOT / "tests/sites/orchard/mkdocs.yml").site
    assert site is not None
    return site


class TestThePage:
    def test_is_the_one_that_asks_for_it(self, orchard: Site) -> None:
        assert search_page(orchard) == "guide:a-z"
        assert MACROS["search"] is search

    def test_has_a_field_that_only_scripts_show(self, orchard: Site) -> None:
        html = search(Reader(orchard, "de", "a-z"))
        assert '<div class="search" role="search" hidden>' in html
        assert "<noscript>" in html
        assert search_dialog(Reader(orchard, "de", "a-z"), search_page(orchard)) == ""

    def test_has_none_where_languages_stand_side_by_side(self, orchard: Site) -> None:
        assert search(Reader(orchard, "de", "side-by-side/a-z", beside="fr-CH")) == ""
        assert "<dialog" in search_dialog(Reader(orchard, "de", "side-by-side/a-z"), search_page(orchard))

    def test_is_led_to_from_what_opens_elsewhere(self, orchard: Site) -> None:
        html = search_dialog(Reader(orchard, "fr-CH", "stories/first"), search_page(orchard))
        assert 'href="../a-z.html"' in html
        assert "Rechercher, et de A à Z" in html

    def test_is_not_needed(self, garden: Site) -> None:
        assert search_page(garden) is None
        assert search(Reader(garden, "en", "a-z")) == ""
        assert search_dialog(Reader(garden, "en", "a-z"), search_page(garden)) == ""
        assert "data-at" not in search_form(garden, "en", FACETS)


class TestTheForm:
    def test_has_every_part_that_the_script_fills_in(self, orchard: Site) -> None:
        parts = re.search(r"const \[([\w, ]+)\] = host\.querySelectorAll\(\"\.search-part\"\)", VIEW)
        assert parts
        html = search_form(orchard, "de", FACETS)
        assert len(re.findall(r'class="search-part[ "]', html)) == len(parts[1].split(","))

    def test_offers_each_facet_and_escapes_what_entries_say(self, orchard: Site) -> None:
        html = search_form(orchard, "de", FACETS)
        assert '<select name="q-soil" autocomplete="off">' in html
        assert '<option value="x" lang="fr">&lt;b&gt;</option>' in html

    def test_leads_to_lists_and_to_the_other_languages(self, orchard: Site) -> None:
        html = search_form(orchard, "de", FACETS)
        assert '<a data-at="a-z.html">' in html
        assert '<a data-at="stories.html">' in html
        assert '<a data-at="../fr-CH/a-z.html" hreflang="fr-CH" lang="fr-CH">' in html

    def test_stands_in_the_index_with_all_that_the_scripts_say(self, orchard: Site) -> None:
        manifest = json.loads(dict(search_scripts(orchard, "de"))["search/index.js"].partition("]=")[2].rstrip(";\n"))
        assert '<div class="search-part search-list" role="listbox"' in manifest["form"]
        said = set(re.findall(r'(?:fill|note|several)\("([\w.-]+)"', VIEW)) | set(re.findall(r"\bwords\.(\w+)", VIEW))
        said |= {second for pair in re.findall(r'\? "([\w.-]+)" : "([\w.-]+)"', VIEW) for second in pair}
        said |= set(re.findall(r'words\["([\w.-]+)"\]', VIEW))
        assert said - {"on", "off"} == set(manifest["words"])
        assert len(manifest["words"]) == len(WORDS)


def test_its_scripts_are_small() -> None:
    """Bytes as they are sent; the first is on every page."""
    sizes = {path.stem: len(gzip.compress(script_sent(path).encode(), 9)) for path in SCRIPTS.glob("search*.js")}
    assert sizes["search"] <= 1000
    assert sum(sizes.values()) <= 10_000
