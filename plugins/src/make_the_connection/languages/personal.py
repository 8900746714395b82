"""The words and shapes by which a language, and the countries where it is written, may tell who somebody is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Personal:
    """What a pack says of personal data.

    Regular expressions are written as Python's `re` and JavaScript's with the flag `u` read alike. `phone`, `postcode`
    and `number` are shapes. `behind_name`, `before_name` and `few` are phrases: a space stands for any one space, ’ for
    any apostrophe, `{closed}` for the end of what is said, and `{word}` for what `made_of` has under it: a phrase, or
    words, each of which stands for all its forms. None of `not_before_few` stands before a phrase of `few`.

    `no_names` are words with a capital letter, or their endings after a hyphen, that are nobody's name; behind a word
    of `naming` stands the name of something else.
    """

    phone: tuple[str, ...] = ()
    postcode: tuple[str, ...] = ()
    number: tuple[str, ...] = ()
    behind_name: tuple[str, ...] = ()
    before_name: tuple[str, ...] = ()
    few: tuple[str, ...] = ()
    not_before_few: tuple[str, ...] = ()
    made_of: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
    no_names: tuple[str, ...] = ()
    naming: tuple[str, ...] = ()


def personal(pack: Mapping[str, Any]) -> Personal:
    """What a pack holds under `personal`; `no_names` and `naming` are divided at spaces."""
    made_of = {name: made if isinstance(made, str) else tuple(made) for name, made in pack.get("made_of", {}).items()}
    divided = {name: tuple(pack.get(name, "").split()) for name in ("no_names", "naming")}
    lists = ("phone", "postcode", "number", "behind_name", "before_name", "few", "not_before_few")
    return Personal(**{name: tuple(pack.get(name, ())) for name in lists}, **divided, made_of=made_of)
