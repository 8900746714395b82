"""Words that a page has where the list of terms has another.

A word is found in every form that its language gives it (mutations), in small letters or capitals, with any kind of
apostrophe or hyphen, and across the ends of lines. A quotation that carries its source, a citation or a link straight
behind it, is left as published; so are code, addresses, macros and what is marked as another language's.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import islice

from markdown_it.token import Token

from make_the_connection.cache import digest
from make_the_connection.content.citation import TOKEN
from make_the_connection.content.front_matter import front_matter_positions
from make_the_connection.content.guides import Guide
from make_the_connection.content.inspection import Finder, Inspection
from make_the_connection.content.reading import Entry, Look
from make_the_connection.content.terms import TERM, Term, Terms
from make_the_connection.content.text_source import locate
from make_the_connection.diagnostics import Diagnostic, Location
from make_the_connection.languages import Language
from make_the_connection.parity.outline import Version

# Control characters cannot stand in any file of a site.
_SOURCE = "\x02"
"""Stands in a text where a citation stands, or where a link ends."""
_APART = "\x00"
"""Stands in a text for what is not to be read."""

_WORD = re.compile(r"[^\W_]+")
_WRITTEN_ALSO = {"'": "['’ʼ]", "’": "['’ʼ]", "-": "[-‐‑]"}
_JOINED = r"[-‐‑/@_.]"
_LEFT = re.compile(
    rf"(?:“[^“”]*”|„[^„“”]*[“”]|«[^«»]*»|\"[^\"]*\")\s*{_SOURCE}"  # a quotation with its source
    r"|\{\{.*?\}\}|\{%.*?%\}|\{:?[^{}\s][^{}]*\}",  # macros; attributes
    re.DOTALL,
)


@dataclass(frozen=True)
class _Use:
    """A wording of the list in a text, from `start` to `end`, and the term whose name should stand there."""

    start: int
    end: int
    pattern: re.Pattern[str]
    term: Term


class Wordings:
    """What the list of terms asks not to be written in one language."""

    def __init__(self, terms: Terms, language: Language) -> None:
        self.language = language
        self._by_first_word: dict[str, list[tuple[str, Term]]] = defaultdict(list)
        for term in terms.terms.values():
            for wording in term.instead_of.get(language.code, ()):
                for form in language.mutations.forms(wording):
                    if first := _WORD.search(form):
                        self._by_first_word[first[0].lower()].append((form, term))

    def __bool__(self) -> bool:
        return bool(self._by_first_word)

    def uses(self, text: str) -> Iterator[_Use]:
        """What of a text should be worded otherwise, in order; the longest where several begin at one place."""
        if self._by_first_word.keys().isdisjoint(map(str.lower, _WORD.findall(text))):
            return
        left = None
        reached = 0
        for word in _WORD.finditer(text):
            if word.start() < reached or (known := self._by_first_word.get(word[0].lower())) is None:
                continue
            matches = [(match, term) for form, term in known if (match := _pattern(form).match(text, word.start()))]
            if not matches:
                continue
            match, term = max(matches, key=lambda found: found[0].end())
            left = [*_LEFT.finditer(text)] if left is None else left
            if not any(_holds(one, match) for one in (*left, *self._right(term, text))):
                reached = match.end()
                yield _Use(match.start(), match.end(), match.re, term)

    def _right(self, term: Term, text: str) -> Iterator[re.Match[str]]:
        """Where a term's own words stand, or others that are right."""
        code = self.language.code
        for wording in (term.name[code], *term.forms.get(code, ()), *term.right_in.get(code, ())):
            for form in self.language.mutations.forms(wording):
                yield from _pattern(form).finditer(text)

    def about(self, use: _Use, text: str, where: Location) -> Diagnostic:
        written = " ".join(text[use.start : use.end].replace(_SOURCE, "").split())
        return Diagnostic.at(where, "other-term", text=written, name=use.term.name[self.language.code])


@cache
def _pattern(wording: str) -> re.Pattern[str]:
    """A wording as it may be written, where no other word is joined to it."""
    letters = (
        rf"[\s{_SOURCE}]+" if letter.isspace() else _WRITTEN_ALSO.get(letter, re.escape(letter)) for letter in wording
    )
    return re.compile(rf"(?<!\w)(?<!\w{_JOINED})(?<!/){''.join(letters)}(?!\w|{_JOINED}\w)", re.IGNORECASE)


def _holds(one: re.Match[str], other: re.Match[str]) -> bool:
    return one.start() <= other.start() and other.end() <= one.end()


def other_terms(terms: Terms, languages: Mapping[str, Language]) -> Look:
    """Each use of another word or wording for a term of the list, in words, front matter and reasons for links."""
    about = digest(terms.model_dump_json())

    @cache
    def known() -> Mapping[str, Wordings]:
        return {code: wordings for code, language in languages.items() if (wordings := Wordings(terms, language))}

    def look(page: Entry | Guide) -> Iterator[Diagnostic]:
        for version in page.words.values():
            yield from version.known.found("terms", lambda version=version: _version(version, known()), about)  # type: ignore[misc]
        if isinstance(page, Entry):
            yield from page.known.found("terms", lambda: _reasons(page, known()), about)

    return look


def _version(version: Version, known: Mapping[str, Wordings]) -> Iterator[Diagnostic]:
    if version.language in known:
        yield from _front(version, known[version.language])
        yield from _words(version, known[version.language])


def _reasons(entry: Entry, known: Mapping[str, Wordings]) -> Iterator[Diagnostic]:
    for field in ("links", "unrelated"):
        for number, record in enumerate(getattr(entry.facts, field)):
            for code, text in record.why.items():
                for use in known[code].uses(text) if code in known else ():
                    yield known[code].about(use, text, entry.positions.value(field, number, "why", code))


def _front(version: Version, wordings: Wordings) -> Iterator[Diagnostic]:
    front = version.front
    ours = () if front.title_status == "published" else ("title", "short")
    for field in (*ours, "summary"):
        text = _composed(getattr(front, field) or "")
        for use in wordings.uses(text):
            where = front_matter_positions(version.file, version.path).value(field)
            yield wordings.about(use, text, _from(where, use, text, version))


def _words(version: Version, wordings: Wordings) -> Iterator[Diagnostic]:
    body = "\n".join(version.file.split("\n")[version.first_line - 1 :])
    page = Inspection(version.path, version.first_line, body)
    for section in version.sections.values():
        heading = _composed(section.heading)
        for use in wordings.uses(heading):
            yield wordings.about(use, heading, _from(section.location, use, heading, version))
        yield from _blocks(section.tokens, page, wordings)
    yield from _blocks(version.notes, page, wordings)


def _from(where: Location, use: _Use, text: str, version: Version) -> Location:
    """Where a use stands in a file in which its text begins at a place: as often as it does there before it."""
    lines = version.file.split("\n")
    start = sum(len(line) + 1 for line in lines[: where.line - 1]) + where.column - 1
    before = sum(1 for _ in use.pattern.finditer(text, 0, use.start))
    match = next(islice(use.pattern.finditer(version.file, start), before, None), None)
    return locate(version.path, version.file, match.start()) if match else where


def _blocks(tokens: Iterable[Token], page: Inspection, wordings: Wordings) -> Iterator[Diagnostic]:
    for block in tokens:
        if not block.children:
            continue
        pieces = _pieces(block.children)
        text = "".join(piece.text for piece in pieces)
        finder = Finder(page, block)
        position = 0
        places: list[tuple[int, Location]] = []
        for use in wordings.uses(text):
            # What stands before it must be found first: the same words may stand in an address or in code.
            while position <= use.start:
                piece = pieces[len(places)]
                places.append((position, finder(piece.written)))
                position += len(piece.text)
            start, place = places[-1]
            where = Location(place.path, place.line, place.column + use.start - start)
            yield wordings.about(use, text, where)


@dataclass
class _Piece:
    """A piece of the text of a block, and how it is written there."""

    text: str
    written: str


def _pieces(tokens: Iterable[Token]) -> list[_Piece]:
    pieces: list[_Piece] = []
    opened: list[tuple[Token, int]] = []
    for token in tokens:
        if token.nesting > 0:
            opened.append((token, len(pieces)))
        elif token.nesting < 0:
            _close(*opened.pop(), pieces)
        elif token.type == "image":
            pieces += [_Piece(_APART, ""), *_pieces(token.children or ()), _Piece(_APART, str(token.attrs["src"]))]
        else:
            pieces.append(_piece(token))
    return pieces


def _piece(token: Token) -> _Piece:
    match token.type:
        case "text":
            return _Piece(_composed(token.content), token.content)
        case "softbreak" | "hardbreak":
            return _Piece("\n", "")
        case "footnote_ref":
            return _Piece("", "")
    return _Piece(_SOURCE if token.type == TOKEN else _APART, token.content)


def _close(start: Token, first: int, pieces: list[_Piece]) -> None:
    """What ends here: a text in another language, an address, or what may be the source of a quotation."""
    if "lang" in start.attrs or start.markup == "autolink":
        for piece in pieces[first:]:
            piece.text = _APART
    href = str(start.attrs.get("href", ""))
    if href:
        pieces.append(_Piece("" if href.startswith(f"{TERM}:") else _SOURCE, href))


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)
