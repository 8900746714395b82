"""Where on the web a contribution can be handed in, as the options of the site tell."""

import re
from dataclasses import dataclass
from typing import Self

_NAME = r"\w[\w.-]*"
_FOLDER = re.compile(
    rf"https://github\.com/(?P<name>{_NAME}/{_NAME})/(?:edit|blob|tree)/(?P<branch>{_NAME})(?P<below>(?:/{_NAME})*)/?"
)


@dataclass(frozen=True)
class GitHub:
    """A repository on GitHub: `below` is the way from its root to the site, with a slash at its start if any."""

    name: str
    branch: str
    below: str

    @classmethod
    def of(cls, repository: str | None) -> Self | None:
        """The repository to whose files this address leads, or None where it is not on GitHub."""
        found = _FOLDER.fullmatch(repository or "")
        return cls(found["name"], found["branch"], found["below"]) if found else None

    def upload(self, folder: str) -> str:
        """The page that takes files for a folder of the site."""
        return f"https://github.com/{self.name}/upload/{self.branch}{self.below}/{folder}"

    def new(self, folder: str) -> str:
        """The page that begins a new file in a folder of the site; `filename` and `value` may be asked of it."""
        return f"https://github.com/{self.name}/new/{self.branch}{self.below}/{folder}"

    @property
    def blank_issue(self) -> str:
        """The page that begins an issue of no form; `title` and `body` may be asked of it."""
        return f"https://github.com/{self.name}/issues/new"

    @property
    def issue(self) -> str:
        """The page on which one of the repository's forms can be chosen."""
        return f"https://github.com/{self.name}/issues/new/choose"
