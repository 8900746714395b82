"""Words that look like others: letters of two scripts in one word, and marks piled up on a letter.

The expressions are written so that Python and, with its `u` flag, JavaScript read them alike.
"""

import re
from collections.abc import Iterator

_LATIN = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff"
# Cyrillic, Armenian, Cherokee, Lisu, Coptic, Latin for East Asia and for formulas; of Greek only what looks Latin, for
# a unit or a formula may well begin with another of its letters.
_LIKE_LATIN = (
    "\u0400-\u0482\u048a-\u052f\u1c80-\u1c8f\ua640-\ua66e\ua680-\ua69d\u0531-\u0587\u13a0-\u13fd\uab70-\uabbf"
    "\ua4d0-\ua4fd\u2c80-\u2cee\uff21-\uff3a\uff41-\uff5a\U0001d400-\U0001d6a5"
    "\u0391\u0392\u0395-\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7\u03b9\u03ba\u03bd\u03bf\u03c1\u03c5\u03f2\u03f3"
)
_MARKS = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"

MIXED = f"[{_LATIN}][{_MARKS}]*[{_LIKE_LATIN}]|[{_LIKE_LATIN}][{_MARKS}]*[{_LATIN}]"
"""Where letters of two scripts meet in a word."""

PILED = f"[{_MARKS}]{{4,}}"
"""More marks on a letter than any language writes."""

_EXPRESSIONS = {"mixed-script": re.compile(MIXED), "piled-marks": re.compile(PILED)}
_WORD = re.compile(f"[\\w{_MARKS}]+")
_SIGNS = (re.compile(f"[{_LIKE_LATIN}]"), re.compile(PILED))
"""One of them is found wherever a word looks like another: hardly any text has either, and no word of it is read."""

RULES = {"mixed-script": MIXED, "piled-marks": PILED, "marks": _MARKS}
"""What words are looked at by, for a browser that does the same; a word is of letters, numbers and marks."""


def disguises(text: str) -> Iterator[tuple[str, str]]:
    """The words of a text that look like others: the code of what is wrong with each, and itself."""
    if text.isascii() or not any(sign.search(text) for sign in _SIGNS):
        return
    for word in _WORD.finditer(text):
        yield from ((code, word[0]) for code, found in _EXPRESSIONS.items() if found.search(word[0]))
