"""Content to a whole site."""

import datetime

from make_the_connection.content.configuration import Configuration
from make_the_connection.content.model import Model
from make_the_connection.content.reading import Content
from make_the_connection.content.resolving import unresolved
from make_the_connection.content.terms import Terms
from make_the_connection.content.weekdays import wrong_weekdays
from make_the_connection.crosswalk import Graph, broken_rules, links_of, reported
from make_the_connection.diagnostics import Diagnostic, Severity
from make_the_connection.languages import Language
from make_the_connection.parity import Lock, other_terms, parity_of
from make_the_connection.parity import reported as reported_parity
from make_the_connection.references import author_variants, handwritten_citations
from make_the_connection.site.site import Site
from make_the_connection.site.uses import needed


def assemble(
    configuration: Configuration,
    model: Model,
    languages: dict[str, Language],
    content: Content,
    lock: Lock | None,
    as_of: datetime.date,
    found: list[Diagnostic],
) -> Site:
    """Join everything that was read. Links that lead nowhere are reported, and left out of the graph."""
    found.extend(unresolved(configuration, content, model))
    entries = {entry.key: entry for entry in content.entries}
    links, unrelated = links_of(content.entries, found)
    inverses = {name: relation.inverse for name, relation in model.relations.items()}
    graph = Graph(tuple(link for link in links if link.object in entries), unrelated, inverses)
    whole = not content.unread and len(graph.links) == len(links)
    broken = broken_rules(model, entries, graph, whole=whole)
    found.extend(reported(model, broken))
    guides = {guide.id: guide for guide in content.guides if guide.words}
    parity = parity_of(content, languages, lock)
    wrong = {diagnostic.location.path for diagnostic in found if diagnostic.severity is Severity.ERROR}
    found.extend(reported_parity(parity, content, wrong))
    terms = content.terms or Terms()
    found.extend(other_terms(terms, languages, content))
    found.extend(handwritten_citations(content, model, languages))
    found.extend(wrong_weekdays(content, model, languages))
    site = Site(configuration, model, languages, entries, guides, graph, as_of, content.unread, broken, parity, terms)
    found.extend(author_variants(site.works, languages))
    if not content.unread:
        found.extend(needed(site.works, site.uses))
    return site
