"""Misspellings planted in a small site are found wherever they stand; what is no word is left alone."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from building import copied
from report import misspelt, place, told
from speller import Speller
from texts import Text, sentences, texts

pytestmark = pytest.mark.spelling

GARDEN = Path(__file__).parents[1] / "unit" / "garden"
MODEL = (GARDEN / "model.yml").read_text(encoding="utf-8").replace("other: plants}", "other: plannts}")
PLANTED = {
    "plants/rose/en.md": """\
---
title: A tiitle
short: Shoort
summary: >-
  A folded
  summmary.
title_note: A notte
---

## A headding {#growing}

A paragraaph
of two lynes, with @jones-2020 and **half**-emphasissed.

### Heading belo {#water}

- An itemm

| A collumn |
|---|
| A celll |

!!! note "A boxx"
    And its wordss.

A note[^1], [a linnk](guide:home "with a titel") and ![an imagge](rose.png).

## Uses {#uses}

`kode`, {plaice}, <https://adress.example/paeg>, post@adress.example, facst.yml, *gair*{lang=cy}, “Ei dyfu”,
[a shop](https://shop.example/adress "Open"), [see @jones-2020, p. 3].

    indentted

[^1]: In a footnotte.
""",
    "plants/rose/cy.md": """\
---
title: Rhosyn
summary: Llwyn.
---

## Ei dyfu {#growing}

Mae’n tyffu’n [dda](plant:cumin).
""",
    "plants/swede/facts.yml": """\
height: 30
links:
  - to: season:plan-2020/spring
    relation: suits
    why:
      en: A reeson.
      cy: >-
        Rheswm
        gwaal.
    basis: published
    source: https://adress.example
    wording: Prinnted
    strength: central
    review: not-yet
""",
    "docs/home/cy.md": """\
---
title: Gardd
summary: Gardd.
---

## Crooeso {#welcome}

{{ caards("plant") }}
""",
    "mkdocs.yml": (GARDEN / "mkdocs.yml").read_text(encoding="utf-8").rstrip()
    + "\n      publisher: {en: The gardenners, cy: Garddwyr}\n",
    "model.yml": MODEL,
}

FOUND = f"""\
docs/home/cy.md:6 Crooeso
mkdocs.yml:5 gardenners
model.yml:{MODEL[: MODEL.index("plannts")].count(chr(10)) + 1} plannts
plants/rose/cy.md:8 tyffu'n
plants/rose/en.md:2 tiitle
plants/rose/en.md:3 Shoort
plants/rose/en.md:6 summmary
plants/rose/en.md:7 notte
plants/rose/en.md:10 headding
plants/rose/en.md:12 paragraaph
plants/rose/en.md:13 lynes
plants/rose/en.md:12 half-emphasissed
plants/rose/en.md:15 belo
plants/rose/en.md:17 itemm
plants/rose/en.md:19 collumn
plants/rose/en.md:21 celll
plants/rose/en.md:23 boxx
plants/rose/en.md:24 wordss
plants/rose/en.md:26 linnk
plants/rose/en.md:26 titel
plants/rose/en.md:26 imagge
plants/rose/en.md:35 footnotte
plants/swede/facts.yml:6 reeson
plants/swede/facts.yml:9 gwaal
""".splitlines()


def test_a_misspelling_is_found_wherever_it_stands_and_nothing_else_is(
    spellers: Mapping[str, Speller], tmp_path: Path
) -> None:
    root = tmp_path / "garden"
    copied(GARDEN, root)
    before = {(text.path, word) for text, word in misspelt(texts(root / "mkdocs.yml"), spellers)}
    for path, text in PLANTED.items():
        (root / path).write_text(text, encoding="utf-8")
    found = [
        (text, word) for text, word in misspelt(texts(root / "mkdocs.yml"), spellers) if (text.path, word) not in before
    ]
    assert sorted(f"{place(root, text, word)} {word}" for text, word in found) == sorted(FOUND)


def test_a_misspelling_in_a_catalogue_is_found(spellers: Mapping[str, Speller], tmp_path: Path) -> None:
    catalogue = 'msgid ""\nmsgstr ""\n\nmsgid "page.kontents"\nmsgstr "The kontents of {naam}"\n'
    (tmp_path / "messages.po").write_text(catalogue, encoding="utf-8")
    found = list(misspelt(sentences(tmp_path, "messages.po", "en"), spellers))
    assert [f"{place(tmp_path, text, word)} {word}" for text, word in found] == ["messages.po:4 kontents"]


def test_a_failure_names_the_place_and_suggests_a_few_words(spellers: Mapping[str, Speller], tmp_path: Path) -> None:
    (tmp_path / "cy.md").write_text("Dwy\nysgolyon.\n", encoding="utf-8")
    found = misspelt([Text("cy", "cy.md", 1, "Dwy ysgolyon.")], spellers)
    [line] = told(found, spellers, tmp_path)
    assert line.startswith("cy.md:2: “ysgolyon” is not known (cy); ysgolion, ")
    assert line.count(",") == 2
