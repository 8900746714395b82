"""What browsers read to find something: an inverted index in parts, which they load one by one as a query needs them.

All of a language stands in the folder `search` of its pages. A part is a classic script, so that it also loads out of
a folder on a disk: `search/NAME.js` puts its data at `window.mtcSearch["NAME?EDITION"]`, and the manifest at
`window.mtcSearch.index`. It names the edition, which stands behind addresses too: parts of two builds are kept apart.

A *page* is an entry or a guide page; a *unit* a part of it that readers can be led to (`documents`). Both are numbered
from 0 through the whole language, and the units of a page follow one another. A *form* is a folded word (`folding`). A
*group* is the forms of one lemma, which a query finds together; groups are numbered by their lemmas in the order of
code points. Numbers are written in base 36, and runs of them as vlq: in base 64 (`A–Z a–z 0–9 + /`), 5 bits a digit,
the least significant first, 32 added to a digit that another follows.

`index`, the manifest:

- `edition`: changes with any other part.
- `units`: the number of units of each page, as vlq. `perTitles`: the number of pages in a part of titles.
- `forms`: the first form of each part of forms. `groups`: the number of the first group of each part of postings.
- `stop`: words whose forms are not indexed, as they are written and folded, divided by spaces. Single letters and
  digits are not indexed either.
- `changes`: pairs of how a word begins in the dictionary and how when changed. `endings`: families of endings.
- `facets`: by what results are narrowed, `type` first. `values` are each its name in addresses, its label, and the
  label’s language where that is another. `of` has for each page its values, as vlq: the number of each and 1, then 0.
- `terms`: what another language calls what is in the list of terms: its language, its words, and the own ones.
- `languages`: the others, each with the address of its search page from this language’s folder, if it has one.
- `words`: the sentences of the interface, with places in braces. `form`: the HTML that they are filled into.

`forms-N`: 512 forms in their order, a line each: how many letters are as in the line before (a digit of base 36, at
most 35), the rest, a space, and the numbers of its groups, the likeliest first, divided by commas.

`postings-N`: a group in each line, about 6 kB: for each form, the lemma’s own first, `form radical postings`, divided
by semicolons. Forms of a group with the same number of their radical differ only in how a language changes beginnings.
Postings are vlq: how many units after the last that has the form (the first from -1), times 4, plus a class: 0 once, 1
two or three times, 2 more often, 3 in the title or heading of the unit.

`titles-N`: for each of 64 pages its address below the language’s folder, its title, and that title’s language where it
is another.

`text-N`: for each unit of page N its anchor, its heading, and its blocks of plain text; then, only where some of its
words are in another language, the runs of them: each the number of its block (0 is the heading), where it starts and
ends there as JavaScript counts letters, and its language.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Self

from make_the_connection.cache import digest
from make_the_connection.content.resolving import GUIDE
from make_the_connection.languages import Language
from make_the_connection.search.documents import Document, document, found_keys
from make_the_connection.search.index import (
    Index,
    Stretch,
    forms_of,
    forms_parts,
    postings_of,
    postings_parts,
    stretch_of,
    vlq,
)
from make_the_connection.search.lemmas import Groups, changes, endings, grouped, stop_words
from make_the_connection.search.page import search_form, search_page
from make_the_connection.search.words import WORDS
from make_the_connection.site import Keep, Phrase, Site, facet_label, facet_labels, facet_values, made_now

_TITLES_A_PART = 64
_PAGES_A_STRETCH = 128
"""After an edit the postings of as many pages are found anew."""

_EDITION = 8
"""Digits of an edition: enough to tell two builds of a site apart."""

_UNSAFE = {"<": "\\u003c", "\u2028": "\\u2028", "\u2029": "\\u2029"}
"""What could end a script, or a line of one."""


@dataclass(frozen=True, slots=True)
class Found:
    """What the index needs of a page: `text` is its part of text as it is written, `units` how many it has."""

    key: str
    type: str
    address: str
    title: Phrase
    text: str
    units: int

    @classmethod
    def read(cls, kept: bytes) -> Self:
        """The page, of what `page_for_search` has made."""
        known, text, _ = kept.decode().split("\n")
        key, type_, address, title, units = json.loads(known)
        return cls(key, type_, address, Phrase(*title), text, units)


def page_for_search(site: Site, code: str, key: str) -> bytes:
    """Lines of JSON: what is known of a page besides, its part of text, and the forms of each of its units."""
    page, stop = document(site, code, key), stop_words(site.languages[code])
    title = (page.title.text, page.title.lang)
    known = (page.key, page.type, page.address, title, len(page.units))
    units = [forms_of(unit, stop) for unit in page.units]
    return "\n".join((_compact(known), _written(_text(page)), _compact(units))).encode()


def _stretch(pages: Iterable[bytes]) -> bytes:
    """The number of all units of pages, and what stands in them."""
    units = [unit for page in pages for unit in json.loads(page.rpartition(b"\n")[2])]
    return _compact((len(units), stretch_of(units))).encode()


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _lemmas(forms: Iterable[str], language: Language, keep: Keep) -> Groups:
    """The lemmas of the words of a site, which follow from nothing else of it."""
    words = "\n".join(forms)
    found = keep(
        f"lemmas {digest(words)}",
        lambda: json.dumps(list(grouped(words.split("\n") if words else (), language).items())).encode(),
    )
    return {form: tuple((lemma, radical) for lemma, radical in readings) for form, readings in json.loads(found)}


def search_scripts(site: Site, code: str, keep: Keep = made_now) -> Iterator[tuple[str, str]]:
    """The path of each part below the language's folder, and its text. `keep` has what each page yields."""
    language, keys = site.languages[code], tuple(found_keys(site, code))

    def page(key: str) -> bytes:
        return keep(key, partial(page_for_search, site, code, key))

    def stretches() -> Iterator[tuple[int, Stretch]]:
        # The forms of all units at once would be most of what a large site takes.
        for start in range(0, len(keys), _PAGES_A_STRETCH):
            some = keys[start : start + _PAGES_A_STRETCH]
            yield json.loads(keep(f"stretch {digest(*some)}", lambda some=some: _stretch(map(page, some))))  # type: ignore[misc]

    postings, pages = postings_of(stretches()), [Found.read(page(key)) for key in keys]
    lemmas = _lemmas(postings, language, keep)
    # A word that the site lacks leads all the same to its irregular forms that it has.
    index = Index({form: postings.get(form, "") for form in sorted(lemmas)}, lemmas)
    forms, groups = dict(forms_parts(index)), dict(postings_parts(index))
    written = {
        **{f"forms-{number}": _written(part) for number, part in enumerate(forms.values())},
        **{f"postings-{number}": _written(part) for number, part in enumerate(groups.values())},
        **{f"titles-{number}": _written(part) for number, part in enumerate(_titles(pages))},
        **{f"text-{number}": page.text for number, page in enumerate(pages)},
    }
    hashed = hashlib.sha256()
    for part in written.values():
        hashed.update(f"{part}\n".encode())
    edition = hashed.hexdigest()[:_EDITION]
    yield from (_script(name, f"{name}?{edition}", part) for name, part in written.items())
    facets = list(_facets(site, pages, code))
    manifest = {
        "edition": edition,
        "units": vlq(page.units for page in pages),
        "perTitles": _TITLES_A_PART,
        "forms": list(forms),
        "groups": list(groups),
        "stop": " ".join(sorted(stop_words(language).union(language.searching.stop))),
        "changes": changes(language),
        "endings": endings(language, index.lemmas),
        "facets": facets,
        "terms": list(_terms(site, code)),
        "languages": list(_others(site, code)),
        "words": {key.removeprefix("search."): language.catalogue.sentences[key] for key in WORDS},
        "form": search_form(site, code, facets),
    }
    yield _script("index", "index", _written(manifest))


def _script(name: str, key: str, written: str) -> tuple[str, str]:
    return f"search/{name}.js", f'(window.mtcSearch=window.mtcSearch||{{}})["{key}"]={written};\n'


def _written(part: Any) -> str:
    written = _compact(part)
    for character, escaped in _UNSAFE.items():
        written = written.replace(character, escaped)
    return written


def _titles(pages: Sequence[Found]) -> Iterator[list[list[str]]]:
    titles = [[f"{page.address}.html", *_labelled(page.title)] for page in pages]
    for start in range(0, len(titles), _TITLES_A_PART):
        yield titles[start : start + _TITLES_A_PART]


def _text(page: Document) -> list[tuple[object, ...]]:
    return [(unit.anchor, unit.heading, unit.blocks, *filter(None, [unit.foreign])) for unit in page.units]


def _labelled(phrase: Phrase) -> list[str]:
    return [phrase.text, phrase.lang] if phrase.lang else [phrase.text]


def _facets(site: Site, pages: Sequence[Found], code: str) -> Iterator[dict[str, Any]]:
    language = site.languages[code]
    kinds = {GUIDE: language.text("parity.guides")}
    kinds |= {type_: declared.word(code, "plural") for type_, declared in site.model.types.items()}
    types = {type_: Phrase(_capital(kinds[type_])) for type_ in dict.fromkeys(page.type for page in pages)}
    yield _facet("type", language.text("search.type"), types, ((page.type,) for page in pages))
    entries = [site.entries.get(page.key) for page in pages]
    for name, facet in site.model.search.items():
        labels = facet_labels(site, list(filter(None, entries)), facet, code)
        of = (facet_values(site, entry, facet) if entry else () for entry in entries)
        if labels:
            yield _facet(name, facet_label(site, site.model.types, facet, code), labels, of)


def _facet(name: str, label: str, labels: Mapping[str, Phrase], of: Iterable[Iterable[str]]) -> dict[str, Any]:
    numbers = {value: number for number, value in enumerate(labels, start=1)}
    values = [[value, *_labelled(phrase)] for value, phrase in labels.items()]
    return {
        "name": name,
        "label": label,
        "values": values,
        "of": vlq(number for each in of for number in (*(numbers[value] for value in each), 0)),
    }


def _terms(site: Site, code: str) -> Iterator[tuple[str, str, str]]:
    for term in site.terms.terms.values():
        for other, name in term.name.items():
            if other != code and name != term.name[code]:
                yield other, name, term.name[code]


def _others(site: Site, code: str) -> Iterator[dict[str, str]]:
    page = search_page(site)
    for other, language in site.languages.items():
        if other != code:
            address = {"page": f"../{other}/{site.address(page)}.html"} if page else {}
            yield {"code": other, "name": language.name, **address}


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
