"""The command that inspects a built site: what it prints, and how it ends."""

import zipfile
from pathlib import Path

import pytest

import inspect_site
from environment import Trouble

PAGE = '<!doctype html>\n<html lang="en">\n<title>{0}</title>\n<h1>{0}</h1>\n{1}'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "site" / "en").mkdir(parents=True)
    for path in ("index.html", "en/index.html"):
        (tmp_path / "site" / path).write_text(PAGE.format(f"Of {path}", ""), encoding="utf-8")
    return tmp_path / "site"


def inspected(place: Path, *arguments: str) -> int:
    return inspect_site.run(inspect_site.parse(["-d", str(place), "--no-html", *arguments]))


def test_says_what_it_looked_at_and_succeeds_where_nothing_is_wrong(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert inspected(folder) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith("pages 2, links 0, anchors 0, files 2, findings 0; HTML not checked; ")


def test_says_each_thing_that_is_wrong_with_its_place_in_their_order_and_fails(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder.parent)
    body = '<p id="a"></p>\n<a href="/x.html" id="a">\n<img src="https://x.example/x.png">'
    (folder / "en" / "page.html").write_text(PAGE.format("A", body), encoding="utf-8")
    (folder / "en" / "x.json").write_text("", encoding="utf-8")
    assert inspected(Path("site")) == 1
    *lines, numbers = capsys.readouterr().out.splitlines()
    assert [line.split(" ")[0] for line in lines] == [
        "site/en/page.html:6:",
        "site/en/page.html:6:",
        "site/en/page.html:6:",
        "site/en/page.html:7:",
        "site/en/x.json:1:",
    ]
    assert "findings 5" in numbers


def test_lets_the_page_for_what_is_missing_name_the_root(folder: Path) -> None:
    text = PAGE.format("Not here", '<a href="/plot/en/index.html">')
    (folder / "404.html").write_text(text, encoding="utf-8")
    assert inspected(folder, "--address", "https://garden.example/plot/") == 0
    (folder / "en" / "page.html").write_text(text, encoding="utf-8")
    assert inspected(folder, "--address", "https://garden.example/plot/") == 1


def test_reads_a_zip_as_it_would_be_unpacked(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "en" / "page.html").write_text(PAGE.format("A", '<a href="missing.html">'), encoding="utf-8")
    packed = tmp_path / "site.zip"
    with zipfile.ZipFile(packed, "w") as target:
        for path in folder.rglob("*.html"):
            target.write(path, path.relative_to(folder))
    assert inspected(packed) == 1
    assert capsys.readouterr().out.startswith("en/page.html:5: missing.html leads nowhere")


def test_says_what_is_missing_to_check_html_before_it_begins(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = inspect_site.parse(["-d", str(folder), "--vnu", str(tmp_path / "vnu.jar")])
    with pytest.raises(Trouble, match=r"no HTML checker at|needs Java"):
        inspect_site.run(options)
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("name", ["nothing", "notes.txt"])
def test_says_where_there_is_no_site(name: str, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("no zip")
    with pytest.raises(Trouble, match=r"There is no site|neither a folder nor a zip"):
        inspected(tmp_path / name)
