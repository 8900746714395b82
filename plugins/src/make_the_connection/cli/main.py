"""The commands and their options."""

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module

from make_the_connection import garbage
from make_the_connection.languages import UnknownLanguagePackError

_COMMANDS = {
    "check": ("checking", "report everything that is wrong with the content of a site"),
    "schemas": ("schemas", "write what is made from the content model: schemas and reference page"),
    "export": ("exporting", "write the files for other systems that are published with the site"),
    "emit": ("emitting", "write the whole site as plain Markdown, which any site generator can take"),
    "diff": ("diffing", "tell what a change does to the links, and to what follows from them"),
    "review": ("reviewing", "tell what a person who decides about a change needs to know of it"),
    "coverage": ("coverage", "count what is linked and reviewed, and list what is missing"),
    "downloads": ("downloads", "make what there is of a built site to take away, and put it there"),
    "new": ("new", "begin an entry that somebody contributes: its folder, with every question in it"),
    "new site": ("new_site", "make another site in a new folder, with examples to be replaced"),
    "parity": ("parity", "tell how far the languages correspond, and accept translations"),
    "references": ("references", "bring records of works in, and take them away"),
    "tables": ("tables", "bring back what was changed in a table's file"),
}
"""The module of each command, whose `add_options` says what it can be told, and what it does."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command. Returns 0 when all is well, 1 when something is wrong with content, 2 for a wrong command.

    130 is what shells expect of a command that somebody stopped.
    """
    parser = argparse.ArgumentParser(prog="make-the-connection", description="Bilingual, cross-linked knowledge bases.")
    commands = parser.add_subparsers(dest="command", required=True)
    words = _commanded(sys.argv[1:] if arguments is None else arguments)
    named = next((word for word in words if word in _COMMANDS), None)
    for name, (module, does) in _COMMANDS.items():
        command = commands.add_parser(name, help=does)
        # Others need much that this one does not: imported with it, they would take longer than what it does.
        if name == named:
            with garbage.left_alone():
                import_module(f"make_the_connection.cli.{module}").add_options(command)
    given = parser.parse_args(words)
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    try:
        return int(given.run(given))
    except KeyboardInterrupt:
        return 130
    except UnknownLanguagePackError as error:
        parser.error(f"there is no language pack {error}; there are {', '.join(error.known)}")


def _commanded(words: Sequence[str]) -> Sequence[str]:
    """What was typed, with a command of two words as one."""
    both = " ".join(words[:2])
    return [both, *words[2:]] if both in _COMMANDS else words
