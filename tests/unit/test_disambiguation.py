"""Works told apart in citations, and works cited together."""

from collections.abc import Callable
from dataclasses import dataclass
from types import SimpleNamespace

import pytest

from make_the_connection.content.citation import Cluster, parse_cluster
from make_the_connection.content.records import RecordClasses
from make_the_connection.languages import Language
from make_the_connection.references import Processor, plain


@dataclass(frozen=True)
class Work:
    """As much of an entry as the processor reads."""

    id: str
    facts: SimpleNamespace


Made = Callable[..., dict[str, Processor]]


@pytest.fixture
def made(every_kind: RecordClasses, english: Language, welsh: Language) -> Made:
    """Processors of works in a style, by language: each `Harris, A. & Elder, Z. 2022 Title`, or with no year."""

    def make(style: str = "apa", /, **works: str) -> dict[str, Processor]:
        entries = [
            Work(key, SimpleNamespace(csl=every_kind.csl.model_validate(_record(text)))) for key, text in works.items()
        ]
        first = Processor(entries, english, style)  # type: ignore[arg-type]
        return {"en": first, "cy": Processor(entries, welsh, style, first)}  # type: ignore[arg-type]

    return make


def _record(text: str) -> dict[str, object]:
    """The record of a book: authors, a bar, a year or none, a bar and a title, with a Welsh one behind a stroke."""
    names, year, title = (part.strip() for part in text.split("|"))
    titles = dict(zip(("en", "cy"), title.split(" / "), strict=False))
    people = [name.strip() for name in names.split("&") if name.strip()]
    record: dict[str, object] = {"type": "book", "title": titles if len(titles) > 1 else title, "language": "en"}
    record["author"] = [
        dict(zip(("family", "given"), name.split(", "), strict=True)) if ", " in name else {"literal": name}
        for name in people
    ]
    return {**record, "issued": year} if year else record


def cited(processor: Processor, text: str, *, in_text: bool = False) -> str:
    cluster = parse_cluster(text, processor.language.locators)
    assert cluster is not None
    return "".join(words for words, _ in processor.cited(Cluster(cluster.citations, in_text=in_text)))


class TestLetters:
    def test_tell_works_of_one_author_and_year_apart_by_their_titles(self, made: Made) -> None:
        english = made(
            b="Estyn | 2018 | The Annual Report", a="Estyn | 2018 | Improving Teaching", c="Estyn | 2019 | C"
        )["en"]
        assert [cited(english, f"@{key}") for key in "abc"] == ["(Estyn, 2018b)", "(Estyn, 2018a)", "(Estyn, 2019)"]
        assert [plain(entry) for entry in english.entries.values()] == [
            "Estyn. (2018a). The Annual Report.",
            "Estyn. (2018b). Improving Teaching.",
            "Estyn. (2019). C.",
        ]

    def test_are_those_of_the_first_language_everywhere(self, made: Made) -> None:
        welsh = made(a="Estyn | 2018 | Wales / Addysg", b="Estyn | 2018 | Teachers / Ysgolion")["cy"]
        assert cited(welsh, "@a") == "(Estyn, 2018b)"
        assert [plain(entry) for entry in welsh.entries.values()] == [
            "Estyn. (2018a). Ysgolion.",
            "Estyn. (2018b). Addysg.",
        ]

    def test_stand_behind_a_hyphen_where_there_is_no_year(self, made: Made) -> None:
        both = made(a="Estyn | | Advice", b="Estyn | | Guidance")
        assert [cited(both["en"], f"@{key}") for key in "ab"] == ["(Estyn, n.d.-a)", "(Estyn, n.d.-b)"]
        assert [plain(entry) for entry in both["cy"].entries.values()] == [
            "Estyn. (d.d.-a). Advice.",
            "Estyn. (d.d.-b). Guidance.",
        ]

    def test_stand_behind_the_first_year_where_a_style_says_nothing_of_them(self, made: Made) -> None:
        works = {"a": "Estyn | 2018 | A", "b": "Estyn | 2018 | B", "c": "Estyn | | C", "d": "Estyn | | D"}
        english = made("elsevier-harvard", **works)["en"]
        assert [cited(english, f"@{key}") for key in works] == [
            "(Estyn, 2018a)",
            "(Estyn, 2018b)",
            "(Estyn, n.d.-a)",
            "(Estyn, n.d.-b)",
        ]
        assert plain(english.entries["b"]) == "Estyn, 2018b. B."

    def test_stand_where_the_style_has_a_place_for_them(self, made: Made) -> None:
        style = "harvard-cite-them-right"
        english = made(style, a="Estyn | 2018 | A", b="Estyn | 2018 | B", c="Estyn | | C", d="Estyn | | D")["en"]
        assert [cited(english, f"@{key}") for key in "abcd"] == [
            "(Estyn, 2018a)",
            "(Estyn, 2018b)",
            "(Estyn, no date a)",
            "(Estyn, no date b)",
        ]
        assert plain(english.entries["b"]) == "Estyn (2018b) B."

    @pytest.mark.slow
    def test_go_on_behind_z(self, made: Made) -> None:
        works = {
            f"w{number:02}": f"Estyn | 2018 | Report {chr(97 + number // 26)}{number % 26:02}" for number in range(28)
        }
        english = made(**works)["en"]
        assert [cited(english, f"@w{number}") for number in (25, 26, 27)] == [
            "(Estyn, 2018z)",
            "(Estyn, 2018aa)",
            "(Estyn, 2018ab)",
        ]
        assert list(english.entries) == sorted(works)


class TestNames:
    def test_as_many_as_tell_works_apart_stand_before_the_others(self, made: Made) -> None:
        english = made(
            a="Harris, A. & Elder, Z. & Jones, M. & Cooze, A. | 2022 | A",
            b="Harris, A. & Jones, M. & Crick, T. & Elder, Z. | 2022 | B",
            c="Harris, A. & Jones, M. & Crick, T. | 2020 | C",
        )["en"]
        assert [cited(english, f"@{key}") for key in "abc"] == [
            "(Harris, Elder, et al., 2022)",
            "(Harris, Jones, et al., 2022)",
            "(Harris et al., 2020)",
        ]
        assert cited(english, "@a", in_text=True) == "Harris, Elder, et al. (2022)"

    def test_are_all_there_where_only_one_would_be_left_for_et_al(self, made: Made) -> None:
        both = made(
            a="Harris, A. & Jones, M. & Crick, T. | 2020 | A", b="Harris, A. & Jones, M. & Azorín, C. | 2020 | B"
        )
        assert cited(both["en"], "@a") == "(Harris, Jones, & Crick, 2020)"
        assert cited(both["en"], "@a", in_text=True) == "Harris, Jones, and Crick (2020)"
        assert cited(both["cy"], "@b", in_text=True) == "Harris, Jones, ac Azorín (2020)"

    def test_are_no_more_where_the_same_authors_wrote_both(self, made: Made) -> None:
        people = "Harris, A. & Jones, M. & Crick, T."
        english = made(a=f"{people} | 2020 | A", b=f"{people} | 2020 | B")["en"]
        assert [cited(english, f"@{key}") for key in "ab"] == ["(Harris et al., 2020a)", "(Harris et al., 2020b)"]


class TestGivenNames:
    def test_tell_first_authors_of_one_family_name_apart_whatever_the_year(self, made: Made) -> None:
        english = made(
            a="Evans, Gareth & Jones, K. | 2023 | A", b="Evans, Linda | 2014 | B", c="Rees, A. & Evans, B. | 2014 | C"
        )["en"]
        assert [cited(english, f"@{key}") for key in "abc"] == [
            "(G. Evans & Jones, 2023)",
            "(L. Evans, 2014)",
            "(Rees & Evans, 2014)",
        ]
        assert cited(english, "@a, p. 3", in_text=True) == "G. Evans and Jones (2023, p. 3)"

    def test_are_not_needed_where_one_may_be_the_short_form_of_the_other(self, made: Made) -> None:
        english = made(a="Timperley, Helen | 2007 | A", b="Timperley, H. S. | 2011 | B")["en"]
        assert [cited(english, f"@{key}") for key in "ab"] == ["(Timperley, 2007)", "(Timperley, 2011)"]

    def test_stand_in_full_where_initials_do_not_tell_and_the_style_allows_it(self, made: Made) -> None:
        works = {"a": "Evans, Jane | 2014 | A", "b": "Evans, John | 2015 | B"}
        assert cited(made(**works)["en"], "@a") == "(Evans, 2014)"
        assert cited(made("chicago-author-date", **works)["en"], "@a") == "(Jane Evans 2014)"

    def test_are_only_there_for_works_that_are_alike_where_the_style_has_it_so(self, made: Made) -> None:
        english = made(
            "harvard-cite-them-right",
            a="Evans, Gareth | 2014 | A",
            b="Evans, Linda | 2014 | B",
            c="Evans, Linda | 2015 | C",
        )["en"]
        assert [cited(english, f"@{key}") for key in "abc"] == ["(G. Evans, 2014)", "(L. Evans, 2014)", "(Evans, 2015)"]


WORKS = {
    "k": "Kennedy, A. | 2014 | K",
    "e1": "Evans, L. | 2014 | E",
    "e2": "Evans, L. | 2019 | E",
    "e3": "Evans, L. | | E",
    "s1": "Stoll, L. | 2012 | A",
    "s2": "Stoll, L. | 2012 | B",
}


class TestGroups:
    @pytest.mark.slow
    @pytest.mark.parametrize(
        ("written", "words"),
        [
            ("@k; @e1", "(Evans, 2014; Kennedy, 2014)"),
            ("@k; @e2; @e1", "(Evans, 2014, 2019; Kennedy, 2014)"),
            ("@e2; @e3; @e1", "(Evans, n.d., 2014, 2019)"),
            ("@s2; @s1", "(Stoll, 2012a, 2012b)"),
            ("@e1, p. 3; @e2", "(Evans, 2014, p. 3; Evans, 2019)"),
            ("@e1; @e2, p. 3", "(Evans, 2014; Evans, 2019, p. 3)"),
            ("@e1, p. 3; @e1, p. 9", "(Evans, 2014, p. 3; Evans, 2014, p. 9)"),
            ("see @k; @e2; @e1", "(see Kennedy, 2014; Evans, 2014, 2019)"),
            ("@k; see also @e1", "(Kennedy, 2014; see also Evans, 2014)"),
            ("@k, for long; @e1", "(Kennedy, 2014, for long; Evans, 2014)"),
            ("@e1; see @e2", "(Evans, 2014; see Evans, 2019)"),
            ("-@e2; @e1", "(Evans, 2014; 2019)"),
        ],
    )
    def test_are_in_the_order_of_the_style_and_each_author_once(self, made: Made, written: str, words: str) -> None:
        assert cited(made(**WORKS)["en"], written) == words

    @pytest.mark.parametrize(
        ("style", "written", "words"),
        [
            ("harvard-cite-them-right", "@e2; @k; @e1", "(Evans, 2014, 2019; Kennedy, 2014)"),
            ("chicago-author-date", "@k; @e2; @s1; @e1", "(Kennedy 2014; Evans 2019, 2014; Stoll 2012a)"),
            ("cardiff-university-harvard", "@e2; @k; @e1", "(Evans 2014; Kennedy 2014; Evans 2019)"),
            ("elsevier-harvard", "@s1; @s2", "(Stoll, 2012a, 2012b)"),
            ("modern-language-association", "@k, p. 3; @s1", "(Kennedy 3; Stoll, A)"),
        ],
    )
    def test_are_as_other_styles_have_them(self, made: Made, style: str, written: str, words: str) -> None:
        assert cited(made(style, **WORKS)["en"], written) == words

    def test_name_each_work_in_a_piece_of_its_own(self, made: Made) -> None:
        processor = made(**WORKS)["en"]
        cluster = parse_cluster("see @e1; @e2; @k, p. 3, and others", processor.language.locators)
        assert cluster is not None
        assert processor.cited(cluster) == (
            ("(see ", ""),
            ("Evans, 2014", "e1"),
            ("; ", ""),
            ("Evans, 2019", "e2"),
            ("; ", ""),
            ("Kennedy, 2014, p. 3", "k"),
            (", and others)", ""),
        )


class TestInTheSentence:
    def test_other_works_stand_in_the_brackets_of_the_first(self, made: Made) -> None:
        processor = made(**WORKS)["en"]
        cluster = parse_cluster("@k, p. 3; see also @e1", processor.language.locators)
        assert cluster is not None
        assert processor.cited(Cluster(cluster.citations, in_text=True)) == (
            ("Kennedy (2014, p. 3", "k"),
            ("; see also ", ""),
            ("Evans, 2014", "e1"),
            (")", ""),
        )

    def test_the_sign_in_the_name_of_a_body_is_its_own(self, made: Made) -> None:
        english = made(a="Taylor and Sons | 2014 | A")["en"]
        assert cited(english, "@a", in_text=True) == "Taylor and Sons (2014)"

    def test_a_style_without_years_has_the_author_alone(self, made: Made) -> None:
        english = made("modern-language-association", a="Evans, L. | 2014 | A")["en"]
        assert cited(english, "@a", in_text=True) == "Evans"
        assert cited(english, "@a, p. 3", in_text=True) == "Evans (3)"
        assert cited(english, "-@a, p. 3") == "(3)"
