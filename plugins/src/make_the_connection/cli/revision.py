"""The git repository around a site: where the site stands in it, what it was in a revision, what has changed since."""

import os
import re
import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import IO

from make_the_connection.diagnostics import printable

_COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_OF_ANOTHER_REPOSITORY = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE")
"""What git sets for its hooks: the repository is that of the site's folder, wherever this was called from."""


class RevisionError(Exception):
    """There is no such revision to read. `key` is the catalogue's sentence that says why, `parameters` its values."""

    def __init__(self, key: str, **parameters: str) -> None:
        super().__init__(key)
        self.key = key
        self.parameters = parameters


@contextmanager
def folder_at(revision: str, folder: Path) -> Iterator[Path]:
    """What a folder held in a revision, in a folder that is gone afterwards. Raises `RevisionError`.

    Nothing of it is run: git writes an archive of the folder, and what would climb out of it is not unpacked.
    """
    commit = _commit(revision, folder)
    with TemporaryDirectory(prefix="make-the-connection-") as temporary, TemporaryFile() as archive:
        # Called in a folder below the root of a repository, git archives that folder alone.
        _git(folder, "archive", "--format=tar", commit, otherwise="diff.no-folder", into=archive)
        archive.seek(0)
        try:
            with tarfile.open(fileobj=archive) as packed:
                # Links are left out: one that leads out of the site is reported where it stands. What git archives has
                # no other way out, and Python asks for its own filter only since 3.11.4.
                members = [member for member in packed if member.isfile() or member.isdir()]
                packed.extraction_filter = getattr(tarfile, "data_filter", None)
                packed.extractall(temporary, members)  # noqa: S202 - see above
        except (OSError, tarfile.TarError) as error:
            raise RevisionError("diff.not-unpacked", reason=printable(str(error))) from None
        yield Path(temporary)


def folder_in_repository(folder: Path) -> str:
    """The way from the root of the repository around a folder to it, with `/` at its end; empty where there is none."""
    try:
        return _git(folder, "rev-parse", "--show-prefix", otherwise="diff.no-repository").removesuffix("\n")
    except RevisionError:
        return ""


def changed_files(revision: str, folder: Path) -> tuple[str, ...]:
    """The files that differ from a revision, committed or not, by their paths from the root of the repository.

    Sorted; one that has gone is among them, and one that has moved is there twice. Raises `RevisionError`.
    """
    commit = _commit(revision, folder)
    # What the settings of whoever runs this say of names, moves and other programs does not count here.
    names = ("--name-only", "--no-relative", "--no-renames", "--no-ext-diff", "--ignore-submodules=none", "-z")
    changed = _git(folder, "diff", *names, commit, "--", otherwise="diff.no-revision")
    others = ("--others", "--exclude-standard", "--full-name", "-z", "--", ":/")
    added = _git(folder, "ls-files", *others, otherwise="diff.no-revision")
    return tuple(sorted({name for name in (changed + added).split("\0") if name}))


def _commit(revision: str, folder: Path) -> str:
    _git(folder, "rev-parse", "--git-dir", otherwise="diff.no-repository")
    # A revision that begins with a hyphen is no option; one that means several commits, or none, is not named back.
    names = ("--verify", "--end-of-options", f"{revision}^{{commit}}")
    commit = _git(folder, "rev-parse", *names, otherwise="diff.no-revision").strip()
    if not _COMMIT.fullmatch(commit):
        raise RevisionError("diff.no-revision")
    return commit


def _git(folder: Path, *arguments: str, otherwise: str, into: IO[bytes] | None = None) -> str:
    """What git prints; `otherwise` is the sentence where it fails."""
    environment = {name: value for name, value in os.environ.items() if name not in _OF_ANOTHER_REPOSITORY}
    try:
        ended = subprocess.run(
            ["git", *arguments],
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=into or subprocess.PIPE,
            stderr=subprocess.PIPE,
            check=False,
        )
    except OSError:
        raise RevisionError("diff.no-git") from None
    if ended.returncode:
        said = ended.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
        raise RevisionError(otherwise, reason=printable(said.removeprefix("fatal: ")))
    return (ended.stdout or b"").decode("utf-8", "replace")
