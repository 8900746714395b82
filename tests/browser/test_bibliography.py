"""The annotated list of works: narrowed, chosen from, taken away and printed, by anybody and from anywhere."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import parse_qsl, urlencode

import bibtexparser
import pytest
import rispy
from building import ORCHARD, loaded
from keyboard import by_keyboard, by_pointer, comes_to, focused, has_focus, tab_to
from playwright.sync_api import Locator, Page, expect
from samples import DESK, ENGLISH, PHONE, WELSH, Words, in_both, page_of
from test_access import NARROWEST, STATES, TOO_WIDE, in_states

from make_the_connection.references import FORMATS, written
from make_the_connection.site import Site

pytestmark = pytest.mark.browser

LIST = "references"
BESPOKE = {"by-hallmark": "bespoke"}
CHOICES = (
    BESPOKE,
    {"kind": "book"},
    {"language": "cy"},
    {"open": "yes"},
    {"year": "2015-2019", "kind": "article-journal"},
    {**BESPOKE, "open": "no"},
)
NOTHING = {"kind": "chapter", "year": "2005-2009"}
TWO = {"chosen": "timperley-2007 jones-2022"}
SHOWN = {"en": "Works shown: {} of {}.", "cy": "Gweithiau a ddangosir: {} o {}."}
EVERYTHING = {"en": "Everything is shown.", "cy": "Dangosir popeth."}
NOTHING_FITS = {"en": "Nothing fits all of these choices.", "cy": "Nid oes dim yn cyfateb i’r holl ddewisiadau hyn."}
CLEAR = {"en": "Show everything", "cy": "Dangos popeth"}
KIND = {"en": "Kind of work", "cy": "Math o waith"}
BOOK = {"en": "Book", "cy": "Llyfr"}
CHOOSE = {"en": "Choose: ", "cy": "Dewis: "}
CHOOSE_ALL = {"en": "Choose all shown", "cy": "Dewis pob un a ddangosir"}
CHOOSE_NONE = {"en": "Clear the choice", "cy": "Clirio’r dewis"}
CHOSEN = {"en": "Chosen: {}.", "cy": "Wedi’u dewis: {}."}
HIDDEN = {"en": "not shown at present: {}.", "cy": "heb eu dangos ar hyn o bryd: {}."}
ALONG = {"en": "Save or copy", "cy": "Cadw neu gopïo"}
SAVE = {"en": "Save as a file", "cy": "Cadw fel ffeil"}
COPY = {"en": "Copy", "cy": "Copïo"}
COPIED = {"en": "Copied.", "cy": "Wedi’i gopïo."}
TO_COPY = {"en": "Text to copy", "cy": "Testun i’w gopïo"}
HEIGHT = "element => element.getBoundingClientRect().height"
NO_CLIPBOARD = "Object.defineProperty(navigator, 'clipboard', {value: undefined})"

Choice = Mapping[str, str]


def fits(site: Site, id_: str, choice: Choice) -> bool:
    """Whether a work is left by a choice: asked of its own record and of what uses it."""
    facts = site.processor("en").works[id_].facts
    issued = int((facts.csl.issued or "0")[:4])
    first, _, last = choice.get("year", "0-9999").partition("-")
    languages = {facts.csl.language, *facts.csl.title, *(facts.csl.URL or ())}
    hallmark = choice.get("by-hallmark")
    return (
        (hallmark is None or any(use.key == f"hallmark:{hallmark}" for use in site.uses.get(id_, ())))
        and choice.get("kind", facts.csl.type) == facts.csl.type
        and int(first) <= issued <= int(last)
        and ("language" not in choice or choice["language"] in languages)
        and choice.get("open", "yes" if facts.open_copy else "no") == ("yes" if facts.open_copy else "no")
    )


def left(site: Site, code: str, choice: Choice) -> list[str]:
    return [id_ for id_ in site.processor(code).entries if fits(site, id_, choice)]


def at(language: Words, choice: Choice) -> str:
    return f"{language.code}/{LIST}.html?{urlencode(choice)}"


def asked(page: Page) -> dict[str, str]:
    return dict(parse_qsl(page.evaluate("location.search.slice(1)")))


def boxes(page: Page) -> Locator:
    return page.get_by_role("main").get_by_role("checkbox")


def shown(page: Page) -> list[str]:
    """The ids of the works in sight."""
    works = page.locator("li.work").filter(visible=True).locator("input")
    return [str(box) for box in works.evaluate_all("boxes => boxes.map(box => box.value)")]


def status(page: Page) -> Locator:
    return page.get_by_role("main").get_by_role("status")


def says(page: Page, words: str) -> None:
    expect(status(page).filter(has_text=words)).to_have_count(1)


def list_of(page: Page, name: str) -> Locator:
    return page.get_by_role("form").get_by_role("combobox", name=name, exact=True)


def button(page: Page, names: Mapping[str, str], language: Words) -> Locator:
    return page.get_by_role("main").get_by_role("button", name=names[language.code], exact=True)


def saved(page: Page, language: Words, suffix: str) -> bytes:
    page.locator("select[name=format]").select_option(suffix)
    with page.expect_download() as download:
        button(page, SAVE, language).press("Enter")
    assert download.value.suggested_filename == f"references.{suffix}"
    says(page, f"references.{suffix}")
    return Path(download.value.path()).read_bytes()


class TestNarrowing:
    @pytest.mark.parametrize("choice", CHOICES, ids=lambda choice: "+".join(choice.values()))
    @in_both
    def test_leaves_what_the_records_say(
        self, visit: Callable[..., Page], known: Site, language: Words, choice: Choice
    ) -> None:
        page = visit(at(language, choice))
        expected = left(known, language.code, choice)
        assert 0 < len(expected) < len(known.works)
        comes_to(page, shown, expected)
        says(page, SHOWN[language.code].format(len(expected), len(known.works)))

    def test_says_beside_each_choice_how_much_it_would_leave(self, visit: Callable[..., Page], known: Site) -> None:
        page = visit(at(ENGLISH, BESPOKE))
        for option in page.locator("select[name=kind] option").all():
            kind = option.get_attribute("value")
            number = len(left(known, "en", {**BESPOKE, "kind": kind} if kind else BESPOKE))
            assert option.inner_text().endswith(f"({number})")

    @in_both
    def test_is_whole_without_a_choice_and_without_scripts(
        self,
        visit: Callable[..., Page],
        visit_without_scripts: Callable[..., Page],
        known: Site,
        language: Words,
    ) -> None:
        for page in (visit(at(language, {})), visit_without_scripts(at(language, BESPOKE))):
            comes_to(page, shown, list(known.processor(language.code).entries))
        expect(page.get_by_role("form")).to_have_count(0)
        expect(boxes(page)).to_have_count(0)
        expect(page.get_by_role("main").get_by_role("link", name="BibTeX", exact=True).first).to_be_visible()

    @in_both
    def test_says_where_nothing_fits_and_leads_out(
        self, visit: Callable[..., Page], known: Site, language: Words
    ) -> None:
        page = visit(at(language, NOTHING))
        comes_to(page, shown, [])
        nothing = page.get_by_text(NOTHING_FITS[language.code])
        expect(nothing).to_be_visible()
        expect(button(page, SAVE, language)).to_be_disabled()
        by_keyboard(nothing.get_by_role("button", name=CLEAR[language.code]))
        comes_to(page, lambda page: len(shown(page)), len(known.works))
        comes_to(page, asked, {})
        assert has_focus(page.get_by_role("form").get_by_role("combobox").first), "nobody is left on what has gone"
        says(page, EVERYTHING[language.code])

    def test_leaves_out_what_the_address_asks_for_in_vain_and_says_so(
        self, visit: Callable[..., Page], known: Site
    ) -> None:
        page = visit(at(ENGLISH, {"kind": "song", "open": "yes", "utm": "x"}))
        comes_to(page, shown, left(known, "en", {"open": "yes"}))
        says(page, "asks for something that is not known here")


@in_both
def test_choices_made_by_keyboard_are_kept_wherever_the_reader_goes(
    open_page: Callable[..., Page], site: str, known: Site, language: Words
) -> None:
    page = open_page(f"{site}{page_of('references', language)}", DESK if language is ENGLISH else PHONE)
    kinds = list_of(page, KIND[language.code])
    tab_to(kinds)
    assert focused(page)["trouble"] == []
    page.keyboard.type(BOOK[language.code])
    comes_to(page, asked, {"kind": "book"})
    assert has_focus(kinds), "a choice moves nobody away from the list"
    books = left(known, language.code, {"kind": "book"})
    comes_to(page, shown, books)

    box = page.get_by_role("checkbox", name=CHOOSE[language.code]).first
    tab_to(box)
    assert focused(page)["trouble"] == []
    page.keyboard.press("Space")
    choice = {"kind": "book", "chosen": books[0]}
    comes_to(page, asked, choice)
    says(page, CHOSEN[language.code].format(1))

    page.reload()
    comes_to(page, shown, books)
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(1)
    there = page.url
    page.locator("li.work").filter(visible=True).first.locator("a.record").press("Enter")
    page.wait_for_url(f"**/references/{books[0]}.html")
    page.go_back()
    expect(page).to_have_url(there)
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(1)
    comes_to(page, shown, books)

    by_keyboard(page.get_by_role("banner").get_by_role("link", name=language.other.language, exact=True))
    expect(page.locator("html")).to_have_attribute("lang", language.other.code)
    expect(page.get_by_role("checkbox", checked=True)).to_have_attribute("value", books[0])
    comes_to(page, asked, choice)
    comes_to(page, lambda page: sorted(shown(page)), sorted(books))


class TestChoosing:
    @in_both
    def test_all_that_is_shown_and_none(self, visit: Callable[..., Page], known: Site, language: Words) -> None:
        page = visit(at(language, BESPOKE))
        number = len(left(known, language.code, BESPOKE))
        by_keyboard(button(page, CHOOSE_ALL, language))
        expect(page.get_by_role("checkbox", checked=True)).to_have_count(number)
        says(page, CHOSEN[language.code].format(number))
        by_pointer(button(page, CHOOSE_NONE, language))
        expect(page.get_by_role("checkbox", checked=True)).to_have_count(0)
        comes_to(page, asked, BESPOKE)

    @in_both
    def test_stays_chosen_while_it_is_not_shown(self, visit: Callable[..., Page], language: Words) -> None:
        page = visit(at(language, {**TWO, "kind": "book"}))
        says(page, HIDDEN[language.code].format(2))

    @in_both
    @pytest.mark.parametrize("width", [DESK, PHONE])
    def test_leads_from_where_one_chooses_to_what_can_be_done(
        self, visit: Callable[..., Page], language: Words, width: int
    ) -> None:
        page = visit(at(language, {}), width)
        expect(page.get_by_role("link", name=ALONG[language.code])).to_have_count(0)
        work = page.locator("li.work").nth(20)
        work.get_by_role("checkbox").press("Space")
        link = work.get_by_role("link", name=ALONG[language.code])
        by_keyboard(link)
        expect(button(page, SAVE, language)).to_be_in_viewport()


class TestTakingAway:
    @pytest.mark.parametrize("suffix", FORMATS)
    @in_both
    def test_saves_what_is_chosen_in_each_format(
        self, open_page: Callable[..., Page], site: str, known: Site, language: Words, suffix: str
    ) -> None:
        page = open_page(f"{site}{at(language, TWO)}")
        processor = known.processor(language.code)
        works = processor.listed(TWO["chosen"].split())
        assert saved(page, language, suffix) == written(suffix, works, processor).encode()

    def test_other_programs_can_read_it(self, open_page: Callable[..., Page], from_folder: str) -> None:
        page = open_page(f"{from_folder}{at(ENGLISH, TWO)}")
        ids = sorted(TWO["chosen"].split())
        assert sorted(item["id"] for item in json.loads(saved(page, ENGLISH, "json"))) == ids
        assert len(rispy.loads(saved(page, ENGLISH, "ris").decode())) == len(ids)
        library = bibtexparser.parse_string(saved(page, ENGLISH, "bib").decode())
        assert sorted(entry.key for entry in library.entries) == ids

    def test_without_a_choice_it_is_all_that_is_shown(
        self, open_page: Callable[..., Page], opened_from: str, known: Site
    ) -> None:
        page = open_page(f"{opened_from}{at(WELSH, BESPOKE)}")
        assert [item["id"] for item in json.loads(saved(page, WELSH, "json"))] == left(known, "cy", BESPOKE)

    @in_both
    def test_copies_it(self, open_page: Callable[..., Page], opened_from: str, known: Site, language: Words) -> None:
        page = open_page(f"{opened_from}{at(language, TWO)}", permissions=["clipboard-read", "clipboard-write"])
        button(page, COPY, language).press("Enter")
        says(page, COPIED[language.code])
        processor = known.processor(language.code)
        records = written("bib", processor.listed(TWO["chosen"].split()), processor)
        assert page.evaluate("navigator.clipboard.readText()") == records

    @in_both
    def test_offers_the_text_where_the_browser_does_not_copy(
        self, open_page: Callable[..., Page], site: str, known: Site, language: Words
    ) -> None:
        page = open_page("about:blank", PHONE)
        page.add_init_script(NO_CLIPBOARD)
        page.goto(f"{site}{at(language, TWO)}")
        button(page, COPY, language).press("Enter")
        text = page.get_by_role("textbox", name=TO_COPY[language.code])
        assert has_focus(text)
        processor = known.processor(language.code)
        records = written("bib", processor.listed(TWO["chosen"].split()), processor)
        assert text.evaluate("field => field.value.slice(field.selectionStart, field.selectionEnd)") == records
        assert page.evaluate(TOO_WIDE) == []

    def test_has_no_barrier_while_the_text_stands_there(
        self, open_page: Callable[..., Page], opened_from: str, axe: str
    ) -> None:
        page = open_page("about:blank", PHONE)
        page.add_init_script(NO_CLIPBOARD)
        page.goto(f"{opened_from}{at(WELSH, TWO)}")
        button(page, COPY, WELSH).press("Enter")
        assert in_states(page, axe, STATES["cy"]) == []

    def test_says_so_where_the_records_cannot_be_had(self, open_page: Callable[..., Page], opened_from: str) -> None:
        page = open_page("about:blank")
        page.route("**/records.js", lambda route: route.abort())
        page.goto(f"{opened_from}{at(ENGLISH, TWO)}")
        button(page, SAVE, ENGLISH).click()
        says(page, "could not be loaded")

    def test_loads_no_records_before_they_are_asked_for(self, open_page: Callable[..., Page], opened_from: str) -> None:
        page = open_page("about:blank")
        loaded: list[str] = []
        page.on("request", lambda request: loaded.append(request.url))
        page.goto(f"{opened_from}{at(ENGLISH, TWO)}")
        assert not any("records.js" in url for url in loaded)
        saved(page, ENGLISH, "bib")
        saved(page, ENGLISH, "ris")
        assert sum("records.js" in url for url in loaded) == 1

    @in_both
    def test_the_files_of_the_whole_list_are_there(
        self, visit: Callable[..., Page], opened_from: str, built_site: Path, language: Words
    ) -> None:
        page = visit(at(language, {}))
        for name in ("BibTeX", "RIS", "CSL-JSON"):
            link = page.get_by_role("main").get_by_role("link", name=name, exact=True).first
            assert (built_site / link.evaluate("link => link.href").removeprefix(opened_from)).is_file()


class TestOnPaper:
    @pytest.mark.parametrize("choice", [{}, {**BESPOKE, **TWO}], ids=["all", "a part"])
    @in_both
    def test_is_what_is_shown_without_anything_to_press(
        self, visit: Callable[..., Page], known: Site, language: Words, choice: Choice
    ) -> None:
        page = visit(at(language, choice), 794)
        page.emulate_media(media="print")
        assert shown_on_paper(page) == len(left(known, language.code, choice))
        main = page.get_by_role("main")
        for role in ("button", "checkbox", "combobox", "form"):
            expect(main.get_by_role(role)).to_have_count(0)
        expect(main.locator(".work-ways .record").filter(visible=True)).to_have_count(0)
        expect(main.locator(".work-annotation").filter(visible=True).first).to_be_visible()
        assert page.evaluate(TOO_WIDE) == []


def shown_on_paper(page: Page) -> int:
    return page.locator("li.work").filter(visible=True).count()


class TestForEveryReader:
    SHOWN = ({}, {**BESPOKE, **TWO}, NOTHING)

    @pytest.mark.parametrize("choice", SHOWN, ids=["whole", "narrowed and chosen", "nothing fits"])
    @in_both
    def test_axe_finds_nothing(self, visit: Callable[..., Page], axe: str, language: Words, choice: Choice) -> None:
        found = in_states(visit(at(language, choice)), axe, STATES[language.code])
        assert not found, "\n".join(["", *found])

    @pytest.mark.parametrize("choice", SHOWN, ids=["whole", "narrowed and chosen", "nothing fits"])
    @pytest.mark.parametrize("width", [NARROWEST, PHONE, DESK])
    @in_both
    def test_nothing_is_wider_than_the_window(
        self, visit: Callable[..., Page], language: Words, choice: Choice, width: int
    ) -> None:
        assert visit(at(language, choice), width).evaluate(TOO_WIDE) == []

    @in_both
    def test_all_can_be_touched_on_a_phone(self, visit: Callable[..., Page], language: Words) -> None:
        page = visit(at(language, {**BESPOKE, **TWO}), PHONE)
        main = page.get_by_role("main")
        controls = [*main.get_by_role("combobox").all(), *main.get_by_role("button").all()]
        controls += page.locator(".work-choice, .work-ways a, .work-uses a, .taking-along a").filter(visible=True).all()
        assert [control.inner_text() for control in controls if control.evaluate(HEIGHT) < 44] == []


@pytest.mark.parametrize("code", ["de", "fr-CH"])
def test_another_site_has_the_same(open_page: Callable[..., Page], built_orchard: Path, code: str) -> None:
    orchard = loaded(ORCHARD / "mkdocs.yml").site
    assert orchard is not None
    page = open_page(f"{built_orchard.as_uri()}/{code}/sources.html?by-story=alter-birnbaum")
    uses = {id_ for id_, found in orchard.uses.items() if any(use.key == "story:alter-birnbaum" for use in found)}
    comes_to(page, lambda page: set(shown(page)), uses)
    page.locator("select[name=format]").select_option("json")
    with page.expect_download() as download:
        page.locator("button[name=save]").click()
    items = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))
    assert {item["id"] for item in items} == uses
