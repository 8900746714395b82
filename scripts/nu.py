"""What the Nu HTML Checker finds wrong with pages. It runs in Java; its jar comes from npm, pinned by its hash."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import unquote, urlsplit

from crawl import Finding
from environment import ROOT, Trouble, starts

FOLDER = ROOT / "tests" / "html"
JAR = FOLDER / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
OPTIONS = ("--format", "json", "--stdout", "--errors-only", "--skip-non-html", "--exit-zero-always")

FILTERED: dict[str, str] = {
    r"Attribute “autocomplete” is only allowed when the input type is .*": (
        "Firefox brings back what was ticked before a page was loaded again, and heeds this attribute on boxes too "
        "(MDN, the input element). Boxes outside a form have no other way to begin empty."
    ),
    r"The “role” attribute must not be used on a “(tr|td|th|thead|tbody)” element which has a “table” ancestor .*": (
        "On narrow screens the rows of these tables are set as blocks, and Safari then forgets that they are a table "
        "unless its parts say so. The roles are those that the elements have anyway."
    ),
}
"""The messages that are left out, as patterns of the whole message, each with why."""


def refuse_missing(jar: Path = JAR) -> None:
    """Raises Trouble where the checker cannot run."""
    if not starts("java"):
        raise Trouble(
            "The HTML checker needs Java 17 or newer (Debian: sudo apt install default-jre-headless).\n"
            "Install it, or leave this out with --no-html."
        )
    if not jar.is_file():
        raise Trouble(f"There is no HTML checker at {jar}.")


def judge(pages: Sequence[Path], site: Path, jar: Path = JAR) -> Iterator[Finding]:
    """The errors in pages, or in all pages of folders, by their paths in the site. Raises Trouble as above."""
    refuse_missing(jar)
    # Each argument is a file or a folder; deep pages need more room than Java's threads have.
    command = ["java", "-Xss8m", "-jar", str(jar), *OPTIONS, *map(str, pages)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace", check=False)
    try:
        messages = json.loads(done.stdout)["messages"]
    except (ValueError, KeyError):
        raise Trouble(
            f"The HTML checker did not run. Its last words:\n{(done.stderr or done.stdout)[-1500:]}"
        ) from None
    for message in messages:
        text = message["message"]
        if not any(re.fullmatch(pattern, text) for pattern in FILTERED):
            path = Path(unquote(urlsplit(message["url"]).path)) if "url" in message else site
            name = path.relative_to(site.resolve()).as_posix() if path.is_relative_to(site.resolve()) else str(path)
            extract = " ".join(message.get("extract", "").split())
            yield Finding(name, message.get("lastLine", 1), f"{text} In: {extract}" if extract else text)
