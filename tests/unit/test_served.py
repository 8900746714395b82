"""A server does one thing after the other: builds, looks for what has changed, writes an index that is asked for."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from mkdocs.livereload import LiveReloadServer

from make_the_connection.adapters.mkdocs.served import ABOVE, Served, unhurried

_PATIENCE = 30.0
_TOO_SOON = 0.1  # seconds


class Site:
    """A site that is built until it `may_end`, and says when what happened."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.served = Served()
        self.happened: list[str] = []
        self.begun, self.may_end = threading.Event(), threading.Event()
        self.may_end.set()

    def build(self) -> None:
        self.happened.append("build")
        self.begun.set()
        assert self.may_end.wait(_PATIENCE)
        self.served.left = {code: lambda code=code: self.write(code) for code in ("en", "cy")}  # type: ignore[misc]
        self.happened.append("built")

    def write(self, code: str) -> None:
        self.happened.append(f"search {code}")
        script = self.folder / code / "search" / "index.js"
        script.parent.mkdir(parents=True, exist_ok=True)
        script.write_text(f"{len(self.happened)}", encoding="utf-8")

    def look(self, seconds: float) -> None:
        self.happened.append(f"look after {seconds:.2f}")

    @contextmanager
    def being_built(self, server: LiveReloadServer) -> Iterator[None]:
        """Build until the block ends."""
        self.begun.clear()
        self.may_end.clear()
        building = threading.Thread(target=server.builder)
        building.start()
        assert self.begun.wait(_PATIENCE)
        yield
        self.may_end.set()
        building.join()


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


@pytest.fixture
def server(site: Site) -> Iterator[LiveReloadServer]:
    """A server of the site below `/base/`, which watches its folder but has not begun to."""
    made = LiveReloadServer(site.build, "127.0.0.1", 0, str(site.folder), mount_path="/base/")
    made.watch(str(site.folder))
    (emitter,) = made.observer.emitters
    emitter.queue_events = site.look  # type: ignore[assignment, method-assign]
    yield unhurried(made, site.served)
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
    answers = []
    asking = threading.Thread(target=lambda: answers.append(asked(server, "/base/cy/search/index.js")))
    with site.being_built(server):
        asking.start()
        time.sleep(_TOO_SOON)
        assert answers == []
    asking.join()
    assert answers == [("200 OK", b"5")]
    assert site.happened == ["build", "built", "build", "built", "search cy"]


def test_what_is_wrong_stands_above_each_page_that_is_asked_for(server: LiveReloadServer, site: Site) -> None:
    for code in ("en", "cy"):
        (site.folder / code).mkdir()
        (site.folder / code / "index.html").write_text(f"<body>{ABOVE}Page</body>", encoding="utf-8")
    for above in ({}, {"en": "Wrong!", "cy": "Anghywir!"}, {"en": "Wrong again!"}):
        site.served.above = above
        for code, path in (("en", "en/"), ("cy", "cy/index.html")):
            status, page = asked(server, f"/base/{path}")
            assert status == "200 OK"
            assert page.decode().startswith(f"<body>{above.get(code, '')}Page<script>")
    assert asked(server, "/base/none.html") == ("404 Not Found", b"404 Not Found")


def test_nobody_looks_for_what_has_changed_while_the_site_is_built(server: LiveReloadServer, site: Site) -> None:
    (emitter,) = server.observer.emitters
    looking = threading.Thread(target=lambda: emitter.queue_events(0.5))
    with site.being_built(server):
        looking.start()
        time.sleep(_TOO_SOON)
    looking.join()
    assert site.happened == ["build", "built", "look after 0.05"]


def test_what_takes_long_to_look_for_is_looked_for_less_often_but_as_often_as_mkdocs_does(site: Site) -> None:
    rests: list[float] = []

    def look(seconds: float) -> None:
        rests.append(seconds)
        time.sleep(seconds + _TOO_SOON)

    made = LiveReloadServer(site.build, "127.0.0.1", 0, str(site.folder))
    made.watch(str(site.folder))
    (emitter,) = made.observer.emitters
    emitter.queue_events = look  # type: ignore[assignment, method-assign]
    unhurried(made, site.served)
    emitter.queue_events(0.5)
    emitter.queue_events(0.5)
    assert rests == [0.05, 0.5]
    made.server_close()
