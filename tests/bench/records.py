"""The records that site generators are compared with: the same for every generator, and the same every time.

There are N case studies of about 480 words in each of two languages, and 80 concepts: hallmarks, standards, dimensions
and references. Every case study names some of each, and three links stand in its words. Counts and lengths are those
of the workload by which other generators have been measured; words are made of syllables, few of them often and many
seldom, as in any language.
"""

import bisect
import itertools
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

LANGUAGES = ("en", "cy")
CONCEPTS = {"hallmark": 8, "standard": 5, "dimension": 7, "reference": 60}
"""How many there are of each type of concept."""
NAMED = {"hallmark": (1, 3), "standard": (1, 3), "dimension": (1, 3), "reference": (0, 4)}
"""How many of each type a case study names, at least and at most."""
PHASES = ("nursery", "primary", "secondary", "special", "all-age", "post-16")
AREAS = tuple(f"area-{number}" for number in range(1, 13))
SECTIONS = ("context", "actions", "results", "outcomes", "see-also")
"""The sections of a case study; a table of figures makes up its results."""

_SOUNDS = {
    "en": ("b c d f l m n p r s t st", "a e i o u", ("", "n", "r", "l")),
    "cy": ("b c d dd ff g ll m n p rh t", "a e i o u w y", ("", "n", "r")),
}
"""What a syllable of a language begins with, its vowel, and how it ends."""
_VOCABULARY, _SHARE_OF_SHORT = 9000, 0.42
_SHORT = 60


@dataclass(frozen=True)
class Concept:
    """`id` is that within its type; `texts` are two paragraphs in each language; `named_by` the case studies."""

    type: str
    id: str
    title: Mapping[str, str]
    texts: Mapping[str, tuple[str, str]]
    named_by: tuple[str, ...]


@dataclass(frozen=True)
class Link:
    """A link in the words of a case study: what it leads to, by type and id, and how it is worded."""

    type: str
    id: str
    words: Mapping[str, str]


@dataclass(frozen=True)
class CaseStudy:
    """`sections` has Markdown by language and section; `{0}`, `{1}` and `{2}` in it are the places of its links."""

    id: str
    title: Mapping[str, str]
    summary: Mapping[str, str]
    phase: str
    area: str
    year: int
    names: Mapping[str, tuple[str, ...]]
    links: tuple[Link, Link, Link]
    sections: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Records:
    """Concepts and case studies, by id, each in order."""

    concepts: Mapping[str, Concept]
    case_studies: Mapping[str, CaseStudy]

    def of_type(self, type_: str) -> list[Concept]:
        return [concept for concept in self.concepts.values() if concept.type == type_]

    def joining(self, standard: str, dimension: str) -> int:
        """How many case studies name both: what a cell of the crosswalk counts."""
        named = (each.names for each in self.case_studies.values())
        return sum(standard in names["standard"] and dimension in names["dimension"] for names in named)


def records(number: int) -> Records:
    """So many case studies and the concepts that they name."""
    chance = random.Random(f"records {number}")
    texts = {code: _Texts(code) for code in LANGUAGES}
    ids = {type_: [f"{type_}-{n:02}" for n in range(1, most + 1)] for type_, most in CONCEPTS.items()}
    cases = [_case_study(n, number, ids, texts, chance) for n in range(1, number + 1)]
    named_by: dict[str, list[str]] = {id_: [] for of_type in ids.values() for id_ in of_type}
    for case in cases:
        for id_ in itertools.chain.from_iterable(case.names.values()):
            named_by[id_].append(case.id)
    concepts = {
        id_: Concept(
            type_,
            id_,
            {code: f"{texts[code].title(3, chance)} {id_[-2:]}" for code in LANGUAGES},
            {code: (texts[code].sentences(4, chance), texts[code].sentences(3, chance)) for code in LANGUAGES},
            tuple(named_by[id_]),
        )
        for type_, of_type in ids.items()
        for id_ in of_type
    }
    return Records(concepts, {case.id: case for case in cases})


def _case_study(
    n: int, number: int, ids: Mapping[str, Sequence[str]], texts: Mapping[str, "_Texts"], chance: random.Random
) -> CaseStudy:
    targets = [("case-study", f"case-{chance.randint(1, number):05}")]
    targets += [(type_, chance.choice(ids[type_])) for type_ in ("hallmark", "reference")]
    worded = [Link(*target, {code: texts[code].title(2, chance).lower() for code in LANGUAGES}) for target in targets]
    figures = [(year, chance.randint(10, 99)) for year in range(2019, 2023)]
    return CaseStudy(
        id=f"case-{n:05}",
        title={code: f"{texts[code].title(5, chance)} ({n})" for code in LANGUAGES},
        summary={code: texts[code].sentence(chance) for code in LANGUAGES},
        phase=chance.choice(PHASES),
        area=chance.choice(AREAS),
        year=chance.randint(2012, 2026),
        names={
            type_: tuple(sorted(chance.sample(list(ids[type_]), chance.randint(least, most))))
            for type_, (least, most) in NAMED.items()
        },
        links=(worded[0], worded[1], worded[2]),
        sections={code: dict(_sections(texts[code], figures, chance)) for code in LANGUAGES},
    )


def _sections(text: "_Texts", figures: list[tuple[int, int]], chance: random.Random) -> Iterator[tuple[str, str]]:
    yield "context", f"{text.sentences(5, chance)} {{0}}\n\n{text.sentences(4, chance)}"
    items = "\n".join(f"- {text.sentence(chance, 7, 12)}" for _ in range(5))
    further = f"### {text.title(3, chance)}\n\n{text.sentences(5, chance)}"
    yield "actions", f"{text.sentences(4, chance)} {{1}}\n\n{items}\n\n{further}"
    head = [text.word(chance) for _ in range(3)]
    rows = [head, ["---"] * 3, *([year, value, f"{text.word(chance)} {text.word(chance)}"] for year, value in figures)]
    yield "results", "\n".join(f"| {' | '.join(map(str, row))} |" for row in rows)
    yield "outcomes", text.sentences(6, chance)
    yield "see-also", f"{text.sentence(chance)} {{2}}"


class _Texts:
    """Texts in a made-up language: short words often, and of the longer ones the first far more often than the last."""

    def __init__(self, code: str) -> None:
        chance = random.Random(f"words {code}")
        first, vowels, last = _SOUNDS[code]
        syllables = ["".join(each) for each in itertools.product(first.split(), vowels.split(), last)]
        pairs = [a + b for a, b in itertools.product(syllables, repeat=2)]
        longer = [a + b for a, b in zip(pairs, chance.sample(pairs, len(pairs)), strict=True)]
        words = list(dict.fromkeys(each for both in zip(pairs, longer, strict=True) for each in both))
        chance.shuffle(words)
        self.short = syllables[:_SHORT]
        self.words = words[:_VOCABULARY]
        self.weights = list(itertools.accumulate((n + 12) ** -0.95 for n in range(len(self.words))))

    def word(self, chance: random.Random) -> str:
        if chance.random() < _SHARE_OF_SHORT:
            return self.short[min(int(chance.expovariate(0.12)), len(self.short) - 1)]
        place = bisect.bisect(self.weights, chance.random() * self.weights[-1])
        return self.words[min(place, len(self.words) - 1)]

    def sentence(self, chance: random.Random, least: int = 9, most: int = 20) -> str:
        words = [self.word(chance) for _ in range(chance.randint(least, most))]
        if chance.random() < 0.25:
            strong = chance.randrange(1, len(words))
            words[strong] = f"**{words[strong]}**"
        return f"{words[0].capitalize()} {' '.join(words[1:])}."

    def sentences(self, number: int, chance: random.Random) -> str:
        return " ".join(self.sentence(chance) for _ in range(number))

    def title(self, length: int, chance: random.Random) -> str:
        return " ".join(chance.choice(self.words[:300]) for _ in range(length)).capitalize()
