"""The forms for issues on GitHub: https://docs.github.com/communities, “Syntax for issue forms”."""

from collections.abc import Iterator
from typing import Any

import yaml

from make_the_connection.contribute.questions import Question, questions
from make_the_connection.site import Site

GITHUB = ".github"
FOLDER = f"{GITHUB}/ISSUE_TEMPLATE"

_MADE = "# Made by `make-the-connection schemas` from the content model.\n"


def issue_forms(site: Site) -> Iterator[tuple[str, str]]:
    """The path of each file from the root of the repository, and its text; none where nobody is asked for entries."""
    types = [type_ for type_, declared in site.model.types.items() if declared.contribution]
    for type_ in types:
        for code in site.languages:
            yield f"{FOLDER}/{type_}-{code}.yml", _written(_form(site, type_, code))
    if types:
        yield f"{FOLDER}/config.yml", _written(_choosing(site))


def _written(value: object) -> str:
    return _MADE + yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=120)


def _form(site: Site, type_: str, code: str) -> dict[str, Any]:
    language = site.languages[code]
    word = site.model.types[type_].word(code, "one")
    name = word[:1].upper() + word[1:]
    address = site.configuration.address
    head = [
        f"**{language.text('issue.public')}**",
        f"{language.text('issue.site.about')}{f' {address}' if address else ''}",
        language.text("contribution.one-language"),
    ]
    return {
        "name": f"{name} · {language.name}",
        "description": language.text("issue.description"),
        "title": f"{name}: ",
        # By its label the issue is known for what it is; the label has to be there in the repository.
        "labels": [type_],
        "body": [
            {"type": "markdown", "attributes": {"value": "\n\n".join(head) + "\n"}},
            *(_item(question) for question in questions(site, type_, code)),
        ],
    }


def _item(question: Question) -> dict[str, Any]:
    attributes: dict[str, Any] = {"label": question.label}
    if question.explained:
        attributes["description"] = question.explained
    if question.control == "checkboxes":
        # Of boxes each is needed by itself, or none is.
        must = {"required": True} if question.needed and len(question.options) == 1 else {}
        attributes["options"] = [{"label": label, **must} for label in question.options]
        return {"type": question.control, "id": question.id, "attributes": attributes}
    if question.control == "dropdown":
        attributes["options"] = list(question.options)
    item = {"type": question.control, "id": question.id, "attributes": attributes}
    return {**item, "validations": {"required": True}} if question.needed else item


def _choosing(site: Site) -> dict[str, Any]:
    """What GitHub offers beside the forms: whatever else, and what is configured of other ways."""
    options = site.configuration.options
    ways = {
        ("issue.site", "issue.site.about"): site.configuration.address,
        ("issue.contact", "issue.contact.about"): options.contact,
    }
    links = [
        {
            "name": " · ".join(language.text(name) for language in site.languages.values()),
            "url": address,
            "about": " · ".join(language.text(about) for language in site.languages.values()),
        }
        for (name, about), address in ways.items()
        if address and address.startswith("https://")
    ]
    return {"blank_issues_enabled": True, **({"contact_links": links} if links else {})}
