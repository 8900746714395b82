"""The inverted index of a language: where each word occurs, and which words one query finds together."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise, starmap

from make_the_connection.search.documents import Unit
from make_the_connection.search.folding import compounds_of, words_of
from make_the_connection.search.lemmas import Groups

ONCE, SOME, OFTEN, TITLE = range(4)
"""How much a form says of a unit: it occurs once, two or three times, more often, or in what stands over the unit."""

CLASSES = 4
_SOME = 3
_SHORTEST = 2
_BASE_64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_BASE_36 = "0123456789abcdefghijklmnopqrstuvwxyz"
_HALF = 32
_FORMS_A_PART = 512
_POSTINGS_A_PART = 6000


@dataclass(frozen=True)
class Index:
    """For each form, in order, its postings as `postings_of` has them, and its lemmas, likeliest first."""

    postings: Mapping[str, str]
    lemmas: Groups

    @cached_property
    def groups(self) -> dict[str, list[str]]:
        """The forms of each lemma, in the order of their code points: the lemma's own first, then as they follow."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for form in self.postings:
            for lemma, _ in self.lemmas[form]:
                found[lemma].append(form)
        return {lemma: sorted(found[lemma], key=lemma.__ne__) for lemma in sorted(found)}

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of each lemma's group."""
        return {lemma: number for number, lemma in enumerate(self.groups)}


Forms = tuple[Sequence[str], ...]
"""The forms of a unit by their class: those that occur once first, those in what stands over it last."""


def forms_of(unit: Unit, stop: Collection[str]) -> Forms:
    """The forms of a unit that are neither stop words nor single letters."""
    over = {*words_of(unit.heading), *compounds_of(unit.heading)}
    text = "\n".join(unit.blocks)
    found: tuple[list[str], ...] = ([], [], [], [form for form in over if _is_looked_for(form, stop)])
    for form, times in Counter([*words_of(text), *compounds_of(text)]).items():
        if form not in over and _is_looked_for(form, stop):
            found[ONCE if times == 1 else SOME if times <= _SOME else OFTEN].append(form)
    return found


def _is_looked_for(form: str, stop: Collection[str]) -> bool:
    return len(form) >= _SHORTEST and form not in stop


Stretch = Mapping[str, tuple[int, int, str]]
"""For each form of units that follow one another its first posting there, its last, and all behind the first as vlq."""


def stretch_of(units: Iterable[Forms]) -> Stretch:
    """What stands in units. A posting is `unit * CLASSES + class`, ascending."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for number, by_class in enumerate(units):
        for class_, forms in enumerate(by_class, start=number * CLASSES):
            for form in forms:
                found[form].append(class_)
    return {
        form: (postings[0], postings[-1], vlq(starmap(_gap, pairwise(postings)))) for form, postings in found.items()
    }


def postings_of(stretches: Iterable[tuple[int, Stretch]]) -> dict[str, str]:
    """The postings of each form as vlq, sorted by form, out of stretches of so many units, one behind the other."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    ends: dict[str, int] = {}
    start = 0
    for units, stretch in stretches:
        for form, (first, last, rest) in stretch.items():
            found[form] += _DIGITS[_gap(ends.get(form, -CLASSES), start + first)], rest
            ends[form] = start + last
        start += units * CLASSES
    return {form: "".join(found[form]) for form in sorted(found)}


def _gap(before: int, posting: int) -> int:
    """A posting from the unit of the one before on: `& -CLASSES` takes a power of two’s rest away."""
    return posting - (before & -CLASSES)


def forms_parts(index: Index) -> Iterator[tuple[str, str]]:
    """The first form of each part, and its lines: each form without what it begins with like the one before."""
    forms = list(index.postings)
    for start in range(0, len(forms), _FORMS_A_PART):
        lines, before = [], ""
        for form in forms[start : start + _FORMS_A_PART]:
            shared = _shared(before, form)
            groups = ",".join([base_36(index.numbers[lemma]) for lemma, _ in index.lemmas[form]])
            lines.append(f"{_BASE_36[shared]}{form[shared:]} {groups}")
            before = form
        yield forms[start], "\n".join(lines)


def _shared(one: str, other: str) -> int:
    """How many letters two forms begin with alike. Those that JavaScript counts as two are written anew."""
    shared = 0
    for mine, yours in zip(one, other[: len(_BASE_36) - 1], strict=False):
        if mine != yours or mine > "\uffff":
            break
        shared += 1
    return shared


def postings_parts(index: Index) -> Iterator[tuple[int, str]]:
    """The number of the first group of each part, and its lines."""
    first, lines, size = 0, [], 0
    for number, (lemma, forms) in enumerate(index.groups.items()):
        lines.append(";".join(_line(lemma, forms, index)))
        size += len(lines[-1])
        if size > _POSTINGS_A_PART:
            yield first, "\n".join(lines)
            first, lines, size = number + 1, [], 0
    if lines:
        yield first, "\n".join(lines)


def _line(lemma: str, forms: Iterable[str], index: Index) -> Iterator[str]:
    radicals: dict[str, int] = {}
    for form in forms:
        radical = next(radical for own, radical in index.lemmas[form] if own == lemma)
        yield f"{form} {base_36(radicals.setdefault(radical, len(radicals)))} {index.postings[form]}"


class _Digits(dict[int, str]):
    """The digits of numbers, worked out once for each."""

    def __missing__(self, number: int) -> str:
        rest, digit = divmod(number, _HALF)
        digits = _BASE_64[digit + _HALF] + self[rest] if rest else _BASE_64[digit]
        return self.setdefault(number, digits)


_DIGITS = _Digits()


def vlq(numbers: Iterable[int]) -> str:
    """Numbers from 0 in digits of base 64 that hold 5 bits each, the least first; 32 more says that another follows."""
    return "".join(map(_DIGITS.__getitem__, numbers))


@lru_cache(maxsize=65536)
def base_36(number: int) -> str:
    """A number as JavaScript’s `parseInt(…, 36)` reads it."""
    digits = ""
    while number >= len(_BASE_36):
        number, rest = divmod(number, len(_BASE_36))
        digits = _BASE_36[rest] + digits
    return _BASE_36[number] + digits
