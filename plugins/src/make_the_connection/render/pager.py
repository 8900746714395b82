"""Pages of a list: which of them a reader is on, and the links to the others."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

PER = 48
"""How many items a page of a list has."""

_NEAR = 1


def pages(number: int) -> int:
    """How many pages a list of so many items has."""
    return -(-number // PER)


@dataclass(frozen=True)
class Paged:
    """A page of a list by its number, from 1. `url` gives the relative address of each."""

    number: int
    all: int
    url: Callable[[int], str]

    @property
    def shown(self) -> Iterator[int | None]:
        """The pages that are linked: the first, the last and those near; None where some are left out between two."""
        near = range(self.number - _NEAR, self.number + _NEAR + 1)
        last = 0
        for number in sorted({1, self.all, *near} & set(range(1, self.all + 1))):
            if number > last + 1:
                # Of a single page left out its number takes no more room.
                yield last + 1 if number == last + 2 else None
            yield number
            last = number
