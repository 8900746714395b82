"""The links of a site as a graph that reads the same from either end."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from make_the_connection.crosswalk.links import Link, Unrelated


@dataclass(frozen=True)
class Connection:
    """A link read from one of its ends: `other` is the far end, `relation` the word that leads there."""

    here: str
    other: str
    relation: str
    link: Link

    @property
    def sort_key(self) -> tuple[bool, bool, str]:
        """Published before editorial, central before supporting, then by id."""
        return (not self.link.published, not self.link.central, self.other)


@dataclass(frozen=True)
class Graph:
    """Links sorted by subject and object, pairs found unrelated, and the inverse of each relation."""

    links: tuple[Link, ...]
    unrelated: tuple[Unrelated, ...]
    inverses: Mapping[str, str]

    @cached_property
    def _connections(self) -> Mapping[str, tuple[Connection, ...]]:
        found: dict[str, list[Connection]] = defaultdict(list)
        for link in self.links:
            for end in (link.subject, link.object):
                found[end].append(self.read_from(end, link))
        return {key: tuple(sorted(connections, key=lambda c: c.sort_key)) for key, connections in found.items()}

    def read_from(self, end: str, link: Link) -> Connection:
        """A link as it reads from one of its ends."""
        if end == link.subject:
            return Connection(end, link.object, link.relation, link)
        return Connection(end, link.subject, self.inverses[link.relation], link)

    def connections(self, key: str, type_: str | None = None) -> tuple[Connection, ...]:
        """What an entry is linked with, from either side; of one type where one is named."""
        connections = self._connections.get(key, ())
        return connections if type_ is None else tuple(c for c in connections if c.other.startswith(f"{type_}:"))

    @cached_property
    def unrelated_pairs(self) -> frozenset[frozenset[str]]:
        return frozenset(record.pair for record in self.unrelated)

    def unrelated_with(self, keys: Iterable[str]) -> tuple[Unrelated, ...]:
        """The pairs found unrelated that one of these entries belongs to."""
        wanted = set(keys)
        return tuple(record for record in self.unrelated if record.pair & wanted)

    def linked_with(self, types: Iterable[str]) -> tuple[str, ...]:
        """The entries that are linked with some entry of each of these types, sorted."""
        wanted = set(types)
        return tuple(
            sorted(
                key
                for key, connections in self._connections.items()
                if wanted <= {connection.other.split(":")[0] for connection in connections}
            )
        )
