"""`make-the-connection export`: the files for other systems, as they are published with the site."""

import argparse
import datetime
import sys
from collections.abc import Collection, Sequence
from pathlib import Path

from make_the_connection.api import load, publication
from make_the_connection.cli.options import add_config_file, day
from make_the_connection.cli.writing import put
from make_the_connection.languages import Language, in_words
from make_the_connection.render import published_files


def add_options(exporting: argparse.ArgumentParser) -> None:
    """Add what the command can be told."""
    exporting.add_argument("-d", "--folder", type=Path, default=Path("export"), help="where to (default: export)")
    exporting.add_argument("--as-of", type=day, metavar="YYYY-MM-DD", help="the day to give (default: today)")
    exporting.add_argument("--only", nargs="+", default=(), metavar="NAME", help="write only files with these names")
    add_config_file(exporting)
    exporting.set_defaults(run=lambda given: export(given.config_file, given.folder, given.as_of, given.only))


def export(path: Path, folder: Path, as_of: datetime.date | None, only: Collection[str]) -> int:
    """Write every file, or only those with these names, and name each. Returns 1 when something was not written."""
    loaded = load(path, as_of=as_of)
    if loaded.site is None or loaded.errors:
        print("\n".join(in_words(diagnostic, loaded.readers) for diagnostic in loaded.diagnostics), file=sys.stderr)
        return 1
    files = published_files(loaded.site, publication(loaded.site))
    known = {name.rpartition("/")[2]: name for name in files}
    unknown = [name for name in only if name not in known]
    if unknown:
        _say("export.unknown-file", loaded.readers, name=unknown[0], names=", ".join(known))
        return 2
    for name in [known[chosen] for chosen in known if chosen in only] or files:
        try:
            put(folder / name, files[name]())
        except OSError as error:
            _say("export.not-written", loaded.readers, name=folder / name, reason=error.strerror)
            return 1
        print(folder / name)
    return 0


def _say(key: str, languages: Sequence[Language], **values: object) -> None:
    print("\n".join(language.text(key, **values) for language in languages), file=sys.stderr)
