"""Regular expressions of the phrases by which a language's pack says who somebody is, and rough ones.

The rough ones find something wherever the others do, and elsewhere, in much less time.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import reduce

from make_the_connection.languages import Language

CAPITAL = "A-ZÀ-ÖØ-ÞĀ-ŴŶŸ-ɏ"  # All of Latin Extended-A and -B but ŵ and ŷ: in them capitals and others alternate.
CAPITAL_NEXT = f"(?=[{CAPITAL}])"
GAP = r"[ \u00a0\n]"

_CLASS = r"\[(?:[^\]\\]|\\.)*\]"
_ITEM = rf"{_CLASS}|\\.|[^()\[\]\\]"
_IN_GROUP = reduce(lambda inside, _: rf"(?:{_ITEM}|\({inside}\))*", range(8), f"(?:{_ITEM})*")
"""What a group may hold: other groups, so many within each other as nobody writes."""
_EXCEPTION = re.compile(rf"({_CLASS}|\\.)|\(\?<?!{_IN_GROUP}\)")
"""What may not stand before or behind a place; or a class or sign, as no exception begins inside."""
_LEFT = re.compile(r"\(\?<?!")
_READS_ALL = re.compile(r"\[\^|(?<!\\)\.|\\[DSW]")
"""What may match a character that is set aside, where it does not stand in a class of others."""


class Phrases:
    """The patterns of one language: its phrases with everything in them that they name."""

    def __init__(self, language: Language) -> None:
        self.said = language.personal
        self._mutations = language.mutations
        self.no_names = self.said.no_names
        self.not_before_few = self.forms(self.said.not_before_few)

    def pattern(self, phrases: Iterable[str]) -> str:
        return "|".join(map(self._filled, phrases)).replace("’", "[’']").replace(" ", GAP)

    def forms(self, words: Iterable[str]) -> list[str]:
        """Every form of some words, the longest first."""
        forms = {form for word in words for form in self._mutations.forms(word)}
        return sorted(forms, key=lambda form: (-len(form), form))

    def words(self, words: Iterable[str]) -> str:
        return "|".join(map(either, self.forms(words)))

    def _filled(self, phrase: str) -> str:
        return re.sub(r"\{([a-z_]+)\}", lambda match: f"(?:{self._made(match[1])})", phrase)

    def _made(self, name: str) -> str:
        if name == "closed":
            return "{closed}"
        made = self.said.made_of[name]
        return self._filled(made) if isinstance(made, str) else self.words(made)


class RoughPhrases(Phrases):
    """The patterns without exceptions, in which words that begin alike are looked at together."""

    def __init__(self, language: Language) -> None:
        super().__init__(language)
        self.no_names = ()
        self.not_before_few = []

    def pattern(self, phrases: Iterable[str]) -> str:
        return _without_exceptions(super().pattern(phrases))

    def words(self, words: Iterable[str]) -> str:
        by_first: dict[str, list[str]] = defaultdict(list)
        for form in self.forms(words):
            first = either(form[:1])
            by_first[first].append(either(form).removeprefix(first))
        return "|".join(f"{first}(?:{'|'.join(rests)})" for first, rests in by_first.items())


def either(word: str) -> str:
    """A word as it is written with a capital letter and without."""
    first, rest = word[:1], re.sub(r"[.*+?^$()\[\]{}|\\/]", r"\\\g<0>", word[1:])
    return f"[{first.upper()}{first.lower()}]{rest}" if first.upper() != first.lower() else first + rest


def for_all_of_a_text(pattern: str) -> str:
    """A rough pattern for texts of which nothing is set aside yet, as that takes longer than looking; else "".

    What is set aside may stand where an exception would look, so there can be no exceptions in it.
    """
    bare = _without_exceptions(pattern).replace(f"{CAPITAL_NEXT}.", f"[{CAPITAL}]")
    outside = re.sub(r"\[(?!\^)(?:[^\]\\]|\\[^DSW])*\]", "", bare)
    return "" if _LEFT.search(outside) or _READS_ALL.search(outside) else bare


def _without_exceptions(pattern: str) -> str:
    """The pattern, which then finds more; as it is where one would stay, for an exception to that would find less."""
    bare = _EXCEPTION.sub(r"\1", pattern)
    return pattern if _LEFT.search(bare) else bare
