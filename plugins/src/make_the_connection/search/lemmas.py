"""What the words of one language have in common: which of a site's words are forms of one word.

A form is a word as `folding` leaves it. A lemma stands for a word with all its forms: it is what a dictionary would
list, or the stem that a stemmer leaves. A radical is a form before its beginning changed; where a language changes no
beginnings, each form is its own.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import takewhile
from operator import eq

import snowballstemmer

from make_the_connection.languages import Language
from make_the_connection.search.analysis import Analysis, Readings, mutations, named
from make_the_connection.search.folding import fold

Groups = Mapping[str, Readings]


def grouped(forms: Collection[str], language: Language) -> Groups:
    """For each folded form the lemmas that it may be of, each with the radical that it is there, the likeliest first.

    A word that may be of two lemmas (*dan*: of itself and of *tan*) does not make them one: whoever looks for a form
    finds the forms of its lemmas and no more. The pack’s irregular forms of these lemmas are there too, whether
    the site has them or not, since somebody may look for it by them.
    """
    words = sorted(set(forms))
    told = named(language)
    if language.searching.stemmer:
        stems = snowballstemmer.stemmer(language.searching.stemmer).stemWords(_spelt_alike(words, language))
        groups = {
            word: tuple((lemma, word) for lemma in told.get(word, [stem]))
            for word, stem in zip(words, stems, strict=True)
        }
    else:
        analysis = Analysis(frozenset(words), language)
        groups = {word: analysis.readings(word) for word in words}
    there = {lemma for readings in groups.values() for lemma, _ in readings}
    for form in sorted(told.keys() - groups.keys()):
        if lemmas := [lemma for lemma in told[form] if lemma in there]:
            groups[form] = tuple((lemma, form) for lemma in lemmas)
    return groups


def _spelt_alike(words: Sequence[str], language: Language) -> list[str]:
    """The words, each as the others spell it where one has it with the first ending of its row."""
    there = set(words)
    first = {fold(other): fold(row[0]) for row in language.searching.endings for other in row[1:]}
    endings = tuple(first)

    def spelt(word: str) -> str:
        if not word.endswith(endings):
            return word
        others = (word.removesuffix(ending) + first[ending] for ending in endings if word.endswith(ending))
        return next(filter(there.__contains__, others), word)

    return list(map(spelt, words))


def stop_words(language: Language) -> frozenset[str]:
    """The words that are not looked for, folded."""
    return frozenset(map(fold, language.searching.stop))


def changes(language: Language) -> list[list[str]]:
    """How a radical begins and how its changed form does, folded, in the pack's order, each once."""
    return [[radical, changed] for radical, changed, _ in mutations(language)]


def endings(language: Language, groups: Groups) -> list[list[str]]:
    """Families of endings by which a word that the site does not have may lead to one that it has.

    A stemmer has no list of them: they are learnt from what it makes the same of, if it does so twice.
    """
    if not language.searching.stemmer:
        return [list(dict.fromkeys(map(fold, family))) for family in language.searching.endings]
    told = named(language)
    forms: defaultdict[str, list[str]] = defaultdict(list)
    for form, readings in groups.items():
        if form not in told:
            forms[readings[0][0]].append(form)
    return _learnt(of_stem for of_stem in forms.values() if len(of_stem) > 1)


def _learnt(forms: Iterable[list[str]]) -> list[list[str]]:
    """What follows where the forms of a stem stop being alike, for at least two stems; none that another includes."""
    times = Counter(frozenset(form[_alike(min(of_stem), max(of_stem)) :] for form in of_stem) for of_stem in forms)
    often = sorted((sorted(family) for family in times if times[family] > 1), key=lambda family: (-len(family), family))
    return [
        family for place, family in enumerate(often) if not any(set(family) <= set(other) for other in often[:place])
    ]


def _alike(one: str, other: str) -> int:
    """How many letters two words begin with alike."""
    return sum(1 for _ in takewhile(bool, map(eq, one, other)))
