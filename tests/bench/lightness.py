"""What a page weighs for whoever opens it first, how far it moves while it loads, and what Lighthouse says of it.

`python tests/bench/lightness.py` measures a page of each kind in each language of the site of this repository as it
stands in `site/` (`-d` names another place; build it first). With `--lighthouse` some of them are also run through
Lighthouse, as on a phone; it comes from npm the first time. What is beyond a limit is named, and the command then ends
with 1.

Sizes are those of files as good web servers send them (gzip -9 where a format is not compressed by itself), in kB of
1,000 bytes, with the icon of the page. What is asked for only once a reader scrolls or types is not in them.
"""

import argparse
import gzip
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from playwright.sync_api import Browser, sync_playwright

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path += [str(ROOT / "tests" / "browser"), str(ROOT / "tests" / "sites")]

import conftest  # noqa: E402
from samples import PAGES, PHONE, ROOT_PAGES, WORDS, page_of  # noqa: E402

LIMIT, GOAL = 80_000, 50_000
MOST_SHIFT = 0.02
"""Lighthouse calls up to 0.1 good; what is noticed begins below that."""
SCORES = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
RUN = ("home", "hallmark", "crosswalk", "list of case studies", "case study", "contribution")
"""The pages that Lighthouse looks at."""
RUNS = 3
"""How often it looks at most, where a page seems slow."""
PARTS = {"document": "html", "stylesheet": "css", "script": "scripts", "image": "images", "font": "fonts"}
COMPRESSED = {".avif", ".gz", ".jpeg", ".jpg", ".pdf", ".png", ".webp", ".woff2", ".zip"}
LIGHTHOUSE = HERE / "node_modules" / "lighthouse" / "cli" / "index.js"

WATCH = """window.moved = 0;
new PerformanceObserver(list => {
  for (const shift of list.getEntries()) if (!shift.hadRecentInput) window.moved += shift.value;
}).observe({ type: "layout-shift", buffered: true });"""
THROUGH = """async () => {
  for (let at = 0; at < document.documentElement.scrollHeight; at += 600) {
    scrollTo(0, at);
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}"""


@dataclass(frozen=True)
class Measured:
    parts: Counter[str]
    shift: float

    @property
    def total(self) -> int:
        return self.parts.total()


def main() -> int:
    options = parse()
    pages = {f"{name} ({code})": page_of(name, words) for code, words in WORDS.items() for name in PAGES} | ROOT_PAGES
    if options.names:
        pages = {name: path for name, path in pages.items() if kind(name) in options.names}
    beyond: list[str] = []
    with served(options.site_dir) as root:
        with chromium() as browser:
            measured = {name: measure(browser, root, options.site_dir, path) for name, path in pages.items()}
        show(measured)
        for name, each in measured.items():
            if each.total > LIMIT:
                beyond.append(f"{name}: {each.total / 1000:.1f} kB")
            if each.shift > MOST_SHIFT:
                beyond.append(f"{name}: moves by {each.shift:.3f}")
        if options.lighthouse:
            beyond += lighthouse(root, {name: path for name, path in pages.items() if kind(name) in RUN})
    for words in beyond:
        print(f"beyond the limit: {words}")
    return 1 if beyond else 0


def kind(name: str) -> str:
    """The kind of page without its language."""
    return name.partition(" (")[0]


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure how light the pages of the site are.")
    parser.add_argument("-d", "--site-dir", type=Path, default=ROOT / "site", help="a built site (else site/)")
    parser.add_argument("names", nargs="*", metavar="PAGE", help=f"only these of {', '.join((*PAGES, *ROOT_PAGES))}")
    parser.add_argument("--lighthouse", action="store_true", help="run Lighthouse, which takes minutes")
    options = parser.parse_args()
    if not (options.site_dir / "index.html").is_file():
        parser.error(f"{options.site_dir} holds no site: build it first")
    return options


# What web servers send


@cache
def body(path: Path) -> bytes:
    data = path.read_bytes()
    return data if path.suffix in COMPRESSED else gzip.compress(data, 9)


class Host(SimpleHTTPRequestHandler):
    """A static host as a good one is set up: it compresses, lets browsers keep what they have, and has its own 404."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        found = path.is_file()
        path = path if found else Path(self.directory) / "404.html"
        kind = self.guess_type(str(path))
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        self.send_header("Content-Length", str(len(body(path))))
        self.send_header("Cache-Control", "max-age=31536000")
        if path.suffix not in COMPRESSED:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(body(path))

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def served(folder: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Host, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


# What a page weighs and how far it moves


@cache
def chromium_path() -> str:
    return os.environ.get("CHROMIUM") or conftest._chromium()


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=list(conftest.ARGUMENTS))
        yield browser
        browser.close()


def measure(browser: Browser, root: str, folder: Path, path: str) -> Measured:
    """Open a page on a phone that has seen none of the site, wait until it is whole, and go through it to its end."""
    context = browser.new_context(viewport={"width": PHONE, "height": 800}, locale=conftest.NEITHER)
    context.add_init_script(WATCH)
    page = context.new_page()
    asked: dict[str, str] = {}
    page.on("request", lambda request: asked.setdefault(request.url, request.resource_type))
    page.goto(f"{root}{path}", wait_until="networkidle")
    icon = page.evaluate("document.querySelector('link[rel=icon]')?.href")
    loaded = {**asked, **({icon: "image"} if icon else {})}
    page.evaluate(THROUGH)
    page.wait_for_load_state("networkidle")
    shift = page.evaluate("window.moved")
    context.close()
    parts: Counter[str] = Counter()
    for address, kind in loaded.items():
        if address.startswith(root):
            file = folder / address.removeprefix(root).partition("?")[0].partition("#")[0]
            parts[PARTS.get(kind, "others")] += len(body(file))
    return Measured(parts, shift)


def show(measured: dict[str, Measured]) -> None:
    columns = [*PARTS.values(), "others"]
    print(f"{'kB':44}{''.join(f'{column:>9}' for column in columns)}{'in all':>9}{'moves':>9}")
    for name, each in sorted(measured.items(), key=lambda item: -item[1].total):
        sizes = "".join(f"{each.parts[column] / 1000:9.1f}" for column in columns)
        mark = "  over the goal" if each.total > GOAL else ""
        print(f"{name:44}{sizes}{each.total / 1000:9.1f}{each.shift:9.3f}{mark}")
    light = sum(each.total <= GOAL for each in measured.values())
    heaviest = max(each.total for each in measured.values())
    print(
        f"{light} of {len(measured)} pages weigh at most {GOAL / 1000:.0f} kB, "
        f"the heaviest {heaviest / 1000:.1f} kB (limit {LIMIT / 1000:.0f})"
    )


# What Lighthouse says


def lighthouse(root: str, pages: dict[str, str]) -> list[str]:
    """Print the scores of pages, and give those that are too low, each with what was found wanting."""
    install()
    print(f"{'Lighthouse, mobile':44}{''.join(f'{category:>16}' for category in SCORES)}")
    low: list[str] = []
    for name, path in pages.items():
        report = best(f"{root}{path}")
        scores = {category: score(report, category) for category in SCORES}
        print(f"{name:44}{''.join(f'{reached:16}' for reached in scores.values())}", flush=True)
        for category, reached in scores.items():
            if reached < SCORES[category]:
                low.append(f"{name}: {category} {reached}: {', '.join(wanting(report, category))}")
    return low


def best(address: str) -> dict[str, Any]:
    """The report of the quickest run. What else the machine does makes pages slower, never quicker."""
    reports: list[dict[str, Any]] = []
    while not reports or (len(reports) < RUNS and score(reports[-1], "performance") < SCORES["performance"]):
        reports.append(run(address))
    return max(reports, key=lambda report: score(report, "performance"))


def score(report: dict[str, Any], category: str) -> int:
    return round((report["categories"][category]["score"] or 0) * 100)


def install() -> None:
    conftest._chromium()
    sys.modules["scripts_test"].install_packages(HERE.name, "Lighthouse")


def run(address: str) -> dict[str, Any]:
    flags = ["--headless=new", *(f'"{flag}"' if " " in flag else flag for flag in conftest.ARGUMENTS)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.json"
        done = subprocess.run(
            [
                "node",
                str(LIGHTHOUSE),
                address,
                "--quiet",
                "--output=json",
                f"--output-path={path}",
                f"--only-categories={','.join(SCORES)}",
                f"--chrome-flags={' '.join(flags)}",
                "--no-enable-error-reporting",
            ],
            env={**os.environ, "CHROME_PATH": chromium_path()},
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode or not path.is_file():
            raise SystemExit(f"Lighthouse did not succeed on {address}:\n{done.stderr[-2000:]}")
        report: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return report


def wanting(report: dict[str, Any], category: str) -> Sequence[str]:
    """The ids of the audits of a category that count and were not passed whole."""
    audits = report["audits"]
    counted = [each["id"] for each in report["categories"][category]["auditRefs"] if each["weight"]]
    return [id_ for id_ in counted if (audits[id_]["score"] if audits[id_]["score"] is not None else 1) < 1]


if __name__ == "__main__":
    sys.exit(main())
