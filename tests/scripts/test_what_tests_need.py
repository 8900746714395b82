"""What some tests need besides Python may be missing: it is said, they are left out, and the whole has failed."""

import importlib.util
import shutil
import sys
from collections.abc import Callable
from types import ModuleType

import pytest
from building import ROOT

from environment import Trouble


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    spec = importlib.util.spec_from_file_location("scripts_test", ROOT / "scripts" / "test.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, spec.name, module)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def bare(script: ModuleType, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """As on a machine on which nothing is found, and where nothing may be installed."""
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(shutil, "which", lambda *_: None)
    monkeypatch.setattr(script, "starts", lambda _: False)
    monkeypatch.setattr(script, "may_install", lambda: False)
    return script


class TestWhatIsMissing:
    def test_is_said_of_a_browser_with_what_to_do(self, bare: ModuleType) -> None:
        with pytest.raises(Trouble, match=r"(?s)No Chromium was found.*--fast"):
            bare.browser()

    def test_is_said_of_the_browser_that_somebody_named(
        self, bare: ModuleType, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("CHROMIUM", "/nowhere/chromium")
        with pytest.raises(Trouble, match="CHROMIUM names /nowhere/chromium, but no browser starts there"):
            bare.browser()

    def test_is_said_of_the_dictionaries_and_of_npm(
        self, bare: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
    ) -> None:
        folder = tmp_path_factory.mktemp("repository") / "tests" / "spelling"
        folder.mkdir(parents=True)
        shutil.copy(ROOT / "tests" / "spelling" / "package-lock.json", folder)
        monkeypatch.setattr(bare, "ROOT", folder.parents[1])
        with pytest.raises(Trouble, match="need npm, to install the dictionaries"):
            bare.dictionaries()
        assert not (folder / "node_modules").exists()


class TestTheRun:
    @pytest.fixture
    def run(
        self, script: ModuleType, monkeypatch: pytest.MonkeyPatch
    ) -> Callable[[dict[str, str]], tuple[int, list[str]]]:
        """All checks pass, but the marks here are in trouble; the code of the end and what pytest was told."""

        def run(troubles: dict[str, str]) -> tuple[int, list[str]]:
            asked: list[str] = []

            def ready(mark: str) -> None:
                if mark in troubles:
                    raise Trouble(troubles[mark])

            def tests(arguments: list[str]) -> tuple[object, str]:
                asked.extend(arguments)
                return script.Result("tests", True, 0.1), "1 passed in 0.1s"

            needs = tuple((mark, name, lambda mark=mark: ready(mark)) for mark, name, _ in script.NEEDS)
            monkeypatch.setattr(script, "NEEDS", needs)
            monkeypatch.setattr(script, "check", lambda name, *_: script.Result(name, True, 0.1))
            monkeypatch.setattr(script, "run_pytest", tests)
            return script.run_all(False, []), asked

        return run

    def test_leaves_out_what_needs_it_and_fails(
        self, run: Callable[..., tuple[int, list[str]]], capsys: pytest.CaptureFixture[str]
    ) -> None:
        code, asked = run({"spelling": "There are no dictionaries here."})
        said = capsys.readouterr().err
        assert code == 1
        assert asked[asked.index("-m") + 1] == "not spelling"
        assert "--ignore=tests/spelling" in asked
        assert "There are no dictionaries here." in said
        assert "Failed: dictionaries." in said

    def test_leaves_out_nothing_where_all_is_there(self, run: Callable[..., tuple[int, list[str]]]) -> None:
        code, asked = run({})
        assert code == 0
        assert asked[asked.index("-m") + 1] == ""
