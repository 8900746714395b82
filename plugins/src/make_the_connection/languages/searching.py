"""What words of a language have in common for those who look for them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Searching:
    """What a pack says of search.

    `stop` are words that nobody looks for. Which words are forms of one word is said by `stemmer`, an algorithm of
    Snowball’s, or else by `endings`: rows of endings that one word has by turns, '' for none, that of the dictionary’s
    form first. A row holds for a word that the site has with its first ending; beside a stemmer, rows are of spellings
    that are found as one. `irregular` goes before both: forms by the dictionary’s form, '' where a word has none and is
    not to be taken for a form of another. All words are written as the dictionary has them, without what `mutations`
    make of their beginnings.
    """

    stop: tuple[str, ...] = ()
    stemmer: str = ""
    endings: tuple[tuple[str, ...], ...] = ()
    irregular: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def searching(pack: Mapping[str, Any]) -> Searching:
    """What a pack holds under `search`. Words and endings are divided at spaces; `-` stands for no ending."""
    return Searching(
        stop=tuple(pack.get("stop", "").split()),
        stemmer=pack.get("stemmer", ""),
        endings=tuple(
            tuple("" if ending == "-" else ending for ending in row.split()) for row in pack.get("endings", ())
        ),
        irregular={word: tuple(forms.split()) for word, forms in pack.get("irregular", {}).items()},
    )
