"""Dates in words that name a day of the week."""

from pathlib import Path

import pytest

from make_the_connection.content.weekdays import Dates
from make_the_connection.languages import load_language

PACKS = Path(__file__).parents[1] / "sites" / "orchard" / "languages"


def wrong(code: str, text: str) -> list[tuple[str, str]]:
    dates = Dates(load_language(code, PACKS))
    return [(" ".join(found.written.split()), found.right) for found in dates.wrong(text)]


@pytest.mark.parametrize(
    ("code", "text", "right"),
    [
        ("en", "Thursday 23 January 2024", "Tuesday"),
        ("en", "Thursday, 23rd January 2024", "Tuesday"),
        ("en", "Thursday the 23rd of January 2024", "Tuesday"),
        ("en", "Thursday, January 23, 2024", "Tuesday"),
        ("en", "Thu 23 Jan 2024", "Tuesday"),
        ("en", "thursday\n23 January 2024", "Tuesday"),
        ("cy", "Dydd Iau 23 Ionawr 2024", "Dydd Mawrth"),
        ("cy", "ddydd Iau, 23ain o Ionawr 2024", "Dydd Mawrth"),
        ("cy", "dydd Iau y 26ain o Fawrth 2024", "Dydd Mawrth"),
        ("de", "Donnerstag, 23. Januar 2024", "Dienstag"),
        ("de", "Do., 23. Jan. 2024", "Dienstag"),
        ("de", "Donnerstag, den 23. Januar 2024", "Dienstag"),
        ("fr-CH", "jeudi 23 janvier 2024", "mardi"),
        ("fr-CH", "mercredi 1er mai 2023", "lundi"),
    ],
)
def test_a_weekday_that_is_not_its_dates_is_found(code: str, text: str, right: str) -> None:
    assert wrong(code, f"Ar {text}.") == [(text.replace("\n", " "), right)]


def test_only_the_last_word_of_a_weekday_is_needed() -> None:
    assert wrong("cy", "nos Iau 23 Ionawr 2024") == [("Iau 23 Ionawr 2024", "Dydd Mawrth")]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Tuesday 23 January 2024"),
        ("en", "Thursday 23 January"),
        ("en", "Thursday and 23 January 2024"),
        ("en", "Thursday 31 June 2024"),
        ("en", "Thursdays 23 January 2024"),
        ("en", "Thursday to 23 January 2024"),
        ("en", "It prints “Thursday 23 January 2024”, a Tuesday."),
        ("en", "It doesn’t print ‘on Thursday 23 January 2024 we’ll begin’."),
        ("cy", "Dydd Mawrth 23 Ionawr 2024"),
        ("cy", "ym Mawrth 23 Ionawr 2024 x"),
        ("de", "Dort steht „Donnerstag, 23. Januar 2024“."),
        ("fr-CH", "On lit « jeudi 23 janvier 2024 »."),
    ],
)
def test_what_fits_or_is_quoted_or_has_no_year_is_let_be(code: str, text: str) -> None:
    assert wrong(code, text) == []


@pytest.mark.parametrize("mark", ["“", "‘", "„", '"', "‘’a", "Thursday, 23 ", "Thursday 23 January 20", "Thursday  "])
def test_text_made_to_be_slow_is_read_through(mark: str) -> None:
    assert wrong("en", mark * 20_000) == []
