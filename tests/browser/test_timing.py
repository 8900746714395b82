"""Sessions in the orchard, whose pages are opened from a folder: now, and as an old copy years later."""

import datetime
from collections.abc import Callable
from pathlib import Path

import icalendar
import pytest
from playwright.sync_api import Page, expect
from test_access import HALVES, in_states

pytestmark = pytest.mark.browser

BEFORE, AFTER = "2031-10-20T23:00:00Z", "2031-11-09T12:00:00Z"
OVER = {"de": "Vorbei", "fr-CH": "Terminé"}
CLOSED = {"de": "nicht mehr möglich", "fr-CH": "délai échu"}


@pytest.fixture
def open_at(open_page: Callable[..., Page], built_orchard: Path) -> Callable[..., Page]:
    """Opens a page of the orchard when the reader's clock shows a moment."""

    def opened(path: str, moment: str, **options: object) -> Page:
        page = open_page("about:blank", **options)
        page.clock.set_fixed_time(moment)
        page.goto(f"{built_orchard.as_uri()}/{path}.html")
        return page

    return opened


@pytest.mark.parametrize("language", OVER)
def test_an_old_copy_says_that_something_is_over_by_now(open_at: Callable[..., Page], language: str) -> None:
    address = f"{language}/gatherings/apfeltage"
    page = open_at(address, BEFORE)
    notice = page.locator(".notice.over")
    expect(notice).to_be_hidden()
    expect(page.get_by_text(CLOSED[language])).to_be_hidden()

    page = open_at(address, AFTER)
    expect(page.get_by_role("status").filter(has=page.locator(".notice.over"))).to_be_visible()
    expect(page.locator(".notice.over time")).to_have_attribute("datetime", "2031-11-08")
    expect(page.locator(".period").get_by_role("status")).to_have_text(CLOSED[language], use_inner_text=True)


@pytest.mark.parametrize("language", OVER)
def test_so_do_its_cards(open_at: Callable[..., Page], language: str) -> None:
    page = open_at(f"{language}/gatherings", BEFORE)
    expect(page.get_by_text(OVER[language], exact=True)).to_be_hidden()
    expect(page.get_by_role("status")).to_have_text("", use_inner_text=True)

    page = open_at(f"{language}/gatherings", AFTER)
    card = page.locator(".card", has_text="Apfeltage" if language == "de" else "Journées des pommes")
    expect(card.get_by_text(OVER[language], exact=True)).to_be_visible()
    expect(page.get_by_text(OVER[language], exact=True)).to_have_count(1)
    expect(page.get_by_role("status")).not_to_have_text("", use_inner_text=True)


def test_what_was_over_already_says_so_without_a_script(
    open_at: Callable[..., Page], open_page: Callable[..., Page], built_orchard: Path
) -> None:
    page = open_at("de/gatherings/schnittkurs", BEFORE)
    assert page.locator("script[src*='clock.js']").count() == 0

    plain = open_page("about:blank", java_script_enabled=False)
    plain.goto(f"{built_orchard.as_uri()}/de/gatherings/schnittkurs.html")
    expect(plain.locator(".notice.over")).to_be_visible()


@pytest.mark.parametrize(
    ("path", "moment", "half"),
    [("apfeltage", BEFORE, 0), ("apfeltage", AFTER, 1), ("schnittkurs", AFTER, 0), ("", AFTER, 1)],
)
def test_axe_finds_nothing_whatever_the_clock_shows(
    open_at: Callable[..., Page], axe: str, path: str, moment: str, half: int
) -> None:
    found = in_states(open_at(f"de/gatherings/{path}".rstrip("/"), moment), axe, HALVES[half])
    assert found == [], "\n".join(found)


def test_the_sessions_of_a_page_are_taken_away_as_a_file(open_at: Callable[..., Page]) -> None:
    page = open_at("de/gatherings/apfeltage", BEFORE)
    with page.expect_download() as download:
        page.get_by_role("link", name="Diese Termine als Kalenderdatei").click()
    assert download.value.suggested_filename == "apfeltage.ics"
    events = icalendar.Calendar.from_ical(Path(download.value.path()).read_bytes()).events
    shown = page.locator(".session-when time:first-child").evaluate_all("all => all.map(each => each.dateTime)")
    assert [event.start.strftime("%Y-%m-%d") for event in events] == shown
    assert [event.start.astimezone(datetime.UTC).hour for event in events[:2]] == [8, 9]
