"""`make-the-connection parity`: how far the languages correspond, and the record of what was translated from what."""

import argparse
import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

from make_the_connection.api import load, publication
from make_the_connection.cli.checking import languages_of
from make_the_connection.cli.options import day
from make_the_connection.cli.writing import put
from make_the_connection.content.validation import nearest
from make_the_connection.diagnostics import Diagnostic, printable
from make_the_connection.exports.parity_json import parity_json
from make_the_connection.languages import Language, UnknownLanguagePackError, in_words
from make_the_connection.parity import FRONT_NAME, LOCK, Parity, Place, State, lock_text
from make_the_connection.render import Reader
from make_the_connection.render.parity import kind, since


def add_options(parity: argparse.ArgumentParser) -> None:
    """Add what can be done, and what each can be told."""
    parity.set_defaults(run=lambda given: status(given.config_file, None, "text"))
    actions = parity.add_subparsers(dest="action")

    telling = actions.add_parser("status", help="tell what is stale, missing or built differently (as without a word)")
    telling.add_argument("--language", help="tell it in one language; otherwise in each language of the site")
    telling.add_argument("--format", choices=("text", "json"), default="text", help="how to print it (default: text)")
    telling.set_defaults(run=lambda given: status(given.config_file, given.language, given.format))

    accepting = actions.add_parser(
        "accept",
        help=f"record in {LOCK} that translations say what their originals say now",
        description="Record that translated sections say what those of their original say now: until these change, "
        f"they are not stale. {LOCK} is written by this command only.",
    )
    accepting.add_argument("pages", nargs="*", metavar="ID", help="pages, as type:id or guide:id")
    accepting.add_argument("--all", action="store_true", help="every page")
    accepting.add_argument(
        "--section", action="append", default=[], metavar="SECTION", help=f"only this section; {FRONT_NAME}: the title"
    )
    accepting.add_argument("--translation", metavar="LANGUAGE", help="only translations into this language")
    accepting.add_argument("--as-of", type=day, metavar="YYYY-MM-DD", help="the day to give (default: today)")
    accepting.set_defaults(run=_accept)

    parity.add_argument("-f", "--config-file", type=Path, default=Path("mkdocs.yml"), help="the site's mkdocs.yml")
    for action in (telling, accepting):
        action.add_argument("-f", "--config-file", type=Path, default=argparse.SUPPRESS, help="the site's mkdocs.yml")


def status(path: Path, language: str | None, form: str) -> int:
    """Tell the state of the site. Returns 1 where it has errors, and so cannot be compared."""
    loaded = load(path)
    languages = languages_of(loaded, language)
    if loaded.site is None or loaded.errors:
        return _errors(loaded.errors, languages)
    if language is not None and language not in loaded.site.languages:
        raise UnknownLanguagePackError(language, tuple(loaded.site.languages))
    if form == "json":
        print(parity_json(loaded.site, publication(loaded.site)).decode(), end="")
    else:
        told = [_told(Reader(loaded.site, each.code, "")) for each in languages]
        print("\n\n".join("\n".join(lines) for lines in told))
    return 0


def _errors(errors: Collection[Diagnostic], languages: Sequence[Language]) -> int:
    print("\n".join(in_words(diagnostic, languages) for diagnostic in errors), file=sys.stderr)
    return 1


def _told(reader: Reader) -> Iterator[str]:
    text, number = reader.language.text, reader.language.number
    found = reader.site.parity
    for code in found.languages:
        yield text("parity.caption", language=reader.language.name_of(code))
        for tally in found.tallies:
            counts = [("parity.pages", tally.pages), *((f"parity.{state}", tally.states[state]) for state in State)]
            words = [text("coverage.count", name=text(key), number=number(count)) for key, count in counts]
            if tally.language == code:
                yield f"  {kind(reader, tally.type)}: {reader.listed(words)}"
        yield from (f"  {line}" for line in _to_do(reader, code))
    if found.lock is None:
        yield text("parity.nothing-recorded")
    yield from (text("parity.obsolete", name=place) for place in found.obsolete)


def _to_do(reader: Reader, code: str) -> Iterator[str]:
    """What is stale or missing in a language, and where something is built differently."""
    for key, page in reader.site.parity.pages.items():
        version = page.versions.get(code)
        if version is None:
            yield f"{key}: {reader.language.text('parity.missing')}"
            continue
        for stale in version.stale:
            yield f"{_shown(Place(key, stale.id, code))}: {since(reader, stale)}"
        for each in version.differences:
            yield f"{key} {each.location}: {reader.language.text('parity.different')}"


def _shown(place: Place) -> str:
    return f"{place.page} {place.section or FRONT_NAME} ({place.language})"


def _accept(given: argparse.Namespace) -> int:
    """Write the lock. Returns 1 where the site has errors, 2 where nothing that is named is there."""
    loaded = load(given.config_file, as_of=given.as_of)
    if loaded.site is None or loaded.errors:
        return _errors(loaded.errors, loaded.readers)
    parity = loaded.site.parity
    if given.translation not in (None, *parity.languages):
        raise UnknownLanguagePackError(given.translation, parity.languages)
    try:
        places = _chosen(given, parity)
    except _RefusedError as refused:
        print("\n".join(refused.words(language) for language in loaded.readers), file=sys.stderr)
        return 2
    before = parity.lock or {}
    lock = parity.accept(places, loaded.site.as_of)
    accepted = [place for place in sorted(lock) if lock[place] != before.get(place)]
    if lock or parity.lock is not None:
        put(loaded.site.configuration.root / LOCK, lock_text(lock).encode())
    for mark, changed in (("+", accepted), ("-", sorted(parity.obsolete))):
        print("".join(f"{mark} {_shown(place)}\n" for place in changed), end="")
    numbers = {"accepted": len(accepted), "dropped": len(parity.obsolete)}
    print("\n".join(language.text("parity.accepted", **numbers) for language in loaded.readers))
    return 0


class _RefusedError(Exception):
    """What is named is not there. The arguments are a key of the catalogues, and the values of its sentence."""

    def words(self, language: Language) -> str:
        key, values = self.args
        return printable(" ".join((language.text(key, **values), *_meant(values, language))))


def _meant(values: Mapping[str, object], language: Language) -> Iterator[str]:
    if "nearest" in values:
        yield language.text("diagnostic.nearest", **values)


def _chosen(given: argparse.Namespace, parity: Parity) -> frozenset[Place]:
    """The sections that somebody accepts. Raises `_RefusedError` where one of their names is unknown."""
    translated = list(dict.fromkeys(place.page for place in parity.current))
    if not given.pages and not given.all:
        raise _RefusedError("parity.which", {"name": next(iter(translated), "type:id")})
    for page in given.pages:
        if page not in translated:
            raise _RefusedError("parity.unknown-page", {"name": page, **nearest(page, translated)})
    places = [
        place
        for place in parity.current
        if (given.all or place.page in given.pages) and given.translation in (None, place.language)
    ]
    sections = list(dict.fromkeys(place.section or FRONT_NAME for place in places))
    for section in given.section:
        if section not in sections:
            raise _RefusedError("parity.unknown-section", {"name": section, "names": ", ".join(sections)})
    return frozenset(place for place in places if not given.section or (place.section or FRONT_NAME) in given.section)
