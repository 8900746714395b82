"""Edits of the words of entries and guide pages, drawn by chance.

Each takes the sources and gives others, with what was done in words; None where a site has nothing of the kind.
"""

import random
import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from sources import Sources, made_up, plain_lines

Edited = tuple[str, Sources]
Kind = Callable[[Sources, random.Random], Edited | None]


def a_word(sources: Sources, chance: random.Random, *, of_its_length: bool = False) -> Edited | None:
    """Another word in a paragraph."""
    path = chance.choice(sources.pages)
    front, body = sources.front(path)
    if not (found := plain_lines(body)):
        return None
    lines, number = body.splitlines(), chance.choice(found)
    words = re.findall(r"[^\W\d]{4,}", lines[number])
    if not words:
        return None
    old = chance.choice(words)
    new = made_up(chance, len(old.encode()) if of_its_length else 0)
    lines[number] = lines[number].replace(old, new, 1)
    if of_its_length:
        whole = sources.text(path)
        return f"{path}: “{old}” is “{new}”", sources.with_text(path, whole.replace(body, "\n".join(lines) + "\n"))
    return f"{path}: “{old}” is “{new}”", sources.with_front(path, front, "\n".join(lines) + "\n")


def a_word_of_the_same_length(sources: Sources, chance: random.Random) -> Edited | None:
    return a_word(sources, chance, of_its_length=True)


def a_paragraph(sources: Sources, chance: random.Random) -> Edited | None:
    """One more, at the end."""
    path = chance.choice([path for path in sources.pages if plain_lines(sources.front(path)[1])])
    sentence = " ".join(made_up(chance) for _ in range(7)).capitalize()
    return f"{path}: {sentence}", sources.with_text(path, f"{sources.text(path).rstrip()}\n\n{sentence}.\n")


def _front_matter(name: str) -> Kind:
    def edit(sources: Sources, chance: random.Random) -> Edited | None:
        path = chance.choice(sources.pages)
        front, body = sources.front(path)
        if not front:
            return None
        front[name] = f"{front.get(name) or 'Gal'} {made_up(chance)}".strip()
        return f"{path}: {front[name]}", sources.with_front(path, front, body)

    return edit


def a_translation_fewer(sources: Sources, chance: random.Random) -> Edited | None:
    many = [entry for entry in sources.entries if len(sources.words(entry)) > 1]
    if not many:
        return None
    entry = chance.choice(many)
    original = sources.facts(entry).get("original", sources.languages[0])
    path = chance.choice([each for each in sources.words(entry) if not each.endswith(f"/{original}.md")])
    return path, replace(sources.without(path), away={**sources.away, path: sources.files[path]})


def a_translation_more(sources: Sources, chance: random.Random) -> Edited | None:
    """One that had been taken out; where there was none, one that another language's words stand in for."""
    here = {entry.path for entry in sources.entries}
    back = [path for path in sources.away if path not in sources.files and path.rpartition("/")[0] in here]
    if back:
        path = chance.choice(back)
        return path, sources.with_bytes(path, sources.away[path])
    single = [(entry, *sources.words(entry)) for entry in sources.entries if len(sources.words(entry)) == 1]
    if not single:
        return None
    entry, words = chance.choice(single)
    code = chance.choice([code for code in sources.languages if not words.endswith(f"/{code}.md")])
    path = f"{entry.path}/{code}.md"
    return path, sources.with_bytes(path, sources.files[words])


KINDS: Mapping[str, Kind] = {
    "a word": a_word,
    "a word of the same length, at the same time": a_word_of_the_same_length,
    "a paragraph": a_paragraph,
    "a title": _front_matter("title"),
    "a short title": _front_matter("short"),
    "a summary": _front_matter("summary"),
    "a translation fewer": a_translation_fewer,
    "a translation more": a_translation_more,
}
