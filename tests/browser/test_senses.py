"""What axe cannot see, on a page of each type: what a hand, an ear and an eye of one's own meet there."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from samples import DESK, ENGLISH, PAGES, PHONE, ROOT_PAGES, WELSH, Words, in_both, page_of
from senses import APART, FINGER, MAIN_CONTROLS, SMALLEST, WINDOWS, ask, put_into, tabbed

from make_the_connection.site import Site

pytestmark = pytest.mark.browser

# Welsh words are the longer ones: they have the narrow screen. One parameter, so that no combination is left out.
SAMPLES = [
    *((page_of(name, ENGLISH), DESK) for name in PAGES),
    *((page_of(name, WELSH), PHONE) for name in PAGES),
    *((path, width) for path in ROOT_PAGES.values() for width in WINDOWS),
]
NAVIGATIONS = re.compile(r'^ *- navigation(?: "([^"]*)")?', re.MULTILINE)
KEY_PAGES = ("home", "hallmark", "crosswalk", "list of case studies", "case study", "contribution")


@pytest.mark.parametrize("sample", [pytest.param(each, id=f"{each[0]}, {each[1]} px") for each in SAMPLES])
def test_a_page_is_there_for_every_sense(visit: Callable[..., Page], sample: tuple[str, int]) -> None:
    path, width = sample
    page = visit(path, width)
    search = page.locator("main .search-field input")
    if search.count():
        # What it loads when it is first reached moves what is below it.
        search.dispatch_event("focus")
        page.locator("main .search-key").wait_for()
        page.wait_for_load_state("networkidle")
    found = WINDOWS[width](put_into(page))
    assert not found, "\n".join(["", *found])


FAULTS = [
    ("walk", (), "<a href=x tabindex=2>late</a><a href=y tabindex=1>soon</a>", "is reached in place of"),
    ("walk", (), "<div aria-hidden=true><a href=x>silent</a></div>", "is not there for a listener"),
    ("focus", (), "<a href=x style='position: absolute; left: -99px'>far</a>", "cannot be seen"),
    ("focus", (), "<a href=x>under</a><div style='position: fixed; inset: 0'></div>", "is covered"),
    ("focus", (), "<a href=x style='outline: none'>bare</a>", "shows no focus"),
    ("focus", (), "<a href=x style='outline: 3px solid #ddd'>pale</a>", "has a ring of 1."),
    ("focus", (), "<a href=x onfocus='this.blur()'>shy</a>", "does not keep the focus"),
    ("order", (APART,), "<p style='margin-top: 90px'><a href=x>a</a><p style='margin-top: -90px'><a href=y>b", "above"),
    ("order", (APART,), "<p style='display: flex; flex-flow: row-reverse'><a href=x>a</a><a href=y>b</a>", "is before"),
    ("controls", (), "<span style='cursor: pointer'>press me</span>", "is for the mouse alone"),
    ("controls", (), "<div tabindex=0>what am I</div>", "takes the focus without a role"),
    ("controls", (), "<button></button>", "has no name"),
    ("names", (), "<button aria-label='Submit form'>Send</button>", "is called “Submit form”"),
    ("targets", (SMALLEST,), "<a href=x>a</a><br><a href=y>b</a>", "px"),
    ("targets", (FINGER, MAIN_CONTROLS), "<button style='height: 30px'>press me</button>", "30 px"),
    ("room", (), "<p style='width: 2000px'>wide", "the page is 2"),
    ("room", (), "<p style='height: 1em; overflow: hidden'>one<br>two", "is cut off below"),
    ("room", (), "<p style='width: 2em; overflow: clip'>unbreakable", "is cut off at the side"),
    ("room", (), "<p>one</p><p style='margin-top: -2em'>two</p>", "lies on"),
    ("motion", (), "<a href=x style='transition: all 1s'>slow</a>", "changes in 1s"),
    ("motion", (), "<style>@keyframes k { to { left: 1px } } p { animation: k 9s }</style><p>round", "moves for 9s"),
    ("languages", (), "<p lang=cy></p>", "has a language and no words"),
    ("languages", (), "<a href=x hreflang=cy>Cymraeg</a>", "its words are said to be en"),
    ("states", (), "<a href=x aria-current=page>here</a>", "looks the same without aria-current"),
    ("lostMarks", (), "<i style='display: block; width: 9px; height: 9px; background: red'></i>", "its ground alone"),
]  # fmt: skip


@pytest.mark.parametrize(("check", "rest", "fault", "words"), [pytest.param(*each, id=each[2][:40]) for each in FAULTS])
def test_a_fault_would_be_told(reading: Page, check: str, rest: tuple[object, ...], fault: str, words: str) -> None:
    told = told_of(reading, check, rest, fault)
    assert words in "\n".join(told)
    assert told_of(reading, check, rest, "<p>Words and <a href=x>a link</a> in a sentence.") == []


def told_of(page: Page, check: str, rest: tuple[object, ...], content: str) -> list[str]:
    page.set_viewport_size({"width": DESK, "height": 800})
    page.goto("about:blank")
    page.set_content(f"<!doctype html><html lang=en><style>a:focus-visible {{ outline: 3px solid }}</style>{content}")
    put_into(page)
    if check == "walk":
        return tabbed(page)
    if check == "lostMarks":
        page.evaluate("senses.seeMarks()")
        page.emulate_media(forced_colors="active")
    # Told by the keyboard, or the browser shows no ring.
    page.keyboard.press("Shift")
    found = ask(page, check, *rest)
    page.emulate_media(forced_colors="none")
    return found


class TestWhatAListenerMeets:
    @in_both
    def test_one_head_one_main_part_one_foot_and_ways_through_of_different_names(
        self, visit: Callable[..., Page], language: Words
    ) -> None:
        # Each of the pages in one language, and of the languages each on three.
        for name in KEY_PAGES[language is WELSH :: 2]:
            page = visit(page_of(name, language))
            expect(page.locator("body")).to_match_aria_snapshot(f"""
                - banner:
                  - link "{language.skip}"
                  - link "{language.home}"
                  - button "{language.dark}"
                  - link "{language.other.language}"
                  - navigation "{language.main_menu}":
                    - list
                - main
                - contentinfo:
                  - navigation:
                    - list
            """)
            expect(page.get_by_role("main").get_by_role("heading", level=1)).to_have_count(1)
            tree = page.locator("body").aria_snapshot()
            assert [
                len(re.findall(rf"^- {part}", tree, re.MULTILINE)) for part in ("banner", "main", "contentinfo")
            ] == [1, 1, 1]
            called = NAVIGATIONS.findall(tree)
            assert len(set(called)) == len(called) >= 2, called
            assert all(called), called

    @in_both
    def test_the_table_says_what_it_is_and_each_cell_by_which_row_and_column(
        self, visit: Callable[..., Page], language: Words
    ) -> None:
        page = visit(page_of("crosswalk", language))
        table = page.get_by_role("table")
        expect(table).to_match_aria_snapshot(f"""
            - table:
              - caption
              - rowgroup:
                - row:
                  - columnheader
              - rowgroup:
                - row:
                  - rowheader "{language.standard}":
                    - link "{language.standard}"
                  - cell:
                    - link
        """)
        columns, rows = table.get_by_role("columnheader"), table.get_by_role("rowheader")
        assert table.get_by_role("cell").get_by_role("link", name=" × ").count() == columns.count() * rows.count() > 0
        called = page.get_by_role("region").filter(has=table).get_attribute("aria-label")
        assert called, "what scrolls and takes the focus has a name"
        assert called != table.locator("caption").inner_text(), "a listener would hear it twice"

    @in_both
    def test_lists_say_how_much_there_is(self, visit: Callable[..., Page], known: Site, language: Words) -> None:
        for name, of in (("home", "hallmark"), ("list of case studies", "case-study")):
            page = visit(page_of(name, language))
            cards = page.get_by_role("main").get_by_role("list").filter(has=page.locator("> li .card-title")).first
            assert cards.locator("> li").count() == len(known.of_type(of)), name
