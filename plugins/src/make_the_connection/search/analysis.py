"""The words of a site in a language of which its pack says how words begin and end, and no dictionary.

A change is believed where it leads to a word of the site. Most of what could be a changed form is none: a word is not
taken for one where it has changed forms of its own.
"""

from collections import defaultdict
from functools import cache
from itertools import combinations

from make_the_connection.languages import Language
from make_the_connection.search.folding import fold

Readings = tuple[tuple[str, str], ...]
"""Lemmas of a form, each with the radical that the form is of there."""

SHORTEST = 3
"""Letters of a radical, of a form, and of what stands before an ending: with fewer, anything is a form of something."""


class Analysis:
    """What each of some folded `words` may be."""

    def __init__(self, words: frozenset[str], language: Language) -> None:
        self.words = words
        self.named = named(language)
        self._alone = {fold(lemma) for lemma, forms in language.searching.irregular.items() if not forms}
        changes = mutations(language)
        letters = {*map(fold, language.alphabet.letters), *(radical for radical, _, _ in changes)}
        # A word that begins with the letter ch does not begin with a c that changes.
        self._longer = {
            radical: tuple(letter for letter in letters if letter.startswith(radical) and letter != radical)
            for radical, _, _ in changes
        }
        self._after: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
        self._before: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
        for radical, changed, table in changes:
            self._after[radical].append((changed, table))
            self._before[changed].append((radical, table))
        self._lengths = sorted({len(beginning) for beginning in self._before}, reverse=True)
        self._firsts: defaultdict[str, list[str]] = defaultdict(list)
        for first, *others in language.searching.endings:
            for ending in others:
                self._firsts[fold(ending)].append(fold(first))
        self._longest = max(map(len, self._firsts), default=0)
        self._possible = cache(self._make_possible)
        self._by_ending = cache(self._find_by_ending)
        self._own: dict[str, bool] = {}
        self._inferred = self._radicals_of_two()

    def readings(self, word: str) -> Readings:
        """The likeliest first: as it stands, if it is a word of its own."""
        radicals = [word, *self.radicals(word)] if self.own(word) else self.radicals(word)
        found: dict[str, str] = {}
        for radical in radicals:
            for lemma in self.lemmas(radical):
                found.setdefault(lemma, radical)
        return tuple(found.items())

    def lemmas(self, radical: str) -> list[str]:
        """The lemmas that a radical may be of: those that the pack says, or else those that its ending leads to."""
        with_ending, without = self._by_ending(radical)
        return self.named.get(radical) or with_ending or without or [radical]

    def own(self, word: str) -> bool:
        """Whether a word is to be read as it stands, and not only as what became of another."""
        if word not in self._own:
            self._own[word] = True  # Where a pack changes two beginnings into each other, this is the end of it.
            self._own[word] = word in self.named or not self.radicals(word) or self._has_changed(word)
        return self._own[word]

    def radicals(self, word: str) -> list[str]:
        """The words that this one may be a changed form of; what has an ending only where there is no other."""
        possible = self._possible(word)
        known = [before for before in possible if self._is_lemma(before) or before in self.named]
        if known or not possible or word in self.named:
            return known
        with_ending, without = self._by_ending(word)
        if with_ending:
            return []
        found = [before for before in possible if self._by_ending(before)[0]]
        return found or ([] if without else [before for before in possible if self._by_ending(before)[1]])

    def _is_lemma(self, word: str) -> bool:
        if word in self.named:
            return word in self.named[word]
        return (word in self.words and self.own(word)) or word in self._inferred

    def _find_by_ending(self, word: str) -> tuple[list[str], list[str]]:
        """The words of the site of which this one may be a form: those that have an ending themselves, and the others.

        The first are likelier.
        """
        found = [(first, lemma) for first, lemma in self._with_other_endings(word) if self._is_lemma(lemma)]
        with_ending = dict.fromkeys(lemma for first, lemma in found if first)
        forms = {form for form in with_ending for _, lemma in self._with_other_endings(form) if lemma in with_ending}
        return [lemma for lemma in with_ending if lemma not in forms], [lemma for first, lemma in found if not first]

    def _with_other_endings(self, word: str) -> list[tuple[str, str]]:
        """The words of which this one would be a form by its ending, behind the endings that they have."""
        return [
            (first, lemma)
            for length in range(1, min(self._longest, len(word) - 1) + 1)
            for first in self._firsts.get(word[-length:], ())
            for lemma in [word[:-length] + first]
            if len(lemma) >= SHORTEST + bool(first) and lemma not in self._alone
        ]

    def _make_possible(self, word: str) -> list[str]:
        """What the word may have been before its beginning changed, the longest changed beginnings first.

        One letter that changed by another table than the first, the commonest, says little: words that the pack names
        are not taken for such forms, nor for forms of words that it does not name.
        """
        told = word in self.named
        found = []
        for length in self._lengths:
            for radical, table in self._before.get(word[:length], ()):
                before = radical + word[length:]
                if told and (before not in self.named or (table and length < 2)):
                    continue
                if min(len(before), len(word)) < SHORTEST and not (length and before in self.named):
                    continue
                if not before.startswith(self._longer[radical]):
                    found.append(before)
        return found

    def _has_changed(self, word: str) -> bool:
        """Whether the site has a form that can only have come of this word."""
        return any(
            form in self.words and [before for before in self._possible(form) if before in self.words] == [word]
            for radical, beginnings in self._after.items()
            if word.startswith(radical) and not word.startswith(self._longer[radical])
            for beginning, table in beginnings
            if beginning not in self._after and len(beginning) > (table > 0)
            for form in [beginning + word[len(radical) :]]
        )

    def _radicals_of_two(self) -> set[str]:
        """Words that the site does not have, of which it has two forms that are nothing else."""
        forms: defaultdict[str, list[str]] = defaultdict(list)
        for word in sorted(self.words - self.named.keys()):
            possible = list(self._possible(word))
            if self.words.isdisjoint(possible):
                for before in possible:
                    forms[before].append(word)
        return {
            radical
            for radical, found in forms.items()
            if len(radical) > SHORTEST
            and any(
                one not in self._possible(other) and other not in self._possible(one)
                for one, other in combinations(found, 2)
            )
        }


def named(language: Language) -> dict[str, list[str]]:
    """The words that the pack names, folded, each with the lemmas that it may be of."""
    lemmas: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for lemma, forms in language.searching.irregular.items():
        for form in (lemma, *forms):
            lemmas[fold(form)][fold(lemma)] = None
    return {form: list(of_form) for form, of_form in lemmas.items()}


def mutations(language: Language) -> list[tuple[str, str, int]]:
    """How a radical begins, how its changed form does, folded, and the number of the table that says so; each once."""
    found: dict[tuple[str, str], int] = {}
    for table, changes in enumerate(language.mutations.tables.values()):
        for radical, changed in changes.items():
            found.setdefault((fold(radical), fold(changed)), table)
    return [(radical, changed, table) for (radical, changed), table in found.items()]
