"""Diagnostics as GitHub's workflow commands: each is then shown beside its line in the change that it is about.

The rules of escaping are those of GitHub's own toolkit (`actions/toolkit`, `packages/core/src/command.ts`). A runner
reads a command at the beginning of a line, and an older form of one, `##[…]`, anywhere in a line that is none.
"""

from collections.abc import Iterable

from make_the_connection.diagnostics import Diagnostic, printable
from make_the_connection.languages import Language, sentence, way_out


def workflow_command(diagnostic: Diagnostic, languages: Iterable[Language], folder: str) -> str:
    """One diagnostic on one line: `folder` leads from the root of the repository to the site, and ends with `/`.

    What is wrong and what to do stand on lines of their own when it is shown, with an empty line between languages.
    """
    where = diagnostic.location
    properties = {
        "file": printable(f"{folder}{where.path}"),
        "line": str(where.line),
        "col": str(where.column),
        "title": diagnostic.code,
    }
    named = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    words = "\n\n".join(f"{sentence(diagnostic, each)}\n{way_out(diagnostic, each)}" for each in languages)
    return f"::{diagnostic.severity} {named}::{_data(words)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
