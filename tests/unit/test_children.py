"""A further language is made by a copy of the process that has read the site, and what becomes of it is told."""

import logging
import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest
from mkdocs.exceptions import PluginError
from mkdocs.utils import CountHandler

from make_the_connection.adapters.mkdocs.children import Children

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="no process can be copied here")
Made = Callable[[Callable[[Children], None]], Children]


@pytest.fixture
def made() -> Iterator[Made]:
    """Copies this process, and has the copy do its part and end."""
    begun: list[Children] = []

    def start(part: Callable[[Children], None]) -> Children:
        children = Children.start(["mi"], serving=False)
        if children.copied:
            # Whatever happens, this must not become a second run of the tests.
            with suppress(Exception):
                part(children)
            os._exit(99)
        begun.append(children)
        return children

    yield start
    assert all(children.copied is None for children in begun)


def test_a_copy_knows_its_language_and_ends_without_a_word(made: Made, caplog: pytest.LogCaptureFixture) -> None:
    def part(children: Children) -> None:
        children.end() if children.copied == "mi" else None

    with caplog.at_level(logging.INFO):
        made(part).wait()
    assert caplog.messages == []


def test_what_stopped_a_copy_is_said_with_its_language(made: Made, caplog: pytest.LogCaptureFixture) -> None:
    children = made(lambda children: children.end(ValueError("no such herb")))
    with caplog.at_level(logging.INFO), pytest.raises(PluginError, match="Not everything could be built: mi"):
        children.wait()
    assert any("mi: ERROR" in line and "no such herb" in line for line in caplog.messages)


def test_a_warning_in_a_copy_counts_where_mkdocs_counts_them(made: Made) -> None:
    counting = CountHandler()
    counting.setLevel(logging.WARNING)
    logger = logging.getLogger("mkdocs")
    logger.addHandler(counting)

    def part(children: Children) -> None:
        logger.warning("a link leads nowhere")
        children.end()

    try:
        children = made(part)
        with pytest.raises(PluginError, match="could be built: mi"):
            children.wait()
    finally:
        logger.removeHandler(counting)


def test_a_copy_that_was_killed_is_said_and_not_stopped_once_more(made: Made) -> None:
    children = made(lambda _: time.sleep(60))
    ((copy, _),) = children.running.values()
    os.kill(copy.pid, signal.SIGKILL)
    with pytest.raises(PluginError, match="could be built: mi"):
        children.wait()
    children.stop()


def test_nothing_is_waited_for_that_has_been_stopped(made: Made) -> None:
    made(lambda _: time.sleep(60)).stop()
