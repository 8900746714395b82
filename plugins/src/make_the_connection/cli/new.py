"""`make-the-connection new`: the folder of an entry that somebody contributes, empty or with an issue's answers."""

import argparse
import dataclasses
import shutil
import sys
from collections.abc import Collection, Mapping, Sequence
from itertools import chain, count
from os.path import lexists
from pathlib import Path

from make_the_connection.api import load
from make_the_connection.cli.bringing import refuse
from make_the_connection.cli.checking import languages_of
from make_the_connection.cli.issue_words import of_findings, of_refusal
from make_the_connection.cli.options import add_config_file
from make_the_connection.cli.writing import put, put_all
from make_the_connection.content.annotations import ENTRY_FOLDER
from make_the_connection.contribute.asked import names_taken
from make_the_connection.contribute.entry_files import entry_files
from make_the_connection.contribute.issue_answers import NoAnswersError, answers_from_issue, issue_of
from make_the_connection.contribute.skeleton import skeleton
from make_the_connection.diagnostics import Diagnostic, Location, Severity, printable
from make_the_connection.languages import Language, UnknownLanguagePackError, in_words
from make_the_connection.site import Site

_MOST = 4 * 1024 * 1024
"""Bytes of an event: what GitHub says of an issue beside its text, and of the repository, takes some ten thousand."""


def add_options(making: argparse.ArgumentParser) -> None:
    """Add what the command can be told."""
    making.description = (
        "Begin an entry that somebody contributes: its folder, with every question in it. What is there is "
        "never overwritten. “new site” makes another site."
    )
    making.add_argument("type", metavar="TYPE", help="the type of the entry")
    making.add_argument("name", nargs="?", metavar="NAME", help="the name of its folder (default: the type's)")
    making.add_argument("--language", help="the language that it is written in (default: the site's first)")
    making.add_argument(
        "--from-issue",
        type=Path,
        metavar="FILE",
        help="fill it with the answers of an issue: GitHub's record of an event",
    )
    making.add_argument(
        "--out-summary", type=Path, metavar="FILE", help="say there what became of the issue, as Markdown for a comment"
    )
    add_config_file(making)
    making.set_defaults(run=new)


def new(given: argparse.Namespace) -> int:
    """Write the folder. Returns 1 where something is wrong with the site or the issue, 2 for a wrong command."""
    loaded = load(given.config_file)
    site, readers = loaded.site, languages_of(loaded, given.language)
    if site is None:
        print("\n".join(in_words(diagnostic, readers) for diagnostic in loaded.errors), file=sys.stderr)
        return 1
    types = [type_ for type_, declared in site.model.types.items() if declared.contribution]
    if given.type not in types:
        refuse(readers, "new.which-type", names=", ".join(types))
        return 2
    if given.language is not None and given.language not in site.languages:
        raise UnknownLanguagePackError(given.language, tuple(site.languages))
    return _from_issue(given, site, readers) if given.from_issue else _empty(given, site, readers)


def _empty(given: argparse.Namespace, site: Site, readers: Sequence[Language]) -> int:
    name = given.name or unlike(given.type, _taken(site, given.type))
    folder = f"{site.model.types[given.type].folder}/{name}"
    if not ENTRY_FOLDER.fullmatch(name):
        found = Diagnostic.at(Location(folder), "bad-folder-name", name=name)
        print(in_words(found, readers), file=sys.stderr)
        return 2
    if lexists(site.configuration.root / folder) or name in _taken(site, given.type):
        refuse(readers, "new.taken", path=folder)
        return 1
    files = skeleton(site, given.type, name, given.language or next(iter(site.languages)))
    if not _put(site.configuration.root, folder, files, readers):
        return 1
    for reader in readers:
        print(printable(reader.text("new.made", path=folder)))
        if not given.name:
            print(reader.text("new.rename"))
    return 0


def _from_issue(given: argparse.Namespace, site: Site, readers: Sequence[Language]) -> int:
    """Write what an issue answers, unless the check finds an error in it; print the folder and nothing else."""
    try:
        with given.from_issue.open("rb") as file:
            issue = issue_of(file.read(_MOST))
        answers = answers_from_issue(issue, site, given.type)
    except (OSError, NoAnswersError) as error:
        unread = error if isinstance(error, NoAnswersError) else NoAnswersError("new.issue.unreadable")
        for reader in readers:
            parameters = {"path": given.from_issue, **unread.parameters}
            print(printable(reader.text(unread.key, **parameters)), file=sys.stderr)
        if unread.key == "new.issue.unreadable":
            return 2
        _summarise(given.out_summary, of_refusal(unread, site), readers)
        return 1
    answers = dataclasses.replace(answers, name=unlike(answers.name, _taken(site, given.type)))
    folder = f"{site.model.types[given.type].folder}/{answers.name}"
    files = entry_files(answers, site.model)
    if not _put(site.configuration.root, folder, files, readers):
        return 1
    found = [each for each in load(given.config_file).diagnostics if each.location.path.startswith(f"{folder}/")]
    errors = [each for each in found if each.severity is Severity.ERROR]
    for each in found:
        print(in_words(each, readers), file=sys.stderr)
    told = _summarise(given.out_summary, of_findings(found, files, answers, site), readers)
    if errors or not told:
        shutil.rmtree(site.configuration.root / folder)
        return 1
    print(folder)
    return 0


def unlike(name: str, taken: Collection[str]) -> str:
    """A name, with a number behind it where it is taken."""
    numbered = (f"{name}-{number}" for number in count(2))
    return next(each for each in chain([name], numbered) if each not in taken)


def _taken(site: Site, type_: str) -> frozenset[str]:
    """The names that entries of a type have or had, and whatever else is in their folder."""
    folder = site.configuration.root / site.model.types[type_].folder
    there = (path.name for path in folder.iterdir()) if folder.is_dir() else ()
    withdrawn = (key.partition(":")[2] for each in site.withdrawn if each.type == type_ for key in each.keys)
    return names_taken(site, type_).union(withdrawn, there)


def _put(root: Path, folder: str, files: Mapping[str, str], readers: Sequence[Language]) -> bool:
    try:
        put_all(root, {folder: files}, {})
    except OSError as error:
        refuse(readers, "export.not-written", name=folder, reason=error.strerror)
        return False
    return True


def _summarise(path: Path | None, text: str, readers: Sequence[Language]) -> bool:
    try:
        if path is not None:
            put(path, text.encode())
    except OSError as error:
        refuse(readers, "export.not-written", name=path, reason=error.strerror)
        return False
    return True
