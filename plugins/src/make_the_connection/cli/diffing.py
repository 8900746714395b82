"""`make-the-connection diff`: what a change does to the crosswalk, whatever its files look like."""

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from make_the_connection.api import Loaded, load
from make_the_connection.cli.checking import languages_of
from make_the_connection.cli.comparison import Compared
from make_the_connection.cli.difference_forms import LONGEST, MARKDOWN, PLAIN, as_data, as_markdown, as_text
from make_the_connection.cli.difference_words import Told
from make_the_connection.cli.editions import edition_diff
from make_the_connection.cli.options import add_config_file
from make_the_connection.cli.revision import RevisionError, folder_at
from make_the_connection.diagnostics import printable
from make_the_connection.languages import Language, in_words


def add_options(diffing: argparse.ArgumentParser) -> None:
    """Add what the command can be told."""
    sides = diffing.add_mutually_exclusive_group(required=True)
    sides.add_argument("base", nargs="?", metavar="BASE", help="what the site was: a revision of git, or a folder")
    sides.add_argument("--editions", nargs=2, metavar=("OLD", "NEW"), help="two editions of a framework of the site")
    diffing.add_argument(
        "--format", choices=("text", "markdown", "json"), default="text", help="how to tell it (default: text)"
    )
    diffing.add_argument("--language", help="tell it in one language; otherwise in each language of the site")
    add_config_file(diffing)
    diffing.set_defaults(run=_diff)


def _diff(given: argparse.Namespace) -> int:
    if given.editions:
        old, new = given.editions
        return edition_diff(given.config_file, old, new, given.language, given.format)
    return diff(given.config_file, given.base, given.language, given.format)


def diff(path: Path, base: str, language: str | None, form: str) -> int:
    """Tell how the site of a `mkdocs.yml` differs from what it was in `base`: a revision of git, or a folder.

    Returns 0 whether it differs or not, 1 where one of the two cannot be read, 2 where there is no such base.
    """
    after = load(path)
    languages = languages_of(after, language)
    if after.site is None:
        return unreadable("diff.unreadable-after", base, after, languages)
    try:
        with _configuration_at(base, path) as earlier:
            before = load(earlier)
    except RevisionError as error:
        return no_base(error, base, path, languages)
    if before.site is None:
        return unreadable("diff.unreadable-before", base, before, languages)
    compared = Compared(base, before.site, after.site, (len(before.errors), len(after.errors)))
    print(_written(compared, languages, form), end="")
    return 0


@contextmanager
def _configuration_at(base: str, path: Path) -> Iterator[Path]:
    """The configuration of the site as it was. Raises `RevisionError`."""
    if base and os.path.isfile(os.path.join(base, path.name)):  # noqa: PTH113, PTH118 - whatever is asked for, no error
        yield Path(base) / path.name
    else:
        with folder_at(base, path.parent) as folder:
            yield folder / path.name


def _written(compared: Compared, languages: Sequence[Language], form: str) -> str:
    if form == "json":
        return as_data(compared)
    if form == "markdown":
        longest = LONGEST // len(languages)
        return "\n".join(as_markdown(Told(compared, language, MARKDOWN), longest) for language in languages)
    return "\n".join(as_text(Told(compared, language, PLAIN)) for language in languages)


def no_base(error: RevisionError, base: str, path: Path, languages: Sequence[Language]) -> int:
    """Say why there is no such base."""
    values = {"base": base, "folder": str(path.parent), "config": path.name, **error.parameters}
    for each in languages:
        print(printable(each.text(error.key, **values)), file=sys.stderr)
    return 2


def unreadable(key: str, base: str, loaded: Loaded, languages: Sequence[Language]) -> int:
    """Say which of the two sites cannot be read, and why not."""
    lines = [printable(language.text(key, base=base)) for language in languages]
    lines += [in_words(diagnostic, languages) for diagnostic in loaded.diagnostics]
    print("\n".join(lines), file=sys.stderr)
    return 1
