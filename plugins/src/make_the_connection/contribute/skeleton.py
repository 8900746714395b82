"""The files of an entry that is still to be written: every question in them, as what stands there or in a comment."""

import textwrap
from collections.abc import Iterator

from make_the_connection.content.consent import COVERED
from make_the_connection.content.model import FieldDeclaration
from make_the_connection.content.reading import FACTS, SCHEMA
from make_the_connection.contribute.asked import asked_of, is_needed, linkable
from make_the_connection.diagnostics import printable
from make_the_connection.site import Site

_WIDTH = 110


def skeleton(site: Site, type_: str, name: str, code: str) -> dict[str, str]:
    """The text of each file of an entry's folder, by name, for somebody who writes in a language.

    What a person has to write is empty, and the check says so; what they may write is commented out.
    """
    asking = _Skeleton(site, type_, code)
    files = {FACTS: asking.facts(name), f"{code}.md": asking.words()}
    return {file: "".join(f"{line.rstrip()}\n" for line in lines) for file, lines in files.items()}


class _Skeleton:
    def __init__(self, site: Site, type_: str, code: str) -> None:
        self.site, self.code, self.language = site, code, site.languages[code]
        self.declared = site.model.types[type_]
        self.asked = asked_of(self.declared)
        self.today = f"'{site.as_of.isoformat()}'"

    def facts(self, name: str) -> Iterator[str]:
        yield f"# yaml-language-server: $schema={'../' * (name.count('/') + 1)}{SCHEMA}"
        yield from self._said("new.facts")
        yield f"original: {self.code}"
        if self.declared.feed:
            yield f"added: {self.today}"
        yield from (f"{field}: {choice}" for field, choice in self.asked.given.items())
        for field in self.asked.asks:
            declared = self.declared.fields[field]
            needed = is_needed(declared, self.asked)
            yield ""
            yield from self._head(declared, needed=needed)
            lines = self._field(field, declared)
            yield from lines if needed else (f"#{line}" for line in lines)
        yield from self._links()

    def words(self) -> Iterator[str]:
        yield "---"
        for name in ("title", "summary"):
            yield from self._said(f"contribution.{name}.prompt")
            yield f"{name}:"
        sections = self.declared.sections.values()
        prompts = {each.label[self.code]: each.prompt[self.code] for each in sections if each.prompt}
        if prompts:
            yield ""
            yield from self._said("new.sections")
            for label, prompt in prompts.items():
                yield from _comment(f"{label}: {prompt}")
        yield from ("---", "")
        for id_, section in self.declared.sections.items():
            yield from (f"## {section.label[self.code]} {{#{id_}}}", "")

    def _head(self, declared: FieldDeclaration, *, needed: bool) -> Iterator[str]:
        label = declared.label[self.code]
        optional = "" if needed else f" {self._text('contribution.optional')}"
        prompt = f": {declared.prompt[self.code]}" if declared.prompt else ""
        yield from _comment(f"{label}{optional}{prompt}")
        yield from self._choices(declared)

    def _choices(self, declared: FieldDeclaration, indent: str = "") -> Iterator[str]:
        if declared.kind == "choice":
            key = "new.some-of" if declared.many else "new.one-of"
            yield from _comment(self._text(key, choices=self._listed(declared)), indent)

    def _listed(self, declared: FieldDeclaration) -> str:
        named = (f"{choice} ({text[self.code]})" for choice, text in declared.choices.items())
        return self.language.listed(named)

    def _field(self, name: str, declared: FieldDeclaration) -> Iterator[str]:
        if declared.kind == "consent":
            yield from self._consent(name, declared)
        elif declared.many:
            lines = [line for inner, each in declared.fields.items() for line in self._field(inner, each)]
            yield f"{name}:"
            yield from (f"  {' ' if number else '-'} {line}" for number, line in enumerate(lines or [""]))
        elif declared.fields:
            yield f"{name}:"
            for inner, each in declared.fields.items():
                yield from self._choices(each, "  ")
                yield from (f"  {line}" for line in self._field(inner, each))
        elif declared.kind == "text":
            yield from (f"{name}:", f"  {self.code}:")
        else:
            yield f"{name}:"

    def _consent(self, name: str, declared: FieldDeclaration) -> Iterator[str]:
        covered = self.language.listed(f"{each} ({self._text(f'consent.{each}')})" for each in COVERED)
        questions = {
            "by_role": ("by-role", self._text("new.one-of", choices=self._listed(declared))),
            "on": ("on", self._text("issue.day")),
            "covers": ("covers", self._text("new.some-of", choices=covered)),
            "review_by": ("review-by", self._text("issue.day")),
        }
        yield f"{name}:"
        for field, (key, how) in questions.items():
            yield from _comment(f"{self._text(f'contribution.consent.{key}')}. {how}", "  ")
            yield f"  {field}:{' []' if field == 'covers' else ''}"

    def _links(self) -> Iterator[str]:
        yield ""
        yield from self._said("new.links")
        needed = [type_ for type_, link in self.asked.links.items() if link.least]
        yield f"{'' if needed else '#'}links:"
        for type_, link in self.asked.links.items():
            yield from _comment(self._named(type_), "  ")
            for entry in linkable(self.site, type_, self.code):
                yield f"  #   {entry.key}  {printable(self.site.title(entry.key, self.code).text)}"
            mark = "" if link.least else "# "
            lines = (
                f"- to: {'' if link.least else f'{type_}:'}",
                f"  relation: {link.relation}",
                "  why:",
                f"    {self.code}:",
                "  basis: editorial",
                f"  by: {self.asked.by}",
                f"  on: {self.today}",
                f"  strength: {'central' if link.least else 'supporting'}",
                "  review: not-yet",
            )
            yield from (f"  {mark}{line}" for line in lines)

    def _named(self, type_: str) -> str:
        least = self.asked.links[type_].least
        word = self.site.model.types[type_].word(self.code, "plural")
        how = self._text("contribution.least", number=least) if least else self._text("contribution.optional")
        return f"{word[:1].upper()}{word[1:]}. {how}" if least else f"{word[:1].upper()}{word[1:]} {how}"

    def _said(self, key: str) -> Iterator[str]:
        return _comment(self._text(key))

    def _text(self, key: str, /, **parameters: object) -> str:
        return self.language.text(key, **parameters)


def _comment(text: str, indent: str = "") -> Iterator[str]:
    return (
        f"{indent}# {line}"
        for line in textwrap.wrap(printable(text), _WIDTH, break_long_words=False, break_on_hyphens=False)
    )
