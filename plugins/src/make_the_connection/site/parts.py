"""What belongs to an entry because it names the entry: parts, and tables of them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from make_the_connection.content.model import Model
from make_the_connection.content.reading import Entry

Parts = Mapping[tuple[str, str], tuple[Entry, ...]]
"""By the key of an entry and a type, the entries of that type that name the entry, in the order of the type."""


def parts_of(model: Model, by_type: Mapping[str, Sequence[Entry]]) -> Parts:
    """All parts of all entries, from the entries of each type in its order."""
    found: dict[tuple[str, str], dict[str, Entry]] = defaultdict(dict)
    for type_, entries in by_type.items():
        fields = {whole: field for whole in model.types if (field := model.naming(type_, whole))}
        for entry in entries:
            for key in _named(entry, fields):
                found[key, type_][entry.key] = entry
    return {at: tuple(parts.values()) for at, parts in found.items()}


def _named(entry: Entry, fields: Mapping[str, str]) -> Iterator[str]:
    for whole, field in fields.items():
        value = getattr(entry.facts, field)
        for key in (value,) if isinstance(value, str) else value or ():
            if key.partition(":")[0] == whole:
                yield key
