"""The HTML of a page as a tree of what it says: without what needs a script, a screen or a style."""

import re
from typing import Any

from lxml import etree
from lxml import html as lxml_html

Element = Any

_CONTROLS = frozenset(
    [
        "button",
        "iframe",
        "input",
        "link",
        "noscript",
        "object",
        "script",
        "select",
        "style",
        "svg",
        "template",
        "textarea",
    ]
)
_OF_A_SCREEN = frozenset(["card-mark", "counts-column", "footnote-backref", "map", "permalink"])
_SPOKEN = "visually-hidden"
_SAID_ONLY_THERE = "state-said"
_SIDE_BY_SIDE = frozenset(["asked-choices"])
"""Have words beside one another that only their looks keep apart."""
_BEHIND_WORDS = frozenset(["legend", "way-who"])
"""Stands behind other words in the same way, where it is within a line."""
_BETWEEN = " · "
_NAMED_BY = ("aria-labelledby", "aria-describedby", "for")
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def pruned(html: str) -> Element:
    """A `div` with what a page says. Ids that only name parts of the page to listeners are gone."""
    tree = lxml_html.fragment_fromstring(_NOT_XML.sub("", html), create_parent="div")
    for comment in list(tree.iter(etree.Comment, etree.ProcessingInstruction)):
        comment.drop_tree()
    for element in list(tree.iter(etree.Element)):
        if _is_silent(element):
            element.drop_tree()
    for element in tree.iter(etree.Element):
        classes = set(element.get("class", "").split())
        apart = list(element)[:-1] if classes & _SIDE_BY_SIDE else [element.getprevious()]
        behind = element.tag == "span" and classes & _BEHIND_WORDS
        for each in apart if behind or classes & _SIDE_BY_SIDE else ():
            if each is not None:
                each.tail = _BETWEEN
    names = {id_ for element in tree.iter(etree.Element) for name in _NAMED_BY for id_ in element.get(name, "").split()}
    led_to = {link.get("href")[1:] for link in tree.iter("a") if link.get("href", "").startswith("#")}
    for element in tree.iter(etree.Element):
        if element.get("id") in names - led_to and not is_heading(element):
            del element.attrib["id"]
    return tree


def is_heading(element: Element) -> bool:
    return re.fullmatch("h[1-6]", str(element.tag)) is not None


def _is_silent(element: Element) -> bool:
    classes = set(element.get("class", "").split())
    if element.get("hidden") is not None or element.get("popover") is not None or element.get("aria-hidden") == "true":
        return True
    if _SPOKEN in classes:
        return not _keeps_what_colours_say(element)
    return element.tag in _CONTROLS or bool(classes & _OF_A_SCREEN) or _is_contents(element)


def _keeps_what_colours_say(element: Element) -> bool:
    """Whether among what is said to listeners stands what others see by its colour; only that stays."""
    kept = next((each for each in element.iter() if _SAID_ONLY_THERE in each.get("class", "").split()), None)
    if kept is None:
        return False
    if kept is not element:
        kept.getparent().remove(kept)
        kept.tail = None
        for child in list(element):
            element.remove(child)
        element.text = None
        element.append(kept)
    return True


def _is_contents(element: Element) -> bool:
    """Whether this leads to places of the page alone: generators make such lists themselves."""
    links = list(element.iter("a")) if element.tag == "nav" else []
    return bool(links) and all(link.get("href", "").startswith("#") for link in links)
