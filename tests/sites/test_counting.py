"""Numbers stand before the words of this site as each language counts: Welsh nouns have up to six forms, and mutate."""

from typing import Any

import pytest
from building import ROOT, loaded

from make_the_connection.render import Reader

NUMBERS = (0, 1, 2, 3, 6, 11)

IN_WELSH = {
    "hallmark": ("dilysnod", "dilysnod", "ddilysnod", "dilysnod", "dilysnod", "dilysnod"),
    "standard": ("safon broffesiynol",) * 6,
    "dimension": tuple(
        f"{form} sefydliad sy’n dysgu"
        for form in ("dimensiwn", "dimensiwn", "ddimensiwn", "dimensiwn", "dimensiwn", "dimensiwn")
    ),
    "principle": ("egwyddor y model cenedlaethol",) * 6,
    "kind-of-learning": tuple(f"{form} o ddysgu" for form in ("math", "math", "fath", "math", "math", "math")),
    "audience": ("llwybr", "llwybr", "lwybr", "llwybr", "llwybr", "llwybr"),
    "condition": ("amod y model cenedlaethol",) * 6,
    "question": ("cwestiwn", "cwestiwn", "gwestiwn", "chwestiwn", "chwestiwn", "cwestiwn"),
    "objective": ("amcan galluogi cenedlaethol",) * 6,
    "opportunity": tuple(f"{form} o gyfle" for form in ("math", "math", "fath", "math", "math", "math")),
    "role-group": ("grŵp rolau",) * 6,
    "statement": ("hawl neu ddisgwyliad",) * 6,
    "practice": tuple(f"{form} arfer" for form in ("pwynt", "pwynt", "bwynt", "phwynt", "phwynt", "pwynt")),
    "programme": ("rhaglen", "rhaglen", "raglen", "rhaglen", "rhaglen", "rhaglen"),
    "activity": tuple(
        f"{form} neu adnodd"
        for form in ("gweithgaredd", "gweithgaredd", "weithgaredd", "gweithgaredd", "gweithgaredd", "gweithgaredd")
    ),
    "case-study": ("astudiaeth achos",) * 6,
    "reference": ("cyfeiriad", "cyfeiriad", "gyfeiriad", "chyfeiriad", "chyfeiriad", "cyfeiriad"),
}
"""What follows each of the numbers: soft mutation after dau, aspirate after tri and chwe, none after dwy in *s*."""


@pytest.fixture(scope="module")
def readers() -> dict[str, Reader]:
    site = loaded(ROOT / "mkdocs.yml").site
    assert site is not None
    return {code: Reader(site, code, "index") for code in site.languages}


def counted(reader: Reader, type_: str) -> list[str]:
    return [reader.counted(type_, number) for number in NUMBERS]


@pytest.mark.parametrize("type_", IN_WELSH)
def test_in_welsh_by_all_six_forms(readers: dict[str, Any], type_: str) -> None:
    expected = [f"{number} {word}" for number, word in zip(NUMBERS, IN_WELSH[type_], strict=True)]
    assert counted(readers["cy"], type_) == expected


def test_in_welsh_for_every_type(readers: dict[str, Any]) -> None:
    assert set(IN_WELSH) == set(readers["cy"].site.model.types)


def test_in_english_by_two(readers: dict[str, Any]) -> None:
    assert counted(readers["en"], "case-study") == [
        "0 case studies", "1 case study", "2 case studies", "3 case studies", "6 case studies", "11 case studies",
    ]  # fmt: skip


@pytest.mark.parametrize(("code", "number"), [("en", "1,131 hallmarks"), ("cy", "1,131 dilysnod")])
def test_thousands_as_cldr_has_them(readers: dict[str, Any], code: str, number: str) -> None:
    assert readers[code].counted("hallmark", 1131) == number
