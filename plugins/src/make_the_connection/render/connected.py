"""How two entries are connected, for readers: a page for each concept, and the page on which to choose any two."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from make_the_connection.crosswalk import Cell, Connection, Explanation, Path
from make_the_connection.render.environment import part, rendered
from make_the_connection.render.page import Heading, Page
from make_the_connection.render.reader import Reader, connected_address, slug
from make_the_connection.site import Made, Site

GUIDE = "guide:connected"

REACHES = ("direct", "two-steps", "more-steps", "no-steps")
"""The parts of a concept's page, by how far the others are."""


@dataclass(frozen=True)
class Pair:
    """One concept seen from another, and the cell of the crosswalk that is about the two."""

    other: str
    explanation: Explanation
    cell: Cell | None

    @property
    def reach(self) -> str:
        steps = self.explanation.steps
        return REACHES[min(steps, 3) - 1] if steps else REACHES[-1]

    def counts(self, reader: Reader) -> str:
        """How many contributed entries are linked with both, in words."""
        types = Counter(key.partition(":")[0] for key in self.explanation.joins)
        return reader.listed(reader.counted(type_, types[type_]) for type_ in reader.site.model.types if type_ in types)


def connected_url(reader: Reader, key: str) -> str:
    """Where to read how an entry is connected: a concept's own page, or for any other the choice with it chosen."""
    site = reader.site
    if not site.graph.connections(key):
        return ""
    if key in site.explanations.concepts:
        return reader.to(connected_address(key))
    return f"{reader.url(GUIDE)}?one={key}" if site.has(GUIDE) else ""


class Steps:
    """The steps of ways in HTML. Most are steps of many ways, so each is made once for all that are given this."""

    def __init__(self) -> None:
        self.made: Made[tuple[str, int, bool, bool], Markup] = {}

    def __call__(self, path: Path, reader: Reader) -> Markup:
        return Markup("").join(self._step(connection, len(path) == 1, reader) for connection in path)

    def _step(self, connection: Connection, alone: bool, reader: Reader) -> Markup:
        # From a concept's own page the address of a pair is a place on it.
        own = connected_address(connection.here) == reader.address
        which = (connection.here, id(connection.link), alone, own)
        made = partial(part, "explanation.html", "link_step", connection, alone, reader)
        return reader.site.reads.once(self.made, which, made)


def connected_page(site: Site, code: str, key: str, steps: Steps | None = None) -> Page:
    """The page of a concept for readers of a language: the shortest ways to all the others, the nearest first."""
    reader = Reader(site, code, connected_address(key))
    others = tuple((type_, tuple(k for k in keys if k != key)) for type_, keys in site.concepts(code).items())
    pairs = [pair_of(site, key, other) for _, keys in others for other in keys]
    groups = [(reach, [pair for pair in pairs if pair.reach == reach]) for reach in REACHES]
    groups = [(reach, group) for reach, group in groups if group]
    html = rendered(
        "connected.html",
        reader=reader,
        key=key,
        contents=[(type_, keys) for type_, keys in others if keys],
        groups=groups,
        anchor=slug,
        relations=_relations,
        steps=steps or Steps(),
    )
    title = site.title(key, code).text
    return Page(
        address=reader.address,
        title=reader.language.text("connected.title", title=title),
        description=reader.language.text("connected.lead", title=title),
        html=str(html),
        headings=tuple(Heading(slug(pair.other), site.title(pair.other, code).text) for pair in pairs),
    )


def _relations(pairs: Iterable[Pair]) -> Iterable[str]:
    """The words for the links of explanations, each once."""
    steps = (step for pair in pairs for path in pair.explanation.paths for step in path)
    return dict.fromkeys(step.relation for step in steps)


def pair_of(site: Site, one: str, other: str) -> Pair:
    """A concept seen from another."""
    return Pair(other, site.explanations.between(one, other), site.cell_between(one, other))


def by_alphabet(reader: Reader, keys: Iterable[str]) -> Sequence[str]:
    """Entries by their titles in the reader's alphabet."""
    alphabet = reader.language.alphabet
    return sorted(keys, key=lambda key: (alphabet.sort_key(reader.site.title(key, reader.code).text), key))


def contributed_types(site: Site) -> list[str]:
    """The types of what is contributed and linked."""
    types = {key.partition(":")[0] for key in site.explanations.contributed}
    return [type_ for type_ in site.model.types if type_ in types]


def connected(reader: Reader) -> Markup:
    """A choice of two entries for readers with scripts, and for all readers the way to each concept's page."""
    concepts = tuple(reader.site.concepts(reader.code).items())
    return rendered(
        "chooser.html",
        reader=reader,
        concepts=concepts,
        choices=[(type_, by_alphabet(reader, keys)) for type_, keys in concepts],
        contributed=reader.listed(reader.types_within(type_) for type_ in contributed_types(reader.site)),
        address=connected_address,
    )
