"""`make-the-connection references`: bring the records of works in, and take them away."""

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from make_the_connection.api import load
from make_the_connection.cli.bringing import bring, refuse
from make_the_connection.cli.checking import languages_of
from make_the_connection.cli.options import add_config_file
from make_the_connection.cli.writing import put, put_all
from make_the_connection.content.reading import FACTS
from make_the_connection.content.records import record_classes
from make_the_connection.content.validation import nearest
from make_the_connection.content.yaml_source import read_yaml
from make_the_connection.diagnostics import Diagnostic, printable
from make_the_connection.languages import Language, UnknownLanguagePackError, in_words
from make_the_connection.references import FORMATS, written
from make_the_connection.references.duplicates import titles
from make_the_connection.references.formats.reading import read_records
from make_the_connection.references.formats.record import FoundRecord, compact
from make_the_connection.references.importing import Import, Outcome, Target
from make_the_connection.site import Site


def add_options(references: argparse.ArgumentParser) -> None:
    """Add what can be done, and what each can be told."""
    actions = references.add_subparsers(dest="action", required=True)

    bringing = actions.add_parser(
        "import",
        help="add the works of a file in BibTeX, RIS or CSL-JSON that are not here yet",
        description="Add the works of a file in BibTeX, RIS or CSL-JSON that are not here yet, all or none. The "
        "format is known from what is in the file.",
    )
    bringing.add_argument("file", type=Path, metavar="FILE")
    bringing.add_argument("--type", help="the type of the new entries, where the site has several for works")
    bringing.add_argument(
        "--set", action="append", default=[], metavar="FIELD=VALUE", help="a fact to give to all, in YAML"
    )
    bringing.add_argument("--works-in", metavar="CODE", help="the language of the works that do not say theirs")
    bringing.add_argument("--language", help="report in one language; otherwise in each language of the site")
    bringing.add_argument("--dry-run", action="store_true", help="tell what would be done, and write nothing")
    editions = bringing.add_mutually_exclusive_group()
    editions.add_argument(
        "--merge", action="store_true", help="put an edition in another language into the record that is here"
    )
    editions.add_argument(
        "--separate",
        action="store_true",
        help="take for other works what looks like such an edition, or has the title of one that is here",
    )
    bringing.set_defaults(run=bring_in)

    taking = actions.add_parser("export", help="write the records of works for other programs")
    taking.add_argument("works", nargs="*", metavar="ID", help="these works, in this order; otherwise all")
    taking.add_argument(
        "--format", choices=tuple(FORMATS), required=True, help="the format, by the suffix of its files"
    )
    taking.add_argument("--language", help="for readers of this language; otherwise of the site's first")
    taking.add_argument("--out", type=Path, metavar="FILE", help="where to; otherwise it is printed")
    taking.set_defaults(run=take_away)

    for action in (bringing, taking):
        add_config_file(action)


def take_away(given: argparse.Namespace) -> int:
    """Write records. Returns 1 where the site has errors or nothing could be written, 2 for an unknown work."""
    loaded = load(given.config_file)
    if loaded.site is None or loaded.errors:
        return _errors(loaded.errors, loaded.readers)
    site = loaded.site
    if given.language is not None and given.language not in site.languages:
        raise UnknownLanguagePackError(given.language, tuple(site.languages))
    processor = site.processor(given.language or next(iter(site.languages)))
    for work in given.works:
        if work not in processor.works:
            refuse(loaded.readers, "references.unknown-work", name=work, **nearest(work, processor.works))
            return 2
    works = [processor.works[work] for work in dict.fromkeys(given.works)] or processor.listed(processor.works)
    text = written(given.format, works, processor)
    if given.out is None:
        sys.stdout.write(text)
        return 0
    try:
        put(given.out, text.encode())
    except OSError as error:
        refuse(loaded.readers, "export.not-written", name=given.out, reason=error.strerror)
        return 1
    print(given.out)
    return 0


def bring_in(given: argparse.Namespace) -> int:
    """Import a file. Returns 1 where something is wrong with it or the site, 2 for a wrong command."""
    loaded = load(given.config_file)
    readers = languages_of(loaded, given.language)
    if loaded.site is None or loaded.errors:
        return _errors(loaded.errors, readers)
    found: list[Diagnostic] = []
    target = _target(loaded.site, given, readers, found)
    if target is None:
        print("".join(f"{in_words(each, readers)}\n" for each in found), end="", file=sys.stderr)
        return 2
    if given.works_in is not None and given.works_in not in loaded.site.languages:
        raise UnknownLanguagePackError(given.works_in, tuple(loaded.site.languages))
    records = [_in_language(each, given.works_in) for each in read_records(given.file, given.file.as_posix(), found)]
    run = Import(target, merge=given.merge, separate=given.separate)
    run.read(records, found)
    return bring(given, readers, found, lambda: _write(run), lambda each: _told(run, each, dry=given.dry_run))


def _errors(errors: Sequence[Diagnostic], languages: Sequence[Language]) -> int:
    print("\n".join(in_words(diagnostic, languages) for diagnostic in errors), file=sys.stderr)
    return 1


def _in_language(found: FoundRecord, code: str | None) -> FoundRecord:
    return found if code is None else replace(found, record=compact({"language": code, **found.record}))


def _target(
    site: Site, given: argparse.Namespace, readers: Sequence[Language], found: list[Diagnostic]
) -> Target | None:
    """Where the works go, or None with the reason told or found."""
    types = [key for key, declared in site.model.types.items() if declared.title == "csl"]
    type_ = given.type or (types[0] if len(types) == 1 else "")
    if type_ not in types:
        refuse(readers, "import.which-type", names=", ".join(types))
        return None
    facts: dict[str, Any] = {}
    for written_ in given.set:
        name, equals, value = written_.partition("=")
        document = read_yaml(f"{name}: {value}", "--set", found) if equals and name.isidentifier() else None
        if document is None:
            refuse(readers, "import.bad-set", value=written_)
            return None
        facts |= document.value
    declared = site.model.types[type_]
    classes = record_classes(site.model, tuple(site.languages))
    known = [name for name in classes.facts[type_].model_fields if name != "csl"]
    for name in facts:
        if name not in known:
            refuse(readers, "import.unknown-field", name=name, **nearest(name, known))
            return None
    works = {entry.id: entry for entry in site.of_type(type_)}
    folder = site.configuration.root / declared.folder
    taken = {entry.id for entry in site.works} | {old for entry in works.values() for old in entry.facts.formerly}
    taken |= {path.name for path in folder.iterdir()} if folder.is_dir() else set()
    ordered = {name: facts[name] for name in known if name in facts}
    bodies = site.bodies[next(iter(site.languages))]
    return Target(site.configuration.root, type_, declared, classes, works, taken, ordered, bodies)


def _write(run: Import) -> None:
    """Put every file in place, or leave everything as it was. Raises `OSError`."""
    target = run.target
    folders = {f"{target.declared.folder}/{work}": {FACTS: text} for work, text in run.new.items()}
    put_all(target.root, folders, {target.path(work): text for work, text in run.changed.items()})


def _told(run: Import, language: Language, *, dry: bool) -> Iterator[str]:
    for outcome in run.outcomes:
        yield from _outcome(outcome, run.target, language)
        if outcome.found.left_out and outcome.what != "duplicate":
            names = language.listed(printable(name) for name in outcome.found.left_out)
            yield "  " + language.text("import.left-out", names=names)
    whats = [outcome.what for outcome in run.outcomes]
    counts = {name: language.number(whats.count(what)) for what, name in _COUNTS.items()}
    yield language.text("import.count", **counts)
    if dry:
        yield language.text("import.dry-run")


_COUNTS: Mapping[Any, str] = {
    "added": "added",
    "duplicate": "duplicates",
    "merged": "merged",
    "edition": "undecided",
}


def _outcome(outcome: Outcome, target: Target, language: Language) -> Iterator[str]:
    work = outcome.works[0]
    values = {
        "where": f"{outcome.found.location.path}:{outcome.found.location.line}",
        "title": next(iter(titles(outcome.found.record)), ""),
        "id": work,
        "path": target.path(work),
        "language": language.name_of(outcome.language) if outcome.language else "",
    }
    key = f"import.{outcome.what}"
    if outcome.what == "duplicate":
        values["why"] = language.text(f"import.same-{outcome.why}")
    if outcome.what == "edition" and len(outcome.works) > 1:
        key, values["names"] = "import.edition-unclear", language.listed(outcome.works)
    yield printable(language.text(key, **values))
    if outcome.what == "edition":
        yield from (f"    {printable(line)}" for line in outcome.lines.splitlines())
