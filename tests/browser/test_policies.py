"""What found a way into a page does not run there, and every host can be told so."""

import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route
from samples import ENGLISH, ROOT_PAGES, page_of

pytestmark = pytest.mark.browser

POLICY = '<meta http-equiv="Content-Security-Policy"'
ELSEWHERE = "https://elsewhere.example/x.js"


def script(given: str) -> str:
    """What puts a script into the page, once it has been given its words or its address."""
    return f"() => {{ const script = document.createElement('script'); {given}; document.body.append(script); }}"


# Each is a way to have something run that did not come with the site.
WAYS = {
    "an inline script": script("script.textContent = 'window.ran = true'"),
    "a handler": """() => {
  document.body.insertAdjacentHTML("beforeend", "<button onclick='window.ran = true'>x</button>");
  document.body.lastElementChild.click();
}""",
    "an image that fails": """() => {
  document.body.insertAdjacentHTML("beforeend", "<img src='data:,' alt='' onerror='window.ran = true'>");
}""",
    "a link that is a script": """() => {
  document.body.insertAdjacentHTML("beforeend", "<a href='javascript:void(window.ran = true)'>x</a>");
  document.body.lastElementChild.click();
}""",
    "a script of a frame": """() => {
  document.body.insertAdjacentHTML("beforeend", "<iframe srcdoc='<script>parent.ran = true</script>'></iframe>");
}""",
    "a script of another site": script(f"script.src = '{ELSEWHERE}'"),
    "a script in an address": script("script.src = 'data:text/javascript,window.ran=true'"),
    "words made a script": script("script.src = URL.createObjectURL(new Blob(['window.ran = true']))"),
}
LOADS = re.compile("<(?:script|link|style)")


def runs(page: Page, way: str) -> bool:
    """Whether the page runs what came into it in one of these ways."""
    page.evaluate("window.ran = false")
    page.evaluate(WAYS[way])
    page.wait_for_timeout(100)
    return bool(page.evaluate("window.ran"))


def test_nothing_that_came_into_a_page_runs(open_page: Callable[..., Page], site: str) -> None:
    page = open_page(f"{site}{page_of('case study', ENGLISH)}")
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text))
    assert [way for way in WAYS if runs(page, way)] == []
    assert any("Content Security Policy" in said for said in complaints)


@pytest.mark.parametrize("name", ROOT_PAGES)
def test_nor_above_the_languages(open_page: Callable[..., Page], site: str, name: str) -> None:
    page = open_page(f"{site}{ROOT_PAGES[name]}")
    assert [way for way in WAYS if runs(page, way)] == []


def test_words_are_not_read_as_a_script(open_page: Callable[..., Page], opened_from: str) -> None:
    page = open_page(f"{opened_from}{page_of('home', ENGLISH)}")
    said = page.evaluate("""() => new Promise(end => {
      addEventListener("securitypolicyviolation", refused => end(refused.blockedURI));
      setTimeout("1");
    })""")
    assert said == "eval"


def test_without_the_policy_it_would_run(open_page: Callable[..., Page], over_http: str) -> None:
    """The policy stops them and nothing else does: these ways are real."""
    page = open_page("about:blank")

    def without(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace(POLICY, "<meta"))

    page.route(f"{over_http}**/*.html", without)
    page.route(ELSEWHERE, lambda route: route.fulfill(body="window.ran = true", content_type="text/javascript"))
    page.goto(f"{over_http}{page_of('case study', ENGLISH)}")
    assert [way for way in WAYS if not runs(page, way)] == []


def test_nobody_is_told_which_page_was_left(open_page: Callable[..., Page], opened_from: str) -> None:
    page = open_page(f"{opened_from}{page_of('case study', ENGLISH)}")
    with page.expect_navigation():
        page.get_by_role("banner").get_by_role("link", name=ENGLISH.home).click()
    assert page.evaluate("document.referrer") == ""


class TestWhatHostsAreTold:
    def test_is_what_the_pages_say_and_more(self, built_site: Path) -> None:
        told = dict(
            line.strip().split(": ", 1) for line in (built_site / "_headers").read_text("utf-8").splitlines()[1:]
        )
        assert (built_site / "_headers").read_text("utf-8").startswith("/*\n")
        policy = directives(told["Content-Security-Policy"])
        assert policy.pop("frame-ancestors") == {"'self'"}
        for path in (*ROOT_PAGES.values(), page_of("home", ENGLISH)):
            said = directives(policy_of(built_site / path))
            # A page's own policy may be narrower: what it carries in itself is not on every page.
            assert said.keys() == policy.keys()
            assert all(said[name] <= policy[name] for name in said), path
        assert directives(policy_of(built_site / "index.html")) == policy
        assert not any(source.startswith("'unsafe") for name in ("script-src", "style-src") for source in policy[name])
        assert told["Referrer-Policy"] == "no-referrer"
        assert "camera=()" in told["Permissions-Policy"].split(", ")

    def test_is_the_same_for_each_host(self, built_site: Path) -> None:
        lines = (built_site / "_headers").read_text("utf-8").splitlines()[1:]
        told = [tuple(line.strip().split(": ", 1)) for line in lines]
        apache = (built_site / ".htaccess").read_text("utf-8").splitlines()[1:-1]
        nginx = (built_site / "headers.nginx.conf").read_text("utf-8").splitlines()
        assert apache == [f'  Header always set {name} "{value}"' for name, value in told]
        assert nginx == [f'add_header {name} "{value}" always;' for name, value in told]

    def test_every_page_says_its_policy_before_anything_is_loaded(self, built_site: Path) -> None:
        pages = {path.relative_to(built_site): path.read_text("utf-8") for path in built_site.rglob("*.html")}
        late = [str(path) for path, html in pages.items() if POLICY not in LOADS.split(html, maxsplit=1)[0]]
        assert late == []


class _Policy(HTMLParser):
    content = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "meta" and given.get("http-equiv") == "Content-Security-Policy":
            self.content = given["content"] or ""


def policy_of(path: Path) -> str:
    reader = _Policy()
    reader.feed(path.read_text("utf-8"))
    return reader.content


def directives(policy: str) -> dict[str, set[str]]:
    return {name: set(values) for name, *values in (part.split() for part in policy.split("; "))}
