"""`make-the-connection new site`: another site, in a folder that is not there yet, with examples to be replaced.

An entry of a type that is itself called `site` is begun with `new -- site NAME`, after any options.
"""

import argparse
import shutil
import sys
from collections.abc import Mapping, Sequence
from os.path import lexists
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

from babel import Locale, UnknownLocaleError

from make_the_connection.api import load, today
from make_the_connection.cache import FOLDER
from make_the_connection.cli.bringing import refuse
from make_the_connection.cli.schemas import files_from_model
from make_the_connection.cli.site_files import site_files, without_pack, words_of_skeleton
from make_the_connection.diagnostics import Diagnostic, printable
from make_the_connection.languages import Language, in_words, load_language, shipped_languages


def add_options(making: argparse.ArgumentParser) -> None:
    """Add what the command can be told."""
    making.description = (
        "Make another site in a new folder: two frameworks, two types of entry and a crosswalk, with examples to be "
        "replaced. It can be built at once."
    )
    making.add_argument(
        "folder", type=Path, metavar="FOLDER", help="where it goes: a folder that is not there yet, or is empty"
    )
    written = words_of_skeleton()
    making.add_argument(
        "--languages",
        nargs="+",
        metavar="CODE",
        default=written,
        help=f"two or more, in the order of the switch (default: {' '.join(written)}); one that has no language pack "
        "gets one to be translated",
    )
    making.add_argument("--name", type=_name, help="what the site is called (default: what the example is called)")
    making.set_defaults(run=new_site)


def _name(text: str) -> str:
    """A name on one line; raises `argparse.ArgumentTypeError`."""
    name = " ".join(text.split())
    if not name or not name.isprintable():
        raise argparse.ArgumentTypeError(f"{text!r} is no name")
    return name


def new_site(given: argparse.Namespace) -> int:
    """Write the site. Returns 1 where it cannot be written there, 2 for a wrong command."""
    codes, folder = tuple(given.languages), given.folder
    readers = tuple(load_language(code) for code in codes if code not in without_pack(codes)) or shipped_languages()
    written = words_of_skeleton()
    unknown = [code for code in codes if not _is_language(code)]
    if unknown:
        refuse(readers, "new.site.unknown-language", code=unknown[0], example=", ".join(written))
        return 2
    if len(codes) < 2 or len(set(codes)) < len(codes) or not set(codes) & set(written):
        refuse(readers, "new.site.which-languages", names=", ".join(written))
        return 2
    if folder.resolve() in (Path.cwd(), *Path.cwd().parents):
        refuse(readers, "new.site.around", path=folder.resolve())
        return 1
    if lexists(folder) and (not folder.is_dir() or any(folder.iterdir())):
        refuse(readers, "new.site.taken", path=folder)
        return 1
    try:
        wrong = _put(folder, site_files(codes, given.name, today(), uuid4()))
    except OSError as error:
        refuse(readers, "export.not-written", name=folder, reason=error.strerror)
        return 1
    if wrong:
        print("\n".join(in_words(each, readers) for each in wrong), file=sys.stderr)
        return 1
    _tell(folder, codes, readers)
    return 0


def _is_language(code: str) -> bool:
    """Whether CLDR knows a language by this code, written so: without it nobody knows its dates and plurals."""
    try:
        return str(Locale.parse(code, sep="-")) == code.replace("-", "_")
    except (UnknownLocaleError, ValueError):
        return False


def _put(folder: Path, files: Mapping[str, str]) -> Sequence[Diagnostic]:
    """Write a site beside a folder and rename it to that, or say what is wrong with it. Raises `OSError`."""
    with TemporaryDirectory(prefix=".new-", dir=folder.absolute().parent) as beside:
        made = Path(beside) / "site"
        _write(made, files)
        loaded = load(made / "mkdocs.yml")
        if loaded.site is None or loaded.errors:
            return loaded.errors
        _write(made, dict(files_from_model(loaded.site)))
        shutil.rmtree(made / FOLDER, ignore_errors=True)
        if folder.is_dir():
            # Windows renames nothing to what is there, even where it is empty.
            folder.rmdir()
        made.rename(folder)
    return ()


def _write(root: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8", newline="\n")


def _tell(folder: Path, codes: Sequence[str], readers: Sequence[Language]) -> None:
    for reader in readers:
        languages = reader.listed(reader.name_of(code) for code in codes)
        print(printable(reader.text("new.site.made", path=folder, languages=languages)))
        for code in without_pack(codes):
            pack = f"{folder}/languages/{code}"
            print(printable(reader.text("new.site.pack", path=pack, language=reader.name_of(code))))
