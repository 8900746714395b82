"""Works as CSL items in one language."""

from collections.abc import Mapping
from typing import Any

from make_the_connection.content.reading import Entry


def in_language(text: Mapping[str, str] | None, language: str) -> tuple[str, str]:
    """The version of a name or address for readers of a language, and the language it is in.

    Readers get their own language's, else the one that is the same in all, else the first there is. The language is
    an empty string for a text that is the same in all.
    """
    if not text:
        return "", ""
    for code in (language, ""):
        if code in text:
            return text[code], code
    code = next(iter(text))
    return text[code], code


def csl_item(work: Entry, language: str, bodies: Mapping[str, str]) -> dict[str, Any]:
    """The record of a work in CSL-JSON, with the title and address for readers of this language.

    `bodies` are the names that such readers know bodies by, by those that records may have for them.
    """
    record = work.facts.csl.model_dump(by_alias=True, exclude_none=True)  # type: ignore[attr-defined]
    item = {name: value for name, value in record.items() if value not in ((), [])}
    for name in ("title", "URL"):
        if name in item:
            item[name] = in_language(item[name], language)[0]
    for name in ("author", "editor", "translator"):
        if name in item:
            people = [{part: value for part, value in person.items() if value} for person in item[name]]
            item[name] = [
                {part: bodies.get(value, value) if part == "literal" else value for part, value in person.items()}
                for person in people
            ]
    if "publisher" in item:
        item["publisher"] = bodies.get(item["publisher"], item["publisher"])
    if "issued" in item:
        item["issued"] = {"date-parts": [[int(part) for part in item["issued"].split("-")]]}
    return {**item, "id": work.id}


def work_title(work: Entry, language: str) -> tuple[str, str]:
    """The title of a work for readers of a language, and the language it is in, where its record says."""
    record = work.facts.csl  # type: ignore[attr-defined]
    title, code = in_language(record.title, language)
    return title, code or record.language or ""


def foreign_names(work: Entry, language: str) -> dict[str, str]:
    """What the record of a work calls itself and others in another language than the readers', and that language.

    Bodies have names in a language; those of persons have none.
    """
    record = work.facts.csl  # type: ignore[attr-defined]
    bodies = [person.literal for person in (*record.author, *record.editor)]
    others = (record.container_title, record.collection_title, record.event_title, record.genre, record.publisher)
    names = {name: record.language for name in (*bodies, *others) if name}
    title, code = work_title(work, language)
    return {name: code for name, code in {**names, title: code}.items() if code and code != language}
