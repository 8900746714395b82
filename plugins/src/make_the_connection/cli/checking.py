"""`make-the-connection check`: everything that is wrong with a site's content, without building it."""

import argparse
import sys
from pathlib import Path

from make_the_connection.api import Loaded, load
from make_the_connection.cli.options import add_config_file
from make_the_connection.cli.revision import folder_in_repository
from make_the_connection.cli.workflow_commands import workflow_command
from make_the_connection.diagnostics import Severity
from make_the_connection.languages import Language, in_words, load_language


def add_options(checking: argparse.ArgumentParser) -> None:
    """Add what the command can be told."""
    checking.add_argument("--language", help="report in one language; otherwise in each language of the site")
    checking.add_argument(
        "--format",
        choices=("text", "github"),
        default="text",
        help="for people, or for GitHub's runners (default: text)",
    )
    checking.add_argument("--strict", action="store_true", help="let warnings fail the check")
    checking.add_argument("--strict-parity", action="store_true", help="let whatever one language lacks fail it, too")
    add_config_file(checking)
    checking.set_defaults(
        run=lambda given: check(
            given.config_file, given.language, given.format, strict=given.strict, strict_parity=given.strict_parity
        )
    )


def check(
    path: Path, language: str | None, form: str = "text", *, strict: bool = False, strict_parity: bool = False
) -> int:
    """Report every diagnostic, then one line that counts them. Returns 1 after an error, or a warning when strict.

    GitHub's form names files from the root of the repository; so it does from the site's where there is none.
    """
    loaded = load(path, strict_parity=strict_parity)
    languages = languages_of(loaded, language)
    folder = folder_in_repository(path.parent) if form == "github" else ""
    for diagnostic in loaded.diagnostics:
        print(workflow_command(diagnostic, languages, folder) if form == "github" else in_words(diagnostic, languages))
    counts = {severity: sum(d.severity is severity for d in loaded.diagnostics) for severity in Severity}
    if loaded.diagnostics or loaded.site is None:
        numbers = {f"{severity}s": count for severity, count in counts.items()}
        lines = [language.text("check.found", **numbers) for language in languages]
    else:
        entries, links = len(loaded.site.entries), len(loaded.site.graph.links)
        lines = [language.text("check.clean", entries=entries, links=links) for language in languages]
    print("\n".join(lines), file=sys.stderr if loaded.diagnostics else sys.stdout)
    return int(bool(counts[Severity.ERROR] or (strict and counts[Severity.WARNING])))


def languages_of(loaded: Loaded, language: str | None) -> list[Language]:
    """The languages that a command speaks: the one asked for, or each of the site."""
    if language is not None:
        return [loaded.languages.get(language) or load_language(language)]
    return list(loaded.readers)
