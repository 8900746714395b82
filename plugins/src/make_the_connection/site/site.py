"""The frozen value that pages, checks and exports read: everything known about a site, with nothing left to look up."""

import datetime
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from make_the_connection.content.citation import Cluster
from make_the_connection.content.configuration import Configuration
from make_the_connection.content.guides import Guide, GuideWords
from make_the_connection.content.inspection import Mention
from make_the_connection.content.model import Model, TypeDeclaration
from make_the_connection.content.reading import Entry, Unread
from make_the_connection.content.records import EditionFacts
from make_the_connection.content.resolving import GUIDE
from make_the_connection.content.sentences import Foreign
from make_the_connection.content.sessions import Session
from make_the_connection.content.terms import Terms
from make_the_connection.content.tested import Tested
from make_the_connection.content.withdrawal import Withdrawn
from make_the_connection.content.words import Words
from make_the_connection.crosswalk import (
    Broken,
    Cell,
    Coverage,
    Explanations,
    Filtering,
    Graph,
    Succession,
    Table,
    coverage_of,
    crosswalk_table,
    filtering_of,
    succession,
)
from make_the_connection.languages import Language
from make_the_connection.parity import PageState, Parity
from make_the_connection.references import Processor, in_language, work_title
from make_the_connection.site.parts import Parts, parts_of
from make_the_connection.site.phrase import Phrase, Said, phrase
from make_the_connection.site.reads import Reads
from make_the_connection.site.related import Near, related
from make_the_connection.site.timing import ended, sessions_of
from make_the_connection.site.uses import Use, uses_of


@dataclass(frozen=True)
class Site:
    """A whole site: its declarations, entries by key in the model's order, guide pages by id, and the graph.

    `as_of` is its today. `unread` are the entries that are there but could not be read; `broken` is what does not keep
    the site's rules; `parity` is how far its languages correspond; `terms` what things are called; `withdrawn` what has
    been taken down, of which nothing else knows; `tested` the record of the last access test, if there is one.
    """

    configuration: Configuration
    model: Model
    languages: Mapping[str, Language]
    entries: Mapping[str, Entry]
    guides: Mapping[str, Guide]
    graph: Graph
    as_of: datetime.date
    unread: tuple[Unread, ...]
    broken: tuple[Broken, ...] = ()
    parity: Parity = field(default_factory=Parity)
    terms: Terms = field(default_factory=Terms)
    withdrawn: tuple[Withdrawn, ...] = ()
    tested: Tested | None = None

    reads = Reads()
    """What is being read of it: nothing is noted, but for a watched site."""

    @cached_property
    def first_keys(self) -> Mapping[str, str]:
        """For each entry whose id has changed, the key that it had first."""
        renamed = [entry for entry in self.entries.values() if entry.facts.formerly]
        return {entry.key: f"{entry.type}:{entry.facts.formerly[0]}" for entry in renamed}

    @cached_property
    def glossary(self) -> str | None:
        """The key of the guide page in whose folder the list of terms stands, or None."""
        folder = (self.configuration.options.terms or "").rpartition("/")[0]
        return next((guide.key for guide in self.guides.values() if guide.folder == folder), None)

    def list_of(self, type_: str) -> str | None:
        """The key of the guide page that entries of a type are found from: the nearest whose folder theirs is in."""
        address = f"{self.model.types[type_].address}/"
        above = [guide for guide in self.guides.values() if address.startswith(f"{guide.address}/")]
        return max(above, key=lambda guide: len(guide.address)).key if above else None

    def declaration(self, entry: Entry) -> TypeDeclaration:
        return self.model.types[entry.type]

    def has(self, key: str) -> bool:
        type_, _, id_ = key.partition(":")
        return id_ in self.guides if type_ == GUIDE else key in self.entries

    def words(self, key: str) -> Mapping[str, Words] | Mapping[str, GuideWords]:
        """The words of an entry or guide page, by language."""
        type_, _, id_ = key.partition(":")
        return self.guides[id_].words if type_ == GUIDE else self.entries[key].words

    def address(self, key: str) -> str:
        """The address of an entry's or guide's page below its language's folder, without `.html`."""
        type_, _, id_ = key.partition(":")
        return self.guides[id_].address if type_ == GUIDE else self.entries[key].address

    def title(self, key: str, language: str) -> Phrase:
        """The title of a page for readers of a language; another language's where theirs has not been written."""
        type_, _, id_ = key.partition(":")
        if type_ == GUIDE:
            return self._front(self.guides[id_].words, "title", language)
        entry = self.entries[key]
        if self.declaration(entry).title == "csl":
            return phrase(work_title(entry, language), language)
        return self._front(entry.words, "title", language)

    def short(self, key: str, language: str) -> Phrase:
        """The short title of an entry, for tables and menus."""
        entry = self.entries[key]
        return self._front(entry.words, "short", language) if entry.words else self.title(key, language)

    def summary(self, key: str, language: str) -> Phrase:
        """The summary of an entry; empty for one without words."""
        entry = self.entries[key]
        return self._front(entry.words, "summary", language) if entry.words else Phrase("")

    def _front(self, words: Mapping[str, Words] | Mapping[str, GuideWords], field: str, language: str) -> Phrase:
        code = language if language in words else next(iter(words))
        front = words[code].front
        return Phrase(getattr(front, field) or front.title, "" if code == language else code)

    def named(self, text: Mapping[str, str] | None, language: str) -> Phrase:
        """A name or address of the facts for readers of a language."""
        return phrase(in_language(text, language), language)

    def of_type(self, type_: str) -> tuple[Entry, ...]:
        """The entries of a type by its declared order; by id where that is by title, which differs by language."""
        return self._by_type[type_]

    @cached_property
    def _by_type(self) -> Mapping[str, tuple[Entry, ...]]:
        ordered = {}
        for type_, declared in self.model.types.items():
            entries = [entry for entry in self.entries.values() if entry.type == type_]
            if declared.order != "title":
                entries.sort(key=lambda entry: (getattr(entry.facts, declared.order), entry.id))
            ordered[type_] = tuple(entries)
        return ordered

    def parts(self, key: str, type_: str, language: str | None = None) -> tuple[Entry, ...]:
        """The entries of a type that name an entry as what they belong to, in the order of the type.

        For readers of a language: in the order in which they expect them.
        """
        found = self._parts.get((key, type_), ())
        return found if language is None else self._sorted(found, type_, language)

    @cached_property
    def _parts(self) -> Parts:
        return parts_of(self.model, self._by_type)

    def parity_of(self, key: str) -> PageState | None:
        """How far the languages of a page correspond; None for one without words."""
        return self.parity.pages.get(key)

    def sessions(self, entry: Entry) -> tuple[Session, ...]:
        """The sessions of an entry, in order of time."""
        return sessions_of(entry.facts, self.declaration(entry))

    def is_over(self, entry: Entry) -> bool:
        """Whether an entry has sessions and the day of the last of them is past."""
        return ended(self.sessions(entry), self.as_of)

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """The tables of the crosswalk, one for each pair of editions: what nothing has replaced comes first."""
        rows, columns = self.model.crosswalk.rows, self.model.crosswalk.columns
        pairs = [(one, other) for one in self._by_edition(rows) for other in self._by_edition(columns)]
        pairs.sort(key=lambda pair: sum(self.model.is_superseded(keys[0].partition(":")[2]) for keys in pair))
        return tuple(crosswalk_table(self.graph, one, other, self.model.crosswalk.through) for one, other in pairs)

    def _by_edition(self, type_: str) -> list[list[str]]:
        """The keys of a type's entries in lists, one for each edition as declared; one list for what has none."""
        editions: dict[str | None, list[str]] = {edition: [] for edition in self.model.frameworks}
        for entry in self.of_type(type_):
            editions.setdefault(self.model.edition_of(entry.id), []).append(entry.key)
        return [keys for keys in editions.values() if keys]

    def entries_of(self, edition: str) -> tuple[str, ...]:
        """The keys of an edition's entries, in the order that readers of the first language see them in."""
        ordered = self.in_reading_order(self.model.frameworks[edition].type, next(iter(self.languages)))
        return tuple(entry.key for entry in ordered if self.model.edition_of(entry.id) == edition)

    @cached_property
    def successors(self) -> Mapping[str, tuple[str, ...]]:
        """For each entry that later ones have taken the place of, those, in the order of their type."""
        found: dict[str, list[str]] = defaultdict(list)
        for type_ in self.model.types:
            for entry in self.of_type(type_):
                for key in _replaces(entry):
                    if self.model.edition_of(entry.id) in self._editions_after(key):
                        found[key].append(entry.key)
        return {key: tuple(entries) for key, entries in found.items()}

    def _editions_after(self, key: str) -> tuple[str, ...]:
        entry = self.entries.get(key)
        return self.model.editions_after(self.model.edition_of(entry.id)) if entry else ()

    def predecessors(self, key: str) -> tuple[str, ...]:
        """The entries of earlier editions that an entry has taken the place of, as it names them."""
        named = dict.fromkeys(_replaces(self.entries[key]))
        return tuple(old for old in named if key in self.successors.get(old, ()))

    def succession(self, old: str, new: str) -> Succession:
        """What became of the entries of an edition in a later one."""
        return succession(self.graph, self._titles(old), self._titles(new), self.successors)

    def _titles(self, edition: str) -> dict[str, tuple[str, ...]]:
        return {key: tuple(self.title(key, code).text for code in self.languages) for key in self.entries_of(edition)}

    @property
    def table(self) -> Table:
        """The table of the editions in force; one without cells where there is none."""
        return self.tables[0] if self.tables else Table((), (), {})

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """Every cell of every table."""
        return tuple(cell for table in self.tables for cell in table.cells.values())

    def cells_of(self, key: str) -> tuple[Cell, ...]:
        """The cells of one row or one column, in every table."""
        return tuple(cell for table in self.tables for cell in table.cells_of(key))

    def cells_along(self, cell: Cell, key: str) -> tuple[Cell, ...]:
        """The cells of a cell's row or column, in its own table."""
        pair = (cell.row, cell.column)
        return next(table.cells_of(key) for table in self.tables if pair in table.cells)

    def cell_between(self, one: str, other: str) -> Cell | None:
        """The cell that is about two entries, or None."""
        pairs = ((one, other), (other, one))
        return next((table.cells[pair] for table in self.tables for pair in pairs if pair in table.cells), None)

    def following_cell(self, cell: Cell) -> Cell | None:
        """The next cell of the same table, or None."""
        return self._following.get((cell.row, cell.column))

    @cached_property
    def _following(self) -> Mapping[tuple[str, str], Cell]:
        every = (tuple(table.cells.values()) for table in self.tables)
        return {(cell.row, cell.column): after for cells in every for cell, after in pairwise(cells)}

    def concepts(self, language: str) -> Mapping[str, tuple[str, ...]]:
        """The concepts of each type that has any, as readers of a language expect them."""
        known = frozenset(self.explanations.concepts)
        types = {key.partition(":")[0] for key in known}
        return {
            type_: tuple(entry.key for entry in self.in_reading_order(type_, language) if entry.key in known)
            for type_ in self.model.types
            if type_ in types
        }

    @cached_property
    def coverage(self) -> Coverage:
        """How much of the crosswalk has been written down."""
        return coverage_of(self.model, self.entries, self.graph, self.tables)

    @cached_property
    def explanations(self) -> Explanations:
        """How any two linked entries are connected. Its concepts are neither contributed nor parts of others."""
        linked = [entry for _, entry in sorted(self.entries.items()) if self.graph.connections(entry.key)]
        concepts = tuple(entry.key for entry in linked if self._is_concept(entry))
        return Explanations(self.graph, concepts, tuple(entry.key for entry in linked if not self._is_concept(entry)))

    def _is_concept(self, entry: Entry) -> bool:
        return not self.declaration(entry).contributed and entry.type not in self.model.parts

    @cached_property
    def filtering(self) -> Filtering:
        """What the crosswalk can be filtered to: entries that are not contributed, and the declared setting."""
        setting = self.model.crosswalk.setting
        own = setting.type if setting else ""
        candidates = [
            entry.key
            for type_, declared in self.model.types.items()
            if not declared.contributed and type_ != own
            for entry in self.of_type(type_)
        ]
        fields = setting.fields if setting else ()
        values = {field: tuple(self.model.types[own].fields[field].choices) for field in fields}
        stated = {
            entry.key: {field: getattr(entry.facts, field) or "" for field in fields}
            for entry in (self.of_type(own) if own else ())
        }
        return filtering_of(self.cells, self.graph, candidates, values, stated)

    def in_reading_order(self, type_: str, language: str) -> tuple[Entry, ...]:
        """The entries of a type as readers of a language expect them: declared order, or their own alphabet."""
        return self._sorted(self.of_type(type_), type_, language)

    def _sorted(self, entries: tuple[Entry, ...], type_: str, language: str) -> tuple[Entry, ...]:
        if self.model.types[type_].order != "title":
            return entries
        alphabet = self.languages[language].alphabet
        return tuple(
            sorted(entries, key=lambda entry: (alphabet.sort_key(self.title(entry.key, language).text), entry.id))
        )

    @cached_property
    def works(self) -> tuple[Entry, ...]:
        """The entries that can be cited."""
        return tuple(entry for entry in self.entries.values() if self.declaration(entry).title == "csl")

    @cached_property
    def uses(self) -> Mapping[str, tuple[Use, ...]]:
        """For each work's id, what uses it, in the order of entries and then of guide pages."""
        return uses_of(self.model, self.languages, self.entries.values(), self.guides.values())

    def related(self, work: Entry) -> tuple[Near, ...]:
        """The works that are nearest to one."""
        return self._related[work.key]

    @cached_property
    def _related(self) -> Mapping[str, tuple[Near, ...]]:
        return {work.key: related(work, self.works, self.uses) for work in self.works}

    def said(self, use: Use, language: str) -> Said:
        """The sentence of a use for readers of a language, with its citations formatted for them."""
        code = language if language in use.sentences else next(iter(use.sentences), language)
        pieces = (said for piece in use.sentences.get(code, ()) for said in self._pieces(piece, code))
        return Said(tuple(pieces), "" if code == language else code)

    def _pieces(self, piece: str | Cluster | Mention | Foreign, code: str) -> Iterator[tuple[Phrase, Entry | None]]:
        if isinstance(piece, str):
            yield Phrase(piece), None
        elif isinstance(piece, Foreign):
            yield Phrase(piece.text, piece.language), None
        elif isinstance(piece, Cluster):
            processor = self.processor(code)
            yield from ((Phrase(words), processor.works.get(key)) for words, key in processor.cited(piece))

    @cached_property
    def _processors(self) -> Mapping[str, Processor]:
        style = self.configuration.options.citation_style
        made: dict[str, Processor] = {}
        for code, language in self.languages.items():
            first = next(iter(made.values()), None)
            made[code] = Processor(self.works, language, style, first, self.bodies[code])
        return made

    def work_out(self) -> tuple[object, ...]:
        """Work out what pages in every language ask for; what asks for it again is given the same."""
        references = tuple(processor.entries for processor in self._processors.values())
        return references, self.cells, self.coverage, self.filtering, self.successors, self._related

    @cached_property
    def bodies(self) -> Mapping[str, Mapping[str, str]]:
        """What the list of terms calls bodies in each language, by their names in all."""
        names = [term.name for term in self.terms.terms.values() if term.kind == "name"]
        return {code: {written: name[code] for name in names for written in name.values()} for code in self.languages}

    def processor(self, language: str) -> Processor:
        """The formatter of citations for readers of a language."""
        return self._processors[language]


def _replaces(entry: Entry) -> tuple[str, ...]:
    return entry.facts.replaces if isinstance(entry.facts, EditionFacts) else ()
