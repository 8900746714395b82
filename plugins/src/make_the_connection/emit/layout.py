"""How lines of Markdown stand: what is kept together, set apart, indented and marked."""

import re
from collections.abc import Iterable, Iterator

INDENT = "    "
BETWEEN = " · "
PICTURE = "\x04"
"""Stands for the mark of exclamation that begins a picture. No text has it."""

_SPACES = re.compile(r"[ \t\r\n\f]+")
_APART = "<!-- -->"
"""Stands between what would be taken for one list."""


def apart(blocks: Iterable[str]) -> Iterator[str]:
    """Blocks of which none is taken for a part of the list before it."""
    last = ""
    for block in blocks:
        if is_list(last) and (is_list(block) or block.startswith(INDENT)):
            yield _APART
        yield block
        last = block


def single_spaced(text: str) -> str:
    return _SPACES.sub(" ", text)


def is_list(block: str) -> bool:
    return re.match(r"-   |\d+\. +", block) is not None


def is_words(block: str) -> bool:
    """Whether a block is a paragraph, and no list, table, quote or code."""
    return "\n" not in block and not block.startswith((INDENT, "- ", ">", "| ", "#")) and not is_list(block)


def tidy(said: str) -> str:
    """Words with single spaces, none at their ends. A mark of exclamation before a link would make it a picture."""
    return _SPACES.sub(" ", said).strip().replace("![", "&#33;[").replace(PICTURE, "!")


def around(said: str, before: str, behind: str) -> str:
    """Marks around words, and not around the spaces at their ends, where they would mark nothing."""
    inner = said.strip()
    if not inner:
        return said
    return f"{said[: len(said) - len(said.lstrip())]}{before}{inner}{behind}{said[len(said.rstrip()) :]}"


def strong(said: str) -> str:
    """Words that stand out, unless something in them does already."""
    return said if "*" in said.replace("\\*", "") or "<br>" in said else f"**{said}**"


def listed(items: Iterable[tuple[str, list[str]]]) -> str:
    """A list of the mark and the blocks of each item; close together where each is one paragraph, or has one list."""
    written, close = [], True
    for mark, blocks in items:
        close = close and "\n\n" not in blocks[-1] and (len(blocks) == 1 or (len(blocks) == 2 and is_list(blocks[1])))
        written.append((mark, blocks))
    within = "\n" if close else "\n\n"
    lines = []
    for mark, blocks in written:
        text = within.join(blocks).replace("\n", f"\n{INDENT}")
        lines.append(f"{mark:<3} {text}")
    return re.sub(r"(?m)^ +$", "", within.join(lines))


def table_row(cells: list[str], width: int) -> str:
    return f"| {' | '.join([*cells, *[''] * (width - len(cells))])} |"
