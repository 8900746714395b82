"""`make-the-connection check`: everything that is wrong with a site's content, without building it."""

import sys
from pathlib import Path

from make_the_connection.api import Loaded, load
from make_the_connection.diagnostics import Severity
from make_the_connection.languages import Language, in_words, load_language


def check(path: Path, language: str | None, *, strict: bool, strict_parity: bool = False) -> int:
    """Report every diagnostic, then one line that counts them. Returns 1 after an error, or a warning when strict."""
    loaded = load(path, strict_parity=strict_parity)
    languages = languages_of(loaded, language)
    for diagnostic in loaded.diagnostics:
        print(in_words(diagnostic, languages))
    counts = {severity: sum(d.severity is severity for d in loaded.diagnostics) for severity in Severity}
    if loaded.diagnostics or loaded.site is None:
        numbers = {f"{severity}s": count for severity, count in counts.items()}
        lines = [language.text("check.found", **numbers) for language in languages]
    else:
        entries, links = len(loaded.site.entries), len(loaded.site.graph.links)
        lines = [language.text("check.clean", entries=entries, links=links) for language in languages]
    print("\n".join(lines), file=sys.stderr if loaded.diagnostics else sys.stdout)
    return int(bool(counts[Severity.ERROR] or (strict and counts[Severity.WARNING])))


def languages_of(loaded: Loaded, language: str | None) -> list[Language]:
    """The languages that a command speaks: the one asked for, or each of the site."""
    if language is not None:
        return [loaded.languages.get(language) or load_language(language)]
    return list(loaded.readers)
