"""What in a text may tell who somebody is, and what only looks like it."""

import dataclasses
import json
import subprocess
from pathlib import Path

import pytest

from make_the_connection.content.safeguarding import Detector, Sign, detectors, shown
from make_the_connection.languages import load_language

PACKS = Path(__file__).parents[1] / "sites" / "orchard" / "languages"

SHIPPED = detectors([load_language("en"), load_language("cy")], ["cordingley-2015", "estyn"])
ORCHARD = detectors([load_language("de", PACKS), load_language("fr-CH", PACKS)])

FOUND = [
    # e-mail
    ("Write to sian.jones@ysgol.example.", "personal-email", "sian.jones@ysgol.example"),
    ("[Write to her](mailto:siân@ysgol.cymru)", "personal-email", "siân@ysgol.cymru"),
    (r"siwan\@ysgol.cymru", "personal-email", r"siwan\@ysgol.cymru"),
    ("<head+office@bro.sch.example>", "personal-email", "head+office@bro.sch.example"),
    # phone
    ("Ring 01639 123456.", "personal-phone", "01639 123456"),
    ("Ring +44 (0)29 2000 0000.", "personal-phone", "+44 (0)29 2000 0000"),
    ("Ffoniwch 07700 900123", "personal-phone", "07700 900123"),
    ("(029) 2000 0000", "personal-phone", "(029) 2000 0000"),
    ("07700900123", "personal-phone", "07700900123"),
    ("0044 7700 900123", "personal-phone", "0044 7700 900123"),
    ("+353 20 912 3456", "personal-phone", "+353 20 912 3456"),
    ("[ffoniwch](tel:+447700900123)", "personal-phone", "+447700900123"),
    # handles
    ("Follow @ysgolbryn today", "personal-handle", "@ysgolbryn"),
    (r"Dilynwch \@ysgol_bryn.", "personal-handle", "@ysgol_bryn"),
    ("@siwan@toot.example", "personal-handle", "@siwan@toot.e"),
    ("@ysgol-bryn.bsky.social", "personal-handle", "@ysgol-bryn.bsky.social"),
    ("[us](https://www.twitter.com/ysgolbryn)", "personal-handle", "www.twitter.com/ysgolbryn"),
    ("https://www.linkedin.com/in/siwan-jones-1", "personal-handle", "www.linkedin.com/in/siwan-jones-1"),
    ("https://toot.example/@siwan", "personal-handle", "https://toot.example/@siwan"),
    # postcodes and numbers
    ("at SA12 7AB.", "personal-postcode", "SA12 7AB"),
    ("yn CF101AA", "personal-postcode", "CF101AA"),
    ("A123456789012", "personal-number", "A123456789012"),
    ("X00180001701A", "personal-number", "X00180001701A"),
    ("QQ is never used, AB 12 34 56 C is.", "personal-number", "AB 12 34 56 C"),
    # names, in English
    ("Siân, 9, said so.", "named-person", "Siân, 9"),
    ("then Siân (9) said so", "named-person", "Siân (9)"),
    ("“Siân”, 9", "named-person", "Siân”, 9"),
    ("**Siân** (9)", "named-person", "Siân** (9)"),
    ("Tomos, aged 11, led it", "named-person", "Tomos, aged 11"),
    ("Tomos (aged just eleven)", "named-person", "Tomos (aged just eleven"),
    ("a Year 6 pupil called Ffion", "named-person", "Year 6 pupil called Ffion"),
    ("A pupil named Ffion", "named-person", "pupil named Ffion"),
    ("Ffion in Year 6", "named-person", "Ffion in Year 6"),
    ("Ffion, who is in Year 6", "named-person", "Ffion, who is in Year 6"),
    ("When Ffion\nin Year 6 spoke", "named-person", "Ffion\nin Year 6"),
    ("— Ffion Jones, Year 6", "named-person", "Jones, Year 6"),
    ("Ffion (Y6)", "named-person", "Ffion (Y6"),
    ("Anne-Marie, a Year 6 pupil, said", "named-person", "Anne-Marie, a Year 6 pupil"),
    ("O’Brien, who was ten, said", "named-person", "O’Brien, who was ten"),
    ("eleven-year-old Megan", "named-person", "eleven-year-old Megan"),
    ("our 11 year old girl Megan", "named-person", "11 year old girl Megan"),
    ("Łukasz is 7 years old", "named-person", "Łukasz is 7 years old"),
    ("Zoë from Reception", "named-person", "Zoë from Reception"),
    ("Siân, 9 and Jac came", "named-person", "Siân, 9"),
    ("Siân and Jac, both nine.", "named-person", "Jac, both nine"),
    ("Ffion (Year 6 ambassador)", "named-person", "Ffion (Year 6 ambassador"),
    ("Callum (S3) spoke", "named-person", "Callum (S3"),
    ("| Siân, 9 | red |", "named-person", "Siân, 9"),
    ("Year 6 pupils Ffion and Jac", "named-person", "Year 6 pupils Ffion"),
    ("Ysgol Bryn Coch. Jac, a boy in Year 4,", "named-person", "Jac, a boy in Year 4"),
    # names, in Welsh
    ("Siân, 9 oed, oedd yno", "named-person", "Siân, 9 oed"),
    ("Siân (naw oed)", "named-person", "Siân (naw oed"),
    ("Mae Siân yn 9 mlwydd oed", "named-person", "Siân yn 9 mlwydd oed"),
    ("Elin, sy’n un ar ddeg oed", "named-person", "Elin, sy’n un ar ddeg oed"),
    ("Elin, sy'n ddeg oed", "named-person", "Elin, sy'n ddeg oed"),
    ("Ffion o Flwyddyn 6", "named-person", "Ffion o Flwyddyn 6"),
    ("Ffion ym Mlwyddyn Chwech", "named-person", "Ffion ym Mlwyddyn Chwech"),
    ("Ffion, Blwyddyn 6.", "named-person", "Ffion, Blwyddyn 6"),
    ("Jac (Bl. 4)", "named-person", "Jac (Bl. 4"),
    ("Ffion, disgybl Blwyddyn 6, a ddywedodd", "named-person", "Ffion, disgybl Blwyddyn 6"),
    ("Disgybl Blwyddyn 6 o’r enw Ffion", "named-person", "Disgybl Blwyddyn 6 o’r enw Ffion"),
    ("merch naw oed o’r enw Elin", "named-person", "merch naw oed o’r enw Elin"),
    ("i ddisgybl o'r enw Ffion", "named-person", "ddisgybl o'r enw Ffion"),
    # groups
    ("Three pupils left.", "small-group", "Three pupils"),
    ("only one girl", "small-group", "one girl"),
    ("a group of 4 learners", "small-group", "4 learners"),
    ("two Year 6 boys", "small-group", "two Year 6 boys"),
    ("three more able pupils", "small-group", "three more able pupils"),
    ("two of our learners", "small-group", "two of our learners"),
    ("a single child", "small-group", "a single child"),
    ("one pupil’s mother", "small-group", "one pupil"),
    ("a teacher and two\nyoung people", "small-group", "two\nyoung people"),
    ("tri disgybl", "small-group", "tri disgybl"),
    ("i ddau blentyn", "small-group", "ddau blentyn"),
    ("un ferch", "small-group", "un ferch"),
    ("pedair merch", "small-group", "pedair merch"),
    ("gyda thri bachgen", "small-group", "thri bachgen"),
    ("grŵp o bedwar dysgwr", "small-group", "bedwar dysgwr"),
    ("dau o blant", "small-group", "dau o blant"),
    ("3 o’r disgyblion", "small-group", "3 o’r disgyblion"),
    ("un o’n dysgwyr ni", "small-group", "un o’n dysgwyr"),
]

NOT_FOUND = [
    # addresses, numbers and dates that are nobody's
    "It costs 3@4.50 at the market.",
    "[@cordingley-2015, p. 3], @cordingley-2015 and -@cordingley-2015",
    "@estyn [p. 12] and [see @estyn; @cordingley-2015]",
    "[@of-no-work] and [@noworkatall], `@code`",
    "Learning@Home, at @ 9 o’clock, @9am",
    "https://twitter.com/intent/tweet and https://www.facebook.com/sharer/sharer.php",
    "https://www.youtube.com/watch?v=01639123456 or https://www.netflix.com/browse",
    "In 2024, 1,131 pupils; between 2019 and 2020-21.",
    "Dyddiad: 01-02-2024, 2024-02-01, 01.02.2024 10:30",
    "ISBN 978-0-335-24771-2, 9780335247712, 978 0335 247712 or 0-335-24771-2",
    "https://doi.org/10.1080/01639 and 10.1080/01639123456",
    "[page](https://example.org/07700900123) and www.example.org/07700 900",
    "0335247712 is what an older ISBN looks like",
    "Key stage KS2 3AB, room A4 and PS2017",
    "1 000 000, +10 points, 0800 1111",
    "AB12 is a form, and B12 a vitamin",
    # words with capital letters that are no names
    "In Year 6, pupils plan.",
    "In Wrexham, Year 6 pupils plan.",
    "Cluster (9) and Schools (12)",
    "Mathematics, Year 9.",
    "Reading in Year 3 and Assessment in Year 6",
    "Oracy from Reception to Year 6",
    "Ebrill 2020, April 2020, March (9)",
    "Pupils aged 11, Learners aged 3 to 16, Children aged nine",
    "Tomos’s school has learners aged 3–16",
    "Ysgol Bryn Coch, Year 4, and Ysgol y Berllan (7)",
    "Dosbarth Enfys, Blwyddyn 2.",
    "Class Oak (5) and Project Tryfan, 9.",
    "Key Stage 2, Year 6.",
    "11-year-old Welsh speakers",
    "Year 6 pupil English books",
    "Ann Jones (2019), Jones, 2019, and Jones, 12–14",
    "Estyn, 9 schools and Caerdydd, 12 ysgol",
    "The Year 6 pupils and Our Year 6 class",
    "pupils called for more, and a pupil called again",
    "GCSE (9), INSET (3), PISA, Year 9.",
    "Ffion Jones, headteacher, and Jac of Year Books Ltd",
    "Blaenau Primary School, Year 5.",
    "Cyfnod Allweddol 2, Blwyddyn 6.",
    "Ym Mlwyddyn 6, mae disgyblion yn cynllunio.",
    "Disgyblion 9 oed, Plant yn 9 oed a Dysgwyr (11 oed)",
    "Dysgwyr o Flwyddyn 6 a Mathemateg ym Mlwyddyn 9",
    "Dechreuodd ym Mlwyddyn 7 a Cynhaliwyd ym Mlwyddyn 8",
    "Cyfnod Sylfaen o’r dosbarth meithrin hyd at Flwyddyn 6",
    "o Flwyddyn 3 i Flwyddyn 6, rhwng 3 ac 16 oed",
    "Symud o Flwyddyn 6 i Flwyddyn 7; Move from Year 6 to Year 7",
    "on S4C, Year 9 pupils and P3 pupils",
    "Cymraeg, Blwyddyn 9.",
    "plentyn o’r enw hwnnw",
    # groups that are large, anybody's, or none of learners
    "three teachers and two governors",
    "one in three pupils, two out of three pupils and two thirds of pupils",
    "one pupil in ten and one child in every class",
    "one pupil per table, one learner at a time",
    "three pupils’ workshops and one of the children’s favourites",
    "one pupil voice group, two pupil panels and one child-centred plan",
    "Year 3 pupils, Years 3 and 4 pupils, Year three pupils",
    "Key Stage 2 pupils and Progression Step 3 learners",
    "1,003 pupils, 23 pupils, 2.4 pupils and twenty-three pupils",
    "one hundred and two pupils",
    "in groups of three pupils and teams of four learners",
    "five pupils, 12 girls and fifteen boys",
    "every one of the pupils, not one pupil and more than three pupils",
    "each pupil, the pupils, a pupil, some pupils",
    "two weeks with pupils, one way children learn",
    "two pupils from each class",
    "tri athro a dwy ysgol",
    "un o bob tri disgybl, mwy na phedwar disgybl",
    "yr un disgybl, pob un o’r disgyblion, unrhyw un o’r plant, dim un plentyn",
    "grwpiau o dri disgybl, fesul dau ddysgwr",
    "disgyblion Blwyddyn 3, Cyfnod Allweddol 2 disgyblion",
    "tri disgybl ar ddeg ac un plentyn ar ddeg",
    "un disgybl ym mhob dosbarth, dau ddysgwr ar y tro",
    "pum disgybl, 12 o blant, ugain o ferched",
    "rhai disgyblion, y disgybl, y plant",
]

ELSEWHERE = [
    ("Anna (9 Jahre) half mit", "named-person", "Anna (9 Jahre"),
    ("Anna aus Klasse 4b", "named-person", "Anna aus Klasse 4b"),
    ("die neunjährige Anna", "named-person", "neunjährige Anna"),
    ("drei Kinder", "small-group", "drei Kinder"),
    ("030 1234567", "personal-phone", "030 1234567"),
    ("65 170839 J 003", "personal-number", "65 170839 J 003"),
    ("Zoé, 9 ans", "named-person", "Zoé, 9 ans"),
    ("Zoé (8H)", "named-person", "Zoé (8H"),
    ("une élève de 8H prénommée Zoé", "named-person", "élève de 8H prénommée Zoé"),
    ("l’une des élèves", "small-group", "une des élèves"),
    ("021 123 45 67", "personal-phone", "021 123 45 67"),
    ("756.9217.0769.85", "personal-number", "756.9217.0769.85"),
    ("Birnbaum (12 Jahre), 1004 Lausanne, 12345 Berlin, ein Kind, un enfant", "", ""),
]

PIECES = ["a", "Aa ", "0 ", "+1", "a@", "a.a", "](", "pupil ", "https://", "@a.", "Year 1 ", "one of the ", "Siân, "]
HOSTILE = [*(piece * 9000 for piece in PIECES), "a@" + "b." * 9000, "Ysgol " + "Aa " * 9000]


def found(looked_for: tuple[Detector, ...], text: str) -> list[tuple[str, str]]:
    return [(detector.code, written) for detector in looked_for for _, written in detector.found(text)]


@pytest.mark.parametrize(("text", "code", "written"), FOUND)
def test_is_found(text: str, code: str, written: str) -> None:
    assert found(SHIPPED, text) == [(code, written)]


@pytest.mark.parametrize("text", NOT_FOUND)
def test_is_nothing_of_the_kind(text: str) -> None:
    assert found(SHIPPED, text) == []


@pytest.mark.parametrize(("text", "code", "written"), ELSEWHERE)
def test_other_countries_have_other_shapes_and_words(text: str, code: str, written: str) -> None:
    assert found(ORCHARD, text) == ([(code, written)] if code else [])


@pytest.mark.parametrize("looked_for", [SHIPPED, ORCHARD], ids=["shipped", "orchard"])
def test_a_sign_keeps_nothing_from_being_found(looked_for: tuple[Detector, ...]) -> None:
    texts = [text for text, *_ in FOUND] + NOT_FOUND + [text for text, *_ in ELSEWHERE]
    after = dict(zip(texts, [*texts[1:], texts[0]], strict=True))
    for detector in looked_for:
        always = dataclasses.replace(detector, sign=Sign())
        for text in (f"{first}{between}{after[first]}" for first in texts for between in ("", " ", "\n")):
            assert list(detector.found(text)) == list(always.found(text)), text


def test_what_a_language_says_nothing_of_is_not_looked_for() -> None:
    assert {detector.code for detector in detectors([])} == {"personal-email", "personal-phone", "personal-handle"}


def test_a_report_says_only_the_half_of_what_may_tell_who_somebody_is() -> None:
    assert shown("named-person", "Ffion\nin Year 6") == "Ffion in…"
    assert shown("personal-phone", "01639 123456") == "01639 …"
    assert shown("small-group", "two\nyoung people") == "two young people"


@pytest.mark.slow
@pytest.mark.parametrize("text", HOSTILE, ids=[text[:12] for text in HOSTILE])
def test_no_text_takes_hours(text: str) -> None:
    found(SHIPPED, text)
    found(ORCHARD, text)


READ_ALIKE = """
const [detectors, texts] = JSON.parse(require("fs").readFileSync(0, "utf8"));
const found = texts.map((text) => detectors.flatMap(([code, pattern, aside]) => {
  const read = aside ? text.replace(new RegExp(aside, "gu"), (part) => "\\0".repeat(part.length)) : text;
  return [...read.matchAll(new RegExp(pattern, "gu"))].map((match) => [code, match.index, match[0]]);
}));
process.stdout.write(JSON.stringify(found));
"""


@pytest.mark.browser
@pytest.mark.parametrize("looked_for", [SHIPPED, ORCHARD], ids=["shipped", "orchard"])
def test_a_browser_reads_the_patterns_alike(looked_for: tuple[Detector, ...]) -> None:
    texts = [text for text, *_ in FOUND] + NOT_FOUND + [text for text, *_ in ELSEWHERE]
    data = [[(detector.code, detector.pattern, detector.aside) for detector in looked_for], texts]
    ran = subprocess.run(
        ["node", "-e", READ_ALIKE], input=json.dumps(data), capture_output=True, text=True, check=False
    )
    assert ran.stderr == ""
    assert json.loads(ran.stdout) == [
        [[detector.code, start, written] for detector in looked_for for start, written in detector.found(text)]
        for text in texts
    ]
