"""A page says how it is cited, in the site's style, and gives its record to reference managers."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import bibtexparser
import pytest
import rispy

from make_the_connection.api import load
from make_the_connection.references import Processor, plain
from make_the_connection.render import PageCitations, Reader
from make_the_connection.site import Site

ADDRESS = "https://garden.example/en/plants/rose.html"


def made(site: Site, **options: object) -> Site:
    """The site as if its configuration said so; `address` is the public one."""
    address = options.pop("address", site.configuration.address)
    changed = site.configuration.options.model_copy(update=options)
    return replace(site, configuration=replace(site.configuration, options=changed, address=address))


@pytest.fixture(scope="module")
def published(garden: Site) -> Site:
    publisher = {"en": "Garden Society", "cy": "Cymdeithas yr Ardd"}
    return made(garden, publisher=publisher, released="2026-11", address="https://garden.example")


@pytest.fixture(scope="module")
def cited(published: Site) -> dict[str, PageCitations]:
    return {code: PageCitations(published, code) for code in ("en", "cy")}


class TestTheReference:
    @pytest.mark.parametrize("title", ["Rose", "Who waters the roses?", "Stop.", "Dŵr & pridd", "£5 – or £6…"])
    @pytest.mark.parametrize("code", ["en", "cy"])
    def test_is_what_the_style_makes_of_a_page_of_that_title(
        self, cited: dict[str, PageCitations], published: Site, code: str, title: str
    ) -> None:
        citations = cited[code]
        alone = Processor([citations.work("rose", title, ADDRESS)], published.languages[code], "apa")
        assert plain(str(citations.reference(title, ADDRESS))) == plain(alone.entries["rose"])

    def test_names_publisher_date_title_and_address(self, published: Site) -> None:
        reference = PageCitations(published, "en").reference("Rose", ADDRESS)
        assert plain(str(reference)) == f"Garden Society. (2026, November). Rose. A garden. {ADDRESS}"
        assert "href" not in reference, "it would lead a copy of the site back to the web"

    def test_names_no_one_and_no_date_where_neither_has_been_given(self, garden: Site) -> None:
        assert plain(str(PageCitations(garden, "en").reference("Rose", ""))).startswith("Rose. (n.d.).")

    def test_takes_nothing_in_a_title_for_markup(self, published: Site) -> None:
        assert "<script>" not in PageCitations(published, "en").reference("<script>alert(1)</script>", ADDRESS)


class TestTheRecord:
    def records(self, site: Site, code: str = "en") -> dict[str, str]:
        page = PageCitations(site, code).cited(Reader(site, code, "plants/rose"), "Rhosyn & drain")
        links = re.findall(r'href="data:[^,"]*charset=utf-8,([^"]*)" download="plants-rose\.(\w+)"', page)
        return {suffix: unquote(data) for data, suffix in links}

    def test_says_the_same_in_each_format(self, published: Site) -> None:
        records = self.records(published)
        (bib,) = bibtexparser.parse_string(records["bib"]).entries
        (ris,) = rispy.loads(records["ris"])
        (csl,) = json.loads(records["json"])
        assert bib["url"] == ris["urls"][0] == csl["URL"] == ADDRESS
        assert bib["title"].replace("\\&", "&").strip("{}") == ris["title"] == csl["title"] == "Rhosyn & drain"
        assert csl["author"] == [{"literal": "Garden Society"}]
        assert csl["issued"] == {"date-parts": [[2026, 11]]}

    def test_is_in_the_language_of_the_page(self, published: Site) -> None:
        (csl,) = json.loads(self.records(published, "cy")["json"])
        assert (csl["language"], csl["author"][0]["literal"]) == ("cy", "Cymdeithas yr Ardd")
        assert csl["URL"] == ADDRESS.replace("/en/", "/cy/")

    def test_has_no_address_where_the_site_has_not_been_told_its_own(self, garden: Site) -> None:
        (csl,) = json.loads(self.records(garden)["json"])
        assert "URL" not in csl
        page = PageCitations(garden, "en").cited(Reader(garden, "en", "plants/rose"), "Rose")
        assert "Add the address at which you read the page." in page


class TestTheDateOfARelease:
    def test_must_be_one(self, planted: Callable[..., Path]) -> None:
        config = (
            "site_name: A garden\nplugins:\n  - make-the-connection:\n      languages: [en, cy]\n      released: soon\n"
        )
        found = load(planted({"mkdocs.yml": config})).diagnostics
        assert ("mkdocs.yml", 5, "bad-date") in [(d.location.path, d.location.line, d.code) for d in found]
