"""Works cited: records in CSL's terms, and citations formatted by a CSL processor."""

from make_the_connection.references.processor import Processor, known_styles, linked, plain
from make_the_connection.references.works import csl_item, in_language, work_title

__all__ = ["Processor", "csl_item", "in_language", "known_styles", "linked", "plain", "work_title"]
