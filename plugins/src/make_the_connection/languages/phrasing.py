"""A diagnostic in the words of a language."""

from make_the_connection.diagnostics import Diagnostic
from make_the_connection.languages.language import Language


def sentence(diagnostic: Diagnostic, language: Language) -> str:
    """What is wrong."""
    return language.text(f"diagnostic.{diagnostic.code}", **_parameters(diagnostic, language))


def way_out(diagnostic: Diagnostic, language: Language) -> str:
    """What to do about it, with the nearest valid value where there is one."""
    parameters = _parameters(diagnostic, language)
    hint = language.text(f"diagnostic.{diagnostic.code}.hint", **parameters)
    nearest = parameters.get("nearest")
    return f"{language.text('diagnostic.nearest', nearest=nearest)} {hint}" if nearest else hint


def _parameters(diagnostic: Diagnostic, language: Language) -> dict[str, str]:
    parameters = dict(diagnostic.parameters)
    if "expected_kind" in parameters:
        parameters["expected_kind"] = language.text(f"kind.{parameters['expected_kind']}")
    if "language" in parameters:
        parameters["language"] = language.name_of(parameters["language"])
    return parameters
