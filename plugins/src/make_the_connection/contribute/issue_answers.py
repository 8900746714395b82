"""The answers to a form on GitHub, out of the text that GitHub makes of them.

For each question, in order, that is `### ` and its label, an empty line, and the answer as it was typed. Nothing in an
answer is escaped, so that it can hold such a heading itself. Nobody can tell then which of two is the question's: where
a heading that is a question's stands twice, nothing is read.
"""

import datetime
import json
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from make_the_connection.content.annotations import ENTRY_FOLDER
from make_the_connection.content.model import FieldDeclaration
from make_the_connection.contribute.answers import Answers, LinkAnswer, WordsAnswer, folder_name
from make_the_connection.contribute.questions import (
    AGREED,
    COLUMN,
    FACTS,
    LINKS,
    SECTIONS,
    WHYS,
    WORDS,
    Question,
    questions,
)
from make_the_connection.site import Site

LONGEST = 65_536
"""Characters that GitHub takes in an issue."""

_EMPTY = "_No response_"
_NONE = "None"
_HEAD = "### "
_TICKED = re.compile(r"^- \[[xX]\] (.*)$", re.MULTILINE)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NUMBER = re.compile(r"[0-9]{1,18}")
_YEARS = 3
"""After which consent is to be asked for again where nobody says otherwise; the form on the site says the same."""


class NoAnswersError(Exception):
    """An issue out of which no answers can be read. `key` is the catalogue's sentence that says why.

    `language` is that of the form, where it is known.
    """

    def __init__(self, key: str, language: str | None = None, /, **parameters: object) -> None:
        super().__init__(key)
        self.key = key
        self.language = language
        self.parameters = parameters


@dataclass(frozen=True)
class Issue:
    """What is read of an issue: never who wrote it. `on` is the day on which it was opened."""

    body: str
    on: str


def issue_of(event: bytes) -> Issue:
    """The issue of an event as GitHub keeps it in a file. Raises `NoAnswersError`."""
    try:
        read = json.loads(event)
        body, opened = read["issue"]["body"], read["issue"]["created_at"]
        on = datetime.date.fromisoformat(opened[:10]).isoformat()
    except (ValueError, KeyError, TypeError, RecursionError):
        raise NoAnswersError("new.issue.unreadable") from None
    if not isinstance(body, str | None):
        raise NoAnswersError("new.issue.unreadable")
    return Issue(body or "", on)


def answers_from_issue(issue: Issue, site: Site, type_: str) -> Answers:
    """The answers, in the language of the form. Raises `NoAnswersError` where they are none of its answers."""
    if len(issue.body) > LONGEST:
        raise NoAnswersError("new.issue.too-long", limit=LONGEST)
    lines = issue.body.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    forms = {code: questions(site, type_, code) for code in site.languages}
    heads = {code: _heads(lines, asked) for code, asked in forms.items()}
    code = max(heads, key=lambda each: len({question.place for _, question in heads[each]}))
    _require_the_form(heads[code], forms[code], code)
    answered = _answered(lines, heads[code], code)
    if not any(question.place == (AGREED,) for question, _ in answered):
        raise NoAnswersError("new.issue.not-agreed", code)
    asked = site.model.types[type_].contribution
    central = {each for each, link in asked.links.items() if link.least} if asked else set()
    return _answers(answered, issue.on, type_, code, central)


def _heads(lines: Sequence[str], asked: Sequence[Question]) -> list[tuple[int, Question]]:
    """The lines that are headings of questions: between empty lines, or at an end."""
    by_head = {f"{_HEAD}{question.label}": question for question in asked}
    padded = ["", *lines, ""]
    return [
        (number, by_head[line.rstrip()])
        for number, line in enumerate(lines)
        if line.rstrip() in by_head and not padded[number].strip() and not padded[number + 2].strip()
    ]


def _require_the_form(heads: Sequence[tuple[int, Question]], asked: Sequence[Question], code: str) -> None:
    """Every question that has to be answered is there, each only once, in the order of the form."""
    found = [question for _, question in heads]
    if not found:
        raise NoAnswersError("new.issue.not-the-form")
    times = Counter(question.place for question in found)
    for question in found:
        if times[question.place] > 1:
            raise NoAnswersError("new.issue.twice", code, label=question.label)
    if found != [question for question in asked if question.place in times]:
        raise NoAnswersError("new.issue.not-the-form", code)
    if any(question.needed and question.place not in times for question in asked):
        raise NoAnswersError("new.issue.not-the-form", code)


def _answered(lines: Sequence[str], heads: Sequence[tuple[int, Question]], code: str) -> list[tuple[Question, Any]]:
    """The questions that were answered, with the value of each answer."""
    ends = [number for number, _ in heads[1:]] + [len(lines)]
    answered = []
    for (number, question), end in zip(heads, ends, strict=True):
        value = _value(question, "\n".join(lines[number + 1 : end]).strip("\n \t"), code)
        if value not in (None, "", []):
            answered.append((question, value))
    return answered


def _value(question: Question, text: str, code: str) -> Any:
    declared = question.declared
    if question.control == "checkboxes":
        ticked = {label.strip() for label in _TICKED.findall(text)}
        values = [value for label, value in question.options.items() if label in ticked]
        return True if values and declared and declared.kind == "flag" else values
    if text in ("", _EMPTY):
        return None
    if question.control == "dropdown":
        return question.options.get(text) or (None if text == _NONE else text)
    if declared is None:
        return text
    if declared.many:
        return [_item(line.strip(), declared, code) for line in text.split("\n") if line.strip()]
    return _one(text, declared, code)


def _one(text: str, declared: FieldDeclaration, code: str) -> Any:
    if declared.kind == "number" and _NUMBER.fullmatch(text):
        return int(text)
    return {code: text} if declared.kind == "text" else text


def _item(line: str, declared: FieldDeclaration, code: str) -> Any:
    """An item of a list: of a record, the last fields stand behind the last bars, whatever is in the first."""
    if declared.kind != "record":
        return _one(line, declared, code)
    parts = line.rsplit(COLUMN.strip(), len(declared.fields) - 1)
    written = {name: part.strip() for name, part in zip(declared.fields, parts, strict=False)}
    return {name: _one(part, declared.fields[name], code) for name, part in written.items() if part}


def _answers(
    answered: Sequence[tuple[Question, Any]], on: str, type_: str, code: str, central: Collection[str]
) -> Answers:
    values = {question.place: value for question, value in answered}
    facts: dict[str, Any] = {}
    for place, value in [*values.items(), *_asked_again(answered, values)]:
        if place[0] == FACTS:
            _put(facts, place[1:], value)
    sections = {place[1]: value for place, value in values.items() if place[0] == SECTIONS}
    words = WordsAnswer(values.get((WORDS, "title"), ""), values.get((WORDS, "summary"), ""), sections)
    names = [value for question, value in answered if question.declared and question.declared.kind == "name"]
    # Nobody is asked what the folder is to be called, so that nobody could change a name that cannot be one.
    name = next(filter(ENTRY_FOLDER.fullmatch, map(folder_name, [*filter(_is_text, names), words.title])), type_)
    return Answers(type_, name, on, {code: words}, facts, tuple(_links(values, code, central)))


def _asked_again(
    answered: Sequence[tuple[Question, Any]], values: Mapping[tuple[str, ...], Any]
) -> Iterator[tuple[tuple[str, ...], str]]:
    """The days on which to ask for consent again, where nobody says when."""
    for question, value in answered:
        *holder, name = question.place
        again = (*holder, "review_by")
        if name == "on" and question.declared is None and again not in values and _DAY.fullmatch(value):
            yield again, f"{int(value[:4]) + _YEARS}{value[4:].replace('-02-29', '-02-28')}"


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _put(facts: dict[str, Any], place: Sequence[str], value: Any) -> None:
    *holders, name = place
    for holder in holders:
        facts = facts.setdefault(holder, {})
    facts[name] = value


def _links(values: Mapping[tuple[str, ...], Any], code: str, central: Collection[str]) -> Iterator[LinkAnswer]:
    """What was linked, or only reasoned: whatever of the two is missing is left to the check.

    `central`: the types of which the first place asks for what can be seen best.
    """
    places = dict.fromkeys(place[1:] for place in values if place[0] in (LINKS, WHYS))
    for place in places:
        type_, number = place
        why = values.get((WHYS, *place))
        to = values.get((LINKS, *place), "")
        strength = "central" if type_ in central and number == "1" else "supporting"
        yield LinkAnswer(to if to.startswith(f"{type_}:") else f"{type_}:{to}", {code: why} if why else {}, strength)
