"""What is spelt wrongly, and where it stands."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from speller import Speller, plain
from texts import Text

# A suggestion takes up to a second.
SUGGESTED = 10


def misspelt(texts: Iterable[Text], spellers: Mapping[str, Speller]) -> Iterator[tuple[Text, str]]:
    """Each word that its language does not know, with its text."""
    for text in texts:
        others = [speller for code, speller in spellers.items() if code != text.language]
        yield from ((text, word) for word in spellers[text.language].misspelt(text.words, others))


def place(root: Path, text: Text, word: str) -> str:
    """The path and the line of a word; where it has marks inside it, the line on which its text begins."""
    lines = (root / text.path).read_text(encoding="utf-8").splitlines()
    line = next((n for n, line in enumerate(lines, 1) if n >= text.line and word in plain(line)), text.line)
    return f"{text.path}:{line}"


def told(found: Iterable[tuple[Text, str]], spellers: Mapping[str, Speller], root: Path) -> Iterator[str]:
    """A line for each word: the first few with what may have been meant."""
    suggested: dict[str, str] = {}
    for text, word in found:
        if word not in suggested and len(suggested) < SUGGESTED:
            suggested[word] = ", ".join(spellers[text.language].suggestions(word))
        yield f"{place(root, text, word)}: “{word}” is not known ({text.language}); {suggested.get(word) or '…'}?"
