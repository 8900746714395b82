"""The sentences of one language, from a gettext catalogue (`messages.po`).

Keys are names such as `page.contents`, never sentences of a language, so that every language is a translation of none.
"""

import io
from collections.abc import Mapping
from dataclasses import dataclass

from babel.messages.pofile import read_po


@dataclass(frozen=True)
class Catalogue:
    """Key to sentence; sentences may hold `{parameters}`."""

    sentences: Mapping[str, str]

    def __contains__(self, key: str) -> bool:
        return key in self.sentences

    def text(self, key: str, /, **parameters: object) -> str:
        """The sentence for a key. Raises `KeyError` where the catalogue lacks it."""
        return self.sentences[key].format_map(parameters)


def read_catalogue(catalogue: bytes) -> Catalogue:
    """Read the content of a `.po` file; untranslated keys are left out."""
    messages = read_po(io.BytesIO(catalogue), charset="utf-8")
    return Catalogue({str(message.id): str(message.string) for message in messages if message.id and message.string})
