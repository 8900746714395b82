"""Tables that fit on a narrow screen: one of many columns becomes a small table for each of its rows.

A page of an e-book does not move sideways: what is wider is cut off, or its words are broken anywhere.
"""

from lxml import etree

from make_the_connection.downloads.book_markup import XHTML, Element

MOST = 3
"""The most columns of words that can stand beside each other on a telephone."""

_X = f"{{{XHTML}}}"


def narrowed(body: str) -> str:
    """A chapter without tables that are too wide, but for those whose cells span several rows or columns."""
    if "<table" not in body:
        return body
    tree = etree.fromstring(body)
    for table in list(tree.iter(f"{_X}table")):
        heads, lines = table.findall(f"{_X}thead/{_X}tr"), table.findall(f"{_X}tbody/{_X}tr")
        cells = [cell for line in (*heads, *lines) for cell in line]
        spans = any(cell.get("colspan") or cell.get("rowspan") for cell in cells)
        if len(heads) == 1 and len(heads[0]) > MOST and not spans:
            table.getparent().replace(table, _by_row(table, heads[0], lines))
    text: str = etree.tostring(tree, encoding="unicode")
    return text


def _by_row(table: Element, head: Element, lines: list[Element]) -> Element:
    """A table for each row, with the names of the columns as the heads of its own rows."""
    narrow = etree.Element(f"{_X}div", {**dict(table.attrib), "class": "narrowed"})
    narrow.tail = table.tail
    if (caption := table.find(f"{_X}caption")) is not None:
        caption.tag = f"{_X}p"
        caption.set("class", "legend")
        narrow.append(caption)
    for line in lines:
        rows = etree.SubElement(etree.SubElement(narrow, f"{_X}table"), f"{_X}tbody")
        for name, cell in zip(head, list(line), strict=False):
            row = etree.SubElement(rows, f"{_X}tr")
            heading = etree.fromstring(etree.tostring(name, with_tail=False))
            heading.tag = f"{_X}th"
            heading.attrib.pop("id", None)
            heading.set("scope", "row")
            cell.tag = f"{_X}td"
            cell.attrib.pop("scope", None)
            row.extend([heading, cell])
    return narrow
