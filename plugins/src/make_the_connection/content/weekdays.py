"""Dates written out in words, and the days of the week before them: one of the two is wrong where they disagree.

The names are CLDR's, whole or short, in every form that the language gives them: *Thursday 23rd January 2025*,
*ddydd Iau 23 Ionawr 2025*, *Donnerstag, den 23. Januar 2025*. What stands as a quotation or as code is as printed.
"""

import datetime
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from make_the_connection.content.model import Model
from make_the_connection.content.reading import Look
from make_the_connection.content.texts import APART, QUOTED, Text, texts_with
from make_the_connection.diagnostics import Diagnostic
from make_the_connection.languages import Language
from make_the_connection.languages.times import weekday_names

_YEAR = re.compile(r"[0-9](?<!\d[0-9])[0-9]{3}(?!\d)")
_LETTER = r"[^\W\d_]"
_GAP = r"\s{1,3}"


@dataclass(frozen=True)
class WrongDay:
    """A date with its weekday as it is written, and the name of the right one."""

    written: str
    right: str


class Dates:
    """The dates of one language."""

    def __init__(self, language: Language) -> None:
        self.names = weekday_names(language)
        self._weekdays = _forms(language, language.locale.days)
        self._months = _forms(language, language.locale.months)
        weekday = rf"(?<!\w)(?P<weekday>{_any(self._weekdays)})\.?,?{_GAP}"
        month = rf"(?P<month>{_any(self._months)})\.?"
        day, year = rf"(?P<day>[0-9]{{1,2}})(?:\.|{_LETTER}{{1,4}})?", r"(?P<year>[0-9]{4})(?!\w)"
        article, of = rf"(?:(?:{_any(language.articles)}){_GAP})?", rf"(?:{_LETTER}{{1,2}}(?:{_GAP}|['’]))?"
        self._patterns = [
            re.compile(weekday + rest, re.IGNORECASE)
            for rest in (rf"{article}{day}{_GAP}{of}{month},?{_GAP}{year}", rf"{month}{_GAP}{day},?{_GAP}{year}")
        ]

    def wrong(self, text: str) -> Iterator[WrongDay]:
        """Each date of a text that falls on another day of the week than it says. A day that no month has is left."""
        read = QUOTED.sub(lambda quoted: APART * len(quoted[0]), unicodedata.normalize("NFC", text))
        for match in chain.from_iterable(pattern.finditer(read) for pattern in self._patterns):
            said = self._weekdays[_plain(match["weekday"])]
            try:
                day = datetime.date(int(match["year"]), self._months[_plain(match["month"])], int(match["day"]))
            except ValueError:
                continue
            if day.weekday() != said:
                yield WrongDay(match[0], self.names[day.weekday()])


def wrong_weekdays(model: Model, languages: Mapping[str, Language]) -> Look:
    """Each date in words, summaries and texts of facts that names another day of the week than its own."""

    def look(text: Text) -> Iterator[Diagnostic]:
        for wrong in () if text.quoted else _dates_of(languages[text.language]).wrong(text.text):
            shown = " ".join(wrong.written.split())
            yield Diagnostic.at(text.place(wrong.written), "wrong-weekday-in-words", text=shown, right=wrong.right)

    return lambda page: texts_with("weekdays", _YEAR, page, model, look)


@lru_cache(maxsize=8)
def _dates_of(language: Language) -> Dates:
    return Dates(language)


def _forms(language: Language, contexts: Mapping[str, Mapping[str, Mapping[int, str]]]) -> dict[str, int]:
    """The number of each name, by all its forms in small letters. What could be either of two is left out."""
    found: dict[str, set[int]] = defaultdict(set)
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for number, name in contexts[context][width].items():
                # Of a Thursday called `Dydd Iau` only the last word stays in `nos Iau`.
                for form in chain.from_iterable(map(language.mutations.forms, (name, name.split()[-1]))):
                    found[_plain(form.rstrip("."))].add(number)
    return {form: next(iter(numbers)) for form, numbers in found.items() if len(numbers) == 1}


def _any(forms: Iterable[str]) -> str:
    longest_first = sorted(forms, key=lambda form: (-len(form), form))
    return "|".join(re.escape(form).replace(r"\ ", _GAP) for form in longest_first)


def _plain(form: str) -> str:
    """A name in small letters and on one line."""
    return " ".join(form.casefold().split())
