"""Works in the order that a style asks for, by the alphabet of a language."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from make_the_connection.languages.collation import Alphabet, SortKey
from make_the_connection.references.formatted import plain
from make_the_connection.references.records import authors
from make_the_connection.references.styles import without_signs

Place = tuple[int, SortKey]
"""A number stands before words, by its size."""


class Order:
    """The keys of a style's `<sort>`, and the layout that they are in.

    Titles go by their first word that is none of `articles`.
    """

    def __init__(self, sort: Any, layout: Any, alphabet: Alphabet, articles: Iterable[str]) -> None:
        self._keys = [] if sort is None else list(sort)
        self._layout = layout
        self._alphabet = alphabet
        self._article = re.compile(rf"\W*(?:{'|'.join(map(re.escape, sorted(articles)))})\s+(?=\w)", re.IGNORECASE)

    def __bool__(self) -> bool:
        return bool(self._keys)

    def put(self, items: Sequence[Any], number: int = 0) -> list[Any]:
        """Items of citeproc's in order; those that are equal in all stay in theirs. `number` is that of a key.

        A key is asked only where those before it do not decide: most of a style's are never needed.
        """
        if len(items) < 2 or number == len(self._keys):
            return list(items)
        key = self._keys[number]
        groups: dict[Place | None, list[Any]] = {}
        for item in items:
            groups.setdefault(self._place(key, item), []).append(item)
        places = sorted((place for place in groups if place is not None), reverse=key.get("sort") == "descending")
        last: Iterable[None] = [None] if None in groups else []
        return [item for place in (*places, *last) for item in self.put(groups[place], number + 1)]

    def _place(self, key: Any, item: Any) -> Place | None:
        (value,) = key.sort_keys([item], self._layout)
        text = without_signs(plain(str(value))) if value is not None else ""
        if not text:
            return None
        if "title" in key.get("macro", key.get("variable", "")) or not authors(item.reference):
            text = self._article.sub("", text, count=1) if self._article.match(text) else text
        return (int(text), ((), "")) if text.isdecimal() else (10**9, self._alphabet.sort_key(text))
