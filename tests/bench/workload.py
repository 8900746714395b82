"""A site of any size: the site of this repository with made-up entries of the type that strangers contribute most.

`python tests/bench/workload.py FOLDER 2000` writes it. Its sentences are those of the site in another order, each with
now and then a word that occurs nowhere else, since longer texts have more words; its facts and links are drawn by
chance that is the same every time. Counts and lengths are those by which generators have been compared: about 480
words to an entry, one to three links to each of three types.
"""

import itertools
import random
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

import yaml

from make_the_connection.api import load
from make_the_connection.site import Site

ROOT = Path(__file__).parents[2]
TYPE, SEED = "case-study", 20170911
LINKED = {"hallmark": "shows", "standard": "shows", "dimension": "shows"}
AREAS = [f"Area {n}" for n in range(1, 23)]
WORDS, RARE, STATED = 110, 1 / 60, 0.75
"""Words to a section, how many of them are rare, and how many of the facts that can be left out are stated."""


def main() -> int:
    folder, number = Path(sys.argv[1]), int(sys.argv[2])
    grown(folder, number)
    print(f"{folder}: {number:,} made-up entries.")
    return 0


def grown(folder: Path, number: int) -> Path:
    """Write the sources of a site with so many more entries to a folder; the path of its `mkdocs.yml`."""
    site = load(ROOT / "mkdocs.yml").site
    if site is None:
        raise ValueError("the site could not be read: run `make-the-connection check`")
    for name in ("docs", *{declared.folder.split("/")[0] for declared in site.model.types.values()}):
        shutil.copytree(ROOT / name, folder / name, dirs_exist_ok=True)
    for name in ("mkdocs.yml", "model.yml", "parity.lock"):
        shutil.copy(ROOT / name, folder / name)
    maker = _Maker(site)
    for n in range(1, number + 1):
        entry = folder / site.model.types[TYPE].folder / f"made-up-{n:05}"
        entry.mkdir(parents=True)
        (entry / "facts.yml").write_text(yaml.safe_dump(maker.facts(), allow_unicode=True, sort_keys=False), "utf-8")
        for code in site.languages:
            (entry / f"{code}.md").write_text(maker.words(code, n), "utf-8")
    return folder / "mkdocs.yml"


class _Maker:
    def __init__(self, site: Site) -> None:
        self.site = site
        self.declared = site.model.types[TYPE]
        self.chance = random.Random(SEED)
        self.sentences = {code: self._sentences(code) for code in site.languages}
        syllables = [a + b for a in "bcdfglmnprst" for b in ("a", "e", "i", "o", "u", "wy")]
        self.rare = ["".join(each) for each in itertools.product(syllables, repeat=3)]
        self.chance.shuffle(self.rare)
        self.weights = list(itertools.accumulate(1 / (rank + 12) ** 0.95 for rank in range(len(self.rare))))

    def _sentences(self, code: str) -> list[str]:
        """The words of the type's entries, as plain sentences."""
        blocks = (
            token.content
            for entry in self.site.of_type(TYPE)
            for section in entry.words[code].sections.values()
            for token in section.tokens
            if token.type == "inline" and not set("[]{}<>*_`@#|") & set(token.content)
        )
        return [f"{each.strip('. ')}." for block in blocks for each in block.replace("\n", " ").split(". ") if each]

    def facts(self) -> dict[str, object]:
        chance, fields = self.chance, self.declared.fields
        facts: dict[str, object] = {"added": "2026-11-21", "account": "example", "setting": self._name()}
        for name in ("country", "phase", "medium", "area", "pupils", "told_by", "impact", "took", "evidence"):
            field = fields[name]
            if field.required or chance.random() < STATED:
                choices = list(field.choices) or AREAS
                picked = chance.choice(choices)
                facts[name] = chance.randrange(30, 1800) if field.kind == "number" else picked
                if field.many:
                    facts[name] = [picked]
        if chance.random() < STATED:
            facts["published"] = {
                "by": self._name(),
                "on": str(chance.randrange(2014, 2027)),
                "address": "https://example.org/account",
                "seen": "2026-11-21",
            }
        facts["links"] = [self._link(key, relation) for key, relation in self._linked()]
        return facts

    def _linked(self) -> Sequence[tuple[str, str]]:
        return [
            (entry.key, relation)
            for type_, relation in LINKED.items()
            for entry in self.chance.sample(self.site.of_type(type_), self.chance.randint(1, 3))
        ]

    def _link(self, key: str, relation: str) -> dict[str, object]:
        return {
            "to": key,
            "relation": relation,
            "why": {code: self._said(code, 12) for code in self.site.languages},
            "basis": "editorial",
            "by": "editors",
            "on": "2026-11-21",
            "strength": "supporting",
            "review": "not-yet",
        }

    def words(self, code: str, number: int) -> str:
        title = f"{self._name()}: {self.chance.choice(self.sentences[code])[:60].rsplit(' ', 1)[0]} ({number})"
        front = yaml.safe_dump({"title": title, "summary": self._said(code, 20)}, allow_unicode=True, sort_keys=False)
        sections = (
            f"## {section.label[code]} {{#{id_}}}\n\n{self._said(code, WORDS // 2)}\n\n{self._said(code, WORDS // 2)}\n"
            for id_, section in self.declared.sections.items()
        )
        return f"---\n{front}---\n\n" + "\n".join(sections)

    def _said(self, code: str, least: int) -> str:
        said: list[str] = []
        while len(said) < least:
            said += self.chance.choice(self.sentences[code]).split()
        return " ".join(self._rare() if self.chance.random() < RARE else word for word in said)

    def _rare(self) -> str:
        return self.chance.choices(self.rare, cum_weights=self.weights)[0]

    def _name(self) -> str:
        return f"Ysgol {self._rare().title()}"


if __name__ == "__main__":
    sys.exit(main())
