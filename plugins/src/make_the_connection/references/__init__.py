"""Works cited: records in CSL's terms, and citations formatted by a CSL processor."""

from typing import TYPE_CHECKING, Any

from make_the_connection.references.authors import author_variants, authors_of, people_of
from make_the_connection.references.context_object import context_object
from make_the_connection.references.formatted import in_their_languages, linked, plain
from make_the_connection.references.handwritten import handwritten_citations
from make_the_connection.references.processor import Processor
from make_the_connection.references.styles import is_suitable, known_styles
from make_the_connection.references.works import csl_item, foreign_names, in_language, work_title

if TYPE_CHECKING:
    from make_the_connection.references.formats import FORMATS, written

__all__ = [
    "FORMATS",
    "Processor",
    "author_variants",
    "authors_of",
    "context_object",
    "csl_item",
    "foreign_names",
    "handwritten_citations",
    "in_language",
    "in_their_languages",
    "is_suitable",
    "known_styles",
    "linked",
    "people_of",
    "plain",
    "work_title",
    "written",
]


def __getattr__(name: str) -> Any:
    """What writes the formats of reference managers is imported when it is asked for: loading a site writes none."""
    if name in {"FORMATS", "written"}:
        from make_the_connection.references import formats

        return getattr(formats, name)
    raise AttributeError(name)
