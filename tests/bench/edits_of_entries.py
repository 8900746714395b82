"""Edits of entries, drawn by chance: their facts, their links, and which of them there are."""

import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from edits_of_words import Edited, Kind
from sources import FACTS, Folder, Sources, made_up


def _stated(
    value: Any, fields: Mapping[str, Any], above: tuple[Any, ...] = ()
) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """The places of what facts state, and how each is declared, also inside of records."""
    for name, declared in fields.items():
        if name in value:
            many = isinstance(value[name], list)
            items = enumerate(value[name]) if many else [(None, value[name])]
            for number, item in items:
                place = (*above, name) if number is None else (*above, name, number)
                yield place, declared
                if declared["kind"] == "record" and isinstance(item, dict):
                    yield from _stated(item, declared["fields"], place)


def _other(value: Any, declared: Mapping[str, Any], languages: tuple[str, ...], chance: random.Random) -> Any:
    """Another value of a kind, or None where chance knows none."""
    kind = declared["kind"]
    if kind == "number":
        return value + chance.choice([-1, 1, 2, 5])
    if kind == "flag":
        return not value
    if kind == "choice":
        return chance.choice([name for name in declared["choices"] if name != value] or [None])
    if kind == "date":
        return f"{chance.randint(2015, 2025)}-{chance.randint(1, 12):02}"
    if kind in ("text", "name"):
        if isinstance(value, str):
            return f"{value} {made_up(chance)}"
        code = chance.choice([code for code in languages if code in value])
        return {**value, code: f"{made_up(chance)} {value[code]}"}
    if kind == "address":
        return f"https://example.org/{made_up(chance)}" if isinstance(value, str) else None
    if kind == "session":
        return {**value, "online": not value.get("online", False)}
    return None


def a_fact(sources: Sources, chance: random.Random) -> Edited | None:
    """Another value of a field, also of one inside of a record."""
    entry = chance.choice(sources.entries)
    facts = sources.facts(entry)
    stated = list(_stated(facts, sources.fields(entry)))
    if not stated:
        return None
    place, declared = chance.choice(stated)
    holder = facts
    for step in place[:-1]:
        holder = holder[step]
    old, new = holder[place[-1]], _other(holder[place[-1]], declared, sources.languages, chance)
    if new is None:
        return None
    holder[place[-1]] = new
    return f"{entry.key}: {place} is {new!r}, not {old!r}", sources.with_facts(entry, facts)


def a_fact_left_out(sources: Sources, chance: random.Random) -> Edited | None:
    entry = chance.choice(sources.entries)
    facts, fields = sources.facts(entry), sources.fields(entry)
    spare = [name for name in facts if name in fields and not fields[name].get("required")]
    if not spare:
        return None
    name = chance.choice(spare)
    del facts[name]
    return f"{entry.key}: nothing about {name}", sources.with_facts(entry, facts)


def _with_links(sources: Sources) -> list[Folder]:
    return [entry for entry in sources.entries if sources.facts(entry).get("links")]


def a_link_more(sources: Sources, chance: random.Random) -> Edited | None:
    """Like one that there is, with another entry of the same type, so that the types go together."""
    entry = chance.choice(_with_links(sources) or [None])
    if entry is None:
        return None
    facts = sources.facts(entry)
    link = dict(chance.choice(facts["links"]))
    named = {each["to"] for each in facts["links"]}
    of_type = [each.key for each in sources.entries if each.type == link["to"].partition(":")[0]]
    others = [key for key in of_type if key not in named and key != entry.key]
    if not others:
        return None
    link["to"] = chance.choice(others)
    facts["links"] = [*facts["links"], link]
    return f"{entry.key} and {link['to']}", sources.with_facts(entry, facts)


def a_link_fewer(sources: Sources, chance: random.Random) -> Edited | None:
    entry = chance.choice(_with_links(sources) or [None])
    if entry is None:
        return None
    facts = sources.facts(entry)
    gone = facts["links"].pop(chance.randrange(len(facts["links"])))
    if not facts["links"]:
        del facts["links"]
    return f"{entry.key} and {gone['to']}", sources.with_facts(entry, facts)


def what_a_link_says(sources: Sources, chance: random.Random) -> Edited | None:
    """Its reason, its relation, its strength, on what it rests, when, or who reviewed it."""
    entry = chance.choice(_with_links(sources) or [None])
    if entry is None:
        return None
    facts = sources.facts(entry)
    link = chance.choice(facts["links"])
    what = chance.choice(["why", "relation", "strength", "basis", "on", "review"])
    role = chance.choice(list(sources.model["roles"]))
    if what == "why":
        code = chance.choice(list(link["why"]))
        link["why"] = {**link["why"], code: f"{made_up(chance).capitalize()} {link['why'][code]}"}
    elif what == "relation":
        link["relation"] = chance.choice(list(sources.model["relations"]))
    elif what == "strength":
        link["strength"] = "central" if link["strength"] == "supporting" else "supporting"
    elif what == "basis" and link["basis"] == "editorial":
        del link["by"], link["on"]
        link |= {"basis": "published", "source": "https://example.org/printed", "wording": made_up(chance)}
    elif what == "basis":
        del link["source"], link["wording"]
        link |= {"basis": "editorial", "by": role, "on": "2024-03"}
    elif what == "review":
        link["review"] = {"by": role, "on": "2025-01"} if link["review"] == "not-yet" else "not-yet"
    else:
        link["on"] = f"{chance.randint(2019, 2024)}-05"
    return f"{entry.key} and {link['to']}: {what}", sources.with_facts(entry, facts)


def an_entry_more(sources: Sources, chance: random.Random) -> Edited | None:
    """One that says what another says, under another id and title."""
    entry = chance.choice(sources.entries)
    path = f"{entry.path}-{made_up(chance)}"
    within = (name for name in sources.files if name.startswith(f"{entry.path}/"))
    files = {name.replace(entry.path, path, 1): sources.files[name] for name in within}
    more = replace(sources, files={**sources.files, **files})
    added = Folder(entry.type, entry.id + path.removeprefix(entry.path), path)
    facts = more.facts(added)
    facts.pop("formerly", None)
    if "csl" in facts:
        facts["csl"] = {**facts["csl"], "title": made_up(chance).capitalize()}
    more = more.with_facts(added, facts)
    for words in more.words(added):
        front, body = more.front(words)
        front["title"] = f"{front['title']} {made_up(chance)}"
        more = more.with_front(words, front, body)
    return added.key, more


def an_entry_fewer(sources: Sources, chance: random.Random) -> Edited | None:
    """One of which nothing is left, nor of what named it."""
    entry = chance.choice(sources.entries)
    return entry.key, without_entry(sources, entry)


def without_entry(sources: Sources, entry: Folder) -> Sources:
    """Sources without an entry and without all that names it."""
    left = sources.without(entry.path)
    for other in left.entries:
        facts = left.facts(other)
        if (kept := _without(facts, entry.key)) != facts:
            left = left.with_facts(other, kept)
    for path in left.pages:
        text = left.text(path)
        link = re.compile(rf"\[([^\]]*)\]\({re.escape(entry.key)}(?:#[^)]*)?\)")
        citation = re.compile(rf" ?\[@{re.escape(entry.id)}\b[^\]]*\]")
        if (kept_text := citation.sub("", link.sub(r"\1", text))) != text:
            left = left.with_text(path, kept_text)
    return left


def _without(value: Any, key: str) -> Any:
    """Without what names an entry: in a list the whole item, elsewhere the field."""
    if isinstance(value, dict):
        return {name: _without(each, key) for name, each in value.items() if each != key}
    if isinstance(value, list):
        kept = [each for each in value if each != key and not (isinstance(each, dict) and key in each.values())]
        return [_without(each, key) for each in kept]
    return value


def an_entry_withdrawn(sources: Sources, chance: random.Random) -> Edited | None:
    entry = chance.choice(sources.entries)
    return entry.key, sources.with_facts(entry, {"withdrawn": True, **sources.facts(entry)})


def an_entry_back(sources: Sources, chance: random.Random) -> Edited | None:
    """One that had been withdrawn."""
    form = "withdrawn: true\n"
    down = [path for path in sources.files if path.endswith(f"/{FACTS}") and form in sources.text(path)]
    if not down:
        return None
    path = chance.choice(down)
    return path, sources.with_text(path, sources.text(path).replace(form, "", 1))


def another_id(sources: Sources, chance: random.Random) -> Edited | None:
    """An entry that has another name: its old one stays as one that it had, and all that named it says the new one."""
    entry = chance.choice(sources.entries)
    new = Folder(entry.type, f"{entry.id}-{made_up(chance)}", "")
    files = {}
    for path, content in sources.files.items():
        place = path.replace(entry.path, f"{entry.path}{new.id.removeprefix(entry.id)}", 1)
        moved = place if path.startswith(f"{entry.path}/") else path
        if path.endswith((".yml", ".md")):
            named = rf"(?<![\w-])({re.escape(entry.key)}|@{re.escape(entry.id)})(?![\w/-])"
            text = re.sub(named, lambda match: match[0].replace(entry.id, new.id), content.decode())
            files[moved] = text.encode()
        else:
            files[moved] = content
    renamed = replace(sources, files=files)
    where = next(each for each in renamed.entries if each.key == new.key)
    facts = renamed.facts(where)
    facts["formerly"] = [*facts.get("formerly", ()), entry.id]
    return f"{entry.key} is {new.key}", renamed.with_facts(where, facts)


def a_work(sources: Sources, chance: random.Random) -> Edited | None:
    """Its year, its title, or a name in its record."""
    works = [(entry, name) for entry in sources.entries for name in _of_kind(sources, entry, "csl")]
    if not works:
        return None
    entry, name = chance.choice(works)
    facts = sources.facts(entry)
    record = facts[name]
    what = chance.choice(["issued", "title", "author"])
    if what == "issued":
        record["issued"] = str(chance.randint(1950, 2023))
    elif what == "title" and isinstance(record["title"], dict):
        record["title"] = {code: f"{title} {made_up(chance)}" for code, title in record["title"].items()}
    elif what == "title":
        record["title"] = f"{record['title']} {made_up(chance)}"
    else:
        author = record["author"][0]
        part = "family" if "family" in author else "literal"
        author[part] = f"{author[part]}{made_up(chance)}"
    return f"{entry.key}: {what}", sources.with_facts(entry, facts)


def _of_kind(sources: Sources, entry: Folder, kind: str) -> list[str]:
    facts = sources.facts(entry)
    return [name for name, declared in sources.fields(entry).items() if declared["kind"] == kind and name in facts]


KINDS: Mapping[str, Kind] = {
    "a fact": a_fact,
    "another fact": a_fact,
    "a fact left out": a_fact_left_out,
    "a link more": a_link_more,
    "a link fewer": a_link_fewer,
    "what a link says": what_a_link_says,
    "what another link says": what_a_link_says,
    "an entry more": an_entry_more,
    "an entry fewer": an_entry_fewer,
    "an entry withdrawn": an_entry_withdrawn,
    "an entry back": an_entry_back,
    "another id": another_id,
    "a work": a_work,
}
