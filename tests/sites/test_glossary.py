"""The glossary and the explanations of a site with its own words, languages and alphabets."""

import re
from pathlib import Path

import pytest

WORDS = {
    "de": (["Baumsäge", "Fallobst", "Krone"], "Amtlich: ", "Unser Vorschlag"),
    "fr-CH": (
        ["couronne", "fruits tombés", "scie d’élagage"],
        "Officiel\N{NARROW NO-BREAK SPACE}: ",
        "Notre proposition",
    ),
}


@pytest.mark.parametrize("language", WORDS)
class TestTheOrchards:
    def test_lists_its_terms_by_the_alphabet_of_the_language(self, built_orchard: Path, language: str) -> None:
        html = (built_orchard / language / "words.html").read_text(encoding="utf-8")
        terms, official, ours = WORDS[language]
        assert re.findall(r"<dt>(.+?)</dt>", html) == terms
        assert f'{official}<a href="https://orchard.example/merkblatt"' in html
        assert ours in html

    def test_leads_from_an_entry_and_a_guide_page_to_a_term_and_explains_it(
        self, built_orchard: Path, language: str
    ) -> None:
        for page, term in (("techniques/winterschnitt", "crown"), ("techniques", "pruning-saw")):
            html = (built_orchard / language / f"{page}.html").read_text(encoding="utf-8")
            assert re.search(rf'<a class="term" href="(\.\./)?words\.html#term-{term}">', html)
            assert len(re.findall(rf'<button [^>]*popovertarget="explained-{term}"', html)) == 2
            assert len(re.findall(rf'<div class="explained" id="explained-{term}" popover', html)) == 1

    def test_publishes_neither_the_list_nor_its_schema(self, built_orchard: Path, language: str) -> None:
        assert list((built_orchard / language).glob("words/*")) == []
