"""Nobody but the site learns that a page was read, and the site keeps nothing that the reader did not ask it to."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Request
from samples import DESK, ENGLISH, PAGES, PHONE, ROOT_PAGES, WORDS, page_of

pytestmark = pytest.mark.browser

KEPT = """async () => ({
  local: Object.keys(localStorage), session: Object.keys(sessionStorage), cookies: document.cookie,
  databases: (await indexedDB.databases()).map(database => database.name)})"""
NOTHING = {"local": [], "session": [], "cookies": "", "databases": []}


class Watch:
    """Everything that a page asks for, everything that did not come, and everything it complains of."""

    def __init__(self, page: Page) -> None:
        self.asked: list[str] = []
        self.missing: list[str] = []
        self.complaints: list[str] = []
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("websocket", lambda socket: self.asked.append(socket.url))
        page.on("requestfailed", self._failed)
        page.on("response", lambda answer: answer.status < 400 or self.missing.append(f"{answer.url}: {answer.status}"))
        page.on("console", lambda said: said.type in ("error", "warning") and self.complaints.append(said.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _failed(self, request: Request) -> None:
        # What is still on its way when the page is left comes to nothing, and nobody misses it.
        if request.failure != "net::ERR_ABORTED":
            self.missing.append(f"{request.url}: {request.failure}")

    def elsewhere(self, site: str) -> list[str]:
        # What a page carries within itself is asked of nobody.
        return [address for address in self.asked if not address.startswith((site, "data:"))]


@pytest.mark.parametrize(
    "paths",
    [
        *(pytest.param([page_of(name, words) for name in PAGES], id=words.language) for words in WORDS.values()),
        pytest.param(list(ROOT_PAGES.values()), id="above the languages"),
    ],
)
def test_a_page_asks_nobody_else_complains_of_nothing_and_keeps_nothing(
    open_page: Callable[..., Page], site: str, paths: list[str], *, whole: bool
) -> None:
    if not whole and len(paths) == len(PAGES):
        # Each template in one of the two ways, and in one language.
        paths = paths[site.startswith("file:") :: 2]
    page = open_page("about:blank", DESK if site.startswith("http") else PHONE)
    watch = Watch(page)
    for path in paths:
        page.goto(f"{site}{path}")
        assert page.url == f"{site}{path}"
        # What comes into view late may be asked for late.
        page.keyboard.press("End")
        page.wait_for_timeout(50)
        assert page.evaluate(KEPT) == NOTHING, path
    assert {f"{site}{path}" for path in paths} <= set(watch.asked)
    assert watch.elsewhere(site) == []
    assert watch.missing == []
    assert watch.complaints == []
    assert page.context.cookies() == []


def test_only_the_choice_of_colours_is_kept_and_only_once_it_is_made(open_page: Callable[..., Page], site: str) -> None:
    page = open_page(f"{site}{page_of('home', ENGLISH)}")
    watch = Watch(page)
    assert page.evaluate(KEPT) == NOTHING
    page.get_by_role("button", name=ENGLISH.dark).click()
    assert page.evaluate(KEPT) == {**NOTHING, "local": ["scheme"]}
    assert page.context.cookies() == []
    assert watch.elsewhere(site) == []
    assert watch.complaints == []


def test_a_page_that_asks_others_or_complains_would_be_noticed(open_page: Callable[..., Page], over_http: str) -> None:
    # No page of the site: its policy would stop what is noticed here.
    page = open_page(f"{over_http}en/about.txt")
    watch = Watch(page)
    page.set_content('<img src="https://elsewhere.example/x.png"><script>nothing.there()</script>')
    assert watch.elsewhere(over_http) == ["https://elsewhere.example/x.png"]
    assert any("elsewhere.example" in missing for missing in watch.missing)
    assert any("nothing is not defined" in complaint for complaint in watch.complaints)
    page.evaluate("localStorage.setItem('kept', 'x'); document.cookie = 'kept=x'")
    assert page.evaluate(KEPT) == {**NOTHING, "local": ["kept"], "cookies": "kept=x"}
