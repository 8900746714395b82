"""A site that notes what is read of it, by names for which `values.py` has what stands there.

Everything that a page can read of a site goes through an attribute of it. Each is watched here but those that are the
same until the site is configured anew; `test_watched.py` finds what is not. A later build tells changes apart as finely
as these names do: what reads all cells is made again when any has changed, what reads its own is not.
"""

from collections.abc import Callable, ItemsView, Iterable, Iterator, Mapping, ValuesView
from dataclasses import replace
from functools import cached_property
from typing import Any, TypeVar, cast

from make_the_connection.content.reading import Entry
from make_the_connection.crosswalk import Cell, Connection, Explanation, Explanations, Filtering, Graph, Join, Share
from make_the_connection.parity import PageState
from make_the_connection.references import Processor
from make_the_connection.site.reads import Reads
from make_the_connection.site.related import Near
from make_the_connection.site.site import Site
from make_the_connection.site.uses import Use

Each = TypeVar("Each")
Note = Callable[[str], None]


def watched(site: Site) -> Site:
    """The same site, whose `reads` are noted. Nothing of it is worked out twice."""
    return WatchedSite(site)


def _as_a_whole(name: str) -> Any:
    """An attribute that is noted by its own name, whatever of it is read."""

    def read(self: Any) -> Any:
        self._note(name)
        return getattr(self._of, name)

    return property(read)


class WatchedSite(Site):
    """A site whose `reads` are noted."""

    def __init__(self, site: Site) -> None:
        reads = Reads()
        note = reads.note
        self._of: Site
        self._note: Note
        # Not by the constructor of a frozen dataclass: most of its fields are watched.
        vars(self).update(
            _of=site,
            _note=note,
            reads=reads,
            configuration=site.configuration,
            model=site.model,
            languages=site.languages,
            entries=_Noted(_with_texts(site.entries, note), note, "card {}", "cards"),
            guides=_Noted(_with_texts(site.guides, note), note, "card guide:{}", "guides"),
            graph=_WatchedGraph(site.graph, note),
        )

    as_of = _as_a_whole("as_of")
    unread = _as_a_whole("unread")
    broken = _as_a_whole("broken")
    parity = _as_a_whole("parity")
    terms = _as_a_whole("terms")
    withdrawn = _as_a_whole("withdrawn")
    tested = _as_a_whole("tested")
    first_keys = _as_a_whole("first_keys")
    glossary = _as_a_whole("glossary")
    tables = _as_a_whole("tables")
    cells = _as_a_whole("cells")
    successors = _as_a_whole("successors")
    coverage = _as_a_whole("coverage")
    bodies = _as_a_whole("bodies")

    def list_of(self, type_: str) -> str | None:
        self._note(f"list {type_}")
        return self._of.list_of(type_)

    def has(self, key: str) -> bool:
        self._note(f"has {key}")
        return self._of.has(key)

    def address(self, key: str) -> str:
        self._note(f"address {key}")
        return self._of.address(key)

    def of_type(self, type_: str) -> tuple[Entry, ...]:
        self._note(f"type {type_}")
        return self._cards(self._of.of_type(type_))

    def _cards(self, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
        """These entries with texts that are watched. Who asks has noted them."""
        known = cast("_Noted[Entry]", self.entries).all
        return tuple(known[entry.key] for entry in entries)

    def parts(self, key: str, type_: str, language: str | None = None) -> tuple[Entry, ...]:
        self._note(f"parts {key} {type_}")
        found = self._cards(self._of.parts(key, type_))
        return found if language is None else self._sorted(found, type_, language)

    def parity_of(self, key: str) -> PageState | None:
        self._note(f"parity {key}")
        return self._of.parity_of(key)

    def is_over(self, entry: Entry) -> bool:
        self._note(f"over {entry.key}")
        return self._of.is_over(entry)

    def cells_of(self, key: str) -> tuple[Cell, ...]:
        self._note(f"cells {key}")
        return self._of.cells_of(key)

    def cells_along(self, cell: Cell, key: str) -> tuple[Cell, ...]:
        self._note(f"cells {key}")
        return self._of.cells_along(cell, key)

    def cell_between(self, one: str, other: str) -> Cell | None:
        self._note(f"cell {one} {other}")
        return self._of.cell_between(one, other)

    def following_cell(self, cell: Cell) -> Cell | None:
        self._note(f"following {cell.row} {cell.column}")
        return self._of.following_cell(cell)

    def concepts(self, language: str) -> Mapping[str, tuple[str, ...]]:
        self._note(f"concepts {language}")
        return self._of.concepts(language)

    @cached_property
    def explanations(self) -> Explanations:
        return cast(Explanations, _WatchedExplanations(self._of.explanations, self._note))

    @property
    def filtering(self) -> Filtering:
        self._note("filtering")
        return _WatchedFiltering(self._of.filtering, self._note)

    @property
    def works(self) -> tuple[Entry, ...]:
        self._note("works")
        return self._cards(self._of.works)

    @cached_property
    def uses(self) -> Mapping[str, tuple[Use, ...]]:
        return _Noted(self._of.uses, self._note, "uses {}", "all-uses")

    def related(self, work: Entry) -> tuple[Near, ...]:
        self._note(f"related {work.key}")
        return tuple(replace(near, work=self.entries[near.work.key]) for near in self._of.related(work))

    def processor(self, language: str) -> Processor:
        return cast(Processor, _WatchedProcessor(self._of, language, self._note))

    def work_out(self) -> tuple[object, ...]:
        return self._of.work_out()


class _Noted(Mapping[str, Each]):
    """What stands under each key. One key is noted by the name of one, anything else by that of all."""

    def __init__(self, every: Mapping[str, Each], note: Note, one: str, whole: str) -> None:
        self.all = every
        self._one = one
        self._whole = whole
        self._note = note

    def __getitem__(self, key: str) -> Each:
        self._note(self._one.format(key))
        return self.all[key]

    def get(self, key: str, default: Any = None) -> Any:
        self._note(self._one.format(key))
        return self.all.get(key, default)

    def __contains__(self, key: object) -> bool:
        self._note(self._one.format(key))
        return key in self.all

    def __iter__(self) -> Iterator[str]:
        self._note(self._whole)
        return iter(self.all)

    def __len__(self) -> int:
        self._note(self._whole)
        return len(self.all)

    def values(self) -> ValuesView[Each]:
        self._note(self._whole)
        return self.all.values()

    def items(self) -> ItemsView[str, Each]:
        self._note(self._whole)
        return self.all.items()


def _with_texts(pages: Mapping[str, Any], note: Note) -> dict[str, Any]:
    """Entries or guide pages whose texts are watched."""
    return {
        name: replace(
            page,
            words={code: _WatchedWords(words, f"text {page.key} {code}", note) for code, words in page.words.items()},
        )
        for name, page in pages.items()
    }


class _WatchedWords:
    """The words of a page. What of them is on its card is noted with that; all else is its text."""

    def __init__(self, words: Any, name: str, note: Note) -> None:
        self._words = words
        self._name = name
        self._note = note
        self.path = words.path
        self.language = words.language
        self.front = words.front

    @property  # type: ignore[misc]
    def __class__(self) -> Any:
        """Who asks what it is, is told what it stands for."""
        return type(self._words)

    def __getattr__(self, name: str) -> Any:
        # What a guide page asks for is on its card: it decides what other pages lead to.
        if name != "calls":
            self._note(self._name)
        return getattr(self._words, name)


class _WatchedGraph(Graph):
    def __init__(self, graph: Graph, note: Note) -> None:
        self._of: Graph
        self._note: Note
        vars(self).update(_of=graph, _note=note, inverses=graph.inverses)

    links = _as_a_whole("links")
    unrelated = _as_a_whole("unrelated")

    def connections(self, key: str, type_: str | None = None) -> tuple[Connection, ...]:
        self._note(f"links {key}")
        return self._of.connections(key, type_)


class _WatchedExplanations(Explanations):
    def __init__(self, explanations: Explanations, note: Note) -> None:
        self._of: Explanations
        self._note: Note
        vars(self).update(_of=explanations, _note=note)

    concepts = _as_a_whole("concepts")
    contributed = _as_a_whole("contributed")

    def between(self, one: str, other: str) -> Explanation:
        self._note(f"ways {one} {other}")
        return self._of.between(one, other)


class _WatchedFiltering(Filtering):
    """Its choices have been noted by who asked for it."""

    def __init__(self, filtering: Filtering, note: Note) -> None:
        self._of: Filtering
        self._note: Note
        of = filtering
        vars(self).update(_of=of, _note=note, through=of.through, setting=of.setting, most=of.most)

    linked = _as_a_whole("linked")
    stated = _as_a_whole("stated")

    def shares(self, joins: Iterable[Join]) -> tuple[Share, ...]:
        joins = tuple(joins)
        for join in joins:
            self._note(f"choices {join.key}")
        return self._of.shares(joins)


class _WatchedProcessor:
    """The formatter of citations. How one work stands may follow from any other."""

    def __init__(self, site: Site, language: str, note: Note) -> None:
        self._of = site
        self._note = note
        self.language = site.languages[language]

    def __getattr__(self, name: str) -> Any:
        self._note("references")
        return getattr(self._of.processor(self.language.code), name)
