"""What a check keeps of each file changes nothing about the next one, whatever has been edited in between."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from building import copied
from laying import HERE

from make_the_connection.api import Loaded, load
from make_the_connection.cache import FOLDER
from make_the_connection.content import guides, words

POND = "activities/pond"
TERMS = """
terms:
  pond:
    name: {en: pond, cy: pwll}
    status: ours
    instead_of: {en: [pool, puddle], cy: [llyn]}
"""
LOOSE = """
[Write](mailto:a@b.example) to Ann (8) about the pool, as (Example, 2020) and [@example-2020, p. 4; see @nobody] say.
Nobody else does.[^1]
Tuesday 1st January 2025 was wet, and *das Wasser*{lang=de} cold [there](activity:weather) and [there](#nowhere).

## Afterwards {#afterwards}

- one
- two

| a | b |
|---|---|
| 1 | 2 |

[^1]: See [@example-2020] and [what is wrong](activity:sea).
"""
Edit = Callable[[Path], None]


def put(name: str, text: str) -> Edit:
    def edit(site: Path) -> None:
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(text, encoding="utf-8", newline="\n")

    return edit


def replaced(name: str, old: str, new: str) -> Edit:
    def edit(site: Path) -> None:
        text = (site / name).read_text(encoding="utf-8")
        assert old in text, f"{old!r} does not stand in {name}"
        put(name, text.replace(old, new))(site)

    return edit


def removed(name: str) -> Edit:
    return lambda site: shutil.rmtree(site / name)


def added(name: str, like: str) -> Edit:
    return lambda site: shutil.copytree(site / like, site / name) and None


EDITS = {
    "nothing": lambda _: None,
    "words": replaced(f"{POND}/en.md", "Sit down", "Sit\n\ndown by the puddle"),
    "a section": replaced(f"{POND}/en.md", "{#afterwards}", "{#later}"),
    "a part of one language": replaced("activities/weather/en.md", "- a list", "1. a list\n2. of two"),
    "front matter": replaced(f"{POND}/en.md", "Pond dipping", "Pool dipping"),
    "what is no text": lambda site: (site / POND / "cy.md").write_bytes(b"\xff"),
    "facts": replaced(f"{POND}/facts.yml", "Small animals only", "Anyone can see that the pool’s animals only"),
    "a line of facts": replaced(f"{POND}/facts.yml", "order: 1\n", "# first\norder: 1\n"),
    "facts that are wrong": replaced(f"{POND}/facts.yml", "order: 1\n", "order: first\n"),
    "a guide page": replaced("docs/about/en.md", "\n---\n", "\n---\n\n[Gone](activity:nowhere) to the pool.\n"),
    "the list of terms": replaced("terms.yml", "pool, puddle", "nets, net"),
    "no list of terms": replaced("terms.yml", "terms:", "term:"),
    "the model": replaced("model.yml", "words: [5, 40]", "words: [5, 9]"),
    "the author of a work": replaced("works/example-2020/facts.yml", "Example, given", "Other, given"),
    "the options": replaced("mkdocs.yml", "footer: [about]", "footer: []"),
    "the order of languages": replaced("mkdocs.yml", "[en, cy]", "[cy, en]"),
    "an entry removed": removed("activities/weather"),
    "a work removed": removed("works/example-2020"),
    "an entry added": added("activities/sea", POND),
    "a work added": added("works/nobody", "works/example-2020"),
    "an entry withdrawn": put("works/example-2020/facts.yml", "withdrawn: true\n"),
    "an accepted translation": put("parity.lock", "activity:pond#what-to-do cy 4f2a91c0d3b75e68 2026-11-21\n"),
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site in which something is wrong of every kind that is kept."""
    site = copied(HERE / "base", tmp_path / "site")
    for edit in (
        put("terms.yml", TERMS),
        put("parity.lock", "activity:weather cy 4f2a91c0d3b75e68 2026-11-21\n"),
        replaced("activities/weather/en.md", "Compare.\n", "Compare.\n\n- a list\n"),
        replaced("mkdocs.yml", "footer: [about]", "footer: [about]\n      terms: terms.yml"),
        replaced(f"{POND}/en.md", "Read [about us]", f"{LOOSE}\nRead [about us]"),
    ):
        edit(site)
    return site


def told(loaded: Loaded) -> Iterator[Any]:
    """Everything that was read and found, by line, with the tokens of all words."""
    yield from loaded.diagnostics
    if loaded.site is None:
        return
    yield dict(loaded.site.uses)
    yield loaded.site.parity
    yield loaded.site.graph.links
    for page in (*loaded.site.entries.values(), *loaded.site.guides.values()):
        yield page.key
        for version in page.words.values():
            yield version
            yield [[token.as_dict() for token in section.tokens] for section in version.sections.values()]
            yield [token.as_dict() for token in version.notes]
    for entry in loaded.site.entries.values():
        yield entry.facts.model_dump_json()
        yield entry.positions.path, dict(entry.positions.values), dict(entry.positions.keys)


@pytest.mark.slow
@pytest.mark.parametrize("edit", [pytest.param(edit, id=name) for name, edit in EDITS.items()])
def test_an_edited_site_is_read_as_if_it_were_for_the_first_time(site: Path, edit: Edit) -> None:
    load(site / "mkdocs.yml")
    edit(site)

    warm = load(site / "mkdocs.yml")
    assert list((site / FOLDER).iterdir())
    shutil.rmtree(site / FOLDER)
    cold = load(site / "mkdocs.yml")

    assert list(told(warm)) == list(told(cold))


def test_what_is_found_is_of_every_kind_that_is_kept(site: Path) -> None:
    found = {each.code for each in load(site / "mkdocs.yml").diagnostics}

    assert {
        *("other-term", "handwritten-citation", "wrong-weekday-in-words", "named-person", "stale-section"),
        *("parity-part", "unknown-citation", "unknown-entry", "unknown-anchor"),
    } <= found


@pytest.mark.parametrize(
    ("edit", "parsed"),
    [
        (EDITS["nothing"], []),
        (EDITS["words"], [f"{POND}/en.md"]),
        (EDITS["facts"], []),
        (EDITS["a guide page"], ["docs/about/en.md"]),
    ],
    ids=["nothing", "words", "facts", "a guide page"],
)
def test_only_words_that_are_new_are_parsed(
    site: Path, edit: Edit, parsed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    load(site / "mkdocs.yml")
    edit(site)
    read = []
    for module in (words, guides):
        monkeypatch.setattr(
            module, "_parsed", lambda shown, *rest, made=module._parsed: read.append(shown) or made(shown, *rest)
        )

    load(site / "mkdocs.yml")

    assert read == parsed


def test_a_site_is_read_where_nothing_can_be_kept(site: Path) -> None:
    (site / FOLDER).write_text("no folder", encoding="utf-8")

    assert load(site / "mkdocs.yml").site is not None
    assert (site / FOLDER).read_text(encoding="utf-8") == "no folder"


def test_what_is_kept_and_is_no_longer_what_it_was_is_worked_out_again(site: Path) -> None:
    cold = list(told(load(site / "mkdocs.yml")))
    (kept,) = (site / FOLDER).glob("*.sqlite")
    assert b"Pond dipping" in kept.read_bytes()
    kept.write_bytes(kept.read_bytes().replace(b"Pond dipping", b"Pine dipping"))

    assert list(told(load(site / "mkdocs.yml"))) == cold
