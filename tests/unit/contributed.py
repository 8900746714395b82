"""A garden to whose plants people contribute, asked for every kind of thing, and issues as GitHub makes them."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from building import copied

from make_the_connection.contribute.answers import Answers
from make_the_connection.contribute.questions import AGREED, FACTS, LINKS, SECTIONS, WHYS, WORDS, Question, questions
from make_the_connection.site import Site

GARDEN = Path(__file__).parent / "garden"

_ASKED = """    contribution:
      given: {told: own}
      asks: [place, ground, uses, height, hardy, seen, visit, sources, note, agreed]
      links:
        season: {relation: suits, least: 1}
        soil: {relation: suits}
      by: gardener
    fields:
      told:
        kind: choice
        label: {en: Told, cy: Adroddwyd}
        choices: {own: {en: by us, cy: gennym ni}, heard: {en: by others, cy: gan eraill}}
      place:
        kind: name
        required_where: {told: [own]}
        label: {en: Place, cy: Lle}
        prompt: {en: Where it grows., cy: Ble y mae’n tyfu.}
      ground:
        kind: choice
        label: {en: Ground, cy: Tir}
        choices: {slope: {en: a slope, cy: llethr}, flat: {en: flat, cy: gwastad}}
      uses:
        kind: choice
        many: true
        label: {en: Uses, cy: Defnydd}
        choices: {food: {en: food, cy: bwyd}, dye: {en: dye, cy: lliw}}
      hardy: {kind: flag, label: {en: Hardy, cy: Gwydn}}
      seen: {kind: date, label: {en: Seen, cy: Gwelwyd}}
      visit:
        kind: record
        label: {en: Visit, cy: Ymweliad}
        fields:
          name: {kind: name, required: true, label: {en: Name, cy: Enw}}
          address: {kind: address, label: {en: Address, cy: Cyfeiriad}}
      sources:
        kind: record
        many: true
        label: {en: Sources, cy: Ffynonellau}
        fields:
          name: {kind: name, required: true, label: {en: Title, cy: Teitl}}
          address: {kind: address, label: {en: Address, cy: Cyfeiriad}}
      note: {kind: text, label: {en: Note, cy: Nodyn}}
      agreed:
        kind: consent
        required_where: {told: [own]}
        label: {en: Consent, cy: Cydsyniad}
        choices: {owner: {en: the owner, cy: y perchennog}, tenant: {en: the tenant, cy: y tenant}}
"""


def plant_contributions(root: Path) -> Path:
    """Plant the garden in a folder, with what is asked of whoever contributes a plant; gives its mkdocs.yml."""
    copied(GARDEN, root)
    model = (root / "model.yml").read_text(encoding="utf-8")
    (root / "model.yml").write_text(
        model.replace("    contributed: true\n    fields:\n", f"    contributed: true\n{_ASKED}", 1), encoding="utf-8"
    )
    words = "---\ntitle: Danadl\nsummary: Planhigyn.\n---\n\n## Ei dyfu {#growing}\n\nMae’n tyfu.\n"
    (root / "plants/nettle/cy.md").write_text(words, encoding="utf-8")
    return root / "mkdocs.yml"


def issue_body(site: Site, answers: Answers, *, agreed: bool = True) -> str:
    """What GitHub makes of a form in which somebody answered this."""
    written = _by_place(answers)
    parts = []
    for question in questions(site, answers.type, answers.original):
        value = agreed if question.place == (AGREED,) else written(question)
        parts.append(f"### {question.label}\n\n{_shown(question, value)}")
    return "\n\n".join(parts)


def event(body: str | None, **more: Any) -> dict[str, Any]:
    """GitHub's record of an issue that was opened."""
    return {
        "action": "opened",
        "issue": {"number": 12, "body": body, "created_at": "2026-11-22T09:30:00Z", "user": {"login": "somebody"}}
        | more,
    }


def event_file(folder: Path, body: str | None, **more: Any) -> Path:
    path = folder / "event.json"
    path.write_text(json.dumps(event(body, **more)), encoding="utf-8")
    return path


def _by_place(answers: Answers) -> Callable[[Question], Any]:
    words = answers.words[answers.original]
    whole: Mapping[str, Any] = {
        FACTS: answers.facts,
        WORDS: {"title": words.title, "summary": words.summary},
        SECTIONS: words.sections,
        LINKS: _numbered(answers, lambda link: link.to),
        WHYS: _numbered(answers, lambda link: link.why.get(answers.original, "")),
    }

    def written(question: Question) -> Any:
        value: Any = whole
        for key in question.place:
            value = value.get(key) if isinstance(value, Mapping) else None
        if question.declared and question.declared.kind == "text" and value is not None:
            return value[answers.original]
        return value

    return written


def _numbered(answers: Answers, of: Callable[[Any], str]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for link in answers.links:
        of_type = found.setdefault(link.to.partition(":")[0], {})
        of_type[str(len(of_type) + 1)] = of(link)
    return found


def _shown(question: Question, value: Any) -> str:
    if question.control == "checkboxes":
        chosen = value if isinstance(value, (list, tuple)) else list(question.options.values()) if value else []
        return "\n".join(f"- [{'x' if each in chosen else ' '}] {label}" for label, each in question.options.items())
    if value in (None, "", []):
        return "_No response_"
    if question.control == "dropdown":
        return next(label for label, each in question.options.items() if each == value)
    if isinstance(value, list):
        return "\n".join(" | ".join(each.values()) for each in value)
    return str(value)
