"""Works told apart in citations, as CSL 1.0.2 ("Disambiguation") has a style ask for it.

First names are added to those before "et al.", then given names to family names, then what the style has for the case,
then letters to years.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from string import ascii_lowercase

from make_the_connection.content.csl import Person
from make_the_connection.content.reading import Entry
from make_the_connection.references.citing import ALIKE, Citer, Distinction

Distinctions = Mapping[str, Distinction]


def told_apart(works: Mapping[str, Entry], citer: Citer, order: Sequence[str]) -> Distinctions:
    """How each work is told from all others of a site; letters of years follow the order of the list."""
    rule = citer.option("givenname-disambiguation-rule") or "by-cite"
    people = {key: persons(work) for key, work in works.items()}
    found = dict.fromkeys(order, ALIKE)
    if _asks(citer, "add-givenname") and not rule.startswith("by-cite"):
        found |= dict(_with_given_names(people, citer, rule))
    for group in _alike(found, citer):
        if _asks(citer, "add-names"):
            found |= {key: _with_more_names(key, group, people, found) for key in group}
    if _asks(citer, "add-givenname") and rule.startswith("by-cite"):
        for group in _alike(found, citer):
            found |= {key: _with_given_name(key, group, people, found, citer) for key in group}
    for group in _alike(found, citer):
        found |= {key: replace(found[key], is_ambiguous=True) for key in group}
    if _asks(citer, "add-year-suffix"):
        for group in _alike(found, citer):
            found |= {key: replace(found[key], letter=_letter(place)) for place, key in enumerate(group)}
    return found


def persons(work: Entry) -> tuple[Person, ...]:
    """The persons in the place of the author."""
    record = work.facts.csl  # type: ignore[attr-defined]
    return tuple(record.author or record.editor or record.translator)


def _asks(citer: Citer, option: str) -> bool:
    return citer.option(f"disambiguate-{option}") == "true"


def _alike(found: Distinctions, citer: Citer) -> list[list[str]]:
    """Works whose citations are the same, in groups, in the order of `found`."""
    groups = defaultdict(list)
    for key, distinction in found.items():
        groups[citer.parts(key, distinction)].append(key)
    return [group for group in groups.values() if len(group) > 1]


def _with_given_names(
    people: Mapping[str, tuple[Person, ...]], citer: Citer, rule: str
) -> Iterator[tuple[str, Distinction]]:
    """Given names for all who share their family name with another, whether their works are alike or not."""
    last = 1 if rule.startswith("primary-name") else None
    namesakes = defaultdict(list)
    for named in people.values():
        for person in named[:last]:
            namesakes[_short(person)].append(person)
    for key, named in people.items():
        given = (
            (place, _given(person, namesakes[_short(person)], citer, in_full=not rule.endswith("-with-initials")))
            for place, person in enumerate(named[:last])
        )
        yield key, Distinction(given=tuple((place, words) for place, words in given if words))


def _with_more_names(
    key: str, group: Iterable[str], people: Mapping[str, tuple[Person, ...]], found: Distinctions
) -> Distinction:
    """As many names as tell a work from the others; "et al." is plural and cannot stand for the last alone."""
    own = _shorts(people[key], found[key])
    needed = 0
    for other in group:
        others = _shorts(people[other], found[other])
        if others != own:
            same = next((place for place, (a, b) in enumerate(zip(own, others, strict=False)) if a != b), len(others))
            needed = max(needed, min(same + 1, len(own)))
    return replace(found[key], names=len(own) if needed and needed == len(own) - 1 else needed)


def _with_given_name(
    key: str,
    group: Sequence[str],
    people: Mapping[str, tuple[Person, ...]],
    found: Distinctions,
    citer: Citer,
) -> Distinction:
    """The given name of the first author who is not the one of the same family name in another work of a group."""
    own = people[key]
    for place, person in enumerate(own):
        others = [people[other][place] for other in group if place < len(people[other])]
        namesakes = [other for other in others if _short(other) == _short(person)]
        if given := _given(person, namesakes, citer, in_full=True):
            names = found[key].names
            if place >= (names or citer.shown(len(own))):
                names = len(own) if place == len(own) - 2 else place + 1
            return replace(found[key], given=(*found[key].given, (place, given)), names=names)
    return found[key]


def _shorts(named: Sequence[Person], distinction: Distinction) -> list[tuple[str, str]]:
    given = dict(distinction.given)
    return [(given.get(place, ""), _short(person)) for place, person in enumerate(named)]


def _short(person: Person) -> str:
    return " ".join(filter(None, (person.non_dropping_particle, person.family or person.literal))).casefold()


def _given(person: Person, namesakes: Sequence[Person], citer: Citer, *, in_full: bool) -> str:
    """What stands before the family name of a person to tell them from namesakes, if any is another person.

    `H. Timperley` and `Helen S. Timperley` are the same, for all that the names say.
    """
    names = sorted({each.given for each in namesakes if each.given})
    if not person.given or not any(_differ(a, b) for a in names for b in names):
        return ""
    initials = citer.initials(person.given)
    others = [name for name in names if _differ(name, person.given)]
    unclear = any(not _differ(citer.initials(name), initials) for name in others)
    if unclear and not in_full and not any(_differ(citer.initials(a), citer.initials(b)) for a in names for b in names):
        return ""
    return person.given if unclear and in_full else initials


def _differ(given: str, other: str) -> bool:
    pairs = zip(re.findall(r"\w+", given.casefold()), re.findall(r"\w+", other.casefold()), strict=False)
    return any(not a.startswith(b) and not b.startswith(a) for a, b in pairs)


def _letter(place: int) -> str:
    """From a to z, then aa, ab and so on."""
    before, last = divmod(place, len(ascii_lowercase))
    return (_letter(before - 1) if before else "") + ascii_lowercase[last]
