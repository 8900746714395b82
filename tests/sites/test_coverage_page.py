"""The page that says what is still missing, on a site with other types, editions and languages."""

from pathlib import Path

import pytest
from building import ORCHARD, loaded

from crawl import Site as Crawled
from make_the_connection.render import cell_address
from make_the_connection.site import Site


@pytest.fixture(scope="module")
def orchard() -> Site:
    site = loaded(ORCHARD / "mkdocs.yml").site
    assert site is not None
    return site


@pytest.mark.parametrize("language", ["de", "fr-CH"])
class TestTheOrchardsPage:
    def test_names_every_rule_in_its_language(self, orchard: Site, built_orchard: Path, language: str) -> None:
        words = Crawled(built_orchard).pages[f"{language}/coverage.html"].words
        assert [rule for rule, declared in orchard.model.rules.items() if declared.label[language] not in words] == []

    def test_leads_to_every_empty_cell_of_every_table(self, orchard: Site, built_orchard: Path, language: str) -> None:
        links = Crawled(built_orchard).pages[f"{language}/coverage.html"].links
        empty = [f"{cell_address(cell)}.html" for table in orchard.coverage.tables for cell in table.empty]
        assert empty
        assert [address for address in empty if address not in links] == []

    def test_leads_to_every_entry_that_keeps_no_rule(self, orchard: Site, built_orchard: Path, language: str) -> None:
        links = Crawled(built_orchard).pages[f"{language}/coverage.html"].links
        assert {broken.rule for broken in orchard.broken} >= {"skill-light-and-heavy", "stories-reviewed"}
        assert [each.key for each in orchard.broken if f"{orchard.address(each.key)}.html" not in links] == []
