"""Previews: what opens at a citation, in entries and guide pages, and the list of references of a guide page."""

import re
from collections.abc import Callable, Mapping
from html import unescape
from pathlib import Path

import pytest
from markdown import Markdown

from make_the_connection.adapters.mkdocs.guide_citations import add_citations
from make_the_connection.api import load
from make_the_connection.render import Reader, entry_columns, entry_page, guide_column, guide_foot, side_by_side_page
from make_the_connection.site import Site

Plant = Callable[[Mapping[str, str | bytes | None]], Path]

WORK = """\
csl:
  type: book
  author:
    - {family: Jones, given: Ann}
    - {family: Evans, given: Bryn}
  issued: 2020
  title: {en: Roses & thorns, cy: Rhosod a drain}
  publisher: Garden Press
annotation: {en: Roses want <light>., cy: Mae rhosod am olau.}
doubt: {en: The cover was not seen., cy: Ni welwyd y clawr.}
open_copy: {en: "https://press.example/roses", cy: "https://press.example/rhosod"}
"""
GUIDE = "---\ntitle: {}\nsummary: All of it.\n---\n\n# {}\n\n## First {{#first}}\n\n{}\n"
ENGLISH = "Roses [@jones-2020, p. 3; @owen-2018] and again @jones-2020.[^1]\n\n[^1]: See [@owen-2018]."
WELSH = "Mae @jones-2020 yn dweud."


@pytest.fixture
def cited(planted: Plant) -> Site:
    """The garden with a guide page that cites, and a work of which more is known."""
    site = load(
        planted(
            {
                "sources/jones-2020/facts.yml": WORK,
                "docs/soil/en.md": GUIDE.format("Soil", "Soil", ENGLISH),
                "docs/soil/cy.md": GUIDE.format("Pridd", "Pridd", WELSH),
            }
        )
    ).site
    assert site is not None
    return site


def previews(html: str) -> list[str]:
    return re.findall(r'<div class="cited".*?</div>', html, re.DOTALL)


def ids(html: str) -> list[str]:
    return re.findall(r' id="([^"]+)"', html)


def described(html: str) -> list[str]:
    return [
        id_ for ids_ in re.findall(r'class="citation"[^>]* aria-describedby="([^"]+)"', html) for id_ in ids_.split()
    ]


class TestAPreview:
    def test_is_there_once_for_each_work_of_a_page_however_often_it_is_cited(self, cited: Site) -> None:
        html, _ = guide_foot(cited.guides["soil"].words["en"], Reader(cited, "en", "soil"))
        assert [re.search(r'id="([^"]+)"', preview)[1] for preview in previews(html)] == [
            "cited-jones-2020-words",
            "cited-owen-2018-words",
        ]

    @pytest.mark.parametrize(
        ("code", "said"),
        [
            (
                "en",
                (
                    "Roses &amp; thorns",
                    "Our note: Roses want &lt;light&gt;.",
                    "Only probable. The cover was not seen.",
                    'href="https://press.example/roses"',
                ),
            ),
            (
                "cy",
                (
                    "Rhosod a drain",
                    "Ein nodyn ni: Mae rhosod am olau.",
                    "Tebygol yn unig. Ni welwyd y clawr.",
                    'href="https://press.example/rhosod"',
                ),
            ),
        ],
    )
    def test_says_what_is_known_of_the_work_in_the_language_of_its_readers(
        self, cited: Site, code: str, said: tuple[str, ...]
    ) -> None:
        preview = previews(entry_page(cited, code, "plant:rose").html)[0]
        assert preview.startswith('<div class="cited" popover="manual" role="group"')
        assert [words for words in said if words not in preview] == []

    def test_leads_to_the_list_and_to_the_record(self, cited: Site) -> None:
        page = entry_page(cited, "en", "plant:rose")
        preview = previews(page.html)[1]
        assert re.findall(r'href="([^"]+)"', preview) == ["#reference-owen-2018", "../sources/owen-2018.html"]
        assert "reference-owen-2018" in ids(page.html)

    def test_marks_what_is_in_another_language(self, garden: Site) -> None:
        preview = previews(entry_page(garden, "cy", "plant:rose").html)[1]
        assert '<span lang="en">Syrups</span>' in preview

    @pytest.mark.slow
    @pytest.mark.parametrize("code", ["en", "cy"])
    def test_describes_its_citation_on_every_page(self, cited: Site, code: str) -> None:
        for key in cited.entries:
            for html in (
                entry_page(cited, code, key).html,
                side_by_side_page(entry_columns(cited, code, key)).html,
            ):
                assert len(ids(html)) == len(set(ids(html))), key
                assert set(described(html)) <= set(ids(html)), key
        assert described(entry_page(cited, code, "plant:rose").html)

    def test_is_one_of_each_column_where_both_cite_the_work(self, cited: Site) -> None:
        html = side_by_side_page(entry_columns(cited, "en", "plant:rose")).html
        assert {"cited-jones-2020-words", "cited-jones-2020-words--cy", "cited-jones-2020-doubt--cy"} <= set(ids(html))
        columns = [re.search(r' lang="(..)"', preview)[1] for preview in previews(html)]
        assert columns == ["en", "en", "cy", "cy"]
        assert set(re.findall(r'class="citation" href="([^"]+)"', html)) <= {f"#{id_}" for id_ in ids(html)}


class TestTheListOfAGuidePage:
    def test_stands_under_a_heading_of_its_own(self, cited: Site) -> None:
        for code, title in (("en", "References"), ("cy", "Cyfeiriadau")):
            html, headings = guide_foot(cited.guides["soil"].words[code], Reader(cited, code, "soil"))
            assert [(heading.id, heading.title) for heading in headings] == [("works-cited", title)]
            assert f'lang="{code}">\n<h2 id="works-cited">{title}</h2>' in html
            assert len(ids(html)) == len(set(ids(html)))

    def test_has_what_this_language_cites(self, cited: Site) -> None:
        lists = {
            code: [
                id_ for id_ in ids(guide_foot(words, Reader(cited, code, "soil"))[0]) if id_.startswith("reference-")
            ]
            for code, words in cited.guides["soil"].words.items()
        }
        assert lists == {"en": ["reference-jones-2020", "reference-owen-2018"], "cy": ["reference-jones-2020"]}

    def test_is_absent_from_a_page_that_cites_nothing(self, cited: Site) -> None:
        assert guide_foot(cited.guides["home"].words["en"], Reader(cited, "en", "index")) == ("", ())

    def test_is_one_for_all_columns_with_what_any_of_them_cites(self, cited: Site) -> None:
        columns = [
            guide_column(Reader(cited, code, "side-by-side/soil", beside="cy"), "guide:soil", ())
            for code in ("cy", "en")
        ]
        html = side_by_side_page(columns).html
        assert len(ids(html)) == len(set(ids(html)))
        assert html.count('<ul class="references">') == 1
        assert {"reference-jones-2020", "reference-owen-2018", "works-cited", "works-cited--en"} <= set(ids(html))


class TestGuideMarkdown:
    """Guide pages go through Python-Markdown: what it cites is what our own grammar has read."""

    @pytest.fixture
    def shown(self, garden: Site) -> Callable[..., str]:
        def show(text: str, code: str = "en") -> str:
            markdown = Markdown(extensions=["tables", "attr_list", "md_in_html", "admonition", "toc"])
            add_citations(markdown, Reader(garden, code, "soil"))
            return markdown.convert(text)

        return show

    @pytest.fixture
    def said(self, shown: Callable[..., str]) -> Callable[..., str]:
        return lambda text, code="en": unescape(re.sub(r"<[^>]+>", "", shown(text, code)))

    @pytest.mark.parametrize(
        ("text", "said_so"),
        [
            ("So [see @jones-2020, p. 3; @owen-2018].", "So (see Jones & Evans, 2020, p. 3; Owen, 2018)."),
            ("@jones-2020 say, and @owen-2018.", "Jones and Evans (2020) say, and Owen (2018)."),
            ("Jones [-@jones-2020]", "Jones (2020)"),
            ("*So [@owen-2018]*, **@owen-2018**", "So (Owen, 2018), Owen (2018)"),
            ("| a |\n|---|\n| [@owen-2018] |", "\n\n\na\n\n\n\n\n(Owen, 2018)\n\n\n"),
            ("## As [@owen-2018] says {#as}", "As (Owen, 2018) says"),
            ('<div markdown="1">\n[@owen-2018]\n</div>', "\n(Owen, 2018)\n"),
        ],
    )
    def test_cites_in_brackets_and_in_the_sentence(self, said: Callable[..., str], text: str, said_so: str) -> None:
        assert said(text) == said_so

    def test_cites_in_the_language_of_the_page(self, said: Callable[..., str]) -> None:
        assert said("@jones-2020 yma [gweler @jones-2020, t. 3].", "cy") == (
            "Jones ac Evans (2020) yma (gweler Jones & Evans, 2020, t. 3)."
        )

    def test_leads_to_the_list_and_is_described_by_the_preview(self, shown: Callable[..., str]) -> None:
        assert shown("@owen-2018") == (
            '<p><a class="citation" href="#reference-owen-2018" aria-describedby="cited-owen-2018-words">'
            "Owen (2018)</a></p>"
        )

    @pytest.mark.parametrize(
        "text",
        [
            "ann@owen-2018.example",
            "[mail ann@owen-2018]",
            "`@owen-2018`",
            "[see `@owen-2018`]",
            "    @owen-2018",
            "[a link to @owen-2018](https://shop.example)",
            "[a link](https://shop.example/@owen-2018)",
            "![@owen-2018](rose.png)",
            "<https://shop.example/@owen-2018>",
            '<a href="https://shop.example/?q=@owen-2018">x</a>',
            "<div>@owen-2018</div>",
            "[@nobody-1999]",
            "@nobody-1999",
            r"\@owen-2018",
            r"[see \@owen-2018]",
        ],
    )
    def test_leaves_everything_else_alone(self, shown: Callable[..., str], text: str) -> None:
        html = shown(text)
        assert "citation" not in html
        assert "@" in unescape(html)
        assert "\\" not in html
