"""Whether the languages of each page correspond: section by section in structure, and in the version translated."""

from make_the_connection.parity.fingerprint import fingerprints
from make_the_connection.parity.lock import LOCK, Accepted, Lock, Place, lock_text, read_lock
from make_the_connection.parity.outline import Version, outlined
from make_the_connection.parity.reasons import untranslated
from make_the_connection.parity.state import (
    FRONT_NAME,
    PageState,
    Parity,
    StaleSection,
    State,
    Tally,
    VersionState,
    parity_of,
    reported,
)
from make_the_connection.parity.terms import other_terms

__all__ = [
    "FRONT_NAME",
    "LOCK",
    "Accepted",
    "Lock",
    "PageState",
    "Parity",
    "Place",
    "StaleSection",
    "State",
    "Tally",
    "Version",
    "VersionState",
    "fingerprints",
    "lock_text",
    "other_terms",
    "outlined",
    "parity_of",
    "read_lock",
    "reported",
    "untranslated",
]
