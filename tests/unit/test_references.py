"""Citations and lists of references: what is expected of single works stands in `citations/`, by style."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import get_args

import pytest
import yaml

from make_the_connection.content.citation import Cluster, parse_cluster
from make_the_connection.content.csl import CslType
from make_the_connection.content.records import RecordClasses
from make_the_connection.languages import Language
from make_the_connection.references import Processor, foreign_names, in_their_languages, linked, plain

CITATIONS = Path(__file__).parent / "citations"


@dataclass(frozen=True)
class Work:
    """As much of an entry as the processor reads."""

    id: str
    facts: SimpleNamespace


def golden(style: str) -> dict[str, dict[str, object]]:
    """What is said of each work in a style, by id."""
    groups = yaml.load((CITATIONS / f"{style}.yml").read_bytes(), yaml.CSafeLoader)
    return {key: said for group in groups for key, said in group["works"].items()}


STYLES = {style: golden(style) for style in ("apa", "harvard-cite-them-right")}
EXPECTED = [(style, key, code) for style, works in STYLES.items() for key in works for code in ("en", "cy")]


@pytest.fixture(scope="module")
def works(every_kind: RecordClasses) -> list[Work]:
    return [
        Work(key, SimpleNamespace(csl=every_kind.csl.model_validate(said["record"])))
        for key, said in STYLES["apa"].items()
    ]


@pytest.fixture(scope="module")
def processors(works: list[Work], english: Language, welsh: Language) -> dict[tuple[str, str], Processor]:
    made = {}
    for style in STYLES:
        first = Processor(works, english, style)  # type: ignore[arg-type]
        made |= {(style, "en"): first, (style, "cy"): Processor(works, welsh, style, first)}  # type: ignore[arg-type]
    return made


@pytest.fixture(scope="module")
def in_english(processors: dict[tuple[str, str], Processor]) -> Processor:
    return processors["apa", "en"]


@pytest.fixture(scope="module")
def in_welsh(processors: dict[tuple[str, str], Processor]) -> Processor:
    return processors["apa", "cy"]


def citing(processor: Processor, text: str, *, in_text: bool = False) -> str:
    """What a citation looks like to a reader, its links taken away."""
    cluster = parse_cluster(text, processor.language.locators)
    assert cluster is not None
    return "".join(words for words, _ in processor.cited(Cluster(cluster.citations, in_text=in_text)))


@pytest.fixture
def cited(in_english: Processor, in_welsh: Processor) -> Callable[..., str]:
    def cite(text: str, code: str = "en", *, in_text: bool = False) -> str:
        return citing(in_english if code == "en" else in_welsh, text, in_text=in_text)

    return cite


class TestGolden:
    @pytest.mark.parametrize(("style", "key", "code"), EXPECTED)
    def test_a_work_is_listed_and_cited_as_its_style_has_it(
        self, processors: dict[tuple[str, str], Processor], style: str, key: str, code: str
    ) -> None:
        said = STYLES[style][key]
        expected = {**said["en"], **(said.get("cy", {}) if code == "cy" else {})}  # type: ignore[dict-item,arg-type]
        processor = processors[style, code]
        assert {
            "entry": processor.entries[key],
            "brackets": citing(processor, f"@{key}"),
            "sentence": citing(processor, f"@{key}", in_text=True),
        } == {**expected, "entry": re.sub("&(?!lt;|gt;)", "&amp;", expected["entry"])}

    def test_every_kind_of_work_is_there(self, works: list[Work]) -> None:
        assert {work.facts.csl.type for work in works} == set(get_args(CslType))


class TestEntries:
    def test_stand_by_author_and_then_by_year(self, in_english: Processor) -> None:
        some = ("evans", "estyn", "azorin", "harris", "welsh", "llywelyn", "marchant", "van-driel", "strunk", "oldest")
        assert [key for key in in_english.entries if key.startswith(some)] == [
            "azorin-2020",
            "estyn-2018-annual",
            "estyn-2018-teaching",
            "evans-jones-2023",
            "evans-2014",
            "evans-2019",
            "harris-2022-slo",
            "oldest-companies-2019",
            "llywelyn-1995",
            "marchant-2024",
            "strunk-white-1979",
            "van-driel-2001",
            "welsh-government-2017-national-mission",
            "welsh-government-2017-standards",
            "welsh-government-2022-nple",
            "welsh-government-2025-body",
        ]

    def test_stand_by_the_alphabet_of_the_language(
        self, every_kind: RecordClasses, english: Language, welsh: Language
    ) -> None:
        works = [
            Work(name, SimpleNamespace(csl=every_kind.csl.model_validate(
                {"type": "book", "title": "A", "issued": 2020, "author": [{"family": name.title(), "given": "A."}]}
            )))
            for name in ("llywelyn", "lofthouse", "chapman", "cutler")
        ]  # fmt: skip
        orders = [list(Processor(works, language, "apa").entries) for language in (english, welsh)]  # type: ignore[arg-type]
        assert orders == [
            ["chapman", "cutler", "llywelyn", "lofthouse"],
            ["cutler", "chapman", "lofthouse", "llywelyn"],
        ]

    def test_of_a_page_are_each_there_once_and_in_order(self, in_english: Processor) -> None:
        listed = in_english.listed(["oldest-companies-2019", "day-2016", "oldest-companies-2019", "not-there"])
        assert [work.id for work in listed] == ["day-2016", "oldest-companies-2019"]

    def test_escape_an_ampersand_once(self, in_english: Processor) -> None:
        entry = in_english.entries["azorin-2020"]
        assert "Harris, A., &amp; Jones" in entry
        assert "&amp;amp;" not in entry
        assert "Harris, A., & Jones" in plain(entry)

    @pytest.mark.parametrize(
        ("key", "address"),
        [
            ("kools-stoll-2016", "https://doi.org/10.1787/5jlwm62b3bvh-en"),
            (
                "van-driel-2001",
                "https://doi.org/10.1002/1098-2736(200102)38:2&lt;137::AID-TEA1001&gt;3.0.CO;2-U",
            ),
        ],
    )
    def test_lead_to_their_addresses(self, in_english: Processor, key: str, address: str) -> None:
        assert linked(in_english.entries[key]).endswith(f'<a href="{address}" rel="noopener">{address}</a>')

    @pytest.mark.parametrize(
        ("text", "address"),
        [
            ("See https://a.example/b.", "https://a.example/b"),
            ("(see https://a.example/b)", "https://a.example/b"),
            ("(see https://a.example/b(1))", "https://a.example/b(1)"),
            ("https://doi.org/10.1016/S0140-6736(97)11096-0.", "https://doi.org/10.1016/S0140-6736(97)11096-0"),
        ],
    )
    def test_leave_what_ends_a_sentence_outside_of_an_address(self, text: str, address: str) -> None:
        assert f'<a href="{address}" rel="noopener">{address}</a>' in linked(text)

    def test_keep_nothing_of_html_in_a_record_but_its_text(self, every_kind: RecordClasses, english: Language) -> None:
        record = {"type": "book", "title": '<img src=x onerror="x()">A <script>b()</script>C', "issued": 2020}
        work = Work("a", SimpleNamespace(csl=every_kind.csl.model_validate(record)))
        (entry,) = Processor([work], english, "apa").entries.values()  # type: ignore[list-item]
        assert "<img" not in entry
        assert "<script" not in entry


class TestKindsOfWorks:
    def test_have_names_in_welsh_where_csl_has_none(self, welsh: Language) -> None:
        assert set(get_args(CslType)) - {"book", "chapter"} <= set(welsh.csl_terms)

    def test_are_named_in_the_language_of_the_list(self, every_kind: RecordClasses, welsh: Language) -> None:
        record = {"type": "collection", "author": [{"literal": "CollectivED"}], "title": "Papers", "issued": 2020}
        work = Work("a", SimpleNamespace(csl=every_kind.csl.model_validate(record)))
        (entry,) = Processor([work], welsh, "apa").entries.values()  # type: ignore[list-item]
        assert entry == "CollectivED. (2020). <i>Papers</i> [Casgliad]."


class TestForeignNames:
    @pytest.fixture
    def marked(self, every_kind: RecordClasses, welsh: Language) -> Callable[..., str]:
        """The entry of a work in a Welsh list of references."""

        def mark(**record: object) -> str:
            work = Work("a", SimpleNamespace(csl=every_kind.csl.model_validate({"issued": 2020, **record})))
            (entry,) = Processor([work], welsh, "apa").entries.values()  # type: ignore[list-item]
            return in_their_languages(entry, foreign_names(work, "cy"))  # type: ignore[arg-type]

        return mark

    def test_are_marked_and_what_the_style_adds_is_not(self, marked: Callable[..., str]) -> None:
        people = {"author": [{"family": "Day", "given": "S."}], "editor": [{"family": "Martin", "given": "C."}]}
        entry = marked(
            type="chapter", title="Culture", page="1-2", language="en", **people, **{"container-title": "Health"}
        )
        assert entry == (
            'Day, S. (2020). <span lang="en">Culture</span>. Yn C. Martin (Gol.), '
            '<i><span lang="en">Health</span></i> (tt. 1–2).'
        )

    def test_are_those_of_bodies_too_in_the_language_of_the_work(self, marked: Callable[..., str]) -> None:
        title = {"en": "Standards", "cy": "Safonau"}
        body = {"author": [{"literal": "Welsh Government"}], "publisher": "Hwb & Estyn", "language": "en"}
        assert marked(type="book", title=title, **body) == (
            '<span lang="en">Welsh Government</span>. (2020). <i>Safonau</i>. <span lang="en">Hwb &amp; Estyn</span>.'
        )

    def test_are_found_where_the_style_has_changed_their_capitals(self, marked: Callable[..., str]) -> None:
        entry = marked(type="report", title="T", genre="Working paper", number="1", language="en")
        assert '(<span lang="en">Working Paper</span> Rhif 1)' in entry

    def test_are_not_looked_for_inside_of_an_address(self, marked: Callable[..., str]) -> None:
        entry = marked(type="webpage", title="Hwb", URL="https://a.example/Hwb", language="en")
        assert entry.endswith("https://a.example/Hwb")
        assert '<i><span lang="en">Hwb</span></i>' in entry

    def test_are_none_where_everything_is_in_the_language_of_the_readers(self, marked: Callable[..., str]) -> None:
        assert "<span" not in marked(type="book", title="Safonau", publisher="Gomer", language="cy")
        assert "<span" not in marked(type="book", title="Safonau", publisher="Gomer")


class TestCitations:
    @pytest.mark.parametrize(
        ("written", "words"),
        [
            ("@mitchell-2013", "(Mitchell, 2013)"),
            ("@kools-stoll-2016", "(Kools & Stoll, 2016)"),
            ("@azorin-2020", "(Azorín et al., 2020)"),
            ("@estyn-2018-annual", "(Estyn, 2018a)"),
            ("@brown-poortman-2017", "(Brown & Poortman, 2017)"),
            ("-@mitchell-2013", "(2013)"),
            ("@mitchell-2013, p. 3", "(Mitchell, 2013, p. 3)"),
            ("@mitchell-2013, pp. 3-5", "(Mitchell, 2013, pp. 3–5)"),
            ("@mitchell-2013, 3", "(Mitchell, 2013, p. 3)"),
            ("@mitchell-2013, ch. 2", "(Mitchell, 2013, Chapter 2)"),
            ("@mitchell-2013, sec. 4", "(Mitchell, 2013, Section 4)"),
            ("@mitchell-2013, para. 4", "(Mitchell, 2013, para. 4)"),
            ("@mitchell-2013, paras. 4–5", "(Mitchell, 2013, paras 4–5)"),
            ("@mitchell-2013, ch. 2-3", "(Mitchell, 2013, Chapters 2–3)"),
            ("@mitchell-2013, secs. 4, 6", "(Mitchell, 2013, Sections 4, 6)"),
            ("@mitchell-2013, pp. iv-vi", "(Mitchell, 2013, pp. iv–vi)"),
            ("@mitchell-2013, p. iv", "(Mitchell, 2013, p. iv)"),
            ("@mitchell-2013, fig. 1", "(Mitchell, 2013, Figure 1)"),
            ("@mitchell-2013, table 2", "(Mitchell, 2013, Table 2)"),
            ("@mitchell-2013, part 2", "(Mitchell, 2013, Part 2)"),
            ("@mitchell-2013, app. 1", "(Mitchell, 2013, Appendix 1)"),
            ("@mitchell-2013, vol. 2", "(Mitchell, 2013, Volume 2)"),
            ("-@mitchell-2013, p. 3", "(2013, p. 3)"),
            ("see @mitchell-2013, p. 3, with emphasis", "(see Mitchell, 2013, p. 3, with emphasis)"),
            ("@azorin-2020, p. 3; see also @mitchell-2013", "(Azorín et al., 2020, p. 3; see also Mitchell, 2013)"),
        ],
    )
    def test_in_brackets_in_english(self, cited: Callable[..., str], written: str, words: str) -> None:
        assert cited(written) == words

    @pytest.mark.parametrize(
        ("written", "words"),
        [
            ("@mitchell-2013, t. 3", "(Mitchell, 2013, t. 3)"),
            ("@mitchell-2013, p. 3", "(Mitchell, 2013, t. 3)"),
            ("@mitchell-2013, tt. 3-5", "(Mitchell, 2013, tt. 3–5)"),
            ("@mitchell-2013, tt. iv-vi", "(Mitchell, 2013, tt. iv–vi)"),
            ("@mitchell-2013, pen. 2", "(Mitchell, 2013, Pennod 2)"),
            ("@mitchell-2013, penn. 2–3", "(Mitchell, 2013, Penodau 2–3)"),
            ("@mitchell-2013, adran 4", "(Mitchell, 2013, Adran 4)"),
            ("@mitchell-2013, adrannau 4–6", "(Mitchell, 2013, Adrannau 4–6)"),
            ("@mitchell-2013, paras. 4-5", "(Mitchell, 2013, para. 4–5)"),
            ("@mitchell-2013, ffig. 1", "(Mitchell, 2013, Ffigur 1)"),
            ("@mitchell-2013, tablau 1–2", "(Mitchell, 2013, Tablau 1–2)"),
            ("@mitchell-2013, rhan 2", "(Mitchell, 2013, Rhan 2)"),
            ("@mitchell-2013, atod. 1", "(Mitchell, 2013, Atodiad 1)"),
            ("@mitchell-2013, cyf. 2", "(Mitchell, 2013, Cyfrol 2)"),
            ("gweler @mitchell-2013", "(gweler Mitchell, 2013)"),
        ],
    )
    def test_in_brackets_in_welsh(self, cited: Callable[..., str], written: str, words: str) -> None:
        assert cited(written, "cy") == words

    @pytest.mark.parametrize(
        ("code", "written", "words"),
        [
            ("en", "@mitchell-2013", "Mitchell (2013)"),
            ("en", "@kools-stoll-2016", "Kools and Stoll (2016)"),
            ("cy", "@kools-stoll-2016", "Kools a Stoll (2016)"),
            ("en", "@azorin-2020", "Azorín et al. (2020)"),
            ("en", "@estyn-2018-annual", "Estyn (2018a)"),
        ],
    )
    def test_in_the_sentence(self, cited: Callable[..., str], code: str, written: str, words: str) -> None:
        assert cited(written, code, in_text=True) == words

    def test_are_the_same_however_often_they_are_asked_for(self, cited: Callable[..., str]) -> None:
        assert [cited("@mitchell-2013, p. 3") for _ in range(3)] == ["(Mitchell, 2013, p. 3)"] * 3
        assert cited("@mitchell-2013") == "(Mitchell, 2013)"

    def test_of_a_work_without_a_year_say_so(self, every_kind: RecordClasses, english: Language) -> None:
        record = {"type": "book", "title": "A title", "author": [{"family": "Rees", "given": "Ann"}]}
        work = Work("rees", SimpleNamespace(csl=every_kind.csl.model_validate(record)))
        cluster = parse_cluster("-@rees", english.locators)
        assert cluster is not None
        assert ("n.d.", "rees") in Processor([work], english, "apa").cited(cluster)  # type: ignore[list-item]


@pytest.fixture(scope="module")
def with_bodies(works: list[Work], welsh: Language) -> Processor:
    named = {"Welsh Government": "Llywodraeth Cymru", "Llywodraeth Cymru": "Llywodraeth Cymru"}
    return Processor(works, welsh, "apa", bodies=named)  # type: ignore[arg-type]


class TestABodyWithANameInEachLanguage:
    """What it is called comes from the site's list of terms; its record has one of the names."""

    def test_has_that_of_the_readers(self, with_bodies: Processor) -> None:
        assert plain(with_bodies.entries["welsh-government-2022-nple"]).startswith("Llywodraeth Cymru. (2022")
        cited = with_bodies.cited(parse_cluster("@welsh-government-2022-nple", {}))
        assert "".join(words for words, _ in cited).startswith("(Llywodraeth Cymru, 2022")

    def test_stands_where_its_letter_is(self, with_bodies: Processor) -> None:
        keys = list(with_bodies.entries)
        names = [plain(with_bodies.entries[key]).partition(".")[0] for key in keys]
        assert names.index("Llywodraeth Cymru") < next(n for n, name in enumerate(names) if name.startswith("M"))

    def test_is_published_under_it_too(self, with_bodies: Processor) -> None:
        assert not any("Welsh Government" in entry for entry in with_bodies.entries.values())
