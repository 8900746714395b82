"""The tree of plain Markdown: all of the site is in it, all of it leads somewhere, and plain MkDocs builds it."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
import yaml
from building import ORCHARD, loaded, run
from lxml import html as lxml_html
from markdown_it import MarkdownIt

from make_the_connection.cli import main
from make_the_connection.site import Site

CONFIG = str(ORCHARD / "mkdocs.yml")
MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable("table")
IDS = re.compile(r"\{#([\w-]+)\}$|<a id=\"([^\"]+)\"></a>", re.MULTILINE)
OUTSIDE = ("https://", "http://", "mailto:")


def emit(folder: Path, config: str = CONFIG) -> int:
    return main(["emit", str(folder), "-f", config, "--as-of", "2024-02-29"])


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def ids(page: Path) -> set[str]:
    return {one or other for one, other in IDS.findall(page.read_text(encoding="utf-8"))}


def links(page: Path) -> Iterator[str]:
    """Every address that CommonMark finds on a page, of links and of pictures."""
    for token in MARKDOWN.parse(page.read_text(encoding="utf-8").partition("\n---\n")[2]):
        for child in token.children or ():
            address = child.attrs.get("href") or child.attrs.get("src")
            if address:
                yield str(address)


def broken(folder: Path) -> list[str]:
    """What leads nowhere: to no file, or to no place on a page."""
    found = []
    for page in sorted(folder.rglob("*.md")):
        for link in links(page):
            parts = urlsplit(link)
            target = (page.parent / unquote(parts.path)).resolve() if parts.path else page
            whole = target.is_file() and (not parts.fragment or parts.fragment in ids(target))
            if not link.startswith(OUTSIDE) and not whole:
                found.append(f"{page.relative_to(folder)}: {link}")
    return found


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("emit") / "a folder" / "plain"
    assert emit(folder) == 0
    return folder


@pytest.fixture(scope="module")
def site() -> Site:
    site = loaded(ORCHARD / "mkdocs.yml").site
    assert site is not None
    return site


@pytest.fixture(scope="module")
def built(tree: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("plain-mkdocs")
    done = run("mkdocs", "build", "--strict", "-f", str(tree / "mkdocs.yml"), "-d", str(folder))
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr
    return folder


class TestTree:
    def test_has_a_page_for_each_page_of_the_site_in_each_language(self, tree: Path, built_orchard: Path) -> None:
        for code in ("de", "fr-CH"):
            built = {
                path.relative_to(built_orchard / code).as_posix() for path in (built_orchard / code).rglob("*.html")
            }
            plain = {path.relative_to(tree / "docs" / code).as_posix() for path in (tree / "docs" / code).rglob("*.md")}
            assert {path for path in built if not path.startswith("side-by-side/")} == {
                f"{path.removesuffix('.md')}.html" for path in plain
            }

    def test_says_on_the_page_of_an_entry_all_that_is_written_there(self, tree: Path, site: Site) -> None:
        for entry in site.entries.values():
            for code, words in entry.words.items():
                page = (tree / "docs" / code / f"{entry.address}.md").read_text(encoding="utf-8")
                for section in words.sections.values():
                    assert re.search(rf"^## .* \{{#{section.id}\}}$", page, re.MULTILINE), (entry.key, section.id)

    def test_gives_the_reason_of_a_link_from_whichever_end_the_site_gives_it(
        self, tree: Path, site: Site, built_orchard: Path
    ) -> None:
        ends = [
            (next(iter(link.why.values())), end) for link in site.graph.links for end in (link.subject, link.object)
        ]
        given = set()
        for why, end in ends:
            address = site.address(end)
            html = lxml_html.parse(built_orchard / "de" / f"{address}.html").getroot().text_content()
            if why in html:
                given.add(why)
                assert why in (tree / "docs" / "de" / f"{address}.md").read_text(encoding="utf-8"), end
        assert given == {why for why, _ in ends}

    def test_leads_nowhere_that_is_not_there(self, tree: Path) -> None:
        assert broken(tree / "docs") == []

    def test_leads_from_every_page_to_the_same_in_the_other_language(self, tree: Path) -> None:
        for page in (tree / "docs" / "de").rglob("*.md"):
            other = tree / "docs" / "fr-CH" / page.relative_to(tree / "docs" / "de")
            targets = {(page.parent / link).resolve() for link in links(page) if not link.startswith(OUTSIDE)}
            assert other.resolve() in targets, page

    def test_has_the_files_for_other_systems_as_the_site_has_them(self, tree: Path, built_orchard: Path) -> None:
        held = {path for path in files(tree / "docs") if not path.endswith(".md")}
        assert {"data/crosswalk.json", "data/crosswalk.csv", "de/gatherings.ics", "de/sources/muster-2019.bib"} <= held
        assert {path for path in files(built_orchard) if path.startswith(("data/", "poster/"))} <= held

    def test_has_the_pictures_that_pages_show(self, tree: Path) -> None:
        page = (tree / "docs/de/stories/alter-birnbaum.md").read_text(encoding="utf-8")
        assert "](alter-birnbaum/birnbaum.png)" in page
        assert (tree / "docs/de/stories/alter-birnbaum/birnbaum.png").is_file()

    def test_answers_macros_with_what_the_page_shows(self, tree: Path) -> None:
        for page in (tree / "docs").rglob("*.md"):
            assert not re.search(r"\{[{%]", page.read_text(encoding="utf-8")), page
        assert "](techniques/winterschnitt.md)" in (tree / "docs/de/techniques.md").read_text(encoding="utf-8")

    def test_has_the_crosswalk_as_a_table_that_says_the_state_of_each_cell(self, tree: Path, site: Site) -> None:
        page = (tree / "docs/de/crosswalk.md").read_text(encoding="utf-8")
        rows = [line for line in page.splitlines() if line.startswith("| **[")]
        assert len(rows) == sum(len(table.rows) for table in site.tables)
        assert "[durch veröffentlichte Verknüpfungen verbunden. 1 Technik](crosswalk/" in page

    def test_holds_no_html_but_what_markdown_lacks(self, tree: Path) -> None:
        allowed = {"a", "/a", "span", "/span", "br", "sup", "/sup", "sub", "/sub", "code", "/code", "!--", "q", "/q"}
        for page in (tree / "docs").rglob("*.md"):
            found = set(re.findall(r"<(/?[a-z]+|!--)", page.read_text(encoding="utf-8")))
            assert found <= allowed | {"small", "/small", "del", "/del"}, page

    def test_is_the_same_bytes_a_second_time(self, tree: Path, tmp_path: Path) -> None:
        done = run("make_the_connection", "emit", str(tmp_path / "again"), "-f", CONFIG, "--as-of", "2024-02-29",
                   PYTHONHASHSEED="7", TZ="Asia/Tokyo")  # fmt: skip
        assert done.returncode == 0, done.stderr
        assert files(tmp_path / "again") == files(tree)

    def test_names_neither_this_machine_nor_our_plugin(self, tree: Path) -> None:
        for path, data in files(tree).items():
            assert str(tree.parent).encode() not in data, path
        assert "make-the-connection" not in (tree / "mkdocs.yml").read_text(encoding="utf-8")


class TestBuild:
    def test_needs_no_plugin_and_keeps_the_addresses_of_the_site(self, tree: Path, built: Path) -> None:
        config = yaml.safe_load((tree / "mkdocs.yml").read_text(encoding="utf-8"))
        assert not {"plugins", "hooks"} & set(config)
        for page in (tree / "docs").rglob("*.md"):
            assert (built / page.relative_to(tree / "docs")).with_suffix(".html").is_file(), page

    def test_loads_nothing_from_elsewhere(self, built: Path) -> None:
        for page in built.rglob("*.html"):
            loaded = lxml_html.parse(page).xpath("//script/@src | //img/@src | //link[@rel='stylesheet']/@href")
            assert not [each for each in loaded if each.startswith(("http:", "https:", "//"))], page

    def test_gives_headings_the_ids_that_they_have_on_the_site(self, built: Path, built_orchard: Path) -> None:
        for path in ("stories/alter-birnbaum.html", "techniques/winterschnitt.html"):
            ours = lxml_html.parse(built_orchard / "de" / path).xpath("//article//section/h2/@id")
            plain = lxml_html.parse(built / "de" / path).xpath("//h2/@id")
            assert set(ours) <= set(plain)
            assert len(ours) > 2


class TestCommand:
    def test_says_how_much_it_wrote_in_each_language(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert emit(tmp_path / "plain") == 0
        number = len(list((tmp_path / "plain").rglob("*.md")))
        said = capsys.readouterr().out.splitlines()
        assert [line.split()[:2] for line in said] == [[str(number), "Seiten"], [str(number), "pages"]]

    def test_takes_the_place_of_what_it_wrote_before_and_leaves_nothing_beside_it(
        self, tree: Path, tmp_path: Path
    ) -> None:
        folder = tmp_path / "plain"
        folder.mkdir()
        (folder / ".make-the-connection").write_bytes((tree / ".make-the-connection").read_bytes())
        (folder / "old.md").touch()
        assert emit(folder) == 0
        assert files(folder) == files(tree)
        assert list(tmp_path.iterdir()) == [folder]

    @pytest.mark.parametrize("kind", ["folder", "file", "link", "site"])
    def test_leaves_alone_what_it_did_not_write(
        self, tmp_path: Path, kind: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        there = tmp_path / "there"
        if kind == "file":
            there.write_text("mine", encoding="utf-8")
        else:
            (tmp_path / "elsewhere").mkdir()
            (tmp_path / "elsewhere" / "mine.md").write_text("mine", encoding="utf-8")
            if kind == "site":
                (tmp_path / "elsewhere" / ".make-the-connection").write_text("built", encoding="utf-8")
            there.symlink_to("elsewhere") if kind == "link" else (tmp_path / "elsewhere").rename(there)
        before = files(tmp_path)
        assert emit(there) == 1
        assert files(tmp_path) == before
        error = capsys.readouterr().err
        assert len(error.splitlines()) == 2
        assert str(there) in error

    def test_writes_nothing_while_the_site_has_errors(self, tmp_path: Path) -> None:
        broken = tmp_path / "mkdocs.yml"
        broken.write_text("site_name: none\nplugins: [search]\n", encoding="utf-8")
        assert emit(tmp_path / "plain", str(broken)) == 1
        assert list(tmp_path.iterdir()) == [broken]

    def test_leaves_what_it_wrote_before_where_it_cannot_finish(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        folder = tmp_path / "plain"
        folder.mkdir()
        whole = Path.write_bytes

        def full(path: Path, data: bytes) -> int:
            if path.name == "crosswalk.csv":
                raise OSError(28, "No space left on device", str(path))
            return whole(path, data)

        monkeypatch.setattr(Path, "write_bytes", full)
        assert emit(folder) == 1
        assert "No space left on device" in capsys.readouterr().err
        assert list(tmp_path.iterdir()) == [folder]
        assert list(folder.iterdir()) == []
