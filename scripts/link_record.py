"""What is known of each address that a site leads to: when it last answered, how, and where an archive has it."""

import datetime
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import yaml

from asking import Answer
from environment import Trouble

ARCHIVE = "https://archive.org/wayback/available"
HEAD = "# Written by scripts/links.py, which asks each address on the web that this site leads to. No build reads it.\n"


@dataclass(frozen=True)
class Known:
    """`asked` and `seen` are days: when it was last asked, and when something was last there. `answer` as in Answer."""

    asked: str = ""
    answer: int | str = ""
    seen: str = ""
    moved_to: str = ""
    archived: str = ""
    archived_on: str = ""

    def told(self, answer: Answer, day: datetime.date) -> "Known":
        """After one more answer."""
        seen = day.isoformat() if answer.seen else self.seen
        return replace(self, asked=day.isoformat(), answer=answer.answer, seen=seen, moved_to=answer.moved_to)


def read_record(path: Path) -> dict[str, Known]:
    """The record of earlier runs, by address; none if there is no such file. Raises Trouble where it cannot be read."""
    if not path.exists():
        return {}
    try:
        value = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
        return {address: Known(**known) for address, known in value.items()}
    except (OSError, UnicodeDecodeError, yaml.YAMLError, TypeError, AttributeError) as error:
        first = str(error).partition("\n")[0]
        raise Trouble(f"{path} is no record of links ({first}). Mend it, or delete it to begin anew.") from None


def write_record(path: Path, record: Mapping[str, Known]) -> None:
    """Write it whole or not at all, by address."""
    value = {
        address: {name: said for name, said in vars(known).items() if said} for address, known in sorted(record.items())
    }
    text = HEAD + yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=10_000)
    beside = path.with_name(f".{path.name}.new")
    try:
        beside.write_text(text, encoding="utf-8", newline="\n")
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise Trouble(f"{path} could not be written: {error.strerror}.") from None


def question(archive: str, address: str) -> str:
    """The address that asks the archive for its copy of another nearest to today (archive.org/help/wayback_api.php)."""
    return f"{archive}?{urlencode({'url': address})}"


def with_archive(known: Known, said: bytes) -> Known:
    """With the copy that the archive says it has, if it is one of an answer; as it was where it says nothing."""
    try:
        closest: Any = json.loads(said)["archived_snapshots"]["closest"]
        found, status, stamp = str(closest["url"]), str(closest["status"]), str(closest["timestamp"])
        day = datetime.datetime.strptime(stamp[:8], "%Y%m%d").date()  # noqa: DTZ007 - a day of the archive’s
    except (ValueError, KeyError, TypeError):
        return known
    if not status.startswith("2") or not found.startswith(("http://", "https://")):
        return known
    return replace(known, archived=found.replace("http://", "https://", 1), archived_on=day.isoformat())
