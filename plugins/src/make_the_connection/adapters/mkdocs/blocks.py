"""The HTML of macros, kept out of Markdown's way: it is whole already, and long to read through."""

import re

from markdown import Markdown

_STARTS = re.compile(r"\s*<([a-z][a-z0-9]*)")
_PLACE = re.compile(r'<div data-made="\d+"></div>')
_OF_ITS_OWN = frozenset(Markdown().block_level_elements)


class Blocks:
    """What macros made in a pass. Words within a line are not kept, as Markdown has to know where the line ends."""

    def __init__(self) -> None:
        self.made: dict[str, str] = {}

    def kept(self, html: str) -> str:
        """What stands in the Markdown of a page in place of a macro's HTML."""
        starts = _STARTS.match(html)
        if starts is None or starts[1] not in _OF_ITS_OWN:
            return html
        place = f'<div data-made="{len(self.made)}"></div>'
        self.made[place] = html
        return place

    def filled(self, html: str) -> str:
        """The HTML of a page with that of its macros, which none that is kept has in it."""
        return _PLACE.sub(lambda place: self.made.get(place[0], place[0]), html)
