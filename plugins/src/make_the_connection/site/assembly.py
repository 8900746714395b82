"""Content to a whole site."""

from make_the_connection.content.configuration import Configuration
from make_the_connection.content.model import Model
from make_the_connection.content.reading import Content
from make_the_connection.content.resolving import unresolved
from make_the_connection.crosswalk import Graph, links_of
from make_the_connection.diagnostics import Diagnostic
from make_the_connection.languages import Language
from make_the_connection.site.site import Site


def assemble(
    configuration: Configuration,
    model: Model,
    languages: dict[str, Language],
    content: Content,
    found: list[Diagnostic],
) -> Site:
    """Join everything that was read. Links that lead nowhere are reported, and left out of the graph."""
    found.extend(unresolved(configuration, content, model))
    entries = {entry.key: entry for entry in content.entries}
    links, unrelated = links_of(content.entries, found)
    inverses = {name: relation.inverse for name, relation in model.relations.items()}
    graph = Graph(tuple(link for link in links if link.object in entries), unrelated, inverses)
    guides = {guide.id: guide for guide in content.guides if guide.words}
    return Site(configuration, model, languages, entries, guides, graph, content.unread)
