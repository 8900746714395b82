"""What becomes of the records of a file: new works, works that are here, and their editions in another language."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

from make_the_connection.content.model import FieldDeclaration, TypeDeclaration
from make_the_connection.content.reading import FACTS, Entry
from make_the_connection.content.records import Facts, RecordClasses
from make_the_connection.content.text_source import MAX_BYTES
from make_the_connection.content.validation import validated
from make_the_connection.content.yaml_source import read_yaml
from make_the_connection.diagnostics import Diagnostic, Location
from make_the_connection.references.duplicates import (
    Known,
    Shelf,
    Why,
    comparable,
    contradict,
    share_number,
    site_language,
    titles,
)
from make_the_connection.references.formats.record import FoundRecord, Record, compact, record_of
from make_the_connection.references.merging import merged, versions
from make_the_connection.references.new_entries import facts_text, in_yaml, new_id

What = Literal["added", "duplicate", "edition", "merged"]


@dataclass(frozen=True)
class Outcome:
    """What becomes of one record.

    `works` are the ids of the new work, of the one that it repeats (and `why`), or of those that it may be an edition
    of, in the site's `language`; `lines` are what then belongs in the facts of the first of them.
    """

    what: What
    found: FoundRecord
    works: tuple[str, ...]
    why: Why | None = None
    language: str = ""
    lines: str = ""


@dataclass(frozen=True)
class Target:
    """Where records go: a type of a site, with its works, the ids that are not free, and other facts to give to all.

    `bodies` gives bodies one name by those that they have in the languages of the site.
    """

    root: Path
    type: str
    declared: TypeDeclaration
    classes: RecordClasses
    works: Mapping[str, Entry]
    taken: Collection[str]
    facts: Mapping[str, Any]
    bodies: Mapping[str, str] = field(default_factory=dict)

    def path(self, work: str) -> str:
        """The facts file of a work, from the root of the site."""
        return f"{self.works[work].folder if work in self.works else f'{self.declared.folder}/{work}'}/{FACTS}"


@dataclass
class Import:
    """One run. `new` and `changed` are texts of facts files, by the ids of works."""

    target: Target
    merge: bool = False
    separate: bool = False
    outcomes: list[Outcome] = field(default_factory=list)
    new: dict[str, str] = field(default_factory=dict)
    changed: dict[str, str] = field(default_factory=dict)
    _records: dict[str, tuple[FoundRecord, Record]] = field(default_factory=dict)
    _shelf: Shelf = field(init=False)
    _given: Shelf = field(init=False)
    _taken: set[str] = field(init=False)

    def __post_init__(self) -> None:
        self._shelf, self._given = Shelf(self.target.bodies), Shelf(self.target.bodies)
        self._taken = set(self.target.taken)

    def read(self, records: Iterable[FoundRecord], found: list[Diagnostic]) -> None:
        """Decide on every record, and write the texts; with diagnostics, nothing of this is to be used."""
        for work in self.target.works.values():
            self._shelf.add(Known(work.id, record_of(work)))
        records = tuple(records)
        for number, each in enumerate(records):
            self._given.add(Known(str(number), each.record))
        for each in records:
            self.outcomes.append(self._outcome(each))
        for id_, (each, record) in self._records.items():
            self.new[id_] = self._text(each, record, self.target.path(id_), found)

    def _outcome(self, found: FoundRecord) -> Outcome:
        languages = self.target.classes.languages
        record = found.record
        same = self._shelf.same(record)
        # A record that is here word for word is no other work, whatever is said of others: a run may be repeated.
        if same and self.separate and same[1] == "title" and same[0].record != compact(record):
            same = None
        editions = [] if self.separate else self._shelf.other_editions(record, languages)
        if same and (same[1] == "title" or same[0] not in editions or self._same_title(record, same[0].record)):
            return Outcome("duplicate", found, (same[0].name,), same[1])
        if same and editions:
            editions = [same[0]]
        if editions:
            return self._edition(found, editions)
        work = new_id(record, self._taken)
        self._taken.add(work)
        self._records[work] = (found, record)
        self._shelf.add(Known(work, record))
        return Outcome("added", found, (work,))

    @staticmethod
    def _same_title(one: Record, other: Record) -> bool:
        return bool({comparable(title) for title in titles(one)} & {comparable(title) for title in titles(other)})

    def _edition(self, found: FoundRecord, editions: list[Known]) -> Outcome:
        languages = self.target.classes.languages
        code = site_language(str(found.record["language"]), languages)
        works = tuple(dict.fromkeys(known.name for known in editions))
        known = editions[0]
        held = site_language(str(known.record.get("language", "")), languages)
        both = versions(found.record, known.record, code, held)
        lines = in_yaml(both)
        undecided = Outcome("edition", found, works, language=code, lines="" if len(works) > 1 else lines)
        if not self.merge or len(works) > 1 or not self._is_sure(found.record, known.record, code):
            return undecided
        whole = compact({**known.record, **both})
        if known.name in self._records:
            self._records[known.name] = (self._records[known.name][0], whole)
        elif not self._change(known.name, both, whole):
            return undecided
        self._shelf.add(Known(known.name, whole))
        return Outcome("merged", found, works, language=code, lines=lines)

    def _is_sure(self, record: Record, known: Record, code: str) -> bool:
        """Whether a record may be put into a known one: nothing speaks against it, and the file has no other for it."""
        if share_number(record, known):
            return True
        claims = self._given.claims(known, code, self.target.classes.languages)
        return not contradict(record, known) and all(self._same_title(record, each) for each in claims)

    def _change(self, work: str, both: Mapping[str, Mapping[str, str]], whole: Record) -> bool:
        """Put versions into the facts of a work; False where they cannot be, or the record is then not as expected."""
        path = self.target.path(work)
        before = self.changed.get(work) or (self.target.root / path).read_bytes().decode()
        after = merged(before, both)
        facts = self._facts(after, path, []) if after and len(after.encode()) <= MAX_BYTES else None
        if after is None or facts is None:
            return False
        if compact(facts.csl.model_dump(by_alias=True, exclude_none=True)) != whole:  # type: ignore[attr-defined]
            return False
        self.changed[work] = after
        return True

    def _facts(self, text: str, shown: str, found: list[Diagnostic]) -> Facts | None:
        document = read_yaml(text.replace("\r\n", "\n"), shown, found)
        return validated(self.target.classes.facts[self.target.type], document, found) if document else None

    def _text(self, each: FoundRecord, record: Record, path: str, found: list[Diagnostic]) -> str:
        """The facts of a new work; what is wrong with it is reported where it stands in the file that it comes from."""
        text = facts_text({"csl": record, **self.target.facts})
        if len(text.encode()) > MAX_BYTES:
            found.append(Diagnostic.at(Location(path), "too-large", limit=MAX_BYTES // 1024))
            return text
        wrong: list[Diagnostic] = []
        self._facts(text, each.location.path, wrong)
        found.extend(self._in_its_file(diagnostic, each.location) for diagnostic in wrong)
        return text

    def _in_its_file(self, diagnostic: Diagnostic, where: Location) -> Diagnostic:
        name = dict(diagnostic.parameters).get("name", "")
        needed = self.target.declared.fields.get(name)
        if diagnostic.code == "missing-field" and needed and name != "csl":
            return Diagnostic.at(Location(where.path), "import-needs-field", name=name, choices=_shape(needed))
        return replace(diagnostic, location=where)


_SHAPES: Mapping[str, str] = {
    "number": "1",
    "flag": "true, false",
    "date": "YYYY-MM-DD",
    "address": "https://…",
    "entry": "type:id",
}


def _shape(declared: FieldDeclaration) -> str:
    """What a field takes: its choices, or an example of what is written."""
    shape = ", ".join(declared.choices or ()) or _SHAPES.get(declared.kind, "…")
    return f"[{shape}]" if declared.many else shape
