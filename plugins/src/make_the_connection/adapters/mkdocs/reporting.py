"""What is wrong with content, to MkDocs' log."""

from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger

from make_the_connection.api import Loaded
from make_the_connection.diagnostics import Diagnostic, Severity
from make_the_connection.languages import sentence, way_out

_log = get_plugin_logger("make-the-connection")


def report(loaded: Loaded, *, serving: bool) -> None:
    """Log every diagnostic, in every language; raises `PluginError` after an error, unless serving."""
    log = {Severity.ERROR: _log.error, Severity.WARNING: _log.warning, Severity.NOTICE: _log.info}
    for diagnostic in loaded.diagnostics:
        log[diagnostic.severity]("%s", in_words(diagnostic, loaded))
    if loaded.errors and not serving:
        raise PluginError(f"{len(loaded.errors)} errors in content; nothing was built.")


def in_words(diagnostic: Diagnostic, loaded: Loaded) -> str:
    """One diagnostic: its place and code, and what is wrong and what to do in each language."""
    words = [f"{sentence(diagnostic, language)} {way_out(diagnostic, language)}" for language in loaded.readers]
    return f"{diagnostic.location}: {diagnostic.severity}[{diagnostic.code}] " + "\n    ".join(words)
