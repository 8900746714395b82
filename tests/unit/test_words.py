"""The words of an entry: front matter, named sections, what they mention, and what may not stand in them."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest

from make_the_connection.languages import Language

Write = Callable[..., SimpleNamespace]

GROWING = "## Growing it {#growing}\n\n"
BODY_LINE = 5
"""The line of the file on which the words begin, after four lines of front matter."""


def place(diagnostic: SimpleNamespace) -> tuple[int, int]:
    return diagnostic.location.line, diagnostic.location.column


class TestFrontMatter:
    def test_gives_a_title_and_a_summary(self, written: Write) -> None:
        front = written(GROWING).words.front
        assert (front.title, front.summary, front.title_status) == ("Rose", "A thorny shrub.", "own")

    @pytest.mark.parametrize(
        ("front", "code", "line"),
        [
            ("title: Rose\n", "missing-field", 2),
            ("title: ''\nsummary: b\n", "empty-text", 2),
            ("title: Rose\nsummary: b\ntitel: c\n", "unknown-field", 4),
            ("title: Rose\nsummary: b\ntitle: c\n", "duplicate-key", 4),
            ("title: Rose: a guide\nsummary: b\n", "yaml-colon", 2),
            ("title: Rose\nsummary: b\ntranslation: perhaps\n", "not-one-of", 4),
            ("title: Rose\nsummary: b\nreviewed: {by: an editor, on: May}\n", "bad-date", 4),
        ],
    )
    def test_a_mistake_in_it_is_found_at_its_line(self, written: Write, front: str, code: str, line: int) -> None:
        read = written(GROWING, front=front)
        assert read.words is None
        assert [(d.code, d.location.line) for d in read.found] == [(code, line)]

    def test_may_be_forgotten_but_not_silently(self, written: Write) -> None:
        read = written("x", front="---\n---\n")
        assert read.words is None
        assert "missing-field" in read.codes


class TestSections:
    def test_are_found_by_ids_that_all_languages_share(self, written: Write, welsh: Language) -> None:
        english = written(f"{GROWING}It grows.\n\n## Uses {{#uses}}\n\nSyrup, jam.\n").words
        in_welsh = written("## Ei dyfu {#growing}\n\nMae’n tyfu.\n\n## Defnydd {#uses}\n\nSurop, jam.\n", welsh).words
        assert list(english.sections) == list(in_welsh.sections) == ["growing", "uses"]
        assert [section.heading for section in in_welsh.sections.values()] == ["Ei dyfu", "Defnydd"]

    def test_know_where_they_begin(self, written: Write) -> None:
        sections = written(f"\n{GROWING}It grows.\n\n## Uses {{#uses}}\n\nSyrup, jam.\n").words.sections
        assert [section.location.line for section in sections.values()] == [BODY_LINE + 1, BODY_LINE + 5]

    def test_count_their_words(self, written: Write) -> None:
        words = written(f"{GROWING}Two words.\n\n- three\n- more words\n\n| a | b |\n|---|---|\n| c | d |\n").words
        assert words.sections["growing"].words == 9

    @pytest.mark.parametrize(
        ("body", "code", "line"),
        [
            ("## Uses {#uses}\n\nSyrup, jam.\n", "missing-section", 5),
            (f"Before.\n\n{GROWING}It.\n", "text-before-section", 5),
            (f"{GROWING}It.\n\n## Uses\n", "section-without-id", 9),
            (f"{GROWING}It.\n\n## Looks {{#looks}}\n", "unknown-section", 9),
            (f"{GROWING}It.\n\n{GROWING}", "duplicate-section", 9),
            (f"{GROWING}It.\n\n## Uses {{#uses}}\n\nOne.\n", "too-few-words", 9),
            (f"{GROWING}It.\n\n## Uses {{#uses}}\n\n{'word ' * 21}\n", "too-many-words", 9),
            (GROWING, "empty-text", 5),
        ],
    )
    def test_a_mistake_is_found_at_its_line(self, written: Write, body: str, code: str, line: int) -> None:
        assert [(d.code, d.location.line) for d in written(body).found] == [(code, line)]

    @pytest.mark.parametrize(("heading", "suggestion"), [("Uses", "uses"), ("Defnydd", "uses"), ("Growing", "growing")])
    def test_a_heading_without_an_id_is_offered_the_likeliest(
        self, written: Write, heading: str, suggestion: str
    ) -> None:
        (found,) = [d for d in written(f"{GROWING}## {heading}\n").found if d.code == "section-without-id"]
        assert dict(found.parameters)["suggestion"] == suggestion

    def test_a_misspelt_id_is_offered_the_likeliest(self, written: Write) -> None:
        (found,) = [d for d in written(f"{GROWING}## Uses {{#use}}\n").found if d.code == "unknown-section"]
        assert dict(found.parameters)["nearest"] == "uses"

    def test_a_long_run_of_spaces_in_a_heading_takes_no_time(self, written: Write) -> None:
        # It took 4 seconds when the time grew with the square of the length.
        assert "section-without-id" in written("## a" + " " * 20_000 + "b\n").codes


class TestHeadingsInASection:
    def test_get_ids_that_begin_with_the_section_s(self, written: Write) -> None:
        section = written(f"{GROWING}### Water {{#water}}\n\n### Light\n\n#### More\n").words.sections["growing"]
        assert section.anchors == ("growing-water", "growing-2", "growing-3")

    def test_have_the_same_ids_in_every_language(self, written: Write, welsh: Language) -> None:
        english = written(f"{GROWING}### Water\n\n### Light {{#light}}\n").words.sections["growing"]
        in_welsh = written("## Ei dyfu {#growing}\n\n### Dŵr\n\n### Golau {#light}\n", welsh).words.sections["growing"]
        assert english.anchors == in_welsh.anchors

    def test_lose_the_id_from_their_words(self, written: Write) -> None:
        tokens = written(f"{GROWING}### *Water* it {{#water}}\n").words.sections["growing"].tokens
        assert tokens[1].content == "*Water* it"
        assert tokens[0].attrs["id"] == "growing-water"

    @pytest.mark.parametrize(
        ("headings", "code", "line"),
        [
            ("### A {#a}\n\n### B {#a}\n", "duplicate-id", 9),
            ("### A {#2}\n\n### B\n", "duplicate-id", 9),
            ("### A {#Not-so}\n", "bad-id", 7),
        ],
    )
    def test_a_mistake_is_found_at_its_line(self, written: Write, headings: str, code: str, line: int) -> None:
        assert [(d.code, d.location.line) for d in written(GROWING + headings).found] == [(code, line)]


class TestMentions:
    @pytest.mark.parametrize(
        ("body", "line", "column"),
        [
            ("See [cumin](plant:cumin).\n", 7, 13),
            ("Some words,\nand [cumin](plant:cumin).\n", 8, 13),
            ("> - [cumin](plant:cumin)\n", 7, 13),
            ("| a |\n|---|\n| [cumin](plant:cumin) |\n", 9, 11),
            ('!!! note "Beside it"\n    [cumin](plant:cumin)\n', 8, 13),
            ("Note.[^1]\n\n[^1]: On [cumin](plant:cumin).\n", 9, 18),
            ("### On [cumin](plant:cumin)\n", 7, 16),
        ],
    )
    def test_know_their_line_and_column(self, written: Write, body: str, line: int, column: int) -> None:
        (mention,) = written(GROWING + body).words.mentions
        assert (mention.type, mention.id) == ("plant", "cumin")
        assert (mention.location.line, mention.location.column) == (line, column)

    def test_name_a_place_on_the_page(self, written: Write) -> None:
        (mention,) = written(f"{GROWING}[x](soil:soils-1/clay#about)\n").words.mentions
        assert (mention.type, mention.id, mention.anchor) == ("soil", "soils-1/clay", "about")

    def test_are_no_links_to_elsewhere(self, written: Write) -> None:
        text = "[a](https://a.example) [b](mailto:a@b.example) [c](#growing) <https://d.example>\n"
        read = written(GROWING + text)
        assert [mention for mention in read.words.mentions if mention.type] == []
        assert read.codes == []

    @pytest.mark.parametrize("address", ["../other.md", "/en/other.html", "//evil.example", "other", "?x=1"])
    def test_a_link_by_anything_but_an_id_or_a_whole_address_is_refused(self, written: Write, address: str) -> None:
        read = written(f"{GROWING}Go [there]({address}).\n")
        assert [(d.code, place(d)) for d in read.found] == [("bad-link", (7, 12))]

    def test_citations_and_images_know_their_places_too(self, written: Write) -> None:
        words = written(f"{GROWING}As [@jones-2020, p. 3]\nand ![A rose](rose.png).\n").words
        ((cluster, cited),) = words.citations
        ((image, shown),) = words.images
        assert (cluster.citations[0].key, (cited.line, cited.column)) == ("jones-2020", (7, 4))
        assert (image, (shown.line, shown.column)) == ("rose.png", (8, 15))


class TestTheGrammar:
    def test_has_tables_footnotes_and_admonitions(self, written: Write) -> None:
        text = '| a |\n|---|\n| b |\n\nx[^1]\n\n[^1]: y\n\n!!! note "Careful"\n    z\n'
        read = written(GROWING + text)
        assert read.codes == []
        assert {"table_open", "admonition_open"} <= {token.type for token in read.words.sections["growing"].tokens}
        assert "footnote_open" in {token.type for token in read.words.notes}

    def test_keeps_notes_apart_from_the_section_that_happens_to_be_last(self, written: Write) -> None:
        words = written(f"{GROWING}x[^1]\n\n[^1]: Many words of a note.\n\n## Uses {{#uses}}\n\nSyrup, jam.\n").words
        assert words.sections["uses"].words == 2

    @pytest.mark.parametrize(
        ("text", "code", "line", "column"),
        [
            ("A <b>word</b>.\n", "raw-html", 7, 3),
            ("Words.\n\n<div>\nx\n</div>\n", "raw-html", 9, 1),
            ("<!-- hidden -->\n", "raw-html", 7, 1),
            ("Some {{ cards('plant') }}.\n", "macro", 7, 6),
            ("{% include 'secret' %}\n", "macro", 7, 1),
            ("```\n{{ x }}\n```\n", "macro", 8, 1),
        ],
    )
    def test_has_no_html_and_no_macros(self, written: Write, text: str, code: str, line: int, column: int) -> None:
        first = written(GROWING + text).found[0]
        assert (first.code, place(first)) == (code, (line, column))

    def test_shows_html_in_code_as_it_stands(self, written: Write) -> None:
        assert written(f"{GROWING}`<b>` and\n\n    <b>\n").codes == []
