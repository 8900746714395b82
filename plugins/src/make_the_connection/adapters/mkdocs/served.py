"""What a server does otherwise than MkDocs' own, so that whoever writes waits less.

What is wrong is put above every page that is asked for, and the index of a language is written when it is. While the
site is built nobody looks at its files, which would take much of the time: what has changed meanwhile is found
afterwards. Garbage is looked for when nobody waits.
"""

import gc
import re
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from threading import Lock, Timer
from typing import Any

from mkdocs.livereload import LiveReloadServer

_REST = 1.0  # seconds after a build
_TIMES, _LEAST = 10, 0.05
"""How many times as long as it takes to look, and how many seconds more, nobody looks again."""
_LENGTH = "Content-Length"
_OF_SEARCH = re.compile(r"/([^/]+)/search/[^/]+\.js")
ABOVE = "\x03"
"""Stands for what is above everything else on a page: that comes and goes while somebody writes, and pages need not be
written again for it. No text of a site has it."""


@dataclass
class Served:
    """What a server is to know of the build before, by language: what stands above pages, what is left for search."""

    above: dict[str, str] = field(default_factory=dict)
    left: dict[str, Callable[[], None]] = field(default_factory=dict)

    def above_of(self, path: str) -> str:
        """What stands above the page at a path."""
        return next((html for code, html in self.above.items() if f"/{code}/" in path), "")


def unhurried(server: LiveReloadServer, served: Served) -> LiveReloadServer:
    """The server, doing one thing after the other."""
    # What the first build has left stays: nobody need look again and again whether it is still needed.
    gc.collect()
    gc.freeze()
    alone = Lock()
    server.builder = _Building(alone, server.builder)
    for emitter in server.observer.emitters:
        emitter.queue_events = _Looking(alone, emitter.queue_events)  # type: ignore[assignment, method-assign]
    answered = server.serve_request

    def answer(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        path, said = environ.get("PATH_INFO", ""), list[tuple[str, list[tuple[str, str]]]]()
        asked = _OF_SEARCH.search(path)
        if asked:
            with alone:
                if asked[1] in served.left:
                    served.left[asked[1]]()
                    del served.left[asked[1]]
        answers: Any = answered(environ, lambda status, headers: said.append((status, headers)))
        status, headers = said[-1]
        if ("Content-Type", "text/html") in headers:
            page = b"".join(answers).replace(ABOVE.encode(), served.above_of(path).encode())
            answers = [page]
            headers = [*(each for each in headers if each[0] != _LENGTH), (_LENGTH, str(len(page)))]
        start_response(status, headers)
        return answers  # type: ignore[no-any-return]

    server.set_app(answer)
    return server


class _Building:
    """Builds alone. Garbage is looked for when nobody has changed anything for a while."""

    def __init__(self, lock: Lock, build: Callable[[], None]) -> None:
        self._lock, self._build = lock, build
        self._rest: Timer | None = None

    def __call__(self) -> None:
        if self._rest:
            self._rest.cancel()
        with self._lock:
            self._build()
        self._rest = Timer(_REST, gc.collect)
        self._rest.daemon = True
        self._rest.start()


class _Looking:
    """Looks for what has changed: not while the site is built, and the more often, the less time it takes."""

    def __init__(self, lock: Lock, look: Callable[[float], None]) -> None:
        self._lock, self._look = lock, look
        self._took = 0.0

    def __call__(self, seconds: float) -> None:
        """Look once, after so many seconds at most."""
        with self._lock:
            began = time.monotonic()
        rest = min(seconds, _TIMES * self._took + _LEAST)
        self._look(rest)
        self._took = time.monotonic() - began - rest
