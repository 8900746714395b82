"""What guide pages may ask for: the macros that there are take what the check lets pass, and nothing else."""

from collections.abc import Callable, Mapping
from inspect import Parameter, signature
from pathlib import Path

import pytest

from make_the_connection.adapters.mkdocs.language_pass import MACROS as MADE
from make_the_connection.api import load
from make_the_connection.content.macros import MACROS, NUMBER, calls_in
from make_the_connection.parity import State
from make_the_connection.render.coverage import LISTS
from make_the_connection.site import Site

PAGE = "---\ntitle: A page\nsummary: One of them.\n---\n\n# A page {{#top}}\n\n{}\n"


def test_those_that_are_looked_for_are_those_that_there_are() -> None:
    assert sorted(MADE) == list(MACROS)


@pytest.mark.parametrize("name", MACROS)
def test_each_takes_what_is_asked_of_it(name: str) -> None:
    _, *given = signature(MADE[name]).parameters.values()
    assert len(given) == len(MACROS[name])
    assert [each.default is not Parameter.empty for each in given] == [each is NUMBER for each in MACROS[name]]


@pytest.mark.parametrize(
    ("name", "parts"), [("coverage", {"links", *LISTS}), ("parity", {"counts", *State})], ids=["coverage", "parity"]
)
def test_the_parts_of_a_page_are_those_that_it_has(name: str, parts: set[str], garden: Site) -> None:
    (argument,) = MACROS[name]
    assert {*argument.names(garden.model, "")} == parts


class TestACall:
    def test_has_each_argument_with_its_place(self) -> None:
        (call,) = calls_in("One\n{{- stated( \"plant\", 'height',3) | upper -}}", "en.md", 5)
        assert (call.name, str(call.location)) == ("stated", "en.md:6:5")
        assert [(value, str(place)) for value, place in call.arguments] == [
            ("plant", "en.md:6:14"),
            ("height", "en.md:6:23"),
            (3, "en.md:6:31"),
        ]

    @pytest.mark.parametrize(
        "text", ["{{ plant }}", "{{ 7 * (3) }}", "{ cards() }", "{% raw %}{{ cards() }}{% endraw %}"]
    )
    def test_is_nothing_else(self, text: str) -> None:
        assert list(calls_in(text, "en.md", 1)) == []

    @pytest.mark.parametrize("piece", ["{% raw", "{{ cards(", "{{ cards('", "{{" + " " * 50, "{% raw %} endraw "])
    def test_is_looked_for_in_text_made_to_be_slow(self, piece: str) -> None:
        assert list(calls_in(piece * 20_000, "en.md", 1)) == []


@pytest.mark.parametrize(
    "asked",
    ['cards("plnt")', 'over("plnt")', 'evaluation("beds")', 'stated("plant", "hight")', "cards()", 'card("plant")'],
)
def test_what_is_asked_in_vain_is_an_error(
    planted: Callable[[Mapping[str, str | bytes | None]], Path], asked: str
) -> None:
    loaded = load(planted({"docs/about/en.md": PAGE.format("{{ " + asked + " }}")}))
    assert [error.location.line for error in loaded.errors] == [8]
