"""What in the words and facts of a contributed entry may tell who somebody is, found before any person reads it.

Detectors are data. Their patterns are made from the packs of all the site's languages, in the syntax that Python's `re`
and JavaScript's `RegExp` with the flags `gu` read alike, so that a browser finds the same with the same data: letters
are named, since for the classes of letters and the ends of words the two have not the same ones. Nothing in them is
repeated without a bound within what is repeated, so that no text takes hours.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache, partial

from make_the_connection.cache import digest
from make_the_connection.content.annotations import ADDRESS
from make_the_connection.content.guides import Guide
from make_the_connection.content.model import Model
from make_the_connection.content.phrase_patterns import (
    CAPITAL,
    CAPITAL_NEXT,
    GAP,
    Phrases,
    RoughPhrases,
    either,
    for_all_of_a_text,
)
from make_the_connection.content.reading import Content, Entry, Unread
from make_the_connection.content.text_source import locate
from make_the_connection.content.texts import APART
from make_the_connection.content.words import Words
from make_the_connection.content.yaml_source import Place, Positions
from make_the_connection.diagnostics import Diagnostic
from make_the_connection.languages import Language

_NAME = "safeguarding"
_LETTER = r"A-Za-zÀ-ÖØ-öø-ɏ\u0300-\u036f"
_MARKS = "[*_“”‘’\"']{0,3}"
_CLOSED = rf"(?=[,;!?)\]”\x22’'…*_|]|[.:](?![0-9])|{GAP}?[–—]{GAP}|{GAP}[|{{]|\n|$)"

_LINKED = r"\]\((?!tel:)<?[^ \n()<>]*|(?:https?://|www\.)[^ \n<>”]*|10\.[0-9]{4,9}/[^ \n]*|97[89][0-9 -]{10,14}"
"""Addresses but for those that are phone numbers, DOIs and ISBNs."""

_EMAIL = (
    rf"(?<![{_LETTER}0-9._%+@-])[{_LETTER}0-9][{_LETTER}0-9._%+-]*\\?@"
    rf"[{_LETTER}0-9-]+(?:\.[{_LETTER}0-9-]+)*\.[A-Za-z]{{2,24}}(?![{_LETTER}0-9-])"
)
_INTERNATIONAL = r"\+[1-9](?:[ .()/-]{0,2}[0-9]){8,13}"
_PROFILE = (
    r"(?<![A-Za-z0-9.-])(?:(?:www|m|mobile|[a-z]{2}-[a-z]{2})\.)?"
    r"(?:(?:facebook|fb|instagram|twitter|x|tiktok|snapchat|threads|pinterest|twitch)\.(?:com|net|tv)/"
    r"(?!(?:intent|share|sharer|hashtag|search|explore|watch|events|groups|home|i|p|reel|tv)(?![A-Za-z0-9_-]))"
    r"|linkedin\.com/in/|bsky\.app/profile/|t\.me/|wa\.me/)@?[A-Za-z0-9_.%-]{2,60}"
    r"|https?://[A-Za-z0-9.-]{1,80}/@[A-Za-z0-9_.-]{2,60}"
)


@dataclass(frozen=True)
class Sign:
    """What is found wherever a detector's pattern is, and elsewhere, in much less time."""

    pattern: str = ""
    aside: str = ""


@dataclass(frozen=True)
class Detector:
    """What finds one kind of personal data. `aside` is the pattern of what it does not read; empty where all is read.

    What is set aside is replaced by as many characters as it had, so that places stay. Without its `sign` a text is
    not read: most have nothing that looks like personal data.
    """

    code: str
    pattern: str
    aside: str = ""
    sign: Sign = Sign()

    def found(self, text: str) -> Iterator[tuple[int, str]]:
        """Where each begins, and how it is written."""
        if _holds(text, self.sign):
            for match in _compiled(self.pattern).finditer(_read(text, self.aside)):
                yield match.start(), match[0]


# Several detectors in turn set the same aside, and look for the same sign.
@lru_cache(maxsize=8)
def _read(text: str, aside: str) -> str:
    return _compiled(aside).sub(lambda match: APART * len(match[0]), text) if aside else text


@lru_cache(maxsize=8)
def _holds(text: str, sign: Sign) -> bool:
    return _compiled(sign.pattern).search(_read(text, sign.aside)) is not None


# `re` forgets what it has compiled when there are many others, and these take long.
@lru_cache(maxsize=64)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def shown(code: str, written: str) -> str:
    """What was found, as a report says it; of what may tell who somebody is, the first half.

    Reports are kept by others, also when what stands in a file has been taken out of it.
    """
    flat = " ".join(written.split())
    return flat if code == "small-group" else f"{flat[: min((len(flat) + 1) // 2, 30)]}…"


def detectors(languages: Iterable[Language], works: Iterable[str] = ()) -> tuple[Detector, ...]:
    """What is looked for on a site. Citing one of its works, by their ids, is no handle."""
    return _detectors(tuple(languages), tuple(works))


# They are some thousand forms of words, and the same each time that a site is loaded.
@lru_cache(maxsize=8)
def _detectors(languages: tuple[Language, ...], works: tuple[str, ...]) -> tuple[Detector, ...]:
    packs = [Phrases(language) for language in languages]
    rough = [RoughPhrases(language) for language in languages]
    phone = [shape for pack in packs for shape in pack.said.phone]
    postcode = [shape for pack in packs for shape in pack.said.postcode]
    number = [shape for pack in packs for shape in pack.said.number]
    named = [_naming(pack) for pack in packs if pack.said.naming]
    shapes = Sign(_shape(_INTERNATIONAL, *phone, *postcode, *number), _LINKED)
    found = (
        Detector("personal-email", _EMAIL, sign=Sign("@")),
        Detector("personal-phone", _shape(_INTERNATIONAL, *phone), _LINKED, shapes),
        Detector("personal-handle", _handle(works), _LINKED, Sign("@")),
        Detector("personal-handle", _PROFILE, sign=Sign("/")),
        Detector("personal-postcode", _shape(*postcode), _LINKED, shapes),
        Detector("personal-number", _shape(*number), _LINKED, shapes),
        Detector(
            "named-person",
            _behind_name(packs),
            "|".join([_LINKED, *named]),
            Sign(for_all_of_a_text(_behind_name(rough))),
        ),
        Detector("named-person", _before_name(packs), _LINKED, Sign(_before_name(rough), _LINKED)),
        Detector("small-group", _few(packs), _LINKED, Sign(_few(rough), _LINKED)),
    )
    return tuple(detector for detector in found if detector.pattern)


def safeguarding(
    content: Content, model: Model, languages: Mapping[str, Language]
) -> Callable[[Entry | Guide | Unread], Iterator[Diagnostic]]:
    """A warning for all that may tell who somebody is in an entry of a type that strangers contribute to."""
    entries: tuple[Entry | Unread, ...] = (*content.entries, *content.unread)
    works = sorted(entry.id for entry in entries if model.types[entry.type].title == "csl" and _like_a_name(entry.id))
    about = digest(*works)
    harmless: set[str] = set()

    @cache
    def looked_for() -> tuple[Detector, ...]:
        return detectors(languages.values(), works)

    def look(page: Entry | Guide | Unread) -> Iterator[Diagnostic]:
        if isinstance(page, Guide) or not model.types[page.type].contributed:
            return
        facts = partial(_in_facts, page, looked_for, harmless)
        yield from page.known.found(_NAME, facts, about) if isinstance(page, Entry) else facts()
        for words in page.words.values():
            yield from words.known.found(_NAME, partial(_in_words, words, looked_for), about)

    return look


def _in_words(words: Words, looked_for: Callable[[], Iterable[Detector]]) -> Iterator[Diagnostic]:
    for detector in looked_for():
        for start, written in detector.found(words.file):
            where = locate(words.path, words.file, start)
            yield Diagnostic.at(where, detector.code, text=shown(detector.code, written))


def _in_facts(
    entry: Entry | Unread, looked_for: Callable[[], Iterable[Detector]], harmless: set[str]
) -> Iterator[Diagnostic]:
    """`harmless` are texts in which nothing was found; more are added. Most texts of facts stand in many entries."""
    facts, positions = _facts(entry)
    for text, place in _texts(facts, ()):
        if text in harmless:
            continue
        found = [(detector.code, written) for detector in looked_for() for _, written in detector.found(text)]
        for code, written in found:
            yield Diagnostic.at(positions.value(*place), code, text=shown(code, written))
        if not found:
            harmless.add(text)


def _facts(entry: Entry | Unread) -> tuple[object, Positions]:
    if isinstance(entry, Entry):
        return entry.facts.model_dump(exclude_defaults=True), entry.positions
    return (entry.facts.value, entry.facts.positions) if entry.facts else ({}, Positions(""))


def _texts(value: object, place: Place) -> Iterator[tuple[str, Place]]:
    """Every text in facts but for addresses, and its place."""
    if isinstance(value, str) and not ADDRESS.fullmatch(value):
        yield value, place
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _texts(item, (*place, key))
    elif isinstance(value, (list, tuple)):
        for number, item in enumerate(value):
            yield from _texts(item, (*place, number))


def _shape(*shapes: str) -> str:
    return rf"(?<![{_LETTER}0-9_/=+-])(?:{'|'.join(shapes)})(?![{_LETTER}0-9])" if shapes else ""


def _handle(works: Iterable[str]) -> str:
    """Names in networks have no hyphen, but for those that end as an address does; ids of works mostly have one.

    What begins brackets is a citation, right or wrong, and what begins code is code.
    """
    cited = "|".join(sorted(filter(_like_a_name, works)))
    but_works = rf"(?!(?:{cited})(?![A-Za-z0-9_-]))" if cited else ""
    name = r"[A-Za-z_][A-Za-z0-9_]{1,30}(?:\.[A-Za-z0-9_]{1,30}){0,3}(?![A-Za-z0-9_-])"
    long = r"[A-Za-z0-9][A-Za-z0-9_-]{0,40}(?:\.[A-Za-z0-9-]{1,40}){2}|[A-Za-z0-9_]{2,40}@[A-Za-z0-9-]{1,40}\.[A-Za-z]"
    return rf"(?<![{_LETTER}0-9._%+/@`\[-])(?<![{_LETTER}0-9]\\)@{but_works}(?:{long}|{name})"


def _like_a_name(id_: str) -> bool:
    return "-" not in id_ and "/" not in id_


def _name(packs: Iterable[Phrases]) -> str:
    words = sorted({word for pack in packs for word in pack.no_names})
    endings = "|".join(word.removeprefix("-") for word in words if word.startswith("-"))
    known = [word for word in words if not word.startswith("-")]
    known += [f"[{_LETTER}]{{2,20}}(?:{endings})"] if endings else []
    nobody = f"(?!(?:{'|'.join(known)})(?![{_LETTER}]|[’'][{_LETTER}]))" if known else ""
    first = rf"(?<![{_LETTER}0-9-]){CAPITAL_NEXT}{nobody}."
    return rf"{first}[a-zß-öø-ɏ\u0300-\u036f’'][{_LETTER}]{{0,30}}(?:-[{_LETTER}]{{1,30}})?(?![{_LETTER}])"


def _behind_name(packs: Iterable[Phrases]) -> str:
    """A name with an age or a group behind it."""
    behind = "|".join(pack.pattern(pack.said.behind_name) for pack in packs if pack.said.behind_name)
    whole = f"{_name(packs)}{_MARKS}(?:{behind})(?![{_LETTER}0-9])"
    return whole.replace("(?:{closed})", _CLOSED) if behind else ""


def _before_name(packs: Iterable[Phrases]) -> str:
    """A name with an age or a group before it, or that of somebody who is said to learn."""
    before = "|".join(pack.pattern(pack.said.before_name) for pack in packs if pack.said.before_name)
    return f"(?<![{_LETTER}0-9])(?:{before}){GAP}{_MARKS}{_name(packs)}" if before else ""


def _naming(pack: Phrases) -> str:
    """The name of something that is called so: a word for it, and up to four words with capital letters."""
    name = rf"(?:[a-z]{{1,3}}{GAP})?[{CAPITAL}][{_LETTER}’'-]{{1,30}}"
    return rf"(?<![{_LETTER}])(?:{pack.words(pack.said.naming)})(?:{GAP}{name}){{1,4}}"


def _few(packs: Iterable[Phrases]) -> str:
    """So few of those who learn, and nothing before it that makes another thing of the number."""
    few = "|".join(pack.pattern(pack.said.few) for pack in packs if pack.said.few)
    by_length: dict[int, list[str]] = defaultdict(list)
    for form in (form for pack in packs for form in pack.not_before_few):
        by_length[len(form)].append(either(form).replace(" ", GAP))
    # What is looked for behind a place must have one length.
    before = "".join(f"(?<!(?:{'|'.join(forms)}){GAP})" for forms in by_length.values())
    return rf"(?<![{_LETTER}0-9.,/:–-]){before}(?:{few})(?![{_LETTER}0-9-])" if few else ""
