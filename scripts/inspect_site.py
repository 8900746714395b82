"""Inspects a finished site as it is built: whatever can be wrong in its files, and nothing about how they were made.

Where its addresses lead, in which language its pages are, what they are called, what they tell machines, whether others
can read its feeds, calendars and data, whether anything is fetched from elsewhere, whether the machine that built it
shows, and, by the Nu HTML Checker, whether its pages are valid.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
import zipfile
from pathlib import Path

import environment
from environment import ROOT, Ticker, Trouble


def main(arguments: list[str] | None = None) -> int:
    environment.speak_plainly()
    options = parse(arguments)
    return environment.inside(lambda: run(options), stopped="Stopped before all was inspected.")


def parse(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Inspect every page and file of a built site.")
    parser.add_argument(
        "-d", "--site-dir", type=Path, metavar="FOLDER|ZIP", default=ROOT / "site", help="the built site (else site/)"
    )
    parser.add_argument("--address", metavar="URL", help="where the site will stand (else what its pages say)")
    parser.add_argument("--no-html", action="store_true", help="leave out the HTML checker, which needs Java")
    parser.add_argument("--vnu", type=Path, metavar="JAR", help="another HTML checker than the one that npm brings")
    return parser.parse_args(arguments)


def run(options: argparse.Namespace) -> int:
    if not options.no_html:
        import test
        from nu import JAR, refuse_missing

        if not options.vnu:
            test.html_checker()
        refuse_missing(options.vnu or JAR)
    with tempfile.TemporaryDirectory() as unpacked:
        return inspect(unpacked_from(options.site_dir, Path(unpacked)), options)


def unpacked_from(place: Path, folder: Path) -> Path:
    """The folder of a site: the one that is given, or what is in a zip."""
    if place.is_file():
        try:
            with zipfile.ZipFile(place) as packed:
                packed.extractall(folder)
        except zipfile.BadZipFile:
            raise Trouble(f"{place} is neither a folder nor a zip.") from None
        return folder
    if not (place / "index.html").is_file():
        raise Trouble(f"There is no site in {place}: build it first, with scripts/build.py.")
    return place.resolve()


def inspect(folder: Path, options: argparse.Namespace) -> int:
    from crawl import Finding, Site, address_of
    from inspected_files import Machine, of_files
    from inspected_pages import above_languages, of_pages
    from nu import JAR, judge

    began, ticker = time.monotonic(), Ticker()
    site = Site(folder, address_of(Site(folder)) if options.address is None else options.address)
    findings: list[Finding] = []
    for what, found in (
        ("links", site.broken()),
        ("what is fetched", site.elsewhere()),
        ("absolute addresses", (each for each in site.absolute() if each.path not in above_languages(site))),
        ("ids", site.repeated_ids()),
        ("pages", of_pages(site)),
        ("files", of_files(site, Machine.this())),
        ("HTML", () if options.no_html else judge([folder], folder, options.vnu or JAR)),
    ):
        ticker.show(f"{what} …")
        findings += found
    ticker.clear()
    for each in sorted(findings):
        print(each._replace(path=shown(folder, each.path, options.site_dir)))
    numbers = {**site.counted(), "files": len(site.files), "findings": len(findings)}
    counted = ", ".join(f"{name} {number:,}" for name, number in numbers.items())
    print(f"{counted}; HTML {'not checked' if options.no_html else 'checked'}; {time.monotonic() - began:.0f} s")
    return int(bool(findings))


def shown(folder: Path, path: str, asked: Path) -> str:
    """The path of a file as a person can open it from here; of one in a zip, that in the zip."""
    return path if asked.is_file() else os.path.relpath(folder / path)


if __name__ == "__main__":
    sys.exit(main())
