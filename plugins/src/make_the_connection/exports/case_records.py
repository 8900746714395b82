"""The records that a CASE package is made of: what each of them must have (information model 1.1, chapter 7.1)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from make_the_connection.exports.identity import identifier
from make_the_connection.exports.published import Publication
from make_the_connection.site import Site

Json = dict[str, Any]

EXTENSION = "ext:make-the-connection"
"""What the names of our extensions begin with, after the pattern that CASE asks of new words."""


@dataclass(frozen=True)
class Node:
    """What an association can have for an end. `name` is what its identifier is made from."""

    name: str
    title: str


@dataclass(frozen=True)
class Versions:
    """The items that stand for one thing, by language, the one first written before all others."""

    name: str
    titles: Mapping[str, str]

    @property
    def first(self) -> Node:
        return self.within(next(iter(self.titles)))

    def within(self, code: str) -> Node:
        """The item in a language."""
        first = next(iter(self.titles))
        return Node(self.name if code == first else f"{self.name}|{code}", self.titles[code])


@dataclass(frozen=True)
class Records:
    """Makes the records of one package."""

    site: Site
    publication: Publication

    def record(self, name: str) -> Json:
        """What every record begins with."""
        uuid = identifier(self.site, name)
        changed = f"{self.publication.as_of.isoformat()}T00:00:00Z"
        return {"identifier": str(uuid), "uri": uuid.urn, "lastChangeDateTime": changed}

    def uri(self, node: Node) -> Json:
        """A LinkURI."""
        uuid = identifier(self.site, node.name)
        return {"title": line(node.title), "identifier": str(uuid), "uri": uuid.urn}

    def association(self, name: str, kind: str, origin: Node, destination: Node, **more: object) -> Json:
        ends = {"originNodeURI": self.uri(origin), "destinationNodeURI": self.uri(destination)}
        return {**self.record(name), "associationType": kind, **ends, **more}

    def in_all(self, texts: Mapping[str, str]) -> str:
        """A text of one line in which every language stands, each once."""
        return " · ".join(dict.fromkeys(line(texts[code]) for code in self.site.languages if code in texts))


def line(text: str) -> str:
    """A text as CASE's NormalizedString asks: on one line."""
    return " ".join(text.split())
