"""What a server does otherwise than MkDocs' own, so that whoever writes waits less.

The index of a language is written once a browser asks for it. While the site is built nobody looks at its files, which
would take much of the time: what has changed meanwhile is found afterwards. Garbage is looked for when nobody waits.
"""

import gc
import re
import time
from collections.abc import Callable, Iterable, MutableMapping
from threading import Lock, Timer
from typing import Any

from mkdocs.livereload import LiveReloadServer

_REST = 1.0  # seconds after a build
_TIMES, _LEAST = 10, 0.05
"""How many times as long as it takes to look, and how many seconds more, nobody looks again."""
_OF_SEARCH = re.compile(r"/([^/]+)/search/[^/]+\.js")


def unhurried(server: LiveReloadServer, left: MutableMapping[str, Callable[[], None]]) -> LiveReloadServer:
    """The server, doing one thing after the other; `left` is what is to be done for the search of each language."""
    alone = Lock()
    server.builder = _locked(alone, server.builder)
    for emitter in server.observer.emitters:
        emitter.queue_events = _Looking(alone, emitter.queue_events)  # type: ignore[assignment, method-assign]
    answered = server.serve_request

    def answer(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        asked = _OF_SEARCH.search(environ.get("PATH_INFO", ""))
        if asked:
            with alone:
                if asked[1] in left:
                    left[asked[1]]()
                    del left[asked[1]]
        answers: Iterable[bytes] = answered(environ, start_response)
        return answers

    server.set_app(answer)
    return server


def _locked(lock: Lock, build: Callable[[], None]) -> Callable[[], None]:
    def build_alone() -> None:
        with lock:
            build()
        rest = Timer(_REST, gc.collect)
        rest.daemon = True
        rest.start()

    return build_alone


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
