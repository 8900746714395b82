"""A citation shows its work where it stands, by eye, ear, keyboard or finger; without a script it leads to the list."""

import re
from collections.abc import Callable

import pytest
from keyboard import focused, has_focus, tab_to
from playwright.sync_api import Locator, Page, expect
from samples import DESK, ENGLISH, PAGES, PHONE, WORDS, Words, at_both_widths, in_both

pytestmark = pytest.mark.browser

IN_LIST = {"en": "In this page’s list", "cy": "Yn rhestr y dudalen hon"}
RECORD = {"en": "Record", "cy": "Cofnod"}
HALLMARK, GUIDE = PAGES["hallmark"], "dimensions"
CITED = {HALLMARK: ("Margolis", "margolis-2017"), GUIDE: ("Kools", "kools-stoll-2016")}

# An entry's words go through our own renderer, those of a guide page through MkDocs.
on_both_kinds = pytest.mark.parametrize("address", [HALLMARK, GUIDE])
NARROWEST = 320
WITHIN = """preview => {
  const box = preview.getBoundingClientRect();
  return box.left >= 0 && box.top >= 0 && box.right <= innerWidth && box.bottom <= innerHeight;
}"""
CLEAR_OF = """(preview, link) => {
  const box = preview.getBoundingClientRect(), lines = [...link.getClientRects()];
  return lines.some(line => line.bottom <= box.top || line.top >= box.bottom);
}"""
WIDTH = "document.scrollingElement.scrollWidth"


def address_of(address: str, language: Words) -> str:
    return f"{language.code}/{address}.html"


def citation(page: Page, address: str) -> Locator:
    return (
        page.get_by_role("main")
        .get_by_role("link", name=re.compile(rf"{CITED[address][0]}.*\d{{4}}"))
        .and_(page.locator(f"[href='#reference-{CITED[address][1]}']:not([popover] *)"))
        .first
    )


def open_previews(page: Page) -> Locator:
    return page.locator(".cited:popover-open")


def preview(page: Page, address: str) -> Locator:
    return page.get_by_role("group", name=re.compile(CITED[address][0]))


def enter(link: Locator) -> None:
    """Opens the preview of a citation, as a click does that comes before the pointer has opened it."""
    link.focus()
    link.press("Enter")


def in_list(page: Page, language: Words) -> Locator:
    return open_previews(page).get_by_role("link", name=IN_LIST[language.code])


class TestThePointer:
    @in_both
    @on_both_kinds
    def test_opens_it_and_may_go_into_it(
        self, open_page: Callable[..., Page], site: str, language: Words, address: str
    ) -> None:
        page = open_page(f"{site}{address_of(address, language)}")
        link, shown = citation(page, address), preview(page, address)
        link.hover()
        expect(shown).to_be_visible()
        assert shown.evaluate(WITHIN)
        assert shown.evaluate(CLEAR_OF, link.element_handle())

        in_list(page, language).hover()
        page.wait_for_timeout(600)
        expect(shown).to_be_visible()
        page.mouse.move(2, 2)
        expect(shown).to_be_hidden()

    def test_opens_one_at_a_time(self, visit: Callable[..., Page]) -> None:
        page = visit(address_of(GUIDE, ENGLISH))
        citations = page.locator("a.citation")
        for number in range(citations.count()):
            citations.nth(number).hover()
            described = citations.nth(number).get_attribute("aria-describedby").split()[0]
            expect(page.locator(f".cited:popover-open:has(#{described})")).to_be_visible()
            expect(open_previews(page)).to_have_count(1)

    def test_follows_the_link_of_a_preview_that_is_seen(self, visit: Callable[..., Page]) -> None:
        page = visit(address_of(HALLMARK, ENGLISH))
        link = citation(page, HALLMARK)
        link.hover()
        expect(preview(page, HALLMARK)).to_be_visible()
        link.click()
        assert page.url.endswith(f"#reference-{CITED[HALLMARK][1]}")
        expect(page.locator(":target")).to_be_in_viewport()
        expect(open_previews(page)).to_have_count(0)

    def test_with_a_key_held_down_opens_nothing_here(self, open_page: Callable[..., Page], opened_from: str) -> None:
        page = open_page(f"{opened_from}{address_of(HALLMARK, ENGLISH)}")
        with page.context.expect_page() as other:
            citation(page, HALLMARK).click(modifiers=["Control"])
        assert other.value.url.endswith(f"#reference-{CITED[HALLMARK][1]}")

    def test_elsewhere_closes_what_was_entered(self, visit: Callable[..., Page]) -> None:
        page = visit(address_of(HALLMARK, ENGLISH))
        enter(citation(page, HALLMARK))
        expect(preview(page, HALLMARK)).to_be_visible()
        page.get_by_role("heading", level=1).click()
        expect(open_previews(page)).to_have_count(0)


class TestTheKeyboard:
    @in_both
    @on_both_kinds
    @at_both_widths
    def test_sees_it_at_the_link_and_keeps_the_focus_there(
        self, visit: Callable[..., Page], language: Words, address: str, width: int
    ) -> None:
        page = visit(address_of(address, language), width)
        link, shown = citation(page, address), preview(page, address)
        tab_to(link)
        expect(shown).to_be_visible()
        assert has_focus(link)
        assert focused(page)["trouble"] == []
        assert shown.evaluate(WITHIN)

        page.keyboard.press("Escape")
        expect(shown).to_be_hidden()
        assert has_focus(link)
        page.wait_for_timeout(600)
        expect(shown).to_be_hidden()

    @in_both
    @on_both_kinds
    def test_goes_on_in_the_text_and_leaves_no_preview_behind(
        self, visit: Callable[..., Page], language: Words, address: str
    ) -> None:
        page = visit(address_of(address, language))
        tab_to(citation(page, address))
        expect(preview(page, address)).to_be_visible()
        page.keyboard.press("Tab")
        assert page.evaluate("!document.activeElement.closest('.cited')")
        expect(preview(page, address)).to_be_hidden()

    @in_both
    @on_both_kinds
    @at_both_widths
    def test_enters_it_and_comes_back_to_the_words_behind_the_link(
        self, visit: Callable[..., Page], language: Words, address: str, width: int
    ) -> None:
        page = visit(address_of(address, language), width)
        link, shown = citation(page, address), preview(page, address)
        tab_to(link)
        page.keyboard.press("Tab")
        behind = page.evaluate_handle("document.activeElement")
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Enter")
        expect(shown).to_be_focused()
        assert page.url.endswith(".html"), "the first Enter opens"

        links = shown.get_by_role("link")
        for number in range(links.count()):
            page.keyboard.press("Tab")
            assert has_focus(links.nth(number)), "its links come next"
            assert focused(page)["trouble"] == []
        page.keyboard.press("Tab")
        assert page.evaluate("behind => behind === document.activeElement", behind)
        expect(shown).to_be_hidden()

    def test_goes_backwards_from_it_to_the_link(self, visit: Callable[..., Page]) -> None:
        page = visit(address_of(HALLMARK, ENGLISH))
        link, shown = citation(page, HALLMARK), preview(page, HALLMARK)
        for steps in (0, 1):
            enter(link)
            expect(shown).to_be_focused()
            for _ in range(steps):
                page.keyboard.press("Tab")
            page.keyboard.press("Shift+Tab")
            assert has_focus(link)
            expect(shown).to_be_hidden()

    def test_leaves_it_by_escape_for_the_link(self, visit: Callable[..., Page]) -> None:
        page = visit(address_of(HALLMARK, ENGLISH))
        link, shown = citation(page, HALLMARK), preview(page, HALLMARK)
        enter(link)
        page.keyboard.press("Tab")
        page.keyboard.press("Escape")
        assert has_focus(link)
        expect(shown).to_be_hidden()

    @in_both
    @on_both_kinds
    def test_follows_its_links(self, visit: Callable[..., Page], language: Words, address: str) -> None:
        page = visit(address_of(address, language))
        tab_to(citation(page, address))
        page.keyboard.press("Enter")
        tab_to(in_list(page, language), stops=5)
        page.keyboard.press("Enter")
        assert page.url.endswith(f"#reference-{CITED[address][1]}")
        expect(page.locator(":target")).to_be_in_viewport()
        expect(open_previews(page)).to_have_count(0)

        enter(citation(page, address))
        open_previews(page).get_by_role("link", name=RECORD[language.code], exact=True).click()
        assert page.url.endswith(f"/references/{CITED[address][1]}.html")


class TestAFinger:
    @in_both
    @on_both_kinds
    def test_opens_it_and_closes_it(
        self, open_page: Callable[..., Page], site: str, language: Words, address: str
    ) -> None:
        page = open_page(f"{site}{address_of(address, language)}", PHONE, has_touch=True, is_mobile=True)
        link, shown = citation(page, address), preview(page, address)
        link.tap()
        expect(shown).to_be_visible()
        assert "#" not in page.url
        assert shown.evaluate(WITHIN)
        for target in shown.get_by_role("listitem").get_by_role("link").all():
            assert target.bounding_box()["height"] >= 44
        page.get_by_role("heading", level=1).tap()
        expect(shown).to_be_hidden()

        link.tap()
        in_list(page, language).tap()
        assert page.url.endswith(f"#reference-{CITED[address][1]}")

    def test_follows_the_link_when_it_touches_it_again(self, open_page: Callable[..., Page], opened_from: str) -> None:
        page = open_page(f"{opened_from}{address_of(HALLMARK, ENGLISH)}", PHONE, has_touch=True, is_mobile=True)
        link = citation(page, HALLMARK)
        link.tap()
        expect(preview(page, HALLMARK)).to_be_visible()
        link.tap()
        assert page.url.endswith(f"#reference-{CITED[HALLMARK][1]}")
        expect(open_previews(page)).to_have_count(0)


class TestEverybody:
    @in_both
    @on_both_kinds
    def test_hears_the_reference_with_the_link(self, visit: Callable[..., Page], language: Words, address: str) -> None:
        link = citation(visit(address_of(address, language)), address)
        expect(link).to_have_accessible_description(re.compile(rf"{CITED[address][0]}.*\(\d{{4}}\)"))

    @in_both
    @on_both_kinds
    @pytest.mark.parametrize("scheme", ["light", "dark"])
    def test_meets_no_barrier_while_it_stands_open(
        self, visit: Callable[..., Page], axe: str, language: Words, address: str, scheme: str
    ) -> None:
        for width in (DESK, PHONE):
            page = visit(address_of(address, language), width, scheme)
            enter(citation(page, address))
            expect(preview(page, address)).to_be_visible()
            page.evaluate(axe)
            found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
            assert [each["id"] for each in found["violations"]] == []

    @in_both
    def test_has_all_of_it_on_a_narrow_screen_with_letters_twice_as_large(
        self, visit: Callable[..., Page], language: Words
    ) -> None:
        page = visit(address_of(HALLMARK, language), NARROWEST)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        width = page.evaluate(WIDTH)
        enter(citation(page, HALLMARK))
        shown = preview(page, HALLMARK)
        assert shown.evaluate(WITHIN)
        assert page.evaluate(WIDTH) == width
        shown.get_by_role("link").last.focus()
        expect(shown.get_by_role("link").last).to_be_in_viewport()

    def test_has_a_preview_in_each_column(self, visit: Callable[..., Page]) -> None:
        for address in (HALLMARK, GUIDE):
            page = visit(f"en/side-by-side/{address}.html")
            for language in WORDS.values():
                link = page.locator(f"[lang={language.code}] a.citation[href='#reference-{CITED[address][1]}']").first
                enter(link)
                expect(open_previews(page)).to_have_attribute("lang", language.code)
                expect(in_list(page, language)).to_be_visible()

    @on_both_kinds
    def test_finds_the_list_without_scripts(self, visit_without_scripts: Callable[..., Page], address: str) -> None:
        for language in WORDS.values():
            page = visit_without_scripts(address_of(address, language))
            link = citation(page, address)
            link.hover()
            expect(open_previews(page)).to_have_count(0)
            link.click()
            assert page.url.endswith(f"#reference-{CITED[address][1]}")
            expect(page.locator(":target")).to_be_in_viewport()

    @on_both_kinds
    def test_has_the_words_alone_on_paper(self, visit: Callable[..., Page], address: str) -> None:
        for language in WORDS.values():
            page = visit(address_of(address, language))
            enter(citation(page, address))
            page.emulate_media(media="print")
            expect(citation(page, address)).to_be_visible()
            expect(page.locator(".cited").filter(visible=True)).to_have_count(0)
