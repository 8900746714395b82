"""DOIs, ISBNs, ISSNs and pages: what is one, and in which form they are compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from make_the_connection.content.identifiers import comparable_doi, doi, is_doi, isbn, issn, pages


@pytest.mark.parametrize(
    "text",
    [
        "10.1000/182",
        "10.1080/13632434.2019.1647418",
        "10.1016/S0140-6736(05)71146-6",
        "10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O",
        "10.1000.10/123456",
    ],
)
def test_is_a_doi(text: str) -> None:
    assert is_doi(text)


@pytest.mark.parametrize(
    "text",
    ["", "10.1000", "10.1000/", "11.1000/1", "10.12/1", "10.1000/a b", "10.1000/a.", "https://doi.org/10.1000/1"],
)
def test_is_no_doi(text: str) -> None:
    assert not is_doi(text)


@pytest.mark.parametrize(
    "text", ["10.1000/A(1)", "https://doi.org/10.1000/a(1)", "http://dx.doi.org/10.1000/a%281%29", "doi: 10.1000/A(1)"]
)
def test_a_doi_is_known_in_every_form(text: str) -> None:
    assert comparable_doi(text) == "10.1000/a(1)"


def test_a_percent_sign_in_a_bare_doi_is_its_own() -> None:
    assert doi("10.1000/a%28") == "10.1000/a%28"


@pytest.mark.parametrize("text", ["0-19-852663-6", "0198526636", "978 0 19 852663 6", "9780198526636"])
def test_an_isbn_is_known_in_every_form(text: str) -> None:
    assert isbn(text) == "9780198526636"


@pytest.mark.parametrize("text", ["9780198526637", "0198526637", "97801985266", "977-0198526636", "9780198526636 x"])
def test_is_no_isbn(text: str) -> None:
    assert isbn(text) is None


def test_the_last_character_of_an_isbn_may_be_x() -> None:
    assert isbn("0-8044-2957-X") == "9780804429573"


@given(st.integers(0, 10**9 - 1), st.integers(0, 8), st.integers(1, 9))
def test_one_wrong_digit_of_an_isbn_is_noticed(number: int, place: int, more: int) -> None:
    right = next(f"978{number:09}{last}" for last in range(10) if isbn(f"978{number:09}{last}"))
    wrong = str((int(right[3 + place]) + more) % 10)
    assert isbn(f"{right[: 3 + place]}{wrong}{right[4 + place :]}") is None


def test_an_issn_is_written_with_a_hyphen() -> None:
    assert issn("19415257") == issn("1941-5257") == "1941-5257"
    assert issn("2434-561x") == "2434-561X"
    assert issn("1941-5258") is None
    assert issn("1941 5257") is None


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("111-127", "111-127"),
        ("4–9", "4-9"),
        ("707 -- 28", "707-28"),
        ("e0291278", "e0291278"),
        ("S1–S10", "S1-S10"),
        ("xi-xiv", "xi-xiv"),
        ("3,5-9; 12", "3, 5-9, 12"),
        ("12a-14b", "12a-14b"),
        ("5-5", "5-5"),
    ],
)
def test_pages_have_one_form(text: str, form: str) -> None:
    assert pages(text) == form
    assert pages(form) == form


@pytest.mark.parametrize("text", ["", "-", "9-3", "707-05", "1-2-3", "1-", "xiv-iv", "S10-S1", "n/a", "1,,2"])
def test_are_no_pages(text: str) -> None:
    assert pages(text) is None
