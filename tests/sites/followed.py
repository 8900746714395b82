"""A guide as somebody follows it: its blocks, and what becomes of a folder in which they are carried out in turn."""

import html
import os
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

RUN, SEE, NEW, CHANGE, TO, PAGE = "run", "see", "new", "change", "to", "page"
_LEADS = {
    RUN: r"\*\*Run:\*\*",
    SEE: r"\*\*You will see:\*\*",
    NEW: r"\*\*The new file\*\* `(?P<path>[^`]+)`:",
    CHANGE: r"In `(?P<path>[^`]+)`, \*\*change:\*\*",
    TO: r"\*\*to:\*\*",
    PAGE: r"\*\*On the page\*\* `(?P<path>[^`]+)`:",
}
_BLOCK = re.compile(r"(?P<lead>[^\n]*)\n\n```\w+\n(?P<text>.*?\n)```$", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True)
class Block:
    """A block of a guide: what the words before it ask for, the file that they name, and the line that it begins on."""

    asks: str
    path: str
    text: str
    line: int


def blocks(guide: str) -> Iterator[Block]:
    """The blocks in their order. Raises `ValueError` for one that nothing is asked of."""
    found = list(_BLOCK.finditer(guide))
    if len(found) * 2 != len(re.findall(r"(?m)^```", guide)):
        raise ValueError("a block has no line of words before it")
    for block in found:
        line = guide.count("\n", 0, block.start("text"))
        asked = [(asks, match) for asks, lead in _LEADS.items() if (match := re.fullmatch(lead, block["lead"]))]
        if not asked:
            raise ValueError(f"line {line}: nobody can tell what to do with this block")
        ((asks, match),) = asked
        yield Block(asks, match.groupdict().get("path", ""), block["text"], line)


class Follower:
    """Somebody at a terminal, in whose home all of it happens; `folder` is where they are."""

    def __init__(self, folder: Path, home: Path, state: Path) -> None:
        self.folder, self.state = folder, state
        self.environment = {**os.environ, "HOME": str(home), "PYTHONUTF8": "1"}
        self.answer = ""
        self.changing = Block(CHANGE, "", "", 0)
        state.touch()

    def follow(self, block: Block) -> None:
        """Do what a block asks. Raises `AssertionError` where it cannot be done, or is not as the guide says."""
        getattr(self, f"_{block.asks}")(block)

    def _run(self, block: Block) -> None:
        where = self.state.with_name("folder")
        command = f'set -e\n. "$1"\ncd "$2"\n{block.text}export -p > "$1"\npwd > "$3"\n'
        done = subprocess.run(
            ["bash", "-c", command, "-", str(self.state), str(self.folder), str(where)],
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
        self.answer = done.stdout
        assert done.returncode == 0, f"line {block.line}: {done.stdout}"
        self.folder = Path(where.read_text(encoding="utf-8").removesuffix("\n"))

    def _see(self, block: Block) -> None:
        for line in block.text.splitlines():
            assert line in self.answer, f"line {block.line}: “{line}” is not in:\n{self.answer}"

    def _new(self, block: Block) -> None:
        path = self.folder / block.path
        assert not path.exists(), f"line {block.line}: {block.path} is there already"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block.text, encoding="utf-8")

    def _change(self, block: Block) -> None:
        self.changing = block

    def _to(self, block: Block) -> None:
        path = self.folder / self.changing.path
        text = path.read_text(encoding="utf-8")
        # What begins in the middle of a line is given as the beginning of its own.
        before, after = self.changing.text.removesuffix("\n"), block.text.removesuffix("\n")
        times = f"\n{text}".count(f"\n{before}")
        assert times == 1, f"line {self.changing.line}: {times} times in {self.changing.path}"
        path.write_text(f"\n{text}".replace(f"\n{before}", f"\n{after}")[1:], encoding="utf-8")

    def _page(self, block: Block) -> None:
        shown = words((self.folder / block.path).read_text(encoding="utf-8"))
        for line in block.text.splitlines():
            assert line in shown, f"line {block.line}: “{line}” is not in:\n{shown}"


def words(page: str) -> str:
    """What a page says, without its tags."""
    without = re.sub(r"<(script|style|template)\b.*?</\1>|<[^>]*>", " ", page, flags=re.DOTALL)
    return re.sub(r"\s+([.,;:])", r"\1", re.sub(r"\s+", " ", html.unescape(without)))
