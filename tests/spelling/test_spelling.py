"""Every word of the site is spelt as its language spells it.

A word that the dictionaries lack goes on a line of its own in `words/en.txt` or `words/cy.txt`, as the site writes it.
A name of several words is listed whole, so that its parts are right nowhere else.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from report import misspelt, told
from speller import LISTS, Speller, listed, plain
from texts import Text, sentences, texts

from make_the_connection.cli import main

pytestmark = pytest.mark.spelling

ROOT = Path(__file__).resolve().parents[2]
CATALOGUE = "plugins/src/make_the_connection/languages/packs/{}/messages.po"
LANGUAGES = sorted(path.stem for path in LISTS.glob("*.txt"))


@pytest.fixture(scope="session")
def site_texts() -> tuple[Text, ...]:
    catalogues = (text for code in LANGUAGES for text in sentences(ROOT, CATALOGUE.format(code), code))
    return (*texts(ROOT / "mkdocs.yml"), *catalogues)


def test_every_word_of_a_new_site_is_spelt_rightly(tmp_path: Path, spellers: Mapping[str, Speller]) -> None:
    assert main(["new", "site", str(tmp_path / "site")]) == 0
    found = misspelt(texts(tmp_path / "site" / "mkdocs.yml"), spellers)
    assert list(told(found, spellers, tmp_path / "site")) == []


def test_every_word_of_the_site_is_spelt_rightly(site_texts: tuple[Text, ...], spellers: Mapping[str, Speller]) -> None:
    wrong = list(told(misspelt(site_texts, spellers), spellers, ROOT))
    if wrong:
        advice = "Mend these; what is right but in no dictionary goes into tests/spelling/words/."
        pytest.fail("\n".join([*wrong, advice]), pytrace=False)


def test_every_listed_word_is_used(site_texts: tuple[Text, ...], spellers: Mapping[str, Speller]) -> None:
    list(misspelt(site_texts, spellers))
    unused = {code: sorted(set(listed(code)) - speller.used) for code, speller in spellers.items()}
    assert unused == {"en": [], "cy": []}


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_word_is_listed_that_would_be_known_without_it(speller: Callable[..., Speller], code: str) -> None:
    words = listed(code)
    needless = [word for word in words if not speller(code, [own for own in words if own != word]).misspelt(word)]
    assert needless == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_lists_are_in_order_and_name_nothing_twice(code: str) -> None:
    assert listed(code) == sorted(set(listed(code)), key=lambda word: (plain(word).casefold(), word))
