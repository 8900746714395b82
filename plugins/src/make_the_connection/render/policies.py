"""What a page may do in its reader's browser: one policy, said in each page and to the servers that host them."""

import base64
import hashlib
from collections.abc import Iterable, Iterator

from markupsafe import Markup

DIRECTIVES = {
    "default-src": ("'none'",),
    "script-src": ("'self'",),
    "style-src": ("'self'",),
    # Cells of a table in Markdown say their alignment so; all else is cleaned away, and none of it can run.
    "style-src-attr": ("'unsafe-inline'",),
    # Pages above the languages carry an empty icon in themselves; the form shows pictures that nobody has sent yet.
    "img-src": ("'self'", "data:"),
    # What keeps the site on a device asks for its zip so, and what audits a page from within for robots.txt.
    "connect-src": ("'self'",),
    # What keeps the site on a device, once its reader asks for that.
    "worker-src": ("'self'",),
    "form-action": ("'none'",),
    "base-uri": ("'none'",),
}
"""Of Content Security Policy, level 3. Out of a folder Chromium and Firefox take `'self'` for files of folders."""

REFERRER = "no-referrer"
"""Nobody whom a reader goes on to learns which page that was from."""

# What no page asks for, nor any script that came into one. Writing to the clipboard is left: a button copies.
_UNUSED = (
    "accelerometer",
    "autoplay",
    "camera",
    "clipboard-read",
    "display-capture",
    "encrypted-media",
    "geolocation",
    "gyroscope",
    "hid",
    "idle-detection",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "publickey-credentials-get",
    "screen-wake-lock",
    "serial",
    "usb",
    "xr-spatial-tracking",
)


def content_policy(scripts: Iterable[str] = (), styles: Iterable[str] = ()) -> Markup:
    """The Content-Security-Policy of a page that carries these scripts and styles in itself, and runs no others."""
    own = {"script-src": scripts, "style-src": styles}
    parts = (
        " ".join((name, *sources, *(_hash(text) for text in own.get(name, ())))) for name, sources in DIRECTIVES.items()
    )
    return Markup("; ".join(parts))  # noqa: S704 - of words above and of hashes


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def headers(policy: str) -> dict[str, str]:
    """What a server should say with every page, by the names of the headers; more than a page can say of itself."""
    return {
        "Content-Security-Policy": f"{policy}; frame-ancestors 'self'",
        "Referrer-Policy": REFERRER,
        "Permissions-Policy": ", ".join(f"{name}=()" for name in _UNUSED),
        "X-Content-Type-Options": "nosniff",
        "Cross-Origin-Opener-Policy": "same-origin",
    }


def header_files(policy: str) -> Iterator[tuple[str, str]]:
    """Names and texts of the files by which common hosts are told the headers.

    `_headers` is read by Netlify and Cloudflare Pages, `.htaccess` by Apache; the last is for nginx to include.
    """
    said = headers(policy)
    yield "_headers", "".join(["/*\n", *(f"  {name}: {value}\n" for name, value in said.items())])
    always = (f'  Header always set {name} "{value}"\n' for name, value in said.items())
    yield ".htaccess", "".join(["<IfModule mod_headers.c>\n", *always, "</IfModule>\n"])
    yield "headers.nginx.conf", "".join(f'add_header {name} "{value}" always;\n' for name, value in said.items())
