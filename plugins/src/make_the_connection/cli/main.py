"""The commands and their options."""

import argparse
import datetime
import sys
from collections.abc import Sequence
from pathlib import Path

from make_the_connection.cli.checking import FORMS as CHECK_FORMS
from make_the_connection.cli.checking import check
from make_the_connection.cli.coverage import coverage
from make_the_connection.cli.diffing import FORMS, diff
from make_the_connection.cli.downloads import add_downloads
from make_the_connection.cli.editions import edition_diff
from make_the_connection.cli.exporting import export
from make_the_connection.cli.new import add_new
from make_the_connection.cli.parity import add_parity
from make_the_connection.cli.references import add_references
from make_the_connection.cli.reviewing import review
from make_the_connection.cli.schemas import schemas
from make_the_connection.cli.tables import add_tables
from make_the_connection.languages import UnknownLanguagePackError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command. Returns 0 when all is well, 1 when something is wrong with content, 2 for a wrong command.

    130 is what shells expect of a command that somebody stopped.
    """
    parser = argparse.ArgumentParser(prog="make-the-connection", description="Bilingual, cross-linked knowledge bases.")
    commands = parser.add_subparsers(dest="command", required=True)

    checking = commands.add_parser("check", help="report everything that is wrong with the content of a site")
    checking.add_argument("--language", help="report in one language; otherwise in each language of the site")
    checking.add_argument(
        "--format", choices=CHECK_FORMS, default="text", help="for people, or for GitHub's runners (default: text)"
    )
    checking.add_argument("--strict", action="store_true", help="let warnings fail the check")
    checking.add_argument("--strict-parity", action="store_true", help="let whatever one language lacks fail it, too")
    checking.set_defaults(run=_check)

    making = commands.add_parser(
        "schemas", help="write what is made from the content model: schemas and reference page"
    )
    making.add_argument("--check", action="store_true", help="write nothing; fail where a file is not as it should be")
    making.set_defaults(run=lambda given: schemas(given.config_file, only_check=given.check))

    exporting = commands.add_parser("export", help="write the files for other systems that are published with the site")
    exporting.add_argument("-d", "--folder", type=Path, default=Path("export"), help="where to (default: export)")
    exporting.add_argument("--as-of", type=_day, metavar="YYYY-MM-DD", help="the day to give (default: today)")
    exporting.add_argument("--only", nargs="+", default=(), metavar="NAME", help="write only files with these names")
    exporting.set_defaults(run=lambda given: export(given.config_file, given.folder, given.as_of, given.only))

    diffing = commands.add_parser("diff", help="tell what a change does to the links, and to what follows from them")
    sides = diffing.add_mutually_exclusive_group(required=True)
    sides.add_argument("base", nargs="?", metavar="BASE", help="what the site was: a revision of git, or a folder")
    sides.add_argument("--editions", nargs=2, metavar=("OLD", "NEW"), help="two editions of a framework of the site")
    diffing.add_argument("--format", choices=FORMS, default="text", help="how to tell it (default: text)")
    diffing.add_argument("--language", help="tell it in one language; otherwise in each language of the site")
    diffing.set_defaults(run=_diff)

    reviewing = commands.add_parser("review", help="tell what a person who decides about a change needs to know of it")
    reviewing.add_argument("base", metavar="BASE", help="what the site was: a revision of git")
    reviewing.add_argument("--language", help="tell it in one language; otherwise in each language of the site")
    reviewing.set_defaults(run=lambda given: review(given.config_file, given.base, given.language))

    counting = commands.add_parser("coverage", help="count what is linked and reviewed, and list what is missing")
    counting.add_argument("--format", choices=("text", "json"), default="text", help="how to print it (default: text)")
    counting.add_argument("--language", help="print it in one language; otherwise in each language of the site")
    counting.set_defaults(run=lambda given: coverage(given.config_file, given.language, given.format))

    add_downloads(commands)
    add_new(commands)
    add_parity(commands, _day)
    add_references(commands)
    add_tables(commands)

    for command in (checking, counting, making, diffing, reviewing, exporting):
        command.add_argument(
            "-f", "--config-file", type=Path, default=Path("mkdocs.yml"), help="the site's mkdocs.yml (default: here)"
        )
    given = parser.parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    try:
        return int(given.run(given))
    except KeyboardInterrupt:
        return 130
    except UnknownLanguagePackError as error:
        parser.error(f"there is no language pack {error}; there are {', '.join(error.known)}")


def _check(given: argparse.Namespace) -> int:
    demands = {"strict": given.strict, "strict_parity": given.strict_parity}
    return check(given.config_file, given.language, given.format, **demands)


def _diff(given: argparse.Namespace) -> int:
    if given.editions:
        old, new = given.editions
        return edition_diff(given.config_file, old, new, given.language, given.format)
    return diff(given.config_file, given.base, given.language, given.format)


def _day(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date like 2026-11-21") from None
