"""The rules by which the form checks answers as they are typed: what `check` goes by, as data.

Everything here is taken from what `content` itself reads with: the schemas of its record classes, its patterns, its
limits and the sentences of its diagnostics. The browser's reading of it is contribution_rules.js.
"""

import json
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from itertools import chain
from typing import Any

from make_the_connection.content import annotations, citation, disguises, grammar, inspection, sections, text_source
from make_the_connection.content.front_matter import FrontMatter
from make_the_connection.content.model import Model
from make_the_connection.content.reading import SCHEMA
from make_the_connection.content.records import record_classes
from make_the_connection.content.resolving import GUIDE
from make_the_connection.content.rule import EntryRule
from make_the_connection.content.safeguarding import detectors
from make_the_connection.content.terms import TERM
from make_the_connection.contribute.asked import asked_of, linkable, names_taken
from make_the_connection.diagnostics import CODES
from make_the_connection.languages import Language
from make_the_connection.site import Site

MET = (
    # files
    "too-large", "control-character", "mixed-script", "piled-marks", "bad-folder-name", "missing-translation",
    # fields
    "missing-field", "missing-language", "unknown-field", "not-one-of", "wrong-kind", "empty-text", "bad-date",
    "bad-address", "bad-id", "bad-day", "ends-too-early", "untranslated-text", "missing-links", "consent-without-words",
    # words
    "missing-section", "unknown-section", "duplicate-section", "section-without-id", "text-before-section", "raw-html",
    "admonition-without-title", "macro", "not-markdown-here", "bad-link", "misleading-link", "missing-image",
    "missing-alt", "bad-file-name", "duplicate-id", "too-few-words", "too-many-words", "unknown-citation",
    # links
    "unknown-entry", "unknown-guide", "unknown-term", "self-link", "duplicate-link",
    "too-few-links",
    # what may tell who somebody is
    "personal-email", "personal-phone", "personal-handle", "personal-postcode", "personal-number", "named-person",
    "small-group", "picture-without-consent",
)  # fmt: skip
"""The diagnostics that the form can give. What asks for other pages, or for a list of words, is left to `check`."""

_SILENT = frozenset({"title", "description", "default", "$schema"})
"""What a schema says to people and to programs that complete."""

_NAMED = re.compile(r'"#/\$defs/(\w+)"')
_PIECE = re.compile(r"\[[^\[\]]{8,}\]|\((?:\?[:!=]|\?<[!=])?[^()]{20,}\)")
_MARK = "~"


def contribution_scripts(site: Site, code: str) -> Iterator[tuple[str, str]]:
    """The address of each script below the language's folder, and its text: one for each type that has a form."""
    for name, declared in site.model.types.items():
        if declared.contribution is not None:
            written = json.dumps(rules(site, name, code), ensure_ascii=False, separators=(",", ":"))
            text = text_source.CONTROL.sub(lambda match: json.dumps(match[0])[1:-1], written).replace("<", "\\u003c")
            yield f"contribution/{name}.js", f'(window.mtcRules=window.mtcRules||{{}})["{name}"]={text};\n'


def rules(site: Site, type_: str, code: str) -> dict[str, Any]:
    """The rules for entries of a type, with the words of a language."""
    declared, language = site.model.types[type_], site.languages[code]
    asked = asked_of(declared)
    schema = record_classes(site.model, tuple(site.languages)).json_schema(type_)
    looked_for = detectors(site.languages.values(), [work.id for work in site.works])
    patterns, pieces = _shared([text for each in looked_for for text in (each.pattern, each.aside)])
    return {
        "type": type_,
        "folder": declared.folder,
        "feed": declared.feed,
        "language": code,
        "languages": {other: language.name_of(other) for other in site.languages},
        "schemaFile": SCHEMA,
        "name": annotations.ENTRY_FOLDER.pattern,
        "taken": sorted(names_taken(site, type_)),
        "image": annotations.FILE_NAME.pattern,
        "key": annotations.ENTRY_KEY.pattern,
        "address": annotations.ADDRESS.pattern,
        "contribution": asked.model_dump(mode="json"),
        "consents": [name for name, field in declared.fields.items() if field.kind == "consent"],
        "facts": _written(_bare(schema), {"original", "added", *asked.given, *asked.asks, "links"}),
        "front": _bare(FrontMatter.model_json_schema()),
        "sections": [
            {"id": id_, "label": dict(each.label), "required": each.required, "words": each.words}
            for id_, each in declared.sections.items()
        ],
        "markdown": _markdown(site.languages),
        "limits": {"bytes": text_source.MAX_BYTES},
        "entries": {name: list(_entries(site, name, code)) for name in asked.links},
        "known": _known(site),
        **_gone(site),
        "works": [name for name, other in site.model.types.items() if other.title == "csl"],
        "rules": list(_rules(site.model, type_)),
        "pieces": pieces,
        "detectors": [[each.code, *patterns[2 * n : 2 * n + 2]] for n, each in enumerate(looked_for)],
        **_sentences(language),
    }


def _bare(node: Any) -> Any:
    """A schema without what only people read; what is a property keeps its name."""
    if isinstance(node, list):
        return [_bare(each) for each in node]
    if not isinstance(node, dict):
        return node
    return {
        key: {name: _bare(each) for name, each in value.items()} if key in {"properties", "$defs"} else _bare(value)
        for key, value in node.items()
        if key not in _SILENT
    }


def _written(schema: dict[str, Any], names: Collection[str]) -> dict[str, Any]:
    """A schema of facts without the fields that no contribution has, and what only those name."""
    fields = {name: field for name, field in schema["properties"].items() if name in names}
    definitions: dict[str, Any] = {}
    named = _NAMED.findall(json.dumps(fields))
    while named:
        name = named.pop()
        if name not in definitions:
            definitions[name] = schema["$defs"][name]
            named += _NAMED.findall(json.dumps(definitions[name]))
    return {**schema, "properties": fields, "$defs": dict(sorted(definitions.items()))}


def _markdown(languages: Mapping[str, Language]) -> dict[str, Any]:
    locators = {code: dict(sorted(language.locators.items())) for code, language in languages.items()}
    return {
        "control": text_source.CONTROL.pattern,
        "disguises": disguises.RULES,
        **inspection.RULES,
        **sections.RULES,
        **grammar.RULES,
        "citation": {**citation.RULES, "locators": locators},
    }


def _entries(site: Site, type_: str, code: str) -> Iterator[list[str]]:
    """Key, title and summary of each entry that can be linked with, and the language of these where it is another."""
    for entry in linkable(site, type_, code):
        title, summary = site.title(entry.key, code), site.summary(entry.key, code)
        yield [entry.key, title.text, summary.text, title.lang]


def _known(site: Site) -> dict[str, list[str]]:
    """The ids of what can be named, by type. What strangers contribute has no end, and is not listed."""
    own = [entry for entry in site.entries.values() if not site.declaration(entry).contributed]
    types = dict.fromkeys(entry.type for entry in own)
    return {
        **{type_: [entry.id for entry in own if entry.type == type_] for type_ in types},
        GUIDE: list(site.guides),
        TERM: list(site.terms.terms),
    }


def _gone(site: Site) -> dict[str, Any]:
    """What names lead no further by themselves, or lead to what is not listed. What was withdrawn has no name."""
    former = {f"{entry.type}:{id_}": entry.key for entry in site.entries.values() for id_ in entry.facts.formerly}
    return {
        "former": former,
        "unlisted": [name for name, declared in site.model.types.items() if declared.contributed],
        "superseded": [name for name, framework in site.model.frameworks.items() if framework.replaced_by],
    }


def _rules(model: Model, type_: str) -> Iterator[dict[str, Any]]:
    """The rules of how much an entry of a type is linked with."""
    for name, rule in model.rules.items():
        if isinstance(rule, EntryRule) and rule.each == type_ and not rule.in_each and rule.basis != "published":
            yield {
                "name": name,
                "with": rule.linked_with,
                "least": rule.at_least,
                "where": {field: list(choices) for field, choices in rule.where.items()},
                "severity": rule.severity,
            }


def _shared(patterns: list[str]) -> tuple[list[str], list[str]]:
    """Patterns with a mark for each piece that stands in them more than once, and the pieces.

    A piece can hold the marks of pieces before it. It is lists of words above all that patterns repeat.
    """
    pieces: list[str] = []
    while repeated := [piece for piece, times in Counter(chain(*map(_PIECE.findall, patterns))).items() if times > 1]:
        marks = {piece: f"{_MARK}{number}{_MARK}" for number, piece in enumerate(repeated, start=len(pieces))}
        pieces += repeated
        patterns = [_PIECE.sub(lambda match: marks.get(match[0], match[0]), pattern) for pattern in patterns]  # noqa: B023
    return patterns, pieces


def _sentences(language: Language) -> dict[str, Any]:
    sentences = language.catalogue.sentences
    words = {code: [sentences[f"diagnostic.{code}{end}"] for end in ("", ".hint")] for code in MET}
    return {
        "codes": {code: [CODES[code], *words[code]] for code in MET},
        "nearest": sentences["diagnostic.nearest"],
        "kinds": {key.removeprefix("kind."): text for key, text in sentences.items() if key.startswith("kind.")},
    }
