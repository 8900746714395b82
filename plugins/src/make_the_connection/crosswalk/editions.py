"""What became of the entries of an edition in a later one, and the links that nobody has brought over yet.

Nothing of this is stored. It is worked out from what the later entries say they replace, from their order and titles.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from make_the_connection.crosswalk.graph import Connection, Graph


class Change(StrEnum):
    """What became of an entry. It is `kept` or `moved` where one entry with the same titles follows it alone."""

    KEPT = "kept"
    MOVED = "moved"
    REPLACED = "replaced"
    SPLIT = "split"
    MERGED = "merged"
    DROPPED = "dropped"
    NEW = "new"


@dataclass(frozen=True)
class EntryChange:
    """What became of the entry `old`, and those that follow it, in their order. An entry that is new follows none."""

    change: Change
    old: str | None
    new: tuple[str, ...]


@dataclass(frozen=True)
class OpenLink:
    """A link of an old entry, read from there, that none of its successors has; it may belong to the `candidates`."""

    connection: Connection
    candidates: tuple[str, ...]


@dataclass(frozen=True)
class Succession:
    """The changes between two editions, the old entries in their order before the new, and the open links of each."""

    changes: tuple[EntryChange, ...]
    open_links: tuple[OpenLink, ...]


def succession(
    graph: Graph,
    old: Mapping[str, tuple[str, ...]],
    new: Mapping[str, tuple[str, ...]],
    successors: Mapping[str, Sequence[str]],
) -> Succession:
    """Work out what became of each entry.

    An edition is given as its entries in their order, each with its titles, one per language. `successors` may lead
    through editions between the two.
    """
    followers = {key: _followers(key, successors, new) for key in old}
    changes = [EntryChange(change, key, followers[key]) for key, change in _changes(old, new, followers).items()]
    followed = {key for keys in followers.values() for key in keys}
    changes += [EntryChange(Change.NEW, None, (key,)) for key in new if key not in followed]
    links = tuple(
        OpenLink(connection, followers[key])
        for key in old
        for connection in graph.connections(key)
        if not _is_settled(connection, followers, graph)
    )
    return Succession(tuple(changes), links)


def _followers(key: str, successors: Mapping[str, Sequence[str]], new: Mapping[str, object]) -> tuple[str, ...]:
    reached = [key]
    for each in reached:  # grows while it is read
        reached += [follower for follower in successors.get(each, ()) if follower not in reached]
    return tuple(entry for entry in new if entry in reached)


def _changes(
    old: Mapping[str, tuple[str, ...]], new: Mapping[str, tuple[str, ...]], followers: Mapping[str, tuple[str, ...]]
) -> dict[str, Change]:
    predecessors = Counter(follower for keys in followers.values() for follower in keys)
    places = {key: place for place, key in enumerate(new)}
    changes, staying = {}, {}
    for key, following in followers.items():
        if len(following) != 1:
            changes[key] = Change.SPLIT if following else Change.DROPPED
        elif predecessors[following[0]] > 1:
            changes[key] = Change.MERGED
        else:
            changes[key] = Change.REPLACED
            if old[key] == new[following[0]]:
                staying[key] = places[following[0]]
    in_order = _longest_rise(tuple(staying.values()))
    return changes | {key: Change.KEPT if place in in_order else Change.MOVED for key, place in staying.items()}


def _longest_rise(places: Sequence[int]) -> frozenset[int]:
    """The most places that rise from left to right, so that as few as can be have moved; the first of several."""
    rises: list[list[int]] = [[]]
    for place in places:
        before = max((rise for rise in rises if not rise or rise[-1] < place), key=len)
        rises.append([*before, place])
    longest = max(rises, key=len)
    return frozenset(longest)


def _is_settled(connection: Connection, followers: Mapping[str, tuple[str, ...]], graph: Graph) -> bool:
    """Whether a successor is linked with the other end, or all have been looked at and found unrelated with it."""
    following = followers[connection.here]
    others = {connection.other, *followers.get(connection.other, ())}
    if any(there.other in others for key in following for there in graph.connections(key)):
        return True
    unrelated = [any(frozenset((key, other)) in graph.unrelated_pairs for other in others) for key in following]
    return bool(unrelated) and all(unrelated)
