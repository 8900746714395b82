"""One language: its words, alphabet, plurals, dates and the labels that stand before a page number.

What belongs to a language is in a pack: a folder with `messages.po` and `pack.yml`. Packs come with this package or
with the site; a site's own pack is read in place of one of ours with the same code.
"""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from importlib import resources
from pathlib import Path

import yaml
from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal
from babel.units import format_unit

from make_the_connection.languages.catalogue import Catalogue, read_catalogue
from make_the_connection.languages.collation import Alphabet
from make_the_connection.languages.mutation import Mutations
from make_the_connection.languages.personal import Personal, personal
from make_the_connection.languages.searching import Searching, searching

_SafeLoader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class UnknownLanguagePackError(LookupError):
    """No pack for the language `code` was found; `known` are the codes of those that there are."""

    def __init__(self, code: str, known: tuple[str, ...]) -> None:
        super().__init__(code)
        self.known = known


@dataclass(frozen=True, eq=False)
class Language:
    """A language of the site.

    `code` is a BCP 47 tag, `locale_name` the CLDR locale of its dates and numbers, `csl_locale` that of its citations.
    `vowels` are the letters before which the word for "and" has its other form. `csl_terms` are what CSL's own locale
    has not translated or has wrong, for one and for several, by the names and forms of its terms: `number short`.
    The full stop of `abbreviations` ends no sentence, and one of more words than `longest_sentence` is hard to read (0:
    none is). `introducing` are words that citations in brackets begin with, `and_others` those for authors who are not
    named, and `articles` those that names of bodies may begin with. By what is in `personal` somebody may be known, and
    by `searching` words are found.
    """

    code: str
    catalogue: Catalogue
    alphabet: Alphabet
    locale_name: str
    csl_locale: str
    locators: Mapping[str, str]
    mutations: Mutations
    vowels: str = ""
    csl_terms: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    abbreviations: frozenset[str] = frozenset()
    longest_sentence: int = 0
    introducing: tuple[str, ...] = ()
    and_others: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    personal: Personal = field(default_factory=Personal)
    searching: Searching = field(default_factory=Searching)

    @cached_property
    def locale(self) -> Locale:
        return Locale.parse(self.locale_name, sep="-")

    @cached_property
    def regional_locale(self) -> str:
        """The locale with its territory, or else the likeliest, as Open Graph writes it: `de_DE`."""
        likely = get_global("likely_subtags").get(str(self.locale), str(self.locale))
        territory = self.locale.territory or Locale.parse(likely).territory
        return "_".join(filter(None, [self.locale.language, territory]))

    @cached_property
    def name(self) -> str:
        """The language's own name for itself, as a title: `Cymraeg`."""
        name = self.name_of(self.code)
        return name[:1].upper() + name[1:]

    @cached_property
    def direction(self) -> str:
        return str(self.locale.text_direction)

    def name_of(self, code: str) -> str:
        """Another language's name in this one: `Saesneg`."""
        return _name_of(code, self.locale_name)

    def text(self, key: str, /, **parameters: object) -> str:
        return self.catalogue.text(key, **parameters)

    def plural_form(self, number: int) -> str:
        """The CLDR category of a number: zero, one, two, few, many or other."""
        return str(self.locale.plural_form(number))

    def number(self, number: float) -> str:
        return str(format_decimal(number, locale=self.locale))

    def minutes(self, number: int) -> str:
        """So many minutes in words, in the right form."""
        return str(format_unit(number, "duration-minute", locale=self.locale))

    def date(self, written: str) -> str:
        """A date of the form YYYY, YYYY-MM or YYYY-MM-DD in words, no more exact than it was written."""
        return _date(written, self.locale_name)

    @cached_property
    def days_by_month(self) -> tuple[str, ...]:
        """Dates in each month, with places for `day` and `year`, for browsers, not all of which know every language."""
        dates = (str(format_date(datetime.date(1999, month, 2), "long", locale=self.locale)) for month in range(1, 13))
        return tuple(date.replace("1999", "{year}").replace("2", "{day}") for date in dates)

    def listed(self, words: Iterable[str]) -> str:
        """Several things as a list without a word for "and", which in some languages changes with what follows it."""
        return self.text("list.separator").join(words)

    @property
    def joining(self) -> tuple[str, ...]:
        """What may stand between two names."""
        return tuple(dict.fromkeys(["&", self.text("citation.and"), self.text("citation.and-before-vowel")]))

    def pair(self, first: str, last: str) -> str:
        """Two names joined by the word for "and" in its right form."""
        return f"{first} {self.and_before(last)} {last}"

    def and_before(self, word: str) -> str:
        """The word for "and" in the form that it has before another."""
        before_vowel = bool(word) and word[0].casefold() in self.vowels
        return self.text("citation.and-before-vowel" if before_vowel else "citation.and")


def load_language(code: str, site_packs: Path | None = None) -> Language:
    """Read the pack of a language, the site's own first.

    Raises `UnknownLanguagePackError` where neither the site nor this package has one.
    """
    packs = _packs(site_packs)
    if code not in packs:
        raise UnknownLanguagePackError(code, tuple(packs))
    return _read_pack(code, packs[code])


def shipped_languages() -> tuple[Language, ...]:
    """Every language whose pack comes with this package, by code."""
    return tuple(_read_pack(code, folder) for code, folder in sorted(_packs(None).items()))


def shipped_catalogue(code: str) -> str:
    """The `messages.po` of a language whose pack comes with this package."""
    return (_packs(None)[code] / "messages.po").read_text(encoding="utf-8")


def _packs(site_packs: Path | None) -> dict[str, Path]:
    """The folder of each language's pack, by code."""
    ours = Path(str(resources.files("make_the_connection.languages"))) / "packs"
    folders = [packs for packs in (ours, site_packs) if packs is not None]
    return {path.parent.name: path.parent for folder in folders for path in sorted(folder.glob("*/messages.po"))}


def _read_pack(code: str, folder: Path) -> Language:
    return _made(code, (folder / "pack.yml").read_bytes(), (folder / "messages.po").read_bytes())


# A site is loaded again at each change while it is served, and twice to be compared with what it was.
@lru_cache(maxsize=8)
def _made(code: str, pack_file: bytes, messages: bytes) -> Language:
    pack = yaml.load(pack_file, Loader=_SafeLoader)  # noqa: S506 - it is the safe one
    letters = pack["alphabet"].split()
    locators = {written: label for label, forms in pack["locators"].items() for written in forms}
    return Language(
        code=code,
        catalogue=read_catalogue(messages),
        alphabet=Alphabet(letters, pack.get("separate", {})),
        mutations=Mutations(pack.get("mutations", {}), letters),
        locale_name=pack.get("locale", code),
        csl_locale=pack["csl_locale"],
        vowels=pack.get("vowels", ""),
        csl_terms={
            name: (words, words) if isinstance(words, str) else tuple(words)
            for name, words in pack.get("csl_terms", {}).items()
        },
        locators=locators,
        abbreviations=frozenset([*pack.get("abbreviations", ()), *locators]),
        longest_sentence=pack.get("longest_sentence", 0),
        introducing=tuple(pack.get("introducing", ())),
        and_others=tuple(pack.get("and_others", ())),
        articles=tuple(pack.get("articles", ())),
        personal=personal(pack.get("personal", {})),
        searching=searching(pack.get("search", {})),
    )


# Few days and languages are named, and on most pages.
@lru_cache(maxsize=4096)
def _date(written: str, locale_name: str) -> str:
    parts, locale = [int(part) for part in written.split("-")], Locale.parse(locale_name, sep="-")
    if len(parts) == 1:
        return written
    day = datetime.date(parts[0], parts[1], parts[2] if len(parts) == 3 else 1)
    if len(parts) == 2:
        return str(format_skeleton("yMMMM", day, locale=locale))
    return str(format_date(day, "long", locale=locale))


@lru_cache(maxsize=256)
def _name_of(code: str, locale_name: str) -> str:
    try:
        return Locale.parse(code, sep="-").get_display_name(Locale.parse(locale_name, sep="-")) or code
    except (UnknownLocaleError, ValueError):
        return code
