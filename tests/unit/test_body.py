"""Tokens of a text are packed, and come back as they were."""

from pathlib import Path

import pytest
from relinking import EVERY_SITE, read

from make_the_connection.content.body import Body, Parsed
from make_the_connection.site import Site


@pytest.fixture(scope="module", params=EVERY_SITE)
def site(request: pytest.FixtureRequest) -> Site:
    return read(request.param)


def bodies(site: Site) -> dict[str, Body]:
    pages = (*site.entries.values(), *site.guides.values())
    return {words.path: words.body for page in pages for words in page.words.values()}


@pytest.mark.slow
def test_unpacked_tokens_are_those_of_the_parser(site: Site) -> None:
    for path, body in bodies(site).items():
        parsed, _ = body._parse()
        assert body.read() == parsed, Path(path)
        assert body.read() == parsed, Path(path)


def test_a_text_is_parsed_once_however_often_it_is_read() -> None:
    times = []

    def parse() -> tuple[Parsed, dict[str, int]]:
        times.append(1)
        return Parsed({"context": ()}, ()), {"words": 7}

    body = Body(parse)

    assert body.found == {"words": 7}
    assert body.read() == body.read() == Parsed({"context": ()}, ())
    assert times == [1]
