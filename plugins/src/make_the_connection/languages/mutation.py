"""The forms that a word takes where a language changes how it begins.

A pack declares the changes as tables, from how the dictionary's form begins to how the changed one does. The tables of
Welsh are those that its grammars give (Gareth King, Modern Welsh: A Comprehensive Grammar, Routledge). They say which
changes there are and not when each is made: some of the forms given here are never written.
"""

import unicodedata
from collections.abc import Mapping, Sequence


class Mutations:
    """Tables of changes by their names, in the order of the pack; a language that has none gives each word as it is.

    `letters` are those of the language's alphabet: Welsh *chwaer* begins with `ch`, and so not with a `c` that changes.
    """

    def __init__(self, tables: Mapping[str, Mapping[str, str]], letters: Sequence[str]) -> None:
        self.tables = tables
        begun = {*letters, *(letter for table in tables.values() for letter in table)}
        self._letters = sorted(begun, key=lambda letter: (-len(letter), letter))

    def forms(self, word: str) -> tuple[str, ...]:
        """The word as the dictionary has it and then its changed forms, each once: *Cymru, Gymru, Nghymru, Chymru*.

        Of several words only the first changes. A capital stays where it stood: at the beginning.
        """
        word = unicodedata.normalize("NFC", word)
        small = word.lower()
        letter = next((letter for letter in self._letters if small.startswith(letter)), "")
        changed = [table[letter] + word[len(letter) :] for table in self.tables.values() if letter in table]
        forms = [form[:1].upper() + form[1:] for form in changed] if word[:1].isupper() else changed
        return tuple(dict.fromkeys((word, *forms)))
