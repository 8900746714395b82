"""What a term means can be read where it stands, by eye, ear, keyboard or finger, and without any script."""

import re
from collections.abc import Callable

import pytest
from keyboard import has_focus, tab_to
from playwright.sync_api import Locator, Page, expect
from samples import DESK, PAGES, PHONE, WORDS, Words, at_both_widths, in_both, page_of

pytestmark = pytest.mark.browser

MEANING = {"en": "Meaning of “induction”", "cy": "Ystyr “cyfnod sefydlu”"}
EXPLAINED = {"en": "The first stage of a teacher’s career", "cy": "Cam cyntaf gyrfa athro"}
GLOSSARY = {"en": "“induction” in the glossary", "cy": "“cyfnod sefydlu” yn yr eirfa"}
CLOSE = {"en": "Close", "cy": "Cau"}

# An entry's words go through our own renderer, those of a guide page through MkDocs.
on_both_kinds = pytest.mark.parametrize("address", [PAGES["hallmark"], "standards"])
WITHIN = "box => box.left >= 0 && box.top >= 0 && box.right <= innerWidth && box.bottom <= innerHeight"


def button(page: Page, language: Words) -> Locator:
    return page.get_by_role("button", name=MEANING[language.code])


def explanation(page: Page, language: Words) -> Locator:
    return page.get_by_role("paragraph").filter(has_text=EXPLAINED[language.code])


class TestAnExplanation:
    @in_both
    @on_both_kinds
    @at_both_widths
    def test_opens_and_closes_by_keyboard_and_keeps_the_focus(
        self, visit: Callable[..., Page], language: Words, address: str, width: int
    ) -> None:
        page = visit(f"{language.code}/{address}.html", width)
        mark, words = button(page, language), explanation(page, language)
        expect(words).to_be_hidden()
        tab_to(mark)
        page.keyboard.press("Enter")
        expect(words).to_be_visible()
        assert has_focus(mark)
        assert words.locator("..").evaluate(f"card => ({WITHIN})(card.getBoundingClientRect())")

        page.keyboard.press("Tab")
        assert has_focus(page.get_by_role("link", name=GLOSSARY[language.code])), "what opened comes next"
        page.keyboard.press("Escape")
        expect(words).to_be_hidden()
        assert has_focus(mark)

        page.keyboard.press("Space")
        expect(words).to_be_visible()
        page.keyboard.press("Space")
        expect(words).to_be_hidden()

    @in_both
    @on_both_kinds
    def test_opens_and_closes_by_touch(
        self, open_page: Callable[..., Page], opened_from: str, language: Words, address: str
    ) -> None:
        page = open_page(f"{opened_from}{language.code}/{address}.html", PHONE, has_touch=True, is_mobile=True)
        mark, words = button(page, language), explanation(page, language)
        mark.tap()
        expect(words).to_be_visible()
        page.get_by_role("button", name=CLOSE[language.code]).filter(visible=True).tap()
        expect(words).to_be_hidden()

        mark.tap()
        expect(words).to_be_visible()
        page.touchscreen.tap(5, 300)
        expect(words).to_be_hidden()

    @in_both
    def test_is_heard_with_its_button(self, visit: Callable[..., Page], language: Words) -> None:
        mark = button(visit(page_of("hallmark", language)), language)
        expect(mark).to_have_accessible_description(re.compile(EXPLAINED[language.code]))

    @in_both
    @on_both_kinds
    def test_needs_no_script(self, visit_without_scripts: Callable[..., Page], language: Words, address: str) -> None:
        page = visit_without_scripts(f"{language.code}/{address}.html", DESK)
        tab_to(button(page, language))
        page.keyboard.press("Enter")
        expect(explanation(page, language)).to_be_visible()

    @in_both
    def test_leads_to_its_place_in_the_glossary(self, visit: Callable[..., Page], language: Words) -> None:
        page = visit(page_of("hallmark", language))
        button(page, language).click()
        page.get_by_role("link", name=GLOSSARY[language.code]).click()
        assert page.url.endswith("/glossary.html#term-induction")
        expect(page.locator(":target")).to_be_in_viewport()
        expect(page.locator(":target")).to_contain_text(EXPLAINED[language.code])

    @in_both
    @at_both_widths
    @pytest.mark.parametrize("scheme", ["light", "dark"])
    def test_has_no_barrier_while_it_stands_open(
        self, visit: Callable[..., Page], axe: str, language: Words, width: int, scheme: str
    ) -> None:
        page = visit(page_of("hallmark", language), width, scheme)
        button(page, language).click()
        expect(explanation(page, language)).to_be_visible()
        page.evaluate(axe)
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        assert [each["id"] for each in found["violations"]] == []

    def test_leaves_only_the_words_on_paper(self, visit: Callable[..., Page]) -> None:
        for language in WORDS.values():
            page = visit(page_of("hallmark", language))
            button(page, language).click()
            page.emulate_media(media="print")
            expect(page.locator(".term").first).to_be_visible()
            expect(page.locator(".explain, .explained").filter(visible=True)).to_have_count(0)
