"""`crosswalk.ttl` and `crosswalk.jsonld`, read back by rdflib.

The integrity conditions (S9, S13, …) are those of the SKOS Reference, https://www.w3.org/TR/skos-reference/.
"""

import datetime
import hashlib
import json
import os
import socket
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, XSD, Graph, Literal, Namespace, URIRef
from rdflib.compare import isomorphic
from rdflib.term import BNode
from relinking import EVERY_SITE, SITES, read, relinked, retitled

from make_the_connection.crosswalk import Link
from make_the_connection.exports import FILES, Publication
from make_the_connection.exports.identity import framework_name, link_name, urn
from make_the_connection.exports.skos import json_ld, turtle
from make_the_connection.site import Site

# rdflib's own reader of JSON-LD uses a name of rdflib's that is going away.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
PUBLICATION = Publication(datetime.date(2024, 2, 29))
MAPPINGS = (SKOS.mappingRelation, SKOS.closeMatch, SKOS.exactMatch, SKOS.broadMatch, SKOS.narrowMatch)
HIERARCHY = (SKOS.broader, SKOS.narrower, SKOS.broaderTransitive, SKOS.narrowerTransitive)
LABELS = (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)


@pytest.fixture(scope="module", params=EVERY_SITE)
def site(request: pytest.FixtureRequest) -> Site:
    return read(request.param)


@pytest.fixture(scope="module")
def graph(site: Site) -> Graph:
    return parsed(site)


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever asks for another host is found out."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a file asked for the network")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)


def parsed(site: Site, publication: Publication = PUBLICATION) -> Graph:
    return Graph().parse(data=turtle(site, publication), format="turtle")


def named(site: Site, name: str) -> URIRef:
    return URIRef(urn(site, name))


def ours(graph: Graph) -> Namespace:
    return Namespace(dict(graph.namespaces())["mtc"])


def ties(graph: Graph) -> Iterator[tuple[URIRef, URIRef]]:
    """What is tied to what, in words that others know."""
    for term in (SKOS.relatedMatch, SKOS.related, DCTERMS.subject, DCTERMS.relation):
        yield from graph.subject_objects(term)


def scheme_of(graph: Graph, concept: URIRef) -> URIRef:
    (scheme,) = graph.objects(concept, SKOS.inScheme)
    return scheme


@pytest.mark.slow
class TestBothFiles:
    def test_hold_the_same_graph(self, site: Site, graph: Graph) -> None:
        assert isomorphic(graph, Graph().parse(data=json_ld(site, PUBLICATION), format="json-ld"))

    @pytest.mark.usefixtures("offline")
    def test_are_read_without_asking_anybody(self) -> None:
        site = read("garden")
        assert len(parsed(site)) == len(Graph().parse(data=json_ld(site, PUBLICATION), format="json-ld")) > 100

    def test_have_an_address_for_everything(self, graph: Graph) -> None:
        assert [part for triple in graph for part in triple if isinstance(part, BNode)] == []

    def test_name_no_host_while_none_is_known(self, graph: Graph) -> None:
        assert {str(subject).split(":")[0] for subject in graph.subjects()} == {"urn"}
        assert set(graph.triples((None, RDFS.seeAlso, None))) == set()

    def test_lead_to_the_pages_of_a_site_that_has_an_address(self) -> None:
        site = read("garden")
        graph = parsed(site, Publication(PUBLICATION.as_of, "https://garden.example/plot/"))
        pages = set(map(str, graph.objects(named(site, "soil:soils-1/clay"), RDFS.seeAlso)))
        assert pages == {f"https://garden.example/plot/{code}/soils/soils-1/clay.html" for code in ("en", "cy")}

    def test_say_whose_they_are_and_of_which_day(self) -> None:
        graph = parsed(read("orchard"))
        (dataset,) = graph.subjects(DCTERMS.issued)
        assert graph.value(dataset, DCTERMS.issued) == Literal("2024-02-29", datatype=XSD.date)
        publisher = graph.value(dataset, DCTERMS.publisher)
        assert {(label.language or "").lower() for label in graph.objects(publisher, RDFS.label)} == {"de", "fr-ch"}
        assert set(parsed(read("garden")).objects(None, DCTERMS.publisher)) == set()

    def test_are_among_the_published_files(self) -> None:
        assert (FILES["crosswalk.ttl"], FILES["crosswalk.jsonld"]) == (turtle, json_ld)

    def test_have_the_same_bytes_whatever_order_sets_come_in(self) -> None:
        program = (
            "import datetime, hashlib, sys; from pathlib import Path\n"
            "from make_the_connection.api import load\n"
            "from make_the_connection.exports import FILES, Publication\n"
            "site = load(Path(sys.argv[1])).site\n"
            "for make in FILES.values():\n"
            "    print(hashlib.sha256(make(site, Publication(datetime.date(2024, 2, 29)))).hexdigest())\n"
        )
        outcomes = [
            subprocess.run(
                [sys.executable, "-c", program, str(SITES["orchard"] / "mkdocs.yml")],
                env={**os.environ, "PYTHONHASHSEED": seed},
                capture_output=True,
                text=True,
                check=True,
            ).stdout.split()
            for seed in ("1", "2")
        ]
        here = [hashlib.sha256(make(read("orchard"), PUBLICATION)).hexdigest() for make in FILES.values()]
        assert outcomes == [here, here]


@pytest.mark.slow
class TestConcepts:
    def test_are_every_standard_dimension_and_other_idea(self, site: Site, graph: Graph) -> None:
        concepts = {str(graph.value(each, DCTERMS.identifier)) for each in graph.subjects(RDF.type, SKOS.Concept)}
        linked = {end for link in site.graph.links for end in (link.subject, link.object)}
        types = {key.partition(":")[0] for key in linked} | {
            type_ for type_, declared in site.model.types.items() if declared.framework
        }
        ideas = {type_ for type_ in types if not site.model.types[type_].contributed}
        assert concepts == {
            entry.key for entry in site.entries.values() if entry.type in ideas and entry not in site.works
        }

    def test_stand_each_in_one_scheme_that_is_no_concept(self, graph: Graph) -> None:
        """S9, and S5 to S8 of a scheme and its top concepts."""
        schemes = set(graph.subjects(RDF.type, SKOS.ConceptScheme))
        concepts = set(graph.subjects(RDF.type, SKOS.Concept))
        assert schemes.isdisjoint(concepts)
        for concept in concepts:
            assert scheme_of(graph, concept) in schemes
        top = set(graph.subject_objects(SKOS.topConceptOf))
        assert top == {(concept, scheme) for scheme, concept in graph.subject_objects(SKOS.hasTopConcept)}
        assert top == set(graph.subject_objects(SKOS.inScheme))

    def test_of_an_edition_stand_in_its_scheme(self, site: Site, graph: Graph) -> None:
        for key, declared in site.model.frameworks.items():
            scheme = named(site, framework_name(key))
            inside = {str(graph.value(each, SKOS.notation)) for each in graph.subjects(SKOS.inScheme, scheme)}
            assert inside == {entry.id for entry in site.entries.values() if site.model.edition_of(entry.id) == key}
            assert set(graph.objects(scheme, DCTERMS.title)) == {
                Literal(title, lang=code) for code, title in declared.title.items()
            }

    def test_have_a_label_in_every_language_in_which_they_are_written(self, site: Site, graph: Graph) -> None:
        for concept in graph.subjects(RDF.type, SKOS.Concept):
            words = site.entries[str(graph.value(concept, DCTERMS.identifier))].words
            assert set(graph.objects(concept, SKOS.prefLabel)) == {
                Literal(each.front.title, lang=code) for code, each in words.items()
            }

    def test_have_no_second_label_in_a_language(self, graph: Graph) -> None:
        """S14."""
        counts = Counter((subject, label.language) for subject, label in graph.subject_objects(SKOS.prefLabel))
        assert [each for each, times in counts.items() if times > 1] == []

    def test_have_no_label_of_two_kinds(self, graph: Graph) -> None:
        """S13."""
        counts = Counter(pair for term in LABELS for pair in graph.subject_objects(term))
        assert [each for each, times in counts.items() if times > 1] == []

    def test_say_which_label_is_our_proposal(self, site: Site, graph: Graph) -> None:
        marked = set(graph.subject_objects(ours(graph).proposedLabel))
        assert marked == {
            (named(site, entry.key), Literal(words.front.title, lang=code))
            for entry in site.entries.values()
            if named(site, entry.key) in set(graph.subjects(RDF.type, SKOS.Concept))
            for code, words in entry.words.items()
            if words.front.title_status == "proposed"
        }
        for concept, label in marked:
            note = Literal(site.languages[label.language].text("title.proposed"), lang=label.language)
            assert (concept, SKOS.editorialNote, note) in graph

    @pytest.mark.parametrize("title", ["</script> \"ŵ\" 'x' \\ & <b>", '"""', "a\\", "line\nline\ttab", "\u2028"])
    def test_keep_titles_that_would_break_out_of_other_formats(self, title: str) -> None:
        site = retitled(read("garden"), "soil:soils-1/clay", title)
        for written in (parsed(site), Graph().parse(data=json_ld(site, PUBLICATION), format="json-ld")):
            labels = written.objects(named(site, "soil:soils-1/clay"), SKOS.prefLabel)
            assert set(labels) == {Literal(title, lang="en"), Literal(title, lang="cy")}


@pytest.mark.slow
class TestLinks:
    def test_are_each_one_tie_and_one_statement(self, site: Site, graph: Graph) -> None:
        self.check(site, graph)

    @settings(suppress_health_check=[HealthCheck.too_slow])
    @given(st.data())
    def test_are_so_in_every_graph(self, data: st.DataObject) -> None:
        site = data.draw(relinked(read("garden")))
        graph = parsed(site)
        self.check(site, graph)
        self.test_between_concepts_are_related_matches_of_two_schemes_or_related_within_one(graph)
        self.test_never_say_that_two_concepts_are_one_or_that_one_holds_the_other(graph)
        self.test_with_an_account_are_its_subjects(site, graph)
        assert isomorphic(graph, Graph().parse(data=json_ld(site, PUBLICATION), format="json-ld"))

    def check(self, site: Site, graph: Graph) -> None:
        pairs = Counter(frozenset(pair) for pair in ties(graph))
        ends = [{named(site, link.subject), named(site, link.object)} for link in site.graph.links]
        assert pairs == Counter(map(frozenset, ends))
        statements = set(graph.subjects(RDF.type, RDF.Statement))
        assert statements == {named(site, link_name(link)) for link in site.graph.links}
        for link in site.graph.links:
            self.agrees(site, link, graph)

    def agrees(self, site: Site, link: Link, graph: Graph) -> None:
        here, own = named(site, link_name(link)), ours(graph)

        def said(term: URIRef) -> set[object]:
            return set(graph.objects(here, term))

        assert (said(RDF.subject), said(RDF.object)) == ({named(site, link.subject)}, {named(site, link.object)})
        (relation,) = said(RDF.predicate)
        assert graph.value(relation, DCTERMS.identifier) == Literal(link.relation)
        assert said(DCTERMS.description) == {Literal(why, lang=code) for code, why in link.why.items()}
        assert said(own.basis) == {Literal(link.basis)}
        assert said(own.strength) == {Literal(link.strength)}
        wording = {Literal(text, lang=code or None) for code, text in (link.wording or {}).items()}
        assert said(own.wording) == wording
        assert len(said(DCTERMS.source)) == (link.source is not None)
        assert {str(date) for date in said(DCTERMS.created)} == ({link.on} if link.on else set())
        assert {str(date) for date in said(own.reviewedOn)} == ({link.reviewed[1]} if link.reviewed else set())
        roles = {str(graph.value(role, DCTERMS.identifier)) for role in said(DCTERMS.creator)}
        assert roles == ({link.by} if link.by else set())

    def test_between_concepts_are_related_matches_of_two_schemes_or_related_within_one(self, graph: Graph) -> None:
        for term, alike in ((SKOS.relatedMatch, False), (SKOS.related, True)):
            for one, other in graph.subject_objects(term):
                assert (scheme_of(graph, one) == scheme_of(graph, other)) is alike

    def test_never_say_that_two_concepts_are_one_or_that_one_holds_the_other(self, graph: Graph) -> None:
        """S46 and S27: with no exact or broader match, none can contradict a related one."""
        assert [term for term in (*MAPPINGS, *HIERARCHY) if (None, term, None) in graph] == []

    def test_with_an_account_are_its_subjects(self, site: Site, graph: Graph) -> None:
        for account, idea in graph.subject_objects(DCTERMS.subject):
            key = str(graph.value(account, DCTERMS.identifier))
            assert site.declaration(site.entries[key]).contributed
            assert (idea, RDF.type, SKOS.Concept) in graph

    def test_use_relations_that_are_explained_in_every_language(self, site: Site, graph: Graph) -> None:
        for key, relation in site.model.relations.items():
            (here,) = graph.subjects(DCTERMS.identifier, Literal(key))
            assert set(graph.objects(here, RDFS.label)) == {
                Literal(label, lang=code) for code, label in relation.label.items()
            }
            (inverse,) = graph.objects(here, OWL.inverseOf)
            assert graph.value(inverse, DCTERMS.identifier) == Literal(relation.inverse)

    def test_use_terms_of_ours_that_are_explained_in_every_language(self, site: Site, graph: Graph) -> None:
        used = {term for term in graph.predicates() if term.startswith(ours(graph))}
        for term in used:
            assert {(text.language or "").lower() for text in graph.objects(term, RDFS.comment)} == {
                code.lower() for code in site.languages
            }

    def test_name_the_work_that_prints_them(self) -> None:
        graph, site = parsed(read("garden")), read("garden")
        work = named(site, "source:jones-2020")
        assert (named(site, "link|plant:rose|season:plan-2020/spring"), DCTERMS.source, work) in graph
        assert Literal("Roses & thorns", lang="en") in set(graph.objects(work, DCTERMS.title))


class TestEditions:
    def test_that_have_been_replaced_lead_to_what_has_taken_their_place(self) -> None:
        site = read("orchard")
        graph = parsed(site)
        editions = {(framework_name(key), each.replaced_by) for key, each in site.model.frameworks.items()}
        wanted = {(named(site, old), named(site, framework_name(new))) for old, new in editions if new}
        entries = {(named(site, old), named(site, new)) for old, later in site.successors.items() for new in later}
        assert wanted
        assert entries
        assert set(graph.subject_objects(DCTERMS.isReplacedBy)) == wanted | entries


class TestTheContextOfTheJson:
    def test_stands_in_the_file(self, site: Site) -> None:
        context = json.loads(json_ld(site, PUBLICATION))["@context"]
        assert context["skos"] == str(SKOS)
