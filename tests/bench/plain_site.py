"""The records as a site of MkDocs, Material for MkDocs and mkdocs-static-i18n, as people write one without us.

What follows from the records, back-links and the crosswalk's counts, is written into the pages by hand, as it were. The
menu holds no case studies and no references.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from records import CONCEPTS, LANGUAGES, SECTIONS, CaseStudy, Concept, Records

_FOLDER = {"case-study": "cases"} | {type_: f"{type_}s" for type_ in CONCEPTS}
_WORDS = {
    "en": {
        "case-study": "Case studies", "hallmark": "Hallmarks", "standard": "Standards", "dimension": "Dimensions",
        "reference": "References", "crosswalk": "Crosswalk", "home": "Knowledge base",
        "back": "Case studies that name this", "classes": "Classification", "context": "Context",
        "actions": "Actions", "results": "Results",
        "outcomes": "Outcomes", "see-also": "See also", "facts": "Phase: {phase} · Area: {area} · Year: {year}",
    },
    "cy": {
        "case-study": "Astudiaethau achos", "hallmark": "Nodweddion", "standard": "Safonau", "dimension": "Dimensiynau",
        "reference": "Cyfeiriadau", "crosswalk": "Croesffordd", "home": "Sylfaen wybodaeth",
        "back": "Astudiaethau achos sy’n enwi hyn", "classes": "Dosbarthiad", "context": "Cyd-destun",
        "actions": "Camau", "results": "Canlyniadau", "outcomes": "Deilliannau", "see-also": "Gweler hefyd",
        "facts": "Cyfnod: {phase} · Ardal: {area} · Blwyddyn: {year}",
    },
}  # fmt: skip
_CONFIGURATION = """\
site_name: Knowledge base
site_url: https://example.org/
theme:
  name: material
  font: false
plugins:
  - search
  - i18n:
      docs_structure: folder
{more}\
      languages:
        - locale: en
          name: English
          default: true
          build: true
        - locale: cy
          name: Cymraeg
          build: true
{menu}
not_in_nav: |
  case-*.md
  reference-*.md
"""
# Without it mkdocs-static-i18n compares each section in the search index with every other.
_WITHOUT_SQUARE = "      reconfigure_search: false\n"


def write_plain(records: Records, folder: Path) -> tuple[Path, Path]:
    """Write the site; its configurations, as it comes and without the plugin's quadratic step."""
    for code in LANGUAGES:
        for path, text in _pages(records, code):
            target = folder / "docs" / code / f"{path}.md"
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, "utf-8")
    made = []
    for name, more in (("mkdocs.yml", ""), ("without-square.yml", _WITHOUT_SQUARE)):
        made.append(folder / name)
        made[-1].write_text(_CONFIGURATION.format(more=more, menu=_menu(records)), "utf-8")
    return made[0], made[1]


def plain_page(code: str, type_: str, id_: str) -> str:
    """Where a record's page stands in the built site."""
    language = "" if code == LANGUAGES[0] else f"{code}/"
    return f"{language}{_FOLDER[type_]}/{id_}/index.html"


def plain_crosswalk(code: str) -> str:
    return "crosswalk/index.html" if code == LANGUAGES[0] else f"{code}/crosswalk/index.html"


def _pages(records: Records, code: str) -> Iterable[tuple[str, str]]:
    words, titles = _WORDS[code], _titles(records, code)

    def link(type_: str, id_: str, above: str = "../") -> str:
        return f"[{titles[id_]}]({above}{_FOLDER[type_]}/{id_}.md)"

    for case in records.case_studies.values():
        yield f"cases/{case.id}", _case_study(case, code, link)
    for concept in records.concepts.values():
        yield f"{_FOLDER[concept.type]}/{concept.id}", _concept(concept, code, link)
    cases = "".join(f"- {link('case-study', id_)}\n" for id_ in records.case_studies)
    yield "cases/index", _front({"title": words["case-study"]}) + cases
    references = "".join(f"- {link('reference', each.id)}\n" for each in records.of_type("reference"))
    yield "references/index", _front({"title": words["reference"]}) + references
    listed = (
        f"## {words[type_]}\n\n" + "".join(f"- {link(type_, each.id, '')}\n" for each in records.of_type(type_))
        for type_ in ("hallmark", "standard", "dimension")
    )
    yield "index", _front({"title": words["home"]}) + "\n".join(listed)
    yield "crosswalk", _front({"title": words["crosswalk"]}) + _crosswalk(records, link)


def _titles(records: Records, code: str) -> dict[str, str]:
    return {each.id: each.title[code] for each in (*records.case_studies.values(), *records.concepts.values())}


def _case_study(case: CaseStudy, code: str, link: Callable[..., str]) -> str:
    words, named = _WORDS[code], {type_: list(ids) for type_, ids in case.names.items()}
    front = {"title": case.title[code], "phase": case.phase, "area": case.area, "year": case.year, **named}
    places = [f"[{each.words[code]}](../{_FOLDER[each.type]}/{each.id}.md)" for each in case.links]
    facts = words["facts"].format(phase=case.phase, area=case.area, year=case.year)
    sections = (f"## {words[name]}\n\n{case.sections[code][name].format(*places)}\n" for name in SECTIONS)
    classes = "".join(
        f"- {words[type_]}: {', '.join(link(type_, id_) for id_ in ids)}\n" for type_, ids in named.items() if ids
    )
    first = _front(front) + f"{facts}\n\n{case.summary[code]}\n"
    return "\n".join([first, *sections, f"## {words['classes']}\n\n{classes}"])


def _concept(concept: Concept, code: str, link: Callable[..., str]) -> str:
    back = "".join(f"- {link('case-study', id_)}\n" for id_ in concept.named_by)
    texts = "\n\n".join(concept.texts[code])
    return _front({"title": concept.title[code]}) + f"{texts}\n\n## {_WORDS[code]['back']}\n\n{back}"


def _crosswalk(records: Records, link: Callable[..., str]) -> str:
    rows, columns = records.of_type("standard"), records.of_type("dimension")
    head = f"| | {' | '.join(link('dimension', each.id, '') for each in columns)} |\n|{' --- |' * (len(columns) + 1)}\n"
    counts = ((row, [str(records.joining(row.id, each.id)) for each in columns]) for row in rows)
    return head + "".join(f"| {link('standard', row.id, '')} | {' | '.join(of_row)} |\n" for row, of_row in counts)


def _front(values: Mapping[str, object]) -> str:
    lines = (f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in values.items())
    return "\n".join(["---", *lines, "---", "", ""])


def _menu(records: Records) -> str:
    words = _WORDS[LANGUAGES[0]]
    lines = ["nav:", "  - index.md", f"  - {words['case-study']}: cases/index.md"]
    for type_ in ("hallmark", "standard", "dimension"):
        lines += [f"  - {words[type_]}:"]
        lines += [f"      - {_FOLDER[type_]}/{each.id}.md" for each in records.of_type(type_)]
    return "\n".join([*lines, f"  - {words['reference']}: references/index.md", "  - crosswalk.md"])


def plain_source(folder: Path, case_study: str, code: str) -> Path:
    """The file of a case study's page in a language."""
    return folder / "docs" / code / _FOLDER["case-study"] / f"{case_study}.md"
