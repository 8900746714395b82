"""Nodes, of which a Typst template builds its content: text stays text, and is never markup.

A node is a text, or a list of its kind, its attributes and the nodes in it, as `["p", {"lang": …}, ["words"]]`.
`templates/nodes.typ` knows the kinds.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeAlias

Node: TypeAlias = str | list[Any]
About: TypeAlias = dict[str, Any]

_WITHIN_WORDS = {
    "a", "break", "code", "del", "em", "img", "place", "q", "span", "strong", "sub", "sup",
}  # fmt: skip
_LEAVES = {"p", "h", "pre", "term"}
_SPACE = re.compile(r"[ \t\r\n\f]+")


def items(found: Iterable[Node]) -> Iterator[Node]:
    """What stands in a list, each an item."""
    for node in found:
        if isinstance(node, list) and node[0] == "item":
            yield node
        elif not isinstance(node, list) or node[0] != "place":
            yield ["item", {}, [node]]


def parted(found: Sequence[Node], attributes: About) -> Iterator[Node]:
    """What a division holds, without it where it says nothing itself; words beside blocks are paragraphs."""
    made: list[Node] = []
    words: list[Node] = []
    for node in found:
        if is_block(node):
            made += [["p", {}, words], node] if words else [node]
            words = []
        else:
            words.append(node)
    if words:
        made.append(["p", {}, words])
    if attributes:
        yield ["div", attributes, made]
    else:
        yield from made


def beginning_in_line(said: list[Node]) -> list[Node]:
    """What is said of a term, its first paragraph on the line of the term: no page can end between the two."""
    first = said[0] if said else None
    return [*first[2], *said[1:]] if isinstance(first, list) and first[0] == "p" and not first[1] else said


def tidied(made: Iterable[Node]) -> Iterator[Node]:
    """Nodes with single spaces: none at the ends of what they are in, and none beside a block."""
    found: list[Node] = []
    for node in _flat(made):
        if isinstance(node, str):
            before = found.pop() if found and isinstance(found[-1], str) else ""
            found.append(_SPACE.sub(" ", f"{before}{node}"))
        else:
            found.append(node)
    for number, node in enumerate(found):
        tidy = node
        if isinstance(tidy, str) and (number == 0 or is_block(found[number - 1])):
            tidy = tidy.lstrip(" ")
        if isinstance(tidy, str) and (number == len(found) - 1 or is_block(found[number + 1])):
            tidy = tidy.rstrip(" ")
        if tidy:
            yield tidy


def _flat(made: Iterable[Node]) -> Iterator[Node]:
    for node in made:
        if isinstance(node, list) and not node[0]:
            yield from _flat(node[2])
        else:
            yield node


def is_block(node: Node) -> bool:
    return isinstance(node, list) and node[0] not in _WITHIN_WORDS


def sunk(made: Sequence[Node]) -> Iterator[Node]:
    """Nodes with each place inside the words that it is before, so that no page ends between the two."""
    places: list[Node] = []
    for node in made:
        if isinstance(node, list) and node[0] == "place":
            places.append(node)
        elif places and is_block(node) and node[2]:
            # A table has its caption first.
            ahead, rest = (node[2][:1], node[2][1:]) if node[0] == "table" else ([], node[2])
            inside = [*places, *rest]
            yield [node[0], node[1], [*ahead, *(inside if node[0] in _LEAVES else sunk(inside))]]
            places = []
        else:
            yield from places
            places = []
            yield node
    yield from places


def every(shown: Sequence[Node]) -> Iterator[list[Any]]:
    """All nodes that are not texts, however deep."""
    for node in shown:
        if isinstance(node, list):
            yield node
            yield from every(node[2])


def without_places(shown: Sequence[Node]) -> Iterator[Node]:
    """The same nodes, to which nothing can lead."""
    for node in shown:
        if isinstance(node, str):
            yield node
        elif node[0] != "place":
            yield [node[0], node[1], list(without_places(node[2]))]
