"""Texts for readers of a language, which may be in another."""

from dataclasses import dataclass

from make_the_connection.content.reading import Entry


@dataclass(frozen=True)
class Phrase:
    """A text for readers of one language, and the language it is in where that is another."""

    text: str
    lang: str = ""


@dataclass(frozen=True)
class Said:
    """A sentence, piece by piece, each with the work that it names if it is a part of a citation.

    `lang` is its language where that is not its readers'.
    """

    pieces: tuple[tuple[Phrase, Entry | None], ...]
    lang: str

    @property
    def text(self) -> str:
        return "".join(phrase.text for phrase, _ in self.pieces)


def phrase(found: tuple[str, str], language: str) -> Phrase:
    text, code = found
    return Phrase(text, "" if code in ("", language) else code)
