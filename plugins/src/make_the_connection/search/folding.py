"""Text as it is compared: without marks and capitals, divided into words.

The browser folds what is typed by the same rules (`search_index.js`).
"""

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+")
_COMPOUND = re.compile(r"[^\W_]+(?:-[^\W_]+)+")
_OF_ASCII = str.maketrans({character: " " for character in map(chr, range(128)) if not character.isalnum()})
_FREQUENT = (*((mark, "") for mark in "\u0300\u0301\u0302\u0303\u0308\u0327"), *((sign, " ") for sign in "‘’“”„«»–—·"))
"""What most texts are not ASCII for, once they are decomposed: marks, and signs that divide words."""


def fold(text: str) -> str:
    """tŷ and TY → ty, ﬁ → fi: decomposed by compatibility (Unicode's NFKD), its marks left out, in small letters."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(each for each in decomposed if not unicodedata.category(each).startswith("M")).lower()


def words_of(text: str) -> list[str]:
    """The folded words, in order: runs of letters and digits, so that apostrophes and hyphens divide (i’r → i, r)."""
    plain = text
    if not text.isascii():
        plain = unicodedata.normalize("NFKD", text)
        for character, instead in _FREQUENT:
            plain = plain.replace(character, instead)
    # Several times faster than an expression over all the words of a site.
    return plain.translate(_OF_ASCII).lower().split() if plain.isascii() else _WORD.findall(fold(text))


def compounds_of(text: str) -> list[str]:
    """What hyphens join, as one folded word, since some write it so: ar-lein → arlein."""
    return ["".join(words_of(each)) for each in _COMPOUND.findall(text)] if "-" in text else []
