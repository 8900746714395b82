"""Sorting by a language's own alphabet.

An alphabet is a list of letters in order; a letter may be written with several characters (Welsh `ch`, `dd`, `ng`).
Accents are ignored until two words are otherwise the same, unless the alphabet has the accented letter. A pack may list
words in which a pair of characters is two letters and not one (Welsh *Bangor* is n + g).
"""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from functools import cache

SortKey = tuple[tuple[tuple[int, ...], ...], str]

_LIGATURES = {"œ": "oe", "æ": "ae"}
"""Letters joined in writing that Unicode does not take apart."""

_NEVER = "(?!)"
"""The expression that is found nowhere."""


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text.casefold())


def _without_accents(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text)
    return "".join(
        _LIGATURES.get(character, character) for character in decomposed if not unicodedata.combining(character)
    )


class _Each(dict[str, str]):
    """What stands for each character, worked out once."""

    def __init__(self, work_out: Callable[[str], str]) -> None:
        super().__init__()
        self._work_out = work_out

    def __missing__(self, character: str) -> str:
        return self.setdefault(character, self._work_out(character))

    def of(self, text: str) -> str:
        return "".join(map(self.__getitem__, text))


class Alphabet:
    """Letters in order, and the words in which a letter of several characters is read as single ones."""

    def __init__(self, letters: Sequence[str], separate: Mapping[str, Sequence[str]] | None = None) -> None:
        self.letters = tuple(letters)
        self._rank = {_composed(letter): rank for rank, letter in enumerate(letters, start=1)}
        self._unaccented = _Each(
            lambda character: character if character in self._rank else _without_accents(character)
        )
        self._spaced = _Each(lambda character: character if character.isalnum() else " ")
        self._separate = {
            self._folded(word): _composed(letter) for letter, words in (separate or {}).items() for word in words
        }
        self._stems = re.compile("|".join(map(re.escape, self._separate)) or _NEVER)
        self._letters = {apart: self._pattern(apart) for apart in (None, *self._separate.values())}
        self._word_key = cache(lambda folded: tuple(map(self._place, self._split(folded))))
        self.sort_key: Callable[[str], SortKey] = cache(self._sort_key)

    def _pattern(self, apart: str | None) -> re.Pattern[str]:
        """The letters of a folded word in which one of them is `apart`; the longest that stands there is meant."""
        several = [letter for letter in self._rank if len(letter) > 1 and letter != apart]
        longest_first = sorted(several, key=len, reverse=True)
        return re.compile("|".join([*map(re.escape, longest_first), "."]), re.DOTALL)

    def _folded(self, text: str) -> str:
        return self._unaccented.of(_composed(text))

    def _words(self, text: str) -> list[str]:
        return self._spaced.of(self._folded(text)).split()

    def split(self, word: str) -> tuple[str, ...]:
        """The letters of one word, folded: `split("Llanelli")` is `("ll", "a", "n", "e", "ll", "i")` in Welsh."""
        return tuple(self._split(self._folded(word)))

    def _split(self, folded: str) -> list[str]:
        stem = self._stems.match(folded)
        return self._letters[self._separate[stem[0]] if stem else None].findall(folded)

    def first_letter(self, text: str) -> str:
        """The letter under which a title is listed, as the alphabet writes it; `#` for one that starts otherwise."""
        words = self._words(text)
        first = self._split(words[0])[0] if words else ""
        return self.letters[self._rank[first] - 1] if first in self._rank else "#"

    def _place(self, letter: str) -> int:
        """Digits stand before letters, in their own order; what the alphabet lacks stands between the two."""
        rank = self._rank.get(letter)
        return rank if rank is not None else int(letter) - 10 if letter.isdecimal() else 0

    def _sort_key(self, text: str) -> SortKey:
        return (
            tuple(map(self._word_key, self._words(text))),
            unicodedata.normalize("NFC", text),
        )
