"""Spelling by a Hunspell dictionary and a list of words that it lacks."""

import re
import unicodedata
import warnings
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from pathlib import Path

from spylls.hunspell import Dictionary

LISTS = Path(__file__).parent / "words"

# An apostrophe or a hyphen belongs to a word when letters stand on both of its sides: i’r, cyd-fynd.
_WORD = re.compile(r"\w+(?:['-]\w+)*")
_QUOTED = re.compile(r"“[^“”]+”|\"[^\"]+\"|‘[^‘]+?'(?!\w)")
# Placeholders, code, where links lead, addresses, and names of files and sites.
_NO_WORDS = re.compile(r"\{[^{}]*\}|`[^`]*`|\]\([^()\s]*\)|\S+@\S+|\bhttps?://\S+|[\w-]*(?:\.[a-z]{2,})+\b(?:\.?/\S*)?")
_PLAIN = str.maketrans("’‑", "'-")


def read_dictionary(folder: Path) -> Dictionary:
    """The dictionary in a folder that came from npm."""
    with warnings.catch_warnings():
        # spylls leaves its files to the garbage collector to close.
        warnings.simplefilter("ignore", ResourceWarning)
        return Dictionary.from_files(str(folder / "index"))


def listed(code: str) -> list[str]:
    """The words and names that the dictionary of a language lacks, as they are listed."""
    return (LISTS / f"{code}.txt").read_text(encoding="utf-8").splitlines()


def plain(text: str) -> str:
    """A text with the apostrophes and hyphens that dictionaries have, every letter in one piece with its accent."""
    return unicodedata.normalize("NFC", text).translate(_PLAIN)


def words_in(text: str) -> Iterator[str]:
    """The words of a plain text, but for single letters and what has a digit or an underscore in it."""
    for match in _WORD.finditer(_NO_WORDS.sub(" ", text)):
        parts = (match[0],) if _of_letters(match[0]) else match[0].split("-")
        yield from (part for part in parts if len(part) > 1 and _of_letters(part))


def _of_letters(word: str) -> bool:
    return word.replace("-", "").replace("'", "").isalpha()


class Speller:
    """Knows the words of one language.

    `own` are the words, and the names of several words, that the dictionary lacks; `used` those of them that were met.
    `joined` matches a word with something joined to it by an apostrophe: its first group must then be known.
    """

    def __init__(self, dictionary: Dictionary, own: Iterable[str], joined: str) -> None:
        self.dictionary = dictionary
        self.own = {plain(name): name for name in own}
        self.used: set[str] = set()
        names = sorted((name for name in self.own if " " in name), key=len, reverse=True)
        either = "|".join(r"\s+".join(map(re.escape, name.split())) for name in names) or r"\Z\A"
        self._names = re.compile(rf"(?<!\w)(?:{either})(?!\w)")
        self._joined = re.compile(joined)
        self.knows = cache(self._knows)

    def misspelt(self, text: str, others: Iterable["Speller"] = ()) -> list[str]:
        """The words of a text that are spelt wrongly. What is quoted may be in the language of one of the others."""
        text = self._names.sub(self._named, plain(text))
        for quoted in _QUOTED.findall(text):
            if any(not other.misspelt(quoted) for other in others):
                text = text.replace(quoted, " ")
        return [word for word in words_in(text) if not self.knows(word)]

    def suggestions(self, word: str) -> list[str]:
        """At most three; they take a second."""
        return list(islice(self.dictionary.suggest(word), 3))

    def _named(self, match: re.Match[str]) -> str:
        self.used.add(self.own[" ".join(match[0].split())])
        return " "

    def _knows(self, word: str) -> bool:
        if self.dictionary.lookup(word):
            return True
        if listed := {word, word[0].lower() + word[1:]} & self.own.keys():
            self.used |= {self.own[name] for name in listed}
            return True
        if (match := self._joined.fullmatch(word)) and self.knows(match[1]):
            return True
        parts = word.split("-")
        return len(parts) > 1 and all(len(part) == 1 or self.knows(part) for part in parts)
