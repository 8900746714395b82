"""What belongs to a language: its sentences, alphabet, plurals and dates. Nothing here knows what the site is about."""

from make_the_connection.languages.language import (
    Language,
    UnknownLanguagePackError,
    load_language,
    shipped_catalogue,
    shipped_languages,
)
from make_the_connection.languages.phrasing import in_words, sentence, way_out

__all__ = [
    "Language",
    "UnknownLanguagePackError",
    "in_words",
    "load_language",
    "sentence",
    "shipped_catalogue",
    "shipped_languages",
    "way_out",
]
