"""What of the crosswalk each format carries, as the guide page about it shows. Tests hold it to the files."""

from collections.abc import Mapping
from enum import StrEnum


class Carried(StrEnum):
    """How far a format carries something: `OWN` where only those see it who know the terms that are ours."""

    WHOLE = "whole"
    OWN = "own"
    PART = "part"
    NONE = "none"


FORMATS = ("crosswalk.json", "crosswalk.csv", "1EdTech CASE", "SKOS", "schema.org")

_WORDS = {"+": Carried.WHOLE, "o": Carried.OWN, "/": Carried.PART, "-": Carried.NONE}

# One mark for each of the formats, in their order.
_TABLE = {
    "pairs": "++++/",
    "relation": "++o+-",
    "relation-words": "+/o+-",
    "why": "++++-",
    "basis": "++++-",
    "source": "++o+-",
    "wording": "++oo-",
    "maker": "++o+-",
    "strength": "++oo-",
    "review": "++oo-",
    "unrelated": "+----",
    "cells": "+----",
    "titles": "+++++",
    "title-status": "++///",
    "summaries": "+-o++",
    "translation": "+-o--",
    "editions": "+-/++",
    "replaced": "+-++-",
    "pages": "+--++",
}

CARRIED: Mapping[str, Mapping[str, Carried]] = {
    what: dict(zip(FORMATS, (_WORDS[mark] for mark in marks), strict=True)) for what, marks in _TABLE.items()
}
"""For each thing there is to carry, by format, how far it is carried."""
