"""The formats in which records of works are taken away and brought in."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from make_the_connection.content.reading import Entry
from make_the_connection.references.formats.bibtex import bibtex
from make_the_connection.references.formats.csl_json import csl_json
from make_the_connection.references.formats.record import record_of
from make_the_connection.references.formats.ris import ris
from make_the_connection.references.formatted import plain
from make_the_connection.references.processor import Processor

__all__ = ["FORMATS", "Format", "written"]


@dataclass(frozen=True)
class Format:
    """A format: its name, the media type of its files, and what writes works in it."""

    name: str
    media_type: str
    writer: Callable[[Iterable[Entry], Processor], str]


def _bibtex(works: Iterable[Entry], processor: Processor) -> str:
    return bibtex({work.id: record_of(work) for work in works}, processor.language.code)


def _ris(works: Iterable[Entry], processor: Processor) -> str:
    return ris({work.id: record_of(work) for work in works}, processor.language.code)


def _csl_json(works: Iterable[Entry], processor: Processor) -> str:
    return csl_json({work.id: record_of(work) for work in works}, processor.language.code)


def _text(works: Iterable[Entry], processor: Processor) -> str:
    return "".join(f"{plain(processor.entries[work.id])}\n" for work in works)


FORMATS: Mapping[str, Format] = {
    "bib": Format("BibTeX", "application/x-bibtex", _bibtex),
    "ris": Format("RIS", "application/x-research-info-systems", _ris),
    "json": Format("CSL-JSON", "application/vnd.citationstyles.csl+json", _csl_json),
    "txt": Format("text", "text/plain", _text),
}
"""By the suffix of their files."""


def written(suffix: str, works: Iterable[Entry], processor: Processor) -> str:
    """The records of works, in their order, for readers of the processor's language.

    Lines end as the format asks, CR LF in RIS: write the text as it is.
    """
    return FORMATS[suffix].writer(works, processor)
