"""What of a type is still to come and what is over, as cards, and the calendar that readers can follow."""

from collections.abc import Iterable
from dataclasses import replace

from markupsafe import Markup

from make_the_connection.content.reading import Entry
from make_the_connection.content.sessions import Session
from make_the_connection.exports.calendars import MEDIA_TYPE, calendar_types, type_calendar
from make_the_connection.render.cards import Card, card_of
from make_the_connection.render.environment import rendered
from make_the_connection.render.feeds import feed
from make_the_connection.render.reader import Reader
from make_the_connection.render.timing import since, when


def coming(reader: Reader, type_: str) -> Markup:
    """A card for each entry of a type that is not over: the soonest next session first, those without sessions last."""
    site = reader.site
    entries = [entry for entry in site.in_reading_order(type_, reader.code) if not site.is_over(entry)]
    entries.sort(key=lambda entry: next((_order(session) for session in _ahead(entry, reader)), _LAST))
    moments = sorted(filter(None, (since(site.sessions(entry), is_over=False) for entry in entries)))
    cards = [_card(entry, _ahead(entry, reader)[:1], "session.next", reader) for entry in entries]
    return _listed(type_, cards, "coming.none", reader, moments[0] if moments else "")


def over(reader: Reader, type_: str) -> Markup:
    """A card for each entry of a type that is over, the one that ended last first."""
    site = reader.site
    entries = [entry for entry in site.in_reading_order(type_, reader.code) if site.is_over(entry)]
    entries.sort(key=lambda entry: _order(site.sessions(entry)[-1]), reverse=True)
    cards = [_card(entry, site.sessions(entry)[-1:], "session.last", reader) for entry in entries]
    return _listed(type_, cards, "over.none", reader)


def calendar_files(reader: Reader, type_: str) -> Markup:
    """The calendar of all of a type that is to come, its feed, and how to follow them; empty where there is neither."""
    declared = reader.site.model.types[type_]
    links = []
    if type_ in calendar_types(reader.site):
        words = reader.text("calendar.all", types=reader.types_within(type_))
        file = reader.file(type_calendar(declared))
        links.append(Markup('<a href="{}" download type="{}">{}</a>').format(file, MEDIA_TYPE, words))
    links += filter(None, [feed(reader, type_)])
    return rendered("calendar_files.html", reader=reader, links=links)


_LAST = ("9", "")
"""Behind every day."""


def _order(session: Session) -> tuple[str, str]:
    return session.on, session.moment(session.start).isoformat() if session.start else ""


def _ahead(entry: Entry, reader: Reader) -> tuple[Session, ...]:
    return tuple(session for session in reader.site.sessions(entry) if session.day >= reader.site.as_of)


def _card(entry: Entry, sessions: Iterable[Session], label: str, reader: Reader) -> Card:
    """A card with one of the entry's sessions, and with what will be said of it once it is over."""
    ends = since(reader.site.sessions(entry), is_over=reader.site.is_over(entry))
    times = [when(session, reader) for session in sessions]
    return replace(
        card_of(entry, reader), timing=rendered("card_timing.html", reader=reader, label=label, times=times, since=ends)
    )


def _listed(type_: str, cards: Iterable[Card], nothing: str, reader: Reader, since: str = "") -> Markup:
    """Cards, or a sentence in their place; `since` is when the first of them is over."""
    return rendered("agenda.html", reader=reader, type=type_, cards=cards, nothing=nothing, since=since)
