"""Sessions as iCalendar (RFC 5545): a file beside each entry that has some, and one of a type for all that is not over.

Times are those of a zone, whose rules stand in the file for as long as its sessions last. A session is the same one in
every language, and stays it when its day or its time changes: its identifier rests on its entry and its name.
"""

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard

from make_the_connection.content.model import TypeDeclaration
from make_the_connection.content.reading import Entry
from make_the_connection.content.sessions import Session
from make_the_connection.exports.identity import identifier
from make_the_connection.references import in_language
from make_the_connection.site import Phrase, Site

MEDIA_TYPE = "text/calendar"

_DAY = 24 * 60 * 60
"""In seconds."""


def entry_calendar(entry: Entry) -> str:
    """Where the calendar of an entry stands in each language's folder."""
    return f"{entry.address}.ics"


def type_calendar(declared: TypeDeclaration) -> str:
    """Where the calendar of a type stands in each language's folder; no entry of the type could stand there too."""
    return f"{declared.address}.ics"


def calendar_types(site: Site) -> tuple[str, ...]:
    """The types that have a calendar: those with sessions, whether or not any is still to come."""
    return tuple(type_ for type_ in site.model.types if any(map(site.sessions, site.of_type(type_))))


def calendars(site: Site, code: str) -> Iterator[tuple[str, bytes]]:
    """The calendars for readers of a language: the path of each from the language's folder, and its bytes."""
    for type_ in calendar_types(site):
        held = [entry for entry in site.of_type(type_) if site.sessions(entry)]
        for entry in held:
            title = site.title(entry.key, code).text
            yield entry_calendar(entry), _calendar(site, code, entry.key, title, [entry])
        coming = [entry for entry in held if not site.is_over(entry)]
        declared = site.model.types[type_]
        yield type_calendar(declared), _calendar(site, code, type_, declared.word(code, "plural"), coming)


def _calendar(site: Site, code: str, name: str, title: str, entries: Iterable[Entry]) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", f"-//make-the-connection//calendar//{code.upper()}")
    calendar.add("version", "2.0")
    calendar.add("uid", str(identifier(site, f"calendar|{name}|{code}")))
    # The one name is RFC 7986's, the other what programs read that are older.
    for property_ in ("name", "x-wr-calname"):
        calendar.add(property_, title[:1].upper() + title[1:], parameters={"LANGUAGE": code})
    sessions = [(entry, session) for entry in entries for session in site.sessions(entry)]
    for zone in sorted({session.zone for _, session in sessions if session.start and session.zone} or {"UTC"}):
        days = [session.day for _, session in sessions if session.zone == zone]
        calendar.add_component(_zone(zone, min(days, default=site.as_of), max(days, default=site.as_of)))
    names: Counter[tuple[str, str]] = Counter()
    for entry, session in sessions:
        own = session_name(entry, session)
        names[entry.key, own] += 1
        calendar.add_component(_event(site, code, entry, session, f"{own}|{names[entry.key, own]}"))
    return bytes(calendar.to_ical())


def session_name(entry: Entry, session: Session) -> str:
    """What a session is called in the language in which its entry was first written."""
    return str(session.name[entry.facts.original])


def _event(site: Site, code: str, entry: Entry, session: Session, name: str) -> Event:
    event, language = Event(), {"LANGUAGE": code}
    event.add("uid", str(identifier(site, f"{entry.key}|session|{name}")))
    event.add("dtstamp", _midnight(site.as_of))
    if changed := entry.facts.changed or entry.facts.added:
        event.add("last-modified", _midnight(datetime.date.fromisoformat(changed)))
    for property_, value in _span(session):
        event.add(property_, value)
    title = site.title(entry.key, code).text
    event.add("summary", f"{session.name[code]} · {title}", parameters=language)
    if place := _place(site, code, session):
        event.add("location", place.text, parameters={"LANGUAGE": place.lang or code})
    root = (site.configuration.address or "").rstrip("/")
    url = f"{root}/{code}/{entry.address}.html" if root else ""
    if told := "\n".join(filter(None, [*_told(site, code, session), url])):
        event.add("description", told, parameters=language)
    if url:
        event.add("url", url)
    if session.start is None:
        # A day on which something happens at a time not yet known is not a day on which nobody is free.
        event.add("transp", "TRANSPARENT")
    return event


def _span(session: Session) -> Iterator[tuple[str, datetime.date]]:
    """When a session begins and ends. One without an end says nothing of it; a day without times ends with itself."""
    if session.start is None:
        yield "dtstart", session.day
    else:
        yield "dtstart", session.moment(session.start)
    if session.end is not None:
        yield "dtend", session.moment(session.end)


def _place(site: Site, code: str, session: Session) -> Phrase | None:
    place = session.place
    if place is not None:
        return Phrase(*in_language(place, code))
    return Phrase(site.languages[code].text("session.online")) if session.online else None


def _told(site: Site, code: str, session: Session) -> Iterator[str]:
    text = site.languages[code].text
    if session.start is None:
        yield text("session.no-times")
    if session.online and session.place is not None:
        yield text("session.online")
    if session.printed is not None:
        yield text("session.printed", words=in_language(session.printed, code)[0])
    if session.note is not None:
        yield session.note[code]


def _zone(name: str, first: datetime.date, last: datetime.date) -> Timezone:
    """The rules of a zone from the year of one day to that of another, each change of the clock by its date.

    The package's own is an hour late where the clock goes forward: RFC 5545 (3.6.5) gives the time before the change.
    """
    zone = ZoneInfo(name)
    component = Timezone()
    component.add("tzid", name)
    found: dict[tuple[datetime.timedelta, datetime.timedelta, str, bool], list[datetime.datetime]] = {}
    begin = datetime.datetime(first.year, 1, 1, tzinfo=datetime.UTC)
    at = begin.astimezone(zone)
    found[_offset(at), _offset(at), str(at.tzname()), bool(at.dst())] = [begin.replace(tzinfo=None)]
    for before, after in _changes(zone, begin, datetime.datetime(last.year + 1, 1, 1, tzinfo=datetime.UTC)):
        rule = _offset(before), _offset(after), str(after.tzname()), bool(after.dst())
        shown = after.astimezone(datetime.UTC).replace(tzinfo=None) + _offset(before)
        found.setdefault(rule, []).append(shown)
    for (offset_from, offset_to, abbreviation, is_summer), starts in found.items():
        observance = TimezoneDaylight() if is_summer else TimezoneStandard()
        observance.add("dtstart", starts[0])
        if starts[1:]:
            observance.add("rdate", starts[1:])
        observance.add("tzname", abbreviation)
        observance.add("tzoffsetfrom", offset_from)
        observance.add("tzoffsetto", offset_to)
        component.add_component(observance)
    return component


def _changes(
    zone: ZoneInfo, begin: datetime.datetime, end: datetime.datetime
) -> Iterator[tuple[datetime.datetime, datetime.datetime]]:
    """Each change of a zone's clock between two moments (UTC): the second before it, and its own."""
    for day in range(int(begin.timestamp()), int(end.timestamp()), _DAY):
        low, high = day, day + _DAY
        if _rule(low, zone) == _rule(high, zone):
            continue
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if _rule(middle, zone) == _rule(low, zone) else (low, middle)
        yield datetime.datetime.fromtimestamp(low, zone), datetime.datetime.fromtimestamp(high, zone)


def _rule(second: int, zone: ZoneInfo) -> tuple[datetime.timedelta | None, str | None]:
    there = datetime.datetime.fromtimestamp(second, zone)
    return there.utcoffset(), there.tzname()


def _offset(there: datetime.datetime) -> datetime.timedelta:
    return there.utcoffset() or datetime.timedelta()


def _midnight(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(), datetime.UTC)
