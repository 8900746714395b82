"""What the guide page for other systems shows: the files, and what each format carries."""

import re

import pytest

from make_the_connection.exports import FILES
from make_the_connection.exports.carried import CARRIED, FORMATS
from make_the_connection.languages import Language
from make_the_connection.render import LISTINGS, Reader
from make_the_connection.site import Site


@pytest.mark.parametrize("code", ["en", "cy"])
class TestTheDataPage:
    def test_leads_to_every_file_and_says_what_it_is(self, garden: Site, code: str) -> None:
        html = LISTINGS["data_files"](Reader(garden, code, "data"))
        items = re.findall(r'<li><a href="([^"]+)">([^<]+)</a>: ([^<]+)</li>', html)
        assert [(address, name) for address, name, _ in items] == [(f"../data/{name}", name) for name in FILES]
        assert len({words for _, _, words in items}) == len(FILES)

    def test_shows_for_each_thing_how_far_each_format_carries_it(
        self, garden: Site, code: str, english: Language, welsh: Language
    ) -> None:
        language = english if code == "en" else welsh
        html = LISTINGS["carried"](Reader(garden, code, "data"))
        assert re.findall(r'<th scope="col">([^<]+)', html) == list(FORMATS)
        rows = re.findall(r'<th scope="row">([^<]+)</th>(.*?)</tr>', html, re.DOTALL)
        assert {what: re.findall(r"<td[^>]*>([^<]+)", cells) for what, cells in rows} == {
            language.text(f"carried.{what}"): [language.text(f"carried.{by_format[name]}") for name in FORMATS]
            for what, by_format in CARRIED.items()
        }
