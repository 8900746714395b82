"""The HTML of a page as nodes, which a Typst template shows."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib import resources
from typing import Any, TypeAlias

from lxml import etree, html

from make_the_connection.downloads.nodes import About, Node, beginning_in_line, items, parted, sunk, tidied
from make_the_connection.render.typesetting import language_tag

Element: TypeAlias = etree._Element

NODES = "nodes.typ"
"""The template that shows nodes, under which others include it."""

_INLINE = {
    "b": "strong", "cite": "em", "code": "code", "del": "del", "dfn": "em", "em": "em", "i": "em", "kbd": "code",
    "q": "q", "strong": "strong", "sub": "sub", "sup": "sup",
}  # fmt: skip
_KINDS = {
    **_INLINE,
    "aside": "aside", "blockquote": "quote", "figcaption": "p", "figure": "figure", "hr": "rule", "li": "item",
    "p": "p", "pre": "pre",
}  # fmt: skip
_TRANSPARENT = {"abbr", "small", "span", "time"}
_LEFT_OUT = {"button", "script", "style", "svg", "template"}
_LOOKS = {
    "annotated-about": "strong", "admonition-title": "strong", "badge": "badge", "cards": "bare", "cited-in": "small",
    "connection-foot": "small", "connection-title": "title", "connections": "bare", "contents": "lines",
    "entry-note": "label", "joins-type": "strong", "kind": "label", "legend": "small", "notice": "label",
    "page-facts": "label", "part-title": "strong", "part-status": "small", "provenance": "small", "references": "bare",
    "session-name": "strong", "state": "strong", "step-title": "strong", "summary": "lead", "work-copy": "small",
}  # fmt: skip
"""How a template shows what a page gives a look of its own, by class."""
_SPACE = re.compile(r"[ \t\r\n\f]+")
_DEEPEST = 16
"""Typst gives up on what is nested much deeper (80 calls); what is below that stands there as text."""


@dataclass
class Walk:
    """What is kept in mind while the elements of a text become nodes.

    `places` are the ids that something leads to, and `placed` those that have their place already; `pictures` the names
    of those that there are; `noted` the addresses elsewhere that have been printed.
    """

    places: frozenset[str] = frozenset()
    pictures: frozenset[str] = frozenset()
    noted: set[str] = field(default_factory=set)
    placed: set[str] = field(default_factory=set)


def template(name: str) -> bytes:
    return resources.files("make_the_connection.downloads").joinpath("templates", name).read_bytes()


def of_html(text: str) -> list[Node]:
    """The nodes of cleaned HTML, without its links and pictures."""
    return nodes(html.fragment_fromstring(text, create_parent=True), Walk())


def nodes(element: Element, walk: Walk, depth: int = 0) -> list[Node]:
    """The nodes of what is in an element, tidied: spaces are single, and places stand where they are led to."""
    return list(sunk(list(tidied(_within(element, walk, depth)))))


def _within(element: Element, walk: Walk, depth: int) -> Iterator[Node]:
    if element.text:
        yield element.text
    for child in element:
        if isinstance(child.tag, str):
            yield from _of(child, walk, depth + 1)
        if child.tail:
            yield child.tail


def _of(element: Element, walk: Walk, depth: int) -> Iterator[Node]:
    tag = etree.QName(element).localname
    if tag in _LEFT_OUT:
        return
    if depth > _DEEPEST:
        yield "".join(str(text) for text in element.itertext())
        return
    lang = element.get("lang") or ""
    attributes = {**(language_tag(lang) if lang else {}), **_look(element)}
    yield from _placed(element, walk)
    yield from _MADE.get(tag, _other)(element, attributes, walk, depth)


def _other(element: Element, attributes: About, walk: Walk, depth: int) -> Iterator[Node]:
    tag = etree.QName(element).localname
    if tag in _KINDS:
        yield [_KINDS[tag], attributes, nodes(element, walk, depth)]
    elif tag in _TRANSPARENT:
        yield ["span" if attributes else "", attributes, list(_within(element, walk, depth))]
    elif {"admonition", "notice"}.intersection(element.get("class", "").split()):
        yield ["aside", attributes, nodes(element, walk, depth)]
    else:
        yield from parted(nodes(element, walk, depth), attributes)


def _heading(element: Element, attributes: About, walk: Walk, depth: int) -> Iterator[Node]:
    level = int(etree.QName(element).localname[1])
    yield ["h", {**attributes, "level": level}, nodes(element, walk, depth)]


def _list(element: Element, attributes: About, walk: Walk, depth: int) -> Iterator[Node]:
    tag = etree.QName(element).localname
    start = {"start": _number(element, "start")} if tag == "ol" else {}
    yield [tag, {**attributes, **start}, list(items(nodes(element, walk, depth)))]


def _link(element: Element, attributes: About, walk: Walk, depth: int) -> Iterator[Node]:
    yield ["a", {**attributes, **_target(element, walk)}, nodes(element, walk, depth)]


def _break(_element: Element, _attributes: About, _walk: Walk, _depth: int) -> Iterator[Node]:
    yield ["break", {}, []]


def _look(element: Element) -> dict[str, str]:
    looks = (_LOOKS[name] for name in element.get("class", "").split() if name in _LOOKS)
    look = next(looks, None)
    return {"look": look} if look else {}


def _target(element: Element, walk: Walk) -> dict[str, Any]:
    """Where a link leads: `to` a place of the text, or to the address `url`, printed once in each part (`note`)."""
    href = element.get("href") or ""
    if not href.startswith(("https://", "http://", "mailto:")):
        place = href.partition("#")[2]
        # What is named in passing has its place behind the book, and no page is said of it.
        aside = {"citation", "term"}.intersection(element.get("class", "").split()) or "." in place
        return {"to": place, "page": not aside} if place in walk.places else {}
    shown = "".join(str(text) for text in element.itertext())
    bare = re.sub(r"^(https?://(www\.)?|mailto:)", "", href).rstrip("/")
    is_new = bare not in shown and href not in walk.noted and not re.search(r"//(dx\.)?doi\.org/", href)
    if is_new:
        walk.noted.add(href)
    return {"url": href, "note": bare if is_new else ""}


def _picture(element: Element, _attributes: About, walk: Walk, _depth: int) -> Iterator[Node]:
    name = (element.get("src") or "").removeprefix("pictures/")
    alt = _SPACE.sub(" ", element.get("alt") or "").strip()
    if name in walk.pictures:
        yield ["img", {"name": name, "alt": alt}, []]
    elif alt:
        yield alt


def _terms(element: Element, attributes: About, walk: Walk, depth: int) -> Iterator[Node]:
    yield ["terms", attributes, list(_each_term(element, walk, depth))]


def _each_term(element: Element, walk: Walk, depth: int) -> Iterator[Node]:
    """Each term with what is said of it; several terms may stand together."""
    heads: list[Node] = []
    said: list[Node] = []
    for child in _terms_and_more(element):
        inside = [*_placed(child, walk), *nodes(child, walk, depth)]
        lang = child.get("lang")
        if lang:
            inside = [["span", language_tag(lang), inside]]
        if etree.QName(child).localname == "dt":
            if said:
                yield ["terms-item", {}, [["term", {}, heads], ["said", {}, beginning_in_line(said)]]]
                heads, said = [], []
            heads += [*([["break", {}, []]] if heads else []), *inside]
        else:
            said += list(parted(inside, {}))
    if heads or said:
        yield ["terms-item", {}, [["term", {}, heads], ["said", {}, beginning_in_line(said)]]]


def _terms_and_more(element: Element) -> Iterator[Element]:
    for child in element.iterchildren("{*}dt", "{*}dd", "{*}div"):
        if etree.QName(child).localname == "div":
            yield from child.iterchildren("{*}dt", "{*}dd")
        else:
            yield child


def _placed(element: Element, walk: Walk) -> list[Node]:
    id_ = element.get("id") or ""
    if id_ not in walk.places or id_ in walk.placed:
        return []
    walk.placed.add(id_)
    return [["place", {"id": id_}, []]]


def _table(element: Element, attributes: About, walk: Walk, depth: int) -> Iterator[Node]:
    """A table, its rows one after the other: `columns` of them, of which the first `head` rows are repeated."""
    rows = list(element.iter("{*}tr"))
    cells: list[Node] = []
    free: dict[tuple[int, int], bool] = {}
    for y, row in enumerate(rows):
        x = 0
        places = _placed(row, walk)
        for cell in row.iterchildren("{*}th", "{*}td"):
            while free.get((x, y)):
                x += 1
            across = max(_number(cell, "colspan"), 1)
            down = min(max(_number(cell, "rowspan"), 1), len(rows) - y)
            free.update({(x + dx, y + dy): True for dx in range(across) for dy in range(down)})
            head = etree.QName(cell).localname == "th"
            lang = cell.get("lang")
            about = {
                **(language_tag(lang) if lang else {}),
                "x": x, "y": y, "colspan": across, "rowspan": down, "align": _alignment(cell),
                "head": ("row" if cell.get("scope") in {"row", "rowgroup"} else "column") if head else "",
            }  # fmt: skip
            inside = [*places, *_placed(cell, walk), *nodes(cell, walk, depth + 1)]
            places = []
            cells.append(["cell", about, list(sunk(inside))])
            x += across
    head_rows = len(element.findall("{*}thead/{*}tr")) or (1 if rows and _is_head(rows[0]) else 0)
    if head_rows == len(rows):
        head_rows = 0
    caption = next((nodes(found, walk, depth) for found in element.iterchildren("{*}caption")), [])
    columns = max((x + 1 for x, _ in free), default=0)
    about = {**attributes, "columns": columns, "rows": len(rows), "head": head_rows}
    yield ["table", about, [["caption", {}, caption], *cells]]


def _is_head(row: Element) -> bool:
    return all(etree.QName(cell).localname == "th" for cell in row.iterchildren("{*}th", "{*}td"))


def _alignment(cell: Element) -> str:
    """Where the words of a cell stand, as a page says it in its style or a book by a class."""
    found = re.search(r"\b(left|center|right)\b", f"{cell.get('style') or ''} {cell.get('class') or ''}")
    return found[1] if found else ""


def _number(element: Element, name: str) -> int:
    value = element.get(name) or ""
    return int(value) if re.fullmatch("[0-9]{1,4}", value) else 1


_MADE: Mapping[str, Callable[[Element, About, Walk, int], Iterator[Node]]] = {
    "a": _link,
    "br": _break,
    "dl": _terms,
    "img": _picture,
    "ol": _list,
    "table": _table,
    "ul": _list,
    **{f"h{level}": _heading for level in range(1, 7)},
}
"""What makes the nodes of elements that are more than their name and what is in them."""
