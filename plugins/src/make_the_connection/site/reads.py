"""What is read of a site while something is made of it, so that it need not be made again until that has changed.

A plain site notes nothing. A watched one (`watched.py`) has names for all that can be read of it, and notes each.
"""

from collections.abc import Callable, Iterable, Iterator, MutableMapping
from contextlib import contextmanager
from typing import Any, Generic, TypeVar, overload

Key = TypeVar("Key")
Value = TypeVar("Value")
Made = MutableMapping[Key, tuple[Value, frozenset[str]]]
"""What has been made, by key, each with the names of what was read for it."""
Keep = Callable[[str, Callable[[], bytes]], bytes]
"""Gives what was made under a name before, or makes it."""


def made_now(_: str, make: Callable[[], bytes]) -> bytes:
    """Where nothing is kept."""
    return make()


class Reads:
    """The names of what is being read, for whoever wants to know them."""

    def __init__(self) -> None:
        self._noted: set[str] = set()

    def note(self, name: str) -> None:
        self._noted.add(name)

    def note_all(self, names: Iterable[str]) -> None:
        self._noted.update(names)

    @contextmanager
    def taken(self) -> Iterator[set[str]]:
        """The names of what is read inside; whoever is outside reads it, too."""
        outer, self._noted = self._noted, set()
        try:
            yield self._noted
        finally:
            outer |= self._noted
            self._noted = outer

    @contextmanager
    def apart(self) -> Iterator[None]:
        """What is read inside is of no concern to whoever is outside."""
        outer, self._noted = self._noted, set()
        try:
            yield
        finally:
            self._noted = outer

    def once(
        self, made: MutableMapping[Key, tuple[Value, frozenset[str]]], key: Key, make: Callable[[], Value]
    ) -> Value:
        """What has been made for a key, or is made now: to be given it is to read all that it was made of."""
        found = made.get(key)
        if found is None:
            with self.taken() as noted:
                value = make()
            made[key] = value, frozenset(noted)
            return value
        self.note_all(found[1])
        return found[0]


class remembered(Generic[Value]):  # noqa: N801 - stands where `cached_property` would
    """A `cached_property` of what has a `site`: to be given what it has made is to read all that it was made of."""

    def __init__(self, make: Callable[[Any], Value]) -> None:
        self.make = make
        self.__doc__ = make.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = f"_remembered_{name}"

    @overload
    def __get__(self, instance: None, owner: type) -> "remembered[Value]": ...

    @overload
    def __get__(self, instance: object, owner: type) -> Value: ...

    def __get__(self, instance: Any, owner: type) -> "remembered[Value] | Value":
        if instance is None:
            return self
        found: Value = instance.site.reads.once(instance.__dict__, self.name, lambda: self.make(instance))
        return found
