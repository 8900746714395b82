"""Whatever strangers put into the folder of an entry, `check` ends with a report, and writes nothing anywhere."""

import json
import re
import shutil
from pathlib import Path

import pytest
from building import copied
from hypothesis import given, settings
from hypothesis import strategies as st
from laying import HERE

from make_the_connection.cache import FOLDER
from make_the_connection.cli import main
from make_the_connection.content.text_source import MAX_BYTES
from make_the_connection.diagnostics import CODES

pytestmark = pytest.mark.slow

ENTRY = Path("activities/weather")
REPORTED = re.compile(r"^\S.*:\d+:\d+: (?:error|warning|notice)\[([a-z-]+)\]", re.MULTILINE)

wild = settings.get_profile("wild")
many = settings(wild, max_examples=max(wild.max_examples // 2, 1))

# What is hostile on its own, or becomes so beside the rest.
fragments = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<!--", "-->", "<![CDATA[", "</title>",
    "[x](javascript:alert(1))", "[x](https://a@evil.example)", "[https://a.example](https://b.example)",
    "![x](../x.png)", "![x](data:image/svg+xml,<svg>)", "[x](activity:../..)", "[x](guide:", "[x]: <", "{{ config }}",
    "{: onclick=x }", "{ onerror=x }", '--8<-- "/etc/passwd"', "## What to do {#what-to-do}", "### x {#../x}",
    "{#__nav}", "{% include 'x' %}",
    '!!! note "<b>"\n    ', "| a |\n|---|\n", "[^x]", "[^x]: ", "^[", "[@example-2020, p. ", "@", "```\n", "> ", "- ",
    "1. ", "*", "_", "`", "[", "](", "<", "\\", "&#8238;", "&#xD800;", "&#0;", "we\u0430ther",
    "z\u0301\u0302\u0303\u0304", "\u200b", "\u202e", "\u2028", "\ufeff", "\r", "\t", "\n\n", "---\n", "é", "ŵ",
]  # fmt: skip
words = st.lists(st.sampled_from(fragments) | st.text(max_size=6), max_size=14).map("".join)
front = st.fixed_dictionaries(
    {"title": words, "summary": words}, optional={"short": words, "translation": words, "x": st.none() | st.integers()}
).map(lambda fields: json.dumps(fields, ensure_ascii=False)[1:-1])
pages = st.builds("---\n{{{}}}\n---\n\n## What to do {{#what-to-do}}\n\n{}\n".format, front, words)

keys = st.sampled_from([
    "order", "place", "page", "picture", "links", "unrelated", "formerly", "original", "withdrawn", "tried", "<<",
    "__proto__", "оrder", "",
])  # fmt: skip
plain = st.sampled_from([
    "&a", "*a", "!!python/object/apply:os.system [id]", "1e999", "0o17", "1:30", "~", "[" * 50, "{a: " * 30, "'",
    '"\\ud800"', "javascript:alert(1)", "https://a@b.example", "../../x", "/etc/passwd", "con", "x.png",
    "skill:s-2020/observing", "|\n  x", '"\\u202e"', "2024-02-30", "{en: <b>, cy: <b>}",
    "[{to: activity:weather, relation: trains}]", "on",
])  # fmt: skip
values = plain | words.map(json.dumps) | st.integers().map(str) | st.floats().map(str)
facts = st.lists(st.builds("{}: {}\n".format, keys, values), max_size=6).map("".join)

names = st.sampled_from([
    "en.md", "cy.md", "facts.yml", "EN.md", "facts.yaml", "x.png", "x.jpg", "X.PNG", "x.svg", ".x", "sub/x.html",
    "index.html", "con.jpg", "a b.webp", "\u202egpj.exe",
])  # fmt: skip
contents = pages.map(str.encode) | facts.map(str.encode) | st.binary(max_size=40) | words.map(str.encode)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return copied(HERE / "base", tmp_path / "site")


def tree(folder: Path) -> dict[str, bytes | str | None]:
    """Everything below a folder but what the check keeps for itself: what is in its files, where its links lead."""
    return {
        str(path): str(path.readlink()) if path.is_symlink() else path.read_bytes() if path.is_file() else None
        for path in folder.rglob("*")
        if FOLDER not in path.parts
    }


def check(site: Path, capsys: pytest.CaptureFixture[str]) -> set[str]:
    """The codes that are reported of a site; nothing is written, there or beside it."""
    before = tree(site.parent)
    assert main(["check", "-f", str(site / "mkdocs.yml")]) in {0, 1}
    assert tree(site.parent) == before
    codes = set(REPORTED.findall(capsys.readouterr().out))
    assert codes <= set(CODES)
    return codes


@many
@given(files=st.dictionaries(names, contents, min_size=1, max_size=3))
def test_no_files_of_a_stranger_make_the_check_fail(
    site: Path, files: dict[str, bytes], capsys: pytest.CaptureFixture[str]
) -> None:
    folder = site / ENTRY
    shutil.rmtree(folder)
    shutil.copytree(HERE / "base" / ENTRY, folder)
    for name, content in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(content)
    check(site, capsys)


@many
@given(text=pages)
def test_no_words_of_a_stranger_make_the_check_fail(site: Path, text: str, capsys: pytest.CaptureFixture[str]) -> None:
    (site / ENTRY / "en.md").write_text(text, encoding="utf-8", newline="")
    check(site, capsys)


@many
@given(text=facts)
def test_no_facts_of_a_stranger_make_the_check_fail(site: Path, text: str, capsys: pytest.CaptureFixture[str]) -> None:
    (site / ENTRY / "facts.yml").write_text(text, encoding="utf-8", newline="")
    check(site, capsys)


@pytest.mark.parametrize(
    "piece",
    [
        "[",
        "![",
        "*a _b",
        "> ",
        "- a\n",
        "[^a]",
        "a|b\n-|-\n",
        "<a ",
        "@a [p. 1;",
        "{:",
        "-",
        "\u0430a",
        "0",
        "A (2020) ",
        "<a@",
        "{{",
        "...",
        "`",
    ],
)
def test_a_page_filled_with_one_thing_is_read_to_its_end(
    site: Path, piece: str, capsys: pytest.CaptureFixture[str]
) -> None:
    head = "---\ntitle: a\nsummary: b\n---\n\n## What to do {#what-to-do}\n\n"
    text = head + piece * ((MAX_BYTES // 8 - len(head)) // len(piece.encode()))
    (site / ENTRY / "en.md").write_text(text, encoding="utf-8")
    assert "too-large" not in check(site, capsys)
