"""RIS, as Zotero, Mendeley and EndNote take it.

What no tag holds stands in lines of U1, which the format leaves to its users: `U1  - status: in press`.
"""

from collections.abc import Iterator, Mapping

from make_the_connection.references.formats.record import NAMES, Record, for_readers, own_fields, unsaid
from make_the_connection.references.formats.ris_source import OWN, Lines, record_from
from make_the_connection.references.formats.ris_tags import TYPES, WHOLE, tags_of


def ris(records: Mapping[str, Record], language: str) -> str:
    """The records by id, for readers of a language. Lines end in CR LF, as the format has it."""
    return "\r\n".join(_reference(key, record, language) for key, record in records.items())


def _reference(key: str, record: Record, language: str) -> str:
    lines = [("TY", TYPES[record["type"]]), ("ID", key), *_lines(for_readers(record, language))]
    own = own_fields(unsaid(record, record_from(lines)[0]))
    lines += [*_other_versions(record, language), *((OWN, f"{name}: {value}") for name, value in own), ("ER", "")]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in lines)


def _lines(record: Record) -> Lines:
    type_ = TYPES[record["type"]]
    tags = tags_of(type_, event=record["type"] == "paper-conference" and "event-title" in record)
    for name, value in record.items():
        tag = tags.get(name, "")
        if name in NAMES:
            yield from ((tag, written_name(person)) for person in value)
        elif name == "issued":
            yield from _date(value)
        elif name == "page":
            yield from _pages(value, type_)
        elif tag and not (tag == "SP" and "page" in record):
            yield tag, value


def _other_versions(record: Record, language: str) -> Iterator[tuple[str, str]]:
    """What the work is called, and where it is, for readers of other languages: both tags may stand again."""
    told = for_readers(record, language)
    for name, tag in (("title", "TT"), ("URL", "UR")):
        if isinstance(record.get(name), Mapping):
            yield from ((tag, text) for text in record[name].values() if text != told[name])


def _date(written: str) -> Lines:
    year, *rest = written.split("-")
    yield "PY", year
    if rest:
        yield "DA", "/".join([year, *rest, "", ""][:3]) + "/"


def _pages(written: str, type_: str) -> Lines:
    first, dash, last = written.partition("-")
    if dash and "," not in written:
        yield "SP", first
        yield "EP", last
    elif type_ not in WHOLE:
        yield "SP", written


def written_name(person: Mapping[str, str]) -> str:
    """A name as `van der Berg, Jan, Jr.`; that of a body as it is."""
    if literal := person.get("literal"):
        return literal
    family = " ".join(filter(None, (person.get("non-dropping-particle"), person.get("family"))))
    given = " ".join(filter(None, (person.get("given"), person.get("dropping-particle"))))
    suffix = person.get("suffix")
    return ", ".join([family, given, suffix] if suffix else [family, given] if given else [family])
