"""The book of a site in one language: its chapters, which the e-book and the printed book are both made of."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Chapter:
    """A chapter as XHTML.

    `name` is the name of its file without the ending, and is the id of its `section` too. `body` is one well-formed
    `<section>` in the namespace of XHTML, which begins with its heading: an `h1` (a part) or an `h2` (what stands in a
    part); headings below follow without a gap. Ids in it are unique in the whole book: each begins with the name and a
    full stop. Links within the book are `NAME.xhtml#ID`; all others are `https:`, `http:` or `mailto:`. Pictures are
    `pictures/NAME`, each with an `alt`. `lang` is the language of the title where it is not that of the book.
    """

    name: str
    title: str
    depth: int
    body: str
    lang: str = ""


@dataclass(frozen=True)
class Picture:
    """`media` is the media type, as `image/jpeg`."""

    name: str
    media: str
    data: bytes


@dataclass(frozen=True)
class Book:
    """`lang` is the BCP 47 code; `about` are lines for the page after the title (publisher, release, how to cite)."""

    lang: str
    title: str
    summary: str
    about: Sequence[str]
    chapters: Sequence[Chapter]
    pictures: Sequence[Picture] = ()
