"""What is new on a site, as Atom (RFC 4287): a feed in each language for each type that has one.

Each version of an entry is an entry of the feed in its language, with an identifier of its own: whoever follows two
languages gets both. Addresses are relative while the site has none of its own; then they start from the feed's.
"""

import posixpath
from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from make_the_connection.content.guides import HOME
from make_the_connection.content.model import TypeDeclaration
from make_the_connection.content.reading import Entry
from make_the_connection.content.resolving import GUIDE
from make_the_connection.exports.identity import urn
from make_the_connection.references import in_language
from make_the_connection.site import Phrase, Site

MOST = 50
"""The most entries of a feed; older ones are on the site."""

MEDIA_TYPE = "application/atom+xml"

_ATOM = "http://www.w3.org/2005/Atom"
_HOME = f"{GUIDE}:{HOME}"


def feed_types(site: Site) -> tuple[str, ...]:
    """The types that have a feed: there is none of nothing, since a feed must say when it last changed."""
    types = site.model.types.items() if site.has(_HOME) else ()
    return tuple(type_ for type_, declared in types if declared.feed and site.of_type(type_))


def newest(site: Site, type_: str) -> tuple[Entry, ...]:
    """The entries of a type's feed, the one added last first; by id where they were added on one day."""
    added = sorted(site.of_type(type_), key=lambda entry: entry.id)
    return tuple(sorted(added, key=lambda entry: str(entry.facts.added), reverse=True)[:MOST])


def feed_path(declared: TypeDeclaration) -> str:
    """Where a type's feed stands in each language's folder."""
    return f"{declared.address}/feed.xml"


def feed_title(site: Site, type_: str, code: str) -> str:
    """What a feed is called for readers of a language."""
    types = site.model.types[type_].word(code, "plural")
    return f"{types[:1].upper()}{types[1:]} · {site.title(_HOME, code).text}"


def feeds(site: Site, code: str) -> Iterator[tuple[str, bytes]]:
    """The feeds for readers of a language: the path of each from the language's folder, and its bytes."""
    for type_ in feed_types(site):
        yield feed_path(site.model.types[type_]), _feed(site, code, type_)


def _feed(site: Site, code: str, type_: str) -> bytes:
    declared, entries = site.model.types[type_], newest(site, type_)
    root, here = _root(site), feed_path(declared)
    feed = Element("feed", {"xmlns": _ATOM, "xml:lang": code})
    _text(feed, "id", Phrase(urn(site, f"feed|{type_}|{code}")))
    _text(feed, "title", Phrase(feed_title(site, type_, code)), type="text")
    _text(feed, "updated", Phrase(max(map(_updated, entries))))
    _text(SubElement(feed, "author"), "name", Phrase(_author(site, code)))
    if root:
        SubElement(feed, "link", {"rel": "self", "type": MEDIA_TYPE, "href": f"{root}/{code}/{here}"})
    _alternates(feed, site, code, site.address(site.list_of(type_) or _HOME), here)
    for entry in entries:
        told = SubElement(feed, "entry")
        _text(told, "id", Phrase(urn(site, f"{entry.key}|{code}")))
        _text(told, "title", site.title(entry.key, code), type="text")
        _text(told, "published", Phrase(_midnight(entry.facts.added)))
        _text(told, "updated", Phrase(_updated(entry)))
        _alternates(told, site, code, entry.address, here)
        if entry.words:
            _text(told, "summary", site.summary(entry.key, code), type="text")
    indent(feed)
    return bytes(tostring(feed, encoding="utf-8", xml_declaration=True)) + b"\n"


def _text(parent: Element, name: str, phrase: Phrase, **attributes: str) -> None:
    if phrase.lang:
        attributes["xml:lang"] = phrase.lang
    SubElement(parent, name, attributes).text = phrase.text


def _alternates(parent: Element, site: Site, code: str, address: str, here: str) -> None:
    """The page in each language, that of the feed's own first."""
    folder = posixpath.dirname(f"{code}/{here}")
    for other in sorted(site.languages, key=lambda each: each != code):
        path, root = f"{other}/{address}.html", _root(site)
        href = f"{root}/{path}" if root else posixpath.relpath(path, folder)
        SubElement(parent, "link", {"rel": "alternate", "type": "text/html", "hreflang": other, "href": href})


def _root(site: Site) -> str:
    return (site.configuration.address or "").rstrip("/")


def _author(site: Site, code: str) -> str:
    """Who publishes the site; what it is called, until somebody has been appointed."""
    return in_language(site.configuration.options.publisher, code)[0] or site.title(_HOME, code).text


def _updated(entry: Entry) -> str:
    return _midnight(max(filter(None, [entry.facts.added, entry.facts.changed])))


def _midnight(day: str | None) -> str:
    return f"{day}T00:00:00Z"
