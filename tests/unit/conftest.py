"""What the unit tests share: a small invented site about a garden, and short ways to read a piece of one."""

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import SimpleNamespace

import pytest
from building import copied
from hypothesis import settings

from make_the_connection.api import load
from make_the_connection.content.model import Model, SectionDeclaration
from make_the_connection.content.records import RecordClasses
from make_the_connection.content.validation import validated
from make_the_connection.content.words import read_words
from make_the_connection.content.yaml_source import read_yaml
from make_the_connection.languages import Language, load_language
from make_the_connection.site import Site

sys.path.append(str(Path(__file__).parent))

# The same examples on every machine: a test that fails only sometimes tells nobody anything.
settings.register_profile("unit", derandomize=True, max_examples=30, deadline=None)
settings.register_profile("fast", settings.get_profile("unit"), max_examples=10)
settings.load_profile("unit")


def pytest_configure(config: pytest.Config) -> None:
    """With --fast, a third of the examples."""
    if "not slow" in config.option.markexpr:
        settings.load_profile("fast")


GARDEN = Path(__file__).parent / "garden"


@pytest.fixture(scope="session")
def english() -> Language:
    return load_language("en")


@pytest.fixture(scope="session")
def welsh() -> Language:
    return load_language("cy")


@pytest.fixture(scope="session")
def garden() -> Site:
    """The garden as one frozen value. One plant has not been written in Welsh; nothing else is to be said of it."""
    loaded = load(GARDEN / "mkdocs.yml")
    assert [(str(d.location.path), d.code) for d in loaded.diagnostics] == [
        ("plants/nettle/cy.md", "missing-translation")
    ]
    assert loaded.site is not None
    return loaded.site


@pytest.fixture
def planted(tmp_path: Path) -> Callable[[Mapping[str, str | bytes | None]], Path]:
    """Plant the garden anew with some files changed, or taken away (None); gives the path of its mkdocs.yml."""

    def plant(changes: Mapping[str, str | bytes | None]) -> Path:
        root = tmp_path / "garden"
        copied(GARDEN, root)
        for name, text in changes.items():
            path = root / name
            if text is None:
                path.unlink()
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return root / "mkdocs.yml"

    return plant


@pytest.fixture
def written(tmp_path: Path, english: Language) -> Callable[..., SimpleNamespace]:
    """Read the words of a page with the sections `growing` (required) and `uses` (2 to 20 words).

    The front matter takes the first four lines of the file. Gives `words`, and `found`: each line, code and parameters.
    """
    sections = {
        name: SectionDeclaration.model_validate(declared)
        for name, declared in {
            "growing": {"label": {"en": "Growing it", "cy": "Ei dyfu"}, "required": True},
            "uses": {"label": {"en": "Uses", "cy": "Defnydd"}, "words": [2, 20]},
        }.items()
    }

    def write(
        body: str, language: Language = english, front: str = "title: Rose\nsummary: A thorny shrub.\n"
    ) -> SimpleNamespace:
        path = tmp_path / "words.md"
        path.write_text(f"---\n{front}---\n{body}", encoding="utf-8")
        found = []
        words = read_words(path, "plants/rose/en.md", language, sections, found)
        return SimpleNamespace(words=words, found=found, codes=[d.code for d in found])

    return write


@pytest.fixture(scope="session")
def every_kind() -> RecordClasses:
    """The record classes of a site whose one type has a field of every kind."""

    def field(kind: str, **more: object) -> dict[str, object]:
        return {"kind": kind, "label": {"en": kind, "cy": kind}, **more}

    name = {"en": {"one": "plant", "other": "plants"}, "cy": {"one": "planhigyn", "other": "planhigyn"}}
    word = {"en": "word", "cy": "gair"}
    plant = {
        "label": name,
        "folder": "plants",
        "page": [],
        "fields": {
            "text": field("text"),
            "name": field("name"),
            "number": field("number"),
            "flag": field("flag"),
            "choice": field("choice", choices={"sun": word, "shade": word}),
            "date": field("date"),
            "address": field("address"),
            "entry": field("entry"),
            "image": field("image"),
            "record": field("record", fields={"place": field("name", required=True), "year": field("date")}),
            "csl": field("csl"),
            "many": field("name", many=True),
        },
    }
    relation = {"label": word, "explained": word}
    declared = {
        "namespace": "8ea5b0b3-4dc2-4d0f-9a5e-0d1c5a4e6f53",
        "types": {"plant": plant, "bed": {"label": name, "folder": "beds", "page": []}},
        "relations": {"suits": {**relation, "inverse": "suited-by"}, "suited-by": {**relation, "inverse": "suits"}},
        "crosswalk": {"rows": "plant", "columns": "bed"},
        "roles": {"gardener": word},
    }
    return RecordClasses(Model.model_validate(declared), ("en", "cy"))


@pytest.fixture
def facts(every_kind: RecordClasses) -> Callable[[str], SimpleNamespace]:
    """Read the facts of a plant. Gives `value`, and `found`: what is wrong with it."""

    def read(text: str) -> SimpleNamespace:
        found = []
        document = read_yaml(text, "facts.yml", found)
        assert document is not None, found
        value = validated(every_kind.facts["plant"], document, found)
        return SimpleNamespace(value=value, found=found, codes=[d.code for d in found], yaml=dict(document.value))

    return read


@pytest.fixture(scope="session")
def beds() -> Callable[[Sequence[tuple[str, str]]], dict[str, str]]:
    """The files of more soils, `bed-01` and so on, each linked with the swede on this basis and with this strength."""

    def dug(links: Sequence[tuple[str, str]]) -> dict[str, str]:
        files = {}
        facts = ["links:"]
        for number, (basis, strength) in enumerate(links, start=1):
            bed = f"soils-1/bed-{number:02}"
            words = f"---\ntitle: Bed {number}\nsummary: One of many.\n---\n\n## About {{#about}}\n\nEarth.\n"
            files |= {f"docs/soils/{bed}/facts.yml": f"order: {number + 10}\n"}
            files |= {f"docs/soils/{bed}/{code}.md": words for code in ("en", "cy")}
            origin = "source: https://a.example, wording: So" if basis == "published" else "by: gardener, on: 2024"
            facts.append(
                f"  - {{to: soil:{bed}, relation: suits, why: {{en: a, cy: b}}, basis: {basis}, {origin}, "
                f"strength: {strength}, review: not-yet}}"
            )
        return {**files, "plants/swede/facts.yml": "\n".join(facts) + "\n"}

    return dug
