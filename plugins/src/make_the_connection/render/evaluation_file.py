"""What a page that asks gives to the script that reads and writes the files of its readers, evaluation_file.js."""

from typing import Any

from make_the_connection.content.reading import Entry
from make_the_connection.exports.evaluation_file import LARGEST, LONGEST
from make_the_connection.render.reader import Reader

_PROBLEMS = (
    "too-large", "unreadable", "damaged", "foreign", "newer", "misshapen", "unsafe", "twice", "too-deep",
    "other-site", "other-evaluation", "unknown-evaluation",
)  # fmt: skip
_NOTES = ("unasked", "unknown-level", "long")


def statements(reader: Reader, name: str) -> tuple[Entry, ...]:
    """What an evaluation asks, in the order of its types; not what another edition has taken the place of."""
    site = reader.site
    found = (e for type_ in site.model.evaluations[name].of for e in site.in_reading_order(type_, reader.code))
    return tuple(entry for entry in found if not site.model.is_superseded(entry.id))


def question(reader: Reader, name: str, entry: Entry) -> str:
    """A statement of an evaluation as a reader is asked about it."""
    field = reader.site.model.evaluations[name].asks
    return reader.own(getattr(entry.facts, field)) if field else reader.title(entry.key)


def asked(reader: Reader, name: str) -> dict[str, Any]:
    """An evaluation for evaluation_file.js: `statements` and `paths` are keys, each before those that it has had."""
    model, sentences = reader.site.model, reader.language.catalogue.sentences
    declared = model.evaluations[name]
    paths = reader.site.of_type(declared.paths.type) if declared.paths else ()
    return {
        "site": str(model.namespace),
        "evaluation": name,
        "labels": [[other, reader.own(evaluation.label)] for other, evaluation in model.evaluations.items()],
        "statements": [_keys(entry) for entry in statements(reader, name)],
        "levels": list(declared.levels),
        "paths": [_keys(entry) for entry in paths],
        "largest": LARGEST,
        "longest": LONGEST,
        "language": reader.code,
        "words": {each: sentences[f"evaluation-file.{each}"] for each in (*_PROBLEMS, *_NOTES)},
    }


def _keys(entry: Entry) -> list[str]:
    return [entry.key, *(f"{entry.type}:{id_}" for id_ in entry.facts.formerly)]
