"""`make-the-connection references`: works brought in from files, and taken away in files."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from building import loaded
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from make_the_connection.api import load
from make_the_connection.cli import main
from make_the_connection.references import FORMATS
from make_the_connection.references.formats.record import record_of
from make_the_connection.references.merging import merged
from make_the_connection.references.new_entries import new_id

pytestmark = pytest.mark.slow

Plant = Callable[[Mapping[str, str | bytes | None]], Path]
Captured = pytest.CaptureFixture[str]

GARDEN = Path(__file__).parent / "garden" / "mkdocs.yml"
IMPORTS = Path(__file__).parent / "imports"
REAL = Path(__file__).parents[2] / "mkdocs.yml"

NEW = "@book{x, title={Hedges}, author={Hughes, Siôn}, year={2021}, publisher={Garden Press}, abstract={About hedges}}"
ROSES = "@book{x, title={Roses and Thorns}, author={Jones, A. and Evans, B.}, year={2021}}"


@pytest.fixture
def real(monkeypatch: pytest.MonkeyPatch) -> str:
    """The site of this repository, for commands that change nothing in it: read once, since there is much to read."""
    monkeypatch.setattr("make_the_connection.cli.references.load", lambda _: loaded(REAL))
    return str(REAL)


def bring(config: Path, text: str, *arguments: str) -> int:
    file = config.parent.parent / "records.txt"
    file.write_text(text, encoding="utf-8")
    return main(["references", "import", str(file), "-f", str(config), "--language", "en", *arguments])


def sources(config: Path) -> dict[str, str]:
    folder = config.parent / "sources"
    return {
        path.relative_to(folder).as_posix(): path.read_bytes().decode() for path in folder.rglob("*") if path.is_file()
    }


class TestImport:
    def test_writes_an_entry_that_the_site_takes(self, planted: Plant, capsys: Captured) -> None:
        config = planted({})
        assert bring(config, NEW) == 0
        assert sources(config)["hughes-2021/facts.yml"] == (
            "# yaml-language-server: $schema=../facts.schema.json\n"
            "csl:\n"
            "  type: book\n"
            "  author:\n"
            "  - family: Hughes\n"
            "    given: Siôn\n"
            "  issued: '2021'\n"
            "  title: Hedges\n"
            "  publisher: Garden Press\n"
        )
        out = capsys.readouterr().out
        assert "records.txt:1: “Hedges” is new: sources/hughes-2021/facts.yml\n  Not carried over: abstract\n" in out
        assert "New: 1. Here already: 0." in out
        site = load(config).site
        assert site is not None
        assert record_of(site.entries["source:hughes-2021"])["title"] == "Hedges"

    def test_run_again_adds_nothing(self, planted: Plant, capsys: Captured) -> None:
        config = planted({})
        bring(config, NEW)
        before = sources(config)
        assert bring(config, NEW) == 0
        assert "is here already, as hughes-2021 (the same title, about the same year)." in capsys.readouterr().out
        assert sources(config) == before

    def test_writes_nothing_in_a_dry_run(self, planted: Plant, capsys: Captured) -> None:
        config = planted({})
        before = sources(config)
        assert bring(config, NEW, "--dry-run") == 0
        assert "Nothing was written" in capsys.readouterr().out
        assert sources(config) == before

    def test_writes_nothing_where_one_record_is_wrong(self, planted: Plant, capsys: Captured) -> None:
        config = planted({})
        before = sources(config)
        assert bring(config, f"{NEW}\n@book{{y, title={{Ponds}}, isbn={{9780198526637}},\n pages={{9--3}}}}") == 1
        printed = capsys.readouterr()
        assert "records.txt:2:1: error[bad-isbn] “9780198526637” is not an ISBN" in printed.out
        assert "records.txt:2:1: error[bad-page-range] “9–3” are no pages" in printed.out
        assert "Nothing was added." in printed.err
        assert sources(config) == before

    def test_leaves_all_as_it_was_where_writing_fails(
        self, planted: Plant, monkeypatch: pytest.MonkeyPatch, capsys: Captured
    ) -> None:
        config = planted({})
        before = sources(config)
        renamed: list[Path] = []

        def rename(self: Path, target: Path) -> Path:
            if renamed:
                raise OSError(28, "No space left on device", str(target))
            renamed.append(target)
            return Path(str(self.replace(target)))

        monkeypatch.setattr(Path, "rename", rename)
        assert bring(config, f"{NEW} @book{{y, title={{Ponds}}, year={{1999}}}}") == 1
        assert renamed
        assert "No space left on device" in capsys.readouterr().err
        assert sources(config) == before

    def test_a_work_that_stands_twice_in_a_file_is_added_once(self, planted: Plant) -> None:
        config = planted({})
        assert (
            bring(config, f"{NEW}\n{NEW.replace('Hedges', 'Hedges: a guide to every kind').replace('{x', '{y')}") == 0
        )
        assert bring(config, NEW.replace("{Hedges}", "{Hedges!}")) == 0
        added = set(sources(config)) - set(sources(GARDEN))
        assert added == {"hughes-2021/facts.yml", "hughes-2021-hedges/facts.yml"}

    @pytest.mark.parametrize(
        ("title", "year", "same"),
        [
            ("ROSES AND THORNS", "2020", True),
            ("Rhosod a drain: pob un", "2021", True),
            ("Rhosod â Drain.", "2019", True),
            ("Roses & thorns", "2024", False),
        ],
    )
    def test_a_title_is_known_however_it_is_written(
        self, title: str, year: str, same: bool, planted: Plant, capsys: Captured
    ) -> None:
        bring(
            planted({}),
            f"@book{{x, title={{{title.replace('&', chr(92) + '&')}}}, author={{Jones, A.}}, year={{{year}}}}}",
        )
        assert ("is here already, as jones-2020" in capsys.readouterr().out) == same

    def test_a_chapter_is_not_the_book_whose_isbn_it_has(self, planted: Plant, capsys: Captured) -> None:
        config = planted({})
        book = "@book{b, title={Hedges of Wales}, isbn={0-19-852663-6}, year={2001}}"
        bring(config, book)
        bring(config, "@incollection{c, title={Thorns}, isbn={9780198526636}, year={2001}}")
        assert "“Thorns” is new" in capsys.readouterr().out
        bring(config, book.replace("0-19-852663-6", "9780198526636").replace("Hedges of Wales", "Other"))
        assert "(the same ISBN)" in capsys.readouterr().out

    def test_gives_the_facts_that_are_set_to_all(self, planted: Plant) -> None:
        config = planted({})
        assert bring(config, NEW, "--set", "kept={en: For later, cy: At eto}", "--works-in", "en") == 0
        text = sources(config)["hughes-2021/facts.yml"]
        assert text.endswith("  language: en\nkept:\n  en: For later\n  cy: At eto\n")

    @pytest.mark.parametrize(
        ("arguments", "told"),
        [
            (["--set", "keptt=x"], "no field “keptt”"),
            (["--set", "kept"], "“kept” after --set"),
            (["--set", "kept=["], "“kept=[” after --set"),
            (["--type", "plant"], "Types of works on this site: source."),
        ],
    )
    def test_a_wrong_command_is_told(self, arguments: list[str], told: str, planted: Plant, capsys: Captured) -> None:
        config = planted({})
        assert bring(config, NEW, *arguments) == 2
        assert told in capsys.readouterr().err
        assert sources(config) == sources(GARDEN)

    def test_a_field_that_the_site_asks_for_is_named_with_its_choices(self, real: str, capsys: Captured) -> None:
        new = IMPORTS / "zotero.json"
        assert main(["references", "import", str(new), "-f", real, "--dry-run", "--language", "en"]) == 1
        out = capsys.readouterr().out
        assert "error[import-needs-field] New entries need the field “match”" in out
        assert "--set match=VALUE" in out
        assert "not-cited" in out

    @pytest.mark.parametrize(
        ("data", "code"),
        [
            ("@book{x, title={Gŵyl}}".encode("latin-1", "replace") + b"\xe9", "not-utf-8"),
            (b"x" * (2 * 1024 * 1024 + 1), "too-large"),
            ("@book{x, title={a\u202eb}}".encode(), "control-character"),
            (b"nothing", "import-format"),
        ],
    )
    def test_a_file_that_cannot_be_read_is_told(self, data: bytes, code: str, planted: Plant, capsys: Captured) -> None:
        config = planted({})
        file = config.parent / "records.bib"
        file.write_bytes(data)
        assert main(["references", "import", str(file), "-f", str(config)]) == 1
        assert f"error[{code}]" in capsys.readouterr().out

    def test_what_hides_in_an_entity_is_refused(self, planted: Plant, capsys: Captured) -> None:
        assert bring(planted({}), "@book{x, title={a&#x202e;b}, year={2001}}") == 1
        assert "error[control-character]" in capsys.readouterr().out


class TestEditions:
    FACTS = (
        "# first\ncsl:  # a record\n  type: book\n  author:\n    - {family: Owen, given: Carys}\n  issued: 2018\n"
        "  title: 'Syrups: how to make\n    them'  # as printed\n  URL: https://a.example/en\n  language: en\n# last\n"
    )
    WELSH = "@book{x, title={Suropau}, author={Owen, Carys}, year={2018}, langid={welsh}, url={https://a.example/cy}}"

    def test_are_told_with_the_lines_to_write(self, planted: Plant, capsys: Captured) -> None:
        config = planted({"sources/owen-2018/facts.yml": self.FACTS})
        assert bring(config, self.WELSH) == 0
        out = capsys.readouterr().out
        assert "“Suropau” looks like the edition of owen-2018 in this language: Welsh." in out
        assert "    title:\n      en: 'Syrups: how to make them'\n      cy: Suropau\n    URL:\n" in out
        assert "To be decided: 1." in out
        assert sources(config)["owen-2018/facts.yml"] == self.FACTS

    @pytest.mark.parametrize("end", ["\n", "\r\n"])
    def test_are_put_into_the_record_and_nothing_else_changes(self, end: str, planted: Plant) -> None:
        config = planted({"sources/owen-2018/facts.yml": self.FACTS.replace("\n", end)})
        assert bring(config, self.WELSH, "--merge") == 0
        assert sources(config)["owen-2018/facts.yml"] == (
            "# first\ncsl:  # a record\n  type: book\n  author:\n    - {family: Owen, given: Carys}\n  issued: 2018\n"
            "  title:\n    en: 'Syrups: how to make\n      them'  # as printed\n    cy: Suropau\n"
            "  URL:\n    en: https://a.example/en\n    cy: https://a.example/cy\n  language: en\n# last\n"
        ).replace("\n", end)
        site = load(config).site
        assert site is not None
        record = record_of(site.entries["source:owen-2018"])
        assert record["title"] == {"en": "Syrups: how to make them", "cy": "Suropau"}

    def test_are_works_of_their_own_where_somebody_says_so(self, planted: Plant) -> None:
        config = planted({"sources/owen-2018/facts.yml": self.FACTS})
        assert bring(config, self.WELSH, "--separate") == 0
        assert "owen-2018-suropau/facts.yml" in sources(config)

    def test_in_one_file_become_one_work(self, planted: Plant) -> None:
        config = planted({})
        english = NEW.replace("publisher", "langid={english}, publisher")
        welsh = NEW.replace("Hedges", "Perthi").replace("publisher", "langid={welsh}, publisher")
        assert bring(config, english + welsh, "--merge") == 0
        assert "  title:\n    en: Hedges\n    cy: Perthi\n" in sources(config)["hughes-2021/facts.yml"]

    def test_of_one_of_several_are_left_to_people(self, planted: Plant, capsys: Captured) -> None:
        other = self.FACTS.replace("Syrups: how to make\n    them", "Juices")
        config = planted({"sources/owen-2018/facts.yml": self.FACTS, "sources/owen-2018-b/facts.yml": other})
        assert bring(config, self.WELSH, "--merge") == 0
        assert "one of these: owen-2018, owen-2018-b." in capsys.readouterr().out
        assert sources(config)["owen-2018/facts.yml"] == self.FACTS

    @pytest.mark.parametrize(
        ("facts", "after"),
        [
            ("csl:\n  title: A\n  URL: u", "csl:\n  title:\n    en: A\n    cy: B\n  URL: u"),
            ("csl:\n  title:\n     en: A # x\nkept: k\n", "csl:\n  title:\n     en: A # x\n     cy: B\nkept: k\n"),
            ("csl: {title: A}\n", None),
            ("csl:\n  title: |\n    A\n", None),
            ("csl:\n  title: {en: A}\n", None),
        ],
    )
    def test_are_only_put_where_it_is_safe(self, facts: str, after: str | None) -> None:
        assert merged(facts, {"title": {"en": "A", "cy": "B"}}) == after

    def test_get_an_address_where_there_was_none(self) -> None:
        facts = "csl:\n  title: A\n  author:\n  - family: F\nkept: k\n"
        assert merged(facts, {"URL": {"cy": "https://b"}}) == (
            "csl:\n  title: A\n  author:\n  - family: F\n  URL:\n    cy: https://b\nkept: k\n"
        )

    @pytest.mark.parametrize(
        ("kind", "body", "year", "told"),
        [
            ("techreport", "Llywodraeth Cymru", 2017, "“Perthi” is new: references/llywodraeth-cymru-2017/facts.yml"),
            ("techreport", "Llywodraeth Cymru", 2019, "is now the edition of welsh-government-2019"),
            ("techreport", "ESTYN", 2017, "is now the edition of estyn-2017"),
            ("article", "ESTYN", 2017, "“Perthi” is new"),
            ("techreport", "Estyn", 2018, "one of these: estyn-2018-annual, estyn-2018-teaching."),
        ],
    )
    def test_are_of_the_same_body_by_its_name_or_the_terms(
        self, kind: str, body: str, year: int, told: str, real: str, tmp_path: Path, capsys: Captured
    ) -> None:
        file = tmp_path / "records.bib"
        file.write_text(f"@{kind}{{x, title={{Perthi}}, author={{{{{body}}}}}, year={{{year}}}, langid={{welsh}}}}")
        arguments = ["--set", "match=not-cited", "--dry-run", "--language", "en", "--merge"]
        assert main(["references", "import", str(file), "-f", real, *arguments]) == 0
        assert told in capsys.readouterr().out

    def test_are_not_merged_where_another_record_may_be_it(self, planted: Plant, capsys: Captured) -> None:
        config = planted({"sources/owen-2018/facts.yml": self.FACTS})
        assert bring(config, self.WELSH + self.WELSH.replace("Suropau", "Sudd"), "--merge") == 0
        assert "To be decided: 2." in capsys.readouterr().out
        assert sources(config)["owen-2018/facts.yml"] == self.FACTS

    @pytest.mark.parametrize("more", ["isbn={9780198526636}", "volume={3}"])
    def test_are_not_merged_where_something_speaks_against_it(
        self, more: str, planted: Plant, capsys: Captured
    ) -> None:
        facts = self.FACTS.replace("  language", "  volume: '2'\n  ISBN: 978-0-306-40615-7\n  language")
        config = planted({"sources/owen-2018/facts.yml": facts})
        assert bring(config, self.WELSH.replace("langid", f"{more}, langid"), "--merge") == 0
        assert "To be decided: 1." in capsys.readouterr().out
        assert sources(config)["owen-2018/facts.yml"] == facts

    def test_are_known_by_a_number_whatever_else_differs(self, planted: Plant) -> None:
        config = planted(
            {"sources/owen-2018/facts.yml": self.FACTS.replace("  language", "  DOI: 10.1000/a\n  language")}
        )
        welsh = "@misc{x, title={Suropau}, author={Owain, C.}, year={2020}, langid={welsh}, doi={10.1000/A}}"
        assert bring(config, welsh, "--merge") == 0
        assert "    cy: Suropau\n" in sources(config)["owen-2018/facts.yml"]


class TestOtherWorks:
    EDITORIAL = (
        "@article{x, title={Editorial}, author={Jones, Ann}, year={2020}, journal={Journal of Hedges}, volume={2}, "
        "number={1}, pages={1--3}}"
    )

    @pytest.mark.parametrize(
        ("old", "new", "same"),
        [
            ("Jones, Ann", "Jones, Bryn", False),
            ("Jones, Ann", "Jones, A. M.", True),
            ("Jones, Ann", "Jones, AM", True),
            ("Journal of Hedges", "Journal of Ponds", False),
            ("Journal of Hedges", "J. Hedges", True),
            ("volume={2}", "volume={3}", False),
            ("number={1}", "number={2}", False),
            ("1--3", "9--12", False),
            ("1--3", "1", True),
        ],
    )
    def test_may_have_the_same_title(self, old: str, new: str, same: bool, planted: Plant, capsys: Captured) -> None:
        config = planted({})
        assert bring(config, self.EDITORIAL + self.EDITORIAL.replace(old, new)) == 0
        assert ("New: 1. Here already: 1." if same else "New: 2. Here already: 0.") in capsys.readouterr().out

    def test_are_so_where_somebody_says_it_but_for_numbers_and_copies(self, planted: Plant, capsys: Captured) -> None:
        config = planted({})
        first = NEW.replace("publisher", "doi={10.1000/a}, publisher")
        assert bring(config, first) == 0
        other, again = NEW.replace("2021", "2020"), first.replace("2021", "2020")
        for _ in range(2):
            assert bring(config, again + other, "--separate") == 0
        assert "hughes-2020/facts.yml" in sources(config)
        out = capsys.readouterr().out
        assert "New: 1. Here already: 1." in out
        assert "New: 0. Here already: 2." in out


class TestStopped:
    def test_leaves_nothing_and_no_traceback(self, planted: Plant, monkeypatch: pytest.MonkeyPatch) -> None:
        config = planted({})
        before = sources(config)
        renamed: list[Path] = []

        def rename(self: Path, target: Path) -> Path:
            renamed.append(self.replace(target))
            if len(renamed) > 1:
                raise KeyboardInterrupt
            return target

        monkeypatch.setattr(Path, "rename", rename)
        assert bring(config, f"{NEW} @book{{y, title={{Ponds}}, year={{1999}}}}") == 130
        assert len(renamed) == 2
        assert sources(config) == before
        assert not list(config.parent.glob(".import-*"))

    def test_by_force_keeps_nobody_from_going_on(self, planted: Plant, capsys: Captured) -> None:
        config = planted({".import-x/ponds-1999/facts.yml": "csl:", "sources/.import-y/ponds-1999/facts.yml": "csl:"})
        assert bring(config, NEW) == 0
        both = f"{NEW} @book{{y, title={{Ponds}}, year={{1999}}}}"
        assert bring(config, both) == 0
        assert "New: 1. Here already: 1." in capsys.readouterr().out
        assert main(["check", "-f", str(config)]) == 0


def test_a_record_that_would_not_be_read_again_is_refused(planted: Plant, capsys: Captured) -> None:
    config = planted({})
    before = sources(config)
    assert bring(config, NEW.replace("Hedges", "hedge " * 100_000)) == 1
    assert "sources/hughes-2021/facts.yml:1:1: error[too-large]" in capsys.readouterr().out
    assert sources(config) == before


@pytest.mark.parametrize("title", ["a " * 1_000_000, "a" * 1_000_000])
def test_an_id_is_short_and_made_at_once(title: str) -> None:
    record = {"title": title, "author": [{"literal": title}, {"literal": title}], "issued": "2001"}
    assert len(new_id(record, ())) < 200


@pytest.mark.parametrize("name", ["Con", "NUL", "aux", "Com1"])
def test_an_id_is_no_device_of_windows(name: str) -> None:
    assert new_id({"title": "On", "author": [{"family": name}]}, ()) == f"{name.lower()}-b"


@pytest.mark.parametrize(
    ("record", "id_"),
    [
        ({"author": [{"family": "Azorín"}], "issued": "2020-05"}, "azorin-2020"),
        (
            {"author": [{"family": "O’Neill"}, {"family": "Darling-Hammond"}], "issued": "2020"},
            "oneill-darling-hammond-2020",
        ),
        ({"author": [{"family": "A"}, {"family": "B"}, {"family": "C"}], "issued": "2020"}, "a-2020"),
        ({"editor": [{"family": "Berg", "non-dropping-particle": "van der"}], "issued": "2020"}, "van-der-berg-2020"),
        ({"author": [{"literal": "Welsh Government"}], "issued": "2018"}, "welsh-government-2018-national"),
        ({"author": [{"literal": "Estyn"}]}, "estyn-national"),
        ({"issued": "2001"}, "our-national-mission-2001"),
        ({"author": [{"family": "村上"}], "issued": "2001"}, "our-national-mission-2001"),
    ],
)
def test_an_id_is_made_of_names_and_year(record: dict[str, object], id_: str) -> None:
    assert new_id({"title": "Our national mission", **record}, {"welsh-government-2018"}) == id_


def test_an_id_that_is_taken_gets_a_word_or_a_letter() -> None:
    record = {"title": "National missions", "author": [{"family": "F"}], "issued": "2001"}
    taken: set[str] = set()
    for _ in range(40):
        taken.add(new_id(record, taken))
    assert len(taken) == 40
    assert {"f-2001", "f-2001-national", "f-2001-b", "f-2001-z"} < taken


@pytest.mark.parametrize("name", sorted(path.name for path in IMPORTS.iterdir()))
def test_what_programs_and_publishers_give_is_read(name: str, real: str, capsys: Captured) -> None:
    expected = json.loads((Path(__file__).parent / "imports.json").read_text(encoding="utf-8"))[name]
    arguments = ["--set", "match=not-cited", "--dry-run", "--language", "en"]
    assert main(["references", "import", str(IMPORTS / name), "-f", real, *arguments]) == 0
    lines = [line.rpartition(f"{name}:")[2] for line in capsys.readouterr().out.splitlines()]
    assert lines[:-2] == expected


@pytest.mark.parametrize("suffix", [suffix for suffix in FORMATS if suffix != "txt"])
@pytest.mark.parametrize("language", ["en", "cy"])
def test_all_that_the_site_gives_is_known_to_it(
    suffix: str, language: str, real: str, tmp_path: Path, capsys: Captured
) -> None:
    out = tmp_path / f"all.{suffix}"
    assert (
        main(["references", "export", "-f", real, "--format", suffix, "--language", language, "--out", str(out)]) == 0
    )
    site = loaded(REAL).site
    assert site is not None
    capsys.readouterr()
    assert main(["references", "import", str(out), "-f", real, "--set", "match=not-cited", "--language", "en"]) == 0
    told = capsys.readouterr().out
    assert f"New: 0. Here already: {len(site.works)}." in told
    assert all(f" as {work.id} (" in told for work in site.works)


class TestExport:
    def test_prints_the_works_that_are_named_in_their_order(self, capsys: Captured) -> None:
        assert main(["references", "export", "-f", str(GARDEN), "--format", "bib", "owen-2018", "jones-2020"]) == 0
        out = capsys.readouterr().out
        assert out.index("@book{owen-2018") < out.index("@book{jones-2020")
        assert "title = {Roses \\& thorns}" in out

    def test_is_for_readers_of_a_language(self, tmp_path: Path) -> None:
        out = tmp_path / "a" / "all.ris"
        arguments = ["--format", "ris", "--language", "cy", "--out", str(out), "jones-2020"]
        assert main(["references", "export", "-f", str(GARDEN), *arguments]) == 0
        assert b"TI  - Rhosod a drain\r\n" in out.read_bytes()

    def test_writes_a_work_that_is_named_twice_once(self, capsys: Captured) -> None:
        assert main(["references", "export", "-f", str(GARDEN), "--format", "bib", "owen-2018", "owen-2018"]) == 0
        assert capsys.readouterr().out.count("@book{owen-2018") == 1

    @pytest.mark.parametrize("out", [".", "", "/", ".."])
    def test_tells_where_it_cannot_write(self, out: str, capsys: Captured) -> None:
        assert main(["references", "export", "-f", str(GARDEN), "--format", "bib", "--out", out]) == 1
        assert "could not be written: Is a directory" in capsys.readouterr().err

    def test_names_the_nearest_where_a_work_is_unknown(self, capsys: Captured) -> None:
        assert main(["references", "export", "-f", str(GARDEN), "--format", "txt", "jones-2021"]) == 2
        assert "There is no work “jones-2021”. Did you mean “jones-2020”?" in capsys.readouterr().err


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=60) | st.text(max_size=60).map(str.encode))
@pytest.mark.parametrize("start", [b"", b"@book{a, title=", b"TY  - JOUR\nTI  - A\n", b'[{"type":"book","title":'])
def test_no_file_ends_in_a_traceback(start: bytes, data: bytes, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(start + data)
    assert main(["references", "import", str(file), "-f", str(GARDEN), "--dry-run"]) in (0, 1)
