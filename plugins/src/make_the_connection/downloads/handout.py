"""Handouts: an entry on one page of A4, to print for a meeting.

What a page has room for is decided by what stands on it: letters become smaller, then parts are left out, and the page
says that there is more. The sections on it are those that the model lets readers print as a sheet.
"""

import io
from collections.abc import Iterator
from typing import Any

import segno

from make_the_connection.content.reading import Entry
from make_the_connection.content.words import Words, version_for
from make_the_connection.crosswalk import Connection
from make_the_connection.downloads.nodes import Node
from make_the_connection.downloads.release import release_of
from make_the_connection.downloads.typesetting import NODES, of_html, template
from make_the_connection.render import Reader
from make_the_connection.render.typesetting import Form, language_tag, typeset
from make_the_connection.render.words import section_html
from make_the_connection.site import Phrase, Site

MOST = 3
"""Of what is contributed: the page leads to the rest."""

_CODE = "code.svg"
_MARKS = (".svg", ".png")


def handout(site: Site, code: str, key: str, form: Form = "pdf") -> bytes:
    """The handout of an entry for readers of a language."""
    data = handout_data(site, code, key)
    files = {NODES: template(NODES), **dict(_pictures(site, code, key))}
    return typeset(template("handout.typ"), {**data, "pictures": [*files]}, form, files)


def handout_data(site: Site, code: str, key: str) -> dict[str, Any]:
    """Everything that the template shows, or may leave out where there is no room."""
    entry = site.entries[key]
    reader = Reader(site, code, entry.address)
    words = version_for(entry.words, code)
    crosswalk, types = site.model.crosswalk, site.model.types
    release = release_of(site)
    address = page_address(site, code, key)
    return {
        **language_tag(code),
        "site": _said(_name(site, code)),
        "kind": reader.type(entry.type),
        "title": _title(key, reader),
        "summary": _said(site.summary(key, code)),
        "opening": _in_words(_opening(words, reader), words, reader),
        "sections": [
            {
                "heading": _in_words([section.heading], words, reader),
                "pieces": list(_pieces(section.tokens, words, reader)),
            }
            for section in (words.sections.values() if words else ())
            if types[entry.type].sections[section.id].sheet
        ],
        "connections": [
            {"heading": reader.types(type_), "items": [_connection(each, reader) for each in connections]}
            for type_ in (crosswalk.rows, crosswalk.columns)
            if (connections := _connections(site, key, type_))
        ],
        "inspired": [
            {"heading": _heading(entry, type_, reader), "items": [_story(each, reader) for each in connections]}
            for type_, declared in types.items()
            if declared.contributed and (connections := _connections(site, key, type_)[:MOST])
        ],
        "notices": list(_notices(words, reader)),
        "proposed": reader.text("handout.proposed"),
        "more": reader.text("handout.more"),
        "address": address,
        "where": reader.text("handout.online" if address else "handout.offline"),
        "code": reader.text("handout.code"),
        "release": " · ".join(
            filter(None, [reader.text("handout.release", date=reader.date(release.day)), release.commit])
        ),
    }


def page_address(site: Site, code: str, key: str) -> str:
    """The public address of an entry's page; empty where the site has not been told its own."""
    root = site.configuration.address
    return f"{root.rstrip('/')}/{code}/{site.address(key)}.html" if root else ""


def _pictures(site: Site, code: str, key: str) -> Iterator[tuple[str, bytes]]:
    """The code that leads to the page (ISO/IEC 18004), and the mark of the entry where it has one."""
    if address := page_address(site, code, key):
        drawn = io.BytesIO()
        segno.make_qr(address, error="m").save(drawn, kind="svg", border=4, light="#fff")
        yield _CODE, drawn.getvalue()
    entry = site.entries[key]
    mark = getattr(entry.facts, "mark", None)
    if mark and mark.lower().endswith(_MARKS):
        path = site.configuration.root / entry.folder / mark
        if path.is_file():
            yield f"mark{path.suffix.lower()}", path.read_bytes()


def _name(site: Site, code: str) -> Phrase:
    home = next((guide.key for guide in site.guides.values() if guide.address == "index"), None)
    return site.title(home, code) if home else Phrase("")


def _said(phrase: Phrase) -> dict[str, Any]:
    return {"text": phrase.text, **(language_tag(phrase.lang) if phrase.lang else {})}


def _title(key: str, reader: Reader) -> dict[str, Any]:
    """A title, with the edition of what has been replaced; a wording of ours is marked."""
    words = version_for(reader.site.entries[key].words, reader.code)
    said = _said(reader.site.title(key, reader.code))
    edition = reader.edition(key).striptags() if reader.site.model.is_superseded(key.partition(":")[2]) else ""
    return {**said, "edition": edition, "proposed": bool(words and words.front.title_status == "proposed")}


def _in_words(nodes: list[Node], words: Words | None, reader: Reader) -> list[Node]:
    """Nodes in the language of the words that they are from."""
    if words is None or words.language == reader.code or not nodes:
        return nodes
    return [["span", language_tag(words.language), nodes]]


def _opening(words: Words | None, reader: Reader) -> list[Node]:
    """The paragraph that the words begin with, where that is not on a sheet of its own."""
    section = next(iter(words.sections.values()), None) if words else None
    if section is None or len(section.tokens) < 3 or section.tokens[0].type != "paragraph_open":
        return []
    return of_html(section_html(section.tokens[:3], reader))


def _pieces(tokens: Any, words: Words | None, reader: Reader) -> Iterator[dict[str, Any]]:
    """What a section holds, piece by piece. Items of its lists have numbers, by which a team can call them."""
    number = 0
    for node in of_html(section_html(tokens, reader)):
        items = node[2] if isinstance(node, list) and node[0] in {"ul", "ol"} else None
        for item in items or ():
            number += 1
            yield {"number": number, "nodes": _in_words(item[2], words, reader)}
        if items is None:
            yield {"number": 0, "nodes": _in_words([node], words, reader)}


def _connections(site: Site, key: str, type_: str) -> list[Connection]:
    """What an entry is linked with of a type: central before supporting, and nothing that is over."""
    found = [each for each in site.graph.connections(key, type_) if not site.is_over(site.entries[each.other])]
    return sorted(found, key=lambda each: not each.link.central)


def _connection(connection: Connection, reader: Reader) -> dict[str, Any]:
    return {
        "title": _title(connection.other, reader),
        "central": connection.link.central,
        "strength": reader.text(f"strength.{connection.link.strength}"),
        "why": reader.own(connection.link.why),
    }


def _story(connection: Connection, reader: Reader) -> dict[str, Any]:
    summary = reader.site.summary(connection.other, reader.code)
    return {"title": _title(connection.other, reader), "summary": _said(summary)}


def _heading(entry: Entry, type_: str, reader: Reader) -> str:
    """What the page of an entry calls its connections with a type, where they have a place of their own."""
    blocks = reader.site.declaration(entry).page
    label = next((block.label for block in blocks if block.connections == (type_,) and block.label), None)
    return reader.own(label) if label else reader.types(type_)


def _notices(words: Words | None, reader: Reader) -> Iterator[str]:
    if words and words.language != reader.code:
        yield reader.text("page.only-in", language=reader.language.name_of(words.language))
    elif words and words.front.translation == "draft":
        yield reader.text("translation.draft")
