"""The pages that stand for all pages, one for each template, and the words by which a reader finds things on them."""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

PHONE, DESK = 360, 1280

_CLASS = re.compile(r' class="([^"]*)"')

PAGES = {
    "home": "index",
    "guide": "about",
    "list of hallmarks": "hallmarks",
    "hallmark": "hallmarks/bespoke",
    "standard": "standards/ps-2017/professional-learning",
    "dimension": "dimensions/slo-2017/team-learning",
    "national model": "national-model",
    "crosswalk": "crosswalk",
    "cell": "crosswalk/ps-2017-professional-learning--slo-2017-team-learning",
    "coverage": "coverage",
    "parity": "parity",
    "choice of two": "connected",
    "connections of a concept": "connected/hallmark-bespoke",
    "list of case studies": "case-studies",
    "found by a value": "finder/case-study/phase--primary",
    "case study": "case-studies/st-davids-rc",
    "list of programmes": "programmes",
    "programme that is over": "programmes/offered/leading-professional-learning-2024-25",
    "table of parts": "entitlements/role-groups/system-leaders",
    "all tables": "entitlements",
    "references": "references",
    "reading lists": "reading",
    "reference": "references/timperley-2007",
    "a to z": "a-z",
    "data": "data",
    "downloads": "downloads",
    "glossary": "glossary",
    "evaluation": "evaluate-entitlement",
    "evaluation with paths": "audit",
    "contribution": "join-in",
    "guide with pictures": "contributors-guide",
    "questions": "questions",
    "question": "questions/protect-time",
    "side by side": "side-by-side/hallmarks/bespoke",
    "guide side by side": "side-by-side/crosswalk",
}
ROOT_PAGES = {"choice of language": "index.html", "not found": "404.html"}


@dataclass(frozen=True)
class Words:
    """What one language calls the things that the tests look for."""

    code: str
    language: str
    skip: str
    menu: str
    main_menu: str
    dark: str
    provenance: str
    home: str
    hallmark: str
    standard: str
    crosswalk: str
    cell: str
    side_by_side: str
    only: str

    @property
    def other(self) -> "Words":
        return WELSH if self is ENGLISH else ENGLISH


ENGLISH = Words(
    code="en",
    language="English",
    skip="Skip to main content",
    menu="Menu",
    main_menu="Main",
    dark="Dark colours",
    provenance="Where this link comes from",
    home="Leading Professional Learning",
    hallmark="Bespoke to and driven by practitioners",
    standard="Professional learning",
    crosswalk="Make the Connection",
    cell="Professional learning × Team learning",
    side_by_side="Read the languages side by side",
    only="Read this page in English only",
)
WELSH = Words(
    code="cy",
    language="Cymraeg",
    skip="Neidio i’r prif gynnwys",
    menu="Dewislen",
    main_menu="Prif ddewislen",
    dark="Lliwiau tywyll",
    provenance="O ble y daw’r cysylltiad hwn",
    home="Arwain Dysgu Proffesiynol",
    hallmark="Yn bwrpasol ar gyfer ymarferwyr ac yn cael ei lywio ganddynt",
    standard="Dysgu proffesiynol",
    crosswalk="Gwneud y Cysylltiad",
    cell="Dysgu proffesiynol × Dysgu fel tîm",
    side_by_side="Darllen yr ieithoedd ochr yn ochr",
    only="Darllen y dudalen hon yn Gymraeg yn unig",
)
WORDS = {"en": ENGLISH, "cy": WELSH}


def page_of(name: str, language: Words) -> str:
    """The address of a sample inside the site."""
    return f"{language.code}/{PAGES[name]}.html"


def twin_of(address: str) -> str:
    """The same page in the other language."""
    return address.replace("/en/", "/cy/") if "/en/" in address else address.replace("/cy/", "/en/")


in_both = pytest.mark.parametrize("language", [pytest.param(words, id=words.code) for words in WORDS.values()])
at_both_widths = pytest.mark.parametrize("width", [pytest.param(width, id=f"{width} px") for width in (DESK, PHONE)])
# Without --whole, a template is looked at in one language, and the next one in the other.
of_a_language = pytest.mark.parametrize(
    ("name", "language"),
    [
        pytest.param(name, words, id=f"{name}, {words.code}")
        for place, name in enumerate(PAGES)
        for words in ((ENGLISH, WELSH), (WELSH, ENGLISH))[place % 2]
    ],
)
of_the_root = pytest.mark.parametrize("path", [pytest.param(path, id=name) for name, path in ROOT_PAGES.items()])


def classes_of(page: Path) -> set[str]:
    """The classes that styles and scripts know the parts of a page by, without those that name what it is about."""
    found = {name for each in _CLASS.findall(page.read_text(encoding="utf-8")) for name in each.split()}
    return {name for name in found if not name.startswith(("block--", "cards--", "entry--", "typed--"))}
