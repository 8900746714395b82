"""Records of works in BibTeX, RIS and CSL-JSON: nothing of them is lost on the way out and back."""

import json
import string
import warnings
from collections.abc import Callable, Mapping
from typing import Any

import bibtexparser
import pytest
import rispy
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator
from relinking import read

from make_the_connection.content.annotations import Address, PartialDate
from make_the_connection.content.csl import CslType, csl_record
from make_the_connection.diagnostics import Diagnostic
from make_the_connection.references import FORMATS, written
from make_the_connection.references.duplicates import titles
from make_the_connection.references.formats.bibtex import bibtex
from make_the_connection.references.formats.csl_json import csl_json
from make_the_connection.references.formats.latex import escaped, unescaped
from make_the_connection.references.formats.reading import records_in
from make_the_connection.references.formats.record import compact, record_of
from make_the_connection.references.formats.ris import ris
from make_the_connection.site import Site

WRITERS: Mapping[str, Callable[[Mapping[str, Any], str], str]] = {"bib": bibtex, "ris": ris, "json": csl_json}
CSL = csl_record(str | dict[str, str], Address | dict[str, Address], PartialDate)

AWKWARD = {
    "a particle that stays": {"author": [{"family": "Cruz", "given": "Anne", "non-dropping-particle": "de la"}]},
    "one in capitals": {"author": [{"family": "Cruz", "given": "Anne", "non-dropping-particle": "De La"}]},
    "one that is dropped": {"author": [{"family": "Beethoven", "given": "Ludwig", "dropping-particle": "van"}]},
    "a family name with a particle in it": {"author": [{"family": "van der Berg", "given": "Jan"}]},
    "a name in small letters": {"author": [{"family": "hooks", "given": "bell"}]},
    "a family name alone": {"author": [{"family": "Plato"}]},
    "a suffix": {"author": [{"family": "King", "given": "Martin Luther", "suffix": "Jr."}]},
    "a body": {"author": [{"literal": "Llywodraeth Cymru"}]},
    "a body with a comma": {"author": [{"literal": "Yr Athrofa: Institute of Education, Lampeter"}]},
    "a body with “and”": {"author": [{"literal": "Smith and Sons and others"}, {"literal": "Marks & Spencer"}]},
    "“et al.” as a name": {"author": [{"family": "Cordingley", "given": "P."}, {"literal": "et al."}]},
    "an editor and a translator": {
        "editor": [{"family": "Ŵyn", "given": "Siân"}],
        "translator": [{"family": "Ó Néill", "given": "Seán"}],
    },
    "letters of Welsh": {"title": "Gŵyl yr ŷd: tŷ, dŵr a thân"},
    "apostrophes": {"title": "Teachers’ learning, teachers' learning and ‘learning’"},
    "quotation marks": {"title": 'The "new" “professionalism” and ``old\'\''},
    "dashes": {"title": "2017–21 — a -- b --- c - d", "issue": "2–3", "volume": "1-2"},
    "what LaTeX means otherwise": {"title": r"50% of {all} #1 costs $5 & a_b ^c ~d \textit{e} \\ {"},
    "what HTML means otherwise": {"title": "a < b > c &amp; <i>d</i>", "publisher": "R&D"},
    "a space that does not break": {"title": "«\N{NO-BREAK SPACE}Oui\N{NARROW NO-BREAK SPACE}»"},
    "no date": {"issued": None},
    "a year and a month": {"issued": "2021-05"},
    "a day": {"issued": "2021-05-09"},
    "a DOI with brackets": {"DOI": "10.1016/S0140-6736(05)71146-6"},
    "a DOI with everything": {"DOI": "10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O"},
    "a DOI that is only in the address": {"URL": "https://doi.org/10.1000/182"},
    "pages": {"page": "xi-xiv, 707-28, e12"},
    "pages and how many": {"type": "book", "page": "3", "number-of-pages": "76"},
    "a paper of a conference": {"type": "paper-conference", "event-title": "ICSEI", "container-title": "Proceedings"},
    "a conference alone": {"type": "paper-conference", "event-title": "ICSEI"},
    "a report in a series": {
        "genre": "Working paper", "number": "137", "collection-title": "Papers", "ISBN": "9789264307193"
    },
    "a thesis": {"type": "thesis", "genre": "EdD thesis", "publisher": "Cardiff University"},
    "an article with a number": {"type": "article-journal", "number": "12", "issue": "3", "genre": "Article"},
    "two titles": {"title": {"en": "Our National Mission", "cy": "Cenhadaeth ein Cenedl"}},
    "two addresses": {"URL": {"de": "https://a.example/~b_c%20d#e", "fr-CH": "https://a.example/f"}},
    "everything else": {
        "status": "in press", "edition": "2nd", "language": "cy-GB", "publisher-place": "Paris, TX", "ISSN": "1941-5257"
    },
}  # fmt: skip


def record(fields: Mapping[str, Any]) -> dict[str, Any]:
    """A record as our own files have it: what its class makes of these fields."""
    whole = CSL.model_validate({"type": "report", "title": "A title", **fields})
    return compact(whole.model_dump(by_alias=True, exclude_none=True))


def back(source: str) -> list[dict[str, Any]]:
    found: list[Diagnostic] = []
    records = records_in(source.replace("\r\n", "\n"), "file", found)
    assert found == []
    return [dict(each.record) for each in records]


@pytest.mark.parametrize("suffix", WRITERS)
@pytest.mark.parametrize("fields", AWKWARD.values(), ids=AWKWARD)
def test_what_is_awkward_comes_back_as_it_was(suffix: str, fields: Mapping[str, Any]) -> None:
    whole = record(fields)
    for language in ("cy", "de", "xx"):
        assert back(WRITERS[suffix]({"work-1": whole}, language)) == [whole]


LETTERS = "aábcŵŷÂïßøłŁΩж’'‘“”\"–—-.,;:!?()[]{}<>&%$#_^~\\/@*+=| 0123456789\N{NO-BREAK SPACE}"
TEXT = st.text(st.sampled_from(LETTERS + string.ascii_letters), min_size=1, max_size=30).filter(str.strip)
LINE = TEXT | st.lists(TEXT, min_size=1, max_size=3).map(" and ".join)
WORD = st.text(st.sampled_from("abcŵŷÂŌé’-.ABCx"), min_size=1, max_size=6)
PERSON = st.fixed_dictionaries(
    {"family": LINE},
    optional=dict.fromkeys(("given", "suffix", "dropping-particle", "non-dropping-particle"), WORD | LINE),
)
NAMES = st.lists(PERSON | st.fixed_dictionaries({"literal": LINE}), min_size=1, max_size=3)
TITLE = LINE.map(str.strip)
DATE = st.dates().filter(lambda day: day.year >= 1450).map(str)
PATH = st.text(st.sampled_from(string.ascii_letters + "~_%#&$/-.()?=+!*,;:@^"), max_size=20)
ADDRESS = PATH.map("https://a.example/{}".format)
RECORDS = st.fixed_dictionaries(
    {
        "type": st.sampled_from(CslType.__args__),
        "title": TITLE | st.dictionaries(st.sampled_from(["en", "cy", "fr-CH"]), TITLE, min_size=1),
    },
    optional={
        **dict.fromkeys(("author", "editor", "translator"), NAMES),
        "issued": DATE | DATE.map(lambda day: day[:7]) | DATE.map(lambda day: day[:4]),
        "URL": ADDRESS | st.dictionaries(st.sampled_from(["en", "cy"]), ADDRESS, min_size=1),
        "DOI": st.text(st.sampled_from(string.ascii_letters + "()<>_-;:/%#&0123"), min_size=1, max_size=12).map(
            "10.1000/{}x".format
        ),
        "ISBN": st.sampled_from(["9789264307193", "978-1-138-24476-4", "0-8044-2957-X"]),
        "ISSN": st.sampled_from(["1941-5257", "2434-561X"]),
        "page": st.sampled_from(["1", "111-127", "xi-xiv", "e0291278", "S1-S10", "1-3, 5", "5-5", "707-28"]),
        **dict.fromkeys(
            (
                "container-title", "collection-title", "publisher", "publisher-place", "event-title", "genre", "number",
                "volume", "issue", "number-of-pages", "edition", "language", "status",
            ),
            LINE | st.sampled_from(["2-3", "2–3", "Wales", "Article", "English", "eng", "12", "doi:10.1000/1"]),
        ),
    },
)  # fmt: skip


@pytest.mark.slow
@settings(max_examples=300)
@given(fields=RECORDS)
@pytest.mark.parametrize("suffix", WRITERS)
def test_whatever_a_record_says_comes_back(suffix: str, fields: dict[str, Any]) -> None:
    whole = record(fields)
    assert back(WRITERS[suffix]({"work-1": whole}, "en")) == [whole]


@settings(max_examples=200)
@given(text=st.text(st.sampled_from(LETTERS), max_size=40))
def test_latex_says_what_the_text_said(text: str) -> None:
    assert unescaped(escaped(text)) == text


@pytest.fixture(scope="module", params=["orchard", pytest.param("this site", marks=pytest.mark.slow)])
def site(request: pytest.FixtureRequest) -> Site:
    return read(request.param)


@pytest.mark.slow
@pytest.mark.parametrize("suffix", WRITERS)
def test_every_work_of_a_site_comes_back_in_every_language(site: Site, suffix: str) -> None:
    for language in site.languages:
        processor = site.processor(language)
        works = processor.listed(processor.works)
        text = written(suffix, works, processor)
        assert back(text) == [record_of(work) for work in works]
        assert text == written(suffix, works, site.processor(language))
        assert text.endswith("\n")


def test_plain_text_is_the_list_of_references(site: Site) -> None:
    processor = site.processor(next(iter(site.languages)))
    lines = written("txt", processor.listed(processor.works), processor).splitlines()
    assert len(lines) == len(processor.works)
    assert not any("<" in line for line in lines)


def test_each_format_has_a_name_and_a_media_type() -> None:
    assert list(FORMATS) == ["bib", "ris", "json", "txt"]
    assert all("/" in format_.media_type and format_.name for format_ in FORMATS.values())


@pytest.mark.slow
class TestOtherReaders:
    """What we write is read by programs that are not ours."""

    def test_bibtexparser_reads_our_bibtex(self, site: Site) -> None:
        processor = site.processor(next(iter(site.languages)))
        library = bibtexparser.parse_string(written("bib", processor.works.values(), processor))
        assert not library.failed_blocks
        entries = {entry.key: entry for entry in library.entries}
        assert list(entries) == list(processor.works)
        for key, work in processor.works.items():
            record = record_of(work)
            assert entries[key].fields_dict["title"].value.strip("{}")
            if "DOI" in record:
                assert entries[key].fields_dict["doi"].value.strip("{}") == record["DOI"]

    def test_rispy_reads_our_ris(self, site: Site) -> None:
        processor = site.processor(next(iter(site.languages)))
        text = written("ris", processor.works.values(), processor)
        assert all(line.endswith("\r") for line in text.split("\n")[:-1])
        references = rispy.loads(text.replace("\r\n", "\n"))
        assert [reference["id"] for reference in references] == list(processor.works)
        for reference, work in zip(references, processor.works.values(), strict=True):
            record = record_of(work)
            assert reference["title"] in titles(record)
            assert len(reference.get("authors", [])) == len(record.get("author", []))
            assert reference.get("year") == (record["issued"][:4] if "issued" in record else None)

    def test_a_csl_processor_formats_our_csl_json(self, site: Site) -> None:
        from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
        from citeproc.source.json import CiteProcJSON

        processor = site.processor(next(iter(site.languages)))
        items = json.loads(written("json", processor.works.values(), processor))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            style = CitationStylesStyle("apa", validate=False)
            bibliography = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
            for key in processor.works:
                bibliography.register(Citation([CitationItem(key)]))
            formatted = [str(item) for item in bibliography.bibliography()]
        assert len(formatted) == len(items)
        years = {item["id"]: str(item["issued"]["date-parts"][0][0]) for item in items if "issued" in item}
        by_id = dict(zip(bibliography.keys, formatted, strict=True))
        assert all(year in by_id[key] for key, year in years.items())

    def test_our_csl_json_is_as_its_schema_says(self, site: Site) -> None:
        text = {"type": "string"}
        part = {"type": ["string", "number"]}
        name = {"type": "object", "additionalProperties": False, "properties": dict.fromkeys(NAME_PARTS, text)}
        date = {
            "type": "object",
            "additionalProperties": False,
            "properties": {"date-parts": {"type": "array", "items": {"type": "array", "items": part}}},
        }
        item = {
            "type": "object",
            "required": ["type", "id"],
            "additionalProperties": False,
            "properties": {
                **dict.fromkeys(CSL_TEXTS, text),
                **{key: {"type": "array", "items": name} for key in ("author", "editor", "translator")},
                "type": {"enum": list(CslType.__args__)},
                "issued": date,
                "custom": {"type": "object"},
            },
        }
        processor = site.processor(next(iter(site.languages)))
        items = json.loads(written("json", processor.works.values(), processor))
        Draft7Validator({"type": "array", "items": item}).validate(items)


# Of schemas/input/csl-data.json of CSL 1.0.2, what our records use.
NAME_PARTS = ("family", "given", "dropping-particle", "non-dropping-particle", "suffix", "literal")
CSL_TEXTS = [
    "id",
    "title",
    "container-title",
    "collection-title",
    "event-title",
    "genre",
    "number",
    "volume",
    "issue",
    "page",
    "number-of-pages",
    "edition",
    "publisher",
    "publisher-place",
    "DOI",
    "ISBN",
    "ISSN",
    "URL",
    "language",
    "status",
]


class TestBibtex:
    def test_writes_an_entry_in_a_fixed_order(self) -> None:
        whole = record(
            {
                "type": "article-journal",
                "author": [
                    {"family": "Berg", "given": "Jan", "non-dropping-particle": "van der"},
                    {"literal": "Welsh Government"},
                ],
                "issued": "2021-05",
                "title": {"en": "The OECD & Wales: 100% of ŷd", "cy": "Yr OECD a Chymru"},
                "container-title": "Cylchgrawn Addysg Cymru",
                "page": "1–9",
                "DOI": "10.1000/a_b(1)",
                "language": "en",
            }
        )
        assert bibtex({"van-der-berg-2021": whole}, "cy") == (
            "@article{van-der-berg-2021,\n"
            "  author = {{van der} Berg, Jan and {Welsh Government}},\n"
            "  year = {2021},\n"
            "  month = may,\n"
            "  title = {Yr {OECD} a {Chymru}},\n"
            "  journal = {Cylchgrawn Addysg Cymru},\n"
            "  pages = {1--9},\n"
            "  doi = {10.1000/a_b(1)},\n"
            "  language = {cy},\n"
            "  langid = {welsh},\n"
            "  title_en = {The {OECD} \\& {Wales}: 100\\% of ŷd},\n"
            "  title_cy = {Yr {OECD} a {Chymru}},\n"
            "  csl_language = {en}\n"
            "}\n"
        )

    @pytest.mark.parametrize(
        ("title", "language", "written_"),
        [
            ("Learning in Wales", "en", "Learning in {Wales}"),
            ("Effective Teacher Professional Development", "en", "Effective Teacher Professional Development"),
            ("Developing OECD Work on Schools", "en", "Developing {OECD} Work on Schools"),
            ("Der Garten im Winter", "de", "Der {Garten} im {Winter}"),
        ],
    )
    def test_protects_the_capitals_that_matter(self, title: str, language: str, written_: str) -> None:
        text = bibtex({"a": record({"title": title, "language": language})}, language)
        assert f"title = {{{written_}}}" in text

    @pytest.mark.parametrize(
        ("latex", "text"),
        [
            (r"{\'E}mile \'{e} \v{s} \c{c} {\l} {\o} {\ss}", "Émile é š ç ł ø ß"),
            (r"d{\^w}r a th{\^y} \^{\i} \^{W}yn", "dŵr a thŷ î Ŵyn"),
            (r"4--9 --- ``so'' \emph{x} $n$", "4–9 — “so” x n"),
            (r"a \& b \% \_ \# \$ \textasciitilde{}", "a & b % _ # $ ~"),
            (r"$\alpha$ and $\Omega$, \pounds{}5 \texteuro{} 2 $\times$ 3", "α and Ω, £5 € 2 × 3"),
            (r"\unheard{of} and \strange", r"\unheard of and \strange"),
        ],
    )
    def test_reads_latex(self, latex: str, text: str) -> None:
        assert unescaped(latex) == text


class TestWhatProgramsWrite:
    """What other programs give, and what our records then say."""

    @staticmethod
    def said(source: str) -> tuple[list[dict[str, Any]], list[tuple[str, ...]]]:
        found: list[Diagnostic] = []
        records = records_in(source, "file", found)
        assert found == []
        return [dict(each.record) for each in records], [each.left_out for each in records]

    @pytest.mark.parametrize("key", ["", "\n", "Smith 2020", "a:b/c+(d)", "a=b==", "a,", "month = jan,"])
    def test_bibtex_needs_no_key(self, key: str) -> None:
        records, left_out = self.said(f"@book{{{key},\n title = {{A}}, year = 2020}}\n@misc{{b, title={{B}}}}")
        assert [each["title"] for each in records] == ["A", "B"]
        assert left_out == [(), ()]

    @pytest.mark.parametrize(
        ("source", "titles_"),
        [
            ("@book{a, title={A}, subtitle={B}}", {"title": "A: B"}),
            ("@book{a, title={Why?}, subtitle={B}}", {"title": "Why? B"}),
            ("@book{a, title={A: B}, subtitle={B}}", {"title": "A: B"}),
            ("@inbook{a, title={A}, booktitle={B}, booksubtitle={C}}", {"title": "A", "container-title": "B: C"}),
            ("@article{a, journaltitle={B}, journalsubtitle={C}}", {"container-title": "B: C"}),
            ('{"type": "book", "title": ["A"], "subtitle": ["B"]}', {"title": "A: B"}),
        ],
    )
    def test_titles_keep_their_subtitles(self, source: str, titles_: dict[str, str]) -> None:
        records, left_out = self.said(source)
        assert {name: text for name, text in records[0].items() if name.endswith("title")} == titles_
        assert left_out == [()]

    @pytest.mark.parametrize(
        ("name", "person"),
        [
            (
                "family=Berg, given=Jan, prefix=van der, useprefix=true",
                {"family": "Berg", "given": "Jan", "non-dropping-particle": "van der"},
            ),
            (
                "given=Ludwig, given-i=L, family=Beethoven, prefix=van",
                {"family": "Beethoven", "given": "Ludwig", "dropping-particle": "van"},
            ),
            (
                "family=King, given=Martin, suffix={Jr., III}",
                {"family": "King", "given": "Martin", "suffix": "Jr., III"},
            ),
            ("family={Welsh Government}", {"literal": "Welsh Government"}),
        ],
    )
    def test_names_may_have_named_parts(self, name: str, person: dict[str, str]) -> None:
        records, _ = self.said(f"@book{{a, author={{{name} and Jones, A.}}}}")
        assert records[0]["author"] == [person, {"family": "Jones", "given": "A."}]

    def test_parts_inherit_from_their_whole(self) -> None:
        records, left_out = self.said(
            "@inproceedings{a, title={A}, author={Jones, A.}, crossref={P}}"
            "@article{b, title={B}, year=2001, xdata={x, y}}"
            "@proceedings{p, title={P}, subtitle={S}, editor={Evans, B.}, year=2020, doi={10.1000/1}, xdata={x}}"
            "@xdata{x, publisher={Garden}, crossref={p}} @misc{c, title={C}, crossref={nowhere}}"
        )
        assert records[0] == {
            "type": "paper-conference",
            "author": [{"family": "Jones", "given": "A."}],
            "editor": [{"family": "Evans", "given": "B."}],
            "issued": "2020",
            "title": "A",
            "container-title": "P: S",
            "publisher": "Garden",
        }
        assert (records[1]["issued"], records[1]["publisher"]) == ("2001", "Garden")
        assert [each["title"] for each in records] == ["A", "B", "P: S", "C"]
        assert left_out == [(), (), (), ("crossref",)]

    def test_of_several_addresses_the_first_is_taken(self) -> None:
        records, left_out = self.said("TY  - JOUR\nTI  - A\nUR  - https://a.example/1\nhttps://a.example/2\nER  - ")
        assert records[0]["URL"] == "https://a.example/1"
        assert left_out == [("UR",)]

    @pytest.mark.parametrize("nothing", ["n/a", "N/A", "-", "--", "0", "n.a."])
    def test_what_only_fills_a_field_is_no_number(self, nothing: str) -> None:
        for source in (
            f"@article{{a, title={{A}}, volume={{{nothing}}}, number={{{nothing}}}}}",
            f"TY  - JOUR\nTI  - A\nVL  - {nothing}\nIS  - {nothing}\nER  - ",
            json.dumps({"type": "article-journal", "title": "A", "volume": nothing, "issue": nothing}),
        ):
            assert self.said(source) == ([{"type": "article-journal", "title": "A"}], [()])

    @pytest.mark.parametrize(
        "source",
        [
            "% created by me@a.example\n% on a day\n@book{a, title={A}}",
            "Exported by me@a.example, (c) 2020\n\n@book{a, title={A}}",
            "Provider: A@b.example\nContent: text/plain; charset=UTF-8\n\nTY  - BOOK\nTI  - A\nER  - ",
            "% a comment\nTY  - BOOK\nTI  - A\nN1  - @book{\nER  - ",
        ],
    )
    def test_lines_before_the_first_record_are_passed_over(self, source: str) -> None:
        assert self.said(source)[0] == [{"type": "book", "title": "A"}]

    @pytest.mark.parametrize(
        ("address", "doi"),
        [
            ("https://doi.org/10.1000/182", "10.1000/182"),
            ("http://dx.doi.org/10.1000/182", "10.1000/182"),
            ("https://www.a.example/doi/full/10.1000/182?journal=1", "10.1000/182"),
            ("https://a.example/doi/abs/10.1000/a%2Fb", "10.1000/a/b"),
            ("https://a.example/doi/10.1000/182/pdf", "10.1000/182"),
            ("https://a.example/10.1000/182", None),
        ],
    )
    def test_an_address_may_have_the_doi_in_it(self, address: str, doi: str | None) -> None:
        for source in (
            f"@book{{a, title={{A}}, url={{{address}}}}}",
            f"TY  - BOOK\nTI  - A\nUR  - {address}\nER  - ",
            json.dumps({"type": "book", "title": "A", "URL": address}),
        ):
            records, left_out = self.said(source)
            assert (records[0].get("DOI"), records[0]["URL"], left_out) == (doi, address, [()])

    def test_a_number_too_long_is_no_year(self) -> None:
        year = "99999999999999999999"
        for source, name in (
            (f"@book{{a, title={{A}}, year={year}}}", "year"),
            (f"TY  - BOOK\nTI  - A\nPY  - {year}\nER  - ", "PY"),
            (f'{{"type": "book", "title": "A", "issued": {{"date-parts": [[{year}]]}}}}', "issued"),
        ):
            assert self.said(source) == ([{"type": "book", "title": "A"}], [(name,)])

    def test_an_abbreviation_that_is_not_defined_is_named(self) -> None:
        found: list[Diagnostic] = []
        assert records_in("@article{a,\n journal = ejpe}", "file", found) == []
        assert dict(found[0].parameters)["format"] == "BibTeX (@string ejpe)"

    @pytest.mark.parametrize(
        ("suffix", "line"), [("bib", "language = {cy}"), ("ris", "LA  - cy\r\n"), ("json", '"language": "cy"')]
    )
    def test_the_language_is_that_of_the_title_given(self, suffix: str, line: str) -> None:
        whole = record({"title": {"en": "A mission", "cy": "Cenhadaeth"}, "language": "en"})
        text = WRITERS[suffix]({"work-1": whole}, "cy")
        assert line in text
        assert back(text) == [whole]


@pytest.mark.slow
class TestHostile:
    @settings(max_examples=200)
    @given(
        start=st.sampled_from(
            ["", "@article{a,", "@", "TY  - JOUR\n", "[", "{", '[{"type": ', '{"message": {"items": ']
        ),
        text=st.text(max_size=200) | st.text(st.sampled_from('@{}(),="#ab1\\ -\nTYERAU[]:'), max_size=200),
    )
    def test_nothing_in_a_file_raises(self, start: str, text: str) -> None:
        found: list[Diagnostic] = []
        records = records_in(start + text, "file", found)
        assert records or found

    VALUES = st.recursive(
        st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=20),
        lambda each: st.lists(each, max_size=3) | st.dictionaries(st.text(max_size=9), each, max_size=3),
        max_leaves=8,
    )

    @settings(max_examples=200)
    @given(item=st.dictionaries(st.sampled_from([*CSL_TEXTS, "author", "issued", "custom", "type"]), VALUES))
    def test_no_value_of_json_raises(self, item: dict[str, Any]) -> None:
        records_in(json.dumps([item]), "file", [])

    @settings(max_examples=200)
    @given(
        tags=st.lists(
            st.tuples(
                st.sampled_from(
                    ["TI", "AU", "A1", "A2", "PY", "DA", "SP", "EP", "SN", "M3", "UR", "U1", "T2", "IS", "ER", "DO"]
                ),
                st.text(max_size=20),
            )
        )
    )
    def test_no_value_of_ris_raises(self, tags: list[tuple[str, str]]) -> None:
        text = "".join(f"{tag}  - {value}\n" for tag, value in [("TY", "JOUR"), *tags])
        records_in(text, "file", [])

    @settings(max_examples=200)
    @given(
        fields=st.dictionaries(
            st.sampled_from(
                [
                    "title",
                    "author",
                    "year",
                    "month",
                    "pages",
                    "doi",
                    "isbn",
                    "language",
                    "title_cy",
                    "csl_author",
                    "url",
                    "number",
                ]
            ),
            st.text(st.sampled_from("ab1, and{}\\\"'^-~$%"), max_size=30),
        )
    )
    def test_no_value_of_bibtex_raises(self, fields: dict[str, str]) -> None:
        inside = ",".join(f"{name} = {{{value}}}" for name, value in fields.items())
        records_in(f"@book{{a, {inside}}}", "file", [])

    @pytest.mark.parametrize(
        ("text", "code", "line"),
        [
            ("Smith, J. (2020). A book.", "import-format", 1),
            ("", "import-format", 1),
            ("\n@article{a,\n title = {never closed", "import-syntax", 2),
            ("@article{a, month = jam}", "import-syntax", 1),
            ("TY  - JOUR\nTI  - A\nER  - \nwhat\n", "import-syntax", 4),
            ('[\n {"id": 1,}\n]', "import-syntax", 2),
            ("[" * 200_000, "import-syntax", 1),
            ("[]", "import-empty", 1),
            ("@comment{nothing}", "import-empty", 1),
        ],
    )
    def test_what_is_wrong_is_told_at_its_line(self, text: str, code: str, line: int) -> None:
        found: list[Diagnostic] = []
        assert records_in(text, "file", found) == []
        assert [(each.code, each.location.line) for each in found] == [(code, line)]
