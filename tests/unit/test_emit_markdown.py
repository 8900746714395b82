"""HTML as Markdown: what Python-Markdown and CommonMark make of it says what the HTML said, and nothing in it acts."""

import re
from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import html as lxml_html
from markdown import markdown
from markdown_it import MarkdownIt

from make_the_connection.emit.markdown_text import Writer
from make_the_connection.emit.pruning import pruned

COMMONMARK = MarkdownIt("commonmark", {"html": True}).enable("table")
READERS: dict[str, Callable[[str], str]] = {
    "python-markdown": lambda text: markdown(text, extensions=["attr_list", "tables", "toc", "fenced_code"]),
    "commonmark": COMMONMARK.render,
}
MARKS = "".join(chr(code) for code in range(0x20, 0x7F))
HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "&lt;b&gt; &amp;amp; &#60;",
    "*bold*{: onclick=alert(1) }",
    "{: #id .class }",
    "{{ 7 * 7 }} {% raw %} {# c #}",
    "[x](javascript:alert(1))",
    "![x](https://elsewhere.example/pixel.png)",
    "[x]: https://elsewhere.example",
    "`code` ``` ~~~",
    "!!! note",
    "# no heading",
    "1. no item",
    "12) no item",
    "- - -",
    "+ no item",
    ": no definition",
    "| no | table |",
    "\\*\\",
]


def written(html: str) -> str:
    return Writer(lambda href: href, lambda src: src, "en").page(pruned(html))[1]


def read(reader: str, html: str) -> str:
    return " ".join(READERS[reader](written(html)).split())


def tree(reader: str, html: str):  # type: ignore[no-untyped-def]
    return lxml_html.fragment_fromstring(READERS[reader](written(html)), create_parent="div")


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


@pytest.mark.parametrize("reader", READERS)
class TestText:
    @pytest.mark.parametrize("frame", ["<p>{}</p>", "<ul><li>{}</li></ul>", "<dl><dt>a</dt><dd>{}</dd></dl>"])
    @pytest.mark.parametrize("text", HOSTILE)
    def test_stays_text_wherever_it_stands(self, reader: str, frame: str, text: str) -> None:
        found = tree(reader, frame.format(escaped(text)))
        assert " ".join(text.split()) in " ".join(found.text_content().split())
        assert {each.tag for each in found.iter()} <= {"div", "p", "ul", "li", "strong"}
        assert all(not each.attrib for each in found.iter())

    @given(text=st.text(MARKS, min_size=1))
    @example(text="a!")
    def test_is_read_as_it_was_written(self, reader: str, text: str) -> None:
        found = tree(reader, f"<p>{escaped(text)}</p>")
        assert " ".join(found.text_content().split()) == " ".join(text.split())
        assert {each.tag for each in found.iter()} <= {"div", "p"}

    @given(text=st.text(MARKS, min_size=1))
    def test_is_read_in_a_cell_of_a_table_as_it_was_written(self, reader: str, text: str) -> None:
        rows = f"<thead><tr><th>a</th><th>b</th></tr></thead><tr><td>{escaped(text)}</td><td>c</td></tr>"
        found = tree(reader, f"<table>{rows}</table>")
        assert [" ".join(cell.text_content().split()) for cell in found.iter("td")] == [" ".join(text.split()), "c"]

    @given(text=st.text(MARKS, min_size=1).filter(str.strip))
    def test_is_code_as_it_was_written(self, reader: str, text: str) -> None:
        found = tree(reader, f"<p>x <code>{escaped(text)}</code></p>")
        assert " ".join(found.find(".//code").text_content().split()) == " ".join(text.split())

    @pytest.mark.parametrize("where", ["<pre><code>{}</code></pre>", "<ul><li>a<pre><code>{}</code></pre></li></ul>"])
    def test_of_a_block_of_code_stays_text(self, reader: str, where: str) -> None:
        for text in HOSTILE:
            found = tree(reader, where.format(escaped(f"{text}\nbelow")))
            assert text in found.text_content()
            assert {each.tag for each in found.iter()} <= {"div", "p", "ul", "li", "pre", "code", "br"}


@pytest.mark.parametrize("reader", READERS)
class TestBlocks:
    def test_of_an_item_stay_in_it_however_deep(self, reader: str) -> None:
        html = "<ul><li><p>a</p><p>b</p><ol><li>c<ul><li>d</li></ul></li><li>e</li></ol></li><li>f</li></ul>"
        found = tree(reader, html)
        assert [li.xpath("count(ancestor::li)") for li in found.iter("li")] == [0, 1, 2, 1, 0]
        assert ["".join(li.text_content().split()) for li in found.iter("li")] == ["abcde", "cd", "d", "e", "f"]

    def test_that_are_two_lists_stay_two(self, reader: str) -> None:
        assert len(tree(reader, "<ul><li>a</li></ul><div><ul><li>b</li></ul></div>").findall(".//ul")) == 2

    def test_of_code_behind_a_list_are_not_its_last_item(self, reader: str) -> None:
        found = tree(reader, "<ul><li>a</li></ul><pre><code>b</code></pre>")
        assert found.find(".//pre") is not None
        assert found.find(".//li//pre") is None

    def test_of_a_quote_stay_quoted(self, reader: str) -> None:
        found = tree(reader, "<blockquote><p>a</p><ul><li>b</li></ul></blockquote><p>c</p>")
        assert "".join(found.find(".//blockquote").text_content().split()) == "ab"

    def test_of_a_notice_with_a_title_are_a_quote_that_begins_with_it(self, reader: str) -> None:
        html = '<div class="admonition note"><p class="admonition-title">T</p><p>words</p></div>'
        assert tree(reader, html).find(".//blockquote//strong").text_content() == "T"

    def test_of_a_table_are_its_cells(self, reader: str) -> None:
        html = "<table><caption>C</caption><thead><tr><td></td><th>x</th></tr></thead><tbody><tr><th>r</th><td>a | b"
        found = tree(reader, f"{html}<ul><li>c</li><li>d</li></ul></td></tr></tbody></table>")
        assert [cell.text_content() for cell in found.iter("td")] == ["r", "a | b• c• d"]


class TestMarkdown:
    def test_has_the_ids_of_headings_behind_them_and_others_before_what_they_are_of(self) -> None:
        html = '<h2 id="a">A</h2><ul id="l"><li id="b">B</li></ul><dl><div id="t"><dt>T</dt><dd>D</dd></div></dl>'
        assert written(html) == (
            '## A {#a}\n\n-   <a id="l"></a><a id="b"></a>B\n\n<!-- -->\n\n-   **<a id="t"></a>T** · D\n'
        )

    def test_says_which_words_are_in_another_language(self) -> None:
        html = '<p lang="cy">a <span lang="en">b</span></p><p>c <em lang="fr">d</em></p>'
        assert written(html) == ('<span lang="cy">a <span lang="en">b</span></span>\n\nc *<span lang="fr">d</span>*\n')

    def test_has_no_picture_where_words_in_excitement_stand_before_a_link(self) -> None:
        assert written('<p>Go!<a href="x.md">on</a> <img src="p.png" alt="P"></p>') == "Go&#33;[on](x.md) ![P](p.png)\n"

    def test_has_nothing_that_needs_a_script_or_a_screen(self) -> None:
        controls = "<button>b</button><select><option>o</option></select><p hidden>h</p><svg><text>s</text></svg>"
        spoken = '<span class="visually-hidden">spoken</span><span aria-hidden="true">seen</span>'
        assert written(f'<p>a {spoken}</p>{controls}<nav><a href="#x">contents</a></nav>') == "a\n"

    def test_says_in_words_what_others_see_by_colour(self) -> None:
        hidden = '<span class="visually-hidden">Row: <span class="state-said">joined. </span></span>'
        assert written(f"<p>{hidden}3</p>") == "joined. 3\n"

    def test_leaves_templates_of_other_generators_nothing_to_run(self) -> None:
        html = "<p>{{ a }} {% b %}</p><pre><code>{{ c }}\n{% d %}</code></pre><p><code>{{ e }}</code></p>"
        assert re.search(r"\{[{%#]", written(html)) is None
