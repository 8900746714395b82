"""The sentences of one language, from a gettext catalogue (`messages.po`).

Keys are names such as `switch.other`, never sentences of one language, so that every language is a translation of none.
"""

import gettext
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from babel.messages.pofile import read_po


@dataclass(frozen=True)
class Catalogue:
    """Key to sentence; sentences may hold `{parameters}`."""

    sentences: Mapping[str, tuple[str, ...]]
    plural_index: Callable[[int], int]

    def __contains__(self, key: str) -> bool:
        return key in self.sentences

    def text(self, key: str, /, **parameters: object) -> str:
        """The sentence for a key. Raises `KeyError` where the catalogue lacks it."""
        return self.sentences[key][0].format_map(parameters)

    def plural(self, key: str, number: int, /, **parameters: object) -> str:
        """The sentence for a key and a number, in the form that the language uses with that number."""
        forms = self.sentences[key]
        form = forms[min(self.plural_index(number), len(forms) - 1)]
        return form.format_map({"number": number, **parameters})


def read_catalogue(path: Path) -> Catalogue:
    """Read a `.po` file; untranslated keys are left out."""
    parsed = read_po(io.BytesIO(path.read_bytes()), charset="utf-8")
    sentences: dict[str, tuple[str, ...]] = {}
    for message in parsed:
        if not message.id or not message.string:
            continue
        key = message.id[0] if isinstance(message.id, (list, tuple)) else message.id
        forms = message.string if isinstance(message.string, (list, tuple)) else (message.string,)
        if all(forms):
            sentences[str(key)] = tuple(str(form) for form in forms)
    rule: Callable[[int], int] = gettext.c2py(parsed.plural_expr)
    return Catalogue(sentences, rule)
