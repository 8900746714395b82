"""A diagnostic in the words of a language."""

from collections.abc import Iterable

from make_the_connection.diagnostics import Diagnostic, printable
from make_the_connection.languages.language import Language

_LONGEST = 100
"""Characters of a value in a sentence: a file in one line is not shown whole."""


def sentence(diagnostic: Diagnostic, language: Language) -> str:
    """What is wrong."""
    return language.text(f"diagnostic.{diagnostic.code}", **_parameters(diagnostic, language))


def way_out(diagnostic: Diagnostic, language: Language) -> str:
    """What to do about it, with the nearest valid value where there is one."""
    parameters = _parameters(diagnostic, language)
    hint = language.text(f"diagnostic.{diagnostic.code}.hint", **parameters)
    nearest = parameters.get("nearest")
    return f"{language.text('diagnostic.nearest', nearest=nearest)} {hint}" if nearest else hint


def in_words(diagnostic: Diagnostic, languages: Iterable[Language]) -> str:
    """One diagnostic: its place and code, then what is wrong and, below, what to do, in each language."""
    head = f"{diagnostic.location}: {diagnostic.severity}[{diagnostic.code}]"
    lines = [f"{sentence(diagnostic, language)}\n    {way_out(diagnostic, language)}" for language in languages]
    return f"{head} " + "\n  ".join(lines)


def _parameters(diagnostic: Diagnostic, language: Language) -> dict[str, str]:
    parameters = {
        name: printable(value if name == "choices" else _short(value)) for name, value in diagnostic.parameters
    }
    if "expected_kind" in parameters:
        parameters["expected_kind"] = language.text(f"kind.{parameters['expected_kind']}")
    if "language" in parameters:
        parameters["language"] = language.name_of(parameters["language"])
    return parameters


def _short(value: str) -> str:
    return value if len(value) <= _LONGEST else value[: _LONGEST - 1] + "…"
