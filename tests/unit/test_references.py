"""Citations and lists of references, against APA 7 as CSL's British English and Welsh locales word it.

The works are real. What is expected was checked by hand against APA's manual (7th edition, chapters 8 to 10), with two
differences that are meant: titles keep their capitals, being facts, and British English writes “Eds” without a stop.
"""

from collections.abc import Callable
from dataclasses import dataclass
from types import SimpleNamespace
from typing import get_args

import pytest
import yaml

from make_the_connection.content.citation import Cluster, parse_cluster
from make_the_connection.content.csl import CslType
from make_the_connection.content.records import RecordClasses
from make_the_connection.languages import Language
from make_the_connection.references import Processor, foreign_names, in_their_languages, linked, plain

WORKS = """
azorin-2020:
  type: article-journal
  author: [{family: Azorín, given: C.}, {family: Harris, given: A.}, {family: Jones, given: M.}]
  issued: 2020
  title: Taking a distributed perspective on leading professional learning networks
  container-title: School Leadership & Management
  volume: '40'
  issue: 2–3
  page: 111-127
  DOI: 10.1080/13632434.2019.1647418
brown-poortman-2017:
  type: book
  editor: [{family: Brown, given: Chris}, {family: Poortman, given: Cindy L.}]
  issued: 2017
  title: 'Networks for Learning: Effective Collaboration for Teacher, School and System Improvement'
  publisher: Routledge
  ISBN: '9781138244764'
  URL: https://www.routledge.com/9781138244764
day-2016:
  type: chapter
  author: [{family: Day, given: S.P.}]
  editor: [{family: Martin, given: C.R.}, {family: Fleming, given: M.P.}, {family: Smith, given: H.}]
  issued: 2016
  title: The impact of institutional culture
  container-title: Mental Health and Well-Being in the Learning and Teaching Environment
  page: 199-209
  publisher: Swan and Horn
evans-2014:
  type: article-journal
  author: [{family: Evans, given: L.}]
  issued: 2014
  title: 'Leadership for professional development and learning: enhancing our understanding of how teachers develop'
  container-title: Cambridge Journal of Education
  volume: '44'
  issue: '2'
  page: 179-198
  DOI: 10.1080/0305764X.2013.860083
evans-2019:
  type: article-journal
  author: [{family: Evans, given: Linda}]
  issued: 2019
  title: 'Implicit and informal professional development: what it ‘looks like’, how it occurs, and why we need to
    research it'
  container-title: Professional Development in Education
  volume: '45'
  issue: '1'
  page: 3-16
evans-jones-2023:
  type: chapter
  author: [{family: Evans, given: Gareth}, {family: Jones, given: Ken}]
  issued: 2023
  title: 'Co-constructing a new approach to professional learning in Wales: Implementing a national vision'
  container-title: Innovation in Teacher Professional Learning in Europe
  publisher: Taylor & Francis Group
  URL: https://repository.uwtsd.ac.uk/id/eprint/3375
harris-2022-slo:
  type: article-journal
  author:
    - {family: Harris, given: Alma}
    - {family: Elder, given: Zoe}
    - {family: Jones, given: Michelle Suzette}
    - {family: Cooze, given: Angella}
  issued: 2022
  title:
    en: 'Schools as Learning Organisations in Wales: A Critical Exploration of the International Evidence Base'
    cy: 'Ysgolion fel Sefydliadau sy’n Dysgu yng Nghymru: Archwilio’r Dystiolaeth'
  container-title: Wales Journal of Education
  volume: '24'
  issue: '1'
  DOI: 10.16922/wje.24.1.3
kools-stoll-2016:
  type: report
  genre: Working Paper
  author: [{family: Kools, given: Marco}, {family: Stoll, given: Louise}]
  issued: 2016
  title: What Makes a School a Learning Organisation?
  collection-title: OECD Education Working Papers
  number: '137'
  publisher: OECD Publishing
  DOI: 10.1787/5jlwm62b3bvh-en
oecd-2020:
  type: report
  author: [{literal: OECD}]
  issued: 2020
  title: Achieving the New Curriculum for Wales
  URL: https://www.oecd.org/education/achieving-the-new-curriculum-for-wales-4b483953-en.htm
timperley-2011:
  type: book
  author: [{family: Timperley, given: Helen S.}]
  issued: 2011
  title: Realizing the Power of Professional Learning
  publisher: Open University Press
  publisher-place: Maidenhead
welsh-government-2022-nple:
  type: webpage
  author: [{literal: Welsh Government}]
  issued: 2022
  title: {en: National professional learning entitlement, cy: Hawl genedlaethol ar gyfer dysgu proffesiynol}
  container-title: Hwb
  URL: {en: https://hwb.gov.wales/entitlement/, cy: https://hwb.gov.wales/hawl/}
"""

IN_ENGLISH = yaml.safe_load("""
azorin-2020: >-
  Azorín, C., Harris, A., & Jones, M. (2020). Taking a distributed perspective on leading professional
  learning networks. <i>School Leadership & Management</i>, <i>40</i>(2–3), 111–127.
  https://doi.org/10.1080/13632434.2019.1647418
brown-poortman-2017: >-
  Brown, C., & Poortman, C. L. (Eds). (2017). <i>Networks for Learning: Effective Collaboration for Teacher,
  School and System Improvement</i>. Routledge. https://www.routledge.com/9781138244764
day-2016: >-
  Day, S. P. (2016). The impact of institutional culture. In C. R. Martin, M. P. Fleming, & H. Smith (Eds),
  <i>Mental Health and Well-Being in the Learning and Teaching Environment</i> (pp. 199–209). Swan and Horn.
evans-2014: >-
  Evans, L. (2014). Leadership for professional development and learning: enhancing our understanding of how
  teachers develop. <i>Cambridge Journal of Education</i>, <i>44</i>(2), 179–198.
  https://doi.org/10.1080/0305764X.2013.860083
evans-jones-2023: >-
  Evans, G., & Jones, K. (2023). Co-constructing a new approach to professional learning in Wales:
  Implementing a national vision. In <i>Innovation in Teacher Professional Learning in Europe</i>. Taylor &
  Francis Group. https://repository.uwtsd.ac.uk/id/eprint/3375
harris-2022-slo: >-
  Harris, A., Elder, Z., Jones, M. S., & Cooze, A. (2022). Schools as Learning Organisations in Wales: A
  Critical Exploration of the International Evidence Base. <i>Wales Journal of Education</i>, <i>24</i>(1).
  https://doi.org/10.16922/wje.24.1.3
kools-stoll-2016: >-
  Kools, M., & Stoll, L. (2016). <i>What Makes a School a Learning Organisation?</i> (Working Paper No. 137;
  OECD Education Working Papers). OECD Publishing. https://doi.org/10.1787/5jlwm62b3bvh-en
oecd-2020: >-
  OECD. (2020). <i>Achieving the New Curriculum for Wales</i>.
  https://www.oecd.org/education/achieving-the-new-curriculum-for-wales-4b483953-en.htm
timperley-2011: >-
  Timperley, H. S. (2011). <i>Realizing the Power of Professional Learning</i>. Open University Press.
welsh-government-2022-nple: >-
  Welsh Government. (2022). <i>National professional learning entitlement</i>. Hwb.
  https://hwb.gov.wales/entitlement/
""")

IN_WELSH = yaml.safe_load("""
azorin-2020: >-
  Azorín, C., Harris, A., & Jones, M. (2020). Taking a distributed perspective on leading professional
  learning networks. <i>School Leadership & Management</i>, <i>40</i>(2–3), 111–127.
  https://doi.org/10.1080/13632434.2019.1647418
brown-poortman-2017: >-
  Brown, C., & Poortman, C. L. (Goln.). (2017). <i>Networks for Learning: Effective Collaboration for Teacher,
  School and System Improvement</i>. Routledge. https://www.routledge.com/9781138244764
day-2016: >-
  Day, S. P. (2016). The impact of institutional culture. Yn C. R. Martin, M. P. Fleming, & H. Smith (Goln.),
  <i>Mental Health and Well-Being in the Learning and Teaching Environment</i> (tt. 199–209). Swan and Horn.
evans-jones-2023: >-
  Evans, G., & Jones, K. (2023). Co-constructing a new approach to professional learning in Wales:
  Implementing a national vision. Yn <i>Innovation in Teacher Professional Learning in Europe</i>. Taylor &
  Francis Group. https://repository.uwtsd.ac.uk/id/eprint/3375
harris-2022-slo: >-
  Harris, A., Elder, Z., Jones, M. S., & Cooze, A. (2022). Ysgolion fel Sefydliadau sy’n Dysgu yng Nghymru:
  Archwilio’r Dystiolaeth. <i>Wales Journal of Education</i>, <i>24</i>(1).
  https://doi.org/10.16922/wje.24.1.3
timperley-2011: >-
  Timperley, H. S. (2011). <i>Realizing the Power of Professional Learning</i>. Open University Press.
welsh-government-2022-nple: >-
  Welsh Government. (2022). <i>Hawl genedlaethol ar gyfer dysgu proffesiynol</i>. Hwb.
  https://hwb.gov.wales/hawl/
""")


@dataclass(frozen=True)
class Work:
    """As much of an entry as the processor reads."""

    id: str
    facts: SimpleNamespace


@pytest.fixture(scope="module")
def works(every_kind: RecordClasses) -> list[Work]:
    return [
        Work(id_, SimpleNamespace(csl=every_kind.csl.model_validate(record)))
        for id_, record in yaml.safe_load(WORKS).items()
    ]


@pytest.fixture(scope="module")
def in_english(works: list[Work], english: Language) -> Processor:
    return Processor(works, english, "apa")  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def in_welsh(works: list[Work], welsh: Language) -> Processor:
    return Processor(works, welsh, "apa")  # type: ignore[arg-type]


@pytest.fixture
def cited(in_english: Processor, in_welsh: Processor) -> Callable[..., str]:
    """What a citation looks like to a reader, its links taken away."""

    def cite(text: str, code: str = "en", *, in_text: bool = False) -> str:
        processor = in_english if code == "en" else in_welsh
        cluster = parse_cluster(text, processor.language.locators)
        assert cluster is not None
        before, works, after = processor.cited(Cluster(cluster.citations, in_text=in_text))
        return before + "; ".join(words for _, words in works) + after

    return cite


class TestEntries:
    @pytest.mark.parametrize("key", IN_ENGLISH)
    def test_are_as_apa_has_them_in_english(self, in_english: Processor, key: str) -> None:
        assert in_english.entries[key] == IN_ENGLISH[key].replace("&", "&amp;")

    @pytest.mark.parametrize("key", IN_WELSH)
    def test_are_as_apa_has_them_in_welsh(self, in_welsh: Processor, key: str) -> None:
        assert in_welsh.entries[key] == IN_WELSH[key].replace("&", "&amp;")

    def test_stand_by_author_and_then_by_year(self, in_english: Processor) -> None:
        assert list(in_english.entries) == [
            "azorin-2020",
            "brown-poortman-2017",
            "day-2016",
            "evans-jones-2023",
            "evans-2014",
            "evans-2019",
            "harris-2022-slo",
            "kools-stoll-2016",
            "oecd-2020",
            "timperley-2011",
            "welsh-government-2022-nple",
        ]

    def test_of_a_page_are_each_there_once_and_in_order(self, in_english: Processor) -> None:
        listed = in_english.listed(["oecd-2020", "day-2016", "oecd-2020", "not-there"])
        assert [work.id for work in listed] == ["day-2016", "oecd-2020"]

    def test_escape_an_ampersand_once(self, in_english: Processor) -> None:
        entry = in_english.entries["azorin-2020"]
        assert "Harris, A., &amp; Jones" in entry
        assert "&amp;amp;" not in entry
        assert "Harris, A., & Jones" in plain(entry)

    def test_lead_to_their_addresses(self, in_english: Processor) -> None:
        address = "https://doi.org/10.1787/5jlwm62b3bvh-en"
        assert linked(in_english.entries["kools-stoll-2016"]).endswith(
            f'<a href="{address}" rel="noopener">{address}</a>'
        )

    def test_leave_a_full_stop_after_an_address_outside_of_it(self) -> None:
        assert linked("See https://a.example/b.") == (
            'See <a href="https://a.example/b" rel="noopener">https://a.example/b</a>.'
        )

    def test_keep_nothing_of_html_in_a_record_but_its_text(self, every_kind: RecordClasses, english: Language) -> None:
        record = {"type": "book", "title": '<img src=x onerror="x()">A <script>b()</script>C', "issued": 2020}
        work = Work("a", SimpleNamespace(csl=every_kind.csl.model_validate(record)))
        (entry,) = Processor([work], english, "apa").entries.values()  # type: ignore[list-item]
        assert "<img" not in entry
        assert "<script" not in entry


class TestKindsOfWorks:
    def test_have_names_in_welsh_where_csl_has_none(self, welsh: Language) -> None:
        assert set(get_args(CslType)) - {"book", "chapter"} == set(welsh.csl_terms)

    def test_are_named_in_the_language_of_the_list(self, every_kind: RecordClasses, welsh: Language) -> None:
        record = {"type": "collection", "author": [{"literal": "CollectivED"}], "title": "Papers", "issued": 2020}
        work = Work("a", SimpleNamespace(csl=every_kind.csl.model_validate(record)))
        (entry,) = Processor([work], welsh, "apa").entries.values()  # type: ignore[list-item]
        assert entry == "CollectivED. (2020). <i>Papers</i> [Casgliad]."


class TestForeignNames:
    @pytest.fixture
    def marked(self, every_kind: RecordClasses, welsh: Language) -> Callable[..., str]:
        """The entry of a work in a Welsh list of references."""

        def mark(**record: object) -> str:
            work = Work("a", SimpleNamespace(csl=every_kind.csl.model_validate({"issued": 2020, **record})))
            (entry,) = Processor([work], welsh, "apa").entries.values()  # type: ignore[list-item]
            return in_their_languages(entry, foreign_names(work, "cy"))  # type: ignore[arg-type]

        return mark

    def test_are_marked_and_what_the_style_adds_is_not(self, marked: Callable[..., str]) -> None:
        people = {"author": [{"family": "Day", "given": "S."}], "editor": [{"family": "Martin", "given": "C."}]}
        entry = marked(
            type="chapter", title="Culture", page="1-2", language="en", **people, **{"container-title": "Health"}
        )
        assert entry == (
            'Day, S. (2020). <span lang="en">Culture</span>. Yn C. Martin (Gol.), '
            '<i><span lang="en">Health</span></i> (tt. 1–2).'
        )

    def test_are_those_of_bodies_too_in_the_language_of_the_work(self, marked: Callable[..., str]) -> None:
        title = {"en": "Standards", "cy": "Safonau"}
        body = {"author": [{"literal": "Welsh Government"}], "publisher": "Hwb & Estyn", "language": "en"}
        assert marked(type="book", title=title, **body) == (
            '<span lang="en">Welsh Government</span>. (2020). <i>Safonau</i>. <span lang="en">Hwb &amp; Estyn</span>.'
        )

    def test_are_found_where_the_style_has_changed_their_capitals(self, marked: Callable[..., str]) -> None:
        entry = marked(type="report", title="T", genre="Working paper", number="1", language="en")
        assert (
            '(<span lang="en">Working Paper</span> 1)' in entry or '<span lang="en">Working Paper</span> No. 1' in entry
        )

    def test_are_not_looked_for_inside_of_an_address(self, marked: Callable[..., str]) -> None:
        entry = marked(type="webpage", title="Hwb", URL="https://a.example/Hwb", language="en")
        assert entry.endswith("https://a.example/Hwb")
        assert '<i><span lang="en">Hwb</span></i>' in entry

    def test_are_none_where_everything_is_in_the_language_of_the_readers(self, marked: Callable[..., str]) -> None:
        assert "<span" not in marked(type="book", title="Safonau", publisher="Gomer", language="cy")
        assert "<span" not in marked(type="book", title="Safonau", publisher="Gomer")


class TestCitations:
    @pytest.mark.parametrize(
        ("written", "words"),
        [
            ("@evans-2014", "(Evans, 2014)"),
            ("@kools-stoll-2016", "(Kools & Stoll, 2016)"),
            ("@azorin-2020", "(Azorín et al., 2020)"),
            ("@oecd-2020", "(OECD, 2020)"),
            ("@brown-poortman-2017", "(Brown & Poortman, 2017)"),
            ("-@evans-2014", "(2014)"),
            ("@evans-2014, p. 3", "(Evans, 2014, p. 3)"),
            ("@evans-2014, pp. 3-5", "(Evans, 2014, pp. 3–5)"),
            ("@evans-2014, 3", "(Evans, 2014, p. 3)"),
            ("@evans-2014, ch. 2", "(Evans, 2014, Chapter 2)"),
            ("@evans-2014, sec. 4", "(Evans, 2014, Section 4)"),
            ("@evans-2014, para. 4", "(Evans, 2014, para. 4)"),
            ("-@evans-2014, p. 3", "(2014, p. 3)"),
            ("see @evans-2014, p. 3, with emphasis", "(see Evans, 2014, p. 3, with emphasis)"),
            ("@azorin-2020, p. 3; see also @evans-2014", "(Azorín et al., 2020, p. 3; see also Evans, 2014)"),
        ],
    )
    def test_in_brackets_in_english(self, cited: Callable[..., str], written: str, words: str) -> None:
        assert cited(written) == words

    @pytest.mark.parametrize(
        ("written", "words"),
        [
            ("@evans-2014, t. 3", "(Evans, 2014, t. 3)"),
            ("@evans-2014, p. 3", "(Evans, 2014, t. 3)"),
            ("@evans-2014, tt. 3-5", "(Evans, 2014, tt. 3–5)"),
            ("@evans-2014, pen. 2", "(Evans, 2014, Pennod 2)"),
            ("gweler @evans-2014", "(gweler Evans, 2014)"),
        ],
    )
    def test_in_brackets_in_welsh(self, cited: Callable[..., str], written: str, words: str) -> None:
        assert cited(written, "cy") == words

    @pytest.mark.parametrize(
        ("code", "written", "words"),
        [
            ("en", "@evans-2014", "Evans (2014)"),
            ("en", "@kools-stoll-2016", "Kools and Stoll (2016)"),
            ("cy", "@kools-stoll-2016", "Kools a Stoll (2016)"),
            ("en", "@azorin-2020", "Azorín et al. (2020)"),
            ("en", "@oecd-2020", "OECD (2020)"),
        ],
    )
    def test_in_the_sentence(self, cited: Callable[..., str], code: str, written: str, words: str) -> None:
        assert cited(written, code, in_text=True) == words

    def test_are_the_same_however_often_they_are_asked_for(self, cited: Callable[..., str]) -> None:
        assert [cited("@evans-2014, p. 3") for _ in range(3)] == ["(Evans, 2014, p. 3)"] * 3
        assert cited("@evans-2014") == "(Evans, 2014)"

    def test_of_a_work_without_a_year_say_so(self, every_kind: RecordClasses, english: Language) -> None:
        record = {"type": "book", "title": "A title", "author": [{"family": "Rees", "given": "Ann"}]}
        work = Work("rees", SimpleNamespace(csl=every_kind.csl.model_validate(record)))
        cluster = parse_cluster("-@rees", english.locators)
        assert cluster is not None
        assert Processor([work], english, "apa").cited(cluster)[1] == (("rees", "n.d."),)  # type: ignore[list-item]
