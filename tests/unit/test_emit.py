"""The garden as plain Markdown: every entry, in every language, and nothing of what a stranger wrote can act."""

import re
from pathlib import Path

import pytest
import yaml
from building import copied
from lxml import html as lxml_html
from markdown import markdown

from make_the_connection.api import load, publication
from make_the_connection.emit import emitted
from make_the_connection.site import Site

pytestmark = pytest.mark.slow

GARDEN = Path(__file__).parent / "garden"
HOSTILE = r"""---
title: A "rose" {{ 1 }} </title><script>alert(1)</script>
short: '{{ rose }}'
summary: '"><img src=x onerror=alert(1)>'
---

## Growing it {#growing}

\<script>alert(2)\</script> &lt;img src=x onerror=alert(3)&gt; *words*{: onclick=alert(4) } {{ 7 * 7 }} \{% raw %}

- \# no heading {#growing}
- \!\[no picture](https://elsewhere.example/pixel.png)

    {{ range }} </code></pre><script>alert(5)</script>
"""


def tree_of(config: Path) -> dict[str, str]:
    site = load(config).site
    assert site is not None
    return {path: data.decode(errors="replace") for path, data in emitted(site, publication(site))}


@pytest.fixture(scope="module")
def tree() -> dict[str, str]:
    return tree_of(GARDEN / "mkdocs.yml")


class TestTree:
    def test_has_a_page_for_each_entry_and_guide_in_each_language(self, tree: dict[str, str], garden: Site) -> None:
        for each in (*garden.entries.values(), *garden.guides.values()):
            for code in garden.languages:
                page = tree[f"docs/{code}/{each.address}.md"]
                assert f"# {garden.title(each.key, code).text}" in re.sub(r"\\|</?span[^>]*>|\*", "", page)

    def test_says_which_language_a_page_is_in_that_has_not_been_translated(self, tree: dict[str, str]) -> None:
        nettle = tree["docs/cy/plants/nettle.md"]
        assert '# <span lang="en">Nettle</span>' in nettle
        assert re.search(r"^> .*Saesneg", nettle, re.MULTILINE)

    def test_names_works_as_they_are_cited_and_leads_to_their_pages(self, tree: dict[str, str]) -> None:
        rose = tree["docs/en/plants/rose.md"]
        assert re.search(r"\(\[Jones, 2020, p\. 3\]\(#reference-jones-2020\)\)|\[Jones[^\]]*\]\(#", rose)
        assert '<a id="reference-jones-2020"></a>Jones' in rose

    def test_gives_a_link_with_its_relation_its_reason_and_whose_word_it_is(self, tree: dict[str, str]) -> None:
        rose = tree["docs/en/plants/rose.md"]
        _, _, after = rose.partition('<a id="link-season--plan-2020--spring"></a>')
        link = after.partition('<a id="link-')[0]
        for said in ("../seasons/plan-2020/spring.md", "It is planted then.", "*published*", "Plant roses in spring."):
            assert said in link

    def test_has_a_menu_of_pages_that_are_there(self, tree: dict[str, str]) -> None:
        first, *languages = yaml.safe_load(tree["mkdocs.yml"])["nav"]
        assert first == "index.md"
        paths = [path for language in languages for listed in language.values() for path in listed]
        assert len(languages) == 2
        assert {f"docs/{path}" for path in paths} <= set(tree)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = copied(GARDEN, tmp_path_factory.mktemp("hostile") / "garden")
    (folder / "plants/rose/en.md").write_text(HOSTILE, encoding="utf-8")
    return tree_of(folder / "mkdocs.yml")


class TestHostileWords:
    def test_are_words_on_every_page_that_says_them(self, hostile: dict[str, str]) -> None:
        said = 0
        for path, text in hostile.items():
            if not path.endswith(".md"):
                continue
            body = text.partition("\n---\n")[2]
            page = lxml_html.fragment_fromstring(
                markdown(body, extensions=["attr_list", "tables", "toc", "fenced_code"]), create_parent="div"
            )
            said += "alert(1)" in page.text_content()
            assert not page.xpath("//script | //img[not(@alt)] | //@*[starts-with(name(), 'on')] | //iframe"), path
            assert not [href for href in page.xpath("//@href | //@src") if href.startswith(("javascript:", "data:"))]
        assert said > 2

    def test_close_no_attribute_or_element_of_a_theme_that_escapes_nothing(self, hostile: dict[str, str]) -> None:
        for path, text in hostile.items():
            front = yaml.safe_load(text.split("---\n")[1]) if path.endswith(".md") else {}
            assert not re.search('[<>"{]', "".join(front.values())), path

    def test_leave_templates_nothing_to_run(self, hostile: dict[str, str]) -> None:
        bodies = {path: text.partition("\n---\n")[2] for path, text in hostile.items() if path.endswith(".md")}
        assert [path for path, body in bodies.items() if re.search(r"\{[{%]", body)] == []
