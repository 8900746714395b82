"""The languages of a built site: what is told to readers, and what is not published."""

import json
from pathlib import Path

import building
import pytest
from building import ORCHARD, ROOT, copied, loaded

from crawl import Site
from make_the_connection.adapters.mkdocs.language_pass import STRICT_PARITY
from make_the_connection.cli import main
from make_the_connection.diagnostics import PARITY
from make_the_connection.parity import LOCK

ADDRESS = "https://orchard.example/garten/"


@pytest.fixture
def orchard(tmp_path: Path) -> Path:
    return accepted(tmp_path)


def accepted(tmp_path: Path) -> Path:
    """The orchard's sources, with every translation accepted on a day."""
    root = copied(ORCHARD, tmp_path / "orchard", LOCK)
    assert main(["parity", "accept", "--all", "--as-of", "2026-01-31", "-f", str(root / "mkdocs.yml")]) == 0
    return root


def replaced(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


class TestTheSiteOfThisRepository:
    def test_says_the_same_in_its_languages_as_far_as_anybody_can_tell(self) -> None:
        found = [str(each.location) for each in loaded(ROOT / "mkdocs.yml").diagnostics if each.code in PARITY]
        assert found == []

    @pytest.mark.parametrize("root", [ROOT, ORCHARD], ids=["this site", "orchard"])
    def test_records_what_it_was_translated_from(self, root: Path) -> None:
        site = loaded(root / "mkdocs.yml").site
        assert site is not None
        assert site.parity.lock is not None
        assert set(site.parity.lock) == set(site.parity.current)


class TestAStalePage:
    @pytest.fixture(scope="class")
    @classmethod
    def built(cls, tmp_path_factory: pytest.TempPathFactory) -> Site:
        folder = tmp_path_factory.mktemp("stale")
        orchard = accepted(folder)
        replaced(orchard / "techniques/winterschnitt/de.md", "{#idea}\n\n", "{#idea}\n\nNeu. ")
        replaced(orchard / "docs/about/de.md", "summary: ", "summary: Neu. ")
        return Site(building.build(orchard / "mkdocs.yml", folder / "built"), ADDRESS)

    def test_says_so_in_its_language_and_leads_to_the_original(self, built: Site) -> None:
        entry, guide = built.pages["fr-CH/techniques/winterschnitt.html"], built.pages["fr-CH/about.html"]
        assert "changé depuis le 31 janvier 2026" in entry.words
        assert "../../de/techniques/winterschnitt.html#idea" in entry.links
        assert "Titre et début changé depuis le 31 janvier 2026" in guide.words
        assert "geändert seit" not in built.pages["de/about.html"].words

    def test_is_listed_on_the_page_about_parity_and_in_the_data(self, built: Site) -> None:
        for code in ("de", "fr-CH"):
            assert "../fr-CH/techniques/winterschnitt.html" in built.pages[f"{code}/parity.html"].links
        data = json.loads((built.folder / "data" / "parity.json").read_bytes())
        stale = {page["key"]: page["versions"].get("fr-CH", {}).get("stale") for page in data["pages"]}
        assert {key: found for key, found in stale.items() if found} == {
            "technique:winterschnitt": [{"section": "idea", "since": "2026-01-31"}],
            "guide:about": [{"section": None, "since": "2026-01-31"}],
        }


class TestAStrictBuild:
    def test_publishes_nothing_while_a_language_lacks_something(self, orchard: Path, tmp_path: Path) -> None:
        command = ("mkdocs", "build", "-f", str(orchard / "mkdocs.yml"), "-d", str(tmp_path / "built"))
        done = building.run(*command, **{STRICT_PARITY: "1"})
        assert done.returncode
        assert done.stderr.count("error[missing-translation]") == 3
        assert not list((tmp_path / "built").rglob("*.html"))

    def test_is_not_asked_for_by_itself(self, built_orchard: Path) -> None:
        assert (built_orchard / "data" / "parity.json").is_file()
        assert not (built_orchard / LOCK).exists()
