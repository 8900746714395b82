"""`crosswalk.case.json`: the crosswalk as one CFPackage of 1EdTech CASE 1.1.

The source of each rule is the information model of 24 January 2025, above all its table 7.4.1 of association types:

- an idea and an account that shows it are an `exemplar`: its destination is the example, whichever of them holds the
  link; every other link is `isRelatedTo`, from its subject to its object. Nothing is ever `exactMatchOf`;
- an item has one language. Each further language is an item of its own, the destination of an `isTranslationOf` whose
  origin is the item first written, and stands in a tree of its own language (`isChildOf`). Links join the items first
  written, so that each is there once;
- `replacedBy` leads from an entry or an edition to what has taken its place.

What it cannot carry:

- several frameworks in one package: the crosswalk is the document, each framework an item below it;
- a reason, a title or a type in several languages at once: reasons stand one below the other in `notes`;
- basis as more than a group of associations; strength, review, source and wording as more than an extension of ours
  (`ext:make-the-connection.…`), and the words of our relations likewise;
- an account or a work as anything but an item; pairs found unrelated, the derived table, and all words but titles and
  summaries not at all;
- addresses that lead somewhere: a `uri` is a `urn:uuid:`, for the host may be unknown, and may change;
- when a record last changed: every date is the day of the export.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from make_the_connection.content.reading import Entry
from make_the_connection.crosswalk import Link
from make_the_connection.exports.case_records import EXTENSION, Json, Node, Records, Versions, line
from make_the_connection.exports.crosswalk_format import WordsPart
from make_the_connection.exports.crosswalk_json import link_part
from make_the_connection.exports.identity import framework_name, link_name
from make_the_connection.exports.json_text import json_lines
from make_the_connection.exports.published import Publication
from make_the_connection.exports.schemes import (
    UNKNOWN,
    Scheme,
    is_concept,
    replacements,
    schemes,
    titles,
    type_title,
)
from make_the_connection.site import Site

_DOCUMENT = "document|crosswalk"
_BASES = ("published", "editorial")


def case_package(site: Site, publication: Publication) -> bytes:
    """The CFPackage. Items stand in the order of the content model, associations by their kind."""
    return json_lines(_Package(site, Records(site, publication)).json())


@dataclass(frozen=True)
class _Item:
    """An item, where it stands, and the item that it is a translation of, or itself."""

    node: Node
    first: Node
    parent: Node
    number: int
    values: Json


@dataclass(frozen=True)
class _Package:
    site: Site
    records: Records

    def json(self) -> Json:
        items = tuple(self._items())
        return {
            "CFDocument": self._document,
            "CFItems": ({**self.records.record(item.node.name), **item.values} for item in items),
            "CFAssociations": chain(
                map(self._child, items),
                (self._translation(item) for item in items if item.node != item.first),
                map(self._link, self.site.graph.links),
                self._replacements(),
            ),
            "CFDefinitions": self._definitions(),
        }

    @cached_property
    def _schemes(self) -> tuple[Scheme, ...]:
        return schemes(self.site)

    @cached_property
    def _words(self) -> Mapping[str, dict[str, WordsPart]]:
        """The titles of every entry that is an item, by its key."""
        return {entry.key: titles(self.site, entry) for scheme in self._schemes for entry in scheme.entries}

    @cached_property
    def _entries(self) -> Mapping[str, Versions]:
        return {
            key: Versions(key, {code: part.title for code, part in words.items()}) for key, words in self._words.items()
        }

    # the document

    @cached_property
    def _document(self) -> Json:
        options, languages = self.site.configuration.options, self.site.languages
        nobody = {code: language.text("publisher.none") for code, language in languages.items()}
        address = self.records.publication.address
        return {
            **self.records.record(_DOCUMENT),
            "caseVersion": "1.1",
            "title": self.records.in_all({code: self._title(code) for code in languages}),
            "creator": self.records.in_all(options.publisher or nobody),
            **({"publisher": self.records.in_all(options.publisher)} if options.publisher else {}),
            **({"officialSourceURL": address} if address else {}),
        }

    def _title(self, code: str) -> str:
        """`Site: rows × columns`."""
        crosswalk = self.site.model.crosswalk
        row, column = (type_title(self.site, type_, code) for type_ in (crosswalk.rows, crosswalk.columns))
        title = self.site.languages[code].text("cell.title", row=row, column=column)
        return f"{self.site.title('guide:home', code).text}: {title}" if self.site.has("guide:home") else title

    # items, and where they stand

    def _items(self) -> Iterator[_Item]:
        document = Node(_DOCUMENT, self._document["title"])
        for number, scheme in enumerate(self._schemes, 1):
            versions = Versions(scheme.name, scheme.title)
            for code in self.site.languages:
                values = self._scheme(scheme, code)
                yield _Item(versions.within(code), versions.first, document, number, values)
            for order, entry in enumerate(scheme.entries, 1):
                yield from self._versions(entry, versions, order)

    def _scheme(self, scheme: Scheme, code: str) -> Json:
        return {
            "fullStatement": scheme.title[code],
            "humanCodingScheme": scheme.key,
            **({"notes": scheme.note[code]} if scheme.note else {}),
            "language": code,
            **({"extensions": {f"{EXTENSION}.edition": scheme.edition}} if scheme.edition else {}),
        }

    def _versions(self, entry: Entry, scheme: Versions, order: int) -> Iterator[_Item]:
        versions = self._entries[entry.key]
        for code, words in self._words[entry.key].items():
            # A work may be in a language that the site has not.
            within = code if code in self.site.languages else next(iter(self.site.languages))
            values = self._entry(entry, code, within, words)
            yield _Item(versions.within(code), versions.first, scheme.within(within), order, values)

    def _entry(self, entry: Entry, code: str, within: str, words: WordsPart) -> Json:
        proposed = self.site.languages[within].text("title.proposed") if words.title_status == "proposed" else ""
        notes = " ".join(note for note in (proposed, words.title_note) if note)
        record = words.model_dump(mode="json", exclude={"title", "short", "title_note"}, exclude_none=True)
        return {
            "fullStatement": words.title,
            **({"abbreviatedStatement": line(words.short)} if words.short not in (None, words.title) else {}),
            "humanCodingScheme": entry.id,
            "CFItemType": self._type(entry.type, within).title,
            "CFItemTypeURI": self.records.uri(self._type(entry.type, within)),
            **({"notes": notes} if notes else {}),
            **({} if code == UNKNOWN else {"language": code}),
            "extensions": {f"{EXTENSION}.entry": {"key": entry.key, **record}},
        }

    def _child(self, item: _Item) -> Json:
        name = f"child|{item.node.name}"
        return self.records.association(name, "isChildOf", item.node, item.parent, sequenceNumber=item.number)

    def _translation(self, item: _Item) -> Json:
        return self.records.association(f"translation|{item.node.name}", "isTranslationOf", item.first, item.node)

    # what joins them

    def _link(self, link: Link) -> Json:
        kind, ends = self._reading(link)
        origin, destination = (self._entries[end].first for end in ends)
        return self.records.association(
            link_name(link),
            kind,
            origin,
            destination,
            CFAssociationGroupingURI=self.records.uri(self._basis(link.basis)),
            notes="\n".join(f"{code}: {why}" for code, why in link.why.items()),
            extensions={f"{EXTENSION}.link": link_part(self.site, link).model_dump(mode="json")},
        )

    def _reading(self, link: Link) -> tuple[str, tuple[str, str]]:
        """The type of a link's association, and its origin and destination."""
        ends = (link.subject, link.object)
        types = [self.site.entries[end].type for end in ends]
        for number in (0, 1):
            if is_concept(self.site, types[number]) and self.site.model.types[types[1 - number]].contributed:
                return "exemplar", (ends[number], ends[1 - number])
        return "isRelatedTo", ends

    def _replacements(self) -> Iterator[Json]:
        editions = {scheme.name: Versions(scheme.name, scheme.title).first for scheme in self._schemes}
        for scheme in self._schemes:
            if scheme.replaced_by:
                yield self._replaced(editions[scheme.name], editions[framework_name(scheme.replaced_by)])
        for old, new in replacements(self.site):
            yield self._replaced(self._entries[old].first, self._entries[new].first)

    def _replaced(self, old: Node, new: Node) -> Json:
        return self.records.association(f"replaced|{old.name}|{new.name}", "replacedBy", old, new)

    # definitions

    def _definitions(self) -> Json:
        model = self.site.model
        types = dict.fromkeys(scheme.type for scheme in self._schemes)
        return {
            "CFItemTypes": [
                {
                    **self.records.record(self._type(type_, code).name),
                    "title": self._type(type_, code).title,
                    "description": type_title(self.site, type_, code),
                    "hierarchyCode": str(number),
                    "typeCode": type_,
                }
                for number, type_ in enumerate(types, 1)
                for code in self.site.languages
            ],
            "CFAssociationGroupings": [
                {**self.records.record(node.name), "title": node.title} for node in map(self._basis, _BASES)
            ],
            "extensions": {
                f"{EXTENSION}.relations": {key: relation.model_dump() for key, relation in model.relations.items()},
                f"{EXTENSION}.roles": dict(model.roles),
            },
        }

    def _type(self, type_: str, code: str) -> Node:
        return Node(f"item-type|{type_}|{code}", line(type_title(self.site, type_, code, "one")))

    def _basis(self, basis: str) -> Node:
        words = {code: language.text(f"basis.{basis}") for code, language in self.site.languages.items()}
        return Node(f"basis|{basis}", self.records.in_all(words))
