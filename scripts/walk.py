"""Walks through pages with the Tab key and keeps a picture of every stop, for a person to leaf through.

Nothing of it belongs into the repository: the pictures of a page are made anew in half a minute. What is wrong with a
stop is named too, and the command then ends with 1.
"""

from __future__ import annotations

import argparse
import html
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import environment
from environment import ROOT, Trouble, say

if TYPE_CHECKING:
    from playwright.sync_api import Browser, CDPSession

WIDTHS = (360, 1280)
MOST = 600
"""More presses of Tab than any page of this site has stops."""
PAGES = ("en/index.html", "cy/crosswalk.html")
OFFLINE = ("--no-sandbox", "--disable-gpu", "--host-resolver-rules=MAP * ~NOTFOUND", "--disable-background-networking")
# What comes again is the beginning; only the parts of a date are one element and several stops.
AGAIN = """() => {
  const at = document.activeElement, again = at.walked && at.type !== "date";
  at.walked = true;
  return Boolean(again);
}"""
LEAF = """<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{title}</title>
<style>
body {{ margin: 1rem; font: 1rem/1.5 system-ui, sans-serif }} img {{ max-width: 100%; border: 1px solid #777 }}
figure {{ margin: 0 0 3rem }} figcaption {{ margin-bottom: 0.5rem }} .trouble {{ color: #a00; font-weight: bold }}
</style>
<h1>{title}</h1>
{body}
</html>
"""


@dataclass(frozen=True)
class Stop:
    picture: str
    role: str
    """As an assistive device is told it, with the name: `link "Search"`."""
    trouble: tuple[str, ...]


def main(arguments: list[str] | None = None) -> int:
    environment.speak_plainly()
    parser = argparse.ArgumentParser(description="Keep a picture of every stop of the Tab key, at 360 and 1280 px.")
    parser.add_argument("-o", "--output", type=Path, required=True, help="the folder for the pictures")
    parser.add_argument("-d", "--site-dir", type=Path, default=ROOT / "site", help="the built site (else site/)")
    parser.add_argument("--samples", action="store_true", help="the pages that the tests take, one for a template")
    parser.add_argument("--no-pictures", action="store_true", help="only say what is wrong with a stop")
    parser.add_argument("pages", nargs="*", metavar="PAGE", help=f"as in {PAGES[0]} (else {' and '.join(PAGES)})")
    options = parser.parse_args(arguments)

    def work() -> int:
        pages = samples() if options.samples else options.pages or PAGES
        output = kept_out(options.output.resolve())
        return int(make(options.site_dir.resolve(), output, pages, pictures=not options.no_pictures) > 0)

    return environment.inside(work)


def samples() -> list[str]:
    """A page of each template, the languages in turn, and those above the languages."""
    sys.path.append(str(ROOT / "tests" / "browser"))
    from samples import PAGES, ROOT_PAGES, WORDS, page_of  # type: ignore[import-not-found]

    languages = list(WORDS.values())
    return [*ROOT_PAGES.values(), *(page_of(name, languages[at % len(languages)]) for at, name in enumerate(PAGES))]


def kept_out(folder: Path, root: Path = ROOT) -> Path:
    """The folder, if git would not take what is put there."""
    if folder == root or root in folder.parents:
        asked = subprocess.run(["git", "check-ignore", "-q", f"{folder}/index.html"], cwd=root, check=False)
        if asked.returncode:
            raise Trouble(f"{folder} is part of the repository. Name a folder outside it, or one that git ignores.")
    return folder


def make(site: Path, output: Path, pages: list[str] | tuple[str, ...], *, pictures: bool = True) -> int:
    """Walk through the pages and keep the pictures; return how many troubles there were."""
    from playwright.sync_api import sync_playwright

    from test import chromium

    missing = [page for page in pages if not (site / page).is_file()]
    if missing:
        raise Trouble(f"There is no {missing[0]} in {site}: build the site first, with scripts/build.py.")
    output.mkdir(parents=True, exist_ok=True)
    contents = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(OFFLINE))
        for page in pages:
            for width in WIDTHS:
                name = f"{page.removesuffix('.html').replace('/', '-')}-{width}"
                stops = walked(browser, (site / page).as_uri(), width, output / name, pictures=pictures)
                title = f"{page}, {width} px: {len(stops)} stops"
                (output / name / "index.html").write_text(leaf(title, stops, pictures=pictures), encoding="utf-8")
                troubles = [f"  {stop.role} {each}" for stop in stops for each in stop.trouble]
                contents.append((name, title, len(troubles)))
                say("\n".join([title, *troubles]))
        browser.close()
    (output / "index.html").write_text(LEAF.format(title="Walks with the Tab key", body=listed(contents)), "utf-8")
    number = sum(troubles for *_, troubles in contents)
    say(f"{number or 'No'} troubles. Open {output / 'index.html'}.")
    return number


def walked(browser: Browser, address: str, width: int, folder: Path, *, pictures: bool = True) -> list[Stop]:
    sys.path.append(str(ROOT / "tests" / "browser"))
    from keyboard import focused  # type: ignore[import-untyped]

    folder.mkdir(exist_ok=True)
    for old in folder.glob("*.png"):
        old.unlink()
    context = browser.new_context(viewport={"width": width, "height": 800}, reduced_motion="reduce", locale="fr-FR")
    page = context.new_page()
    page.goto(address)
    devtools = context.new_cdp_session(page)
    stops: list[Stop] = []
    for number in range(1, MOST + 1):
        page.keyboard.press("Tab")
        at = focused(page)
        if at is None or page.evaluate(AGAIN):
            break
        picture = f"{number:03}.png"
        if pictures:
            page.screenshot(path=folder / picture)
        stops.append(Stop(picture, named(devtools), tuple(at["trouble"])))
    context.close()
    return stops


def named(devtools: CDPSession) -> str:
    """The role and the name of what has the focus, as the browser tells them to an assistive device."""
    found = devtools.send("Runtime.evaluate", {"expression": "document.activeElement"})["result"]["objectId"]
    node = devtools.send("Accessibility.getPartialAXTree", {"objectId": found, "fetchRelatives": False})["nodes"][0]
    return f"{node['role']['value']} “{node.get('name', {}).get('value', '')}”"


def leaf(title: str, stops: list[Stop], *, pictures: bool = True) -> str:
    figures = []
    for number, stop in enumerate(stops, 1):
        trouble = f' <span class="trouble">{html.escape(", ".join(stop.trouble))}</span>' if stop.trouble else ""
        caption = f"{number} of {len(stops)}: {html.escape(stop.role)}{trouble}"
        image = f'<img src="{stop.picture}" alt="" loading="lazy">' if pictures else ""
        figures.append(f'<figure id="stop-{number}"><figcaption>{caption}</figcaption>{image}</figure>')
    return LEAF.format(title=html.escape(title), body="\n".join(figures))


def listed(contents: list[tuple[str, str, int]]) -> str:
    lines = [
        f'<li><a href="{name}/index.html">{html.escape(title)}</a>{f", troubles: {troubles}" if troubles else ""}</li>'
        for name, title, troubles in contents
    ]
    return f"<ul>{''.join(lines)}</ul>"


if __name__ == "__main__":
    sys.exit(main())
