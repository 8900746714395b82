"""Which release of a site this is: the day it is of, and the commit that it was made from."""

import json
import os
import subprocess
from dataclasses import asdict, dataclass

from make_the_connection.site import Site

RELEASE_FILE = "release.js"
"""At the root of a site. No page carries its release itself, so that a release changes only the pages that differ."""


@dataclass(frozen=True)
class Release:
    """`day` as YYYY-MM-DD; `commit` begins the commit’s name and ends with `+` where something was not committed.

    It is empty where the site is not in a git repository.
    """

    day: str
    commit: str

    @property
    def name(self) -> str:
        return f"{self.day} {self.commit}".rstrip()


def release_of(site: Site) -> Release:
    return Release(site.as_of.isoformat(), _commit(site))


def release_script(release: Release) -> str:
    """The text of `RELEASE_FILE`: a script, because pages out of a folder can read nothing else."""
    return f"var mtcRelease = {json.dumps(asdict(release))};\n"


def _commit(site: Site) -> str:
    # What the settings of whoever runs this say of tags and of other repositories does not count here.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    arguments = ["git", "describe", "--always", "--exclude=*", "--abbrev=12", "--dirty=+"]
    root = site.configuration.root
    try:
        described = subprocess.run(
            arguments, cwd=root, env=environment, capture_output=True, encoding="utf-8", errors="replace", check=False
        )
    except OSError:
        return ""
    return described.stdout.strip() if described.returncode == 0 else ""
