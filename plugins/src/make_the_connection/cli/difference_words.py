"""A difference of two sites in sentences of a language, whatever they are then written into."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from make_the_connection.cli.comparison import Compared
from make_the_connection.content.model import Model
from make_the_connection.content.rule import EntryRule, LinkRule
from make_the_connection.crosswalk import Broken, Link, State, Unrelated
from make_the_connection.crosswalk.difference import (
    CellChange,
    FieldChange,
    RecordChange,
    RecordChanges,
    pair_of,
)
from make_the_connection.languages import Language
from make_the_connection.references import in_language


@dataclass(frozen=True)
class Writing:
    """How the words of authors, and the addresses that they name, are put into what is written: each on one line."""

    words: Callable[[str], str]
    address: Callable[[str], str]


@dataclass(frozen=True)
class Item:
    """One thing that has changed, and what there is to say of it."""

    head: str
    details: tuple[str, ...] = ()


@dataclass(frozen=True)
class Section:
    heading: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Told:
    """The difference of two sites as it is told in one language."""

    compared: Compared
    language: Language
    writing: Writing

    @property
    def cautions(self) -> tuple[str, ...]:
        """That what could not be read is not compared."""
        base = self.writing.words(self.compared.base)
        sides = zip(("errors-before", "errors-after"), self.compared.errors, strict=True)
        return tuple(self._text(key, base=base, errors=errors) for key, errors in sides if errors)

    @property
    def summary(self) -> tuple[str, ...]:
        """What has changed, in numbers; that nothing has, where that is so."""
        found, count = self.compared.found, self._count
        joined = sum(cell.newly_joined for cell in found.cells)
        parted = sum(cell.newly_parted for cell in found.cells)
        sentences = [
            count("links", **_numbers(found.links)),
            count(
                "entries",
                added=len(found.entries_added),
                removed=len(found.entries_removed),
                renamed=len(found.entries_renamed),
            ),
            count("cells", joined=joined, parted=parted, changed=len(found.cells) - joined - parted),
            count("unrelated", **_numbers(found.unrelated)),
            count("rules", broken=len(found.broken), mended=len(found.mended)),
        ]
        if not any(sentences):
            return (self._text("nothing"),)
        if found.not_reviewed:
            sentences.append(self._text("not-reviewed", number=len(found.not_reviewed)))
        return tuple(filter(None, sentences))

    @property
    def sections(self) -> tuple[Section, ...]:
        """What has changed, one by one; only the sections that have something."""
        found = self.compared.found
        joined = [cell for cell in found.cells if cell.newly_joined]
        parted = [cell for cell in found.cells if cell.newly_parted]
        others = [cell for cell in found.cells if not cell.newly_joined and not cell.newly_parted]
        sections = (
            self._section("rules.broken", self._rules(found.broken, self.compared.after.model, "too-few")),
            self._section("links.added", map(self.link, found.links.added)),
            self._section("links.removed", map(self.link, found.links.removed)),
            self._section("links.changed", map(self._change, found.links.changed)),
            self._section("cells.joined", map(self._cell, joined)),
            self._section("cells.parted", map(self._cell, parted)),
            self._section("cells.changed", map(self._cell, others)),
            self._section("entries.added", map(self.entry, found.entries_added)),
            self._section("entries.removed", map(self.entry, found.entries_removed)),
            self._section("entries.renamed", map(self._renamed, found.entries_renamed)),
            self._section("unrelated.added", map(self.unrelated, found.unrelated.added)),
            self._section("unrelated.removed", map(self.unrelated, found.unrelated.removed)),
            self._section("unrelated.changed", map(self._change, found.unrelated.changed)),
            self._section("rules.mended", self._rules(found.mended, self.compared.before.model, "mended")),
        )
        return tuple(section for section in sections if section.items)

    def _count(self, what: str, **numbers: int) -> str:
        changes = [self._text(f"{what}.{verb}.counted", number=number) for verb, number in numbers.items() if number]
        return self._text(what, changes=self.language.listed(changes)) if changes else ""

    def _section(self, name: str, items: Iterable[Item]) -> Section:
        return Section(self._text(name), tuple(items))

    # what has changed

    def entry(self, key: str) -> Item:
        is_withdrawn = key in {each.key for each in self.compared.after.withdrawn}
        head = self._text("entry", title=self.title(key), type=self.type_name(key.partition(":")[0]))
        return Item(head, (self._text("withdrawn"),) if is_withdrawn else ())

    def _renamed(self, keys: tuple[str, str]) -> Item:
        before, after = map(self.writing.words, keys)
        return Item(self._text("renamed", title=self.title(keys[1]), before=before, after=after))

    def link(self, link: Link) -> Item:
        basis, central = self.language.text(f"basis.{link.basis}"), self.language.text("strength.central")
        ends = {"here": self.short(link.subject), "other": self.short(link.object)}
        head = self.language.text("link.relation", relation=self._relation(link.relation), **ends)
        details = [self.named(link.why), self.language.listed([basis, central] if link.central else [basis])]
        if link.wording is not None:
            details.append(self.language.text("link.as-printed", wording=self.named(link.wording)))
        if link.source is not None:
            details.append(f"{self.language.text('link.source')} {self._source(link.source)}")
        if link.by is not None and link.on is not None:
            details.append(self._signed("link.ours", link.by, link.on))
        if link.reviewed is None:
            details.append(self.language.text("link.not-reviewed"))
        else:
            details.append(self._signed("link.reviewed", *link.reviewed))
        return Item(head, tuple(details))

    def unrelated(self, record: Unrelated) -> Item:
        details = (self.named(record.why), self._signed("unrelated.by", record.by, record.on))
        return Item(self._pair(*pair_of(record)), details)

    def _change(self, change: RecordChange[Link] | RecordChange[Unrelated]) -> Item:
        return Item(self._pair(*change.pair), tuple(map(self._field, change.fields)))

    def _field(self, change: FieldChange) -> str:
        name, _, part = change.name.partition(".")
        field = self._text(f"field.{change.name if name == 'review' else name}")
        if part and name != "review":
            field = self._text("field-in", field=field, language=self.language.name_of(part))
        values = {
            when: self._value(change.name, value)
            for when, value in (("before", change.before), ("after", change.after))
            if value is not None
        }
        form = "change" if len(values) == 2 else f"only-{next(iter(values))}"
        return self._text(form, field=field, **values)

    def _value(self, name: str, value: str) -> str:
        match name:
            case "relation":
                return self._relation(value)
            case "basis" | "strength":
                return self.language.text(f"{name}.{value}")
            case "by" | "review.by":
                return self._role(value)
            case "on" | "review.on":
                return self.language.date(value)
            case "source":
                return self._source(value)
        return self.writing.words(value)

    def _cell(self, cell: CellChange) -> Item:
        details = []
        if cell.before is not cell.after:
            details.append(self._text("states", before=self._state(cell.before), after=self._state(cell.after)))
        for key, joins in (("joined-by", cell.joined), ("parted-by", cell.parted)):
            if joins:
                titles = self.language.listed(self.quoted(self.short(join)) for join in joins)
                details.append(self._text(key, titles=titles))
        head = self.language.text("cell.title", row=self.short(cell.row), column=self.short(cell.column))
        return Item(head, tuple(details))

    def _state(self, state: State | None) -> str:
        return self._text("no-cell") if state is None else self.language.text(f"state.{state}")

    def _rules(self, broken: Iterable[Broken], model: Model, form: str) -> Iterator[Item]:
        for name, group in groupby(broken, key=lambda each: each.rule):
            rule = model.rules[name]
            yield Item(self.named(rule.label), tuple(self._broken(each, rule, model, form) for each in group))

    def _broken(self, broken: Broken, rule: EntryRule | LinkRule, model: Model, form: str) -> str:
        if isinstance(rule, LinkRule):
            return self._pair(broken.key, broken.other)
        asked = self.type_name(broken.other)
        if rule.in_each is not None:
            field = model.types[broken.other].fields[rule.in_each]
            choice = self.named(field.choices[broken.choice])
            asked = self._text("in-each", type=asked, field=self.named(field.label), choice=choice)
        form = "none" if form == "too-few" and not broken.has else form
        return self._text(form, title=self.short(broken.key), type=asked, has=broken.has, asked=broken.asked)

    # words

    def _text(self, key: str, /, **parameters: object) -> str:
        return self.language.text(f"diff.{key}", **parameters)

    def title(self, key: str) -> str:
        site = self.compared.site_of(key)
        return self.writing.words(site.title(key, self.language.code).text if site else key)

    def short(self, key: str) -> str:
        site = self.compared.site_of(key)
        return self.writing.words(site.short(key, self.language.code).text if site else key)

    def quoted(self, title: str) -> str:
        return self._text("quoted", title=title)

    def _pair(self, one: str, other: str) -> str:
        return self._text("pair", one=self.short(one), other=self.short(other))

    def named(self, text: Mapping[str, str]) -> str:
        return self.writing.words(in_language(text, self.language.code)[0])

    def type_name(self, type_: str) -> str:
        label = self._all("types")[type_].label
        return self.writing.words(label.get(self.language.code, next(iter(label.values())))["one"])

    def _relation(self, relation: str) -> str:
        return self.named(self._all("relations")[relation].label)

    def _role(self, role: str) -> str:
        return self.named(self._all("roles")[role])

    def _signed(self, key: str, by: str, on: str) -> str:
        return self.language.text(key, by=self._role(by), on=self.language.date(on))

    def _source(self, source: str) -> str:
        return self.quoted(self.title(source)) if self.compared.site_of(source) else self.writing.address(source)

    def _all(self, declarations: str) -> Mapping[str, Any]:
        """What the two content models declare; the later one's word counts."""
        before, after = self.compared.before.model, self.compared.after.model
        return {**getattr(before, declarations), **getattr(after, declarations)}


def _numbers(changes: RecordChanges[Link] | RecordChanges[Unrelated]) -> dict[str, int]:
    return {"added": len(changes.added), "removed": len(changes.removed), "changed": len(changes.changed)}
