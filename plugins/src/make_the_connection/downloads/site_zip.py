"""The whole site in one zip file: unpacked anywhere, it opens from its `index.html`."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from make_the_connection.downloads.archive import Member, archive
from make_the_connection.downloads.release import release_of
from make_the_connection.site import Site

FOLDER = "downloads"
"""Where the downloads stand in a site. The zip of the site has none of them: it would hold itself."""

NONE_HERE = (f"{FOLDER}/downloads.js", 'var mtcDownloads = {"files": []};\n')
"""Path and text of what pages read of the downloads where there are none, as in a site taken out of its zip."""

_NOT_FOUND = "404.html"
"""A server answers with it at any address, so it names the site's root. In a copy it stands beside `index.html`."""


def site_zip(site: Site, built: Path) -> bytes:
    """The zip of a site as it was built into a folder."""
    root = urlsplit(site.configuration.address or "").path.rstrip("/")
    return archive(_members(built, f"{root}/"), site.as_of, release_of(site).name)


def _members(built: Path, root: str) -> Iterator[Member]:
    files = {path.relative_to(built).as_posix(): path for path in built.rglob("*") if path.is_file()}
    none, told = NONE_HERE
    for name in sorted({*files, none}):
        if name == none:
            yield Member(name, told.encode())
        # What begins with a dot is for the server of a site and for whoever built it.
        elif not name.startswith((f"{FOLDER}/", ".")):
            data = files[name].read_bytes()
            yield Member(name, data.replace(f'href="{root}'.encode(), b'href="') if name == _NOT_FOUND else data)
