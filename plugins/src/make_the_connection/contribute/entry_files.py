"""The files of an entry from what a contributor answered. The form's script writes the same bytes.

Whatever a contributor wrote stands in YAML between double quotation marks, escaped as in JSON, which YAML reads alike:
no answer can end its own line. What was left empty is not written.
"""

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from make_the_connection.content.model import ContributionDeclaration, Model, TypeDeclaration
from make_the_connection.content.reading import FACTS, SCHEMA
from make_the_connection.contribute.answers import Answers, LinkAnswer, WordsAnswer
from make_the_connection.contribute.asked import asked_of

_SPACES = re.compile(r"[ \t\r\n]+")
_SURROGATES = re.compile("[\ud800-\udfff]")
_KEY = re.compile(r"[A-Za-z]+([-_][A-Za-z0-9]+)*")
# Words that YAML cannot take for anything else.
_PLAIN = re.compile(r"(?!(?:null|true|false)$)[a-z]+(-[a-z0-9]+)*(:[a-z0-9]+([-/][a-z0-9]+)*)?")


def entry_files(answers: Answers, model: Model) -> dict[str, str]:
    """The text of each file of an entry's folder, by name."""
    declared = model.types[answers.type]
    schema = f"# yaml-language-server: $schema={'../' * (answers.name.count('/') + 1)}{SCHEMA}"
    facts = facts_of(answers, declared, asked_of(declared))
    lines = [schema, *(line for name, value in facts.items() for line in _value(name, value, ""))]
    words = {f"{code}.md": _words(answers, code, written, declared) for code, written in answers.words.items()}
    return {FACTS: "".join(f"{line}\n" for line in lines), **words}


def facts_of(answers: Answers, declared: TypeDeclaration, asked: ContributionDeclaration) -> dict[str, Any]:
    """The facts of an entry, as facts.yml has them."""
    added = {"added": answers.on} if declared.feed else {}
    given = {name: answers.facts.get(name) for name in asked.asks}
    links = [_link(answers, link, asked) for link in answers.links]
    facts: dict[str, Any] = _filled({"original": answers.original, **added, **asked.given, **given, "links": links})
    return facts


def _link(answers: Answers, link: LinkAnswer, asked: ContributionDeclaration) -> dict[str, object]:
    declared = asked.links.get(link.to.partition(":")[0])
    return {
        "to": link.to,
        "relation": declared.relation if declared else "",
        "why": link.why,
        "basis": "editorial",
        "by": asked.by,
        "on": answers.on,
        "strength": link.strength,
        "review": "not-yet",
    }


def _filled(value: object) -> Any:
    """A value without what is empty in it, each text on one line; None where nothing is left."""
    if isinstance(value, str):
        return _line(value) or None
    if isinstance(value, Mapping):
        return {str(key): left for key, inner in value.items() if (left := _filled(inner)) is not None} or None
    if isinstance(value, Sequence):
        return [left for item in value if (left := _filled(item)) is not None] or None
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _value(name: str, value: object, indent: str) -> Iterator[str]:
    key = name if _KEY.fullmatch(name) else _quoted(name)
    if isinstance(value, Mapping):
        yield f"{indent}{key}:"
        for inner, of_it in value.items():
            yield from _value(inner, of_it, indent + "  ")
    elif isinstance(value, list):
        yield f"{indent}{key}:"
        for item in value:
            yield from _item(item, indent + "  ")
    else:
        yield f"{indent}{key}: {_scalar(value)}"


def _item(item: object, indent: str) -> Iterator[str]:
    """One item of a list; of a mapping, the first line stands behind the dash."""
    if not isinstance(item, Mapping):
        yield f"{indent}- {_scalar(item)}"
        return
    lines = (line for key, value in item.items() for line in _value(key, value, ""))
    for number, line in enumerate(lines):
        yield f"{indent}{'  ' if number else '- '}{line}"


def _scalar(value: object) -> str:
    return value if isinstance(value, str) and _PLAIN.fullmatch(value) else _quoted(value)


def _quoted(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _words(answers: Answers, code: str, written: WordsAnswer, declared: TypeDeclaration) -> str:
    head = [f"title: {_quoted(_line(written.title))}", f"summary: {_quoted(_line(written.summary))}"]
    head += ["translation: draft"] if code != answers.original else []
    parts = ["---", *head, "---", ""]
    for id_, section in declared.sections.items():
        text = _composed(written.sections.get(id_, "")).replace("\r\n", "\n").replace("\r", "\n").strip(" \t\n")
        pictures = [f"![{_alt(each.alt.get(code, ''))}]({each.name})" for each in answers.images if each.section == id_]
        body = "\n\n".join([*([text] if text else []), *pictures])
        if body:
            parts += [f"## {section.label[code]} {{#{id_}}}", "", body, ""]
    return "\n".join(parts)


def _line(text: str) -> str:
    return _SPACES.sub(" ", _composed(text)).strip(" ")


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", _SURROGATES.sub("\ufffd", text))


def _alt(text: str) -> str:
    """What a picture shows, so that it can end neither its brackets nor its line."""
    return re.sub(r"([\\\[\]<>`*_!&{}])", r"\\\1", _line(text))
