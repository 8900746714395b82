"""The folders of a site's content, each listed once in a run: to list one costs as much as to read a file."""

import os
from collections.abc import Iterator
from pathlib import Path

from make_the_connection.cache import settled

Listed = list["os.DirEntry[str]"]
"""What is in a folder, in the order of names, hidden files among it."""


class Folders:
    """What is in folders, by their paths."""

    def __init__(self) -> None:
        self._listed: dict[str, Listed] = {}

    def listed(self, folder: str | Path) -> Listed:
        """What is in a folder; nothing where it cannot be read."""
        path = str(folder)
        if path not in self._listed:
            try:
                with os.scandir(path) as found:
                    self._listed[path] = sorted(found, key=lambda each: each.name)
            except OSError:
                self._listed[path] = []
        return self._listed[path]

    def seen(self, folder: str | Path) -> str:
        """What the system says of all that is in a folder, or nothing where that cannot be relied on."""
        return settled(each.path for each in self.listed(folder))

    def below(self, folder: str | Path) -> Iterator[tuple[str, Listed]]:
        """A folder and those below it, with what is in each. What begins with a dot is a program's own.

        No link leads into another folder.
        """
        waiting = [str(folder)]
        while waiting:
            path = waiting.pop()
            listed = [each for each in self.listed(path) if not each.name.startswith(".")]
            yield path, listed
            waiting += [each.path for each in listed if each.is_dir(follow_symlinks=False)]
