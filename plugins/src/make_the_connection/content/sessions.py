"""When things that people can come to take place: sessions, and the time in which one can apply for them.

A session happens at the time of its own place, so its zone is one of the IANA database (RFC 6557) and never a number of
hours: the clock changes between one session of a programme and the next.
"""

import datetime
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any, Literal, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationInfo,
    WithJsonSchema,
    create_model,
    model_validator,
)
from pydantic_core import PydanticCustomError

from make_the_connection.content.annotations import schema_of_form
from make_the_connection.content.yaml_source import as_written

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAY = re.compile(r"(19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}")
_TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")


def _day(value: object) -> str:
    written = as_written(value)
    try:
        if not _DAY.fullmatch(written):
            raise ValueError
        datetime.date.fromisoformat(written)
    except ValueError:
        raise PydanticCustomError("bad-day", "not a day", {"value": written}) from None
    return written


def _time(value: object) -> str:
    written = as_written(value)
    if not _TIME.fullmatch(written):
        raise PydanticCustomError("bad-time", "not a time", {"value": written})
    return written


def _fits_its_day(value: str | None, info: ValidationInfo) -> str | None:
    on = info.data.get("on")
    if value is not None and on is not None:
        right = WEEKDAYS[datetime.date.fromisoformat(on).weekday()]
        if value != right:
            raise PydanticCustomError("wrong-weekday", "another day", {"value": value, "on": on, "right": right})
    return value


def _known_zone(value: str) -> str:
    # Small letters begin what a system has beside the database: `localtime`, `posixrules`, `right/Europe/London`.
    try:
        if not value[:1].isupper():
            raise ValueError
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise PydanticCustomError("unknown-zone", "no time zone", {"value": value}) from None
    return value


def _closes_after(value: str | None, info: ValidationInfo) -> str | None:
    first = info.data.get("opens")
    if value is not None and first is not None and value < first:
        raise PydanticCustomError("ends-too-early", "before it begins", {"value": value, "first": first})
    return value


_DAY_SCHEMA = schema_of_form(_DAY, "bad-day", **{"format": "date", "x-date": True})
Day = Annotated[str, BeforeValidator(_day), WithJsonSchema(_DAY_SCHEMA)]
"""A whole date, as `2025-01-23`, from 1900 to 2199: whatever is reckoned with days, no calendar ends there."""

Time = Annotated[str, BeforeValidator(_time), WithJsonSchema(schema_of_form(_TIME, "bad-time"))]
"""A time of day, as `09:30`."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Session(_Part):
    """A session without the three fields whose kinds a site's languages decide; `session_record` adds those.

    `weekday` is how its source names the day: whoever copies both is told where they disagree. One without times takes
    the whole day, or its times are not known yet.
    """

    on: Day
    weekday: Annotated[Literal[WEEKDAYS] | None, AfterValidator(_fits_its_day)] = None  # type: ignore[valid-type]
    start: Time | None = Field(None, alias="from")
    end: Time | None = Field(None, alias="until")
    zone: Annotated[str, AfterValidator(_known_zone)] | None = Field(
        None, description="The time zone by its name in the IANA database, as Europe/London."
    )
    online: bool = False
    if TYPE_CHECKING:
        name: Mapping[str, str]
        place: Mapping[str, str] | None
        printed: Mapping[str, str] | None
        note: Mapping[str, str] | None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.end and not self.start:
            raise PydanticCustomError("missing-field", "when does it begin", {"name": "from"})
        if self.start and not self.zone:
            raise PydanticCustomError("missing-field", "where is that the time", {"name": "zone"})
        if self.start and self.end and self.end <= self.start:
            raise PydanticCustomError("ends-too-early", "before it begins", {"value": self.end, "first": self.start})
        for time in filter(None, (self.start, self.end)):
            if not self._exists(time):
                context = {"value": time, "on": self.on, "zone": self.zone}
                raise PydanticCustomError("no-such-time", "the clock skips it", context)
        return self

    def _exists(self, time: str) -> bool:
        """Whether the clock shows a time on its day: when it goes forward, it skips an hour."""
        there = self.moment(time)
        shown = there.astimezone(datetime.UTC).astimezone(there.tzinfo)
        return shown.replace(tzinfo=None) == there.replace(tzinfo=None)

    @property
    def day(self) -> datetime.date:
        return datetime.date.fromisoformat(self.on)

    def moment(self, time: str) -> datetime.datetime:
        """A time of its day, in its zone."""
        clock = datetime.time.fromisoformat(time)
        return datetime.datetime.combine(self.day, clock, ZoneInfo(self.zone or "UTC"))


class Period(_Part):
    """The days from which and until which something can be done; either may be open."""

    opens: Day | None = None
    closes: Annotated[Day | None, AfterValidator(_closes_after)] = None

    @model_validator(mode="after")
    def _some(self) -> Self:
        if self.opens is None and self.closes is None:
            raise PydanticCustomError("missing-field", "neither day", {"name": "closes"})
        return self


def session_record(text: Any, name: Any) -> type[Session]:
    """The class of a site's sessions, from its annotations for texts and names.

    `printed` is the day as its source prints it, where we read it otherwise; `note` says why.
    """
    return create_model(
        "Session",
        __base__=Session,
        name=(text, ...),
        place=(name | None, None),
        printed=(name | None, None),
        note=(text | None, None),
    )
