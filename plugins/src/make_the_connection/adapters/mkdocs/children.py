"""The processes that make the further languages, beside the one that makes the first."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Self

import mkdocs
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger

from make_the_connection.adapters.mkdocs.language_pass import LANGUAGE, SERVING

_log = get_plugin_logger(__name__)


@dataclass(frozen=True)
class Children:
    """Running builds, by language, each with the file that it prints to."""

    running: Mapping[str, tuple[subprocess.Popen[bytes], IO[bytes]]]
    serving: bool

    @classmethod
    def start(cls, config: MkDocsConfig, languages: tuple[str, ...], *, serving: bool) -> Self:
        """Start a build of the same site for each language, into the same folder."""
        # ProperDocs takes the place of the module `mkdocs` under its own name.
        program = Path(str(mkdocs.__file__)).parent.name
        running: dict[str, tuple[subprocess.Popen[bytes], IO[bytes]]] = {}
        for language in languages:
            output = tempfile.TemporaryFile()  # noqa: SIM115 - closed in wait and stop
            strict = "--no-strict" if serving or not config.strict else "--strict"
            command = [sys.executable, "-m", program, "build", strict]
            command += ["-f", config.config_file_path, "-d", str(Path(config.site_dir).absolute())]
            told = {LANGUAGE: language, **({SERVING: "1"} if serving else {})}
            process = subprocess.Popen(
                command, env={**os.environ, **told}, stdin=subprocess.DEVNULL, stdout=output, stderr=output
            )
            running[language] = (process, output)
        return cls(running, serving)

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
