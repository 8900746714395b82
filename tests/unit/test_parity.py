"""Languages correspond: section by section in structure, and in the version of the original that was translated."""

import datetime
import json
import re
import shutil
import unicodedata
from collections.abc import Callable, Mapping
from pathlib import Path

import jsonschema
import pytest
from building import copied
from hypothesis import given
from hypothesis import strategies as st

from make_the_connection.api import Loaded, load
from make_the_connection.cli import main
from make_the_connection.content.guides import read_guide
from make_the_connection.content.reading import Content
from make_the_connection.content.text_source import MAX_BYTES
from make_the_connection.diagnostics import PARITY, Diagnostic, Location
from make_the_connection.exports import FILES, Publication
from make_the_connection.languages import load_language
from make_the_connection.parity import LOCK, Accepted, Lock, Parity, Place, State, lock_text, parity_of, read_lock
from make_the_connection.parity.state import PageState
from make_the_connection.render import LISTINGS, Reader, entry_page, parity_notice
from make_the_connection.site import Site

Plant = Callable[[Mapping[str, str | bytes | None]], Path]
Edit = Callable[[Mapping[str, str | None]], Path]

GARDEN = Path(__file__).parent / "garden"
DAY = datetime.date(2024, 2, 29)
PUBLICATION = Publication(DAY, "https://garden.example/")
TRANSLATED = [*load(GARDEN / "mkdocs.yml").site.parity.current]  # type: ignore[union-attr]


def source(name: str) -> str:
    return (GARDEN / name).read_text(encoding="utf-8")


def read(config: Path) -> Site:
    site = load(config).site
    assert site is not None
    return site


def accepted(config: Path, *arguments: str) -> Site:
    """The site after somebody has accepted what stands there, all of it unless something is named."""
    assert main(["parity", "accept", "-f", str(config), "--as-of", str(DAY), *(arguments or ["--all"])]) == 0
    return read(config)


def original_of(place: Place, site: Site) -> str:
    """The file that a place was translated from."""
    return site.words(place.page)[site.parity.pages[place.page].original].path


def changed(text: str, section: str, words: str = "and more words") -> str:
    """A page with words added to a section, or to its title."""
    if not section:
        return text.replace("title: ", f"title: {words} ", 1)
    return re.sub(rf"(\{{#{section}\}}\n\n)", rf"\1{words} ", text, count=1)


def stale(site: Site) -> list[Place]:
    return [
        Place(key, each.id, code)
        for key, page in site.parity.pages.items()
        for code, version in page.versions.items()
        for each in version.stale
    ]


def codes(loaded: Loaded) -> set[str]:
    return {diagnostic.code for diagnostic in loaded.diagnostics} & PARITY


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The configuration of a garden in which every translation has been accepted. To be copied, not changed."""
    root = copied(GARDEN, tmp_path_factory.mktemp("recorded") / "garden")
    accepted(root / "mkdocs.yml")
    return root / "mkdocs.yml"


@pytest.fixture
def edited(recorded: Path, tmp_path: Path) -> Edit:
    """A copy of that garden with some files changed, or taken away (None)."""

    def edit(changes: Mapping[str, str | None]) -> Path:
        root = Path(shutil.copytree(recorded.parent, tmp_path / "edited"))
        for name, text in changes.items():
            if text is None:
                (root / name).unlink()
            else:
                (root / name).write_bytes(text.encode())
        return root / "mkdocs.yml"

    return edit


class TestStaleness:
    @pytest.mark.slow
    @pytest.mark.parametrize("place", TRANSLATED, ids=str)
    def test_of_a_section_follows_from_a_change_of_its_original_and_of_no_other(
        self, edited: Edit, recorded: Path, place: Place
    ) -> None:
        name = original_of(place, read(recorded))
        config = edited({name: changed(source(name), place.section)})
        loaded = load(config)
        assert loaded.site is not None
        assert stale(loaded.site) == [place]
        (found,) = [each for each in loaded.diagnostics if each.code == "stale-section"]
        line = (config.parent / found.location.path).read_text(encoding="utf-8").splitlines()[found.location.line - 1]
        assert found.location.path == name.replace("en.md", "cy.md")
        assert line == "---" if not place.section else line.endswith(f"{{#{place.section}}}")

    def test_stays_until_it_is_accepted_whatever_becomes_of_the_translation(self, edited: Edit) -> None:
        pages = {
            f"plants/cumin/{code}.md": changed(source(f"plants/cumin/{code}.md"), "growing") for code in ("en", "cy")
        }
        config = edited(pages)
        assert stale(read(config)) == [Place("plant:cumin", "growing", "cy")]
        assert stale(accepted(config, "plant:cumin")) == []

    def test_is_not_told_where_nothing_is_recorded(self, garden: Site) -> None:
        assert garden.parity.lock is None
        assert stale(garden) == []

    def test_of_what_was_never_accepted_has_no_day(self, edited: Edit) -> None:
        site = read(edited({LOCK: "# empty\n"}))
        assert stale(site) == TRANSLATED
        assert {
            each.since for page in site.parity.pages.values() for v in page.versions.values() for each in v.stale
        } == {None}

    def test_is_of_the_section_whose_note_has_changed(self, edited: Edit) -> None:
        noted = source("plants/rose/en.md").replace("See [the", "See[^a] [the") + "\n[^a]: One.\n"
        config = edited({"plants/rose/en.md": noted})
        accepted(config)
        (config.parent / "plants/rose/en.md").write_text(noted.replace("One.", "Another."), encoding="utf-8")
        assert stale(read(config)) == [Place("plant:rose", "growing", "cy")]

    def test_is_of_the_section_whose_link_leads_elsewhere(self, edited: Edit) -> None:
        site = read(edited({"plants/rose/en.md": source("plants/rose/en.md").replace("example/roses", "example/rose")}))
        assert stale(site) == [Place("plant:rose", "growing", "cy")]

    @pytest.mark.slow
    @given(
        st.sampled_from(TRANSLATED),
        st.sampled_from(["\n", "\r\n", "\r"]),
        st.sampled_from([" ", "  ", "\n", " \n"]),
        st.sampled_from(["NFC", "NFD"]),
    )
    def test_does_not_follow_from_how_lines_are_broken(
        self,
        recorded: Path,
        tmp_path_factory: pytest.TempPathFactory,
        place: Place,
        end: str,
        gap: str,
        form: str,
    ) -> None:
        root = Path(shutil.copytree(recorded.parent, tmp_path_factory.mktemp("broken") / "garden"))
        name = original_of(place, read(recorded))
        head, front, body = source(name).split("---\n", 2)
        lines = [line if line[:1] in {"#", "!"} else line.replace(" ", gap) for line in body.splitlines()]
        text = f"{head}---\n{front}---\n\n" + "\n\n".join(lines) + "\n\n"
        (root / name).write_bytes(unicodedata.normalize(form, text).replace("\n", end).encode())
        assert stale(read(root / "mkdocs.yml")) == []

    def test_does_not_follow_from_the_order_of_the_languages(self, planted: Plant) -> None:
        config = planted({})
        for facts in config.parent.rglob("facts.yml"):
            facts.write_text("original: en\n" + facts.read_text(encoding="utf-8"), encoding="utf-8")
        welsh = config.parent / "docs/home/cy.md"
        words = welsh.read_text(encoding="utf-8").replace("---\n", "---\ntranslation: draft\n", 1)
        welsh.write_text(words, encoding="utf-8")
        accepted(config)
        lock = (config.parent / LOCK).read_bytes()
        config.write_text(source("mkdocs.yml").replace("[en, cy]", "[cy, en]"), encoding="utf-8")
        site = accepted(config)
        assert stale(site) == []
        assert (config.parent / LOCK).read_bytes() == lock


class TestStructure:
    def test_is_the_same_whichever_language_comes_first(self, planted: Plant) -> None:
        config = planted({"plants/rose/cy.md": source("plants/swede/cy.md")})
        found = [self.differences(load(config))]
        config.write_text(source("mkdocs.yml").replace("[en, cy]", "[cy, en]"), encoding="utf-8")
        assert found[0]
        assert self.differences(load(config)) == found[0]

    def differences(self, loaded: Loaded) -> set[Diagnostic]:
        return {diagnostic for diagnostic in loaded.diagnostics if diagnostic.code.startswith("parity-")}

    def test_of_three_languages_is_compared_with_the_original(self, tmp_path: Path) -> None:
        packs = Path(__file__).parents[1] / "sites" / "orchard" / "languages"
        languages = {code: load_language(code, packs) for code in ("en", "cy", "de")}
        front = "---\ntitle: A\nsummary: B\ntranslation: draft\n---\n\n## C {#c}\n"
        for code, text in (("en", f"{front}\n- D\n"), ("cy", front.replace("translation: draft\n", "")), ("de", front)):
            (tmp_path / f"{code}.md").write_text(text, encoding="utf-8")
        guide = read_guide(tmp_path, "docs/c", languages, [])
        page = parity_of(Content((), (guide,), (), None), languages, {}).pages[guide.key]
        assert page.original == "cy"
        assert {code: version.states - {State.DRAFT} for code, version in page.versions.items()} == {
            "en": {State.STALE},
            "cy": {State.DIFFERENT},
            "de": {State.STALE},
        }

    @pytest.fixture
    def beside(self, tmp_path: Path) -> Callable[[str, str], PageState]:
        """The state of a guide page, of whose two languages the second translates the first."""

        def beside(english: str, welsh: str) -> PageState:
            languages = {code: load_language(code) for code in ("en", "cy")}
            for code, body, translation in (("en", english, ""), ("cy", welsh, "translation: draft\n")):
                page = f"---\ntitle: A\nsummary: B\n{translation}---\n\n{body}\n"
                (tmp_path / f"{code}.md").write_text(page, encoding="utf-8")
            guide = read_guide(tmp_path, "docs/c", languages, [])
            return parity_of(Content((), (guide,), (), None), languages, {}).pages[guide.key]

        return beside

    def test_of_a_translation_says_what_it_is(self, beside: Callable[[str, str], PageState]) -> None:
        state = beside("## C {#c}", "## C {#c}")
        assert {code: (each.language, each.translation) for code, each in state.versions.items()} == {
            "en": ("en", None),
            "cy": ("cy", "draft"),
        }
        assert (State.DRAFT in state.states("cy"), State.DRAFT in state.states("en")) == (True, False)

    def test_of_what_its_beginning_lacks_is_told_where_the_words_begin(
        self, planted: Plant, beside: Callable[[str, str], PageState]
    ) -> None:
        (of_guide,) = beside("## C {#c}\n\n## D {#d}", "## D {#d}").versions["cy"].differences
        assert (of_guide.code, of_guide.location) == ("parity-section", Location("docs/c/cy.md", 6))
        words = "---\ntitle: A\nsummary: B\n---\n\n## Growing it {#growing}\n\nC.\n\n## Uses {#uses}\n\nD.\n"
        only_uses = words.replace("## Growing it {#growing}\n\nC.\n\n", "")
        site = load(planted({"plants/cumin/en.md": words, "plants/cumin/cy.md": only_uses})).site
        assert site is not None
        (of_entry,) = site.parity.pages["plant:cumin"].versions["cy"].differences
        assert (of_entry.code, of_entry.location) == ("parity-section", Location("plants/cumin/cy.md", 5))

    def test_compares_tables_though_the_lists_cannot_be_compared(self, beside: Callable[[str, str], PageState]) -> None:
        table = "| a | b |\n|---|---|\n| c | d |"
        state = beside(f"## C {{#c}}\n\n- e\n\n{table}\n| f | g |", f"## C {{#c}}\n\n1. e\n\n{table}")
        assert {each.code for each in state.versions["cy"].differences} == {"parity-part", "parity-table"}


class TestTheLock:
    places = st.builds(
        Place,
        st.sampled_from(["plant:rose", "soil:soils-1/clay", "guide:home"]),
        st.sampled_from(["", "growing", "welcome"]),
        st.sampled_from(["cy", "fr-CH"]),
    )
    locks = st.dictionaries(
        places,
        st.builds(Accepted, st.text("0123456789abcdef", min_size=16, max_size=16), st.dates().map(str)),
        max_size=9,
    )

    @given(locks)
    def test_is_read_as_it_was_written(self, tmp_path_factory: pytest.TempPathFactory, lock: Lock) -> None:
        root, found = tmp_path_factory.mktemp("lock"), []
        (root / LOCK).write_text(lock_text(lock), encoding="utf-8")
        assert read_lock(root, found) == lock
        assert found == []

    @given(locks, st.randoms(use_true_random=False))
    def test_has_a_line_for_each_section_in_an_order_of_its_own(self, lock: Lock, chance) -> None:
        items = list(lock.items())
        chance.shuffle(items)
        lines = lock_text(dict(items)).splitlines()[1:]
        assert lock_text(dict(items)) == lock_text(lock)
        assert len(lines) == len(lock)

    @given(
        st.lists(
            st.sampled_from(["<<<<<<< HEAD", "=======", "plant:rose cy 0123456789abcdef 2024-02-29", ""]) | st.text()
        )
    )
    def test_never_ends_a_check_whatever_stands_in_it(
        self, tmp_path_factory: pytest.TempPathFactory, lines: list[str]
    ) -> None:
        root, found = tmp_path_factory.mktemp("lock"), []
        (root / LOCK).write_bytes("\n".join(lines).encode("utf-8", "replace"))
        assert read_lock(root, found) is not None
        count = "\n".join(lines).replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
        assert all(1 <= each.location.line <= count for each in found)

    def test_may_be_longer_than_any_page(self, tmp_path: Path) -> None:
        lock = {Place(f"page:{number}", "", "cy"): Accepted("0" * 16, "2026-01-01") for number in range(5000)}
        found: list[Diagnostic] = []
        (tmp_path / LOCK).write_text(lock_text(lock), encoding="utf-8")
        assert (tmp_path / LOCK).stat().st_size > MAX_BYTES
        assert (read_lock(tmp_path, found), found) == (lock, [])


class TestAccepting:
    def test_makes_nothing_stale_that_was_not(self, edited: Edit, recorded: Path) -> None:
        name = "plants/rose/en.md"
        config = edited({name: changed(changed(source(name), "uses"), "")})
        before = read(recorded).parity.lock
        after = accepted(config, "plant:rose", "--section", "uses").parity.lock
        assert before is not None
        assert after is not None
        assert [place for place in after if after[place] != before[place]] == [Place("plant:rose", "uses", "cy")]
        assert stale(read(config)) == [Place("plant:rose", "", "cy")]
        assert stale(accepted(config, "plant:rose", "--section", "front")) == []

    def test_takes_out_what_is_no_longer_there_and_says_so(
        self, edited: Edit, capsys: pytest.CaptureFixture[str]
    ) -> None:
        config = edited({"plants/cumin/cy.md": None})
        assert read(config).parity.obsolete == (Place("plant:cumin", "", "cy"), Place("plant:cumin", "growing", "cy"))
        accepted(config, "plant:rose")
        assert "- plant:cumin front (cy)\n- plant:cumin growing (cy)\n" in capsys.readouterr().out
        assert "plant:cumin" not in (config.parent / LOCK).read_text(encoding="utf-8")

    def test_keeps_the_day_of_what_had_been_accepted(self, edited: Edit) -> None:
        config = edited({})
        before = (config.parent / LOCK).read_bytes()
        assert main(["parity", "accept", "--all", "-f", str(config), "--as-of", "2030-01-01"]) == 0
        assert (config.parent / LOCK).read_bytes() == before

    def test_can_be_of_one_language_only(self, planted: Plant) -> None:
        config = planted({"plants/swede/facts.yml": "original: cy\nheight: 30\n"})
        assert set(accepted(config, "--all", "--translation", "en").parity.lock or ()) == {
            Place("plant:swede", "", "en"),
            Place("plant:swede", "growing", "en"),
        }

    def test_of_nothing_makes_no_lock(self, planted: Plant) -> None:
        assert accepted(planted({}), "--all", "--translation", "en").parity.lock is None

    def test_into_an_unknown_language_is_refused(self, planted: Plant) -> None:
        with pytest.raises(SystemExit):
            main(["parity", "accept", "--all", "--translation", "de", "-f", str(planted({}))])

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            ([], "such as plant:"),
            (["plant:ros"], "Did you mean “plant:rose”?"),
            (["plant:nettle"], "“plant:nettle” that has a translation"),
            (["plant:cumin", "--section", "uses"], "There are: front, growing."),
        ],
    )
    def test_of_what_is_not_there_is_refused(
        self, planted: Plant, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
    ) -> None:
        config = planted({})
        assert main(["parity", "accept", *arguments, "-f", str(config)]) == 2
        assert said in capsys.readouterr().err
        assert not (config.parent / LOCK).exists()

    def test_waits_until_there_are_no_errors(self, edited: Edit, capsys: pytest.CaptureFixture[str]) -> None:
        config = edited({"plants/cumin/facts.yml": "height: tall\n"})
        before = (config.parent / LOCK).read_bytes()
        assert main(["parity", "accept", "--all", "-f", str(config)]) == 1
        assert "error[wrong-kind]" in capsys.readouterr().err
        assert (config.parent / LOCK).read_bytes() == before

    def test_mends_a_lock_that_a_merge_has_spoilt(self, edited: Edit, recorded: Path) -> None:
        lock = (recorded.parent / LOCK).read_text(encoding="utf-8")
        config = edited({LOCK: f"<<<<<<< HEAD\n{lock}=======\n{lock}>>>>>>> other\n"})
        assert "lock-line" in {each.code for each in load(config).diagnostics}
        accepted(config)
        assert (config.parent / LOCK).read_text(encoding="utf-8") == lock


class TestTheStatus:
    def test_is_told_without_a_word(self, edited: Edit, capsys: pytest.CaptureFixture[str]) -> None:
        config = edited({"plants/rose/en.md": changed(source("plants/rose/en.md"), "uses")})
        assert main(["parity", "-f", str(config)]) == 0
        out = capsys.readouterr().out
        assert "plant:rose uses (cy): changed since 29 February 2024" in out
        assert "plant:nettle: missing" in out
        assert "Plants: pages: 7, complete: 7" in out

    def test_is_told_in_one_language_or_as_data(self, recorded: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["parity", "status", "--language", "cy", "-f", str(recorded)]) == 0
        assert "complete" not in capsys.readouterr().out
        assert main(["parity", "status", "--format", "json", "-f", str(recorded)]) == 0
        assert json.loads(capsys.readouterr().out)["recorded"] is True


class TestStrictParity:
    @pytest.mark.parametrize(
        "changes",
        [
            {"plants/rose/en.md": changed(source("plants/rose/en.md"), "uses")},
            {"plants/rose/cy.md": source("plants/rose/cy.md").split("\n## Defnydd")[0]},
            {"plants/rose/cy.md": None},
            {LOCK: "# empty\n"},
        ],
        ids=["stale", "different", "missing", "unrecorded"],
    )
    def test_refuses_what_does_not_correspond(self, edited: Edit, changes: dict[str, str | None]) -> None:
        config = edited({"plants/nettle/cy.md": source("plants/nettle/en.md"), **changes})
        assert main(["check", "-f", str(config)]) == 0
        assert main(["check", "--strict-parity", "-f", str(config)]) == 1

    def test_lets_what_corresponds_pass(self, edited: Edit) -> None:
        config = edited({"plants/nettle/cy.md": source("plants/nettle/en.md")})
        accepted(config)
        assert codes(load(config, strict_parity=True)) == set()
        assert main(["check", "--strict-parity", "-f", str(config)]) == 0


class TestReaders:
    def test_of_a_stale_page_are_told_which_parts_and_since_when(self, edited: Edit) -> None:
        site = read(edited({"plants/rose/en.md": changed(changed(source("plants/rose/en.md"), "uses"), "")}))
        html = entry_page(site, "cy", "plant:rose").html
        assert re.findall(r'<a href="(\.\./\.\./en/[^"]+)">([^<]+)</a> <span class="kind">([^<]+)', html) == [
            ("../../en/plants/rose.html", "Teitl a dechrau", "wedi newid ers 29 Chwefror 2024"),
            ("../../en/plants/rose.html#uses", "Defnydd", "wedi newid ers 29 Chwefror 2024"),
        ]
        assert "notice--parts" not in entry_page(site, "en", "plant:rose").html

    def test_of_a_guide_page_are_told_too(self, edited: Edit) -> None:
        site = read(edited({"docs/home/en.md": changed(source("docs/home/en.md"), "welcome")}))
        assert '<a href="../en/index.html#welcome">Croeso</a>' in parity_notice(
            Reader(site, "cy", "index"), "guide:home"
        )
        assert parity_notice(Reader(site, "en", "index"), "guide:home") == ""

    @pytest.mark.parametrize(("code", "other", "heading"), [("cy", "en", "Uses"), ("en", "cy", "Defnydd")])
    def test_of_either_language_are_told_of_a_section_that_only_the_other_has(
        self, planted: Plant, code: str, other: str, heading: str
    ) -> None:
        name = f"plants/rose/{code}.md"
        html = entry_page(
            read(planted({name: source(name).split("\n## ")[0] + "\n## A {#growing}\n"})), code, "plant:rose"
        ).html
        assert f'<a href="../../{other}/plants/rose.html#uses"><span lang="{other}">{heading}</span></a>' in html

    def test_are_told_nothing_where_all_is_well(self, recorded: Path) -> None:
        site = read(recorded)
        for key in site.parity.pages:
            for code in site.languages:
                assert parity_notice(Reader(site, code, site.address(key)), key) == ""

    def test_see_the_words_of_a_heading_as_words(self, edited: Edit) -> None:
        pages = {
            "plants/rose/cy.md": source("plants/rose/cy.md").replace("## Defnydd", "## `<i>`"),
            "plants/rose/en.md": changed(source("plants/rose/en.md"), "uses"),
        }
        site = read(edited(pages))
        assert "&lt;i&gt;</a>" in entry_page(site, "cy", "plant:rose").html


class TestThePage:
    def test_counts_the_pages_in_each_state(self, garden: Site) -> None:
        html = LISTINGS["parity"](Reader(garden, "en", "parity"), "counts")
        tables = re.findall(r"<caption>(\w+):.*?</table>", html, re.DOTALL)
        assert tables == ["English", "Welsh"]
        rows = [re.sub(r"<[^>]+>|\s+", " ", row).split() for row in re.findall(r"<tr>\n<th.*?</tr>", html, re.DOTALL)]
        plants = [row for row in rows if row[0] == "Plants"]
        assert [[word for word in row if word.isdigit()] for row in plants] == [
            ["7", "7", "0", "0", "0", "0", "0"],
            ["7", "6", "0", "0", "0", "0", "1"],
        ]

    def test_leads_to_what_is_missing_or_stale_in_its_own_language(self, edited: Edit) -> None:
        site = read(edited({"plants/rose/en.md": changed(source("plants/rose/en.md"), "uses")}))
        reader = Reader(site, "en", "parity")
        assert '<a href="../cy/plants/nettle.html">' in LISTINGS["parity"](reader, "missing")
        shown = LISTINGS["parity"](reader, "stale")
        assert '<a href="../cy/plants/rose.html">Rose</a> <span class="kind"' in shown
        assert "Uses (changed since 29 February 2024)" in shown

    def test_says_where_nothing_is_recorded(self, garden: Site) -> None:
        assert "Nothing has been recorded yet" in LISTINGS["parity"](Reader(garden, "en", "parity"), "stale")
        assert "Nothing has been recorded yet" not in LISTINGS["parity"](Reader(garden, "en", "parity"), "draft")


class TestTheData:
    def data(self, site: Site) -> dict[str, object]:
        return json.loads(FILES["parity.json"](site, PUBLICATION))

    def test_are_as_their_schema_says(self, edited: Edit, garden: Site) -> None:
        schema = json.loads(FILES["parity.schema.json"](garden, PUBLICATION))
        jsonschema.Draft202012Validator.check_schema(schema)
        site = read(edited({LOCK: "# empty\n", "plants/rose/cy.md": source("plants/swede/cy.md")}))
        for each in (garden, site):
            jsonschema.validate(self.data(each), schema, jsonschema.Draft202012Validator)

    def test_say_what_the_site_says(self, edited: Edit) -> None:
        site = read(edited({"plants/rose/en.md": changed(changed(source("plants/rose/en.md"), "uses"), "")}))
        data = self.data(site)
        (rose,) = [page for page in data["pages"] if page["key"] == "plant:rose"]
        assert rose["original"] == "en"
        assert rose["addresses"] == {"en": "en/plants/rose.html", "cy": "cy/plants/rose.html"}
        assert rose["versions"]["en"]["states"] == ["complete"]
        assert rose["versions"]["cy"]["stale"] == [
            {"section": None, "since": "2024-02-29"},
            {"section": "uses", "since": "2024-02-29"},
        ]
        (nettle,) = [page for page in data["pages"] if page["key"] == "plant:nettle"]
        assert list(nettle["versions"]) == ["en"]
        assert sum(tally["pages"] for tally in data["tallies"] if tally["language"] == "cy") == len(data["pages"])

    def test_of_a_state_are_counted_as_they_are_listed(self, recorded: Path) -> None:
        parity: Parity = read(recorded).parity
        for state in State:
            for code in parity.languages:
                counted = sum(tally.states[state] for tally in parity.tallies if tally.language == code)
                assert counted == len(parity.in_state(state, code))
