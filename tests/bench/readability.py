"""How hard the English pages of the site are to read.

`python tests/bench/readability.py` prints, hardest first, for each page its words, its sentences, their mean length,
Flesch's reading ease (higher is easier) and the Flesch–Kincaid grade (lower is easier), and the median of all.

The words are those of paragraphs and lists, as they stand in the sources. Titles of pages and names of works are one
word each: nobody here chose theirs. What has fewer than 100 words is left out: one long name would decide about it.
"""

import re
import statistics
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from markdown_it.token import Token
from textstat import textstat

from make_the_connection.api import load
from make_the_connection.content.guides import GuideWords
from make_the_connection.content.inspection import mentioned
from make_the_connection.content.sentences import sentences
from make_the_connection.content.words import Words
from make_the_connection.diagnostics import Location
from make_the_connection.site import Site

ROOT = Path(__file__).resolve().parents[2]
LANGUAGE = "en"
FEWEST = 100
_NAME = Token("text", "", 0, content="it")
_APART = frozenset({"heading", "table", "blockquote"})


@dataclass(frozen=True)
class Page:
    """What is known of a page; `length` is that of its mean sentence, in words."""

    path: str
    words: int
    sentences: int
    length: float
    ease: float
    grade: float


def pages(site: Site) -> list[Page]:
    """The pages, the hardest first."""
    found = []
    for page in (*site.entries.values(), *site.guides.values()):
        if LANGUAGE in page.words:
            read = list(_sentences(page.words[LANGUAGE], site))
            words = sum(len(sentence.split()) for sentence in read)
            if words >= FEWEST:
                found.append(_measured(page.words[LANGUAGE].path, read, words))
    return sorted(found, key=lambda page: (-page.grade, page.path))


def _measured(path: str, read: list[str], words: int) -> Page:
    # A full stop within a sentence, as of an abbreviation, would be its end.
    text = " ".join(re.sub(r"[.!?…]", "", sentence).strip() + "." for sentence in read)
    ease, grade = textstat.flesch_reading_ease(text), textstat.flesch_kincaid_grade(text)
    return Page(path, words, len(read), words / len(read), ease, grade)


def _sentences(words: Words | GuideWords, site: Site) -> Iterator[str]:
    depth = 0
    for block in (token for section in words.sections.values() for token in section.tokens):
        depth += block.nesting * (block.type.removesuffix("_open").removesuffix("_close") in _APART)
        if block.type == "inline" and depth == 0:
            copy = block.copy(children=list(_without_names(block.children or [], site)))
            for sentence in sentences(copy, site.languages[LANGUAGE]):
                if said := "".join(piece for piece in sentence if isinstance(piece, str)).strip():
                    yield said


def _without_names(tokens: list[Token], site: Site) -> Iterator[Token]:
    """The tokens with a short word in the place of each title of a page and of each name of a work."""
    number = 0
    while number < len(tokens):
        token = tokens[number]
        end = next((n for n in range(number + 1, len(tokens)) if tokens[n].level == token.level), number)
        inside = "".join(each.content or " " for each in tokens[number + 1 : end])
        if (token.type == "link_open" and _is_title(token, inside, site)) or (
            token.type == "em_open" and " " in inside
        ):
            yield _NAME
            number = end
        else:
            yield token
        number += 1


def _is_title(link: Token, words: str, site: Site) -> bool:
    mention = mentioned(str(link.attrs["href"]), Location(""))
    return mention is not None and site.has(mention.key) and site.title(mention.key, LANGUAGE).text == words


def main() -> None:
    site = load(ROOT / "mkdocs.yml").site
    if site is None:
        raise SystemExit("The site cannot be read: make-the-connection check says why.")
    found = pages(site)
    print(f"{'words':>6} {'sentences':>9} {'length':>6} {'ease':>6} {'grade':>6}  page")
    for page in found:
        print(f"{page.words:6} {page.sentences:9} {page.length:6.1f} {page.ease:6.1f} {page.grade:6.1f}  {page.path}")
    ease, grade = (statistics.median(getattr(page, by) for page in found) for by in ("ease", "grade"))
    print(f"Median of {len(found)} pages: ease {ease:.1f}, grade {grade:.1f}")


if __name__ == "__main__":
    main()
