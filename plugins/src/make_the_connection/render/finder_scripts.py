"""What the finder loads, all of it made by the build.

Its scripts stand beside the guide pages, and addresses in them are relative to their folder. Each is
`(window.mtcFinder=window.mtcFinder||{})["<name>"]=<JSON>;` in the file `finder/<name>.js`:

- `<type>`: `{edition, per, number, like, newest, facets}`. `?` and `edition` stand behind the names of the other
  scripts, and are to stand behind their addresses, so that none of an older site is mixed in. `per` is how many cards
  a page and a script of cards have, `number` how many entries there are, in the order of their titles: an entry is a
  number from 0. `like` are names of facets, `newest` is the name of the facet of dates or "". A facet is `{name, label,
  values, of}`: `values` are `[value, label]` or `[value, label, language]` where the label is in another, years from
  the latest and "not stated" (`not-stated`) last; `of` has for each entry a list of numbers of values, empty where
  nothing is asked of it.
- `<type>-cards-<n>`, from 1: a list of at most `per` strings, each the `<li class="card">` of an entry, whose text is
  escaped already. Entry e is number `e % per` of script `1 + floor(e / per)`.
- `<type>-rows`: `{columns, rows}`: what is saved as CSV. `columns` are the labels; a row is a list of plain texts, the
  second of them the address of its page. What is not stated says so. No cell is changed for spreadsheets that would
  run it.
"""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from make_the_connection.content.reading import Entry
from make_the_connection.render.facts import found, plain
from make_the_connection.render.finder import Finder, card, finders
from make_the_connection.render.pager import PER, pages
from make_the_connection.render.reader import Reader
from make_the_connection.site import Site


def finder_scripts(site: Site, code: str) -> Iterator[tuple[str, str]]:
    """The address of each script below the language's folder, and its text."""
    for of in finders(site, code):
        reader = Reader(site, code, site.address(of.guide))
        cards = [str(card(entry, "h3", reader)) for entry in of.entries]
        parts = {f"{of.type}-cards-{n}": cards[(n - 1) * PER : n * PER] for n in range(1, pages(len(cards)) + 1)}
        whole = {of.type: _index(of), **parts, f"{of.type}-rows": _rows(of, reader)}
        edition = hashlib.sha256(_written(whole).encode()).hexdigest()[:8]
        for name, data in (whole | {of.type: {"edition": edition, **_index(of)}}).items():
            key = name if name == of.type else f"{name}?{edition}"
            yield f"finder/{name}.js", f'(window.mtcFinder=window.mtcFinder||{{}})["{key}"]={_written(data)};\n'


def _written(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _index(of: Finder) -> dict[str, Any]:
    facets = []
    for facet in of.facets:
        number = {option.value: place for place, option in enumerate(facet.options)}
        labels = [[each.value, each.label.text, *filter(None, [each.label.lang])] for each in facet.options]
        values = [[number[value] for value in values] for values in of.values[facet.name]]
        facets.append({"name": facet.name, "label": facet.label, "values": labels, "of": values})
    head = {"per": PER, "number": len(of.entries), "like": of.declared.like, "newest": of.newest}
    return {**head, "facets": facets}


def _rows(of: Finder, reader: Reader) -> dict[str, Any]:
    """What is saved of each entry: the facts of its card, and whatever else it is found by."""
    site, declared = of.site, of.site.model.types[of.type]
    facets = of.declared.facets.values()
    names = dict.fromkeys((*declared.card, *(facet.field for facet in facets if facet.field)))
    types = [facet.linked for facet in facets if facet.linked]
    unstated = reader.language.text("fact.not-stated")
    columns = [reader.language.text("finder.title"), reader.language.text("finder.address")]
    columns += [reader.own(found(None, declared.fields, name)[0].label) for name in names]
    columns += [reader.types(type_) for type_ in types]
    rows = []
    for entry in of.entries:
        row = [site.title(entry.key, of.code).text, reader.url(entry.key)]
        row += [plain(entry, name, reader) or unstated for name in names]
        row += [_linked(entry, type_, reader) for type_ in types]
        rows.append(row)
    return {"columns": columns, "rows": rows}


def _linked(entry: Entry, type_: str, reader: Reader) -> str:
    keys = dict.fromkeys(each.other for each in reader.site.graph.connections(entry.key, type_))
    return "; ".join(reader.site.title(key, reader.code).text for key in keys)
