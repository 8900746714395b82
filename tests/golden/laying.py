"""A golden case: what it changes in the base site, and the report that it expects."""

import base64
import shutil
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from building import copied

HERE = Path(__file__).parent
CASES = HERE / "cases"
CLEAN = "clean"


@dataclass(frozen=True)
class Case:
    """`files` are laid over the base site; `edit` holds, for a file of it, pieces of text and what replaces them.

    The content of a file is its text, or a mapping: `text` with its `encoding`; `bytes` in hexadecimal, or as `base64`;
    `link`, where a symbolic link leads; or pieces to `repeat` so many `times` each, between `before` and `after`.
    `nearly` names codes of which a case falls just short; `command` is what is run in the folder of the site.
    """

    purpose: str
    expect: str
    files: dict[str, Any] = field(default_factory=dict)
    edit: dict[str, dict[str, str]] = field(default_factory=dict)
    remove: list[str] = field(default_factory=list)
    nearly: list[str] = field(default_factory=list)
    command: list[str] = field(default_factory=lambda: ["check"])

    def lay(self, site: Path) -> Path:
        """Make the site of this case; returns its configuration file."""
        copied(HERE / "base", site)
        for name in self.remove:
            shutil.rmtree(site / name) if (site / name).is_dir() else (site / name).unlink()
        for name, pieces in self.edit.items():
            text = (site / name).read_text(encoding="utf-8")
            for old, new in pieces.items():
                assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
                text = text.replace(old, new)
            (site / name).write_text(text, encoding="utf-8", newline="\n")
        for name, content in self.files.items():
            (site / name).parent.mkdir(parents=True, exist_ok=True)
            _write(site / name, content)
        return site / "mkdocs.yml"


@cache
def case_at(path: Path) -> Case:
    return Case(**yaml.load(path.read_bytes(), yaml.CSafeLoader))


def _write(path: Path, content: str | dict[str, Any]) -> None:
    match content:
        case str():
            path.write_bytes(content.encode())
        case {"text": str(text), "encoding": str(encoding)}:
            path.write_bytes(text.encode(encoding))
        case {"bytes": str(digits)}:
            path.write_bytes(bytes.fromhex(digits))
        case {"base64": str(text)}:
            path.write_bytes(base64.b64decode(text, validate=True))
        case {"link": str(target)}:
            path.unlink(missing_ok=True)
            path.symlink_to(target)
        case {"repeat": list(pieces), "times": int(times)}:
            repeated = "".join(piece * times for piece in pieces)
            path.write_bytes((content.get("before", "") + repeated + content.get("after", "")).encode())
        case _:
            raise ValueError(f"No such content: {content}")


def update(path: Path, report: str) -> None:
    """Write a report into a case, as the block of text with which the file ends."""
    head = path.read_text(encoding="utf-8").split("\nexpect:")[0]
    block = f" {CLEAN}" if report == CLEAN else " |\n" + "".join(f"  {line}\n" for line in report.splitlines())
    path.write_text(f"{head}\nexpect:{block.rstrip()}\n", encoding="utf-8", newline="\n")
