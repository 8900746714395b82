"""The garden with a table on the page of its rose: cuttings with their leaves, for the tests of tables."""

from pathlib import Path

from building import copied

from make_the_connection.api import load
from make_the_connection.site import Site

Files = dict[str, str | bytes | None]

GARDEN = Path(__file__).parent / "garden"

MODEL = (
    (GARDEN / "model.yml")
    .read_text(encoding="utf-8")
    .replace(
        "crosswalk:",
        "  cuts-1:\n    title: {en: Cuttings, cy: Toriadau}\n    edition: '1'\n    type: cutting\n"
        "    note: {en: As cut., cy: Fel y’i torrwyd.}\n\ncrosswalk:",
    )
    .replace(
        "      - section: uses\n",
        "      - section: uses\n      - id: cuttings\n        label: {en: Cuttings, cy: Toriadau}\n"
        "        table: {rows: cutting, cells: leaf, columns: state, groups: bed, file: cuttings}\n",
    )
) + """
  cutting:
    label:
      en: {one: cutting, other: cuttings}
      cy: {zero: toriad, one: toriad, two: doriad, few: thoriad, many: thoriad, other: toriad, plural: toriadau}
    folder: cuttings
    order: order
    framework: true
    fields:
      order: {kind: number, required: true, label: {en: Order, cy: Trefn}}
      plant: {kind: entry, of: plant, required: true, label: {en: Plant, cy: Planhigyn}}
      bed: {kind: number, label: {en: Bed, cy: Gwely}}
      pot: {kind: name, label: {en: Pot, cy: Pot}}
      alive: {kind: flag, label: {en: Alive, cy: Yn fyw}}
      seen: {kind: date, many: true, label: {en: Seen, cy: Gwelwyd}}
      told: {kind: text, label: {en: Told, cy: Dywedir}}
      made:
        kind: record
        label: {en: Made, cy: Gwnaed}
        fields: {by: {kind: name, required: true, label: {en: By, cy: Gan}}}
    card: [pot]
    page:
      - id: connections
        label: {en: Connections, cy: Cysylltiadau}
        connections: [season, soil]
  leaf:
    label:
      en: {one: leaf, other: leaves}
      cy: {zero: deilen, one: deilen, two: ddeilen, few: deilen, many: deilen, other: deilen, plural: dail}
    folder: leaves
    fields:
      cutting: {kind: entry, of: cutting, required: true, label: {en: Cutting, cy: Toriad}}
      state:
        kind: choice
        required: true
        label: {en: State, cy: Cyflwr}
        choices: {green: {en: green, cy: gwyrdd}, dry: {en: dry, cy: sych}}
    card: [state]
    sections:
      look: {label: {en: Look, cy: Golwg}}
    page:
      - section: look
      - id: connections
        label: {en: Connections, cy: Cysylltiadau}
        connections: [season, soil]
"""  # fmt: skip

LINK = """  - to: {to}
    relation: suits
    why: {{en: It does., cy: Mae’n wir.}}
    basis: editorial
    by: gardener
    on: '2024-05'
    strength: central
    review: not-yet
"""


def part(folder: str, facts: str, en: str, cy: str = "", *links: str, status: str = "") -> Files:
    """The files of an entry with these titles; `status` is what its titles rest on."""
    front = f"summary: One of them.\n{f'title_status: {status}' if status else ''}\n---\n"
    held = "links:\n" + "".join(LINK.format(to=to) for to in links) if links else ""
    words = {f"{folder}/{code}.md": f"---\ntitle: {title}\n{front}" for code, title in (("en", en), ("cy", cy or en))}
    return {f"{folder}/facts.yml": facts + held, **words}


ROSE: Files = {
    "model.yml": MODEL,
    **part("cuttings/cuts-1/late", "order: 3\nplant: plant:rose\nbed: 1\n", "Late"),
    **part(
        "cuttings/cuts-1/early",
        "order: 1\nplant: plant:rose\nbed: 2\npot: <b>clay</b>\n",
        "Early",
        "",
        "soil:soils-1/clay",
    ),
    **part("cuttings/cuts-1/middle", "order: 2\nplant: plant:rose\nbed: 1\n", "Middle"),
    **part("cuttings/cuts-1/loose", "order: 4\nplant: plant:rose\n", "Loose"),
    **part("leaves/a", "cutting: cutting:cuts-1/middle\nstate: dry\n", "Zinnia", "Afal", "season:plan-2020/spring"),
    **part("leaves/b", "cutting: cutting:cuts-1/middle\nstate: dry\n", "Apple", "Ŵy"),
    **part("leaves/c", "cutting: cutting:cuts-1/middle\nstate: green\n", "<i>Green</i>"),
    **part("leaves/d", "cutting: cutting:cuts-1/early\nstate: green\n", "Last", "Last", "season:plan-2020/spring"),
}  # fmt: skip


def laid(root: Path) -> Path:
    """The garden with a table on the page of the rose."""
    copied(GARDEN, root)
    for name, text in ROSE.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(str(text), encoding="utf-8")
    return root / "mkdocs.yml"


def read(config: Path) -> Site:
    site = load(config).site
    assert site is not None
    return site
