"""What scripts/build.py promises about the folder that a site goes to, and what it says."""

import argparse
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import build
import placing
from environment import ROOT, Trouble
from make_the_connection.adapters.mkdocs.language_pass import STRICT_PARITY

EARLIER = "the site of yesterday"
NEWER = "the site of today"


@pytest.fixture
def config(tmp_path: Path) -> Path:
    path = tmp_path / "project" / "mkdocs.yml"
    path.parent.mkdir()
    path.write_text("site_name: Example\n", encoding="utf-8")
    return path


@pytest.fixture
def target(config: Path) -> Path:
    return config.parent / "site"


def site(folder: Path, words: str) -> Path:
    folder.mkdir(parents=True)
    (folder / "index.html").write_text(words, encoding="utf-8")
    (folder / placing.MARKER).write_text(placing.MARKER_TEXT, encoding="utf-8")
    return folder


def words(folder: Path) -> str:
    return (folder / "index.html").read_text(encoding="utf-8")


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


@pytest.fixture
def ended_process() -> int:
    """The number of a process that is no more."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


class TestWhereTheSiteMayGo:
    def test_a_new_folder(self, target: Path, config: Path) -> None:
        placing.refuse(target, config, own=False)

    def test_an_empty_folder(self, target: Path, config: Path) -> None:
        target.mkdir()
        placing.refuse(target, config, own=False)

    def test_a_site_built_here_before(self, target: Path, config: Path) -> None:
        placing.refuse(site(target, EARLIER), config, own=False)

    def test_the_configured_folder_after_plain_mkdocs_build(self, target: Path, config: Path) -> None:
        (site(target, EARLIER) / placing.MARKER).unlink()
        placing.refuse(target, config, own=True)


class TestWhereTheSiteMayNotGo:
    @pytest.mark.parametrize(
        "folder",
        [
            pytest.param(ROOT, id="the repository"),
            pytest.param(ROOT.parent, id="above the repository"),
            pytest.param(Path(ROOT.anchor), id="the whole disk"),
            pytest.param(Path.home().resolve(), id="home"),
        ],
    )
    @pytest.mark.parametrize("own", [True, False])
    def test_a_folder_that_holds_everything(self, folder: Path, own: bool, config: Path) -> None:
        with pytest.raises(Trouble, match="choose another folder"):
            placing.refuse(folder, config, own=own)

    def test_the_folder_of_the_configuration(self, config: Path) -> None:
        site(config.parent / "inner", EARLIER)
        with pytest.raises(Trouble, match="choose another folder"):
            placing.refuse(config.parent, config, own=True)

    def test_the_folder_one_stands_in(self, target: Path, config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(site(target, EARLIER))
        with pytest.raises(Trouble, match="You are inside"):
            placing.refuse(target, config, own=False)

    def test_a_file(self, target: Path, config: Path) -> None:
        target.write_text("a letter", encoding="utf-8")
        with pytest.raises(Trouble, match="is a file"):
            placing.refuse(target, config, own=False)

    @pytest.mark.parametrize("own", [True, False])
    def test_a_folder_of_somebodys_papers(self, target: Path, config: Path, own: bool) -> None:
        target.mkdir()
        (target / "letter.txt").write_text("Dear parents", encoding="utf-8")
        with pytest.raises(Trouble, match="not a site built here"):
            placing.refuse(target, config, own=own)

    def test_somebody_elses_site(self, target: Path, config: Path) -> None:
        (site(target, EARLIER) / placing.MARKER).unlink()
        with pytest.raises(Trouble, match="not a site built here"):
            placing.refuse(target, config, own=False)


class TestWhichFolder:
    @pytest.mark.parametrize(
        ("line", "expected"),
        [
            ("", "site"),
            ("site_dir: public", "public"),
            ("site_dir: 'my site'   # for the server", "my site"),
            ('site_dir: "../out"', "../out"),
            ("extra:\n  site_dir: elsewhere", "site"),
        ],
    )
    def test_is_what_the_configuration_says(self, line: str, expected: str, config: Path) -> None:
        config.write_text(f"site_name: Example\n{line}\ntheme: material\n", encoding="utf-8")
        assert build.site_folder(config, None) == (config.parent / expected).resolve()

    def test_is_what_was_asked_for_before_that(self, config: Path, tmp_path: Path) -> None:
        assert build.site_folder(config, tmp_path / "asked") == (tmp_path / "asked").resolve()

    def test_is_not_guessed(self, config: Path) -> None:
        config.write_text("site_dir: !ENV OUT\n", encoding="utf-8")
        with pytest.raises(Trouble, match="say where the site goes with -d"):
            build.site_folder(config, None)


@pytest.fixture
def without_exchange(monkeypatch: pytest.MonkeyPatch) -> None:
    """A system that cannot exchange two folders in one step."""
    monkeypatch.setattr(placing, "exchanged", lambda *_: False)


class TestTheSwap:
    def test_puts_the_first_site_in_place(self, target: Path) -> None:
        placing.swap(site(placing.beside(target, "building"), NEWER), target)
        assert words(target) == NEWER

    @pytest.mark.parametrize("in_one_step", [True, False])
    def test_leaves_nothing_of_the_old_site_and_nothing_beside_it(
        self, target: Path, in_one_step: bool, request: pytest.FixtureRequest
    ) -> None:
        if not in_one_step:
            request.getfixturevalue("without_exchange")
        (site(target, EARLIER) / "gone.html").touch()
        placing.swap(site(placing.beside(target, "building"), NEWER), target)
        assert words(target) == NEWER
        assert names(target) == {"index.html", placing.MARKER}
        assert names(target.parent) == {"mkdocs.yml", "site"}

    @pytest.mark.skipif(not sys.platform.startswith("linux"), reason="told of Linux")
    def test_never_leaves_a_moment_without_a_site(self, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        site(target, EARLIER)
        staging = site(placing.beside(target, "building"), NEWER)
        monkeypatch.setattr(Path, "rename", refusing(Path.rename, target))
        placing.swap(staging, target)
        assert words(target) == NEWER

    def test_marks_the_site_so_that_the_next_build_knows_it(self, target: Path, config: Path) -> None:
        staging = site(placing.beside(target, "building"), NEWER)
        (staging / placing.MARKER).unlink()
        placing.swap(staging, target)
        placing.refuse(target, config, own=False)

    @pytest.mark.usefixtures("without_exchange")
    def test_puts_the_old_site_back_when_the_new_one_cannot_take_its_place(
        self, target: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        site(target, EARLIER)
        staging = site(placing.beside(target, "building"), NEWER)
        monkeypatch.setattr(Path, "rename", refusing(Path.rename, staging))
        with pytest.raises(Trouble, match="the old one stays"):
            placing.swap(staging, target)
        assert words(target) == EARLIER

    @pytest.mark.usefixtures("without_exchange")
    def test_touches_nothing_when_the_old_site_cannot_be_moved(
        self, target: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        site(target, EARLIER)
        staging = site(placing.beside(target, "building"), NEWER)
        monkeypatch.setattr(Path, "rename", refusing(Path.rename, target))
        with pytest.raises(Trouble, match="cannot be replaced"):
            placing.swap(staging, target)
        assert words(target) == EARLIER

    @pytest.mark.usefixtures("without_exchange")
    def test_follows_another_build_that_came_in_between(self, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        site(target, EARLIER)
        staging = site(placing.beside(target, "building"), NEWER)
        rename, others = Path.rename, [True]

        def rename_while_another_comes(path: Path, to: Path) -> Path:
            if path == staging and others.pop():
                others.append(False)
                site(target, "the site of another build")
            return rename(path, to)

        monkeypatch.setattr(Path, "rename", rename_while_another_comes)
        placing.swap(staging, target)
        assert words(target) == NEWER
        assert names(target.parent) == {"mkdocs.yml", "site"}

    def test_is_not_interrupted(self) -> None:
        before = signal.getsignal(signal.SIGINT)
        with placing.uninterrupted():
            signal.raise_signal(signal.SIGINT)
        assert signal.getsignal(signal.SIGINT) is before


def refusing(rename: Callable[[Path, Path], Path], refused: Path) -> Callable[[Path, Path], Path]:
    def renamed(path: Path, to: Path) -> Path:
        if path == refused:
            raise PermissionError(13, "Permission denied", str(path))
        return rename(path, to)

    return renamed


class TestWhatKilledBuildsLeave:
    def test_is_removed(self, target: Path, ended_process: int) -> None:
        site(target, EARLIER)
        site(target.with_name(f".site.building-{ended_process}"), "half")
        site(target.with_name(f".site.old-{ended_process}"), "older")
        placing.clear_leftovers(target)
        assert names(target.parent) == {"mkdocs.yml", "site"}
        assert words(target) == EARLIER

    def test_is_put_back_where_it_was_the_site(self, target: Path, ended_process: int) -> None:
        site(target.with_name(f".site.old-{ended_process}"), EARLIER)
        placing.clear_leftovers(target)
        assert words(target) == EARLIER

    def test_is_removed_even_if_it_bears_our_number(self, target: Path) -> None:
        site(placing.beside(target, "building"), "half")
        placing.clear_leftovers(target)
        assert names(target.parent) == {"mkdocs.yml"}

    def test_is_left_alone_while_its_build_lives(self, target: Path) -> None:
        living = site(target.with_name(f".site.building-{os.getppid()}"), "growing")
        placing.clear_leftovers(target)
        assert words(living) == "growing"

    @pytest.mark.parametrize("name", [".site.old-", ".site.old-mine", ".sites.old-999999999", "site.old-999999999"])
    def test_is_told_from_what_people_name_alike(self, target: Path, name: str) -> None:
        theirs = site(target.with_name(name), "theirs")
        placing.clear_leftovers(target)
        assert words(theirs) == "theirs"


class TestWhatItSays:
    def test_counts_the_pages_of_each_language(self, target: Path) -> None:
        for page in ("index.html", "404.html", "cy/index.html", "cy/404.html", "cy/a/index.html", "en/index.html"):
            (target / page).parent.mkdir(parents=True, exist_ok=True)
            (target / page).touch()
        (target / "assets").mkdir()
        assert build.pages(target) == {"cy": 2, "en": 1}

    def test_is_one_sentence(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        index = tmp_path / "site" / "index.html"
        expected = "Built 132 pages in cy and 1 page in en in 8.4 seconds: open " + str(Path("site/index.html"))
        assert build.sentence({"cy": 132, "en": 1}, 8.42, index) == expected

    def test_names_the_configuration_that_is_missing(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.chdir(tmp_path)
        monkeypatch.setattr(signal, "signal", lambda *_: None)
        assert build.main(["-f", "other/mkdocs.yml"]) == 1
        assert capsys.readouterr().err == f"There is no file {Path('other/mkdocs.yml')}.\n"


class TestParity:
    @pytest.mark.parametrize(("arguments", "asked"), [((), False), (("--strict-parity",), True)])
    def test_is_strict_where_that_is_asked_for(
        self, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], asked: bool
    ) -> None:
        monkeypatch.delenv(STRICT_PARITY, raising=False)
        options = build.parse(["--config-file", str(ROOT / "mkdocs.yml"), *arguments])
        assert (STRICT_PARITY in build.child_variables(options)) is asked


class TestToday:
    def options(self, *arguments: str) -> argparse.Namespace:
        return build.parse(["--config-file", str(ROOT / "mkdocs.yml"), *arguments])

    def test_is_the_day_asked_for(self) -> None:
        variables = build.child_variables(self.options("--as-of", "2026-11-21"))
        assert variables["SOURCE_DATE_EPOCH"] == "1795219200"

    def test_is_the_callers_if_they_say_so(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
        assert build.child_variables(self.options())["SOURCE_DATE_EPOCH"] == "1000000000"

    def test_is_not_invented_where_there_is_no_git(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
        monkeypatch.setenv("PATH", str(tmp_path))
        assert "SOURCE_DATE_EPOCH" not in build.child_variables(self.options())

    @pytest.mark.parametrize("text", ["2026-13-02", "21.11.2026", "yesterday"])
    def test_must_be_a_date(self, text: str, capsys: pytest.CaptureFixture[str]) -> None:
        with pytest.raises(SystemExit):
            self.options("--as-of", text)
        assert "is not a date like" in capsys.readouterr().err


class TestWhatMkDocsSaysOnItsWay:
    @pytest.mark.parametrize(
        "line",
        [
            "INFO    -  make-the-connection: a/facts.yml:1:1: notice[missing-translation] This page …",
            "    Readers see the other language until it is.",
            "WARNING -  make-the-connection: a/facts.yml:1:1: warning[too-few-words] The section …",
        ],
    )
    def test_is_shown_where_it_is_about_content(self, line: str) -> None:
        assert not build.PASSING.match(line)

    @pytest.mark.parametrize(
        "line", ["INFO    -  Building documentation to directory: site", "DEBUG   -  Reading: a.md"]
    )
    def test_passes_where_it_is_about_progress(self, line: str) -> None:
        assert build.PASSING.match(line)


class TestDownloads:
    """The site is built by a stand-in; so are its downloads, which succeed or do not."""

    @pytest.fixture
    def built(self, config: Path, target: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
        def run_mkdocs(arguments: list[str], _: argparse.Namespace) -> bool:
            (Path(arguments[-1]) / "index.html").write_text(NEWER, encoding="utf-8")
            return True

        def made(arguments: list[str], *, succeed: bool) -> int:
            def make_downloads(_: Path, staging: Path, __: argparse.Namespace) -> bool:
                assert words(staging) == NEWER, "made of the site that is about to be put in place"
                (staging / "downloads").mkdir()
                return succeed

            monkeypatch.setattr(build, "make_downloads", make_downloads)
            return build.main([*arguments, "-f", str(config), "-d", str(target)])

        monkeypatch.setattr(signal, "signal", lambda *_: None)
        monkeypatch.setattr(build.environment, "prepare", lambda: None)
        monkeypatch.setattr(build, "run_mkdocs", run_mkdocs)
        return made

    def test_come_with_the_site_where_they_are_asked_for(self, built: Callable[..., int], target: Path) -> None:
        assert built(["--downloads"], succeed=True) == 0
        assert (target / "downloads").is_dir()
        assert built([], succeed=True) == 0
        assert not (target / "downloads").exists()

    def test_that_are_not_all_there_leave_the_site_as_it_was(
        self, built: Callable[..., int], target: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        site(target, EARLIER)
        assert built(["--downloads"], succeed=False) == 1
        assert words(target) == EARLIER
        said = capsys.readouterr().err
        assert "Not all that there is to take away was made" in said
        assert "is as it was" in said

    def test_are_not_made_while_serving(self, capsys: pytest.CaptureFixture[str]) -> None:
        with pytest.raises(SystemExit):
            build.parse(["--serve", "--downloads"])
        assert "--serve writes no site" in capsys.readouterr().err


class TestServing:
    def test_names_the_way_out_when_the_port_is_taken(self) -> None:
        with build.socket.create_server(("127.0.0.1", 0)) as taken:
            port = taken.getsockname()[1]
            with pytest.raises(Trouble, match=f"Port {port} cannot be used .* --port"):
                build.refuse_taken(port)

    def test_finds_the_languages_on_the_page_that_offers_them(self) -> None:
        page = '<a href="cy/" lang="cy">Cymraeg</a> <a href="./en/">English</a> <link href="assets/x.css">'
        assert set(build.LANGUAGE_LINK.findall(page)) == {"cy", "en"}
