"""What the choice of two entries loads: scripts beside the pages, so that it works out of a folder too.

`concepts.js` has the concepts, their links and the ways between them; it does not grow with what is contributed.
`contributed.js` lists that by title. Each entry has a script of its own: a contributed one its links, a concept what is
linked with both it and another. No page loads more of them than two.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from make_the_connection.crosswalk import Link, Path
from make_the_connection.render.connected import GUIDE, by_alphabet, contributed_types, pair_of
from make_the_connection.render.environment import part
from make_the_connection.render.reader import Reader, slug
from make_the_connection.site import Site


def connected_scripts(site: Site, code: str) -> Iterator[tuple[str, str]]:
    """The address of each script below the language's folder, and its text. None where nobody can choose."""
    if not site.has(GUIDE):
        return
    reader = Reader(site, code, site.address(GUIDE))
    yield _script("concepts", _concepts(reader))
    yield _script("contributed", _contributed(reader))
    for key in site.explanations.concepts:
        yield _script(slug(key), {"joined": dict(_joined(reader, key))})
    for key in site.explanations.contributed:
        links = _Links(reader)
        links.add(connection.link for connection in site.graph.connections(key))
        yield _script(slug(key), {"link": str(reader.link(key)), **links.data})


def _script(name: str, data: dict[str, Any]) -> tuple[str, str]:
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return f"connected/{name}.js", f'(window.mtcConnected=window.mtcConnected||{{}})["{name}"]={written};\n'


class _Links:
    """Links for a script. What many of them say alike is written once: `badges` and `origin` are places in `texts`."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.texts: dict[str, int] = {}
        self.links: list[dict[str, Any]] = []

    def add(self, links: Iterable[Link]) -> None:
        for link in links:
            there, back = (self.reader.site.graph.read_from(end, link).relation for end in (link.subject, link.object))
            self.links.append(
                {
                    "ends": [link.subject, link.object],
                    "relations": [there, back],
                    "rank": [int(not link.published), int(not link.central)],
                    "why": str(self.reader.named(link.why)),
                    "badges": self._text("link.html", "badges", link),
                    "origin": self._text("link.html", "origin", link),
                }
            )

    def _text(self, template: str, macro: str, link: Link) -> int:
        return self.texts.setdefault(str(part(template, macro, link, self.reader)), len(self.texts))

    @property
    def data(self) -> dict[str, Any]:
        return {"links": self.links, "texts": list(self.texts)}


def _concepts(reader: Reader) -> dict[str, Any]:
    """`ways` holds for each concept those to each concept before it: how many there are, and the links of the best."""
    site = reader.site
    concepts = site.explanations.concepts
    known = frozenset(concepts)
    own = [link for link in site.graph.links if known >= {link.subject, link.object}]
    links = _Links(reader)
    links.add(own)
    place = {(link.subject, link.object): number for number, link in enumerate(own)}

    def numbers(path: Path) -> list[int]:
        return [place[step.link.subject, step.link.object] for step in path]

    def ways(key: str, earlier: str) -> list[Any] | None:
        found = site.explanations.between(earlier, key)
        return [found.number, *map(numbers, found.paths)] if found.paths else None

    relations = {
        name: [reader.own(declared.label), str(part("explanation.html", "explained", name, reader))]
        for name, declared in site.model.relations.items()
    }
    return {
        "concepts": [[key, str(reader.link(key))] for key in concepts],
        "relations": relations,
        "ways": [[ways(key, earlier) for earlier in concepts[:number]] for number, key in enumerate(concepts)],
        **links.data,
    }


def _contributed(reader: Reader) -> dict[str, Any]:
    """Titles by type, in the reader's alphabet, each with its language where that is another."""
    groups = []
    for type_ in contributed_types(reader.site):
        keys = [key for key in reader.site.explanations.contributed if key.startswith(f"{type_}:")]
        titles = [(key, reader.site.title(key, reader.code)) for key in by_alphabet(reader, keys)]
        groups.append([reader.types(type_), [[key, title.text, title.lang] for key, title in titles]])
    return {"groups": groups}


def _joined(reader: Reader, key: str) -> Iterator[tuple[str, str]]:
    """What is linked with both a concept and each one after it: a pair stands in the script of its first."""
    concepts = reader.site.explanations.concepts
    for other in concepts[concepts.index(key) + 1 :]:
        pair = pair_of(reader.site, key, other)
        if pair.explanation.joins:
            yield other, str(part("explanation.html", "joined", pair, reader))
