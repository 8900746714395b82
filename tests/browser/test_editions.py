"""Two editions of a framework side by side, in the orchard, which has them; and addresses that have changed there."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from test_access import HALVES, in_states

pytestmark = pytest.mark.browser

MOVED = [
    ("stories/birnbaum", "stories/alter-birnbaum"),
    ("skills/skills-2/sicherheit", "skills/skills-2/sicher-arbeiten"),
    (
        "crosswalk/skills-2-sicherheit--habitat-2024-wasser",
        "crosswalk/skills-2-sicher-arbeiten--habitat-2024-wasser",
    ),
]
TITLES = {"de": "Diese Seite ist umgezogen", "fr-CH": "Cette page a changé d’adresse"}
STATES = dict(zip(TITLES, HALVES, strict=True))


@pytest.fixture
def orchard(built_orchard: Path) -> str:
    return f"{built_orchard.as_uri()}/"


@pytest.mark.parametrize("language", TITLES)
@pytest.mark.parametrize(("former", "now"), MOVED)
@pytest.mark.parametrize("scripts", [True, False])
def test_an_old_address_leads_on(
    open_page: Callable[..., Page], orchard: str, language: str, former: str, now: str, *, scripts: bool
) -> None:
    page = open_page("about:blank", java_script_enabled=scripts)
    page.goto(f"{orchard}{language}/{former}.html")
    expect(page).to_have_url(f"{orchard}{language}/{now}.html")
    expect(page.get_by_role("heading", level=1)).not_to_have_text(TITLES[language])


def test_an_old_address_keeps_its_place_and_does_not_stand_in_the_way_back(
    open_page: Callable[..., Page], orchard: str
) -> None:
    page = open_page(f"{orchard}de/stories.html")
    page.goto(f"{orchard}de/stories/birnbaum.html#connections")
    expect(page).to_have_url(f"{orchard}de/stories/alter-birnbaum.html#connections")
    page.go_back()
    expect(page).to_have_url(f"{orchard}de/stories.html")


@pytest.mark.parametrize(
    "path", ["skills", "crosswalk", "skills/skills-1/schneiden", "skills/skills-2/sicher-arbeiten"]
)
@pytest.mark.parametrize("language", TITLES)
def test_axe_finds_nothing_where_editions_stand_side_by_side(
    open_page: Callable[..., Page], orchard: str, axe: str, language: str, path: str
) -> None:
    found = in_states(open_page(f"{orchard}{language}/{path}.html"), axe, STATES[language])
    assert found == [], "\n".join(found)


@pytest.mark.parametrize("language", TITLES)
def test_axe_finds_nothing_on_a_page_that_has_moved(
    open_page: Callable[..., Page], built_orchard: Path, axe: str, language: str
) -> None:
    """The page without what leads on from it: a reader sees this whose browser does not follow."""
    html = (built_orchard / language / "stories" / "birnbaum.html").read_text(encoding="utf-8")
    page = open_page("about:blank")
    page.set_content(html.replace('http-equiv="refresh"', "").replace("location.replace", "void "))
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLES[language])
    found = in_states(page, axe, STATES[language])
    assert found == [], "\n".join(found)
