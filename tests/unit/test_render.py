"""Pages: relative addresses between them, and sections with their links, citations and images in place."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import urldefrag, urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from make_the_connection.api import load
from make_the_connection.content.grammar import markdown
from make_the_connection.render import (
    LISTINGS,
    Reader,
    cell_address,
    cell_page,
    choice_page,
    connected_page,
    entry_page,
    not_found_page,
    taken_away,
)
from make_the_connection.render.words import section_html
from make_the_connection.site import Site

At = Callable[[str], Reader]
Plant = Callable[[Mapping[str, str | bytes | None]], Path]

GARDEN = Path(__file__).parent / "garden"

HOST = "https://garden.example/en/"

SEGMENTS = st.text("abz019-", min_size=1, max_size=6)
ADDRESSES = st.lists(SEGMENTS, min_size=1, max_size=4).map("/".join)
ANCHORS = st.sampled_from(["", "growing", "growing-water"])


@pytest.fixture(scope="module")
def at(garden: Site) -> At:
    """The reader of the English page at an address."""
    return lambda address: Reader(garden, "en", address)


@pytest.fixture
def shown(garden: Site) -> Callable[..., str]:
    """The HTML of a few words of Markdown, as a part of the rose's page."""

    def show(text: str, code: str = "en") -> str:
        reader = Reader(garden, code, "plants/rose")
        return str(section_html(markdown(reader.language).parse(text), reader, garden.entries["plant:rose"])).strip()

    return show


class TestRelativeAddresses:
    @given(here=ADDRESSES, there=ADDRESSES, anchor=ANCHORS)
    def test_lead_from_any_page_to_any_other(self, at: At, here: str, there: str, anchor: str) -> None:
        address = at(here).to(there, anchor)
        assert urldefrag(urljoin(f"{HOST}{here}.html", address)) == (f"{HOST}{there}.html", anchor)

    @given(here=ADDRESSES, there=ADDRESSES, anchor=ANCHORS)
    def test_work_where_there_is_no_host(self, at: At, here: str, there: str, anchor: str) -> None:
        assert not re.match(r"/|[a-z]+:", at(here).to(there, anchor))

    @given(here=ADDRESSES, file=ADDRESSES)
    def test_of_files_lead_there_too(self, at: At, here: str, file: str) -> None:
        assert urljoin(f"{HOST}{here}.html", at(here).file(f"{file}.png")) == f"{HOST}{file}.png"

    def test_of_entries_and_guide_pages_are_those_of_their_pages(self, garden: Site) -> None:
        reader = Reader(garden, "en", "seasons/plan-2020/spring")
        assert reader.url("plant:rose", "growing") == "../../plants/rose.html#growing"
        assert reader.url("guide:home") == "../../index.html"

    def test_of_cells_are_all_different(self, garden: Site) -> None:
        addresses = [cell_address(cell) for cell in garden.table.cells.values()]
        assert len(set(addresses)) == len(addresses) == 4


class TestSections:
    @pytest.mark.parametrize(
        ("text", "html"),
        [
            ("[x](plant:cumin)", '<p><a href="cumin.html">x</a></p>'),
            ("[x](plant:cumin#growing)", '<p><a href="cumin.html#growing">x</a></p>'),
            ("[x](plant:rose#growing)", '<p><a href="#growing">x</a></p>'),
            ("[x](soil:soils-1/clay)", '<p><a href="../soils/soils-1/clay.html">x</a></p>'),
            ("[x](guide:home)", '<p><a href="../index.html">x</a></p>'),
            ("[x](https://shop.example)", '<p><a href="https://shop.example" rel="noopener">x</a></p>'),
            ("[x](mailto:ann@shop.example)", '<p><a href="mailto:ann@shop.example" rel="noopener">x</a></p>'),
        ],
    )
    def test_links_lead_to_their_pages(self, shown: Callable[..., str], text: str, html: str) -> None:
        assert shown(text) == html

    @pytest.mark.parametrize("address", ["plant:oak", "guide:oak", "tree:rose"])
    def test_a_link_to_nowhere_leads_nowhere(self, shown: Callable[..., str], address: str) -> None:
        assert shown(f"[x]({address})") == "<p><span>x</span></p>"

    def test_a_citation_leads_to_its_work_in_the_list_of_references(self, shown: Callable[..., str]) -> None:
        assert shown("[see @jones-2020, p. 3; @owen-2018]") == (
            '<p>(see <a class="citation" href="#reference-jones-2020" aria-describedby="cited-jones-2020-words">'
            "Jones &amp; Evans, 2020, p. 3</a>; "
            '<a class="citation" href="#reference-owen-2018" aria-describedby="cited-owen-2018-words">Owen, 2018</a>'
            ")</p>"
        )

    def test_a_citation_is_in_the_language_of_the_page(self, shown: Callable[..., str]) -> None:
        assert "Jones ac Evans (2020)" in shown("@jones-2020 yma.", "cy")

    def test_a_citation_of_nothing_stays_as_it_was_written(self, shown: Callable[..., str]) -> None:
        assert shown("[@nobody-1999]") == "<p>[@nobody-1999]</p>"

    @pytest.mark.parametrize(
        ("text", "html"),
        [
            ("*Dŵr*{lang=cy}", '<em lang="cy">Dŵr</em>'),
            ("**Dŵr *y* Felin**{lang='cy'}, A", '<strong lang="cy">Dŵr <em>y</em> Felin</strong>, A'),
            ('*Œil*{: lang="fr-CH" }', '<em lang="fr-CH">Œil</em>'),
            ("[Cwmin](plant:cumin){lang=cy}", '<a href="cumin.html" lang="cy">Cwmin</a>'),
            ("*Dŵr* {lang=cy}", "<em>Dŵr</em> {lang=cy}"),
            ("*Dŵr*{class=x}", "<em>Dŵr</em>{class=x}"),
            ("Dŵr{lang=cy}", "Dŵr{lang=cy}"),
            ("`Dŵr`{lang=cy}", "<code>Dŵr</code>{lang=cy}"),
        ],
    )
    def test_words_of_another_language_are_marked(self, shown: Callable[..., str], text: str, html: str) -> None:
        assert shown(text) == f"<p>{html}</p>"

    def test_an_image_is_that_of_the_entry_s_folder(self, shown: Callable[..., str]) -> None:
        image = '<img src="rose/rose.png" alt="A red rose" width="1" height="1" loading="lazy">'
        assert shown("![A *red* rose](rose.png)") == f"<p>{image}</p>"

    def test_an_image_that_is_not_there_leaves_its_words(self, shown: Callable[..., str]) -> None:
        assert shown("![A rose](tulip.png)") == "<p>A rose</p>"

    def test_tables_keep_the_alignment_of_their_columns(self, shown: Callable[..., str]) -> None:
        assert '<td style="text-align:right">1</td>' in shown("| a |\n|--:|\n| 1 |")

    def test_html_is_shown_as_it_was_written(self, shown: Callable[..., str]) -> None:
        assert shown("A <b>word</b>") == "<p>A &lt;b&gt;word&lt;/b&gt;</p>"

    def test_tokens_are_never_changed(self, garden: Site) -> None:
        reader = Reader(garden, "en", "plants/rose")
        section = garden.entries["plant:rose"].words["en"].sections["growing"]
        before = [token.as_dict() for token in section.tokens]
        once, again = (section_html(section.tokens, reader, garden.entries["plant:rose"]) for _ in range(2))
        assert once == again
        assert [token.as_dict() for token in section.tokens] == before


class TestPages:
    @pytest.mark.parametrize("code", ["en", "cy"])
    def test_every_page_is_made_in_every_language_without_a_broken_link(self, garden: Site, code: str) -> None:
        pages = [entry_page(garden, code, key) for key in garden.entries]
        pages += [cell_page(garden, code, cell) for cell in garden.table.cells.values()]
        pages += [connected_page(garden, code, key) for key in garden.explanations.concepts]
        ids = {page.address: set(re.findall(r' id="([^"]+)"', page.html)) for page in pages}
        ids["index"] = set()
        ids |= {path: set() for path, _ in taken_away(garden, code)}
        for page in pages:
            assert len(re.findall(r' id="', page.html)) == len(ids[page.address]), "an id is there twice"
            for href in re.findall(r'<a [^>]*href="([^"]+)"', page.html):
                target, anchor = urldefrag(urljoin(f"{HOST}{page.address}.html", href))
                if target.startswith(HOST):
                    address = target.removeprefix(HOST).removesuffix(".html")
                    assert address in ids, f"{page.address} leads to {href}"
                    assert not anchor or anchor in ids[address], f"{page.address} leads to {href}"

    def test_a_page_that_is_not_written_yet_says_so_and_marks_the_language(self, garden: Site) -> None:
        page = entry_page(garden, "cy", "plant:nettle")
        assert '<h1><span lang="en">Nettle</span></h1>' in page.html
        assert '<section class="block block--growing" aria-labelledby="growing" lang="en">' in page.html
        assert "Saesneg" in page.html

    def test_a_page_names_the_file_to_edit(self, garden: Site) -> None:
        assert entry_page(garden, "cy", "plant:rose").source == "plants/rose/cy.md"
        assert entry_page(garden, "cy", "plant:nettle").source == "plants/nettle/en.md"
        assert entry_page(garden, "en", "source:owen-2018").source == "sources/owen-2018/facts.yml"

    def test_a_link_is_shown_with_its_reason_on_both_pages(self, garden: Site) -> None:
        for key in ("plant:rose", "soil:soils-1/clay"):
            assert "Clay holds water." in entry_page(garden, "en", key).html
            assert "Mae clai’n dal dŵr." in entry_page(garden, "cy", key).html

    def test_a_cell_shows_what_joins_it_with_both_reasons(self, garden: Site) -> None:
        cell = garden.table.cells["season:plan-2020/spring", "soil:soils-1/clay"]
        page = cell_page(garden, "en", cell)
        assert (page.title, page.address) == ("Spring × Clay", "crosswalk/plan-2020-spring--soils-1-clay")
        for reason in ("It is planted then.", "Clay holds water.", "1 plant"):
            assert reason in page.html

    def test_notes_stand_once_below_the_words_and_lead_back(self, planted: Plant) -> None:
        text = (GARDEN / "plants/rose/en.md").read_text(encoding="utf-8")
        noted = text.replace("## Uses", "Slowly.[^1]\n\n[^1]: Very [slowly](plant:cumin).\n\n## Uses")
        site = load(planted({"plants/rose/en.md": noted})).site
        assert site is not None
        html = entry_page(site, "en", "plant:rose").html
        assert html.count('Very <a href="cumin.html">slowly</a>.') == 1
        assert html.index("makes syrup") < html.index("Very ")
        for href in ("#fn1", "#fnref1"):
            assert f'href="{href}"' in html
            assert f'id="{href[1:]}"' in html

    def test_a_work_shows_who_cites_it(self, garden: Site) -> None:
        assert "../plants/rose.html" in entry_page(garden, "en", "source:owen-2018").html

    def test_references_are_those_of_the_words_that_are_shown(self, planted: Plant) -> None:
        welsh = (GARDEN / "plants/rose/cy.md").read_text(encoding="utf-8").replace("@owen-2018", "Rhywun")
        site = load(planted({"plants/rose/cy.md": welsh})).site
        assert site is not None
        assert 'id="reference-owen-2018"' in entry_page(site, "en", "plant:rose").html
        assert 'id="reference-owen-2018"' not in entry_page(site, "cy", "plant:rose").html

    def test_the_pages_above_the_languages_speak_each_of_them(self, garden: Site) -> None:
        for html in (choice_page(garden), not_found_page(garden, "/garden/")):
            assert 'lang="en"' in html
            assert 'lang="cy"' in html
        assert 'href="/garden/cy/index.html"' in not_found_page(garden, "/garden/")


class TestListings:
    def test_cards_are_in_reading_order(self, garden: Site) -> None:
        html = LISTINGS["cards"](Reader(garden, "cy", "index"), "plant")
        titles = re.findall(r"<h3[^>]*><a [^>]*>(?:<span[^>]*>)?([^<]+)", html)
        assert titles == ["Cwmin", "Chwyn", "Lwffa", "Llugaeron", "Nettle", "Rwdan", "Rhosyn"]

    def test_the_a_to_z_has_the_letters_of_the_language_each_once(self, garden: Site) -> None:
        html = LISTINGS["a_to_z"](Reader(garden, "cy", "index"))
        letters = re.findall(r"<h2[^>]*>([^<]+)</h2>", html)
        assert letters == ["C", "Ch", "G", "L", "Ll", "N", "R", "Rh", "S", "T"]

    def test_the_crosswalk_is_a_table_that_leads_to_every_cell(self, garden: Site) -> None:
        html = LISTINGS["crosswalk"](Reader(garden, "en", "index"))
        for cell in garden.table.cells.values():
            assert f'href="{cell_address(cell)}.html"' in html
        assert html.count('scope="row"') == html.count('scope="col"') == 2

    def test_a_count_takes_the_form_that_its_number_asks_for(self, garden: Site) -> None:
        assert LISTINGS["count"](Reader(garden, "cy", "index"), "season") == "2 dymor"
        assert LISTINGS["count"](Reader(garden, "en", "index"), "plant") == "7 plants"

    @pytest.mark.parametrize("name", ["publisher", "contact"])
    def test_nobody_is_invented(self, garden: Site, name: str) -> None:
        assert "yet" in LISTINGS[name](Reader(garden, "en", "index"))
