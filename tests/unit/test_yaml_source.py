"""YAML text to plain values that know where they stand."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from make_the_connection.content.text_source import MAX_BYTES, read_text
from make_the_connection.content.yaml_source import MAX_DEPTH, YamlDocument, read_yaml
from make_the_connection.diagnostics import Diagnostic, Location

ReadFile = Callable[[bytes], tuple[str | None, list[Diagnostic]]]

TEXT = """\
# a comment
title: A rose
links:
  - to: soil:clay
    why: {en: "Dŵr", cy: 'ac ati'}
  -   to: soil:sand
empty:
"""


def read(text: str) -> YamlDocument:
    found: list[Diagnostic] = []
    document = read_yaml(text, "facts.yml", found)
    assert document is not None, found
    assert found == []
    return document


def mistakes(text: str) -> list[tuple[str, int]]:
    found: list[Diagnostic] = []
    assert read_yaml(text, "facts.yml", found) is None
    return [(diagnostic.code, diagnostic.location.line) for diagnostic in found]


class TestPositions:
    @pytest.mark.parametrize(
        ("place", "line", "column"),
        [
            (("title",), 2, 8),
            (("links",), 4, 3),
            (("links", 0, "to"), 4, 9),
            (("links", 0, "why", "en"), 5, 15),
            (("links", 0, "why", "cy"), 5, 26),
            (("links", 1, "to"), 6, 11),
        ],
    )
    def test_every_value_knows_its_line_and_column(self, place: tuple[str | int, ...], line: int, column: int) -> None:
        assert read(TEXT).positions.value(*place) == Location("facts.yml", line, column)

    @pytest.mark.parametrize(
        ("place", "line", "column"),
        [(("title",), 2, 1), (("links", 0, "why"), 5, 5), (("links", 0, "why", "cy"), 5, 22), (("empty",), 7, 1)],
    )
    def test_every_key_knows_its_line_and_column(self, place: tuple[str | int, ...], line: int, column: int) -> None:
        assert read(TEXT).positions.key(*place) == Location("facts.yml", line, column)

    def test_what_is_absent_stands_where_the_thing_that_should_hold_it_stands(self) -> None:
        positions = read(TEXT).positions
        assert positions.value("links", 1, "why", "en") == Location("facts.yml", 6, 7)
        assert positions.value("nothing").line == 2

    def test_lines_are_counted_from_where_the_text_stands_in_its_file(self) -> None:
        found: list[Diagnostic] = []
        document = read_yaml("title: A\nsummary: B\n", "en.md", found, first_line=2)
        assert document is not None
        assert document.positions.value("summary") == Location("en.md", 3, 10)


class TestScalars:
    @pytest.mark.parametrize("word", ["on", "off", "yes", "no", "Yes", "y", "12:30", "1:20:30", "0o7", "0x1F", "1_000"])
    def test_what_older_yaml_takes_for_something_else_is_a_word(self, word: str) -> None:
        assert read(f"value: {word}").value["value"] == word

    @pytest.mark.parametrize("word", ["2026-11-21", "2026-11", "1.2.3", "NaN", ".inf", "=", "+", "-x", "1e"])
    def test_what_only_looks_like_a_number_or_a_date_is_a_word(self, word: str) -> None:
        assert read(f"value: {word}").value["value"] == word

    @pytest.mark.parametrize("nothing", ["", "~", "null", "Null", "NULL"])
    def test_nothing_is_none(self, nothing: str) -> None:
        assert read(f"value: {nothing}\nmore: x").value["value"] is None

    @pytest.mark.parametrize(("written", "value"), [("true", True), ("False", False), ("TRUE", True)])
    def test_true_and_false_are_flags(self, written: str, value: object) -> None:
        assert read(f"value: {written}").value["value"] is value

    @pytest.mark.parametrize(
        ("written", "value"),
        [("2018", 2018), ("-3", -3), ("+12", 12), ("017", 17), ("1e3", 1000.0), ("0.5", 0.5), (".5", 0.5), ("1.", 1.0)],
    )
    def test_numbers_are_numbers(self, written: str, value: float) -> None:
        got = read(f"value: {written}").value["value"]
        assert (got, type(got)) == (value, type(value))

    @pytest.mark.parametrize("quoted", ["'2018'", '"2018"', "|-\n  2018", ">-\n  2018"])
    def test_what_stands_in_quotation_marks_or_a_block_is_a_word(self, quoted: str) -> None:
        assert read(f"value: {quoted}").value["value"] == "2018"

    def test_a_number_of_absurd_length_is_never_counted_out(self) -> None:
        assert not isinstance(read(f"value: {'9' * 5000}").value["value"], int)

    def test_keys_are_always_words(self) -> None:
        assert dict(read("on: 1\n2018: 2\ntrue: 3\nnull: 4").value) == {"on": 1, "2018": 2, "true": 3, "null": 4}


class TestWhatIsRefused:
    def test_a_key_that_is_there_twice_with_the_line_of_the_first(self) -> None:
        found: list[Diagnostic] = []
        assert read_yaml("title: A\nwhy:\n  en: a\n  cy: b\n  en: c\n", "facts.yml", found) is None
        assert [(d.code, d.location, dict(d.parameters)) for d in found] == [
            ("duplicate-key", Location("facts.yml", 5, 3), {"name": "en", "line": "3"})
        ]

    def test_every_duplicate_key_at_once(self) -> None:
        assert mistakes("a: 1\na: 2\nb: {c: 1, c: 2}\na: 3") == [
            ("duplicate-key", 2),
            ("duplicate-key", 3),
            ("duplicate-key", 4),
        ]

    @pytest.mark.parametrize(
        ("text", "code", "line"),
        [
            ("title: Roses: a guide", "yaml-colon", 1),
            ("a: 1\n\tb: 2", "yaml-tab", 2),
            ("a: 1\nb: @home", "yaml-tab", 2),
            ("a: &x 1\nb: *x", "yaml-alias", 1),
            ("a: *nowhere", "yaml-alias", 1),
            ("a: !secret b", "yaml-tag", 1),
            ("a: !!python/object/apply:os.system [x]", "yaml-tag", 1),
            ("- a\n- b", "yaml-not-a-mapping", 1),
            ("just words", "yaml-not-a-mapping", 1),
            ("# nothing", "yaml-not-a-mapping", 1),
            ("? [a]\n: b", "yaml-syntax", 1),
            ("a: 1\n---\nb: 2", "yaml-syntax", 2),
        ],
    )
    def test_what_yaml_or_we_do_not_take(self, text: str, code: str, line: int) -> None:
        assert mistakes(text)[0] == (code, line)

    def test_a_bracket_that_is_never_closed(self) -> None:
        assert [code for code, _ in mistakes("a: [1, 2\nb: 3")] == ["yaml-syntax"]


class TestBounds:
    def test_a_reasonable_depth_is_read(self) -> None:
        depth = MAX_DEPTH - 1
        assert read(f"a: {'[' * depth}{']' * depth}")

    @pytest.mark.parametrize(
        "text",
        [
            "a: " + "[" * 100_000,
            "a: " + "[ " * 50_000,
            "a: " + "{" * 100_000,
            "a:\n" + "- " * 50_000,
            "? " * 50_000,
            # Closing brackets in quotation marks and comments close nothing.
            'a: ["' + "]" * 40_000 + '", ' + "[ " * 40_000,
            "a:\n" + " [ #]\n" * 20_000,
            "a: " + '[ "]", ' * 15_000,
        ],
        ids=["brackets", "spaced", "braces", "dashes", "question marks", "closed in quotes", "in comments", "by turns"],
    )
    def test_a_depth_that_would_crash_the_reader_is_refused(self, text: str) -> None:
        assert mistakes(text)[0][0] == "too-deep"

    @pytest.mark.parametrize("text", ["a: '" + "[" * 200 + "'", "a: |\n" + "  [\n" * 200, "# " + "[" * 200 + "\na: 1"])
    def test_brackets_in_words_nest_nothing(self, text: str) -> None:
        assert read(text)

    def test_a_file_of_the_greatest_size_is_read_and_one_more_byte_is_not(self, file: ReadFile) -> None:
        assert file(b"a" * MAX_BYTES)[0] is not None
        text, found = file(b"a" * (MAX_BYTES + 1))
        assert text is None
        assert [diagnostic.code for diagnostic in found] == ["too-large"]

    @given(st.text(alphabet="ab: -[]{}#'\"|>&*!%@`?,\n\t", max_size=60))
    def test_no_text_makes_the_reader_fall_over(self, text: str) -> None:
        found: list[Diagnostic] = []
        document = read_yaml(text, "facts.yml", found)
        assert (document is None) == bool(found)


class TestFiles:
    def test_line_ends_of_windows_and_old_macs_are_line_ends(self, file: ReadFile) -> None:
        assert file(b"a: 1\r\nb: 2\rc: 3\n")[0] == "a: 1\nb: 2\nc: 3\n"

    def test_a_byte_order_mark_is_left_out(self, file: ReadFile) -> None:
        assert file(b"\xef\xbb\xbftitle: A")[0] == "title: A"

    def test_a_byte_order_mark_moves_no_column(self, file: ReadFile) -> None:
        assert file(b"\xef\xbb\xbfa: \x92")[1][0].location == Location("facts.yml", 1, 4)

    def test_windows_1252_is_refused_at_its_first_character(self, file: ReadFile) -> None:
        text, found = file("a: 1\nb: tŷ mawr".encode() + b" sy\x92n fawr")
        assert text is None
        assert [(d.code, d.location) for d in found] == [("not-utf-8", Location("facts.yml", 2, 14))]

    @pytest.mark.parametrize("character", ["\x00", "\x07", "\x7f", "\u202e", "\u2066", "\ufeff"])
    def test_a_character_that_nobody_sees_is_refused(self, file: ReadFile, character: str) -> None:
        text, found = file(f"a: 1\nb: x{character}y".encode())
        assert text is None
        assert [(d.code, d.location) for d in found] == [("control-character", Location("facts.yml", 2, 5))]

    def test_a_missing_file_is_said_to_be_missing(self, tmp_path: Path) -> None:
        found: list[Diagnostic] = []
        assert read_text(tmp_path / "no.yml", "plants/no.yml", found) is None
        assert [(d.code, d.location.path) for d in found] == [("missing-file", "plants/no.yml")]

    def test_a_link_to_another_file_is_not_followed(self, tmp_path: Path) -> None:
        (tmp_path / "secret").write_text("x: 1")
        (tmp_path / "facts.yml").symlink_to(tmp_path / "secret")
        found: list[Diagnostic] = []
        assert read_text(tmp_path / "facts.yml", "facts.yml", found) is None
        assert [d.code for d in found] == ["symbolic-link"]


@pytest.fixture
def file(tmp_path: Path) -> ReadFile:
    """Read a file with these bytes: its text, and what was found."""

    def read_file(data: bytes) -> tuple[str | None, list[Diagnostic]]:
        path = tmp_path / "facts.yml"
        path.write_bytes(data)
        found: list[Diagnostic] = []
        return read_text(path, "facts.yml", found), found

    return read_file
