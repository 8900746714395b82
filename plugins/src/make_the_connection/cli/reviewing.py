"""`make-the-connection review`: what whoever decides about a change needs to know of it, as Markdown for a comment."""

import argparse
from pathlib import Path

from make_the_connection.api import load
from make_the_connection.cli.change import Change
from make_the_connection.cli.checking import languages_of
from make_the_connection.cli.difference_forms import LONGEST
from make_the_connection.cli.diffing import no_base, unreadable
from make_the_connection.cli.options import add_config_file
from make_the_connection.cli.review_words import Review
from make_the_connection.cli.revision import RevisionError, changed_files, folder_at, folder_in_repository


def add_options(reviewing: argparse.ArgumentParser) -> None:
    """Add what the command can be told."""
    reviewing.add_argument("base", metavar="BASE", help="what the site was: a revision of git")
    reviewing.add_argument("--language", help="tell it in one language; otherwise in each language of the site")
    add_config_file(reviewing)
    reviewing.set_defaults(run=lambda given: review(given.config_file, given.base, given.language))


def review(path: Path, base: str, language: str | None) -> int:
    """Tell what has changed in the site of a `mkdocs.yml`, and in all of its repository, since a revision of git.

    Returns 0 whatever is found, 1 where the site at the base cannot be read, 2 where there is no such base.
    """
    after = load(path)
    languages = languages_of(after, language)
    try:
        files = changed_files(base, path.parent)
        with folder_at(base, path.parent) as folder:
            before = load(folder / path.name)
    except RevisionError as error:
        return no_base(error, base, path, languages)
    if before.site is None:
        return unreadable("diff.unreadable-before", base, before, languages)
    change = Change(base, folder_in_repository(path.parent), files, before, after)
    longest = LONGEST // len(languages)
    print("\n".join(Review(change, each).markdown(longest) for each in languages), end="")
    return 0
