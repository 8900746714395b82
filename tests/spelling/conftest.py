"""The dictionaries, read once, and spellers made from them."""

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from spylls.hunspell import Dictionary

# At the end of the path, so that nothing of Python's own is hidden.
sys.path.append(str(Path(__file__).parent))

from speller import Speller, listed, read_dictionary

PACKAGES = Path(__file__).parent / "node_modules"
DICTIONARIES = {"en": "dictionary-en-gb", "cy": "dictionary-cy"}

JOINED = {
    # Names may have it; which other words may, the dictionary knows.
    "en": r"([A-Z].*)'s",
    # ’r, ’n and the rest stand only after a vowel.
    "cy": r"(.*[aeiouwyâêîôûŵŷïAEIOUWY])'(?:ch|i|m|n|r|th|u|w)",
}


@pytest.fixture(scope="session")
def dictionaries() -> Mapping[str, Dictionary]:
    folders = {code: PACKAGES / name for code, name in DICTIONARIES.items()}
    if not all(folder.is_dir() for folder in folders.values()):
        pytest.fail("The dictionaries are missing: run `npm ci --ignore-scripts` in tests/spelling.", pytrace=False)
    return {code: read_dictionary(folder) for code, folder in folders.items()}


@pytest.fixture(scope="session")
def speller(dictionaries: Mapping[str, Dictionary]) -> Callable[..., Speller]:
    """A new speller for a language; it may be given other words than those of its list."""
    return lambda code, own=None: Speller(dictionaries[code], listed(code) if own is None else own, JOINED[code])


@pytest.fixture
def spellers(speller: Callable[..., Speller]) -> Mapping[str, Speller]:
    return {code: speller(code) for code in DICTIONARIES}
