"""Words that look like others are found; what is only unusual is left alone."""

import pytest

from make_the_connection.content.disguises import disguises
from make_the_connection.content.text_source import control_character


def found(text: str) -> list[tuple[str, str]]:
    return list(disguises(text))


@pytest.mark.parametrize(
    "word",
    [
        "p\u0430ypal",
        "\u0440aypal",
        "Weathe\u0433",
        "\u0391nywhere",
        "Op\u0435n",
        "\uff41pple",
        "\U0001d41apple",
        "\u13a0ance",
        "e\u0301\u043a",
        "co\u0578l",
    ],
)
def test_letters_of_two_scripts_that_look_alike_in_one_word(word: str) -> None:
    assert found(f"The {word} here.") == [("mixed-script", word)]


@pytest.mark.parametrize(
    "text",
    [
        "Môr, tŷ, ŵy, Straße, œuvre, Đà Nẵng",
        "5 μm, 3 µg, Δt, ΔE, 10 Ω, β-carotene, π/2",
        "Погода и погода, Καλημέρα κόσμε, 日本語 abc",
        "погода/weather, sky–небо, «sky»",
        "plain words",
    ],
)
def test_whole_words_units_and_formulas_are_no_disguise(text: str) -> None:
    assert found(text) == []


def test_marks_piled_up_on_a_letter() -> None:
    word = "z\u0341\u0316\u0317\u0318algo"
    assert found(f"{word}, Vie\u0302\u0323t, o\u0304\u0308\u0301") == [("piled-marks", word)]


@pytest.mark.parametrize("character", "\u200b\u2060\u2064\u180e\u3164\ufff9\U000e0001\U000e0041\u00ad\u200d")
def test_letters_that_take_no_room_are_refused_where_no_language_needs_them(character: str) -> None:
    hidden = control_character(f"a{character}b")
    needed = character in "\u00ad\u200d"
    assert hidden is None if needed else hidden == (1, f"U+{ord(character):04X}")


def test_the_flag_of_wales_is_a_word_and_its_tags_alone_are_not() -> None:
    tags = "\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f"
    assert control_character(f"\U0001f3f4{tags}") is None
    assert control_character(f"a{tags}") == (1, "U+E0067")
