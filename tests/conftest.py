"""The finished sites, each built once for all tests that look at one."""

import os
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

# At the end of the path, so that nothing of Python's own is hidden.
sys.path += [str(Path(__file__).parent / "sites"), str(Path(__file__).parents[1] / "scripts")]

import building

SITES = Path(__file__).parent / "sites"
BROWSER = Path(__file__).parent / "browser"
NOTHING = SimpleNamespace(params={})


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--whole", action="store_true", help="every combination of what slow tests are told to vary")
    parser.addoption("--opened-from", choices=["zip"], help="where all tests in a browser open the site from")


# While one process builds the larger site, another tests what needs only the smaller one.
FIRST = tuple(BROWSER / f"test_{name}.py" for name in ("editions", "access", "timing", "withdrawn"))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: FIRST.index(item.path) if item.path in FIRST else len(FIRST))
    for item in items:
        if SITES in item.path.parents:
            item.add_marker(pytest.mark.slow)
    if not config.getoption("--whole"):
        left_out = {*combinations_left_out(items), *(item for item in items if item.get_closest_marker("whole"))}
        config.hook.pytest_deselected(items=[item for item in items if item in left_out])
        items[:] = [item for item in items if item not in left_out]


def combinations_left_out(items: list[pytest.Item]) -> Iterator[pytest.Item]:
    """Of a slow test that varies several things, what shows none of them for the first time.

    A width, a language or a way of opening the site seldom breaks only together with another: each is tried, and all
    combinations of them for a release.
    """
    varied: dict[str, list[pytest.Function]] = defaultdict(list)
    for item in items:
        is_slow = BROWSER in item.path.parents or item.get_closest_marker("slow")
        if is_slow and isinstance(item, pytest.Function) and len(getattr(item, "callspec", NOTHING).params) > 1:
            varied[item.nodeid.partition("[")[0]].append(item)
    for group in varied.values():
        left, shown = list(group), set[tuple[str, str]]()
        while left:
            fresh = {
                item: {(name, repr(value)) for name, value in item.callspec.params.items()} - shown for item in left
            }
            best = max(left, key=lambda item: len(fresh[item]))
            if not fresh[best]:
                break
            shown |= fresh[best]
            left.remove(best)
        yield from left


@pytest.fixture(scope="session")
def whole(pytestconfig: pytest.Config) -> bool:
    """Whether to try all that there is, as for a release, where a part of it mostly shows what is wrong."""
    return bool(pytestconfig.getoption("--whole"))


def built_once(name: str, config: Path, factory: pytest.TempPathFactory) -> Path:
    """A site that the processes of a test run share: whichever asks first builds it, and the others wait for it."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        return building.build(config, factory.mktemp(name))
    shared = factory.getbasetemp().parent
    folder, ended = shared / name, shared / f"{name} has ended"
    try:
        folder.mkdir()
    except FileExistsError:
        while not ended.exists():
            time.sleep(0.2)
        assert (folder / "index.html").exists(), f"{config} was not built; another process of this run says why"
        return folder
    try:
        return building.build(config, folder)
    finally:
        ended.touch()


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of this repository as `mkdocs build --strict` makes it. Tests read it and leave it as it is."""
    return built_once("site", building.ROOT / "mkdocs.yml", tmp_path_factory)


@pytest.fixture(scope="session")
def built_orchard(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site in `tests/sites/orchard` as `mkdocs build --strict` makes it. Tests read it and leave it as it is."""
    return built_once("orchard", building.ORCHARD / "mkdocs.yml", tmp_path_factory)


@pytest.fixture
def git_of_nobody(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Git without the settings of whoever runs the tests, which sees no repository around the temporary folder."""
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
        monkeypatch.delenv(name, raising=False)
    settings = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "GIT_CEILING_DIRECTORIES": str(tmp_path)}
    people = {f"GIT_{role}_{what}": "nobody" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    for name, value in (settings | people).items():
        monkeypatch.setenv(name, value)
