"""How two entries are connected: chosen by a reader with a keyboard, kept in the address, and what Python says too."""

import random
from collections.abc import Callable

import pytest
from keyboard import by_keyboard, has_focus, tab_to
from playwright.sync_api import Locator, Page, expect
from samples import DESK, ENGLISH, PHONE, WELSH, Words, in_both, page_of

from make_the_connection.site import Site

pytestmark = pytest.mark.browser

HALLMARK, AUDIENCE, CASE = "hallmark:bespoke", "audience:leaders", "case-study:sketty"
CHOOSER = f"{ENGLISH.code}/connected.html"

CHOOSE = {"en": ("The first", "The second"), "cy": ("Y cyntaf", "Yr ail")}
SHOW = {"en": "Show how they are connected", "cy": "Dangos sut maent yn gysylltiedig"}
SWAP = {"en": "Swap the two", "cy": "Cyfnewid y ddau"}
ALSO = {
    "en": "Also choose from: points of practice, activities and resources, case studies",
    "cy": "Dewis hefyd o blith: pwyntiau arfer, gweithgareddau ac adnoddau, astudiaethau achos",
}
STEPS = {"en": "Steps from one to the other: 2.", "cy": "Nifer y camau o’r naill i’r llall: 2."}

# Every way that is shown, the best first: of each step the two ends by their addresses, its words and its reason.
WAYS = """() => [...document.querySelectorAll(".chosen .steps")].map(way => [...way.children].map(step => {
  const [here, other] = [...step.querySelectorAll(".step-title a")].map(link => link.getAttribute("href"));
  return [here, other, step.querySelector(".connection-why").textContent];
}))"""


def lists(page: Page, language: Words = ENGLISH) -> tuple[Locator, Locator]:
    one, other = (page.get_by_label(name, exact=True) for name in CHOOSE[language.code])
    return one, other


def chosen(page: Page, language: Words = ENGLISH) -> tuple[str, str]:
    one, other = (each.input_value() for each in lists(page, language))
    return one, other


def steps(page: Page) -> Locator:
    """The steps of the best way."""
    return page.locator(".chosen .steps").first.get_by_role("listitem").filter(has=page.locator(".step-title"))


def address(language: Words, one: str, other: str) -> str:
    return f"{language.code}/connected.html?one={one}&other={other}"


def expected(site: Site, one: str, other: str, code: str) -> list[list[list[str]]]:
    return [
        [[f"{site.address(s.here)}.html", f"{site.address(s.other)}.html", s.link.why[code]] for s in path]
        for path in site.explanations.between(one, other).paths
    ]


class TestTheChoiceByKeyboard:
    @in_both
    def test_shows_the_way_says_how_long_it_is_and_turns_it_round(
        self, open_page: Callable[..., Page], site: str, known: Site, language: Words
    ) -> None:
        page = open_page(f"{site}{language.code}/connected.html", DESK if site.startswith("http") else PHONE)
        one, other = lists(page, language)
        tab_to(one)
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Tab")
        assert has_focus(other)
        page.keyboard.type(known.title(AUDIENCE, language.code).text)
        first, last = chosen(page, language)
        assert first.startswith("hallmark:")
        assert last == AUDIENCE

        by_keyboard(page.get_by_role("button", name=SHOW[language.code]))
        expect(page.get_by_role("status")).to_contain_text(STEPS[language.code])
        expect(page.locator(".chosen").get_by_role("heading")).to_be_visible()
        expect(steps(page)).to_have_count(2)
        assert page.url.partition("?")[2] == f"one={first.replace(':', '%3A')}&other={last.replace(':', '%3A')}"
        way = page.evaluate(WAYS)[0]

        page.keyboard.press("Tab")
        assert has_focus(page.get_by_role("button", name=SWAP[language.code]))
        page.keyboard.press("Enter")
        expect(page.locator(".chosen .step-title a").first).to_have_attribute("href", way[-1][1])
        assert chosen(page, language) == (last, first)
        assert page.evaluate(WAYS)[0] == [[there, here, why] for here, there, why in reversed(way)]

        page.go_back()
        expect(page.locator(".chosen .step-title a").first).to_have_attribute("href", way[0][0])
        assert chosen(page, language) == (first, last)

    def test_reaches_what_is_folded_in_the_answer(self, visit: Callable[..., Page]) -> None:
        page = visit(address(ENGLISH, HALLMARK, AUDIENCE))
        folded = steps(page).first.locator("summary")
        tab_to(folded)
        page.keyboard.press("Enter")
        expect(steps(page).first.get_by_text("The two belong together")).to_be_visible()

    def test_offers_what_is_contributed_when_asked(self, visit: Callable[..., Page]) -> None:
        page = visit(CHOOSER)
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
        one, _ = lists(page)
        expect(one.locator("optgroup[label='Case studies']")).to_have_count(0)
        by_keyboard(page.get_by_role("button", name=ALSO["en"]))
        expect(page.get_by_role("status")).to_have_text(
            "The lists now have these as well: points of practice, activities and resources, case studies."
        )
        assert has_focus(one)
        one.select_option(CASE)
        lists(page)[1].select_option(AUDIENCE)
        by_keyboard(page.get_by_role("button", name=SHOW["en"]))
        expect(steps(page)).to_have_count(2)
        scripts = sorted(name for name in asked if name.endswith(".js"))
        assert scripts == ["audience-leaders.js", "case-study-sketty.js", "contributed.js"]


class TestAnAddress:
    def test_from_the_page_of_a_case_study_has_it_chosen(self, open_page: Callable[..., Page], site: str) -> None:
        page = open_page(f"{site}en/case-studies/sketty.html")
        by_keyboard(page.get_by_role("link", name="How is this connected with the rest of this site?"))
        expect(lists(page)[0]).to_have_value(CASE)
        expect(lists(page)[1]).to_have_value("")
        expect(page.get_by_role("status")).to_be_empty()

    def test_keeps_its_choice_in_the_other_language(self, open_page: Callable[..., Page], site: str) -> None:
        page = open_page(f"{site}{address(ENGLISH, CASE, AUDIENCE)}")
        expect(steps(page)).to_have_count(2)
        page.get_by_role("banner").get_by_role("link", name=WELSH.language, exact=True).click()
        expect(page.locator("html")).to_have_attribute("lang", WELSH.code)
        expect(steps(page)).to_have_count(2)
        assert chosen(page, WELSH) == (CASE, AUDIENCE)

    @pytest.mark.parametrize("other", ["hallmark:nothing", "case-study:../../x", "nonsense", "<b>"])
    def test_that_names_nothing_is_told_so(self, visit: Callable[..., Page], other: str) -> None:
        page = visit(address(ENGLISH, HALLMARK, other))
        status = page.get_by_role("status")
        expect(status).to_have_text(
            f"The address of this page names “{other}”, which cannot be chosen here. Choose from the lists."
        )
        assert chosen(page) == (HALLMARK, "")
        expect(page.locator(".chosen")).to_be_empty()

    @pytest.mark.parametrize(
        ("one", "other", "told"), [(HALLMARK, "", "Choose both before"), (HALLMARK, HALLMARK, "The same one has been")]
    )
    def test_that_is_no_choice_of_two_is_told_so(
        self, visit: Callable[..., Page], one: str, other: str, told: str
    ) -> None:
        page = visit(CHOOSER)
        for each, key in zip(lists(page), (one, other), strict=True):
            each.select_option(key)
        page.get_by_role("button", name=SHOW["en"]).click()
        expect(page.get_by_role("status")).to_contain_text(told)
        expect(page.locator(".chosen")).to_be_empty()

    def test_whose_data_do_not_come_is_told_so(self, open_page: Callable[..., Page], opened_from: str) -> None:
        page = open_page("about:blank")
        page.route("**/hallmark-bespoke.js", lambda route: route.abort())
        page.goto(f"{opened_from}{CHOOSER}")
        for each, key in zip(lists(page), (HALLMARK, AUDIENCE), strict=True):
            each.select_option(key)
        page.get_by_role("button", name=SHOW["en"]).click()
        expect(page.get_by_role("status")).to_contain_text("could not be loaded")
        page.unroute("**/hallmark-bespoke.js")
        page.get_by_role("button", name=SHOW["en"]).click()
        expect(steps(page)).to_have_count(2)


class TestTheAnswer:
    def test_is_what_python_says(self, visit: Callable[..., Page], known: Site, *, whole: bool) -> None:
        """Of each sort of pair the first, and some by chance that are the same every time."""
        concepts, contributed = known.explanations.concepts, known.explanations.contributed
        chance = random.Random(7)  # noqa: S311
        for firsts, seconds in (
            (concepts, concepts),
            (contributed, concepts),
            (concepts, contributed),
            (contributed,) * 2,
        ):
            for _ in range(8 if whole else 3):
                one = chance.choice(firsts)
                other = chance.choice([key for key in seconds if key != one])
                language = chance.choice((ENGLISH, WELSH))
                page = visit(address(language, one, other))
                expect(page.locator(".chosen").get_by_role("heading")).to_be_visible()
                explanation = known.explanations.between(one, other)
                assert page.evaluate(WAYS) == expected(known, one, other, language.code), (one, other)
                more = page.locator(".further > summary")
                assert more.count() == (explanation.number > 1), (one, other)
                if explanation.number > 1:
                    expect(more).to_contain_text(f" {explanation.number - 1}")

    def test_names_what_is_linked_with_both_from_either_end(self, visit: Callable[..., Page], known: Site) -> None:
        standard, dimension = "standard:ps-2017/professional-learning", "dimension:slo-2017/team-learning"
        joins = known.explanations.between(standard, dimension).joins
        for one, other in ((standard, dimension), (dimension, standard)):
            joined = visit(address(ENGLISH, one, other)).locator(".chosen .joined")
            expect(joined).to_contain_text(f"Linked with both: {len(joins)} case stud")
            expect(joined.get_by_role("link")).to_have_count(min(3, len(joins)) + 1)
            expect(joined.get_by_role("link", name="All that joins the two")).to_have_attribute(
                "href", "crosswalk/ps-2017-professional-learning--slo-2017-team-learning.html"
            )

    def test_is_the_same_on_the_page_of_a_concept(self, visit: Callable[..., Page]) -> None:
        page = visit(address(ENGLISH, HALLMARK, AUDIENCE))
        expect(steps(page)).to_have_count(2)
        told = page.locator(".chosen .step .connection-why").all_text_contents()
        page = visit(f"{page_of('connections of a concept', ENGLISH)}#audience-leaders")
        pair = page.get_by_role("region", name="School and system leaders")
        expect(pair.get_by_role("heading")).to_be_in_viewport()
        assert pair.locator(".connection-why").all_text_contents() == told


class TestForEveryReader:
    @pytest.mark.parametrize("scheme", ["light", "dark"])
    def test_axe_finds_nothing_while_an_answer_is_shown(
        self, visit: Callable[..., Page], axe: str, scheme: str
    ) -> None:
        page = visit(address(WELSH, CASE, HALLMARK), PHONE, scheme)
        expect(page.locator(".chosen").get_by_role("heading")).to_be_visible()
        page.evaluate("document.querySelectorAll('details').forEach(folded => { folded.open = true; })")
        page.evaluate(axe)
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found["violations"]] == []
        assert page.evaluate("document.scrollingElement.scrollWidth") <= PHONE

    @in_both
    def test_without_scripts_every_concept_leads_to_its_page(
        self, visit_without_scripts: Callable[..., Page], language: Words, known: Site
    ) -> None:
        page = visit_without_scripts(f"{language.code}/connected.html", PHONE)
        expect(page.get_by_role("combobox")).to_have_count(0)
        for key in (HALLMARK, AUDIENCE):
            page.get_by_role("main").get_by_role("link", name=known.title(key, language.code).text).click()
            expect(page.get_by_role("heading", level=1)).to_contain_text(known.title(key, language.code).text)
            page.go_back()

    def test_on_paper_the_answer_is_there_and_the_form_is_not(self, visit: Callable[..., Page]) -> None:
        page = visit(address(ENGLISH, HALLMARK, AUDIENCE))
        expect(steps(page)).to_have_count(2)
        page.emulate_media(media="print")
        expect(page.get_by_role("combobox")).to_have_count(0)
        expect(steps(page).first).to_be_visible()
