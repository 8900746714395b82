"""What every command does that brings a file into a site, once the file has been read."""

import argparse
import sys
from collections.abc import Callable, Iterable, Sequence

from make_the_connection.diagnostics import Diagnostic, in_order, printable
from make_the_connection.languages import Language, in_words


def bring(
    given: argparse.Namespace,
    readers: Sequence[Language],
    found: Sequence[Diagnostic],
    write: Callable[[], None],
    told: Callable[[Language], Iterable[str]],
) -> int:
    """Refuse a file in which something is wrong, else write what it brings unless only asked to tell of it, and tell.

    Returns 1 where nothing was written that should have been.
    """
    if found:
        print("\n".join(in_words(each, readers) for each in in_order(found)))
        refuse(readers, "import.nothing-added")
        return 1
    if not given.dry_run:
        try:
            write()
        except OSError as error:
            refuse(readers, "export.not-written", name=error.filename or given.file, reason=error.strerror)
            return 1
    for reader in readers:
        print("\n".join(told(reader)))
    return 0


def refuse(languages: Sequence[Language], key: str, /, **values: object) -> None:
    """Say in each language why something is not done, and what was likely meant."""
    for language in languages:
        meant = [language.text("diagnostic.nearest", **values)] if "nearest" in values else []
        print(printable(" ".join([language.text(key, **values), *meant])), file=sys.stderr)
