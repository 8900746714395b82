"""Browsers that try the pages of a site with axe-core, several at a time, and the journal of what they have tried."""

from __future__ import annotations

import hashlib
import json
import os
import queue
import tempfile
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, TextIO

import environment
from axe import COLOURS, OPEN_EVERYTHING, RUN_AXE, STANDARDS
from environment import Trouble, say

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Playwright

WIDTHS, SCHEMES = (1280, 768, 360, 320), ("light", "dark")
OFFLINE = ("--no-sandbox", "--disable-gpu", "--host-resolver-rules=MAP * ~NOTFOUND", "--disable-background-networking")
# A language that the site does not have, so that its first page does not choose one.
NEITHER = "fr-FR"
LOADS = 150
"""After so many pages a browser is begun anew: it would keep growing."""
PATIENCE = 15_000
"""ms for a step of a state."""


@dataclass(frozen=True)
class Job:
    """A page as it opens, at all widths, or one in a state at one width. `digest` is of the page's file."""

    path: str
    language: str
    digest: str
    state: int | None = None
    width: int | None = None

    @property
    def key(self) -> str:
        return json.dumps([self.path, self.digest, self.state, self.width])


@dataclass(frozen=True)
class Tried:
    """What axe found in one window: each rule, where, and the element."""

    job: Job
    width: int
    scheme: str
    found: tuple[str, ...]


@dataclass(frozen=True)
class Plan:
    """The jobs, and what all of them take from: the states as access.yml has them, and axe's source."""

    site: Path
    jobs: tuple[Job, ...]
    pages: Mapping[str, int]
    states: tuple[Mapping[str, Any], ...]
    axe: str


class Journal:
    """What has been tried, in a file that a later run can go on from. What has changed since is tried again."""

    def __init__(self, plan: Plan, *, goes_on: bool) -> None:
        # Styles and scripts decide too: with others, nothing of before counts.
        digest = hashlib.sha256(plan.axe.encode() + json.dumps(plan.states).encode())
        for path in sorted(plan.site.rglob("*")):
            if path.suffix in (".css", ".js") and "assets" in path.parts:
                digest.update(path.read_bytes())
        name = hashlib.sha256(str(plan.site).encode()).hexdigest()[:12]
        folder = Path(os.environ.get("XDG_CACHE_HOME") or tempfile.gettempdir())
        folder.mkdir(parents=True, exist_ok=True)
        self.path = folder / f"make-the-connection-access-{name}.jsonl"
        self.jobs = {job.key: job for job in plan.jobs}
        self.done: dict[str, list[list[Any]]] = {}
        self.failed: list[tuple[Job, str]] = []
        self.digest, self.lock = digest.hexdigest(), threading.Lock()
        if goes_on:
            self._read()

    def _read(self) -> None:
        with suppress(FileNotFoundError):
            lines = self.path.read_text(encoding="utf-8").splitlines()
            if lines and lines[0] == self.digest:
                for line in lines[1:]:
                    with suppress(ValueError):  # the last line of a run that was killed
                        key, found = json.loads(line)
                        self.done[key] = found
            else:
                say("The site's styles or scripts have changed since: everything is tried again.")

    def __enter__(self) -> Self:
        before = list(self.done.items())
        self.file: TextIO = self.path.open("w", encoding="utf-8")
        self.file.write(self.digest + "\n")
        self.file.writelines(json.dumps(each) + "\n" for each in before)
        self.file.flush()
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()

    def add(self, job: Job, found: list[list[Any]]) -> None:
        with self.lock:
            self.done[job.key] = found
            self.file.write(json.dumps([job.key, found]) + "\n")
            self.file.flush()

    @property
    def left(self) -> list[Job]:
        return [job for key, job in self.jobs.items() if key not in self.done]

    @property
    def tried(self) -> list[Tried]:
        """In the order of the plan, whichever browser was first."""
        return [
            Tried(job, width, scheme, tuple(found))
            for key, job in self.jobs.items()
            for width, scheme, found in self.done.get(key, ())
        ]


class Runner:
    """Several browsers, each in a thread of its own, that take jobs from one queue."""

    def __init__(self, plan: Plan, journal: Journal, processes: int) -> None:
        self.plan, self.journal = plan, journal
        self.queue: queue.SimpleQueue[Job] = queue.SimpleQueue()
        for job in journal.left:
            self.queue.put(job)
        self.all, self.stopping = len(journal.left), threading.Event()
        self.version, self.ticker, self.began = "", environment.Ticker(), time.monotonic()
        self.troubles: list[BaseException] = []
        self.threads = [threading.Thread(target=self.work, daemon=True) for _ in range(max(1, processes))]

    def run(self) -> str:
        """Do all that is left, and return what the browser calls itself."""
        for thread in self.threads:
            thread.start()
        try:
            while any(thread.is_alive() for thread in self.threads):
                for thread in self.threads:
                    thread.join(timeout=0.5)
        finally:
            self.stopping.set()
            self.ticker.clear()
        if self.troubles:
            raise Trouble(f"A browser could not be started: {self.troubles[0]}")
        return self.version

    def work(self) -> None:
        from playwright.sync_api import sync_playwright

        try:
            with sync_playwright() as playwright:
                while not self.stopping.is_set() and not (self.queue.empty() and self.version):
                    self.with_browser(playwright)
        except Exception as trouble:  # noqa: BLE001 - a thread has nobody else to tell
            self.troubles.append(trouble)
            self.stopping.set()

    def with_browser(self, playwright: Playwright) -> None:
        """Take jobs until a page crashes, or the browser has had enough of them."""
        browser = playwright.chromium.launch(executable_path=os.environ["CHROMIUM"], args=list(OFFLINE))
        self.version = f"Chromium {browser.version}"
        try:
            page = opened(browser)
            for _ in range(LOADS):
                if self.stopping.is_set():
                    return
                try:
                    job = self.queue.get_nowait()
                except queue.Empty:
                    return
                if not self.tries(browser, page, job):
                    return
        finally:
            with suppress(Exception):
                browser.close()

    def tries(self, browser: Browser, page: Page, job: Job) -> bool:
        """Whether a job came to an end. Where it did not, it is tried once more, by a new browser, after the others."""
        try:
            self.journal.add(job, self.found(browser, page, job))
        except Exception as problem:  # noqa: BLE001 - whatever a page does, the others are tried
            with self.journal.lock:
                again = all(job is not other for other, _ in self.journal.failed)
                reason = str(problem).partition("\n")[0]
                self.journal.failed = [each for each in self.journal.failed if each[0] is not job] + [(job, reason)]
            if again and not self.stopping.is_set():
                self.queue.put(job)
            return False
        with self.journal.lock:
            self.journal.failed = [each for each in self.journal.failed if each[0] is not job]
        self.told()
        return True

    def told(self) -> None:
        done = self.all - self.queue.qsize()
        seconds = time.monotonic() - self.began
        text = f"{done} of {self.all}, {seconds:.0f} s"
        self.ticker.show(text)
        if not self.ticker.on and done * 20 // self.all > (done - 1) * 20 // self.all:
            say(text)

    def found(self, browser: Browser, page: Page, job: Job) -> list[list[Any]]:
        if job.state is None:
            page.emulate_media(media="screen", color_scheme="light")
            page.set_viewport_size({"width": WIDTHS[0], "height": 800})
            page.goto((self.plan.site / job.path).as_uri())
            return judged(page, self.plan.axe, WIDTHS)
        # What a reader does is kept by the browser: nobody else should find it.
        own = opened(browser, job.width or WIDTHS[0])
        try:
            reach(own, self.plan.site, job, self.plan.states[job.state])
            return judged(own, self.plan.axe, [job.width or WIDTHS[0]])
        finally:
            own.context.close()


def opened(browser: Browser, width: int = WIDTHS[0]) -> Page:
    context = browser.new_context(viewport={"width": width, "height": 800}, locale=NEITHER)
    context.set_default_timeout(PATIENCE)
    return context.new_page()


def reach(page: Page, site: Path, job: Job, state: Mapping[str, Any]) -> None:
    """Bring a page into a state, by what a reader does."""
    query = f"?{state['query']}" if "query" in state else ""
    page.goto((site / job.path).as_uri() + query)
    for step in state["steps"]:
        does, what = next(iter(step.items()))
        if does == "media":
            page.emulate_media(media=what)
            continue
        at = page.locator(what)
        if does == "wait":
            at.wait_for(state="attached")
        elif does == "fill":
            at.fill(step["with"][job.language])
        elif does == "open":
            # A wide window has no such button, because what it opens stands open there.
            if at.is_visible():
                at.click()
        elif does in ("click", "check", "focus"):
            getattr(at, does)()
        else:
            raise Trouble(f"access.yml: no step is called {does}")


def judged(page: Page, axe: str, widths: tuple[int, ...] | list[int]) -> list[list[Any]]:
    """What axe finds at each width in each scheme."""
    page.evaluate(axe)
    page.evaluate(OPEN_EVERYTHING)
    found: list[list[Any]] = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": 800})
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            found.append([width, scheme, page.evaluate(RUN_AXE, STANDARDS if scheme == SCHEMES[0] else COLOURS)])
    return found
