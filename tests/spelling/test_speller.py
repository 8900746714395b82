"""Which words each language knows."""

from collections.abc import Callable, Mapping

import pytest
from speller import Speller, plain

pytestmark = pytest.mark.spelling


@pytest.mark.parametrize(
    "words",
    [
        "yng Nghymru, i ddysgu, ei hysgol, fy nysgu, eu nhîm, a phwysau",
        "i’r, o’i, a’u, â’r, i’w, a’ch, sy’n, p’un",
        "blaenoriaethau’r ysgol, fideo’n, GwE’n, Education Scotland’n",
        "cyd-fynd, newydd-ddyfodiaid, cyd‑fynd, 11-mlwydd",
        "dŵr, tŷ, gŵyr, gweddïo, sgôr, gwy\u0302r",
        "gellir, Gellir",
        "o’r enw “teachers’ learning” neu ‘shared vision’",
    ],
)
def test_good_welsh_is_known(spellers: Mapping[str, Speller], words: str) -> None:
    assert spellers["cy"].misspelt(words, [spellers["en"]]) == []


@pytest.mark.parametrize(
    "word",
    [
        "nghymru",
        "glasllwch",
        "ysgolyon",
        "arweinyddaeth",
        "tim",
        "ty",
        "cyd-fynnd",
        "blaenoriathau’r",
        "dysgwyr’r",
        "vision",
    ],
)
def test_bad_welsh_is_found(spellers: Mapping[str, Speller], word: str) -> None:
    assert spellers["cy"].misspelt(f"Nid yw “{word}” yn air.") == [plain(word)]


@pytest.mark.parametrize(
    "words",
    [
        "to organise a centre, to practise, our judgement",
        "the teacher’s, the teachers’, Estyn’s, Dŵr y Felin’s, it’s",
        "well-being, an 11-year-old, the 21st, UTF-8",
        "from ‘Cymraeg Mewn Blwyddyn’",
        "A long name from Vale of\nGlamorgan",
    ],
)
def test_good_english_is_known(spellers: Mapping[str, Speller], words: str) -> None:
    assert spellers["en"].misspelt(words, [spellers["cy"]]) == []


@pytest.mark.parametrize(
    "word", ["organize", "center", "color", "focussed", "recieve", "her’s", "estyn", "ysgol", "pre-scool"]
)
def test_bad_and_american_english_is_found(spellers: Mapping[str, Speller], word: str) -> None:
    assert spellers["en"].misspelt(f"There is no “{word}”.") == [plain(word)]


def test_a_part_of_a_listed_name_is_right_nowhere_else(speller: Callable[..., Speller]) -> None:
    english = speller("en", ["Dŵr y Felin"])
    assert english.misspelt("Dŵr y Felin; Felin, dŵr y felin.") == ["Felin", "dŵr", "felin"]
