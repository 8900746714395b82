"""The list of terms: read, checked against the words of pages, and shown to readers."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from relinking import read

from make_the_connection.api import load
from make_the_connection.content.terms import Source, Term, Terms
from make_the_connection.languages import Language, load_language
from make_the_connection.parity.terms import Wordings
from make_the_connection.render import LISTINGS, Reader, entry_page
from make_the_connection.render.terms import explanations
from make_the_connection.site import Site

LIST = """\
sources:
  society: {title: {en: The garden society, cy: Cymdeithas yr ardd}, address: https://society.example/}
  almanac: {title: {en: An almanac, cy: Almanac}}
terms:
  compost:
    name: {en: compost, cy: compost}
    status: official
    source: society
    explained: {en: Rotted <leaves>., cy: Dail wedi pydru.}
  weeds:
    name: {en: weeds, cy: chwyn}
    status: public-body
    source: almanac
  loam:
    name: {en: loam, cy: lôm}
    status: ours
    explained: {en: Good earth., cy: Pridd da.}
"""
GLOSSARY = "---\ntitle: Words\nsummary: All of them.\n---\n\n{{ glossary() }}\n"
ROSE = "---\ntitle: {}\nsummary: Pigog.\n---\n\n## Growing {{#growing}}\n\n{}\n"


@pytest.fixture
def listed(planted: Callable[[Mapping[str, str]], Path]) -> Site:
    """The garden with a list of terms, a page for it, and a rose whose words name two of them."""
    words = "Give it [compost](term:compost), then more [compost](term:compost), and no [weeds](term:weeds)."
    site = load(
        planted(
            {
                "mkdocs.yml": "plugins:\n  - make-the-connection: {languages: [en, cy], terms: docs/words/terms.yml}\n",
                "docs/words/terms.yml": LIST,
                **{f"docs/words/{code}.md": GLOSSARY for code in ("en", "cy")},
                "plants/rose/en.md": ROSE.format("Rose", words),
                "plants/rose/cy.md": ROSE.format(
                    "Rhosyn", "Rhowch [gompost](term:compost), a dim [chwyn](term:weeds)."
                ),
            }
        )
    ).site
    assert site is not None
    return site


@pytest.fixture(scope="module")
def terms() -> Terms:
    """The list of this repository."""
    return read("this site").terms


def wordings(
    language: Language, *, instead_of: list[str], name: str = "lles", right_in: list[str] | None = None
) -> Wordings:
    code = language.code
    term = Term(name={code: name}, status="ours", instead_of={code: instead_of}, right_in={code: right_in or []})
    return Wordings(Terms(terms={"term": term}), language)


def found(known: Wordings, text: str) -> list[str]:
    return [text[use.start : use.end] for use in known.uses(text)]


class TestTheCheck:
    WORDS = ("prifathro", "gwefan", "tablau cysylltiadau", "cyrff llywodraethol", "dadlwytho", "ecwiti", "rhwydwaith")

    @given(
        wording=st.sampled_from(WORDS),
        number=st.integers(0, 4),
        before=st.sampled_from(["", "i ", "“", "(", "a’i ", "’r ", "—"]),
        after=st.sampled_from(["", ".", "’r ysgol", " da", ", a", "”", "…"]),
        capitals=st.sampled_from([str, str.upper, str.capitalize]),
    )
    def test_finds_every_form_of_a_word_wherever_it_stands(
        self, wording: str, number: int, before: str, after: str, capitals: Callable[[str], str]
    ) -> None:
        welsh = load_language("cy")
        forms = welsh.mutations.forms(wording)
        form = capitals(forms[number % len(forms)])
        assert found(wordings(welsh, instead_of=[wording]), f"{before}{form}{after}") == [form]

    @given(
        wording=st.sampled_from(WORDS),
        start=st.sampled_from(["x", "di", "ail-", "e-", "is_", "@", "2"]),
        end=st.sampled_from(["x", "au", "-lein", "_", "3", ".cymru"]),
    )
    def test_finds_no_word_that_only_shares_its_letters(self, wording: str, start: str, end: str) -> None:
        known = wordings(load_language("cy"), instead_of=[wording])
        assert found(known, f"Y {start}{wording}.") == [] or start == "@"
        assert found(known, f"Y {wording}{end} hwn.") == []

    def test_finds_words_across_lines_with_any_apostrophe_and_hyphen(self, welsh: Language) -> None:
        known = wordings(welsh, instead_of=["sefydliad sy’n dysgu", "amser di-gyswllt"])
        assert found(known, "i sefydliad\nsy'n  dysgu") == ["sefydliad\nsy'n  dysgu"]
        assert found(known, "ei hamser di‑gyswllt, fy amser di-gyswllt") == ["hamser di‑gyswllt", "amser di-gyswllt"]

    def test_takes_the_longest_of_several_and_none_twice(self, welsh: Language) -> None:
        known = wordings(welsh, instead_of=["tabl", "tabl cysylltiadau", "cysylltiadau"])
        assert found(known, "y tabl cysylltiadau, y tabl") == ["tabl cysylltiadau", "tabl"]

    def test_leaves_the_right_words_alone_where_they_hold_the_wrong_ones(self, welsh: Language) -> None:
        known = wordings(
            welsh, instead_of=["llywodraethol"], name="corff llywodraethol", right_in=["cylch llywodraethol"]
        )
        assert found(known, "y corff llywodraethol, ei gylch llywodraethol") == []
        assert found(known, "y bwrdd llywodraethol") == ["llywodraethol"]

    def test_leaves_quotations_with_their_source_and_macros_alone(self, english: Language) -> None:
        known = wordings(english, instead_of=["pool"])
        for mark in ("“the pool”", "„the pool“", "«the pool»", '"the pool"'):
            assert found(known, f"{mark}\x02") == []
            assert found(known, f"{mark} \x02") == []
            assert found(known, mark) == ["pool"]
            assert found(known, f"{mark} and so \x02") == ["pool"]
        assert found(known, '{{ cards("pool") }} and the pool') == ["pool"]

    def test_asks_nothing_of_a_language_without_other_words(self) -> None:
        assert not wordings(load_language("en"), instead_of=[])


@pytest.mark.slow
class TestThisRepository:
    """What the list holds that the facts established: every term of theirs with its status."""

    def test_has_the_terms_of_the_facts_and_the_titles_of_the_dimensions(self, terms: Terms) -> None:
        counts = dict.fromkeys(("official", "public-body", "ours"), 0)
        for id_, term in terms.terms.items():
            counts[term.status] += not id_.startswith("dimension-")
        assert counts == {"official": 103, "public-body": 22, "ours": 18}

    def test_says_who_says_so(self, terms: Terms) -> None:
        assert {term.source for term in terms.terms.values() if term.status != "ours"} == set(terms.sources)

    def test_explains_what_school_leaders_meet(self, terms: Terms) -> None:
        assert 30 <= sum(term.explained is not None for term in terms.terms.values()) <= 50

    def test_asks_for_no_word_that_it_forbids(self, terms: Terms) -> None:
        for term in terms.terms.values():
            for code, words in term.instead_of.items():
                assert not {*words} & {term.name[code], *term.forms.get(code, ())}


class TestTheGlossary:
    def test_lists_every_term_by_the_alphabet_with_its_other_name_and_its_source(self, listed: Site) -> None:
        html = LISTINGS["glossary"](Reader(listed, "cy", "words"))
        assert re.findall(r'<div id="(.+?)">', html) == ["term-compost", "term-weeds", "term-loam"], "c, ch, l"
        assert "<dt>chwyn</dt>" in html
        assert 'Saesneg: <span lang="en">weeds</span>' in html
        assert '<a href="https://society.example/" rel="noopener">Cymdeithas yr ardd</a>' in html
        assert "Almanac" in html

    def test_stands_on_the_page_of_its_folder(self, listed: Site) -> None:
        assert listed.glossary == "guide:words"

    def test_escapes_what_the_list_says(self, listed: Site) -> None:
        assert "Rotted &lt;leaves&gt;." in LISTINGS["glossary"](Reader(listed, "en", "words"))


class TestATermInThePage:
    def test_is_a_link_to_its_place_with_a_button_that_explains_it(self, listed: Site) -> None:
        html = entry_page(listed, "en", "plant:rose").html
        assert '<a class="term" href="../words.html#term-compost">compost</a><button type="button"' in html
        assert html.count('popovertarget="explained-compost"') == 3, "two that open it, and one that closes it"
        assert html.count('id="explained-compost"') == 1
        assert 'aria-label="Meaning of “compost”"' in html

    def test_is_only_a_link_where_nothing_explains_it(self, listed: Site) -> None:
        html = entry_page(listed, "en", "plant:rose").html
        assert '<a class="term" href="../words.html#term-weeds">weeds</a>.' in html
        assert "explained-weeds" not in html

    def test_is_explained_in_the_language_of_the_reader(self, listed: Site) -> None:
        html = entry_page(listed, "cy", "plant:rose").html
        assert '<p id="explained-compost-words"><strong>compost</strong> Dail wedi pydru.</p>' in html
        assert "Rotted" not in html

    def test_has_ids_of_its_own_beside_another_language(self, listed: Site) -> None:
        guest = Reader(listed, "cy", "plants/rose", beside="en")
        mentions = listed.entries["plant:rose"].words["cy"].mentions
        assert 'id="explained-compost--cy"' in explanations(mentions, guest)

    def test_a_page_that_names_no_term_explains_none(self, listed: Site) -> None:
        assert explanations((), Reader(listed, "en", "plants/cumin")) == ""


def test_a_source_may_be_known_without_an_address() -> None:
    assert Source(title={"en": "An almanac"}).address is None
