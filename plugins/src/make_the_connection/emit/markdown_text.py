"""A tree of HTML as Markdown: one line for a paragraph, four columns for whatever stands in an item of a list.

Headings have their ids as `{#id}`; what else can be led to has an empty `<a id="…">` before it. Both are what
Python-Markdown (with `attr_list`) and most generators read. Elements in another language are `<span lang="…">`.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from make_the_connection.emit.escaping import attribute, begun, code, escaped
from make_the_connection.emit.layout import (
    BETWEEN,
    INDENT,
    PICTURE,
    apart,
    around,
    is_words,
    listed,
    single_spaced,
    strong,
    table_row,
    tidy,
)
from make_the_connection.emit.pruning import Element, is_heading

_BLOCKS = frozenset(
    [
        "article", "aside", "blockquote", "dd", "details", "div", "dl", "dt", "fieldset", "figcaption", "figure",
        "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "legend", "li", "nav", "ol", "p", "pre",
        "section", "summary", "table", "tbody", "td", "th", "thead", "tr", "ul",
    ]
)  # fmt: skip
_MARKS = {"em": "*", "i": "*", "cite": "*", "strong": "**", "b": "**"}
_KEPT = frozenset(["sub", "sup", "del", "q", "small"])
_LABELS = frozenset(["badge", "kind"])
_ID = re.compile(r"[\w-]+")
_TEMPLATE = re.compile(r"\{[{%#<]")

Address = Callable[[str], str]
"""What leads to an address of HTML: the destination of a link in Markdown, empty where there is none."""


@dataclass
class Writer:
    """Writes trees as Markdown. `lang` is the language of the page; `ids` are those written so far."""

    link: Address
    picture: Address
    lang: str
    ids: set[str] = field(default_factory=set)
    _waiting: list[str] = field(default_factory=list)

    def page(self, tree: Element) -> tuple[str, str]:
        """The title of a page, and all else that stands on it, each block on lines of its own."""
        title = ""
        if (heading := tree.find(".//h1")) is not None:
            title = "\n".join(self._heading(heading, self.lang))
            heading.drop_tree()
        return title, "\n\n".join([*self._blocks(tree, self.lang), *self._left()]) + "\n"

    # blocks

    def _blocks(self, element: Element, lang: str) -> Iterator[str]:
        """What stands in an element, block by block."""
        return apart(self._run(element, lang))

    def _run(self, element: Element, lang: str) -> Iterator[str]:
        line = [escaped_words(element.text)]
        for child in element:
            if _is_block(child):
                yield from self._paragraph(line, lang)
                line = []
                yield from self._block(child, child.get("lang") or lang)
            else:
                line.append(self._inline(child, lang))
            line.append(escaped_words(child.tail))
        yield from self._paragraph(line, lang)

    def _block(self, element: Element, lang: str) -> Iterable[str]:
        tag = element.tag
        if is_heading(element):
            return self._heading(element, lang)
        self._note_id(element)
        if tag == "pre":
            return self._pre(element)
        writes = {
            "ul": self._items, "ol": self._items, "dl": self._defined, "table": self._table,
            "blockquote": self._quote, "summary": self._label, "legend": self._label,
        }  # fmt: skip
        if tag in writes:
            return writes[tag](element, lang)
        if tag == "hr":
            return ["---"]
        if {"admonition", "notice"} & set(element.get("class", "").split()):
            return self._quote(element, lang)
        return self._blocks(element, lang)

    def _paragraph(self, pieces: Iterable[str], lang: str) -> Iterator[str]:
        if said := self._line("".join(pieces), lang):
            yield begun(said)

    def _line(self, pieces: str, lang: str) -> str:
        """Words with what leads to them; nothing where there are none: their ids wait for the next."""
        said = tidy(pieces)
        if not said:
            return ""
        if lang != self.lang:
            said = f'<span lang="{attribute(lang)}">{said}</span>'
        return "".join([*self._left(), said])

    def _left(self) -> list[str]:
        """The marks of ids that nothing stands behind yet."""
        left, self._waiting = self._waiting, []
        return ["".join(left)] if left else []

    def _note_id(self, element: Element) -> None:
        if id_ := element.get("id"):
            self._waiting.append(self._mark(id_))

    def _mark(self, id_: str) -> str:
        self.ids.add(id_)
        return f'<a id="{attribute(id_)}"></a>'

    def _heading(self, element: Element, lang: str) -> Iterator[str]:
        id_ = element.get("id", "")
        if id_ and not _ID.fullmatch(id_):
            self._note_id(element)
            id_ = ""
        if said := self._line(self._inlines(element, lang), lang):
            if id_:
                self.ids.add(id_)
                said = f"{said} {{#{id_}}}"
            yield f"{'#' * int(element.tag[1])} {said}"

    def _label(self, element: Element, lang: str) -> Iterator[str]:
        """What a part is called that has no heading."""
        if said := self._line(self._inlines(element, lang), lang):
            yield begun(strong(said))

    def _quote(self, element: Element, lang: str) -> Iterator[str]:
        blocks = list(self._titled(element, lang))
        if blocks:
            lines = "\n\n".join(blocks).split("\n")
            yield "\n".join(f"> {line}" if line else ">" for line in lines)

    def _titled(self, element: Element, lang: str) -> Iterator[str]:
        title = next((each for each in element if each.get("class") == "admonition-title"), None)
        if title is not None:
            yield from self._label(title, lang)
            title.drop_tree()
        yield from (
            [self._line(self._inlines(element, lang), lang)] if element.tag == "p" else self._blocks(element, lang)
        )

    def _pre(self, element: Element) -> Iterator[str]:
        yield from self._left()
        text = element.text_content().rstrip("\n")
        lines = [line.rstrip() for line in text.split("\n")]
        # Some generators run templates wherever they stand.
        if _TEMPLATE.search(text):
            yield "<br>".join(f"<code>{escaped(line)}</code>" for line in lines)
        else:
            yield "\n".join(f"{INDENT}{line}" if line else "" for line in lines)

    def _items(self, element: Element, lang: str) -> Iterator[str]:
        number = int(element.get("start") or 1)
        items = []
        for child in element:
            item_lang = child.get("lang") or lang
            self._note_id(child)
            if blocks := list(self._item(child, item_lang)):
                items.append((f"{number}." if element.tag == "ol" else "-", blocks))
                number += 1
        if items:
            yield listed(items)

    def _item(self, element: Element, lang: str) -> Iterator[str]:
        """The blocks of an item. Its headings are words: a heading in a list divides no page."""
        for heading in [each for each in element.iter() if is_heading(each)]:
            heading.tag = "summary"
        yield from self._blocks(element, lang)

    def _defined(self, element: Element, lang: str) -> Iterator[str]:
        """A list of terms, each with what is said of it on the same line, or below where that is long."""
        items: list[tuple[str, list[str]]] = []
        for child in [each for each in element.iter("dt", "dd") if _owner(each) is element]:
            for outer in child.iterancestors():
                if outer is element:
                    break
                self._note_id(outer)
                outer.attrib.pop("id", None)
            self._note_id(child)
            said = list(self._item(child, child.get("lang") or lang))
            if child.tag == "dt":
                items.append(("-", [strong(" ".join(said))]))
            elif items and said:
                blocks = items[-1][1]
                if len(blocks) == 1 and BETWEEN not in blocks[0] and is_words(said[0]):
                    blocks[0] += f"{BETWEEN}{said.pop(0)}"
                blocks.extend(said)
        if items:
            yield listed(items)

    def _table(self, element: Element, lang: str) -> Iterator[str]:
        caption = element.find("caption")
        if caption is not None:
            yield from self._label(caption, lang)
        rows = [self._row(row, lang) for row in element.iter("tr") if _owner(row, "table") is element]
        if not rows:
            return
        headed = element.find("thead") is not None
        width = max(map(len, rows))
        head, body = (rows[0], rows[1:]) if headed else ([], rows)
        yield from self._left()
        yield "\n".join(table_row(row, width) for row in [head, ["---"] * width, *body])

    def _row(self, row: Element, lang: str) -> list[str]:
        cells = []
        in_head = row.getparent().tag == "thead"
        self._note_id(row)
        for cell in row.iterchildren("td", "th"):
            self._note_id(cell)
            said = self._cell(cell, cell.get("lang") or lang)
            cells.append(strong(said) if cell.tag == "th" and not in_head and said else said)
            cells += [""] * (int(cell.get("colspan") or 1) - 1)
        return cells

    def _cell(self, element: Element, lang: str) -> str:
        """All that stands in a cell, on one line."""
        lines = []
        for block in self._item(element, lang):
            for line in block.split("\n"):
                item = re.match(r"\s*(-|\d+\.) +", line)
                words = line[item.end() :] if item else line.strip()
                mark = "" if item is None else "• " if item[1] == "-" else f"{item[1]} "
                lines += [f"{mark}{words}"] if words else []
        return "<br>".join(lines)

    # what stands within a line

    def _inlines(self, element: Element, lang: str) -> str:
        pieces = [escaped_words(element.text)]
        for child in element:
            pieces += [self._inline(child, lang), escaped_words(child.tail)]
        return "".join(pieces)

    def _inline(self, element: Element, outer: str) -> str:
        """An element within a line whose language is `outer`."""
        tag, lang = element.tag, element.get("lang") or outer
        mark = self._mark(element.get("id")) if element.get("id") else ""
        if tag == "br":
            return "<br>"
        if tag == "img":
            return f"{mark}{self._image(element)}"
        if tag == "code":
            return f"{mark}{code(element.text_content())}"
        said = self._inlines(element, lang)
        if lang != outer and said.strip():
            said = f'<span lang="{attribute(lang)}">{said}</span>'
        if tag == "a" and said.strip() and (to := self.link(element.get("href", ""))):
            return f"{mark}{around(said, '[', f']({to})')}"
        if tag in _KEPT and said.strip() and "footnote-ref" not in element.get("class", "").split():
            return f"{mark}<{tag}>{said}</{tag}>"
        sign = _MARKS.get(tag, "*" if _LABELS & set(element.get("class", "").split()) else "")
        return mark + (around(said, sign, sign) if sign and "*" not in said.replace("\\*", "") else said)

    def _image(self, element: Element) -> str:
        """A picture that says something; what only decorates is nothing."""
        alt = escaped(" ".join(element.get("alt", "").split()))
        to = self.picture(element.get("src", "")) if alt else ""
        return f"{PICTURE}[{alt}]({to})" if to else ""


def escaped_words(text: str | None) -> str:
    """Text of HTML within a line."""
    return escaped(single_spaced(text)) if text else ""


def _is_block(element: Element) -> bool:
    return element.tag in _BLOCKS or any(each.tag in _BLOCKS for each in element.iter())


def _owner(element: Element, tag: str = "dl") -> Element:
    return next((outer for outer in element.iterancestors() if outer.tag == tag), None)
