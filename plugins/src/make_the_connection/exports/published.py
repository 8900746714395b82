"""What an export says of itself, beside what the site says."""

import datetime
from dataclasses import dataclass

from make_the_connection.content.reading import Entry


@dataclass(frozen=True)
class Publication:
    """The day that an export is of, and the site's public address, which ends with a slash; None while it has none."""

    as_of: datetime.date
    address: str | None = None


def page_of(entry: Entry, code: str) -> str:
    """The address of an entry's page for readers of a language, from the root of the site."""
    return f"{code}/{entry.address}.html"
