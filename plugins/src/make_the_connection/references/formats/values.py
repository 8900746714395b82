"""What files of other programs have in their fields, in the form that our records have it."""

import html
import re
from collections.abc import Iterable
from functools import cache
from urllib.parse import unquote

from babel import Locale

from make_the_connection.content.identifiers import doi, is_doi, isbn, issn, pages
from make_the_connection.languages import shipped_languages
from make_the_connection.references.formats.record import language_tag

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ENTITY = re.compile(r"&(#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_MARKUP = re.compile(
    r"</?(?:(?:jats|mml):[a-z-]+|b|br|bold|em|i|italic|p|sc|scp|small|span|strong|sub|sup|title|tt|u)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_SPACES = re.compile(r"[ \t\r\n]+")
_DATE = re.compile(r"(?<!\d)(?P<year>\d{4})(?:[-/.](?P<month>\d{1,2})(?:[-/.](?P<day>\d{1,2}))?)?(?!\d)")
_IDENTIFIER = re.compile(r"[0-9][0-9Xx -]{6,15}[0-9Xx]")
_UNDATED = re.compile(r"n\.?\s?d\.?|no date|undated|s\.?\s?a\.?", re.IGNORECASE)


_NO_YEAR = re.compile(r"\d{5}")
_NOTHING = re.compile(r"n\.?/?a\.?|none|null|[-‐‑–—?]+", re.IGNORECASE)
_PUBLISHER = re.compile(
    r"https?://[^/?#]+/(?:[\w-]+/)?doi/(?:[a-z]+/){0,2}(?P<doi>10\.[^?#]*?)(?:/(?:full|abstract|abs|e?pdf))?/?(?:[?#].*)?",
    re.IGNORECASE | re.DOTALL,
)


def text(value: str) -> str:
    """A text without markup and entities of HTML and JATS, in one line."""
    plain = _ENTITY.sub(_character, _ENTITY.sub(_character, value))
    plain = _MARKUP.sub("", plain).encode("utf-8", "replace").decode()
    return _SPACES.sub(" ", plain).strip(" ")


def _character(match: re.Match[str]) -> str:
    return html.unescape(match[0])


def date(value: str, month: str = "", day: str = "") -> str:
    """A date as YYYY-MM-DD, YYYY-MM or YYYY, from `2020/05//`, `2020-05-01T00:00:00Z`, `May 2020`; else as it is.

    Nothing where the work has no date, or a number too long for a year.
    """
    value = text(value)
    match = _DATE.search(value)
    if not match:
        return "" if _UNDATED.fullmatch(value) or _NO_YEAR.search(value) else value
    number = _month(month) or _month(match["month"] or "") or _month(value[: match.start()] + value[match.end() :])
    last = day or match["day"] or ""
    parts = [match["year"], *([f"{number:02}"] if number else [])]
    return "-".join([*parts, f"{int(last):02}"] if number and last.isdecimal() and int(last) else parts)


def is_no_year(value: str) -> bool:
    """Whether a date has a number too long for a year, and none that is one."""
    return bool(_NO_YEAR.search(value)) and not _DATE.search(value)


def fact(value: str) -> str:
    """The number of a volume or issue; nothing for what stands there because something must: `n/a`, `-`, `0`."""
    return "" if _NOTHING.fullmatch(value) or value.strip("0") == "" else value


def with_subtitle(title: str, subtitle: str) -> str:
    """A title with its subtitle, if it has not got it already."""
    if title.casefold().endswith(subtitle.casefold()):
        return title
    return f"{title} {subtitle}" if title.endswith((":", "?", "!")) else f"{title}: {subtitle}"


def doi_in(address: str) -> str:
    """The DOI that an address has in it: at doi.org, or as publishers have it, `/doi/full/10.1000/1`."""
    match = _PUBLISHER.fullmatch(address)
    bare = unquote(match["doi"]) if match else doi(address)
    return bare if bare != address and is_doi(bare) else ""


def _month(value: str) -> int:
    """The number of a month, 0 where none is written."""
    value = value.strip(" .")
    if value.isdecimal():
        return int(value) if len(value) <= 2 else 0
    word = next(iter(re.findall(r"[A-Za-z]{3,}", value)), "")
    return MONTHS.index(word[:3].lower()) + 1 if word[:3].lower() in MONTHS else 0


def page_range(value: str) -> str:
    """Pages in our form; what is no page is left as it is, for whoever reads the report."""
    plain = text(value)
    return pages(plain) or ("" if _NOTHING.fullmatch(plain) else plain)


def numbers(values: Iterable[str]) -> tuple[list[str], list[str], list[str]]:
    """ISBNs, ISSNs, and what is neither, from fields that mix them."""
    isbns, issns, others = [], [], []
    for value in values:
        found = False
        for match in re.findall(r"\d{4}-?\d{3}[\dXx](?![\d-])|[\dXx][\dXx -]{8,15}[\dXx]", value):
            if issn(match):
                issns.append(str(issn(match)))
                found = True
            elif isbn(match):
                isbns.append(match)
                found = True
        if not found and value.strip():
            others.append(value.strip())
    return list(dict.fromkeys(isbns)), list(dict.fromkeys(issns)), others


def language(value: str) -> str:
    """The code of a language from its code or name (`eng`, `en_GB`, `German`); else as it is.

    Its name may be English, or its own if a pack of it comes with this package.
    """
    plain = text(value)
    if name := _languages().get(plain.casefold()):
        return name
    code = language_tag(plain)
    return _three_letters().get(code, code) if re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]+)*", code) else plain


@cache
def _languages() -> dict[str, str]:
    """Codes by the names that languages have in English, and in LaTeX's babel."""
    names = Locale("en").languages
    plain = {str(name).casefold(): code for code, name in sorted(names.items(), reverse=True) if "_" not in code}
    return {
        **plain,
        "british": "en-GB",
        "american": "en-US",
        "ukenglish": "en-GB",
        "usenglish": "en-US",
        "ngerman": "de",
        **{shipped.name.casefold(): shipped.code for shipped in shipped_languages()},
    }


@cache
def _three_letters() -> dict[str, str]:
    """The two letters of the languages that catalogues write with three (ISO 639-2, both kinds)."""
    codes = "en:eng cy:cym,wel ga:gle gd:gla fr:fra,fre de:deu,ger es:spa it:ita pt:por nl:nld,dut eu:eus,baq ca:cat"
    pairs = [pair.split(":") for pair in codes.split()]
    return {three: two for two, both in pairs for three in both.split(",")}
