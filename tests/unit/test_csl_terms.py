"""CSL's official Welsh and British English locales, and where ours says another thing."""

from pathlib import Path

import citeproc
import pytest
from lxml import etree

from make_the_connection.languages import Language
from make_the_connection.references.styles import read_style, term_and_form

LOCALES = Path(citeproc.LOCALES_PATH)
_CSL = {"csl": "http://purl.org/net/xbiblio/csl"}

# Each term that ours has in place of the official: what the locale cy-GB says (for one, for several), what ours does.
IN_ENGLISH = "left in English"
WRONG = "another word"
DIFFERENT = {
    "article": ("preprint", "rhagargraffiad", IN_ENGLISH),
    "article-journal": ("journal article", "erthygl mewn cyfnodolyn", IN_ENGLISH),
    "article-magazine": ("magazine article", "erthygl mewn cylchgrawn", IN_ENGLISH),
    "article-newspaper": ("newspaper article", "erthygl mewn papur newydd", IN_ENGLISH),
    "collection": ("collection", "casgliad", IN_ENGLISH),
    "document": ("document", "dogfen", IN_ENGLISH),
    "entry-encyclopedia": ("encyclopedia entry", "cofnod mewn gwyddoniadur", IN_ENGLISH),
    "legislation": ("legislation", "deddfwriaeth", IN_ENGLISH),
    "manuscript": ("manuscript", "llawysgrif", IN_ENGLISH),
    "paper-conference": ("conference paper", "papur cynhadledd", IN_ENGLISH),
    "periodical": ("periodical", "cyfnodolyn", IN_ENGLISH),
    "post": ("post", "neges", IN_ENGLISH),
    "post-weblog": ("blog post", "blogiad", IN_ENGLISH),
    "report": ("report", "adroddiad", IN_ENGLISH),
    "review": ("review", "adolygiad", IN_ENGLISH),
    "speech": ("presentation", "cyflwyniad", IN_ENGLISH),
    "standard": ("standard", "safon", IN_ENGLISH),
    "thesis": ("thesis", "traethawd ymchwil", IN_ENGLISH),
    "webpage": ("webpage", "tudalen we", IN_ENGLISH),
    "review-of": ("review of", "adolygiad o", IN_ENGLISH),
    "review-of short": ("rev. of", "adolygiad o", IN_ENGLISH),
    "special-issue": ("special issue", "rhifyn arbennig", IN_ENGLISH),
    "article-locator": ("article|articles", "erthygl|erthygl", IN_ENGLISH),
    "number": ("number|numbers", "rhif|rhifau", IN_ENGLISH),
    "number short": ("no.|nos.", "rhif|rhif", IN_ENGLISH),
    "number-of-volumes": ("volume|volumes", "cyfrol|cyfrolau", IN_ENGLISH),
    "number-of-volumes short": ("vol.|vols.", "cyf.|cyf.", IN_ENGLISH),
    "page-first short": ("p.|pp.", "t.|tt.", IN_ENGLISH),
    "appendix": ("appendix|appendices", "atodiad|atodiadau", IN_ENGLISH),
    "appendix short": ("app.|apps.", "atod.|atod.", IN_ENGLISH),
    "table": ("table|tables", "tabl|tablau", IN_ENGLISH),
    "table short": ("tbl.|tbls.", "tabl|tabl", IN_ENGLISH),
    "ordinal": ("th", "ain", IN_ENGLISH),  # 21ain, 30ain: the ending of all from 21
    "volume short": ("rhif.|rhifu.", "cyf.|cyf.", WRONG),  # "rhif" is a number; a volume is "cyfrol"
    "figure": ("ffigwr|ffigyrau", "ffigur|ffigurau", WRONG),  # the form of TermCymru and of the standard language
    "online": ("arlein", "ar-lein", WRONG),  # the spelling of the dictionaries
    "from": ("gan", "o", WRONG),  # "gan" is "by": an address is "o"
    "retrieved": ("gwelwyd", "adalwyd", WRONG),  # "gwelwyd" is "accessed", which it stays
    "ordinal-01": ("af", "af", WRONG),  # for 1 alone: 21 is "21ain" and 31 "31ain"
    "ordinal-02": ("il", "il", WRONG),
    "ordinal-03": ("ydd", "ydd", WRONG),
    **{f"ordinal-{number:02}": (None, ending, IN_ENGLISH) for number, ending in
       {4: "ydd", 5: "ed", 6: "ed", 7: "fed", 8: "fed", 9: "fed", 10: "fed", 14: "eg", 15: "fed", 16: "eg", 17: "eg",
        18: "fed", 19: "eg", 20: "fed"}.items()},
    "ordinal-11": ("ed", "eg", WRONG),  # unfed ar ddeg: 11eg
    "ordinal-12": ("ed", "fed", WRONG),  # deuddegfed: 12fed
    "ordinal-13": ("ed", "eg", WRONG),  # trydydd ar ddeg: 13eg
}  # fmt: skip


def official(code: str, named: str) -> str | None:
    """What a locale of CSL's says for a term, for one and for several."""
    name, form = term_and_form(named)
    condition = f"@form='{form}'" if form else "not(@form)"
    found = etree.parse(LOCALES / f"locales-{code}.xml").xpath(
        f"//csl:term[@name='{name}'][{condition}]", namespaces=_CSL
    )
    return "|".join(text.strip() for text in found[0].itertext() if text.strip()) if found else None


@pytest.mark.parametrize("named", DIFFERENT)
def test_each_difference_from_the_official_welsh_has_its_reason(welsh: Language, named: str) -> None:
    theirs, ours, _ = DIFFERENT[named]
    assert official("cy-GB", named) == theirs
    assert "|".join(welsh.csl_terms[named][: 1 + ours.count("|")]) == ours


def test_there_are_no_other_differences(english: Language, welsh: Language) -> None:
    assert set(welsh.csl_terms) == set(DIFFERENT)
    assert english.csl_terms == {}


@pytest.mark.parametrize(
    ("named", "english", "welsh"),
    [
        ("and others", "and others", "ac eraill"),
        ("et-al", "et al.", "et al."),
        ("in", "in", "yn"),
        ("no date", "no date", "dim dyddiad"),
        ("no date short", "n.d.", "d.d."),
        ("available at", "available at", "ar gael"),
        ("accessed", "accessed", "gwelwyd"),
        ("presented at", "presented at the", "cyflwynwyd yn"),
        ("edition short", "edn|edns", "arg."),
        ("editor", "editor|editors", "golygydd|golygyddion"),
        ("editor short", "ed.|eds", "gol.|goln."),
        ("editor verb", "edited by", "golygwyd gan"),
        ("translator", "translator|translators", "cyfieithydd|cyfieithwyr"),
        ("page", "page|pages", "tudalen|tudalennau"),
        ("page short", "p.|pp.", "t.|tt."),
        ("chapter", "chapter|chapters", "pennod|penodau"),
        ("section", "section|sections", "adran|adrannau"),
        ("paragraph short", "para.|paras", "para."),
        ("part", "part|parts", "rhan|rhannau"),
        ("volume", "volume|volumes", "cyfrol|cyfrolau"),
        ("issue", "issue|issues", "rhifyn|rhifynnau"),
        ("month-09", "September", "Medi"),
    ],
)
def test_what_else_can_come_out_is_taken_from_the_official(named: str, english: str, welsh: str) -> None:
    assert (official("en-GB", named), official("cy-GB", named)) == (english, welsh)


def test_welsh_ordinals(welsh: Language) -> None:
    from citeproc.model import to_ordinal

    style = read_style("apa", welsh, "bibliography")
    style.formatter = citeproc.formatter.html
    ordinals = [str(to_ordinal(number, style)) for number in (1, 2, 3, 4, 5, 7, 10, 11, 12, 18, 19, 21, 22, 33)]
    assert " ".join(ordinals) == "1af 2il 3ydd 4ydd 5ed 7fed 10fed 11eg 12fed 18fed 19eg 21ain 22ain 33ain"
