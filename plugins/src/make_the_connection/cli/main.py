"""The commands and their options."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from make_the_connection.cli.checking import check
from make_the_connection.cli.schemas import schemas
from make_the_connection.languages import UnknownLanguagePackError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command. Returns 0 when all is well, 1 when something is wrong with content, 2 for a wrong command."""
    parser = argparse.ArgumentParser(prog="make-the-connection", description="Bilingual, cross-linked knowledge bases.")
    commands = parser.add_subparsers(dest="command", required=True)

    checking = commands.add_parser("check", help="report everything that is wrong with the content of a site")
    checking.add_argument("--language", help="report in one language; otherwise in each language of the site")
    checking.add_argument("--strict", action="store_true", help="let warnings fail the check")
    checking.set_defaults(run=lambda given: check(given.config_file, given.language, strict=given.strict))

    making = commands.add_parser(
        "schemas", help="write what is made from the content model: schemas and reference page"
    )
    making.add_argument("--check", action="store_true", help="write nothing; fail where a file is not as it should be")
    making.set_defaults(run=lambda given: schemas(given.config_file, only_check=given.check))

    for command in (checking, making):
        command.add_argument(
            "-f", "--config-file", type=Path, default=Path("mkdocs.yml"), help="the site's mkdocs.yml (default: here)"
        )
    given = parser.parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    try:
        return int(given.run(given))
    except UnknownLanguagePackError as error:
        parser.error(f"there is no language pack {error}; there are {', '.join(error.known)}")
