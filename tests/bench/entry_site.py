"""The records as entries of ours: facts, links with their reasons, and words in each language.

What a plain site writes out by hand follows here from the entries: back-links, the crosswalk and its counts, lists.
"""

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml
from records import LANGUAGES, SECTIONS, CaseStudy, Concept, Records

DECLARED = Path(__file__).with_name("entry_site")
_FOLDERS = {
    "case-study": "case_studies",
    "hallmark": "hallmarks",
    "standard": "docs/standards/standards-1",
    "dimension": "docs/dimensions/dimensions-1",
    "reference": "references",
}
_EDITIONS = {"standard": "standards-1/", "dimension": "dimensions-1/"}
_HEADINGS = {
    "en": ["Context", "Actions", "Results", "Outcomes", "See also"],
    "cy": ["Cyd-destun", "Camau", "Canlyniadau", "Deilliannau", "Gweler hefyd"],
}
_ABOUT = {"en": "About", "cy": "Ynglŷn â hyn"}
_GUIDES: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "home": {
        "en": ("Knowledge base", '{{ cards("hallmark") }}'),
        "cy": ("Sylfaen wybodaeth", '{{ cards("hallmark") }}'),
    },
    "case-studies": {
        "en": ("Case studies", '{{ finder("case-study") }}'),
        "cy": ("Astudiaethau achos", '{{ finder("case-study") }}'),
    },
    "hallmarks": {
        "en": ("Hallmarks", '{{ cards("hallmark") }}\n\n{{ cards("standard") }}\n\n{{ cards("dimension") }}'),
        "cy": ("Nodweddion", '{{ cards("hallmark") }}\n\n{{ cards("standard") }}\n\n{{ cards("dimension") }}'),
    },
    "references": {"en": ("References", '{{ cards("reference") }}'), "cy": ("Cyfeiriadau", '{{ cards("reference") }}')},
    "crosswalk": {"en": ("Crosswalk", "{{ crosswalk() }}"), "cy": ("Croesffordd", "{{ crosswalk() }}")},
    "a-z": {"en": ("Search", "{{ search() }}"), "cy": ("Chwilio", "{{ search() }}")},
}


def write_entries(records: Records, folder: Path) -> Path:
    """Write the site; its configuration."""
    for name in ("mkdocs.yml", "model.yml"):
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(DECLARED / name, folder / name)
    for concept in records.concepts.values():
        _write(folder, concept.type, concept.id, *_concept(concept))
    for case in records.case_studies.values():
        _write(folder, "case-study", case.id, _facts(case), {code: _words(case, code) for code in LANGUAGES})
    for id_, versions in _GUIDES.items():
        for code, (title, text) in versions.items():
            target = folder / "docs" / id_ / f"{code}.md"
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(_front({"title": title, "summary": title}) + f"{text}\n", "utf-8")
    return folder / "mkdocs.yml"


def key_of(type_: str, id_: str) -> str:
    """The key of a record as an entry."""
    return f"{type_}:{_EDITIONS.get(type_, '')}{id_}"


def entry_page(code: str, type_: str, id_: str) -> str:
    """Where a record's page stands in the built site."""
    folder = _FOLDERS[type_].removeprefix("docs/").replace("_", "-")
    return f"{code}/{folder}/{id_}.html"


def entry_crosswalk(code: str) -> str:
    return f"{code}/crosswalk.html"


def words_of(folder: Path, case_study: str, code: str) -> Path:
    """The file of a case study's words in a language."""
    return folder / _FOLDERS["case-study"] / case_study / f"{code}.md"


def _write(folder: Path, type_: str, id_: str, facts: Mapping[str, Any], words: Mapping[str, str]) -> None:
    entry = folder / _FOLDERS[type_] / id_
    entry.mkdir(parents=True, exist_ok=True)
    (entry / "facts.yml").write_text(yaml.safe_dump(dict(facts), allow_unicode=True, sort_keys=False), "utf-8")
    for code, text in words.items():
        (entry / f"{code}.md").write_text(text, "utf-8")


def _concept(concept: Concept) -> tuple[Mapping[str, Any], Mapping[str, str]]:
    facts = {"order": int(concept.id[-2:])} if concept.type in _EDITIONS else {}
    words = {}
    for code in LANGUAGES:
        front = _front({"title": concept.title[code], "summary": concept.title[code]})
        words[code] = f"{front}## {_ABOUT[code]} {{#about}}\n\n" + "\n\n".join(concept.texts[code]) + "\n"
    return facts, words


def _facts(case: CaseStudy) -> Mapping[str, Any]:
    links = [_link(case, type_, id_) for type_, ids in case.names.items() for id_ in ids]
    return {"added": "2026-11-21", "phase": case.phase, "area": case.area, "year": case.year, "links": links}


def _link(case: CaseStudy, type_: str, id_: str) -> Mapping[str, Any]:
    return {
        "to": key_of(type_, id_),
        "relation": "names",
        "why": {code: f"{case.title[code]}." for code in LANGUAGES},
        "basis": "editorial",
        "by": "editors",
        "on": "2026-11-21",
        "strength": "supporting",
        "review": "not-yet",
    }


def _words(case: CaseStudy, code: str) -> str:
    places = [f"[{link.words[code]}]({key_of(link.type, link.id)})" for link in case.links]
    return _front({"title": case.title[code], "summary": case.summary[code].replace("**", "")}) + "\n".join(
        _section(name, heading, case.sections[code][name].format(*places))
        for name, heading in zip(SECTIONS, _HEADINGS[code], strict=True)
    )


def _section(name: str, heading: str, text: str) -> str:
    """Headings below that of a section have ids that are the same in each language."""
    lines: Iterator[str] = (f"{line} {{#more}}" if line.startswith("### ") else line for line in text.splitlines())
    return f"## {heading} {{#{name}}}\n\n" + "\n".join(lines) + "\n"


def _front(values: Mapping[str, str]) -> str:
    return f"---\n{yaml.safe_dump(dict(values), allow_unicode=True, sort_keys=False)}---\n\n"
