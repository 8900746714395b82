"""What stands at the root of a site for those who come back: its release, and what keeps it on a device."""

from collections.abc import Iterator
from pathlib import Path

from make_the_connection.downloads.release import RELEASE_FILE, release_of, release_script
from make_the_connection.downloads.site_zip import NONE_HERE
from make_the_connection.site import Site

WORKER = "keep-worker.js"
"""The script of a service worker answers for what stands beside it and below: so this one is for the whole site."""


def root_files(site: Site) -> Iterator[tuple[str, str]]:
    """Names and texts of these files. What keeps a site takes its zip: there is none of a site without downloads."""
    yield RELEASE_FILE, release_script(release_of(site))
    if site.configuration.options.downloads:
        yield NONE_HERE
        yield WORKER, (Path(__file__).parent / "templates" / WORKER).read_text(encoding="utf-8")
