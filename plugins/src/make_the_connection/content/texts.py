"""Every text of a site in which a pattern is found, with the way to a place in it: words, summaries, texts of facts."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any

from markdown_it.token import Token

from make_the_connection.content.citation import TOKEN
from make_the_connection.content.front_matter import front_matter_positions
from make_the_connection.content.guides import Guide, GuideWords
from make_the_connection.content.inspection import Finder, Inspection
from make_the_connection.content.model import FieldDeclaration, Model
from make_the_connection.content.reading import Entry
from make_the_connection.content.words import Words
from make_the_connection.content.yaml_source import Place
from make_the_connection.diagnostics import Diagnostic, Location

APART = "\x00"
"""Stands in a text for what is not to be read. Control characters cannot stand in any file of a site."""

# No quotation holds another of its own marks, so that each character is looked at once for each of them.
QUOTED = re.compile(r"„[^„“”]*[“”]|“[^“”]*”|«[^«»]*»|»[^«»]*«|‚[^‚‘]*‘|‘[^‘]*?’(?!\w)|\"[^\"]*\"")


@dataclass(frozen=True)
class Text:
    """A text in a language. `place` finds where a part of it begins, as it is written; one after another.

    `quoted`: it stands as a quotation does, in a block of its own.
    """

    text: str
    language: str
    place: Callable[[str], Location]
    quoted: bool = False


def texts_with(
    name: str,
    pattern: re.Pattern[str],
    page: Entry | Guide,
    model: Model,
    look: Callable[[Text], Iterable[Diagnostic]],
    about: str = "",
) -> Iterator[Diagnostic]:
    """What is found in the texts of a page that hold a pattern, which is of one line, and is kept by a name.

    Names in facts, and what is another's words there, are as printed. `about` stands for all that `look` follows from.
    """
    for words in page.words.values():
        texts = filter(lambda text: pattern.search(text.text), _of_words(words, pattern))
        yield from words.known.found(name, lambda texts=texts: chain.from_iterable(map(look, texts)), about)  # type: ignore[misc]
    if isinstance(page, Entry):
        found = (
            Text(text, code, lambda _, at=(*place, code): page.positions.value(*at))  # type: ignore[misc]
            for text, code, place in _of_facts(page, model)
            if pattern.search(text)
        )
        yield from page.known.found(name, lambda: chain.from_iterable(map(look, found)), about)


def _of_words(words: Words | GuideWords, pattern: re.Pattern[str]) -> Iterator[Text]:
    code = words.language
    yield Text(words.front.summary, code, lambda _: front_matter_positions(words.file, words.path).value("summary"))
    body = "\n".join(words.file.split("\n")[words.first_line - 1 :])
    page = Inspection(words.path, words.first_line, body)
    for section in words.sections.values():
        yield Text(section.heading, code, lambda _, at=section.location: at)  # type: ignore[misc]
    if not pattern.search(body):
        return
    depth = 0
    for block in (*(token for section in words.sections.values() for token in section.tokens), *words.notes):
        depth += block.nesting * (block.type in {"blockquote_open", "blockquote_close"})
        if block.children and pattern.search(block.content):
            yield Text("".join(map(_read, block.children)), code, Finder(page, block), quoted=depth > 0)


def _read(token: Token) -> str:
    match token.type:
        case "text":
            return token.content
        case "softbreak" | "hardbreak":
            return "\n"
    return APART if token.type in {TOKEN, "code_inline", "image"} else ""


def _of_facts(entry: Entry, model: Model) -> Iterator[tuple[str, str, Place]]:
    """Every text by language of an entry's facts, its language, and its place."""
    for field in ("links", "unrelated"):
        for number, record in enumerate(getattr(entry.facts, field)):
            yield from _each(record.why, (field, number, "why"))
    for field in ("annotation", "doubt", "kept"):
        yield from _each(getattr(entry.facts, field, None), (field,))
    yield from _in_fields(entry.facts, model.types[entry.type].fields, ())


def _in_fields(record: Any, declared: Mapping[str, FieldDeclaration], place: Place) -> Iterator[tuple[str, str, Place]]:
    for name, field in declared.items():
        value = getattr(record, name)
        items = [((*place, name, n), item) for n, item in enumerate(value)] if field.many else [((*place, name), value)]
        for where, item in items:
            if field.kind == "text" and not field.quoted:
                yield from _each(item, where)
            elif field.kind == "record" and item is not None:
                yield from _in_fields(item, field.fields, where)
            elif field.kind == "session" and item is not None:
                yield from _each(item.name, (*where, "name"))
                yield from _each(item.note, (*where, "note"))


def _each(text: Mapping[str, str] | None, place: Place) -> Iterator[tuple[str, str, Place]]:
    for code, words in (text or {}).items():
        yield words, code, place
