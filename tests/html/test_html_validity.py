"""The Nu HTML Checker finds nothing in a page of each template, and finds what it is there to find."""

import re
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


def of_each_folder(site: Path) -> list[Path]:
    """The first two pages of each folder of a site in its first language, and those at the root: every template."""
    first = min(path.parent for path in site.glob("*/index.html"))
    folders = [site, first, *sorted(path for path in first.rglob("*") if path.is_dir())]
    pages = [sorted(folder.glob("*.html")) for folder in folders]
    return [
        page for folder, found in zip(folders, pages, strict=True) for page in found[: 99 if folder == first else 2]
    ]


def test_finds_nothing_on_a_page_of_each_template(built_orchard: Path) -> None:
    pages = of_each_folder(built_orchard)
    assert len(pages) > 40
    assert [str(each) for each in judge(pages, built_orchard)] == []


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("<p id=a>\n<p id=a>", "Duplicate ID"),
        ('<img src="a.png">', "alt"),
        ('<p><div role="nothing"></p>', "No “p” element in scope"),
        ('<label for="b">A</label>', "must refer to a"),
    ],
)
def test_finds_an_error_with_its_line(body: str, words: str, tmp_path: Path) -> None:
    (tmp_path / "a b.html").write_text(PAGE.format(body), encoding="utf-8")
    found = [each for each in judge([tmp_path], tmp_path) if words in each.words]
    assert [(each.path, each.line) for each in found] == [("a b.html", 4 + body.count("\n"))]


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
