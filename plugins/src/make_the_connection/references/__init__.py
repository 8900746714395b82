"""Works cited: records in CSL's terms, and citations formatted by a CSL processor."""

from make_the_connection.references.processor import Processor, in_their_languages, known_styles, linked, plain
from make_the_connection.references.works import csl_item, foreign_names, in_language, work_title

__all__ = [
    "Processor",
    "csl_item",
    "foreign_names",
    "in_language",
    "in_their_languages",
    "known_styles",
    "linked",
    "plain",
    "work_title",
]
