"""What is wrong with content, to MkDocs' log."""

from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger

from make_the_connection.api import Loaded
from make_the_connection.diagnostics import Severity
from make_the_connection.languages import in_words

_log = get_plugin_logger("make-the-connection")


def report(loaded: Loaded, *, serving: bool) -> None:
    """Log every diagnostic, in every language; raises `PluginError` after an error, unless serving."""
    log = {Severity.ERROR: _log.error, Severity.WARNING: _log.warning, Severity.NOTICE: _log.info}
    for diagnostic in loaded.diagnostics:
        log[diagnostic.severity]("%s", in_words(diagnostic, loaded.readers))
    if loaded.errors and not serving:
        raise PluginError(f"{len(loaded.errors)} errors in content; nothing was built.")
