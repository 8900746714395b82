"""Records from a file, whichever of the formats it is in."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from make_the_connection.content.text_source import read_text
from make_the_connection.diagnostics import Diagnostic, Location
from make_the_connection.references.formats.bibtex_source import read_bibtex
from make_the_connection.references.formats.csl_json import read_csl_json
from make_the_connection.references.formats.record import FoundRecord
from make_the_connection.references.formats.ris_source import read_ris

MAX_BYTES = 2 * 1024 * 1024
"""Some thousands of records with their abstracts."""

_Reader = Callable[[str, str, list[Diagnostic]], list[FoundRecord]]
_BEGINNINGS: Mapping[re.Pattern[str], _Reader] = {
    re.compile(r"\A\s*[\[{]"): read_csl_json,
    re.compile(r"^TY {1,2}-", re.MULTILINE): read_ris,
    re.compile(r"@\s*[A-Za-z]+\s*[({]"): read_bibtex,
}
"""What records of each format begin with; the names of files say less. Before the first, programs write of themselves.
"""


def read_records(path: Path, shown: str, found: list[Diagnostic]) -> list[FoundRecord]:
    """The records of a file in BibTeX, RIS or CSL-JSON. `shown` is what reports call the file."""
    source = read_text(path, shown, found, MAX_BYTES)
    return records_in(source, shown, found) if source is not None else []


def records_in(source: str, shown: str, found: list[Diagnostic]) -> list[FoundRecord]:
    begins = {match.start(): read for each, read in _BEGINNINGS.items() if (match := each.search(source))}
    if not begins:
        found.append(Diagnostic.at(Location(shown), "import-format"))
        return []
    before = len(found)
    records = begins[min(begins)](source, shown, found)
    if not records and len(found) == before:
        found.append(Diagnostic.at(Location(shown), "import-empty"))
    return records
