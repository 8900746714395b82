"""Where a reader asks that the site be kept on the device: by a service worker, which nothing else ever registers."""

from markupsafe import Markup

from make_the_connection.downloads.root_files import WORKER
from make_the_connection.render import Reader
from make_the_connection.render.environment import environment

_SENTENCES = (
    "offer", "kept", "may-go", "working", "zip", "still", "reload",
    "said-kept", "said-renewed", "said-unchanged", "said-removed",
    "said-stopped", "said-unreached", "said-broken", "said-full",
    "folder", "insecure", "browser", "no-zip",
)  # fmt: skip
"""What the script fills in."""


def keep(reader: Reader) -> Markup:
    """What offers to keep the site, and shows what is kept; none where languages stand side by side.

    There is nothing in it to press before a script has seen that the browser can do it and that there is a zip.
    """
    if reader.beside:
        return Markup("")
    made = (
        environment("make_the_connection.downloads")
        .get_template("keep.html")
        .render(
            reader=reader,
            worker=reader.file(f"../{WORKER}"),
            words={name: reader.language.catalogue.sentences[f"keep.{name}"] for name in _SENTENCES},
            is_configured=reader.site.configuration.options.downloads is not None,
        )
    )
    return Markup(made)  # noqa: S704 - autoescaped
