"""What is wrong with content, to MkDocs' log."""

from html import escape

from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger

from make_the_connection.api import Loaded
from make_the_connection.diagnostics import Severity
from make_the_connection.languages import Language, in_words

_log = get_plugin_logger("make-the-connection")


def report(loaded: Loaded, *, serving: bool) -> None:
    """Log errors and warnings in every language, and how many notices there are.

    Raises `PluginError` after an error, unless serving.
    """
    log = {Severity.ERROR: _log.error, Severity.WARNING: _log.warning}
    for diagnostic in loaded.diagnostics:
        if diagnostic.severity in log:
            log[diagnostic.severity]("%s", in_words(diagnostic, loaded.readers))
    notices = sum(diagnostic.severity is Severity.NOTICE for diagnostic in loaded.diagnostics)
    for language in loaded.readers if notices else ():
        _log.info("%s", language.text("build.notices", notices=notices))
    if loaded.errors and not serving:
        raise PluginError(f"{len(loaded.errors)} errors in content; nothing was built.")


def problems(loaded: Loaded, language: Language) -> str:
    """What must be mended, as HTML; nothing where nothing is wrong."""
    items = "".join(f"<li><pre>{escape(in_words(error, loaded.readers))}</pre></li>" for error in loaded.errors)
    title = language.text("serve.wrong")
    return f'<div class="problems" role="alert"><p><strong>{title}</strong></p><ul>{items}</ul></div>' if items else ""


def log(error: PluginError) -> None:
    """Log an error that stops the build, as MkDocs does with those of plugins."""
    _log.error("%s", error)


def refused(error: Exception, loaded: Loaded) -> PluginError | None:
    """What the system would not do, such as write to a full disk, in every language; None for any other error."""
    if not isinstance(error, OSError) or not error.strerror:
        return None
    values = {"reason": error.strerror, "path": str(error.filename or "")}
    return PluginError("\n".join(language.text("build.refused", **values).rstrip() for language in loaded.readers))
