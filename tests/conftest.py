"""The finished sites, each built once for all tests that look at one."""

import sys
from pathlib import Path

import pytest

# At the end of the path, so that nothing of Python's own is hidden.
sys.path.append(str(Path(__file__).parent / "sites"))

import building

SITES = Path(__file__).parent / "sites"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if SITES in item.path.parents:
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of this repository as `mkdocs build --strict` makes it. Tests read it and leave it as it is."""
    return building.build(building.ROOT / "mkdocs.yml", tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="session")
def built_orchard(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site in `tests/sites/orchard` as `mkdocs build --strict` makes it. Tests read it and leave it as it is."""
    return building.build(building.ORCHARD / "mkdocs.yml", tmp_path_factory.mktemp("orchard"))
