"""A server does one thing after the other: builds, looks for what has changed, writes an index that is asked for."""

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from mkdocs.livereload import LiveReloadServer

from make_the_connection.adapters.mkdocs.served import unhurried

BUILDING = 0.4  # seconds
_PATIENCE = 10.0


class Site:
    """A site that takes its time to be built, and says when what happened."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.left: dict[str, Callable[[], None]] = {}
        self.happened: list[str] = []
        self.begun = threading.Event()

    def build(self) -> None:
        self.happened.append("build")
        self.begun.set()
        time.sleep(BUILDING)
        self.left |= {code: lambda code=code: self.write(code) for code in ("en", "cy")}  # type: ignore[misc]
        self.happened.append("built")

    def write(self, code: str) -> None:
        self.happened.append(f"search {code}")
        script = self.folder / code / "search" / "index.js"
        script.parent.mkdir(parents=True, exist_ok=True)
        script.write_text(f"{len(self.happened)}", encoding="utf-8")


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


@pytest.fixture
def server(site: Site) -> Iterator[LiveReloadServer]:
    """A server of the site below `/base/`, which watches its folder but has not begun to."""
    made = LiveReloadServer(site.build, "127.0.0.1", 0, str(site.folder), mount_path="/base/", polling_interval=0.02)
    made.watch(str(site.folder))
    yield unhurried(made, site.left)
    made.observer.stop()
    made.server_close()


def asked(server: LiveReloadServer, path: str) -> tuple[str, bytes]:
    """The status and the body of an answer."""
    said = []

    def start(status: str, _: Any) -> None:
        said.append(status)

    answer: Any = server.get_app()({"PATH_INFO": path, "REQUEST_METHOD": "GET"}, start)  # type: ignore[misc]
    body = b"".join(answer)
    if hasattr(answer, "close"):
        answer.close()
    return said[0], body


def test_an_index_is_written_when_it_is_asked_for_once_in_each_build(server: LiveReloadServer, site: Site) -> None:
    server.builder()
    assert asked(server, "/base/en/search/index.js") == ("200 OK", b"3")
    assert asked(server, "/base/en/search/index.js") == ("200 OK", b"3")
    server.builder()
    assert asked(server, "/base/en/search/index.js") == ("200 OK", b"6")
    assert site.happened == ["build", "built", "search en", "build", "built", "search en"]


@pytest.mark.parametrize("path", ["/base/en/", "/base/fr/search/index.js", "/base/en/search.html"])
def test_nothing_else_that_is_asked_for_writes_one(server: LiveReloadServer, site: Site, path: str) -> None:
    server.builder()
    asked(server, path)
    assert site.happened == ["build", "built"]


def test_who_asks_for_an_index_while_the_site_is_built_is_given_that_of_the_site_then(
    server: LiveReloadServer, site: Site
) -> None:
    server.builder()
    site.begun.clear()
    building = threading.Thread(target=server.builder)
    building.start()
    assert site.begun.wait(_PATIENCE)
    assert asked(server, "/base/cy/search/index.js") == ("200 OK", b"5")
    building.join()
    assert site.happened == ["build", "built", "build", "built", "search cy"]


def test_what_changes_while_the_site_is_built_is_found_afterwards(server: LiveReloadServer, site: Site) -> None:
    found = threading.Event()
    (emitter,) = server.observer.emitters
    server.observer.start()
    time.sleep(0.2)
    building = threading.Thread(target=server.builder)
    building.start()
    assert site.begun.wait(_PATIENCE)
    # One look may have begun before.
    time.sleep(0.1)
    emitter.queue_event = lambda _: found.set()  # type: ignore[method-assign]
    (site.folder / "new.md").write_text("new", encoding="utf-8")
    assert not found.wait(BUILDING / 2)
    building.join()
    assert found.wait(_PATIENCE)
