"""`new site`: a site that is right from the first minute, or nothing at all."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from make_the_connection.api import Loaded, load
from make_the_connection.cli import main, new_site
from make_the_connection.cli.site_files import words_of_skeleton
from make_the_connection.languages import load_language, shipped_languages

Make = Callable[..., Path]

pytestmark = pytest.mark.slow

LATER = {"missing-translation"}
"""What a site may be told of that has a language into which the example has not been translated."""


@pytest.fixture
def make(tmp_path: Path) -> Make:
    def make(*arguments: str, name: str = "garden") -> Path:
        assert main(["new", "site", str(tmp_path / name), *arguments]) == 0
        return tmp_path / name

    return make


def loaded(site: Path) -> Loaded:
    return load(site / "mkdocs.yml")


def files_of(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


class TestANewSite:
    def test_is_one_in_which_nothing_is_wrong(self, make: Make) -> None:
        assert loaded(make()).diagnostics == ()

    def test_has_types_relations_two_frameworks_a_contribution_and_a_crosswalk_with_something_in_it(
        self, make: Make
    ) -> None:
        site = loaded(make()).site
        assert site is not None
        assert len(site.model.frameworks) == 2
        assert [name for name, declared in site.model.types.items() if declared.contribution]
        assert site.graph.links
        assert {entry.type for entry in site.entries.values()} == set(site.model.types), "each type has an example"

    def test_has_what_editors_and_readers_of_the_repository_need(self, make: Make) -> None:
        site = make()
        files = files_of(site)
        assert {"README.md", ".gitignore", "model.yml", "mkdocs.yml", "docs/glossary/terms.schema.json"} <= set(files)
        assert main(["schemas", "--check", "-f", str(site / "mkdocs.yml")]) == 0
        for path, text in files.items():
            if match := re.search(r"\$schema=(\S+)", text.split("\n")[0]):
                assert ((site / path).parent / match[1]).resolve().is_file(), path

    def test_names_no_file_or_folder_in_its_readme_that_is_not_there(self, make: Make) -> None:
        site = make()
        readme = (site / "README.md").read_text(encoding="utf-8")
        named = {path.split("<")[0] for path in re.findall(r"`([a-z]+[/.][a-z/._-]*(?:<\w+>)?[^` ]*)`", readme)}
        elsewhere = {"site/", "facts.yml", "docs/engineering/your-own-site.md"}
        assert len(named) > 5
        assert [path for path in sorted(named - elsewhere) if not (site / path).exists()] == []

    def test_is_told_of_in_its_languages(self, make: Make, capsys: pytest.CaptureFixture[str]) -> None:
        site = make()
        english, welsh = capsys.readouterr().out.splitlines()
        assert english.startswith(f"{site} is there: a site in these languages")
        assert "English, Welsh" in english
        assert welsh.startswith(f"Mae {site} yno: safle")

    def test_has_an_identity_of_its_own(self, make: Make) -> None:
        first, second = (loaded(make(name=name)).site for name in ("first", "second"))
        assert first is not None
        assert second is not None
        assert first.model.namespace.version == second.model.namespace.version == 4
        assert first.model.namespace != second.model.namespace

    def test_was_made_today(self, make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "1804291200")
        site = loaded(make()).site
        assert site is not None
        assert {str(link.on) for link in site.graph.links} == {"2027-03-06"}

    def test_is_called_what_it_was_asked_to_be(self, make: Make) -> None:
        name = 'Cats & "dogs": <b>{{ 7 }}</b> \\1'
        site = make("--name", f"  {name}\n")
        read = loaded(site)
        assert read.diagnostics == ()
        assert read.site is not None
        assert {words.front.title for words in read.site.guides["home"].words.values()} == {name}
        readme, config = ((site / file).read_text(encoding="utf-8") for file in ("README.md", "mkdocs.yml"))
        assert readme.count(f"# {name}\n") == 2
        assert config.startswith('site_name: "Cats & \\"dogs\\": <b>{{ 7 }}</b> \\\\1"\n')

    @pytest.mark.parametrize("name", ["", "  ", "a\x07b"])
    def test_is_called_something(self, tmp_path: Path, name: str) -> None:
        with pytest.raises(SystemExit) as ended:
            main(["new", "site", str(tmp_path / "garden"), "--name", name])
        assert ended.value.code == 2
        assert list(tmp_path.iterdir()) == []


class TestItsLanguages:
    def test_stand_in_the_order_that_was_asked_for_and_the_original_stays_what_it_is(self, make: Make) -> None:
        original, *others = words_of_skeleton()
        read = loaded(make("--languages", *others, original))
        assert read.diagnostics == ()
        assert read.site is not None
        assert list(read.site.languages) == [*others, original]
        assert {entry.facts.original for entry in read.site.entries.values() if entry.words} == {original}
        assert {guide.original for guide in read.site.guides.values()} == {original}
        label = read.site.model.types["idea"].label
        assert list(label) == [*others, original]
        assert label["en"]["other"] == "ideas"

    @pytest.mark.parametrize(
        "codes", [("en", "ga"), ("ga", "cy"), ("pt-BR", "cy", "en"), ("zh-Hant", "en"), ("ar", "en")]
    )
    def test_may_be_such_as_no_pack_is_of_which_get_one_to_be_translated(self, make: Make, codes: list[str]) -> None:
        site = make("--languages", *codes)
        read = loaded(site)
        assert {each.code for each in read.diagnostics} <= LATER
        assert read.site is not None
        assert list(read.site.languages) == list(codes)
        shipped = [language.code for language in shipped_languages()]
        packs = {path.name for path in (site / "languages").iterdir()}
        assert packs == set(codes) - set(shipped)
        for code in packs:
            catalogue = (site / "languages" / code / "messages.po").read_text(encoding="utf-8")
            assert f'"Language: {code.replace("-", "_")}\\n"' in catalogue
            source = next(code for code in words_of_skeleton() if code in codes)
            assert load_language(code, site / "languages").text("skip") == load_language(source).text("skip")

    def test_need_no_pack_where_the_package_has_theirs(self, make: Make) -> None:
        site = make()
        assert not (site / "languages").exists()
        assert "language_packs" not in (site / "mkdocs.yml").read_text(encoding="utf-8")

    def test_include_all_that_come_with_the_package(self) -> None:
        assert set(words_of_skeleton()) == {language.code for language in shipped_languages()}

    @pytest.mark.parametrize(
        ("codes", "said"),
        [
            (["en"], "Name two languages or more"),
            (["en", "en"], "Name two languages or more"),
            (["de", "fr"], "Name two languages or more"),
            (["en", "zzq"], "“zzq”"),
            (["en", "CY"], "“CY”"),
            (["en", "../x"], "“../x”"),
            (["en", ""], "“”"),
        ],
    )
    def test_are_several_that_are_known(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str], codes: list[str], said: str
    ) -> None:
        assert main(["new", "site", str(tmp_path / "garden"), "--languages", *codes]) == 2
        assert said in capsys.readouterr().err
        assert list(tmp_path.iterdir()) == []


class TestItsFolder:
    def test_may_be_there_if_it_is_empty(self, tmp_path: Path, make: Make) -> None:
        (tmp_path / "garden").mkdir()
        assert loaded(make()).diagnostics == ()

    def test_may_have_a_name_with_letters_and_spaces_of_any_kind(self, make: Make) -> None:
        assert loaded(make(name="gardd ŵyn 1 ’ [x]")).diagnostics == ()

    @pytest.mark.parametrize("there", ["file", "folder", "link"])
    def test_is_never_one_that_holds_something(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str], there: str
    ) -> None:
        folder = tmp_path / "garden"
        if there == "file":
            folder.write_text("mine", encoding="utf-8")
        elif there == "folder":
            folder.mkdir()
            (folder / ".hidden").write_text("mine", encoding="utf-8")
        else:
            folder.symlink_to(tmp_path / "nowhere")
        before = sorted(tmp_path.rglob("*"))
        assert main(["new", "site", str(folder)]) == 1
        assert f"{folder} is there already" in capsys.readouterr().err
        assert sorted(tmp_path.rglob("*")) == before

    @pytest.mark.parametrize("folder", [".", "../garden", ".."])
    def test_is_not_one_that_somebody_is_in(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], folder: str
    ) -> None:
        (tmp_path / "garden").mkdir()
        monkeypatch.chdir(tmp_path / "garden")
        assert main(["new", "site", folder]) == 1
        assert "You are inside" in capsys.readouterr().err
        assert list((tmp_path / "garden").iterdir()) == []

    def test_is_in_one_that_is_there(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["new", "site", str(tmp_path / "no" / "garden")]) == 1
        assert "could not be written: No such file" in capsys.readouterr().err
        assert list(tmp_path.iterdir()) == []

    @pytest.mark.parametrize(
        ("error", "ends_with"), [(OSError(28, "No space left on device"), 1), (KeyboardInterrupt(), 130)]
    )
    @pytest.mark.parametrize("step", ["load", "files_from_model", "_write"])
    def test_is_there_whole_or_not_at_all(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, error: BaseException, ends_with: int
    ) -> None:
        def fails(*_: object) -> None:
            raise error

        monkeypatch.setattr(new_site, step, fails)
        assert main(["new", "site", str(tmp_path / "garden")]) == ends_with
        assert list(tmp_path.iterdir()) == []

    def test_is_not_there_if_something_is_wrong_with_the_site(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        def spoilt(path: Path) -> Loaded:
            shutil.rmtree(path.parent / "sources")
            return load(path)

        monkeypatch.setattr(new_site, "load", spoilt)
        assert main(["new", "site", str(tmp_path / "garden")]) == 1
        assert "error[unknown-citation]" in capsys.readouterr().err
        assert list(tmp_path.iterdir()) == []


class TestTheCommand:
    def test_is_listed_beside_the_one_for_entries(self, capsys: pytest.CaptureFixture[str]) -> None:
        with pytest.raises(SystemExit):
            main(["--help"])
        assert "new site" in capsys.readouterr().out

    def test_needs_no_site_to_be_run_in(self, make: Make, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        monkeypatch.chdir(tmp_path)
        assert make().is_dir()

    def test_leaves_a_type_of_that_name_to_the_other(self, make: Make, capsys: pytest.CaptureFixture[str]) -> None:
        config = make() / "mkdocs.yml"
        assert main(["new", "-f", str(config), "--", "site", "mine"]) == 2
        assert "contribute here: story." in capsys.readouterr().err

    def test_takes_only_its_own_options(self, tmp_path: Path) -> None:
        with pytest.raises(SystemExit):
            main(["new", "site", str(tmp_path / "garden"), "--from-issue", "x"])
