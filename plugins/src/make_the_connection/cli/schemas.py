"""`make-the-connection schemas`: the files that are made from the content model.

Beside the entries of each type stands the JSON Schema that editors complete and check `facts.yml` with.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from make_the_connection.api import load
from make_the_connection.cli.reference_page import reference_page
from make_the_connection.content.reading import SCHEMA
from make_the_connection.content.records import RecordClasses
from make_the_connection.languages import in_words
from make_the_connection.site import Site

REFERENCE = "docs/engineering/content-model.md"


def schemas(path: Path, *, only_check: bool) -> int:
    """Write every file that differs, or name it. Returns 1 when a file differed and nothing was to be written."""
    loaded = load(path)
    if loaded.site is None:
        print(
            "\n".join(in_words(diagnostic, list(loaded.readers)) for diagnostic in loaded.diagnostics), file=sys.stderr
        )
        return 1
    root = loaded.site.configuration.root
    differing = [(name, text) for name, text in _made(loaded.site) if _text(root / name) != text]
    for name, text in differing:
        print(
            f"{name}: {'not as the content model says; run make-the-connection schemas' if only_check else 'written'}"
        )
        if not only_check:
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text, encoding="utf-8", newline="\n")
    return int(only_check and bool(differing))


def _made(site: Site) -> Iterator[tuple[str, str]]:
    classes = RecordClasses(site.model, tuple(site.languages))
    for key, declared in site.model.types.items():
        text = json.dumps(classes.json_schema(key), ensure_ascii=False, indent=1, sort_keys=True)
        yield f"{declared.folder}/{SCHEMA}", text + "\n"
    yield REFERENCE, reference_page(site)


def _text(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.is_file() else None
