"""What the browser finds in an index: words and their kin, in order, narrowed, and shown where they stand."""

import json
import random
import subprocess
import sys
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from make_the_connection.adapters import mkdocs
from make_the_connection.search.documents import Run, Unit
from make_the_connection.search.index import Index, forms_of, forms_parts, postings_of, postings_parts, stretch_of, vlq

HERE = Path(__file__).parent
SCRIPT = Path(mkdocs.__file__).parent / "theme" / "assets" / "make-the-connection" / "search_index.js"

Said = Mapping[str, Any]

STOP = "ac am ar the we what with yn"
CHANGES = [
    ["p", "b"],
    ["t", "d"],
    ["c", "g"],
    ["d", "dd"],
    ["g", ""],
    ["c", "ngh"],
    ["d", "n"],
    ["t", "th"],
    ["y", "hy"],
]
ENDINGS = [["", "au"], ["iad", "io"], ["", "s", "ing"]]
# The lemmas of the forms that are not their own, each with the radical that the form is there.
LEMMAS = {
    "ddysgu": (("dysgu", "dysgu"),),
    "nysgu": (("dysgu", "dysgu"),),
    "dysgir": (("dysgu", "dysgir"),),
    "ddysgir": (("dysgu", "dysgir"),),
    "dan": (("dan", "dan"), ("tan", "tan")),
    "ysgolion": (("ysgol", "ysgolion"),),
    "hysgolion": (("ysgol", "ysgolion"),),
}
TERMS = [["en", "teaching and learning", "addysgu a dysgu"]]


@dataclass(frozen=True)
class Page:
    title: str
    texts: Sequence[str] = ()
    sections: Mapping[str, str] = field(default_factory=dict)
    type: str = "note"
    places: Sequence[str] = ()
    lang: str | None = None
    foreign: Sequence[Run] = ()

    @property
    def units(self) -> list[Unit]:
        """Its head, then its sections, each with the same runs of other languages."""
        sections = [
            Unit(f"s-{n}", heading, (text,), tuple(self.foreign))
            for n, (heading, text) in enumerate(self.sections.items())
        ]
        return [Unit("", self.title, tuple(self.texts)), *sections]


def parts_of(pages: Sequence[Page]) -> dict[str, Any]:
    """The parts of the index of these pages, as `load` gives them to the browser."""
    units = [unit for page in pages for unit in page.units]
    postings = postings_of([(len(units), stretch_of(forms_of(unit, STOP.split()) for unit in units))])
    index = Index(postings, {form: LEMMAS.get(form, ((form, form),)) for form in postings})
    forms, groups = list(forms_parts(index)), list(postings_parts(index))
    types, places = (
        list(dict.fromkeys(each)) for each in zip(*((p.type, q) for p in pages for q in p.places or [""]), strict=True)
    )
    listed = [name for name in places if name]
    manifest = {
        "edition": "e1",
        "units": vlq(len(page.units) for page in pages),
        "forms": [first for first, _ in forms],
        "groups": [first for first, _ in groups],
        "stop": STOP,
        "changes": CHANGES,
        "endings": ENDINGS,
        "perTitles": 2,
        "terms": TERMS,
        "facets": [
            {"name": "type", "label": "Type", "values": [[t, t.title()] for t in types],
             "of": vlq(n for page in pages for n in (types.index(page.type) + 1, 0))},
            {"name": "place", "label": "Place", "values": [[p, p.title(), "de"] for p in listed],
             "of": vlq(n for page in pages for n in (*(listed.index(p) + 1 for p in page.places), 0))},
        ],
    }  # fmt: skip
    titles = [[f"{n}.html", page.title, *([page.lang] if page.lang else [])] for n, page in enumerate(pages)]
    return {
        "index": manifest,
        **{f"forms-{n}": text for n, (_, text) in enumerate(forms)},
        **{f"postings-{n}": text for n, (_, text) in enumerate(groups)},
        **{f"titles-{n // 2}": titles[n : n + 2] for n in range(0, len(titles), 2)},
        **{
            f"text-{n}": [[u.anchor, u.heading, u.blocks, *filter(None, [u.foreign])] for u in page.units]
            for n, page in enumerate(pages)
        },
    }


def ask(parts: Mapping[str, Any], *asks: str | Mapping[str, Any]) -> list[Said]:
    given = {"script": str(SCRIPT), "parts": parts, "asks": [{"text": a} if isinstance(a, str) else a for a in asks]}
    done = subprocess.run(
        ["node", str(HERE / "search_index.js")], input=json.dumps(given).encode(), capture_output=True, check=True
    )
    answers: list[Said] = json.loads(done.stdout)
    assert [each["error"] for each in answers if "error" in each] == []
    return answers


def found(said: Said) -> list[str]:
    return [result["title"] for result in said["results"]]


def of(pages: Sequence[Page], *asks: str | Mapping[str, Any]) -> list[list[str]]:
    return [found(said) for said in ask(parts_of(pages), *asks)]


def texts(*words: str) -> list[Page]:
    """A page for each of these texts, called by its place: A, B …"""
    return [Page(chr(ord("A") + n), [text]) for n, text in enumerate(words)]


class TestWords:
    PAGES = texts("Dysgu yma", "Ei ddysgu", "Dysgir hyn", "Dan y bwrdd", "Y tan", "Tŷ a’r ysgolion")

    def test_find_their_kin_the_typed_form_first_and_its_mutations_next(self) -> None:
        assert of(self.PAGES, "dysgu ", "ddysgu ", "dysgir ") == [["A", "B", "C"], ["B", "A", "C"], ["C", "A", "B"]]

    def test_that_may_be_two_find_both(self) -> None:
        assert of(self.PAGES, "dan ", "tan ") == [["D", "E"], ["E", "D"]]

    def test_need_no_marks_capitals_or_apostrophes(self) -> None:
        assert of(self.PAGES, "TY ", "tŷ ", "a'r ysgolion ", "ty\u0302 ") == [["F"]] * 4

    def test_must_all_be_there(self) -> None:
        said = ask(parts_of(texts("red apple", "red", "apple")), "red apple ", "apple RED ")
        assert [(found(each), each["partial"], each["missing"]) for each in said] == [(["A"], False, [])] * 2

    def test_may_stand_in_several_parts_of_a_page_but_rank_higher_in_one(self) -> None:
        pages = [Page("A", ["red"], {"First": "apple"}), Page("B", [], {"First": "a red apple"})]
        assert of(pages, "red apple ") == [["B", "A"]]

    def test_that_no_page_has_together_find_those_with_most(self) -> None:
        (said,) = ask(parts_of(texts("red apple", "red pear", "green", "apple pear red")), "red apple green ")
        assert (found(said), said["partial"], said["missing"]) == (["D", "A"][::-1], True, [])

    def test_that_are_nowhere_are_named(self) -> None:
        (said,) = ask(parts_of(texts("red apple")), "red Xylophone ")
        assert (found(said), said["partial"], said["missing"]) == (["A"], True, ["Xylophone"])

    def test_of_every_page_are_not_looked_for_and_named(self) -> None:
        nothing, some = ask(parts_of(texts("we dig with spades")), "What  we ", "with a Spades ")
        assert (nothing["total"], nothing["ignored"], nothing["partial"]) == (0, ["What", "we"], False)
        assert (found(some), some["ignored"]) == (["A"], ["with", "a"])

    def test_in_a_title_come_before_those_in_headings_and_these_before_mentions(self) -> None:
        often = "pears " * 9
        pages = [Page("Often", [often]), Page("Section", [], {"Pears": "x"}), Page("Pears"), Page("Once", ["pears"])]
        assert of(pages, "pears ") == [["Pears", "Section", "Often", "Once"]]

    def test_that_are_rare_weigh_more(self) -> None:
        pages = texts("tree tree tree tree apple", "tree apple apple apple apple", *["tree"] * 8)
        assert of(pages, "tree apple ")[0] == ["B", "A"]

    def test_that_say_the_same_leave_pages_in_their_order(self) -> None:
        assert of(texts(*["moss"] * 20), "moss ") == [[chr(ord("A") + n) for n in range(20)]]


class TestUnits:
    def test_are_those_that_have_most_of_the_words_the_best_first(self) -> None:
        sections = {"Tea": "leaves", "Tea and cake": "more", "Cake": "tea", "Both": "tea cake"}
        one, other = ask(parts_of([Page("A", ["cake"], sections)]), "tea cake ", "leaves ")
        assert one["results"][0]["units"] == [2, 3, 4]
        assert other["results"][0]["units"] == [1]

    def test_are_numbered_through_all_pages(self) -> None:
        pages = [Page("A", ["x1"], {"One": "stone", "Two": "sand"}), Page("B", ["sand"], {"Three": "clay sand"})]
        (said,) = ask(parts_of(pages), {"text": "clay ", "excerpts": 2})
        assert said["results"][0]["units"] == [4]
        assert [(each["anchor"], each["heading"]) for each in said["excerpts"]] == [("s-0", [["Three", False, None]])]


class TestTyping:
    PAGES = texts("the ysgol", "ysgolion", "ysgafn", "nghanol", "ddysgu")

    def test_finds_what_the_last_word_begins(self) -> None:
        assert [set(each) for each in of(self.PAGES, "ysg", "YSGO", "ysga")] == [{"A", "B", "C"}, {"A", "B"}, {"C"}]

    def test_finds_what_a_mutated_beginning_begins(self) -> None:
        assert of(texts("cymru"), "nghym") == [["A"]]

    def test_takes_a_word_that_is_closed_or_known_as_whole(self) -> None:
        pages = texts("garden", "gardener", "gard")
        assert of(pages, "gard", "gar ", "gar") == [["C"], [], ["A", "B", "C"]]
        (said,) = ask(parts_of(texts("bees by beechwood")), "beech bees ")
        assert said["missing"] == ["beech"]

    def test_asks_for_two_letters(self) -> None:
        assert of(self.PAGES, "y", "ys")[0] == []

    def test_of_one_or_two_letters_says_nothing_yet_unless_they_are_a_word(self) -> None:
        pages = texts("ty mawr", "tybed")
        said = ask(parts_of(pages), "t", "ma", "mawr t", "mawr ty", "ty")
        assert [(found(each), each["early"], each["missing"]) for each in said] == [
            ([], True, []), ([], True, []), (["A"], False, []), (["A"], False, []), (["A"], False, [])]  # fmt: skip

    def test_completes_what_is_most_frequent(self) -> None:
        rare = " ".join(f"app{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(80))
        pages = [Page("Rare", [rare]), *texts("appzz9", "appzz9")]
        assert set(of(pages, "app")[0]) == {"Rare", "A", "B"}

    def test_loads_few_parts(self) -> None:
        letters = "abcdefghijklmnopqrstuvwxyz"
        pages = [
            Page(f"{n}", [" ".join(f"ap{a}{b}{c}" for a in letters for b in letters for c in letters[n : n + 2])])
            for n in range(24)
        ]
        (said,) = ask(parts_of(pages), "ap")
        assert sum(name.startswith("postings") for name in said["loaded"]) <= 6


class TestUnknownWords:
    def test_may_be_a_mutation_of_one_that_is_known(self) -> None:
        assert of(texts("gwlad", "cath", "cymru"), "wlad ", "gath ", "nghymru ") == [["A"], ["B"], ["C"]]

    def test_may_be_what_is_known_only_mutated(self) -> None:
        assert of(texts("nghymru", "ddaear"), "cymru ", "daear ", "gymru ") == [["A"], ["B"], ["A"]]

    def test_may_end_otherwise(self) -> None:
        assert of(texts("profiad", "cynllun", "plants"), "profio ", "gynllunau ", "planting ") == [["A"], ["B"], ["C"]]

    @pytest.mark.parametrize(
        "slip",
        [
            "harvst",
            "harrvest",
            "harvezt",
            "havrest",
            "ahrvest",
            "arvest",
            "xharvest",
            "jarvest",
            "harves",
            "harvestt",
            "harvets",
        ],
    )
    def test_forgive_one_slip_wherever_it_is(self, slip: str) -> None:
        letters = "abcdefghijklmnopqrstuvwxyz"
        others = " ".join(f"{a}{b}{c}x" for a in letters for b in letters for c in "aeiou")
        parts = parts_of(texts("harvest", others))
        assert len(parts["index"]["forms"]) > 5
        (said,) = ask(parts, f"{slip} ")
        assert (found(said), said["slips"], said["partial"]) == (["A"], [[slip, "harvest"]], False)

    def test_forgive_no_second_slip_and_none_in_short_words_or_years(self) -> None:
        pages = texts("harvest", "tan", "1999")
        assert of(pages, "hrvst ", "tam ", "1998 ") == [[], [], []]

    def test_are_corrected_to_what_begins_alike_and_is_most_frequent(self) -> None:
        parts = parts_of(texts("beard", "heard heard", "beards", "bears bears", "bears"))
        said = ask(parts, "beare ")
        assert said[0]["slips"] == [["beare", "bears"]]

    def test_that_are_known_are_never_corrected(self) -> None:
        (said,) = ask(parts_of(texts("form", "from from from")), "form ")
        assert (found(said), said["slips"]) == (["A"], [])


class TestPhrases:
    PAGES = texts(
        "what we did with clay", "clay with what we did not", "Did we? What clay!", "clay", "what we. Did clay"
    )

    @pytest.mark.parametrize("quotes", ["“{}”", '"{}"', "«{}»", "„{}“"])
    def test_are_found_as_they_stand_stop_words_and_all(self, quotes: str) -> None:
        (said,) = ask(parts_of(self.PAGES), quotes.format("What we DID") + " clay")
        assert sorted(found(said)) == ["A", "B", "E"]
        assert (said["total"], said["atMost"]) == (3, False)

    def test_are_not_of_other_forms(self) -> None:
        assert of(texts("ei ddysgu", "ei dysgu"), "“ei dysgu”") == [["B"]]

    def test_stand_in_one_block(self) -> None:
        assert of(
            [Page("A", ["green", "tea"]), Page("B", [], {"Green tea": "x"}), Page("Green tea")], "“green tea”"
        ) == [["Green tea", "B"]]

    def test_of_stop_words_alone_are_not_looked_for(self) -> None:
        (said,) = ask(parts_of(self.PAGES), "“what we” clay ")
        assert (said["ignored"], said["total"]) == (["what", "we"], 5)

    def test_that_are_not_closed_are_words(self) -> None:
        assert len(of(self.PAGES, "“we did")[0]) == 4

    def test_are_looked_for_in_few_texts_at_a_time(self) -> None:
        pages = [Page(f"{n}", ["red clay" if n % 2 == 0 else "clay, red"]) for n in range(40)]
        first, second, third, fourth = ask(parts_of(pages), *({"text": "“red clay”", "more": n} for n in range(4)))
        assert [(len(each["results"]), each["total"], each["atMost"]) for each in (first, second, third, fourth)] == [
            (5, 35, True), (10, 30, True), (15, 25, True), (20, 20, False)]  # fmt: skip
        assert sum(name.startswith("text") for name in first["loaded"]) == 10

    def test_are_looked_for_until_one_is_found(self) -> None:
        pages = [Page(f"{n}", ["red clay" if n == 38 else "clay, red"]) for n in range(40)]
        (said,) = ask(parts_of(pages), "“red clay”")
        assert (found(said), said["total"]) == (["38"], 1)


@pytest.fixture(scope="module")
def pages() -> list[Page]:
    dice = random.Random(8)  # noqa: S311
    return [
        Page(f"{n}", [dice.choice(["fern", "fern moss", "moss"])], type=dice.choice(["note", "plant", "tool"]),
             places=[p for p in ("wall", "pond", "wood") if dice.random() < 0.4])
        for n in range(60)
    ]  # fmt: skip


class TestFacets:
    @pytest.mark.parametrize(
        "filters",
        [
            {},
            {"type": "plant"},
            {"place": "pond"},
            {"type": "note", "place": "wood"},
            {"type": "unheard-of", "constructor": "x"},
        ],
    )
    def test_count_what_each_choice_would_leave(self, pages: list[Page], filters: dict[str, str]) -> None:
        known = {name: value for name, value in filters.items() if value in {"plant", "note", "pond", "wood"}}
        ferns = [page for page in pages if "fern" in page.texts[0]]

        def left(choices: Mapping[str, str]) -> list[str]:
            return [
                page.title for page in ferns if all(value in (page.type, *page.places) for value in choices.values())
            ]

        (said,) = ask(parts_of(pages), {"text": "fern ", "filters": filters})
        assert sorted(found(said), key=int) == left(known)
        counted = {
            (facet["name"], each["value"]): each["number"] for facet in said["facets"] for each in facet["options"]
        }
        assert counted == {(name, value): len(left({**known, name: value})) for name, value in counted}
        assert len(counted) == 6

    def test_carry_labels_in_their_language(self, pages: list[Page]) -> None:
        (said,) = ask(parts_of(pages), "fern ")
        type_, place = said["facets"]
        assert (type_["label"], [each["label"] for each in place["options"]]) == (
            "Type",
            [p.title() for p in dict.fromkeys(q for page in pages for q in page.places)],
        )
        assert {each.get("lang") for each in place["options"]} == {"de"}

    def test_narrow_phrases_before_they_are_looked_for(self, pages: list[Page]) -> None:
        both = [page for page in pages if page.texts[0] == "fern moss"]
        (said,) = ask(parts_of(pages), {"text": "“fern moss”", "filters": {"type": "tool"}})
        assert len(said["results"]) == said["total"] == sum(page.type == "tool" for page in both)

    def test_do_not_make_a_search_partial(self) -> None:
        only = [Page("A", ["fern moss"], type="note"), Page("B", ["fern"], type="tool")]
        (said,) = ask(parts_of(only), {"text": "fern moss ", "filters": {"type": "tool"}})
        assert (said["total"], said["partial"]) == (0, False)


class TestTitles:
    def test_tell_what_a_result_is_and_what_it_is_linked_with(self) -> None:
        pages = [Page("A"), Page("B"), Page("Üben", type="tool", places=["wall", "pond"], lang="de")]
        (said,) = ask(parts_of(pages), "uben ")
        (result,) = said["results"]
        assert (result["address"], result["title"], result["lang"]) == ("2.html", "Üben", "de")
        assert result["type"] == {"value": "tool", "label": "Tool"}
        assert [each["value"] for each in result["linked"]] == ["wall", "pond"]


class TestExcerpts:
    def pieces(self, page: Page, text: str) -> list[str]:
        (said,) = ask(parts_of([page]), text)
        return [
            "".join(f"[{piece}]" if is_match else piece for piece, is_match, *_ in each["pieces"])
            for each in said["excerpts"]
        ]

    def test_are_the_sentence_with_most_of_the_words(self) -> None:
        page = Page("A", [], {"One": "Red here. Then a red apple? Apple there."})
        assert self.pieces(page, "apple red ") == ["Then a [red] [apple]?"]

    def test_mark_words_as_they_are_written(self) -> None:
        page = Page("A", [], {"Un": "Y Tŷ a’i ddysgu: ad-ddysgu, ddysgu’r tŷ; dysgwyr."})
        assert self.pieces(page, "ty dysgu ") == ["Y [Tŷ] a’i [ddysgu]: ad-[ddysgu], [ddysgu]’r [tŷ]; dysgwyr."]
        decomposed = Page("A", [], {"Un": unicodedata.normalize("NFD", "Y tŷ hwn")})
        assert self.pieces(decomposed, "tŷ ") == [unicodedata.normalize("NFD", "Y [tŷ] hwn")]

    def test_mark_what_hyphens_join_as_one_word(self) -> None:
        page = Page("A", [], {"One": "Well done. Fit, and in well-being, too."})
        assert self.pieces(page, "wellbeing ") == ["Fit, and in [well-being], too."]

    def test_mark_what_a_slip_or_a_beginning_stood_for(self) -> None:
        page = Page("A", [], {"One": "The harvest was late."})
        assert self.pieces(page, "hravest ") == self.pieces(page, "harv") == ["The [harvest] was late."]

    def test_mark_a_phrase_as_one_and_not_its_words_alone(self) -> None:
        page = Page("A", [], {"One": "We dug. Clay is what we dug with. We did."})
        assert self.pieces(page, "“what we dug”") == ["Clay is [what we dug] with."]

    def test_of_a_page_are_its_summary_unless_more_is_found_elsewhere(self) -> None:
        page = Page("Clay", ["All about pots. And so on.", "Made of clay. Fired in a kiln."])
        assert self.pieces(page, "kiln ") == ["Fired in a [kiln]."]
        assert self.pieces(page, "clay ") == ["All about pots. And so on."]
        assert self.pieces(page, "pots kiln ") == ["All about [pots]. And so on."]
        assert self.pieces(Page("Clay", ["All about pots. And so on."]), "clay ") == ["All about pots. And so on."]
        assert self.pieces(Page("Clay"), "clay ") == [""]

    def test_are_cut_around_the_words_and_between_others(self) -> None:
        long = "one two three four five " * 40
        (excerpt,) = self.pieces(Page("A", [], {"One": f"{long}needle {long}"}), "needle ")
        assert len(excerpt) < 260
        assert (excerpt[:2], excerpt[-2:]) == ("… ", " …")
        assert set(excerpt.strip("… ").split()) == {"one", "two", "three", "four", "five", "[needle]"}

    def test_are_not_cut_where_they_are_short(self) -> None:
        text = "one two three four five " * 9 + "needle"
        assert self.pieces(Page("A", [], {"One": text}), "needle ") == [text.replace("needle", "[needle]")]

    def test_show_the_words_where_nothing_divides(self) -> None:
        for text in ("x" * 5000 + "-needle-" + "y" * 5000, "needle" + "-y" * 5000):
            (excerpt,) = self.pieces(Page("A", [], {"One": text}), "needle ")
            assert "[needle]" in excerpt

    def spoken(self, page: Page, text: str, part: str = "pieces") -> list[tuple[str, ...]]:
        """The pieces, each with its language where it is another, and matches in brackets."""
        (said,) = ask(parts_of([page]), text)
        pieces = said["excerpts"][0][part]
        return [(f"[{piece}]" if is_match else piece, *filter(None, lang)) for piece, is_match, *lang in pieces]

    def test_say_which_words_are_of_another_language(self) -> None:
        text = "Y gair pain yw as. Dinas yw “le pain quotidien”, as hefyd."
        runs = [Run(1, 7, 11, "fr"), Run(1, 28, 47, "fr"), Run(1, 49, 51, "en")]
        page = Page("A", [], {"Un": text}, lang="de", foreign=runs)
        assert self.spoken(page, "dinas ") == [
            ("[Dinas]",), (" yw ",), ("“le pain quotidien”", "fr"), (", ",), ("as", "en"), (" hefyd.",)]  # fmt: skip
        assert self.spoken(page, "gair ") == [("Y ",), ("[gair]",), (" ",), ("pain", "fr"), (" yw as.",)]

    def test_mark_words_in_another_language_and_across_its_border(self) -> None:
        page = Page("A", [], {"Un": "Dyma le pain quotidien hwn."}, foreign=[Run(1, 5, 22, "fr")])
        assert self.spoken(page, "pain ") == [
            ("Dyma ",), ("le ", "fr"), ("[pain]", "fr"), (" quotidien", "fr"), (" hwn.",)]  # fmt: skip
        assert self.spoken(page, "“quotidien hwn”") == [
            ("Dyma ",), ("le pain ", "fr"), ("[quotidien]", "fr"), ("[ hwn]",), (".",)]  # fmt: skip

    def test_have_the_languages_of_several_sentences_and_of_headings(self) -> None:
        text = "Un deux.  Trois quatre! Cinq?"
        page = Page("A", [], {"Tŷ pain": text}, foreign=[Run(0, 3, 7, "fr"), Run(1, 0, len(text), "fr")])
        assert self.spoken(page, "quatre ") == [(" Trois ", "fr"), ("[quatre]", "fr"), ("!", "fr")]
        assert self.spoken(page, "pain ", "heading") == [("Tŷ ",), ("[pain]", "fr")]

    def test_have_them_where_they_are_cut(self) -> None:
        long = "one two three four five " * 40
        page = Page("A", [], {"One": f"{long}needle {long}"}, foreign=[Run(1, 0, len(long) + 3, "fr")])
        pieces = self.spoken(page, "needle ")
        assert [each[1:] for each in pieces] == [(), ("fr",), ("fr",), (), (), ()]
        assert [pieces[at] for at in (0, 2, 3, -1)] == [("… ",), ("[nee]", "fr"), ("[dle]",), (" …",)]


class TestTermsOfTheOtherLanguage:
    def test_are_offered_from_either_side(self) -> None:
        parts = parts_of(texts("dysgu"))
        other, own, neither = ask(parts, "our Teaching and learning ", "addysgu a dysgu", "learning teaching data ")
        assert other["offered"] == [
            {"code": "en", "typed": "teaching and learning", "words": "addysgu a dysgu", "own": True}
        ]
        assert own["offered"] == [
            {"code": "en", "typed": "addysgu a dysgu", "words": "teaching and learning", "own": False}
        ]
        assert neither["offered"] == []


class TestSearch:
    def test_loads_what_the_words_need_and_nothing_twice(self) -> None:
        (said,) = ask(parts_of(texts("red apple", "pear")), "red red apple ")
        assert sorted(said["loaded"]) == ["forms-0", "index", "postings-0"]

    def test_gives_up_what_has_been_overtaken(self) -> None:
        (said,) = ask(parts_of(texts("red", "green")), {"text": "green ", "before": "red "})
        assert (said["overtaken"], found(said)) == (None, ["B"])

    @pytest.mark.parametrize(
        "text",
        [
            "",
            " ",
            '"',
            '""',
            "“”“„«»",
            '"' * 9_999,
            "🌱",
            "🌱🌱 \U0001f468\u200d\U0001f469",
            "\ud800",
            "م\u202eرحبا שלום",
            "(.*)+$ [a-z]{9} \\b",
            "constructor __proto__ toString",
            "a" * 10_000,
            "word " * 2_000,
            "\u0301" * 10_000,
            "ﷺ" * 3_000,
            "x" * 5_000 + " fern",
            "«" + "fern " * 2_000 + "»",
            " ".join(f"w{n}" for n in range(2_000)),
            "fern\0moss",
            "<b>fern</b>",
            "%F0%28",
        ],
    )
    def test_bears_whatever_is_typed(self, text: str) -> None:
        ask(parts_of(texts("fern moss", "aaaa")), text)


class TestFolding:
    def compared(self, written: Iterable[str]) -> None:
        """Each of these finds itself, all words of it, by what Python made of them."""
        written = list(written)
        lines = [" ".join(written[n : n + 6]) for n in range(0, len(written), 6)]
        asks = [{"text": f"{line} ", "excerpts": 0} for line in lines]
        for line, said in zip(lines, ask(parts_of([Page("All", lines)]), *asks), strict=True):
            assert (said["total"], said["partial"], said["missing"], said["slips"]) == (1, False, [], []), line

    def test_is_that_of_the_index(self) -> None:
        self.compared(
            [
                "Tŷ’r",
                "ﬁnds",
                "ŴYL",
                "naïve",
                "Straße",
                "ΟΔΟΣ",
                "İstanbul",
                "ǆ",
                "Ⅻth",
                "x²y",
                "①②",
                "a_b",
                "ad-drefnu",
                "Å∕c",
                "e\u0301e\u0301",
            ]
        )

    @pytest.mark.slow
    def test_is_that_of_the_index_in_every_alphabet(self) -> None:
        ranges = [
            (0x21, 0x3400),
            (0xA000, 0xAC10),
            (0xF900, 0x10000),
            (0x10000, 0x10500),
            (0x1D400, 0x1D800),
            (0x1F100, 0x1F200),
        ]
        letters = [chr(n) for first, end in ranges for n in range(first, end)]
        told = [c for c in letters if unicodedata.category(c) not in {"Cn", "Cs", "Co"} and c not in '"“”„«»']
        self.compared(f"{n:x}{letter}q" for n, letter in enumerate(told, 0x1000))

    @pytest.mark.slow
    def test_is_that_of_the_index_in_any_text(self) -> None:
        dice = random.Random(8)  # noqa: S311
        usable = [
            chr(n)
            for n in range(0x20, sys.maxunicode)
            if unicodedata.category(chr(n)) not in {"Cn", "Cs", "Co"} and chr(n) not in '"“”„«»'
        ]
        self.compared("".join(dice.choices(usable, k=dice.randrange(1, 5))) for _ in range(3_000))
