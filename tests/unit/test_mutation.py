"""Welsh changes how words begin; a language that does not has each word in one form.

The pairs are the examples that learners meet: after *yn*, *fy*, *ei*, *ein*, *y*, *i*, *a* and the numbers.
"""

import pytest

from make_the_connection.languages import Language, load_language

SOFT = """
    pennaeth bennaeth, plant blant, tystiolaeth dystiolaeth, taith daith, trefn drefn, Caerdydd Gaerdydd,
    cynllun gynllun, Cymraeg Gymraeg, cwricwlwm gwricwlwm, bro fro, Bangor Fangor, dysgu ddysgu, dilysnod ddilysnod,
    gwella wella, gweledigaeth weledigaeth, Gwynedd Wynedd, grant rant, llais lais, Llanelli Lanelli,
    rhwydwaith rwydwaith, rhaglen raglen, mentora fentora, Môn Fôn, model fodel
"""
NASAL = """
    Prydain Mhrydain, pobl mhobl, Tregaron Nhregaron, tîm nhîm, Cymru Nghymru, cartref nghartref, Bangor Mangor,
    blwyddyn mlwyddyn, Dolgellau Nolgellau, dosbarth nosbarth, dysgu nysgu, Gwent Ngwent, gofal ngofal,
    gweledigaeth ngweledigaeth
"""
ASPIRATE = """
    plant phlant, pennaeth phennaeth, Powys Phowys, tîm thîm, trefn threfn, tystiolaeth thystiolaeth, Cymru Chymru,
    cydweithio chydweithio, cynllun chynllun, côr chôr
"""
H = """
    ysgol hysgol, addysg haddysg, athro hathro, iaith hiaith, enw henw, oed hoed, undeb hundeb, wythnos hwythnos,
    arweinydd harweinydd, ŵyr hŵyr, âr hâr, Ewrop Hewrop
"""
# The first letter of these is written with two characters, or has no change.
NEVER = """
    chwarae gwarae, chwaer ngwhwaer, theatr dheatr, ffordd fordd, llyfr nlyfr, rhan nhan, nofel mofel, sgwrs zgwrs,
    hanes anes, ddoe oe, ngwlad wlad, phrofiad brofiad, ffoadur hoadur, hyfforddi yfforddi, staff haff
"""


def pairs(text: str) -> list[list[str]]:
    return [pair.split() for pair in text.split(",")]


@pytest.mark.parametrize(("radical", "changed"), pairs(SOFT) + pairs(NASAL) + pairs(ASPIRATE) + pairs(H))
def test_a_word_has_its_changed_form(welsh: Language, radical: str, changed: str) -> None:
    assert changed in welsh.mutations.forms(radical)


def test_sixty_pairs_are_looked_at() -> None:
    assert sum(len(pairs(text)) for text in (SOFT, NASAL, ASPIRATE, H)) == 60


@pytest.mark.parametrize(("radical", "other"), pairs(NEVER))
def test_a_word_has_no_form_that_only_looks_like_a_change(welsh: Language, radical: str, other: str) -> None:
    assert other not in welsh.mutations.forms(radical)


def test_the_dictionary_s_form_comes_first_and_each_form_once(welsh: Language) -> None:
    assert welsh.mutations.forms("Cymru") == ("Cymru", "Gymru", "Nghymru", "Chymru")
    assert welsh.mutations.forms("lles") == ("lles", "les")
    assert welsh.mutations.forms("staff") == ("staff",)
    assert welsh.mutations.forms("") == ("",)


def test_only_the_first_of_several_words_changes(welsh: Language) -> None:
    assert "ddysgu proffesiynol" in welsh.mutations.forms("dysgu proffesiynol")
    assert all(form.endswith(" proffesiynol") for form in welsh.mutations.forms("dysgu proffesiynol"))


def test_an_accent_typed_as_a_mark_of_its_own_is_the_same_letter(welsh: Language) -> None:
    assert "hâr" in welsh.mutations.forms("a\N{COMBINING CIRCUMFLEX ACCENT}r")


def test_a_language_without_mutations_has_each_word_in_one_form() -> None:
    assert load_language("en").mutations.forms("learning") == ("learning",)
