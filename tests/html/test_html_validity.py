"""The Nu HTML Checker finds nothing in a page of each template, and finds what it is there to find."""

import re
from itertools import chain
from pathlib import Path

import pytest

from environment import Trouble, starts
from nu import FILTERED, JAR, judge

pytestmark = pytest.mark.html

PAGE = '<!doctype html>\n<html lang="en">\n<title>A</title>\n{}\n'


@pytest.fixture(scope="module", autouse=True)
def _checker() -> None:
    if not starts("java"):
        pytest.skip("the HTML checker runs in Java, which is not installed here")
    if not JAR.is_file():
        pytest.fail("The HTML checker is missing: run `npm ci --ignore-scripts` in tests/html.", pytrace=False)


SKIPPED = "skipping 1 heading level"
"""What guide pages of the orchard do, whose cards stand right below the title. That is their author’s choice."""


def of_each_folder(site: Path) -> list[Path]:
    """All pages at the top of a site and of its first language, and two of each folder below: every template."""
    first = min(path.parent for path in site.glob("*/index.html"))
    deeper = [sorted(folder.glob("*.html"))[:2] for folder in sorted(first.rglob("*")) if folder.is_dir()]
    return [*site.glob("*.html"), *first.glob("*.html"), *chain.from_iterable(deeper)]


def test_finds_nothing_on_a_page_of_each_template(built_orchard: Path) -> None:
    pages = of_each_folder(built_orchard)
    assert len(pages) > 40
    assert [str(each) for each in judge(pages, built_orchard) if SKIPPED not in each.words] == []


def test_finds_errors_with_their_lines(tmp_path: Path) -> None:
    bodies = {
        "a b.html": "<p id=a>\n<p id=a>",
        "c.html": '<img src="a.png">',
        "d.html": '<ul role="row"><li>A</ul>',
    }
    for name, body in bodies.items():
        (tmp_path / name).write_text(PAGE.format(body), encoding="utf-8")
    found = sorted(judge([tmp_path], tmp_path))
    assert {(each.path, each.line) for each in found} == {("a b.html", 5), ("c.html", 4), ("d.html", 4)}
    assert "Duplicate ID" in found[0].words


def test_leaves_out_only_what_has_a_reason(tmp_path: Path) -> None:
    table = '<table><tr role="row"><td role="{}">A</table>'
    (tmp_path / "a.html").write_text(PAGE.format(table.format("cell")), encoding="utf-8")
    (tmp_path / "b.html").write_text(PAGE.format('<input type="checkbox" autocomplete="off">'), encoding="utf-8")
    (tmp_path / "c.html").write_text(PAGE.format('<ul role="row"><li>A</ul>'), encoding="utf-8")
    assert {each.path for each in judge([tmp_path], tmp_path)} == {"c.html"}
    assert all(reason and re.compile(pattern) for pattern, reason in FILTERED.items())


def test_a_checker_that_does_not_run_says_so(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="no HTML checker at"):
        list(judge([tmp_path], tmp_path, tmp_path / "vnu.jar"))
    (tmp_path / "vnu.jar").write_bytes(b"")
    with pytest.raises(Trouble, match="did not run"):
        list(judge([tmp_path], tmp_path, tmp_path / "vnu.jar"))
