"""What the crosswalk can be filtered to: one entry that joins its cells, a setting, or both.

A table of thousands of joins is filtered by counts of them, which grow with the choices that there are to make and not
with the entries.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from make_the_connection.crosswalk.graph import Graph
from make_the_connection.crosswalk.table import Cell, Join


@dataclass(frozen=True, order=True)
class Share:
    """Entries of one type among some joins that no choice tells apart.

    `through` is the entry that they are, or are linked with; empty where they are counted whichever that is. `setting`
    has a value for each field of the setting, empty where it is not stated.
    """

    type: str
    through: str
    setting: tuple[str, ...]
    number: int
    published: bool


@dataclass(frozen=True)
class Filtering:
    """The choices that leave something of a crosswalk.

    `through` are entries that join a cell, or that are linked with one that does; `setting` has, for each field, the
    values of entries that join a cell. `linked` and `stated` say of each of these which choices it answers to. `most`
    has for each type that joins cells the most of its entries that join one.
    """

    through: tuple[str, ...]
    setting: Mapping[str, tuple[str, ...]]
    linked: Mapping[str, tuple[str, ...]]
    stated: Mapping[str, tuple[str, ...]]
    most: Mapping[str, int]

    def __bool__(self) -> bool:
        return bool(self.through or self.setting)

    def shares(self, joins: Iterable[Join]) -> tuple[Share, ...]:
        """Joins of this crosswalk as counts, sorted."""
        every: Counter[tuple[str, str, tuple[str, ...]]] = Counter()
        published = set()
        for join in joins:
            for through in ("", *self.linked[join.key]):
                alike = (join.key.split(":")[0], through, self.stated[join.key])
                every[alike] += 1
                if join.published:
                    published.add(alike)
        return tuple(sorted(Share(*alike, number, alike in published) for alike, number in every.items()))


def filtering_of(
    cells: Sequence[Cell],
    graph: Graph,
    candidates: Sequence[str],
    setting: Mapping[str, Sequence[str]],
    stated: Mapping[str, Mapping[str, str]],
) -> Filtering:
    """The choices for these cells.

    `candidates` are the entries that may be chosen, in order, where those of their type join cells at all; `setting`
    has the values of each field, in order, and `stated` those of the entries that have a setting.
    """
    counts = [Counter(join.key.split(":")[0] for join in cell.joins) for cell in cells]
    joining = {join.key for cell in cells for join in cell.joins}
    types = {key.split(":")[0] for key in candidates if key in joining}
    shown = {connection.other for key in joining.difference(candidates) for connection in graph.connections(key)}
    through = tuple(key for key in candidates if key.split(":")[0] in types and key in joining | shown)
    used = {
        field: tuple(value for value in values if any(stated.get(key, {}).get(field) == value for key in joining))
        for field, values in setting.items()
    }
    fields = [field for field, values in used.items() if values]
    return Filtering(
        through,
        {field: used[field] for field in fields},
        {key: _linked(key, through, graph) for key in sorted(joining)},
        {key: tuple(stated.get(key, {}).get(field, "") for field in fields) for key in sorted(joining)},
        {type_: max(count[type_] for count in counts) for type_ in sorted({key.split(":")[0] for key in joining})},
    )


def _linked(key: str, through: Sequence[str], graph: Graph) -> tuple[str, ...]:
    """An entry that may be chosen answers to itself alone; any other to those that it is linked with."""
    if key in through:
        return (key,)
    others = {connection.other for connection in graph.connections(key)}
    return tuple(chosen for chosen in through if chosen in others)
