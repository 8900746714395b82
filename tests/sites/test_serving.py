"""While a site is served, what somebody writes shows in all languages, and what is wrong with it until it is mended.

`tests/bench/serving.py` measures how long that takes.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import building
import pytest

sys.path.append(str(Path(__file__).parents[1] / "bench"))
from serving import Edit, Served, served

PEAR = "stories/alter-birnbaum"
PAGES = [f"{code}{beside}/{PEAR}.html" for code in ("de", "fr-CH") for beside in ("", "/side-by-side")]
"""The pages of a story: in each language, and in both."""

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return building.copied(building.ORCHARD, tmp_path_factory.mktemp("served") / "orchard")


@pytest.fixture(scope="module")
def site(folder: Path) -> Iterator[Served]:
    with served(folder / "mkdocs.yml", folder.parent / "terminal.txt") as site:
        yield site


def edit(path: Path, old: str, new: str, has: str, lacks: str = "\0") -> Edit:
    """An edit of a file, and what a page has and lacks once it shows it."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    return Edit(path, text.replace(old, new, 1), has, lacks)


def shown(site: Served) -> dict[str, str]:
    """The pages but for what tells a browser which build they are of."""
    return {page: re.sub(r"livereload\(\d+, \d+\)", "", site.get(page)) for page in PAGES}


def test_words_show_on_every_page_that_has_them(site: Served, folder: Path) -> None:
    words = edit(folder / PEAR / "de.md", "blühte nicht mehr", "blühte gar nicht mehr", "blühte gar nicht mehr")
    site.seconds(PAGES[0], [page for page in PAGES if page != f"fr-CH/{PEAR}.html"], words)


def searched(site: Served) -> str:
    """The text that the index of a language holds of all pages."""
    assert '"edition":' in site.get("de/search/index.js")
    found = []
    while part := site.get(f"de/search/text-{len(found)}.js"):
        found.append(part)
    return "".join(found)


def test_what_is_searched_is_what_has_been_written(site: Served, folder: Path) -> None:
    before = searched(site)
    words = edit(folder / PEAR / "de.md", "Birnbaum", "Birnbaum und Mirabellenmus", "Mirabellenmus")
    site.seconds(PAGES[0], PAGES[:1], words)
    assert "Mirabellenmus" not in before
    assert "Mirabellenmus" in searched(site)


def test_a_mistake_shows_above_pages_that_are_as_they_were_until_it_is_mended(site: Served, folder: Path) -> None:
    facts, before, said = folder / PEAR / "facts.yml", shown(site), site.said()

    site.seconds(PAGES[0], PAGES, edit(facts, "strength: central", "strength: enormous", "enormous"))
    site.until_said("enormous", len(said))
    for page, html in shown(site).items():
        above, problems, below = html.partition('<div class="problems" role="alert">')
        assert problems
        assert above + below.partition("</div>")[2] == before[page]

    site.seconds(PAGES[0], PAGES, edit(facts, "strength: enormous", "strength: central", "</html>", "enormous"))
    assert shown(site) == before
    assert "Traceback" not in site.said()
