"""What the sessions and periods of an entry come to on a day: what is still to come, what is over, what is open."""

import datetime
from collections.abc import Iterable
from typing import Literal
from zoneinfo import ZoneInfo

from make_the_connection.content.model import TypeDeclaration
from make_the_connection.content.records import Facts
from make_the_connection.content.sessions import Period, Session

Opening = Literal["not-yet", "open", "closed"]

_DAY = datetime.timedelta(days=1)
_LAST_PLACE = datetime.timezone(datetime.timedelta(hours=-12))
"""Where a day ends last on Earth."""


def sessions_of(facts: Facts, declared: TypeDeclaration) -> tuple[Session, ...]:
    """The sessions of an entry, in order of time."""
    named = [getattr(facts, name) for name, field in declared.fields.items() if field.kind == "session"]
    sessions = [one for value in named if value for one in (value if isinstance(value, tuple) else (value,))]
    return in_time(sessions)


def ended(sessions: Iterable[Session], today: datetime.date) -> bool:
    """Whether the day of the last session has passed; never where there is none, for its dates may not be known yet."""
    return max((session.day for session in sessions), default=today) < today


def opening(period: Period, today: datetime.date) -> Opening:
    """What holds of a period on a day; its own first and last day belong to it."""
    written = today.isoformat()
    if period.closes is not None and period.closes < written:
        return "closed"
    return "not-yet" if period.opens is not None and period.opens > written else "open"


def in_time(sessions: Iterable[Session]) -> tuple[Session, ...]:
    """Sessions in order of time; those of a day without times come first on it."""
    return tuple(sorted(sessions, key=lambda session: (session.on, session.moment(session.start or "00:00"))))


def end_of_day(day: datetime.date, zone: str | None) -> datetime.datetime:
    """When a day is past at a place (UTC); when it is past everywhere, where the place is not known."""
    there = ZoneInfo(zone) if zone else _LAST_PLACE
    return datetime.datetime.combine(day + _DAY, datetime.time(), there).astimezone(datetime.UTC)


def past_after(sessions: Iterable[Session]) -> datetime.datetime:
    """When the day of the last of some sessions is past (UTC). Raises `ValueError` where there is none."""
    return max(end_of_day(session.day, session.zone) for session in sessions)
