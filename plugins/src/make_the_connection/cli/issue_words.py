"""What became of an issue, as Markdown for a comment in it.

What strangers wrote stands in it as nothing but words. Each finding stands under the question that it is about.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from make_the_connection.cli.difference_forms import LONGEST, escaped
from make_the_connection.content.reading import FACTS as FACTS_FILE
from make_the_connection.contribute.answers import Answers
from make_the_connection.contribute.issue_answers import NoAnswersError
from make_the_connection.contribute.questions import FACTS, LINKS, SECTIONS, WORDS, questions
from make_the_connection.diagnostics import Diagnostic, Severity
from make_the_connection.languages import Language, sentence, way_out
from make_the_connection.site import Site

_KEY = re.compile(r"([A-Za-z_-]+):")
_HEADING = re.compile(r"## .*\{#([a-z0-9-]+)\}")
_ITEM = "  - "
_MISSING = frozenset({"missing-field", "missing-section"})
_ROOM = 2000
"""Characters kept for what follows the findings."""


def of_refusal(error: NoAnswersError, site: Site) -> str:
    """Why no answers could be read: in the language of the form, or where that is not known in all."""
    languages = [site.languages[error.language]] if error.language else list(site.languages.values())
    parts = (f"{language.text('new.issue.refused')}\n\n- {_sentence(error, language)}\n" for language in languages)
    return "\n".join(parts)


def _sentence(error: NoAnswersError, language: Language) -> str:
    parameters = {name: escaped(str(value)) for name, value in error.parameters.items()}
    return language.text(error.key, **parameters)


def of_findings(found: Sequence[Diagnostic], files: Mapping[str, str], answers: Answers, site: Site) -> str:
    """What the check finds in an entry, in the language that it was written in."""
    language = site.languages[answers.original]
    errors = [each for each in found if each.severity is Severity.ERROR]
    warnings = [each for each in found if each.severity is Severity.WARNING]
    labels = _Labels(files, answers, site)
    parts = [language.text("new.issue.refused" if errors else "new.issue.made"), *labels.items(errors, language)]
    if warnings:
        parts += [language.text("new.issue.look"), *labels.items(warnings, language)]
    return _short("\n\n".join(parts)) + "\n"


def _short(text: str) -> str:
    return text if len(text) < LONGEST - _ROOM else text[: text.rfind("\n\n", 0, LONGEST - _ROOM)]


class _Labels:
    """The questions that what is found is about."""

    def __init__(self, files: Mapping[str, str], answers: Answers, site: Site) -> None:
        self.lines = {name: text.split("\n") for name, text in files.items()}
        self.answers = answers
        self.asked = questions(site, answers.type, answers.original)

    def items(self, found: Sequence[Diagnostic], language: Language) -> Iterator[str]:
        for each in found:
            words = f"{escaped(sentence(each, language))} {escaped(way_out(each, language))}"
            label = self._label(self._place(each))
            yield f"- **{escaped(label)}**: {words}" if label else f"- {words}"

    def _label(self, place: tuple[str, ...]) -> str:
        """The label of the question for a place, or of the first of those that belong to it."""
        return next((each.label for each in self.asked if place and each.place[: len(place)] == place), "")

    def _place(self, diagnostic: Diagnostic) -> tuple[str, ...]:
        """Where among the answers it stands, as far as that can be told."""
        file = diagnostic.location.path.rpartition("/")[2]
        before = self.lines.get(file, [])[: diagnostic.location.line]
        missing = dict(diagnostic.parameters).get("name", "") if diagnostic.code in _MISSING else ""
        return self._in_facts(before, missing) if file == FACTS_FILE else self._in_words(before, missing)

    def _in_facts(self, before: Sequence[str], missing: str) -> tuple[str, ...]:
        keys = [match[1] for line in before if (match := _KEY.match(line))]
        # Where a fact is missing, the first line is named.
        if missing and len(before) <= 2:
            return (FACTS, missing)
        if not keys:
            return ()
        if keys[-1] != LINKS:
            inner = _KEY.match(before[-1].strip(" -"))
            place = (FACTS, keys[-1], missing or (inner[1] if inner else ""))
            return place if self._label(place) else place[:2]
        number = sum(line.startswith(_ITEM) for line in before[before.index(f"{LINKS}:") :])
        return self._link(number)

    def _link(self, number: int) -> tuple[str, ...]:
        """The question for the first, second … link that was given."""
        if not 0 < number <= len(self.answers.links):
            return (LINKS,)
        type_ = self.answers.links[number - 1].to.partition(":")[0]
        same = [link for link in self.answers.links[:number] if link.to.startswith(f"{type_}:")]
        return (LINKS, type_, str(len(same)))

    def _in_words(self, before: Sequence[str], missing: str) -> tuple[str, ...]:
        if missing:
            return (WORDS, missing) if missing in ("title", "summary") else (SECTIONS, missing)
        for line in reversed(before):
            if match := _HEADING.fullmatch(line):
                return (SECTIONS, match[1])
            if match := _KEY.match(line):
                return (WORDS, match[1])
        return ()
