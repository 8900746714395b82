"""Edits of what all pages share, drawn by chance: guide pages, terms, strings, the model, options, templates, pictures.

Those of the generator stand here too: whoever changes a template or a string of it in its folder changes no version.
"""

import random
import re
import struct
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from edits_of_words import Edited, Kind
from sources import CONFIGURATION, OVERRIDES, PLUGIN, Sources, made_up

_TAG = re.compile(r"<(?:p|div|ul|ol|li|dl|dd|section|article|span|nav|header|footer|table|main)\b")
_STRING = re.compile(r'^msgstr "([^"\\{}%<]{4,})"$', re.MULTILINE)
_LOCK = "parity.lock"


def a_guide(sources: Sources, chance: random.Random) -> Edited | None:
    """The title of a guide page, and a sentence more on it."""
    path = chance.choice(sources.guides)
    front, body = sources.front(path)
    front["title"] = f"{front['title']} {made_up(chance)}"
    return path, sources.with_front(
        path, front, f"{body.rstrip()}\n\n{made_up(chance).capitalize()} {made_up(chance)}.\n"
    )


def a_term(sources: Sources, chance: random.Random) -> Edited | None:
    """What a term is called or means, a form of it, a term more, or one that words of the site stand for."""
    path = sources.options.get("terms")
    if not path or path not in sources.files:
        return None
    listed = sources.yaml(path)
    id_ = chance.choice(list(listed["terms"]))
    term, code = listed["terms"][id_], chance.choice(sources.languages)
    what = chance.choice(["name", "explained", "forms", "a term more"])
    if what == "a term more":
        name = {code: made_up(chance) for code in sources.languages}
        listed["terms"] = {**listed["terms"], made_up(chance): {"name": name, "status": "ours", "explained": {**name}}}
    elif what == "forms":
        forms = term.get("forms") or {}
        term["forms"] = {**forms, code: [*forms.get(code, ()), _a_word_of(sources, code, chance)]}
    else:
        said = term.get(what) or dict.fromkeys(sources.languages, "Gal")
        term[what] = {**said, code: f"{said[code]} {made_up(chance)}"}
    return f"{id_}: {what}", sources.with_yaml(path, listed)


def _a_word_of(sources: Sources, code: str, chance: random.Random) -> str:
    pages = [path for path in sources.pages if path.endswith(f"/{code}.md")]
    words = re.findall(r"[^\W\d]{5,}", " ".join(sources.front(path)[1] for path in pages))
    return chance.choice(words or [made_up(chance)])


def a_string(sources: Sources, chance: random.Random) -> Edited | None:
    """What the interface says, in a pack of the site's own."""
    folder = sources.options.get("language_packs")
    packs = [path for path in sources.files if folder and re.fullmatch(rf"{folder}/[^/]+/messages\.po", path)]
    if not packs:
        return None
    path = chance.choice(packs)
    what, text = _other_strings(sources.text(path), chance)
    return f"{path}: {what}", sources.with_text(path, text)


def _other_strings(text: str, chance: random.Random) -> tuple[str, str]:
    """Some, since pages show few of them."""
    found = sorted(chance.sample(list(_STRING.finditer(text)), 20), key=lambda match: -match.start())
    for match in found:
        text = f'{text[: match.start()]}msgstr "{made_up(chance)} {match[1]}"{text[match.end() :]}'
    return f"{found[0][1]} and others", text


def a_label(sources: Sources, chance: random.Random) -> Edited | None:
    """A label of the model: of a type, a field, a choice, a relation, a part of a page."""
    model = sources.yaml(sources.model_path)
    place, label = chance.choice(list(_labels(model, sources.languages)))
    code = chance.choice(sources.languages)
    if isinstance(label[code], dict):
        label[code] = {form: f"{word} {form[0]}{made_up(chance)}" for form, word in label[code].items()}
    else:
        label[code] = f"{label[code]} {made_up(chance)}"
    return " ".join(place), sources.with_yaml(sources.model_path, model)


def _labels(
    value: Any, languages: tuple[str, ...], above: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every text in all languages below a value, and where it stands."""
    if isinstance(value, dict):
        if set(value) == set(languages):
            yield above, value
        else:
            for name, each in value.items():
                yield from _labels(each, languages, (*above, str(name)))
    elif isinstance(value, list):
        for number, each in enumerate(value):
            yield from _labels(each, languages, (*above, str(number)))


def a_part_of_a_page(sources: Sources, chance: random.Random) -> Edited | None:
    """Pages of a type whose parts stand in another order."""
    model = sources.yaml(sources.model_path)
    many = [name for name, declared in model["types"].items() if len(declared["page"]) > 1]
    name = chance.choice(many)
    page = model["types"][name]["page"]
    page.insert(0, page.pop(chance.randrange(1, len(page))))
    return name, sources.with_yaml(sources.model_path, model)


def an_option(sources: Sources, chance: random.Random) -> Edited | None:
    """The site's name or address, its publisher, where to write, or what stands in its menu."""
    configuration = sources.yaml(CONFIGURATION)
    ours = next(each[PLUGIN] for each in configuration["plugins"] if isinstance(each, dict) and PLUGIN in each)
    what = chance.choice(["site_name", "site_url", "publisher", "contact", "nav"])
    if what == "site_name":
        configuration["site_name"] = f"{configuration['site_name']} {made_up(chance)}"
    elif what == "site_url":
        configuration["site_url"] = f"https://{made_up(chance)}.example/{made_up(chance)}/"
    elif what == "publisher":
        ours["publisher"] = {code: made_up(chance) for code in sources.languages}
    elif what == "contact":
        ours["contact"] = f"mailto:{made_up(chance)}@example.org"
    else:
        configuration["nav"] = [configuration["nav"][0], *reversed(configuration["nav"][1:])]
    return what, sources.with_yaml(CONFIGURATION, configuration)


def a_template_of_the_site(sources: Sources, chance: random.Random) -> Edited | None:
    """A part of the generator's theme that a site puts its own in the place of."""
    folder = "make_the_connection/adapters/mkdocs/theme/"
    parts = [path for path in sources.generator if path.startswith(folder) and path.endswith(".html")]
    if not parts:
        return None
    part = chance.choice(parts)
    own = f"{OVERRIDES}/{part.removeprefix(folder)}"
    now = sources.text(own) if own in sources.files else sources.generator[part].decode()
    if not (changed := _marked(now, chance)):
        return None
    configuration = sources.yaml(CONFIGURATION)
    configuration["theme"]["custom_dir"] = OVERRIDES
    return own, sources.with_text(own, changed).with_yaml(CONFIGURATION, configuration)


def _marked(template: str, chance: random.Random) -> str | None:
    """A template in which an element says more of itself."""
    found = list(_TAG.finditer(template))
    if not found:
        return None
    end = chance.choice(found).end()
    return f'{template[:end]} data-{made_up(chance)}="1"{template[end:]}'


def a_template_of_the_generator(sources: Sources, chance: random.Random) -> Edited | None:
    templates = [path for path in sources.generator if path.endswith((".html", ".xhtml"))]
    path = chance.choice(templates or [None])
    changed = path and _marked(sources.generator[path].decode(), chance)
    return (path, _generator(sources, path, changed)) if path and changed else None


def a_string_of_the_generator(sources: Sources, chance: random.Random) -> Edited | None:
    """One of its own packs: a site that brings its own packs for its languages shows nothing of it."""
    packs = [path for path in sources.generator if path.endswith(".po")]
    if not packs:
        return None
    path = chance.choice(packs)
    what, text = _other_strings(sources.generator[path].decode(), chance)
    return f"{path}: {what}", _generator(sources, path, text)


def a_script_or_sheet_of_the_generator(sources: Sources, chance: random.Random) -> Edited | None:
    sheets = [path for path in sources.generator if path.endswith((".css", ".js"))]
    if not sheets:
        return None
    path = chance.choice(sheets)
    return path, _generator(sources, path, f"{sources.generator[path].decode()}/* {made_up(chance)} */\n")


def _generator(sources: Sources, path: str, text: str) -> Sources:
    return replace(sources, generator={**sources.generator, path: text.encode()})


def a_picture(sources: Sources, chance: random.Random) -> Edited | None:
    """Another picture in a file of the same name."""
    pictures = [path for path in sources.files if path.endswith((".png", ".svg"))]
    if not pictures:
        return None
    path = chance.choice(pictures)
    if path.endswith(".svg"):
        colour = f"#{chance.randrange(16**6):06x}"
        drawn = (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path fill="{colour}" d="M0 0h8v8H0z"/></svg>'
        )
        return path, sources.with_text(path, drawn + "\n")
    return path, sources.with_bytes(path, _png(chance.randint(8, 40), chance.randbytes(3)))


def _png(size: int, colour: bytes) -> bytes:
    """A square of one colour."""
    header = struct.pack(">IIBBBBB", size, size, 8, 2, 0, 0, 0)
    rows = zlib.compress((b"\0" + colour * size) * size)
    parts = [(b"IHDR", header), (b"IDAT", rows), (b"IEND", b"")]
    chunks = (struct.pack(">I", len(of)) + kind + of + struct.pack(">I", zlib.crc32(kind + of)) for kind, of in parts)
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def what_was_translated(sources: Sources, chance: random.Random) -> Edited | None:
    """A line fewer in the record of what translations were made from."""
    if _LOCK not in sources.files:
        return None
    lines = sources.text(_LOCK).splitlines()
    if len(lines) < 3:
        return None
    gone = lines.pop(chance.randrange(1, len(lines)))
    return gone, sources.with_text(_LOCK, "\n".join(lines) + "\n")


def another_day(sources: Sources, chance: random.Random) -> Edited | None:
    """Days later, or back again: feeds, calendars and what is over go by the day of a build."""
    day = chance.choice([day for day in (0, 1, 40, 400, 1900) if day != sources.day])
    return f"{day} days after the first", replace(sources, day=day)


KINDS: Mapping[str, Kind] = {
    "a guide page": a_guide,
    "a term": a_term,
    "a string": a_string,
    "a label of the model": a_label,
    "the order of a page's parts": a_part_of_a_page,
    "an option": an_option,
    "a template of the site's own": a_template_of_the_site,
    "a template of the generator": a_template_of_the_generator,
    "a string of the generator": a_string_of_the_generator,
    "a script or sheet of the generator": a_script_or_sheet_of_the_generator,
    "a picture": a_picture,
    "what was translated": what_was_translated,
    "another day": another_day,
}
