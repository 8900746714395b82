"""The orchard's skills in two editions, the later of which is made up as the first is, and its addresses that stay."""

import posixpath
import re
from pathlib import Path

import building
import pytest

from crawl import Site, crawled
from make_the_connection.api import load
from make_the_connection.crosswalk import Change

ADDRESS = "https://orchard.example/garten/"

MOVED = {
    "stories/birnbaum": "stories/alter-birnbaum",
    "skills/skills-2/sicherheit": "skills/skills-2/sicher-arbeiten",
    "connected/skill-skills-2-sicherheit": "connected/skill-skills-2-sicher-arbeiten",
    **{
        f"crosswalk/skills-2-sicherheit--habitat-2024-{aim}": f"crosswalk/skills-2-sicher-arbeiten--habitat-2024-{aim}"
        for aim in ("totholz", "bluete", "wasser")
    },
}
"""Every address of the orchard that has changed, and what it is now."""


@pytest.fixture(scope="module")
def orchard(built_orchard: Path) -> Site:
    return crawled(built_orchard, ADDRESS)


class TestTheLaterEdition:
    def test_shows_what_can_become_of_an_entry(self) -> None:
        site = load(building.ORCHARD / "mkdocs.yml").site
        assert site is not None
        found = site.succession("skills-1", "skills-2")
        assert [change.change for change in found.changes] == [
            Change.SPLIT,
            Change.KEPT,
            Change.REPLACED,
            Change.MOVED,
            Change.DROPPED,
            Change.NEW,
        ]
        assert [each.connection.other for each in found.open_links] == [
            "story:alter-birnbaum",
            "technique:einmachen",
            "technique:winterschnitt",
        ]

    def test_says_that_it_is_made_up(self, orchard: Site) -> None:
        for path in (path for path in orchard.pages if "/skills/skills-2/" in path and not _refreshed(orchard, path)):
            assert re.search("Ausgabe ist erfunden|est inventée elle aussi", orchard.pages[path].words), path

    @pytest.mark.parametrize(
        ("path", "words"),
        [
            ("de/skills/skills-1/schneiden", "eine spätere getreten: Können im Obstgarten (2). Statt dessen"),
            ("de/skills/skills-1/zaehlen", "Nichts darin ersetzt, was auf dieser Seite steht."),
            ("de/skills/skills-2/saegen", "Ersetzt: Schneiden (Ausgabe 1)."),
            ("fr-CH/skills/skills-1/schneiden", "elle contient : Regarder un arbre, Scier."),
            ("fr-CH/skills/skills-1/zaehlen", "Rien n’y remplace ce qui figure sur cette page."),
            ("fr-CH/skills/skills-2/saegen", "Remplace : Tailler (édition 1)."),
            ("de/habitat-aims/habitat-2024/bluete", "Schneiden (Ausgabe 1)"),
            ("fr-CH/habitat-aims/habitat-2024/bluete", "Scier (édition 2)"),
        ],
    )
    def test_and_the_first_say_on_their_pages_how_they_follow(self, orchard: Site, path: str, words: str) -> None:
        assert words in orchard.pages[f"{path}.html"].words

    def test_leaves_every_address_of_the_first_as_it_was(self, orchard: Site) -> None:
        for language in ("de", "fr-CH"):
            for skill in ("schneiden", "haltbar-machen"):
                assert f"{language}/skills/skills-1/{skill}.html" in orchard.pages
                assert f"{language}/crosswalk/skills-1-{skill}--habitat-2024-totholz.html" in orchard.pages


@pytest.mark.parametrize("language", ["de", "fr-CH"])
class TestAnAddressThatHasChanged:
    def test_is_the_only_kind_that_leads_elsewhere(self, orchard: Site, language: str) -> None:
        led = {path for path in orchard.pages_of(language) if _refreshed(orchard, f"{language}/{path}")}
        beside = {f"side-by-side/{former}.html" for former in MOVED if not former.startswith("connected/")}
        assert led == {f"{former}.html" for former in MOVED} | beside

    @pytest.mark.parametrize(("former", "now"), MOVED.items())
    def test_leads_to_where_the_page_is_now(self, orchard: Site, language: str, former: str, now: str) -> None:
        path = f"{language}/{former}.html"
        target = posixpath.normpath(posixpath.join(posixpath.dirname(path), _refreshed(orchard, path)))
        assert target == f"{language}/{now}.html"
        assert target in orchard.pages
        page = orchard.pages[path]
        assert {_refreshed(orchard, path), f"{ADDRESS}{target}"} <= {*page.links, *page.metadata}

    @pytest.mark.parametrize("former", MOVED)
    def test_is_named_by_no_other_page_and_no_sitemap(self, orchard: Site, language: str, former: str) -> None:
        linking = {
            path
            for path, page in orchard.pages.items()
            for link in page.links
            if posixpath.normpath(posixpath.join(posixpath.dirname(path), link)) == f"{language}/{former}.html"
        }
        assert linking <= {f"{code}/{former}.html" for code in ("de", "fr-CH")}
        for path in (path for path in orchard.files if path.endswith(("sitemap.xml", ".js"))):
            assert f"{former}.html" not in (orchard.folder / path).read_text(encoding="utf-8")


def _refreshed(orchard: Site, path: str) -> str:
    """Where a page leads on to by itself, without a script; empty for all that do not."""
    html = (orchard.folder / path).read_text(encoding="utf-8")
    found = re.search(r'<meta http-equiv="refresh" content="0; url=([^"]+)">', html)
    return found[1] if found else ""
