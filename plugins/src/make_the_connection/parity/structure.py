"""Where two versions of a page are not built alike: each difference at the line of the version that lacks something."""

from collections.abc import Iterable, Iterator

from make_the_connection.cache import digest
from make_the_connection.diagnostics import Diagnostic, Location
from make_the_connection.parity.outline import Outline, Sized, Version, outlined


def lacking(one: Version, other: Version) -> Iterable[Diagnostic]:
    """What a version lacks that the other has, which is known as long as both stay as they are."""
    return one.known.found(f"lacking {other.language}", lambda: _lacking(one, other), digest(other.path, other.file))


def _lacking(one: Version, other: Version) -> Iterator[Diagnostic]:
    place = Location(one.path, one.first_line)
    mine, theirs = outlined(one), outlined(other)
    for id_ in other.sections:
        if id_ in one.sections:
            place = one.sections[id_].location
            yield from _in_section(one, id_, mine[id_], theirs[id_], other.language)
        else:
            yield Diagnostic.at(place, "parity-section", name=id_, language=other.language)


def _in_section(one: Version, id_: str, mine: Outline, theirs: Outline, language: str) -> Iterator[Diagnostic]:
    """What a section lacks that it has in another language."""
    # Nearly always they have the same.
    for part in sorted(theirs.parts - mine.parts) if theirs.parts != mine.parts else ():
        yield Diagnostic.at(one.sections[id_].location, "parity-part", text=part, language=language)
    for code, ours, wanted in (
        ("parity-list", mine.lists, theirs.lists),
        ("parity-table", mine.tables, theirs.tables),
    ):
        if [each.kind for each in ours] != [each.kind for each in wanted]:
            continue
        for each, asked in zip(ours, wanted, strict=True):
            if any(has < wants for has, wants in zip(each.size, asked.size, strict=True)):
                where = Location(one.path, one.first_line + each.line)
                yield Diagnostic.at(where, code, has=_size(each), asked=_size(asked), language=language)


def _size(sized: Sized) -> str:
    return " × ".join(map(str, sized.size))
