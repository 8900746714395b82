"""Where sentences end, and what stands in them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from make_the_connection.content.citation import Cluster
from make_the_connection.content.grammar import markdown
from make_the_connection.content.inspection import Mention
from make_the_connection.content.sentences import sentences
from make_the_connection.languages import Language, load_language


def said(text: str, language: Language) -> list[str]:
    """Each sentence, with `@` for a citation and nothing for a link."""
    blocks = [token for token in markdown(language).parse(text) if token.type == "inline"]
    return [
        "".join(piece if isinstance(piece, str) else "@" if isinstance(piece, Cluster) else "" for piece in sentence)
        for block in blocks
        for sentence in sentences(block, language)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three? Four… Five", ["One.", "Two!", "Three?", "Four…", "Five"]),
        ("They cite Jones et al. (2020). So do we.", ["They cite Jones et al. (2020).", "So do we."]),
        ("Some, e.g. Welsh ones, i.e. ours. Others are not.", ["Some, e.g. Welsh ones, i.e. ours.", "Others are not."]),
        ("Dr. Evans and J. A. Jones came. On p. 3 they left.",
         ["Dr. Evans and J. A. Jones came.", "On p. 3 they left."]),
        ("“Why?” “Because.” (They went.) *It rained.* All day.",
         ["“Why?”", "“Because.”", "(They went.)", "It rained.", "All day."]),
        ("“Why?” she asked. Nobody knew.", ["“Why?” she asked.", "Nobody knew."]),
        ("It was 3.5 cm. “Short,” they said.", ["It was 3.5 cm.", "“Short,” they said."]),
        ("It is so. [@a; @b, p. 3] It is not [@c].", ["It is so. @", "It is not @."]),
        ("As it is. @a says so. (See @b.) 2020 was dry.", ["As it is.", "@ says so.", "(See @.)", "2020 was dry."]),
        ("A line\nand the next. [Words](work:a) lead on.", ["A line and the next.", "Words lead on."]),
        ("Code `is. B` stays. {{ macro('A. B') }} It is not.", ["Code is.", "B stays.", "It is not."]),
    ],
)  # fmt: skip
def test_sentences_end_where_readers_see_them_end(text: str, expected: list[str], english: Language) -> None:
    assert said(text, english) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Felly, h.y. ar d. 3. Gweler t. 5, pen. 2. Dyna ni.",
         ["Felly, h.y. ar d. 3.", "Gweler t. 5, pen. 2.", "Dyna ni."]),
        ("Dyma rai, e.e. Jones et al. (2020). Ŵyr neb.", ["Dyma rai, e.e. Jones et al. (2020).", "Ŵyr neb."]),
    ],
)  # fmt: skip
def test_each_language_has_its_own_abbreviations(text: str, expected: list[str], welsh: Language) -> None:
    assert said(text, welsh) == expected


def test_a_link_to_an_entry_stands_where_its_words_begin(english: Language) -> None:
    (block,) = [token for token in markdown(english).parse("See [that](work:a#b), [@c].") if token.type == "inline"]
    ((before, link, words, cluster, after),) = sentences(block, english)
    assert (before, words, after) == ("See ", "that, ", ".")
    assert isinstance(link, Mention)
    assert (link.key, link.anchor) == ("work:a", "b")
    assert isinstance(cluster, Cluster)


def test_headings_and_cells_are_sentences_of_their_own(english: Language) -> None:
    assert said("### What\n\n| One | Two |\n|---|---|\n| Three | Four |", english) == [
        "What",
        "One",
        "Two",
        "Three",
        "Four",
    ]


pieces = st.sampled_from(
    ["word", "Word", "et al.", "p. 3", "A.", "end.", "“End.”", "why?", "[@a]", "@b", "(see", "2020)"]
)


@given(st.lists(pieces, min_size=1, max_size=30))
def test_nothing_is_lost_and_nothing_is_said_twice(written: list[str]) -> None:
    written = ["First", *written]
    read = [{"[@a]": "@", "@b": "@"}.get(word, word) for piece in written for word in piece.split()]
    assert " ".join(said(" ".join(written), load_language("en"))).split() == read
