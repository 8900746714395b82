import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

sys.path.append(str(Path(__file__).parent))

SHARED = {"deadline": None, "suppress_health_check": [HealthCheck.function_scoped_fixture]}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-goldens", action="store_true", help="write what is reported into the golden cases")
    parser.addoption("--inputs", type=int, help="how many wild inputs by chance, not the same few")


def pytest_configure(config: pytest.Config) -> None:
    inputs = config.getoption("--inputs", None)
    settings.register_profile("wild", max_examples=inputs or 60, derandomize=inputs is None, **SHARED)
