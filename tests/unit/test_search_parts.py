"""The index of search, read as browsers read it: every word of every part is found where it stands and nowhere else."""

import json
import re
import string
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from make_the_connection.api import load
from make_the_connection.languages import Language, load_language
from make_the_connection.search.documents import Run, Unit, documents
from make_the_connection.search.folding import fold, words_of
from make_the_connection.search.index import (
    Index,
    base_36,
    forms_of,
    forms_parts,
    postings_of,
    postings_parts,
    stretch_of,
    vlq,
)
from make_the_connection.search.lemmas import grouped, stop_words
from make_the_connection.search.parts import search_scripts
from make_the_connection.site import Site

ROOT = Path(__file__).parents[2]
DIGITS = string.ascii_uppercase + string.ascii_lowercase + string.digits + "+/"
LETTERS = "abcdfghlmnorty ŷŵâ’-·_1\n🎍ẞﬁ𐐀Ж\u0483"
UNITS = st.lists(
    st.builds(
        Unit, anchor=st.just(""), heading=st.text(LETTERS, max_size=8), blocks=st.lists(st.text(LETTERS)).map(tuple)
    ),
    max_size=8,
)
Parts = Mapping[str, Any]
Found = dict[str, list[tuple[int, int]]]


def numbers(written: str) -> Iterator[int]:
    """The numbers of a run."""
    number = place = 0
    for digit in map(DIGITS.index, written):
        number += (digit & 31) << place
        place += 5
        if digit < 32:
            yield number
            number = place = 0


def places(written: str) -> Iterator[tuple[int, int]]:
    """The units in a form's postings, and how much it says of each."""
    unit = -1
    for number in numbers(written):
        unit += number >> 2
        yield unit, number & 3


def read_forms(part: str) -> dict[str, list[int]]:
    """The forms of a part with the numbers of their groups."""
    forms, form = {}, ""
    for line in part.split("\n"):
        rest, groups = line.split(" ")
        form = form[: int(rest[0], 36)] + rest[1:]
        forms[form] = [int(group, 36) for group in groups.split(",")]
    return forms


def group_of(line: str) -> dict[str, tuple[int, list[tuple[int, int]]]]:
    """The forms of a group, each with its radical and where it stands."""
    forms = (each.split(" ") for each in line.split(";"))
    return {form: (int(radical, 36), list(places(written))) for form, radical, written in forms}


def decoded(forms: Sequence[tuple[str, str]], groups: Sequence[tuple[int, str]]) -> Found:
    """Where each form stands, by what a browser does: the part it must be in, its groups, and the part of each."""
    found: Found = {}
    read = [read_forms(part) for _, part in forms]
    lines = [part.split("\n") for _, part in groups]
    first_forms, first_groups = [first for first, _ in forms], [first for first, _ in groups]
    for form in (form for part in read for form in part):
        for group in read[bisect_right(first_forms, form) - 1][form]:
            at = bisect_right(first_groups, group) - 1
            _, stands = group_of(lines[at][group - first_groups[at]])[form]
            assert found.setdefault(form, stands) == stands
    return found


def said(text: str) -> list[str]:
    """Its words, and those with hyphens as one besides."""
    compounds = [
        each for each in re.findall(r"(?:[^\W_]|-)+", text) if re.fullmatch(r"[^\W_]+(-[^\W_]+)+", each.strip("-"))
    ]
    return [*re.findall(r"[^\W_]+", fold(text)), *(fold(each).replace("-", "") for each in compounds)]


def naive(units: Sequence[Unit], stop: frozenset[str]) -> Found:
    found: Found = {}
    for number, unit in enumerate(units):
        counted = Counter(said("\n".join(unit.blocks)))
        over = set(said(unit.heading))
        for form in sorted(over | set(counted)):
            times = counted[form]
            class_ = 3 if form in over else 0 if times == 1 else 1 if times < 4 else 2
            if len(form) > 1 and form not in stop:
                found.setdefault(form, []).append((number, class_))
    return found


def read(site: Site, code: str) -> Parts:
    """Each part by its name; all but the manifest carry the edition that it names."""
    parts, editions = {}, {}
    for path, script in search_scripts(site, code):
        given = re.fullmatch(
            r'\(window\.mtcSearch=window\.mtcSearch\|\|\{\}\)\["([\w-]+)(?:\?(\w+))?"\]=(.*);\n', script, re.DOTALL
        )
        assert given
        name = given[1]
        assert path == f"search/{name}.js"
        parts[name], editions[name] = json.loads(given[3]), given[2]
    assert {each for name, each in editions.items() if name != "index"} == {parts["index"]["edition"]}
    return parts


@pytest.fixture(scope="module")
def parts(garden: Site) -> Parts:
    return read(garden, "en")


class TestWords:
    @given(st.text(LETTERS))
    def test_are_the_same_however_they_are_looked_for(self, text: str) -> None:
        assert words_of(text) == re.findall(r"[^\W_]+", fold(text))


class TestNumbers:
    @given(st.lists(st.integers(0, 10**9)))
    def test_come_back_as_they_were(self, given_: list[int]) -> None:
        assert list(numbers(vlq(given_))) == given_
        assert [int(base_36(number), 36) for number in given_] == given_

    def test_are_written_as_they_always_were(self) -> None:
        assert vlq([0, 31, 32, 1000]) == "AfgBof"
        assert base_36(1295) == "zz"


def indexed(*stretches: Sequence[Unit], stop: frozenset[str] = frozenset()) -> dict[str, str]:
    """The postings of units that were looked at in these stretches."""
    return postings_of((len(units), stretch_of(forms_of(unit, stop) for unit in units)) for units in stretches)


@pytest.mark.slow
class TestEveryWord:
    @pytest.mark.parametrize("code", ["en", "cy"])
    @given(units=UNITS, cut=st.integers(0, 9))
    def test_is_found_where_it_stands_and_nowhere_else(self, code: str, units: list[Unit], cut: int) -> None:
        language = load_language(code)
        stop = stop_words(language)
        postings = indexed(units[:cut], units[cut:], stop=stop)
        index = Index(postings, grouped(postings, language))
        assert decoded(list(forms_parts(index)), list(postings_parts(index))) == naive(units, stop)

    def test_is_found_among_many(self, english: Language) -> None:
        words = [f"{letter}{n:x}{'ab' * (n % 25)}" for n in range(300) for letter in "kz"]
        units = [Unit("", word, tuple(words[n :: n + 7])) for n, word in enumerate(words)]
        postings = indexed(units[:200], [], units[200:201], units[201:])
        index = Index(postings, grouped(postings, english))
        forms, groups = list(forms_parts(index)), list(postings_parts(index))
        assert len(forms) > 1
        assert len(groups) > 1
        assert decoded(forms, groups) == naive(units, frozenset())

    def test_of_a_site_is_found_by_its_parts(self, garden: Site, english: Language, parts: Parts) -> None:
        manifest = parts["index"]
        texts = [parts[f"text-{number}"] for number, _ in enumerate(numbers(manifest["units"]))]
        units = [
            Unit(anchor, heading, tuple(blocks), tuple(Run(*run) for runs in foreign for run in runs))
            for page in texts
            for anchor, heading, blocks, *foreign in page
        ]
        assert units == [unit for page in documents(garden, "en") for unit in page.units]
        assert [len(page) for page in texts] == list(numbers(manifest["units"]))
        forms = [(first, parts[f"forms-{number}"]) for number, first in enumerate(manifest["forms"])]
        groups = [(first, parts[f"postings-{number}"]) for number, first in enumerate(manifest["groups"])]
        found = {form: postings for form, postings in decoded(forms, groups).items() if postings}
        assert found == naive(units, frozenset(manifest["stop"].split()))
        assert frozenset(manifest["stop"].split()) == stop_words(english)


class TestAGroup:
    @pytest.fixture
    def index(self) -> Index:
        lemmas = {"dan": (("dan", "dan"), ("tan", "tan")), "nhan": (("tan", "tan"),), "tan": (("tan", "tan"),)}
        lemmas["tanau"] = (("tan", "tanau"),)
        return Index(indexed([Unit("", "tanau", ("dan nhan tan",))]), lemmas)

    def test_has_the_lemmas_own_form_first_and_one_number_for_forms_that_only_begin_otherwise(
        self, index: Index
    ) -> None:
        ((first, part),) = postings_parts(index)
        assert (first, part.split("\n")) == (0, ["dan 0 E", "tan 0 E;dan 0 E;nhan 0 E;tanau 1 H"])

    def test_is_named_by_its_forms_the_likeliest_first(self, index: Index) -> None:
        assert list(forms_parts(index)) == [("dan", "0dan 0,1\n0nhan 1\n0tan 1\n3au 1")]


class TestTheManifest:
    def test_says_what_narrows_results_and_which_pages_each_leaves(self, garden: Site, parts: Parts) -> None:
        (facet,) = parts["index"]["facets"]
        assert (facet["name"], facet["label"]) == ("type", "Kind of page")
        assert facet["values"][0] == ["guide", "Guide pages"]
        of = list(numbers(facet["of"]))
        assert of[1::2] == [0] * (len(of) // 2)
        types = [facet["values"][number - 1][0] for number in of[::2]]
        assert types == [page.type for page in documents(garden, "en")]

    def test_leads_to_the_pages(self, garden: Site) -> None:
        titles = read(garden, "cy")["titles-0"]
        assert ["plants/rose.html", "Rhosyn"] in titles
        assert ["plants/nettle.html", "Nettle", "en"] in titles

    def test_offers_the_words_of_the_other_language_and_its_search_page(
        self, planted: Callable[[Mapping[str, str]], Path]
    ) -> None:
        names = {"loam": "{en: Rich loam, cy: lôm}", "peat": "{en: peat, cy: peat}"}
        terms = "".join(["terms:\n", *(f"  {id_}: {{name: {name}, status: ours}}\n" for id_, name in names.items())])
        options = "plugins:\n  - make-the-connection: {languages: [en, cy], terms: docs/words/terms.yml}\n"
        page = "---\ntitle: Find\nsummary: It.\n---\n\n{{ search() }}\n"
        pages = {f"docs/{name}/{code}.md": page for name in ("words", "find") for code in ("en", "cy")}
        pages |= {f"docs/words/{code}.md": page.replace("search", "glossary") for code in ("en", "cy")}
        site = load(planted({"mkdocs.yml": options, "docs/words/terms.yml": terms, **pages})).site
        assert site is not None
        manifest = read(site, "cy")["index"]
        assert manifest["terms"] == [["en", "Rich loam", "lôm"]]
        assert manifest["languages"] == [{"code": "en", "name": "English", "page": "../en/find.html"}]

    def test_has_an_edition_that_changes_with_what_is_found_and_with_nothing_else(
        self, garden: Site, planted: Callable[[Mapping[str, str]], Path]
    ) -> None:
        changed = load(planted({"plants/swede/facts.yml": "height: 31\n"})).site
        assert changed is not None
        again = replace(garden)
        assert list(search_scripts(again, "cy")) == list(search_scripts(garden, "cy"))
        assert read(changed, "cy")["index"]["edition"] != read(garden, "cy")["index"]["edition"]


class TestWhatStrangersWrite:
    def test_stays_data(self, garden: Site) -> None:
        """The check lets no line separator through, and no page relies on that."""
        said = '</script><script>alert(1)</script> \u2028"];alert(2)//<!--'
        home = garden.guides["home"]
        words = replace(home.words["en"], front=home.words["en"].front.model_copy(update={"summary": said}))
        site = replace(garden, guides={"home": replace(home, words={**home.words, "en": words})})
        assert not any("<" in script or "\u2028" in script for _, script in search_scripts(site, "en"))
        assert read(site, "en")["text-0"][0] == ["", "A garden", [said]]


@pytest.mark.slow
def test_another_site_in_other_languages_has_its_index_too() -> None:
    site = load(ROOT / "tests/sites/orchard/mkdocs.yml").site
    assert site is not None
    for code in site.languages:
        parts = read(site, code)
        assert [facet["name"] for facet in parts["index"]["facets"]] == ["type", *site.model.search]
        for facet in parts["index"]["facets"]:
            assert list(numbers(facet["of"])).count(0) == len(documents(site, code))
