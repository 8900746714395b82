"""Works cited together: their order, and those of one author in one."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from make_the_connection.content.citation import Citation
from make_the_connection.references.citing import Parts

Piece = tuple[str, str]
"""Words of a citation, and the id of the work that they name or an empty string."""


@dataclass(frozen=True)
class Cited:
    """One of the works cited together: its parts, and the letter of its year."""

    citation: Citation
    parts: Parts
    letter: str = ""

    @property
    def is_bare(self) -> bool:
        """Whether nothing belongs to this work alone that would be taken for another's beside it."""
        citation = self.citation
        return not (citation.prefix or citation.suffix or citation.locator or citation.suppress_author)


@dataclass(frozen=True)
class Grouping:
    """How a style puts works together. `collapse` is that of CSL; a range of letters is written as single ones."""

    delimiter: str
    collapse: str = ""
    within_author: str = ", "
    between_letters: str = ", "
    after_collapse: str = ""

    def pieces(self, cited: Sequence[Cited]) -> Iterator[Piece]:
        """Works in their order, piece by piece, without what stands around them all."""
        collapsed = False
        for number, each in enumerate(cited):
            before = cited[number - 1] if number else None
            joined = before is not None and self._is_joined(before, each)
            if before and not joined:
                yield (self.after_collapse or self.delimiter if collapsed else self.delimiter), ""
            collapsed = joined
            if before and joined:
                yield from self._joined(before, each)
            else:
                yield from alone(each)

    def gathered(self, cited: Iterable[Cited]) -> list[Cited]:
        """Works of one author beside the first of them, where the style joins them."""
        if not self.collapse:
            return list(cited)
        by_author: dict[str, list[Cited]] = {}
        for number, each in enumerate(cited):
            by_author.setdefault(each.parts.author or str(number), []).append(each)
        return [each for together in by_author.values() for each in together]

    def _is_joined(self, before: Cited, each: Cited) -> bool:
        same = bool(each.parts.author) and before.parts.author == each.parts.author and bool(each.parts.rest)
        return bool(self.collapse) and same and before.is_bare and each.is_bare

    def _joined(self, before: Cited, each: Cited) -> Iterator[Piece]:
        years = [work.parts.rest.removesuffix(work.letter) for work in (before, each)]
        if self.collapse.startswith("year-suffix") and before.letter and each.letter and years[0] == years[1]:
            yield self.between_letters, ""
            yield each.letter, each.citation.key
        else:
            yield self.within_author, ""
            yield each.parts.rest, each.citation.key


def alone(cited: Cited) -> Iterator[Piece]:
    """A work with what belongs to it alone."""
    citation, parts = cited.citation, cited.parts
    if citation.prefix:
        yield f"{citation.prefix} ", ""
    if citation.suppress_author and parts.rest:
        yield parts.rest, citation.key
    else:
        yield f"{parts.author}{parts.between}{parts.rest}", citation.key
    if citation.suffix:
        yield f", {citation.suffix}", ""


def runs(citations: Iterable[Citation]) -> list[list[Citation]]:
    """Citations that may change places with each other. One with words before or behind it keeps its own.

    “see A; B, for C; D” would mean something else in another order.
    """
    found: list[list[Citation]] = []
    for citation in citations:
        keeps = bool(citation.prefix or citation.suffix)
        if not found or keeps or found[-1][-1].prefix or found[-1][-1].suffix:
            found.append([])
        found[-1].append(citation)
    return found


def merged(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Pieces without empty ones, and with plain words beside plain words as one."""
    result: list[Piece] = []
    for words, key in pieces:
        if result and not key and not result[-1][1]:
            result[-1] = (result[-1][0] + words, "")
        elif words:
            result.append((words, key))
    return tuple(result)
