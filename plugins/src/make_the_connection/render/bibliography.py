"""The list of all works: annotated, to be narrowed, and to be taken away whole or in part."""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from make_the_connection.content.reading import Entry
from make_the_connection.content.resolving import GUIDE
from make_the_connection.exports import work_file
from make_the_connection.references import FORMATS, written
from make_the_connection.render.environment import rendered
from make_the_connection.render.facets import Facet, Values, facet, facet_form
from make_the_connection.render.reader import Reader
from make_the_connection.site import Phrase, Site

_NONE = "none"
_SPANS = (1, 5, 10, 50, 100, 1000)
_MOST_SPANS = 8
_USES = 8
"""How many of the pages that use a work are named in the list; the work's own page has them all."""

_SENTENCES = ("chosen", "hidden", "all-shown", "along", "saved", "by-hand", "failed")
_SCRIPT = "records.js"
_AROUND = {"bib": ("", "\n", ""), "ris": ("", "\r\n", ""), "json": ("[\n", ",\n", "\n]\n"), "txt": ("", "", "")}
"""What stands before, between and after the records of several works, by format."""


@dataclass(frozen=True)
class Listed:
    """A work in the list: the keys of what uses it, and what it can be narrowed by."""

    work: Entry
    used_by: tuple[str, ...]
    values: Values


def bibliography(reader: Reader) -> Markup:
    """Every work with our note on it, in the order of the language's alphabet."""
    site, code = reader.site, reader.host.code
    works = site.processor(code).listed(site.processor(code).works)
    years = _Years.among([int(issued[:4]) for work in works if (issued := _record(work).issued)])
    listed = tuple(_listed(work, years, site) for work in works)
    facets = _facets(listed, years, reader)
    sentences = reader.language.catalogue.sentences
    return rendered(
        "bibliography.html",
        reader=reader,
        works=listed,
        uses=_USES,
        short=lambda key: reader.title(key) if key.startswith(f"{GUIDE}:") else reader.short(key),
        form=Markup("") if reader.beside else facet_form(reader, "works", facets, len(works), "works.shown"),
        formats=FORMATS,
        files={suffix: reader.file(f"../data/{work_file(code, suffix)}") for suffix in FORMATS},
        script=reader.file(_SCRIPT),
        words={**{name: sentences[f"works.{name}"] for name in _SENTENCES}, "copied": sentences["cite-page.copied"]},
    )


def record_scripts(site: Site, code: str) -> Iterator[tuple[str, str]]:
    """What a page loads to put records of chosen works together: the address of the script and its text.

    None where there are no works. For each format: what stands around the records, and the record of each work.
    """
    if not site.works:
        return
    processor = site.processor(code)
    data = {}
    for suffix, (before, between, after) in _AROUND.items():
        records = {
            work.id: written(suffix, (work,), processor).removeprefix(before).removesuffix(after) for work in site.works
        }
        data[suffix] = {"before": before, "between": between, "after": after, "records": records}
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    yield _SCRIPT, f"window.mtcRecords={text};\n"


@dataclass(frozen=True)
class _Years:
    """The years of works, put together so that there are few to choose from: so many stand in each `span`."""

    first: int
    last: int
    span: int

    @classmethod
    def among(cls, years: Collection[int]) -> "_Years":
        first, last = min(years, default=0), max(years, default=0)
        span = next((span for span in _SPANS if last // span - first // span < _MOST_SPANS), _SPANS[-1])
        return cls(first, last, span)

    def value(self, issued: str | None) -> str:
        """What addresses call the years with which a date stands."""
        return self._between(int(issued[:4]) // self.span) if issued else _NONE

    def labels(self, undated: str) -> Mapping[str, Phrase]:
        """The latest first; no year that is later or earlier than all works is named."""
        spans = range(self.last // self.span, self.first // self.span - 1, -1)
        return {self._between(n): Phrase(self._between(n, "–", self.first, self.last)) for n in spans} | {
            _NONE: Phrase(undated)
        }

    def _between(self, number: int, dash: str = "-", first: int = 0, last: int = 9999) -> str:
        start, end = max(number * self.span, first), min((number + 1) * self.span - 1, last)
        return f"{start}{dash}{end}" if start < end else str(start)


def _record(work: Entry) -> Any:
    return work.facts.csl  # type: ignore[attr-defined]


def _listed(work: Entry, years: _Years, site: Site) -> Listed:
    keys = tuple(dict.fromkeys(use.key for use in site.uses.get(work.id, ())))
    record = _record(work)
    values = {
        **{
            f"by-{type_}": tuple(key.partition(":")[2] for key in keys if key.startswith(f"{type_}:"))
            for type_ in _filters(site)
        },
        "kind": (record.type,),
        "year": (years.value(record.issued),),
        "language": _languages(record),
        "open": ("yes" if work.facts.open_copy else "no",),  # type: ignore[attr-defined]
    }
    return Listed(work, keys, values)


def _filters(site: Site) -> Iterable[str]:
    """The types of entries that lists of works can be narrowed by."""
    works = (declared for declared in site.model.types.values() if declared.title == "csl")
    return dict.fromkeys(type_ for declared in works for type_ in declared.filters)


def _languages(record: Any) -> tuple[str, ...]:
    """The languages that a work is in: a title or an address of its own stands for a version."""
    codes = {record.language, *record.title, *(record.URL or ())} - {None, ""}
    return tuple(sorted(codes)) or (_NONE,)


def _named(values: Iterable[str], name: Callable[[str], str], reader: Reader) -> dict[str, Phrase]:
    """Values by their names, as titles, in the order of the language's alphabet."""
    names = {value: name(value) for value in values}
    order = sorted(names, key=lambda value: (reader.language.alphabet.sort_key(names[value]), value))
    return {value: Phrase(names[value][:1].upper() + names[value][1:]) for value in order}


def _facets(works: tuple[Listed, ...], years: _Years, reader: Reader) -> Iterator[Facet]:
    site, text = reader.site, reader.language.text
    items = [work.values for work in works]
    for type_ in _filters(site):
        entries = site.in_reading_order(type_, reader.code)
        titles = {entry.id: site.short(entry.key, reader.code) for entry in entries}
        yield from facet(f"by-{type_}", reader.type(type_), titles, items)
    kinds = {_record(work.work).type for work in works}
    languages = {code for item in items for code in item["language"]} - {_NONE}
    yield from facet("kind", text("works.kind"), _named(kinds, lambda kind: text(f"work.kind.{kind}"), reader), items)
    yield from facet("year", text("works.year"), years.labels(text("works.undated")), items)
    named = _named(languages, reader.language.name_of, reader) | {_NONE: Phrase(text("fact.not-stated"))}
    yield from facet("language", text("works.language"), named, items)
    open_ = {answer: Phrase(text(f"works.open.{answer}")) for answer in ("yes", "no")}
    yield from facet("open", text("citation.open-copy"), open_, items)
