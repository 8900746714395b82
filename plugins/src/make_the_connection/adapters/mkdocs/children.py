"""The processes that make the further parts of a build, each a language or what belongs to none, beside the first.

They are copies of it, which have read the site already. Where a process cannot be copied, and while it serves in other
threads, it makes one part after the other.
"""

import logging
import os
import signal
import sys
import tempfile
import threading
import traceback
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import IO, NoReturn, Self

from mkdocs.exceptions import BuildError, PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.utils import CountHandler

_log = get_plugin_logger(__name__)
_WORDS, _ERRORS = 1, 2
"""The numbers of the files that a process prints to."""


@dataclass(frozen=True)
class _Copy:
    """A copy of this process, by its number."""

    pid: int

    def wait(self) -> int:
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])

    def terminate(self) -> None:
        os.kill(self.pid, signal.SIGTERM)


@dataclass
class Children:
    """Running copies, by the name of their part, each with the file that it prints to.

    `copied` is the part of a copy itself; `left` are those for which there is none.
    """

    serving: bool
    running: dict[str, tuple[_Copy, IO[bytes]]] = field(default_factory=dict)
    copied: str | None = None
    left: tuple[str, ...] = ()

    @classmethod
    def start(cls, parts: Iterable[str], *, serving: bool, may_copy: bool = True) -> Self:
        """Start a copy of this process for each part, unless it holds what must not be copied.

        Returns once in this process, and once in each copy of it, which is to make its part and then `end`.
        """
        if not may_copy or not hasattr(os, "fork") or (serving and threading.active_count() > 1):
            return cls(serving, left=tuple(parts))
        children = cls(serving)
        for part in parts:
            output = tempfile.TemporaryFile()  # noqa: SIM115 - closed in wait and stop
            sys.stdout.flush()
            sys.stderr.flush()
            if pid := os.fork():
                children.running[part] = (_Copy(pid), output)
                continue
            for stream in (_WORDS, _ERRORS):
                os.dup2(output.fileno(), stream)
            return cls(serving, copied=part)
        return children

    def wait(self) -> None:
        """Wait for every build; raises `PluginError` when one failed, unless serving."""
        failed = []
        while self.running:
            part = next(iter(self.running))
            process, output = self.running.pop(part)
            code = process.wait()
            output.seek(0)
            lines = output.read().decode("utf-8", "replace").splitlines()
            output.close()
            if code:
                failed.append(part)
            for line in lines:
                if code or line.startswith(("WARNING", "ERROR")):
                    _log.info("%s: %s", part, line)
        if failed and not self.serving:
            raise PluginError(f"Not everything could be built: {', '.join(failed)}.")

    def stop(self) -> None:
        """End every build that is still running."""
        for process, output in self.running.values():
            process.terminate()
            process.wait()
            output.close()
        self.running.clear()

    def end(self, error: Exception | None = None) -> None:
        """End this process, if it is a copy: it has done its part, or this error stopped it."""
        if self.copied is None:
            return
        if error is not None:
            told = str(error) if isinstance(error, BuildError) else "".join(traceback.format_exception(error))
            os.write(_ERRORS, f"ERROR   -  {told.rstrip()}\n".encode())
        # Under --strict MkDocs counts warnings, and looks at their number after its last event.
        handlers = logging.getLogger("mkdocs").handlers
        is_warned = any(handler.get_counts() for handler in handlers if isinstance(handler, CountHandler))
        _leave(1 if error is not None or is_warned else 0)


def _leave(code: int) -> NoReturn:
    """End without what whoever called the copied process would do on its way out."""
    logging.shutdown()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)
