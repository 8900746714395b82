"""The rules over the whole graph that a site declares, and what does not keep them.

A rule of entries asks how much each entry is linked with, from whichever end the links are recorded; a rule of links
asks how each link must be. What belongs to a superseded edition is neither asked nor counted by rules of entries.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from make_the_connection.content.model import Model
from make_the_connection.content.reading import Entry
from make_the_connection.content.rule import EntryRule, LinkRule
from make_the_connection.crosswalk.graph import Graph
from make_the_connection.crosswalk.links import Link
from make_the_connection.diagnostics import Diagnostic, Location, Severity

_OF_LINKS = {
    "current-edition": "link-with-superseded",
    "reviewed": "link-not-reviewed",
    "published": "link-not-published",
}


@dataclass(frozen=True)
class Broken:
    """A rule, and one thing that does not keep it.

    Of an entry: `key`, the type that it should be linked with (`other`), the choice of which that one has too few or
    "", and how many it `has` of those `asked`. Of a link: `key` and `other` are its two ends.
    """

    rule: str
    key: str
    other: str
    choice: str
    has: int
    asked: int
    location: Location

    @property
    def identity(self) -> tuple[str, str, str, str]:
        """What stays the same while the numbers and the lines change."""
        return (self.rule, self.key, self.other, self.choice)


def broken_rules(model: Model, entries: Mapping[str, Entry], graph: Graph, *, whole: bool = True) -> tuple[Broken, ...]:
    """Everything that does not keep a rule, by rule as declared, by key, and by choice as declared.

    Where not everything could be read (`whole`), entries are asked nothing: what they lack may be in what is missing.
    """
    found: list[Broken] = []
    for name, rule in model.rules.items():
        if isinstance(rule, EntryRule):
            asked = (entry for entry in entries.values() if whole and _is_asked(entry, rule, model))
            for entry in sorted(asked, key=lambda entry: entry.key):
                found += _of_entry(name, rule, entry, entries, graph, model)
        else:
            found += (_of_link(name, link) for link in graph.links if _is_broken(link, rule, model))
    return tuple(found)


def reported(model: Model, broken: Iterable[Broken], withdrawn: Collection[str] = ()) -> Iterator[Diagnostic]:
    """One diagnostic for each rule that an entry or a link does not keep, at the line that should change.

    Where entries of a type have been withdrawn, too few links with that type are no error: it would stop a take-down.
    """
    for (name, *_), group in groupby(broken, key=lambda each: (each.rule, each.key, each.other)):
        rule = model.rules[name]
        diagnostic = _diagnostic(name, rule, tuple(group))
        severity = Severity(rule.severity)
        if isinstance(rule, EntryRule) and rule.linked_with in withdrawn and severity is Severity.ERROR:
            severity = Severity.WARNING
        yield replace(diagnostic, severity=severity)


def _is_asked(entry: Entry, rule: EntryRule, model: Model) -> bool:
    return (
        entry.type == rule.each
        and not model.is_superseded(entry.id)
        and all(_has(entry, field, choices) for field, choices in rule.where.items())
    )


def _has(entry: Entry, field: str, choices: Iterable[str]) -> bool:
    """Whether a field of an entry has one of these choices."""
    value = getattr(entry.facts, field)
    return any(choice in choices for choice in (value if isinstance(value, tuple) else (value,)))


def _of_entry(
    name: str, rule: EntryRule, entry: Entry, entries: Mapping[str, Entry], graph: Graph, model: Model
) -> Iterator[Broken]:
    counted = [
        entries[connection.other]
        for connection in graph.connections(entry.key, rule.linked_with)
        if rule.basis in (None, connection.link.basis) and not model.is_superseded(entries[connection.other].id)
    ]
    location = entry.positions.keys.get(("links",), Location(entry.positions.path))
    for choice in _choices(rule, model):
        has = sum(not choice or _has(other, str(rule.in_each), (choice,)) for other in counted)
        if has < rule.at_least:
            yield Broken(name, entry.key, rule.linked_with, choice, has, rule.at_least, location)


def _choices(rule: EntryRule, model: Model) -> tuple[str, ...]:
    """The choices for each of which links are asked; one empty one where they are asked for at all."""
    if rule.in_each is None:
        return ("",)
    return rule.among or tuple(model.types[rule.linked_with].fields[rule.in_each].choices)


def _is_broken(link: Link, rule: LinkRule, model: Model) -> bool:
    types = [key.partition(":")[0] for key in (link.subject, link.object)]
    for asked in (rule.of, rule.linked_with):
        if asked in types:
            types.remove(asked)
        elif asked is not None:
            return False
    superseded = any(model.is_superseded(key.partition(":")[2]) for key in (link.subject, link.object))
    kept = {"current-edition": not superseded, "reviewed": link.reviewed is not None, "published": link.published}
    return not kept[rule.must]


def _of_link(name: str, link: Link) -> Broken:
    return Broken(name, link.subject, link.object, "", 0, 1, link.location)


def _diagnostic(name: str, rule: EntryRule | LinkRule, broken: tuple[Broken, ...]) -> Diagnostic:
    first = broken[0]
    if isinstance(rule, LinkRule):
        return Diagnostic.at(first.location, _OF_LINKS[rule.must], rule=name, here=first.key, name=first.other)
    values = {"rule": name, "name": first.key, "type": first.other, "asked": first.asked}
    if rule.in_each is None:
        return Diagnostic.at(first.location, "too-few-links", has=first.has, **values)
    choices = ", ".join(f"{each.choice} ({each.has})" for each in broken)
    return Diagnostic.at(first.location, "too-few-links-in-each", field=rule.in_each, choices=choices, **values)
