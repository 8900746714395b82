"""Sessions and periods as HTML, and what a page says of what is over.

What was true on the day of the site may not be when its page is read. What changes by itself carries the moment of its
change (`data-until`, `data-since`), by which a small script shows what holds then: `clock.js`.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from make_the_connection.content.reading import Entry
from make_the_connection.content.sessions import Period, Session
from make_the_connection.exports.calendars import entry_calendar
from make_the_connection.languages.times import full_day, time_of_day, zone_name
from make_the_connection.render.environment import rendered
from make_the_connection.render.reader import Reader
from make_the_connection.site.timing import end_of_day, in_time, opening, past_after


@dataclass(frozen=True)
class Shown:
    """A session, and the sentence that says when it is."""

    session: Session
    when: Markup


def sessions_html(sessions: Iterable[Session], reader: Reader, entry: Entry) -> Markup:
    """Sessions in order of time, and the file of those of an entry."""
    shown = [Shown(session, when(session, reader)) for session in in_time(sessions)]
    file = "" if reader.beside else reader.file(entry_calendar(entry))
    return rendered("sessions.html", reader=reader, sessions=shown, file=file)


def when(session: Session, reader: Reader) -> Markup:
    """The day of a session with its weekday, and its times in its zone, for people and for programs."""
    day = _time(session.on, full_day(reader.language, session.day))
    return reader.text("session.when", day=day, times=_times(session, reader))


def _times(session: Session, reader: Reader) -> Markup:
    if session.start is None:
        return reader.text("session.no-times")
    zone = zone_name(reader.language.locale, session.zone or "UTC")
    start = _clock(session, session.start, reader)
    if session.end is None:
        return reader.text("session.from", start=start, zone=zone)
    return reader.text("session.times", start=start, end=_clock(session, session.end, reader), zone=zone)


def _clock(session: Session, time: str, reader: Reader) -> Markup:
    there = session.moment(time).isoformat(timespec="minutes")
    return _time(there, time_of_day(reader.language, time))


def _time(machine: str, words: str) -> Markup:
    return Markup('<time datetime="{}">{}</time>').format(machine, words)


def period_html(period: Period, reader: Reader) -> Markup:
    """The days of a period, and what holds of it on the day of the site."""
    opens, closes = (_time(day, reader.date(day)) if day else None for day in (period.opens, period.closes))
    if opens and closes:
        days = reader.text("period.from-until", opens=opens, closes=closes)
    else:
        days = reader.text("period.opens", opens=opens) if opens else reader.text("period.closes", closes=closes or "")
    begins = _moment(end_of_day(_day(period.opens) - datetime.timedelta(days=1), None)) if period.opens else ""
    return rendered(
        "period.html",
        reader=reader,
        days=days,
        opening=opening(period, reader.site.as_of),
        begins=begins,
        ends=_moment(end_of_day(_day(period.closes), None)) if period.closes else "",
        today=reader.date(reader.site.as_of.isoformat()),
    )


def over_notice(entry: Entry, reader: Reader) -> Markup:
    """That an entry is over, or what will say so once it is; empty for one without sessions."""
    sessions = reader.site.sessions(entry)
    if not sessions:
        return Markup("")
    is_over = reader.site.is_over(entry)
    return rendered("over.html", reader=reader, last=_last(sessions, reader), since=since(sessions, is_over=is_over))


def since(sessions: Sequence[Session], *, is_over: bool) -> str:
    """The moment at which sessions that are not over will be; empty where they are, or where there is none."""
    return _moment(past_after(sessions)) if sessions and not is_over else ""


def _last(sessions: Sequence[Session], reader: Reader) -> Markup:
    last = max(session.day for session in sessions)
    return _time(last.isoformat(), full_day(reader.language, last))


def _moment(moment: datetime.datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _day(written: str) -> datetime.date:
    return datetime.date.fromisoformat(written)
