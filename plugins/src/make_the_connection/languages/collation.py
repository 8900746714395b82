"""Sorting by a language's own alphabet.

An alphabet is a list of letters in order; a letter may be written with several characters (Welsh `ch`, `dd`, `ng`).
Accents are ignored until two words are otherwise the same, unless the alphabet has the accented letter. A pack may list
words in which a pair of characters is two letters and not one (Welsh *Bangor* is n + g).
"""

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from functools import cache

SortKey = tuple[tuple[tuple[int, ...], ...], str]

_LIGATURES = {"œ": "oe", "æ": "ae"}
"""Letters joined in writing that Unicode does not take apart."""


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text.casefold())


def _without_accents(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text)
    return "".join(
        _LIGATURES.get(character, character) for character in decomposed if not unicodedata.combining(character)
    )


class Alphabet:
    """Letters in order, and the words in which a letter of several characters is read as single ones."""

    def __init__(self, letters: Sequence[str], separate: Mapping[str, Sequence[str]] | None = None) -> None:
        self.letters = tuple(letters)
        self._rank = {_composed(letter): rank for rank, letter in enumerate(letters, start=1)}
        self._longest = max((len(letter) for letter in self._rank), default=1)
        self._separate = {
            self._folded(word): _composed(letter) for letter, words in (separate or {}).items() for word in words
        }
        self.sort_key: Callable[[str], SortKey] = cache(self._sort_key)

    def _folded(self, text: str) -> str:
        return "".join(
            character if character in self._rank else _without_accents(character) for character in _composed(text)
        )

    def _words(self, text: str) -> list[str]:
        return "".join(character if character.isalnum() else " " for character in self._folded(text)).split()

    def split(self, word: str) -> tuple[str, ...]:
        """The letters of one word, folded: `split("Llanelli")` is `("ll", "a", "n", "e", "ll", "i")` in Welsh."""
        folded = self._folded(word)
        apart = next((letter for stem, letter in self._separate.items() if folded.startswith(stem)), None)
        letters: list[str] = []
        position = 0
        while position < len(folded):
            for length in range(min(self._longest, len(folded) - position), 0, -1):
                letter = folded[position : position + length]
                if length == 1 or (letter in self._rank and letter != apart):
                    letters.append(letter)
                    position += length
                    break
        return tuple(letters)

    def first_letter(self, text: str) -> str:
        """The letter under which a title is listed, as the alphabet writes it; `#` for one that starts otherwise."""
        words = self._words(text)
        first = self.split(words[0])[0] if words else ""
        return self.letters[self._rank[first] - 1] if first in self._rank else "#"

    def _place(self, letter: str) -> int:
        """Digits stand before letters, in their own order; what the alphabet lacks stands between the two."""
        return self._rank.get(letter, int(letter) - 10 if letter.isdecimal() else 0)

    def _sort_key(self, text: str) -> SortKey:
        return (
            tuple(tuple(self._place(letter) for letter in self.split(word)) for word in self._words(text)),
            unicodedata.normalize("NFC", text),
        )
