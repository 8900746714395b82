"""The triples of the crosswalk in SKOS, with Dublin Core for what is said of a link and a few terms of our own."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode

from make_the_connection.content.reading import Entry
from make_the_connection.crosswalk import Link
from make_the_connection.exports.crosswalk_format import WordsPart
from make_the_connection.exports.identity import framework_name, link_name, urn
from make_the_connection.exports.published import Publication, page_of
from make_the_connection.exports.schemes import UNKNOWN, Scheme, replacements, schemes, titles
from make_the_connection.site import Site


@lru_cache(maxsize=1024)
def _term(address: str) -> NamedNode:
    return NamedNode(address)


@dataclass(frozen=True)
class Vocabulary:
    """A vocabulary whose terms all begin with one address; each is an attribute."""

    address: str

    def __getitem__(self, term: str) -> NamedNode:
        return _term(self.address + term)

    def __getattr__(self, term: str) -> NamedNode:
        return self[term]


DCMITYPE = Vocabulary("http://purl.org/dc/dcmitype/")
DCTERMS = Vocabulary("http://purl.org/dc/terms/")
OWL = Vocabulary("http://www.w3.org/2002/07/owl#")
RDF = Vocabulary("http://www.w3.org/1999/02/22-rdf-syntax-ns#")
RDFS = Vocabulary("http://www.w3.org/2000/01/rdf-schema#")
SKOS = Vocabulary("http://www.w3.org/2004/02/skos/core#")
XSD = Vocabulary("http://www.w3.org/2001/XMLSchema#")
_TERMS = ("basis", "strength", "wording", "reviewedBy", "reviewedOn", "proposedLabel")
_DATES = {4: XSD.gYear, 7: XSD.gYearMonth, 10: XSD.date}
_NOT_IN_ADDRESSES = set('<>"{}|\\^`')
"""What an IRI may not hold (RFC 3987), besides white space."""

_Triple = tuple[NamedNode, NamedNode, NamedNode | Literal]


def ordered(site: Site, publication: Publication) -> Iterator[_Triple]:
    """Everything there is to say of a site's crosswalk, each triple once, by subject, predicate and object."""
    said: dict[NamedNode, set[tuple[NamedNode, NamedNode | Literal]]] = defaultdict(set)
    for subject, predicate, value in _Writer(site, publication).triples():
        said[subject].add((predicate, value))
    for subject in sorted(said, key=str):
        for predicate, value in sorted(said[subject], key=lambda pair: tuple(map(str, pair))):
            yield subject, predicate, value


def nodes(site: Site, publication: Publication) -> Iterator[dict[str, Any]]:
    """The same as node objects of flattened JSON-LD, under the names of `prefixes`."""
    names, type_ = prefixes(site), RDF.type
    for subject, triples in groupby(ordered(site, publication), itemgetter(0)):
        node: dict[str, Any] = {"@id": subject.value}
        for _, predicate, value in triples:
            if predicate == type_:
                node.setdefault("@type", []).append(_compact(names, value))
            else:
                node.setdefault(_compact(names, predicate), []).append(_value(value))
        yield node


def prefixes(site: Site) -> Mapping[str, str]:
    """The vocabularies used, each under the name that is usual for it."""
    known = {"dct": DCTERMS, "dcmitype": DCMITYPE, "owl": OWL, "rdf": RDF, "rdfs": RDFS, "skos": SKOS, "xsd": XSD}
    return {prefix: each.address for prefix, each in {**known, "mtc": vocabulary(site)}.items()}


def vocabulary(site: Site) -> Vocabulary:
    """The terms of our own. They stand in the site's namespace, so that nobody need keep a host for them."""
    return Vocabulary(urn(site, "vocabulary|") + "#")


def _compact(names: Mapping[str, str], term: NamedNode | Literal) -> str:
    """A term of one of the vocabularies with its prefix."""
    for prefix, address in names.items():
        if term.value.startswith(address):
            return f"{prefix}:{term.value.removeprefix(address)}"
    return term.value


def _value(value: NamedNode | Literal) -> dict[str, str]:
    if isinstance(value, NamedNode):
        return {"@id": value.value}
    if value.language:
        return {"@language": value.language, "@value": value.value}
    kind = {} if value.datatype == XSD.string else {"@type": value.datatype.value}
    return {**kind, "@value": value.value}


@dataclass(frozen=True)
class _Writer:
    site: Site
    publication: Publication

    @cached_property
    def own(self) -> Vocabulary:
        return vocabulary(self.site)

    @cached_property
    def schemes(self) -> tuple[Scheme, ...]:
        return schemes(self.site)

    @cached_property
    def scheme_of(self) -> Mapping[str, str]:
        """The name of the scheme that each concept stands in."""
        return {entry.key: scheme.name for scheme in self.schemes if scheme.concepts for entry in scheme.entries}

    @cached_property
    def known(self) -> dict[str, NamedNode]:
        return {}

    def named(self, name: str) -> NamedNode:
        """What has a name, once: triples are many, and their ends few."""
        if name not in self.known:
            self.known[name] = NamedNode(urn(self.site, name))
        return self.known[name]

    def triples(self) -> Iterator[_Triple]:
        yield from self.dataset()
        yield from self.terms()
        for scheme in self.schemes:
            if scheme.concepts:
                yield from self.scheme(scheme)
            for entry in scheme.entries:
                yield from self.entry(entry, scheme)
        for link in self.site.graph.links:
            yield from self.link(link)
        for old, new in replacements(self.site):
            yield self.named(old), DCTERMS.isReplacedBy, self.named(new)

    def dataset(self) -> Iterator[_Triple]:
        """What the file says of itself."""
        here, site = self.named("dataset|crosswalk"), self.site
        yield here, RDF.type, DCMITYPE.Dataset
        yield here, DCTERMS.issued, Literal(self.publication.as_of.isoformat(), datatype=XSD.date)
        if site.has("guide:home"):
            title = {code: site.title("guide:home", code).text for code in site.languages}
            yield from self.texts(here, DCTERMS.title, title)
        if site.configuration.options.publisher:
            yield here, DCTERMS.publisher, self.named("publisher")
            yield from self.texts(self.named("publisher"), RDFS.label, site.configuration.options.publisher)
        for scheme in self.schemes:
            if scheme.concepts:
                yield here, DCTERMS.hasPart, self.named(scheme.name)

    def terms(self) -> Iterator[_Triple]:
        """Our relations, roles and terms, each with its words in every language of the site."""
        site = self.site
        for key, relation in site.model.relations.items():
            here = self.relation(key)
            yield here, RDF.type, RDF.Property
            yield here, DCTERMS.identifier, Literal(key)
            yield here, OWL.inverseOf, self.relation(relation.inverse)
            yield from self.texts(here, RDFS.label, relation.label)
            yield from self.texts(here, RDFS.comment, relation.explained)
        for key, label in site.model.roles.items():
            yield self.role(key), RDF.type, DCTERMS.Agent
            yield self.role(key), DCTERMS.identifier, Literal(key)
            yield from self.texts(self.role(key), RDFS.label, label)
        for term in _TERMS:
            yield self.own[term], RDF.type, RDF.Property
            explained = {code: language.text(f"vocabulary.{term}") for code, language in site.languages.items()}
            yield from self.texts(self.own[term], RDFS.comment, explained)

    def relation(self, key: str) -> NamedNode:
        return self.own[f"relation-{key}"]

    def role(self, key: str) -> NamedNode:
        return self.own[f"role-{key}"]

    def scheme(self, scheme: Scheme) -> Iterator[_Triple]:
        here = self.named(scheme.name)
        yield here, RDF.type, SKOS.ConceptScheme
        yield here, DCTERMS.identifier, Literal(scheme.key)
        yield from self.texts(here, DCTERMS.title, scheme.title)
        yield from self.texts(here, SKOS.note, scheme.note or {})
        if scheme.edition:
            yield here, OWL.versionInfo, Literal(scheme.edition)
        if scheme.replaced_by:
            yield here, DCTERMS.isReplacedBy, self.named(framework_name(scheme.replaced_by))

    def entry(self, entry: Entry, scheme: Scheme) -> Iterator[_Triple]:
        here = self.named(entry.key)
        yield here, DCTERMS.identifier, Literal(entry.key)
        if self.publication.address:
            for code in self.site.languages:
                yield here, RDFS.seeAlso, _address(f"{self.publication.address}{page_of(entry, code)}")
        kind = self.concept(here, entry, scheme) if scheme.concepts else self.resource(here, entry)
        yield from kind
        for code, words in titles(self.site, entry).items():
            yield from self.notes(here, words, code)

    def concept(self, here: NamedNode, entry: Entry, scheme: Scheme) -> Iterator[_Triple]:
        within = self.named(scheme.name)
        yield here, RDF.type, SKOS.Concept
        yield here, SKOS.inScheme, within
        yield here, SKOS.topConceptOf, within
        yield within, SKOS.hasTopConcept, here
        yield here, SKOS.notation, Literal(entry.id)
        for code, words in titles(self.site, entry).items():
            yield here, SKOS.prefLabel, _text(words.title, code)
            if words.short and words.short != words.title:
                yield here, SKOS.altLabel, _text(words.short, code)

    def resource(self, here: NamedNode, entry: Entry) -> Iterator[_Triple]:
        """An account from others, or a work."""
        is_work = self.site.declaration(entry).title == "csl"
        yield here, RDF.type, DCTERMS.BibliographicResource if is_work else DCMITYPE.Text
        yield here, DCTERMS.identifier, Literal(entry.key)
        for code, words in titles(self.site, entry).items():
            yield here, DCTERMS.title, _text(words.title, code)

    def notes(self, here: NamedNode, words: WordsPart, code: str) -> Iterator[_Triple]:
        if words.summary:
            # No definition: that would be the framework's, and these are our words.
            yield here, SKOS.note, _text(words.summary, code)
        if words.title_status == "proposed":
            yield here, self.own.proposedLabel, _text(words.title, code)
            yield here, SKOS.editorialNote, _text(self.site.languages[code].text("title.proposed"), code)
        if words.title_note:
            yield here, SKOS.editorialNote, _text(words.title_note, code)

    def link(self, link: Link) -> Iterator[_Triple]:
        here, one, other = (self.named(name) for name in (link_name(link), link.subject, link.object))
        yield self.tie(link, one, other)
        yield here, RDF.type, RDF.Statement
        yield here, RDF.subject, one
        yield here, RDF.predicate, self.relation(link.relation)
        yield here, RDF.object, other
        yield from self.texts(here, DCTERMS.description, link.why)
        yield from self.provenance(link, here)

    def tie(self, link: Link, one: NamedNode, other: NamedNode) -> _Triple:
        """A link in words that others know."""
        here, there = (self.scheme_of.get(key) for key in (link.subject, link.object))
        if here and there:
            return one, SKOS.related if here == there else SKOS.relatedMatch, other
        if there and self.is_account(link.subject):
            return one, DCTERMS.subject, other
        if here and self.is_account(link.object):
            return other, DCTERMS.subject, one
        return one, DCTERMS.relation, other

    def is_account(self, key: str) -> bool:
        return self.site.declaration(self.site.entries[key]).contributed

    def provenance(self, link: Link, here: NamedNode) -> Iterator[_Triple]:
        yield here, self.own.basis, Literal(link.basis)
        yield here, self.own.strength, Literal(link.strength)
        for code, wording in (link.wording or {}).items():
            yield here, self.own.wording, _text(wording, code or UNKNOWN)
        if link.source:
            yield here, DCTERMS.source, self.source(link.source)
            work = self.site.entries.get(link.source)
            if work and self.site.declaration(work).title == "csl":
                yield from self.resource(self.named(work.key), work)
        if link.by and link.on:
            yield here, DCTERMS.creator, self.role(link.by)
            yield here, DCTERMS.created, _date(link.on)
        if link.reviewed:
            yield here, self.own.reviewedBy, self.role(link.reviewed[0])
            yield here, self.own.reviewedOn, _date(link.reviewed[1])

    def source(self, source: str) -> NamedNode | Literal:
        return self.named(source) if source in self.site.entries else _address(source)

    def texts(self, here: NamedNode, term: NamedNode, texts: Mapping[str, str]) -> Iterator[_Triple]:
        for code in self.site.languages:
            if code in texts:
                yield here, term, _text(texts[code], code)


def _text(text: str, code: str) -> Literal:
    return Literal(text) if code == UNKNOWN else Literal(text, language=code)


def _date(written: str) -> Literal:
    """A day, a month or a year, no more exact than it was written."""
    return Literal(written, datatype=_DATES[len(written)])


def _address(address: str) -> NamedNode | Literal:
    """An address as an IRI: what may not stand in one is written with percent signs.

    What is no IRI even so stays an address to readers, as a text.
    """
    signs = (quote(sign) if sign in _NOT_IN_ADDRESSES or sign.isspace() else sign for sign in address)
    try:
        return NamedNode("".join(signs))
    except ValueError:
        return Literal(address, datatype=XSD.anyURI)
