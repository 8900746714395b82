"""How much search finds, what it weighs, how soon it answers and what its index costs to make.

`python tests/bench/finding.py` measures the site of this repository as it stands in `site/` (`-d` names another place;
build it first). `--grown 2000` measures the same with so many made-up entries, which takes minutes. `--pairs FILE
--language CODE` measures a list of your own of queries and pages alone: `welsh_search.yml` says how to write one.

Sizes are those of files as web servers send them (gzip -6), in kB of 1,000 bytes; times are those of Chromium on a
processor made four times slower.
"""

import argparse
import gzip
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing import Process
from pathlib import Path
from typing import Any

import yaml
from playwright.sync_api import Browser, Page, sync_playwright

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
BROWSER = ROOT / "tests" / "browser"
sys.path += [str(HERE), str(BROWSER), str(BROWSER.parent / "sites")]

import conftest  # noqa: E402
from workload import grown  # noqa: E402

from make_the_connection.adapters import mkdocs  # noqa: E402
from make_the_connection.api import load  # noqa: E402
from make_the_connection.search.documents import documents  # noqa: E402
from make_the_connection.search.folding import words_of  # noqa: E402
from make_the_connection.search.parts import search_scripts  # noqa: E402
from make_the_connection.site import Site  # noqa: E402

ASSETS = Path(mkdocs.__file__).parent / "theme" / "assets" / "make-the-connection"
LISTS = {"cy": HERE / "welsh_search.yml", "en": HERE / "english_search.yml"}
SHOWN = 48
"""How many results are shown at first."""
SAMPLE = 25
"""How many queries of each language are typed in the browser."""
SLOWER = 4
RHYTHM = 120
"""How long after an answer the next key is pressed, in ms: quick typing, of some eighty words a minute."""
RUNS = 3
START = "case-studies.html"


@dataclass(frozen=True)
class Pair:
    query: str
    pages: tuple[str, ...]
    forms: tuple[tuple[str, ...], ...]

    @classmethod
    def read(cls, written: Mapping[str, Any]) -> "Pair":
        forms = written.get("forms") or [[word] for word in written["query"].split()]
        lists = forms if isinstance(forms[0], list) else [forms]
        return cls(written["query"], tuple(written["pages"]), tuple(tuple(each) for each in lists))


@dataclass(frozen=True)
class Made:
    """The index of a language: its scripts by path."""

    site: Site
    code: str

    @cached_property
    def scripts(self) -> dict[str, str]:
        return dict(search_scripts(self.site, self.code))

    @cached_property
    def parts(self) -> dict[str, Any]:
        """What each part says."""
        return {
            Path(path).stem: json.loads(text.partition("=window.mtcSearch||{})")[2].partition("]=")[2].rstrip(";\n"))
            for path, text in self.scripts.items()
        }

    @cached_property
    def said(self) -> dict[str, str]:
        """The words of each page, by address, each with a space before and behind."""
        pages = documents(self.site, self.code)
        return {
            page.address: plain(" ".join(text for unit in page.units for text in (unit.heading, *unit.blocks)))
            for page in pages
        }


def plain(text: str) -> str:
    return f" {' '.join(words_of(text))} "


def main() -> int:
    options = parse()
    if options.pairs:
        site = read(ROOT / "mkdocs.yml")
        return 0 if recall(Made(site, options.language), options.pairs) else 1
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        sources = grown(Path(folder) / "sources", options.grown) if options.grown else ROOT / "mkdocs.yml"
        site = read(sources)
        made = {code: Made(site, code) for code in site.languages}
        print(f"{len(site.entries):,} entries and {len(site.guides)} guide pages in {', '.join(made)}")
        if not options.grown:
            for code, path in LISTS.items():
                recall(made[code], path)
        code_weight(options.site_dir / next(iter(made)))
        for each in made.values():
            weights(each)
        copy = Path(folder) / "site"
        shutil.copytree(options.site_dir, copy)
        for code, each in made.items():
            shutil.rmtree(copy / code / "search", ignore_errors=True)
            write(each, copy)
        for code in made:
            in_browser(browser, copy, code)
        cost(site, options.site_dir, Path(folder))
    return 0


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure the search of the site.")
    parser.add_argument("-d", "--site-dir", type=Path, default=ROOT / "site", help="a built site (else site/)")
    parser.add_argument("--grown", type=int, default=0, metavar="N", help="with so many made-up entries")
    parser.add_argument("--pairs", type=Path, help="another list of queries and pages; nothing else is measured")
    parser.add_argument("--language", default="cy", help="the language of --pairs (else cy)")
    return parser.parse_args()


def read(path: Path) -> Site:
    site = load(path).site
    if site is None:
        raise SystemExit("The site could not be read: run `make-the-connection check`.")
    return site


# What is found


def recall(made: Made, path: Path) -> bool:
    """Print how many of the pairs are found, and how much of what is shown is relevant."""
    pairs = [Pair.read(written) for written in yaml.safe_load(path.read_text("utf-8"))]
    answers = asked(made, [pair.query for pair in pairs])
    missed, shown, relevant, poor = [], 0, 0, []
    for pair, answer in zip(pairs, answers, strict=True):
        found = [result["address"].removesuffix(".html") for result in answer["results"]]
        missed += [(pair.query, page) for page in pair.pages if page not in found]
        right = sum(is_relevant(made.said.get(page, ""), pair) for page in found[:SHOWN])
        shown, relevant = shown + len(found[:SHOWN]), relevant + right
        if right < 0.9 * len(found[:SHOWN]):
            poor.append((pair.query, right, len(found[:SHOWN])))
    number = sum(len(pair.pages) for pair in pairs)
    print(f"{path.name}: {len(pairs)} queries, {number} pairs of a query and a page")
    print(f"  recall                              {(number - len(missed)) / number:8.1%}")
    print(f"  relevant of the first {SHOWN} results    {relevant / max(shown, 1):8.1%}  of {shown:,}")
    for query, page in missed:
        print(f"    missed: {query} -> {page}")
    for query, right, all_ in poor:
        print(f"    below 90 %: {query}: {right} of {all_}")
    return not missed


def is_relevant(text: str, pair: Pair) -> bool:
    return all(any(plain(form) in text for form in forms) for forms in pair.forms)


def asked(made: Made, queries: Sequence[str]) -> list[dict[str, Any]]:
    """What search answers to each of these, whole."""
    asks = [{"text": query, "excerpts": 0, "more": 20 if '"' in query or "“" in query else 0} for query in queries]
    sent = {"script": str(ASSETS / "search_index.js"), "parts": made.parts, "asks": asks}
    done = subprocess.run(
        ["node", str(BROWSER / "search_index.js")], input=json.dumps(sent), capture_output=True, text=True, check=True
    )
    answers: list[dict[str, Any]] = json.loads(done.stdout)
    wrong = [answer["error"] for answer in answers if "error" in answer]
    if wrong:
        raise SystemExit(wrong[0])
    return answers


# What it weighs


def sent(text: str | bytes) -> int:
    return len(gzip.compress(text.encode() if isinstance(text, str) else text, 6))


def code_weight(folder: Path) -> None:
    assets = folder / "assets" / "make-the-connection"
    sizes = {path.name: sent(path.read_bytes()) for path in sorted(assets.glob("search*.js"))}
    each = ", ".join(f"{name} {size / 1000:.1f}" for name, size in sizes.items())
    print(f"search code: {sum(sizes.values()) / 1000:.1f} kB ({each})")


def weights(made: Made) -> None:
    kinds: dict[str, list[int]] = {}
    for path, text in made.scripts.items():
        kinds.setdefault(Path(path).stem.partition("-")[0], []).append(sent(text))
    for kind, sizes in kinds.items():
        print(
            f"  {made.code} {kind:10} {len(sizes):6,} files, {sum(sizes) / 1000:9,.0f} kB in all, "
            f"median {statistics.median(sizes) / 1000:5.1f}, largest {max(sizes) / 1000:5.1f}"
        )


def write(made: Made, folder: Path) -> None:
    (folder / made.code / "search").mkdir(parents=True, exist_ok=True)
    for path, text in made.scripts.items():
        (folder / made.code / path).write_text(text, "utf-8")


# In the browser


@contextmanager
def chromium() -> Iterator[Browser]:
    path = os.environ.get("CHROMIUM") or conftest._chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(conftest.ARGUMENTS))
        yield browser
        browser.close()


def in_browser(browser: Browser, folder: Path, code: str) -> None:
    queries = [pair["query"] for pair in yaml.safe_load(LISTS[code].read_text("utf-8"))]
    queries = queries[:: max(1, len(queries) // SAMPLE)]
    with served(folder) as root:
        cold, first = zip(*(first_query(browser, root, folder, code, query) for query in queries), strict=True)
        waits = sorted(keystrokes(browser, root, code, queries))
    print(f"  {code} a cold page loads {max(cold):,} bytes of the index")
    print(
        f"  {code} first query, index only: median {statistics.median(first) / 1000:.1f} kB, "
        f"largest {max(first) / 1000:.1f} kB ({queries[first.index(max(first))]})"
    )
    print(
        f"  {code} keystroke to results: median {statistics.median(waits):.0f} ms, "
        f"p95 {waits[int(len(waits) * 0.95)]:.0f} ms, longest {waits[-1]:.0f} ms ({len(waits)} keystrokes)"
    )


class Served(SimpleHTTPRequestHandler):
    """Answers several requests over one connection, as web servers do."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a web server that is not in the way of what is measured: a process of its own."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Served, directory=str(folder)))
    process = Process(target=server.serve_forever, daemon=True)
    process.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    process.kill()
    server.server_close()


def first_query(browser: Browser, root: str, folder: Path, code: str, query: str) -> tuple[int, int]:
    """The bytes of the index that a page loads by itself, and those until a first query has been answered."""
    context = browser.new_context()
    page = context.new_page()
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url.removeprefix(root).partition("?")[0]))
    page.goto(f"{root}{code}/{START}", wait_until="networkidle")
    cold = size(folder, code, loaded)
    page.keyboard.press("/")
    page.keyboard.insert_text(query)
    page.wait_for_selector("[role=option], .search-nothing:not([hidden])")
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(300)
    context.close()
    return cold, size(folder, code, loaded)


def size(folder: Path, code: str, loaded: Sequence[str]) -> int:
    parts = {path for path in loaded if path.startswith(f"{code}/search/")}
    return sum(sent((folder / path).read_bytes()) for path in parts)


WATCH = """() => {
  window.waits = [];
  let pressed = null;
  addEventListener("input", () => { pressed = performance.now(); }, true);
  new MutationObserver(() => {
    if (pressed === null) return;
    const from = pressed;
    pressed = null;
    requestAnimationFrame(() => setTimeout(() => waits.push(performance.now() - from)));
  }).observe(document.querySelector("[role=listbox]").parentElement, { childList: true, subtree: true });
}"""


def keystrokes(browser: Browser, root: str, code: str, queries: Sequence[str]) -> list[float]:
    """How long after each key new results stand there, in ms, once a first query has been answered."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{root}{code}/{START}", wait_until="networkidle")
    page.keyboard.press("/")
    page.keyboard.insert_text(queries[-1])
    page.wait_for_selector("[role=option]")
    page.wait_for_load_state("networkidle")
    page.evaluate(WATCH)
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    field = page.get_by_role("combobox").first
    for query in queries:
        field.press("Control+a")
        for letter in query:
            known = page.evaluate("waits.length")
            page.keyboard.type(letter)
            answered(page, known)
            page.wait_for_timeout(RHYTHM)
    waits: list[float] = page.evaluate("waits")
    context.close()
    return waits


def answered(page: Page, known: int) -> None:
    page.wait_for_function("known => waits.length > known", arg=known, timeout=5000, polling=20)


# What making it costs


def cost(site: Site, built: Path, folder: Path) -> None:
    """The CPU that the index takes of all languages, beside those of two plain builds, turn by turn.

    One has what the pages say that can be found, as Markdown; the other every page of the site with its content as it
    stands, which includes those that are made of links and the tables.
    """
    said, whole = folder / "said", folder / "whole"
    numbers = {said: said_pages(site, said), whole: whole_pages(built, tuple(site.languages), whole)}
    own: list[float] = []
    other: dict[Path, list[float]] = {plain_site: [] for plain_site in numbers}
    for _ in range(RUNS):
        for plain_site, spent in other.items():
            spent.append(build_plain(plain_site))
        began = time.process_time()
        for code in site.languages:
            write(Made(site, code), folder / "index")
        own.append(time.process_time() - began)
    print(f"making the index: {statistics.median(own):.2f} s of CPU (from {min(own):.2f} to {max(own):.2f})")
    for plain_site, spent in other.items():
        ratios = [one / all_ for one, all_ in zip(own, spent, strict=True)]
        print(
            f"  beside MkDocs and Material for {plain_site.name:5} {numbers[plain_site]:6,} pages: "
            f"{statistics.median(ratios):.1%} of {statistics.median(spent):.1f} s "
            f"(from {min(ratios):.1%} to {max(ratios):.1%})"
        )


def build_plain(folder: Path) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "-q"], cwd=folder, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def said_pages(site: Site, folder: Path) -> int:
    """What each page says that can be found, as Markdown for MkDocs and Material with their own search."""
    pages = {
        f"{code}/{page.address}": f"# {page.title.text}\n\n"
        + "\n\n".join(f"## {unit.heading}\n\n" + "\n\n".join(unit.blocks) for unit in page.units)
        for code in site.languages
        for page in documents(site, code)
    }
    return plain_sources(pages, folder)


def whole_pages(built: Path, codes: Sequence[str], folder: Path) -> int:
    """Every page of the site, with the HTML of its content."""
    pages = {}
    for code in codes:
        for path in sorted((built / code).rglob("*.html")):
            content = path.read_text("utf-8").partition('id="content"')[2].partition(">")[2].partition("<footer")[0]
            if content:
                lines = (line for line in content.splitlines() if line.strip())
                pages[f"{code}/{path.relative_to(built / code).with_suffix('')}"] = "<div>\n" + "\n".join(lines)
    return plain_sources(pages, folder)


def plain_sources(pages: Mapping[str, str], folder: Path) -> int:
    for address, text in {**pages, "index": "# Home"}.items():
        path = folder / "docs" / f"{address}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text + "\n", "utf-8")
    config = "site_name: Plain\ntheme: {name: material, font: false}\nnav: [index.md]\nplugins: [search]\n"
    (folder / "mkdocs.yml").write_text(config, "utf-8")
    return len(pages)


if __name__ == "__main__":
    sys.exit(main())
