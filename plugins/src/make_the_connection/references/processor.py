"""Citations and lists of references in one language, formatted by a CSL processor."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

from make_the_connection.content.citation import Citation, Cluster
from make_the_connection.content.reading import Entry
from make_the_connection.languages import Language
from make_the_connection.references.citing import Citer, Parts
from make_the_connection.references.disambiguation import Distinctions, told_apart
from make_the_connection.references.formatted import cleaned, plain
from make_the_connection.references.grouping import Cited, Grouping, Piece, merged, runs
from make_the_connection.references.listing import Lister
from make_the_connection.references.ordering import Order
from make_the_connection.references.records import Records
from make_the_connection.references.styles import (
    AMPERSAND,
    AND,
    USUAL_STYLE,
    has_place_for_letter,
    is_suitable,
    read_style,
)


class Processor:
    """Formats the works of one site for readers of one language. Works on first use: a second of CPU for 70 works.

    How works are told apart is decided over all works of the site and once for all its languages, by the list in the
    site's first language, whose processor is `first`: “2020a” is the same work in every language. `bodies` are the
    names that readers know bodies by, by those that records may have for them. A style that cannot be used is an error
    of the site; until it is mended, the usual one stands in its place.
    """

    def __init__(
        self,
        works: Iterable[Entry],
        language: Language,
        style: str,
        first: "Processor | None" = None,
        bodies: Mapping[str, str] | None = None,
    ) -> None:
        self.works: Mapping[str, Entry] = {work.id: work for work in sorted(works, key=lambda work: work.id)}
        self.language = language
        self.style = style if is_suitable(style) else USUAL_STYLE
        self._first = first or self
        self._bodies = bodies or {}
        self._pieces: dict[Cluster, tuple[Piece, ...]] = {}

    @cached_property
    def _citer(self) -> Citer:
        return Citer(*self._read("citation"))

    @cached_property
    def _lister(self) -> Lister:
        return Lister(*self._read("bibliography"))

    def _read(self, part: str) -> tuple[Any, Records]:
        style = read_style(self.style, self.language, part)
        with_letters = not has_place_for_letter(style, part)
        works = self.works.values()
        return style, Records(works, self.language.code, self.style, self._bodies, with_letters=with_letters)

    @cached_property
    def distinctions(self) -> Distinctions:
        """How each work is told from all others."""
        if self._first is not self:
            return self._first.distinctions
        return told_apart(self.works, self._citer, self._listed_by_style)

    @cached_property
    def _listed_by_style(self) -> tuple[str, ...]:
        """The ids of the works in the order of the style's list, or of their entries where it has none."""
        order = self._order_of(self._lister)
        items = [self._lister.records.item(key) for key in self.works]
        if not order:
            items.sort(key=lambda item: self.language.alphabet.sort_key(plain(self._lister.entry(item.key))))
        return tuple(item.key for item in order.put(items))

    def _order_of(self, part: Citer | Lister) -> Order:
        articles = {*self.language.articles, *self._first.language.articles}
        return Order(part.sort, part.layout, self.language.alphabet, articles)

    @cached_property
    def _order(self) -> tuple[str, ...]:
        """The ids of the works in the order of the list: those with letters by their letters, in every language."""
        keys = list(self._listed_by_style)
        lettered: dict[tuple[str, str], list[str]] = defaultdict(list)
        for key in keys:
            distinction = self.distinctions[key]
            if distinction.letter:
                parts = self._citer.parts(key, replace(distinction, letter=""))
                lettered[parts.author, parts.rest].append(key)
        for group in lettered.values():
            places = sorted(keys.index(key) for key in group)
            in_turn = sorted(group, key=lambda key: (len(self.distinctions[key].letter), self.distinctions[key].letter))
            for place, key in zip(places, in_turn, strict=True):
                keys[place] = key
        return tuple(keys)

    @cached_property
    def entries(self) -> Mapping[str, str]:
        """Each work's entry in a list of references, as HTML, by id, in the order of the language's alphabet."""
        entries = {key: self._lister.entry(key, self.distinctions[key].letter) for key in self._order}
        return {key: cleaned(self._with_and(entry)) for key, entry in entries.items()}

    def listed(self, keys: Iterable[str]) -> tuple[Entry, ...]:
        """The works with these ids, each once, in the order of a list of references."""
        wanted = set(keys)
        return tuple(self.works[key] for key in self._order if key in wanted) if wanted else ()

    def cited(self, cluster: Cluster) -> tuple[Piece, ...]:
        """A citation in the text, piece by piece: plain words, and the id of the work they name or an empty string.

        The author of a citation in the sentence stands outside the brackets. Where a work is not there, as while
        serving with mistakes, it is said which were meant.
        """
        if any(citation.key not in self.works for citation in cluster.citations):
            return (("[" + "; ".join(f"@{citation.key}" for citation in cluster.citations) + "]", ""),)
        opening, closing = self._citer.brackets
        if not cluster.in_text:
            return merged([(opening, ""), *self._together(cluster.citations), (closing, "")])
        first, *others = cluster.citations
        parts = self._parts(first)
        author = self._with_and(parts.author)
        if not author:
            return ((f"{opening}{parts.rest}{closing}", first.key),)
        if not others and not first.suffix:
            behind = f" {opening}{parts.rest}{closing}" if opening and parts.rest else f"{parts.between}{parts.rest}"
            return ((f"{author}{behind}", first.key),)
        after = [(f", {first.suffix}", "")] if first.suffix else []
        after += [(self._grouping.delimiter, ""), *self._together(others)] if others else []
        return merged([(f"{author} {opening}{parts.rest}", first.key), *after, (closing, "")])

    def _together(self, citations: Iterable[Citation]) -> Iterator[Piece]:
        arranged: list[Cited] = []
        for run in runs(citations):
            works = (
                Cited(each, self._in_brackets(each), self.distinctions[each.key].letter) for each in self._sorted(run)
            )
            arranged += self._grouping.gathered(works)
        return self._grouping.pieces(arranged)

    @cached_property
    def _grouping(self) -> Grouping:
        option = self._citer.option
        return Grouping(
            delimiter=self._citer.layout.get("delimiter", ""),
            collapse=option("collapse"),
            within_author=option("cite-group-delimiter") or ", ",
            between_letters=option("year-suffix-delimiter") or option("cite-group-delimiter") or ", ",
            after_collapse=option("after-collapse-delimiter"),
        )

    def _sorted(self, citations: Sequence[Citation]) -> list[Citation]:
        """Works cited together in the order of the style; as they were written where it has none."""
        order = self._order_of(self._citer)
        if len(citations) < 2 or not order:
            return list(citations)
        keys = sorted({citation.key for citation in citations}, key=self._order.index)
        ranked = [item.key for item in order.put([self._citer.records.item(key) for key in keys])]
        return sorted(citations, key=lambda citation: ranked.index(citation.key))

    def _parts(self, citation: Citation) -> Parts:
        return self._citer.parts(citation.key, self.distinctions[citation.key], *(citation.locator or ()))

    def _in_brackets(self, citation: Citation) -> Parts:
        parts = self._parts(citation)
        return replace(parts, author=self._with_and(parts.author.replace(AMPERSAND, "&")))

    def _with_and(self, text: str) -> str:
        """A text with the word for "and" where its place is: in a sentence it takes that of its sign, too."""
        place = rf"[{AND}{AMPERSAND}](?=\W*(?:<[^>]+>)*(\w*))"
        return re.sub(place, lambda match: self.language.and_before(match[1]), text)
