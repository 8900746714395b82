"""Search as readers meet it: opened, typed into, read, narrowed, followed and left, by keyboard and by mouse."""

import re
from collections.abc import Callable, Mapping
from urllib.parse import parse_qsl, quote, urlsplit

import pytest
from keyboard import comes_to, focused, has_focus, tab_to
from playwright.sync_api import Locator, Page, Route, expect
from samples import DESK, ENGLISH, PHONE, WELSH, Words, in_both, page_of
from test_access import NARROWEST, STATES, TOO_WIDE, in_states

pytestmark = pytest.mark.browser

SEARCH = {"en": "Search", "cy": "Chwilio"}
FIELD = {"en": "Search this site", "cy": "Chwilio’r safle hwn"}
CLOSE = {"en": "Close", "cy": "Cau"}
NARROW = {"en": "Narrow the results", "cy": "Cyfyngu’r canlyniadau"}
KIND = {"en": "Kind of page", "cy": "Math o dudalen"}
CASE_STUDIES = {"en": "Case studies", "cy": "Astudiaethau achos"}
MORE = {"en": "Show more", "cy": "Dangos rhagor"}
SLASH = {"en": "The key / opens search", "cy": "Mae’r fysell / yn agor y chwiliad"}
NOTHING = {"en": "Nothing was found for “{}”.", "cy": "Ni chafwyd hyd i ddim ar gyfer “{}”."}
TERM = {"en": ("enquiry", "ymholi"), "cy": ("ymholi", "enquiry")}
# What is on more pages than are listed at first, and as which of its forms it is looked for.
COMMON = {"en": "learn", "cy": "nysgu"}
FORMS = {"en": r"learn\w*", "cy": r"n?dd?ysg\w*|nysg\w*"}
LISTED = 48
IS_FIRST = "each => each === document.querySelector('.search-option')"
IS_LAST = "each => each === [...document.querySelectorAll('.search-option')].pop()"
# Sentences and parts of a page come once it is in sight, so that the last page may not stay the last result.
LAST_IS_READ = """() => {
  const options = [...document.querySelectorAll(".search-option")], last = options[options.length - 1];
  return options.some(each => each.pathname === last.pathname && each.querySelector(".search-sentence"));
}"""
IN_VIEW = "each => { const {top, bottom} = each.getBoundingClientRect(); return bottom > 0 && top < innerHeight; }"
TOO_LOW = """all => all.filter(each => each.checkVisibility() && each.getBoundingClientRect().height < 35.9)
  .map(each => each.outerHTML)"""
HOSTILE = '"><img src=x onerror="window.ran=1"> {number} $& mentor'

FORMS_OF_WORDS = [
    (WELSH, "nysgu", "dysgu"),
    (WELSH, "nghymru", "Cymru"),
    (WELSH, "hysgolion", "ysgol"),
    (WELSH, "ty", "tŷ"),
    (ENGLISH, "schools", "school"),
]


def field(page: Page, language: Words) -> Locator:
    return page.get_by_role("combobox", name=FIELD[language.code])


def dialog(page: Page, language: Words) -> Locator:
    return page.get_by_role("dialog", name=SEARCH[language.code])


def options(page: Page) -> Locator:
    return page.get_by_role("listbox").get_by_role("option")


def pages_found(page: Page) -> Locator:
    return page.locator(".search-option:not(.search-option--part)")


def parts_found(page: Page) -> Locator:
    return page.locator(".search-option--part")


def active(page: Page, language: Words) -> Locator:
    """The result that the field says is active, which is the one that is marked."""
    id_ = field(page, language).get_attribute("aria-activedescendant")
    expect(page.get_by_role("listbox").get_by_role("option", selected=True)).to_have_attribute("id", id_ or "none")
    return page.locator(f"#{id_}")


def marked(page: Page) -> set[str]:
    return {text.lower() for text in page.locator(".search mark").all_inner_texts()}


def spoken(inside: Locator) -> dict[str, str]:
    """What in an element is in a language of its own, and which."""
    return {each.inner_text(): each.get_attribute("lang") or "" for each in inside.locator("[lang]").all()}


def search(page: Page, language: Words, text: str) -> None:
    field(page, language).fill(text)


def told(page: Page, text: str) -> None:
    """Waits until a search has been told: once typing has paused, its words are in the address too."""
    page.wait_for_function("text => new URLSearchParams(location.search).get('q') === text", arg=text)
    expect(page.locator(".search").get_by_role("status")).not_to_be_empty()


def opened(page: Page, language: Words, text: str = "") -> None:
    page.get_by_role("banner").get_by_role("link", name=SEARCH[language.code], exact=True).click()
    if text:
        search(page, language, text)


def asked(page: Page) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(page.url).query))


def number_in(text: str) -> int:
    found = re.search(r"\d+", text)
    assert found, text
    return int(found[0])


class TestAJourney:
    @in_both
    def test_by_keyboard_alone(self, open_page: Callable[..., Page], site: str, language: Words) -> None:
        page = open_page(f"{site}{page_of('hallmark', language)}")
        page.context.set_offline(offline=site.startswith("file:"))
        page.keyboard.press("/")
        expect(dialog(page, language)).to_be_visible()
        assert has_focus(field(page, language))
        page.keyboard.type(COMMON[language.code])
        expect(pages_found(page)).to_have_count(LISTED)
        expect(field(page, language)).to_have_attribute("aria-expanded", "true")
        expect(parts_found(page).first).to_be_visible()
        assert all(re.fullmatch(FORMS[language.code], form) for form in marked(page)), marked(page)

        self.walk(page, language)
        self.narrow(page, language)
        goal = self.follow_to_a_part(page, language)
        expect(page.locator(f"[id='{goal}']")).to_be_in_viewport()
        page.go_back()
        expect(field(page, language)).to_have_value(COMMON[language.code])
        expect(pages_found(page)).to_have_count(LISTED)

        field(page, language).focus()
        page.keyboard.press("Escape")
        expect(field(page, language)).to_have_value("")
        expect(dialog(page, language)).to_be_visible()
        page.keyboard.press("Escape")
        expect(dialog(page, language)).to_be_hidden()
        comes_to(page, asked, {})

    def walk(self, page: Page, language: Words) -> None:
        """Round the results by arrows, which begin again at either end."""
        page.keyboard.press("ArrowDown")
        assert active(page, language).evaluate(IS_FIRST)
        page.keyboard.press("ArrowUp")
        page.wait_for_function(LAST_IS_READ)
        page.keyboard.press("Home")
        assert active(page, language).evaluate(IS_FIRST)
        page.keyboard.press("End")
        assert active(page, language).evaluate(IS_LAST)
        page.keyboard.press("ArrowDown")
        assert active(page, language).evaluate(IS_FIRST)
        assert active(page, language).evaluate(IN_VIEW)
        assert has_focus(field(page, language))

    def narrow(self, page: Page, language: Words) -> None:
        """To one kind of page, which says how many it leaves, and back."""
        tab_to(page.get_by_text(NARROW[language.code], exact=True))
        page.keyboard.press("Enter")
        kinds = page.get_by_label(KIND[language.code])
        tab_to(kinds)
        while CASE_STUDIES[language.code] not in (chosen := kinds.locator("option:checked").inner_text()):
            page.keyboard.press("ArrowDown")
        number = number_in(chosen)
        expect(pages_found(page)).to_have_count(min(number, LISTED))
        expect(page.get_by_role("listbox").get_by_role("group")).to_have_count(1)
        expect(page.locator(".search").get_by_role("status")).to_contain_text(f": {number}.")
        comes_to(page, asked, {"q": COMMON[language.code], "q-type": "case-study"})
        choice = page.get_by_role("button", name=f"{KIND[language.code]}: {CASE_STUDIES[language.code]}")
        tab_to(choice)
        page.keyboard.press("Enter")
        expect(choice).to_have_count(0)
        assert has_focus(field(page, language))
        expect(pages_found(page)).to_have_count(LISTED)

    def follow_to_a_part(self, page: Page, language: Words) -> str:
        """To the first part of a page that is listed; gives its id."""
        expect(parts_found(page).first).to_be_visible()
        page.keyboard.press("Enter")
        assert active(page, language).evaluate(IS_FIRST), "nothing was active yet"
        while "search-option--part" not in (active(page, language).get_attribute("class") or ""):
            page.keyboard.press("ArrowDown")
        goal = active(page, language).get_attribute("href") or ""
        page.keyboard.press("Enter")
        page.wait_for_url(goal)
        return urlsplit(goal).fragment

    @in_both
    def test_by_mouse(self, open_page: Callable[..., Page], site: str, language: Words) -> None:
        page = open_page(f"{site}{page_of('guide', language)}", PHONE)
        asked_for: list[str] = []
        page.on("request", lambda request: asked_for.append(request.url))
        page.mouse.wheel(0, 300)
        page.mouse.wheel(0, -300)
        assert [each for each in asked_for if "/search" in each] == [], "nothing is loaded before anybody searches"
        opened(page, language, COMMON[language.code])
        expect(pages_found(page)).to_have_count(LISTED)
        assert all(address.startswith(site) for address in asked_for)
        assert any("/search/index.js" in address for address in asked_for)
        first = pages_found(page).all_inner_texts()
        page.get_by_role("button", name=MORE[language.code]).click()
        expect(pages_found(page)).not_to_have_count(LISTED)
        assert pages_found(page).count() > LISTED
        assert active(page, language).inner_text().split("\n")[0] not in {text.split("\n")[0] for text in first[:5]}

        page.get_by_text(NARROW[language.code], exact=True).click()
        page.get_by_label(KIND[language.code]).select_option("hallmark")
        expect(page.get_by_role("listbox").get_by_role("group")).to_have_count(1)
        page.get_by_role("button", name=f"{KIND[language.code]}: ").click()
        expect(page.get_by_role("listbox").get_by_role("group")).not_to_have_count(1)
        goal = pages_found(page).first.get_attribute("href") or ""
        pages_found(page).first.locator(".search-title").click()
        page.wait_for_url(goal)
        page.go_back()
        expect(pages_found(page)).to_have_count(LISTED)
        dialog(page, language).get_by_role("button", name=CLOSE[language.code], exact=True).click()
        expect(dialog(page, language)).to_be_hidden()
        comes_to(page, asked, {})


class TestOpening:
    def test_by_keys_anywhere_but_where_somebody_writes(self, visit: Callable[..., Page]) -> None:
        page = visit(page_of("guide", ENGLISH))
        link = page.get_by_role("main").get_by_role("link").first
        link.focus()
        for key in ("/", "Control+k", "Meta+K"):
            page.keyboard.press(key)
            expect(dialog(page, ENGLISH)).to_be_visible()
            assert field(page, ENGLISH).input_value() == ""
            page.keyboard.press("Escape")
            expect(dialog(page, ENGLISH)).to_be_hidden()
            assert has_focus(link), "closed, it leaves the reader where they were"
        page.evaluate("document.querySelector('main').prepend(document.createElement('textarea'))")
        page.locator("main > textarea").focus()
        page.keyboard.press("/")
        expect(page.locator("main > textarea")).to_have_value("/")
        expect(dialog(page, ENGLISH)).to_be_hidden()

    def test_the_key_of_one_letter_can_be_switched_off(self, open_page: Callable[..., Page], opened_from: str) -> None:
        page = open_page(f"{opened_from}{page_of('guide', ENGLISH)}")
        page.keyboard.press("/")
        page.get_by_label(SLASH["en"]).uncheck()
        page.goto(f"{opened_from}{page_of('hallmark', ENGLISH)}")
        page.keyboard.press("/")
        expect(dialog(page, ENGLISH)).to_be_hidden()
        page.keyboard.press("Control+k")
        expect(page.get_by_label(SLASH["en"])).not_to_be_checked()

    def test_the_key_can_be_switched_off_where_nothing_may_be_stored(self, visit: Callable[..., Page]) -> None:
        page = visit(page_of("guide", ENGLISH))
        page.evaluate("Object.defineProperty(window, 'localStorage', {get() { throw new Error('forbidden'); }})")
        page.keyboard.press("/")
        expect(page.get_by_label(SLASH["en"])).to_be_checked()
        page.get_by_label(SLASH["en"]).uncheck()
        for key, is_open in (("Escape", False), ("/", False), ("Control+k", True)):
            page.keyboard.press(key)
            expect(dialog(page, ENGLISH)).to_be_visible(visible=is_open)

    @in_both
    def test_by_an_address_that_was_shared(self, visit: Callable[..., Page], language: Words) -> None:
        query = f"?q={COMMON[language.code]}&q-type=case-study&q-nothing=x"
        page = visit(page_of("home", language) + query)
        expect(dialog(page, language)).to_be_visible()
        expect(page.get_by_role("listbox").get_by_role("group")).to_have_accessible_name(CASE_STUDIES[language.code])
        same = dialog(page, language).get_by_role("link", name=language.other.language, exact=True)
        assert urlsplit(same.get_attribute("href") or "").query == f"q={COMMON[language.code]}&q-type=case-study"

        page = visit(page_of("a to z", language) + query)
        expect(page.get_by_role("main").get_by_role("listbox").get_by_role("group")).to_have_count(1)
        expect(page.get_by_role("dialog")).to_have_count(0)
        page.keyboard.press("Control+k")
        assert has_focus(field(page, language))
        page.get_by_role("banner").get_by_role("link", name=language.other.language, exact=True).click()
        expect(field(page, language.other)).to_have_value(COMMON[language.code])
        assert asked(page)["q-type"] == "case-study"

    def test_an_address_may_be_longer_than_a_field(self, visit: Callable[..., Page]) -> None:
        page = visit(f"{page_of('home', ENGLISH)}?q={'z' * 5000}")
        expect(field(page, ENGLISH)).to_have_value("z" * 200)

    def test_who_takes_a_choice_away_where_nothing_is_found_is_not_lost(self, visit: Callable[..., Page]) -> None:
        page = visit(f"{page_of('home', ENGLISH)}?q=zzzzqqqq&q-type=case-study")
        page.locator(".search summary").click()
        page.get_by_label(KIND["en"]).focus()
        page.get_by_label(KIND["en"]).select_option("")
        expect(page.locator(".search details")).to_be_hidden()
        assert has_focus(field(page, ENGLISH))

    def test_what_does_not_load_is_said_and_asked_for_again(
        self, open_page: Callable[..., Page], opened_from: str
    ) -> None:
        page, missing = open_page("about:blank"), "nothing yet"
        # One route for the whole test: between two, a browser may load what nobody stands in the way of.
        page.route("**/*", lambda route: route.abort() if missing in route.request.url else route.continue_())
        page.goto(f"{opened_from}{page_of('guide', ENGLISH)}")
        for missing in ("/search_view.js", "/search/index.js", "/search/forms-"):  # noqa: B007 - the route looks at it
            page.keyboard.press("Control+k")
            field(page, ENGLISH).fill("coaching")
            failed = dialog(page, ENGLISH).get_by_role("alert")
            expect(failed).to_be_visible()
            expect(failed.get_by_role("link")).to_have_attribute("href", "a-z.html")
        missing = "nothing any more"
        field(page, ENGLISH).fill("coaching ")
        expect(options(page).first).to_be_visible()
        expect(failed).to_be_hidden()


class TestWhatIsFound:
    @pytest.mark.parametrize(
        ("language", "typed", "found"), FORMS_OF_WORDS, ids=lambda each: getattr(each, "code", each)
    )
    def test_a_word_in_its_other_forms_as_they_stand(
        self, visit: Callable[..., Page], language: Words, typed: str, found: str
    ) -> None:
        page = visit(f"{page_of('a to z', language)}?q={typed}")
        expect(page.locator(".search mark").first).to_be_visible()
        page.wait_for_function(
            "form => [...document.querySelectorAll('mark')].some(each => each.textContent.toLowerCase() === form)",
            arg=found.lower(),
        )

    @in_both
    def test_what_is_said_of_words(self, visit: Callable[..., Page], language: Words) -> None:
        page = visit(page_of("a to z", language))
        field(page, language).focus()
        notes = page.locator(".search-notes")

        search(page, language, "zzzzqqqq")
        expect(notes).to_contain_text(NOTHING[language.code].format("zzzzqqqq"))
        expect(options(page)).to_have_count(0)
        expect(field(page, language)).to_have_attribute("aria-expanded", "false")
        for name in ("a-z", "case-studies"):
            assert page.locator(f".search a[href$='/{language.code}/{name}.html']").is_visible()

        search(page, language, {"en": "profesional", "cy": "profesiynol"}[language.code])
        expect(notes).to_contain_text({"en": "“profesional”", "cy": "“profesiynol”"}[language.code])
        expect(options(page).first).to_be_visible()

        search(page, language, {"en": "the coaching", "cy": "yr hyfforddi"}[language.code])
        expect(notes).to_contain_text({"en": ": the.", "cy": ": yr."}[language.code])

        search(page, language, {"en": "coaching zzzzqqqq", "cy": "hyfforddi zzzzqqqq"}[language.code])
        expect(notes).to_contain_text(": zzzzqqqq.")
        expect(options(page).first).to_be_visible()

        own, others = TERM[language.code]
        search(page, language, own)
        there = notes.get_by_role("link", name=f"{language.other.language}: {others}")
        expect(there).to_have_attribute("lang", language.other.code)
        assert f"/{language.other.code}/a-z.html?q={others}" in (there.get_attribute("href") or "")
        search(page, language, others)
        notes.get_by_role("button", name=own, exact=True).click()
        expect(field(page, language)).to_have_value(own)

    def test_words_of_another_language_are_spoken_in_it_and_none_beside_them(self, visit: Callable[..., Page]) -> None:
        """In a sentence, in what is marked there, and under a title that is in that language itself."""
        page = visit(f"{page_of('a to z', WELSH)}?q={quote('“Spiral of Inquiry”')}")
        sentence = page.locator("[href$='/dwr-y-felin.html#practice'] .search-sentence")
        expect(sentence.locator("mark")).to_have_text("Spiral of Inquiry")
        assert spoken(sentence) == {"Spiral of Inquiry": "en"}

        page.goto(f"{page.url.partition('?')[0]}?q={quote('“symudiad oddi wrth waith hwyluswyr”')}")
        work = page.locator("[href*='/references/cordingley-2020.html']")
        expect(work.locator("mark")).to_have_text("symudiad oddi wrth waith hwyluswyr")
        expect(work.locator(".search-title[lang=en]")).to_have_count(1)
        assert work.locator("[lang] mark, mark[lang]").count() == 0

    def test_a_phrase_stands_together_wherever_it_is_found(self, visit: Callable[..., Page]) -> None:
        page = visit(f"{page_of('a to z', ENGLISH)}?q={quote('“peer review”')}")
        expect(page.locator(".search mark").first).to_be_visible()
        assert {re.sub(r"\W+", " ", text) for text in marked(page)} == {"peer review"}

    def test_what_is_typed_stays_text(self, visit: Callable[..., Page]) -> None:
        page = visit(f"{page_of('a to z', ENGLISH)}?q={quote(HOSTILE)}&q-type={quote(HOSTILE)}")
        expect(field(page, ENGLISH)).to_have_value(HOSTILE)
        search(page, ENGLISH, HOSTILE.replace("mentor", "zzzzqqqq"))
        expect(page.locator(".search-notes")).not_to_be_empty()
        assert page.evaluate("window.ran") is None
        assert page.locator(".search img").count() == 0


SEARCHES: Mapping[str, str] = {
    "opened": "",
    "results": "coaching",
    "a slip": "profesional",
    "nothing found": "zzzzqqqq",
}


class TestForEverybody:
    def test_what_comes_late_does_not_push_away_where_the_keyboard_is(
        self, open_page: Callable[..., Page], opened_from: str
    ) -> None:
        page, held = open_page("about:blank", PHONE), list[Route]()
        page.route("**/search_view.js", lambda route: held.append(route))  # noqa: PLW0108 - Playwright marks what it calls
        page.goto(f"{opened_from}{page_of('a to z', WELSH)}")
        tab_to(page.locator(".letters a").nth(4))
        comes_to(page, lambda _: len(held), 1)
        held[0].continue_()
        page.locator("main .search-key").wait_for()
        comes_to(page, lambda page: page.evaluate(f"({IN_VIEW})(document.activeElement)"), expected=True)

    @pytest.mark.parametrize("text", SEARCHES.values(), ids=SEARCHES)
    @pytest.mark.parametrize("name", ["home", "a to z"])
    @in_both
    def test_axe_finds_nothing_in_any_state(
        self, visit: Callable[..., Page], axe: str, language: Words, name: str, text: str
    ) -> None:
        page = visit(page_of(name, language))
        opened(page, language, text)
        if text:
            told(page, text)
        page.keyboard.press("ArrowDown")
        found = in_states(page, axe, STATES[language.code])
        assert not found, "\n".join(["", *found])

    @pytest.mark.parametrize("name", ["home", "a to z"])
    def test_fits_the_narrowest_screen_and_a_finger(self, visit: Callable[..., Page], name: str) -> None:
        page = visit(page_of(name, WELSH), NARROWEST)
        opened(page, WELSH, COMMON["cy"])
        page.get_by_text(NARROW["cy"], exact=True).click()
        expect(parts_found(page).first).to_be_visible()
        assert page.evaluate(TOO_WIDE) == []
        inside = page.locator(".search")
        assert inside.evaluate("each => each.scrollWidth <= each.clientWidth")
        targets = inside.locator("input:not([type=checkbox]), button, select, summary, .search-option")
        assert targets.evaluate_all(TOO_LOW) == []

    def test_every_stop_is_seen(self, visit: Callable[..., Page]) -> None:
        page = visit(page_of("home", WELSH), PHONE)
        opened(page, WELSH, COMMON["cy"])
        page.get_by_text(NARROW["cy"], exact=True).click()
        expect(pages_found(page)).to_have_count(LISTED)
        field(page, WELSH).focus()
        for _ in range(12):
            page.keyboard.press("Tab")
            at = focused(page)
            assert at is None or at["trouble"] == [], at

    @in_both
    def test_without_scripts_it_is_the_list_of_everything(
        self, visit_without_scripts: Callable[..., Page], language: Words
    ) -> None:
        page = visit_without_scripts(page_of("home", language))
        page.get_by_role("banner").get_by_role("link", name=SEARCH[language.code], exact=True).click()
        assert page.url.endswith(page_of("a to z", language))
        expect(page.get_by_role("combobox", include_hidden=True).filter(visible=True)).to_have_count(0)
        expect(page.locator(".letter").first).to_be_visible()
        expect(page.locator("noscript p")).to_be_visible()

    def test_on_paper_results_are_words_alone(self, visit: Callable[..., Page]) -> None:
        page = visit(f"{page_of('a to z', ENGLISH)}?q=coaching", DESK)
        expect(options(page).first).to_be_visible()
        page.emulate_media(media="print")
        expect(options(page).first).to_be_visible()
        expect(page.get_by_role("button")).to_have_count(0)
        expect(field(page, ENGLISH)).to_be_hidden()
