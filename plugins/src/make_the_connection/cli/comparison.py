"""A site beside what it was."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from make_the_connection.content.reading import Entry
from make_the_connection.crosswalk import broken_rules, crosswalk_table
from make_the_connection.crosswalk.difference import Difference, Snapshot, difference_of, pair_of
from make_the_connection.site import Site


@dataclass(frozen=True)
class Compared:
    """A site as it was in `base` and as it is, and how many errors each has: what has them may not have been read."""

    base: str
    before: Site
    after: Site
    errors: tuple[int, int]

    @cached_property
    def found(self) -> Difference:
        """What differs; what could not be read of one of the two is left out of both."""
        return difference_of(self._snapshot(self.before), self._snapshot(self.after), self.names)

    def _snapshot(self, site: Site) -> Snapshot:
        left_out = {unread.key for each in (self.before, self.after) for unread in each.unread}
        entries = {key: entry for key, entry in site.entries.items() if key not in left_out}
        graph = replace(
            site.graph,
            links=tuple(link for link in site.graph.links if left_out.isdisjoint(pair_of(link))),
            unrelated=tuple(record for record in site.graph.unrelated if left_out.isdisjoint(record.pair)),
        )
        sides = (([key for key in keys if key in entries] for keys in (t.rows, t.columns)) for t in site.tables)
        through = site.model.crosswalk.through
        tables = (crosswalk_table(graph, rows, columns, through) for rows, columns in sides)
        cells = (cell for table in tables for cell in table.cells.values())
        broken = broken_rules(site.model, entries, graph, whole=not left_out)
        return Snapshot(tuple(entries), graph, tuple(cells), broken)

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The keys that entries have now, by those they had; also where a change of id has been taken back."""
        before, after = self.before.entries, self.after.entries
        pairs = [(old, key) for key, entry in after.items() for old in _former_keys(entry)]
        pairs += [(key, old) for key, entry in before.items() for old in _former_keys(entry)]
        return {
            was: now for was, now in pairs if was in before and was not in after and now in after and now not in before
        }

    def site_of(self, key: str) -> Site | None:
        """The site that an entry is told of from: as it is, or as it was where the entry is gone."""
        return next((site for site in (self.after, self.before) if site.has(key)), None)


def _former_keys(entry: Entry) -> Iterator[str]:
    return (f"{entry.type}:{id_}" for id_ in entry.facts.formerly)
