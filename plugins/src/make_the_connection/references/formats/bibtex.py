"""BibTeX, in the fields that BibTeX, biblatex, Zotero and JabRef all read."""

import re
from collections.abc import Iterator, Mapping

from babel import Locale, UnknownLocaleError

from make_the_connection.references.formats.bibtex_fields import ENTRY_TYPES, OWN, VERBATIM, fields_of
from make_the_connection.references.formats.bibtex_source import record_from
from make_the_connection.references.formats.latex import escaped
from make_the_connection.references.formats.record import NAMES, Record, for_readers, own_fields, unsaid
from make_the_connection.references.formats.values import MONTHS

_WORD = re.compile(r"[^\W\d_][\w'’&.-]*")
_ENGLISH_TITLE_CASE = 0.5
"""From which share of capitals on the long words of an English title are written in capitals for no other reason."""


def bibtex(records: Mapping[str, Record], language: str) -> str:
    """The records by id, for readers of a language."""
    return "\n".join(_entry(key, record, language) for key, record in records.items())


def _entry(key: str, record: Record, language: str) -> str:
    told = for_readers(record, language)
    entry_type, subtype = ENTRY_TYPES[record["type"]]
    entry_type = _thesis(told.get("genre", "")) if entry_type == "thesis" else entry_type
    title_language = _title_language(record, language)
    fields = dict(_fields(told, entry_type, title_language))
    if subtype:
        fields["entrysubtype"] = subtype
    read, _ = record_from(entry_type, fields)
    for name, text in own_fields(unsaid(record, read)):
        field, _, code = name.partition("_")
        fields[f"{field.lower()}_{code}" if code else OWN + name] = _written(field, text, code)
    months = [name for name in fields if name == "month"]
    lines = [f"  {name} = {value}" if name in months else f"  {name} = {{{value}}}" for name, value in fields.items()]
    return f"@{entry_type}{{{key},\n" + ",\n".join(lines) + "\n}\n"


def _fields(record: Record, entry_type: str, title_language: str) -> Iterator[tuple[str, str]]:
    fields = fields_of(entry_type)
    for name, value in record.items():
        if name in NAMES:
            yield name, " and ".join(written_name(person) for person in value)
        elif name == "issued":
            yield from _date(value)
        elif name == "page":
            yield fields[name], escaped(value.replace("-", "–")).replace("–", "--")
        elif name in fields:
            yield fields[name], _written(name, value, title_language)
    if "language" in record and (babel := _babel_name(title_language)):
        yield "langid", babel


def _written(name: str, text: str, language: str) -> str:
    if name.lower() in VERBATIM:
        return text
    return protected(text, language) if name == "title" else escaped(text)


def _thesis(genre: str) -> str:
    if re.search(r"ph\.?\s?d|doctor", genre, re.IGNORECASE):
        return "phdthesis"
    return "mastersthesis" if "master" in genre.lower() else "thesis"


def _date(written: str) -> Iterator[tuple[str, str]]:
    year, *rest = written.split("-")
    yield "year", year
    if rest:
        yield "month", MONTHS[int(rest[0]) - 1]
    if len(rest) == 2:
        yield "date", written


def written_name(person: Mapping[str, str]) -> str:
    """A name as `{van der} Berg, Jr., Jan van`; that of a body, which has no parts, in braces."""
    if literal := person.get("literal"):
        return f"{{{escaped(literal)}}}"
    family = _whole(person.get("family", ""))
    if particle := person.get("non-dropping-particle"):
        family = f"{{{escaped(particle)}}} {family}"
    given = " ".join(filter(None, (_whole(person.get("given", "")), escaped(person.get("dropping-particle", "")))))
    suffix = person.get("suffix")
    return ", ".join([family, *([_whole(suffix)] if suffix else []), given]) if given or suffix else family


def _whole(part: str) -> str:
    """A part of a name; in braces where BibTeX would take it apart."""
    apart = "," in part or any(not (word[:1].isupper() or word[:1] == "(") for word in part.split(" "))
    return f"{{{escaped(part)}}}" if part and apart else escaped(part)


def _title_language(record: Record, language: str) -> str:
    title = record["title"]
    if isinstance(title, Mapping):
        return language if language in title else next(iter(title))
    return str(record.get("language", ""))


def protected(title: str, language: str) -> str:
    """A title in which styles that write titles small leave the capitals of names and abbreviations alone.

    An English title in capitals throughout keeps only those of abbreviations; in any other, a capital within the title
    is there for a reason.
    """
    long = [word for word in _WORD.findall(title)[1:] if len(word) > 3 and not word.isupper()]
    share = sum(word[0].isupper() for word in long) / max(len(long), 1)
    in_capitals = language.startswith("en") and len(long) > 1 and share > _ENGLISH_TITLE_CASE
    pieces: list[str] = []
    end = 0
    for match in _WORD.finditer(title):
        word = match[0]
        name = word[0].isupper() and pieces and not in_capitals
        kept = name or any(character.isupper() for character in word[1:])
        pieces += [escaped(title[end : match.start()]), f"{{{escaped(word)}}}" if kept else escaped(word)]
        end = match.end()
    return "".join([*pieces, escaped(title[end:])])


def _babel_name(code: str) -> str:
    """What LaTeX’s babel calls a language, for biblatex’s `langid`."""
    try:
        return str(Locale(code.partition("-")[0]).english_name or "").lower()
    except (UnknownLocaleError, ValueError):
        return ""
