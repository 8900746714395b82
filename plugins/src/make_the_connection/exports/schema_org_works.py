"""A work in schema.org's words."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from make_the_connection.content.csl import CslType, Person
from make_the_connection.content.reading import Entry
from make_the_connection.references import foreign_names, in_language, work_title

_TYPES: Mapping[CslType, str] = {
    "article": "ScholarlyArticle",
    "article-journal": "ScholarlyArticle",
    "article-magazine": "Article",
    "article-newspaper": "NewsArticle",
    "book": "Book",
    "chapter": "Chapter",
    "collection": "Collection",
    "document": "DigitalDocument",
    "entry-encyclopedia": "Article",
    "legislation": "Legislation",
    "manuscript": "Manuscript",
    "paper-conference": "ScholarlyArticle",
    "periodical": "Periodical",
    "post": "SocialMediaPosting",
    "post-weblog": "BlogPosting",
    "report": "Report",
    "review": "Review",
    "speech": "CreativeWork",
    "standard": "CreativeWork",
    "thesis": "Thesis",
    "webpage": "WebPage",
}
_WITHIN = {"ScholarlyArticle": "Periodical", "Article": "Periodical", "NewsArticle": "Periodical", "Chapter": "Book"}
"""What the container of each type is; of any other it is a `CreativeWork`."""


def work(entry: Entry, code: str) -> dict[str, Any]:
    """The record of a work, with the title and address for readers of a language."""
    record = entry.facts.csl  # type: ignore[attr-defined]
    kind = _TYPES[record.type]
    title, language = work_title(entry, code)
    foreign = foreign_names(entry, code)
    values = {
        "@type": kind,
        "name": spoken(title, foreign.get(title, "")),
        "inLanguage": language,
        "author": list(_people(record.author, foreign)),
        "editor": list(_people(record.editor, foreign)),
        "datePublished": record.issued,
        "publisher": _named("Organization", record.publisher, foreign),
        "isPartOf": _named(_WITHIN.get(kind, "CreativeWork"), record.container_title, foreign),
        "bookEdition": record.edition if kind == "Book" else None,
        "isbn": record.ISBN if kind == "Book" else None,
        "pagination": record.page if kind in _WITHIN else None,
        "url": in_language(record.URL, code)[0],
        "sameAs": f"https://doi.org/{record.DOI}" if record.DOI else None,
    }
    return {name: value for name, value in values.items() if value}


def spoken(text: str, language: str) -> str | dict[str, str]:
    """A text, with its language where it has one of its own and not that of the readers."""
    return {"@value": text, "@language": language} if language else text


def _named(kind: str, name: str | None, foreign: Mapping[str, str]) -> dict[str, Any] | None:
    return {"@type": kind, "name": spoken(name, foreign.get(name, ""))} if name else None


def _people(people: Iterable[Person], foreign: Mapping[str, str]) -> Iterator[dict[str, Any] | None]:
    for person in people:
        if person.literal:
            yield _named("Organization", person.literal, foreign)
        else:
            names = {"givenName": person.given, "familyName": person.family}
            given = {name: value for name, value in names.items() if value}
            yield {"@type": "Person", "name": " ".join(given.values()), **given}
