"""What is read of a site is noted, and every name that is noted tells a change of what stands behind it."""

import ast
import inspect
import os
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from building import copied, grown_old, loaded_again

from make_the_connection.api import Held, load
from make_the_connection.render import Page, cell_page, connected_page, entry_columns, entry_page, side_by_side_page
from make_the_connection.site import FACTS, Site, Values, remembered, watched
from make_the_connection.site.watched import WatchedSite

ORCHARD = Path(__file__).parents[1] / "sites" / "orchard"
UNTIL_CONFIGURED_ANEW = {"configuration", "model", "languages", "reads"}

Pages = dict[str, tuple[str, frozenset[str]]]
"""By what a page is of, its HTML, and the names of what was read for it."""


@pytest.fixture(scope="module")
def before() -> tuple[Pages, Values]:
    """The pages as they were, and the values of what was read for them."""
    return pages(loaded(ORCHARD)), Values(loaded(ORCHARD))


@pytest.fixture
def orchard(tmp_path: Path) -> Path:
    return copied(ORCHARD, tmp_path / "orchard")


def loaded(folder: Path) -> Site:
    site = load(folder / "mkdocs.yml").site
    assert site is not None
    return site


def pages(site: Site) -> Pages:
    """The pages of entries, cells and concepts, in the site's first language."""
    site = watched(site)
    code = next(iter(site.languages))

    def makers() -> Iterator[tuple[str, Callable[[], Page]]]:
        for key in list(site.entries):
            yield key, lambda key=key: entry_page(site, code, key)
            yield f"{key} beside", lambda key=key: side_by_side_page(entry_columns(site, code, key))
        for key in site.explanations.concepts:
            yield f"{key} connected", lambda key=key: connected_page(site, code, key)
        for cell in site.cells:
            yield f"cell {cell.row} {cell.column}", lambda cell=cell: cell_page(site, code, cell)

    made = {}
    for name, make in makers():
        with site.reads.taken() as names:
            html = make().html
        of = {name} if name.startswith("cell ") else set()
        made[name] = html, frozenset(names | of)
    return made


def test_everything_that_can_be_read_of_a_site_is_watched_or_follows_from_what_is() -> None:
    methods = {name: value for name, value in vars(Site).items() if not name.startswith("__")}
    fields = set(Site.__dataclass_fields__)
    watching = {name for name in vars(WatchedSite) if not name.startswith("__")}
    set_at_once = {"entries", "guides", "graph"}

    def unwatched(name: str, seen: frozenset[str] = frozenset()) -> Iterator[str]:
        """What is read past a watched site by one of its methods that it has as it is."""
        if name in UNTIL_CONFIGURED_ANEW | set_at_once or name in watching or name in seen:
            return
        value = methods.get(name)
        function = getattr(value, "func", None) or getattr(value, "fget", None) or value
        if name in fields or not inspect.isfunction(function):
            yield name
            return
        if hasattr(value, "func"):
            # What is worked out once is read by all later readers, who would not be noted.
            yield name
        tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "self":
                yield from unwatched(node.attr, seen | {name})

    public = [name for name in (*methods, *fields) if not name.startswith("_")]
    assert {name: found for name in public if (found := sorted(set(unwatched(name))))} == {}


@pytest.mark.slow
def test_every_name_that_a_page_notes_has_a_value(orchard: Path) -> None:
    site = loaded(orchard)
    values = Values(site)
    for name, (_, names) in pages(site).items():
        assert names, name
        assert all(values.of(noted) for noted in names), name


@pytest.mark.slow
def test_a_value_is_the_same_in_every_process(orchard: Path) -> None:
    program = (
        "import sys; sys.path[:0] = sys.argv[2:]; import test_watched as t; from pathlib import Path\n"
        "site = t.loaded(Path(sys.argv[1])); values = t.Values(site)\n"
        "names = sorted({name for _, names in t.pages(site).values() for name in names} | set(t.WHOLE))\n"
        "print([(name, values.of(name)) for name in names])"
    )
    told = [
        subprocess.run(
            [sys.executable, "-c", program, str(orchard), str(Path(__file__).parent), str(ORCHARD.parent)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert told[0] == told[1]


WHOLE = (
    *("as_of", "unread", "broken", "parity", "terms", "withdrawn", "tested", "first_keys", "glossary", "tables"),
    *("cells", "successors", "coverage", "bodies", "cards", "guides", "links", "unrelated", "concepts", "contributed"),
    *("works", "references", "all-uses", "filtering", "linked", "stated"),
)
"""Names that pages of entries, cells and concepts seldom note, but others do."""


def changed(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text, path
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


PEAR, CUT = "stories/alter-birnbaum", "techniques/winterschnitt"
EDITS: dict[str, tuple[str, str, str]] = {
    "a word of a text": (f"{PEAR}/de.md", "blühte nicht mehr", "blühte gar nicht mehr"),
    "a title": (f"{PEAR}/de.md", "title: Über einen alten Birnbaum", "title: Vom alten Birnbaum"),
    "a short title": (f"{CUT}/de.md", "short: Winterschnitt", "short: Schnitt im Winter"),
    "a summary": (f"{CUT}/de.md", "solange sie ruhen", "wenn sie ruhen"),
    "a heading": (f"{CUT}/de.md", "## Schritte {#steps}", "## Schritt für Schritt {#steps}"),
    "a reason": (f"{CUT}/facts.yml", "Nur scharfe Sägen", "Allein scharfe Sägen"),
    "the strength of a link": (f"{PEAR}/facts.yml", "strength: central", "strength: supporting"),
    # What comes instead is a mistake: while serving, the entry would stay as it was.
    "a link that is left out": (f"{CUT}/facts.yml", "  - to: habitat-aim:habitat-2024/bluete", "unread:\n  - x: y"),
    "a fact": (f"{CUT}/facts.yml", "effort: heavy", "effort: light"),
    "a record of a work": ("sources/muster-2019/facts.yml", "family: Muster", "family: Mustermann"),
    "an explanation of a term": ("docs/words/list.yml", "Alles an einem Baum", "Das an einem Baum"),
    "a day": (
        "gatherings/schnittkurs/facts.yml",
        "on: 2024-04-06\n    weekday: saturday\n    from: 09:00",
        "on: 2024-04-07\n    weekday: sunday\n    from: 09:00",
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("edit", EDITS)
def test_what_differs_after_an_edit_has_read_something_that_has_another_value(
    before: tuple[Pages, Values], orchard: Path, edit: str
) -> None:
    made, values = before
    changed(orchard / EDITS[edit][0], *EDITS[edit][1:])
    site = loaded(orchard)
    after, later = pages(site), Values(site)
    stale = {
        name
        for name, (html, names) in made.items()
        if name in after and after[name][0] != html and all(values.of(each) == later.of(each) for each in names)
    }
    assert stale == set()
    assert any(html != after[name][0] for name, (html, _) in made.items() if name in after), "nothing differs"


def told(values: Values, names: Iterable[str]) -> dict[str, str]:
    """The values of those names that something stands behind."""
    found = {}
    for name in names:
        with suppress(LookupError):
            found[name] = values.of(name)
    return found


@pytest.mark.slow
@pytest.mark.parametrize("edit", EDITS)
def test_what_is_foreseen_of_a_value_is_what_it_is(before: tuple[Pages, Values], orchard: Path, edit: str) -> None:
    made, values = before
    names = {name for _, names in made.values() for name in names} | set(WHOLE)
    changed(orchard / EDITS[edit][0], *EDITS[edit][1:])
    site = loaded(orchard)
    foreseen = Values(site)
    foreseen.foresee(told(values, names), values.of(FACTS))
    assert told(foreseen, names) == told(Values(site), names)


@pytest.mark.slow
@pytest.mark.parametrize("edit", [edit for edit in EDITS if edit != "a link that is left out"])
def test_what_follows_from_the_reading_before_is_what_it_is(orchard: Path, edit: str) -> None:
    held = Held()
    grown_old(orchard)
    first = loaded_again(orchard / "mkdocs.yml", held).site
    assert first is not None
    names = {name for key in first.entries for name in (f"facts {key}", f"card {key}", f"text {key} de")} | {FACTS}
    before = Values(first)
    expected = told(before, names)
    changed(orchard / EDITS[edit][0], *EDITS[edit][1:])
    again = loaded_again(orchard / "mkdocs.yml", held).site
    assert again is not None
    following, anew = Values(again), Values(loaded(orchard))

    following.follow(before)

    taken_over = {name for name in names if following.told(name) == expected[name]}
    assert len(taken_over) > len(names) / 2
    assert told(following, names) == told(anew, names)


def test_a_value_is_foreseen_only_where_all_facts_are_as_they_were(orchard: Path) -> None:
    changed(orchard / PEAR / "de.md", "blühte nicht mehr", "blühte gar nicht mehr")
    before = {"links story:alter-birnbaum": "as it was", "text story:alter-birnbaum de": "as it was"}
    facts = Values(loaded(ORCHARD)).of(FACTS)
    for is_same in (True, False):
        if not is_same:
            changed(orchard / CUT / "facts.yml", "effort: heavy", "effort: light")
        values = Values(loaded(orchard))
        values.foresee(before, facts)
        taken = {name for name, value in before.items() if values.of(name) == value}
        assert taken == ({"links story:alter-birnbaum"} if is_same else set())


def test_a_word_of_a_text_is_of_concern_to_its_own_pages_and_to_those_of_what_it_cites(
    before: tuple[Pages, Values], orchard: Path
) -> None:
    made, values = before
    changed(orchard / PEAR / "de.md", "blühte nicht mehr", "blühte gar nicht mehr")
    later = Values(loaded(orchard))
    again = {name for name, (_, names) in made.items() if any(values.of(each) != later.of(each) for each in names)}
    keys = ("story:alter-birnbaum", "source:muster-2019")
    assert again == {f"{key}{beside}" for key in keys for beside in ("", " beside")}


class Finder:
    """Reads what it has only once."""

    def __init__(self, site: Site) -> None:
        self.site = site

    @remembered
    def title(self) -> str:
        return self.site.title("story:alter-birnbaum", "de").text


def test_who_is_given_what_has_been_made_already_reads_what_it_was_made_of(orchard: Path) -> None:
    site = watched(loaded(orchard))
    finder = Finder(site)
    with site.reads.taken() as first:
        title = finder.title
    with site.reads.taken() as second:
        assert finder.title is title
    assert first == second == {"card story:alter-birnbaum"}


def test_what_is_read_inside_is_read_outside_unless_it_is_apart(orchard: Path) -> None:
    reads = watched(loaded(orchard)).reads
    with reads.taken() as outer:
        reads.note("before")
        with reads.taken() as inner:
            reads.note("inside")
        with reads.apart():
            reads.note("apart")
    assert (outer, inner) == ({"before", "inside"}, {"inside"})
