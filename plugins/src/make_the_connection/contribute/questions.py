"""The questions of a form on GitHub for entries of a contributed type, in one language.

GitHub's forms know inputs, text areas, dropdowns and checkboxes, and nothing that can be added again and again. So
there are a few places for links, and what is a list is asked for line by line.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from make_the_connection.content.consent import COVERED
from make_the_connection.content.model import FieldDeclaration
from make_the_connection.contribute.asked import asked_of, is_needed, linkable
from make_the_connection.languages import Language
from make_the_connection.site import Site

Control = Literal["input", "textarea", "dropdown", "checkboxes"]

FACTS, WORDS, SECTIONS, LINKS, WHYS, AGREED = "facts", "words", "sections", "links", "whys", "agreed"
"""What places begin with."""

COLUMN = " | "
"""What stands between the fields of a record that is written on one line."""

_MORE = 2
"""Links that can be given beside those that are needed, where any are; otherwise there is room for one."""


@dataclass(frozen=True)
class Question:
    """One question. `place` is where its answer belongs; `options` are what they say and what that stands for.

    `declared` is the field that it asks for, where it asks for one.
    """

    place: tuple[str, ...]
    control: Control
    label: str
    explained: str = ""
    needed: bool = False
    options: Mapping[str, str] = field(default_factory=dict)
    declared: FieldDeclaration | None = None

    @property
    def id(self) -> str:
        return "-".join(self.place)


def questions(site: Site, type_: str, code: str) -> tuple[Question, ...]:
    """The questions, in order; no two have the same label."""
    return tuple(_unlike(_Asking(site, type_, code).all()))


def _unlike(found: Iterable[Question]) -> Iterator[Question]:
    """Questions with a number behind a label that another has, too: an answer is known by its label."""
    seen: Counter[str] = Counter()
    for question in found:
        label = " ".join(question.label.split())
        seen[label.casefold()] += 1
        times = seen[label.casefold()]
        yield replace(question, label=label if times == 1 else f"{label} ({times})")


class _Asking:
    """The questions for one type in one language."""

    def __init__(self, site: Site, type_: str, code: str) -> None:
        self.site, self.code = site, code
        self.declared = site.model.types[type_]
        self.asked = asked_of(self.declared)
        self.language: Language = site.languages[code]

    def all(self) -> Iterator[Question]:
        fields = {name: self.declared.fields[name] for name in self.asked.asks}
        apart = {name: each for name, each in fields.items() if each.many or each.kind == "consent"}
        for name, each in fields.items():
            if name not in apart:
                yield from self._field((FACTS, name), each, needed=is_needed(each, self.asked))
        yield from self._words()
        for type_ in self.asked.links:
            yield from self._links(type_)
        for name, each in apart.items():
            yield from self._field((FACTS, name), each, needed=is_needed(each, self.asked))
        statement = {self._text("issue.agree.statement"): AGREED}
        yield Question((AGREED,), "checkboxes", self._text("issue.agree"), needed=True, options=statement)

    def _field(
        self, place: tuple[str, ...], asked: FieldDeclaration, *, needed: bool, within: str = ""
    ) -> Iterator[Question]:
        label = within + asked.label[self.code]
        prompt = asked.prompt[self.code] if asked.prompt else ""
        if asked.kind == "consent":
            yield from self._consent(place, asked, needed=needed)
        elif asked.kind == "record" and not asked.many:
            for name, inner in asked.fields.items():
                yield from self._field((*place, name), inner, needed=needed and inner.required, within=f"{label}: ")
        elif asked.kind == "choice":
            options = {text[self.code]: choice for choice, text in asked.choices.items()}
            control: Control = "checkboxes" if asked.many else "dropdown"
            yield Question(place, control, label, prompt, needed=needed, options=options, declared=asked)
        elif asked.many:
            columns = COLUMN.join(inner.label[self.code] for inner in asked.fields.values())
            how = self._text("issue.columns", columns=columns) if columns else self._text("issue.lines")
            yield Question(place, "textarea", label, f"{prompt} {how}".strip(), needed=needed, declared=asked)
        elif asked.kind == "flag":
            yield Question(place, "checkboxes", label, prompt, options={label: "true"}, declared=asked)
        else:
            prompt = prompt or (self._text("contribution.date") if asked.kind == "date" else "")
            yield Question(place, "input", label, prompt, needed=needed, declared=asked)

    def _consent(self, place: tuple[str, ...], asked: FieldDeclaration, *, needed: bool) -> Iterator[Question]:
        roles = {text[self.code]: role for role, text in asked.choices.items()}
        covered = {self._text(f"consent.{each}"): each for each in COVERED}
        prompt = asked.prompt[self.code] if asked.prompt else ""
        day = self._text("issue.day")
        again = f"{self._text('contribution.consent.review-by.explained')} {day}"
        label = {name: self._text(f"contribution.consent.{name}") for name in ("by-role", "on", "covers", "review-by")}
        yield Question((*place, "by_role"), "dropdown", label["by-role"], prompt, needed=needed, options=roles)
        yield Question((*place, "on"), "input", label["on"], day, needed=needed)
        yield Question((*place, "covers"), "checkboxes", label["covers"], options=covered)
        yield Question((*place, "review_by"), "input", label["review-by"], again)

    def _words(self) -> Iterator[Question]:
        for name, control in (("title", "input"), ("summary", "textarea")):
            label, prompt = self._text(f"contribution.{name}"), self._text(f"contribution.{name}.prompt")
            yield Question((WORDS, name), control, label, prompt, needed=True)  # type: ignore[arg-type]
        for id_, section in self.declared.sections.items():
            prompt = section.prompt[self.code] if section.prompt else ""
            if section.words:
                least, most = section.words
                prompt = f"{prompt} {self._text('contribution.length', least=least, most=most)}".strip()
            yield Question((SECTIONS, id_), "textarea", section.label[self.code], prompt, needed=section.required)

    def _links(self, type_: str) -> Iterator[Question]:
        """A dropdown of all entries of a type with room for the reason, as often as there is to be room for one."""
        least = self.asked.links[type_].least
        places = least + _MORE if least else 1
        word = self.site.model.types[type_].word(self.code, "one")
        word = word[:1].upper() + word[1:]
        options = self._entries(type_)
        if not options:
            return
        for number in range(1, places + 1):
            label = word if places == 1 else f"{word} {number}"
            best = self._text("issue.best") if least and number == 1 else ""
            why = f"{self._text('contribution.why')} ({label})"
            needed = number <= least
            yield Question((LINKS, type_, str(number)), "dropdown", label, best, needed=needed, options=options)
            once = self._text("contribution.why.explained")
            yield Question((WHYS, type_, str(number)), "textarea", why, once, needed=needed)

    def _entries(self, type_: str) -> dict[str, str]:
        """The keys of what can be linked with by title; by title and id where two have the same."""
        entries = list(linkable(self.site, type_, self.code))
        titles = {entry.key: " ".join(self.site.title(entry.key, self.code).text.split()) for entry in entries}
        times = Counter(titles.values())
        return {
            titles[entry.key] if times[titles[entry.key]] == 1 else f"{titles[entry.key]} ({entry.id})": entry.key
            for entry in entries
        }

    def _text(self, key: str, /, **parameters: object) -> str:
        return self.language.text(key, **parameters)
