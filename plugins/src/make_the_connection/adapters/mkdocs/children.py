"""The processes that make the further languages, beside the one that makes the first.

Where a process can be copied it is, with all that it has read. Elsewhere, and while serving, where other threads are
running, a further language is a build of its own.
"""

import logging
import os
import signal
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, NoReturn, Protocol, Self

import mkdocs
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError, PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.utils import CountHandler

from make_the_connection.adapters.mkdocs.language_pass import LANGUAGE, SERVING

_log = get_plugin_logger(__name__)
_WORDS, _ERRORS = 1, 2
"""The numbers of the files that a process prints to."""


class _Process(Protocol):
    def wait(self) -> int: ...

    def terminate(self) -> None: ...


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
    """Running builds, by language, each with the file that it prints to. `copied` is the language of a copy itself."""

    serving: bool
    running: dict[str, tuple[_Process, IO[bytes]]] = field(default_factory=dict)
    copied: str | None = None

    @classmethod
    def start(cls, config: MkDocsConfig, languages: Iterable[str], *, serving: bool) -> Self:
        """Start a build of the same site for each language, into the same folder.

        Returns once in this process, and once in each copy of it, which is to make its language and then `end`.
        """
        children = cls(serving)
        for language in languages:
            output = tempfile.TemporaryFile()  # noqa: SIM115 - closed in wait and stop
            if serving or not hasattr(os, "fork"):
                children.running[language] = (_build(config, language, output, serving=serving), output)
                continue
            sys.stdout.flush()
            sys.stderr.flush()
            if pid := os.fork():
                children.running[language] = (_Copy(pid), output)
                continue
            for stream in (_WORDS, _ERRORS):
                os.dup2(output.fileno(), stream)
            return cls(serving, copied=language)
        return children

    def wait(self) -> None:
        """Wait for every build; raises `PluginError` when one failed, unless serving."""
        failed = []
        for language, (process, output) in self.running.items():
            code = process.wait()
            output.seek(0)
            lines = output.read().decode("utf-8", "replace").splitlines()
            output.close()
            if code:
                failed.append(language)
            for line in lines:
                if code or line.startswith(("WARNING", "ERROR")):
                    _log.info("%s: %s", language, line)
        if failed and not self.serving:
            raise PluginError(f"The pages of {', '.join(failed)} could not be built.")

    def stop(self) -> None:
        """End every build that is still running."""
        for process, output in self.running.values():
            process.terminate()
            process.wait()
            output.close()

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


def _build(config: MkDocsConfig, language: str, output: IO[bytes], *, serving: bool) -> subprocess.Popen[bytes]:
    # ProperDocs takes the place of the module `mkdocs` under its own name.
    program = Path(str(mkdocs.__file__)).parent.name
    strict = "--no-strict" if serving or not config.strict else "--strict"
    command = [sys.executable, "-m", program, "build", strict]
    command += ["-f", config.config_file_path, "-d", str(Path(config.site_dir).absolute())]
    told = {LANGUAGE: language, **({SERVING: "1"} if serving else {})}
    return subprocess.Popen(command, env={**os.environ, **told}, stdin=subprocess.DEVNULL, stdout=output, stderr=output)
