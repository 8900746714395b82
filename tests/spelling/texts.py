"""Every text of a site that is in a language, with its place, taken from the sources and not from their pages."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from babel.messages.pofile import read_po
from markdown_it.token import Token

from make_the_connection.api import load
from make_the_connection.content.front_matter import read_front_matter
from make_the_connection.content.grammar import markdown
from make_the_connection.content.text_source import read_text
from make_the_connection.content.yaml_source import Place, read_yaml
from make_the_connection.languages import Language
from make_the_connection.site import Site

FRONT_MATTER = ("title", "short", "summary", "title_note")
# Works have the names that they were published under.
NAMES_OF_WORKS = "csl"

_BREAKS = {"softbreak": "\n", "hardbreak": "\n"}


@dataclass(frozen=True)
class Text:
    """A text in a language; `line` is where it begins in its file."""

    language: str
    path: str
    line: int
    words: str


def texts(configuration: Path) -> Iterator[Text]:
    """The texts of the site that a `mkdocs.yml` configures: guide pages, entries, facts, options and model."""
    site = load(configuration).site
    assert site is not None, f"{configuration} could not be read: make-the-connection check says why"
    root = site.configuration.root
    for page in (*site.guides.values(), *site.entries.values()):
        for code, words in page.words.items():
            yield from _page(root, words.path, site.languages[code])
    facts = [f"{entry.folder}/facts.yml" for entry in site.entries.values()]
    options = site.configuration.options
    for path in filter(None, (configuration.name, options.model, options.terms, *facts)):
        yield from _declared(root, path, site)


def sentences(root: Path, path: str, language: str) -> Iterator[Text]:
    """The sentences of a catalogue."""
    with (root / path).open("rb") as file:
        for message in read_po(file, charset="utf-8"):
            if message.id:
                yield Text(language, path, message.lineno or 1, str(message.string))


def _page(root: Path, path: str, language: Language) -> Iterator[Text]:
    text = read_text(root / path, path, [])
    front, body, first_line = read_front_matter(text, path, [])
    above = read_yaml("".join(text.splitlines(keepends=True)[1 : first_line - 2]), path, [], first_line=2)
    for field in FRONT_MATTER:
        if written := getattr(front, field):
            yield Text(language.code, path, above.positions.value(field).line, written)
    for line, words in prose(markdown(language).parse(body)):
        yield Text(language.code, path, first_line + line, words)


def prose(tokens: Iterable[Token]) -> Iterator[tuple[int, str]]:
    """What readers read in a text, block by block, and the line on which each block begins, from 0.

    Without code, addresses, citations, and what is marked as another language’s (`*words*{lang=cy}`).
    """
    for token in tokens:
        line = token.map[0] if token.map else 0
        if token.type == "html_block":
            yield line, re.sub(r"<[^>]*>", " ", token.content)
        elif token.type == "inline":
            yield line, _read(token.children or ())
            yield from ((line, str(title)) for child in token.children or () if (title := child.attrs.get("title")))


def _read(tokens: Sequence[Token]) -> str:
    parts: list[str] = []
    opened: list[tuple[int, bool]] = []
    for token in tokens:
        if token.nesting > 0:
            opened.append((len(parts), "lang" in token.attrs))
        elif token.nesting < 0:
            before, is_foreign = opened.pop()
            if is_foreign:
                del parts[before:]
        elif token.type == "text":
            parts.append(token.content)
        elif token.type == "image":
            parts.append(f" {_read(token.children or ())} ")
        else:
            parts.append(_BREAKS.get(token.type, " "))
    return "".join(parts)


def _declared(root: Path, path: str, site: Site) -> Iterator[Text]:
    """What a YAML file says by language."""
    document = read_yaml(read_text(root / path, path, []), path, [], refuse_tags=False)
    for place, written in _by_language(document.value, (), site.languages):
        yield Text(str(place[-1]), path, document.positions.value(*place).line, written)


def _by_language(value: object, place: Place, languages: Mapping[str, Language]) -> Iterator[tuple[Place, str]]:
    """Each text and its place, which ends in the code of its language; the forms for different numbers are one text."""
    children = value.items() if isinstance(value, Mapping) else enumerate(value) if isinstance(value, list) else ()
    for key, child in children:
        if key in languages:
            forms = child.values() if isinstance(child, Mapping) else (child,)
            yield (*place, key), "\n".join(form for form in forms if isinstance(form, str))
        elif key != NAMES_OF_WORKS:
            yield from _by_language(child, (*place, key), languages)
