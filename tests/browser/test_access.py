"""The site for every reader: by eye, ear or keyboard, in either scheme, on any width, without scripts, and on paper."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from keyboard import by_keyboard, by_pointer, focused, has_focus, tab_to
from playwright.sync_api import Locator, Page, expect
from samples import (
    DESK,
    ENGLISH,
    PAGES,
    PHONE,
    ROOT_PAGES,
    WELSH,
    WORDS,
    Words,
    classes_of,
    in_both,
    of_a_language,
    of_the_root,
    page_of,
)

from axe import COLOURS, OPEN_EVERYTHING, RUN_AXE, STANDARDS

pytestmark = pytest.mark.browser

# px: a desk's window at 400 %, below which WCAG 2.2 (1.4.10) lets a page scroll sideways.
NARROWEST = 320
STOPS = 40
# What a wide window moves: cards and columns, the contents beside the text, the table that a phone makes into lists.
LAID_OUT_ANEW = ("home", "hallmark", "standard", "crosswalk", "cell", "list of case studies", "a to z", "side by side")

HEADINGS = """() => [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].filter(found => found.checkVisibility())
  .map(heading => [Number(heading.localName[1]), heading.textContent.trim(), heading.closest("[lang]").lang])"""

# What pushes the page wide, for the message; what scrolls within a frame of its own does not.
TOO_WIDE = """() => {
  const width = document.documentElement.clientWidth, page = document.scrollingElement;
  if (page.scrollWidth <= width) return [];
  const all = [...document.body.querySelectorAll("*")];
  const wide = all.filter(element => element.getBoundingClientRect().right > width + 1);
  const last = wide.filter(element => !wide.some(inner => inner !== element && element.contains(inner)));
  return [`${page.scrollWidth} px wide`, ...last.slice(0, 5).map(element => element.outerHTML.slice(0, 150))];
}"""

BACKGROUND = "() => getComputedStyle(document.body).backgroundColor"
DARK = "() => getComputedStyle(document.body).backgroundColor.match(/[\\d.]+/g).slice(0, 3).every(part => part < 64)"


def main_menu(page: Page, language: Words) -> Locator:
    return page.get_by_role("navigation", name=language.main_menu)


def menu_button(page: Page, language: Words) -> Locator:
    return page.get_by_role("banner").get_by_role("button", name=language.menu)


def scheme_button(page: Page, language: Words) -> Locator:
    return page.get_by_role("banner").get_by_role("button", name=language.dark)


def open_everything(page: Page) -> None:
    page.evaluate(OPEN_EVERYTHING)


# Each half has both widths and both schemes.
HALVES = ([(DESK, "light"), (PHONE, "dark")], [(PHONE, "light"), (DESK, "dark")])
EVERY_STATE = [*HALVES[0], *HALVES[1]]
# Neither colours nor widths know the language, so each language has half of the states of a page.
STATES = dict(zip(WORDS, HALVES, strict=True))


def in_states(page: Page, axe: str, states: list[tuple[int, str]]) -> list[str]:
    """What axe finds in each of these windows."""
    page.evaluate(axe)
    open_everything(page)
    found: list[str] = []
    for width, scheme in states:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        rules = STANDARDS if scheme == "light" else COLOURS
        found.extend(f"[{width} px, {scheme}] {violation}" for violation in page.evaluate(RUN_AXE, rules))
    return found


class TestWhatAxeKnows:
    @of_a_language
    def test_finds_nothing_at_either_width_in_either_scheme(
        self, visit: Callable[..., Page], axe: str, name: str, language: Words
    ) -> None:
        found = in_states(visit(page_of(name, language)), axe, STATES[language.code])
        assert not found, "\n".join(["", *found])

    @of_the_root
    def test_finds_nothing_above_the_languages(self, visit: Callable[..., Page], axe: str, path: str) -> None:
        found = in_states(visit(path), axe, EVERY_STATE)
        assert not found, "\n".join(["", *found])

    @in_both
    def test_finds_nothing_while_the_menu_of_a_phone_is_open(
        self, visit: Callable[..., Page], axe: str, language: Words
    ) -> None:
        page = visit(page_of("hallmark", language), PHONE)
        menu_button(page, language).click()
        found = in_states(page, axe, [(PHONE, "light"), (PHONE, "dark")])
        assert not found, "\n".join(["", *found])

    def test_would_be_told(self, visit: Callable[..., Page], axe: str) -> None:
        page = visit(page_of("guide", ENGLISH))
        page.evaluate("() => document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=x>')")
        page.evaluate("() => document.querySelector('main article > p').style.color = 'var(--line)'")
        found = "\n".join(in_states(page, axe, EVERY_STATE))
        for width in (DESK, PHONE):
            assert f"[{width} px, light] image-alt: " in found
            assert f"[{width} px, light] color-contrast: " in found
            assert f"[{width} px, dark] color-contrast: " in found


class TestTheKeyboard:
    @pytest.mark.parametrize(
        ("name", "language", "width"),
        [
            # Welsh words are the longer ones: they have the narrow screen.
            *(pytest.param(name, WELSH, PHONE, id=f"{name}, Welsh, phone") for name in PAGES),
            *(pytest.param(name, ENGLISH, DESK, id=f"{name}, English, desk") for name in LAID_OUT_ANEW),
        ],
    )
    def test_every_stop_is_seen_where_it_is(
        self, visit: Callable[..., Page], name: str, language: Words, width: int
    ) -> None:
        page = visit(page_of(name, language), width)
        troubles: list[str] = []
        seen = 0
        for stop in range(1, STOPS + 1):
            page.keyboard.press("Tab")
            at = focused(page)
            if at is None:
                break
            seen = stop
            troubles.extend(f"stop {stop}: {at['what']} {trouble}" for trouble in at["trouble"])
        assert not troubles, "\n".join(["", *troubles])
        assert seen > 4, "there is more on this page than its head"

    @of_the_root
    def test_every_stop_above_the_languages_is_seen(self, visit: Callable[..., Page], path: str) -> None:
        page = visit(path, PHONE)
        for link in page.get_by_role("link").all():
            page.keyboard.press("Tab")
            assert has_focus(link)
            assert focused(page)["trouble"] == []

    @pytest.mark.parametrize("key", ["Enter", "Space"])
    @in_both
    def test_opens_and_closes_the_menu(self, visit: Callable[..., Page], language: Words, key: str) -> None:
        page = visit(page_of("guide", language), PHONE)
        menu, button = main_menu(page, language), menu_button(page, language)
        expect(menu).to_be_hidden()
        expect(button).to_have_attribute("aria-expanded", "false")
        tab_to(button)
        page.keyboard.press(key)
        expect(menu).to_be_visible()
        expect(button).to_have_attribute("aria-expanded", "true")

        page.keyboard.press("Tab")
        assert has_focus(menu.get_by_role("link").first), "the menu follows the button that opened it"
        page.keyboard.press("Escape")
        expect(menu).to_be_hidden()
        expect(button).to_have_attribute("aria-expanded", "false")
        assert has_focus(button), "who closes the menu is back where it was opened"

        page.keyboard.press(key)
        expect(menu).to_be_visible()
        page.keyboard.press(key)
        expect(menu).to_be_hidden()

    def test_meets_no_menu_button_where_the_menu_stands_open(self, visit: Callable[..., Page]) -> None:
        page = visit(page_of("guide", ENGLISH), DESK)
        expect(menu_button(page, ENGLISH)).to_be_hidden()
        expect(main_menu(page, ENGLISH)).to_be_visible()

    @in_both
    def test_opens_where_a_link_comes_from(self, visit: Callable[..., Page], language: Words) -> None:
        page = visit(page_of("hallmark", language))
        folded = page.get_by_role("main").locator("details").first
        tab_to(folded.get_by_text(language.provenance))
        expect(folded.get_by_role("list")).to_be_hidden()
        page.keyboard.press("Space")
        expect(folded.get_by_role("list")).to_be_visible()


class TestTheSchemeButton:
    def test_remembers_the_choice_on_every_page_and_in_the_other_language(
        self, open_page: Callable[..., Page], site: str
    ) -> None:
        language = WELSH
        page = open_page(f"{site}{page_of('home', language)}", color_scheme="light")
        button = scheme_button(page, language)
        expect(button).to_have_attribute("aria-pressed", "false")
        assert not page.evaluate(DARK)
        tab_to(button)
        page.keyboard.press("Space")
        expect(button).to_have_attribute("aria-pressed", "true")
        assert page.evaluate(DARK)

        for words in (language, language.other):
            page.goto(f"{site}{page_of('hallmark', words)}")
            expect(scheme_button(page, words)).to_have_attribute("aria-pressed", "true")
            assert page.evaluate(DARK)

    @pytest.mark.parametrize("scheme", ["light", "dark"])
    def test_begins_with_the_device_and_can_leave_it(
        self, open_page: Callable[..., Page], opened_from: str, scheme: str
    ) -> None:
        page = open_page(f"{opened_from}{page_of('home', ENGLISH)}", color_scheme=scheme)
        assert page.evaluate(DARK) == (scheme == "dark")
        scheme_button(page, ENGLISH).click()
        assert page.evaluate(DARK) == (scheme == "light")
        page.reload()
        assert page.evaluate(DARK) == (scheme == "light")


class TestReflow:
    @of_a_language
    def test_nobody_scrolls_sideways_on_the_narrowest_screen(
        self, visit: Callable[..., Page], name: str, language: Words
    ) -> None:
        page = visit(page_of(name, language), NARROWEST)
        open_everything(page)
        assert page.evaluate(TOO_WIDE) == []

    @of_the_root
    def test_nobody_does_above_the_languages(self, visit: Callable[..., Page], path: str) -> None:
        assert visit(path, NARROWEST).evaluate(TOO_WIDE) == []

    @in_both
    def test_not_even_with_the_menu_open(self, visit: Callable[..., Page], language: Words) -> None:
        page = visit(page_of("crosswalk", language), NARROWEST)
        menu_button(page, language).click()
        assert page.evaluate(TOO_WIDE) == []


class TestTheStructure:
    @of_a_language
    def test_a_page_says_its_language_and_its_headings_are_a_table_of_contents(
        self, visit: Callable[..., Page], name: str, language: Words
    ) -> None:
        page = visit(page_of(name, language))
        expect(page.locator("html")).to_have_attribute("lang", language.code)
        headings = page.evaluate(HEADINGS)
        levels = [level for level, *_ in headings]
        assert levels[0] == 1, headings[0]
        assert levels.count(1) == 1
        for (before, *_), (level, words, _) in pairwise(headings):
            assert level <= before + 1, f"“{words}” is h{level} after h{before}"

    @of_the_root
    def test_above_the_languages_each_has_one_heading_of_its_own(self, visit: Callable[..., Page], path: str) -> None:
        headings = visit(path).evaluate(HEADINGS)
        assert [(level, language) for level, _, language in headings] == [(1, code) for code in WORDS]


class TestWithoutScripts:
    @pytest.mark.parametrize("name", PAGES)
    def test_content_menu_and_the_other_language_are_there_and_nothing_is_dead(
        self, visit_without_scripts: Callable[..., Page], name: str
    ) -> None:
        language = ENGLISH
        page = visit_without_scripts(page_of(name, language))
        for width in (DESK, PHONE):
            page.set_viewport_size({"width": width, "height": 800})
            expect(page.get_by_role("main").get_by_role("heading", level=1)).to_be_visible()
            expect(page.get_by_role("main").get_by_role("paragraph").first).to_be_visible()
            links = main_menu(page, language).locator("a")
            assert links.filter(visible=True).count() == links.count() > 5
            expect(page.get_by_role("banner").get_by_role("link", name=language.other.language)).to_be_visible()
            # A button that only a script can answer must not be offered; an explanation opens without one.
            expect(page.locator("button:not([popovertarget]), [role=button]").filter(visible=True)).to_have_count(0)

    @in_both
    def test_the_menu_and_the_switch_lead_where_they_say(
        self, visit_without_scripts: Callable[..., Page], language: Words
    ) -> None:
        page = visit_without_scripts(page_of("home", language), PHONE)
        main_menu(page, language).get_by_role("link", name=language.crosswalk).click()
        expect(page.get_by_role("heading", level=1)).to_have_text(language.crosswalk)
        page.get_by_role("banner").get_by_role("link", name=language.other.language).click()
        expect(page.get_by_role("heading", level=1)).to_have_text(language.other.crosswalk)

    @in_both
    def test_every_cell_of_the_crosswalk_leads_to_its_page(
        self, visit_without_scripts: Callable[..., Page], opened_from: str, built_site: Path, language: Words
    ) -> None:
        page = visit_without_scripts(page_of("crosswalk", language), PHONE)
        cells = page.get_by_role("table").get_by_role("cell").get_by_role("link", name=" × ")
        rows, columns = (page.locator(f"th[scope={scope}]").count() for scope in ("row", "col"))
        assert cells.count() == rows * columns > 0
        assert cells.filter(visible=True).count() == cells.count()
        for address in cells.evaluate_all("cells => cells.map(cell => cell.href)"):
            assert (built_site / address.removeprefix(opened_from)).is_file(), address
        by_keyboard(cells.filter(has_text=language.cell))
        expect(page.get_by_role("heading", level=1)).to_have_text(language.cell)

    @in_both
    def test_where_a_link_comes_from_can_be_opened(
        self, visit_without_scripts: Callable[..., Page], language: Words
    ) -> None:
        page = visit_without_scripts(page_of("hallmark", language))
        folded = page.get_by_role("main").locator("details").first
        by_pointer(folded.get_by_text(language.provenance))
        expect(folded.get_by_role("list")).to_be_visible()

    @in_both
    def test_the_first_page_offers_both_languages(
        self, visit_without_scripts: Callable[..., Page], language: Words
    ) -> None:
        page = visit_without_scripts(ROOT_PAGES["choice of language"], PHONE)
        by_keyboard(page.get_by_role("link", name=language.language, exact=True))
        expect(page.get_by_role("heading", level=1)).to_have_text(language.home)


class TestOnPaper:
    @pytest.mark.parametrize("name", PAGES)
    def test_the_words_are_there_and_what_only_a_screen_can_use_is_not(
        self, visit: Callable[..., Page], name: str
    ) -> None:
        page = visit(page_of(name, ENGLISH), scheme="dark")
        page.emulate_media(media="print", color_scheme="dark")
        expect(page.get_by_role("main").get_by_role("heading", level=1)).to_be_visible()
        expect(page.get_by_role("main").get_by_role("paragraph").first).to_be_visible()
        expect(page.get_by_role("navigation")).to_have_count(0)
        expect(page.get_by_role("button")).to_have_count(0)
        expect(page.get_by_role("link", name=ENGLISH.other.language, exact=True)).to_have_count(0)
        assert page.evaluate(BACKGROUND) == "rgb(255, 255, 255)"

    @in_both
    def test_what_is_folded_on_a_screen_can_be_read(self, visit: Callable[..., Page], language: Words) -> None:
        page = visit(page_of("hallmark", language))
        page.emulate_media(media="print")
        folded = page.get_by_role("main").locator("details")
        reasons = folded.locator("li")
        assert reasons.filter(visible=True).count() == reasons.count() > 0

    def test_the_whole_crosswalk_is_as_wide_as_the_paper(self, visit: Callable[..., Page]) -> None:
        page = visit(page_of("crosswalk", ENGLISH), width=794)  # A4 at 96 dots to the inch
        page.emulate_media(media="print")
        assert page.evaluate(TOO_WIDE) == []
        assert page.get_by_role("table").evaluate("table => table.scrollWidth <= document.documentElement.clientWidth")


def test_every_part_of_a_page_is_among_the_samples(built_site: Path) -> None:
    """What is new must be judged too: add a page that has it to `PAGES`."""
    found: dict[str, Path] = {}
    for page in sorted((built_site / "en").rglob("*.html")):
        found.update(dict.fromkeys(classes_of(page) - found.keys(), page.relative_to(built_site)))
    for name in PAGES:
        for known in classes_of(built_site / page_of(name, ENGLISH)):
            found.pop(known, None)
    assert found == {}
