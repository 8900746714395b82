"""`crosswalk.ttl` and `crosswalk.jsonld`: the crosswalk in SKOS (W3C Recommendation of 18 August 2009).

An edition of a framework is a concept scheme, and so are the entries of every other type that ideas belong to; each
entry is one concept, with a label in every language that it has been written in. A link between concepts of two schemes
is a `skos:relatedMatch`, within one scheme `skos:related`; nothing says `closeMatch`, `exactMatch` or `broadMatch`,
since no link of ours claims that two ideas are one. An account from others has what it is linked with for its
`dct:subject`.

What SKOS has no words for stands beside it. Each link is a statement (`rdf:Statement`) with an address of its own: its
ends, our relation as the predicate, the reason in each language (`dct:description`), where it is printed (`dct:source`)
or who made it (`dct:creator`, a role), and a few terms of our own, explained in the file. No node is blank.

What it cannot carry:

- which end holds a link, outside of its statement: `relatedMatch` reads the same from both ends;
- what a published title rests on: only proposals of ours are marked (`proposedLabel`, and a note);
- pairs found unrelated, the derived table, and all words but titles and summaries;
- where an account or a work is more than something with a title; whether a translation has been reviewed.
"""

from make_the_connection.exports.json_text import json_lines
from make_the_connection.exports.published import Publication
from make_the_connection.site import Site


def turtle(site: Site, publication: Publication) -> bytes:
    """The graph as Turtle."""
    from pyoxigraph import RdfFormat, Triple, serialize

    from make_the_connection.exports.skos_triples import ordered, prefixes

    triples = (Triple(*triple) for triple in ordered(site, publication))
    # It gives nothing only where it writes to a file.
    return serialize(triples, format=RdfFormat.TURTLE, prefixes=dict(prefixes(site))) or b""


def json_ld(site: Site, publication: Publication) -> bytes:
    """The same graph as JSON-LD, one flat list of nodes. Its context stands in it, so that nothing is fetched."""
    from make_the_connection.exports.skos_triples import nodes, prefixes

    return json_lines({"@context": prefixes(site), "@graph": nodes(site, publication)})
