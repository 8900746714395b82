"""What exports say of themselves, wherever they are made."""

import datetime
import os
from typing import TYPE_CHECKING

from make_the_connection.site import Site

if TYPE_CHECKING:
    from make_the_connection.exports import Publication


def today() -> datetime.date:
    """The day of SOURCE_DATE_EPOCH, else of the clock (UTC).

    SOURCE_DATE_EPOCH holds seconds since 1970; see https://reproducible-builds.org/specs/source-date-epoch/.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    now = datetime.datetime.fromtimestamp(int(epoch), datetime.UTC) if epoch.isdigit() else _now()
    return now.date()


def publication(site: Site) -> "Publication":
    """The publication of a site as of its day, at its address."""
    # What writes exports takes long to import, and most of what loads a site writes none.
    from make_the_connection.exports import Publication

    address = site.configuration.address
    return Publication(site.as_of, f"{address.rstrip('/')}/" if address else None)


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)
