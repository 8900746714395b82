"""What axe cannot see, asked of a page by the checks of senses.js: each gives a line for everything that it finds."""

from pathlib import Path

from playwright.sync_api import Page
from samples import DESK, PHONE

from axe import OPEN_EVERYTHING

SOURCE = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")
ASK = "([check, ...rest]) => senses[check](...rest)"

# Presses of Tab from the top of a page, and through its end. What lies between is judged without them, and
# scripts/walk.py presses them all.
FIRST, LAST = 12, 4
# Parts that may stand beside others, so that from one into the next the eye goes up: the head and the foot of the page
# on a phone's long page, and the contents, which go along with the reader on a wide one.
APART = ("header.site-head", ".on-this-page", "main", "footer")
# What a finger must hit at once. The marks beside explained words stand in sentences; style sheets give them more room
# where the pointer is a finger.
MAIN_CONTROLS = ":is(button,summary,select,textarea,input,nav a,.tool):not(.explain)"
SMALLEST, FINGER = 24, 44
NARROWEST = 320
"""px: WCAG 2.2, 2.5.8 and 2.5.5; and 1.4.10."""


def ask(page: Page, check: str, *rest: object) -> list[str]:
    return page.evaluate(ASK, [check, *rest])


def put_into(page: Page) -> Page:
    page.evaluate(SOURCE)
    return page


def tabbed(page: Page) -> list[str]:
    """What goes wrong while a reader presses Tab, from the top and through to the end."""
    stops = page.evaluate(ASK, ["watch", 0])
    for _ in range(min(FIRST, stops)):
        page.keyboard.press("Tab")
    found = ask(page, "walk", 0)
    last = min(LAST, stops)
    page.evaluate(ASK, ["watch", last])
    for _ in range(last):
        page.keyboard.press("Tab")
    return [*found, *ask(page, "walk", last)]


def at_a_desk(page: Page) -> list[str]:
    """All that a wide window can show: both schemes, the reader's own colours, words of twice the size."""
    found = [*tabbed(page), *ask(page, "order", APART), *ask(page, "focus")]
    for check in ("controls", "names", "languages"):
        found.extend(ask(page, check))
    found.extend(ask(page, "targets", SMALLEST))
    page.emulate_media(color_scheme="dark")
    found.extend(f"dark: {each}" for each in ask(page, "focus"))
    found.extend(in_own_colours(page))
    page.evaluate(OPEN_EVERYTHING)
    page.evaluate(ASK, ["enlarge", "200%"])
    for width in (DESK, DESK // 2):
        page.set_viewport_size({"width": width, "height": 800})
        found.extend(f"words of 200 %, {width} px: {each}" for each in ask(page, "room"))
    return found


def in_own_colours(page: Page) -> list[str]:
    page.emulate_media(color_scheme="light")
    page.evaluate(ASK, ["seeMarks"])
    page.emulate_media(color_scheme="light", forced_colors="active")
    page.evaluate(ASK, ["pressAll"])
    found = [*ask(page, "lostMarks"), *ask(page, "states")]
    page.emulate_media(color_scheme="light", forced_colors="none")
    return [f"forced colours: {each}" for each in found]


def on_a_phone(page: Page) -> list[str]:
    """All that a narrow one can: what a finger hits, with the menu open, and what room words have that need more."""
    found = [*tabbed(page), *ask(page, "order", APART), *ask(page, "focus")]
    for check in ("controls", "names"):
        found.extend(ask(page, check))
    page.emulate_media(reduced_motion="reduce")
    found.extend(f"reduced motion: {each}" for each in ask(page, "motion"))
    page.emulate_media(reduced_motion="no-preference")
    for button in page.locator(".menu-button:visible").all():
        button.click()
    found.extend([*ask(page, "targets", SMALLEST), *ask(page, "targets", FINGER, MAIN_CONTROLS)])
    page.evaluate(OPEN_EVERYTHING)
    page.set_viewport_size({"width": NARROWEST, "height": 800})
    page.evaluate(ASK, ["space", True])
    return [*found, *(f"words set apart: {each}" for each in ask(page, "room"))]


WINDOWS = {DESK: at_a_desk, PHONE: on_a_phone}
