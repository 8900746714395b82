"""Single entries of a list of references."""

import re
from typing import Any

from make_the_connection.references.citing import lettered
from make_the_connection.references.records import Records, authors


class _Once(dict[str, "_Seen"]):
    """What of a record without authors is not to be said again: its title, which stands in their place.

    citeproc-py sees to that for a variable in the place of names, but not for a macro.
    """

    def __missing__(self, tag: str) -> "_Seen":
        return self.setdefault(tag, _Seen())

    def __contains__(self, tag: object) -> bool:
        return True

    def get(self, tag: str, _: object = None) -> "_Seen":
        return self[tag]


class _Seen(list[str]):
    """The names of variables. That of the title is among them from the second time that it is looked for."""

    def __contains__(self, variable: object) -> bool:
        if super().__contains__(variable):
            return True
        if variable == "title":
            self.append("title")
        return False


class Lister:
    """Formats entries of works by the layout of a style's list."""

    def __init__(self, style: Any, records: Records) -> None:
        from citeproc import formatter

        self.records = records
        style.formatter = formatter.html
        # What is said of the elements is kept as long as these are.
        self._style = style
        self._bibliography = style.bibliography
        self.layout = self._bibliography.layout
        self.sort = self._bibliography.find("{*}sort")

    def entry(self, key: str, letter: str = "") -> str:
        """The entry of a work, as HTML, with the letter of its year."""
        reference = self.records[key]
        if letter:
            reference["year_suffix"] = letter
        self.layout.repressed = {} if authors(reference) else _Once()
        rendered = self.layout.render_children(self.records.item(key))
        text = str(self.layout.format(self.layout.wrap(rendered))) if rendered else ""
        reference.pop("year_suffix", None)
        # A title that ends in a mark of its own needs no full stop; citeproc-py sees none behind italics.
        return re.sub(r"([.?!…])(</i>|</b>)?\.(?=\s|<|$)", r"\1\2", lettered(text, letter))
