"""The addresses on the web that the files of entries and guide pages give, each with the places where it stands."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit

from make_the_connection.site import Site

# A bracket belongs to an address that has its other half.
ADDRESS = re.compile(r"https?://(?:\([^\s<>\"'“”‘’`{}|()\[\]]*\)|[^\s<>\"'“”‘’`{}|()\[\]])+", re.IGNORECASE)
DOI = re.compile(r"^\s*DOI:\s*['\"]?(10\.\d{4,9}/[^\s'\"]+)", re.MULTILINE)
NOBODYS = re.compile(r"(?:.*\.)?(?:example|invalid|localhost|test|example\.(?:com|net|org))", re.IGNORECASE)
"""Hosts that stand for others in what is written about addresses (RFC 2606)."""


def files_of(site: Site) -> Iterator[Path]:
    """The files of entries and guide pages that were read, by their paths from the root of the site."""
    for entry in site.entries.values():
        yield Path(entry.folder, "facts.yml")
        yield from (Path(words.path) for words in entry.words.values())
    for guide in site.guides.values():
        yield from (Path(words.path) for words in guide.words.values())


def addresses(root: Path, files: Iterator[Path]) -> Mapping[str, tuple[tuple[str, int], ...]]:
    """Every address once, without what follows `#`, sorted; with each the files and lines where it stands."""
    found: defaultdict[str, set[tuple[str, int]]] = defaultdict(set)
    for path in sorted(set(files)):
        if (root / path).is_file():
            for number, line in enumerate((root / path).read_text(encoding="utf-8").splitlines(), 1):
                for address in _in_line(line):
                    found[address].add((path.as_posix(), number))
    return {address: tuple(sorted(places)) for address, places in sorted(found.items())}


def _in_line(line: str) -> Iterator[str]:
    yield from (f"https://doi.org/{match[1]}" for match in DOI.finditer(line))
    for match in ADDRESS.finditer(line):
        address = match[0].partition("#")[0].rstrip(".,;:!?*_…")
        host = urlsplit(address).hostname or ""
        if "." in host and not NOBODYS.fullmatch(host):
            yield address
