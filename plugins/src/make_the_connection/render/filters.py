"""The filter of the crosswalk: a form of choices, and the counts by which a script narrows the cells of a page.

Without the script a page has no form and says everything. The script reads counts as `type,setting…:through,number:…`
with `;` between those of different types or settings. What can be chosen is numbered from 1, and 0 stands for none in
particular; a number below zero counts what joins, some of it by published links.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup

from make_the_connection.content.model import THROUGH
from make_the_connection.crosswalk import Filtering, Join, State
from make_the_connection.render.environment import rendered
from make_the_connection.render.reader import Reader
from make_the_connection.site import Phrase

_SENTENCES = ("part", "showing", "cells", "left", "nothing-left", "not-here", "more", "everything", "unknown")


@dataclass(frozen=True)
class Option:
    """What can be chosen: its name in addresses, and its number in counts."""

    value: str
    number: int
    label: Phrase


@dataclass(frozen=True)
class Choice:
    """One list of the form."""

    name: str
    label: str
    options: tuple[Option, ...]


@dataclass(frozen=True)
class Filter:
    """The filter as one reader meets it."""

    reader: Reader

    @property
    def filtering(self) -> Filtering:
        return self.reader.site.filtering

    def form(self, joins: Iterable[Join] = (), *, folded: bool = True) -> Markup:
        """The form; with the counts of the page's own joins where it is about one cell.

        Empty without any choice, and in a column: what is narrowed is a whole page.
        """
        if not self.filtering or self.reader.beside:
            return Markup("")
        made = {"through": self.filtering.through, "setting": self.filtering.setting}
        return rendered(
            "filter.html",
            reader=self.reader,
            kinds=[kind for kind, choices in made.items() if choices],
            choices=tuple(self._choices()),
            words=self._words,
            joins=self.counts(joins),
            folded=folded,
        )

    def data(self, joins: Iterable[Join]) -> Markup:
        """The attribute by which the script narrows what shows these joins."""
        if not self.filtering or self.reader.beside:
            return Markup("")
        return Markup(' data-joins="{}"').format(self.counts(joins))

    def counts(self, joins: Iterable[Join]) -> str:
        """Joins as the script reads them."""
        filtering, types = self.filtering, self._types
        fields = tuple(filtering.setting.values())
        alike: dict[tuple[int, ...], list[tuple[int, int]]] = {}
        for share in filtering.shares(joins):
            through = filtering.through.index(share.through) + 1 if share.through else 0
            setting = (
                values.index(value) + 1 if value else 0 for value, values in zip(share.setting, fields, strict=True)
            )
            counts = alike.setdefault((types.index(share.type), *setting), [])
            counts.append((through, -share.number if share.published else share.number))
        return ";".join(
            ":".join(",".join(map(str, numbers)) for numbers in (key, *sorted(counts)))
            for key, counts in sorted(alike.items())
        )

    def _choices(self) -> Iterator[Choice]:
        reader, through = self.reader, self.filtering.through
        types = dict.fromkeys(key.split(":")[0] for key in through)
        entries = [entry for type_ in types for entry in reader.site.in_reading_order(type_, reader.code)]
        if types:
            yield Choice(
                THROUGH,
                reader.listed(reader.type(type_) for type_ in types),
                tuple(
                    Option(entry.key, through.index(entry.key) + 1, reader.site.short(entry.key, reader.code))
                    for entry in entries
                    if entry.key in through
                ),
            )
        setting = reader.site.model.crosswalk.setting
        fields = reader.site.model.types[setting.type].fields if setting else {}
        for name, values in self.filtering.setting.items():
            labels = fields[name].choices
            options = (Option(value, n, Phrase(reader.own(labels[value]))) for n, value in enumerate(values, start=1))
            yield Choice(name, reader.own(fields[name].label), tuple(options))

    @property
    def _types(self) -> tuple[str, ...]:
        """The types of what joins cells, in the model's order."""
        return tuple(type_ for type_ in self.reader.site.model.types if type_ in self.filtering.most)

    @cached_property
    def _words(self) -> dict[str, object]:
        """The sentences that the script fills in; for each type its word for numbers, and those that have another."""
        reader = self.reader
        sentences = {name: reader.language.catalogue.sentences[f"filter.{name}"] for name in _SENTENCES}
        states = {str(state): reader.language.text(f"state.{state}") for state in (State.PUBLISHED, State.EDITORIAL)}
        return {
            **sentences,
            **states,
            "separator": reader.language.text("list.separator"),
            "types": [self._numbered(type_) for type_ in self._types],
        }

    def _numbered(self, type_: str) -> tuple[str, dict[int, str]]:
        declared, code = self.reader.site.model.types[type_], self.reader.code
        numbers = range(1, self.filtering.most[type_] + 1)
        words = {number: declared.word(code, self.reader.language.plural_form(number)) for number in numbers}
        usual = declared.word(code, "other")
        return usual, {number: word for number, word in words.items() if word != usual}
