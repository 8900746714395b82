"""No English page is hard to read. `python tests/bench/readability.py` prints the figures of all."""

import sys
from pathlib import Path

import pytest

from make_the_connection.api import load

ROOT = Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT / "tests" / "bench"))

from readability import pages  # noqa: E402

HARDEST = 12.0
"""The grade of the last year of school. A page that says it of itself is a page to divide the sentences of."""


@pytest.mark.slow
def test_no_page_is_harder_than_the_last_year_of_school() -> None:
    site = load(ROOT / "mkdocs.yml").site
    assert site is not None

    found = pages(site)

    assert len(found) > 100
    assert [(page.path, page.grade) for page in found if page.grade > HARDEST] == []
