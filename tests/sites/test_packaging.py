"""What a built package needs is in it, and not only in a checkout."""

import tomllib
from pathlib import Path

PLUGINS = Path(__file__).parents[2] / "plugins"
PACKAGE = PLUGINS / "src" / "make_the_connection"


def test_every_file_that_is_not_python_is_declared_as_package_data() -> None:
    declared = tomllib.loads((PLUGINS / "pyproject.toml").read_text(encoding="utf-8"))
    patterns = declared["tool"]["setuptools"]["package-data"]["make_the_connection"]
    packed = {path for pattern in patterns for path in PACKAGE.glob(pattern)}
    files = {path for path in PACKAGE.rglob("*") if path.is_file() and path.suffix not in {".py", ".pyc"}}
    assert sorted(files - packed) == []
