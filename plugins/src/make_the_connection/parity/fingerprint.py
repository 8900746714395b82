"""Which version of a section stands there, by its words."""

import hashlib
import unicodedata
from collections.abc import Iterator

from make_the_connection.parity.outline import Version, with_notes

_LENGTH = 16
"""Digits of a fingerprint that are kept: enough that no change goes unseen, few enough to compare by eye."""

FRONT = ""
"""The section that begins a page: its title and summary, and what stands before the first section with a heading."""


def fingerprints(version: Version) -> dict[str, str]:
    """The fingerprint of each section of a version, by its id, and that of its beginning."""
    found: dict[str, str] = version.known.once(
        "fingerprints", lambda: {id_: fingerprint(id_, version) for id_ in (FRONT, *version.sections)}
    )
    return found


def fingerprint(section: str, version: Version) -> str:
    """The version of a section: the beginning of the SHA-256 of its words and of what they link to.

    How its lines are broken does not matter, nor how its letters are composed (Unicode, NFC). Nothing of the parser's
    own goes into it, so that a later parser does not make everything stale.
    """
    pieces = list(_pieces(section, version))
    text = "\n".join(" ".join(piece.split()) for piece in pieces)
    return hashlib.sha256(unicodedata.normalize("NFC", text).encode()).hexdigest()[:_LENGTH]


def _pieces(id_: str, version: Version) -> Iterator[str]:
    if id_ == FRONT:
        front = version.front
        yield from (front.title, front.short or "", front.summary)
    section = version.sections.get(id_)
    if section is None:
        return
    yield section.heading
    for token in with_notes(section.tokens, version.notes):
        if token.type in {"inline", "fence", "code_block", "html_block"}:
            yield token.content
        yield from (str(child.attrs["href"]) for child in token.children or () if child.type == "link_open")
