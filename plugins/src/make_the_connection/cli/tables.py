"""`make-the-connection tables`: bring back what was changed in a table's file."""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from make_the_connection.api import load
from make_the_connection.cli.bringing import bring, refuse
from make_the_connection.cli.checking import languages_of
from make_the_connection.cli.options import add_config_file
from make_the_connection.cli.writing import put_all
from make_the_connection.content.text_source import read_text
from make_the_connection.diagnostics import Diagnostic, printable
from make_the_connection.exports.table_csv import TableFormat, formats_of
from make_the_connection.exports.table_import import TableImport, errors_together, table_import
from make_the_connection.exports.table_reading import read_table
from make_the_connection.languages import Language, in_words

_MOST = 4 * 1024 * 1024
"""Bytes of a file: twice what a table of a thousand entries takes. Empty cells alone take 1 GB of memory then."""


def add_options(tables: argparse.ArgumentParser) -> None:
    """Add what can be done, and what each can be told."""
    actions = tables.add_subparsers(dest="action", required=True)
    bringing = actions.add_parser(
        "import",
        help="put the entries of a file that `export` has written, and a spreadsheet changed, into the site",
        description="Put the entries of a file that `export` has written, and a spreadsheet changed, into the site: "
        "all or none. Entries that the file lacks are left as they are.",
    )
    bringing.add_argument("file", type=Path, metavar="FILE")
    bringing.add_argument("--table", help="the table, by the name of its file, where FILE has another")
    bringing.add_argument("--language", help="report in one language; otherwise in each language of the site")
    bringing.add_argument("--dry-run", action="store_true", help="tell what would be done, and write nothing")
    add_config_file(bringing)
    bringing.set_defaults(run=bring_in)


def bring_in(given: argparse.Namespace) -> int:
    """Import a file. Returns 1 where something is wrong with it or the site, 2 for a wrong command."""
    loaded = load(given.config_file)
    readers = languages_of(loaded, given.language)
    # Entries that others name and that are not there may come with the file.
    together = errors_together(loaded.site, {}) if loaded.site and loaded.errors else ()
    errors = [diagnostic for diagnostic in loaded.errors if diagnostic not in together]
    if loaded.site is None or errors:
        print("\n".join(in_words(diagnostic, readers) for diagnostic in errors), file=sys.stderr)
        return 1
    formats = formats_of(loaded.site)
    named = given.table or (next(iter(formats)) if len(formats) == 1 else given.file.stem)
    if named not in formats:
        refuse(readers, "tables.which", names=", ".join(formats))
        return 2
    found: list[Diagnostic] = []
    run = _read(given.file, formats[named], found)
    root = loaded.site.configuration.root
    return bring(given, readers, found, lambda: _write(run, root), lambda each: _told(run, each, dry=given.dry_run))


def _read(file: Path, format_: TableFormat, found: list[Diagnostic]) -> TableImport:
    text = read_text(file, file.as_posix(), found, _MOST)
    entries = read_table(text, file.as_posix(), format_, found) if text is not None else ()
    return table_import(format_, entries, found)


def _write(run: TableImport, root: Path) -> None:
    """Put every file in place, or leave everything as it was. Raises `OSError`."""
    folders = {each.folder: each.files for each in run.outcomes if each.what == "added"}
    changed = (each for each in run.outcomes if each.what == "changed")
    put_all(root, folders, {f"{each.folder}/{name}": text for each in changed for name, text in each.files.items()})


def _told(run: TableImport, language: Language, *, dry: bool) -> Iterator[str]:
    for each in run.outcomes:
        where = f"{each.found.location.path}:{each.found.location.line}"
        if each.what == "added":
            yield printable(language.text("import.added", where=where, title=each.title, path=each.folder))
        elif each.what == "changed":
            for name in each.files:
                yield printable(language.text("tables.changed", where=where, path=f"{each.folder}/{name}"))
    for entry in run.lacking:
        yield language.text("tables.missing", path=entry.folder)
    whats = [each.what for each in run.outcomes]
    counts = {what: language.number(whats.count(what)) for what in ("added", "changed", "same")}
    yield language.text("tables.count", **counts, missing=language.number(len(run.lacking)))
    if dry:
        yield language.text("import.dry-run")
