"""A change in sentences of a language, for whoever decides about it: what it is, what is found, what is left to do.

All of it is Markdown. What strangers wrote stands in it as nothing but words: no address of theirs can be followed.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from make_the_connection.cli.change import Change
from make_the_connection.cli.difference_forms import escaped, in_markdown
from make_the_connection.cli.difference_words import Item, Section, Told, Writing
from make_the_connection.content.consent import Consent, consents_of
from make_the_connection.content.model import FieldDeclaration
from make_the_connection.content.reading import Entry
from make_the_connection.crosswalk import Link, Unrelated
from make_the_connection.crosswalk.difference import pair_of
from make_the_connection.diagnostics import Diagnostic, Severity
from make_the_connection.languages import Language, sentence, way_out

_MOST = 40
"""Items of a list that are shown."""

_LONGEST = 300
"""Characters of an author's text that are shown."""

_AWAITED = ("missing-translation", "untranslated-text")
"""The codes of what has not been written in a language yet."""


def _shown(text: str) -> str:
    return escaped(text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…")


WRITING = Writing(_shown, _shown)


class _Told(Told):
    """A difference that says only the id of what is withdrawn: the rest may be what it is withdrawn for."""

    def title(self, key: str) -> str:
        return self.writing.words(key) if self._is_withdrawn(key) else super().title(key)

    def short(self, key: str) -> str:
        return self.writing.words(key) if self._is_withdrawn(key) else super().short(key)

    def link(self, link: Link) -> Item:
        return self._without_reasons(super().link(link), link)

    def unrelated(self, record: Unrelated) -> Item:
        return self._without_reasons(super().unrelated(record), record)

    def _without_reasons(self, item: Item, record: Link | Unrelated) -> Item:
        return Item(item.head) if any(map(self._is_withdrawn, pair_of(record))) else item

    def _is_withdrawn(self, key: str) -> bool:
        return any(key in each.keys for each in self.compared.after.withdrawn)


@dataclass(frozen=True)
class Review:
    """A change as it is told in one language."""

    change: Change
    language: Language

    def markdown(self, longest: int) -> str:
        """A part of a comment, not longer than this: what does not fit is counted."""
        sections = (section for section in self._sections() if section.items)
        return in_markdown(self._text("title"), self._paragraphs(), sections, self.language, longest)

    def _paragraphs(self) -> Iterator[str]:
        yield self._text("lead")
        if self.change.others:
            yield self._text("outside", number=len(self.change.others))
        if self._told is None:
            yield self.language.text("diff.unreadable-after")
        else:
            yield from self._told.cautions

    def _sections(self) -> Iterator[Section]:
        yield self._section("others", (Item(_shown(path)) for path in self.change.others))
        if self._told is not None:
            yield self._section("entries", (self._entry(key, self._told) for key in self.change.entries))
        yield self._section("tasks", (Item(f"[ ] {item.head}", item.details) for item in self._tasks()))
        yield self._section("findings", self._findings())
        if self._told is not None:
            yield Section(self.language.text("diff.title"), tuple(map(Item, self._told.summary)))
            yield from self._told.sections

    @cached_property
    def _told(self) -> Told | None:
        compared = self.change.compared
        return _Told(compared, self.language, WRITING) if compared else None

    # what has changed

    def _entry(self, key: str, told: Told) -> Item:
        state = self.change.state(key)
        entry = self.change.entry(key)
        details = list(self._what_it_is(entry, told)) if entry else []
        details.append(self._text("files", files=self.language.listed(map(self._path, self.change.entries[key]))))
        return Item(self._text("entry", entry=told.entry(key).head, state=self._text(f"state.{state}")), tuple(details))

    def _what_it_is(self, entry: Entry, told: Told) -> Iterator[str]:
        site = told.compared.after
        summary = site.summary(entry.key, self.language.code).text
        if summary:
            yield _shown(summary)
        choices = [self._choice(entry, name, field, told) for name, field in site.declaration(entry).fields.items()]
        if any(choices):
            yield self.language.listed(filter(None, choices))
        others = [told.quoted(told.short(each.other)) for each in site.graph.connections(entry.key)]
        yield self._text("connected", titles=self._listed(others)) if others else self._text("not-connected")

    def _choice(self, entry: Entry, name: str, field: FieldDeclaration, told: Told) -> str:
        value = getattr(entry.facts, name)
        if field.kind != "choice" or field.many or value is None:
            return ""
        return self._text("choice", field=told.named(field.label), choice=told.named(field.choices[value]))

    # what is found

    def _findings(self) -> Iterator[Item]:
        for path, group in groupby(self.change.findings, key=lambda each: each.location.path):
            yield Item(self._path(path), self._most(map(self._finding, group)))
        if not self.change.findings:
            yield Item(self._text("no-findings"))
        if any(self.change.elsewhere.values()):
            counts = {f"{severity}s": number for severity, number in self.change.elsewhere.items()}
            yield Item(self._text("elsewhere", **counts))

    def _finding(self, diagnostic: Diagnostic) -> str:
        what, out = (escaped(words(diagnostic, self.language)) for words in (sentence, way_out))
        severity = self._text(f"severity.{diagnostic.severity}")
        line, code = diagnostic.location.line, f"`{diagnostic.code}`"
        return self._text("finding", line=line, severity=severity, code=code, sentence=what, way_out=out)

    # what is left to do

    def _tasks(self) -> Iterator[Item]:
        if self.change.others:
            yield Item(self._text("task.others"))
        for each in self.change.findings:
            if each.severity is Severity.WARNING:
                place = f"{self._path(each.location.path)}:{each.location.line}"
                yield Item(self._text("task.warning", place=place, sentence=escaped(sentence(each, self.language))))
        if self._told is not None:
            for key in self.change.entries:
                yield from self._tasks_of(key, self._told)

    def _tasks_of(self, key: str, told: Told) -> Iterator[Item]:
        entry = self.change.entry(key)
        if entry is None:
            state = self.change.state(key)
            if state in ("removed", "withdrawn"):
                yield Item(self._text(f"task.{state}", entry=told.entry(key).head))
            return
        files, declared = self.change.entries[key], told.compared.after.declaration(entry)
        consents = consents_of(entry.facts, declared).items()
        drafts = {words.path for words in entry.words.values() if words.front.translation == "draft"}
        listings: dict[str, Iterable[str]] = {
            "consent": (self._consent(consent, declared.fields[name], told) for name, consent in consents),
            "pictures": (self._path(path) for path in files if _name(path) in entry.images),
            "links": (told.link(link).head for link in self.change.links(key)),
            "languages": map(self.language.name_of, self._awaited(entry)),
            "drafts": (self._path(path) for path in files if path in drafts),
            "addresses": map(_shown, self.change.addresses(key)),
        }
        for task, listing in listings.items():
            if details := self._most(listing):
                yield Item(self._text(f"task.{task}", entry=told.entry(key).head), details)

    def _awaited(self, entry: Entry) -> Iterator[str]:
        """The languages in which an entry, or a text of its facts, has not been written."""
        found = (each for each in self.change.findings if each.code in _AWAITED)
        of_entry = (each for each in found if each.location.path.rpartition("/")[0] == entry.folder)
        yield from sorted({dict(each.parameters)["language"] for each in of_entry})

    def _consent(self, consent: Consent, field: FieldDeclaration, told: Told) -> str:
        return self.language.text(
            "fact.consent",
            role=told.named(field.choices[consent.by_role]),
            on=self.language.date(consent.on),
            covers=self.language.listed(self.language.text(f"consent.{each}") for each in consent.covers),
            review_by=self.language.date(consent.review_by),
        )

    # words

    def _text(self, key: str, /, **parameters: object) -> str:
        return self.language.text(f"review.{key}", **parameters)

    def _section(self, name: str, items: Iterable[Item]) -> Section:
        found = tuple(items)
        left = (Item(self._more(len(found) - _MOST)),) if len(found) > _MOST else ()
        return Section(self._text(name), found[:_MOST] + left)

    def _most(self, details: Iterable[str]) -> tuple[str, ...]:
        found = tuple(details)
        return found if len(found) <= _MOST else (*found[:_MOST], self._more(len(found) - _MOST))

    def _listed(self, words: Iterable[str]) -> str:
        return self.language.listed(self._most(words))

    def _more(self, number: int) -> str:
        return self.language.text("diff.more", number=number)

    def _path(self, path: str) -> str:
        return _shown(f"{self.change.folder}{path}")


def _name(path: str) -> str:
    return path.rpartition("/")[2]
