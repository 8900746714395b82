"""The folders and files of new works."""

import re
import unicodedata
from collections.abc import Collection, Mapping
from typing import Any

import yaml

from make_the_connection.content.reading import SCHEMA
from make_the_connection.references.duplicates import titles
from make_the_connection.references.formats.record import Record

_LONGEST = 40
"""Characters of the name of a body in an id."""
_WORD = 24
"""Letters of a word in an id."""
_TELLING = 5
"""Letters of a word of a title that tells a work from others."""


_DEVICES = frozenset(
    {"aux", "con", "nul", "prn", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))}
)
"""Names that no folder can have on Windows."""


class _Dumper(yaml.SafeDumper):
    """Quotes what our reader, which follows YAML 1.2, would not take for text."""


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style="'" if _is_number(value) else None)


def _is_number(value: str) -> bool:
    for kind in (float, lambda text: int(text, 0)):
        try:
            kind(value)
        except ValueError:
            continue
        return True
    return False


_Dumper.add_representer(str, _text)


def in_yaml(value: Mapping[str, Any]) -> str:
    """A mapping as facts files write it."""
    return yaml.dump(value, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=120)


def facts_text(facts: Mapping[str, Any], depth: int = 1) -> str:
    """A facts file in a folder so many below that of its schema."""
    return f"# yaml-language-server: $schema={'../' * depth}{SCHEMA}\n{in_yaml(facts)}"


def new_id(record: Record, taken: Collection[str]) -> str:
    """An id that nobody has: `family-2020`, `family-family-2020`, `body-2020`; if need be, a word of the title more."""
    people = record.get("author") or record.get("editor") or []
    names = [_slug(_called(person)) for person in people[: len(people) if len(people) < 3 else 1]]
    words = [word for word in _slug(titles(record)[0]).split("-") if word]
    told = "-".join(filter(None, names)) or "-".join(words[:3]) or "work"
    telling = next((word for word in words if len(word) >= _TELLING and word not in told.split("-")), "")
    year = str(record.get("issued", ""))[:4]
    base = f"{told}-{year}" if year else f"{told}-{telling}" if telling else told
    others = [base, f"{base}-{telling}" if telling and year else base]
    others += [f"{base}-{letter}" for letter in "bcdefghijklmnopqrstuvwxyz"]
    free = next((each for each in others if each not in taken and each not in _DEVICES), None)
    return free or next(f"{base}-{number}" for number in range(2, len(taken) + 3) if f"{base}-{number}" not in taken)


def _called(person: Mapping[str, str]) -> str:
    if literal := person.get("literal"):
        return literal
    return f"{person.get('non-dropping-particle', '')} {person.get('family', '')}"


def _slug(text: str) -> str:
    """A text in the letters of an id."""
    letters = unicodedata.normalize("NFKD", re.sub(r"['’‘]", "", text)).lower()
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    words = [word[:_WORD] for word in re.findall(r"[a-z0-9]+", plain)][:_LONGEST]
    while len("-".join(words)) > _LONGEST and len(words) > 3:
        words.pop()
    return "-".join(words)
