"""Makes the pictures of the guides from the built site, in each language, and writes their sizes into the guides.

The form is filled with the example of pictures.yml. What it gives back is laid into a copy of the content, and the
report that a pull request would get is taken from there. Look at the pictures before they are committed.
"""

from __future__ import annotations

import argparse
import base64
import datetime
import json
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import zipfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import environment
from environment import ROOT, Trouble, program, say

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

# The switch that goes along would lie on what is to be seen.
HIDDEN = ".is-along { visibility: hidden }"
PICTURES = ROOT / "docs" / "assets" / "guides"
WIDTH, SCALE, MARGIN = 420, 1.5, 14
LARGEST = 60_000
"""Bytes of a picture."""
TODAY = datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.timezone.utc)
HALLMARK = "hallmark:strengthened-by-collaboration"
CONSENT = {"by_role": "headteacher", "on": "2026-11-16", "covers": ["words", "setting"], "review_by": "2029-11-16"}
CONTENT = ("mkdocs.yml", "model.yml", "parity.lock", "docs", "hallmarks", "case_studies", "references")
OFFLINE = ("--no-sandbox", "--disable-gpu", "--host-resolver-rules=MAP * ~NOTFOUND", "--disable-background-networking")
FIVE_BITS = bytes(each & 0xF8 | each >> 5 for each in range(256))
SIZES = r"(assets/guides/{}\.png\)\{{ \.screen) width=\d+ height=\d+"
BOX = "element => { const box = element.getBoundingClientRect(); return [box.top + scrollY, box.bottom + scrollY]; }"
# The pixels of a picture, four bytes each, in Base64.
PIXELS = """async picture => {
  const image = new Image();
  image.src = `data:image/png;base64,${picture}`;
  await image.decode();
  const canvas = Object.assign(document.createElement("canvas"), { width: image.width, height: image.height });
  const context = canvas.getContext("2d");
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, image.width, image.height), parts = [];
  for (let start = 0; start < data.length; start += 32768) {
    parts.push(String.fromCharCode(...data.subarray(start, start + 32768)));
  }
  return [image.width, image.height, btoa(parts.join(""))];
}"""
# As plain as GitHub lays Markdown out: what is shown are the words.
REPORT = """<!doctype html><meta charset="utf-8"><style>
body { margin: 0; padding: 14px; width: 392px; font: 16px/1.5 sans-serif; color: #1f2328; overflow-wrap: break-word }
h2, h3 { margin: 1em 0 0.5em; border-bottom: 1px solid #d1d9e0; line-height: 1.5; font-size: 1.25em }
h2 { margin-top: 0; font-size: 1.4em } ul { margin: 0 0 1em; padding-left: 1.4em } li { margin-top: 0.25em }
.tasks { padding: 0; list-style: none }
code { padding: 0.1em 0.3em; background: #eff1f3; border-radius: 4px; font-size: 0.85em }
</style>"""


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Make the pictures of the guides from the built site.")
    parser.add_argument("-d", "--site-dir", type=Path, default=ROOT / "site", help="the built site (else site/)")
    options = parser.parse_args(arguments)
    return environment.inside(lambda: make(options.site_dir.absolute()))


def make(site: Path) -> int:
    import yaml
    from playwright.sync_api import sync_playwright

    from test import chromium

    if not any('class="contribution"' in page.read_text("utf-8") for page in site.glob("*/join-in.html")):
        raise Trouble(f"There is no page with the form in {site}: build the site first, with scripts/build.py.")
    examples = yaml.safe_load(Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"))
    PICTURES.mkdir(exist_ok=True)
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(OFFLINE))
        for language, example in examples.items():
            packed = Path(folder) / f"{language}.zip"
            of_form(browser, site, language, draft(example, language), packed)
            of_report(browser, language, report(packed, Path(folder) / language, language))
        browser.close()
    return 0


def draft(example: dict[str, Any], language: str) -> dict[str, Any]:
    """The example as the form keeps a draft."""
    facts = {
        "setting": example["setting"],
        "country": "wales",
        "phase": "primary",
        "medium": example["medium"],
        "pupils": 180,
    }
    links = [{"to": HALLMARK, "strength": "central", "why": {language: example["why"]}}]
    answers = {
        "type": "case-study", "name": example["name"], "on": TODAY.date().isoformat(), "original": language,
        "words": {language: example["words"]}, "facts": {**facts, "consent": CONSENT}, "links": links, "images": [],
    }  # fmt: skip
    kept = TODAY.isoformat().replace("+00:00", "Z")
    return {"format": "make-the-connection/contribution", "version": 1, "kept": kept, "answers": answers}


def opened(browser: Browser, address: str = "about:blank") -> Page:
    context = browser.new_context(
        viewport={"width": WIDTH, "height": 800},
        device_scale_factor=SCALE,
        color_scheme="light",
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.clock.set_fixed_time(TODAY)
    page.goto(address)
    return page


def of_form(browser: Browser, site: Path, language: str, answers: dict[str, Any], packed: Path) -> None:
    page = opened(browser, (site / language / "join-in.html").as_uri())
    form = page.locator("form.contribution")
    part = form.locator
    save(page, f"form-start-{language}", part(".contribution-head"), part("[data-at='facts/setting']"))
    part("[data-choose=draft]").set_input_files(
        {"name": "draft.json", "mimeType": "application/json", "buffer": json.dumps(answers).encode()}
    )
    practice = f"[data-at='words/sections/practice/{language}']"
    part(f"{practice} .finding").last.wait_for()
    for name, section in (("section", "context"), ("warning", "practice")):
        text = part(".asked-text", has=page.locator(f"[data-at='words/sections/{section}/{language}']"))
        save(page, f"form-{name}-{language}", text)
    save(page, f"form-hallmark-{language}", part(f"[data-link='{HALLMARK}']"))
    part("[name=preview]").click()
    save(
        page, f"form-preview-{language}", part(".contribution-look"), part(".contribution-preview .facts > div").nth(2)
    )
    part("[name=preview]").click()
    part("[type=submit]").click()
    with page.expect_download() as download:
        part("[name=download]").click()
    download.value.save_as(packed)
    save(page, f"form-done-{language}", part(".contribution-done"))
    page.context.close()


def report(packed: Path, copy: Path, language: str) -> str:
    """What `review` says of the example, as Markdown, once its folder has been put into a copy of the content."""
    copy.mkdir()
    for name in CONTENT:
        (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(ROOT / name, copy / name)
    git = ("git", "-c", "user.name=Example", "-c", "user.email=example@localhost", "-c", "init.defaultBranch=main")
    for step in ("before", "after"):
        if step == "after":
            with zipfile.ZipFile(packed) as zipped:
                zipped.extractall(copy)
        for command in (["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "--message", step]):
            subprocess.run([*git, *command], cwd=copy, check=True)
    command = [program("make-the-connection"), "review", "HEAD^", "--language", language]
    return subprocess.run(command, cwd=copy, check=True, capture_output=True, encoding="utf-8").stdout


def of_report(browser: Browser, language: str, markdown: str) -> None:
    from markdown_it import MarkdownIt

    page = opened(browser)
    tasks = MarkdownIt().render(markdown).replace("<ul>\n<li>[ ]", '<ul class="tasks">\n<li>[ ]').replace("[ ] ", "☐ ")
    page.set_content(REPORT + tasks)
    headings = page.locator("h2, h3")
    save(page, f"report-{language}", headings.nth(2), headings.nth(2).locator("+ ul"))
    save(page, f"findings-{language}", headings.nth(3), page.locator("li li", has_text="small-group"))
    page.context.close()


def save(page: Page, name: str, first: Locator, last: Locator | None = None) -> None:
    """A picture from the top of one element to the bottom of another."""
    boxes = [each.evaluate(BOX) for each in (first, last or first)]
    top, bottom = max(0, boxes[0][0] - MARGIN), boxes[1][1] + MARGIN
    height = round(bottom - top)
    clip = {"x": 0, "y": round(top), "width": WIDTH, "height": height}
    taken = page.screenshot(full_page=True, clip=clip, style=HIDDEN)  # type: ignore[arg-type]
    picture = paletted(*page.evaluate(PIXELS, base64.b64encode(taken).decode()))
    if len(picture) > LARGEST:
        raise Trouble(f"{name}.png takes {len(picture)} bytes: show less of the page.")
    (PICTURES / f"{name}.png").write_bytes(picture)
    for guide in (ROOT / "docs").glob(f"*/{name.rpartition('-')[2]}.md"):
        text = guide.read_text(encoding="utf-8")
        sized = re.sub(SIZES.format(name), rf"\1 width={WIDTH} height={height}", text)
        if sized != text:
            guide.write_text(sized, encoding="utf-8")
    say(f"{name}.png: {WIDTH} × {height}, {len(picture) / 1000:.0f} kB")


def paletted(width: int, height: int, pixels: str) -> bytes:
    """A PNG file with a palette, which takes a third of what browsers write: of each channel five bits are kept."""
    data = base64.b64decode(pixels)
    palette: dict[bytes, int] = {}
    rows = bytearray()
    for start in range(0, len(data), 4 * width):
        rows.append(0)
        row = data[start : start + 4 * width].translate(FIVE_BITS)
        rows += bytes(palette.setdefault(row[at : at + 3], len(palette)) for at in range(0, len(row), 4))
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
        (b"PLTE", b"".join(palette)),
        (b"IDAT", zlib.compress(bytes(rows), 9)),
        (b"IEND", b""),
    )
    packed = (struct.pack(">I", len(of)) + kind + of + struct.pack(">I", zlib.crc32(kind + of)) for kind, of in chunks)
    return b"".join((b"\x89PNG\r\n\x1a\n", *packed))


if __name__ == "__main__":
    sys.exit(main())
