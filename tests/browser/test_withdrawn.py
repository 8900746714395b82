"""A page that says that something was taken down, in the orchard, which has some: a reader goes on from it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from samples import PHONE
from test_access import EVERY_STATE, in_states

pytestmark = pytest.mark.browser

SAID = {
    "de": ("Zurückgezogen", "Geschichten", "Français (Suisse)"),
    "fr-CH": ("Page retirée", "Récits", "Deutsch"),
}


@pytest.mark.parametrize("address", ["stories/der-kirschbaum", "stories/kirschbaum"])
@pytest.mark.parametrize("code", SAID)
def test_a_reader_is_told_and_goes_on(
    open_page: Callable[..., Page], built_orchard: Path, axe: str, code: str, address: str
) -> None:
    title, list_, other = SAID[code]
    there = next(each for each in SAID if each != code)
    page = open_page(f"{built_orchard.as_uri()}/{code}/{address}.html", PHONE)
    found = in_states(page, axe, EVERY_STATE)
    assert found == [], "\n".join(found)
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    page.get_by_role("banner").get_by_role("link", name=other).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(SAID[there][0])
    page.get_by_role("banner").get_by_role("link", name=SAID[there][2]).click()
    page.get_by_role("main").get_by_role("link", name=list_).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(list_)
