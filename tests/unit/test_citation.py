"""Citations in Pandoc's syntax."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from make_the_connection.content.citation import TOKEN, Citation, Cluster, parse_cluster
from make_the_connection.content.grammar import markdown
from make_the_connection.languages import Language, load_language

ENGLISH = load_language("en")


def clusters(text: str, language: Language = ENGLISH) -> list[Cluster]:
    """The citations that a text of Markdown holds."""
    return [
        token.meta["cluster"]
        for block in markdown(language).parse(text)
        for token in block.children or ()
        if token.type == TOKEN
    ]


def keys(text: str) -> list[str]:
    return [citation.key for cluster in clusters(text) for citation in cluster.citations]


class TestForms:
    @pytest.mark.parametrize(
        ("text", "citation"),
        [
            ("[@jones-2020]", Citation("jones-2020")),
            ("[ @jones-2020 ]", Citation("jones-2020")),
            ("[-@jones-2020]", Citation("jones-2020", suppress_author=True)),
            ("[see @jones-2020]", Citation("jones-2020", prefix="see")),
            ("[see also @jones-2020]", Citation("jones-2020", prefix="see also")),
            ("[as in -@jones-2020]", Citation("jones-2020", prefix="as in", suppress_author=True)),
            ("[@jones-2020, p. 3]", Citation("jones-2020", locator=("page", "3"))),
            ("[@jones-2020, 3]", Citation("jones-2020", locator=("page", "3"))),
            ("[@jones-2020, with emphasis]", Citation("jones-2020", suffix="with emphasis")),
            (
                "[@jones-2020, p. 3, with emphasis]",
                Citation("jones-2020", locator=("page", "3"), suffix="with emphasis"),
            ),
            ("[-@jones-2020, p. 3]", Citation("jones-2020", locator=("page", "3"), suppress_author=True)),
        ],
    )
    def test_one_work(self, text: str, citation: Citation) -> None:
        assert clusters(text) == [Cluster((citation,))]

    def test_several_works_are_one_group(self) -> None:
        assert clusters("[see @jones-2020, p. 3; @owen-2018; cf. @rees-1999, ch. 2]") == [
            Cluster(
                (
                    Citation("jones-2020", prefix="see", locator=("page", "3")),
                    Citation("owen-2018"),
                    Citation("rees-1999", prefix="cf.", locator=("chapter", "2")),
                )
            )
        ]

    @pytest.mark.parametrize("text", ["@jones-2020 says", "As @jones-2020, says", "(@jones-2020)", "*@jones-2020*"])
    def test_a_work_in_the_sentence(self, text: str) -> None:
        assert clusters(text) == [Cluster((Citation("jones-2020"),), in_text=True)]

    @pytest.mark.parametrize(
        ("text", "citations"),
        [
            ("@jones-2020 [p. 3] says", (Citation("jones-2020", locator=("page", "3")),)),
            (
                "@jones-2020 [pp. 3–5, at length]",
                (Citation("jones-2020", locator=("page", "3–5"), suffix="at length"),),
            ),
            (
                "@jones-2020 [ch. 2; see also @owen-2018]",
                (Citation("jones-2020", locator=("chapter", "2")), Citation("owen-2018", prefix="see also")),
            ),
        ],
    )
    def test_a_work_in_the_sentence_has_its_place_in_brackets(self, text: str, citations: tuple[Citation, ...]) -> None:
        assert clusters(text) == [Cluster(citations, in_text=True)]

    @pytest.mark.parametrize(
        "behind", ["[sic]", "[p. 3](https://a.example)", "[p. 3; and so on]", "[@owen-2018]", "[p. 3"]
    )
    def test_other_brackets_behind_a_work_in_the_sentence_are_none_of_its(self, behind: str) -> None:
        assert clusters(f"@jones-2020 {behind}")[0] == Cluster((Citation("jones-2020"),), in_text=True)

    def test_a_full_stop_after_a_key_is_no_part_of_it(self) -> None:
        assert keys("As says @jones-2020.") == ["jones-2020"]

    def test_citations_stand_anywhere_in_markdown(self) -> None:
        text = "# A [@a]\n\n> [@b]\n\n- *[@c]*\n\n| x |\n|---|\n| [@d] |\n\nx[^1]\n\n[^1]: [@e]\n"
        assert keys(text) == ["a", "b", "c", "d", "e"]


class TestLocators:
    @pytest.mark.parametrize(
        ("code", "written", "locator"),
        [
            ("en", "p. 3", ("page", "3")),
            ("en", "p.3", ("page", "3")),
            ("en", "pp. 3–5", ("page", "3–5")),
            ("en", "pp. 3-5, 7", ("page", "3-5, 7")),
            ("en", "p. 12a", ("page", "12a")),
            ("en", "p. xii", ("page", "xii")),
            ("en", "page 3", ("page", "3")),
            ("en", "ch. 2", ("chapter", "2")),
            ("en", "chapters 2-4", ("chapter", "2-4")),
            ("en", "table 3", ("table", "3")),
            ("en", "app. 2", ("appendix", "2")),
            ("en", "sec. 4", ("section", "4")),
            ("en", "§ 4", ("section", "4")),
            ("en", "para. 9", ("paragraph", "9")),
            ("en", "fig. 1", ("figure", "1")),
            ("en", "vol. 2", ("volume", "2")),
            ("cy", "t. 3", ("page", "3")),
            ("cy", "tt. 3–5", ("page", "3–5")),
            ("cy", "p. 3", ("page", "3")),
            ("cy", "tudalen 3", ("page", "3")),
            ("cy", "pen. 2", ("chapter", "2")),
            ("cy", "penodau 2–4", ("chapter", "2–4")),
            ("cy", "atodiad 2", ("appendix", "2")),
            ("cy", "adran 4", ("section", "4")),
            ("cy", "ffig. 1", ("figure", "1")),
            ("cy", "cyf. 2", ("volume", "2")),
        ],
    )
    def test_are_a_label_and_a_number(self, code: str, written: str, locator: tuple[str, str]) -> None:
        assert clusters(f"[@a, {written}]", load_language(code)) == [Cluster((Citation("a", locator=locator),))]

    @pytest.mark.parametrize("written", ["t. 3", "mild words", "c. 1900", "page three"])
    def test_a_label_of_another_language_and_other_words_are_words(self, written: str) -> None:
        assert clusters(f"[@a, {written}]") == [Cluster((Citation("a", suffix=written),))]


class TestWhatIsNoCitation:
    @pytest.mark.parametrize(
        "text",
        [
            "Write to ann@school.example today.",
            "<ann@school.example>",
            "[ann@school.example](mailto:ann@school.example)",
            "[ann@school]",
            "[Write to ann@school, today]",
            "[ann@school; @b]",
            "`@code`",
            "    [@indented]\n",
            "```\n[@fenced]\n```",
            r"\@escaped",
            "@ alone",
            "[@]",
        ],
    )
    def test_stays_as_it_is(self, text: str) -> None:
        assert [key for key in keys(text) if key != "b"] == []

    def test_a_link_whose_words_look_like_one_is_a_link(self) -> None:
        tokens = markdown(ENGLISH).parse("[@a](https://shop.example)")[1].children or []
        assert tokens[0].type == "link_open"


KEYS = st.lists(st.text(string.ascii_lowercase + string.digits, min_size=1, max_size=5), min_size=1, max_size=3).map(
    "-".join
)
PREFIXES = st.sampled_from(["", "see ", "cf. ", "gweler hefyd "])
SUFFIXES = st.sampled_from(["", ", p. 3", ", pp. 3–5", ", and so on", ", ch. 2, at length"])


class TestProperties:
    @given(st.text(alphabet="@[](); ,-p.3a\n`*<>\\_", max_size=60))
    def test_no_text_makes_the_parser_raise(self, text: str) -> None:
        for code in ("en", "cy"):
            clusters(text, load_language(code) if code == "cy" else ENGLISH)

    @given(st.text(max_size=60))
    def test_what_stands_in_brackets_is_parsed_or_left(self, text: str) -> None:
        cluster = parse_cluster(text, ENGLISH.locators)
        assert cluster is None or all(f"@{citation.key}" in text for citation in cluster.citations)

    @given(st.lists(st.tuples(PREFIXES, st.booleans(), KEYS, SUFFIXES), min_size=1, max_size=4))
    def test_the_keys_found_are_those_written(self, written: list[tuple[str, bool, str, str]]) -> None:
        text = "; ".join(f"{prefix}{'-' * minus}@{key}{suffix}" for prefix, minus, key, suffix in written)
        assert keys(f"Some words [{text}] and more.") == [key for _, _, key, _ in written]

    @given(st.lists(KEYS, min_size=1, max_size=4))
    def test_the_keys_found_in_sentences_are_those_written(self, written: list[str]) -> None:
        assert keys(" and ".join(f"@{key}" for key in written)) == written

    def test_a_long_run_of_spaces_takes_no_time(self) -> None:
        # It took 19 seconds when the time grew with the square of the length.
        assert keys("[x" + " " * 20_000 + "@!]") == []
