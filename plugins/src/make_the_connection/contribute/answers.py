"""What a contributor answers, however it was asked: in the site's form, on GitHub, or on the command line.

The form keeps a draft of it as JSON of the same shape, with the language of the `original` named.
"""

import dataclasses
import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import TypeAdapter

LONGEST_NAME = 60
"""Characters of a folder's name that is made from a title."""

_NO_LETTERS = re.compile(r"[^a-z0-9]+")
_ORIGINAL = "original"


@dataclasses.dataclass(frozen=True)
class Image:
    """A picture by the name of its file, the section at whose end it stands, and what it shows, by language."""

    name: str
    section: str
    alt: Mapping[str, str]


@dataclasses.dataclass(frozen=True)
class WordsAnswer:
    """An account in one language; `sections` are by id, in Markdown."""

    title: str
    summary: str
    sections: Mapping[str, str]

    def __bool__(self) -> bool:
        return any(text.strip() for text in (self.title, self.summary, *self.sections.values()))


@dataclasses.dataclass(frozen=True)
class LinkAnswer:
    """An entry that the account shows, and why, by language: one is enough."""

    to: str
    why: Mapping[str, str]
    strength: str = "supporting"


@dataclasses.dataclass(frozen=True)
class Answers:
    """A contribution. `words` are by language, the original first; `facts` are by field, as facts.yml has them.

    `on` is the day on which it was written, `name` the name of its folder.
    """

    type: str
    name: str
    on: str
    words: Mapping[str, WordsAnswer]
    facts: Mapping[str, Any]
    links: tuple[LinkAnswer, ...] = ()
    images: tuple[Image, ...] = ()

    @property
    def original(self) -> str:
        return next(iter(self.words))


_ANSWERS = TypeAdapter(Answers)


def answers_from(draft: Mapping[str, Any], languages: Iterable[str]) -> Answers:
    """The answers of a draft that was kept as JSON. Raises `ValueError` where it is none.

    The original stands first, the other languages of the site follow in their order; those without words are left out.
    """
    answers = _ANSWERS.validate_python(dict(draft))
    codes = dict.fromkeys([str(draft.get(_ORIGINAL)), *languages])
    words = {code: answers.words[code] for code in codes if code in answers.words}
    if not words or draft.get(_ORIGINAL) not in words:
        raise ValueError("the words of the original are missing")
    written = {code: each for code, each in words.items() if each or code == draft[_ORIGINAL]}
    return dataclasses.replace(answers, words=written)


def draft_of(answers: Answers) -> dict[str, Any]:
    """Answers as the form keeps them."""
    return {_ORIGINAL: answers.original, **dataclasses.asdict(answers)}


def folder_name(title: str) -> str:
    """A name for a folder from a title or a name: small letters, numbers and hyphens; may be empty."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", title) if not unicodedata.category(c).startswith("M"))
    name = _NO_LETTERS.sub("-", plain.lower().replace("’", "").replace("'", "")).strip("-")
    return name[:LONGEST_NAME].rstrip("-")
