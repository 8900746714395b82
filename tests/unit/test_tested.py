"""The record of the last access test: what a command writes of it, and what the statement says."""

import importlib.util
import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest
import yaml

from make_the_connection.api import load
from make_the_connection.render import LISTINGS, Reader
from make_the_connection.site import Site

SCRIPTS = Path(__file__).parents[2] / "scripts"
CONFIGURED = "plugins:\n  - make-the-connection: {languages: [en, cy], access: docs/tested.yml}\n"
CLEAN = "axe-core found no fault in what was tried."
STATES = ({"name": {"en": "the shed open", "cy": "y sied ar agor"}},)


@pytest.fixture(scope="module")
def command() -> ModuleType:
    """scripts/access.py, which is no package."""
    sys.path.append(str(SCRIPTS))
    found = importlib.util.spec_from_file_location("scripts_access", SCRIPTS / "access.py")
    assert found is not None
    assert found.loader is not None
    script = sys.modules[found.name] = importlib.util.module_from_spec(found)
    found.loader.exec_module(script)
    return script


@pytest.fixture
def written(
    command: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Callable[[Mapping[str, tuple[str, ...]], bool], str]:
    """The record of a run over two pages in English and one in Welsh, and of one state, with what axe found by page."""
    record = tmp_path / "tested.yml"
    axe = tmp_path / "axe.min.js"
    (tmp_path / "package.json").write_text('{"version": "4.14.1"}', encoding="utf-8")
    for name, value in (("RECORD", record), ("AXE", axe), ("ROOT", tmp_path)):
        monkeypatch.setattr(command, name, value)

    def write(found: Mapping[str, tuple[str, ...]], whole: bool) -> str:
        pages = [command.Job(path, path[:2], "digest") for path in ("en/rose.html", "en/index.html", "cy/rose.html")]
        shed = command.Job("cy/shed.html", "cy", "digest", 0, 320)
        tried = [
            command.Tried(job, width, scheme, found.get(job.path, ()))
            for job in (*pages, shed)
            for width in ([job.width] if job.width else command.WIDTHS)
            for scheme in command.SCHEMES
        ]
        plan = SimpleNamespace(pages={"en": 1200, "cy": 7}, states=STATES)
        command.write_record(plan, tried, "Chromium 150.0", command.datetime.date(2026, 11, 22), whole=whole)
        return record.read_text(encoding="utf-8")

    return write


def said(site: Site, code: str) -> str:
    return LISTINGS["access_tested"](Reader(site, code, "about"))


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def with_record(planted: Callable[..., Path], record: str) -> Site:
    site = load(planted({"mkdocs.yml": CONFIGURED, "docs/tested.yml": record})).site
    assert site is not None
    return site


def rows(html: str) -> list[list[str]]:
    """The tables row by row, without the names of columns that a phone shows in each cell."""
    plain = re.sub(r'<span class="counts-column">.*?</span>', "", html)
    return [
        [words(cell).replace(",", "") for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)]
        for row in re.findall(r"<tr>\n?<th scope=\"row\">.*?</tr>", plain, re.DOTALL)
    ]


def in_record(record: str) -> list[list[str]]:
    counts = yaml.safe_load(record)["counts"]
    return [
        [f"{row['width']} pixels", *map(str, (row["pages"], row["states"], *(row["violations"].values())))]
        for row in counts
    ]


class TestWhatIsRecorded:
    def test_is_counted_by_language_and_width(self, written: Callable[..., str]) -> None:
        rows = yaml.safe_load(written({"cy/shed.html": ("image-alt: img: <img>",)}, True))["counts"]
        assert [(row["language"], row["width"]) for row in rows[3:5]] == [("en", 320), ("cy", 1280)]
        assert [rows[3][name] for name in ("pages", "states", "violations")] == [2, 0, {"light": 0, "dark": 0}]
        assert [rows[7][name] for name in ("pages", "states", "violations")] == [1, 1, {"light": 1, "dark": 1}]

    def test_a_rule_is_counted_by_places_and_by_pages(self, written: Callable[..., str]) -> None:
        found = {"en/rose.html": ("list: ul: <ul>", "list: ol: <ol>"), "cy/rose.html": ("list: ul: <ul>",)}
        assert yaml.safe_load(written(found, True))["violations"] == [
            {"rule": "list", "number": 24, "pages": 2, "first": "en/rose"}
        ]


class TestTheStatement:
    def test_says_what_the_record_says(self, planted: Callable[..., Path], written: Callable[..., str]) -> None:
        record = written({"cy/shed.html": ("image-alt: img: <img>",)}, False)
        site = with_record(planted, record)
        html = said(site, "en")
        assert rows(html) == in_record(record)
        assert "on 22 November 2026, with axe-core 4.14.1 in Chromium 150.0" in html
        assert "Only a part of the site was tried" in html
        assert "There are this many of them: 1,200." in html
        assert "the shed open" in html
        assert "y sied ar agor" in said(site, "cy")

    @pytest.mark.parametrize("code", ["en", "cy"])
    def test_names_known_faults_in_each_language(
        self, planted: Callable[..., Path], written: Callable[..., str], code: str
    ) -> None:
        site = with_record(planted, written({"cy/rose.html": ("list: ul: <ul>",)}, True))
        html, sentences = said(site, code), site.languages[code].catalogue.sentences
        assert sentences["access.found"] in html
        assert "<code>list</code>" in html
        assert 'href="../cy/rose.html"' in html
        assert site.languages[code].text("access.failure", number="8", pages="1") in html
        assert sentences["access.clean"] not in html

    def test_says_that_there_is_no_fault_only_where_none_is_recorded(
        self, planted: Callable[..., Path], written: Callable[..., str]
    ) -> None:
        html = said(with_record(planted, written({}, True)), "en")
        assert CLEAN in html
        assert "Every page was tried" in html

    def test_what_was_not_tried_is_not_said_to_be_without_faults(
        self, planted: Callable[..., Path], written: Callable[..., str]
    ) -> None:
        record = written({}, False).replace("dark: 0", "").replace("light: 0, }", "light: 0}")
        assert {row[-1] for row in rows(said(with_record(planted, record), "en"))} == {"not tried"}

    def test_says_that_nothing_is_recorded(self, garden: Site) -> None:
        assert words(said(garden, "en")) == "No test has been recorded yet."

    def test_escapes_what_a_record_says(self, planted: Callable[..., Path], written: Callable[..., str]) -> None:
        record = written({}, True).replace("the shed open", "<b>the shed")
        assert "&lt;b&gt;the shed" in said(with_record(planted, record), "en")
