"""The numbers by which works are known, and pages: their syntax, their check digits and one form to compare them in."""

import re
from urllib.parse import unquote

# DOI Handbook, 2.2; Crossref's advice on what DOIs look like. Braces and backslashes would have to be escaped wherever
# a DOI is written, and none is known that has them.
_DOI = re.compile(r"10\.\d{4,9}(\.\d+)*/[^\s{}\\\"]*[^\s{}\\\".,;]")
_DOI_BEFORE = re.compile(r"(https?://)?((dx\.|www\.)?doi\.org/|doi:)\s*", re.IGNORECASE)
_ISBN = re.compile(r"\d([ -]?\d){8}[ -]?[\dXx]|97[89]([ -]?\d){10}")
_ISSN = re.compile(r"\d{4}-?\d{3}[\dXx]")
_DASHES = re.compile(r"\s*(?:--+|[-‐‑‒–—−])\s*")
_PAGE = re.compile(r"(?P<letters>[A-Za-z.:]*?)(?P<number>\d+)(?P<rest>[A-Za-z.:/][\w.:/]*)?")
_ROMAN = re.compile(r"m*(c[dm]|d?c{0,3})(x[cl]|l?x{0,3})(i[xv]|v?i{0,3})", re.IGNORECASE)
_ROMAN_DIGITS = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


def is_doi(text: str) -> bool:
    return bool(_DOI.fullmatch(text))


def doi(text: str) -> str:
    """A DOI from the ways in which people write it: as an address, or after `doi:`."""
    text = text.strip()
    before = _DOI_BEFORE.match(text)
    if not before:
        return text
    bare = text[before.end() :]
    return unquote(bare) if before[1] else bare


def comparable_doi(text: str) -> str:
    """Letters of DOIs are the same, small or capital (DOI Handbook, 2.4)."""
    return doi(text).casefold()


def isbn(text: str) -> str | None:
    """The thirteen digits of an ISBN of ten or thirteen (ISO 2108), or None where the last one does not check."""
    if not _ISBN.fullmatch(text.strip()):
        return None
    digits = re.sub(r"[ -]", "", text.strip()).upper()
    if len(digits) == 13:
        return digits if _check_13(digits[:12]) == digits[12] else None
    total = sum(
        weight * (10 if digit == "X" else int(digit)) for weight, digit in zip(range(10, 0, -1), digits, strict=True)
    )
    return f"978{digits[:9]}{_check_13('978' + digits[:9])}" if total % 11 == 0 else None


def _check_13(digits: str) -> str:
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits))
    return str(-total % 10)


def issn(text: str) -> str | None:
    """An ISSN as it is printed, `1941-5257` (ISO 3297), or None where its last character does not check."""
    if not _ISSN.fullmatch(text.strip()):
        return None
    digits = text.strip().replace("-", "").upper()
    total = sum(
        weight * (10 if digit == "X" else int(digit)) for weight, digit in zip(range(8, 0, -1), digits, strict=True)
    )
    return f"{digits[:4]}-{digits[4:]}" if total % 11 == 0 else None


def pages(text: str) -> str | None:
    """Pages with hyphens and commas, `xi-xiv, 3, 707-28`, or None where they are none or end before they begin.

    A page is a number, with letters before or after it (`S12`, `e0291278`, `12a`), or a Roman number. The end of a
    range may leave out the digits in which it begins like its start.
    """
    ranges = [_range(part) for part in re.split(r"\s*[,;]\s*", text.strip())]
    return ", ".join(each for each in ranges if each) if all(ranges) else None


def _range(text: str) -> str | None:
    first, *others = _DASHES.split(text)
    if not _is_page(first) or len(others) > 1:
        return None
    if not others:
        return first
    last = others[0]
    return f"{first}-{last}" if _is_page(last) and _in_order(first, last) else None


def _is_page(text: str) -> bool:
    return bool(_PAGE.fullmatch(text) or (text and _ROMAN.fullmatch(text)))


def _in_order(first: str, last: str) -> bool:
    start, end = _PAGE.fullmatch(first), _PAGE.fullmatch(last)
    if start is None and end is None:
        return _roman(first) <= _roman(last)
    if start is None or end is None or start["rest"] or end["rest"] or end["letters"] not in ("", start["letters"]):
        return True
    low, high = start["number"], end["number"]
    if len(high) < len(low) and not end["letters"]:
        high = low[: -len(high)] + high
    return int(low) <= int(high)


def _roman(text: str) -> int:
    values = [_ROMAN_DIGITS[letter] for letter in text.lower()]
    following = [*values[1:], 0]
    return sum(-value if value < after else value for value, after in zip(values, following, strict=True))
