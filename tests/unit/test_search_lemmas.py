"""Which words of a site one query finds together, as a grammar would say it.

The vocabulary of each case is the whole site: nothing is known of a language but its pack and those words.
"""

from collections.abc import Collection
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from make_the_connection.languages import Language, load_language
from make_the_connection.search.folding import words_of
from make_the_connection.search.lemmas import changes, endings, grouped, stop_words

ORCHARD = Path(__file__).parents[1] / "sites" / "orchard" / "languages"
WELSH = load_language("cy")


def found(language: Language, query: str, site: Collection[str]) -> set[str]:
    """The words of a site that are found by one of them."""
    groups = grouped(site, language)
    lemmas = {lemma for lemma, _ in groups[query]}
    return {form for form in site if not lemmas.isdisjoint(lemma for lemma, _ in groups[form])}


def rows(table: str) -> list[list[str]]:
    return [words_of(row) for row in table.strip().splitlines()]


SOFT = """
    pennaeth bennaeth
    pobl bobl
    tystiolaeth dystiolaeth
    tŷ dŷ
    tîm dîm
    cynllun gynllun
    Cymru Gymru
    blwyddyn flwyddyn
    bwrdd fwrdd
    dysgu ddysgu
    dilysnod ddilysnod
    gweledigaeth weledigaeth
    gardd ardd
    gwres wres
    grant rant
    llais lais
    rhwydwaith rwydwaith
    mentora fentora
"""
NASAL = """
    prosiect mhrosiect
    Powys Mhowys
    tymor nhymor
    tŷ nhŷ
    Cymru Nghymru
    cartref nghartref
    blwyddyn mlwyddyn
    byd myd
    dysgu nysgu
    disgybl nisgybl
    gwaith ngwaith
    gogledd ngogledd
"""
ASPIRATE = """
    pobl phobl
    tystiolaeth thystiolaeth
    tŷ thŷ
    cydweithio chydweithio
    côr chôr
"""
H = """
    ysgol hysgol
    addysg haddysg
    athro hathro
    enw henw
    iaith hiaith
    oed hoed
    undeb hundeb
    wythnos hwythnos
"""


@pytest.mark.parametrize(("radical", "changed"), rows(SOFT) + rows(NASAL) + rows(ASPIRATE) + rows(H))
def test_a_changed_beginning_leads_to_the_word_and_back(radical: str, changed: str) -> None:
    site = ["gwynt", "nofio", radical, changed]
    assert found(WELSH, changed, site) == found(WELSH, radical, site) == {radical, changed}
    assert grouped(site, WELSH)[changed] == grouped(site, WELSH)[radical] == ((radical, radical),)


def test_all_forms_of_a_word_are_found_by_each(welsh: Language) -> None:
    site = ["dysgu", "ddysgu", "nysgu", "cymru", "gymru", "nghymru", "chymru"]
    for form in site[:3]:
        assert found(welsh, form, site) == set(site[:3])
    for form in site[3:]:
        assert found(welsh, form, site) == set(site[3:])


@pytest.mark.parametrize(
    ("radical", "other"),
    [
        ("chwaer", "gwaer"),  # begins with ch, and so not with a c
        ("theatr", "dheatr"),
        ("ffordd", "fordd"),
        ("rhan", "nhan"),
        ("dod", "nod"),
        ("hyd", "yd"),
        ("go", "o"),
        ("gan", "an"),
    ],
)
def test_what_only_looks_like_a_change_is_none(radical: str, other: str) -> None:
    assert found(WELSH, other, [radical, other]) == {other}


def test_a_change_is_believed_only_where_it_leads_to_a_word_of_the_site(welsh: Language) -> None:
    assert grouped(["ddiflannu"], welsh)["ddiflannu"] == (("ddiflannu", "ddiflannu"),)
    assert grouped(["ddiflannu", "diflannu"], welsh)["ddiflannu"] == (("diflannu", "diflannu"),)


def test_two_forms_tell_of_a_word_that_the_site_does_not_have(welsh: Language) -> None:
    site = ["chytundeb", "gytundeb"]
    assert grouped(site, welsh) == dict.fromkeys(site, (("cytundeb", "cytundeb"),))
    # Each of these is what became of the other, or a word of its own.
    assert found(welsh, "fawr", ["fawr", "mawr"]) == {"fawr", "mawr"}
    assert "bawr" not in str(grouped(["fawr", "mawr"], welsh))
    assert found(welsh, "chwe", ["chwe", "gwe"]) == {"chwe"}


def test_a_word_with_changed_forms_of_its_own_is_read_as_it_stands_first(welsh: Language) -> None:
    site = ["blaen", "flaen", "plaen"]
    assert grouped(site, welsh)["blaen"] == (("blaen", "blaen"), ("plaen", "plaen"))
    assert grouped(site, welsh)["flaen"] == (("blaen", "blaen"),)
    assert found(welsh, "plaen", site) == {"plaen", "blaen"}


@pytest.mark.parametrize(("one", "other"), [("dan", "tan"), ("gan", "can")])
def test_an_ambiguous_form_finds_both_words_its_own_first(one: str, other: str) -> None:
    assert grouped([one, other], WELSH)[one] == ((one, one), (other, other))
    assert found(WELSH, one, [one, other]) == found(WELSH, other, [one, other]) == {one, other}


def test_a_form_of_two_words_finds_both_and_does_not_make_them_one(welsh: Language) -> None:
    site = ["glaw", "law", "llaw", "nglaw"]
    assert found(welsh, "law", site) == set(site)
    assert found(welsh, "glaw", site) == {"glaw", "law", "nglaw"}
    assert found(welsh, "llaw", site) == {"llaw", "law"}


def test_marks_and_clitics_are_no_matter(welsh: Language) -> None:
    site = words_of("Mae’r tŷ’n fawr: i’r tai, o’u tai a'u hysgolion; sy'n ysgol")
    assert found(welsh, "ty", set(site)) == {"ty", "tai"}
    assert found(welsh, "ysgol", set(site)) == {"ysgol", "hysgolion"}


PLURALS = """
    dilysnod dilysnodau ddilysnodau
    cynllun cynlluniau chynlluniau
    canolfan canolfannau ganolfannau
    rhaglen rhaglenni raglenni
    gwelliant gwelliannau welliannau
    ysgol ysgolion hysgolion
    unigolyn unigolion
    ardal ardaloedd hardaloedd
    awdur awduron
    partner partneriaid phartneriaid
    dysgwr dysgwyr ddysgwyr
    gweithiwr gweithwyr weithwyr
    arweinydd arweinwyr harweinwyr
    deiliad deiliaid ddeiliaid
    swyddfa swyddfeydd
    gweithdy gweithdai weithdai
    sesiwn sesiynau
    rheswm rhesymau resymau
    fframwaith fframweithiau
    gair geiriau ngeiriau eiriau
    polisi polisïau bolisïau
"""
IRREGULAR = """
    athro athrawon hathrawon
    plentyn plant blant phlant blentyn
    gwaith gweithiau waith
    pennaeth penaethiaid bennaeth benaethiaid
    tŷ tai dai
    iaith ieithoedd
    ffordd ffyrdd
    cwrs cyrsiau gyrsiau
    pwnc pynciau bynciau
    blwyddyn blynyddoedd mlynedd flynyddoedd
    maes meysydd feysydd
    angen anghenion
    llyfr llyfrau lyfrau
    cyfarfod cyfarfodydd gyfarfodydd
    cael cafodd caiff ceir gafodd gaiff gael
    mynd aeth fynd
    gwneud gwnaeth gwneir wnaeth wneud
    dod daeth daw ddaeth ddod
    dweud dywedodd ddywedir
    gweld gwelir welodd
    cynnal cynhaliwyd gynhelir
    rhoi rhoddodd roddwyd roi
"""
VERBS = """
    dysgu dysgodd dysgwyd dysgir dysgais dysgant dysgwn dysgwch dysgai dysgid dysgasant ddysgir nysgu
    codi cododd codwyd codir godwyd
    cyflwyno cyflwynodd cyflwynir gyflwynwyd
    gweithio gweithiodd gweithiwyd gweithir weithiant
    gwella gwellodd gwellir wellwyd
    dechrau dechreuodd dechreuwyd ddechreuir
    cryfhau cryfhaodd cryfhawyd gryfheir
    paratoi paratodd baratowyd
    creu creodd crewyd
    gofyn gofynnodd ofynnir
    gorffen gorffennodd orffennwyd
    dangos dangosodd dangosir ddangoswyd
    newid newidiodd newidiwyd newidir
    llenwi llenwyd llenwch lenwir
"""
DEGREES = """
    cryf cryfach cryfaf gryfach
    pwysig pwysicach pwysicaf bwysicaf
    rhad rhatach rhataf
    gwlyb gwlypach wlypaf
    gwan gwannach wannaf
    byr byrrach fyrraf
    hawdd haws hawsaf
"""


@pytest.mark.slow
@pytest.mark.parametrize("forms", rows(PLURALS) + rows(IRREGULAR) + rows(VERBS) + rows(DEGREES), ids="-".join)
def test_the_forms_of_a_word_are_found_by_each(forms: list[str]) -> None:
    for form in forms:
        assert found(WELSH, form, forms) == set(forms), form


APART = """
    dysgu dysg
    addysg dysg
    addysg addysgu
    arwain arweinydd
    arwain arweiniad
    arweinydd arweinyddiaeth
    ymholi ymholiad
    gweld gweledigaeth
    cerdd cerdded
    gorffen gorffennaf
    newydd newyddion
    diogelu diogelwch
    teg tegwch
    gwell gwella
    gwella gwelliant
    hyfforddi hyfforddiant
    nod nodi
    nod nodyn
    nodi dod
    llawn llai
    hwyr wyr
    swydd swyddog
    cyfarwydd cyfarwyddwr
    agor agored
    deg teg
    naw daw
    pryder pryd
    cyw cywir
    gwe chwe
    llafar afar
"""


@pytest.mark.parametrize(("one", "other"), rows(APART))
def test_other_words_stay_apart(one: str, other: str) -> None:
    assert found(WELSH, one, [one, other]) == {one}
    assert found(WELSH, other, [one, other]) == {other}


def test_an_ending_is_believed_only_where_it_leads_to_a_word_of_the_site(welsh: Language) -> None:
    assert grouped(["canlyniadau"], welsh)["canlyniadau"] == (("canlyniadau", "canlyniadau"),)
    assert grouped(["dysgir", "dysg", "dysgu"], welsh)["dysgir"] == (("dysgu", "dysgir"),)


def test_forms_that_the_site_does_not_have_are_known_where_the_pack_names_them(welsh: Language) -> None:
    groups = grouped(["phlant"], welsh)
    assert groups["plentyn"] == (("plentyn", "plentyn"),)
    assert groups["phlant"] == groups["plant"] == (("plentyn", "plant"),)
    assert "athrawon" not in groups


def test_the_words_nobody_looks_for(welsh: Language, english: Language) -> None:
    assert {"yn", "mae", "nol", "oedd", "ynglyn"} <= stop_words(welsh)
    assert stop_words(welsh).isdisjoint(
        {"gan", "can", "dan", "tan", "ty", "do", "is", "da", "cael", "gwneud", "dod", "mynd"}
    )
    assert {"the", "of", "ll"} <= stop_words(english)


def test_changes_and_endings_are_told_to_browsers_folded_and_once(welsh: Language, english: Language) -> None:
    told = changes(welsh)
    assert all(change in told for change in (["d", "dd"], ["g", ""], ["c", "ngh"], ["p", "ph"], ["w", "hw"]))
    assert len({tuple(change) for change in told}) == len(told)
    assert ["", "au", "iau", "ion", "oedd", "iaid"] in endings(welsh, {})
    assert changes(english) == []


class TestAStemmer:
    def test_makes_the_lemma_and_each_form_is_its_own_radical(self, english: Language) -> None:
        site = ["lead", "leader", "leaders", "leading", "leadership", "school", "schools"]
        assert grouped(site, english)["leading"] == (("lead", "leading"),)
        assert found(english, "leader", site) == {"leader", "leaders"}
        assert found(english, "schools", site) == {"school", "schools"}

    def test_does_not_hinder_what_the_pack_names(self, english: Language) -> None:
        site = ["child", "children", "author", "authors", "authority", "authorities", "teaching", "taught", "teach"]
        assert found(english, "child", site) == {"child", "children"}
        assert found(english, "author", site) == {"author", "authors"}
        assert found(english, "authorities", site) == {"authority", "authorities"}
        assert found(english, "taught", site) == {"teaching", "taught", "teach"}

    def test_tells_by_what_endings_its_words_differ_if_it_is_seen_twice(self, english: Language) -> None:
        site = [
            "school",
            "schools",
            "plan",
            "planned",
            "plans",
            "planning",
            "fit",
            "fits",
            "fitted",
            "study",
            "studies",
        ]
        assert endings(english, grouped(site, english)) == []
        site += ["team", "teams", "stop", "stopped", "stopping", "stops", "enquiry", "enquiries"]
        assert endings(english, grouped(site, english)) == [["", "s"], ["ies", "y"]]

    @pytest.mark.parametrize(
        ("code", "forms"),
        [
            ("de", "Baum Bäume Bäumen"),
            ("de", "Garten Gärten"),
            ("de", "Sorte Sorten"),
            ("fr-CH", "pommier pommiers"),
            ("fr-CH", "greffe greffes greffer"),
        ],
    )
    def test_is_another_in_another_language(self, code: str, forms: str) -> None:
        language = load_language(code, ORCHARD)
        site = words_of(forms)
        assert found(language, site[0], [*site, "xyz"]) == set(site)
        assert stop_words(language)


LETTERS = st.text("abcdefghilmnoprstuwy", min_size=1, max_size=7)


@given(st.sets(LETTERS, max_size=30))
def test_every_form_has_a_reading_and_leads_to_itself(forms: set[str]) -> None:
    groups = grouped(forms, WELSH)
    assert forms <= groups.keys()
    for form in forms:
        assert groups[form]
        assert len({lemma for lemma, _ in groups[form]}) == len(groups[form])
        for _, radical in groups[form]:
            assert form in WELSH.mutations.forms(radical)


@given(
    st.sampled_from(["p", "t", "c", "b", "d", "g", "ll", "rh", "m", "a", "e", "o", "y"]),
    LETTERS,
    st.sets(LETTERS, max_size=5),
)
def test_a_word_has_its_changed_forms_beside_it(beginning: str, rest: str, others: set[str]) -> None:
    radical = beginning + rest + "io"
    forms = WELSH.mutations.forms(radical)
    groups = grouped({radical, *forms, *others}, WELSH)
    for form in forms:
        assert radical in {known for _, known in groups[form]}
