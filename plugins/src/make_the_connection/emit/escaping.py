"""Text as Markdown that stays text, in Python-Markdown and CommonMark alike, and in what reads templates before them.

What both can take back stands behind a backslash. `<`, `{` and their like are character references: Python-Markdown
knows no escape of `<`, its `attr_list` gives elements attributes from braces, and other generators run what stands in
them.
"""

import re
from urllib.parse import quote

_MARKS = re.compile(r"[\\`*_\[\]]")
_REFERENCES = str.maketrans({character: f"&#{ord(character)};" for character in "{}|~$^"} | {"<": "&lt;", ">": "&gt;"})
_ENTITY = re.compile(r"&(?=#|[A-Za-z])")
_NOT_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")
_BEGINS_A_BLOCK = re.compile(r"(?P<number>\d{1,9})[.)](?=\s|$)|(?P<other>:|%|!!!|\?\?\?)|#|[-+](?=\s|$|-)")
_PLAIN_CODE = re.compile(r"[^\n`|<{]+")
_OUTSIDE = ("https://", "http://", "mailto:")


def escaped(text: str) -> str:
    """Words within a paragraph."""
    marked = _ENTITY.sub("&amp;", _NOT_TEXT.sub("", text))
    return _MARKS.sub(r"\\\g<0>", marked).translate(_REFERENCES)


def begun(line: str) -> str:
    """The line that a paragraph is, where its beginning would make it a heading, an item or the like."""
    found = _BEGINS_A_BLOCK.match(line)
    if found is None:
        return line
    if found["number"]:
        return f"{found['number']}\\{line[found.end('number') :]}"
    return f"&#{ord(line[0])};{line[1:]}" if found["other"] else f"\\{line}"


def code(text: str) -> str:
    """Code within a paragraph or a cell of a table."""
    shown = " ".join(text.split())
    return f"`{shown}`" if _PLAIN_CODE.fullmatch(shown) else f"<code>{escaped(shown)}</code>"


def outside(href: str) -> str:
    """An address of another site as the destination of a link; empty where it would not lead to one."""
    if not href.startswith(_OUTSIDE):
        return ""
    return quote(href, safe="%/:=&?+!#@,;$~'-._").replace("'", "%27").replace("&", "&amp;")


def path(relative: str) -> str:
    """The path of a file of the site as the destination of a link."""
    return quote(relative, safe="/-._~")


def attribute(value: str) -> str:
    """The value of an attribute between quotes."""
    return escaped(value).replace('"', "&quot;")
