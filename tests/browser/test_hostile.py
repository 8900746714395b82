"""What strangers write, had nobody refused it: the pages made of it run nothing, ask nobody and take nothing over."""

import json
import shutil
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import building
import lxml.etree
import pytest
import yaml
from building import copied
from hostile import ELSEWHERE, PLAIN, RUN, SNIPPETS
from mkdocs.commands.build import build
from mkdocs.config import load_config
from playwright.sync_api import Page, Request

from make_the_connection.adapters.mkdocs import plugin
from make_the_connection.api import Loaded
from make_the_connection.diagnostics import CODES

pytestmark = pytest.mark.browser

STORY = "stories/alter-birnbaum"
ADDRESS = f"javascript:{RUN}"
AT_ONCE = 12
"""How many snippets stand on a page."""

ENTRIES = {
    f"hostile-{start // AT_ONCE + 1}": dict(list(SNIPPETS.items())[start : start + AT_ONCE])
    for start in range(0, len(SNIPPETS), AT_ONCE)
}
PAGES = [
    *(f"stories/{id_}" for id_ in ENTRIES),
    "side-by-side/stories/hostile-1",
    "stories",
    "a-z",
    "crosswalk",
    "techniques/winterschnitt",
]

DOM = """site => {
  const found = [], elements = [...document.querySelectorAll("*")];
  // A page holds the records by which it is cited, to be saved.
  const addresses = /^(href|src|srcset|action|formaction|data|poster|xlink:href|background|ping|cite)$/;
  const aligned = /^text-align: ?(left|center|right);?$/;
  const own = /^data:application\\/(x-bibtex|x-research-info-systems|vnd\\.citationstyles\\.csl\\+json);/;
  const schemes = /^(javascript|vbscript|data|blob|file):/i;
  for (const element of elements) {
    for (const { name, value } of element.attributes) {
      const said = `<${element.localName} ${name}=${value.slice(0, 60)}>`;
      if (/^on/i.test(name)) found.push(said);
      const runs = schemes.test(value.replace(/[\\u0000- ]/g, "")) && !own.test(value) && !value.startsWith(site);
      if (addresses.test(name) && runs) found.push(said);
      if (name === "style" && !element.popover && !aligned.test(value)) found.push(said);
    }
  }
  const forbidden = "iframe, object, embed, base, meta[http-equiv], math, video, audio, form[action], x-x, body style";
  document.querySelectorAll(forbidden).forEach(element => found.push(`<${element.localName}>`));
  for (const script of document.scripts)
    if (!script.src && script.type !== "application/ld+json") found.push("<script> " + script.text.slice(0, 60));
  const ids = elements.map(element => element.id).filter(Boolean);
  found.push(...ids.filter((id, place) => ids.indexOf(id) !== place).map(id => `twice: ${id}`));
  for (const name of ["location", "getElementById", "querySelector", "mtcEvaluation", "mtcConnected", "__nav"])
    if (document.getElementById(name) || document.getElementsByName(name).length) found.push(`taken: ${name}`);
  if (typeof document.getElementById !== "function") found.push("taken: the document's own");
  return found;
}"""
# Links that lead on are stopped: what a click on them runs, it has run by then.
TOUCH = """() => {
  addEventListener("click", event => {
    const link = event.target.closest("a, area");
    if (link && !/^\\s*(javascript|vbscript|data):/i.test(link.getAttribute("href") ?? "")) event.preventDefault();
  }, true);
  addEventListener("submit", event => event.preventDefault(), true);
  const events = ["mouseover", "mouseenter", "pointerdown", "load", "error", "toggle", "animationstart", "begin"];
  const pressed = "a, button, summary, input, select, label, [onclick], [role=button], [tabindex], img";
  let touched = 0;
  for (const element of document.querySelectorAll("body *")) {
    element.focus?.();
    for (const name of events) element.dispatchEvent(new Event(name));
    if (element.checkVisibility() && element.matches(pressed)) {
      element.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
      touched += 1;
    }
  }
  return touched;
}"""


def words(snippets: Mapping[str, str], language: str) -> str:
    """A file of words with each snippet in the front matter and, under its name, in the text."""
    together = " ".join(text.replace("\n", " ") for text in snippets.values())
    front = f"title: {json.dumps(f'{language} {together}')}\nsummary: {json.dumps(together)}\n"
    # Some open what they do not close: each begins in a paragraph of its own, and once more inside something else.
    body = "\n\n".join(
        f"**{name}**\n\n{text}\n\n> - {inner}" for name, text in snippets.items() for inner in [text.split("\n")[0]]
    )
    return f"---\n{front}---\n\n## Was geschah {{#what-happened}}\n\n{body}\n"


def lay(orchard: Path) -> None:
    """Put hostile stories beside those of the orchard."""
    facts = yaml.load((orchard / STORY / "facts.yml").read_bytes(), yaml.BaseLoader)  # noqa: S506 - makes only words
    for id_, snippets in ENTRIES.items():
        folder = Path(shutil.copytree(orchard / STORY, orchard / "stories" / id_))
        texts = list(snippets.values())
        own: dict[str, Any] = {**facts, "told_by": texts[0], "place": texts[1]}
        own["visit"] = {"name": " ".join(texts), "address": "https://orchard.example/"}
        whys = [dict.fromkeys(("de", "fr-CH"), text) for text in texts[: len(facts["links"])]]
        own["links"] = [{**link, "why": why} for link, why in zip(facts["links"], whys, strict=True)]
        own.pop("formerly", None)
        (folder / "facts.yml").write_text(json.dumps(own), encoding="utf-8")
        for code in ("de", "fr-CH"):
            (folder / f"{code}.md").write_text(words(snippets, code), encoding="utf-8")


def forged(loaded: Loaded) -> Loaded:
    """What was loaded, with an address in the facts that the check would not have let pass."""
    assert loaded.site is not None
    entries = dict(loaded.site.entries)
    for id_ in ENTRIES:
        entry = entries[f"story:{id_}"]
        visit = entry.facts.visit.model_copy(update={"address": {"": ADDRESS}})  # type: ignore[attr-defined]
        entries[entry.key] = replace(entry, facts=entry.facts.model_copy(update={"visit": visit}))
    return replace(loaded, site=replace(loaded.site, entries=entries))


@pytest.fixture(scope="module")
def refused() -> set[str]:
    """The codes of all that the check says of the hostile site."""
    return set()


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory, refused: set[str]) -> Path:
    """The orchard with hostile stories, built as if nobody had looked at what the check says."""
    folder = tmp_path_factory.mktemp("hostile")
    orchard = copied(building.ORCHARD, folder / "orchard")
    lay(orchard)
    load = plugin.load_configured

    def loaded(*arguments: Any, **options: Any) -> Loaded:
        found = load(*arguments, **options)
        refused.update(each.code for each in found.diagnostics if "hostile-" in each.location.path)
        return forged(found)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plugin, "load_configured", loaded)
        patch.setattr(plugin.reporting, "report", lambda *_, **__: None)
        # Nor do the pages say their policy: what is proven here must hold where a browser knows none.
        patch.setattr(plugin, "content_policy", str)
        build(load_config(str(orchard / "mkdocs.yml"), site_dir=str(folder / "built")))
    return folder / "built"


@pytest.fixture
def site(request: pytest.FixtureRequest, hostile: Path, serve: Callable[[Path], str]) -> str:
    return serve(hostile) if request.param == "http" else f"{hostile.as_uri()}/"


class Watch:
    """What pages did that nobody wants: dialogs, requests, windows, complaints of scripts."""

    def __init__(self, page: Page, site: str) -> None:
        self.page, self.site = page, site
        self.found: list[str] = []
        page.on("dialog", lambda dialog: (self.found.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.on("request", lambda asked: asked.url.startswith(site) or self.found.append(f"asked: {asked.url}"))
        page.on("requestfailed", self._failed)
        page.on("response", lambda came: came.status < 400 or self.found.append(f"missing: {came.url}"))
        page.on("popup", lambda popup: self.found.append(f"window: {popup.url}"))
        page.on("pageerror", lambda error: self.found.append(f"error: {error}"))
        page.on("console", lambda said: said.type == "error" and self.found.append(f"said: {said.text}"))

    def _failed(self, request: Request) -> None:
        # What is still on its way when the page is left comes to nothing, and nobody misses it.
        if request.failure != "net::ERR_ABORTED":
            self.found.append(f"missing: {request.url}")

    def trouble(self, path: str) -> list[str]:
        """Everything wrong with a page after it has been read, and everything on it touched."""
        self.found.clear()
        self.page.goto(f"{self.site}{path}")
        before = self.page.evaluate(DOM, self.site)
        assert self.page.evaluate(TOUCH) > 1, path
        self.page.wait_for_timeout(100)
        after = [each for each in self.page.evaluate(DOM, self.site) if each not in before]
        ran = ["ran"] if self.page.evaluate("window.__ran !== undefined") else []
        return [*self.found, *before, *after, *ran]


def test_a_page_on_which_nothing_was_refused_would_be_noticed(open_page: Callable[..., Page], tmp_path: Path) -> None:
    (tmp_path / "plain.html").write_text(PLAIN, encoding="utf-8")
    found = Watch(open_page("about:blank"), f"{tmp_path.as_uri()}/").trouble("plain.html")
    for sign in (
        "dialog: 1", f"asked: {ELSEWHERE}/x.png", "error: nothing is not defined", "<body onload=",
        "<a href=javascript:", "<iframe>", "<p style=position:fixed", "<script> window.__ran", "taken: location",
        "taken: mtcConnected", "ran",
    ):  # fmt: skip
        assert [each for each in found if each.startswith(sign)], sign


def test_the_check_would_have_refused_it(hostile: Path, refused: set[str]) -> None:
    assert hostile.is_dir()
    assert {"raw-html", "bad-link", "macro", "missing-image", "bad-id", "not-markdown-here"} <= refused <= set(CODES)


def test_every_snippet_is_on_its_page(hostile: Path) -> None:
    assert len(SNIPPETS) >= 30
    for id_, snippets in ENTRIES.items():
        html = (hostile / f"de/stories/{id_}.html").read_text(encoding="utf-8")
        assert [name for name in snippets if f"<strong>{name}</strong>" not in html] == [], id_


def test_nothing_that_a_stranger_writes_runs_asks_or_takes_over(
    open_page: Callable[..., Page], site: str, *, whole: bool
) -> None:
    watch = Watch(open_page("about:blank"), site)
    # Each page by one of the two ways at least.
    paths = PAGES if whole else PAGES[site.startswith("file:") :: 2]
    found = {path: watch.trouble(f"de/{path}.html") for path in paths}
    assert {path: wrong for path, wrong in found.items() if wrong} == {}


def test_choosing_a_hostile_entry_shows_words(open_page: Callable[..., Page], site: str) -> None:
    page = open_page("about:blank")
    watch = Watch(page, site)
    page.goto(f"{site}de/connected.html?one=story:hostile-1&other=technique:winterschnitt")
    assert page.get_by_text("<script>").count()
    assert page.evaluate(DOM, site) == []
    assert page.evaluate("window.__ran") is None
    assert watch.found == []


def test_no_file_beside_the_pages_runs_anything(hostile: Path) -> None:
    for path in (hostile / "de").rglob("*.xml"):
        feed = lxml.etree.parse(path)
        assert {element.tag for element in feed.iter() if "script" in str(element.tag)} == set()
    scripts = list((hostile / "de").rglob("*.js"))
    assert [path for path in scripts if "</script" in path.read_text(encoding="utf-8").casefold()] == []
