"""How far the languages correspond, for readers of a page and for those who look after all of them."""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from make_the_connection.content.resolving import GUIDE
from make_the_connection.languages import sentence
from make_the_connection.parity import StaleSection, State
from make_the_connection.render.environment import rendered
from make_the_connection.render.reader import Reader
from make_the_connection.site import Phrase

_MOST = 48
"""How many pages a list shows; the others are counted."""


@dataclass(frozen=True)
class Part:
    """A part of a page to be read in another language: its place there, what it is called, and what to say of it."""

    url: str
    title: Markup
    detail: str = ""


def parity_notice(reader: Reader, key: str) -> Markup:
    """What readers of a page are told of the parts that another language has or has changed; nothing if all is well."""
    page = reader.site.parity_of(key)
    version = page.versions.get(reader.code) if page else None
    if page is None or version is None:
        return Markup("")
    behind = [
        Part(
            reader.url_in(page.original, key, each.id), _name(reader, key, each.id, page.original), since(reader, each)
        )
        for each in version.stale
    ]
    only = {
        code: [
            Part(reader.url_in(code, key, id_), _name(reader, key, id_, code))
            for id_ in version.lacks
            if id_ in reader.site.words(key)[code].sections
        ]
        for code in page.versions
    }
    return rendered("parity_notice.html", reader=reader, original=page.original, behind=behind, only=only)


def _name(reader: Reader, key: str, section: str, code: str) -> Markup:
    """What a section of a page is called: in the reader's language, or in another where theirs has no such section."""
    if not section:
        return reader.text("parity.front")
    words = reader.site.words(key)
    own = words.get(reader.code)
    if own and section in own.sections:
        return reader.phrase(Phrase(own.sections[section].heading))
    return reader.phrase(Phrase(words[code].sections[section].heading, code))


def since(reader: Reader, stale: StaleSection) -> str:
    """Since when a section is stale, as far as anybody knows."""
    if stale.since is None:
        return reader.language.text("parity.never")
    return reader.language.text("parity.since", date=reader.date(stale.since))


def parity(reader: Reader, part: str) -> Markup:
    """A part of the page about parity: `counts`, or the list of the pages in one of the states."""
    found = reader.site.parity
    if part == "counts":
        tallies = [(code, [each for each in found.tallies if each.language == code]) for code in reader.site.languages]
        return rendered("parity.html", reader=reader, tallies=tallies, states=State, lists=(), kind=kind)
    state = State(part)
    lists = [
        (code, [(key, tuple(_details(reader, key, code, state))) for key in found.in_state(state, code)])
        for code in reader.site.languages
    ]
    recorded = state is not State.STALE or found.lock is not None
    return rendered("parity.html", reader=reader, tallies=(), lists=lists, most=_MOST, recorded=recorded)


def kind(reader: Reader, type_: str) -> str:
    """What the pages of a type are called."""
    return reader.language.text("parity.guides") if type_ == GUIDE else reader.types(type_)


def _details(reader: Reader, key: str, code: str, state: State) -> Iterator[str | Markup]:
    """What is to be said of a page in a state."""
    version = reader.site.parity.pages[key].versions.get(code)
    if version and state is State.STALE:
        for stale in version.stale:
            yield Markup("{} ({})").format(_name(reader, key, stale.id, code), since(reader, stale))
    elif version and state is State.DIFFERENT:
        yield from (sentence(each, reader.language) for each in version.differences)
