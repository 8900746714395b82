"""`make-the-connection schemas`: the files that are made from the content model.

Beside the entries of each type stands the JSON Schema that editors complete and check `facts.yml` with, and beside the
list of terms its own. Where the site is at the root of a repository on GitHub, so are the forms of its issues there.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from make_the_connection.api import load
from make_the_connection.cli.options import add_config_file
from make_the_connection.cli.reference_page import reference_page
from make_the_connection.content.reading import SCHEMA
from make_the_connection.content.records import record_classes
from make_the_connection.content.terms import json_schema, schema_path
from make_the_connection.contribute.issue_forms import GITHUB, issue_forms
from make_the_connection.languages import in_words
from make_the_connection.site import Site

REFERENCE = "docs/engineering/content-model.md"


def add_options(making: argparse.ArgumentParser) -> None:
    """Add what the command can be told."""
    making.add_argument("--check", action="store_true", help="write nothing; fail where a file is not as it should be")
    add_config_file(making)
    making.set_defaults(run=lambda given: schemas(given.config_file, only_check=given.check))


def schemas(path: Path, *, only_check: bool) -> int:
    """Write every file that differs, or name it. Returns 1 when a file differed and nothing was to be written."""
    loaded = load(path)
    if loaded.site is None:
        print(
            "\n".join(in_words(diagnostic, list(loaded.readers)) for diagnostic in loaded.diagnostics), file=sys.stderr
        )
        return 1
    root = loaded.site.configuration.root
    differing = [(name, text) for name, text in files_from_model(loaded.site) if _text(root / name) != text]
    for name, text in differing:
        print(
            f"{name}: {'not as the content model says; run make-the-connection schemas' if only_check else 'written'}"
        )
        if not only_check:
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text, encoding="utf-8", newline="\n")
    return int(only_check and bool(differing))


def files_from_model(site: Site) -> Iterator[tuple[str, str]]:
    """The path of each file, from the root of the site, and its text."""
    classes = record_classes(site.model, tuple(site.languages))
    made = {f"{declared.folder}/{SCHEMA}": classes.json_schema(key) for key, declared in site.model.types.items()}
    if site.configuration.options.terms:
        made[schema_path(site.configuration.options.terms)] = json_schema(tuple(site.languages))
    for path, schema in made.items():
        yield path, json.dumps(schema, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    yield REFERENCE, reference_page(site)
    if (site.configuration.root / GITHUB).is_dir():
        yield from issue_forms(site)


def _text(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.is_file() else None
