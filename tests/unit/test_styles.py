"""CSL styles: which can be used, and that all of a kind are formatted soundly."""

from dataclasses import dataclass
from types import SimpleNamespace

import pytest

from make_the_connection.content.citation import Cluster, parse_cluster
from make_the_connection.content.records import RecordClasses
from make_the_connection.languages import Language
from make_the_connection.references import Processor, is_suitable, known_styles, plain


@dataclass(frozen=True)
class Work:
    """As much of an entry as the processor reads."""

    id: str
    facts: SimpleNamespace


@pytest.mark.parametrize(
    "style", ["apa", "harvard-cite-them-right", "chicago-author-date", "modern-language-association"]
)
def test_styles_that_name_authors_can_be_used(style: str) -> None:
    assert is_suitable(style)


@pytest.mark.parametrize(
    ("style", "why_not"),
    [
        ("ieee", "numbers"),
        ("nature", "numbers"),
        ("oscola", "notes"),
        ("journal-of-infectious-diseases", "numbers, whatever it says of itself"),
        ("no-such-style", "unknown"),
    ],
)
def test_others_cannot(style: str, why_not: str) -> None:
    assert not is_suitable(style), why_not
    assert (style in known_styles()) is (why_not != "unknown")


# Brackets, what joins author, year and page, and the word or sign for "and": each differs somewhere here.
@pytest.mark.parametrize(
    ("style", "brackets", "sentence", "without_author"),
    [
        ("apa", "(Kools & Stoll, 2016, pp. 3–5)", "Kools and Stoll (2016)", "(2016)"),
        ("harvard-cite-them-right", "(Kools and Stoll, 2016, pp. 3–5)", "Kools and Stoll (2016)", "(2016)"),
        ("cardiff-university-harvard", "(Kools and Stoll 2016, pp.3–5)", "Kools and Stoll (2016)", "(2016)"),
        ("chicago-author-date", "(Kools and Stoll 2016, 3–5)", "Kools and Stoll (2016)", "(2016)"),
        ("academy-of-management-review", "(Kools & Stoll, 2016: 3–5)", "Kools and Stoll (2016)", "(2016)"),
        ("sozialwissenschaften-heilmann", "(Kools/Stoll 2016: 3–5)", "Kools/Stoll (2016)", "(2016)"),
        ("hamburg-school-of-food-science", "(KOOLS and STOLL, 2016)", "KOOLS and STOLL (2016)", "(2016)"),
        ("yeast", "[Kools and Stoll 2016, 3–5]", "Kools and Stoll [2016]", "[2016]"),
        ("modern-language-association", "(Kools and Stoll 3–5)", "Kools and Stoll", "(Kools and Stoll)"),
    ],
)
def test_author_and_year_are_told_apart_in_every_style(
    every_kind: RecordClasses, english: Language, style: str, brackets: str, sentence: str, without_author: str
) -> None:
    people = [{"family": "Kools", "given": "Marco"}, {"family": "Stoll", "given": "Louise"}]
    record = {"type": "report", "title": "What?", "author": people, "issued": "2016", "publisher": "OECD"}
    work = Work("kools", SimpleNamespace(csl=every_kind.csl.model_validate(record)))
    processor = Processor([work], english, style)  # type: ignore[list-item]

    def cited(text: str, *, in_text: bool = False) -> str:
        cluster = parse_cluster(text, english.locators)
        assert cluster is not None
        return "".join(words for words, _ in processor.cited(Cluster(cluster.citations, in_text=in_text)))

    assert (cited("@kools, pp. 3-5"), cited("@kools", in_text=True), cited("-@kools")) == (
        brackets,
        sentence,
        without_author,
    )


def test_ranges_of_pages_are_never_cut_to_what_is_wrong(every_kind: RecordClasses, english: Language) -> None:
    works = [
        Work(f"w{number}", SimpleNamespace(csl=every_kind.csl.model_validate(
            {"type": "article-journal", "title": "T", "container-title": "J", "issued": "2020", "page": pages}
        )))
        for number, pages in enumerate(("3-16", "12-126", "179-198"))
    ]  # fmt: skip
    entries = Processor(works, english, "modern-language-association").entries  # type: ignore[arg-type]
    assert [plain(entries[key]).partition("pp. ")[2] for key in ("w0", "w1", "w2")] == ["3–16.", "12–126.", "179–198."]


def test_while_a_style_cannot_be_used_the_usual_one_is(english: Language) -> None:
    assert Processor([], english, "ieee").style == "apa"
    assert Processor([], english, "no-such-style").style == "apa"
