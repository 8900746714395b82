"""Names and years that stand in words by hand, where a citation should: `(Daly, 2020)`, `Evans and Jones (2023)`.

In brackets, names and a year are a citation whether a record of the work is there or not. In the sentence they are one
only where a record has that author and that year: `Garden plans (2017)` is a title.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from make_the_connection.cache import digest
from make_the_connection.content.csl import Person
from make_the_connection.content.model import Model
from make_the_connection.content.reading import Content, Entry, Look
from make_the_connection.content.terms import Terms
from make_the_connection.content.texts import Text, texts_with
from make_the_connection.diagnostics import Diagnostic
from make_the_connection.languages import Language
from make_the_connection.references.authors import authors_of, family_name, folded

_YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)[a-z]?"
_ANY_YEAR = re.compile(_YEAR)
_BRACKETS = re.compile(r"[(\[]([^()\[\]\x00]{4,300})[)\]]")
_ALONE = re.compile(rf"{_YEAR}(?:\s*[,:;].*)?", re.DOTALL)
_ITEM = re.compile(rf"(?P<authors>\S.*?)(?P<comma>,?)\s+{_YEAR}(?:\s*[,:].*)?", re.DOTALL)
_BEFORE = 300
"""How many characters before a year are looked at for names: a page may be full of years."""
_OWNED = re.compile(r"['’]s?$")
_INITIALS = re.compile(r"(?:,?\s*\b[^\W\d_]\.)+$")
_SMALL = frozenset({"da", "de", "der", "di", "du", "la", "le", "van", "von", "ap", "ab", "y"})
"""Words in small letters that stand inside names."""


class Wanted:
    """What a hand writes for the works of a site in one language."""

    def __init__(self, works: Iterable[Entry], terms: Terms, language: Language) -> None:
        self.language = language
        self._by_year: dict[str, list[tuple[Entry, tuple[tuple[str, ...], ...]]]] = defaultdict(list)
        bodies = [tuple(term.name.values()) for term in terms.terms.values() if term.kind == "name"]
        for work in works:
            names = tuple(self._names(person, bodies) for person in authors_of(work))
            issued = work.facts.csl.issued  # type: ignore[attr-defined]
            self._by_year[(issued or "")[:4]].append((work, names))
        others = "|".join(re.escape(words) for words in language.and_others)
        self._others = re.compile(rf",?\s+(?:{others})$") if others else re.compile(r"(?!)")
        introducing = "|".join(re.escape(words) for words in language.introducing)
        self._introduced = re.compile(rf"^(?:(?:{introducing}),?\s+)+", re.IGNORECASE)
        joining = "|".join(re.escape(word) for word in sorted(language.joining, key=len, reverse=True))
        initials = r"(?:,?\s*\b[^\W\d_]\.)*"
        self._joined = re.compile(rf"\s*,?\s*(?:(?<!\w)(?:{joining})(?!\w))\s*")
        self._between = re.compile(rf"{initials}(?:\s+(?:{joining})|,(?:\s*(?:{joining}))?)(?:\s+[^\W\d_]\.)*\s+$")
        formats = (language.locale.months["format"], language.locale.months["stand-alone"])
        self._months = {folded(name).rstrip(".") for widths in formats for name in widths["wide"].values()}

    def _names(self, person: Person, bodies: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
        """What may stand for an author in a text: a family name, or a body's names in their changed forms."""
        if not person.literal:
            return tuple(dict.fromkeys(folded(name) for name in (family_name(person), person.family or "") if name))
        known = (names for names in bodies if person.literal in names)
        all_names = dict.fromkeys([person.literal, *(name for names in known for name in names)])
        forms = (form for name in all_names for form in self.language.mutations.forms(name))
        return tuple(dict.fromkeys(map(folded, forms)))

    def written(self, text: str) -> Iterator[tuple[str, dict[str, str]]]:
        """Each citation written by hand in a text, and the likeliest work's id as it is cited, if there is one."""
        text = unicodedata.normalize("NFC", text)
        for brackets in _BRACKETS.finditer(text):
            inside = brackets[1].strip()
            if alone := _ALONE.fullmatch(inside):
                begin = max(0, brackets.start() - _BEFORE)
                if found := self._named(_bare(self._others, text[begin : brackets.start()]), alone["year"]):
                    work, start = found
                    yield text[begin + start : brackets.end()], {"nearest": f"@{work.id}"}
                continue
            for item in inside.split(";"):
                match = _ITEM.fullmatch(item.strip())
                if match and (close := self._cited(match)) is not None:
                    yield (brackets[0] if ";" not in inside else item.strip()), close

    def _cited(self, match: re.Match[str]) -> dict[str, str] | None:
        """The likeliest work of an item in brackets as a `nearest`, empty without one; None for what is no citation."""
        authors, year = match["authors"], match["year"]
        bare = _bare(self._others, authors)
        if found := self._named(bare, year):
            return {"nearest": f"@{found[0].id}"}
        if not self._is_names(authors, comma=bool(match["comma"])):
            return None
        others = sorted(filter(None, self._by_year), key=lambda other: (abs(int(other) - int(year)), other))
        near = next((found for other in others if (found := self._named(bare, other))), None)
        return {"nearest": f"@{near[0].id}"} if near else {}

    def _named(self, text: str, year: str) -> tuple[Entry, int] | None:
        """The work of that year whose author stands last in a bare text, and where it begins; most names first."""
        found = []
        for work, authors in self._by_year.get(year, ()):
            start, count = self._last_names(text, [name for names in authors for name in names])
            if count:
                found.append((-count, len(authors), work.id, start, work))
        return (min(found)[4], min(found)[3]) if found else None

    def _last_names(self, text: str, names: Iterable[str]) -> tuple[int, int]:
        """Where the names at the end of a text begin, and how many they are."""
        longest_first = sorted(names, key=lambda name: (-len(name), name))
        start, end, count = 0, len(text), 0
        while name := next((name for name in longest_first if _ends_with(text[:end], name)), ""):
            start, count = end - len(name), count + 1
            joint = self._between.search(text, max(0, start - 40), start)
            end = joint.start() if joint else 0
        return start, count

    def _is_names(self, authors: str, *, comma: bool) -> bool:
        """Whether words in brackets before a year are names: one before a comma, several joined, or some and others."""
        several = self._others.search(authors)
        named = self._introduced.sub("", _INITIALS.sub("", self._others.sub("", authors)))
        names = self._joined.split(named)
        listed = [part for name in names for part in re.split(r",\s*", name) if not _INITIALS.fullmatch(part)]
        joined = several or len(names) > 1
        return bool(joined or (comma and len(listed) == 1)) and all(map(self._is_name, listed))

    def _is_name(self, text: str) -> bool:
        words = text.split()
        return 0 < len(words) <= 5 and all(
            (word[:1].isupper() or word in _SMALL)
            and not any(map(str.isdigit, word))
            and folded(word) not in self._months
            for word in words
        )


def _bare(others: re.Pattern[str], before: str) -> str:
    """What stands before a year, folded, without what may follow the names in it."""
    text = folded(others.sub("", _OWNED.sub("", before.rstrip().rstrip(","))))
    return _INITIALS.sub("", text).rstrip(" \n\t,")


def _ends_with(text: str, name: str) -> bool:
    """Whether a text ends with a name that is no part of a longer word."""
    before = text[: -len(name)][-1:]
    return text.endswith(name) and not before.isalnum() and before not in {"-", "'"}


def handwritten_citations(content: Content, model: Model, languages: Mapping[str, Language]) -> Look:
    """Each name and year written by hand in words, summaries and texts of facts. Names in facts are as printed."""
    works = [entry for entry in content.entries if model.types[entry.type].title == "csl"]
    terms = content.terms or Terms()

    @cache
    def wanted(code: str) -> Wanted:
        return Wanted(works, terms, languages[code])

    def look(text: Text) -> Iterator[Diagnostic]:
        for written, close in wanted(text.language).written(text.text):
            shown = " ".join(written.split())
            yield Diagnostic.at(text.place(written), "handwritten-citation", text=shown, **close)

    about = digest(terms.model_dump_json(), *map(_about, works))
    return lambda page: texts_with("handwritten", _ANY_YEAR, page, model, look, about)


def _about(work: Entry) -> str:
    """All of a work that a citation of it may say."""
    return repr((work.id, work.facts.csl.issued, authors_of(work)))  # type: ignore[attr-defined]
