"""The HTML of pages as XHTML for the book: without what needs a screen, with ids that are unique in the whole book."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from make_the_connection.downloads.book_places import NOWHERE, WORKS, link_to, place_id
from make_the_connection.render.environment import environment
from make_the_connection.site import Phrase

Element = Any

XHTML = "http://www.w3.org/1999/xhtml"

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML document can hold (XML 1.0, 2.2)."""

_NOT_ON_PAPER = frozenset(
    ["button", "form", "iframe", "input", "link", "nav", "noscript", "object", "script", "style", "svg", "template"]
)
_NOT_IN_A_BOOK = frozenset(
    ["calendar-file", "card-mark", "filter-result", "footnote-backref", "map", "permalink", "record", "take-away"]
)
_SPOKEN = frozenset(["visually-hidden"])
_KEPT = frozenset(
    ["alt", "class", "colspan", "datetime", "height", "href", "id", "lang", "rowspan", "scope", "src", "start", "width"]
)
_HOLD_NOTHING = frozenset(["br", "hr", "img", "td", "th"])
_LEVELS = {f"h{level}": level for level in range(1, 7)}
_ALIGNED = re.compile(r"text-align: ?(left|center|right)")
_OUTSIDE = ("https://", "http://", "mailto:")
_LINK_WITHIN = re.compile(r"[\w-]+\.xhtml#")


@dataclass(frozen=True)
class BookPage:
    """A chapter as HTML whose one `h1` is its title. `depth` is 1 for a part and 2 for what stands in one."""

    name: str
    title: Phrase
    depth: int
    html: str


def rendered(template: str, /, **values: object) -> str:
    """A template of the book with these values, without what no XML can hold."""
    made = environment("make_the_connection.downloads").get_template(template).render(**values)
    return _NOT_XML.sub("", made)


def chapter_tree(page: BookPage, without: Collection[str] = ()) -> Element:
    """The `section` of a chapter. `without` are sentences on links that the book says once for all of them."""
    name = page.name
    tree = lxml_html.fragment_fromstring(page.html, create_parent="section")
    _drop(tree)
    for legend in list(tree.iter("p")):
        if legend.get("class") == "legend" and _words(legend) in without:
            legend.drop_tree()
    for details in list(tree.iter("details")):
        _opened(details, without)
    for element in tree.iter(etree.Element):
        _placed(element, name)
    _unlinked(tree)
    _uninvited(tree)
    _without_empties(tree)
    _levelled(tree, page.depth)
    for element in tree.iter(etree.Element):
        # Templates leave lines behind that nobody wrote.
        element.tail = element.tail if element.tail is None or element.tail.strip() else element.tail[:1]
    tree.set("id", name)
    return tree


def _drop(tree: Element) -> None:
    for comment in list(tree.iter(etree.Comment, etree.ProcessingInstruction)):
        comment.drop_tree()
    for element in list(tree.iter(etree.Element)):
        classes = set(element.get("class", "").split())
        silent = element.get("hidden") is not None or element.get("aria-hidden") == "true"
        spoken = element.tag == "span" and classes & _SPOKEN
        opens = element.get("popover") is not None
        if element.tag in _NOT_ON_PAPER or classes & _NOT_IN_A_BOOK or silent or spoken or opens:
            element.drop_tree()


def _opened(details: Element, without: Collection[str]) -> None:
    """What opens on a page stands open in a book: a list of sentences as one paragraph, without its heading."""
    for summary in details.findall("summary"):
        summary.drop_tree()
    if "provenance" not in details.get("class", ""):
        details.tag = "div"
        return
    items = list(details.iter("li"))
    details.tag = "p"
    for old in list(details):
        details.remove(old)
    details.text = None
    for item in items:
        said = _words(item)
        if said in without or any(said.endswith(f" {sentence}") for sentence in without):
            continue
        item.tag, item.tail = "span", " "
        details.append(item)


def _words(element: Element) -> str:
    return " ".join(element.text_content().split())


def _placed(element: Element, name: str) -> None:
    """An element with the attributes that a book knows, its ids and links as they are in the whole book."""
    aligned = _ALIGNED.search(element.get("style", ""))
    if aligned and element.tag in ("td", "th"):
        element.set("class", f"{element.get('class', '')} {aligned[1]}".strip())
    for attribute in set(element.attrib) - _KEPT:
        del element.attrib[attribute]
    if "id" in element.attrib:
        element.set("id", place_id(name, element.get("id")))
    if element.get("lang"):
        element.set(_XML_LANG, element.get("lang"))
    if (href := element.get("href")) is not None:
        if href.startswith("#"):
            cites = "citation" in element.get("class", "").split()
            href = link_to(WORKS if cites else name, href[1:])
        if href == NOWHERE or not (href.startswith(_OUTSIDE) or _LINK_WITHIN.match(href)):
            del element.attrib["href"]
        else:
            element.set("href", href)
    if element.tag == "img" and not element.get("src", "").startswith("pictures/"):
        element.set("src", "")
    elif element.tag == "img":
        element.set("alt", element.get("alt", ""))


def _unlinked(tree: Element) -> None:
    """Links that lead nowhere are words; pictures that are not in the book are nothing."""
    for link in list(tree.iter("a")):
        if link.get("href") is None:
            unlinked(link)
    for picture in list(tree.iter("img")):
        if not picture.get("src"):
            picture.drop_tree()


def unlinked(link: Element) -> None:
    """Make words of a link."""
    link.attrib.pop("href", None)
    link.tag = "span"
    link.set("class", "unlinked")


def _uninvited(tree: Element) -> None:
    """Nobody is invited to where no link leads."""
    for block in list(tree.iter("section")):
        if "invitation" in block.get("class", "").split() and block.find(".//a") is None:
            block.drop_tree()


def _without_empties(tree: Element) -> None:
    for element in reversed(list(tree.iter(etree.Element))):
        empty = not len(element) and not (element.text or "").strip()
        if (empty or _is_bare(element)) and element is not tree and element.tag not in _HOLD_NOTHING:
            element.drop_tree()


def _is_bare(element: Element) -> bool:
    """Whether nothing stands under what an element is called."""
    classes = element.get("class", "").split()
    only = element[0] if len(element) == 1 and not (element[0].tail or "").strip() else None
    if only is None or not {"block", "admonition"}.intersection(classes):
        return False
    return only.tag in _LEVELS or only.get("class") == "admonition-title"


def _levelled(tree: Element, depth: int) -> None:
    """Headings as deep as they stand in the book, with no level left out."""
    above = [(0, depth - 1)]
    for heading in list(tree.iter(*_LEVELS)):
        written = _LEVELS[heading.tag]
        while above[-1][0] >= written:
            above.pop()
        above.append((written, min(above[-1][1] + 1, 6)))
        heading.tag = f"h{above[-1][1]}"


def ids(tree: Element) -> Iterator[str]:
    """All ids of a chapter, its own first."""
    return (element.get("id") for element in tree.iter(etree.Element) if element.get("id"))


def links(tree: Element) -> Iterator[tuple[Element, str, str]]:
    """The links of a chapter within the book, each with the chapter and the id that it leads to."""
    for link in tree.iter("a"):
        if _LINK_WITHIN.match(link.get("href", "")):
            name, _, id_ = link.get("href").partition(".xhtml#")
            yield link, name, id_


def written(tree: Element) -> str:
    """A chapter as well-formed XML, in the namespace of XHTML."""
    text: str = etree.tostring(tree, encoding="unicode", with_tail=False)
    return text.replace("<section", f'<section xmlns="{XHTML}"', 1)
