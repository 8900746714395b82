"""The book of a site as a PDF to print: tagged (PDF/UA-1), with an outline, page numbers and running heads."""

from collections.abc import Iterator
from typing import Any

from lxml import etree

from make_the_connection.downloads.book import Book
from make_the_connection.downloads.nodes import Node, every, without_places
from make_the_connection.downloads.typesetting import NODES, Walk, nodes, template
from make_the_connection.render.typesetting import language_tag, typeset
from make_the_connection.site import Site

_LONG = 2500
"""A chapter of more characters begins a page, and so does what follows it; short ones share a page."""


def printed_book(book: Book, site: Site, code: str) -> bytes:
    """The PDF of a book."""
    text = site.languages[code].text
    pictures = {f"pictures/{picture.name}": picture.data for picture in book.pictures}
    data = {
        **language_tag(book.lang),
        "title": book.title,
        "summary": book.summary,
        "about": list(book.about),
        "contents": text("book.contents"),
        "page": text("printed.page", page="\0").split("\0"),
        "chapters": list(_chapters(book)),
    }
    return typeset(template("printed_book.typ"), data, "pdf", {NODES: template(NODES), **pictures})


def _chapters(book: Book) -> Iterator[dict[str, Any]]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    trees = [etree.fromstring(chapter.body.encode(), parser) for chapter in book.chapters]
    led = frozenset(href.partition("#")[2] for tree in trees for href in tree.xpath("//@href") if "#" in href)
    pictures = frozenset(picture.name for picture in book.pictures)
    made = [_made(tree, led, pictures) for tree in trees]
    placed = {node[1]["id"] for shown in made for node in every(shown) if node[0] == "place"}
    for shown in made:
        for node in every(shown):
            if node[1].get("to", "") not in placed:
                node[1].pop("to", None)
            if node[0] == "h":
                # Words of a heading stand in the contents and above pages too, and a place can be but once.
                node[1]["ids"] = [each[1]["id"] for each in every(node[2]) if each[0] == "place"]
                node[2] = list(without_places(node[2]))
        title = next((node for node in every(shown) if node[0] == "h"), None)
        if title:
            title[1]["chapter"] = True
    longer = [sum(len(str(text)) for text in tree.itertext()) > _LONG for tree in trees]
    for number, chapter in enumerate(book.chapters):
        yield {
            **(language_tag(chapter.lang) if chapter.lang else {}),
            "depth": chapter.depth,
            "apart": number == 0 or longer[number] or longer[number - 1],
            "nodes": made[number],
        }


def _made(tree: etree._Element, led: frozenset[str], pictures: frozenset[str]) -> list[Node]:
    """The nodes of a chapter. Addresses are printed once in each: who reads one has not read the others."""
    around = etree.Element("div")
    around.append(tree)
    return nodes(around, Walk(led, pictures))
