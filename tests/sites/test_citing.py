"""Every page of the site can be cited, and its works taken away, without a script and without asking anybody."""

import json
import re
from functools import cache
from html import unescape
from pathlib import Path

import bibtexparser
import pytest
import rispy
import yaml
from building import ROOT

FORMATS = ("bib", "ris", "json", "txt")


@cache
def pages(folder: Path) -> dict[str, str]:
    """The pages that are there to be read and found, by their path."""
    read = {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in folder.rglob("*/*.html")}
    hidden = ('http-equiv="refresh"', 'name="robots" content="noindex"')
    return {path: page for path, page in sorted(read.items()) if not any(mark in page for mark in hidden)}


@pytest.fixture(scope="module", params=["built_site", "built_orchard"])
def folder(request: pytest.FixtureRequest) -> Path:
    return request.getfixturevalue(request.param)


def is_of_a_work(page: str) -> bool:
    return bool(re.search(r'<article class="entry entry--(reference|source)"', page))


class TestCitingAPage:
    def test_is_offered_on_every_page_of_ours_and_on_none_of_a_work(self, folder: Path) -> None:
        for path, page in pages(folder).items():
            assert page.count('<details class="cite-page">') == (not is_of_a_work(page)), path

    def test_names_the_page_in_its_head_as_in_its_reference(self, folder: Path) -> None:
        for path, page in pages(folder).items():
            titles = re.findall(r'<meta name="citation_title" content="([^"]*)">', page)
            if is_of_a_work(page):
                assert titles == [], path
                continue
            (reference,) = re.findall(r'<p class="reference" id="cite-page">(.*?)</p>', page)
            (title,) = titles
            assert unescape(title) in unescape(re.sub("<[^>]*>", "", reference)), path
            assert f'<meta name="citation_language" content="{path.partition("/")[0]}">' in page, path

    def test_file_for_those_who_cite_the_whole_agrees_with_the_configuration(self) -> None:
        cited = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
        config = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
        assert cited["title"] == config["site_name"]
        assert {"cff-version", "message", "authors"} <= set(cited), "what the format asks for"


class TestTakingAway:
    def test_gives_each_page_that_cites_its_works_in_each_format(self, folder: Path) -> None:
        cited = 0
        for path, page in pages(folder).items():
            ids = re.findall(r'<li id="reference-([^"]+)">', page)
            beside = [folder / path.replace(".html", f".{suffix}") for suffix in FORMATS]
            if not ids and not is_of_a_work(page):
                assert not any(file.exists() for file in beside), path
                continue
            bib, ris, items, text = (file.read_text(encoding="utf-8") for file in beside)
            ids = ids or [Path(path).stem]
            cited += 1
            assert [entry.key for entry in bibtexparser.parse_string(bib).entries] == ids, path
            assert [item["id"] for item in json.loads(items)] == ids, path
            assert len(rispy.loads(ris)) == len(text.splitlines()) == len(ids), path
            assert page.count('class="Z3988"') == len(ids), path
        assert cited > 4
