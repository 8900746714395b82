"""The pages have a look of their own: of the theme that the configuration names nothing is published but its icon."""

import re
from pathlib import Path

import pytest
from mkdocs.utils import get_theme_dir

THEME = Path(get_theme_dir("material"))


@pytest.fixture(params=["built_site", "built_orchard"], ids=["this site", "orchard"])
def built(request: pytest.FixtureRequest) -> Path:
    return request.getfixturevalue(request.param)


def test_none_of_its_files_is_published_but_the_icon_where_a_site_has_none(built: Path) -> None:
    assets = {path.relative_to(THEME).as_posix() for path in (THEME / "assets").rglob("*") if path.is_file()}
    assert len(assets) > 5
    published = {path.relative_to(built).as_posix().partition("/")[2] for path in built.rglob("*") if path.is_file()}
    assert assets & published <= {"assets/images/favicon.png"}


def test_the_icon_of_every_page_is_there(built: Path) -> None:
    for page in sorted(built.rglob("*.html")):
        for icon in re.findall(r'<link rel="icon" href="(?!data:)([^"]+)"', page.read_text(encoding="utf-8")):
            assert (page.parent / icon).is_file(), page


def test_no_page_has_anything_that_is_only_there_for_it(built: Path) -> None:
    pages = [page.read_text(encoding="utf-8") for page in sorted(built.rglob("*.html"))]
    assert len(pages) > 20
    own = re.compile(
        r'<[^<>]* (?:class="(?:[^"]* )?md-|data-md-|(?:id|for)="__|(?:href|src)="[^"]*/(?:style|java)s(?:heet|cript)s/)'
    )
    assert [found for page in pages for found in own.findall(page)] == []
