"""What exports say of themselves, wherever they are made."""

import datetime
import os

from make_the_connection.exports import Publication
from make_the_connection.site import Site


def publication(site: Site, as_of: datetime.date | None = None) -> Publication:
    """A publication of a site as of a day: the one given, else that of SOURCE_DATE_EPOCH, else today (UTC).

    SOURCE_DATE_EPOCH holds seconds since 1970; see https://reproducible-builds.org/specs/source-date-epoch/.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    now = datetime.datetime.fromtimestamp(int(epoch), datetime.UTC) if epoch.isdigit() else _now()
    address = site.configuration.address
    return Publication(as_of or now.date(), f"{address.rstrip('/')}/" if address else None)


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)
